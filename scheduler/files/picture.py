"""Whether a file is a whole PNG or JPEG of a size that a page can have."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from scheduler.conference.house_style import LogoKind
from scheduler.files.faults import quoted
from scheduler.text.sentence import Phrase, Sentence

WIDEST = 4_000  # dots either way: what is packed small can be very large
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_UNPACKED = WIDEST * WIDEST * 4
_NO_SIZE = {0xC4, 0xC8, 0xCC}  # markers among those of frames that are none


class Unfit(Exception):
    """The picture cannot be used, and why."""

    def __init__(self, sentence: Phrase) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def fits(name: str, data: bytes) -> LogoKind | None:
    """The kind of the picture; None where it is neither. Raises Unfit for one that is damaged, or too large."""
    kind: LogoKind = "png" if data.startswith(_PNG) else "jpeg"
    if kind == "jpeg" and not data.startswith(_JPEG):
        return None
    try:
        width, height = _png_size(data) if kind == "png" else _jpeg_size(data)
    except (struct.error, zlib.error, ValueError, IndexError):
        width = height = 0
    if not width or not height:
        raise Unfit(Sentence("{name} is damaged: it cannot be read as a picture.", name=quoted(name)))
    if max(width, height) > WIDEST:
        raise Unfit(
            Sentence(
                "{name} is {width} by {height} dots; {most} either way is the most. Save it smaller.",
                name=quoted(name),
                width=width,
                height=height,
                most=WIDEST,
            )
        )
    return kind


def _png_size(data: bytes) -> tuple[int, int]:
    """Width and height of a PNG whose pieces are all there. Raises ValueError and others where they are not."""
    size, packed, ended = (0, 0), b"", False
    for what, content in _pieces(data):
        if what == b"IHDR":
            width, height = struct.unpack(">II", content[:8])
            size = width, height
        packed += content if what == b"IDAT" else b""
        ended = what == b"IEND"
    unpacking = zlib.decompressobj()
    if max(size) <= WIDEST:
        unpacking.decompress(packed, _UNPACKED)
        if not unpacking.eof:
            raise ValueError(len(packed))
    return size if ended and packed else (0, 0)


def _pieces(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(_PNG)
    while place < len(data):
        (length,) = struct.unpack(">I", data[place : place + 4])
        piece = data[place + 4 : place + 8 + length]
        (proof,) = struct.unpack(">I", data[place + 8 + length : place + 12 + length])
        if zlib.crc32(piece) != proof:
            raise ValueError(place)
        yield piece[:4], piece[4:]
        place += 12 + length
        if piece[:4] == b"IEND":
            return


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """Width and height of a JPEG that is not cut off. Raises ValueError and others where it is."""
    if b"\xff\xd9" not in data[-64:]:
        raise ValueError(len(data))
    place = 2
    while place < len(data):
        if data[place] != 0xFF:
            raise ValueError(place)
        mark = data[place + 1]
        if mark == 0xFF or 0xD0 <= mark <= 0xD8:
            place += 1 if mark == 0xFF else 2
            continue
        (length,) = struct.unpack(">H", data[place + 2 : place + 4])
        if 0xC0 <= mark <= 0xCF and mark not in _NO_SIZE:
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            return width, height
        place += 2 + length
    raise ValueError(place)
