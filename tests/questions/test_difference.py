"""What a new edition changes of an old one: session by session, person by person, and in a mail."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.conference.clock import DAY, Clock
from scheduler.conference.conference import Conference
from scheduler.conference.difference import Occurrence, compare
from scheduler.conference.personal_day import Reason, personal_day
from scheduler.conference.programme import Edition
from scheduler.console.difference import lines, own_lines
from scheduler.questions.difference import ChangeKind, Difference, difference
from scheduler.questions.difference.data import as_data
from scheduler.questions.difference.mail import mail
from tests.questions.test_repair import anew, earlier
from tests.support.conferences import conferences
from tests.support.small import day, placed

slow_to_draw = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


def a_day(**changes: dict[str, Any] | None) -> Conference:
    """Three meetings and a plenary, with changes to sessions; None takes a session away."""
    sessions: dict[str, dict[str, Any] | None] = {
        "Start": {"kind": "plenary", "minutes": 30},
        "Europa": {"groups": ["E"]},
        "Wonen": {"groups": ["W"]},
        "Zorg": {"groups": ["Z"]},
    }
    return day(
        sessions={name: facts for name, facts in (sessions | changes).items() if facts is not None},
        groups={
            "E": {"chair": ["Anna"], "member": ["Bob"]},
            "W": {"chair": ["Bob"], "member": ["Carla"]},
            "Z": {"chair": ["Dirk"], "member": ["Carla", "Anna"]},
        },
    )


OLD = "Start 9:30 Zaal 1; Europa 10:00 Zaal 1; Wonen 11:30 Zaal 1; Zorg 11:30 Zaal 2"


def changed(new: str, now: Conference | None = None, old: str = OLD) -> Difference:
    before, after = a_day(), now or a_day()
    return difference(Edition(before, placed(before, old)), Edition(after, placed(after, new)))


def kinds(compared: Difference) -> dict[str, list[str]]:
    return {change.session.name: [sort.value for sort in change.kinds] for change in compared.changes}


def people(compared: Difference) -> dict[str, tuple[list[str], list[str], list[str], list[str]]]:
    """By affected or otherwise interested person: what is touched, where they are called, gains and misses."""
    return {
        one.person.name: (
            [change.session.name for change in one.touched],
            [placement.session.name for placement in one.needed_at],
            [placement.session.name for placement in one.gains],
            sorted(one.missed),
        )
        for one in compared.people
    }


def test_the_same_programme_changes_nothing() -> None:
    compared = changed(OLD)
    assert (compared.changes, compared.people, list(lines(compared))) == ((), (), ["Nothing has changed."])


def test_a_session_moves_to_another_hour_or_room_or_both() -> None:
    compared = changed("Start 9:30 Zaal 1; Europa 10:00 Zaal 2; Wonen 13:00 Zaal 1; Zorg 14:00 Zaal 1")
    assert kinds(compared) == {"Europa": ["other room"], "Wonen": ["other hour"], "Zorg": ["other hour", "other room"]}
    assert people(compared) == {
        "Anna": (["Europa", "Zorg"], [], [], []),
        "Bob": (["Europa", "Wonen"], [], [], []),
        # Wonen and Zorg coincided: Carla went to one of the two, and can go to both now.
        "Carla": (["Wonen"], [], ["Zorg"], []),
        "Dirk": (["Zorg"], [], [], []),
    }


def test_two_sessions_that_change_places_are_told_as_one() -> None:
    compared = changed("Start 9:30 Zaal 1; Europa 11:30 Zaal 1; Wonen 10:00 Zaal 1; Zorg 11:30 Zaal 2")
    assert {change.session.name: change.swapped for change in compared.changes} == {
        "Europa": "Wonen",
        "Wonen": "Europa",
    }
    assert list(lines(compared, 100))[2:4] == [
        "Europa and Wonen change places: Europa is now 11.30–12.30 in Zaal 1, Wonen 10.00–11.00 in Zaal 1.",
        "  To tell (3): Anna, Bob and Carla.",
    ]


def test_a_session_that_is_dropped_or_added_or_lasts_longer() -> None:
    now = a_day(Europa={"groups": ["E"], "minutes": 75}, Zorg=None, Vers={"groups": ["Z"]})
    compared = changed("Start 9:30 Zaal 1; Europa 10:00 Zaal 1; Wonen 11:30 Zaal 1; Vers 14:00 Zaal 2", now)
    assert kinds(compared) == {"Europa": ["longer"], "Zorg": ["dropped"], "Vers": ["added"]}
    assert people(compared) == {
        "Anna": (["Europa", "Zorg"], [], ["Vers"], ["Zorg"]),
        "Bob": (["Europa"], [], [], []),
        "Carla": ([], [], ["Vers"], []),
        "Dirk": (["Zorg"], ["Vers"], [], ["Zorg"]),
    }


def test_a_session_under_another_name_in_the_same_place_is_renamed_and_in_nobodys_way() -> None:
    now = a_day(Zorg=None, Gezondheid={"groups": ["Z"]})
    compared = changed("Start 9:30 Zaal 1; Europa 10:00 Zaal 1; Wonen 11:30 Zaal 1; Gezondheid 11:30 Zaal 2", now)
    assert kinds(compared) == {"Gezondheid": ["renamed"]}
    assert compared.affected == ()
    assert list(lines(compared))[2] == "Zorg is now called Gezondheid."


def test_another_title_is_a_new_name_too() -> None:
    now = a_day(Zorg={"groups": ["Z"], "title": "Zorg en welzijn"})
    compared = changed(OLD, now)
    assert (kinds(compared), compared.people) == ({"Zorg": ["renamed"]}, ())
    assert "Zorg heet nu Zorg en welzijn." in mail(compared, "nl")


def test_who_can_no_longer_go_is_told_apart() -> None:
    compared = changed("Start 9:30 Zaal 1; Europa 11:30 Zaal 1; Wonen 11:30 Zaal 2; Zorg 13:00 Zaal 2")
    # Bob chairs Wonen, so that he can no longer attend Europa.
    assert people(compared)["Bob"] == (["Europa", "Wonen"], [], [], ["Europa"])
    bob = compared.new.conference.people[[p.name for p in compared.new.conference.people].index("Bob")]
    assert list(own_lines(compared, bob, 100)) == [
        "Bob",
        "  A small day, Friday 10 February 2023:",
        "  Europa moves from 10.00–11.00 to 11.30–12.30 and stays in Zaal 1. They can no longer go there.",
        "  Wonen (11.30–12.30) moves from Zaal 1 to Zaal 2.",
    ]


def test_what_somebody_loses_to_a_session_that_moved_is_told_though_it_stays_where_it_was() -> None:
    compared = changed("Start 9:30 Zaal 1; Europa 10:00 Zaal 1; Wonen 10:00 Zaal 2; Zorg 11:30 Zaal 2")
    bob = next(one.person for one in compared.people if one.person.name == "Bob")
    assert list(own_lines(compared, bob)) == [
        "Bob",
        "  A small day, Friday 10 February 2023:",
        "  Wonen moves from 11.30–12.30 in Zaal 1 to 10.00–11.00 in Zaal 2.",
        "  Can no longer go to Europa (10.00–11.00 in Zaal 1).",
    ]
    heading, who = "Can no longer go there, though it stays where it was:", "  Europa, 10.00–11.00 in Zaal 1 (1): Bob."
    assert f"{heading}\n{who}" in "\n".join(lines(compared))


def test_whoever_can_attend_more_and_need_change_nothing_is_not_affected() -> None:
    compared = changed("Start 9:30 Zaal 1; Europa 10:00 Zaal 1; Wonen 11:30 Zaal 1; Zorg 13:00 Zaal 2")
    carla = next(one for one in compared.people if one.person.name == "Carla")
    assert (carla.affected, [placement.session.name for placement in carla.gains]) == (False, ["Zorg"])


def test_a_mail_tells_it_in_a_paragraph_in_dutch_or_english() -> None:
    compared = changed("Start 9:30 Zaal 1; Europa 10:00 Zaal 2; Wonen 13:00 Zaal 1")
    assert mail(compared, "nl") == (
        "A small day, vrijdag 10 februari 2023: het programma is gewijzigd. Europa (10.00 uur) is verplaatst van "
        "Zaal 1 naar Zaal 2. Wonen is verplaatst van 11.30 uur naar 13.00 uur en blijft in Zaal 1. Zorg (11.30 uur in "
        "Zaal 2) vervalt. Alle andere tijden en zalen blijven zoals ze waren."
    )
    assert mail(compared, "en") == (
        "A small day, Friday 10 February 2023: the programme has changed. Europa (10:00) has moved from Zaal 1 to "
        "Zaal 2. Wonen has moved from 11:30 to 13:00 and stays in Zaal 1. Zorg (11:30 in Zaal 2) is cancelled. All "
        "other hours and rooms stay as they were."
    )
    assert mail(changed(OLD), "nl") == "A small day, vrijdag 10 februari 2023: het programma is niet gewijzigd."


@pytest.mark.parametrize(
    ("new", "sentence"),
    [
        (
            "Europa 11:30 Zaal 1; Wonen 10:00 Zaal 1; Zorg 11:30 Zaal 2",
            "Europa heeft van plaats gewisseld met Wonen: Europa is nu om 11.30 uur in Zaal 1, Wonen om 10.00 uur",
        ),
        (
            "Europa 10:00 Zaal 1; Wonen 11:30 Zaal 2; Zorg 11:30 Zaal 1",
            "Wonen heeft van zaal gewisseld met Zorg: Wonen is nu in Zaal 2, Zorg in Zaal 1.",
        ),
        (
            "Europa 14:00 Zaal 2; Wonen 11:30 Zaal 1; Zorg 11:30 Zaal 2",
            "Europa is verplaatst van 10.00 uur in Zaal 1 naar 14.00 uur in Zaal 2.",
        ),
    ],
)
def test_what_has_moved_is_told_as_a_secretary_would(new: str, sentence: str) -> None:
    assert f"gewijzigd. {sentence}" in mail(changed(f"Start 9:30 Zaal 1; {new}"), "nl")


def test_longer_and_new_and_renamed_are_told_too() -> None:
    now = a_day(
        Europa={"groups": ["E"], "minutes": 75},
        Wonen={"groups": ["W"], "minutes": 30},
        Zorg={"groups": ["Z"], "title": "Zorg en welzijn"},
        Vers={"groups": ["Z"]},
    )
    compared = changed(
        "Start 9:30 Zaal 1; Europa 10:00 Zaal 1; Wonen 13:00 Zaal 1; Zorg 14:00 Zaal 2; Vers 15:30 Zaal 1", now
    )
    assert mail(compared, "nl").partition(": het programma is gewijzigd. ")[2] == (
        "Europa duurt nu van 10.00 tot 11.15 uur in plaats van tot 11.00 uur. Wonen is verplaatst van 11.30 uur naar "
        "13.00 uur en blijft in Zaal 1. Wonen duurt nu 30 minuten in plaats van 60. Zorg heet nu Zorg en welzijn. Zorg "
        "en welzijn is verplaatst van 11.30 uur naar 14.00 uur en blijft in Zaal 2. Nieuw: Vers, om 15.30 uur in "
        "Zaal 1. Alle andere tijden en zalen blijven zoals ze waren."
    )


def test_many_changes_are_a_list_in_which_people_find_their_own() -> None:
    now = a_day(
        Zorg=None,
        Start={"kind": "plenary", "minutes": 45},
        Vers={"groups": ["Z"]},
        Water={},
        Wegen={"title": "Wegen en wijken"},
    )
    before = a_day(Water={}, Wegen={}, Markt={})
    compared = difference(
        Edition(before, placed(before, f"{OLD}; Water 13:00 Zaal 1; Wegen 14:00 Zaal 1; Markt 15:00 Zaal 1")),
        Edition(
            now,
            placed(
                now,
                "Start 9:30 Zaal 1; Europa 11:30 Zaal 1; Wonen 10:00 Zaal 1; Vers 16:00 Zaal 2; Water 13:00 Zaal 2; "
                "Wegen 14:00 Zaal 1",
            ),
        ),
    )
    assert (
        mail(compared, "nl")
        == """\
