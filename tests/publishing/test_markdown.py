"""The programme as Markdown, read again by somebody else's reader: sessions, hours and rooms are there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from markdown_it import MarkdownIt
from markdown_it.token import Token

from scheduler.conference.conference import Kind
from scheduler.conference.programme import Placement, Programme
from scheduler.files import read, read_programme
from scheduler.publishing.exports.document import Document, document
from scheduler.publishing.exports.grid import for_everyone
from scheduler.publishing.exports.markdown import WIDEST, escaped, linked, write
from scheduler.text import sanitize
from scheduler.text.language import Language
from tests.support.house import HOME
from tests.support.large import large_day
from tests.support.papers import paper_of, papers, texts
from tests.support.small import day

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
PLAIN = {"text", "softbreak", "hardbreak"}


def tokens(data: bytes) -> list[Token]:
    return READER.parse(data.decode())


def shown(token: Token) -> str:
    """What a reader of the page sees of a heading, a cell or a paragraph."""
    return "".join("\n" if child.type.endswith("break") else child.content for child in token.children or ())


def tables(data: bytes) -> Iterator[list[list[str]]]:
    rows: list[list[str]] = []
    open_cell = False
    for token in tokens(data):
        if token.type == "table_open":
            rows = []
        elif token.type == "tr_open":
            rows.append([])
        elif token.type in {"th_open", "td_open"}:
            open_cell = True
        elif token.type == "inline" and open_cell:
            rows[-1].append(shown(token))
            open_cell = False
        elif token.type == "table_close":
            yield rows


@given(text=texts)
def test_whatever_people_write_reads_as_they_wrote_it(text: str) -> None:
    line = sanitize.line(text, None)
    (document,) = [READER.parse(f"{escaped(text)}\n")] if line else [[]]
    inline = [token for token in document if token.type == "inline"]
    assert "".join(map(shown, inline)) == line
    assert {child.type for token in inline for child in token.children or ()} <= PLAIN
    assert [token.type for token in document] in (["paragraph_open", "inline", "paragraph_close"], [])


def test_addresses_in_a_text_are_links_whole_and_nothing_else_is() -> None:
    text = "1. Zie https://g40.example/a_b*c?x=1&y=2, of mail wz_1@g40.example; niet https://meet.example/?pwd=a_b."
    (_, inline, _) = READER.parse(linked(text))
    links = [child.attrs["href"] for child in inline.children or () if child.type == "link_open"]
    assert links == ["https://g40.example/a_b*c?x=1&y=2", "mailto:wz_1@g40.example"]
    assert shown(inline) == text


def test_a_column_for_what_is_online_has_that_name_though_moving_time_stands_in_it_too() -> None:
    sessions: dict[str, dict[str, Any]] = {
        "Zaal": {"minutes": 60},
        "Thuis": {"minutes": 30, "online": True, "kind": Kind.MEETING},
        "Lopen": {"minutes": 10, "kind": Kind.MOVING},
    }
    conference = day(sessions=sessions, rooms={"Zaal 1": {}})
    at, room, (hall, home, walk) = 600, conference.rooms[0], conference.sessions
    placed = Programme((Placement(hall, at, room), Placement(walk, at), Placement(home, at + 10)))
    ((heads, *_),) = tables(write(document(conference, placed, Language.of("nl"))))
    assert heads == ["Tijd", "Zaal 1", "Online"]
    ((grid),) = [page.grid for page in document(conference, placed, Language.of("nl")).day_pages]
    assert [grid.is_online(column) for column in range(2)] == [False, True]


@given(document=papers())
def test_sessions_hours_and_rooms_are_read_back(document: Document) -> None:
    clock = document.conference.clock
    data = write(document)
    assert not any(token.type in {"html_block", "code_block", "fence"} for token in tokens(data))
    cells = [cell for table in tables(data) for row in table[1:] for cell in row[1:] if cell]
    beside = [sanitize.line(p.session.title, None) for sheet in document.day_pages for p in sheet.grid.alongside]
    titles = sorted([*(cell.split(" · ")[0] for cell in cells), *(title.split(" · ")[0] for title in beside)])
    assert titles == sorted(sanitize.line(talk.title, None).split(" · ")[0] for talk in document.placed)
    for heads, *rows in tables(data):
        for hours, *cells_of_row in rows:
            for head, cell in zip(heads[1:], cells_of_row, strict=True):
                if not cell:
                    continue
                matching = [
                    talk
                    for talk in document.placed
                    if talk.placement
                    and cell.startswith(sanitize.line(talk.title, None))
                    and hours.startswith(clock.hour(talk.placement.start) + "–")
                    and (f"{talk.hours}" in (hours, *cell.split(" · ")))
                ]
                roomless = {document.language.say("Online"), document.language.say("Without a room")}
                assert any(
                    for_everyone(talk.session)
                    or (
                        talk.placement and talk.placement.room and sanitize.line(talk.placement.room.name, None) == head
                    )
                    or (talk.placement and not talk.placement.room and head in roomless)
                    for talk in matching
                )


def test_more_rooms_than_stand_beside_each_other_become_a_list() -> None:
    conference, programme = large_day(1, WIDEST + 1, 30)
    paper = document(conference, programme, Language.of("en"))
    data = write(paper)
    assert list(tables(data)) == []
    items = [shown(token) for token in tokens(data) if token.type == "inline"]
    for talk in paper.placed:
        where = [talk.room] if talk.room else []
        assert " · ".join([talk.title, talk.hours, *where]) in items


def test_the_day_of_haarlem_reads_as_a_wiki_page() -> None:
    instance = read(HOME / "instances" / "haarlem-2023")
    programme, _ = read_programme(HOME / "instances" / "haarlem-2023" / "printed.yaml", instance)
    text = write(document(instance.conference, programme, Language.of("nl"))).decode()
    assert "\nVrijdag 10 februari 2023 · Stadhuis" in text
    assert "\n## Vrijdag 10 februari 2023\n" in text
    assert "| Tijd | Gravenzaal | Zaal 2 | Zaal 3 | Zaal 4 | Zaal 5 |\n| --- | --- | --- | --- | --- | --- |\n" in text
    assert "| 10.30–11.30 | Pijler Sociaal | Pijler Fysiek | Pijler Economie en Werk |  |  |\n" in text
    assert "### Woningmarkt\n\n11.40–12.40 · Zaal 2 · themagroep · Fysiek\n\n- Voorzitter: Karin Schrederhof" in text


def test_what_does_not_meet_stands_with_its_note() -> None:
    conference = day(sessions={"Europa": {"held": False, "note": "Vergadert in mei."}, "Woningmarkt": {}})
    text = write(paper_of(conference, "Woningmarkt 10:00 Zaal 1")).decode()
    assert text.count("- Europa: Vergadert in mei.\n") == 1


@pytest.mark.parametrize("code", ["nl", "en"])
def test_hours_are_written_as_the_language_has_them(code: str) -> None:
    text = write(paper_of(day(sessions={"Europa": {}}), "Europa 10:00 Zaal 1", code)).decode()
    assert ("10.00–11.00" in text, "10:00–11:00" in text) == (code == "nl", code == "en")
