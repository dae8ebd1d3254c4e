"""The difference of two programmes in lines for a terminal, with whom to tell of what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scheduler.conference.conference import Person
from scheduler.conference.programme import Placement
from scheduler.console.hanging import hanging
from scheduler.questions.difference import ChangeKind, Difference, OwnChange, SessionChange
from scheduler.questions.difference.words import DifferenceText, sentences
from scheduler.text.sentence import Plural, plural
from scheduler.text.wording import count, listing
from scheduler.text.wrap import wrap


def lines(difference: Difference, columns: int = 80, *, names: int | None = None) -> Iterator[str]:
    """What has changed, session by session, each with its people. `names`: so many are named, None: all."""
    yield from wrap(summary(difference), columns)
    words = DifferenceText(difference.conference)
    for sentence, changes in sentences(difference):
        yield ""
        yield from wrap(sentence, columns)
        yield from _people(difference, changes, columns, names)
    called = [
        (one, placement) for one in difference.people for placement in one.needed_at if not _new(difference, placement)
    ]
    if called:
        yield ""
        yield "Needed where they were not before:"
        for one, placement in called:
            yield from hanging(
                f"{_named(one.person)}: {placement.session}, {words.where(placement)}.", columns, "  ", 4
            )
    if lost := _lost(difference):
        yield ""
        yield "Can no longer go there, though it stays where it was:"
        for placement, people in lost.items():
            told_of = f"{placement.session}, {words.where(placement)} ({len(people)}): {_some(people, names)}."
            yield from hanging(told_of, columns, "  ", 4)
    if gains := _gains(difference):
        yield ""
        yield "Can attend now what they could not, or what is new to them:"
        for name, people in gains.items():
            yield from hanging(f"{name} ({len(people)}): {_some(people, names)}.", columns, "  ", 4)
    if free := len(difference.people) - len(difference.affected):
        yield from hanging(_calendars_too(free), columns)


def _calendars_too(people: int) -> Plural:
    """Why the number is not that of an edition: so many need change nothing, and have another calendar all the same."""
    return plural(
        people,
        "{number} person of these has to change nothing for it. Their calendar changes all the same, so netday "
        "publish counts them too.",
        "{number} people of these have to change nothing for it. Their calendars change all the same, so netday "
        "publish counts them too.",
    )


def summary(difference: Difference) -> str:
    """The difference in numbers.

    `3 sessions move and 1 is dropped. 124 of 226 people have to change something in their diary.`
    """
    if not difference.changes and not difference.people:
        return "Nothing has changed."
    kinds = [change.kinds for change in difference.changes]
    moved = len(difference.moved)
    numbers = {
        "moves": moved,
        "lasts longer or shorter": sum(ChangeKind.LONGER in s or ChangeKind.SHORTER in s for s in kinds),
        "is renamed": sum(ChangeKind.RENAMED in s for s in kinds),
        "is dropped": sum(ChangeKind.DROPPED in s for s in kinds),
        "is added": sum(ChangeKind.ADDED in s for s in kinds),
    }
    plural = {"moves": "move", "lasts longer or shorter": "last longer or shorter"}
    parts: list[str] = []
    for verb, number in numbers.items():
        if number:
            subject = str(number) if parts else count(number, "session")
            parts.append(f"{subject} {verb if number == 1 else plural.get(verb, verb.replace('is ', 'are '))}")
    sessions = f"{listing(parts)}." if parts else "No session has changed."
    people = len(difference.new.conference.people)
    if not people:
        return sessions
    upset = len(difference.affected)
    gone = [change.session for change in difference.unattended]
    if gone:
        sessions = f"{sessions} Who was to go to {listing(gone)} the day file does not tell."
    besides = " besides" if gone else ""
    if not upset:
        who = "Nobody else" if gone else "Nobody"
        return f"{sessions} {who} has to change anything in their diary."
    have = "has" if upset == 1 else "have"
    some = count(people, "person", "people")
    return f"{sessions} {upset:,} of {some} {have} to change something in their diary{besides}."


def own_lines(difference: Difference, person: Person, columns: int = 80) -> Iterator[str]:
    """What changes for one person."""
    words = DifferenceText(difference.conference, person)
    yield _named(person)
    one = next((own for own in difference.people if own.person.name == person.name), None)
    if one is None:
        yield "  Nothing changes."
        return
    for change in one.touched:
        cannot = " They can no longer go there." if change.new and change.session.name in one.missed else ""
        yield from hanging(words.sentences(change) + cannot, columns, "  ", 4)
    for placement in one.needed_at:
        yield from hanging(f"Needed at {placement.session} ({words.where(placement)}).", columns, "  ", 4)
    for placement in _lost_by(difference, one):
        yield from hanging(f"Can no longer go to {placement.session} ({words.where(placement)}).", columns, "  ", 4)
    for placement in one.gains:
        yield from hanging(f"Can now attend {placement.session} ({words.where(placement)}).", columns, "  ", 4)


def _people(difference: Difference, changes: Sequence[SessionChange], columns: int, names: int | None) -> Iterator[str]:
    concerned = difference.concerned(changes)
    if not concerned:
        return
    yield from hanging(
        f"To tell ({len(concerned)}): {_some([one.person for one in concerned], names)}.", columns, "  ", 4
    )
    sessions = [change.session.name for change in changes if change.new]
    lost = [one.person for one in concerned if one.missed.intersection(sessions)]
    if lost:
        yield from hanging(f"Can no longer go there ({len(lost)}): {_some(lost, names)}.", columns, "  ", 4)


def _new(difference: Difference, placement: Placement) -> bool:
    return any(c.old is None and c.session.name == placement.session.name for c in difference.changes)


def _lost(difference: Difference) -> dict[Placement, list[Person]]:
    """By session that has not changed: who had planned it, and now has something else at its hour."""
    found: dict[Placement, list[Person]] = {}
    for one in difference.people:
        for placement in _lost_by(difference, one):
            found.setdefault(placement, []).append(one.person)
    return {placement: found[placement] for placement in sorted(found, key=lambda p: (p.start, p.session.name))}


def _lost_by(difference: Difference, one: OwnChange) -> list[Placement]:
    names = one.missed - {change.session.name for change in one.touched}
    return [placement for session, placement in difference.new.programme.items() if session.name in names]


def _gains(difference: Difference) -> dict[str, list[Person]]:
    found: dict[str, list[Person]] = {}
    words = DifferenceText(difference.conference)
    for one in difference.people:
        for placement in one.gains:
            found.setdefault(f"{placement.session}, {words.where(placement)}", []).append(one.person)
    return found


def _some(people: Sequence[Person], names: int | None) -> str:
    if names is None or len(people) <= names + 1:
        return listing(people)
    return f"{', '.join(person.name for person in people[:names])} and {len(people) - names} others"


def _named(person: Person) -> str:
    return f"{person} ({person.organisation})" if person.organisation else person.name
