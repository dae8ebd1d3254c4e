"""Web and e-mail addresses in the texts that people wrote, as far as they may stand in a form for everybody."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from scheduler.conference.named_link import NamedLink
from scheduler.text import sanitize
from scheduler.text.links import lets_anyone_in

# A web address, up to what is rather the sentence around it; or an e-mail address, with at most 64 letters before the @
# (RFC 5321), so that a long word is not read again from each of its letters on.
_FOUND = re.compile(r"https?://[^\s<>\"]+|(?<![A-Za-z0-9])[A-Za-z0-9][\w.+-]{0,63}@[\w-]+(?:\.[\w-]+)+")
_AROUND = ".,;:!?)]}'’”…"


def safe(link: str) -> str:
    """The link in ASCII, or nothing when it is none that may stand on a page.

    >>> safe("https://meet.example/europa"), safe("javascript:alert(1)")
    ('https://meet.example/europa', '')
    """
    try:
        return sanitize.url(sanitize.line(link, None))
    except ValueError:
        return ""


def followable(links: Iterable[NamedLink]) -> tuple[tuple[str, str], ...]:
    """Of each that may stand on a page its name and where it leads to."""
    return tuple((sanitize.line(link.name), to) for link in links if (to := safe(link.url)))


def addressed(text: str) -> Iterator[tuple[str, str]]:
    """The text in pieces, each with where it leads to: "" for words, and for an address that lets anyone in.

    >>> list(addressed("Via wz@delft.example, of https://g40.example/a."))
    [('Via ', ''), ('wz@delft.example', 'mailto:wz@delft.example'), (', of ', ''), ('https://g40.example/a', 'https://g40.example/a'), ('.', '')]
    """  # noqa: E501  one line of the doctest
    end = 0
    for found in _FOUND.finditer(text):
        address = found[0].rstrip(_AROUND)
        link = safe(address if "://" in address else f"mailto:{address}")
        if link and not lets_anyone_in(link):
            yield text[end : found.start()], ""
            end = found.start() + len(address)
            yield address, link
    yield text[end:], ""
