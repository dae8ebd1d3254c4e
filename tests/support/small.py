"""Small days in a few words, for doctests and stories: only what the claim needs is written.

>>> morning = day(sessions={"Europa": {"minutes": 60}}, rooms={"Zaal 1": {"capacity": 20}})
>>> placed(morning, "Europa 11:30 Zaal 1").placements[0].end
750
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from scheduler.conference.clock import DAY, Clock, Span
from scheduler.conference.conference import (
    Conference,
    Day,
    Group,
    Person,
    Role,
    Room,
    Round,
    Seat,
    Session,
    Track,
    Walking,
)
from scheduler.conference.programme import Placement, Programme
from scheduler.conference.typed_hours import parse_span, parse_time
from scheduler.rules.rule import Rule

FIRST = date(2023, 2, 10)


def minute(text: str) -> int:
    """`11:30` on the first day, `2/9:00` on the second."""
    day_number, _, hour = text.rpartition("/")
    return DAY * (int(day_number or 1) - 1) + parse_time(hour)


def span(text: str) -> Span:
    """`9:00-12:00` on the first day, `2/9:00-12:00` on the second."""
    day_number, _, hours = text.rpartition("/")
    shift = DAY * (int(day_number or 1) - 1)
    found = parse_span(hours)
    return Span(found.start + shift, found.end + shift)


def day(
    *,
    sessions: dict[str, dict[str, Any]],
    rooms: dict[str, dict[str, Any]] | None = None,
    groups: dict[str, dict[str, Any]] | None = None,
    people: dict[str, dict[str, Any]] | None = None,
    hours: str = "9:00-17:00",
    every: int | None = 30,
    rounds: list[str] | None = None,
    days: int = 1,
    walking: Walking | None = None,
    slots: int | None = None,
    tracks: dict[str, dict[str, Any]] | None = None,
) -> Conference:
    """A conference of `days` days alike. Names stand for things, hours for minutes; whoever is named exists.

    Groups: {"Europa": {"chair": ["Anna"], "member": ["Bob"], "pillars": ["Fysiek"]}}. People: {"Anna": {"present":
    ["9:00-12:00"], "organisation": "Delft"}}. Sessions take what `Session` takes. Default rooms: Zaal 1 and Zaal 2.
    Tracks: {"Water": {"chairs": ["Anna"], "rounds_rather_not": {"round 1": 3}}}; each round has as many `slots`, and a
    session with a `track` takes one of them unless it says more.
    """
    all_rooms = {
        name: Room(name=name, **{**_pairs(facts), "closed": tuple(map(span, facts.get("closed", ())))})
        for name, facts in (rooms if rooms is not None else {"Zaal 1": {}, "Zaal 2": {}}).items()
    }
    facts_of = dict(people or {})
    for group in (groups or {}).values():
        for role in Role:
            for name in group.get(role.value, ()):
                facts_of.setdefault(name, {})
    for session in sessions.values():
        for key in ("speakers", "hosts", "required"):
            for name in session.get(key, ()):
                facts_of.setdefault(name, {})
    for track in (tracks or {}).values():
        for name in track.get("chairs", ()):
            facts_of.setdefault(name, {})
    everyone = {
        name: Person(
            name=name,
            **{**facts, "present": tuple(map(span, facts["present"])) if "present" in facts else None},
        )
        for name, facts in facts_of.items()
    }
    all_groups = {
        name: Group(
            name=name,
            kind=facts.get("kind", "theme group"),
            pillars=tuple(facts.get("pillars", ())),
            secretaries=tuple(facts.get("secretaries", ())),
            size=facts.get("size"),
            seats=tuple(Seat(person=everyone[who], role=role) for role in Role for who in facts.get(role.value, ())),
        )
        for name, facts in (groups or {}).items()
    }
    all_tracks = {
        name: Track(name=name, **{**_pairs(facts), "chairs": tuple(everyone[who] for who in facts.get("chairs", ()))})
        for name, facts in (tracks or {}).items()
    }
    shortest = min((span(text).minutes // slots for text in rounds or ()), default=60) if slots else 60
    clock = Clock(FIRST, several_days=days > 1)
    opening = span(hours)

    def on(number: int, within: Span) -> Span:
        return Span(within.start + DAY * number, within.end + DAY * number)

    return Conference(
        title="A small day",
        clock=clock,
        days=tuple(
            Day(
                date=clock.date(DAY * number),
                hours=on(number, opening),
                rounds=tuple(
                    Round(name=f"round {i}", span=on(number, span(text)), slots=slots)
                    for i, text in enumerate(rounds or (), 1)
                ),
                step=None if rounds else every,
            )
            for number in range(days)
        ),
        rooms=tuple(all_rooms.values()),
        walking=walking or Walking(),
        groups=tuple(all_groups.values()),
        people=tuple(everyone.values()),
        tracks=tuple(all_tracks.values()),
        sessions=tuple(
            _session(name, _as_talk(facts, all_tracks, shortest), all_rooms, everyone, all_groups)
            for name, facts in sessions.items()
        ),
    )


def _pairs(facts: dict[str, Any]) -> dict[str, Any]:
    """What is kept as pairs may be written as a dict."""
    return {key: tuple(value.items()) if isinstance(value, dict) else value for key, value in facts.items()}


def _as_talk(facts: dict[str, Any], tracks: dict[str, Track], shortest: int) -> dict[str, Any]:
    if "track" not in facts:
        return facts
    slots = facts.get("slots", 1)
    return {**_pairs(facts), "track": tracks[facts["track"]], "slots": slots, "minutes": slots * shortest}


def _session(
    name: str, facts: dict[str, Any], rooms: dict[str, Room], people: dict[str, Person], groups: dict[str, Group]
) -> Session:
    convert: dict[str, Callable[[str], object]] = {
        "groups": groups.__getitem__,
        "invited": groups.__getitem__,
        "required_groups": groups.__getitem__,
        "speakers": people.__getitem__,
        "hosts": people.__getitem__,
        "required": people.__getitem__,
        "rooms": rooms.__getitem__,
        "starts": minute,
        "windows": span,
    }
    fields: dict[str, Any] = {"minutes": 60, **facts}
    for key in fields.keys() & convert.keys():
        fields[key] = tuple(map(convert[key], fields[key]))
    return Session(name=name, **fields)


def placed(conference: Conference, text: str) -> Programme:
    """`Europa 11:30 Zaal 1; Drinks 16:00`, in the order of the conference."""
    placements = {}
    for line in text.split(";"):
        session = next(
            s for s in sorted(conference.sessions, key=lambda s: -len(s.name)) if line.strip().startswith(s.name)
        )
        hour, _, room = line.strip().removeprefix(session.name).strip().partition(" ")
        placements[session] = Placement(session, minute(hour), conference.room(room))
    return Programme(tuple(placements[session] for session in conference.sessions if session in placements))


def broken(rule: Rule, conference: Conference, text: str) -> list[str]:
    """The sentences of all breaches of the rule by the programme written in `text` (see `placed`)."""
    programme = placed(conference, text)
    return [breach.sentence for case in rule.cases(conference) for breach in case.breaches(programme)]
