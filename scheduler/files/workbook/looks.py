"""How the workbook of a day looks: letters, colours, and what is marked as to be filled in."""

from __future__ import annotations

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle

LETTERS = "Calibri"
_INK, _SOFT, _HEAD, _WHITE, _LINE, _PALE = "18212D", "47525F", "1C3557", "FFFFFF", "C9C6BC", "F6F5F1"
# A tone for each pillar, in their order; the same as in what attendees get.
_TONES = ("E2EDF8", "E1F1E5", "FBEECF", "F4E5F4", "D9F1EF", "FBE5DE", "E8E7F8", "EDF1D3")
ROLE_TONES = {
    "chair": "F2B27A",
    "vice_chair": "F8D3AE",
    "secretary": "E8E7F8",
    "member": "BFE0C8",
    "interested": "E3EDF6",
    "speaker": "F4D9F1",
}
DAY_FORMATS = {"nl": "[$-413]ddd d mmm yyyy", "en": "[$-809]ddd d mmm yyyy"}
_SIDE = Side(style="thin", color=_LINE)
_BOX = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
TEXT_FONT = Font(name=LETTERS, sz=11, color=_INK)
BOLD_FONT = Font(name=LETTERS, sz=11, b=True, color=_INK)
_HEAD_FONT = Font(name=LETTERS, sz=11, b=True, color=_WHITE)
TITLE_FONT = Font(name=LETTERS, sz=18, b=True, color=_INK)
SOFT_FONT = Font(name=LETTERS, sz=10, color=_SOFT)
TOP = Alignment(horizontal="left", vertical="top")
WRAPPED = Alignment(horizontal="left", vertical="top", wrap_text=True)
MIDDLE = Alignment(horizontal="center", vertical="top")


def filled(tone: str) -> PatternFill:
    return PatternFill("solid", fgColor=tone)


def as_head(cell: Cell, *, upright: bool = False, low: bool = False, pillar: int | None = None) -> None:
    """A heading; `upright`: written upwards, for many narrow columns; `low`: at the foot; `pillar`: in its tone."""
    cell.font, cell.fill = _HEAD_FONT, filled(_HEAD)
    cell.alignment = Alignment(vertical="bottom" if low else "center", wrap_text=True)
    cell.border = _BOX
    if upright:
        cell.alignment = Alignment(horizontal="center", vertical="bottom", text_rotation=90, wrap_text=True)
        tone = _PALE if pillar is None else _TONES[pillar % len(_TONES)]
        cell.font, cell.fill = BOLD_FONT, filled(tone)


def as_text(cell: Cell, *, strong: bool = False, wrapped: bool = False, middle: bool = False) -> None:
    cell.font = BOLD_FONT if strong else TEXT_FONT
    cell.border = _BOX
    cell.alignment = WRAPPED if wrapped else MIDDLE if middle else TOP


def as_remark(cell: Cell) -> None:
    """What is there to be read, and is read by nobody but people."""
    cell.font, cell.fill, cell.border, cell.alignment = SOFT_FONT, filled(_PALE), _BOX, WRAPPED


def role_style(role: str) -> DifferentialStyle:
    return DifferentialStyle(
        fill=PatternFill("solid", bgColor=ROLE_TONES[role]), font=Font(b=role in ("chair", "vice_chair"), color=_INK)
    )
