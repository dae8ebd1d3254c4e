"""The Word document says what the programme says: every session with its hour, room and people, and can be edited."""

from __future__ import annotations

import io
import subprocess
import sys
from functools import cache

import pytest
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, RGBColor
from docx.text.paragraph import Paragraph
from hypothesis import given

from scheduler.conference.conference import Conference, Kind
from scheduler.conference.house_style import HouseStyle, Logo, LogoKind
from scheduler.conference.programme import Placement, Programme
from scheduler.files import read, read_programme
from scheduler.publishing.exports.document import Document, document
from scheduler.publishing.exports.qr import qr_code
from scheduler.publishing.exports.word import booklet, not_named, own_template, write
from scheduler.publishing.exports.word.booklet import BookletUnfit, not_as_meant
from scheduler.text import sanitize
from scheduler.text.language import Language
from tests.support.house import HOME
from tests.support.large import large_day
from tests.support.papers import HOSTILE, paper_of, papers, texts
from tests.support.small import day
from tests.support.word_files import grid, is_sound, lines, opened, parts_of

DUTCH = Language.of("nl")


@cache
def haarlem(code: str = "nl") -> Document:
    instance = read(HOME / "instances/haarlem-2023")
    programme, _ = read_programme(HOME / "instances/haarlem-2023/printed.yaml", instance)
    return document(instance.conference, programme, Language.of(code))


@cache
def small() -> Document:
    conference = day(
        groups={"Fysiek": {"kind": "pillar"}, "Wonen": {"pillars": ["Fysiek"], "chair": ["Anna"]}},
        sessions={
            "Opening": {"kind": "plenary", "minutes": 30},
            "Wonen": {"groups": ["Wonen"], "minutes": 60, "description": "Eerste alinea.\n\nTweede\nalinea."},
            "Zorg": {"minutes": 90},
            "Weg": {"minutes": 30, "held": False, "note": "Komt later."},
        },
    )
    return paper_of(conference, "Opening 9:00 Zaal 1; Wonen 9:30 Zaal 1; Zorg 9:30 Zaal 2")


@pytest.mark.parametrize("code", ["nl", "en"])
def test_every_session_of_haarlem_stands_in_it_with_its_hours_and_room(code: str) -> None:
    paper = haarlem(code)
    data = write(paper)
    answer = lines(data)
    for shown in paper.placed:
        if shown.session.kind.is_meeting:
            at = answer.index(shown.title, answer.index({"nl": "Toelichting", "en": "About the sessions"}[code]))
            assert answer[at + 1] == " · ".join(filter(None, (shown.hours, shown.room)))
            for what, who in shown.led:
                assert f"{what}: {who}" in answer[at : at + 9]
    for shown in paper.absent:
        assert answer.index(shown.title) < answer.index(shown.note)
    assert [paragraph for paragraph in paper.letter if paragraph not in answer] == []
    assert (not_named(paper, data), is_sound(data)) == ([], True)


def test_the_grid_is_a_table_with_merged_cells_and_heads_that_come_again() -> None:
    data = write(small())
    assert grid(data) == [
        ["Tijd", "Zaal 1", "Zaal 2"],
        ["9.00", "9.00–9.30\nOpening\nZaal 1", "9.00–9.30\nOpening\nZaal 1"],
        ["9.30", "9.30–10.30\nWonen\nFysiek", "9.30–11.00\nZorg"],
        ["9.30", "", "9.30–11.00\nZorg"],
    ]
    table = opened(data).tables[0]
    assert table.style is not None
    assert table.style.name == "Table Grid"
    first, *rest = table.rows
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in (first, *rest)] == [True, False, False, False]
    about = table._tbl.tblPr
    assert about.find(qn("w:tblCaption")).get(qn("w:val")) == "Programma van vrijdag 10 februari 2023"
    assert "Zaal 1 en Zaal 2" in about.find(qn("w:tblDescription")).get(qn("w:val"))


def test_it_has_headings_a_title_and_a_language() -> None:
    word = opened(write(small()))
    styled = [(paragraph.style.name, paragraph.text) for paragraph in word.paragraphs if paragraph.style]
    assert [(name, text) for name, text in styled if name.startswith(("Title", "Heading"))] == [
        ("Title", "A small day"),
        ("Heading 1", "Programma van vrijdag 10 februari 2023"),
        ("Heading 1", "Toelichting"),
        ("Heading 2", "Opening"),
        ("Heading 2", "Wonen"),
        ("Heading 2", "Zorg"),
        ("Heading 1", "Niet in het programma"),
        ("Heading 2", "Weg"),
    ]
    about = word.core_properties
    assert (about.title, about.language, about.author) == ("A small day", "nl-NL", "netday")
    spoken = word.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    assert spoken.get(qn("w:val")) == "nl-NL"


