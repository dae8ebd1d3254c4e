"""What a page sends in a form, read before it is answered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

Fields = Mapping[str, str]
MOST = 200_000  # letters of one field


def texts_of(form: FormData) -> Fields:
    """What was typed; of a field that is sent more than once the last."""
    return {name: value for name, value in form.items() if isinstance(value, str)}


def posted(answering: Callable[[Request, Fields], Response]) -> Callable[[Request], Awaitable[Response]]:
    """The texts of a form, answered in a thread; a file among them is left."""

    async def answered(request: Request) -> Response:
        async with request.form(max_files=1, max_part_size=MOST) as form:
            fields = texts_of(form)
        return await run_in_threadpool(answering, request, fields)

    return answered
