"""An address as a QR code, for paper: what a telephone's camera opens. The same address gives the same bytes."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import segno

BORDER = 4  # squares of white around it, without which cameras do not find it (ISO/IEC 18004)


@dataclass(frozen=True)
class QrCode:
    """The code of one address. `squares`: on a side, with the white around it.

    Print a square at least 0.5 mm wide; a code on a door, read from two metres, wants squares of 2 mm.
    """

    address: str
    squares: int
    svg: str
    png: bytes


def qr_code(address: str) -> QrCode | None:
    """The code of the address; None where there is none, or it is too long for any code.

    A quarter of the code may be lost or covered where its size leaves room for that, and an eighth in any case.
    """
    if not address:
        return None
    import segno  # noqa: PLC0415  for who draws one
    from segno.encoder import DataOverflowError  # noqa: PLC0415

    try:
        symbol = segno.make_qr(address, error="m")
    except DataOverflowError:
        return None
    return QrCode(address, _side(symbol), _svg(symbol), _png(symbol))


def _side(symbol: segno.QRCode) -> int:
    return len(symbol.matrix) + 2 * BORDER


def _svg(symbol: segno.QRCode) -> str:
    """Black on white whatever is around it, of no size of its own: it is as wide as the place that it gets."""
    side = _side(symbol)
    dark = "".join(
        f"M{left + BORDER} {top + BORDER}h{length}v1h-{length}z"
        for top, row in enumerate(symbol.matrix)
        for left, length in _runs(row)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/><path d="{dark}"/></svg>'
    )


def _runs(row: bytearray) -> list[tuple[int, int]]:
    """Each stretch of dark squares in a row: where it begins, and how many they are."""
    found: list[tuple[int, int]] = []
    for at, dark in enumerate(row):
        if dark and found and sum(found[-1]) == at:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif dark:
            found.append((at, 1))
    return found


def _png(symbol: segno.QRCode) -> bytes:
    data = io.BytesIO()
    symbol.save(data, kind="png", scale=8, border=BORDER)
    return data.getvalue()
