"""Lists that a day does not have yet, written below its text as people would write them: an item a line.

One by one each item would cost a look at the whole text, and all of them would come to stand on one line.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from scheduler.files.beside import PEOPLE_FILE
from scheduler.files.edit.day_files import DayFiles
from scheduler.files.edit.file_text import EditRefused, FileText
from scheduler.files.edit.table_text import TableText
from scheduler.files.edit.yaml_text import YamlText
from scheduler.files.faults import Faults
from scheduler.files.workbook.fresh import people_text, sections
from scheduler.files.workbook.tables import DayTables, of_files

_LISTS = ("rounds", "rooms", "groups", "sessions")
_FEW = 2  # people, who need no file of their own


def with_new_lists(before: DayTables, after: DayTables) -> DayTables:
    """The tables of the files with those lists in them; the same where there are none, or they would not say it."""
    files = before.files
    if files is None:
        return before
    lists = [key for key in _LISTS if _is_new(key, before, after) and files.day.find((key,)) is None]
    people = _listed(before) == 0 and _listed(after) > _FEW and files.table is None and not files.day.find(("people",))
    if before.rows["days"] or after.rows["days"]:
        lists = [key for key in lists if key != "rounds"]
    held = any(row["guest"] for row in before.rows["people"])
    if _guests(after) and not held and files.day.find(("guests",)) is None:
        lists.append("guests")
    if not lists and not people:
        return before
    try:
        found = of_files(_written(files, after, lists, people=people), None)
    except (Faults, EditRefused):
        return before
    wanted = [_number(key, after) for key in lists]
    return found if [_number(key, found) for key in lists] == wanted else before


def _is_new(key: str, before: DayTables, after: DayTables) -> bool:
    return bool(not before.rows[key] and after.rows[key])


def _number(key: str, tables: DayTables) -> int:
    return _guests(tables) if key == "guests" else len(tables.rows[key])


def _guests(tables: DayTables) -> int:
    return sum(row["guest"] == "yes" for row in tables.rows["people"])


def _listed(tables: DayTables) -> int:
    """How many people a people.csv would have."""
    return len(tables.rows["people"]) - _guests(tables)


def _written(files: DayFiles, after: DayTables, lists: Iterable[str], *, people: bool) -> DayFiles:
    of_lists = sections(after)
    file = files.day.file
    lines = [line for key in lists for line in ("", *of_lists.get(key, ()))]
    text = file.text.rstrip("\r\n") + file.line_break + file.line_break.join(lines) + file.line_break
    day = YamlText(file.with_text(text)) if lines else files.day
    table = files.table
    if people and (data := people_text(after)):
        table = TableText(FileText.of(data, PEOPLE_FILE), tuple(after.groups))
    return replace(files, day=day, table=table)
