"""Addresses of e-mail: which text is one, and what it most likely was to be where it is none."""

from __future__ import annotations

import re

from scheduler.text.sentence import NOTHING, Phrase, Sentence
from scheduler.text.wording import visible

_NAMED = re.compile(r"""[^<>]*<\s*(?:mailto:)?([^<>\s]+)\s*>""", re.IGNORECASE)  # Sanne Dekker <s.dekker@ede.example>
_LOCAL = r"[\w!#$%&'*+/=?^`{|}~-]+"
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_ADDRESS = re.compile(rf"{_LOCAL}(?:\.{_LOCAL})*@(?=.{{1,253}}$)(?:{_LABEL}\.)+{_LABEL}")
_LONGEST = 254  # signs of an address, and 64 before the @: RFC 5321
_SEVERAL = re.compile(r"[;,\s]+")


def checked_address(text: str) -> str:
    """The address alone, when the text is one: also as mail programs write it, with a name or `mailto:` before it.

    Raises ValueError with a sentence otherwise.

    >>> checked_address("Dekker, Sanne <s.dekker@ede.example>"), checked_address("mailto:info@ede.example")
    ('s.dekker@ede.example', 'info@ede.example')
    >>> checked_address("s.dekker@ede,example")
    Traceback (most recent call last):
    ...
    ValueError: "s.dekker@ede,example" is no e-mail address. Did you mean "s.dekker@ede.example"?
    """
    address = text.strip()
    if named := _NAMED.fullmatch(address):
        address = named[1]
    if address[:7].casefold() == "mailto:":
        address = address[7:]
    if _is_one(address):
        return address
    if sum(map(_is_one, _SEVERAL.split(text.strip()))) > 1:
        raise ValueError(Sentence("{addresses} is more than one e-mail address; keep one.", addresses=_quoted(text)))
    raise ValueError(Sentence("{address} is no e-mail address.{hint}", address=_quoted(text), hint=_hint(address)))


def hidden(text: str) -> str:
    """The text without the addresses in it, for what is said aloud.

    >>> hidden("Anna, anna@ede.example, Ede")
    'Anna, …, Ede'
    """
    return re.sub(r"[^\s,;<>\"]*@[^\s,;<>\"]*", "…", text)


def _is_one(text: str) -> bool:
    before, _, _ = text.partition("@")
    return len(text) <= _LONGEST and len(before) <= 64 and _ADDRESS.fullmatch(text) is not None


def _hint(address: str) -> Phrase:
    """What was most likely to be written: no blank, a dot for a comma, an @ for what stands for it."""
    likely = re.sub(r"\s*(?:\(at\)|\[at\]|\{at\}|@)\s*", "@", address.replace(" ", "").replace(",", "."))
    likely = re.sub(r"\.{2,}", ".", likely).strip(".<>")
    if likely != address and _is_one(likely):
        return Sentence(' Did you mean "{name}"?', name=likely)
    if "@" not in address:
        return Sentence(" It has no @ in it.")
    return NOTHING


def _quoted(text: str) -> str:
    return f'"{visible(text)}"'
