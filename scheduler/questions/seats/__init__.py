"""Seats where rooms are full: everybody's own plan, and the waiting lists."""

from __future__ import annotations

from scheduler.questions.seats.answers import Seating
from scheduler.questions.seats.dealing import seats

__all__ = ["Seating", "seats"]
