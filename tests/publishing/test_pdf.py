"""The booklet is read back by a reader that knows nothing of netday, and bears whatever people write."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any, cast

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import Destination

from scheduler.conference.conference import Conference, Group, Kind, Person, Role, Room, Seat, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.publishing.exports.document import Document, document
from scheduler.publishing.exports.pdf import write
from scheduler.text.language import Language
from tests.support.large import large_day
from tests.support.small import day, minute, placed

DUTCH, ENGLISH = Language.of("nl"), Language.of("en")
HOSTILE = [
    '#import "x.typ": *',
    "#panic() $x$ *vet* _schuin_ `code` @noot <label>",
    "<script>alert(1)</script>",
    '"><img onerror=alert(1)>',
    "\\u{1F389} \\ \\\\ \\n",
    "= Kop // noot /* wat */",
    "{{7*7}} ${x} %s {0}",
    "=cmd()|' /C calc'!A0",
    "Financiën … → één ’s “ja” – Ĳssel",
    "Ελλάδα Україна العربية שלום",
    "中文 日本語 한국어",
    "🎉 👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 q⃣ e̋́",
    "omgekeerd\u202etxet\u202c",
    "a\u0000b\u0007c\uffff",
    "woord" * 60,
    "W" * 300,
]


def read(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data), strict=True)


def text_of(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def bookmarks(entries: list[Any], depth: int = 0) -> Iterator[tuple[int, str]]:
    """(depth, title) of each, in their order."""
    for entry in entries:
        if isinstance(entry, Destination):
            yield depth, str(entry.title)
        else:
            yield from bookmarks(entry, depth + 1)


def sessions_in(data: bytes, paper: Document) -> list[tuple[str, str, str]]:
    """(title, hours, room) of each session: its title from the bookmarks, the line below it from the texts."""
    reader = read(data)
    marks = list(bookmarks(reader.outline))
    begin = marks.index((0, paper.language.say("About the sessions")))
    end = next((n for n in range(begin + 1, len(marks)) if marks[n][0] == 0), len(marks))
    deepest = 2 if len(paper.day_pages) > 1 else 1
    titles = [title for depth, title in marks[begin + 1 : end] if depth == deepest]
    upright = [page for page in reader.pages[1:] if page.mediabox.height > page.mediabox.width]
    lines = "\n".join(page.extract_text() for page in upright).splitlines()
    below = [
        (found[1], found[2] or "")
        for line in lines
        if (found := re.fullmatch(r"(\d+[.:]\d\d–\d+[.:]\d\d)(?:\s*·\s*(.+?))?\s*", line))
    ]
    assert len(titles) == len(below)
    return [(title, hours, room) for title, (hours, room) in zip(titles, below, strict=True)]


def expected(paper: Document) -> list[tuple[str, str, str]]:
    return [(t.title, t.hours, t.room) for t in paper.placed if t.session.kind is not Kind.MOVING]


def haarlem() -> tuple[Conference, Programme]:
    """Something like it, in two rooms."""
    conference = day(
        sessions={
            "Start": {"kind": Kind.PLENARY, "minutes": 25},
            "Lopen": {"kind": Kind.MOVING, "minutes": 5, "needs_room": False, "title": "Verplaatsingstijd"},
            "Sociaal": {"minutes": 60, "groups": ["Zorg"], "description": "Over zorg.\n\nEn over jeugd.\nOok."},
            "Europa": {"minutes": 45, "link": "https://meet.example/e", "note": "Tot 11.15."},
            "Lunch": {"kind": Kind.BREAK, "minutes": 60, "needs_room": False},
            "Ruimte": {"kind": Kind.OPEN_SPACE, "minutes": 180, "needs_room": False},
            "Armoede": {"held": False, "note": "Vergadert niet."},
        },
        groups={"Zorg": {"chair": ["Anna"], "member": ["Bob"]}},
    )
    where = "Start 10:00 Zaal 1; Lopen 10:25; Sociaal 10:30 Zaal 1; Europa 10:30 Zaal 2; Lunch 12:00; Ruimte 10:30"
    return conference, placed(conference, where)


@pytest.mark.parametrize("language", [DUTCH, ENGLISH])
def test_the_sessions_are_read_back_with_their_hours_and_rooms(language: Language) -> None:
    paper = document(*haarlem(), language)
    assert sessions_in(write(paper), paper) == expected(paper)
    assert len(expected(paper)) == 5


def test_the_sessions_of_a_large_conference_are_read_back() -> None:
    paper = document(*large_day(3, 12, 150), ENGLISH)
    data = write(paper)
    assert sessions_in(data, paper) == expected(paper)
    assert len(expected(paper)) > 100


def test_each_cell_of_the_grid_says_its_title_and_hours() -> None:
    paper = document(*haarlem(), DUTCH)
    (grid,) = [page for page in read(write(paper)).pages if page.mediabox.width > page.mediabox.height]
    words = " ".join(grid.extract_text().split())
    assert [
        f"{t.hours} {t.title}" for t in paper.placed if t.session.kind is not Kind.MOVING and t.title != "Ruimte"
    ] == [whole for t in paper.placed if (whole := f"{t.hours} {t.title}") in words]
    assert "Daarnaast: Ruimte, 10.30–13.30" in words
    assert "Verplaatsingstijd" in words


def test_moving_time_beside_meetings_has_its_hours_with_it() -> None:
    sessions: dict[str, dict[str, Any]] = {"Europa": {"minutes": 60}, "Lopen": {"minutes": 10, "kind": Kind.MOVING}}
    conference = day(sessions=sessions, rooms={"Zaal 1": {}})
    europa, walk = conference.sessions
    programme = Programme((Placement(europa, minute("10:00"), conference.rooms[0]), Placement(walk, minute("10:00"))))
    text = " ".join(text_of(read(write(document(conference, programme, Language.of("nl"))))).split())
    assert "10.00–10.10 Lopen" in text


def test_a_day_of_few_rooms_takes_one_page_on_its_side_and_a_large_one_a_page_for_each_eight_rooms() -> None:
    def on_their_side(paper: Document) -> int:
        return sum(page.mediabox.width > page.mediabox.height for page in read(write(paper)).pages)

    assert on_their_side(document(*haarlem(), DUTCH)) == 1
    assert on_their_side(document(*large_day(2, 12, 60), ENGLISH)) == 4  # 2 days x 12 rooms on pages of 6


def test_a_day_that_is_too_long_for_a_page_is_divided_and_what_goes_on_says_so() -> None:
    titles = {f"S{number}": " ".join(["Samenwerking"] * 24) for number in range(24)}
    sessions = {name: {"title": f"{name} {title}", "minutes": 20} for name, title in titles.items()}
    conference = day(sessions={"Lang": {"minutes": 480}, **sessions}, rooms={"Zaal 1": {}, "Zaal 2": {}})
    rooms = conference.rooms
    placements = [Placement(s, 540 + 20 * n, rooms[0]) for n, s in enumerate(conference.sessions[1:])]
    paper = document(conference, Programme((Placement(conference.sessions[0], 540, rooms[1]), *placements)), DUTCH)
    grids = [page.extract_text() for page in read(write(paper)).pages if page.mediabox.width > page.mediabox.height]
    assert len(grids) > 1
    assert ["(loopt door)" in page for page in grids] == [True] * (len(grids) - 1) + [False]
    assert ["(vervolg)" in page for page in grids] == [False] + [True] * (len(grids) - 1)
    assert all("Zaal 1" in page and "Zaal 2" in page for page in grids)


def test_it_says_its_language_title_and_that_it_is_tagged() -> None:
    for language in (DUTCH, ENGLISH):
        paper = document(*haarlem(), language)
        data = write(paper)
        root = cast("dict[str, Any]", read(data).trailer["/Root"])
        assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == (language.code, True)
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert read(data).metadata["/Title"] == paper.title  # type: ignore[index]
        assert b"pdfuaid:part>1<" in data
        assert b"netday" in data


def test_the_tables_have_heads() -> None:
    tags: list[str] = []

    def walk(node: Any) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict) and "/S" in node:
            tags.append(node["/S"])
            walk(node.get("/K", []))

    root = cast("dict[str, Any]", read(write(document(*haarlem(), DUTCH))).trailer["/Root"])
    walk(root["/StructTreeRoot"]["/K"])
    assert [tags.count(tag) for tag in ("/Table", "/THead", "/TH")] == [1, 1, 3]  # hours, and two rooms
    assert tags.count("/H1") == 4  # contents, programme, texts, what does not meet


def test_the_same_paper_gives_the_same_bytes_and_no_day_or_hour_of_making() -> None:
    paper = document(*haarlem(), DUTCH)
    assert write(paper) == write(paper)
    assert not {"/CreationDate", "/ModDate"} & set(read(write(paper)).metadata or {})


def test_what_does_not_meet_is_told() -> None:
    text = text_of(read(write(document(*haarlem(), DUTCH))))
    assert re.search(r"Niet in het programma\s+Armoede\s+.*Vergadert niet\.", text, re.DOTALL)


def titled(title: str) -> Document:
    """A day on which all that people write is this."""
    person = Person(name="P" + title, organisation=title)
    pillar = Group(name=title or "x", kind="pillar", seats=(Seat(person=person, role=Role.CHAIR),))
    base, _ = haarlem()
    room = Room(name=title or "z", short=title[:3])
    session = Session(
        name="s", title=title, minutes=45, groups=(pillar,), description=title, note=title, speakers=(person,)
    )
    other = session.model_copy(update={"name": "t", "kind": Kind.PLENARY, "groups": ()})
    off = session.model_copy(update={"name": "u", "held": False})
    conference = base.model_copy(
        update={
            "title": title,
            "place": title,
            "letter": title,
            "rooms": (room,),
            "groups": (pillar,),
            "people": (person,),
            "sessions": (session, other, off),
        }
    )
    conference = Conference.model_validate(dict(conference))
    return document(
        conference,
        Programme((Placement(session, minute("10:00"), room), Placement(other, minute("11:00"), room))),
        DUTCH,
        news={"s": title},
    )


@settings(max_examples=15)
@given(st.text(min_size=1, max_size=60))
@example(" ")
@example("\u200b\u00ad")
@example("\u0301")
@example("中\u0301")
def test_any_text_can_be_printed(title: str) -> None:
    assert write(titled(title), people=True).startswith(b"%PDF-1.7")


@pytest.mark.parametrize("title", HOSTILE)
def test_what_looks_like_a_command_is_only_text(title: str) -> None:
    reader = read(write(titled(title), people=True))
    assert len(reader.pages) < 20
    assert not re.search(r"/JavaScript|/Launch|/EmbeddedFile", str(reader.trailer["/Root"]))


@pytest.mark.parametrize("title", HOSTILE[:8])
def test_a_command_is_printed_as_it_stands(title: str) -> None:
    text = text_of(read(write(titled(title))))
    assert "".join(title.split()) in "".join(text.split())


def test_what_no_font_has_is_a_square_and_the_booklet_says_so() -> None:
    text = text_of(read(write(titled("Zaal 中文 en 🎉, 👩‍👧 q⃣ Ж"))))
    assert "Zaal □□ en □, □ q Ж" in text
    assert "□ staat voor een teken dat dit boekje niet kan afdrukken." in text
    assert "□" not in text_of(read(write(titled("Financiën → Ελλάδα, ’s Україна"))))


def links(data: bytes) -> set[str]:
    return {
        str(action["/URI"])
        for page in read(data).pages
        for note in page.get("/Annots", [])
        if (action := note.get_object().get("/A")) and "/URI" in action
    }


def with_links(link: str, *, private: bool | None) -> Document:
    conference, _ = haarlem()
    sessions = tuple(
        s.model_copy(update={"link": link, "private_link": private, "groups": conference.groups})
        for s in conference.sessions
        if s.name == "Europa"
    )
    conference = Conference.model_validate({**dict(conference), "sessions": sessions})
    return document(conference, placed(conference, "Europa 10:30 Zaal 2"), DUTCH)


def test_only_links_that_can_be_followed_are_links() -> None:
    assert links(write(with_links("https://meet.example/e", private=None))) == {"https://meet.example/e"}
    assert links(write(with_links("javascript:alert(1)", private=False))) == set()


def test_a_private_link_stands_in_the_persons_own_pages_alone() -> None:
    paper = with_links("https://meet.example/e?pwd=x", private=None)
    anna = paper.conference.person("Anna")
    assert links(write(paper, people=True)) == set()
    assert links(write(paper, person=anna)) == {"https://meet.example/e?pwd=x"}


def test_people_stand_in_it_when_asked_for_and_then_all_of_them() -> None:
    paper = document(*haarlem(), DUTCH)
    headings = [f"De dag van {person.name}" for person in paper.conference.people]
    marks = [title for _, title in bookmarks(read(write(paper)).outline)]
    assert [heading for heading in headings if heading in marks] == []
    marks = [title for _, title in bookmarks(read(write(paper, people=True)).outline)]
    assert marks[-len(headings) :] == headings


def test_a_persons_page_says_where_they_must_be_and_why() -> None:
    conference, programme = haarlem()
    paper = document(conference, programme, DUTCH)
    words = " ".join(text_of(read(write(paper, person=conference.person("Anna")))).split())
    assert "De dag van Anna" in words
    assert "10.30–11.30 Sociaal U bent voorzitter van Zorg. Zaal 1" in words
    assert "Toelichting" not in words


def test_a_page_for_a_person_on_one_day_has_no_heading_for_the_day() -> None:
    conference = day(sessions={"Europa": {"speakers": ["Anna"], "rooms": ["Zaal 1"]}})
    sheet = document(conference, placed(conference, "Europa 11:30 Zaal 1"), DUTCH)
    lines = read(write(sheet, person=conference.people[0])).pages[0].extract_text().splitlines()
    assert "–" not in [line.strip() for line in lines]


def test_a_day_that_begins_a_line_begins_with_a_capital() -> None:
    conference = day(sessions={"Europa": {}, "Zorg": {}}, days=2)
    text = text_of(
        read(write(document(conference, placed(conference, "Europa 9:00 Zaal 1; Zorg 2/9:00 Zaal 1"), DUTCH)))
    )
    assert "\nVrijdag 10 februari 2023 – zaterdag 11 februari 2023\n" in text
    assert "\nZaterdag 11 februari 2023\n" in text
    assert "Programma van zaterdag 11 februari 2023" in text


def test_the_legend_of_a_page_names_only_the_pillars_on_it() -> None:
    pillars = {name: {"kind": "pillar"} for name in ("Fysiek", "Sociaal", "Bestuur")}
    groups = {"Europa": {"pillars": ["Fysiek"]}, "Zorg": {"pillars": ["Sociaal"]}, "Asiel": {"pillars": ["Bestuur"]}}
    conference = day(
        groups={**pillars, **groups},
        sessions={"Europa": {"groups": ["Europa"]}, "Zorg": {"groups": ["Zorg"]}, "Asiel": {"groups": ["Asiel"]}},
        days=2,
    )
    programme = placed(conference, "Europa 9:00 Zaal 1; Zorg 2/9:00 Zaal 1; Asiel 2/9:00 Zaal 2")
    texts = [page.extract_text() for page in read(write(document(conference, programme, DUTCH))).pages]
    found = {name: [text for text in texts if f"Programma van {name}" in text] for name in ("vrijdag", "zaterdag")}
    first, second = (pages[-1] for pages in found.values())  # before them stands a list of what is where
    assert [("Fysiek" in text, "Sociaal" in text, "Bestuur" in text) for text in (first, second)] == [
        (True, False, False),
        (False, True, True),
    ]