def test_paragraphs_are_paragraphs_and_lines_are_lines() -> None:
    answer = lines(write(small()))
    assert answer[answer.index("Eerste alinea.") + 1] == "Tweede\nalinea."


def test_on_several_days_sessions_stand_under_their_day() -> None:
    conference = day(sessions={"Europa": {}, "Zorg": {}}, days=2)
    word = opened(write(paper_of(conference, "Europa 9:00 Zaal 1; Zorg 2/9:00 Zaal 1")))
    texts = [(p.style.name, p.text) for p in word.paragraphs if p.style and p.style.name.startswith("Heading")]
    assert texts[3:] == [
        ("Heading 2", "Vrijdag 10 februari 2023"),
        ("Heading 3", "Europa"),
        ("Heading 2", "Zaterdag 11 februari 2023"),
        ("Heading 3", "Zorg"),
    ]


def pages(paper: Document) -> list[tuple[bool, list[str]]]:
    """The sections: whether each lies on its side, and the headings of the first level in it."""
    word = opened(write(paper))
    found = []
    for section in word.sections:
        headings = [p for p in section.iter_inner_content() if isinstance(p, Paragraph)]
        first = [p.text for p in headings if p.style and p.style.name == "Heading 1"]
        found.append((section.orientation == WD_ORIENT.LANDSCAPE, first))
    return found


def test_many_rooms_turn_the_page_with_the_heading_of_the_day_and_few_do_not() -> None:
    assert pages(small()) == [
        (False, ["Programma van vrijdag 10 februari 2023", "Toelichting", "Niet in het programma"])
    ]
    assert pages(haarlem()) == [
        (False, []),
        (True, ["Programma van vrijdag 10 februari 2023"]),
        (False, ["Toelichting", "Niet in het programma"]),
    ]


def test_days_with_many_rooms_follow_each_other_on_pages_of_their_own() -> None:
    paper = document(*large_day(2, 6, 20), Language.of("en"))
    assert [turned for turned, _ in pages(paper)] == [False, True, False]
    word = opened(write(paper))
    first, second = (p for p in word.paragraphs if p.text.startswith("Programme of"))
    assert (first.paragraph_format.page_break_before, second.paragraph_format.page_break_before) == (None, True)


def test_more_rooms_than_a_page_has_are_divided_over_tables_that_all_have_what_is_for_all() -> None:
    paper = document(*large_day(1, 20, 30), Language.of("en"))
    data = write(paper)
    tables = [grid(data, number) for number in range(3)]
    assert [len(table[0]) - 1 for table in tables] == [7, 6, 7]
    assert all(any("Opening" in cell for row in table for cell in row) for table in tables)
    assert (not_named(paper, data), is_sound(data)) == ([], True)


@given(papers())
def test_a_day_at_random_stands_in_it_whatever_people_wrote(paper: Document) -> None:
    data = write(paper)
    assert is_sound(data)
    answer = "\n".join(lines(data))
    for shown in paper.session_texts:
        assert sanitize.line(shown.title, None) in answer
        if shown.session.kind is not Kind.MOVING:  # which stands in the table alone, in the row of its hour
            assert shown.hours in answer
            assert [part for part in shown.paragraphs if sanitize.text(part) not in answer] == []


def with_title(title: str) -> Document:
    conference = day(
        sessions={"s": {"title": title, "description": title, "note": title}},
        rooms={title: {}},
        groups={"g": {"kind": "pillar"}},
    )
    conference = Conference.model_validate({**dict(conference), "title": title, "place": title, "letter": title})
    programme = Programme((Placement(conference.sessions[0], 540, conference.rooms[0]),))
    return document(conference, programme, DUTCH)


ODD = (
    *HOSTILE,
    "{{ titel }}",
    "{% for x in y %}",
    "{_{ a }_} {_% b %_}",
    "{# weg #}",
    "}} %}",
    "{{p 7*7 }}",
    "]]></w:t></w:r></w:p><w:p/>",
    "a\tb\x0cc\x07d",
    "&#123;&#123; titel }}",
    "\\{\\{",
)


@pytest.mark.parametrize("title", ODD)
def test_what_looks_like_a_field_or_a_command_is_only_text(title: str) -> None:
    data = write(with_title(title))
    assert is_sound(data)
    answer = lines(data)
    assert answer[0] == sanitize.line(title, None)
    assert answer.count(sanitize.text(title)) >= 1
    assert opened(data).core_properties.title == sanitize.line(title)


