"""Seats dealt out: the most wishes met by strength, then as fairly as that allows, proven or bounded."""

from __future__ import annotations

from scheduler.solving.seating.assign import SeatsFound, assign_seats

__all__ = ["SeatsFound", "assign_seats"]
