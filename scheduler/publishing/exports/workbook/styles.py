"""How cells look: each look is a style with a name, so that who changes it in the workbook changes it everywhere."""

from __future__ import annotations

from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

from scheduler.conference.conference import Kind
from scheduler.publishing.exports.document import SessionText
from scheduler.publishing.exports.tones import INK, LINK, PLENARY, SOFT, TONES
from scheduler.text.language import Language

LETTERS = "Calibri"
NEWS = "8A2705"
_HEAD, _PAUSE, _LINE, _WHITE = "1C3557", "F6F5F1", "C9C6BC", "FFFFFF"

TITLE, BOLD, PLAIN = (
    Font(name=LETTERS, sz=size, b=bold, color=INK) for size, bold in ((18, True), (11, True), (10, False))
)
SMALL = Font(name=LETTERS, sz=9, color=SOFT)
CHANGED = Font(name=LETTERS, sz=9, b=True, i=True, color=NEWS)
_LINE_SIDE = Side(style="thin", color=_LINE)
_ALL_ROUND = Border(left=_LINE_SIDE, right=_LINE_SIDE, top=_LINE_SIDE, bottom=_LINE_SIDE)
_UNDER = Border(bottom=_LINE_SIDE)
_TOP, _WRAPPED = Alignment(vertical="top"), Alignment(vertical="top", wrap_text=True)
_HOURS = {"nl": r"h\.mm", "en": "h:mm"}
_DAYS = {"nl": "[$-413]ddd d mmmm yyyy", "en": "[$-809]ddd d mmmm yyyy"}


def tone(session_text: SessionText) -> str:
    """The style of a session: the colour of its pillar, or what it is for all who are there."""
    if session_text.session.kind is Kind.MOVING:
        return "netday moving"
    if session_text.session.kind.for_everyone:
        return "netday plenary"
    if session_text.common:
        return "netday pause"
    return "netday session" if session_text.colour is None else pillar(session_text.colour)


def pillar(colour: int) -> str:
    return f"netday pillar {colour % len(TONES) + 1}"


def add_styles(book: Workbook, language: Language) -> None:
    for style in (*_of_the_grid(_HOURS[language.code]), *_of_tables(_HOURS[language.code], _DAYS[language.code])):
        book.add_named_style(style)


def _style(
    name: str,
    font: Font,
    alignment: Alignment,
    fill: str = "",
    border: Border | None = None,
    number_format: str = "@",
) -> NamedStyle:
    return NamedStyle(
        name=f"netday {name}",
        font=font,
        alignment=alignment,
        fill=PatternFill("solid", fgColor=fill) if fill else PatternFill(),
        border=border or Border(),
        number_format=number_format,
    )


def _of_the_grid(hours: str) -> Iterator[NamedStyle]:
    inside = Alignment(horizontal="left", vertical="top", wrap_text=True, indent=1)
    middle = Alignment(horizontal="center", vertical="center", wrap_text=True)
    yield _style("title", TITLE, _WRAPPED)
    yield _style("subtitle", Font(name=LETTERS, sz=11, color=SOFT), _WRAPPED)
    yield _style("room", Font(name=LETTERS, sz=10, b=True, color=_WHITE), middle, _HEAD, _ALL_ROUND)
    yield _style(
        "hour",
        Font(name=LETTERS, sz=10, b=True, color=INK),
        Alignment(horizontal="right", vertical="top", indent=1),
        border=Border(top=_LINE_SIDE, right=_LINE_SIDE),
        number_format=hours,
    )
    yield _style("no hour", PLAIN, _TOP, border=Border(right=_LINE_SIDE))
    yield _style("empty", PLAIN, _TOP, border=Border(left=_LINE_SIDE, right=_LINE_SIDE))
    yield _style("under", PLAIN, _TOP, border=Border(top=_LINE_SIDE))
    yield _style("plenary", BOLD, middle, PLENARY, _ALL_ROUND)
    yield _style("pause", PLAIN, middle, _PAUSE, _ALL_ROUND)
    yield _style("moving", SMALL, middle, _WHITE, _ALL_ROUND)
    yield _style("session", PLAIN, inside, _WHITE, _marked(SOFT))
    for number, (fill, mark) in enumerate(TONES, 1):
        yield _style(f"pillar {number}", PLAIN, inside, fill, _marked(mark))
    yield _style("note", Font(name=LETTERS, sz=10, color=INK), _WRAPPED)
    yield _style("way", Font(name=LETTERS, sz=10, u="single", color=LINK), _WRAPPED)


def _of_tables(hours: str, days: str) -> Iterator[NamedStyle]:
    letters = Font(name=LETTERS, sz=10, color=INK)
    right = Alignment(horizontal="right", vertical="top", indent=1)
    left = Alignment(horizontal="left", vertical="top", wrap_text=True, indent=1)  # apart from a number before it
    heads = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
    yield _style("head", Font(name=LETTERS, sz=10, b=True, color=_WHITE), heads, _HEAD)
    yield _style("heading", Font(name=LETTERS, sz=13, b=True, color=INK), Alignment(vertical="bottom"))
    yield _style("text", letters, left, border=_UNDER)
    yield _style("strong", Font(name=LETTERS, sz=10, b=True, color=INK), left, border=_UNDER)
    yield _style("news", CHANGED, left, border=_UNDER)
    yield _style("link", Font(name=LETTERS, sz=10, u="single", color=LINK), left, border=_UNDER)
    yield _style("number", letters, right, border=_UNDER, number_format="#,##0")
    yield _style("time", letters, right, border=_UNDER, number_format=hours)
    day = Alignment(horizontal="left", vertical="top", indent=1)
    yield _style("date", letters, day, border=_UNDER, number_format=days)


def _marked(mark: str) -> Border:
    return Border(left=Side(style="thick", color=mark), right=_LINE_SIDE, top=_LINE_SIDE, bottom=_LINE_SIDE)
