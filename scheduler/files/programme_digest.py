"""A digest of the placements of a programme: whether two say the same, and whether one is still as netday wrote it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path


def digest(items: object) -> str:
    """The same for the same placements, as they stand in a file of ours."""
    return hashlib.sha256(json.dumps(items, ensure_ascii=False).encode()).hexdigest()[:16]


def digest_of(path: Path) -> str | None:
    """That of the programme in a file; None for a file that is no programme of ours."""
    try:
        data = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    if not (isinstance(data, dict) and {"conference", "day_file", "programme"} <= set(data)):
        return None
    return digest(data["programme"])
