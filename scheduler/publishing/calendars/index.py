"""calendars.json: who has which file, and how many events stand in it. Written along with the files, line by line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping

from scheduler.publishing.calendars.edition import File
from scheduler.publishing.calendars.ledger import Ledger


class Index:
    """Writes the index as the edition goes by: `add` each file, and at the end `finish` with the edition's ledger.

    Valid JSON: {version, conference, calendars: [{kind, name, file, events, cancelled}], files: [{kind, file}], news,
    private_names, withdrawn, people, highest, edition}. `files`: the forms of the programme, and each session as a file
    of its own, with the number of its events. `news`: by name of session, what changed with the last edition that
    changed something. The rest is for the day that the ledger is lost, or an older one is put back; `highest` is the
    highest SEQUENCE ever.
    """

    def __init__(self, write: Callable[[bytes], object], ledger: Ledger) -> None:
        self._write = write
        self._comma = b"\n"
        conference = {"id": ledger.conference, "domain": ledger.domain}
        write(b'{\n"version": 1,\n"conference": ' + _json(conference) + b',\n"calendars": [')

    def add(self, file: File) -> None:
        row = {"kind": file.kind, "name": file.of, "file": file.path, "events": file.events}
        self._write(self._comma + _json({**row, "cancelled": file.cancelled}))
        self._comma = b",\n"

    def finish(
        self,
        ledger: Ledger,
        files: Iterable[str] = (),
        sessions: Iterable[str] = (),
        news: Mapping[str, str] | None = None,
    ) -> None:
        rest: dict[str, object] = {
            "files": [
                *({"kind": "form", "file": file} for file in files),
                *({"kind": "session", "file": file, "events": 1} for file in sessions),
            ],
            "news": dict(news or {}),
        }
        rest |= {name: getattr(ledger, name) for name in ("private_names", "withdrawn", "people", "highest", "edition")}
        self._write(b"\n],\n" + b",\n".join(_json(name) + b": " + _json(rest[name]) for name in rest) + b"\n}\n")


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
