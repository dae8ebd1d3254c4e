"""History: what was done on this day, by whom, which versions have a name, and the way back to each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from scheduler.conference.clock import day_told, typed_hour
from scheduler.desk.journal import JournalEntry
from scheduler.desk.refusals import ActRefused, Stale
from scheduler.text.sentence import NOTHING, Phrase, Sentence, spoken
from scheduler.web.desk import Desk
from scheduler.web.posted import Fields, posted
from scheduler.web.render import page, visitor
from scheduler.web.routing import PageRoute

_SHOWN = 200  # entries, unless all are asked for
_LONGEST = 200  # letters of a name
_ZONE = "Europe/Amsterdam"  # of a day that cannot be read


def routes(desk: Desk) -> Iterable[PageRoute]:
    pages = HistoryPages(desk)
    yield PageRoute("/geschiedenis", pages.look)
    yield PageRoute("/geschiedenis/name", posted(pages.name), ("POST",))
    yield PageRoute("/geschiedenis/restore", posted(pages.restore), ("POST",))


@dataclass(frozen=True)
class HistoryLine:
    """One entry of the journal. `now`: the day is as it was after it."""

    entry: JournalEntry
    day: str
    hour: str
    now: bool


class HistoryPages:
    """What is answered about the journal of one desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def look(self, request: Request) -> Response:
        return self._shown(request)

    def name(self, request: Request, fields: Fields) -> Response:
        """What organisers call a version; without an entry the one of now."""
        try:
            self.desk.workspace.name_version(
                fields.get("entry") or None, fields.get("name", "")[:_LONGEST], who=visitor(request).who
            )
        except (ActRefused, Stale) as refused:
            return self._shown(request, 422, refused.sentence)
        return RedirectResponse("/geschiedenis", 303)

    def restore(self, request: Request, fields: Fields) -> Response:
        try:
            self.desk.workspace.restore(fields.get("entry", ""), who=visitor(request).who)
        except (ActRefused, Stale) as refused:
            return self._shown(request, 422, refused.sentence)
        return RedirectResponse("/geschiedenis", 303)

    def _shown(self, request: Request, status: int = 200, refused: Phrase = NOTHING) -> Response:
        workspace = self.desk.workspace
        state, entries = workspace.state(), workspace.entries()
        zone = ZoneInfo(state.instance.conference.clock.zone if state.instance else _ZONE)
        newest = next((entry.id for entry in entries if not entry.undone), None)
        most = None if request.query_params.get("all") else _SHOWN
        lines = []
        for entry in entries[:most]:
            then = entry.time.astimezone(zone)
            day, hour = day_told(then.date(), year=True), typed_hour(60 * then.hour + then.minute)
            lines.append(HistoryLine(entry, spoken(day), spoken(hour), entry.id == newest))
        return page(
            request,
            "history.html.jinja",
            status,
            state=state,
            lines=lines,
            more=max(0, len(entries) - len(lines)),
            refused=spoken(refused),
            somebody=spoken(Sentence("who started the desk")),
        )
