"""Who may come in, and as whom: keys that are opened once, invitations, and what is remembered of a browser.

Nothing of a key stands on the disk but its digest, in `.netday/doors.json` beside the day, so that a page that is open
goes on after the desk was started anew.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from threading import Lock

from scheduler.files.folder_lock import DESK_FOLDER
from scheduler.files.remembered import remember, remembered

FILE = "doors.json"
MOST = 200  # browsers that are remembered; the first ones are forgotten first


class May(StrEnum):
    """What somebody may do at the desk."""

    EDIT = "edit"
    LOOK = "look"


@dataclass(frozen=True)
class Visitor:
    """Who asks. `name`: for the journal; empty for the one who started the desk, who signs as `own`."""

    name: str = ""
    may: May = May.EDIT
    own: str = ""

    @property
    def who(self) -> str:
        """As the journal has it and others see it; empty where that is not known."""
        return self.name or self.own


@dataclass
class Doors:
    """The keys of one desk. `folder` None: nothing is kept on the disk, and a new start forgets every browser.

    `own`: what the one who started the desk is called.
    """

    folder: Path | None = None
    own: str = ""
    _once: set[str] = field(default_factory=set)
    _invitations: dict[str, Visitor] = field(default_factory=dict)
    _browsers: dict[str, Visitor] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        found = remembered(self.folder / DESK_FOLDER / FILE) if self.folder else None
        if isinstance(found, dict):
            self._invitations, self._browsers = _visitors(found.get("invitations")), _visitors(found.get("browsers"))

    def key(self) -> str:
        """A key that opens the desk once, for the one who started it."""
        key = secrets.token_urlsafe(24)
        with self._lock:
            self._once.add(_digest(key))
        return key

    def invite(self, visitor: Visitor) -> str:
        """A key for somebody else, which opens the desk until it is withdrawn."""
        key = secrets.token_urlsafe(24)
        with self._lock:
            self._invitations[_digest(key)] = visitor
            self._keep()
        return key

    @property
    def invited(self) -> Mapping[str, Visitor]:
        """The invitations there are, by the first letters of their digests."""
        return {digest[:12]: visitor for digest, visitor in self._invitations.items()}

    def withdraw(self, number: str) -> None:
        """Take an invitation back, and forget the browsers that came in by it."""
        with self._lock:
            gone = {digest for digest in self._invitations if digest[:12] == number}
            names = {self._invitations.pop(digest) for digest in gone}
            self._browsers = {digest: who for digest, who in self._browsers.items() if who not in names}
            self._keep()

    def enter(self, key: str) -> tuple[str, Visitor] | None:
        """What a browser keeps from now on, and who it is; None: no such key, or it is spent."""
        digest, cookie = _digest(key), secrets.token_urlsafe(24)
        with self._lock:
            if digest in self._once:
                self._once.discard(digest)
                visitor = Visitor()
            elif digest in self._invitations:
                visitor = self._invitations[digest]
            else:
                return None
            self._browsers[_digest(cookie)] = visitor
            while len(self._browsers) > MOST:
                del self._browsers[next(iter(self._browsers))]
            self._keep()
        return cookie, visitor

    def let_in(self, cookie: str, visitor: Visitor) -> None:
        """A browser that came in elsewhere: what it keeps is known here too."""
        with self._lock:
            self._browsers[_digest(cookie)] = visitor
            self._keep()

    def known(self, cookie: str) -> Visitor | None:
        """Who that browser is; None: it never came in here."""
        return self._browsers.get(_digest(cookie)) if cookie else None

    def _keep(self) -> None:
        """A folder that may not be written is no reason to keep anybody out: a new start forgets them, no more."""
        if self.folder is None:
            return
        payload = {
            "invitations": {digest: _plain(who) for digest, who in self._invitations.items()},
            "browsers": {digest: _plain(who) for digest, who in self._browsers.items()},
        }
        place = self.folder / DESK_FOLDER / FILE
        try:
            remember(place, payload)
            place.chmod(0o600)
        except OSError:
            return


def _digest(key: str) -> str:
    return sha256(key.encode()).hexdigest()


def _plain(who: Visitor) -> dict[str, str]:
    return {"name": who.name, "may": who.may}


def _visitors(found: object) -> dict[str, Visitor]:
    visitors = {}
    for digest, who in found.items() if isinstance(found, dict) else ():
        if isinstance(who, dict) and who.get("may") in set(May):
            visitors[digest] = replace(Visitor(), name=str(who.get("name", "")), may=May(who["may"]))
    return visitors
