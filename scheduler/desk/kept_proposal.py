"""The last programme that was found, kept in the folder until it is taken or left: a desk that ends loses no search."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from contextlib import suppress
from pathlib import Path
from typing import Any

from scheduler.desk.acts import BY_HAND
from scheduler.desk.refusals import ActRefused
from scheduler.desk.search import Search
from scheduler.desk.search_end import SearchOutcome
from scheduler.desk.search_wish import SearchWish
from scheduler.desk.state import DeskState
from scheduler.files import Faults, programme_text
from scheduler.files.atomic import write_atomic
from scheduler.files.folder_lock import DESK_FOLDER
from scheduler.files.programme_file import read_programme_text

_FILE = "proposal.json"


class KeptProposal:
    """That of one folder. What cannot be kept or read is gone, which is no reason to say anything."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._file = folder, folder / DESK_FOLDER / _FILE

    def keep(self, result: SearchOutcome, number: int) -> None:
        """The programme of that number, with the day that it was made for."""
        before = result.before
        if before.instance is None:
            return
        payload = {
            "id": result.search.id,
            "what": result.search.wish.what,
            "who": result.search.wish.who,
            "stopped": result.stopped,
            "day_file": before.day.file,
            "programme_file": before.programme_file,
            "files": {name: b64encode(data).decode() for name, data in before.data.items()},
            "programme": programme_text(before.instance, result.programmes[number], BY_HAND),
            "proof": dict(result.proof(number)),
        }
        with suppress(OSError):
            self._file.parent.mkdir(exist_ok=True)
            write_atomic(self._file, json.dumps(payload, ensure_ascii=False).encode())

    def forget(self) -> None:
        with suppress(OSError):
            self._file.unlink(missing_ok=True)

    def read(self) -> SearchOutcome | None:
        """What the search came to that found it, with that programme alone."""
        try:
            return self._outcome(json.loads(self._file.read_bytes()))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, Faults, ActRefused):
            return None

    def _outcome(self, payload: Any) -> SearchOutcome | None:
        data = {str(name): b64decode(text) for name, text in payload["files"].items()}
        before = DeskState.of_data(data, str(payload["day_file"]), str(payload["programme_file"]), self._folder)
        if before.instance is None:
            return None
        programme, _ = read_programme_text(payload["programme"].encode(), "programme.json", before.instance)
        wish = SearchWish(str(payload["what"]), who=str(payload["who"]))
        wish.words  # noqa: B018  raises ActRefused where it is no search
        search = Search(str(payload["id"]), wish, before.version, 0.0, "done", ended=0.0)
        answer = {"answer": "solved", "stopped": bool(payload["stopped"]), "proof": dict(payload["proof"])}
        return SearchOutcome(search, before, 0, answer, (programme,))
