"""Files to take along."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import Response

from scheduler.text.sanitize import plain


def download(data: bytes, name: str, media_type: str) -> Response:
    """A file to be kept under that name, which is never shown as a page of ours."""
    stem, _, ending = name.rpartition(".")
    ascii_name = f"{plain(stem) or 'programma'}.{ending}"
    headers = {"Content-Disposition": f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name)}"}
    return Response(data, media_type=media_type, headers=headers)
