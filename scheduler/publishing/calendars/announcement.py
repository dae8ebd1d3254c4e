"""What an edition changed is kept in it until it has been printed: a crash or a full disk must not hide what moved."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

from scheduler.publishing.calendars.location import UNREAD, real_folder
from scheduler.text.language import Language
from scheduler.text.sentence import LANGUAGES, Phrase, said_in


class KeptSentence(Phrase):
    """A sentence that was kept in each language, as nobody knows which one its reader will speak."""

    __slots__ = ("texts",)
    texts: Mapping[str, str]

    def __new__(cls, texts: Mapping[str, str]) -> Self:
        kept = super().__new__(cls, texts.get("en", ""))
        kept.texts = texts
        return kept

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.texts,)

    def into(self, language: Language) -> str:
        return self.texts.get(language.code, str(self))


def not_announced(edition: Path | None) -> list[str]:
    """The sentences of earlier editions that nobody has read yet; none where that is lost."""
    try:
        kept = json.loads((edition / UNREAD).read_bytes()) if edition else []
        return [
            KeptSentence({str(code): str(text) for code, text in one.items()}) if isinstance(one, dict) else str(one)
            for one in kept
        ]
    except (OSError, ValueError, TypeError, RecursionError):
        return []


def as_file(sentences: list[str]) -> bytes:
    """Each in every language; what an earlier netday kept is in one."""
    languages = {code: Language.of(code) for code in LANGUAGES}
    kept = [
        {code: said_in(one, language) for code, language in sorted(languages.items())}
        if isinstance(one, Phrase)
        else one
        for one in sentences
    ]
    return json.dumps(kept, ensure_ascii=False, indent=1).encode()


def announced(folder: Path, sentences: list[str]) -> None:
    """Forget them: somebody has read them. Another edition may have come meanwhile; its sentences stay."""
    with suppress(OSError):
        kept = real_folder(folder) / UNREAD
        if not kept.is_symlink() and kept.read_bytes() == as_file(sentences):
            kept.unlink()
