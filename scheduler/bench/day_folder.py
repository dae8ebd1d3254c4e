"""A day with its programme in a folder, such as an organiser has, so that what reads files can be measured."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from scheduler.bench.asked_day import AskedDay
from scheduler.conference.conference import Conference, Group, Role, Room, Session
from scheduler.files import programme_text, read
from scheduler.files.edit.written import hour, stretch
from scheduler.files.folder_lock import DESK_FOLDER

_ROLES = (Role.CHAIR, Role.MEMBER, Role.INTERESTED)  # those that made-up people have


def copy_folder(day: AskedDay, source: Path, folder: Path) -> None:
    """The folder that the day was read from, with this programme, and nothing of what a desk has kept there."""
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns(DESK_FOLDER), dirs_exist_ok=True)
    _write_programme(day, folder)


def write_folder(day: AskedDay, folder: Path) -> None:
    """day.yaml, people.csv and programme.json. What made-up conferences do not have is not written."""
    text = yaml.safe_dump(_day(day.conference), allow_unicode=True, sort_keys=False, width=110)
    (folder / "day.yaml").write_text(text, "utf-8")
    with (folder / "people.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(_people(day.conference))
    _write_programme(day, folder)


def _write_programme(day: AskedDay, folder: Path) -> None:
    instance = replace(read(folder), conference=day.conference)
    (folder / "programme.json").write_text(programme_text(instance, day.programme, {}), "utf-8")


def _day(conference: Conference) -> dict[str, Any]:
    return {
        "title": conference.title,
        "language": conference.clock.language,
        "place": conference.place,
        "letter": conference.letter,
        "days": [
            {"date": day.date, "hours": stretch(conference, day.hours, dated=False), "every": day.step}
            for day in conference.days
        ],
        "rooms": [_filled(_room(room)) for room in conference.rooms],
        "groups": [_filled(_group(group)) for group in conference.groups],
        "sessions": [_filled(_session(conference, session)) for session in conference.sessions],
    }


def _room(room: Room) -> dict[str, Any]:
    return {"name": room.name, "capacity": room.capacity, "features": sorted(room.features)}


def _group(group: Group) -> dict[str, Any]:
    return {
        "name": group.name,
        "kind": group.kind,
        "pillars": list(group.pillars),
        "secretary": list(group.secretaries),
    }


def _session(conference: Conference, session: Session) -> dict[str, Any]:
    return {
        "name": session.name,
        "title": session.title,
        "kind": session.kind.value,
        "minutes": session.minutes,
        "group": [group.name for group in session.groups],
        "at": [hour(conference, start) for start in session.starts or ()],
        "room": [room.name for room in session.rooms or ()],
        "features": sorted(session.features),
        "expected": session.expected,
        "description": session.description,
    }


def _filled(keys: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in keys.items() if value not in (None, "", [])}


def _people(conference: Conference) -> Iterator[list[str]]:
    yield ["name", "organisation", *(role.value for role in _ROLES), "available"]
    seats: dict[tuple[str, Role], list[str]] = {}
    for group in conference.groups:
        for seat in group.seats:
            seats.setdefault((seat.person.name, seat.role), []).append(group.name)
    for person in conference.people:
        present = [stretch(conference, span, dated=True) for span in person.present or ()]
        groups = ["; ".join(seats.get((person.name, role), ())) for role in _ROLES]
        yield [person.name, person.organisation, *groups, "; ".join(present)]
