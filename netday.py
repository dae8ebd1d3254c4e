"""Where the installed command netday starts: it looks whether the package `scheduler` is netday's own, and runs it.

Others call a package of theirs `scheduler` too. Installed into one environment with netday, theirs overwrites this one
file by file, and what is left over would fail with a traceback that tells nobody why. So the command starts outside
the package, in a module of netday's own name, and reads the front door of `scheduler` before any line of it runs.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path

OURS = '__project__ = "netday"'  # a line of scheduler/__init__.py
FAULTY, INTERRUPTED = 2, 130  # as for any other fault in files; scheduler.commands.output cannot be asked yet


def wrong(found: ModuleSpec | None) -> str | None:
    """What netday's package is instead of in its place, beside this file; None when nothing is wrong."""
    if found is None:
        return "missing"
    if found.origin is None:  # a folder without an __init__.py, as an uninstalled namesake leaves it
        return f"incomplete ({', '.join(found.submodule_search_locations or ())})"
    file = Path(found.origin)
    if file.resolve().parent.parent != Path(__file__).resolve().parent:
        return f"hidden by another one of that name ({file.parent})"
    if OURS not in file.read_text("utf-8"):
        return f"overwritten by another project ({file.parent})"
    return None


def __getattr__(name: str) -> object:
    """Tell who imports this module to program with netday which one was meant."""
    raise AttributeError(f"netday.py has no {name}: it starts the command. For programs: import scheduler as netday")


def main() -> None:
    if fault := wrong(importlib.util.find_spec("scheduler")):
        sys.stderr.write(
            f"Error: netday cannot start, for its package `scheduler` is {fault}: "
            "install netday in an environment of its own, with pipx.\n"
        )
        sys.exit(FAULTY)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # NumPy's matrices are small here: two cores wait for each other
    try:
        from scheduler.commands.main import main as command  # noqa: PLC0415  only now is it known whose it is
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted. Nothing was written.\n")
        sys.exit(INTERRUPTED)
    command()


if __name__ == "__main__":
    main()
