"""Days as people write them, and workbooks of them in which cells, rows and roles are changed at random."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import Any

from openpyxl import Workbook, load_workbook

from scheduler.files import read
from scheduler.files.edit.day_files import DayFiles
from scheduler.files.faults import FaultList
from scheduler.files.read_day import Instance, read_source
from scheduler.files.validate import Source
from scheduler.files.workbook.nodes import of_tables
from scheduler.files.workbook.sheets import SHEETS, Holds, SheetPlan
from scheduler.files.workbook.tables import DayRow, DayTables, of_files
from scheduler.files.workbook.write import write_workbook

ODD = """\
# A day as people write it
title: "Netwerkdag: #3"   # with a sign in it
date: 2023-02-10
letter: |
  Beste mensen,

  # dit is geen commentaar
  tot dan.


rounds: [10:00–11:00, {name: Ronde 2, time: 11:30–12:30},]   # two
walking: {
  within: 2, # minutes
  between: [{from: A, to: B, minutes: 5}]
}
rooms:   # the rooms
- {name: Zaal 1, building: A}
-
- name: Zaal 2   # upstairs
  building: B
  # how many it seats
  capacity: 40
-   # one more
  name: 'Zaal 3'
  closed: [9:00–10:00,
           12:00–13:00]
- Zaal 4
groups:
  - Europa # the first
  - name: Wonen
    chairs: [Bob Kok, Anna Bos] # two
  - {name: "Zorg; Jeugd", kind: pillar, members: [Carla Vis, Dirk Jan]}
# the people
people:
  - Anna Bos
  - {name: Bob Kok, city: Ede, member: Europa, wishes: {Europa: 5}}
  - {name: Carla Vis, leaves: 15:00}  # early
  - name: Dirk Jan
    interested: [Wonen, Europa]
guests: {name: Eva Mol, available: 11:00–13:00}
sessions:
  - # with the state secretary
    title: >-
      Gesprek met
      de staatssecretaris
    at: [10:00]
    speaker: Eva Mol
  - Europa

  # the last one
  - {title: Wonen, rounds: [Ronde 2]}
  - {group: "Zorg; Jeugd", room: [Zaal 1, Zaal 2]}
rules:
  pinned:
    - session: Europa
      at: 10:00
  fair_share: off # not today
  groups_apart: [{groups: [Europa, Wonen], weight: 3}]
"""
NAMES_AS_THEY_COME = """\
title: Dag
date: 2023-02-10
groups: [{name: A, chairs: Jan, members: [Piet, Kees]}, {name: B, chair: Piet}]
sessions: [A, {group: B, speakers: Klaas}]
"""
DAYS = """\
title: Congres
language: en
days:
  - {date: 2023-02-10, rounds: [10:00–11:00], hours: 9:00–17:00}
  - date: 2023-02-11  # second
    rounds: []
  - 2023-02-12
rounds: [{name: R1, time: 9:30–10:30}, 11:00–12:00]
rooms: Aula
groups: Europa
sessions:
  - {title: Opening, at: 2023-02-10 9:00, minutes: 30}
  - {group: Europa, days: [2023-02-11, 2023-02-12], rounds: none, room: none}
rules: {adjacent: [{sessions: [Opening, Europa]}]}
"""
TABLE = 'name;city;Europa;member;leaves\nAnna;Ede;voorzitter;;2023-02-10 15:00\n"Bob";Ede;;Europa;\n'
IN_DUTCH = """\
titel: Netwerkdag
datum: 10 februari 2023
rondes: [10.00-11.00, {naam: Middag, tijd: 13.00-14.00}]
zalen:
  - {naam: Aula, plaatsen: 40, online: nee}
  - Zaal 2 # boven
groepen:
  - {naam: Wonen, soort: thema, voorzitter: Anna}
  - Zorg
personen:
  - {naam: Anna, gemeente: Ede, lid: [Zorg]}
  - {naam: Bob, wensen: [Zorg]}
onderdelen:
  - {titel: Opening, soort: plenair, om: 9u30, duur: 30}
  - {groep: Wonen, zaal: Aula, open: ja}
  - titel: Zorg
  - {titel: Borrel, zaal: geen, ronde: geen}
regels:
  groepen_apart: [{groepen: [Wonen, Zorg], gewicht: 3}]
  eerlijk_verdeeld: uit
"""
# By name: day.yaml, and people.csv where there is one.
TRACKS = """\
titel: Watercongres  # van vier sporen
datum: 2026-06-11
rondes:
  - {naam: Ochtend, tijd: 9.30–10.30, tijdsloten: 3}
  - {naam: Middag, tijd: 11.00–12.00, tijdsloten: 3}
zalen: [{naam: Zaal 1, liever_niet: {Middag: 3}}, Zaal 2]
sporen:
  - {naam: Water, voorzitters: [A. Bos], liever_niet: {Ochtend: 10, Zaal 2: 5}, lijkt_op: {Klimaat: 5}}
  - Klimaat
  # nog geen voorzitter
  - naam: Bodem
    liever_niet: [Middag]
onderdelen:
  - {titel: Dijken, spoor: Water, tijdsloten: 2, volgnummer: 1, sprekers: B. Ek, tijdzone: GMT+8}
  - {titel: Pompen, spoor: Water, liever_niet: {Zaal 1: 2}}  # kort
  - {titel: Bomen, spoor: Klimaat}
  - {titel: Klei, spoor: Bodem}
