"""Hours, stretches, dates and lengths in the spellings of Dutch secretaries, against an oracle that only counts."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.conference.clock import DAY, Span
from scheduler.conference.typed_hours import parse_date, parse_length, parse_span, parse_time, split_date
from scheduler.files import Faults, read, read_programme

DUTCH_MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
SHORT_MONTHS = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
ENGLISH_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
DUTCH_DAYS = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"]

hours = st.integers(0, 23)
minutes = st.integers(0, 59)
dates = st.dates(date(1970, 1, 1), date(2199, 12, 31))


def spelt(hour: int, minute: int) -> list[str]:
    """Every way in which that hour may be typed."""
    both = [f"{h}{sign}{minute:02}" for h in {f"{hour}", f"{hour:02}"} for sign in ":.uh"]
    digits = [f"{hour:02}{minute:02}"] + ([f"{hour}{minute:02}"] if hour < 10 else [])
    whole = [f"{hour}{unit}" for unit in ("u", " u", "h", " uur", "uur")] if not minute else []
    return [*both, *digits, *whole, *(f"{one}{unit}" for one in (*both, *digits) for unit in (" uur", "u"))]


def dated(day: date) -> list[str]:
    """Every way in which that date may be typed."""
    number, month, year = day.day, day.month, day.year
    words = [f"{number} {names[month - 1]} {year}" for names in (DUTCH_MONTHS, SHORT_MONTHS, ENGLISH_MONTHS)]
    words += [f"{number} {SHORT_MONTHS[month - 1]}. {year}", f"{number} {DUTCH_MONTHS[month - 1].upper()} {year}"]
    signs = [
        f"{d}{sign}{m}{sign}{year}" for sign in "-/." for d, m in ((number, month), (f"{number:02}", f"{month:02}"))
    ]
    weekday = DUTCH_DAYS[day.weekday()]
    plain = [*words, *signs, day.isoformat()]
    return [*plain, *(f"{name} {one}" for name in (weekday, weekday[:2], f"{day:%A}", f"{weekday},") for one in plain)]


@given(hours, minutes, st.data())
def test_an_hour_is_the_same_however_it_is_typed(hour: int, minute: int, data: st.DataObject) -> None:
    assert parse_time(data.draw(st.sampled_from(spelt(hour, minute)))) == hour * 60 + minute


@given(hours, minutes, hours, minutes, st.data())
def test_a_stretch_is_the_same_however_it_is_typed(h1: int, m1: int, h2: int, m2: int, data: st.DataObject) -> None:
    start, end = h1 * 60 + m1, h2 * 60 + m2
    one, two = (data.draw(st.sampled_from(spelt(h, m))) for h, m in ((h1, m1), (h2, m2)))
    form = data.draw(st.sampled_from(["{}–{}", "{}-{}", "{} - {}", "{} tot {}", "van {} tot {}", "tussen {} en {}"]))
    if start == end:
        with pytest.raises(ValueError, match="has no length"):
            parse_span(form.format(one, two))
    else:
        assert parse_span(form.format(one, two)) == Span(start, end if end > start else end + DAY)


@given(dates, st.data())
def test_a_date_is_the_same_however_it_is_typed(day: date, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(dated(day)))
    assert parse_date(text) == day
    rest = data.draw(st.sampled_from(["15:00", "van 9.30 tot 10 uur", "930", "om 15 uur", "15u-16u"]))
    assert split_date(f"{text} {rest}") == (day, rest)


@given(dates, st.integers(1, 6))
def test_a_wrong_day_of_the_week_is_told_with_the_right_one(day: date, off: int) -> None:
    wrong = DUTCH_DAYS[(day + timedelta(days=off)).weekday()]
    with pytest.raises(ValueError, match=rf"{day.day} {day:%B %Y} is a {day:%A}$"):
        parse_date(f"{wrong} {day.day} {DUTCH_MONTHS[day.month - 1]} {day.year}")


@given(st.text("0123456789:.uh- tovanmajpril/", max_size=20))
def test_whatever_is_typed_is_read_or_refused_with_a_sentence(text: str) -> None:
    for parse in (parse_time, parse_span, parse_date, split_date, parse_length):
        words = ""
        try:
            parse(text)
        except ValueError as refused:
            words = str(refused)
        assert words[:1] in ("", '"')


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("half tien", '"half tien" is no time of day; write 9:30 or 21:30'),
        ("half een", '"half een" is no time of day; write 0:30 or 12:30'),
        ("kwart over negen", '"kwart over negen" is no time of day; write 9:15 or 21:15'),
        ("kwart voor tien", '"kwart voor tien" is no time of day; write 9:45 or 21:45'),
        ("tien uur", '"tien uur" is no time of day; write 10:00 or 22:00'),
        ("3 pm", '"3 pm" is no time of day; write 15:00'),
        ("10", '"10" is no time of day; write 10:00'),
        ("vrijdag 15:00", '"vrijdag 15:00" is no time of day; write the date before the hour, like 2023-02-10 9:30'),
        ("9:60", '"9:60" is no time of day; write it like 9:30'),
        ("2500", '"2500" is no time of day; write it like 9:30'),
    ],
)
def test_an_hour_that_is_not_taken_is_told_with_what_would_be_right(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match="no time of day") as refused:
        parse_time(text)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("10 februari", '"10 februari" has no year; write it like 2023-02-10 or 10 februari 2023'),
        ("vrijdag 10 feb", '"vrijdag 10 feb" has no year; write it like 2023-02-10 or 10 februari 2023'),
        ("10-02", '"10-02" has no year; write it like 2023-02-10 or 10 februari 2023'),
        ("10-02-23", '"10-02-23" is no date; write the year in full, like 10-02-2023'),
        ("31 februari 2023", '"31 februari 2023" is no date; February 2023 has 28 days'),
        ("02/13/2023", '"02/13/2023" is no date; the day comes first, so write 13-2-2023'),
        ("10 februarie 2023", '"10 februarie 2023" is no date; write it like 2023-02-10'),
        ("morgen", '"morgen" is no date; write it like 2023-02-10'),
    ],
)
def test_a_date_that_is_not_taken_is_told_with_what_would_be_right(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=r"date|year") as refused:
        parse_date(text)
    assert str(refused.value) == sentence
    with pytest.raises(ValueError, match=r"date|year|time of day"):
        parse_time(split_date(f"{text} 15:00")[1])


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("45 minuten", 45), ("45 min.", 45), ("1 minuut", 1), ("1 uur", 60), ("2 uur", 120), ("twee uur", 120),
        ("anderhalf uur", 90), ("1,5 uur", 90), ("1.5 hours", 90), ("een half uur", 30), ("half uur", 30),
        ("drie kwartier", 45), ("een kwartier", 15), ("1 uur 15", 75), ("1 uur en 15 minuten", 75), ("1u30", 90),
        ("90", None), ("lang", None), ("", None), ("1:30", None), ("0,33 uur", None), ("uur en", None),
    ],
)  # fmt: skip
def test_a_length_is_read_in_words(text: str, length: int | None) -> None:
    assert parse_length(text) == length


DAY_FILE = """\
titel: Netwerkdag
datum: vrijdag 10 februari 2023
openingstijden: van 9 tot 17 uur
rondes: [930-1030, van 10.45 tot 11.45, 13u-14u]
om de: een kwartier
lopen: {binnen: 2 minuten}
zalen: [{naam: Zaal 1, gesloten: tussen 12.00 en 12.30}]
personen: [{naam: Anna, komt: 930, vertrekt: 10 februari 2023 om 15.00 uur, aanwezig: 10-02-2023 van 9u tot 16u}]
onderdelen:
  - {titel: A, om: 930, duur: 1 uur}
  - {titel: B, om: [10.45 uur, 13u], duur: drie kwartier, dag: 10/2/2023}
  - {titel: C, tijdvak: 14.00 - 16.00 uur, duur: anderhalf uur, ronde: geen}
