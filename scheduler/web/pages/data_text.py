"""The files of a day as text: a piece of one, or one that cannot be read as tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from scheduler.desk.refusals import ActRefused, Stale
from scheduler.desk.table_acts import PutText
from scheduler.files import Fault
from scheduler.text.sentence import Phrase
from scheduler.web.data.fields import FormSaid
from scheduler.web.data.look import DataLook, data_page, whole_number
from scheduler.web.desk import Desk
from scheduler.web.pages.data import posted
from scheduler.web.render import visitor
from scheduler.web.routing import PageRoute


def routes(desk: Desk) -> Iterable[PageRoute]:
    pages = TextPages(desk)
    yield PageRoute("/gegevens/text", pages.look)
    yield PageRoute("/gegevens/text", posted(pages.save), ("POST",))


class TextPages:
    """What is answered about the text of the files of one desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def look(self, request: Request) -> Response:
        """The lines from `line` to `last`; without `last` the whole file, and `line` is what is wrong."""
        look = DataLook.of(self.desk.workspace.state())
        file = request.query_params.get("file", "")
        if file not in dict(look.text_files):
            raise HTTPException(404)
        last = whole_number(request.query_params.get("last"))
        first = max(whole_number(request.query_params.get("line")), 1) if last else 1
        text = look.lines(file, first, last or dict(look.text_files)[file])
        faults = [fault for fault in look.state.day.faults if fault.file == file]
        return self._page(request, look, file, first, text, text, faults)

    def save(self, request: Request, form: FormSaid) -> Response:
        file, first = form.one("file"), max(whole_number(form.one("first")), 1)
        was, text = form.one("was"), form.one("text")
        act, seen = PutText(file, first, was, text), self.desk.workspace.state().version
        notice: Phrase
        faults: Sequence[Fault] = ()
        try:
            done = self.desk.workspace.do(act, seen=seen, who=visitor(request).who)
        except Stale as stale:
            notice, status, state = stale.sentence, 412, stale.state
        except ActRefused as refused:
            notice, faults, status = refused.sentence, refused.faults, 422
            state = self.desk.workspace.state()
        else:
            return RedirectResponse(f"/gegevens{'?done=' + done.entry.id if done.entry else ''}", 303)
        return self._page(request, DataLook.of(state), file, first, was, text, faults, notice, status)

    def _page(
        self,
        request: Request,
        look: DataLook,
        file: str,
        first: int,
        was: str,
        text: str,
        faults: Sequence[Fault],
        notice: Phrase | None = None,
        status: int = 200,
    ) -> Response:
        lines = text.replace("\r\n", "\n").split("\n")
        here = [(fault, lines[fault.line - first]) for fault in faults if 0 <= fault.line - first < len(lines)]
        others = [fault for fault in faults if not 0 <= fault.line - first < len(lines)]
        return data_page(
            request,
            self.desk,
            "data_text.html.jinja",
            look,
            status,
            file=file,
            first=first,
            was=was,
            text=text,
            here=here,
            others=others,
            notice=notice,
            rows=min(max(len(lines) + 1, 4), 40),
        )
