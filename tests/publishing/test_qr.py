"""Addresses as QR codes: what is drawn is what segno computed, and an address is all that stands in it."""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import replace

import pytest
import segno

from scheduler.publishing.exports.booklet_values import booklet
from scheduler.publishing.exports.qr import BORDER, QrCode, qr_code
from tests.support.papers import paper_of
from tests.support.small import day

ADDRESSES = [
    "https://netwerkdag.example/haarlem/programme.html",
    "https://g40.example/" + "een-lange-weg/" * 12 + "programme.html",
]


def code(address: str) -> QrCode:
    found = qr_code(address)
    assert found is not None
    return found


def squares(address: str) -> list[list[bool]]:
    """The code as segno has it, with the white around it."""
    symbol = segno.make_qr(address, error="m")
    return [[bool(square) for square in row] for row in symbol.matrix_iter(border=BORDER)]


def drawn(svg: str) -> list[list[bool]]:
    """Which squares the path of the drawing fills."""
    side = int(re.findall(r'viewBox="0 0 (\d+) \1"', svg)[0])
    filled = [[False] * side for _ in range(side)]
    path = re.findall(r'<path d="([^"]*)"', svg)[0]
    found = re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", path)
    assert "".join(f"M{x} {y}h{one}v1h-{other}z" for x, y, one, other in found) == path
    for x, y, one, other in found:
        assert one == other
        for at in range(int(x), int(x) + int(one)):
            filled[int(y)][at] = True
    return filled


def pixels(png: bytes) -> list[list[bool]]:
    """Which squares are dark in the middle, of a picture of one bit a pixel."""
    width, height, depth, colours = struct.unpack(">IIBB", png[16:26])
    assert (depth, colours, width) == (1, 0, height)
    at, data = 8, b""
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        data += png[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += length + 12
    packed, length = zlib.decompress(data), (width + 7) // 8 + 1
    above, rows = bytes(length - 1), []
    for start in range(0, len(packed), length):
        how, line = packed[start], packed[start + 1 : start + length]
        assert how in {0, 2}  # as it stands, or what is to be added to the line above
        above = bytes((one + other) % 256 for one, other in zip(line, above, strict=True)) if how else line
        rows.append(above)
    return [[not rows[y][x // 8] >> (7 - x % 8) & 1 for x in range(4, width, 8)] for y in range(4, height, 8)]


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_drawing_and_the_picture_have_the_squares_of_the_code_and_white_around_them(address: str) -> None:
    symbol = code(address)
    assert drawn(symbol.svg) == pixels(symbol.png) == squares(address)
    assert symbol.squares == len(squares(address))


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_same_address_gives_the_same_bytes(address: str) -> None:
    assert code(address) == code(address)


def test_where_there_is_no_address_or_none_that_fits_there_is_no_code() -> None:
    assert qr_code("") is None
    assert qr_code("https://g40.example/" + "a" * 3000) is None


MORNING = day(sessions={"Europa": {"minutes": 60}}, rooms={"Zaal 1": {"capacity": 20}})


@pytest.mark.parametrize(
    ("website", "address"),
    [
        ("https://g40.example/dag/", "https://g40.example/dag/programme.html"),
        ("https://g40.example/dag/index.html", "https://g40.example/dag/programme.html"),
    ],
)
def test_the_booklet_has_the_address_of_the_page_as_a_code_and_in_letters(website: str, address: str) -> None:
    paper = replace(paper_of(MORNING, "Europa 10:00 Zaal 1"), website=website)
    values = booklet(paper)
    assert (values["page"], values["code"]["svg"]) == (address, code(address).svg)
    assert values["code"]["alternative"] == f"QR-code: {address}"
    assert values["words"]["telephone"] == "Op uw telefoon, altijd bijgewerkt:"


def test_without_an_address_and_on_the_pages_of_one_person_there_is_no_code() -> None:
    paper = paper_of(MORNING, "Europa 10:00 Zaal 1")
    assert (booklet(paper)["page"], booklet(paper)["code"]) == ("", None)
    assert booklet(paper, alone=True)["code"] is None


def test_an_address_too_long_for_a_code_stands_there_in_letters() -> None:
    paper = replace(paper_of(MORNING, "Europa 10:00 Zaal 1"), website="https://g40.example/" + "a" * 3000)
    assert booklet(paper)["page"].startswith("https://g40.example/aaa")
    assert booklet(paper)["code"] is None
