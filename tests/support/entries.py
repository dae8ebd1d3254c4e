"""Entries of calendars for tests: one to begin with, and any that Hypothesis can think of."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from scheduler.publishing.calendars.entry import Entry

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
ZONES = ["Europe/Amsterdam", "Europe/London", "America/New_York", "Asia/Kolkata", "UTC", "Africa/Casablanca"]
EUROPA = Entry(
    key="Europa",
    starts=datetime(2023, 2, 10, 11, 40, tzinfo=AMSTERDAM),
    ends=datetime(2023, 2, 10, 12, 40, tzinfo=AMSTERDAM),
    summary="Europa: geld, regels; en kansen",
    location="Zaal 4",
)
# All of Unicode, and what is special to iCalendar, to folding or to the eye more often than chance would have it.
SPECIAL = [
    *(
        "\\",
        "\\n",
        "\\N",
        "\\;",
        ";",
        ",",
        ":",
        '"',
        "^",
        "^n",
        "%2C",
        "\n",
        "\r",
        "\r\n",
        "\t",
        " ",
        "\r\n ",
        "END:VEVENT",
    ),
    *("\x00", "\x07", "\x0b", "\x85", "\u2028", "\u2029", "\u202e", "\u2066", "\u200e", "\u200d", "\ufeff", "\ud800"),
    *(
        "\u0301",
        "\u0e33",
        "\ufdd0",
        "\U0001f469\u200d\U0001f4bb",
        "\U0001f1f3\U0001f1f1",
        "\U0001f44d\U0001f3fd",
        "é",
        "界",
    ),
    *("\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "\U000e0041", "\U0010ffff"),
]
texts = st.lists(
    st.one_of(st.sampled_from(SPECIAL), st.text(max_size=40), st.text("\\abn;,", max_size=90)), max_size=8
).map("".join)
addresses = st.sampled_from(
    ["", "https://g40.example/europa?a=1,2;3", "mailto:europa@g40.example", "http://één.example/é'"]
)


def an_entry(**other: Any) -> Entry:
    """Europa on the real day, but for what is said."""
    return replace(EUROPA, **other)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """Any entry that can be written: any text, any minute of 2000–2040 in six zones, all-day notes too."""
    day = draw(st.dates(date(2000, 1, 1), date(2040, 12, 31)))
    starts: date = day
    ends: date = day + timedelta(days=draw(st.integers(1, 3)))
    if draw(st.integers(0, 4)):
        # On the days on which a clock changes, more often than chance would have it.
        day = draw(st.sampled_from([day, date(2026, 10, 25), date(2026, 3, 29), date(2026, 11, 1), date(2026, 3, 8)]))
        zone = ZoneInfo(draw(st.sampled_from(ZONES)))
        first = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=draw(st.integers(0, 1439)))
        starts = first.astimezone(zone)
        ends = (first + timedelta(minutes=draw(st.integers(1, 1500)))).astimezone(zone)
    cancelled = draw(st.booleans())
    return Entry(
        key="",
        starts=starts,
        ends=ends,
        summary=draw(texts),
        location=draw(texts),
        description=draw(texts),
        categories=tuple(draw(st.lists(texts, max_size=3))),
        url=draw(addresses),
        conference_url=draw(addresses),
        transparent=draw(st.booleans()),
        cancelled=cancelled,
        reminder=0 if cancelled else draw(st.sampled_from([0, 5, 15, 90, 1440, 2881])),
    )
