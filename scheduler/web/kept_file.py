"""Files to take along: what they are called, and what a browser makes of them."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import Response

from scheduler.desk.state import DeskState
from scheduler.text.language import Language
from scheduler.text.sanitize import plain
from scheduler.text.sentence import Phrase, said_in

MEDIA_TYPES = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "md": "text/markdown; charset=utf-8",
    "xml": "application/xml",
    "json": "application/json",
    "ics": "text/calendar; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "zip": "application/zip",
}


def download(data: bytes, name: str, media_type: str) -> Response:
    """A file to be kept under that name, which is never shown as a page of ours."""
    stem, _, ending = name.rpartition(".")
    ascii_name = f"{plain(stem) or 'programma'}.{ending}"
    headers = {"Content-Disposition": f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name)}"}
    return Response(data, media_type=media_type, headers=headers)


def name_of(state: DeskState, word: Phrase, ending: str) -> str:
    """`Netwerkdag - programma.pdf`, in the language of the day; without what no disk takes in a name."""
    title = state.conference.title
    whole = f"{title} - {said_in(word, Language.of(state.conference.clock.language))}"
    return (
        "".join(" " if sign in '\\/:*?"<>|' or not sign.isprintable() else sign for sign in whole)[:120] + f".{ending}"
    )
