"""What names an event over all editions: `<session>.<scope>.<conference>@<domain>`, never its time, place or title."""

from __future__ import annotations

import re
from datetime import date
from hashlib import blake2b
from urllib.parse import urlsplit

from scheduler.publishing.calendars.entry import Of

NO_DOMAIN = "netday.invalid"  # a domain that can never be anybody's (RFC 2606)
_UID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~+=@-]{0,119}")
_HOST = re.compile(r"(?=.{1,63}\Z)[a-z0-9-]+(\.[a-z0-9-]+)*")  # 63, so that a UID stays well under its 120 octets


def digest(data: bytes, *, octets: int = 8, key: bytes = b"") -> str:
    """The hash of the data in hex, two letters an octet."""
    return blake2b(data, digest_size=octets, key=key).hexdigest()


def session_token(key: str) -> str:
    """The token of an entry, from its key: the session's name, or `name#note`."""
    return digest(key.encode(), octets=6)


def scope(kind: Of, of: str, key: bytes) -> str:
    """What tells whose calendar it is. People by a keyed hash, so that nobody finds out whose a UID is by trying names.

    >>> scope("room", "Zaal 1", b"")
    'room-2ee986ab'
    """
    if kind == "programme":
        return "prog"
    if kind == "person":
        return f"p-{digest(of.encode(), key=key)}"
    return f"{'room' if kind == 'room' else 'grp'}-{digest(of.encode(), octets=4)}"


def conference_token(title: str, first: date) -> str:
    """The name of the conference, worked out at the first publication; from then on the ledger's holds."""
    return digest(f"{title}\n{first.isoformat()}".encode(), octets=6)


def domain(website: str) -> str:
    """The host of the day's website; one that is nobody's where there is none, or it is no plain name.

    >>> domain("https://www.example.nl/dag"), domain("")
    ('www.example.nl', 'netday.invalid')
    """
    try:
        host = (urlsplit(website).hostname or "").lower()
    except ValueError:
        return NO_DOMAIN
    return host if _HOST.fullmatch(host) else NO_DOMAIN


def relcalid(scope: str, conference: str, domain: str) -> str:
    """The name of a calendar, X-WR-RELCALID, which stands in each UID behind the session."""
    return f"{scope}.{conference}@{domain}"


def checked(name: str) -> str:
    """The name itself, when it can be a UID: ASCII letters, digits and a few signs, at most 120 octets.

    Raises ValueError with a sentence otherwise.
    """
    if not _UID.fullmatch(name):
        raise ValueError(f"{name[:140]!a} cannot name an event; it takes at most 120 ASCII letters, digits and . _ - @")
    return name


def uid(token: str, relcalid: str) -> str:
    """The UID of an event: at most 12 + 1 + 18 + 1 + 12 + 1 + 63 = 108 octets, or 6 more in a draft."""
    return f"{token}.{relcalid}"
