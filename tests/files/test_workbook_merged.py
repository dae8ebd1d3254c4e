"""What was changed in a workbook and what was changed in the files meanwhile, brought together."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from random import Random

import pytest

from scheduler.files.edit.day_files import DayFiles
from scheduler.files.workbook.differences import sentences
from scheduler.files.workbook.merged import Merged, memory_text, merged
from scheduler.files.workbook.sheets import SHEETS
from scheduler.files.workbook.tables import DayRow, DayTables, of_files
from tests.support.random_days import random_day

Change = Callable[[DayTables], None]


def person(name: str, city: str = "", **cells: str) -> DayRow:
    return DayRow({"name": name, "organisation": city, **cells})


@pytest.fixture
def base() -> DayTables:
    tables = DayTables()
    tables.rows["day"] = [DayRow({"title": "Netwerkdag", "date": "2027-03-12"})]
    tables.rows["people"] = [person("Anna", "Ede"), person("Bob", "Delft", arrives="9:30"), person("Cas", "Ede")]
    return tables


def brought_together(base: DayTables, files: Change, workbook: Change) -> Merged:
    now, book = deepcopy(base), deepcopy(base)
    files(now)
    workbook(book)
    found = merged(json.loads(memory_text(base, base))["rows"], now, book)
    assert found is not None
    return found


def nothing(_: DayTables) -> None:
    pass


def people(found: Merged) -> list[str]:
    return [" ".join(filter(None, row.cells.values())) for row in found.tables.rows["people"]]


def test_each_side_keeps_its_own_changes_and_rows(base: DayTables) -> None:
    def files(tables: DayTables) -> None:
        tables.rows["people"].insert(1, person("Els"))
        tables.rows["people"][2].cells["arrives"] = "9.30"  # in other signs, which is no change
        tables.rows["people"][3].cells["(Wonen)"] = "member"

    def workbook(tables: DayTables) -> None:
        tables.rows["people"][2].cells["leaves"] = "15:00"
        tables.rows["people"].append(person("Dirk"))
        del tables.rows["people"][0]
        tables.day.cells["place"] = "Ede"

    found = brought_together(base, files, workbook)
    assert people(found) == ["Els", "Bob Delft 9.30", "Cas Ede 15:00 member", "Dirk"]
    assert (found.tables.day["place"], found.both) == ("Ede", [])


def test_what_both_changed_is_said_and_what_both_say_is_not(base: DayTables) -> None:
    def files(tables: DayTables) -> None:
        tables.rows["people"][0].cells["arrives"] = "10:00"
        tables.rows["people"][1].cells["arrives"] = "11:00"
        tables.rows["people"].append(person("Els", "Ede"))

    def workbook(tables: DayTables) -> None:
        tables.rows["people"][0].cells["arrives"] = "10.00"
        tables.rows["people"][1].cells["arrives"] = "12:00"
        tables.rows["people"].append(person("Els", "Ede", leaves="15:00"))

    found = brought_together(base, files, workbook)
    assert people(found) == ["Anna Ede 10:00", "Bob Delft 12:00", "Cas Ede", "Els Ede 15:00"]
    assert [str(each).partition(": ")[2] for each in found.both] == [
        'Bob, aankomst: the workbook says "12:00", and the files say "11:00" since.'
    ]


def test_a_row_that_is_gone_on_one_side_and_changed_on_the_other_is_said(base: DayTables) -> None:
    def files(tables: DayTables) -> None:
        tables.rows["people"][0].cells["arrives"] = "10:00"
        del tables.rows["people"][1]

    def workbook(tables: DayTables) -> None:
        del tables.rows["people"][0]
        tables.rows["people"][0].cells["arrives"] = "12:00"

    found = brought_together(base, files, workbook)
    assert people(found) == ["Bob Delft 12:00", "Cas Ede"]
    assert list(map(str, found.both)) == [
        "Mensen: Anna: it is gone from the workbook, and has changed in the files since.",
        "Mensen: Bob: it has changed in the workbook, and is gone from the files since.",
    ]


def test_another_order_in_the_workbook_counts(base: DayTables) -> None:
    def workbook(tables: DayTables) -> None:
        tables.rows["people"].reverse()

    def files(tables: DayTables) -> None:
        tables.rows["people"].insert(1, person("Els"))

    assert people(brought_together(base, files, workbook)) == ["Cas Ede", "Bob Delft 9:30", "Anna Ede", "Els"]


def random_changes(tables: DayTables, random: Random) -> DayTables:
    changed = deepcopy(tables)
    for plan in SHEETS:
        rows = changed.rows[plan.key]
        if plan.down or plan.key == "rules" or not rows:
            continue
        for row in random.sample(rows, len(rows) // 3):
            if random.random() < 0.3:
                rows.remove(row)
            else:
                row.cells[plan.columns[-1].key] = "x"
        rows.insert(random.randint(0, len(rows)), DayRow({plan.named_by[0]: f"Nieuw {random.random()}"}))
    return changed


def days() -> Iterator[DayTables]:
    for seed in range(4):
        files = {name: text.encode() for name, text in random_day(Random(seed)).items()}
        yield of_files(DayFiles.of_data(files), None)


def test_who_alone_changed_something_is_followed_whatever_the_day() -> None:
    for number, before in enumerate(days()):
        changed = random_changes(before, Random(number))
        base = json.loads(memory_text(before, before))["rows"]
        for files, book in ((changed, before), (before, changed)):
            found = merged(base, deepcopy(files), deepcopy(book))
            assert found is not None
            assert found.both == []
            assert list(sentences(changed, found.tables, "nl")) == []


@pytest.mark.parametrize("broken", [None, [], {"people": 3}, {"people": [[3], []]}, {"people": [[["a", "b"]], []]}])
def test_a_memory_that_somebody_broke_is_none(broken: object, base: DayTables) -> None:
    assert merged(broken, base, base) is None
