"""The docs are true: what they run comes out as printed, what they quote stands there, and links lead somewhere."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from openpyxl import load_workbook

from scheduler.bench.questions import QUESTIONS
from scheduler.commands.main import main
from scheduler.console.rules import page
from scheduler.files import Instance, read, read_programme
from scheduler.files.dutch import in_dutch, in_english
from scheduler.files.key_list import SHAPES
from scheduler.files.keys import same_key
from scheduler.rules.book import RULES
from scheduler.web.calendars import CalendarServer
from tests.support import cli_page, workbook_page
from tests.support.house import FLOORS, HOME
from tests.support.pages import Block, Terminal, anchors, blocks, commands, links, pages
from tests.support.word_tables import Row
from tests.support.word_tables import word as write_word

DOCS = HOME / "docs"

# Everything that the examples of the two pages on the day file name.
DAY = """\
title: Netwerkdag
date: 2023-02-10
hours: 9:30–17:00
rounds: [11:40–12:40, 14:00–15:00]
rooms: [Zaal 1, Zaal 2]
groups:
  - {name: Algemeen Bestuur, kind: board}
  - Interbestuurlijke samenwerking
  - {name: Woningmarkt, chairs: Karin Schrederhof}
  - Europa
sessions:
  - {title: Plenaire start, kind: plenary, at: 10:00, minutes: 30}
  - Interbestuurlijke samenwerking
  - Woningmarkt
  - Europa
  - {title: Drinks, kind: drinks, at: 16:00}
"""
DAG = """\
titel: Netwerkdag
datum: 10 februari 2023
openingstijden: 9.30–17.00
rondes: [11.40–12.40, 14.00–15.00]
zalen: [Zaal 1, Zaal 2]
groepen:
  - {naam: Algemeen Bestuur, soort: bestuur}
  - Interbestuurlijke samenwerking
  - {naam: Woningmarkt, voorzitters: Karin Schrederhof}
  - Europa
onderdelen:
  - {titel: Plenaire start, soort: plenair, om: 10.00, duur: 30}
  - Interbestuurlijke samenwerking
  - Woningmarkt
  - Europa
  - {titel: Borrel, soort: borrel, om: 16.00}
"""
DAY_FILE = {"day-file.md": DAY, "nl/dagbestand.md": DAG}


def test_the_readme_shows_what_netday_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(HOME / "instances", tmp_path / "instances")
    followed(HOME / "README.md", tmp_path, monkeypatch)


@pytest.mark.parametrize("name", ["tutorial.md", "nl/zelfstudie.md"])
def test_the_tutorial_can_be_followed_from_an_empty_folder(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    followed(DOCS / name, tmp_path, monkeypatch)


@pytest.mark.parametrize(
    "name",
    [
        "alternatives-and-prices.md", "asking-why.md", "editions.md", "explaining.md", "rehearsing.md", "repairing.md",
        "nl/herstellen.md", "nl/publiceren.md", "nl/uitleg.md",
    ],
)  # fmt: skip
def test_the_page_can_be_followed_with_the_day_of_haarlem(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(HOME / "instances" / "haarlem-2023", tmp_path / "haarlem")
    followed(DOCS / name, tmp_path, monkeypatch)


@pytest.mark.parametrize("name", ["mailing.md", "nl/mailing.md"])
def test_the_page_on_mailings_can_be_followed_from_an_empty_folder(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    followed(DOCS / name, tmp_path, monkeypatch)


def test_the_page_on_forms_can_be_followed_from_an_empty_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    followed(DOCS / "formats.md", tmp_path, monkeypatch)


def test_the_page_on_the_season_can_be_followed_with_the_day_of_haarlem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("haarlem", "spring"):
        shutil.copytree(HOME / "instances" / "haarlem-2023", tmp_path / name)
    day = tmp_path / "spring" / "day.yaml"
    day.write_text(day.read_text("utf-8").replace("\ndate: 2023-02-10\n", "\ndate: 2023-06-09\n"), "utf-8")
    followed(DOCS / "season.md", tmp_path, monkeypatch)


def test_the_page_on_how_long_it_takes_can_be_followed_with_a_new_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(HOME / "instances" / "starter", tmp_path / "our-day")
    followed(DOCS / "how-long.md", tmp_path, monkeypatch)


def test_the_page_on_how_long_it_takes_tells_every_question() -> None:
    page_text = (DOCS / "how-long.md").read_text("utf-8")
    assert [question.name for question in QUESTIONS if f"`{question.name}`" not in page_text] == []


def test_the_page_on_workbooks_can_be_followed_from_an_empty_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what it says that somebody typed in the workbook, typed there."""
    typed: dict[str, tuple[str, dict[str, dict[str, str | int]]]] = {
        "Wonne": ("our-day/dag.xlsx", {"Rooms": {"B3": "many"}, "Sessions": {"B6": "Wonne"}}),
        "--yes": (
            "dag.xlsx",
            {
                "Rooms": {"B3": 14},
                "People": {"D5": "15:00", "A18": "Noor Smit", "B18": "Esveld", "N18": "member"},
            },
        ),
    }
    monkeypatch.chdir(tmp_path)
    terminal = Terminal(tmp_path)
    for block in blocks(DOCS / "workbook.md", "console"):
        for file, sheets in (typed[word] for word in typed if word in block.text):
            book = load_workbook(file)
            for sheet, cells in sheets.items():
                for cell, value in cells.items():
                    book[sheet][cell] = value
            book.save(file)
        terminal.follow(block)


