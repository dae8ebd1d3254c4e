"""The difference of two programmes as data for other programs."""

from __future__ import annotations

from typing import Any

from scheduler.conference.clock import Clock
from scheduler.conference.programme import Placement
from scheduler.questions.difference import Difference, OwnChange, SessionChange


def as_data(difference: Difference) -> dict[str, Any]:
    """Every change of a session and of a person's day."""
    clock = difference.new.conference.clock
    return {
        "conference": difference.new.conference.title,
        "affected": len(difference.affected),
        "moved": len(difference.moved),
        "sessions": [_session_change(difference, change, clock) for change in difference.changes],
        "people": [_own_change(one, clock) for one in difference.people],
        "perhaps_renamed": [{"was": gone.name, "is": new.name} for gone, new in difference.perhaps_renamed],
    }


def _session_change(difference: Difference, change: SessionChange, clock: Clock) -> dict[str, Any]:
    return {
        "session": change.session.name,
        "what": [sort.value for sort in change.kinds],
        "old": _placement(change.old, clock, change.called),
        "new": _placement(change.new, clock),
        "swapped_with": change.swapped,
        "people": [one.person.name for one in difference.concerned((change,))],
    }


def _own_change(one: OwnChange, clock: Clock) -> dict[str, Any]:
    return {
        "person": one.person.name,
        "organisation": one.person.organisation,
        "affected": one.affected,
        "changed": [change.session.name for change in one.touched],
        "needed_at": [{"session": p.session.name, **(_placement(p, clock) or {})} for p in one.called],
        "can_attend": [{"session": p.session.name, **(_placement(p, clock) or {})} for p in one.gains],
        "no_longer": sorted(one.missed),
    }


def _placement(placement: Placement | None, clock: Clock, called: str | None = None) -> dict[str, Any] | None:
    if placement is None:
        return None
    return {
        "name": called or placement.session.name,
        "title": called or placement.session.title,
        "day": str(clock.date(placement.start)),
        "start": f"{clock.naive(placement.start):%H:%M}",
        "end": f"{clock.naive(placement.end):%H:%M}",
        "room": placement.room.name if placement.room else None,
    }
