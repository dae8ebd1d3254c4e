"""Links that stand in a day file and go to attendees: which are fit to be sent, and which only to those who come."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from scheduler.text.sentence import Sentence
from scheduler.text.wording import visible

_SECRET = re.compile(r"pwd|passwd|password|passcode|wachtwoord|token|secret|(^|[^a-z])(pass|pin|jwt)$|key$")
_ON_A_DISK = re.compile(
    r"(?i)[a-z]:[\\/]|\\\\|file:.*\.[a-z0-9]{2,5}$|[^:/?#@]+\.(pdf|docx?|xlsx?|pptx?|od[tsp]|txt|png|jpe?g)$"
)
_LONGEST = 1_000  # letters before the path of a link; a host has 253 at most
_TEAMS = ("teams.microsoft.com", "teams.live.com")  # there the passcode is called p


def checked_link(text: str) -> str:
    """The link, when it is one: `https:`, `http:` or `mailto:`. Raises ValueError with a sentence otherwise.

    >>> checked_link("https://link.g40.example/europa")
    'https://link.g40.example/europa'
    >>> checked_link("javascript:alert(1)")
    Traceback (most recent call last):
    ...
    ValueError: "javascript:alert(1)" is no link; it should begin with https://, http:// or mailto:
    """
    if _ON_A_DISK.match(text):
        raise ValueError(
            Sentence(
                '"{link}" is no link but a file, which others cannot open where it is; put it on the web, and write '
                "its address there, which begins with https://",
                link=visible(text),
            )
        )
    if any(unicodedata.category(sign)[0] in "CZ" for sign in text):
        raise ValueError(
            Sentence('"{link}" is no link; there is a blank or a control character in it', link=visible(text))
        )
    if odd := next((sign for sign in text if sign in '"<>\\^`{|}'), ""):
        code = f"%{ord(odd):02X}"
        raise ValueError(Sentence("{sign} cannot stand in a link; write {code} for it", sign=odd, code=code))
    scheme, _, rest = text.partition(":")
    if scheme.casefold() == "mailto":
        if not re.fullmatch(r"[^@?]+@[^@?]+(\?.*)?", rest):
            raise ValueError(Sentence('"{link}" is no link; after mailto: comes an address', link=text))
        return text
    if scheme.casefold() not in ("http", "https") or not rest.startswith("//"):
        raise ValueError(Sentence('"{link}" is no link; it should begin with https://, http:// or mailto:', link=text))
    if not host(text):
        raise ValueError(Sentence('"{link}" is no link; it does not name a host', link=text))
    return text


def checked_website(text: str) -> str:
    """A link to a place on the web, where a folder can stand. Raises ValueError with a sentence otherwise."""
    if checked_link(text).casefold().startswith("mailto:"):
        raise ValueError(Sentence('"{link}" is no website; it should begin with https:// or http://', link=text))
    if "@" in urlsplit(text).netloc or lets_anyone_in(text):  # the message does not repeat what is secret
        where = urlsplit(text)._replace(netloc=host(text), query="", fragment="").geturl()
        raise ValueError(
            Sentence(
                "there is a password or passcode in this address, and it goes out to everybody; leave that out: "
                "{address}",
                address=where,
            )
        )
    return text


def host(link: str) -> str:
    """The host of the link, in small letters; empty when it has none.

    >>> host("https://Netwerkdag.G40.example:8080/haarlem")
    'netwerkdag.g40.example'
    """
    try:
        parts = _split(link)
        named = parts.hostname if parts.port != 0 else ""
    except ValueError:  # a port that is no number, half an IPv6 address
        return ""
    return named or ""


def file_or_host(link: str) -> str:
    """How a link without a name of its own is called: by the file it leads to, its host, or the address to write to.

    >>> file_or_host("https://g40.example/stukken/agenda%20AB.pdf?v=2"), file_or_host("mailto:ab@g40.example")
    ('agenda AB.pdf', 'ab@g40.example')
    """
    name = host(link)
    if not name:
        return link.partition(":")[2].partition("?")[0]
    last = unquote(_split(link).path.rpartition("/")[2])
    return last if re.fullmatch(r"[^\\/\x00-\x1f\x7f]{1,80}\.[A-Za-z0-9]{2,5}", last) else name


def _split(link: str) -> SplitResult:
    """Raises ValueError for what is no link; also for what would take the library a minute to see that it is none."""
    if len(re.split(r"[/?#]", link.partition("//")[2], maxsplit=1)[0]) > _LONGEST:
        raise ValueError(link)
    return urlsplit(link)


def lets_anyone_in(link: str) -> bool:
    """Whether the link carries a passcode, a token or the like: who has it can come in.

    >>> lets_anyone_in("https://zoom.example/j/93?pwd=c2Vz"), lets_anyone_in("https://meet.example/europa?lang=nl")
    (True, False)
    """
    try:
        parts = _split(link)
        asked = [*parse_qsl(parts.query, keep_blank_values=True), *parse_qsl(parts.fragment)]
        if parts.password or (parts.hostname in _TEAMS and any(name == "p" for name, _ in asked)):
            return True
    except ValueError:
        return True  # what cannot be read may hold anything
    return any(_SECRET.search(name.casefold()) for name, _ in asked)