@pytest.mark.parametrize("name", ["hosting.md", "nl/hosting.md"])
def test_the_page_on_hosting_can_be_followed_with_the_folder_served_on_this_machine(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    # What it says of each request stands in the other terminal.
    monkeypatch.setattr("scheduler.web.calendars._log", lambda *_: None)
    terminal = Terminal(tmp_path)
    for block in blocks(DOCS / name, "console", "diff"):
        if "check-site" not in block.text:
            terminal.follow(block)
            continue
        with CalendarServer(tmp_path / "site") as server:
            terminal.follow(replace(block, text=block.text.replace(":8765", f":{server.port}")))


@pytest.mark.parametrize(
    ("page", "workbook", "export"),
    [
        ("day-in-excel.md", "esveld/dag.xlsx", "sign-ups.csv"),
        ("nl/dag-in-excel.md", "esveld/dag.xlsx", "aanmeldingen.csv"),
    ],
)
def test_the_tutorial_in_excel_can_be_followed_from_an_empty_folder(
    page: str, workbook: str, export: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the answers that it shows, what it says that you type in the workbook, and the list that you paste there."""
    monkeypatch.chdir(tmp_path)
    text = (DOCS / page).read_text("utf-8")
    typed = re.findall(r"^\| (\S+) \| ([A-Z]\d+) \| (.+) \|$", text, re.MULTILINE)
    (pasted,) = re.findall(r"^(\| gro[eu]p \|.+\n)\|[-|]+\n((?:\|.+\n)+)", text, re.MULTILINE)
    assert len(typed) == 8
    terminal = Terminal(tmp_path)
    for block in blocks(DOCS / page, "csv", "console"):
        if block.language == "csv":
            Path(export).write_text(block.text, "utf-8")
            continue
        terminal.follow(block)
        if "--workbook" in block.text:
            book = load_workbook(workbook)
            for sheet, cell, value in typed:
                book[sheet][cell] = int(value) if value.isdigit() else value
            groups = book.worksheets[3]
            groups.delete_rows(1, groups.max_row)
            for row in "".join(pasted).splitlines():
                groups.append([cell.strip() or None for cell in row.strip("|").split("|")])
            book.save(workbook)


def test_the_page_on_sign_ups_can_be_followed_from_an_empty_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the exports that it shows, each in its turn."""
    monkeypatch.chdir(tmp_path)
    terminal = Terminal(tmp_path)
    for block in blocks(DOCS / "sign-ups.md", "csv", "console", "diff"):
        if block.language == "csv":
            (tmp_path / "aanmeldingen.csv").write_text(block.text, "utf-8")
        else:
            terminal.follow(block)


@pytest.mark.parametrize(("page", "day"), [("seats.md", "our-day"), ("nl/stoelen.md", "onze-dag")])
def test_the_page_on_seats_can_be_followed_from_an_empty_folder(
    page: str, day: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the day, the lists and the programme that it shows."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / day).mkdir()
    names = ("day.yaml", "people.csv", "wishes.csv" if day == "our-day" else "wensen.csv")
    terminal, files = Terminal(tmp_path), iter(f"{day}/{name}" for name in names)
    for block in blocks(DOCS / page, "yaml", "csv", "console", "diff"):
        if block.language in ("console", "diff"):
            terminal.follow(block)
        elif found := re.match(r"(programm[ae]):", block.text):
            (tmp_path / f"{found[1]}.yaml").write_text(block.text, "utf-8")
        else:
            (tmp_path / next(files)).write_text(block.text, "utf-8")


def test_the_columns_on_the_page_on_workbooks_are_those_of_the_sheets() -> None:
    kept = workbook_page.PAGE.read_text("utf-8")
    assert kept == workbook_page.page(), "run: python -m tests.support.workbook_page"


@pytest.mark.parametrize("name", ["importing.md", "nl/importeren.md"])
def test_the_pages_on_importing_can_be_followed(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (text,) = (block.text for block in blocks(DOCS / name, "text"))
    (tmp_path / "programma.txt").write_text(text, "utf-8")
    above, below = ([line for line in part.split("\n") if line] for part in re.split(r"(?s)\|.*\|\n", text))
    table = [
        [cell.strip().replace("<br>", "\n") for cell in line.strip("|").split("|")]
        for line in text.split("\n")
        if line.startswith("|")
    ]
    merged: list[Row] = [row if row[2] else [row[0], (row[1], 2)] for row in table]
    write_word(tmp_path / "programma.docx", *above, merged, *below)
    followed(DOCS / name, tmp_path, monkeypatch)


def followed(found: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    terminal = Terminal(folder)
    for block in blocks(found, "console", "diff"):
        terminal.follow(block)


def test_the_demo_is_what_the_readme_shows() -> None:
    demo = (HOME / "Makefile").read_text("utf-8")
    run = re.findall(r"^demo: (export .+)$", demo, re.MULTILINE)
    run += re.findall(r"^\t\$\(BIN\)/(.+)$", demo.partition("\ndemo: $(READY)")[2].partition("\n\n")[0], re.MULTILINE)
    assert run == [command for command, _ in commands(blocks(HOME / "README.md", "console")[0])]


def test_the_bench_in_the_readme_is_of_the_days_as_they_are() -> None:
    heads, *rows = next(b.text for b in blocks(HOME / "README.md", "text") if b.text.startswith("day ")).splitlines()
    assert re.split(r"\s{2,}", heads)[:3] == ["day", "sessions", "people"]
    days = [read(file) for file in sorted(HOME.glob("instances/*/day.yaml"))]
    now = [[d.folder.name, str(len(d.conference.held)), str(len(d.conference.people))] for d in days]
    assert [re.split(r"\s{2,}", row)[:3] for row in rows] == now


@pytest.mark.parametrize("found", pages(), ids=lambda path: str(path.relative_to(HOME)))
def test_every_link_leads_somewhere(found: Path) -> None:
    astray = []
    for target in links(found):
        if re.match(r"https?://", target):
            continue
        file, _, anchor = target.partition("#")
        target_file = (found.parent / file).resolve() if file else found
        if not target_file.exists() or (anchor and anchor not in anchors(target_file)):
            astray.append(target)
    assert astray == []


@pytest.mark.parametrize("block", blocks(DOCS / "adding-a-rule.md", "python", "markdown"), ids=str)
def test_what_is_quoted_stands_in_the_file_that_is_named(block: Block) -> None:
    assert block.linked
    assert block.text in block.linked.read_text("utf-8")


def test_the_rules_page_is_current() -> None:
    assert (DOCS / "rules.md").read_text("utf-8") == page(), "run: netday rules --markdown > docs/rules.md"


def test_the_page_of_commands_is_what_they_say_of_themselves() -> None:
    assert cli_page.PAGE.read_text("utf-8") == cli_page.page(), "run: python -m tests.support.cli_page"


def table_of_commands() -> list[tuple[str, str]]:
    """The lines of the table in README.md: which commands each is about, and all that it says of them."""
    lines = (HOME / "README.md").read_text("utf-8").splitlines()
    return [(line.split("|")[1], line) for line in lines if line.startswith("| `netday ")]


def test_the_readme_has_every_command_in_its_table_and_no_other() -> None:
    named = [name for first, _ in table_of_commands() for name in re.findall(r"`netday ([\w-]+)", first)]
    assert sorted(set(named)) == sorted(main.commands)


def test_what_the_table_in_the_readme_says_of_a_command_can_be_given_to_it() -> None:
    for first, line in table_of_commands():
        [*_, name] = re.findall(r"`netday ([\w-]+)", first)
        known = {option for parameter in main.commands[name].params for option in parameter.opts}
        assert set(re.findall(r"--[\w-]+", line)) <= known, line


def examples(page: str, key: str) -> list[str]:
    """The examples of that page that begin with this key, in English or in Dutch."""
    found = (block.text for block in blocks(DOCS / page, "yaml"))
    return [text for text in found if same_key(text.partition(":")[0], key)]


def in_both(key: str) -> list[tuple[str, str]]:
    return [(page, text) for page in DAY_FILE for text in examples(page, key)]


def _first(value: object) -> str:
    return str(value).partition("\n")[0]


@pytest.mark.parametrize("page", DAY_FILE)
def test_every_example_of_the_day_file_is_a_day_or_rules_or_a_programme(page: str) -> None:
    found = [len(examples(page, key)) for key in ("title", "rules", "programme")]
    assert (sum(found), min(found)) == (len(blocks(DOCS / page, "yaml")), 1)


@pytest.mark.parametrize(
    "day", [*(day for _, day in in_both("title")), *(DAY_FILE[page] + rules for page, rules in in_both("rules"))],
    ids=_first,
)  # fmt: skip
def test_every_example_of_a_day_and_of_its_rules_reads(day: str, tmp_path: Path) -> None:
    assert given(tmp_path, day).remarks[0].startswith("day.yaml: 1 day")


@pytest.mark.parametrize(("page", "text"), in_both("programme"), ids=_first)
def test_every_example_of_a_programme_reads(page: str, text: str, tmp_path: Path) -> None:
    (tmp_path / "typed.yaml").write_text(text, "utf-8")
    programme, remarks = read_programme(tmp_path / "typed.yaml", given(tmp_path, DAY_FILE[page]))
    assert (len(programme.placements), remarks) == (len(text.splitlines()) - 1, ())


@pytest.mark.parametrize("page", DAY_FILE)
def test_what_the_page_on_the_day_file_shows_of_a_day_comes_of_it(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each command is given with the day that stands before it."""
    monkeypatch.chdir(tmp_path)
    for block in blocks(DOCS / page, "yaml", "console"):
        if block.language == "yaml":
            (tmp_path / "day.yaml").write_text(block.text, "utf-8")
        else:
            Terminal(tmp_path).follow(block)


@pytest.mark.parametrize("page", DAY_FILE)
def test_every_rule_has_an_example_in_the_day_file(page: str) -> None:
    shown = {name for text in examples(page, "rules") for name in re.findall(r"^  (\w+):", text, re.MULTILINE)}
    assert {in_english("rules", name) or name for name in shown} == {kind.name for kind in RULES}


def test_the_dutch_page_on_the_day_file_has_every_key_in_dutch_and_in_english() -> None:
    """A row of a table for each, or `naar` (`to`) in a sentence."""
    text = (DOCS / "nl" / "dagbestand.md").read_text("utf-8")
    rows = [
        [re.findall(r"`(\w+)`", cell) for cell in line.split("|")[1:3]] for line in text.splitlines() if "|" in line
    ]
    named = {
        pair for dutch, english in (row for row in rows if len(row) == 2) for pair in zip(dutch, english, strict=False)
    }
    named |= set(re.findall(r"`(\w+)` \(`(\w+)`", text))
    keys = {field.alias or name for shape in SHAPES for name, field in shape.model_fields.items()}
    assert sorted(key for key in keys if (in_dutch("keys", key), key) not in named) == []


def given(folder: Path, day: str) -> Instance:
    (folder / "day.yaml").write_text(day, "utf-8")
    return read(folder)


@pytest.mark.parametrize("page", ["what-counts.md", "day-file-by-example.md"])
def test_what_counts_is_counted_as_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    """Each example by itself: a day, a programme typed by hand, and what netday says of it."""
    monkeypatch.chdir(tmp_path)
    for block in blocks(DOCS / page, "yaml", "console"):
        if block.language == "yaml":
            (tmp_path / ("day.yaml" if block.text.startswith("title:") else "by-hand.yaml")).write_text(
                block.text, "utf-8"
            )
        else:
            Terminal(tmp_path).follow(block)


@pytest.mark.parametrize(("page", "folder"), [("tracks.md", "congress"), ("nl/sporen.md", "congres")])
def test_the_page_on_tracks_can_be_followed_from_an_empty_folder(
    page: str, folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / folder).mkdir()
    monkeypatch.chdir(tmp_path)
    for block in blocks(DOCS / page, "yaml", "console"):
        if block.language == "yaml":
            by_hand = block.text.startswith("programme:")
            (tmp_path / ("by-hand.yaml" if by_hand else f"{folder}/day.yaml")).write_text(block.text, "utf-8")
        else:
            Terminal(tmp_path).follow(block)


def test_what_counts_is_shown_of_every_rule() -> None:
    page = (DOCS / "what-counts.md").read_text("utf-8")
    assert re.findall(r"^## (\w+)$", page, re.MULTILINE) == [kind.name for kind in RULES]


def test_the_floors_of_the_architecture_page_are_those_of_the_house() -> None:
    """Every room is there, and from row to row the floors go down."""
    text = (DOCS / "architecture.md").read_text("utf-8").partition("## Four walls")[0]
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    named = [re.findall(r"`(\w+)`", row) for row in rows]
    heights = {room: height for height, rooms in enumerate(FLOORS) for room in rooms}
    assert sorted(room for row in named for room in row) == sorted(heights)
    shown = [[heights[room] for room in row] for row in named]
    assert all(max(lower) < min(upper) for upper, lower in pairwise(shown))


def test_the_places_that_the_architecture_page_names_are_there() -> None:
    named = re.findall(
        r"`([\w/]+\.py|scheduler/[\w/]+|answers\.py|data\.py)`", (DOCS / "architecture.md").read_text("utf-8")
    )
    folders = (HOME / "scheduler", HOME / "tests")
    places = [path.relative_to(HOME).as_posix() for folder in folders for path in folder.rglob("*")]
    astray = {name for name in named if not any(place == name or place.endswith(f"/{name}") for place in places)}
    assert (astray, len(named) > 10) == (set(), True)


def test_the_pages_are_written_for_people_and_not_for_this_machine() -> None:
    assert [
        str(p) for p in pages() if re.search(r"(?<![\w.])/(?:home|opt|srv|tmp|usr|var)/", p.read_text("utf-8"))
    ] == []
