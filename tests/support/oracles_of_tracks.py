"""The rules of tracks and talks as their sentences say them: see tests/support/oracles.py.

A talk stands where its programme has it: in the round that is going on when it begins, in the slots from the one that
is going on then, as many as it takes and no more than the round has. In a room it is in a block.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from itertools import combinations
from typing import Any
from zoneinfo import ZoneInfo

from scheduler.conference.conference import Conference, Person, Room, Round, Session, Track
from scheduler.conference.programme import Programme
from tests.support.plain_words import meant, meant_people, placed, stated


@dataclass(frozen=True)
class StandingTalk:
    """A talk with its track, its round by its place among all rounds, and the slots that it takes."""

    talk: Session
    track: Track
    round: int
    room: Room | None
    slots: frozenset[int]


def all_rounds(conference: Conference) -> list[Round]:
    return sorted((one for day in conference.days for one in day.rounds), key=lambda r: (r.span.start, r.span.end))


def standing(rule: Any, conference: Conference, programme: Programme) -> list[StandingTalk]:
    """The talks that the rule is about and that stand in a round with slots."""
    found = []
    rounds = all_rounds(conference)
    for talk in meant(rule, conference.sessions):
        placement = programme.get(talk)
        if placement is None or talk.track is None or talk.slots is None:
            continue
        going_on = [n for n, one in enumerate(rounds) if one.span.start <= placement.start < one.span.end]
        if not going_on or not (slots := rounds[going_on[-1]].slots):
            continue
        begins = rounds[going_on[-1]].span.start
        length = rounds[going_on[-1]].span.end - begins
        first = max(slot for slot in range(slots) if begins + length * slot // slots <= placement.start)
        taken = frozenset(slot for slot in range(first, first + talk.slots) if slot < slots)
        found.append(StandingTalk(talk, talk.track, going_on[-1], placement.room, taken))
    return found


def blocks(rule: Any, conference: Conference, programme: Programme) -> set[tuple[int, Room, Track]]:
    """Round, room and track of each block; a room with talks of two tracks is a block of each."""
    return {(one.round, one.room, one.track) for one in standing(rule, conference, programme) if one.room}


def one_track_per_block(rule: Any, conference: Conference, programme: Programme) -> int:
    every = blocks(rule, conference, programme)
    return len(every) - len({(number, room) for number, room, _ in every})


def track_in_good_rounds(rule: Any, conference: Conference, programme: Programme) -> int:
    names = [one.name for one in all_rounds(conference)]
    return sum(
        dict(track.rounds_rather_not).get(names[number], 0) for number, _, track in blocks(rule, conference, programme)
    )


def track_in_good_rooms(rule: Any, conference: Conference, programme: Programme) -> int:
    return sum(dict(track.rooms_rather_not).get(room.name, 0) for _, room, track in blocks(rule, conference, programme))


def room_in_good_rounds(rule: Any, conference: Conference, programme: Programme) -> int:
    """A room in a round counts once, whatever stands there."""
    names = [one.name for one in all_rounds(conference)]
    used = {(number, room) for number, room, _ in blocks(rule, conference, programme)}
    return sum(dict(room.rounds_rather_not).get(names[number], 0) for number, room in used)


def similar_tracks_apart(rule: Any, conference: Conference, programme: Programme) -> int:
    return sum(_similar(conference, one, other) for one, other in _side_by_side(blocks(rule, conference, programme)))


def _similar(conference: Conference, one: Track, other: Track) -> int:
    """What the file says of the pair, whichever of the two says it."""
    del conference
    return max(dict(one.similar).get(other.name, 0), dict(other.similar).get(one.name, 0))


def _side_by_side(every: set[tuple[int, Room, Track]]) -> Iterator[tuple[Track, Track]]:
    """The tracks of each two blocks of different tracks in one round, in two rooms."""
    for one, other in combinations(sorted(every, key=lambda b: (b[0], b[1].name, b[2].name)), 2):
        if one[0] == other[0] and one[1] != other[1] and one[2] != other[2]:
            yield one[2], other[2]


def track_chairs_apart(rule: Any, conference: Conference, programme: Programme) -> int:
    return sum(
        not {*_those(rule, one.chairs)}.isdisjoint(_those(rule, other.chairs))
        for one, other in _side_by_side(blocks(rule, conference, programme))
    )


def _those(rule: Any, people: Any) -> list[Person]:
    return meant_people(rule, people)


def track_keeps_its_room(rule: Any, conference: Conference, programme: Programme) -> int:
    every = blocks(rule, conference, programme)
    return sum(max(0, len({room for _, room, own in every if own == track}) - 1) for track in conference.tracks)


def track_not_parallel(rule: Any, conference: Conference, programme: Programme) -> int:
    every = blocks(rule, conference, programme)
    return len(every) - len({(number, track) for number, _, track in every})


def track_in_consecutive_rounds(rule: Any, conference: Conference, programme: Programme) -> int:
    every = blocks(rule, conference, programme)
    broken = 0
    for track in conference.tracks:
        used = {number for number, _, own in every if own == track}
        broken += bool(used) and used != set(range(min(used), max(used) + 1))
    return broken


def talks_in_order(rule: Any, conference: Conference, programme: Programme) -> int:
    broken = 0
    order = {room.name: place for place, room in enumerate(conference.rooms)}
    talks = [one for one in standing(rule, conference, programme) if one.room]
    for track in conference.tracks:
        own = [one for one in talks if one.track == track]
        own.sort(key=lambda one: (one.round, order[one.room.name] if one.room else 0, min(one.slots)))
        broken += sum(bool(one.talk.order) and one.talk.order != place for place, one in enumerate(own, 1))
    return broken


def talk_in_good_rounds(rule: Any, conference: Conference, programme: Programme) -> int:
    names = [one.name for one in all_rounds(conference)]
    return sum(
        (one.talk.slots or 0) * dict(one.talk.rounds_rather_not).get(names[one.round], 0)
        for one in standing(rule, conference, programme)
    )


def talk_in_good_rooms(rule: Any, conference: Conference, programme: Programme) -> int:
    """Whenever it is."""
    return sum(
        (one.session.slots or 0) * dict(one.session.rooms_rather_not).get(one.room.name, 0)
        for one in placed(programme, meant(rule, conference.sessions))
        if one.room
    )


def presenters_apart(rule: Any, conference: Conference, programme: Programme) -> int:
    def present(one: StandingTalk) -> list[Person]:
        return _those(rule, one.talk.speakers)

    def clash(one: StandingTalk, other: StandingTalk) -> bool:
        return _shared(present(one), present(other)) or _chaired(present(one), present(other), one, other)

    return _clashes(rule, conference, programme, clash)


def attendees_apart(rule: Any, conference: Conference, programme: Programme) -> int:
    def attend(one: StandingTalk) -> list[Person]:
        wish = [p for p in conference.people if (own := stated(conference, p, one.talk)) and own != [0]]
        return _those(rule, [*one.talk.required, *wish])

    def clash(one: StandingTalk, other: StandingTalk) -> bool:
        some, others = attend(one), attend(other)
        presents = _shared(some, list(other.talk.speakers)) or _shared(others, list(one.talk.speakers))
        return _shared(some, others) or presents or _chaired(some, others, one, other)

    return _clashes(rule, conference, programme, clash)


def _shared(some: list[Person], others: list[Person]) -> bool:
    return not set(some).isdisjoint(others)


def _chaired(some: list[Person], others: list[Person], one: StandingTalk, other: StandingTalk) -> bool:
    """Somebody of the one chairs the track of the other, which is another track."""
    chairs = _shared(some, list(other.track.chairs)) or _shared(others, list(one.track.chairs))
    return one.track != other.track and chairs


def _clashes(rule: Any, conference: Conference, programme: Programme, clash: Any) -> int:
    """In a round: of talks in different rooms each pair once. By slot: each slot that both take."""
    broken = 0
    for one, other in combinations(standing(rule, conference, programme), 2):
        if one.round == other.round and clash(one, other):
            broken += len(one.slots & other.slots) if rule.level == "slot" else one.room != other.room
    return broken


def suitable_hours(rule: Any, conference: Conference, programme: Programme) -> int:
    rounds = all_rounds(conference)
    return sum(
        (one.talk.slots or 0) * _unsuitable(rule, conference, rounds[one.round], one.talk)
        for one in standing(rule, conference, programme)
    )


def _unsuitable(rule: Any, conference: Conference, round_: Round, talk: Session) -> int:
    """Where the talk says no zone, of those of its speakers the hours that suit least."""
    own = [person.zone for person in _those(rule, talk.speakers) if person.zone]
    zones = [talk.zone] if talk.zone else own or [conference.clock.zone]
    return max(_unsuitable_by(rule, conference, round_, zone) for zone in zones)


def _unsuitable_by(rule: Any, conference: Conference, round_: Round, zone: str) -> int:
    start, end = (_abroad(rule, conference, minute, zone) for minute in (round_.span.start, round_.span.end))
    if start < rule.less_from or end > rule.less_to or end < rule.less_from:
        return int(rule.much)
    small = rule.less_from <= start < rule.from_ or rule.to < end <= rule.less_to
    return int(rule.little) if small else 0


def _abroad(rule: Any, conference: Conference, minute: int, zone: str) -> int:
    """Minutes after midnight by the clock of that zone."""
    here = conference.clock.naive(minute)
    if rule.as_on:
        here = datetime.combine(rule.as_on, here.time())
    ahead = zone[3:]
    if zone.startswith("GMT"):
        hours, _, minutes = ahead.partition(":")
        sign = -1 if hours.startswith("-") else 1
        abroad: Any = timezone(timedelta(hours=int(hours or 0), minutes=sign * int(minutes or 0)))
    else:
        abroad = ZoneInfo(zone)
    local = here.replace(tzinfo=ZoneInfo(conference.clock.zone)).astimezone(abroad)
    return local.hour * 60 + local.minute
