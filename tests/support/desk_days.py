"""A small day on the disk for the desk: five sessions of which two have a plenary hour, three rooms, eight people."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from scheduler.desk import DeskState, Workspace

DAY = """\
# De netwerkdag van de G40. Wat hier staat, blijft staan.
title: Netwerkdag
date: 10 februari 2023
taal: nl
rondes:
  - 10.00–11.00
  - 11.15–12.15   # na de koffie
  - 13.15–14.15
zalen:
  - {naam: Zaal 1, plaatsen: 40}
  - {naam: Zaal 2, plaatsen: 20}
  - Zaal 3
groepen:
  - Wonen
  - Zorg
  - Energie
  - Europa
onderdelen:
  - groep: Wonen   # de grootste groep
  - groep: Zorg
  - groep: Energie
  - groep: Europa
  - titel: Opening
    soort: plenair
    om: 9.30
    minuten: 20
    zaal: Zaal 1
regels:
  vastgezet:
    - {onderdeel: Opening, zaal: Zaal 1}
"""
PEOPLE = """\
naam;organisatie;Wonen;Zorg;Energie;Europa\r
Anna Bos;Delft;voorzitter;;lid;\r
Bob Cent;Gouda;lid;;voorzitter;\r
"Dijk, Carla van";Breda;;voorzitter;;lid\r
Ed Evers;Ede;;lid;;voorzitter\r
Fien Fris;Almere;belangstellend;lid;;\r
Gijs Groen;Assen;lid;;lid;\r
Hans Haas;Heerlen;;belangstellend;lid;\r
Iris Idema;Emmen;lid;;;lid\r
"""
FILES: Mapping[str, str] = {"day.yaml": DAY, "people.csv": PEOPLE}
PLACES = {
    "Wonen": ("10:00", "Zaal 1"),
    "Zorg": ("10:00", "Zaal 2"),
    "Energie": ("11:15", "Zaal 1"),
    "Europa": ("11:15", "Zaal 2"),
    "Opening": ("9:30", "Zaal 1"),
}


def a_folder(folder: Path, files: Mapping[str, str] = FILES) -> Path:
    """The day in that folder, with its programme."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_bytes(text.encode())
    placed = ",\n".join(
        f'    {{"session": "{name}", "start": "{start}", "room": "{room}"}}' for name, (start, room) in PLACES.items()
    )
    (folder / "programme.json").write_text(f'{{\n  "programme": [\n{placed}\n  ]\n}}\n', "utf-8")
    return folder


def a_workspace(folder: Path, files: Mapping[str, str] = FILES) -> Workspace:
    return Workspace.open(a_folder(folder, files))


def where(state: DeskState, name: str) -> tuple[str, str | None]:
    """The hour and the room of a session."""
    placement = state.placed[state.problem.conference.session(name)]  # type: ignore[index]
    return str(state.problem.conference.clock.hour(placement.start)), placement.room.name if placement.room else None


def bytes_of(folder: Path) -> dict[str, bytes]:
    """The files of the day, without the desk's own."""
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}
