"""One person's own day: where they must be, what they wished and can attend, what they miss and why, what is common."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scheduler.conference.attendance import attended, kept_away, worth
from scheduler.conference.conference import Conference, Person, Role, Session
from scheduler.conference.own_hours import when_there
from scheduler.conference.programme import Placement, Programme, clash
from scheduler.text.sentence import Phrase, Sentence, plural
from scheduler.text.wording import listing


class Reason(StrEnum):
    """Why somebody goes to something. The first four are duties."""

    CHAIRS = "chairs"
    SPEAKS = "speaks at"
    HOSTS = "hosts"
    REQUIRED = "must be at"
    CHAIR = "chair"  # of a group that is invited
    VICE_CHAIR = "vice-chair"
    SECRETARY = "secretary"
    MEMBER = "member"
    INTERESTED = "interested"
    SIGNED_UP = "signed up"
    WAITING = "on the waiting list"
    EVERYONE = "for everyone"
    OPEN = "open to everyone"


@dataclass(frozen=True)
class Appointment:
    """Something the person goes to, and why."""

    placement: Placement
    why: Reason


@dataclass(frozen=True)
class Missed:
    """A wished session that the person cannot attend. `placement` None: it is dropped.

    `instead`: what the person goes to at that time, duties when there are any. Without these they are not there then.
    """

    session: Session
    placement: Placement | None
    instead: tuple[Placement, ...] = ()


@dataclass(frozen=True)
class PersonalDay:
    """The day of one person. `items` in order of time, `missed` in the order of the file, as is `waiting`.

    `waiting`: what they have no place at so far.
    """

    person: Person
    items: tuple[Appointment, ...]
    missed: tuple[Missed, ...]
    waiting: tuple[Placement, ...] = ()


def personal_day(conference: Conference, programme: Programme, person: Person) -> PersonalDay:
    """The day of one person in this programme."""
    wishes = conference.wishes(person)
    goes = attended(conference, person, worth(conference, person), programme)
    duties = programme.of(conference.duties(person))
    items = [Appointment(duty, Reason(conference.needed(duty.session)[person])) for duty in duties]
    items += [Appointment(p, why_attending(person, p.session, wishes[p.session])) for p in goes]
    chosen = [item.placement for item in items]
    their_own = {duty.session for duty in duties}.union(wishes)
    for placement in programme.for_others_too:
        common = placement.session.kind.is_common
        if placement.session in their_own or not person.can_be_there(placement.span):
            continue
        if common or not any(clash(conference, placement, other) for other in chosen):
            items.append(Appointment(placement, Reason.EVERYONE if common else Reason.OPEN))
    attends = {placement.session for placement in goes}
    missed = [_missed(conference, programme, person, session, chosen) for session in wishes if session not in attends]
    waiting = tuple(
        placement
        for placement in programme.in_time_order
        if person in placement.session.who_waits and placement.session not in their_own
    )
    items.sort(key=lambda item: (item.placement.start, item.placement.end, item.placement.session.name))
    return PersonalDay(person, tuple(items), tuple(missed), waiting)


def why_attending(person: Person, session: Session, role: Role) -> Reason:
    """Why somebody attends what they need not: their role in its group, or that they have a place."""
    return Reason.SIGNED_UP if person in session.who_signed_up else Reason(role)


def why_missed(conference: Conference, person: Person, missed: Missed) -> Phrase:
    """Why the person cannot attend the session, in a sentence."""
    if missed.placement is None:
        return Sentence("It is dropped from the programme.")
    if not missed.instead:
        stretches = when_there(conference.clock, person)
        if stretches:
            return Sentence("{person} is there {stretches}.", person=person, stretches=stretches)
        return Sentence("{person} is not there.", person=person)
    duties = [other.session for other in missed.instead if person in conference.needed(other.session)]
    if duties:
        roles = [_duty(Reason(conference.needed(session)[person]), session) for session in duties]
        return Sentence("{person} {duties} then.", person=person, duties=listing(roles))
    others = [other.session.title for other in missed.instead]
    return plural(
        len(others), "{sessions} is at the same time.", "{sessions} are at the same time.", sessions=listing(others)
    )


def _duty(why: Reason, session: Session) -> Phrase:
    match why:
        case Reason.CHAIRS:
            return Sentence("chairs {session}", session=session.title)
        case Reason.SPEAKS:
            return Sentence("speaks at {session}", session=session.title)
        case Reason.HOSTS:
            return Sentence("hosts {session}", session=session.title)
    return Sentence("must be at {session}", session=session.title)


def _missed(
    conference: Conference, programme: Programme, person: Person, session: Session, chosen: list[Placement]
) -> Missed:
    placement = programme.get(session)
    if placement is None or not person.can_be_there(placement.span):
        return Missed(session, placement)
    duties = kept_away(conference, person, placement, programme)
    others = duties or [other for other in chosen if clash(conference, placement, other)]
    return Missed(session, placement, tuple(others))
