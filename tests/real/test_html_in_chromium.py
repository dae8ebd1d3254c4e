"""The web page in a real browser, by keys alone, in every theme, on paper, and before the judges of others."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from scheduler.bench.forms import measure as bench_forms
from scheduler.bench.paint import chromium
from scheduler.conference.programme import Programme
from scheduler.files import read, read_programme
from scheduler.publishing.exports.document import Document, document
from scheduler.publishing.exports.html import CalendarLink, write
from scheduler.text.language import Language
from tests.real.foreign import HOME, READERS, run
from tests.support import small
from tests.support.large import large_day

NU = HOME / "tests/real/node_modules/vnu-jar/build/dist/vnu.jar"
VIEWS = ["", "?view=grid", "?view=list", "?compact=1", "?pillar=Fysiek", "?group=Europa&group=Woningmarkt", "?q=zzz"]
ODD_NAME = "Jan “50%” & Söhne + #1 <b> ?x=1;y"
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>\u202e{{ 1 }} ${alert(1)} javascript:alert(1)"


@cache
def real_day(name: str) -> Document:
    """As it was printed, with something changed since."""
    instance = read(HOME / "instances" / name)
    programme, _ = read_programme(HOME / "instances" / name / "printed.yaml", instance)
    paper = document(instance.conference, programme, Language.of("nl"))
    talks = tuple(replace(talk, news="is nieuw" if talk.title == "Veiligheid" else "") for talk in paper.session_texts)
    return replace(
        paper, session_texts=talks, gone=("Digitale transitie vervalt.",), website="https://netwerkdag.example/dag"
    )


@cache
def large() -> Document:
    return document(*large_day(3, 12, 150), Language.of("en"))


PAPERS: dict[str, Callable[[], Document]] = {
    "haarlem": lambda: real_day("haarlem-2023"),
    "digital": lambda: real_day("digital-2020"),
    "large": large,
}


@pytest.fixture
def page(tmp_path: Path) -> Callable[[Document], Path]:
    def written(paper: Document) -> Path:
        calendars = [
            CalendarLink("programme", "", "programme.ics"),
            CalendarLink("group", "Europa", "groups/europa.ics"),
            CalendarLink("group", "Woningmarkt", "groups/woningmarkt.ics"),
        ]
        sessions = {text.session.name: f"sessions/{text.anchor}.ics" for text in paper.placed}
        file = tmp_path / "programme.html"
        file.write_bytes(write(paper, calendars=calendars, sessions=sessions, forms={"PDF": "programme.pdf"}))
        return file

    return written


def browse(task: str, file: Path, *words: str | Path) -> Any:
    return json.loads(run("node", READERS / "page_in_chromium.mjs", task, file, *words))


WIDTHS = [390, 768, 1440]


@pytest.mark.parametrize("theme", ["light", "dark", "forced"])
@pytest.mark.parametrize(
    ("name", "queries", "widths"), [("haarlem", VIEWS, WIDTHS), ("digital", [""], WIDTHS), ("large", [""], [390, 1440])]
)
def test_axe_finds_nothing_in_any_view_or_width(
    page: Callable[[Document], Path], name: str, queries: list[str], widths: list[int], theme: str
) -> None:
    seen = browse("axe", page(PAPERS[name]()), json.dumps({"queries": queries, "themes": [theme], "widths": widths}))
    assert seen == {"runs": len(queries) * len(widths), "found": []}


@pytest.mark.parametrize("name", PAPERS)
def test_the_nu_checker_finds_nothing(page: Callable[[Document], Path], name: str) -> None:
    file = page(PAPERS[name]())
    command = ["java", "-jar", str(NU), "--Werror", "--format", "json", str(file)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert (done.returncode, json.loads(done.stderr)) == (
        0,
        {"messages": [], "version": json.loads(done.stderr)["version"]},
    )


def test_the_nu_checker_sees_what_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "wrong.html"
    file.write_text("<!DOCTYPE html><html lang=en><title>x</title><p id=a><p id=a>")
    command = ["java", "-jar", str(NU), "--format", "json", str(file)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert "Duplicate ID" in done.stderr


@pytest.mark.parametrize(
    ("query", "window"),
    [("", {}), ("?view=list", {"width": 390}), ("?view=grid", {"width": 390}), ("?view=grid", {"theme": "dark"})],
)
def test_the_tab_key_reaches_everything_and_one_sees_where_one_is(
    page: Callable[[Document], Path], query: str, window: dict[str, Any]
) -> None:
    seen = browse("round", page(PAPERS["haarlem"]()), query, json.dumps(window))
    assert seen["wrong"] == []
    assert seen["stops"][0] == "#programme"
    assert len(seen["stops"]) > 40


def test_a_person_is_chosen_by_keys_and_the_choice_can_be_shared(page: Callable[[Document], Path]) -> None:
    paper = PAPERS["haarlem"]()
    seen = browse("choose", page(paper), "Maarten B")
    theirs = ["Vitale binnensteden en werklocaties", "Slimme duurzame verstedelijking en mobiliteitsvernieuwing"]
    common = [talk.title for talk in paper.placed if talk.common]
    open_space = "Ruimte om te netwerken"  # stands beside the grid
    assert sorted(seen["shown"]) == sorted([*theirs, *common])
    assert seen["same"] == seen["shown"]
    assert open_space not in seen["shown"]
    assert seen["count"] == f"{len(theirs) + len(common)} van {len(paper.placed)} onderdelen in beeld"
    assert seen["all"] == f"{len(paper.placed)} van {len(paper.placed)} onderdelen in beeld"
    assert seen["query"] == "?person=Maarten+Burggraaf+(Dordrecht)"
    assert (seen["skipped"], seen["live"], seen["target"]) == ("programme", "output", ["Plenaire start", True])
    assert seen["wrong"] == []


@pytest.mark.parametrize("window", [{}, {"width": 390}, {"theme": "dark"}])
def test_the_calendars_of_the_groups_that_one_chooses_stand_below_the_choice(
    page: Callable[[Document], Path], window: dict[str, Any]
) -> None:
    paper = PAPERS["haarlem"]()
    seen = browse("groups", page(paper), json.dumps(["Europa", "Woningmarkt"]), json.dumps(window))
    chosen, common = seen["chosen"], [talk.title for talk in paper.placed if talk.common]
    assert sorted({*chosen["titles"]} - {*common}) == ["Europa", "Woningmarkt"]
    assert chosen["names"] == ["Woningmarkt", "Europa"]
    addresses = [f"https://netwerkdag.example/dag/groups/{name}.ics" for name in ("woningmarkt", "europa")]
    assert chosen["addresses"] == addresses
    hosts = [urlsplit(link).netloc or urlsplit(link).scheme for link in chosen["links"][:4]]
    assert hosts == ["calendar.google.com", "outlook.live.com", "outlook.office.com", "netwerkdag.example"]
    assert chosen["links"][3] == addresses[0].replace("https:", "webcal:")
    assert (chosen["hidden"], chosen["number"], seen["said"]) == (False, "2 gekozen", "Gekopieerd")
    assert chosen["query"] == "?group=Woningmarkt&group=Europa"
    assert {**chosen, "titles": ...} == {**seen["again"], "titles": ...}
    assert (seen["none"]["hidden"], seen["none"]["number"], seen["none"]["query"]) == (True, "", "")
    assert seen["wrong"] == []


def test_a_session_is_put_into_a_calendar_with_and_without_javascript(page: Callable[[Document], Path]) -> None:
    seen = browse("adding", page(PAPERS["haarlem"]()))
    hosts = [urlsplit(link).netloc for link in seen["with"]["links"]]
    assert hosts == ["", "calendar.google.com", "outlook.live.com", "outlook.office.com"]
    assert seen["with"]["links"][0].startswith("sessions/s-")
    assert seen["with"] == seen["without"]
    assert (seen["with"]["seen"], seen["with"]["wrong"]) == (True, [])


def test_now_and_next_are_right_on_a_clock_elsewhere(page: Callable[[Document], Path]) -> None:
    paper = PAPERS["haarlem"]()
    seen = browse("now", page(paper), "2023-02-10T12:00:00+01:00", "America/New_York")
    running = [talk.title for talk in paper.placed if talk.hours == "11.40–12.40"]
    assert sorted(seen["marked"]) == sorted(running)
    heads = [number for number, line in enumerate(seen["lines"]) if line in {"Nu", "Straks"}]
    assert [seen["lines"][number] for number in heads] == ["Nu", "Straks"]
    assert heads[1] - 1 == len(running) + 1  # and the open space
    (following,) = seen["lines"][heads[1] + 1 :]
    assert following.startswith("Lunch, gecombineerd met vergadering AB 12.50–13.50 · Gravenzaal (Zaal 1)")
    assert seen["yours"] == "Alle tijden zijn die van Amsterdam; op uw klok is het nu 6:00."
    assert seen["jumped"] in running
    assert seen["wrong"] == []


def test_days_before_and_after_nothing_is_now(page: Callable[[Document], Path]) -> None:
    file = page(PAPERS["haarlem"]())
    hidden = [
        browse("now", file, f"2023-02-{day}T12:00:00+01:00", "Europe/Amsterdam")["hidden"] for day in ("07", "12")
    ]
    assert hidden == [True, True]


def test_without_javascript_one_has_both_views_and_no_dead_controls(page: Callable[[Document], Path]) -> None:
    grid, listed, neither = [True, False], [False, True], [False, False]
    assert browse("plain", page(PAPERS["haarlem"]())) == {
        "390 auto": listed,
        "390 grid": grid,
        "390 list": listed,
        "390 controls": neither,
        "1440 auto": grid,
        "1440 grid": grid,
        "1440 list": listed,
        "1440 controls": neither,
    }


@pytest.mark.parametrize("name", PAPERS)
def test_a_page_is_no_wider_than_its_window_and_a_cell_as_tall_as_its_minutes(
    page: Callable[[Document], Path], name: str
) -> None:
    seen = browse("measure", page(PAPERS[name]()))
    assert (seen["wide"], seen["wrong"]) == ({}, [])
    by_length: dict[int, set[float]] = {}
    for height, minutes in seen["cells"]:
        by_length.setdefault(minutes, set()).add(height)
    assert len(by_length) > 1
    scale = sorted(height / minutes for height, minutes in seen["cells"])[len(seen["cells"]) // 2]
    away = {m: max(abs(height / (m * scale) - 1) for height in heights) for m, heights in by_length.items()}
    assert {minutes: by for minutes, by in away.items() if by > 0.1} == {}


def test_a_word_that_does_not_fit_breaks_between_its_syllables_with_a_hyphen(page: Callable[[Document], Path]) -> None:
    seen = browse("words", page(PAPERS["digital"]()))
    assert ["schuldhulp", "verlening"] in [[line.replace("\u00ad", "") for line in lines] for lines in seen["broken"]]
    assert [lines for lines in seen["broken"] if not all(line[-1] in "\u00ad-/" for line in lines[:-1])] == []
    assert seen["wrong"] == []


def test_what_one_copies_of_the_grid_is_what_people_wrote(page: Callable[[Document], Path]) -> None:
    plain, marked_up = browse("words", page(PAPERS["digital"]()))["copied"]
    assert "Armoede en schuldhulpverlening" in plain
    assert "schuldhulpverlening" in marked_up
    assert "\u00ad" not in plain + marked_up


@pytest.mark.parametrize(("name", "whole"), [("haarlem", [True]), ("digital", [True]), ("large", [False] * 3)])
def test_a_grid_that_is_no_wider_than_the_window_is_in_sight_down_to_its_end(
    page: Callable[[Document], Path], name: str, whole: list[bool]
) -> None:
    assert browse("whole", page(PAPERS[name]())) == {"whole": whole, "wrong": []}


def odd_day() -> Document:
    """A long title and one that cannot be broken, five minutes, past midnight, two in one room, and none."""
    conference = small.day(
        sessions={
            "Lang": {"title": "Meerjarenbegroting en woningbouwprogrammering " * 6, "minutes": 5},
            "Aaneen": {"title": "x" * 300, "speakers": [ODD_NAME], "description": "y" * 300},
            "Nacht": {"minutes": 180},
            "Samen": {},
            "Nergens": {"minutes": 30},
        },
        people={"Niemand": {}},
        hours="9:00-23:30",
    )
    places = "Lang 9:00 Zaal 1; Aaneen 10:00 Zaal 1; Samen 10:30 Zaal 1; Nergens 10:00; Nacht 22:30 Zaal 2"
    return document(conference, small.placed(conference, places), Language.of("nl"))


def test_nothing_that_people_plan_makes_the_page_wider_than_its_window(page: Callable[[Document], Path]) -> None:
    seen = browse("measure", page(odd_day()))
    assert (seen["wide"], seen["wrong"]) == ({}, [])
    where = {"queries": ["", "?view=grid"], "themes": ["light", "forced"], "widths": [390, 1440]}
    assert browse("axe", page(odd_day()), json.dumps(where)) == {"runs": 8, "found": []}


def test_an_empty_programme_is_a_page_without_faults(page: Callable[[Document], Path]) -> None:
    empty = document(odd_day().conference, Programme(()), Language.of("nl"))
    where = {"queries": ["", "?q=x"], "themes": ["light"], "widths": [390, 1440]}
    assert browse("axe", page(empty), json.dumps(where)) == {"runs": 4, "found": []}


def test_a_name_with_signs_that_addresses_use_can_be_shared(page: Callable[[Document], Path]) -> None:
    seen = browse("choose", page(odd_day()), ODD_NAME[:3])
    assert seen["shown"] == seen["same"] == ["x" * 300]
    assert seen["wrong"] == []


def test_the_bench_knows_how_soon_the_page_is_seen() -> None:
    browser = chromium()
    assert browser is not None
    found = {measured.form: measured.paint for measured in bench_forms(1, 2, 10, browser)}
    assert [form for form, paint in found.items() if paint is not None] == ["html"]
    assert 0 < (found["html"] or 0) < 60


@pytest.mark.parametrize("name", ["haarlem", "digital"])
def test_nothing_that_people_write_runs(page: Callable[[Document], Path], name: str) -> None:
    paper = PAPERS[name]()
    talks = tuple(
        replace(talk, title=f"{HOSTILE}{number}", note=HOSTILE, paragraphs=(HOSTILE,), link=HOSTILE, news=HOSTILE)
        for number, talk in enumerate(paper.session_texts)
    )
    nasty = replace(paper, session_texts=talks, title=HOSTILE, letter=(HOSTILE,), place=HOSTILE, gone=(HOSTILE,))
    where = {"queries": ["?q=script"], "themes": ["light"], "widths": [390, 1440]}
    assert browse("axe", page(nasty), json.dumps(where)) == {"runs": 2, "found": []}


def letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


@pytest.mark.parametrize("size", ["A4", "A3"])
@pytest.mark.parametrize("name", PAPERS)
def test_on_paper_no_session_is_lost_or_cut(
    page: Callable[[Document], Path], tmp_path: Path, name: str, size: str
) -> None:
    paper, file = PAPERS[name](), tmp_path / "printed.pdf"
    assert browse("print", page(paper), size, file) == {"wrong": []}
    pages = [letters(text) for text in run("pdftotext", "-raw", file, "-").split("\f")]
    texts = letters(paper.language.say("About the sessions"))
    first = next(number for number, text in enumerate(pages) if text.startswith(texts))
    grid, texts_on = pages[:first], pages[first:]
    beside = {p.session for sheet in paper.day_pages for p in sheet.grid.alongside}
    for talk in paper.placed:
        wanted = letters(talk.title) + letters(talk.hours)
        assert [number for number, text in enumerate(grid) if wanted in text] != [], talk.title
        if talk.session not in beside and not talk.common:
            assert any(letters(talk.title) in text for text in texts_on), talk.title
    for talk in paper.absent:
        assert any(letters(talk.title) in text for text in texts_on), talk.title


@pytest.mark.parametrize("printer", ["on its side", "upright"])
@pytest.mark.parametrize("size", ["A4", "A3"])
def test_five_rooms_stand_on_one_page_however_the_printer_is_set(
    page: Callable[[Document], Path], tmp_path: Path, size: str, printer: str
) -> None:
    paper, file = PAPERS["haarlem"](), tmp_path / "printed.pdf"
    browse("print", page(paper), size, file, printer)
    pages = run("pdftotext", "-raw", file, "-").split("\f")
    with_rooms = [text for text in pages if "Zaal 5" in text and "Tijd\n" in text]
    assert len(with_rooms) == 1
    (first, *_, last) = [talk.title for talk in paper.placed]
    assert first in with_rooms[0]
    assert last in with_rooms[0]


def own_hours_day() -> Document:
    """Anna joins Europa from London, and Bob from Auckland what is there in the evening; Wonen can be joined online."""
    conference = small.day(
        sessions={"Europa": {"speakers": ["Anna", "Bob"]}, "Wonen": {"speakers": ["Cor"], "link": "https://w.example"}},
        people={"Anna": {"zone": "Europe/London"}, "Bob": {"zone": "Pacific/Auckland"}, "Cor": {}},
    )
    return document(conference, small.placed(conference, "Europa 14:00 Zaal 1; Wonen 15:30 Zaal 2"), Language.of("nl"))


@pytest.mark.parametrize(
    ("query", "zone", "hours", "note"),
    [
        ("", "Europe/Berlin", {"Europa": "14.00–15.00", "Wonen": "15.30–16.30"}, ""),
        ("", "Europe/London", {"Europa": "14.00–15.00", "Wonen": "15.30–16.30, op uw klok 14.30–15.30"}, ""),
        ("?person=Anna", "Europe/Berlin", {"Europa": "14.00–15.00, in Londen 13.00–14.00"}, "Londen"),
        ("?person=Bob", "Europe/Berlin", {"Europa": "14.00–15.00, in Auckland za 11 februari 2.00–3.00"}, "Auckland"),
        ("?person=Cor", "Europe/Berlin", {"Wonen": "15.30–16.30"}, ""),
    ],
)
def test_own_hours_stand_behind_those_of_the_day(
    page: Callable[[Document], Path], query: str, zone: str, hours: dict[str, str], note: str
) -> None:
    seen = browse("hours", page(own_hours_day()), query, zone)
    assert (seen["wrong"], seen["hours"], note in seen["note"]) == ([], hours, True)
    assert len(seen["texts"]) == sum("," in text for text in hours.values())
    assert bool(seen["note"]) == bool(note)
