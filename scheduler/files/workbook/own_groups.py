"""What lists of groups leave out: which of them are pillars, and that each of them meets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scheduler.files.faults import FaultList, quoted
from scheduler.files.workbook.filled_in import IS_BOARD, NOT_HELD
from scheduler.files.workbook.sheets import Holds
from scheduler.files.workbook.tables import DayRow, DayTables
from scheduler.files.workbook.words import choices, joined, names_in, understood
from scheduler.text.sentence import Sentence
from scheduler.text.wording import alike_key, some

_PILLAR, _BOARD = "pillar", "board"
_TOLD = 8
MEETS = "minutes"  # a meaning of a column of groups: how long their meetings last
MEETS_WORDS = ("minutes of the meeting", "minuten van de bijeenkomst")


def complete_groups(own: DayTables, known: Sequence[DayRow], file: str, fault_list: FaultList) -> None:
    """What stands in the column of pillars is one; of lists without kinds, a board is what is called so.

    `known`: the groups that the day has already, which become pillars too where they have no kind.
    """
    rows = own.rows["groups"]
    by_key = {alike_key(row["name"]): row for row in (*known, *rows)}
    names = [row["name"] for row in by_key.values()]
    above: dict[str, DayRow] = {}
    for row in rows:
        pillars = [
            by_key[alike_key(n)]["name"] if alike_key(n) in by_key else n for n in names_in(row["pillars"], names)
        ]
        if pillars:
            row.cells["pillars"] = joined(pillars)
        for name in pillars:
            above.setdefault(name, row)
    of_list = {alike_key(row["name"]): row for row in rows}
    pillars_found: list[str] = []
    fresh: list[DayRow] = []
    for name, below in above.items():
        own_row, old = of_list.get(alike_key(name)), by_key.get(alike_key(name))
        if own_row is None and (old is None or not old["kind"]):
            fresh.append(DayRow({"name": name, "kind": _PILLAR}, place=below.at("pillars")))
            pillars_found.append(name)
        elif own_row is not None and not own_row["kind"]:
            own_row.cells["kind"] = _PILLAR
            own_row.places.setdefault("kind", own_row.place)
            pillars_found.append(name)
    rows[:0] = fresh
    if pillars_found:
        sentence = Sentence(
            "{file}: {names} stand as pillars beside other groups, so that is what they are.",
            file=file,
            names=some(list(map(quoted, pillars_found)), _TOLD),
        )
        fault_list.say(sentence)
    if "kind" not in own.headings.get("groups", set()):
        for row in rows:
            if not row["kind"] and IS_BOARD.fullmatch(row["name"].casefold()):
                row.cells["kind"] = _BOARD
                row.places.setdefault("kind", row.place)


def kind_of_remark(text: str) -> str:
    """The kind of group that a remark beside it says, and nothing else; empty where it says none."""
    found = understood(Holds.GROUP_KIND, text)
    return found if found in choices(Holds.GROUP_KIND) else ""


def meetings_of(own: DayTables, remarks: Mapping[int, str], file: str, fault_list: FaultList) -> None:
    """A list of groups with how long they meet is one of meetings too. `remarks`: by number of a row what it says."""
    meeting: list[DayRow] = []
    apart: list[str] = []
    listed = {alike_key(name) for row in own.rows["sessions"] for name in names_in(row["groups"], own.groups)}
    for number, group in enumerate(own.rows["groups"]):
        minutes = group.cells.pop(MEETS, "")
        if not minutes or alike_key(group["name"]) in listed:
            continue
        if NOT_HELD.search(alike_key(remarks.get(number, ""))):
            apart.append(group["name"])
            continue
        cells = {"groups": joined([group["name"]]), "minutes": minutes}
        meeting.append(DayRow(cells, place=group.at(MEETS)))
    own.rows["sessions"] += meeting
    if meeting:
        sentence = Sentence(
            "{file}: beside {number} groups stands how long they meet, so each has a meeting in the day.",
            file=file,
            number=len(meeting),
        )
        fault_list.say(sentence)
    if apart:
        sentence = Sentence(
            "{file}: by the remark beside them these do not meet, so they have no meeting in the day: {names}.",
            file=file,
            names=some(list(map(quoted, apart)), _TOLD),
        )
        fault_list.say(sentence)
