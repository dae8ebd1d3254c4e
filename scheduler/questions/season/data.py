"""A season as data for other programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from scheduler.questions.season import Season
from scheduler.questions.season.weights import CarryOver


def as_data(season: Season, carried: CarryOver, year: Iterable[str]) -> dict[str, Any]:
    """Days, losses and what is owed, for other programs."""
    return {
        "days": [
            {"folder": day.folder, "title": day.conference.title, "date": str(day.conference.days[0].date)}
            for day in season.days
        ],
        "year": list(year),
        "groups": [
            {
                "group": group.name,
                "lost": group.lost,
                "wished": group.wished,
                "days": [{"can": day[0], "wish": day[1]} if day else None for day in group.by_day],
            }
            for group in season.groups
        ],
        "people": [
            {
                "person": person.name,
                "organisation": person.organisation,
                "wished": person.wished,
                "missed": list(person.missed),
            }
            for person in season.people
            if person.missed
        ],
        "owed": [{"why": owed.why, "rule": owed.rule, "statement": owed.statement} for owed in carried.owed],
        "left_out": list(carried.left_out),
    }
