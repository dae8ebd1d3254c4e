"""A template of one's own: what it may hold, what is wrong with it all at once, and that nothing in it runs."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import RGBColor
from hypothesis import example, given
from hypothesis import strategies as st

from scheduler.publishing.exports.document import Document
from scheduler.publishing.exports.word import WrongTemplate, not_named, own_template, read_file, write
from scheduler.publishing.exports.word.fields import all_fields
from scheduler.publishing.exports.word.opening import LARGEST
from scheduler.text.language import Language
from tests.support.papers import paper_of
from tests.support.small import day
from tests.support.word_files import changed, grid, is_sound, lines, opened, parts_of, saved, template, with_part

FILE = "huisstijl.docx"


@cache
def paper() -> Document:
    conference = day(
        groups={"Wonen": {"chair": ["Anna"]}},
        sessions={
            "Opening": {"kind": "plenary", "minutes": 30},
            "Wonen": {"groups": ["Wonen"], "minutes": 60, "speakers": ["Bob & <Co>"]},
            "Zorg": {"minutes": 60},
        },
    )
    return paper_of(conference, "Opening 9:00 Zaal 1; Wonen 9:30 Zaal 1; Zorg 9:30 Zaal 2")


def filled(*paragraphs: str, **more: object) -> list[str]:
    data = write(paper(), template(*paragraphs, **more), FILE)  # type: ignore[arg-type]
    assert is_sound(data)
    return lines(data)


def faults(*paragraphs: str, **more: object) -> list[str]:
    """What is said of a template, without the name of its file."""
    with pytest.raises(WrongTemplate) as wrong:
        write(paper(), template(*paragraphs, **more), FILE)  # type: ignore[arg-type]
    return [str(fault).removeprefix(f"{FILE}, ").removeprefix(f"{FILE}: ") for fault in wrong.value.faults]


def refused(data: bytes) -> str:
    with pytest.raises(WrongTemplate) as wrong:
        write(paper(), data, FILE)
    return str(wrong.value)


# ------------------------------------------------------------------------------------------------ what is filled in


def test_fields_are_filled_in_where_they_stand_in_either_language() -> None:
    answer = filled("Welkom bij {{ titel }} op {{dates}}!", header="{{ titel }}", footer="{{ datum | upper }}")
    assert answer == ["Welkom bij A small day op Vrijdag 10 februari 2023!"]
    word = opened(write(paper(), template("x", header="{{ titel }}", footer="{{ datum | upper }}"), FILE))
    assert word.sections[0].header.paragraphs[0].text == "A small day"
    assert word.sections[0].footer.paragraphs[0].text == "VRIJDAG 10 FEBRUARI 2023"


def test_what_is_repeated_stands_once_for_each() -> None:
    once = ("{{ b.tijd }} {{ b.titel }}{% if b.zaal %}, {{ b.zaal }}{% endif %}", "{{ b.speakers }}")
    answer = ["9.00–9.30 Opening, Zaal 1", "9.30–10.30 Wonen, Zaal 1", "Bob & <Co>", "9.30–10.30 Zorg, Zaal 2"]
    assert filled("{%p for b in bijeenkomsten %}", *once, "{%p endfor %}") == answer


def test_what_stands_in_a_paragraph_of_its_own_needs_no_letter_for_it() -> None:
    answer = ["vrijdag 10 februari 2023", "Opening", "Wonen", "Zorg"]
    inner = ("{% for b in dag.sessions %}", "{{ b.titel }}", "{% endfor %}")
    assert filled("{% for dag in dagen %}", "{{ dag.naam }}", *inner, "{% endfor %}") == answer
    alone = filled("{{ dagen[0] }}".replace("[0]", "|length"), "{% for p in pijlers %}", "{{ p }}", "{% endfor %}")
    assert alone == ["1"]


def test_rows_of_a_table_are_repeated_and_cells_can_be_too() -> None:
    rows = [
        ["Tijd", "Wat"],
        ["{%tr for b in sessions %}", ""],
        ["{{ b.start }}", "{{ b.title }}"],
        ["{%tr endfor %}", ""],
    ]
    data = write(paper(), template(rows=rows), FILE)
    assert grid(data) == [["Tijd", "Wat"], ["9.00", "Opening"], ["9.30", "Wonen"], ["9.30", "Zorg"]]
    across = [["{%tc for r in rooms %}", "{{ r }}", "{%tc endfor %}"]]
    assert grid(write(paper(), template(rows=across), FILE)) == [["Zaal 1", "Zaal 2"]]


def test_a_list_without_anything_leaves_a_file_that_word_opens() -> None:
    inside = [["{%p for p in pijlers %}\n{{ p }}\n{%p endfor %}"]]
    word = docx.Document()
    cell = word.add_table(1, 1).cell(0, 0)
    cell.text = "{%p for p in pijlers %}"
    for text in ("{{ p }}", "{%p endfor %}"):
        cell.add_paragraph(text)
    assert inside
    assert is_sound(write(paper(), saved(word), FILE))
    assert filled("voor", rows=[["{%tr for b in vervallen %}"], ["{{ b.titel }}"], ["{%tr endfor %}"]]) == ["voor"]


@pytest.mark.parametrize("tag", ["{{p dag.rooster }}", "{{ dag.rooster }}", "{{ dag.grid }}", "{{r dag.rooster}}"])
def test_the_grid_stands_where_it_is_asked_for_in_the_styles_of_the_template(tag: str) -> None:
    data = write(paper(), template("{%p for dag in dagen %}", tag, "{%p endfor %}"), FILE)
    assert grid(data)[0] == ["Tijd", "Zaal 1", "Zaal 2"]
    assert is_sound(data)


def test_a_grid_in_a_cell_of_a_table_stands_there() -> None:
    word = docx.Document()
    cell = word.add_table(1, 1).cell(0, 0)
    cell.text = "{%p for dag in dagen %}"
    for text in ("{{p dag.rooster }}", "{%p endfor %}"):
        cell.add_paragraph(text)
    data = write(paper(), saved(word), FILE)
    assert opened(data).tables[0].cell(0, 0).tables[0].cell(0, 1).text == "Zaal 1"
    assert is_sound(data)


def test_a_house_style_keeps_its_looks() -> None:
    word = opened(own_template(Language.of("nl")))
    word.styles["Heading 1"].font.color.rgb = RGBColor(0xE3, 0x00, 0x0B)
    word.styles["Rooster titel"].font.bold = False
    again = opened(write(paper(), saved(word), FILE))
    assert again.styles["Heading 1"].font.color.rgb == RGBColor(0xE3, 0x00, 0x0B)
    assert again.styles["Rooster titel"].font.bold is False
    assert len([style for style in again.styles if "Rooster titel" in str(style.name)]) == 1


def test_a_dutch_word_calls_its_styles_otherwise_inside_the_file() -> None:
    renamed = changed(
        own_template(Language.of("nl")), "word/styles.xml", ('"Heading1"', '"Kop1"'), ('"TableGrid"', '"Tabelraster"')
    )
    renamed = changed(renamed, "word/document.xml", ('"Heading1"', '"Kop1"'))
    data = write(paper(), renamed, FILE)
    assert is_sound(data)
    assert b'w:val="Tabelraster"' in parts_of(data)["word/document.xml"]


def test_the_template_that_netday_writes_can_be_filled_and_makes_the_same_as_without_one() -> None:
    own = own_template(Language.of("nl"))
    assert write(paper(), own, FILE) == write(paper())
    assert not_named(paper(), write(paper(), own_template(Language.of("en")), FILE)) == []


def test_sessions_that_a_template_leaves_out_are_named() -> None:
    data = write(paper(), template("{%p for b in sessions %}", "{{ b.hours }}", "{%p endfor %}", "Wonen"), FILE)
    assert not_named(paper(), data) == ["Opening", "Zorg"]


def test_word_divides_a_tag_over_runs_and_curls_its_quotes() -> None:
    word = docx.Document()
    paragraph = word.add_paragraph()
    for part in ("Op {", "{ ", "ti", "tel }", "} en {{ plaats|default(“Ede”) }}."):
        paragraph.add_run(part).italic = True
    assert lines(write(paper(), saved(word), FILE)) == ["Op A small day en ."]


def test_pictures_and_headers_of_a_template_stay_and_pages_turn_within_it() -> None:
    rooms: dict[str, dict[str, object]] = {f"Zaal {number}": {} for number in range(1, 7)}
    sessions: dict[str, dict[str, object]] = {f"S{number}": {} for number in range(1, 7)}
    placed = "; ".join(f"S{number} 9:00 Zaal {number}" for number in range(1, 7))
    wide = paper_of(day(sessions=sessions, rooms=rooms), placed)
    word = docx.Document()
    section = word.sections[0]
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = "Elke pagina"
    section.first_page_header.paragraphs[0].text = "Voorblad"
    for text in ("Voor", "{%p for dag in dagen %}", "{{p dag.rooster }}", "{%p endfor %}", "Na"):
        word.add_paragraph(text)
    again = opened(write(wide, saved(word), FILE))
    assert [section.orientation == WD_ORIENT.LANDSCAPE for section in again.sections] == [False, True, False]
    assert [section.header.paragraphs[0].text for section in again.sections] == ["Elke pagina"] * 3
    assert [section.different_first_page_header_footer for section in again.sections] == [True, False, False]


def test_every_field_can_be_named_in_either_language() -> None:
    names = {name for field in all_fields() for name in field.names}
    assert names >= {"voorzitters", "chairs", "rooster", "grid", "beschrijving", "description"}
    fields = ["{{ b.%s }}" % name for name in ("title", "titel", "hours", "tijd", "zaal", "room", "chairs", "groepen")]  # noqa: UP031  braces
    answer = filled("{%p for b in sessions %}", *fields, "{%p endfor %}")
    assert answer.count("Anna") == 1


# ------------------------------------------------------------------------------------------------ what is wrong


def test_all_that_is_wrong_is_said_at_once_with_where_it_stands() -> None:
    found = faults(
        "{{ titl }}",
        "Goed",
        "{%p for b in onderdeln %}",
        "{{ b.voorziter }}",
        "{%p endfor %}",
        "{{ zaal }}",
        rows=[["Tijd", "{%tr for b in sessions %}"], ["{{ b.tijden }}", "{{ b.zal }}"], ["", "{%tr endfor %}"]],
        header="{{ datm }}",
    )
    assert found == [
        'paragraph 1: {{ titl }}: There is no field "titl". Did you mean "titel"?',
        'paragraph 3: {%p for b in onderdeln %}: There is no field "onderdeln". Did you mean "onderdelen"?',
        'paragraph 6: {{ zaal }}: There is no field "zaal". Did you mean "zalen"?',
        (
            "table 1, row 1, column 2: {%tr for b in sessions %}: This takes the place of its row, and something else "
            "stands in it: give it a row of its own."
        ),
        'table 1, row 2, column 1: {{ b.tijden }}: "b" has no field "tijden". Did you mean "tijd"?',
        'table 1, row 2, column 2: {{ b.zal }}: "b" has no field "zal". Did you mean "zaal"?',
        'header: {{ datm }}: There is no field "datm". Did you mean "datum"?',
    ]


@pytest.mark.parametrize(
    ("paragraphs", "answer"),
    [
        (("{{ titel }",), "This is not closed in its paragraph. A field is written as {{ titel }}."),
        (("{{ titel",), "This is not closed in its paragraph. A field is written as {{ titel }}."),
        (("{{ mijn titel }}",), "This cannot be read. A field is written as {{ titel }}."),
        (("{{ }}",), "This cannot be read. A field is written as {{ titel }}."),
        (
            ("{{ dagen }}",),
            (
                "This is a list. Write {%p for dag in dagen %} and {{ dag.naam }} and {%p endfor %}, each in a "
                "paragraph of its own."
            ),
        ),
        (
            ("{%p for dag in dagen %}", "{{ dag }}", "{%p endfor %}"),
            "This is more than one text. Name one of its fields, as {{ dag.naam }}.",
        ),
        (
            ("{%p for dag in dagen %}", "Zie {{ dag.rooster }}", "{%p endfor %}"),
            "This becomes a table: put it in a paragraph of its own.",
        ),
        (("{%p for x in titel %}", "{%p endfor %}"), "That is no list, so nothing can be repeated."),
        (("{%p for dag in dagen %}",), "This is not closed. Close it with {%p endfor %}."),
        (("{%p endfor %}",), "This closes nothing: there is no for before it."),
        (
            ("{%p if plaats %}", "{%p endfor %}", "{%p endif %}"),
            "This closes nothing here: {%p endif %} has to come first.",
        ),
        (("{% else %}",), "This belongs to no {% if … %} before it."),
        (
            ("Voor {%p if plaats %}", "x", "{%p endif %}"),
            "This takes the place of its paragraph, and something else stands in it: put it in a paragraph of its own.",
        ),
        (("{{ titel|safe }}",), '"safe" cannot be used here.'),
        (("{{ titel|uper }}",), '"uper" cannot be used here. Did you mean "upper"?'),
        (("{{ titel.zaal }}",), '"titel" has no fields of its own.'),
        (
            ("{% colspan 3 %}",),
            'This cannot stand in a template. A template can name fields, and repeat or choose with "for" and "if".',
        ),
    ],
)
def test_what_is_wrong_is_said_with_what_would_be_right(paragraphs: tuple[str, ...], answer: str) -> None:
    found = faults(*paragraphs)
    assert len(found) == 1
    assert found[0].endswith(f": {answer}")


def test_a_block_that_begins_in_one_cell_and_ends_in_another_is_a_fault() -> None:
    found = faults(rows=[["{% if plaats %}a", "b{% endif %}"]])
    assert [fault.partition(": This")[2] for fault in found] == [
        (
            " and its {% endif %} do not stand alike. Put both in one paragraph, each in a paragraph of its own, or "
            "each in a row of its own of one table ({%tr if … %})."
        )
    ]


def test_a_session_of_a_loop_is_proposed_where_only_its_field_is_named() -> None:
    found = faults("{%p for b in sessions %}", "{{ voorzitters }}", "{%p endfor %}")
    assert found == ['paragraph 2: {{ voorzitters }}: There is no field "voorzitters". Did you mean "b.voorzitters"?']


def test_faults_are_told_in_dutch() -> None:
    with pytest.raises(WrongTemplate) as wrong:
        write(paper(), template("{{ titl }}"), FILE)
    assert wrong.value.faults[0].text.into(Language.of("nl")) == (
        'huisstijl.docx, alinea 1: {{ titl }}: Er is geen veld "titl". Bedoelde u "titel"?'
    )


# ------------------------------------------------------------------------------------------------ what it must not do


@pytest.mark.parametrize(
    "tag",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ titel.__class__ }}",
        "{{ titel.format(1) }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ self.__init__ }}",
        "{{ 'a' * 999999999 }}",
        "{{ range(9999999)|join }}",
        "{{ dagen[0].naam }}",
        "{{ 2 ** 99999999 }}",
        "{{ titel|attr('__class__') }}",
        "{{ titel|map('upper') }}",
        "{{ lipsum() }}",
        "{{ titel is callable }}",
        "{{ titel }}{{ titel|safe }}",
        "{% set x = titel %}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{% macro m() %}{% endmacro %}",
        "{% raw %}{{ x }}{% endraw %}",
        "{% for a in dagen recursive %}{% endfor %}",
        "{% for a in dagen if a.naam %}{% endfor %}",
        "{% for a, b in dagen %}{% endfor %}",
        "{%p for dagen in dagen %}{% endfor %}",
        "{{ [1, 2] }}",
        "{{ {'a': 1} }}",
        "{{ titel if titel.x() else 1 }}",
        "{{ titel }}{% extends 'x' %}",
        "{{ titel, plaats }}",
        "{{ titel }} {% call x() %}",
        "{{ ('x' ~ titel).upper() }}",
        "{{ " + "(" * 3000 + "titel" + ")" * 3000 + " }}",
    ],
)
def test_nothing_but_fields_for_and_if_can_stand_in_a_template(tag: str) -> None:
    assert faults(tag)


def test_a_template_that_repeats_without_end_is_stopped() -> None:
    many = day(sessions={f"S{number}": {"minutes": 5} for number in range(60)}, every=5)
    placed = "; ".join(f"S{number} {9 + number * 5 // 60}:{number * 5 % 60:02} Zaal 1" for number in range(60))
    loops = ["{%%p for a%d in sessions %%}" % n for n in range(4)]  # noqa: UP031  braces
    bomb = template(*loops, "{{ titel }}", *["{%p endfor %}"] * 4)
    with pytest.raises(WrongTemplate, match="no end"):
        write(paper_of(many, placed), bomb, FILE)
    assert "too many others" in faults(*["{%p for a in sessions %}"] * 9, *["{%p endfor %}"] * 9)[0]


def test_braces_outside_of_fields_stay_braces_wherever_they_stand() -> None:
    evil = "{{ ''.__class__ }}"
    texts = ["Een {", "{ ''.__class__ }}", "}", "} {% %", "100%", "}x", "{{ titel }}}"]
    part = ("<w:sectPr", '<!-- {{ 1/0 }} -->{{ 1/0 }}<w:sectPr w:rsidDel="{{ 1/0 }}"')
    with_words = changed(template("zie {{ titel }}"), "word/document.xml", part)
    assert filled(*texts[:2], "{{ titel }}") == [*texts[:2], "A small day"]
    assert filled("100%", "}x", "{{ titel }}}", "a }", "}") == ["100%", "}x", "A small day}", "a }", "}"]
    assert b'w:rsidDel="{{ 1/0 }}"' in parts_of(write(paper(), with_words, FILE))["word/document.xml"]
    word = docx.Document()
    word.add_paragraph("\ufdd0\ufdd0 ''.__class__ \ufdd1\ufdd1")
    run = word.add_paragraph("{{ titel }}").add_run()
    run._r.append(run._r.makeelement(qn("w:instrText"), {}))
    run._r[-1].text = evil
    data = write(paper(), saved(word), FILE)
    assert lines(data) == [" ''.__class__ ", "A small day"]
    assert evil in parts_of(data)["word/document.xml"].decode()


def test_properties_of_a_template_are_no_fields() -> None:
    word = docx.Document()
    word.core_properties.subject = word.core_properties.comments = "{{ ''.__class__ }}"
    word.add_paragraph("{{ titel }}")
    assert opened(write(paper(), saved(word), FILE)).core_properties.comments == "{{ ''.__class__ }}"


# ------------------------------------------------------------------------------------------------ what file it is

SAVE = "In Word: File, Save as, and choose Word Document (.docx)."
TYPES = "[Content_Types].xml"
MAIN = "wordprocessingml.document.main+xml"


def test_a_dotx_is_filled_as_a_docx() -> None:
    data = changed(template("{{ titel }}"), TYPES, (MAIN, "wordprocessingml.template.main+xml"))
    document_made = write(paper(), data, FILE)
    assert lines(document_made) == ["A small day"]
    assert MAIN.encode() in parts_of(document_made)[TYPES]


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        (b"", "This is no Word document."),
        (b"%PDF-1.7", "This is no Word document."),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 999, "This is a document of an old Word (.doc or .dot)."),
        (b"PK\x03\x04", "This document is damaged and cannot be opened."),
    ],
)
def test_what_is_no_docx_is_called_by_its_name_with_what_to_do(data: bytes, answer: str) -> None:
    assert refused(data) == f"{FILE}: {answer} {SAVE}"


def test_a_locked_document_is_said_to_be_so() -> None:
    locked = b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")
    assert refused(locked).startswith(f"{FILE}: This document is locked with a password.")


@pytest.mark.parametrize("content_type", ["template.macroEnabledTemplate.main+xml", "document.macroEnabled.main+xml"])
def test_a_template_with_macros_is_refused(content_type: str) -> None:
    macros = "application/vnd.ms-word." + content_type
    data = changed(template("x"), TYPES, (f"application/vnd.openxmlformats-officedocument.{MAIN}", macros))
    assert refused(data) == f"{FILE}: This document has macros (.docm or .dotm), and netday fills none that has. {SAVE}"
    assert "has macros" in refused(with_part(template("x"), "word/vbaProject.bin", b"\x00"))


def test_entities_bombs_and_other_files_are_refused() -> None:
    text = template("x")
    entity = ("<w:document", '<!DOCTYPE w:document [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document')
    assert "parts that Word does not write" in refused(changed(text, "word/document.xml", entity))
    assert "far more" in refused(with_part(text, "word/more.xml", b" " * 21_000_000))
    assert "This is a workbook." in refused(with_part(b"PK\x05\x06" + bytes(18), "xl/workbook.xml", b"x"))
    named = ("<w:body", '<w:body xmlns:x="{{ 1/0 }}"')
    assert "parts that Word does not write" in refused(changed(text, "word/document.xml", named))
    assert "MB at most" in refused(b"PK" + bytes(LARGEST))


def test_damage_inside_is_no_error_of_netdays_own() -> None:
    text = template("{{ titel }}")
    for part in ("word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels", TYPES):
        assert "damaged" in refused(changed(text, part, ("</", "<//")))
    assert "damaged" in refused(
        changed(text, "word/document.xml", ("<w:body>", "<w:bodi>"), ("</w:body>", "</w:bodi>"))
    )


def test_the_template_of_the_template_is_not_handed_on() -> None:
    text = template("x")
    settings = parts_of(text)["word/settings.xml"].decode()
    begins = settings[settings.index("<w:settings") :].partition(">")[0] + ">"
    attached = '<w:attachedTemplate r:id="rId1"/>'
    rels = (
        b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        b'attachedTemplate" Target="file:///C:/Users/Karin/huis.dotm" TargetMode="External"/></Relationships>'
    )
    data = with_part(
        changed(text, "word/settings.xml", (begins, begins + attached)), "word/_rels/settings.xml.rels", rels
    )
    document_made = parts_of(write(paper(), data, FILE))
    assert b"Karin" not in b"".join(document_made.values())
    assert b"attachedTemplate" not in document_made["word/settings.xml"]


def test_a_file_that_is_not_there_or_is_words_own_is_named(tmp_path: Path) -> None:
    for name, answer in (("weg.docx", "There is no such template."), ("~$huis.docx", "Name huis.docx itself.")):
        with pytest.raises(WrongTemplate, match=answer):
            read_file(tmp_path / name)
    (tmp_path / FILE).write_bytes(template("x"))
    assert docx.Document(io.BytesIO(read_file(tmp_path / FILE))).paragraphs[0].text == "x"


_PIECES = (
    *("{{ titel }}", "{{ b.titel }}", "{{ dag.rooster }}", "{{p dag.rooster }}", "{{ b.description }}", "x & <y>", " "),
    *("{% for b in sessions %}", "{%p for b in sessions %}", "{%p for dag in dagen %}", "{%tr for b in sessions %}"),
    *("{% endfor %}", "{%p endfor %}", "{%tr endfor %}", "{%tc endfor %}", "{%tc for dag in dagen %}", "{#p weg #}"),
    *(
        "{% if plaats %}",
        "{%p if b.zaal %}",
        "{% else %}",
        "{%p else %}",
        "{% endif %}",
        "{%p endif %}",
        "{{",
        "%}",
        "{%",
    ),
)
_written = st.lists(st.sampled_from(_PIECES), max_size=3).map("".join)


@given(st.lists(_written, max_size=9), st.lists(st.tuples(_written, _written), max_size=4), _written)
@example(["{%p for dag in dagen %}", "{{ dag.rooster }}", "{%p endfor %}"], [("{#tr x #}", "")], "")
def test_any_template_is_filled_or_told_what_is_wrong(
    texts: list[str], rows: list[tuple[str, str]], header: str
) -> None:
    given_template = template(*texts, rows=rows, header=header)
    try:
        data = write(paper(), given_template, FILE)
    except WrongTemplate:
        assert "in each other's way" not in refused(given_template)
    else:
        assert is_sound(data)