regels:
  tijd_om_adem_te_halen: {hoogstens: 2 uur, rust: een kwartier}
  liefst: [{bijeenkomst: C, tussen: van 14.00 tot 16.00, dag: 10 februari 2023}]
"""
ENGLISH_FILE = """\
title: Netwerkdag
date: 2023-02-10
hours: 9:00–17:00
rounds: [9:30–10:30, 10:45–11:45, 13:00–14:00]
every: 15
walking: {within: 2}
rooms: [{name: Zaal 1, closed: 12:00–12:30}]
people: [{name: Anna, arrives: 9:30, leaves: 2023-02-10 15:00, available: 2023-02-10 9:00–16:00}]
sessions:
  - {title: A, at: 9:30, minutes: 60}
  - {title: B, at: [10:45, 13:00], minutes: 45, day: 2023-02-10}
  - {title: C, window: 14:00–16:00, minutes: 90, round: none}
rules:
  time_to_breathe: {most: 120, rest: 15}
  preferred: [{sessions: C, between: 14:00–16:00, days: 2023-02-10}]
"""


def test_a_day_with_hours_as_people_say_them_is_the_same_day(tmp_path: Path) -> None:
    (tmp_path / "nl.yaml").write_text(DAY_FILE, encoding="utf-8")
    (tmp_path / "en.yaml").write_text(ENGLISH_FILE, encoding="utf-8")
    dutch, english = read(tmp_path / "nl.yaml"), read(tmp_path / "en.yaml")
    assert dutch.conference == english.conference
    assert dutch.rules == english.rules
    programme = (
        "programma:\n  A: van 9.30 tot 10.30 uur Zaal 1\n  B: vrijdag 10 februari 2023 om 13u in Zaal 1\n  C: 1430\n"
    )
    (tmp_path / "typed.yaml").write_text(programme, encoding="utf-8")
    found, _ = read_programme(tmp_path / "typed.yaml", dutch)
    assert [(p.session.name, p.start, str(p.room)) for p in found.placements] == [
        ("A", 570, "Zaal 1"), ("B", 780, "Zaal 1"), ("C", 870, "None"),
    ]  # fmt: skip


def test_a_wrong_weekday_and_a_missing_year_are_faults_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "day.yaml").write_text(
        "titel: Dag\ndatum: donderdag 10 februari 2023\nsessies: [{titel: A, om: 10 februari 9:00}]\n", encoding="utf-8"
    )
    with pytest.raises(Faults) as raised:
        read(tmp_path)
    assert [str(fault) for fault in raised.value.faults] == [
        'day.yaml:2: datum: "donderdag 10 februari 2023" is no date; 10 February 2023 is a Friday.',
        'day.yaml:3: sessies › A › om: "10 februari" has no year; write it like 2023-02-10 or 10 februari 2023.',
    ]
