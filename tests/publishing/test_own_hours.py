"""Who joins from another time zone reads their own hours too, with the place; for all others nothing is different."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from scheduler.conference.clock import Clock
from scheduler.conference.conference import Conference
from scheduler.conference.personal_day import personal_day, why_missed
from scheduler.conference.programme import Edition
from scheduler.console.difference import own_lines
from scheduler.console.lists import by_person
from scheduler.publishing.calendars.build import CalendarBuilder
from scheduler.publishing.exports.document import document
from scheduler.publishing.exports.html import write
from scheduler.publishing.exports.pdf.personal import pages
from scheduler.questions.difference import difference
from scheduler.questions.difference.data import as_data
from scheduler.text.language import Language
from tests.support.small import day, placed

DUTCH, ENGLISH = Language.of("nl"), Language.of("en")
PROGRAMME = "Europa 10:00 Zaal 1; Wonen 10:30 Zaal 2; Zorg 15:00 Zaal 1"


def a_day(zone: str | None, present: str = "9:00-14:00", days: int = 1) -> Conference:
    """Anna goes to Europa, wished to attend Wonen too, and is not there for Zorg. Armoede goes to Europa."""
    return day(
        sessions={
            "Europa": {"speakers": ["Anna"]},
            "Wonen": {"groups": ["W"]},
            "Zorg": {"groups": ["W"]},
            "Armoede": {"groups": ["W"], "held": False, "goes_to": "Wonen"},
        },
        groups={"W": {"member": ["Anna"]}},
        people={"Anna": {"present": [present], "zone": zone}},
        days=days,
    )


def calendar(conference: Conference, language: Language, programme: str = PROGRAMME) -> str:
    entries = CalendarBuilder(conference, placed(conference, programme), language)
    person = conference.people[0]
    return "\n".join(f"{entry.summary}\n{entry.description}" for entry in entries.of_person(person).entries)


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            DUTCH,
            [
                "Hierdoor mist u Wonen (10.30–11.30, in Lissabon 9.30–10.30, Zaal 2).",
                "Zorg (15.00–16.00, in Lissabon 14.00–15.00): u bent er dan niet",
                "De deelnemers gaan naar Wonen (10.30–11.30, in Lissabon 9.30–10.30, Zaal 2).",
            ],
        ),
        (ENGLISH, ["Because of this you miss Wonen (10:30–11:30, in Lisbon 9:30–10:30, Zaal 2)."]),
    ],
)
def test_calendars_name_hours_by_the_clock_of_whoever_reads_them(language: Language, sentences: list[str]) -> None:
    text = calendar(a_day("Europe/Lisbon"), language)
    assert [sentence for sentence in sentences if sentence not in text] == []


@pytest.mark.parametrize("zone", [None, "Europe/Amsterdam", "Europe/Berlin"])
def test_where_the_clock_shows_the_same_nothing_is_added(zone: str | None) -> None:
    assert calendar(a_day(zone), DUTCH) == calendar(a_day(None), DUTCH)
    assert "Hierdoor mist u Wonen (10.30–11.30, Zaal 2)." in calendar(a_day(zone), DUTCH)


def test_another_date_there_is_named_and_a_zone_without_a_place_is_told_by_its_distance() -> None:
    assert "Wonen (10:30–11:30, in Auckland 22:30–23:30, Zaal 2)" in calendar(a_day("Pacific/Auckland"), ENGLISH)
    assert "Zorg (15:00–16:00, in Auckland Sat 11 February 3:00–4:00)" in calendar(a_day("Pacific/Auckland"), ENGLISH)
    assert "Wonen (10:30–11:30, in UTC-05:00 4:30–5:30, Zaal 2)" in calendar(a_day("Etc/GMT+5"), ENGLISH)


def test_the_page_of_the_booklet_has_both_hours() -> None:
    conference = a_day("Europe/Lisbon")
    (page,) = pages(document(conference, placed(conference, PROGRAMME), DUTCH), conference.people)
    (europa,) = page["days"][0]["items"]
    assert (europa["hours"], europa["own_hours"]) == ("10.00–11.00", "in Lissabon 9.00–10.00")
    assert page["missed"][0][0] == "Wonen (10.30–11.30, in Lissabon 9.30–10.30, Zaal 2)"


def test_the_page_knows_the_zone_of_whom_one_can_ask_for_and_what_can_be_followed_from_elsewhere() -> None:
    """The hours there its script reckons: see tests/real/test_html_in_chromium.py."""
    conference = a_day("Europe/Lisbon")
    page = write(document(conference, placed(conference, PROGRAMME), DUTCH)).decode()
    assert '<option data-zone="Europe/Lisbon" data-place="Lissabon">Anna</option>' in page
    assert "data-online" not in page.partition("<script>")[0].partition("</style>")[2]
    at_home = a_day("Europe/Berlin")
    assert "<option>Anna</option>" in write(document(at_home, placed(at_home, PROGRAMME), DUTCH)).decode()
    online = day(sessions={"Europa": {"link": "https://g40.example/europa"}, "Wonen": {}})
    page = write(document(online, placed(online, "Europa 10:00 Zaal 1; Wonen 11:00 Zaal 1"), DUTCH)).decode()
    assert page.partition("</style>")[2].partition("<script>")[0].count(" data-online") == 1


def test_show_and_diff_tell_a_person_both_hours_in_one_line() -> None:
    conference = a_day("Europe/Lisbon")
    programme = placed(conference, PROGRAMME)
    shown = "\n".join(map(str, by_person(conference, programme, 100, conference.people)))
    assert "10.00–11.00  [in Lisbon 9.00–10.00] Europa, Zaal 1: speaks at" in shown
    assert "Zorg (15.00–16.00, in Lisbon 14.00–15.00). Anna is there from 9.00 to 14.00" in shown
    later = placed(conference, PROGRAMME.replace("Europa 10:00", "Europa 12:00"))
    text = " ".join(
        own_lines(difference(Edition(conference, programme), Edition(conference, later)), conference.people[0], 200)
    )
    assert (
        "Europa moves from 10.00–11.00 [in Lisbon 9.00–10.00] to 12.00–13.00 [in Lisbon 11.00–12.00] "
        "and stays in Zaal 1." in text
    )


@pytest.mark.parametrize(
    ("present", "sentence"),
    [
        ("9:00-14:00", "Anna is there from 9.00 to 14.00 (in New York from 3.00 to 8.00)."),
        ("0:00-14:00", "Anna is there until 14.00 (in New York until 8.00)."),
    ],
)
def test_why_something_is_missed_tells_their_stretches_by_their_own_clock(present: str, sentence: str) -> None:
    conference = a_day("America/New_York", present)
    programme = placed(conference, "Zorg 15:00 Zaal 1")
    (missed,) = (one for one in personal_day(conference, programme, conference.people[0]).missed if one.placement)
    assert why_missed(conference, conference.people[0], missed) == sentence


def test_a_difference_as_data_has_the_zone_of_the_day_and_of_each_person() -> None:
    conference = a_day("Europe/Lisbon")
    later = placed(conference, PROGRAMME.replace("Europa 10:00", "Europa 12:00"))
    compared = as_data(difference(Edition(conference, placed(conference, PROGRAMME)), Edition(conference, later)))
    assert (compared["time_zone"], compared["people"][0]["time_zone"]) == ("Europe/Amsterdam", "Europe/Lisbon")


def test_notes_of_several_days_and_days_in_two_years_name_the_year() -> None:
    several = calendar(a_day(None, days=2), ENGLISH)
    assert "Zorg (Fri 10 February 2023 15:00–16:00): you are not there" in several
    assert "Those who come go to Wonen (Fri 10 February 2023 10:30–11:30, Zaal 2)." in several
    conference = a_day(None, days=2)
    turn = Clock(date(2026, 12, 31), several_days=True, years=True)
    days = tuple(
        day.model_copy(update={"date": turn.first + timedelta(days=number)})
        for number, day in enumerate(conference.days)
    )
    text = calendar(conference.model_copy(update={"clock": turn, "days": days}), ENGLISH)
    assert "Because of this you miss Wonen (Thu 31 December 2026 10:30–11:30, Zaal 2)." in text
