"""Where people will stand, in lines for a terminal: who come to each session beside the seats, the worst first."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.conference.programme import titled_with_room
from scheduler.console.hanging import hanging
from scheduler.questions.crowds import Crowds, SessionCrowd
from scheduler.text.sentence import Phrase, Sentence, plural, spoken
from scheduler.text.wrap import width


def lines(answer: Crowds, columns: int = 80) -> Iterator[str]:
    """How many stand, then session after session: who come, the seats of the room, and how many stand."""
    yield from hanging(_opening(answer), columns)
    if not answer.sessions:
        return
    heads = [spoken(head) for head in (Sentence("come"), Sentence("seats"), Sentence("stand"))]
    rows = [_cells(crowd) for crowd in answer.sessions]
    sizes = [max(width(head), *(width(row[n]) for row in rows)) for n, head in enumerate(heads)]
    yield ""
    yield _row(heads, sizes).rstrip()
    for crowd, cells in zip(answer.sessions, rows, strict=True):
        where = titled_with_room(answer.conference.clock, crowd.placement)
        yield from hanging(where, columns, _row(cells, sizes))


def _opening(answer: Crowds) -> Phrase:
    crowded = sum(crowd.standing > 0 for crowd in answer.sessions)
    if not answer.sessions:
        return Sentence("No session stands in a room.")
    if not crowded:
        return Sentence("Everybody who is expected has a seat. The fullest first:")
    return plural(
        answer.standing,
        "{number} person will stand, at {crowded} of the {sessions} sessions in a room. The worst first:",
        "{number} people will stand, at {crowded} of the {sessions} sessions in a room. The worst first:",
        crowded=crowded,
        sessions=len(answer.sessions),
    )


def _cells(crowd: SessionCrowd) -> list[str]:
    seats = spoken(Sentence("any")) if crowd.seats is None else str(crowd.seats)
    return [str(crowd.people), seats, str(crowd.standing or "")]


def _row(cells: list[str], sizes: list[int]) -> str:
    return "".join(f"  {' ' * (size - width(cell))}{cell}" for cell, size in zip(cells, sizes, strict=True)) + "  "
