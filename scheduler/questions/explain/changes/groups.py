"""Changes to what a group is to a session: who leads it, whether it meets there, and whether its people are asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from scheduler.conference.conference import Conference, Group, Person, Role, Seat, Session
from scheduler.questions.explain.change import Change
from scheduler.questions.explain.edits import now, with_fields, with_thing
from scheduler.rules.problem import Problem
from scheduler.text.sentence import Phrase, Sentence, plural
from scheduler.text.wording import listing

OTHER_CHAIR, ONLY_INVITED, NOT_INVITED = 45, 50, 50


def of_groups(conference: Conference, session: Session) -> Iterator[Change]:
    """Changes to the groups whose meeting this is, and to those that are invited."""
    missed = conference.absent_leaders(session)
    for group in session.groups:
        if away := [person for person in missed if any(seat.person.name == person.name for seat in group.absent)]:
            yield _chaired(group, None, _another_chair(group, away))
        chairs = group.people(Role.CHAIR)
        for chair in chairs:
            sentence = Sentence("Let somebody else than {person} chair {group}.", person=chair, group=group)
            yield _chaired(group, chair, sentence)
        if not chairs and (others := group.people(Role.VICE_CHAIR)):
            has = listing(others)
            sentence = Sentence("Let somebody chair {group}, which has only {others}.", group=group, others=has)
            yield _chaired(group, None, sentence)
        if len(session.groups) > 1:
            sentence = Sentence(
                "Let {session} be no meeting of {group}, which is then invited to it.", session=session, group=group
            )
            apply = partial(_only_invited, session, group)
            yield Change(sentence, ONLY_INVITED, ("groups", session.name, group.name), apply, session.name, "group")
    for group in session.invited:
        sentence = Sentence("Do not invite {group} to {session}.", group=group, session=session)
        apply = partial(_not_invited, session, group)
        yield Change(sentence, NOT_INVITED, ("invited", session.name, group.name), apply, session.name, "group")


def _another_chair(group: Group, away: Sequence[Person]) -> Phrase:
    return plural(
        len(away),
        "Let somebody else chair {group}: {people} is absent.",
        "Let somebody else chair {group}: {people} are absent.",
        group=group,
        people=listing(away),
    )


def _chaired(group: Group, before: Person | None, sentence: str) -> Change:
    """The group chaired by somebody without other duties; who did so before follows its meetings still."""
    matter = ("chair", group.name, before.name if before else "")
    apply, found = partial(_with_chair, group, before), somebody_else(before, group).name
    return Change(sentence, OTHER_CHAIR, matter, apply, target="group", stand_ins=(found,))


def somebody_else(before: Person | None, thing: Group | Session) -> Person:
    """Whoever it will be: somebody without other duties, who is always there."""
    return Person(name=f"somebody else than {before or 'now'} at {thing}")


def _with_chair(group: Group, before: Person | None, problem: Problem) -> Problem:
    fresh = somebody_else(before, group)
    seats = now(problem, group).seats
    if before:
        seats = tuple(seat for seat in seats if not (seat.person.name == before.name and seat.role is Role.CHAIR))
        seats = (*seats, Seat(person=now(problem, before), role=Role.INTERESTED))
    problem = with_fields(problem, people=(*problem.conference.people, fresh))
    return with_thing(problem, group, seats=(*seats, Seat(person=fresh, role=Role.CHAIR)))


def _only_invited(session: Session, group: Group, problem: Problem) -> Problem:
    (own,) = (other for other in now(problem, session).groups if other.name == group.name)
    invited = dict.fromkeys((*now(problem, session).invited, own))
    return with_thing(problem, session, groups=_but(now(problem, session).groups, group), invited=tuple(invited))


def _not_invited(session: Session, group: Group, problem: Problem) -> Problem:
    return with_thing(problem, session, invited=_but(now(problem, session).invited, group))


def _but(groups: Sequence[Group], without: Group) -> tuple[Group, ...]:
    return tuple(group for group in groups if group.name != without.name)
