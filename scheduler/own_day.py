"""One person's own day: where they must be, what they wished and can attend, what they miss and why, what is common."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.attendance import attended, kept_away
from scheduler.check import worth
from scheduler.clock import DAY, Clock, Span
from scheduler.conference import Conference, Kind, Person, Session
from scheduler.programme import Placement, Programme, clash
from scheduler.wording import listing


@dataclass(frozen=True)
class Item:
    """Something the person goes to, and why: "chairs", "member", "for everyone"."""

    placement: Placement
    why: str


@dataclass(frozen=True)
class Missed:
    """A wished session that the person cannot attend. `placement` None: it is dropped. `why` is a sentence."""

    session: Session
    placement: Placement | None
    why: str


@dataclass(frozen=True)
class OwnDay:
    """`items` in order of time, `missed` in the order of the file."""

    person: Person
    items: tuple[Item, ...]
    missed: tuple[Missed, ...]


def own_day(conference: Conference, programme: Programme, person: Person) -> OwnDay:
    """The day of one person in this programme."""
    wishes = conference.wishes(person)
    goes = attended(conference, person, worth(conference, person), programme)
    items = [Item(duty, conference.needed(duty.session)[person]) for duty in programme.of(conference.duties(person))]
    items += [Item(placement, wishes[placement.session].value) for placement in goes]
    chosen = [item.placement for item in items]
    for placement in programme.in_time_order:
        session = placement.session
        common = not session.kind.is_meeting or session.kind.for_everyone
        if placement in chosen or session in wishes or session.kind is Kind.MOVING:
            continue
        if not person.can_be_there(placement.span):
            continue
        if common or (session.open and not any(clash(conference, placement, other) for other in chosen)):
            items.append(Item(placement, "for everyone" if common else "open to everyone"))
    there = {placement.session for placement in goes}
    missed = [
        Missed(session, programme.get(session), _why(conference, programme, person, session, chosen))
        for session in wishes
        if session not in there
    ]
    items.sort(key=lambda item: (item.placement.start, item.placement.end, item.placement.session.name))
    return OwnDay(person, tuple(items), tuple(missed))


def _why(
    conference: Conference, programme: Programme, person: Person, session: Session, chosen: list[Placement]
) -> str:
    placement = programme.get(session)
    if placement is None:
        return "It is dropped from the programme."
    if not person.can_be_there(placement.span):
        windows = [_stretch(conference.clock, window) for window in person.present or ()]
        return f"{person} is there {listing(windows)}." if windows else f"{person} is not there."
    if duties := kept_away(conference, person, placement, programme):
        told = [f"{conference.needed(duty.session)[person]} {duty.session.title}" for duty in duties]
        return f"{person} {listing(told)} then."
    others = [other.session.title for other in chosen if clash(conference, placement, other)]
    return f"{listing(others)} {'is' if len(others) == 1 else 'are'} at the same time."


def _stretch(clock: Clock, window: Span) -> str:
    """`until 14.00` from midnight on, `from 11.30` until midnight; on several days with the date."""
    arrives, leaves = window.start % DAY, window.end % DAY
    if clock.date(window.start) != clock.date(window.end - 1) or (arrives and leaves):
        return clock.span(window)
    day = f"on {clock.date(window.start)} " if clock.several_days else ""
    return (
        f"{day}from {clock.hour(window.start)}"
        if arrives
        else f"{day}until {clock.hour(window.end)}"
        if leaves
        else f"{day}all day"
    )
