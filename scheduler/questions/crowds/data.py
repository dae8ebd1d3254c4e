"""Where people will stand, as data for other programs."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from scheduler.checking.answer_data import ConferenceTitle, Stamped
from scheduler.checking.answer_names import stamp
from scheduler.questions.crowds.answers import Crowds, SessionCrowd
from scheduler.questions.difference.data import HourAndRoom, hour_and_room


class CrowdData(TypedDict):
    """A session in its room."""

    session: Annotated[str, Field(description="its name in the day file")]
    where: Annotated[HourAndRoom, Field(description="when it begins, and in which room")]
    people: Annotated[int, Field(ge=0, description="how many are expected")]
    seats: Annotated[int | None, Field(ge=0, description="of the room; null: it takes any number")]
    standing: Annotated[int, Field(ge=0, description="how many find no seat")]


class CrowdsData(Stamped):
    """Where people will stand."""

    answer: Annotated[Literal["crowds"], Field(description="who come to each session, and how many seats there are")]
    conference: ConferenceTitle
    standing: Annotated[int, Field(ge=0, description="how many find no seat, all sessions together")]
    sessions: Annotated[list[CrowdData], Field(description="those in a room, the worst first")]


def as_data(answer: Crowds) -> CrowdsData:
    return {
        "schema": stamp("show"),
        "answer": "crowds",
        "conference": answer.conference.title,
        "standing": answer.standing,
        "sessions": [_crowd(answer, crowd) for crowd in answer.sessions],
    }


def _crowd(answer: Crowds, crowd: SessionCrowd) -> CrowdData:
    return {
        "session": crowd.placement.session.name,
        "where": hour_and_room(answer.conference, crowd.placement),
        "people": crowd.people,
        "seats": crowd.seats,
        "standing": crowd.standing,
    }
