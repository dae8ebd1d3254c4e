"""A rehearsal as data for other programs."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field
from typing_extensions import TypedDict

from scheduler.checking.answer_data import Elapsed, Stamped, Stopped
from scheduler.checking.answer_names import stamp
from scheduler.conference.conference import Conference
from scheduler.conference.programme import Programme
from scheduler.questions.difference.data import HourAndRoom, hour_and_room
from scheduler.questions.rehearse import moves
from scheduler.questions.rehearse.mishaps import PartOfDay
from scheduler.questions.rehearse.outcome import Outcome, Outlook, Rehearsal
from scheduler.questions.repair import Step
from scheduler.solving.answers_data import LeastPossible

_PARTS: dict[str, Any] = {"enum": [part.value for part in PartOfDay]}
_OUTLOOKS: dict[str, Any] = {"enum": [outlook.value for outlook in Outlook]}


class SlackData(TypedDict):
    """How much the programme can bear: from 0 to 100, the mean over all mishaps."""

    least: Annotated[int, Field(ge=0, le=100, description="when what is not decided has no plan B")]
    most: Annotated[int, Field(ge=0, le=100, description="when all that is not decided has one")]


class StepData(TypedDict):
    """An amount that was made small."""

    amount: Annotated[int, Field(ge=0, description="what it comes to")]
    least_possible: LeastPossible


class LedData(TypedDict):
    """Who leads a session whose chair has fallen out."""

    session: Annotated[str, Field(description="the session")]
    by: Annotated[str, Field(description="who can lead it")]


class MoveData(TypedDict):
    """A session that moves."""

    session: Annotated[str, Field(description="its name")]
    old: Annotated[HourAndRoom, Field(description="where it was")]
    new: Annotated[HourAndRoom | None, Field(description="where it goes; null: it is dropped")]


_Outlook = TypedDict(  # noqa: UP013  a key of the JSON, and no name of ours
    "_Outlook",
    {"stands": Annotated[str, Field(description="how the programme stands it", json_schema_extra=_OUTLOOKS)]},
)


class MishapData(_Outlook):
    """What becomes of the programme when one thing goes wrong."""

    mishap: Annotated[str, Field(description="what goes wrong, in a sentence")]
    part: Annotated[str, Field(description="what it is to the day that fails", json_schema_extra=_PARTS)]
    who: Annotated[str, Field(description="the person or the room")]
    late: Annotated[int | None, Field(description="by how many minutes; null: falls out, or closes")]
    day: Annotated[str | None, Field(description="on which date; null: on all of them")]
    moved: Annotated[StepData | None, Field(description="how many sessions move; null: no programme is known")]
    people: Annotated[StepData | None, Field(description="how many people change their diary; null: as above")]
    reasons: Annotated[list[str], Field(description="why there is no plan B; empty where that takes many sentences")]
    drops: Annotated[StepData | None, Field(description="how many sessions are dropped; null: as above")]
    lost: Annotated[StepData | None, Field(description="how many people were to go to what is given up; null: none is")]
    dropped: Annotated[list[str], Field(description="the sessions that are dropped")]
    without: Annotated[list[str], Field(description="what goes on without the person")]
    led: Annotated[list[LedData], Field(description="who leads what they were to lead")]
    broken: Annotated[list[str], Field(description="what is wrong when nothing moves")]
    moves: Annotated[list[MoveData], Field(description="what plan B moves, or the least bad, in order of time")]


class RehearsalData(Stamped):
    """What becomes of a programme when a guest, a chair or a room fails it."""

    slack: Annotated[SlackData, Field(description="100 where nothing has to move, 50 for a plan B, 0 for none")]
    late: Annotated[int, Field(ge=1, description="how late somebody is, or a room opens, in minutes")]
    elapsed: Elapsed
    stopped: Stopped
    mishaps: Annotated[list[MishapData], Field(description="all of them, the worst first")]


def as_data(rehearsal: Rehearsal, programme: Programme) -> RehearsalData:
    """`programme`: the one that was rehearsed."""
    least, most = rehearsal.slack
    return {
        "schema": stamp("rehearse"),
        "slack": {"least": least, "most": most},
        "late": rehearsal.late,
        "elapsed": round(rehearsal.elapsed, 3),
        "stopped": rehearsal.stopped,
        "mishaps": [_outcome(rehearsal.conference, outcome, programme) for outcome in rehearsal.outcomes],
    }


def _outcome(conference: Conference, outcome: Outcome, programme: Programme) -> MishapData:
    mishap = outcome.mishap
    return {
        "mishap": mishap.sentence(conference),
        "part": mishap.part.value,
        "who": mishap.who.name,
        "late": mishap.late,
        "day": str(mishap.on) if mishap.on else None,
        "stands": outcome.outlook.value,
        "moved": step_data(outcome.moved),
        "people": step_data(outcome.people),
        "reasons": list(outcome.reasons),
        "drops": step_data(outcome.drops),
        "lost": step_data(outcome.lost),
        "dropped": [session.name for session in (*outcome.dropped, *outcome.given_up)],
        "without": [session.name for session in outcome.without],
        "led": [{"session": session.name, "by": person.name} for session, person in outcome.led],
        "broken": list(outcome.broken),
        "moves": [
            {
                "session": old.session.name,
                "old": hour_and_room(conference, old),
                "new": hour_and_room(conference, new) if new else None,
            }
            for old, new in moves(outcome, programme)
        ],
    }


def step_data(step: Step | None) -> StepData | None:
    return {"amount": step.amount, "least_possible": step.least} if step else None
