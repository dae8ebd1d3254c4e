"""Titles that somebody changed in the grid of a booklet alone: below it the session still stands as it was called.

Hours and room say which it is, when the two titles have a word in common. Of others nobody knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

from scheduler.conference.conference import Conference, Room, Session
from scheduler.conference.renames import titles_alike
from scheduler.files.grids.booklet_texts import EditedText
from scheduler.files.grids.grid_session import GridProgramme, GridSession
from scheduler.files.grids.hours import hours_at_head
from scheduler.files.sign_ups.known_names import loose_key
from scheduler.text.wording import alike_key

_SHORT = 4  # letters; the words that any two titles share are shorter


def titles_in_grid(
    grid: GridProgramme, conference: Conference, blocks: Sequence[tuple[str, tuple[str, ...], str]]
) -> Iterator[EditedText]:
    """Each of them. `blocks`: below the grid, titles with the lines below them and their hours.

    Of a day alone: of several the hours do not say which.
    """
    if len(conference.days) > 1:
        return
    by_title: dict[str, list[Session]] = {}
    for session in conference.held:
        for name in {loose_key(name) for name in (session.title, session.name)}:
            by_title.setdefault(name, []).append(session)
    in_grid = {loose_key(source.title) for source in grid.sessions}
    missing: dict[tuple[int, Room], list[Session]] = {}
    for title, _, hours in blocks:
        sessions = by_title.get(loose_key(title), [])
        if len(sessions) == 1 and not {loose_key(sessions[0].title), loose_key(sessions[0].name)} & in_grid:
            for place in _places(hours, conference.rooms):
                missing.setdefault(place, []).append(sessions[0])
    groups = {loose_key(group.name) for group in conference.groups}
    for source in grid.sessions:
        found = {
            session.name: session
            for room in conference.rooms
            if room.name in _rooms_of(source, conference.rooms)
            for session in missing.get((source.start, room), ())
        }
        is_new = loose_key(source.title) not in {*by_title, *groups}
        if is_new and len(found) == 1 and _share_a_word(source.title, next(iter(found.values())).title):
            yield EditedText(next(iter(found)), "title", source.place, source.title)


def _places(hours: str, rooms: Sequence[Room]) -> Iterator[tuple[int, Room]]:
    """The minute and the room of `11.40–12.40 · Zaal 5`."""
    with suppress(ValueError):
        if (found := hours_at_head(hours)) is not None:
            parts = {loose_key(part) for part in found.rest.split("·")}
            yield from ((found.start, room) for room in rooms if loose_key(room.name) in parts)


def _rooms_of(source: GridSession, rooms: Sequence[Room]) -> set[str]:
    headings = {loose_key(text) for text in (*source.rooms, *source.columns)}
    return {room.name for room in rooms if headings & {loose_key(room.name), loose_key(room.short or room.name)}}


def _share_a_word(one: str, other: str) -> bool:
    words, others = ({word for word in alike_key(text).split() if len(word) >= _SHORT} for text in (one, other))
    return bool(words & others) or titles_alike(one, other)
