"""Small files of ours in which something is remembered: whoever broke or lost one finds nothing remembered, no more."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from scheduler.files.atomic import write_atomic


def remembered(place: Path) -> Any:
    """What stands there as JSON; None where there is no such file, or it is broken."""
    try:
        return json.loads(place.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None


def remember(place: Path, value: object) -> None:
    """Write it there, and make the file's own folder where that is not there yet. Raises OSError."""
    place.parent.mkdir(exist_ok=True)
    write_atomic(place, (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode())
