"""Who leads or speaks where somebody has cancelled, or that nobody does, and by which rule that may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scheduler.conference.attendance import can_be_there
from scheduler.conference.conference import Conference, Person, Session
from scheduler.desk.state import DeskState
from scheduler.rules.rule import Rule
from scheduler.text.sentence import Phrase, Sentence, paragraph, phrase, plural
from scheduler.text.wording import listing


def who_stands_in(before: DeskState, after: DeskState) -> Phrase:
    """For each session that whoever has cancelled since would lead or speak at; nothing where there is none."""
    return paragraph(*_sentences(before.conference, after))


def _sentences(was: Conference, after: DeskState) -> Iterator[Phrase]:
    now = after.conference
    gone = {_name(person) for person in now.absent} - {_name(person) for person in was.absent}
    held = {session.name: session for session in now.held}
    for session in was.held:
        left = held.get(session.name)
        if left is None:
            continue
        if any(_name(person) in gone for person in was.leaders(session)):
            yield _led(left, after)
        elif any(_name(person) in gone for person in session.speakers) and left.speakers:
            yield plural(
                len(left.speakers),
                "{people} speaks at {session} now.",
                "{people} speak at {session} now.",
                people=listing(left.speakers),
                session=left,
            )


def _led(session: Session, after: DeskState) -> Phrase:
    if leaders := _who_can(session, after):
        return Sentence("{session} can now be led by {people}.", session=session, people=listing(leaders, "or"))
    if not after.programme or after.programme.get(session) is None:
        return Sentence("Nobody can lead {session} now.", session=session)
    rule = _asks_for_one(session, after)
    if rule is None:
        return Sentence("Nobody leads {session} now; no rule of this day asks for somebody.", session=session)
    title = phrase(rule.title)
    if rule.weight is None:
        return Sentence("Nobody can lead {session} now, and the rule “{rule}” is hard.", session=session, rule=title)
    return Sentence("Nobody leads {session} now; the rule “{rule}” is not hard here.", session=session, rule=title)


def _asks_for_one(session: Session, after: DeskState) -> Rule | None:
    """The rule of the day that the programme breaks there for want of its leaders."""
    conference = after.conference
    leaders = {*conference.leaders(session), *conference.absent_leaders(session)}
    for result in after.judge.results:
        missing = {p for breach in result.breaches if breach.sessions == (session,) for p in breach.people}
        if leaders.issubset(missing):
            return result.rule
    return None


def _who_can(session: Session, after: DeskState) -> Sequence[Person]:
    """Its leaders who can be there, in the programme of now if it stands there."""
    leaders = after.conference.leaders(session)
    programme = after.programme
    place = programme.get(session) if programme else None
    if programme is None or place is None:
        return leaders
    return [person for person in leaders if can_be_there(after.conference, person, place, programme)]


def _name(person: Person) -> tuple[str, str]:
    return person.name, person.organisation or ""
