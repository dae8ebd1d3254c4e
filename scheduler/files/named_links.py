"""Links with what they are called, in the ways in which people write them."""

from __future__ import annotations

import re
from typing import Any

from scheduler.files.keys import meant, same_key
from scheduler.files.values import listed

_KEYS = ("title", "link")
_BEHIND = re.compile(r"(?P<title>.*\S):?\s+(?P<link>\S*[:.]\S*)", re.DOTALL)


def spelt_out(value: Any) -> Any:
    """Each link with its keys: `{Agenda: https://…}` is short for them, and `Agenda: https://…` in a cell as well.

    >>> spelt_out({"Agenda": "https://g40.example/a.pdf"})
    [{'title': 'Agenda', 'link': 'https://g40.example/a.pdf'}]
    """
    found: list[Any] = []
    for item in listed(value):
        if isinstance(item, str) and (parted := titled(item)):
            found.append(dict(zip(_KEYS, parted, strict=True)))
        elif not isinstance(item, dict) or not item:
            found.append(item)
        elif any(meant(key, _KEYS) or same_key(key, "name") for key in item):
            found.append({"title" if same_key(key, "name") else key: text for key, text in item.items()})
        else:
            found += [{"title": title, "link": link} for title, link in item.items()]
    return found


def titled(text: str) -> tuple[str, str] | None:
    """The title and the link behind it, where a text has both; None where it has one.

    >>> titled("Agenda AB: https://g40.example/a.pdf"), titled("https://g40.example/a.pdf")
    (('Agenda AB', 'https://g40.example/a.pdf'), None)
    """
    parts = _BEHIND.fullmatch(text.strip())
    return (parts["title"].rstrip(":").rstrip(), parts["link"]) if parts else None
