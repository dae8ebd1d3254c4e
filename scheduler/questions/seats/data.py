"""Seats as data for other programs: person by person, and session by session with its waiting list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from scheduler.checking.answer_data import ConferenceTitle, Elapsed, Stamped, Stopped
from scheduler.checking.answer_names import stamp
from scheduler.conference.conference import Person, Session
from scheduler.questions.difference.data import HourAndRoom, hour_and_room
from scheduler.questions.seats.answers import Seating


class OwnSeatData(TypedDict):
    """A seat of somebody."""

    session: Annotated[str, Field(description="its name in the day file")]
    where: Annotated[HourAndRoom, Field(description="when it begins, and in which room")]
    strength: Annotated[int, Field(ge=1, description="how strong the wish is")]


class OwnWaitData(TypedDict):
    """A seat that somebody waits for."""

    session: Annotated[str, Field(description="its name in the day file")]
    number: Annotated[int, Field(ge=1, description="their place on its waiting list")]


class OwnPlanData(TypedDict):
    """What one person has."""

    person: Annotated[str, Field(description="their name")]
    organisation: Annotated[str, Field(description="their city or organisation; empty: none is known")]
    seats: Annotated[list[OwnSeatData], Field(description="in order of time")]
    waiting: Annotated[list[OwnWaitData], Field(description="where they are on a waiting list")]
    met: Annotated[int, Field(ge=0, description="how strong together their wishes are that are met")]
    best: Annotated[int, Field(ge=0, description="how strong those are that would be met if all had a seat")]


class SessionSeatsData(TypedDict):
    """Who has a seat at a session."""

    session: Annotated[str, Field(description="its name in the day file")]
    where: Annotated[HourAndRoom, Field(description="when it begins, and in which room")]
    seats: Annotated[int | None, Field(ge=0, description="for those who wish to come; null: any number")]
    seated: Annotated[list[str], Field(description="who have one")]
    waiting: Annotated[list[str], Field(description="who wait for one, in order")]


class SeatsData(Stamped):
    """Everybody's own plan where rooms are full."""

    answer: Annotated[Literal["seats"], Field(description="there is a plan")]
    conference: ConferenceTitle
    proven: Annotated[bool, Field(description="whether no plan meets more, counted by strength")]
    fair: Annotated[bool, Field(description="whether none that meets as much is fairer")]
    met: Annotated[int, Field(ge=0, description="how strong all wishes together are that are met")]
    at_most: Annotated[int, Field(ge=0, description="how strong they can be at most")]
    without_limits: Annotated[int, Field(ge=0, description="how strong they would be if all had a seat")]
    people: Annotated[list[OwnPlanData], Field(description="everybody who asks for a seat, as in the day")]
    sessions: Annotated[list[SessionSeatsData], Field(description="in order of time")]
    written: Annotated[list[str], Field(description="the files that were written")]
    elapsed: Elapsed
    stopped: Stopped


def as_data(answer: Seating, written: Sequence[str] = ()) -> SeatsData:
    plan = answer.plan
    number = {(session, person): n for session, people in plan.waiting.items() for n, person in enumerate(people, 1)}
    waits: dict[Person, list[OwnWaitData]] = {}
    for (session, person), place in number.items():
        waits.setdefault(person, []).append({"session": session.name, "number": place})
    everybody = [person for person in plan.demand.conference.people if person in plan.going or person in waits]
    return {
        "schema": stamp("seats"),
        "answer": "seats",
        "conference": plan.demand.conference.title,
        "proven": answer.proven,
        "fair": answer.fair,
        "met": plan.met,
        "at_most": answer.bound,
        "without_limits": sum(plan.demand.best.values()),
        "people": [_person(answer, person, waits.get(person, [])) for person in everybody],
        "sessions": [_session(answer, placement.session) for placement in plan.demand.programme.in_time_order],
        "written": list(written),
        "elapsed": round(answer.elapsed, 3),
        "stopped": answer.stopped,
    }


def _person(answer: Seating, person: Person, waits: list[OwnWaitData]) -> OwnPlanData:
    demand, goes = answer.plan.demand, answer.plan.going.get(person, ())
    return {
        "person": person.name,
        "organisation": person.organisation,
        "seats": [
            {
                "session": placement.session.name,
                "where": hour_and_room(demand.conference, placement),
                "strength": demand.strengths[person][placement.session],
            }
            for placement in goes
        ],
        "waiting": waits,
        "met": demand.met(person, goes),
        "best": demand.best.get(person, 0),
    }


def _session(answer: Seating, session: Session) -> SessionSeatsData:
    plan = answer.plan
    return {
        "session": session.name,
        "where": hour_and_room(plan.demand.conference, plan.demand.programme[session]),
        "seats": plan.demand.seats[session],
        "seated": [person.name for person in plan.seated[session]],
        "waiting": [person.name for person in plan.waiting.get(session, ())],
    }
