"""What the one who works at this machine is called, as others see it who work on the same day."""

from __future__ import annotations

import getpass
import sys
from contextlib import suppress

from scheduler.desk.recent import settings_folder
from scheduler.files.remembered import remember, remembered

LONGEST = 60  # letters
_NOBODY = frozenset({"root", "admin", "administrator", "user", "gebruiker", "guest", "nobody", "ubuntu", "debian"})
_FILE = "name.json"


def own_name() -> str:
    """As it was given here once, else as the system knows it; empty where that says nothing."""
    found = remembered(settings_folder() / _FILE)
    if isinstance(found, str) and found.strip():
        return found[:LONGEST]
    name = _of_the_system()
    return "" if name.casefold() in _NOBODY else name[:LONGEST]


def keep_own_name(name: str) -> None:
    """From now on. Raises OSError."""
    place = settings_folder() / _FILE
    place.parent.mkdir(parents=True, exist_ok=True)
    remember(place, name)


def _of_the_system() -> str:
    """The whole name where the system has one, else that by which somebody signs in; empty where there is none."""
    with suppress(Exception):  # each system has its own ways not to know
        login = getpass.getuser()
        if sys.platform == "win32":
            return _of_windows() or login
        import pwd  # noqa: PLC0415  which Windows does not have

        return pwd.getpwnam(login).pw_gecos.split(",")[0].strip() or login
    return ""


def _of_windows() -> str:
    import ctypes  # noqa: PLC0415  for Windows alone

    size, windll = ctypes.c_ulong(256), getattr(ctypes, "windll", None)
    text = ctypes.create_unicode_buffer(size.value)
    display = 3  # as the programs of the system show it
    if windll is not None and windll.secur32.GetUserNameExW(display, text, ctypes.byref(size)):
        return text.value
    return ""