@given(texts)
def test_any_text_can_be_written(title: str) -> None:
    title = f"x{title}"
    assert sanitize.line(title, None) in lines(write(with_title(title)))


def test_the_same_programme_gives_the_same_bytes_in_any_process() -> None:
    code = (
        "import sys\n"
        "from tests.publishing.test_word import small\n"
        "from scheduler.publishing.exports.word import own_template, write\n"
        "sys.stdout.buffer.write(write(small()))\n"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, capture_output=True, check=True, cwd=HOME, env={"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    )
    assert done.stdout == write(small())
    assert own_template(DUTCH) == own_template(DUTCH)


def test_nothing_in_it_says_who_made_it_when_and_where_or_what_does_not_belong_there() -> None:
    parts = parts_of(write(small()))
    assert "docProps/thumbnail.jpeg" not in parts
    whole = b"".join(parts.values())
    assert b"python-docx" not in whole
    assert b"netday-grid" not in whole
    assert str(HOME).encode() not in whole


def test_a_day_without_sessions_says_so() -> None:
    paper = document(day(sessions={}), Programme(()), DUTCH)
    assert "Op deze dag is er niets." in lines(write(paper))


def test_what_goes_on_beside_it_and_the_colours_stand_under_the_table() -> None:
    answer = lines(write(haarlem()))
    assert any(text.startswith("Daarnaast: Ruimte om te netwerken 10.30–16.00") for text in answer)
    assert any(text.split() == ["■", "Sociaal", "■", "Fysiek", "■", "Economie", "en", "Werk"] for text in answer)


def in_house_style(kind: LogoKind, content: bytes) -> WordDocument:
    style = HouseStyle(Logo(kind, content, "Gemeente {{ Ede }}"), ("#7a003c",))
    conference = day(sessions={"Europa": {}}).model_copy(update={"house_style": style})
    return opened(write(paper_of(conference, "Europa 9:00 Zaal 1")))


def test_the_logo_and_the_colours_of_the_day_stand_in_it() -> None:
    code = qr_code("https://g40.example")
    assert code is not None
    word = in_house_style("png", code.png)
    (picture,) = word.inline_shapes
    assert (picture._inline.docPr.get("descr"), picture.height) == ("Gemeente {{ Ede }}", Mm(18))
    assert word.styles["Heading 1"].font.color.rgb == RGBColor(0x7A, 0x00, 0x3C)


def test_a_logo_that_word_cannot_show_is_told_in_letters() -> None:
    word = in_house_style("svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert [paragraph.text for paragraph in word.paragraphs][:2] == ["Gemeente (( Ede ))", "A small day"]


def test_addresses_in_texts_can_be_clicked_on_but_none_that_lets_anyone_in() -> None:
    sessions = {
        "Europa": {
            "minutes": 60,
            "description": "Zie https://x.example/a. Vragen: eva@x.example\nof https://meet.example/j/1?pwd=geheim",
            "papers": [{"title": "Agenda", "url": "https://x.example/b.pdf"}],
        }
    }
    word = opened(write(paper_of(day(sessions=sessions), "Europa 9:00 Zaal 1")))
    ways = list(word.element.body.iter(qn("w:hyperlink")))
    texts_of = [text.text for way in ways for text in way.iter(qn("w:t"))]
    assert [
        (word.part.rels[way.get(qn("r:id"))].target_ref, text) for way, text in zip(ways, texts_of, strict=True)
    ] == [
        ("https://x.example/b.pdf", "https://x.example/b.pdf"),
        ("https://x.example/a", "https://x.example/a"),
        ("mailto:eva@x.example", "eva@x.example"),
    ]
    assert any(p.text.startswith("Zie https://x.example/a. Vragen: eva@x.example") for p in word.paragraphs)


def test_a_document_that_lacks_the_hour_of_a_session_is_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not_as_meant(small(), write(small())) == []
    template = own_template(DUTCH)
    monkeypatch.setattr(booklet, "own_template", lambda *_: without_hours(template))
    with pytest.raises(BookletUnfit, match="does not say when and where these are: Opening, Wonen, Zorg"):
        write(small())


def without_hours(template: bytes) -> bytes:
    word = opened(template)
    for paragraph in word.paragraphs:
        if ".tijd" in paragraph.text and not paragraph.text.startswith("{%"):
            paragraph.text = "later"
    data = io.BytesIO()
    word.save(data)
    return data.getvalue()
