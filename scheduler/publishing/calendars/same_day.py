"""Whether an edition can be the next one of the last, and what there is to say of the clock and the addresses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from scheduler.conference.clock import day_told, typed_day, typed_hour
from scheduler.conference.conference import Conference, Room, Session
from scheduler.publishing.attendee_text import is_private
from scheduler.publishing.calendars.history import moment
from scheduler.publishing.calendars.ledger import Ledger
from scheduler.publishing.page_links import folder_address
from scheduler.text.links import lets_anyone_in
from scheduler.text.sentence import NOTHING, Sentence, plural
from scheduler.text.wording import some

_AHEAD = timedelta(minutes=10)  # two editions within a second are stamped a second apart: that is no wrong clock
_NAMED = 5


def another_day(ledger: Ledger, conference: Conference, now: datetime, folder: str) -> Sentence:
    """Why this is hardly the day of the last edition in that folder; empty where it may be.

    It is another when none of its dates are the same, and the last one is over or its title is another too.
    """
    last = ledger.line("programme", "")
    dates = sorted({date.fromisoformat(place.starts[:10]) for place in ledger.places.values()})
    coming = [day.date for day in conference.days]
    if last is None or not dates or set(dates) & set(coming):
        return NOTHING
    over = now.astimezone(ZoneInfo(ledger.zone)).date() > dates[-1]
    if not over and _plain(last.title) == _plain(conference.title):
        return NOTHING
    values = {"folder": folder, "title": _titled(last.title, dates[0]), "other": _titled(conference.title, coming[0])}
    if over:
        return Sentence(
            "{folder} holds {title}, which is over, and this is {other}. Name a folder of its own for it, and the "
            "calendars of the other stay as they are. To let it take the place of the other, in the calendars of "
            "everybody who is subscribed: --anyway. Nothing was published.",
            **values,
        )
    return Sentence(
        "{folder} holds {title}, and this is {other}. Name a folder of its own for it, and the calendars of the other "
        "stay as they are. To let it take the place of the other, in the calendars of everybody who is subscribed: "
        "--anyway. Nothing was published.",
        **values,
    )


def _titled(title: str, day: date) -> Sentence:
    return Sentence('"{title}" of {date}', title=title, date=day_told(day, year=True))


def clock_remarks(ledger: Ledger, now: datetime) -> Iterator[str]:
    """That the last edition was published in what is the future by the clock of today."""
    if ledger.published and moment(ledger.published) > now + _AHEAD:
        zone = ZoneInfo(ledger.zone)
        then, today = (_moment_text(when.astimezone(zone)) for when in (moment(ledger.published), now))
        yield Sentence(
            "The last edition says to be of {then}, and by the clock of this machine it is {today}: one of them is "
            "wrong. What was left out then as if it were over is told now. Look whether the clock of this "
            "machine is right.",
            then=then,
            today=today,
        )


def _moment_text(when: datetime) -> Sentence:
    return Sentence("{day} {hour}", day=typed_day(when.date()), hour=typed_hour(60 * when.hour + when.minute))


def eaten_remarks(eaten: int, now: datetime) -> Iterator[str]:
    """That something is left out rather than told to be cancelled, for its day is over by this machine's clock."""
    if eaten:
        yield plural(
            eaten,
            "{number} event is left out and not told to be cancelled, for by the clock of this machine it is {today}, "
            "and they are over. If that is wrong, set it right and publish again.",
            "{number} events are left out and not told to be cancelled, for by the clock of this machine it is "
            "{today}, and they are over. If that is wrong, set it right and publish again.",
            today=typed_day(now.astimezone(UTC).date()),
        )


def address_remarks(ledger: Ledger, conference: Conference) -> Iterator[str]:
    """What anybody can come to know by guessing an address, or on the way."""
    if ledger.people and not ledger.private_names:
        things: tuple[Session | Room, ...] = (*conference.sessions, *conference.rooms)
        private = [thing.name for thing in things if _has_private_link(thing)]
        if private:
            yield Sentence(
                "In people's calendars stand links that let anyone in ({names}), and anybody who knows somebody's name "
                "can guess the address of their calendar. --private-names gives them addresses that nobody can guess.",
                names=some(private, _NAMED),
            )
    if conference.website.casefold().startswith("http:"):
        yield Sentence(
            "{address} is not encrypted: whoever is on the way can read the addresses of people's calendars and what "
            "stands in them. Use an address with https.",
            address=conference.website,
        )


def no_address_yet(conference: Conference, folder: Path, *, in_workbook: bool = False) -> Iterator[Sentence]:
    """That nobody can subscribe as long as the day does not say where the folder will stand on the web."""
    if folder_address(conference.website):
        return
    if in_workbook:
        yield Sentence(
            "Nobody can subscribe yet, for the day does not say where {folder} will stand on the web. Have a place "
            "made for it on a web server and write its address into the workbook, on the sheet Day behind website, "
            "like {line}. Then publish again, and copy what is in {folder} to that place: docs/hosting.md.",
            folder=folder,
            line="https://www.example.org/our-day",
        )
        return
    yield Sentence(
        "Nobody can subscribe yet, for the day does not say where {folder} will stand on the web. Have a place made "
        "for it on a web server and write its address into day.yaml, in a line such as {line}. Then publish again, and "
        "copy what is in {folder} to that place: docs/hosting.md.",
        folder=folder,
        line="website: https://www.example.org/our-day",
    )


def _has_private_link(thing: Session | Room) -> bool:
    links = [thing.link] if thing.link else []
    if isinstance(thing, Session):
        links += [link.url for link in thing.links]
        if any(lets_anyone_in(paper.url) for paper in thing.papers):
            return True
    return any(is_private(link, thing.private_link) for link in links)


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())
