"""Begin: a day that was open before, one that is there, or a new one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from scheduler.desk.recent import RecentDays
from scheduler.desk.refusals import ActRefused
from scheduler.text.sentence import Sentence, spoken_language
from scheduler.web.posted import Fields, texts_of
from scheduler.web.render import page, visitor

Opening = Callable[[Request, Path], Awaitable[None]]
HERE = "."  # the name of the folder itself that was asked for


class BeginPages:
    """`home`: the folder that can be looked into. `open_day`: serves the desk of a folder from then on.

    `here`: a folder that was asked for and has no day yet; None: none was. An empty one can become the day's own.
    """

    def __init__(self, home: Path, recent: RecentDays, open_day: Opening, here: Path | None = None) -> None:
        self.here = here.resolve() if here else None
        outside = self.here is not None and not self.here.is_relative_to(home.resolve())
        self.home = self.here if self.here is not None and outside else home
        self.recent, self.open_day = recent, open_day

    def look(self, request: Request) -> Response:
        return self._shown(request, dict(request.query_params))

    async def choose(self, request: Request) -> Response:
        """A day that is there."""
        async with request.form(max_files=0) as form:
            fields = texts_of(form)
        try:
            await self.open_day(request, self._typed(request, fields.get("folder", "")))
        except ActRefused as refused:
            return await run_in_threadpool(self._shown, request, fields, 422, refused)
        return RedirectResponse("/", 303)

    async def make(self, request: Request) -> Response:
        """A new one, in a new folder."""
        async with request.form(max_files=1) as form:
            fields = texts_of(form)
            upload = form.get("file")
            name, data = "", b""
            if isinstance(upload, UploadFile) and upload.filename:
                name, data = upload.filename, await upload.read()
        try:
            begun = await run_in_threadpool(self._begun, request, fields, name, data)
            await self.open_day(request, begun.folder)
        except ActRefused as refused:
            return await run_in_threadpool(self._shown, request, fields, 422, refused)
        if begun.remarks:
            return await run_in_threadpool(partial(page, request, "begun.html.jinja", begun=begun))
        return RedirectResponse("/", 303)

    def _begun(self, request: Request, fields: Fields, name: str, data: bytes) -> Any:
        from scheduler.desk import beginning  # noqa: PLC0415  what reads files of all kinds need not be there at once

        folder = self._new_folder(request, fields)
        match fields.get("kind"):
            case "starter":
                tracks = bool(fields.get("tracks"))
                return beginning.from_starter(folder, dutch=spoken_language() == "nl", tracks=tracks)
            case "empty":
                title, typed = fields.get("title", ""), fields.get("date", "")
                return beginning.from_nothing(folder, title, typed, dutch=spoken_language() == "nl")
            case "last":
                last = fields.get("last", "").strip()
                if not last:
                    raise ActRefused(Sentence("Say in which folder last year's day is."))
                return beginning.from_last_year(folder, self._typed(request, last), fields.get("date", ""))
            case _:
                if not name:
                    raise ActRefused(Sentence("Choose the file to begin from."))
                more = {"title": fields.get("title", "").strip(), "typed": fields.get("date", "")}
                return beginning.from_file(folder, name, data, table=bool(fields.get("table")), **more)

    def _new_folder(self, request: Request, fields: Fields) -> Path:
        typed = fields.get("name", "").strip()
        if self.here is not None and typed == HERE and not visitor(request).name:
            return self.here
        if not typed or typed in {".", ".."}:
            raise ActRefused(Sentence("Give the new folder a name."))
        return self._typed(request, typed, self._looked_into(fields).folder)

    def _typed(self, request: Request, typed: str, within: Path | None = None) -> Path:
        if visitor(request).name:
            raise ActRefused(Sentence("Who started the desk chooses its day."))
        try:
            found = ((within or self.home) / Path(typed.strip()).expanduser()).resolve()
            found.exists()  # a name that no system takes is found here
        except (RuntimeError, OSError, ValueError):
            raise ActRefused(Sentence("There is no folder {folder}.", folder=typed.strip())) from None
        return found

    def _looked_into(self, fields: Fields) -> Any:
        from scheduler.desk.beginning import looked_into  # noqa: PLC0415  as above

        return looked_into(self.home, fields.get("in", str(self.here or "")))

    def _shown(
        self, request: Request, fields: Fields, status: int = 200, refused: ActRefused | None = None
    ) -> Response:
        if visitor(request).name:
            status, refused = HTTPStatus.FORBIDDEN, ActRefused(Sentence("Who started the desk chooses its day."))
        place = self._looked_into(fields) if not visitor(request).name else None
        asked = place is not None and place.folder == self.here
        return page(
            request,
            "begin.html.jinja",
            status,
            fields=fields,
            refused=refused,
            mine=not visitor(request).name,
            place=place,
            here=HERE if place is not None and asked and place.is_empty else "",
            asked=asked,
            recent=self.recent.days() if not visitor(request).name else [],
        )
