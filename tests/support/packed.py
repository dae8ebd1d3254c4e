"""Archives with damage in them, as a broken download or a bad disk leaves behind."""

from __future__ import annotations

import io
from struct import unpack
from zipfile import ZipFile


def with_damaged(archive: bytes, part: str) -> bytes:
    """The archive with the first bytes of that part, as it is packed, turned over; its list of parts stays good."""
    with ZipFile(io.BytesIO(archive)) as parts:
        info = parts.getinfo(part)
    header = info.header_offset
    name, extra = unpack("<HH", archive[header + 26 : header + 30])
    start = header + 30 + name + extra
    end = start + min(12, info.compress_size)
    return archive[:start] + bytes(byte ^ 0xFF for byte in archive[start:end]) + archive[end:]
