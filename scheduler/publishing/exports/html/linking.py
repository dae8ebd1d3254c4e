"""Links on the page: only to https, http and mailto, and to the calendars beside the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import quote

from markupsafe import Markup, escape

from scheduler.publishing.exports.addresses import addressed
from scheduler.publishing.page_links import folder_address
from scheduler.text import sanitize
from scheduler.text.links import host


@dataclass(frozen=True)
class CalendarLink:
    """A calendar beside the page. `name`: whose; "" for the programme. `path`: from the page, `groups/europa.ics`."""

    kind: Literal["programme", "group", "room", "person"]
    name: str
    path: str


@dataclass(frozen=True)
class Offer:
    """A calendar as the page offers it: `download` is its file beside the page, `address` where it stands on the web.

    All but the first three are "" where nobody knows on which host the page will stand. `webcal`: what Apple's devices
    and many programs subscribe by, and browsers on Android not; hence `makers`: (maker, where it asks to subscribe).
    `number`: of the group among those to choose from, None for what is no such group's.
    """

    kind: str
    name: str
    download: str
    address: str = ""
    webcal: str = ""
    makers: tuple[tuple[str, str], ...] = ()
    number: int | None = None


def named(link: str) -> str:
    """How a link is called: by its host, or by the address to write to.

    >>> named("https://meet.example/europa?lang=nl"), named("mailto:europa@g40.example?subject=x")
    ('meet.example', 'europa@g40.example')
    """
    return host(link) or link.partition(":")[2].partition("?")[0]


def linked(text: str) -> Markup:
    """The text, escaped, with a link on each web and e-mail address in it, but none that lets anyone in.

    >>> print(linked("<b> via wz@delft.example, of https://g40.example/a."))
    &lt;b&gt; via <a href="mailto:wz@delft.example">wz@delft.example</a>, of <a href="https://g40.example/a">https://g40.example/a</a>.
    """
    pieces = addressed(sanitize.text(text))
    return Markup("").join(
        Markup('<a href="{}">{}</a>').format(to, part) if to else escape(part) for part, to in pieces
    )


def offers(
    calendars: Iterable[CalendarLink], website: str, title: str, *, groups: Sequence[str] = (), people: bool
) -> list[Offer]:
    """The calendars that the page offers, those of people only where they are asked for. `title`: of the conference.

    `groups`: those that one can choose, in their order.
    """
    folder = folder_address(website)
    number = {name: number for number, name in enumerate(groups)}
    return [
        replace(_offer(calendar, folder, title), number=number.get(calendar.name) if calendar.kind == "group" else None)
        for calendar in calendars
        if people or calendar.kind != "person"
    ]


def _offer(calendar: CalendarLink, folder: str, title: str) -> Offer:
    path = beside(calendar.path)
    if not folder:
        return Offer(calendar.kind, calendar.name, path)
    address = f"{folder}/{path}"
    webcal = re.sub(r"^https?:", "webcal:", address)
    called = sanitize.line(f"{title}: {calendar.name}" if title and calendar.name else title or calendar.name)
    asked = f"addfromweb?url={quote(address, safe='')}&name={quote(called, safe='')}"
    makers = (
        # Google takes no address that begins with https here, though that is how it then asks for the calendar.
        ("google", f"https://calendar.google.com/calendar/r?cid={quote(webcal, safe='')}"),
        ("outlook", f"https://outlook.live.com/calendar/0/{asked}"),
        ("outlook_work", f"https://outlook.office.com/calendar/0/{asked}"),
        ("apple", webcal),
    )
    return Offer(calendar.kind, calendar.name, path, address, webcal, makers)


def beside(path: str) -> str:
    """The address, from the page, of a file that stands beside or below it. Raises ValueError for any other path.

    >>> beside("groups/één groep.ics")
    'groups/%C3%A9%C3%A9n%20groep.ics'
    """
    if path.startswith("/") or {"", ".", ".."} & set(path.split("/")):
        raise ValueError(f'"{path}" does not stand beside the page; write it like groups/europa.ics')
    return quote(path, safe="/")
