"""The day as a workbook to fill in, and an empty one; dropped on the desk again it shows what it would change."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from scheduler.desk.tables import tables_of
from scheduler.text.sentence import Sentence, spoken_language
from scheduler.web.desk import Desk
from scheduler.web.kept_file import MEDIA_TYPES, download, name_of
from scheduler.web.render import visitor
from scheduler.web.routing import PageRoute
from scheduler.web.who import May


def routes(desk: Desk) -> Iterable[PageRoute]:
    yield PageRoute("/gegevens/werkmap.xlsx", lambda request: _of_day(desk, request))
    yield PageRoute("/gegevens/werkmap-leeg.xlsx", lambda _: to_fill_in())


def _of_day(desk: Desk, request: Request) -> Response:
    """It has addresses in it, so it is not for who may look alone."""
    from scheduler.files.workbook.write import write_workbook  # noqa: PLC0415  openpyxl, for who asks for a workbook

    state = desk.workspace.state()
    if state.files is None or state.instance is None or visitor(request).may is not May.EDIT:
        return RedirectResponse("/gegevens", 303)
    data = write_workbook(tables_of(state.files, state.instance))
    return download(data, name_of(state, Sentence("data"), "xlsx"), MEDIA_TYPES["xlsx"])


def to_fill_in(*, example: bool = False) -> Response:
    """A workbook for a new day: with nothing in it, or with the day to start from as an example."""
    from scheduler.files.workbook.starter import empty_workbook, starter_workbook  # noqa: PLC0415  as above

    dutch = spoken_language() == "nl"
    name = ("network-day", "netwerkdag")[dutch] + ("-example", "-voorbeeld")[dutch] * example
    data = (starter_workbook if example else empty_workbook)(dutch=dutch)
    return download(data, f"{name}.xlsx", MEDIA_TYPES["xlsx"])
