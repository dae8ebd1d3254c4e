"""A rehearsal as data for other programs."""

from __future__ import annotations

from typing import Any

from scheduler.conference.programme import Placement, Programme
from scheduler.questions.rehearse import moves
from scheduler.questions.rehearse.outcome import Outcome, Rehearsal
from scheduler.questions.repair import Step


def as_data(rehearsal: Rehearsal, programme: Programme) -> dict[str, Any]:
    """All of it for other programs, every mishap, the worst first."""
    least, most = rehearsal.slack
    return {
        "slack": {"least": least, "most": most},
        "late": rehearsal.late,
        "elapsed": round(rehearsal.elapsed, 3),
        "stopped": rehearsal.stopped,
        "mishaps": [_outcome(rehearsal, outcome, programme) for outcome in rehearsal.outcomes],
    }


def _outcome(rehearsal: Rehearsal, outcome: Outcome, programme: Programme) -> dict[str, Any]:
    mishap = outcome.mishap
    return {
        "mishap": mishap.sentence(rehearsal.conference),
        "part": mishap.part.value,
        "who": mishap.who.name,
        "late": mishap.late,
        "day": str(mishap.on) if mishap.on else None,
        "stands": outcome.outlook.value,
        "moved": _step(outcome.moved),
        "people": _step(outcome.people),
        "reasons": list(outcome.reasons),
        "drops": _step(outcome.drops),
        "lost": _step(outcome.lost),
        "dropped": [session.name for session in (*outcome.dropped, *outcome.given_up)],
        "without": [session.name for session in outcome.without],
        "led": [{"session": session.name, "by": person.name} for session, person in outcome.led],
        "broken": list(outcome.broken),
        "moves": [
            {"session": old.session.name, "old": _stand(rehearsal, old), "new": _stand(rehearsal, new)}
            for old, new in moves(outcome, programme)
        ],
    }


def _step(step: Step | None) -> dict[str, int] | None:
    return {"amount": step.amount, "least_possible": step.least} if step else None


def _stand(rehearsal: Rehearsal, placement: Placement | None) -> dict[str, Any] | None:
    if placement is None:
        return None
    clock = rehearsal.conference.clock
    return {
        "day": str(clock.date(placement.start)),
        "start": f"{clock.naive(placement.start):%H:%M}",
        "room": placement.room.name if placement.room else None,
    }
