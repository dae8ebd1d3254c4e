"""A logo and colours: what may stand on a page, and what is said of the rest."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest
from openpyxl import Workbook

from scheduler.conference.house_style import HouseStyle
from scheduler.files import read
from scheduler.files.edit.day_files import DayFiles
from scheduler.files.harmless_svg import NotHarmless, harmless
from scheduler.files.workbook.taken_in import take_in
from scheduler.text.contrast import READABLE, contrast, letters_on
from tests.files.test_faults import fault_lines
from tests.support.pictures import jpeg, png
from tests.support.workbooks_of_days import workbook_of

DAY = "title: X\ndate: 2026-03-13\nrounds: [10:00–11:00]\nsessions: [A]\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">%s</svg>'


def style(folder: Path, text: str, name: str = "logo.svg", picture: bytes = b"") -> tuple[HouseStyle, list[str]]:
    """What is read of the house style, and the remarks on it."""
    (folder / name).write_bytes(picture)
    (folder / "day.yaml").write_text(f"{DAY}{text}\n", "utf-8")
    found = read(folder)
    return found.conference.house_style, [str(remark) for remark in found.remarks[1:]]


@pytest.mark.parametrize(
    ("name", "picture", "kind"),
    [
        ("logo.png", png(), "png"),
        ("logo.jpg", jpeg(), "jpeg"),
        ("logo.png", jpeg(), "jpeg"),
        ("l.svg", SVG % b"", "svg"),
    ],
)
def test_a_logo_is_what_stands_in_the_file_whatever_its_name(
    tmp_path: Path, name: str, picture: bytes, kind: str
) -> None:
    found, remarks = style(tmp_path, f"logo: {name}\nlogo_text: Stedennetwerk G40", name, picture)
    assert found.logo is not None
    assert (found.logo.kind, found.logo.text, remarks) == (kind, "Stedennetwerk G40", [])
    assert found.logo.data_uri.startswith(f"data:image/{'svg+xml' if kind == 'svg' else kind};base64,")


@pytest.mark.parametrize(
    ("inside", "kept", "left_out"),
    [
        (b"<script>alert(1)</script>", b"", ["script"]),
        (b"<foreignObject><p>x</p></foreignObject>", b"", ["foreignObject"]),
        (b'<path d="M0 0" onclick="x" ONLOAD="y"/>', b'<path d="M0 0" />', ["onclick", "ONLOAD"]),
        (b'<a xlink:href="javascript:x"><path/></a>', b"<g><path /></g>", ["a", "href"]),
        (b'<image href="http://x.example/t.png"/>', b"<image />", ["href"]),
        (b'<image href="data:image/svg+xml;base64,x"/>', b"<image />", ["href"]),
        (b'<image href="data:image/png;base64,iVBO"/>', b'<image href="data:image/png;base64,iVBO" />', []),
        (b'<use href="https://x.example/a.svg#b"/>', b"", ["href", "use"]),
        (b"<style>@import 'x';</style><style>a{fill:url(#b)}</style>", b"<style>a{fill:url(#b)}</style>", ["style"]),
        (b'<rect fill="url(http://x.example/a)"/>', b"<rect />", ["fill"]),
        (b'<rect fill="url( &quot;#a&quot; )"/>', b'<rect fill="url( &quot;#a&quot; )" />', []),
        (b'<rect style="fill:u\\72l(x)"/>', b"<rect />", ["style"]),
        (b'<animate attributeName="href" to="javascript:x"/><set/>', b"", ["animate", "set"]),
        (b"<metadata>x</metadata>", b"", []),
        (
            b'<g id="a"><path/></g><g id="b"><use href="#a"/></g><use href="#b"/><use xlink:href="#b"/>',
            b'<g id="a"><path /></g><g id="b"><use href="#a" /></g>',
            ["use"],
        ),
    ],
)
def test_a_drawing_keeps_its_shapes_and_nothing_that_could_do_harm(
    inside: bytes, kept: bytes, left_out: list[str]
) -> None:
    content, gone = harmless(SVG % inside)
    assert (sorted(gone), content.partition(b">")[2].removesuffix(b"</svg>")) == (sorted(left_out), kept)
    assert harmless(content) == (content, [])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"<html/>",
        b"<svg/>",
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG % b"&a;",
        SVG % b"<g>",
        b"\xff\xfe",
    ],
)
def test_what_is_no_drawing_is_refused(data: bytes) -> None:
    with pytest.raises(NotHarmless):
        harmless(data)


def test_what_is_left_out_of_a_drawing_is_said(tmp_path: Path) -> None:
    _, remarks = style(tmp_path, "logo: logo.svg", picture=SVG % b"<script/><a/>")
    assert remarks == ["day.yaml:5: logo.svg: left out of it is what a picture does not need: script and a."]


@pytest.mark.parametrize(
    ("name", "picture", "fault"),
    [
        ("logo.png", png()[:-4], '"logo.png" is damaged: it cannot be read as a picture.'),
        ("logo.png", png().replace(b"IDAT", b"IDAX"), '"logo.png" is damaged: it cannot be read as a picture.'),
        ("logo.png", png(packed=b"x"), '"logo.png" is damaged: it cannot be read as a picture.'),
        ("logo.png", png(packed=zlib.compress(b"x")[:-1]), '"logo.png" is damaged: it cannot be read as a picture.'),
        ("logo.jpg", jpeg()[:-2], '"logo.jpg" is damaged: it cannot be read as a picture.'),
        ("logo.jpg", jpeg(0, 3), '"logo.jpg" is damaged: it cannot be read as a picture.'),
        ("logo.png", png(4001, 1), '"logo.png" is 4,001 by 1 dots; 4,000 either way is the most. Save it smaller.'),
        ("logo.jpg", jpeg(9, 5000), '"logo.jpg" is 9 by 5,000 dots; 4,000 either way is the most. Save it smaller.'),
        (
            "logo.gif",
            b"GIF89a",
            '"logo.gif" is no picture that can be used. A logo is a PNG, a JPEG or an SVG; save it as one of these.',
        ),
        (
            "logo.png",
            bytes(400_001),
            (
                '"logo.png" has 401 kB. A logo of at most 400 kB will do, for it goes into every page and booklet; '
                "save it smaller."
            ),
        ),
        ("x.png", b"", 'There is no file "logo.png" beside day.yaml.'),
    ],
    ids=range(11),
)
def test_a_picture_that_cannot_be_used_is_a_fault_that_says_why(
    tmp_path: Path, name: str, picture: bytes, fault: str
) -> None:
    (tmp_path / name).write_bytes(picture)
    logo = "logo.png" if name == "x.png" else name
    assert fault_lines(tmp_path, f"{DAY}logo: {logo}\n") == [f"day.yaml:5: logo: {fault}"]


def test_a_logo_lies_in_the_folder_of_the_day(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(png())
    (tmp_path / "dag").mkdir()
    (fault,) = fault_lines(tmp_path / "dag", f"{DAY}logo: ../logo.png\n")
    assert fault.startswith('day.yaml:5: logo: "../logo.png" does not lie in the folder of the day.')


def test_colours_are_written_with_or_without_the_number_sign(tmp_path: Path) -> None:
    found, remarks = style(tmp_path, "colours: [1B3A5C, '#fc0']")
    assert found.colours == ("#1b3a5c", "#ffcc00")
    assert remarks == [
        (
            "day.yaml:5: #ffcc00 is too light for letters on white (1.5 to 1; it takes 4.5), so it colours lines "
            "and areas, and letters stay as they are."
        )
    ]
    assert style(tmp_path, "kleur: 112233")[0].colours == ("#112233",)


def test_what_is_no_colour_or_one_too_many_is_a_fault(tmp_path: Path) -> None:
    assert fault_lines(tmp_path, f"{DAY}colours: [12345, blauw]\n") == [
        'day.yaml:5: colours: "12345" is no colour; write it with six digits and letters, like 1b3a5c.',
        'day.yaml:5: colours: "blauw" is no colour; write it with six digits and letters, like 1b3a5c.',
    ]
    assert fault_lines(tmp_path, f"{DAY}colours: [1b3a5c, 1b3a5c, 1b3a5c]\n") == [
        "day.yaml:5: colours: A house style has two colours at most; 3 stand here."
    ]


def test_another_logo_makes_no_other_day_of_it(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(png())
    digests = set()
    for text in ("", "logo: logo.png\n", "colours: 1b3a5c\n"):
        (tmp_path / "day.yaml").write_text(f"{DAY}{text}", "utf-8")
        digests.add(read(tmp_path).digest)
    assert len(digests) == 1


def test_black_or_white_can_be_read_on_every_colour() -> None:
    shades = [
        f"#{red:02x}{green:02x}{blue:02x}" for red in range(0, 256, 51) for green in (0, 120, 255) for blue in (0, 90)
    ]
    assert [shade for shade in shades if contrast(shade, letters_on(shade)) < READABLE] == []


def test_a_workbook_elsewhere_is_read_without_its_logo_which_is_said_and_taken_in_all_the_same(tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        (cell,) = (row[1] for row in book["Dag"].iter_rows() if row[0].value == "kleuren")
        assert cell.value == "1b3a5c"
        cell.value = "1b3a5c; a16500"

    text = f"{DAY}logo: logo.png\nlogo_text: G40\ncolours: 1b3a5c\n"
    (tmp_path / "dag").mkdir()
    (tmp_path / "dag" / "logo.png").write_bytes(png())
    (tmp_path / "dag" / "day.yaml").write_text(text, "utf-8")
    book = workbook_of(DayFiles.of(tmp_path / "dag"), tmp_path / "dag.xlsx", change)
    found = read(book)
    assert found.conference.house_style == HouseStyle(None, ("#1b3a5c", "#a16500"))
    assert any('"logo.png" is not beside dag.xlsx, so nothing has that logo.' in remark for remark in found.remarks)
    take_in(book, tmp_path / "dag").write()
    assert (tmp_path / "dag" / "day.yaml").read_text("utf-8") == text.replace("1b3a5c\n", "[1b3a5c, a16500]\n")
