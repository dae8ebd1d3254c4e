"""Changes to the talks of tracks: fewer slots, and another slot for one that has hours of its own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from scheduler.conference.conference import Conference, Session
from scheduler.questions.explain.change import Change, per_five
from scheduler.questions.explain.edits import with_thing
from scheduler.rules.problem import Problem
from scheduler.text.sentence import Sentence
from scheduler.text.wording import count

FEWER_SLOTS, OTHER_SLOT = 15, 12


def of_talk(conference: Conference, talk: Session) -> Iterator[Change]:
    """Changes to how long this talk is, and to the slots that it may begin with."""
    yield from _fewer_slots(talk)
    yield from _another_slot(conference, talk)


def _fewer_slots(talk: Session) -> Iterator[Change]:
    slots = talk.slots or 1
    for fewer in range(slots - 1, 0, -1):
        minutes = fewer * talk.minutes // slots
        sentence = Sentence(
            "Let {talk} take {slots} ({now} now).", talk=talk, slots=count(fewer, "slot"), now=str(slots)
        )
        apply = partial(_with_slots, talk, fewer, minutes)
        asks = FEWER_SLOTS + per_five(talk.minutes - minutes)
        yield Change(sentence, asks, ("minutes", talk.name), apply, talk.name, "talk", cumulative=True)


def _with_slots(talk: Session, slots: int, minutes: int, problem: Problem) -> Problem:
    return with_thing(problem, talk, slots=slots, minutes=minutes)


def _another_slot(conference: Conference, talk: Session) -> Iterator[Change]:
    """The slots nearest to an hour of its own come first."""
    own = talk.starts or ()
    for start in own:
        others = set(conference.talk_starts(talk.slots or 1)).difference(own)
        for _, other in sorted((abs(other - start), other) for other in others):
            clock = conference.clock
            if conference.day_of(other) == conference.day_of(start):
                sentence = Sentence(
                    "Let {session} begin {when}, not at {before}.",
                    session=talk,
                    when=clock.at(other),
                    before=clock.hour(start),
                )
            else:
                sentence = Sentence(
                    "Let {session} begin {when}, not {before}.",
                    session=talk,
                    when=clock.at(other),
                    before=clock.at(start),
                )
            starts = tuple(sorted({*own, other} - {start}))
            apply = partial(_with_starts, talk, starts)
            asks = OTHER_SLOT + per_five(abs(other - start))
            yield Change(sentence, asks, ("starts", talk.name), apply, talk.name, "session")


def _with_starts(talk: Session, starts: tuple[int, ...], problem: Problem) -> Problem:
    return with_thing(problem, talk, starts=starts)
