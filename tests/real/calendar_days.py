"""Made-up days, one conference a time zone, and what anybody should read in the calendars that netday publishes.

The expectation is worked out from the table below by zoneinfo alone; nothing of netday's has a part in it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

# The evening before summer time ends; where it never ends, the evening of Amsterdam's.
CHANGE = {
    "Europe/Amsterdam": date(2026, 10, 24),
    "Europe/London": date(2026, 10, 24),
    "America/New_York": date(2026, 10, 31),
    "Asia/Kolkata": date(2026, 10, 24),
    "UTC": date(2026, 10, 24),
}
ZONES = tuple(CHANGE)
WINTER, SUMMER = date(2026, 2, 10), date(2026, 7, 7)
# Far ahead, for a cancelled event goes the day after; before 2038, where several readers know no summer time.
AHEAD = date(2036, 7, 8)
WHO, OTHER = "Zoë Brûlé-IJsbrandy", "Bo"
WEBSITE = "https://days.example/2026"

LONG = "Wie één café bezoekt, ziet er twee; 🇪🇺👩‍👩‍👧‍👦 en een \\pad\\van C:\\temp. " * 60
TEXT = f'Regel één, met een komma; en een puntkomma: "aanhalingstekens".\n\n{LONG.strip()}\nEinde.'


class Read(NamedTuple):
    """An event as somebody reads it: moments as `2026-02-10T08:30:00Z`, all-day dates as `2026-02-10`."""

    starts: str
    ends: str
    summary: str
    location: str
    status: str
    sequence: int


@dataclass(frozen=True)
class Meeting:
    """A session, by the clock on the wall. `to` at or before `at`: on the next day; `next_day`: both are."""

    title: str
    on: date
    at: str
    to: str
    room: str = ""
    link: str = ""  # without a room: online
    description: str = ""
    next_day: bool = False
    who: str = WHO  # must be there

    @property
    def hours(self) -> tuple[datetime, datetime]:
        starts = datetime.combine(self.on + timedelta(days=self.next_day), time.fromisoformat(self.at))
        ends = datetime.combine(starts, time.fromisoformat(self.to))
        return starts, ends if ends > starts else ends + timedelta(days=1)

    def minutes(self, zone: str) -> int:
        """How long it lasts: the minutes that go by, over a change of clock too."""
        starts, ends = (moment.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) for moment in self.hours)
        return int((ends - starts).total_seconds() // 60)

    def read(self, zone: str, sequence: int = 0, off: str = "") -> Read:
        """`off`: the word before the title of what is cancelled."""
        starts, ends = (moment.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) for moment in self.hours)
        return Read(
            starts.strftime("%Y-%m-%dT%H:%M:%SZ"),
            ends.strftime("%Y-%m-%dT%H:%M:%SZ"),
            f"[{off}] {self.title}" if off else self.title,
            self.room or self.link,
            "CANCELLED" if off else "CONFIRMED",
            sequence,
        )


def meetings(zone: str) -> tuple[Meeting, ...]:
    """Winter, summer, and a night in which (in most zones) an hour comes twice: 1:00–2:00 or 2:00–3:00."""
    night = CHANGE[zone]
    return (
        Meeting("Opening: coördinatie, één; twee", WINTER, "09:30", "10:15", "Zaal 1", description=TEXT),
        Meeting(
            "Europa 🇪🇺 & cafés", WINTER, "10:30", "12:00", "Café «De Ruïne», links; boven", "https://meet.example/eu"
        ),
        Meeting("Spreekuur", WINTER, "13:00", "13:45", link="https://meet.example/uur?a=1,2;b=3"),
        Meeting("Zomer", SUMMER, "09:30", "10:15", "Zaal 1"),
        Meeting(
            "Zomer, " + "lange titel met ëmoji 🌻 " * 8 + "!", SUMMER, "11:00", "12:30", "Zaal 2", description=TEXT
        ),
        Meeting("Voor de wissel", night, "22:00", "23:30", "Zaal 1"),
        Meeting("Over middernacht", night, "23:30", "00:45", "Zaal 2"),
        Meeting("Over de wissel", night, "00:45", "03:15", "Zaal 1", next_day=True),
        Meeting("Tussen een en twee", night, "01:15", "01:45", "Zaal 2", next_day=True, who=OTHER),
        Meeting("Tussen twee en drie", night, "02:15", "02:45", "Zaal 2", next_day=True, who=OTHER),
        Meeting("Na de wissel", night, "03:30", "04:30", "Zaal 2", next_day=True),
    )


def expected(zone: str, people: Iterable[str] = (WHO, OTHER)) -> list[Read]:
    """What stands in the programme's calendar or in somebody's: meetings, and a note of one that is not held."""
    note = Read("2026-02-10", "2026-02-11", "Notice: Woningmarkt does not take place", "Netwerkdagen", "CONFIRMED", 0)
    return sorted([note, *(meeting.read(zone) for meeting in meetings(zone) if meeting.who in people)])


def write_day(folder: Path, zone: str, held: Iterable[Meeting], *, absent: str = "") -> None:
    """`day.yaml` and `programme.yaml`; JSON is YAML too."""
    held = tuple(held)
    dates = sorted({meeting.on for meeting in held})
    sessions: list[dict[str, object]] = [
        {
            "title": meeting.title,
            "minutes": meeting.minutes(zone),
            "required": meeting.who,
            "description": meeting.description,
            **({"link": meeting.link} if meeting.link else {}),
            **({} if meeting.room else {"online": "yes"}),
        }
        for meeting in held
    ]
    if absent:
        sessions.append(
            {"title": absent, "held": "no", "note": "Komt later terug.", "required": WHO, "day": str(dates[0])}
        )
    day = {
        "title": "Netwerkdagen",
        "language": "en",
        "time_zone": zone,
        "website": WEBSITE,
        "days": [{"date": str(on), "hours": "8:00–5:00", "every": 15} for on in dates],
        "rooms": sorted({meeting.room for meeting in held if meeting.room}),
        "people": [WHO, OTHER],
        "sessions": sessions,
    }
    programme = [
        {
            "session": meeting.title,
            "at": meeting.hours[0].strftime("%Y-%m-%d %H:%M"),
            **({"room": meeting.room} if meeting.room else {}),
        }
        for meeting in held
    ]
    folder.mkdir(exist_ok=True)
    (folder / "day.yaml").write_text(json.dumps(day, ensure_ascii=False), encoding="utf-8")
    (folder / "programme.yaml").write_text(json.dumps({"programme": programme}, ensure_ascii=False), encoding="utf-8")


def publish(day: Path, edition: Path) -> None:
    """By the command, as organisers do."""
    words = [sys.executable, "-m", "scheduler", "publish", str(day), str(day / "programme.yaml"), "--to", str(edition)]
    words.append("--readable-names")
    done = subprocess.run(words, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"


def editions(folder: Path, zone: str) -> Iterator[tuple[Path, list[Read]]]:
    """The same folder, published twice, each time with what stands in it then: one meeting moves, one is cancelled."""
    day, edition = folder / "day", folder / "edition"
    stays, moves, goes = (
        Meeting("Blijft", AHEAD, "09:00", "10:00", "Zaal 1"),
        Meeting("Verhuist", AHEAD, "15:00", "16:00", "Zaal 2"),
        Meeting("Vervalt", AHEAD, "11:00", "12:00", "Zaal 1", description=TEXT),
    )
    write_day(day, zone, [stays, moves, goes])
    publish(day, edition)
    yield edition, sorted(meeting.read(zone) for meeting in (stays, moves, goes))
    moved = replace(moves, at="11:30", to="12:30", room="Zaal 1")
    write_day(day, zone, [stays, moved])
    publish(day, edition)
    yield edition, sorted([stays.read(zone), moved.read(zone, 1), goes.read(zone, 1, off="CANCELLED")])
