"""The programme of Haarlem as it was printed: hours down, rooms across, and what is for all in merged cells."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.conference.programme import Placement, Programme
from scheduler.files import Instance, read, read_programme
from tests.support.house import HOME
from tests.support.word_tables import Cell, Row

HAARLEM = HOME / "instances" / "haarlem-2023"
_BESIDE_THE_PILLARS = "Ruimte om te netwerken"  # printed in the column of Zaal 4
_AS_PRINTED = {"Gesprek met staatssecretaris Van der Burg": " (deze sessie duurt tot 15.45 uur)"}


def printed() -> tuple[Instance, Programme]:
    instance = read(HAARLEM)
    return instance, read_programme(HAARLEM / "printed.yaml", instance)[0]


def rows(instance: Instance, programme: Programme) -> list[Row]:
    """The table as secretaries lay it."""
    conference = instance.conference
    rooms = [room.name for room in conference.rooms]
    heads = [f"{room.name} ({room.short})" if room.short else room.name for room in conference.rooms]
    table: list[Row] = [("Tijd", *heads)]
    for start in sorted({placement.start for placement in programme.placements}):
        at_once = [placement for placement in programme.placements if placement.start == start]
        table.append((_hours(instance, at_once), *_cells(at_once, rooms)))
    return table


def _hours(instance: Instance, at_once: Sequence[Placement]) -> str:
    clock = instance.conference.clock
    ends = [placement.end for placement in at_once if placement.session.name != _BESIDE_THE_PILLARS]
    begin, end = clock.naive(at_once[0].start), clock.naive(max(ends))
    return f"{begin:%H.%M} – {end:%H.%M}"


def _cells(at_once: Sequence[Placement], rooms: Sequence[str]) -> list[Cell]:
    if len(at_once) == 1 and not (at_once[0].room and at_once[0].session.name == "Plenaire start"):
        return [(at_once[0].session.title, len(rooms))]
    by_room = {placement.room.name if placement.room else rooms[3]: placement.session for placement in at_once}
    titles = {name: session.title + _AS_PRINTED.get(session.name, "") for name, session in by_room.items()}
    return [titles.get(room, "") for room in rooms]


def heading() -> Sequence[str]:
    return "Bestuurlijke netwerkdag", "vrijdag 10 februari  -  Haarlem"