A small day, vrijdag 10 februari 2023: het programma is gewijzigd.

Vervallen:
- Zorg (11.30 uur in Zaal 2) vervalt.
- Markt (15.00 uur in Zaal 1) vervalt.

Op een ander tijdstip:
- Europa heeft van plaats gewisseld met Wonen: Europa is nu om 11.30 uur in Zaal 1, Wonen om 10.00 uur in Zaal 1.

In een andere zaal:
- Water (13.00 uur) is verplaatst van Zaal 1 naar Zaal 2.

Langer of korter:
- Start duurt nu van 9.30 tot 10.15 uur in plaats van tot 10.00 uur.

Nieuw:
- Vers, om 16.00 uur in Zaal 2.

Onder een andere naam:
- Wegen heet nu Wegen en wijken."""
    )
    assert mail(compared, "en").startswith(
        "A small day, Friday 10 February 2023: the programme has changed.\n\nCancelled:\n- Zorg (11:30 in Zaal 2) is "
        "cancelled.\n- Markt (15:00 in Zaal 1) is cancelled.\n\nAt another hour:\n"
    )


def test_of_the_rest_of_a_programme_a_mail_speaks_only_where_there_is_a_rest() -> None:
    rest = "Alle andere tijden en zalen blijven zoals ze waren."
    now = "Europa 10:30 Zaal 1; Wonen 12:00 Zaal 1; Zorg 12:00 Zaal 2"
    assert mail(changed(f"Start 9:30 Zaal 1; {now}"), "nl").endswith(rest)
    assert rest not in mail(changed(f"Start 9:00 Zaal 1; {now}"), "nl")


def test_on_several_days_the_day_is_said_once_where_it_stays_the_same() -> None:
    conference = day(sessions={"Europa": {}, "Wonen": {}, "Zorg": {}}, days=2)
    compared = difference(
        Edition(conference, placed(conference, "Europa 10:00 Zaal 1; Wonen 10:00 Zaal 2; Zorg 2/10:00 Zaal 1")),
        Edition(conference, placed(conference, "Europa 2/10:00 Zaal 2; Wonen 11:30 Zaal 1")),
    )
    assert mail(compared, "nl") == (
        "A small day, vrijdag 10 februari 2023 – zaterdag 11 februari 2023: het programma is gewijzigd. "
        "Europa is verplaatst van vrijdag 10 februari om 10.00 uur in Zaal 1 naar zaterdag 11 februari om 10.00 uur "
        "in Zaal 2. Wonen is verplaatst van vrijdag 10 februari om 10.00 uur in "
        "Zaal 2 naar 11.30 uur in Zaal 1. Zorg (zaterdag 11 februari om 10.00 uur in Zaal 1) vervalt."
    )


def test_on_several_days_the_day_is_said_where_the_room_is_the_same() -> None:
    conference = day(sessions={"Europa": {}, "Wonen": {}}, days=2)
    compared = difference(
        Edition(conference, placed(conference, "Europa 10:00 Zaal 1; Wonen 10:00 Zaal 2")),
        Edition(conference, placed(conference, "Europa 2/10:00 Zaal 1; Wonen 11:30 Zaal 2")),
    )
    assert mail(compared, "nl").partition("gewijzigd. ")[2] == (
        "Europa is verplaatst van vrijdag 10 februari om 10.00 uur naar zaterdag 11 februari om 10.00 uur en blijft in "
        "Zaal 1. Wonen is verplaatst van vrijdag 10 februari om 10.00 uur naar 11.30 uur en blijft in Zaal 2."
    )


def test_a_session_dropped_and_another_of_nearly_its_title_added_elsewhere_are_two() -> None:
    now = a_day(Zorg=None, Zorgen={"groups": ["Z"]})
    compared = changed("Start 9:30 Zaal 1; Europa 10:00 Zaal 1; Wonen 11:30 Zaal 1; Zorgen 14:00 Zaal 2", now)
    assert kinds(compared) == {"Zorg": ["dropped"], "Zorgen": ["added"]}
    assert [(gone.name, new.name) for gone, new in compared.perhaps_renamed] == [("Zorg", "Zorgen")]
    assert "Zorg (11.30 uur in Zaal 2) vervalt. Nieuw: Zorgen, om 14.00 uur in Zaal 2." in mail(compared, "nl")


def test_somebody_who_is_no_longer_among_the_people_need_not_be_told() -> None:
    now = a_day()
    now = anew(now, people=tuple(person for person in now.people if person.name != "Bob"))
    compared = changed("Start 9:30 Zaal 1; Europa 13:00 Zaal 1; Wonen 11:30 Zaal 1; Zorg 11:30 Zaal 2", now)
    assert [one.person.name for one in compared.people] == ["Anna"]


def test_a_day_that_begins_earlier_by_the_calendar_is_compared_by_the_calendar() -> None:
    before = day(sessions={"Europa": {}})
    after = day(sessions={"Europa": {}}, days=2)
    shifted = after.model_copy(update={"clock": Clock(before.clock.date(-DAY), several_days=True)})
    programme = placed(after, "Europa 2/10:00 Zaal 1")  # the second day of the new is the only day of the old
    compared = difference(Edition(before, placed(before, "Europa 10:00 Zaal 1")), Edition(shifted, programme))
    assert compared.changes == ()


@slow_to_draw
@given(data=st.data())
def test_backwards_a_difference_says_the_opposite(data: st.DataObject) -> None:
    conference = data.draw(conferences(most=120).filter(lambda conference: conference.held))
    one, other = data.draw(earlier(conference)), data.draw(earlier(conference))
    opposite = {ChangeKind.LONGER: ChangeKind.SHORTER, ChangeKind.DROPPED: ChangeKind.ADDED}
    opposite |= {new: old for old, new in opposite.items()}
    forth, back = difference(one, other, guess_names=False), difference(other, one, guess_names=False)
    turned = {
        name: [opposite.get(ChangeKind(s), ChangeKind(s)).value for s in what] for name, what in kinds(back).items()
    }
    assert kinds(forth) == turned
    payload = as_data(forth)
    assert [c["session"] for c in payload["sessions"]] == [change.session.name for change in forth.changes]
    assert payload["affected"] == sum(person["affected"] for person in payload["people"])
    for language in ("nl", "en"):
        paragraph = mail(forth, language)
        assert all(change.session.title in paragraph for change in forth.changes)


@slow_to_draw
@given(data=st.data())
def test_whoever_is_not_affected_can_do_all_that_they_had_planned(data: st.DataObject) -> None:
    conference = data.draw(conferences(most=120).filter(lambda conference: conference.held))
    old, new = data.draw(earlier(conference)), data.draw(earlier(conference))
    compared = difference(old, new, guess_names=False)
    before, after = diaries_of(old), diaries_of(new)
    affected = {one.person.name for one in compared.affected}
    for person in new.conference.people:
        if person.name in affected:
            continue
        placed_now = {s.name: (p.start, p.room and p.room.name, s.minutes) for s, p in new.programme.items()}
        planned = before.get(person.name, {})  # nothing, for somebody who has come since
        assert planned.items() <= placed_now.items()
        duties = {session.name for session in new.conference.duties(person)}
        assert duties & after[person.name].keys() <= planned.keys()


def diaries_of(edition: Edition) -> dict[str, dict[str, Any]]:
    return {
        person.name: {
            i.placement.session.name: (
                i.placement.start,
                i.placement.room and i.placement.room.name,
                i.placement.session.minutes,
            )
            for i in personal_day(edition.conference, edition.programme, person).items
            if i.why is not Reason.OPEN
        }
        for person in edition.conference.people
    }


def occurrences(names: str) -> st.SearchStrategy[dict[str, Occurrence]]:
    """Some of these sessions in an edition, each at one of two hours, in one of two rooms, of one of two lengths."""
    one = st.builds(
        lambda start, minutes, room: Occurrence("", start, start + minutes, room),
        st.sampled_from([datetime.fromisoformat(f"2023-02-10T{hour}:00") for hour in ("09", "10")]),
        st.sampled_from([timedelta(minutes=45), timedelta(minutes=60)]),
        st.sampled_from(["Zaal 1", "Zaal 2"]),
    )
    return st.dictionaries(st.sampled_from(names), one)


@given(before=occurrences("abcd"), after=occurrences("abcd"))
def test_two_sessions_have_swapped_when_each_begins_where_the_other_was(
    before: dict[str, Occurrence], after: dict[str, Occurrence]
) -> None:
    def place(edition: dict[str, Occurrence], name: str) -> tuple[object, str]:
        return edition[name].starts, edition[name].room

    movers = [name for name in before if name in after and place(before, name) != place(after, name)]
    partners = {
        name: [n for n in movers if (place(before, n), place(after, n)) == (place(after, name), place(before, name))]
        for name in movers
    }
    swapped = {change.new: change.swapped for change in compare(before, after) if change.swapped}
    assert swapped == {name: found[0] for name, found in partners.items() if found}


def test_a_day_that_moves_to_another_year_is_named_with_it_and_one_that_stays_is_not() -> None:
    def on(first: date) -> Edition:
        conference = a_day()
        days = tuple(each.model_copy(update={"date": first}) for each in conference.days)
        clock = replace(conference.clock, first=first)
        return Edition(conference.model_copy(update={"clock": clock, "days": days}), placed(conference, OLD))

    later = difference(on(date(2026, 12, 18)), on(date(2027, 1, 8)))
    assert "Zorg moves from Fri 18 December 2026 11.30–12.30 to Fri 8 January 2027 11.30–12.30" in " ".join(
        lines(later, 200)
    )
    assert (
        "Zorg is verplaatst van vrijdag 18 december 2026 om 11.30 uur naar vrijdag 8 januari 2027 om 11.30 uur en"
        in mail(later, "nl")
    )
    same_year = mail(difference(on(date(2026, 12, 18)), on(date(2026, 12, 11))), "en")
    assert "Zorg has moved from Friday 18 December at 11:30 to Friday 11 December at 11:30 and stays" in same_year
    assert "Europa (10:00 in Zaal 1) is cancelled." in mail(changed("Start 9:30 Zaal 1"), "en")
