"""How long wishes in a file take to be read, and seats to be dealt out where rooms are full."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from scheduler.conference.conference import Conference
from scheduler.conference.programme import Placement, Programme
from scheduler.files import read
from scheduler.questions.seats import Seating, seats

SESSIONS, ROUNDS, PEOPLE, WISHES = 300, 30, 3_000, 8
_ROUNDS = "9:00–10:00, 10:15–11:15, 11:30–12:30, 13:30–14:30, 14:45–15:45, 16:00–17:00"


@dataclass(frozen=True)
class SeatsMeasured:
    """Seconds of processor time: to read the day with its wishes, and to deal out the seats."""

    wishes: str
    people: int
    reading: float
    dealing: float
    answer: Seating

    def row(self) -> dict[str, str]:
        """The table's cells by their headings."""
        plan, answer = self.answer.plan, self.answer
        return {
            "wishes": self.wishes,
            "people": f"{self.people:,}",
            "full sessions": f"{len(plan.demand.contested)}",
            "met": f"{plan.met:,} of {sum(plan.demand.best.values()):,}",
            "at most": "proven" if answer.proven else f"{answer.bound:,}",
            "fair": "proven" if answer.fair else "not proven",
            "read": f"{self.reading:.1f} s",
            "dealt out": f"{self.dealing:.1f} s",
        }


def measure(people: int = PEOPLE, limit: float = 60) -> Iterator[SeatsMeasured]:
    """The same conference, made up by lot, with wishes alike and with stars; half of the rooms are too small."""
    for kind in ("alike", "with stars"):
        with TemporaryDirectory() as folder:
            _write(Path(folder), people, stars=kind != "alike")
            began = time.process_time()
            conference = read(Path(folder)).conference
            opened = time.process_time()
            answer = seats(conference, _programme(conference), limit=limit)
            yield SeatsMeasured(kind, people, opened - began, time.process_time() - opened, answer)


def _write(folder: Path, people: int, *, stars: bool) -> None:
    random = Random(1)  # noqa: S311  what to make up, not secrecy
    each = people * WISHES // SESSIONS
    rooms = (f"{{name: Room {n}, capacity: {max(2, each * (n + 2) // 5)}}}" for n in range(SESSIONS // ROUNDS))
    days = (f"{{date: 2026-03-0{n}, rounds: [{_ROUNDS}]}}" for n in range(1, 1 + ROUNDS // 6))
    names = [f"Talk {n}" for n in range(SESSIONS)]
    day = f"title: Conference\nwishes: wishes.csv\ndays: [{', '.join(days)}]\nrooms: [{', '.join(rooms)}]\n"
    (folder / "day.yaml").write_text(f"{day}sessions: [{', '.join(names)}]\n", "utf-8")
    drawn = [1 / (1 + n) ** 0.6 for n in range(SESSIONS)]  # some draw many more than others
    lines = ["person,session,stars"]
    for number in range(people):
        wished = dict.fromkeys(random.choices(names, drawn, k=WISHES))
        lines += [f"Person {number},{name},{random.randint(1, 5) if stars else 1}" for name in wished]
    (folder / "wishes.csv").write_text("\n".join(lines), "utf-8")


def _programme(conference: Conference) -> Programme:
    """Any one: every session in a room of its own in its round."""
    sessions = list(conference.sessions)
    Random(2).shuffle(sessions)  # noqa: S311  see above
    starts = [round_.span.start for day in conference.days for round_ in day.rounds]
    rooms = conference.rooms
    return Programme(
        tuple(
            Placement(session, starts[number // len(rooms)], rooms[number % len(rooms)])
            for number, session in enumerate(sessions)
        )
    )
