"""Changes to what a group is to a session: who leads it, whether it meets there, and whether its people are asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from scheduler.conference.conference import Group, Person, Role, Seat, Session
from scheduler.questions.explain.change import Change, now, with_fields, with_thing
from scheduler.rules.problem import Problem
from scheduler.text.wording import listing

OTHER_CHAIR, ONLY_INVITED, NOT_INVITED = 45, 50, 50


def of_groups(session: Session) -> Iterator[Change]:
    """What could change of the groups whose meeting this is, and of those that are invited."""
    for group in session.groups:
        chairs = group.people(Role.CHAIR)
        for chair in chairs:
            told = f"Let somebody else than {chair} chair {group}."
            yield _chaired(group, chair, told)
        if not chairs and (others := group.people(Role.VICE_CHAIR)):
            yield _chaired(group, None, f"Let somebody chair {group}, which has only {listing(others)}.")
        if len(session.groups) > 1:
            told = f"Let {session} be no meeting of {group}, which is then invited to it."
            made = partial(_only_invited, session, group)
            yield Change(told, ONLY_INVITED, ("groups", session.name, group.name), made, session.name, str(group))
    for group in session.invited:
        told = f"Do not invite {group} to {session}."
        made = partial(_not_invited, session, group)
        yield Change(told, NOT_INVITED, ("invited", session.name, group.name), made, session.name, str(group))


def _chaired(group: Group, before: Person | None, told: str) -> Change:
    """By somebody else, who has no other duties and is there when needed; who did so before follows the group still."""
    matter = ("chair", group.name, before.name if before else "")
    return Change(told, OTHER_CHAIR, matter, partial(_with_chair, group, before), thing=str(group))


def _with_chair(group: Group, before: Person | None, plan: Problem) -> Problem:
    fresh = Person(name=f"somebody else than {before or 'now'} at {group}")
    seats = now(plan, group).seats
    if before:
        seats = tuple(seat for seat in seats if not (seat.person.name == before.name and seat.role is Role.CHAIR))
        seats = (*seats, Seat(person=now(plan, before), role=Role.INTERESTED))
    plan = with_fields(plan, people=(*plan.conference.people, fresh))
    return with_thing(plan, group, seats=(*seats, Seat(person=fresh, role=Role.CHAIR)))


def _only_invited(session: Session, group: Group, plan: Problem) -> Problem:
    (own,) = (other for other in now(plan, session).groups if other.name == group.name)
    invited = dict.fromkeys((*now(plan, session).invited, own))
    return with_thing(plan, session, groups=_but(now(plan, session).groups, group), invited=tuple(invited))


def _not_invited(session: Session, group: Group, plan: Problem) -> Problem:
    return with_thing(plan, session, invited=_but(now(plan, session).invited, group))


def _but(groups: Sequence[Group], without: Group) -> tuple[Group, ...]:
    return tuple(group for group in groups if group.name != without.name)