"""
WRITTEN: Mapping[str, Mapping[str, str]] = {
    "in Dutch": {"day.yaml": IN_DUTCH},
    "odd": {"day.yaml": ODD},
    "names as they come": {"day.yaml": NAMES_AS_THEY_COME},
    "days": {"day.yaml": DAYS, "people.csv": TABLE},
    "tracks": {"day.yaml": TRACKS},
}


def files_of(name: str) -> DayFiles:
    return DayFiles.of_data({file: text.encode() for file, text in WRITTEN[name].items()})


def folder_of(name: str, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for file, text in WRITTEN[name].items():
        (folder / file).write_bytes(text.encode())
    return folder


def tables_of(files: DayFiles) -> DayTables:
    return of_files(files, files.read().conference)


def instance_of(tables: DayTables) -> Instance:
    """The day that a workbook with these rows makes. Raises Faults."""
    faults = FaultList()
    return read_source(Source("dag.xlsx", of_tables(tables, "dag.xlsx", faults), faults))


def workbook_of(files: DayFiles, path: Path, change: Callable[[Workbook], None] = lambda _: None) -> Path:
    """The workbook of these files at that path, with something changed in it as by hand."""
    book = load_workbook(io.BytesIO(write_workbook(tables_of(files))))
    change(book)
    book.save(path)
    return path


def workbook_of_day(day: Path, path: Path) -> Path:
    path.write_bytes(write_workbook(of_files(DayFiles.of(day), read(day).conference)))
    return path


# -- at random ---------------------------------------------------------------------------------------------------------

_TYPED: Mapping[Holds, list[str]] = {
    Holds.TEXT: ["Iets anders", "Zorg, Jeugd: en #1", "Europa"],
    Holds.PROSE: ["Een\n\ntwee # drie", "x"],
    Holds.NUMBER: ["3", "45"],
    Holds.YES: ["yes", "no"],
    Holds.LINKS: ["https://a.example/x", "Agenda: https://a.example/a.pdf; https://b.example/b"],
    Holds.DATE: ["2023-02-10"],
    Holds.DATES: ["2023-02-10"],
    Holds.HOURS: ["10:00", "10:00; 11:30"],
    Holds.SPAN: ["10:00–11:00", "9.15-10.15"],
    Holds.SPANS: ["9:00–12:00; 13:00–17:00"],
    Holds.WISHES: ["Europa: 3; Wonen"],
    Holds.KIND: ["plenary", "talk"],
    Holds.GROUP_KIND: ["pillar", "board"],
    Holds.LANGUAGE: ["nl", "en"],
    Holds.RULE: ["fair_share", "quorum"],
    Holds.STATE: ["off", "on", "hard", "3", "added", "changed"],
    Holds.KEYS: ["most: 180", "spare: 5\nweight: 3"],
}
_ROLES = ["", "member", "chair", "interested", "vice_chair", "secretary", "chair; member"]


def changed(tables: DayTables, random: Random) -> DayTables:
    """The rows of a workbook in which somebody has changed one to three things."""
    after = copy.deepcopy(tables)
    after.files = None
    for rows in after.rows.values():
        for row in rows:
            row.path = row.line = None
    for _ in range(random.choice([1, 1, 1, 2, 3])):
        _change(after, random)
    for key, rows in after.rows.items():
        after.rows[key] = [row for row in rows if key == "day" or any(row.cells.values())]
    return after


def _change(tables: DayTables, random: Random) -> None:
    plan = random.choice(SHEETS)
    what = random.choice(["cell", "cell", "cell", "clear", "remove", "add", "move", "role", "role"])
    rows = tables.rows["people" if what == "role" else plan.key]
    if what == "role" and rows and tables.groups:
        random.choice(rows).cells[f"({random.choice(tables.groups)})"] = random.choice(_ROLES)
    elif what in ("cell", "clear") and rows:
        column = random.choice(plan.columns)
        typed = _names(tables, random) if column.holds is Holds.NAMES else _TYPED[column.holds]
        random.choice(rows).cells[column.key] = random.choice(typed) if what == "cell" else ""
    elif what == "add" and not plan.down:
        rows.insert(random.randrange(len(rows) + 1), _new(plan, tables, random))
    elif what in ("remove", "move") and rows and not plan.down:
        row = rows.pop(random.randrange(len(rows)))
        if what == "move":
            rows.insert(random.randrange(len(rows) + 1), row)


def _names(tables: DayTables, random: Random) -> list[str]:
    names = [row["name"] for key in ("rooms", "groups", "people", "rounds") for row in tables.rows[key] if row["name"]]
    found = [name for name in random.sample(names, 2) if ";" not in name]
    return ["none", "; ".join(found), *found]


def _new(plan: SheetPlan, tables: DayTables, random: Random) -> DayRow:
    name = f"Nieuw {random.randrange(99)}"
    group = random.choice([*tables.groups, ""])
    cells: Mapping[str, dict[str, Any]] = {
        "days": {"date": "2023-02-15"},
        "rounds": {"time": "16:00–16:30", "date": random.choice(["", *(row["date"] for row in tables.rows["days"])])},
        "rooms": {"name": name, "capacity": random.choice(["", "5"])},
        "groups": {"name": name, "kind": random.choice(["", "pillar"])},
        "people": {"name": name, "guest": random.choice(["", "yes"]), "leaves": random.choice(["", "15:00"])},
        "sessions": {"title": name, "minutes": random.choice(["", "20"]), "description": random.choice(["", "a\nb"])},
        "walks": {"from": "A", "to": "C", "minutes": "3"},
        "rules": {"rule": "quorum", "state": "added", "groups": group, "rest": "people: 1"},
    }
    row = DayRow(dict(cells[plan.key]))
    if plan.key == "people" and group:
        row.cells[f"({group})"] = random.choice(["member", "chair"])
    return row
