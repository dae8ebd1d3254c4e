"""The workbook says what the programme says: grid, list, rooms, people and report; and nothing in it is calculated."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import time
from functools import cache
from html import unescape
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.checking.check import Report, check
from scheduler.conference.conference import Conference, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.files import Instance, read, read_programme
from scheduler.publishing.exports.document import Document, document
from scheduler.publishing.exports.workbook import write
from scheduler.rules.every_session_held import EverySessionHeld
from scheduler.rules.groups_apart import GroupsApart
from scheduler.rules.in_order import InOrder
from scheduler.rules.pinned import Pinned
from scheduler.rules.problem import Problem
from scheduler.rules.rule import Rule
from scheduler.rules.time_to_breathe import TimeToBreathe
from scheduler.text import sanitize
from scheduler.text.language import Language
from scheduler.text.sentence import LANGUAGES
from tests.support import small
from tests.support.house import HOME
from tests.support.large import large_day
from tests.support.workbooks import called, expected, grids, in_the_list, opened, parts, rows, seen_in

NAMES = ("haarlem-2023", "digital-2020")
HOSTILE = (
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("https://evil.example","here")',
    "+1+1",
    "-1+1",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    "#N/A",
    "_x003D_1+1",
    "<b>&amp;\x00\x0b\ufffe\u202e</b>",
)


@cache
def real(name: str) -> tuple[Instance, Programme]:
    """A real day, and the programme that was printed for it."""
    instance = read(HOME / "instances" / name)
    return instance, read_programme(HOME / "instances" / name / "printed.yaml", instance)[0]


def papered(name: str, language: str) -> Document:
    instance, programme = real(name)
    return document(instance.conference, programme, Language.of(language))


def judged(name: str) -> Report:
    instance, programme = real(name)
    return check(instance.problem, programme)


def titled(*titles: str, minutes: int = 60, **facts: object) -> Document:
    """A day with sessions of these titles one after the other in one room."""
    sessions = tuple(
        Session(name=f"S{number}", title=title, minutes=minutes, **facts)  # type: ignore[arg-type]
        for number, title in enumerate(titles)
    )
    conference = small.day(sessions={}).model_copy(update={"sessions": sessions})
    placements = [Placement(s, 540 + number * minutes, conference.rooms[0]) for number, s in enumerate(sessions)]
    return document(conference, Programme(tuple(placements)), Language.of("nl"))


def formulas(data: bytes) -> list[str]:
    """Every cell that a spreadsheet would calculate, by what stands in the file itself."""
    sheets = [text for name, text in parts(data).items() if name.startswith("xl/worksheets/sheet")]
    return [found for text in sheets for found in re.findall(r"<f[ >/].*?</c>", text)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_the_grids_of_a_real_day_are_read_back_as_the_programme(name: str, language: str) -> None:
    instance, programme = real(name)
    roomless = {"Online", "Doorlopend", "All the while"}
    found = [
        seen._replace(room="") if seen.room in roomless else seen
        for seen in seen_in(opened(write(papered(name, language))))
    ]
    assert sorted(found) == expected(instance.conference, programme)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_the_list_of_a_real_day_is_read_back_as_the_programme(name: str, language: str) -> None:
    instance, programme = real(name)
    clock, found = instance.conference.clock, in_the_list(opened(write(papered(name, language))), language == "nl")
    assert [(*row[:5],) for row in found] == [
        (
            clock.date(placement.start),
            clock.naive(placement.start).time(),
            clock.naive(placement.end).time(),
            placement.session.minutes,
            placement.session.title,
        )
        for placement in programme.in_time_order
    ]
    assert [row[5] for row in found if row[5] not in ("", "online")] == [
        called(placement.room) for placement in programme.in_time_order if placement.room
    ]


def test_the_grids_of_a_large_conference_are_read_back_as_the_programme() -> None:
    conference, programme = large_day(3, 30, 300)
    found = seen_in(opened(write(document(conference, programme, Language.of("en")))))
    assert found == expected(conference, programme)


def test_a_plenary_goes_over_all_rooms_and_says_so_on_every_page() -> None:
    conference, programme = large_day(1, 30, 40)
    sheet = opened(write(document(conference, programme, Language.of("en")))).worksheets[0]
    texts = {merged.coord: sheet.cell(merged.min_row, merged.min_col).value for merged in sheet.merged_cells.ranges}
    assert {coord: text for coord, text in texts.items() if str(text).startswith("Opening")} == {
        "B4:K4": "Opening · 9:00–9:30 · Room 01",
        "L4:U4": "Opening · 9:00–9:30 · Room 01",
        "V4:AE4": "Opening · 9:00–9:30 · Room 01",
    }
    assert [page.id for page in sheet.col_breaks.brk] == [11, 21]


def test_rows_are_higher_where_more_time_passes() -> None:
    conference = small.day(sessions={"Short": {"minutes": 30}, "Long": {"minutes": 120}})
    programme = small.placed(conference, "Short 9:00 Zaal 1; Long 10:00 Zaal 1")
    sheet = opened(write(document(conference, programme, Language.of("en")))).worksheets[0]
    heights = [sheet.row_dimensions[row].height for row in (4, 5, 6)]
    assert [round(height or 0) for height in heights] == [51, 51, 204]  # 30 minutes, a pause of 30, 4 x 30


def test_a_row_is_high_enough_for_a_long_title() -> None:
    conference = small.day(sessions={"Short": {"minutes": 30, "title": "een woord " * 30}})
    data = write(document(conference, small.placed(conference, "Short 9:00 Zaal 1"), Language.of("en")))
    sheet = opened(data).worksheets[0]
    lines = 300 * 5.5 / (sheet.column_dimensions["B"].width * 5.25)  # letters of about 5.5 points
    assert sheet.row_dimensions[4].height > lines * 11


@pytest.mark.parametrize("title", HOSTILE)
def test_what_looks_like_a_formula_stands_there_as_people_wrote_it(title: str) -> None:
    data = write(titled(title, note=title, groups=(), link=title))
    assert formulas(data) == []
    (row,) = rows(opened(data), "Sessions")
    shown = sanitize.line(title).replace(
        "_x003D_", "_x005F_x003D_"
    )  # how a file writes it: a reader takes _x005F_ for _
    assert [row[head] for head in ("Titel", "Opmerking", "Link")] == [shown] * 3


def test_what_begins_like_a_formula_stays_text_when_somebody_edits_it() -> None:
    book = opened(write(titled("=1+1", "Europa")))
    cells = [
        cell
        for row in book["Lijst"].iter_rows(min_row=2, max_row=3)
        for cell in row
        if cell.value in ("=1+1", "Europa")
    ]
    assert [(cell.value, cell.quotePrefix, cell.data_type) for cell in cells] == [
        ("=1+1", True, "s"),
        ("Europa", False, "s"),
    ]


@given(
    titles=st.lists(st.text() | st.sampled_from(HOSTILE), min_size=1, max_size=4),
    minutes=st.integers(1, 200),
    language=st.sampled_from(LANGUAGES),
)
def test_whatever_people_write_and_however_long_it_lasts_is_read_back(
    titles: list[str], minutes: int, language: str
) -> None:
    given_paper = titled(*titles, minutes=minutes)
    again = document(given_paper.conference, given_paper.programme, Language.of(language))
    data = write(again)
    assert formulas(data) == []
    found = in_the_list(opened(data), language == "nl")
    assert [(row[1], row[3], row[4].replace("_x005F_", "_")) for row in found] == [
        (
            given_paper.conference.clock.naive(540 + number * minutes).time(),
            minutes,
            sanitize.line(title, None) or f"S{number}",
        )
        for number, title in enumerate(titles)
    ]
    assert len(grids(opened(data))[0].merged_cells.ranges) >= 2


def test_what_is_too_long_for_a_cell_is_cut_with_an_ellipsis() -> None:
    book = opened(write(titled("x" * 40_000, "_x0041_" * 10_000)))
    titles = [row["Titel"] for row in rows(book, "Sessions")]
    assert titles[0] == "x" * 32_766 + "…"
    assert len(titles[1]) <= 32_767
    assert titles[1].endswith("…")


def test_only_links_of_the_web_and_of_mail_lead_somewhere() -> None:
    links = ("https://meet.example/a?b=1&c=2", "mailto:a@b.example", "javascript:alert(1)", "file:///etc/passwd")
    conference = small.day(sessions={name: {"link": name, "online": True, "private_link": False} for name in links})
    placements = tuple(Placement(session, 540, None) for session in conference.sessions)
    book = opened(write(document(conference, Programme(placements), Language.of("en"))))
    cells = [cell for row in book["List"].iter_rows(min_row=2) for cell in row if cell.value in links]
    targets = {cell.value: cell.hyperlink.target for cell in cells if cell.hyperlink}
    assert targets == {links[0]: links[0], links[1]: links[1]}


def test_the_same_programme_gives_the_same_bytes_in_any_process() -> None:
    code = (
        "import sys; from hashlib import sha256; from tests.publishing.test_workbook import papered, write; "
        "print(sha256(write(papered('digital-2020', 'nl'))).hexdigest())"
    )
    sums = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=HOME, env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(sums) == 1


def test_nothing_tells_when_or_where_it_was_made() -> None:
    data = write(papered("haarlem-2023", "nl"))
    with ZipFile(BytesIO(data)) as packed:
        assert {(part.date_time, part.create_system) for part in packed.infolist()} == {((1980, 1, 1, 0, 0, 0), 3)}
    about = parts(data)["docProps/core.xml"]
    assert set(re.findall(r">([^<>]+)<", about)) == {
        "netday",
        "Bestuurlijke netwerkdag Haarlem",
        "vrijdag 10 februari 2023 · Stadhuis, Grote Markt 2, Haarlem",
        "nl-NL",
        "1980-01-01T00:00:00Z",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheets_have_names_that_every_program_takes(language: str) -> None:
    conference, programme = large_day(2, 2, 4)
    report = check(Problem(conference, ()), programme)
    names = opened(write(document(conference, programme, Language.of(language)), report=report)).sheetnames
    assert (
        names
        == {
            "nl": ["ma 21 september 2026", "di 22 september 2026", "Lijst", "Zalen", "Deelnemers", "Verslag"],
            "en": ["Mon 21 September 2026", "Tue 22 September 2026", "List", "Rooms", "People", "Report"],
        }[language]
    )


def test_hours_are_written_as_the_language_writes_them() -> None:
    formats = {}
    for language in LANGUAGES:
        book = opened(write(papered("haarlem-2023", language)))
        day, start = book.worksheets[1]["A2"], book.worksheets[1]["B2"]
        formats[language] = (day.number_format, start.number_format, start.value)
    assert formats == {
        "nl": ("[$-413]ddd d mmmm yyyy", r"h\.mm", time(9, 30)),
        "en": ("[$-809]ddd d mmmm yyyy", "h:mm", time(9, 30)),
    }


def test_the_rooms_have_what_takes_place_in_them() -> None:
    instance, programme = real("haarlem-2023")
    table = rows(opened(write(papered("haarlem-2023", "nl"))), "Rooms")
    clock, rooms = instance.conference.clock, (*instance.conference.rooms, None)
    assert [(row["Zaal"], row["Begin"], row["Titel"]) for row in table] == [
        (called(room) or None, clock.naive(placement.start).time(), placement.session.title)
        for room in rooms
        for placement in programme.in_time_order
        if placement.room == room
    ]


def story() -> tuple[Conference, Programme]:
    """Anna chairs Europa, of which Bob is a member; she is a member of Energie, which meets at the same time."""
    conference = small.day(
        groups={"Europa": {"chair": ["Anna"], "member": ["Bob"]}, "Energie": {"member": ["Anna"]}},
        sessions={"Europa": {"groups": ["Europa"], "speakers": ["Sam"]}, "Energie": {"groups": ["Energie"]}},
    )
    return conference, small.placed(conference, "Europa 9:00 Zaal 1; Energie 9:00 Zaal 2")


def test_everybody_sees_who_leads_or_speaks_and_nobody_else() -> None:
    conference, programme = story()
    given_paper = document(conference, programme, Language.of("en"))
    report = check(Problem(conference, ()), programme)
    for_all, for_organisers = (write(given_paper, report=report, people=people) for people in (False, True))
    assert [(r["Person"], r["Title"], r["As"]) for r in rows(opened(for_all), "People")] == [
        ("Anna", "Europa", "chair"),
        ("Sam", "Europa", "speaker"),
    ]
    assert [(r["Person"], r["Title"], r["As"]) for r in rows(opened(for_organisers), "People")] == [
        ("Anna", "Europa", "chair"),
        ("Bob", "Europa", "member"),
        ("Sam", "Europa", "speaker"),
    ]
    assert [name for name, text in parts(for_all).items() if "Bob" in text] == []


def test_who_misses_what_is_told_by_name_only_where_names_may_stand() -> None:
    conference, programme = story()
    given_paper = document(conference, programme, Language.of("en"))
    report = check(Problem(conference, ()), programme)
    for_all, for_organisers = (opened(write(given_paper, report=report, people=people)) for people in (False, True))
    assert [tuple(row.values()) for row in rows(for_all, "Groups")] == [("Energie", 1, 0, 1), ("Europa", 1, 1, 0)]
    assert "Misses" not in for_all["Report"].tables
    assert [(row["Person"], row["Misses"]) for row in rows(for_organisers, "Misses")] == [("Anna", "Energie")]


@pytest.mark.parametrize(("language", "points", "rule"), [("nl", "Punten", "Regel"), ("en", "Points", "Rule")])
def test_the_report_has_the_cost_of_every_rule(language: str, points: str, rule: str) -> None:
    report = judged("haarlem-2023")
    table = rows(opened(write(papered("haarlem-2023", language), report=report)), "Rules")
    assert sorted((row[rule], row[points] or 0) for row in table) == sorted(
        (Language.of(language).say(result.rule.title), result.cost) for result in report.results
    )


def test_a_dutch_report_says_of_each_rule_in_dutch_what_it_is_about() -> None:
    conference = small.day(
        sessions={
            "Pijler": {"kind": "pillar meeting", "groups": ["Fysiek"]},
            "Europa": {"groups": ["Europa"], "kind": "theme group meeting"},
            "Wonen": {},
        },
        groups={"Fysiek": {"chair": ["Anna"]}, "Europa": {"chair": ["Bob"]}},
    )
    asked: dict[type[Rule], dict[str, object]] = {
        InOrder: {"first": {"kinds": "pillar meeting"}, "then": "Europa", "least_gap": 10, "same_day": True},
        GroupsApart: {"groups": ["Fysiek", "Europa"], "weight": 4},
        Pinned: {"session": "Wonen", "at": "10:00", "room": "Zaal 2"},
        TimeToBreathe: {"except": {"groups": "Europa"}},
        EverySessionHeld: {"optional": False},
    }
    rules = [kind.model_validate(statement, context={"conference": conference}) for kind, statement in asked.items()]
    programme = small.placed(conference, "Pijler 9:00 Zaal 1; Europa 9:30 Zaal 2; Wonen 10:00 Zaal 2")
    report = check(Problem(conference, rules), programme)
    given_paper = document(conference, programme, Language.of("nl"))
    table = rows(opened(write(given_paper, report=report)), "Rules")
    by_rule = {row["Regel"]: (row["Waar het om gaat"], row["In het dagbestand"]) for row in table}
    assert by_rule == {
        "In deze volgorde": (
            "pijleroverleg; Europa; minuten die er minstens tussen liggen: 10; beide op dezelfde dag",
            "in_order",
        ),
        "Groepen niet tegelijk": ("Fysiek en Europa", "groups_apart"),
        "Vastgezet": ("Wonen; 10.00; Zaal 2", "pinned"),
        "Tijd om op adem te komen": (
            (
                "minuten achtereen, van het begin van het eerste onderdeel tot het einde van het laatste: 180; "
                "minuten die een pauze minstens duurt: 15; behalve Europa"
            ),
            "time_to_breathe",
        ),
        "Alles gaat door": ("alleen onderdelen die niet mogen vervallen", "every_session_held"),
    }


def test_a_sentence_of_the_report_is_not_squeezed_into_the_column_of_names() -> None:
    sheet = opened(write(papered("haarlem-2023", "nl"), report=judged("haarlem-2023")))["Verslag"]
    rows = [cell.row for cell in sheet["A"] if str(cell.value).endswith(".")]
    assert len(rows) == 3  # what must be, what the wishes cost, who can come
    assert {(f"A{row}:F{row}") for row in rows} <= {str(merged) for merged in sheet.merged_cells.ranges}


def test_tables_have_heads_and_say_what_they_are_to_who_does_not_see_them() -> None:
    data = write(papered("haarlem-2023", "en"), report=judged("haarlem-2023"), people=True)
    tables = [text for name, text in sorted(parts(data).items()) if name.startswith("xl/tables/")]
    summaries = [re.findall(r'altText="(.*?)" altTextSummary="(.*?)"', text) for text in tables]
    assert [[(name, unescape(text)) for name, text in each] for each in summaries] == [
        [("Sessions", "Every session, with its hours, its room and who leads it.")],
        [("Rooms", "What takes place in each room, in order of time.")],
        [("People", "The own day of everyone.")],
        [("Rules", "What each rule costs.")],
        [("Groups", "Of those who wish to come, so many can.")],
        [("Misses", "Who cannot attend all that they wished, the worst off first.")],
    ]
    assert [text.count('headerRowCount="1"') for text in tables] == [1] * 6


def test_a_grid_is_ready_to_be_printed_and_its_heads_stay_in_view() -> None:
    sheet = opened(write(papered("haarlem-2023", "nl"))).worksheets[0]
    printing = sheet.page_setup
    assert (sheet.freeze_panes, printing.orientation, printing.fitToWidth, printing.fitToHeight) == (
        "B4",
        "landscape",
        1,
        1,
    )
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$3", "$A:$A")
    (way,) = [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert (way, sheet.print_area) == (f"A{sheet.max_row}", f"'{sheet.title}'!$A$1:$G${sheet.max_row - 1}")
    margins = [margin for margin in (sheet.oddHeader, sheet.oddFooter) if margin is not None]
    assert [(margin.left.text, margin.right.text) for margin in margins] == [
        ("Bestuurlijke netwerkdag Haarlem", "vrijdag 10 februari 2023"),
        ("Stadhuis, Grote Markt 2, Haarlem", "Pagina &P van &N"),
    ]


def test_an_ampersand_in_a_title_is_no_code_at_the_head_of_a_page() -> None:
    conference = small.day(sessions={}).model_copy(update={"title": "Wonen &P & zorg"})
    data = write(document(conference, Programme(), Language.of("nl")))
    assert "&amp;LWonen &amp;&amp;P &amp;&amp; zorg" in parts(data)["xl/worksheets/sheet1.xml"]


def test_what_changed_and_what_does_not_meet_is_told_in_words() -> None:
    conference = small.day(sessions={"Europa": {}, "Wonen": {"held": False, "note": "Volgend jaar weer."}})
    given_paper = document(
        conference, small.placed(conference, "Europa 9:00 Zaal 1"), Language.of("nl"), {"Europa": "was 10.00"}
    )
    book = opened(write(given_paper))
    assert book.worksheets[0]["B4"].value == "bijeenkomst\nEuropa\n9.00–10.00\nwas 10.00"
    assert [cell.value for cell in book.worksheets[0]["A"] if cell.row > 5 and cell.value] == [
        "Vergaderen niet",
        "Wonen: Volgend jaar weer.",
        "Wat is er gewijzigd",
        "Europa: was 10.00",
        "Hetzelfde als lijst, om te sorteren en te filteren: Lijst.",
    ]
    assert [(row["Titel"], row["Begin"], row["Opmerking"], row["Nieuws"]) for row in rows(book, "Sessions")] == [
        ("Europa", time(9), None, "was 10.00"),
        ("Wonen", None, "Volgend jaar weer.", None),
    ]


def test_a_session_past_midnight_stands_on_the_evening_of_which_it_is_part() -> None:
    conference = small.day(sessions={"Feest": {"minutes": 120}}, hours="20:00-2:00")
    book = opened(write(document(conference, small.placed(conference, "Feest 23:00 Zaal 1"), Language.of("nl"))))
    assert [(row[0], row[1], row[2]) for row in in_the_list(book, dutch=True)] == [(small.FIRST, time(23), time(1))]
    assert book.worksheets[0]["B4"].value == "bijeenkomst\nFeest\n23.00–1.00"


def test_a_day_on_which_nothing_takes_place_says_so() -> None:
    book = opened(write(document(small.day(sessions={}), Programme(), Language.of("en"))))
    assert book.worksheets[0]["A4"].value == "Nothing takes place on this day."
    assert rows(book, "Sessions") == [dict.fromkeys(rows(book, "Sessions")[0])]
