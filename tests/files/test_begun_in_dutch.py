"""A day that netday writes anew for somebody Dutch is in Dutch: its keys, words and remarks, its dates and hours."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.files import read
from scheduler.files.importing import make_day, read_schedule
from scheduler.files.new_day import write_files
from scheduler.files.workbook.taken_in import take_in
from tests.files.test_importing import FRAB
from tests.files.test_importing_hours import schedule, talk
from tests.support.in_dutch import in_dutch
from tests.support.workbooks_of_days import workbook_of_day

NIGHTS = schedule(
    "Europe/Rome",
    ("2027-10-02", [talk("Contest", "2027-10-02T17:00:00+02:00", "15:00", room="Cellar")]),
    ("2027-10-03", [talk("Jam", "2027-10-03T09:07:00+02:00", "26:00", room="Attic", track="Geluid")]),
)


@pytest.mark.parametrize("content", [NIGHTS, FRAB], ids=["nights", "frab"])
def test_a_day_begun_in_dutch_is_the_same_day(content: str, tmp_path: Path) -> None:
    (tmp_path / "schedule").write_text(content, "utf-8")
    parsed = read_schedule(tmp_path / "schedule")
    days = {language: make_day(parsed, (), language) for language in ("en", "nl")}
    for language, day in days.items():
        write_files(tmp_path / language, {"day.yaml": day.day, "people.csv": day.people})
    english, dutch = (read(tmp_path / language) for language in days)
    assert dutch.conference.model_copy(update={"clock": english.conference.clock}) == english.conference
    assert dutch.rules == english.rules
    text = days["nl"].day
    assert in_dutch(text) == text
    assert text.startswith("# Begonnen met netday import, van schedule.\n# Elk onderdeel is het liefst waar")


def test_a_day_taken_from_a_dutch_workbook_is_written_in_dutch(tmp_path: Path) -> None:
    day = """\
title: Netwerkdag
date: 2027-03-12
hours: 9:30–16:30
rooms: [{name: Zaal 1, online: yes}, Zaal 2]
groups: [{name: Fysiek, kind: pillar}, {name: Wonen, pillar: Fysiek, kind: board}]
guests: [{name: Gijs Groot, wishes: {Opening: 3, Wonen: 1}}]
sessions:
  - {title: Opening, kind: plenary, at: 10:00, room: Zaal 2}
  - {group: Wonen, held: no}
  - {title: Borrel, rooms: none}
rules: {fair_share: off, groups_apart: [{groups: [Wonen, Fysiek], weight: 2}], time_to_breathe: {most: 180}}
"""
    (tmp_path / "day.yaml").write_text(day, "utf-8")
    taken = take_in(workbook_of_day(tmp_path, tmp_path / "dag.xlsx"), tmp_path / "new")
    write_files(tmp_path / "new", {file.name: text for file, text in taken.changed.items()})
    text = (tmp_path / "new" / "day.yaml").read_text("utf-8")
    assert in_dutch(text) == text
    assert read(tmp_path / "new").conference == read(tmp_path).conference
    assert "datum: 12 maart 2027\n" in text
    assert text.startswith("# Door netday geschreven, van een werkmap.\n")
