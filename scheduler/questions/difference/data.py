"""The difference of two programmes as data for other programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scheduler.conference.clock import Clock
from scheduler.conference.programme import Placement
from scheduler.questions.difference import Difference, OwnChange, SessionChange


def as_data(difference: Difference) -> dict[str, Any]:
    """All of it for other programs."""
    clock = difference.new.conference.clock
    return {
        "conference": difference.new.conference.title,
        "affected": len(difference.affected),
        "moved": len(difference.moved),
        "sessions": [_change(difference, change, clock) for change in difference.changes],
        "people": [_own(one, clock) for one in difference.people],
        "perhaps_renamed": [{"was": gone.name, "is": new.name} for gone, new in difference.perhaps_renamed],
    }


def _change(difference: Difference, change: SessionChange, clock: Clock) -> dict[str, Any]:
    return {
        "session": change.session.name,
        "what": [sort.value for sort in change.sorts],
        "old": _stand(change.old, clock, change.called),
        "new": _stand(change.new, clock),
        "swapped_with": change.swapped,
        "people": [one.person.name for one in _concerned(difference, (change,))],
    }


def _own(one: OwnChange, clock: Clock) -> dict[str, Any]:
    return {
        "person": one.person.name,
        "organisation": one.person.organisation,
        "affected": one.affected,
        "changed": [change.session.name for change in one.touched],
        "needed_at": [{"session": p.session.name, **(_stand(p, clock) or {})} for p in one.called],
        "can_attend": [{"session": p.session.name, **(_stand(p, clock) or {})} for p in one.gains],
        "no_longer": sorted(one.missed),
    }


def _stand(placement: Placement | None, clock: Clock, called: str | None = None) -> dict[str, Any] | None:
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


def _concerned(difference: Difference, changes: Sequence[SessionChange]) -> list[OwnChange]:
    """Those in whose diary one of these changes stands, and those who are needed at what is new."""
    new = {change.session.name for change in changes if change.old is None}
    return [
        one
        for one in difference.people
        if any(change.session.name == c.session.name for change in one.touched for c in changes)
        or any(placement.session.name in new for placement in one.called)
    ]
