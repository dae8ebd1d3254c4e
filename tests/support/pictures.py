"""Small pictures, made by hand."""

from __future__ import annotations

import struct
import zlib


def png(width: int = 2, height: int = 2, packed: bytes | None = None) -> bytes:
    """A grey PNG of that size. `packed`: other dots, as they are packed."""
    rows = (b"\0" + bytes(width)) * height
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _piece(what, content)
        for what, content in (
            (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
            (b"IDAT", zlib.compress(rows) if packed is None else packed),
            (b"IEND", b""),
        )
    )


def _piece(what: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + what + content + struct.pack(">I", zlib.crc32(what + content))


def jpeg(width: int = 2, height: int = 2) -> bytes:
    """The frame of a JPEG of that size, with nothing in it."""
    head = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0" + bytes(9)
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + bytes(3)
    return b"\xff\xd8" + head + frame + b"\xff\xd9"
