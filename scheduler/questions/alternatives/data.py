"""Alternatives as data for other programs, and in a sentence what each gives for what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from scheduler.checking.answer_data import Elapsed, ProgrammeFile, Stamped, Stopped
from scheduler.checking.answer_names import stamp
from scheduler.conference.clock import Clock
from scheduler.conference.conference import Conference
from scheduler.conference.programme import Edition, Placement
from scheduler.questions.alternatives import Alternative, Alternatives
from scheduler.questions.alternatives.distance import alike, people_apart
from scheduler.questions.difference import Difference, difference
from scheduler.questions.difference.data import DifferenceData, HourAndRoom, hour_and_room
from scheduler.questions.difference.data import as_data as difference_data
from scheduler.solving.answers_data import Points
from scheduler.solving.price import minus, more, points
from scheduler.text.sentence import NOTHING, Phrase, Sentence, capital, paragraph, plural
from scheduler.text.wording import count, listing

_NOON = 12
_HOURS_NAMED = 3  # sessions whose new hour is named


class AlternativeProgramme(TypedDict):
    """A programme, and how it differs from the others."""

    costs: Annotated[Points, Field(description="what it costs, tier by tier")]
    least_possible: Annotated[Points, Field(description="the least that one can cost that differs as much")]
    missed: Annotated[int, Field(ge=0, description="how many wished meetings people miss, all together")]
    distance: Annotated[int, Field(ge=0, description="sessions at another hour than in the nearest of those before it")]
    people_concerned: Annotated[int, Field(ge=0, description="those whom such sessions concern: of those, the fewest")]
    difference_from_the_best: Annotated[DifferenceData | None, Field(description="what moves; null for the best")]
    sessions: Annotated[dict[str, HourAndRoom | None], Field(description="where each session is; null: it is dropped")]


class BestProgramme(AlternativeProgramme):
    """The best programme."""

    programme: ProgrammeFile


_TradeOff = TypedDict(  # noqa: UP013  a key of the JSON, and no name of ours
    "_TradeOff",
    {"told": Annotated[str, Field(description="what it gives and takes beside the best, in a few sentences")]},
)


class OtherProgramme(AlternativeProgramme, _TradeOff):
    """A programme that is really different from the best one."""

    programme: ProgrammeFile


class AlternativesData(Stamped):
    """The best programme, and others that are really different and cost nearly as little."""

    answer: Annotated[Literal["alternatives"], Field(description="there is at least one programme")]
    best: Annotated[BestProgramme, Field(description="the best one")]
    alternatives: Annotated[list[OtherProgramme], Field(description="the others, in the order they were found")]
    differ: Annotated[int, Field(ge=0, description="how many sessions at another hour were asked at least")]
    concern: Annotated[int, Field(ge=0, description="how many people whom they concern were asked at least")]
    at_most: Annotated[Points, Field(description="what one may cost, tier by tier")]
    no_more: Annotated[
        bool | None, Field(description="shown: there is no other; null: there are as many as were asked")
    ]
    elapsed: Elapsed
    stopped: Stopped


def trade_off(answer: Alternatives, one: Alternative) -> Phrase:
    """What it gives and takes beside the best, in a few sentences."""
    conference, best = answer.conference, answer.best
    changed = difference(*(Edition(conference, each.programme) for each in (best, one)), guess_names=False)
    where, missing = hours(changed, conference), _missing(answer, one)
    details = paragraph(where, missing, between="; ")
    proof = NOTHING
    if not one.price.proven:
        proof = Sentence("One that differs as much may cost {points}.", points=points(one.price.least))
    if not details:
        return paragraph(_opening(answer, one), proof)
    return paragraph(
        _opening(answer, one), Sentence("{details}.", details=details if where else capital(details)), proof
    )


def _opening(answer: Alternatives, one: Alternative) -> Phrase:
    """`12 points, 2 points more; 4 sessions at another hour, which concerns 80 people.`."""
    conference, best = answer.conference, answer.best
    extra_points = minus(one.price.most, best.price.most)
    extra = more(extra_points) if any(extra_points) else Sentence("as many as the best")
    at_other = sum(not alike(best.programme.get(s), one.programme.get(s)) for s in conference.held)
    sessions = count(at_other, "session")
    if not conference.people:
        return Sentence(
            "{points}, {extra}; {sessions} at another hour.",
            points=points(one.price.most),
            extra=extra,
            sessions=sessions,
        )
    concerned = people_apart(conference, best.programme, one.programme)
    return Sentence(
        "{points}, {extra}; {sessions} at another hour, which concerns {people}.",
        points=points(one.price.most),
        extra=extra,
        sessions=sessions,
        people=count(concerned, "person", "people"),
    )


def _missing(answer: Alternatives, one: Alternative) -> Phrase:
    """`2 more missed meetings; nobody misses more than 3 (2 in the best)`; nothing where no wishes are known."""
    conference, best = answer.conference, answer.best
    if not any(conference.wishes(person) for person in conference.people):
        return NOTHING
    worst = max((len(misses.sessions) for misses in one.report.misses), default=0)
    was = max((len(misses.sessions) for misses in best.report.misses), default=0)
    if not (worst or was):
        return Sentence("nobody misses any meeting")
    if (extra := one.report.missed - best.report.missed) > 0:
        meetings: Phrase = plural(extra, "{number} more missed meeting", "{number} more missed meetings")
    elif extra < 0:
        meetings = plural(-extra, "{number} fewer missed meeting", "{number} fewer missed meetings")
    else:
        meetings = Sentence("as many missed meetings")
    if worst == was:
        nobody = Sentence("nobody misses more than {worst}", worst=worst)
    elif worst:
        nobody = Sentence("nobody misses more than {worst} ({was} in the best)", worst=worst, was=was)
    else:
        nobody = Sentence("nobody misses any ({was} in the best)", was=was)
    return paragraph(meetings, nobody, between="; ")


def hours(changed: Difference, conference: Conference) -> Phrase:
    """`Duurzaamheid in the morning, Europa at 15.00`: of what begins at another hour, what concerns the most people."""
    pairs = [(c.old, c.new) for c in changed.changes if not alike(c.old, c.new)]
    clock = conference.clock
    moved = sorted(pairs, key=lambda pair: (not _other_part(pair[0], pair[1], clock), -_people(conference, *pair)))
    parts: dict[Phrase, list[str]] = {}
    for old, new in moved[:_HOURS_NAMED]:
        if placement := new or old:
            parts.setdefault(_when(old, new, conference), []).append(placement.session.name)
    return paragraph(
        *(
            Sentence("{sessions} {when}", sessions=listing(names), when=when)
            if when
            else Sentence("{sessions} dropped", sessions=listing(names))
            for when, names in parts.items()
        ),
        between=", ",
    )


def _people(conference: Conference, *pair: Placement | None) -> int:
    return max(conference.expected(placement.session) for placement in pair if placement)


def _other_part(old: Placement | None, new: Placement | None, clock: Clock) -> bool:
    """Whether it goes from the morning to the afternoon, the other way, or to another day."""
    return old is None or new is None or _part(old, clock) != _part(new, clock)


def _part(placement: Placement, clock: Clock) -> tuple[date, bool]:
    begins = clock.naive(placement.start)
    return begins.date(), begins.hour < _NOON


def _when(old: Placement | None, new: Placement | None, conference: Conference) -> Phrase:
    """When it begins now; nothing for what is dropped."""
    if new is None:
        return NOTHING
    clock = conference.clock
    if old is None or not _other_part(old, new, clock):
        return clock.at(new.start)
    morning, day = _part(new, clock)[1], clock.day(new.start)
    if clock.several_days:
        return (
            Sentence("in the morning of {day}", day=day) if morning else Sentence("in the afternoon of {day}", day=day)
        )
    return Sentence("in the morning") if morning else Sentence("in the afternoon")


def distance_text(answer: Alternatives) -> Phrase:
    """`4 sessions at another hour for at least 80 people`."""
    sessions = count(answer.differ, "session")
    if not answer.concern:
        return Sentence("{sessions} at another hour", sessions=sessions)
    people = count(answer.concern, "person", "people")
    return Sentence("{sessions} at another hour for at least {people}", sessions=sessions, people=people)


def as_data(answer: Alternatives, files: Sequence[str] = ()) -> AlternativesData:
    """`files`: those that were written, the best first; none: none were asked for."""
    return {
        "schema": stamp("alternatives"),
        "answer": "alternatives",
        "best": {**_programme(answer, answer.best), "programme": files[0] if files else None},
        "alternatives": [
            {**_programme(answer, one), "told": trade_off(answer, one), "programme": files[number] if files else None}
            for number, one in enumerate(answer.others, 1)
        ],
        "differ": answer.differ,
        "concern": answer.concern,
        "at_most": list(answer.limit),
        "no_more": answer.no_more,
        "elapsed": round(answer.elapsed, 3),
        "stopped": answer.stopped,
    }


def _programme(answer: Alternatives, one: Alternative) -> AlternativeProgramme:
    conference = answer.conference
    changed = difference(*(Edition(conference, each.programme) for each in (answer.best, one)), guess_names=False)
    placements = {session.name: one.programme.get(session) for session in conference.held}
    return {
        "costs": list(one.price.most),
        "least_possible": list(one.price.least),
        "missed": one.report.missed,
        "distance": one.distance,
        "people_concerned": one.people,
        "difference_from_the_best": difference_data(changed) if one is not answer.best else None,
        "sessions": {name: hour_and_room(conference, p) if p else None for name, p in placements.items()},
    }
