"""How many come to each session of a programme, beside the seats of its room. No solver is asked."""

from __future__ import annotations

import math

from scheduler.conference.audience import audience
from scheduler.conference.conference import Conference
from scheduler.conference.programme import Programme
from scheduler.questions.crowds.answers import Crowds, SessionCrowd


def crowds(conference: Conference, programme: Programme) -> Crowds:
    """Of each session that takes place in a room: who come, and the seats. Breaks and drinks are not among them."""
    people = audience(conference, programme)
    found = [
        SessionCrowd(placement, people[placement.session], placement.room.capacity)
        for placement in programme.in_time_order
        if placement.room and not placement.room.online and placement.session.kind.is_meeting
    ]
    return Crowds(conference, tuple(sorted(found, key=_worst)))


def _worst(crowd: SessionCrowd) -> tuple[float, ...]:
    free = math.inf if crowd.seats is None else crowd.seats - crowd.people
    return -crowd.standing, free
