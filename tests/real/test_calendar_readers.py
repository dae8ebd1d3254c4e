"""Parsers and clients that others wrote read the same events at the same hours, wherever they and the days are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.real.calendar_days import (
    CHANGE,
    OTHER,
    SUMMER,
    TEXT,
    WHO,
    WINTER,
    ZONES,
    Read,
    expected,
    meetings,
    publish,
    write_day,
)
from tests.real.foreign import PARSERS, Events, Khal, Vdirsyncer, by_caldav, radicale, uids, with_our_zones


@pytest.fixture(scope="module", params=ZONES)
def zone(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def edition(zone: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Winter, summer and the night in which summer time ends, published."""
    folder = tmp_path_factory.mktemp("published")
    write_day(folder / "day", zone, meetings(zone), absent="Woningmarkt")
    publish(folder / "day", folder / "edition")
    return folder / "edition"


def read(events: Events) -> list[Read]:
    return sorted(event for event, _ in events.values())


def long_texts(events: Events) -> list[str]:
    """By title, which descriptions hold the booklet's text to the letter."""
    return sorted(event.summary for event, description in events.values() if TEXT in description)


def holds_what_was_planned(events: Events, zone: str, file: Path, people: tuple[str, ...] = (WHO, OTHER)) -> None:
    assert read(events) == expected(zone, people)
    assert sorted(events) == sorted(uids(file))
    assert long_texts(events) == sorted(meeting.title for meeting in meetings(zone) if meeting.description)


@pytest.mark.parametrize("parser", PARSERS.values(), ids=list(PARSERS))
def test_a_parser_reads_the_programme_at_the_hours_of_its_zone(
    parser: Callable[[Path], Events], zone: str, edition: Path
) -> None:
    file = edition / "programme.ics"
    holds_what_was_planned(parser(file), zone, file)


@pytest.mark.parametrize("parser", PARSERS.values(), ids=list(PARSERS))
def test_a_parser_reads_somebodys_own_day_at_the_hours_of_its_zone(
    parser: Callable[[Path], Events], zone: str, edition: Path
) -> None:
    file = edition / "people" / "zoe-brule-ijsbrandy.ics"
    holds_what_was_planned(parser(file), zone, file, (WHO,))


@pytest.mark.parametrize("where", ["Asia/Tokyo", "Pacific/Auckland"])
def test_khal_shows_the_programme_at_the_hours_of_where_its_user_is(
    where: str, zone: str, edition: Path, tmp_path: Path
) -> None:
    khal, file = Khal(tmp_path / "khal", where), edition / "programme.ics"
    khal.take(file)
    holds_what_was_planned(khal.events([WINTER, SUMMER, CHANGE[zone]]), zone, file)


def test_vdirsyncer_keeps_each_event_of_a_calendar_in_a_file_of_its_own(
    zone: str, edition: Path, tmp_path: Path
) -> None:
    file = edition / "programme.ics"
    copied = Vdirsyncer(tmp_path / "vdirsyncer", 'type = "singlefile"', "read_only = true", f'path = "{file}"').sync()
    holds_what_was_planned(copied, zone, file)


@pytest.fixture(scope="module")
def address(edition: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Radicale that was given the programme twice: an event at a time as "day", the whole file as "whole"."""
    with radicale(tmp_path_factory.mktemp("radicale") / "server") as address:
        by_caldav(address, "put", edition / "programme.ics")
        by_caldav(address, "put-whole", edition / "programme.ics")
        yield address


@pytest.mark.parametrize("calendar", ["day", "whole"])
def test_radicale_gives_the_caldav_client_what_it_was_given(
    calendar: str, address: str, zone: str, edition: Path, tmp_path: Path
) -> None:
    returned, file = tmp_path / "returned.ics", edition / "programme.ics"
    output = by_caldav(address, "events", calendar)
    returned.write_text(with_our_zones(output, file) if calendar == "whole" else output, encoding="utf-8")
    holds_what_was_planned(PARSERS["libical"](returned), zone, file)


@pytest.mark.parametrize("calendar", ["day", "whole"])
def test_radicale_finds_the_night_of_the_change_by_its_hours(
    calendar: str, address: str, zone: str, edition: Path, tmp_path: Path
) -> None:
    returned, night = tmp_path / "returned.ics", CHANGE[zone]
    # Noon to noon in UTC holds the night wherever it is, and nothing of the other days.
    hours = (f"{night}T12:00", f"{night + timedelta(days=1)}T12:00")
    output = by_caldav(address, "between", calendar, *hours)
    returned.write_text(
        with_our_zones(output, edition / "programme.ics") if calendar == "whole" else output, encoding="utf-8"
    )
    planned = sorted(meeting.read(zone) for meeting in meetings(zone) if meeting.on == night)
    assert read(PARSERS["libical"](returned)) == planned
