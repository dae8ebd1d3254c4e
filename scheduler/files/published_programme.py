"""A programme that has gone out, read with the day as it is now: what the day no longer knows is kept as it was.

A published programme may speak of sessions that are gone, that no longer take place or that lasted longer, and of rooms
that have another name by now. None of that is a fault of the file: the difference of the two editions is the question.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from scheduler.conference.clock import DAY, Clock, Span
from scheduler.conference.conference import Conference, Day, Room, Session
from scheduler.conference.programme import Edition, Programme
from scheduler.conference.renames import perhaps_the_same, trace
from scheduler.conference.typed_hours import parse_date, parse_time
from scheduler.files.faults import Fault, FaultList, Faults
from scheduler.files.placements import Placements
from scheduler.files.programme_file import programme_source
from scheduler.files.read_day import Instance
from scheduler.files.validate import Source
from scheduler.files.yaml_nodes import parse, plain_data
from scheduler.text.sentence import Phrase, Sentence
from scheduler.text.wording import count

_Item = Mapping[str, str]
Names = Mapping[str, str]  # what a session or a room was called, and what it is called now


def read_published(path: Path | str, instance: Instance, renamed: Names | None = None) -> tuple[Edition, list[Phrase]]:
    """The edition in the file, on the day as it was then as far as the file tells, and what is to be said aloud.

    Only a file that netday wrote for an earlier version of the day may speak of what the day does not know; in all
    others that is a fault. Raises Faults.
    """
    source, remarks = programme_source(path)
    return _published(source, remarks, instance, renamed or {})


def is_published(data_file: Path, instance: Instance, programme: Programme) -> bool:
    """Whether that programme was published there. Where no file tells, nobody can deny it."""
    if not data_file.exists():
        return True
    try:
        edition, _ = read_edition(data_file, instance)
    except Faults:
        return False
    stood = [
        {(p.session.name, p.start, p.room.name if p.room else "") for p in each.values()}
        for each in (edition.programme, programme)
    ]
    return stood[0] == stood[1]


def read_edition(data_file: Path, instance: Instance, renamed: Names | None = None) -> tuple[Edition, list[Phrase]]:
    """The same of what was published: `data_file` is the programme for other programs in its folder.

    Raises Faults.
    """
    unread = Fault(data_file.name, 0, "", Sentence("This cannot be read as the data of a published programme."))
    try:
        sessions = json.loads(data_file.read_bytes())["sessions"]
        stood = [(one["name"], one["start"], one["end"], one["room"]) for one in sessions]
        placed = [
            {"session": name, "day": start[:10], "start": start[11:16], "end": end[11:16], "room": room}
            for name, start, end, room in stood
            if start and end
        ]
    except FileNotFoundError:
        missing = Sentence("There is no such file; name the folder that was published, or the programme itself.")
        raise Faults([Fault(str(data_file), 0, "", missing)]) from None
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        raise Faults([unread]) from None
    programme = {"day_file": "an edition", "programme": placed, "not_placed": [one[0] for one in stood if not one[1]]}
    faults = FaultList()
    source = Source(data_file.name, parse(json.dumps(programme), data_file.name, faults), faults)
    return _published(source, [], instance, renamed or {})


def _published(
    source: Source, remarks: list[Phrase], instance: Instance, renamed: Names
) -> tuple[Edition, list[Phrase]]:
    data = _with_new_names(plain_data(source.root), renamed)
    conference, called = instance.conference, _called(source, renamed)
    if data.get("day_file", instance.digest) != instance.digest:
        items = _items(data)
        if items and not any(conference.session(item["session"]) for item in items):
            message = Sentence("None of its sessions is a session of this day: it is the programme of another day.")
            raise Faults([Fault(source.file, 0, "", message)])
        conference = _as_it_was(conference, items, _held_then(data, items))
        remarks += _gone(instance.conference, conference, {item.get("room", "") for item in items})
    return _read(conference, source, data, remarks, called)


def read_alone(path: Path | str, renamed: Names | None = None) -> tuple[Edition, list[Phrase]]:
    """The edition in a file that netday wrote, without its day: sessions, hours and rooms, but no people."""
    source, remarks = programme_source(path)
    data = _with_new_names(plain_data(source.root), renamed or {})
    items = _items(data)
    dates = sorted({date for item in items if (date := _date(item))})
    if not dates or any(not _date(item) or not _minutes(item) for item in items):
        message = Sentence(
            "Without its day this programme cannot be read, for it lacks dates or ends. Name the day before it."
        )
        raise Faults([Fault(source.file, 0, "", message)])
    clock = Clock(dates[0], language="en", several_days=len(dates) > 1)
    days = tuple(Day(date=d, hours=Span(clock.minute(d), clock.minute(d, DAY)), step=1) for d in dates)
    empty = Conference(title=str(data.get("conference") or source.file), clock=clock, days=days)
    return _read(_as_it_was(empty, items), source, data, remarks, _called(source, renamed or {}))


def _read(
    conference: Conference, source: Source, data: dict[str, Any], remarks: list[Phrase], called: Names
) -> tuple[Edition, list[Phrase]]:
    programme = Placements(conference, source).read(data)
    source.fault_list.close()
    return Edition(conference, programme, called), [*remarks, *source.fault_list.remarks]


def _items(data: Mapping[str, Any]) -> list[_Item]:
    """The placements as netday writes them; those in another form are for `Placements` to read or to refuse."""
    rows = data.get("programme")
    items = [item for item in rows if isinstance(item, dict)] if isinstance(rows, list) else []
    return [item for item in items if all(isinstance(v, str) for v in item.values()) and item.get("session")]


def _with_new_names(data: dict[str, Any], renamed: Names) -> dict[str, Any]:
    def now(item: object) -> object:
        if not isinstance(item, dict):
            return item
        return {k: renamed.get(v, v) if k in ("session", "room") and isinstance(v, str) else v for k, v in item.items()}

    rows = data.get("programme")
    return {**data, "programme": [now(item) for item in rows]} if renamed and isinstance(rows, list) else data


def _called(source: Source, renamed: Names) -> dict[str, str]:
    """What the file calls the sessions that have another name now, by that name."""
    names = {item["session"] for item in _items(plain_data(source.root))}
    return {now: then for then, now in renamed.items() if then in names and then != now}


def _held_then(data: Mapping[str, Any], items: Collection[_Item]) -> set[str] | None:
    """The names of all sessions that were to be held when netday wrote the file; None where it does not tell."""
    placed, others = data.get("programme"), data.get("not_placed")
    if not (isinstance(placed, list) and isinstance(others, list) and len(items) == len(placed)):
        return None
    return {item["session"] for item in items} | {name for name in others if isinstance(name, str)}


def _as_it_was(conference: Conference, items: Iterable[_Item], held_then: Collection[str] | None = None) -> Conference:
    """The conference with the sessions and rooms of the file, each session held and as long as it was.

    `held_then`: without those held now that are not among these, for they are new; None: all may have been there.
    """
    candidates = [s for s in conference.sessions if held_then is None or s.name in held_then or not s.held]
    sessions = {session.name: session for session in candidates}
    rooms = {room.name: room for room in conference.rooms}
    pools = {room.pool for room in conference.rooms}
    for item in items:
        name, room, minutes = item["session"], item.get("room", "null"), _minutes(item)
        room = "" if room == "null" else room
        session = sessions.get(name) or Session(name=name, minutes=minutes or 1, needs_room=bool(room))
        sessions[name] = session.model_copy(update={"held": True, "minutes": minutes or session.minutes})
        if room and room not in pools:
            rooms.setdefault(room, Room(name=room))
    # Made afresh, for a copy would keep what has been worked out of the day as it is now.
    facts = {name: getattr(conference, name) for name in type(conference).model_fields}
    return Conference(**{**facts, "rooms": tuple(rooms.values()), "sessions": tuple(sessions.values())})


def _gone(now: Conference, then: Conference, used: Collection[str]) -> list[Phrase]:
    """What the file speaks of and the day no longer has. `used`: the rooms of the file."""
    sessions = [session.name for session in then.sessions if now.session(session.name) is None]
    rooms = [room.name for room in then.rooms if now.room(room.name) is None]
    sentences: list[Phrase] = [Sentence("{name} is no longer a session of the day.", name=name) for name in sessions]
    sentences += [Sentence("{name} is no longer a room of the day.", name=name) for name in rooms]
    for session in then.sessions:
        session_now = now.session(session.name)
        if session_now and not session_now.held and session.held:
            sentences.append(Sentence("{session} no longer takes place.", session=session))
        elif session_now and session_now.minutes != session.minutes:
            sentences.append(
                Sentence(
                    "{session} now lasts {length} instead of {minutes}.",
                    session=session,
                    length=count(session_now.minutes, "minute"),
                    minutes=session.minutes,
                )
            )
    traces = [trace(then, session) for session in then.sessions if session.name in sessions]
    new = [trace(now, session) for session in now.held if then.session(session.name) is None]
    if traces and new and not perhaps_the_same(traces, new):
        sentences.append(Sentence('If a session only has another name now, say so: --renamed "OLD=NEW".'))
    fresh = [room.name for room in now.rooms if room.name not in used]
    if len(rooms) == len(fresh) == 1:
        sentences.append(
            Sentence(
                'Is {old} the same room as {new}? Then say so: --renamed "{old}={new}".', old=rooms[0], new=fresh[0]
            )
        )
    elif rooms and fresh:
        sentences.append(Sentence('If a room only has another name now, say so: --renamed "OLD=NEW".'))
    return sentences


def _date(item: _Item) -> Any:
    try:
        return parse_date(item.get("day", ""))
    except ValueError:
        return None


def _minutes(item: _Item) -> int | None:
    """How long the session lasts by the file; None where the file does not say."""
    try:
        return (parse_time(item.get("end", "")) - parse_time(item.get("start", ""))) % DAY or None
    except ValueError:
        return None
