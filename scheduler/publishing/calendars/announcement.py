"""What an edition changed is kept in it until it has been printed: a crash or a full disk must not hide what moved."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from scheduler.publishing.calendars.location import UNREAD, real_folder


def not_announced(edition: Path | None) -> list[str]:
    """The sentences of earlier editions that nobody has read yet; none where that is lost."""
    try:
        kept = json.loads((edition / UNREAD).read_bytes()) if edition else []
        return [str(sentence) for sentence in kept]
    except (OSError, ValueError, TypeError, RecursionError):
        return []


def as_file(sentences: list[str]) -> bytes:
    return json.dumps(sentences, ensure_ascii=False, indent=1).encode()


def announced(folder: Path, sentences: list[str]) -> None:
    """Forget them: somebody has read them. Another edition may have come meanwhile; its sentences stay."""
    with suppress(OSError):
        kept = real_folder(folder) / UNREAD
        if not kept.is_symlink() and kept.read_bytes() == as_file(sentences):
            kept.unlink()
