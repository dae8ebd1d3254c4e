"""How soon a page is seen in Chromium here: from when the browser asks for it until it first shows something of it.

Chromium itself writes down both moments. The page is as it is published, read from the disk; nothing is added to it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_TIMES = 3
_LONGEST = 120  # seconds; a browser that hangs is no measure
_QUIET = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1440,900",
    "--trace-startup=loading,blink.user_timing",
    "--trace-startup-format=json",
)


def chromium() -> str | None:
    """The command by which a browser of that family starts here; None where there is none."""
    return next((found for name in _BROWSERS if (found := shutil.which(name))), None)


def first_paint(browser: str, page: bytes) -> float | None:
    """Seconds until the first text or picture is painted, the middle one of three; None where none was ever painted."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        file = Path(folder, "programme.html")
        file.write_bytes(page)
        found = [_painted_once(browser, file, Path(folder, str(number))) for number in range(_TIMES)]
    painted = [seconds for seconds in found if seconds is not None]
    return median(painted) if painted else None


def painted(events: Iterable[Mapping[str, Any]], address: str) -> float | None:
    """Seconds from the start of the way to this address to its first contentful paint, by what Chromium wrote down."""
    way, started = None, 0
    for event in sorted(events, key=lambda event: event.get("ts", 0)):
        data = event.get("args", {}).get("data", {})
        if event.get("name") == "navigationStart" and data.get("documentLoaderURL") == address:
            way, started = data["navigationId"], event["ts"]
        elif event.get("name") == "firstContentfulPaint" and way and data.get("navigationId") == way:
            return float(event["ts"] - started) / 1_000_000
    return None


def _painted_once(browser: str, file: Path, profile: Path) -> float | None:
    """In a browser that has just started, with a profile of its own."""
    profile.mkdir()
    trace = profile / "trace.json"
    # As root Chromium does not start in its sandbox; this page is our own.
    own = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
    where = [f"--user-data-dir={profile}", f"--trace-startup-file={trace}", f"--screenshot={profile / 'seen.png'}"]
    command = [browser, *_QUIET, *own, *where, file.as_uri()]
    try:
        subprocess.run(command, capture_output=True, timeout=_LONGEST, check=True)  # noqa: S603  no text of others
        events = json.loads(trace.read_bytes())["traceEvents"]
    except (OSError, subprocess.SubprocessError, ValueError, KeyError):
        return None
    return painted(events, file.as_uri())
