"""Where the published page stands on the web, and each session on it: what calendars and page lead people to."""

from __future__ import annotations

from hashlib import blake2b
from urllib.parse import urlsplit

from scheduler.text import sanitize

PAGE = "programme.html"  # as it is called in a published folder
FRONT = "index.html"  # the same page, which web servers give to whoever asks for the folder itself


def folder_address(website: str) -> str:
    """The address of the folder, without a stroke at its end; "" where the website is none to which people can go.

    What is asked of a page, a place on it and the page's own name are no part of it.

    >>> folder_address("https://g40.example/haarlem/"), folder_address("https://g40.example/haarlem/programme.html#top")
    ('https://g40.example/haarlem', 'https://g40.example/haarlem')
    """
    try:
        parts = urlsplit(sanitize.url(sanitize.line(website, None)))
    except ValueError:
        return ""
    if parts.scheme.casefold() not in ("http", "https"):
        return ""
    before, _, last = parts.path.rpartition("/")
    path = before if last.casefold() in (PAGE, FRONT, "index.htm") else parts.path
    return f"{parts.scheme.lower()}://{parts.netloc}{path.rstrip('/')}"


def anchor(session_name: str) -> str:
    """The place of a session on the page: an ASCII name of its own, the same in every edition."""
    return f"s-{blake2b(session_name.encode(), digest_size=6).hexdigest()}"


def page_address(website: str, session_name: str | None = None) -> str:
    """The address of the page, or of a session on it; "" where the website is none.

    >>> page_address("https://g40.example/haarlem", "Europa")
    'https://g40.example/haarlem/programme.html#s-124d05175005'
    """
    folder = folder_address(website)
    if not folder:
        return ""
    return f"{folder}/{PAGE}" if session_name is None else f"{folder}/{PAGE}#{anchor(session_name)}"
