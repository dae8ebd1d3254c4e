"""How much memory a process takes, where the system tells it."""

from __future__ import annotations

import re
from pathlib import Path


def memory(name: str, process: str = "self") -> float | None:
    """Megabytes, by Linux's own book; `getrusage` would count what the process had before it became this program."""
    try:
        found = re.search(rf"{name}:\s+(\d+) kB", Path("/proc", process, "status").read_text("utf-8"))
    except OSError:
        return None
    return int(found[1]) / 1024 if found else None


def megabytes(value: float | None) -> str:
    return "–" if value is None else f"{value:,.0f} MB"
