"""Small workbooks as those of CSPLib, with all that theirs have: blanks in names, empty rows, surplus columns."""

from __future__ import annotations

from datetime import date, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

from openpyxl import Workbook

WEIGHTS = (
    "Tracks_Sessions|Penalty",
    "Tracks_Rooms|Penalty",
    "Sessions_Rooms|Penalty",
    "Similar Tracks",
    "Number of Rooms per Track",
    "Parallel Tracks",
    "Consecutive Tracks",
    "Submissions_Timezones",
    "Submissions Order",
    "Submissions_Sessions|Penalty",
    "Submissions_Rooms|Penalty",
    "Presenters Conflicts",
    "Attendees Conflicts",
    "Chairs Conflicts",
    "Presenters Conflicts Timeslot Level",
    "Attendees Conflicts Timeslot Level",
)
ZONES = ("GMT+0", "GMT+8", "GMT-5", "GMT+2", "Asia/Kolkata", "America/New_York")
PEOPLE = ("P1", "P2", "P3", "P4", "P1 ", "Jan de Wit", "Eva, Prins")


def parameters(weights: dict[str, int], zone: str = "GMT+2", hours: tuple[Any, ...] = ()) -> list[list[Any]]:
    """The sheet of parameters as the library lays it out."""
    suits_from, suits_to, less_from, less_to = hours or (time(9, 30), time(21, 30), "7:00", "23:00:00")
    left: list[list[Any]] = [
        ["Local time zone:", zone],
        ["Suitable scheduling times", None],
        ["From:", suits_from],
        ["To:", suits_to],
        ["Less suitable scheduling times", None],
        ["From:", less_from],
        ["To:", less_to],
        ["Penalty:", 1],
        ["Unsuitable scheduling times", None],
        ["Penalty:", 10],
    ]
    left += [[None, None]] * (len(WEIGHTS) - len(left))
    rows = [[*pair, None, f"{name}:", weights.get(name, 0)] for pair, name in zip(left, WEIGHTS, strict=True)]
    return [["Sessions", None, None, "Weights", None], *rows]


def sheets_at_random(seed: int) -> dict[str, list[list[Any]]]:
    """An instance with room for all, by its sheets: a few talks in two or three tracks, on two days."""
    chance = Random(seed)
    sessions = [f"S{number}" for number in range(1, chance.randint(2, 4) + 1)]
    rooms = ["Zaal 1", "Zaal 2 ", "Hall"][: chance.randint(2, 3)]
    tracks = ["Water", "Klimaat ", "Zorg  en Jeugd"][: chance.randint(2, 3)]

    def value() -> int | None:
        return chance.choice([None, None, 0, 1, 5])

    def matrix(down: list[str], across: list[str]) -> list[list[Any]]:
        rows = [[name, *(value() for _ in across)] for name in down]
        return [[None, *across, None, None], *rows]  # with columns that have no name

    def people(most: int) -> str | None:
        return ", ".join(chance.sample(PEOPLE, chance.randint(0, most))) or None

    slots = [chance.randint(2, 3) for _ in sessions]
    first = date(2026, 5, 7)
    begins = [chance.choice([time(9, 30), time(14, 0), time(22, 10)]) for _ in sessions]
    rows = [
        [name, slots[n], first + timedelta(days=chance.choice([0, 0, 1])), begin, time((begin.hour + 1) % 24, 45)]
        for n, (name, begin) in enumerate(zip(sessions, begins, strict=True))
    ]
    talks: list[list[Any]] = []
    for number in range(1, chance.randint(4, 7) + 1):
        track = tracks[number - 1] if number <= len(tracks) else chance.choice(tracks)
        name = f"T{number}" + " " * chance.choice([0, 0, 1])
        zone, order = chance.choice(ZONES), chance.choice([0, 0, 1, 2, None])
        penalties = [value() for _ in (*sessions, *rooms)]
        talks.append([name, track, chance.choice([1, 1, 2]), order, zone, people(2), people(3), *penalties])
    talks.insert(2, [])  # an empty row
    heads = ["Reference", "Track", "Required Timeslots", "Order", "Time Zone", "Presenters", "Attendees"]
    weights = {name: chance.choice([0, -1, 1, 3, 100]) for name in WEIGHTS}
    return {
        "parameters": parameters(weights, chance.choice(("GMT+2", "GMT+0", "GMT-5"))),
        "submissions": [[*heads, *sessions, *rooms], *talks],
        "tracks": [["Tracks", "Chairs"], *([name, people(2)] for name in tracks)],
        "sessions": [["Sessions", "Max Number of Timeslots", "Date", "Start Time", "End Time"], *rows],
        "rooms": [["Rooms"], *([name] for name in rooms)],
        "tracks_sessions|penalty": matrix(tracks, sessions),
        "tracks_rooms|penalty": matrix(tracks, rooms),
        "similar tracks": matrix(tracks, tracks),
        "sessions_rooms|penalty": matrix(sessions, rooms),
    }


def write(sheets: dict[str, list[list[Any]]], file: Path) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(file)
    return file
