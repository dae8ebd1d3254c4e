"""The change list: what organisers read after publishing again, and what it holds for programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.conference.conference import Session
from scheduler.conference.programme import Edition
from scheduler.publishing.calendars.build import calendars as of_programme
from scheduler.publishing.calendars.change_text import sentences
from scheduler.publishing.calendars.changes import WHAT, EditionChanges, with_affected
from scheduler.publishing.calendars.edition import publish
from scheduler.publishing.calendars.entry import Calendar, Entry
from scheduler.publishing.calendars.ledger import Ledger
from scheduler.publishing.calendars.publish_data import changes_data
from scheduler.questions.difference import difference
from scheduler.questions.difference.own_mail import own_news
from scheduler.text.language import Language
from tests.questions.test_repair import earlier
from tests.support.conferences import conferences

ENGLISH, DUTCH = Language.of("en"), Language.of("nl")
ZONE = "Europe/Amsterdam"
NOW = datetime(2023, 2, 1, 12, tzinfo=UTC)
Sessions = Mapping[str, Entry]


def meeting(name: str, hour: str, room: str = "Zaal 2", minutes: int = 60, title: str = "", text: str = "") -> Entry:
    """`hour` is `15:00` on 10 February 2023, or `11T15:00` on another day of it."""
    day, _, clock = hour.rpartition("T")
    starts = datetime.fromisoformat(f"2023-02-{day or 10}T{clock}").replace(tzinfo=ZoneInfo(ZONE))
    return Entry(name, starts, starts + timedelta(minutes=minutes), title or name, room, text)


def calendars(sessions: list[Entry], people: Mapping[str, str], language: str = "nl") -> list[Calendar]:
    """`people`: whose calendar has which sessions, by the first letters of their names."""
    found = [Calendar("programme", "", "Dag", ZONE, language, tuple(sessions))]
    for person, letters in people.items():
        own = tuple(entry for entry in sessions if entry.key[0] in letters)
        found.append(Calendar("person", person, f"Dag van {person}", ZONE, language, own))
    return found


def edition(ledger: Ledger, published: list[Calendar], now: datetime = NOW) -> tuple[Ledger, EditionChanges]:
    publication = publish(published, ledger, now)
    assert list(publication)
    return publication.ledger, publication.changes


def sentences_on(before: list[Calendar], after: list[Calendar], language: Language = ENGLISH) -> list[str]:
    first, _ = edition(Ledger.new("Dag", date(2023, 2, 10)), before)
    return sentences(edition(first, after)[1], language)


EUROPA, WONEN = meeting("Europa", "15:00"), meeting("Wonen", "09:30", "Zaal 1")
PEOPLE = {"Anna": "E", "Bob": "EW", "Carla": "W"}
BEFORE = calendars([EUROPA, WONEN], PEOPLE)


def test_a_first_edition_says_only_how_much_there_is() -> None:
    _, changes = edition(Ledger.new("Dag", date(2023, 2, 10)), BEFORE)
    assert sentences(changes, ENGLISH) == ["The first edition: 2 sessions, in 4 calendars."]


def test_nothing_changed() -> None:
    assert sentences_on(BEFORE, BEFORE) == ["No calendar changed."]
    assert sentences_on(BEFORE, BEFORE, DUTCH) == [DUTCH.say("No calendar changed.")]


def test_a_move_names_both_places_and_counts_who_is_concerned() -> None:
    after = calendars([meeting("Europa", "11:40", "Zaal 4"), WONEN], PEOPLE)
    assert sentences_on(BEFORE, after) == [
        "Europa moves from 15.00 Zaal 2 to 11.40 Zaal 4: 2 people",
        "For 2 people the calendar reads differently: Anna and Bob.",
    ]
    assert sentences_on(BEFORE, after, DUTCH) == [
        "Europa gaat van 15.00 Zaal 2 naar 11.40 Zaal 4: 2 deelnemers",
        "Voor 2 deelnemers verandert de agenda: Anna en Bob.",
    ]


def test_hours_are_written_as_the_day_writes_them() -> None:
    before = calendars([EUROPA], {}, "en")
    after = calendars([meeting("Europa", "11:40")], {}, "en")
    assert sentences_on(before, after) == ["Europa moves from 15:00 to 11:40: 0 people"]


def test_on_several_days_the_day_is_told() -> None:
    after = calendars([meeting("Europa", "11T15:00"), WONEN], {})
    assert sentences_on(calendars([EUROPA, WONEN], {}), after) == [
        "Europa moves from Fri 10 February 15.00 to Sat 11 February 15.00: 0 people"
    ]


def test_all_that_changes_about_a_session_stands_in_one_sentence() -> None:
    after = calendars([meeting("Europa", "15:30", minutes=45, title="Europa en wij"), WONEN], PEOPLE)
    assert sentences_on(BEFORE, after)[0] == (
        "Europa moves from 15.00 to 15.30, lasts 45 instead of 60 minutes and is now called Europa en wij: 2 people"
    )


def test_another_text_is_told_as_such() -> None:
    after = calendars([meeting("Europa", "15:00", text="Neem uw laptop mee."), WONEN], PEOPLE)
    assert sentences_on(BEFORE, after)[0] == "Europa has another text: 2 people"


def test_dropped_new_and_back_again() -> None:
    first, _ = edition(Ledger.new("Dag", date(2023, 2, 10)), BEFORE)
    second, changes = edition(first, calendars([WONEN, meeting("Natuur", "10:00")], {**PEOPLE, "Carla": "WN"}))
    assert sentences(changes, ENGLISH)[:2] == [
        "Natuur is new, 10.00 Zaal 2: 1 person",
        "Europa is cancelled, 15.00 Zaal 2: 2 people",
    ]
    _, changes = edition(second, calendars([EUROPA, WONEN, meeting("Natuur", "10:00")], {**PEOPLE, "Carla": "WN"}))
    assert sentences(changes, ENGLISH)[0] == "Europa is back, 15.00 Zaal 2: 2 people"


def test_who_joins_and_who_leaves_a_session_is_counted() -> None:
    assert sentences_on(BEFORE, calendars([EUROPA, WONEN], {"Anna": "", "Bob": "EW", "Carla": "EW"})) == [
        "Europa is new in 1 calendar and is taken out of 1 calendar: 2 people",
        "For 2 people the calendar reads differently: Anna and Carla.",
    ]


def test_it_is_said_how_many_have_to_change_something_as_netday_diff_counts_them() -> None:
    gains = calendars([EUROPA, WONEN], {"Anna": "E", "Bob": "EW", "Carla": "EW"})
    first, _ = edition(Ledger.new("Dag", date(2023, 2, 10)), BEFORE)
    _, changes = edition(first, gains)
    who = replace(changes, people=("Anna", "Bob", "Carla"))
    none = "None of them has to change anything in their diary, by the count of netday diff"
    assert sentences(replace(who, affected=()), ENGLISH)[2:] == [f"{none}: only a text is another."]
    assert sentences(replace(who, affected=(), elsewhere=who.people), ENGLISH)[2:] == [
        f"{none}: what is at another hour or in another room, comes or goes, they had not planned."
    ]
    assert sentences(replace(who, affected=(), elsewhere=("Bob",)), ENGLISH)[2:] == [
        f"{none}.",
        "For 1 of them something that they had not planned is at another hour or in another room, comes or goes.",
        "For 2 of them only a text is another.",
    ]
    assert sentences(replace(who, affected=("Anna",), elsewhere=("Carla",)), ENGLISH)[2:] == [
        "1 of them has to change something in their diary, by the count of netday diff.",
        (
            "For 1 other something that they had not planned is at another hour or in another room, comes or goes: "
            "what is open to everyone, or another choice."
        ),
        "For 1 other only a text is another.",
    ]
    assert len(sentences(replace(who, affected=who.people), ENGLISH)) == 2
    assert "zoals netday diff dat telt" in sentences(replace(who, affected=("Anna", "Bob")), DUTCH)[2]


def test_first_and_last_calendars_are_told_by_name_not_session_by_session() -> None:
    assert sentences_on(BEFORE, calendars([EUROPA, WONEN], {"Anna": "E", "Bob": "EW", "Dirk": "EW"})) == [
        "A first calendar for Dirk.",
        "No longer among the people, so that all in their calendars is cancelled: Carla.",
    ]


def test_ten_people_are_named_and_the_data_has_them_all() -> None:
    crowd = {f"P{number:02}": "E" for number in range(23)}
    first, _ = edition(Ledger.new("Dag", date(2023, 2, 10)), calendars([EUROPA], crowd))
    _, changes = edition(first, calendars([meeting("Europa", "11:40", "Zaal 4")], crowd))
    named = ", ".join(f"P{number:02}" for number in range(10))
    assert sentences(changes, ENGLISH) == [
        "Europa moves from 15.00 Zaal 2 to 11.40 Zaal 4: 23 people",
        f"For 23 people the calendar reads differently: {named} and 13 others.",
    ]
    place = {"key": "Europa", "title": "Europa"}
    assert changes_data(changes) == {
        "first": False,
        "calendars": 24,
        "written": 24,
        "changes": [
            {
                "session": "Europa",
                "what": ["moved"],
                "before": {**place, "starts": "2023-02-10T15:00", "ends": "2023-02-10T16:00", "room": "Zaal 2"},
                "after": {**place, "starts": "2023-02-10T11:40", "ends": "2023-02-10T12:40", "room": "Zaal 4"},
                "reads": list(crowd),
                "joins": [],
                "leaves": [],
            }
        ],
        "people": list(crowd),
        "affected": [],
        "elsewhere": [],
        "newcomers": [],
        "leavers": [],
        "perhaps_renamed": [],
        "another_day": False,
    }


def test_a_session_that_came_in_the_place_of_another_may_be_the_same() -> None:
    remark = (
        "Is Europa the same session as De Europese dag? Keep `name: Europa` beside the new title in the day file, and "
        "its calendar entries are updated instead."
    )
    renamed = meeting("De Europese dag", "15:00")
    assert remark in sentences_on(BEFORE, calendars([renamed, WONEN], PEOPLE))
    elsewhere = meeting("De Europese dag", "15:00", "Zaal 4")  # in another room, but for the same people
    assert remark in sentences_on(BEFORE, calendars([elsewhere, WONEN], {"Anna": "D", "Bob": "DW", "Carla": "W"}))
    assert remark not in sentences_on(BEFORE, calendars([elsewhere, WONEN], {"Anna": "", "Bob": "W", "Carla": "DW"}))
    later = meeting("De Europese dag", "16:00")
    assert remark not in sentences_on(BEFORE, calendars([later, WONEN], PEOPLE))
    moved_too = sentences_on(BEFORE, calendars([later, WONEN], {"Anna": "D", "Bob": "DW", "Carla": "W"}))
    assert remark in moved_too  # at another hour, but for the same people and as long
    both = [later, meeting("Dag van Europa", "15:00", "Zaal 4"), WONEN]
    which_of_the_two = sentences_on(BEFORE, calendars(both, {"Anna": "D", "Bob": "DW", "Carla": "W"}))
    assert remark not in which_of_the_two


def test_another_title_of_the_day_changes_files_but_no_session() -> None:
    renamed = [Calendar(c.kind, c.of, "Netwerkdag", c.zone, c.language, c.entries) for c in BEFORE]
    assert sentences_on(BEFORE, renamed) == ["4 calendars are written anew; no session changed."]


def test_the_folder_of_another_day_is_noticed() -> None:
    before = calendars([EUROPA, WONEN, meeting("Lunch", "12:00")], {})
    after = calendars([meeting("Lunch", "12:00"), meeting("Natuur", "13:00")], {})
    assert sentences_on(before, after)[-1] == (
        "1 of the 3 sessions of the last edition can be found in this one. Is this the folder of another day?"
    )
    assert len(sentences_on(before, calendars([EUROPA, meeting("Lunch", "12:00")], {}))) == 1


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(data=st.data())
def test_of_sessions_and_their_people_the_change_list_says_what_the_difference_says(data: st.DataObject) -> None:
    conference = data.draw(conferences(most=120).filter(lambda conference: conference.held))
    editions = data.draw(earlier(conference)), data.draw(earlier(conference))
    before, after = (list(of_programme(one.conference, one.programme, DUTCH)) for one in editions)
    first, _ = edition(Ledger.new("Dag", date(2023, 2, 10)), before)
    _, changes = edition(first, after)
    compared = difference(*editions, guess_names=False)

    sessions = {change.place.key: change for change in changes.changes if not change.place.key.endswith("#note")}
    published = {name: words for name, change in sessions.items() if (words := {*change.what} - {"text", "people"})}
    assert published == {change.session.name: {WHAT[kind] for kind in change.kinds} for change in compared.changes}
    known = {person.name for person in editions[0].conference.people}
    for one in compared.people:
        if one.person.name in known:  # a newcomer's first calendar is told by their name alone
            upset = [change.session.name for change in one.touched]
            needed = [placement.session.name for placement in one.needed_at]
            assert all(one.person.name in sessions[name].people for name in (*upset, *needed))
    counts = with_affected(changes, editions[1].conference)
    mailed = set(own_news(compared, "nl"))
    assert mailed & known <= {*changes.people}
    assert {*(counts.affected or ()), *counts.elsewhere} <= mailed
    if any(change.old and _has_lost_its_people(change.old.session, editions[1]) for change in compared.changes):
        return  # of such a session the calendars do not tell who had planned to come and who might have dropped in
    assert set(counts.affected or ()) == {one.person.name for one in compared.affected if one.person.name in known}


def _has_lost_its_people(session: Session, new: Edition) -> bool:
    """Whether anybody might drop in at the session, and the new day knows other people of its groups, or none."""
    now = new.conference.session(session.name)
    then, since = (
        {(person.name, role) for group in each.groups for person, role in group.roles.items()} if each else None
        for each in (session, now)
    )
    return session.open and then != since
