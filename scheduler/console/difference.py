"""The difference of two programmes in lines for a terminal, with whom to tell of what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from scheduler.conference.conference import Conference, Person
from scheduler.conference.programme import Placement
from scheduler.console.hanging import hanging
from scheduler.console.styles import day_name
from scheduler.questions.difference import ChangeKind, Difference, OwnChange, SessionChange
from scheduler.questions.difference.own_mail import reads_otherwise
from scheduler.questions.difference.words import DifferenceText, sentences
from scheduler.text.sentence import NOTHING, Phrase, Sentence, paragraph, plural
from scheduler.text.wording import count, listing, some


def lines(difference: Difference, columns: int = 80, *, names: int | None = None) -> Iterator[str]:
    """What has changed, session by session, each with its people. `names`: so many are named, None: all."""
    others = reads_otherwise(difference)
    if difference.changes or difference.people or not others:
        yield from hanging(summary(difference), columns)
    words = DifferenceText(difference.conference)
    for sentence, changes in sentences(difference):
        yield ""
        yield from hanging(sentence, columns)
        yield from _people(difference, changes, columns, names)
    called = [
        (one, placement) for one in difference.people for placement in one.needed_at if not _new(difference, placement)
    ]
    if called:
        yield ""
        yield from hanging(Sentence("Needed where they were not before:"), columns)
        for one, placement in called:
            sentence = Sentence(
                "{person}: {session}, {where}.",
                person=_named(one.person),
                session=placement.session,
                where=words.where(placement),
            )
            yield from hanging(sentence, columns, "  ", 4)
    if lost := _lost(difference):
        yield ""
        yield from hanging(Sentence("Can no longer go there, though it stays where it was:"), columns)
        for placement, people in lost.items():
            yield from hanging(_by_session(_placed(words, placement), people, names), columns, "  ", 4)
    if gains := _gains(difference):
        yield ""
        yield from hanging(Sentence("Can attend now what they could not, or what is new to them:"), columns)
        for place, people in gains.items():
            yield from hanging(_by_session(place, people, names), columns, "  ", 4)
    if others:
        yield ""
        heading = Sentence("In the own programme of these people this reads otherwise too:")
        yield from hanging(heading, columns)
        for session, people in _by_title(difference, others).items():
            sentence = Sentence(
                "{place} ({number}): {people}.", place=session, number=len(people), people=_some(people, names)
            )
            yield from hanging(sentence, columns, "  ", 4)
    affected = {one.person for one in difference.affected}
    if free := len({one.person for one in difference.people}.union(others) - affected):
        yield from hanging(_written_to_too(free), columns)


def _written_to_too(people: int) -> Phrase:
    """Why the number is not that of an edition or a mailing: to these another programme was sent as well."""
    return plural(
        people,
        "{number} person of all these has nothing to change in their diary. What they were sent reads otherwise all "
        "the same, so netday publish counts them too, and netday mailing --since writes to them.",
        "{number} people of all these have nothing to change in their diary. What they were sent reads otherwise all "
        "the same, so netday publish counts them too, and netday mailing --since writes to them.",
    )


def _by_title(difference: Difference, others: Mapping[Person, Sequence[str]]) -> dict[str, list[Person]]:
    """What reads otherwise, by the name of the session as organisers know it; of the whole day first."""
    found: dict[str, list[Person]] = {}
    for person, sessions in others.items():
        for session in sessions:
            found.setdefault(session or difference.new.conference.title, []).append(person)
    return found


def _placed(words: DifferenceText, placement: Placement) -> Sentence:
    return Sentence("{session}, {where}", session=placement.session, where=words.where(placement))


def _by_session(place: Phrase, people: Sequence[Person], names: int | None) -> Sentence:
    return Sentence("{place} ({number}): {people}.", place=place, number=len(people), people=_some(people, names))


def summary(difference: Difference) -> Phrase:
    """The difference in numbers.

    `3 sessions move and 1 is dropped. 124 of 226 people have to change something in their diary.`
    """
    if not difference.changes and not difference.people:
        return Sentence("Nothing has changed.")
    kinds = [change.kinds for change in difference.changes]
    numbers = {
        ChangeKind.HOUR: len(difference.moved),
        ChangeKind.LONGER: sum(ChangeKind.LONGER in s or ChangeKind.SHORTER in s for s in kinds),
        ChangeKind.RENAMED: sum(ChangeKind.RENAMED in s for s in kinds),
        ChangeKind.DROPPED: sum(ChangeKind.DROPPED in s for s in kinds),
        ChangeKind.ADDED: sum(ChangeKind.ADDED in s for s in kinds),
    }
    changed = [(kind, number) for kind, number in numbers.items() if number]
    parts = [
        _of_sessions(kind, number) if not place else _of_them(kind, number)
        for place, (kind, number) in enumerate(changed)
    ]
    sessions = Sentence("{changes}.", changes=listing(parts)) if parts else Sentence("No session has changed.")
    people = len(difference.new.conference.people)
    if not people:
        return sessions
    gone = [change.session for change in difference.unattended]
    not_told = NOTHING
    if gone:
        not_told = Sentence("Who was to go to {sessions} the day file does not tell.", sessions=listing(gone))
    return paragraph(sessions, not_told, _in_diaries(len(difference.affected), people, besides=bool(gone)))


def _of_sessions(kind: ChangeKind, number: int) -> Phrase:
    match kind:
        case ChangeKind.HOUR:
            return count(number, "session moves", "sessions move")
        case ChangeKind.LONGER:
            return count(number, "session lasts longer or shorter", "sessions last longer or shorter")
        case ChangeKind.RENAMED:
            return count(number, "session is renamed", "sessions are renamed")
        case ChangeKind.DROPPED:
            return count(number, "session is dropped", "sessions are dropped")
    return count(number, "session is added", "sessions are added")


def _of_them(kind: ChangeKind, number: int) -> Phrase:
    match kind:
        case ChangeKind.LONGER:
            return count(number, "lasts longer or shorter", "last longer or shorter")
        case ChangeKind.RENAMED:
            return count(number, "is renamed", "are renamed")
        case ChangeKind.DROPPED:
            return count(number, "is dropped", "are dropped")
    return count(number, "is added", "are added")


def _in_diaries(upset: int, people: int, *, besides: bool) -> Phrase:
    """How many people have to change something. `besides`: those of whom the day file does not tell."""
    some = count(people, "person", "people")
    if not upset and besides:
        return Sentence("Nobody else has to change anything in their diary.")
    if not upset:
        return Sentence("Nobody has to change anything in their diary.")
    if besides:
        return plural(
            upset,
            "{number} of {people} has to change something in their diary besides.",
            "{number} of {people} have to change something in their diary besides.",
            people=some,
        )
    return plural(
        upset,
        "{number} of {people} has to change something in their diary.",
        "{number} of {people} have to change something in their diary.",
        people=some,
    )


def own_lines(difference: Difference, person: Person, columns: int = 80) -> Iterator[str]:
    """What changes for one person, and of which day: they may read it by itself, and later."""
    words = DifferenceText(difference.conference, person)
    yield from hanging(_named(person), columns)
    yield from hanging(_of_the_day(difference.conference), columns, "  ", 4)
    one = next(own for own in difference.everyone if own.person.name == person.name)
    others = reads_otherwise(difference).get(one.person, ())
    if not (one.affected or one.gains or others):
        yield from hanging(Sentence("Nothing changes."), columns, "  ", 4)
        return
    for change in one.touched:
        cannot = NOTHING
        if change.new and change.session.name in one.missed:
            cannot = Sentence("They can no longer go there.")
        yield from hanging(paragraph(words.sentences(change), cannot), columns, "  ", 4)
    sentences_of_one = [
        *(
            Sentence("Needed at {session} ({where}).", session=placement.session, where=words.where(placement))
            for placement in one.needed_at
        ),
        *(
            Sentence(
                "Can no longer go to {session} ({where}).", session=placement.session, where=words.where(placement)
            )
            for placement in _lost_by(difference, one)
        ),
        *(
            Sentence("Can now attend {session} ({where}).", session=placement.session, where=words.where(placement))
            for placement in one.gains
        ),
    ]
    if others:
        named = [session or difference.new.conference.title for session in others]
        sentences_of_one.append(
            Sentence("Reads otherwise in their own programme: {sessions}.", sessions=listing(named))
        )
    for sentence in sentences_of_one:
        yield from hanging(sentence, columns, "  ", 4)


def _of_the_day(conference: Conference) -> Sentence:
    first, last = (day_name(day.date) for day in (conference.days[0], conference.days[-1]))
    if len(conference.days) == 1:
        return Sentence("{title}, {day}:", title=conference.title, day=first)
    return Sentence("{title}, {first} – {last}:", title=conference.title, first=first, last=last)


def _people(difference: Difference, changes: Sequence[SessionChange], columns: int, names: int | None) -> Iterator[str]:
    concerned = difference.concerned(changes)
    if not concerned:
        return
    everyone = _some([one.person for one in concerned], names)
    to_tell = Sentence("To tell ({number}): {people}.", number=len(concerned), people=everyone)
    yield from hanging(to_tell, columns, "  ", 4)
    sessions = [change.session.name for change in changes if change.new]
    lost = [one.person for one in concerned if one.missed.intersection(sessions)]
    if lost:
        cannot = Sentence("Can no longer go there ({number}): {people}.", number=len(lost), people=_some(lost, names))
        yield from hanging(cannot, columns, "  ", 4)


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


def _gains(difference: Difference) -> dict[Sentence, list[Person]]:
    found: dict[Sentence, list[Person]] = {}
    words = DifferenceText(difference.conference)
    for one in difference.people:
        for placement in one.gains:
            found.setdefault(_placed(words, placement), []).append(one.person)
    return found


def _some(people: Sequence[Person], names: int | None) -> Phrase:
    return listing(people) if names is None else some(people, names, names + 1)


def _named(person: Person) -> str:
    if not person.organisation:
        return person.name
    return Sentence("{person} ({organisation})", person=person, organisation=person.organisation)
