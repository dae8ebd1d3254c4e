"""A file dropped on the desk: kept aside, shown with what it would change and what is asked, then taken or left."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from threading import Lock
from weakref import finalize

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from scheduler.desk.dropped import FileKind, FileReview, kinds_of, review
from scheduler.desk.refusals import ActRefused, Stale
from scheduler.files.atomic import write_atomic
from scheduler.text.sentence import NOTHING, Phrase, Sentence
from scheduler.web.data.fields import FormSaid
from scheduler.web.data.look import DataLook, data_page
from scheduler.web.desk import Desk
from scheduler.web.pages.data import posted
from scheduler.web.render import visitor
from scheduler.web.routing import PageRoute

_KEPT = 8  # files that wait for somebody to take or leave them; the oldest goes first
_LONGEST = 100  # letters of a name


@dataclass
class WaitingFile:
    """A file in a folder of its own, which goes with it. `answers`: what was decided about it so far."""

    path: Path
    answers: dict[tuple[str, str], str] = field(default_factory=dict)

    @cached_property
    def kinds(self) -> Sequence[FileKind]:
        """What it can be; a workbook is opened to see that."""
        return kinds_of(self.path)


def routes(desk: Desk) -> Iterable[PageRoute]:
    pages = DroppedPages(desk)
    yield PageRoute("/gegevens/file", pages.drop, ("POST",))
    yield PageRoute("/gegevens/file/{token}", pages.look)
    yield PageRoute("/gegevens/file/{token}", posted(pages.decide), ("POST",))


class DroppedPages:
    """What is answered about files that were dropped on one desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._files: dict[str, WaitingFile] = {}
        self._lock = Lock()
        self._home: Path | None = None

    async def drop(self, request: Request) -> Response:
        async with request.form(max_files=4, max_fields=10) as form:
            upload = next((value for value in form.getlist("file") if isinstance(value, UploadFile)), None)
            name, data = (upload.filename or "", await upload.read()) if upload else ("", b"")
        if not name:
            return RedirectResponse("/gegevens", 303)
        return await run_in_threadpool(self._keep, name, data)

    def _keep(self, name: str, data: bytes) -> Response:
        plain = Path(name.replace("\\", "/")).name.replace("\0", "").strip(". ") or "file"
        stem, ending = Path(plain).stem[:_LONGEST], Path(plain).suffix[:10]
        token = secrets.token_urlsafe(12)
        with self._lock:
            if self._home is None:
                self._home = Path(mkdtemp(prefix="netday-files-"))
                finalize(self, rmtree, self._home, ignore_errors=True)
            path = self._home / token / f"{stem}{ending}"
            path.parent.mkdir()
            path.write_bytes(data)
            self._files[token] = WaitingFile(path)
            while len(self._files) > _KEPT:
                rmtree(self._files.pop(next(iter(self._files))).path.parent, ignore_errors=True)
        return RedirectResponse(f"/gegevens/file/{token}", 303)

    def look(self, request: Request) -> Response:
        waiting = self._files.get(request.path_params["token"])
        if waiting is None:
            return RedirectResponse("/gegevens", 303)
        return self._page(request, waiting)

    def decide(self, request: Request, form: FormSaid) -> Response:
        """`act`: take it, leave it, or look again with these answers."""
        token = request.path_params["token"]
        waiting = self._files.get(token)
        if waiting is None:
            return RedirectResponse("/gegevens", 303)
        if form.one("act") == "leave":
            self._forget(token)
            return RedirectResponse("/gegevens", 303)
        waiting.answers |= _answers(form)
        state = self.desk.workspace.state()
        found = self._review(request, waiting)
        if any(question.wrong for question in found.questions):
            return self._page(request, waiting, Sentence("Not every question has an answer yet."), 422, found)
        if form.one("act") != "take" or found.questions or found.act is None:
            more = Sentence("With these answers, something more is asked.") if found.questions else NOTHING
            return self._page(request, waiting, more, found=found)
        if form.one("version") != state.version:
            changed = Sentence("The day has changed meanwhile. Look at what the file would change now.")
            return self._page(request, waiting, changed, 412, found)
        try:
            done = self.desk.workspace.do(found.act, seen=state.version, who=visitor(request).who)
        except Stale as stale:
            return self._page(request, waiting, stale.sentence, 412)
        except ActRefused as refused:
            return self._page(request, waiting, refused.sentence, 422, found)
        if found.memory is not None:
            self._remember(*found.memory)
        self._forget(token)
        return RedirectResponse(f"/gegevens{'?done=' + done.entry.id if done.entry else ''}", 303)

    @staticmethod
    def _remember(path: Path, data: bytes) -> None:
        """The answers, for the next export. Where they cannot be kept they are asked again."""
        try:
            path.parent.mkdir(exist_ok=True)
            write_atomic(path, data)
        except OSError:
            return

    def _forget(self, token: str) -> None:
        with self._lock:
            if waiting := self._files.pop(token, None):
                rmtree(waiting.path.parent, ignore_errors=True)

    def _review(self, request: Request, waiting: WaitingFile) -> FileReview:
        kinds = waiting.kinds
        wanted = request.query_params.get("as", "")
        if not kinds:
            why = Sentence(
                "{file} is no file that the desk takes in: choose a workbook (.xlsx), a list (.csv), a document "
                "(.docx) or text (.txt).",
                file=waiting.path.name,
            )
            return FileReview(FileKind.WORKBOOK, faults=(why,))
        kind = next((kind for kind in kinds if kind == wanted), kinds[0])
        workspace = self.desk.workspace
        return review(waiting.path, kind, workspace.state(), workspace.folder, waiting.answers)

    def _page(
        self,
        request: Request,
        waiting: WaitingFile,
        notice: Phrase = NOTHING,
        status: int = 200,
        found: FileReview | None = None,
    ) -> Response:
        """`found`: what the file says for the day as it is now; None: that is read here."""
        look = DataLook.of(self.desk.workspace.state())
        found = found or self._review(request, waiting)
        about = {question.what for question in found.questions if question.about == "column"}
        return data_page(
            request,
            self.desk,
            "data_file.html.jinja",
            look,
            status,
            file=waiting.path.name,
            found=found,
            kinds=waiting.kinds,
            notice=notice,
            columns=[column for column in found.columns if column.what not in about],
            address=str(request.url.path) + (f"?{request.url.query}" if request.url.query else ""),
        )


def _answers(form: FormSaid) -> dict[tuple[str, str], str]:
    """What was answered; a column that stays what it was taken for is no answer."""
    texts = form.texts
    parts = [texts.get(f"q.{key}", ()) for key in ("about", "what", "was", "answer")]
    return {
        (about, what): answer.strip() or ("" if about == "round" else "-")
        for about, what, was, answer in zip(*parts, strict=False)
        if was != answer or was == ""
    }
