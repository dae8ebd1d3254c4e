"""The logo and the colours of an organisation on the page and in the booklet, where they can be read."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import product

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm

from scheduler.conference.house_style import HouseStyle, Logo
from scheduler.publishing.exports import html
from scheduler.publishing.exports.booklet_values import booklet
from scheduler.publishing.exports.document import Document, document
from scheduler.publishing.exports.html.house_css import SURFACES, house_css
from scheduler.publishing.exports.pdf.compile import to_pdf
from scheduler.publishing.exports.word import booklet as word_booklet
from scheduler.publishing.exports.word import write_attendance, write_signs
from scheduler.text.contrast import READABLE, contrast
from scheduler.text.language import Language
from tests.publishing.test_html_colours import SURFACES as OF_THE_STYLE
from tests.publishing.test_html_colours import theme
from tests.support.pictures import jpeg, png
from tests.support.small import day, placed

LOGO = Logo("png", png(), 'Netwerk "G40" <b>')


def paper(style: HouseStyle) -> Document:
    conference = day(sessions={"Europa": {}}).model_copy(update={"house_style": style})
    return document(conference, placed(conference, "Europa 10:00 Zaal 1"), Language.of("nl"))


def test_the_page_has_the_logo_in_itself_with_what_it_says() -> None:
    page = html.write(paper(HouseStyle(LOGO))).decode()
    assert f'<img class="logo" src="{LOGO.data_uri}" alt="Netwerk &#34;G40&#34; &lt;b&gt;">' in page
    assert "img-src data:" in page
    assert '<img class="logo"' not in html.write(paper(HouseStyle())).decode()


def test_the_surfaces_are_those_of_the_light_theme() -> None:
    assert set(SURFACES) == {theme("light")[name] for name in OF_THE_STYLE}


@pytest.mark.parametrize("first", ["#000000", "#1b3a5c", "#777777", "#767676", "#ffcc00", "#ffffff"])
def test_letters_have_a_colour_of_the_house_only_where_it_can_be_read(first: str) -> None:
    for second in ("#000000", "#4a4a4a", "#6a6a6a", "#ffcc00"):
        css = house_css(HouseStyle(colours=(first, second)))
        heading = re.findall(r"h1, h2 \{ color: (#\w+);", css)
        links = re.findall(r"--link: (#\w+);", css)
        assert [one for one in heading if contrast(one, "#ffffff") < READABLE] == []
        assert [pair for pair in product(links, SURFACES) if contrast(*pair) < READABLE] == []
        assert (bool(heading), first in css, second in css) == (contrast(first, "#ffffff") >= READABLE, True, True)


def test_without_colours_the_page_is_as_it_was() -> None:
    assert house_css(HouseStyle()) == ""


@pytest.mark.parametrize(
    ("colours", "letters", "on_first"),
    [(("#1b3a5c",), "#1b3a5c", "#ffffff"), (("#ffcc00", "#1b3a5c"), "", "#000000"), ((), "", "")],
)
def test_the_booklet_writes_in_the_first_colour_where_it_can_be_read(
    colours: tuple[str, ...], letters: str, on_first: str
) -> None:
    house = booklet(paper(HouseStyle(colours=colours)))["house"]
    assert (house["letters"], house["on_first"]) == (letters, on_first)


def test_the_booklet_says_the_logo_where_its_picture_cannot_be_drawn() -> None:
    """The frame of a JPEG is whole, and there is nothing in it."""
    for logo in (LOGO, Logo("jpeg", jpeg(), "G40")):
        values = {**booklet(paper(HouseStyle(logo, ("#1b3a5c",)))), "people": []}
        assert to_pdf(values).startswith(b"%PDF")


def test_the_booklet_in_word_has_the_picture_with_what_it_says_and_headings_in_the_first_colour() -> None:
    word = docx.Document(BytesIO(word_booklet.write(paper(HouseStyle(LOGO, ("#1b3a5c", "#ffcc00"))))))
    (picture,) = word.inline_shapes
    assert (picture.height, picture._inline.docPr.get("descr")) == (Mm(18), LOGO.text)
    assert [str(word.styles[name].font.color.rgb) for name in ("Title", "Heading 2")] == ["1B3A5C", "1B3A5C"]
    light = docx.Document(BytesIO(word_booklet.write(paper(HouseStyle(colours=("#ffcc00",))))))
    assert str(light.styles["Title"].font.color.rgb) != "FFCC00"


@pytest.mark.parametrize("logo", [Logo("svg", b"<svg/>", "Netwerk G40"), Logo("jpeg", b"\xff\xd8\xff", "Netwerk G40")])
def test_a_picture_that_word_cannot_draw_stands_there_in_words(logo: Logo) -> None:
    word = docx.Document(BytesIO(word_booklet.write(paper(HouseStyle(logo)))))
    assert (len(word.inline_shapes), word.paragraphs[0].text) == (0, "Netwerk G40")


def test_a_wide_logo_keeps_its_shape_and_fits_the_page() -> None:
    word = docx.Document(BytesIO(word_booklet.write(paper(HouseStyle(Logo("png", png(400, 20), "G40"))))))
    (picture,) = word.inline_shapes
    assert (picture.width, round(picture.width / picture.height, 2)) == (Mm(90), 20)


def test_signs_and_attendance_lists_in_word_wear_the_house_style() -> None:
    """The logo stands above each page, and the heads of tables are in the first colour, in letters that can be read."""
    for write in (write_signs, write_attendance):
        word = docx.Document(BytesIO(write(paper(HouseStyle(LOGO, ("#1b3a5c", "#ffcc00"))))))
        assert len(word.sections[0].header._element.findall(f".//{qn('pic:pic')}")) == 1
        assert str(word.styles["Heading 1"].font.color.rgb) == "1B3A5C"
        fills = [cell.get(qn("w:fill")) for table in word.tables for cell in table._tbl.iter(qn("w:shd"))]
        assert set(fills) == {"1B3A5C"}
        heads = [run for run in word.tables[0]._tbl.iter(qn("w:color")) if run.get(qn("w:val")) == "FFFFFF"]
        assert heads
        plain = docx.Document(BytesIO(write(paper(HouseStyle()))))
        assert plain.sections[0].header.is_linked_to_previous


def test_a_template_of_the_organisation_asks_for_the_logo_and_the_colours() -> None:
    template = docx.Document()
    template.sections[0].header.paragraphs[0].text = "{{ logo }}"
    template.add_paragraph("Kleuren: {{ eerste_kleur }}, {{ tweede_kleur }}. {{ logo|upper }}")
    template.add_paragraph("{{ titel }}", style=template.styles.add_style("Huiskleur 2", WD_STYLE_TYPE.PARAGRAPH))
    style = HouseStyle(LOGO, ("#1b3a5c", "#ffcc00"))
    word = docx.Document(BytesIO(word_booklet.write(paper(style), saved(template), "huisstijl.docx")))
    (picture,) = word.sections[0].header._element.iter(qn("pic:pic"))
    assert picture.find(f".//{qn('a:blip')}").get(qn("r:embed")) in word.sections[0].header.part.rels
    assert word.paragraphs[0].text == 'Kleuren: #1b3a5c, #ffcc00. NETWERK "G40" <B>'
    assert str(word.styles["Huiskleur 2"].font.color.rgb) == "FFCC00"
    without = docx.Document(BytesIO(word_booklet.write(paper(HouseStyle()), saved(template), "huisstijl.docx")))
    assert without.paragraphs[0].text == "Kleuren: , . "


def saved(word: WordDocument) -> bytes:
    data = BytesIO()
    word.save(data)
    return data.getvalue()
