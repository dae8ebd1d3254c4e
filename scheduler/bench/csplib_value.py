"""What a solution of an instance of CSPLib costs, term by term, as the library defines it.

A second reading: it knows the two workbooks alone, and nothing of days, rules and models. What `netday import csplib`,
`solve` and `check` come to is held against it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone, tzinfo
from itertools import combinations
from pathlib import Path
from typing import IO, Any
from zoneinfo import ZoneInfo

from openpyxl import load_workbook

_ON = datetime(2021, 7, 21)  # noqa: DTZ001  the day on which the library compares hours of the clock
TERMS = (
    "tracks in sessions",
    "tracks in rooms",
    "sessions in rooms",
    "similar tracks",
    "rooms per track",
    "parallel tracks",
    "consecutive tracks",
    "time zones",
    "order",
    "submissions in sessions",
    "submissions in rooms",
    "presenters",
    "attendees",
    "chairs",
    "presenters by slot",
    "attendees by slot",
)  # in the order in which the sheet of parameters has their weights


@dataclass(frozen=True)
class CsplibSession:
    name: str
    slots: int
    start: time
    end: time


@dataclass(frozen=True)
class CsplibSubmission:
    name: str
    track: str
    slots: int
    order: int
    zone: str
    presenters: frozenset[str]
    attendees: frozenset[str]
    penalties: Mapping[str, int]


@dataclass(frozen=True)
class CsplibProblem:
    """An instance, with its names as they stand in the workbook."""

    zone: str
    hours: tuple[time, time, time, time]  # suitable from and to, less suitable from and to
    small: int
    large: int
    weights: Mapping[str, int]
    sessions: Sequence[CsplibSession]
    rooms: Sequence[str]
    chairs: Mapping[str, frozenset[str]]  # by track
    submissions: Mapping[str, CsplibSubmission]
    in_sessions: Mapping[tuple[str, str], int]
    in_rooms: Mapping[tuple[str, str], int]
    similar: Mapping[tuple[str, str], int]
    sessions_in_rooms: Mapping[tuple[str, str], int]


@dataclass(frozen=True, order=True)
class Placed:
    """A submission in a session, a room and its first slot, all by number from 0."""

    session: int
    room: int
    slot: int
    name: str


def read_problem(workbook: Path) -> CsplibProblem:
    book: Any = load_workbook(workbook, data_only=True)
    parameters = [row[:5] for row in book["parameters"].iter_rows(min_row=2, max_row=17, values_only=True)]
    first = [row[1] for row in parameters]
    sessions = [CsplibSession(r[0], int(r[1]), _clock(r[3]), _clock(r[4])) for r in _rows(book["sessions"])]
    return CsplibProblem(
        zone=first[0],
        hours=(_clock(first[2]), _clock(first[3]), _clock(first[5]), _clock(first[6])),
        small=int(first[7]),
        large=int(first[9]),
        weights=dict(zip(TERMS, (int(row[4] or 0) for row in parameters), strict=True)),
        sessions=sessions,
        rooms=[row[0] for row in _rows(book["rooms"])],
        chairs={row[0]: _listed(row[1]) for row in _rows(book["tracks"])},
        submissions={one.name: one for one in _submissions(book["submissions"])},
        in_sessions=_matrix(book["tracks_sessions|penalty"]),
        in_rooms=_matrix(book["tracks_rooms|penalty"]),
        similar=_upper(book["similar tracks"]),
        sessions_in_rooms=_matrix(book["sessions_rooms|penalty"]),
    )


def _rows(sheet: Any) -> Iterator[Sequence[Any]]:
    """Those below the heading that begin with a name."""
    for row in sheet.iter_rows(min_row=2, values_only=True):
        if row[0] not in (None, ""):
            yield [*row, None]


def _clock(value: Any) -> time:
    """An hour, as one, as its part of a day, or as text."""
    if isinstance(value, time):
        return value
    if isinstance(value, (int, float)):
        return time(*divmod(round(value * 24 * 60), 60))
    hour, minute, *_ = str(value).split(":")
    return time(int(hour), int(minute))


def _listed(value: Any) -> frozenset[str]:
    return frozenset(str(value or "").split(", ")) - {""}


def _submissions(sheet: Any) -> Iterator[CsplibSubmission]:
    heads = [cell.value for cell in sheet[1]]
    for row in _rows(sheet):
        name, track, slots, order, zone, presenters, attendees = row[:7]
        penalties = {head: int(value or 0) for head, value in zip(heads[7:], row[7:], strict=False) if head}
        yield CsplibSubmission(
            name, track, int(slots), int(order or 0), zone, _listed(presenters), _listed(attendees), penalties
        )


def _matrix(sheet: Any) -> dict[tuple[str, str], int]:
    heads = [cell.value for cell in sheet[1]]
    found = {}
    for row in _rows(sheet):
        for head, value in zip(heads[1:], row[1:], strict=False):
            if head:
                found[row[0], head] = int(value or 0)
    return found


def _upper(sheet: Any) -> dict[tuple[str, str], int]:
    """Of each pair the value above the diagonal, by both orders."""
    rows = list(_rows(sheet))
    found = {}
    for one, other in combinations(range(len(rows)), 2):
        value = int(rows[one][other + 1] or 0)
        found[rows[one][0], rows[other][0]] = found[rows[other][0], rows[one][0]] = value
    return found


def read_solution(workbook: Path | IO[bytes], problem: CsplibProblem) -> list[Placed]:
    """Where each submission is. Raises ValueError where the solution is none of the problem.

    Its first rows name the track of each session in each room; after an empty one each slot of each session has a row
    with its submissions.
    """
    sheet = load_workbook(workbook, data_only=True).worksheets[0]
    cells = [list(row) for row in sheet.iter_rows(values_only=True)]
    sessions, rooms = len(problem.sessions), len(problem.rooms)
    tracks = [[_cell(cells, 1 + session, 1 + room) for room in range(rooms)] for session in range(sessions)]
    slots: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    row = sessions + 2
    for session, facts in enumerate(problem.sessions):
        for slot in range(facts.slots):
            for room in range(rooms):
                if name := _cell(cells, row, 1 + room):
                    slots[name].append((session, room, slot))
            row += 1
    wrong = [] if slots.keys() == problem.submissions.keys() else ["other submissions than the instance has"]
    placed = []
    hosted: dict[tuple[int, int], set[str]] = defaultdict(set)
    for name in slots.keys() & problem.submissions.keys():
        (session, room, slot), needed = min(slots[name]), problem.submissions[name].slots
        if sorted(slots[name]) != [(session, room, slot + n) for n in range(needed)]:
            wrong.append(f"{name} does not stand in {needed} slots in a row")
        placed.append(Placed(session, room, slot, name))
        hosted[session, room].add(problem.submissions[name].track)
    for session in range(sessions):
        for room in range(rooms):
            named = {track for track in [tracks[session][room]] if track}
            if named != hosted[session, room]:
                wrong.append(f"{problem.sessions[session].name}, {problem.rooms[room]}: other tracks than it has")
    if wrong:
        raise ValueError("; ".join(wrong))
    return sorted(placed)


def _cell(cells: Sequence[Sequence[Any]], row: int, column: int) -> str:
    value = cells[row][column] if row < len(cells) and column < len(cells[row]) else None
    return str(value or "")


def terms(problem: CsplibProblem, solution: Sequence[Placed]) -> dict[str, int]:
    """What each term counts, before its weight."""
    of = problem.submissions
    used = sorted({(one.session, one.room, of[one.name].track) for one in solution})
    found = dict.fromkeys(TERMS, 0)
    for session, room, track in used:
        name, place = problem.sessions[session].name, problem.rooms[room]
        found["tracks in sessions"] += problem.in_sessions.get((track, name), 0)
        found["tracks in rooms"] += problem.in_rooms.get((track, place), 0)
        found["sessions in rooms"] += problem.sessions_in_rooms.get((name, place), 0)
    for (session, _, track), (beside, _, other) in combinations(used, 2):
        if session == beside and track != other:
            found["similar tracks"] += problem.similar.get((track, other), 0)
            found["chairs"] += bool(problem.chairs[track] & problem.chairs[other])
    for track in problem.chairs:
        cells = [(session, room) for session, room, hosted in used if hosted == track]
        sessions = {session for session, _ in cells}
        found["rooms per track"] += max(0, len({room for _, room in cells}) - 1)
        found["parallel tracks"] += len(cells) - len(sessions)
        found["consecutive tracks"] += bool(sessions) and max(sessions) - min(sessions) + 1 != len(sessions)
        orders = [of[one.name].order for one in sorted(solution) if of[one.name].track == track]
        found["order"] += sum(order not in (0, position) for position, order in enumerate(orders, 1))
    for one in solution:
        facts, begins = of[one.name], problem.sessions[one.session]
        found["time zones"] += facts.slots * _unsuitable(problem, begins, facts.zone)
        found["submissions in sessions"] += facts.slots * facts.penalties.get(begins.name, 0)
        found["submissions in rooms"] += facts.slots * facts.penalties.get(problem.rooms[one.room], 0)
    return found | _clashes(problem, solution)


def _clashes(problem: CsplibProblem, solution: Sequence[Placed]) -> Counter[str]:
    found = Counter(dict.fromkeys(("presenters", "attendees", "presenters by slot", "attendees by slot"), 0))
    for a, b in combinations(solution, 2):
        if a.session != b.session:
            continue
        one, other = problem.submissions[a.name], problem.submissions[b.name]
        shared = len({*range(a.slot, a.slot + one.slots)} & {*range(b.slot, b.slot + other.slots)})
        for who, conflict in (("presenters", _presenters), ("attendees", _attendees)):
            if conflict(problem, one, other):
                found[who] += a.room != b.room
                found[f"{who} by slot"] += shared
    return found


def _presenters(problem: CsplibProblem, one: CsplibSubmission, other: CsplibSubmission) -> bool:
    return bool(one.presenters & other.presenters) or _chaired(problem, one, other, one.presenters, other.presenters)


def _attendees(problem: CsplibProblem, one: CsplibSubmission, other: CsplibSubmission) -> bool:
    both = one.attendees & other.attendees or one.attendees & other.presenters or one.presenters & other.attendees
    return bool(both) or _chaired(problem, one, other, one.attendees, other.attendees)


def _chaired(
    problem: CsplibProblem,
    one: CsplibSubmission,
    other: CsplibSubmission,
    people: frozenset[str],
    others: frozenset[str],
) -> bool:
    """Whether somebody of the one chairs the track of the other, which is another."""
    chairs = people & problem.chairs[other.track] or others & problem.chairs[one.track]
    return one.track != other.track and bool(chairs)


def _unsuitable(problem: CsplibProblem, session: CsplibSession, zone: str) -> int:
    suits_from, suits_to, less_from, less_to = problem.hours
    here, theirs = _zone(problem.zone), _zone(zone or problem.zone)
    start, end = (
        datetime.combine(_ON, hour, here).astimezone(theirs).time().replace(second=0)
        for hour in (session.start, session.end)
    )
    if start < less_from or end > less_to or end < less_from:
        return problem.large
    return problem.small if less_from <= start < suits_from or suits_to < end <= less_to else 0


def _zone(name: str) -> tzinfo:
    """`GMT+2` is two hours ahead of Greenwich; any other is a place."""
    if name.startswith("GMT"):
        hours, _, minutes = name[3:].partition(":")
        ahead = timedelta(hours=int(hours or 0))
        return timezone(ahead + timedelta(minutes=int(minutes or 0)) * (-1 if hours.startswith("-") else 1))
    return ZoneInfo(name)


def cost(problem: CsplibProblem, counted: Mapping[str, int]) -> int:
    """The sum of the terms by their weights; a weight of 0 or less switches its term off."""
    return sum(max(0, problem.weights[term]) * number for term, number in counted.items())
