"""The answer to a question as data for other programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from scheduler.checking.answer_data import Elapsed, InSentences, ProgrammeFile, Stamped, StatementData, Stopped
from scheduler.checking.answer_names import AnswerName, stamp
from scheduler.checking.check import Report
from scheduler.checking.report_data import ReportData
from scheduler.checking.report_data import as_data as report_data
from scheduler.conference.conference import Conference, Room
from scheduler.questions.difference.data import DifferenceData
from scheduler.questions.difference.data import as_data as difference_data
from scheduler.questions.why.answers import Already, ClosedHour, PlacePrice, PlacePrices, Priced, Refused
from scheduler.questions.why.reasons import can_be_given_up, cause_sentences
from scheduler.solving.answers_data import Points, PriceData
from scheduler.solving.price import Price

SessionName = Annotated[str, Field(description="the session that was asked about")]
Asked = Annotated[str, Field(description="what was asked, in words: at 13.55 in Zaal 4")]
Losses = Annotated[dict[str, list[str]], Field(description="by session: the people")]
HourDay = Annotated[str, Field(description="the date, like 2023-02-10")]
HourStart = Annotated[str, Field(description="when it would begin, like 13:55")]


class AlreadyData(Stamped):
    """It is so in the programme."""

    answer: Annotated[Literal["already"], Field(description="it is so")]
    session: SessionName
    asked: Asked
    programme: ProgrammeFile


class PricedData(Stamped):
    """It can be, at this price."""

    answer: Annotated[Literal["possible"], Field(description="it can be")]
    session: SessionName
    asked: Asked
    price: Annotated[PriceData, Field(description="what the day then costs more than the programme")]
    price_beside_the_best: Annotated[PriceData, Field(description="what the day then costs more than it does at best")]
    now: Annotated[int, Field(ge=0, description="what the programme costs, in points")]
    best: Annotated[PriceData, Field(description="what the day costs at best when nothing is asked")]
    fewest_moves: Annotated[
        bool, Field(description="shown: no programme that costs as little moves fewer sessions, and it is the same one")
    ]
    then_miss: Annotated[Losses, Field(description="who then misses what, and does not now")]
    no_longer_miss: Annotated[Losses, Field(description="who misses what now, and then does not")]
    difference: Annotated[DifferenceData, Field(description="what moves, and for whom")]
    report: Annotated[ReportData, Field(description="what the check says of the programme that has it so")]
    elapsed: Elapsed
    stopped: Stopped
    programme: ProgrammeFile


class NeededStatement(StatementData):
    """One thing that a rule says, or that was asked."""

    can_be_given_up: Annotated[bool, Field(description="whether it could be as asked without this")]


class RefusalCause(InSentences):
    """Why it cannot be: what was asked, and demands of the day none of which could be spared."""

    requirements: Annotated[list[NeededStatement], Field(description="each of them")]
    smallest: Annotated[bool, Field(description="whether the others can hold when any one of them is given up")]


class RefusedData(Stamped):
    """It cannot be."""

    answer: Annotated[Literal["impossible"], Field(description="no programme has it so and keeps all hard rules")]
    session: SessionName
    asked: Asked
    causes: Annotated[list[RefusalCause], Field(description="empty: there was no time to find out why")]
    all_causes: Annotated[bool, Field(description="whether there are no others")]
    elapsed: Elapsed
    stopped: Stopped


class PlacePriceData(TypedDict):
    """An hour, and rooms that do equally well there."""

    day: HourDay
    start: HourStart
    rooms: Annotated[list[str], Field(description="any of these; empty: it needs no room")]
    here: Annotated[bool, Field(description="whether the programme has it there")]
    price: Annotated[PriceData, Field(description="what the day then costs more than the programme")]
    moved: Annotated[int | None, Field(description="how many sessions move; null: no programme was found")]
    then_miss: Annotated[Losses | None, Field(description="who then misses what, and does not now; null: as above")]


class ClosedHourData(TypedDict):
    """An hour at which it cannot be."""

    day: HourDay
    start: HourStart
    rooms: Annotated[list[str], Field(description="in any of these; empty: it needs no room")]
    why: Annotated[list[str], Field(description="in a sentence or a few; empty: no time to find out")]


class PlacesData(Stamped):
    """Every place for a session, the cheapest first."""

    answer: Annotated[Literal["places"], Field(description="nothing was asked but where it can be")]
    session: SessionName
    now: Annotated[Points, Field(description="what the programme costs, tier by tier")]
    best: Annotated[PriceData, Field(description="what the day costs at best")]
    places: Annotated[list[PlacePriceData], Field(description="where it can be")]
    impossible: Annotated[list[ClosedHourData], Field(description="when it cannot be")]
    one_room_an_hour: Annotated[bool, Field(description="too many hours to solve each: of each one room was tried")]
    elapsed: Elapsed
    stopped: Stopped


class BreaksRulesData(Stamped):
    """The programme breaks hard rules, so there is nothing to compare with."""

    answer: Annotated[Literal["breaks rules"], Field(description="nothing was asked of it")]
    broken: Annotated[list[str], Field(description="what is wrong, a sentence each")]


def breaks_rules(report: Report, of: AnswerName) -> BreaksRulesData:
    """`of`: which question it is the answer to."""
    return {"schema": stamp(of), "answer": "breaks rules", "broken": [breach.sentence for breach in report.broken]}


def price_data(price: Price) -> PriceData:
    """In points by tier; `most` null: nobody knows."""
    most = None if price.most[0] >= UNKNOWN else list(price.most)
    return {"proven": price.proven, "least": list(price.least), "most": most}


def already_data(answer: Already, conference: Conference, programme: str | None = None) -> AlreadyData:
    """`programme`: the file that was written."""
    question = answer.question
    return {
        "schema": stamp("why"),
        "answer": "already",
        "session": question.session.name,
        "asked": question.text(conference),
        "programme": programme,
    }


def priced_data(answer: Priced, programme: str | None = None) -> PricedData:
    """`programme`: the file that was written."""
    before, after = answer.now.report, answer.found.report
    return {
        "schema": stamp("why"),
        "answer": "possible",
        "session": answer.question.session.name,
        "asked": answer.question.text(answer.difference.new.conference),
        "price": price_data(answer.price),
        "price_beside_the_best": price_data(answer.own),
        "now": before.cost,
        "best": price_data(answer.day),
        "fewest_moves": answer.found.fewest_moves,
        "then_miss": losses(before, after),
        "no_longer_miss": losses(after, before),
        "difference": difference_data(answer.difference),
        "report": report_data(after),
        "elapsed": round(answer.elapsed, 3),
        "stopped": answer.stopped,
        "programme": programme,
    }


def refused_data(answer: Refused) -> RefusedData:
    return {
        "schema": stamp("why"),
        "answer": "impossible",
        "session": answer.question.session.name,
        "asked": answer.question.text(answer.conference),
        "causes": [
            {
                "told": cause_sentences(cause.by_titles, answer.question, answer.conference),
                "requirements": [
                    {
                        "rule": r.name,
                        "statement": str(r),
                        "can_be_given_up": can_be_given_up(r, answer.question, answer.conference),
                    }
                    for r in cause.requirements
                ],
                "smallest": cause.smallest,
            }
            for cause in answer.causes
        ],
        "all_causes": answer.all_causes,
        "elapsed": round(answer.elapsed, 3),
        "stopped": answer.stopped,
    }


def places_data(answer: PlacePrices) -> PlacesData:
    return {
        "schema": stamp("why"),
        "answer": "places",
        "session": answer.session.name,
        "now": list(answer.now),
        "best": price_data(answer.day),
        "places": [_place(place, answer) for place in answer.places],
        "impossible": [_closed(closed, answer.conference) for closed in answer.closed],
        "one_room_an_hour": answer.quick,
        "elapsed": round(answer.elapsed, 3),
        "stopped": answer.stopped,
    }


def _place(place: PlacePrice, answer: PlacePrices) -> PlacePriceData:
    clock = answer.conference.clock
    return {
        "day": str(clock.date(place.start)),
        "start": f"{clock.naive(place.start):%H:%M}",
        "rooms": _names(place.rooms),
        "here": place.here,
        "price": price_data(place.price),
        "moved": len(place.difference.moved) if place.difference else None,
        "then_miss": losses(answer.reference, place.found.report) if place.found else None,
    }


def _closed(closed: ClosedHour, conference: Conference) -> ClosedHourData:
    return {
        "day": str(conference.clock.date(closed.start)),
        "start": f"{conference.clock.naive(closed.start):%H:%M}",
        "rooms": _names(closed.rooms),
        "why": list(closed.titled or closed.why),
    }


def _names(rooms: Iterable[Room | None]) -> list[str]:
    return [room.name for room in rooms if room]


def losses(before: Report, after: Report) -> dict[str, list[str]]:
    """By session: who misses it in the second, and not in the first."""
    known = {one.person: set(one.sessions) for one in before.misses}
    found: dict[str, list[str]] = {}
    misses = {one.person: one.sessions for one in after.misses}
    for person in after.conference.people:
        for session in misses.get(person, ()):
            if session not in known.get(person, ()):
                found.setdefault(session.name, []).append(person.name)
    order = {session.name: place for place, session in enumerate(after.conference.sessions)}
    return dict(sorted(found.items(), key=lambda item: order[item[0]]))


UNKNOWN = 10**8  # beyond this a price says no more than that no programme was found
