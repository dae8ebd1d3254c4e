"""What came of the last searches, kept in the folder, so that their pages are there after the desk was started anew."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scheduler.desk.acts import BY_HAND
from scheduler.desk.refusals import ActRefused
from scheduler.desk.search import Search
from scheduler.desk.search_end import SearchOutcome
from scheduler.desk.search_wish import SearchWish
from scheduler.desk.state import DeskState
from scheduler.files import Faults, programme_text
from scheduler.files.folder_lock import DESK_FOLDER
from scheduler.files.programme_file import read_programme_text
from scheduler.files.remembered import remember, remembered
from scheduler.text.language import Language
from scheduler.text.sentence import LANGUAGES, said_in, spoken_language

_HOME = "answers"
_MOST = 20  # the newest
_NUMBER = re.compile(r"[0-9a-f]{1,16}")


@dataclass(frozen=True)
class KeptAnswer:
    """One that can be looked at again. `sentence`: how it went, in the language of whoever reads it."""

    id: str
    sentence: str


class KeptAnswers:
    """Those of one folder. What cannot be kept or read is gone, which is no reason to say anything."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._home = folder, folder / DESK_FOLDER / _HOME

    def keep(self, result: SearchOutcome) -> None:
        """With the day that it was asked of, and its programmes."""
        with suppress(OSError, ValueError):
            self._home.parent.mkdir(exist_ok=True)
            remember(self._home / f"{result.search.id}.json", _payload(result))
            for file in self._files()[_MOST:]:
                file.unlink(missing_ok=True)

    def read(self, number: str) -> SearchOutcome | None:
        """The one of that number; None: it is not kept."""
        if not _NUMBER.fullmatch(number):
            return None
        try:
            return self._outcome(remembered(self._home / f"{number}.json"))
        except (ValueError, KeyError, TypeError, AttributeError, Faults, ActRefused):
            return None

    def all(self) -> Iterator[KeptAnswer]:
        """The newest first."""
        for file in self._files():
            found = remembered(file)
            sentences = found.get("sentences") if isinstance(found, dict) else None
            if isinstance(sentences, dict) and isinstance(sentence := sentences.get(spoken_language()), str):
                yield KeptAnswer(file.stem, sentence)

    def _files(self) -> list[Path]:
        try:
            found = [file for file in self._home.iterdir() if _NUMBER.fullmatch(file.stem) and file.suffix == ".json"]
            return sorted(found, key=lambda file: file.stat().st_mtime_ns, reverse=True)
        except OSError:
            return []

    def _outcome(self, payload: Any) -> SearchOutcome | None:
        data = {str(name): b64decode(text) for name, text in payload["files"].items()}
        before = DeskState.of_data(data, str(payload["day_file"]), str(payload["programme_file"]), self._folder)
        if before.instance is None:
            return None
        programmes = [
            read_programme_text(text.encode(), "programme.json", before.instance)[0] for text in payload["programmes"]
        ]
        wish = SearchWish(str(payload["what"]), dict(payload["options"]), str(payload["who"]))
        wish.checked()
        search = Search(str(payload["id"]), wish, before.version, 0.0, "done", ended=float(payload["seconds"]))
        answer, stopped = dict(payload["answer"]), bool(payload["stopped"])
        return SearchOutcome(
            search, before, int(payload["exit_code"]), answer, tuple(programmes), str(payload["errors"]), stopped
        )


def _payload(result: SearchOutcome) -> dict[str, Any]:
    before, wish = result.before, result.search.wish
    if before.instance is None:
        raise ValueError
    return {
        "id": result.search.id,
        "sentences": {code: said_in(result.sentence, Language.of(code)) for code in LANGUAGES},
        "what": wish.what,
        "options": dict(wish.options),
        "who": wish.who,
        "seconds": result.search.elapsed,
        "exit_code": result.exit_code,
        "stopped": result.stopped,
        "errors": result.errors,
        "answer": dict(result.answer),
        "day_file": before.day.file,
        "programme_file": before.programme_file,
        "files": {name: b64encode(data).decode() for name, data in before.data.items()},
        "programmes": [programme_text(before.instance, each, BY_HAND) for each in result.programmes],
    }
