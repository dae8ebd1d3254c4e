"""What stands in whose calendar: their own day and no more, each entry with its reason, and nothing lost unsaid."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.conference.attendance import attended, worth
from scheduler.conference.clock import Clock
from scheduler.conference.conference import Conference, Kind, Person, Session, Walking
from scheduler.conference.programme import Programme, clash
from scheduler.publishing.calendars.build import CalendarBuilder, calendars
from scheduler.publishing.calendars.entry import Calendar, Entry, EventOptions
from scheduler.text.language import Language
from scheduler.text.links import lets_anyone_in
from tests.support.conferences import choices, conferences
from tests.support.small import FIRST, day, placed

DUTCH, ENGLISH = Language.of("nl"), Language.of("en")
SLOW = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much])


def of(conference: Conference, text: str, name: str, language: Language = ENGLISH) -> dict[str, Entry]:
    """The personal calendar in the programme written in `text`, by key."""
    person = conference.person(name)
    assert person
    found = CalendarBuilder(conference, placed(conference, text), language).of_person(person)
    return {entry.key: entry for entry in found.entries}


WHAT_COMES = "Wat erbij komt, staat hier vanzelf, als u op deze agenda bent geabonneerd."


def lines(entry: Entry) -> list[str]:
    return [line for line in entry.description.split("\n") if line]


# ---- what people tell each other


def test_an_entry_says_why_it_is_there_who_leads_whom_to_ask_and_what_it_is_about() -> None:
    conference = day(
        groups={
            "Fysiek": {"kind": "pillar"},
            "Woningmarkt": {
                "pillars": ["Fysiek"],
                "chair": ["Karin Schrederhof"],
                "vice-chair": ["Ronald Weerwag"],
                "member": ["Jan Wit"],
            },
        },
        people={"Karin Schrederhof": {"organisation": "Delft"}},
        rooms={"Gravenzaal": {"short": "Zaal 1", "building": "Stadhuis"}},
        sessions={
            "Woningmarkt": {
                "groups": ["Woningmarkt"],
                "speakers": ["Hugo de Jonge"],
                "note": "Neem uw woondeal mee.",
                "description": "Over het woningtekort.\n\nEn wat daaraan te doen.",
                "link": "https://link.g40.example/woningmarkt",
            }
        },
    )
    group = conference.groups[1].model_copy(update={"secretaries": ("woningmarkt@g40.example",)})
    session = conference.sessions[0].model_copy(update={"groups": (group,)})
    conference = conference.model_copy(
        update={"place": "Grote Markt 2, Haarlem", "groups": (conference.groups[0], group), "sessions": (session,)}
    )
    assert of(conference, "Woningmarkt 11:30 Gravenzaal", "Jan Wit", DUTCH) == {
        "Woningmarkt": Entry(
            key="Woningmarkt",
            starts=datetime(2023, 2, 10, 11, 30, tzinfo=ZoneInfo("Europe/Amsterdam")),
            ends=datetime(2023, 2, 10, 12, 30, tzinfo=ZoneInfo("Europe/Amsterdam")),
            summary="Woningmarkt",
            location="Gravenzaal (Zaal 1), Stadhuis, Grote Markt 2, Haarlem",
            description="""\
U bent lid van Woningmarkt.

Voorzitter: Karin Schrederhof (Delft)
Vicevoorzitter: Ronald Weerwag
Spreker: Hugo de Jonge
Secretaris: woningmarkt@g40.example
Online: https://link.g40.example/woningmarkt

Neem uw woondeal mee.

Over het woningtekort.

En wat daaraan te doen.""",
            categories=("themagroep", "Fysiek") if session.kind is Kind.THEME else ("bijeenkomst", "Fysiek"),
            url="https://link.g40.example/woningmarkt",
        )
    }


@pytest.mark.parametrize(
    ("name", "dutch", "english"),
    [
        ("Anna", "U bent voorzitter van Europa.", "You chair Europa."),
        ("Bob", "U bent vicevoorzitter van Europa.", "You are vice-chair of Europa."),
        ("Carla", "U bent secretaris van Europa.", "You are secretary of Europa."),
        ("Dirk", "U bent lid van Europa.", "You are a member of Europa."),
        ("Els", "U volgt Europa als belangstellende.", "You asked to be kept informed by Europa."),
        ("Fred", "U bent voorzitter van Wonen, die is uitgenodigd.", "You chair Wonen, which is invited."),
        ("Gea", "U bent spreker.", "You speak."),
        ("Henk", "U bent gastheer of gastvrouw.", "You host."),
        ("Ina", "Uw aanwezigheid is nodig.", "You must be there."),
        ("Jan", "U wordt er met Zorg verwacht.", "You must be there with Zorg."),
        ("Kees", "Open voor alle deelnemers.", "Open to everyone."),
    ],
)
def test_everybody_reads_their_own_reason(name: str, dutch: str, english: str) -> None:
    conference = day(
        groups={
            "Europa": {"chair": ["Anna"], "vice-chair": ["Bob"], "secretary": ["Carla"], "member": ["Dirk"]}
            | {"interested": ["Els"]},
            "Wonen": {"chair": ["Fred"]},
            "Zorg": {"member": ["Jan"]},
        },
        people={"Kees": {}},
        sessions={
            "Europa": {"groups": ["Europa"], "invited": ["Wonen"], "required_groups": ["Zorg"], "open": True}
            | {"speakers": ["Gea"], "hosts": ["Henk"], "required": ["Ina"]}
        },
    )
    reasons = [lines(of(conference, "Europa 10:00 Zaal 1", name, lang)["Europa"])[0] for lang in (DUTCH, ENGLISH)]
    assert reasons == [dutch, english]


def test_of_two_wished_meetings_the_higher_wish_is_in_and_names_the_other_without_its_link() -> None:
    conference = day(
        groups={"Europa": {"member": ["Anna"]}, "Wonen": {"interested": ["Anna"]}},
        sessions={
            "Europa": {"groups": ["Europa"]},
            "Wonen": {"groups": ["Wonen"], "link": "https://meet.example/wonen?pwd=geheim"},
        },
    )
    mine = of(conference, "Europa 10:00 Zaal 1; Wonen 10:30 Zaal 2", "Anna", DUTCH)
    assert [(key, lines(entry)) for key, entry in mine.items()] == [
        ("Europa", ["U bent lid van Europa.", "Alternatief op dit tijdstip: Wonen (10.30–11.30, Zaal 2)."])
    ]


def test_a_duty_names_what_it_keeps_somebody_from() -> None:
    conference = day(
        groups={"Europa": {"chair": ["Anna"]}, "Wonen": {"member": ["Anna"]}},
        sessions={"Europa": {"groups": ["Europa"]}, "Wonen": {"groups": ["Wonen"]}},
    )
    mine = of(conference, "Europa 10:00 Zaal 1; Wonen 10:30 Zaal 2", "Anna")
    assert [(key, lines(entry)[:2]) for key, entry in mine.items()] == [
        ("Europa", ["You chair Europa.", "Because of this you miss Wonen (10:30–11:30, Zaal 2)."])
    ]


def test_on_several_days_an_alternative_is_named_with_its_day() -> None:
    conference = day(
        groups={"Europa": {"member": ["Anna"]}, "Wonen": {"interested": ["Anna"]}},
        sessions={"Europa": {"groups": ["Europa"]}, "Wonen": {"groups": ["Wonen"]}},
        days=2,
    )
    mine = of(conference, "Europa 2/10:00 Zaal 1; Wonen 2/10:30 Zaal 2", "Anna")["Europa"]
    assert lines(mine)[1] == "Alternative at this time: Wonen (Sat 11 February 10:30–11:30, Zaal 2)."


def test_what_somebody_misses_by_leaving_early_is_a_note_on_that_day() -> None:
    conference = day(
        groups={"Europa": {"member": ["Anna"]}},
        people={"Anna": {"present": ["9:00-14:00"]}},
        sessions={"Europa": {"groups": ["Europa"]}},
    )
    assert of(conference, "Europa 15:00 Zaal 1", "Anna", DUTCH) == {
        "Europa#note": Entry(
            key="Europa#note",
            starts=FIRST,
            ends=FIRST + timedelta(days=1),
            summary="Europa (15.00–16.00): u bent er dan niet",
            location="Zaal 1",
            description="U bent lid van Europa.\nU bent niet de hele tijd aanwezig bij Europa (15.00–16.00, Zaal 1).",
            categories=("bijeenkomst",),
            transparent=True,
        )
    }


def asylum(**talk: object) -> Conference:
    """The group that goes to the state secretary's talk instead of meeting; and one that does not meet at all."""
    return day(
        groups={"Asiel": {"member": ["Anna"]}, "Armoede": {"member": ["Anna"], "chair": ["Bob"]}},
        sessions={
            "Gesprek": {"kind": "guest talk", **talk},
            "Asiel": {"groups": ["Asiel"], "held": False, "goes_to": "Gesprek", "note": "Geen apart overleg."},
            "Armoede": {"groups": ["Armoede"], "held": False, "note": "Vergadert niet."},
        },
    )


def test_a_group_that_goes_elsewhere_is_told_where_it_goes() -> None:
    mine = of(asylum(invited=["Asiel"]), "Gesprek 15:00 Zaal 1", "Anna", DUTCH)
    assert [(key, lines(entry)) for key, entry in mine.items() if "Armoede" not in key] == [
        (
            "Gesprek",
            ["U bent lid van Asiel.", "Asiel vergadert niet apart en sluit hierbij aan. Geen apart overleg."],
        )
    ]


def test_where_that_is_not_in_the_calendar_a_note_tells_it() -> None:
    mine = of(asylum(), "Gesprek 15:00 Zaal 1", "Anna", DUTCH)
    assert {key: (entry.summary, lines(entry)) for key, entry in mine.items()} == {
        "Asiel#note": (
            "Mededeling: Asiel gaat niet door",
            ["U bent lid van Asiel.", "De deelnemers gaan naar Gesprek (15.00–16.00, Zaal 1).", "Geen apart overleg."],
        ),
        "Armoede#note": ("Mededeling: Armoede gaat niet door", ["U bent lid van Armoede.", "Vergadert niet."]),
    }


def test_what_does_not_meet_is_a_note_in_the_programme_and_for_its_group() -> None:
    conference = asylum()
    programme = placed(conference, "Gesprek 15:00 Zaal 1")
    assert [entry.key for entry in CalendarBuilder(conference, programme, DUTCH).whole().entries] == [
        "Armoede#note",
        "Gesprek",
    ]
    by_group = [
        list(CalendarBuilder(conference, programme, DUTCH).of_group(group).entries) for group in conference.groups
    ]
    assert [[(entry.key, lines(entry)[-1]) for entry in entries] for entries in by_group] == [
        [("Asiel#note", "Geen apart overleg.")],
        [("Armoede#note", "Vergadert niet.")],
    ]


def test_what_is_dropped_is_told_to_those_who_wished_or_had_to_be_there() -> None:
    conference = day(
        groups={"Europa": {"member": ["Anna"], "chair": ["Bob"]}},
        people={"Carla": {}},
        sessions={"Europa": {"groups": ["Europa"], "optional": True}, "Wonen": {}},
    )
    by_person = {name: of(conference, "Wonen 10:00 Zaal 1", name, DUTCH) for name in ("Anna", "Bob", "Carla")}
    assert {name: [(e.summary, lines(e)) for e in mine.values()] for name, mine in by_person.items()} == {
        "Anna": [
            ("Mededeling: Europa vervalt", ["U bent lid van Europa.", "Dit onderdeel is uit het programma vervallen."]),
        ],
        "Bob": [
            (
                "Mededeling: Europa vervalt",
                ["U bent voorzitter van Europa.", "Dit onderdeel is uit het programma vervallen."],
            ),
        ],
        "Carla": [("Nog niets in uw programma", [WHAT_COMES])],
    }


def test_a_plenary_that_does_not_take_place_is_told_to_everybody() -> None:
    conference = day(people={"Anna": {}}, sessions={"Start": {"kind": "plenary", "held": False, "note": "Geen zaal."}})
    mine = CalendarBuilder(conference, Programme(), ENGLISH).of_person(conference.people[0])
    assert [(entry.summary, lines(entry)) for entry in mine.entries] == [
        ("Notice: Start does not take place", ["For everyone.", "Geen zaal."])
    ]


def test_what_is_no_meeting_does_not_block_the_calendar_and_the_boards_lunch_does() -> None:
    kinds = [Kind.WALK_IN, Kind.MOVING, Kind.BREAK, Kind.DRINKS, Kind.OPEN_SPACE, Kind.PLENARY, Kind.BOARD_LUNCH]
    conference = day(
        people={"Anna": {}},
        sessions={kind.value: {"kind": kind, "needs_room": False, "minutes": 30} for kind in kinds},
    )
    text = "; ".join(f"{kind.value} {9 + number}:00" for number, kind in enumerate(kinds))
    person = conference.people[0]
    asked = CalendarBuilder(conference, placed(conference, text), ENGLISH, EventOptions(moving_time=True))
    mine = {entry.key: entry for entry in asked.of_person(person).entries}
    assert {key: (entry.transparent, lines(entry)) for key, entry in mine.items()} == {
        kind.value: (not kind.for_everyone, ["For everyone."]) for kind in kinds
    }
    assert of(conference, text, "Anna").keys() == mine.keys() - {"moving time"}  # unless it is asked for


def test_of_a_board_lunch_its_members_read_that_they_are_of_the_board() -> None:
    conference = day(
        groups={"Algemeen Bestuur": {"kind": "board", "member": ["Anna"]}},
        people={"Bob": {}},
        sessions={"Lunch": {"kind": "board lunch", "groups": ["Algemeen Bestuur"]}},
    )
    reasons = [lines(of(conference, "Lunch 12:00 Zaal 1", name)["Lunch"])[0] for name in ("Anna", "Bob")]
    assert reasons == ["You are a member of Algemeen Bestuur.", "For everyone."]


def test_a_plenary_beside_somebodys_duty_does_not_block_and_says_where_they_are() -> None:
    conference = day(sessions={"Start": {"kind": "plenary"}, "Werksessie": {"kind": "workshop", "speakers": ["Anna"]}})
    mine = of(conference, "Start 10:00 Zaal 1; Werksessie 10:30 Zaal 2", "Anna")
    assert (mine["Start"].transparent, lines(mine["Start"])) == (True, ["For everyone.", "You are at Werksessie then."])
    assert not mine["Werksessie"].transparent


def test_of_two_open_meetings_at_a_time_one_blocks_the_calendar() -> None:
    conference = day(people={"Anna": {}}, sessions={"Europa": {"open": True}, "Wonen": {"open": True}})
    mine = of(conference, "Europa 10:00 Zaal 1; Wonen 10:30 Zaal 2", "Anna")
    assert {key: (entry.transparent, lines(entry)) for key, entry in mine.items()} == {
        "Europa": (False, ["Open to everyone."]),
        "Wonen": (True, ["Open to everyone.", "You are at Europa then."]),
    }


def test_a_walk_from_the_hall_does_not_make_a_plenary_free_time() -> None:
    conference = day(
        rooms={"A": {"building": "Stadhuis"}, "B": {"building": "Patronaat"}},
        walking=Walking(between={frozenset(("Stadhuis", "Patronaat")): 8}),
        sessions={"Start": {"kind": "plenary"}, "Europa": {"speakers": ["Anna"]}},
    )
    mine = of(conference, "Start 10:00 A; Europa 11:00 B", "Anna")
    assert [entry.transparent for entry in mine.values()] == [False, False]


PRIVATE = "https://meet.example/j/9?pwd=geheim"
PUBLIC = "https://meet.example/europa"
HIDDEN = "Online; the link stands in your personal calendar"


@pytest.mark.parametrize(
    ("session", "room", "hers", "everybodys"),
    [
        ({}, "Zaal 1", ("Zaal 1, Haarlem", ""), ("Zaal 1, Haarlem", "")),
        ({"needs_room": False}, "", ("Haarlem", ""), ("Haarlem", "")),
        ({"online": True, "link": PUBLIC}, "", (PUBLIC, PUBLIC), (PUBLIC, PUBLIC)),
        ({"online": True, "link": PRIVATE}, "", (PRIVATE, PRIVATE), (HIDDEN, "")),
        ({"online": True, "link": PUBLIC, "private_link": True}, "", (PUBLIC, PUBLIC), (HIDDEN, "")),
        ({"online": True, "link": PRIVATE, "private_link": False}, "", (PRIVATE, PRIVATE), (PRIVATE, PRIVATE)),
        ({"online": True}, "", ("Online", ""), ("Online", "")),
        ({"link": PRIVATE}, "Zaal 1", ("Zaal 1, Haarlem", PRIVATE), ("Zaal 1, Haarlem", "")),
        ({}, "Zoom", (PRIVATE, PRIVATE), (f"Zoom: {HIDDEN}", "")),
        ({"link": PUBLIC}, "Zoom", (PUBLIC, PUBLIC), (PUBLIC, PUBLIC)),
        ({}, "Teams", ("Teams", ""), ("Teams", "")),
    ],
)
def test_a_place_is_where_one_goes_and_a_private_link_goes_to_those_who_come(
    session: dict[str, object], room: str, hers: tuple[str, str], everybodys: tuple[str, str]
) -> None:
    conference = day(
        rooms={"Zaal 1": {}, "Zoom": {"online": True, "link": PRIVATE}, "Teams": {"online": True}},
        sessions={"Europa": {"speakers": ["Anna"], **session}},
    ).model_copy(update={"place": "Haarlem"})
    programme = placed(conference, f"Europa 10:00 {room}")
    (mine,) = of(conference, f"Europa 10:00 {room}", "Anna").values()
    (whole,) = CalendarBuilder(conference, programme, ENGLISH).whole().entries
    assert [(entry.location, entry.url) for entry in (mine, whole)] == [hers, everybodys]
    assert [entry.conference_url for entry in (mine, whole)] == ["", ""]
    (asked,) = CalendarBuilder(conference, programme, ENGLISH, EventOptions(conference=True)).whole().entries
    assert asked.conference_url == everybodys[1]
    assert ("geheim" in mine.description, "geheim" in whole.description) == ("geheim" in hers[1], "geheim" in whole.url)


def test_a_place_that_nobody_told_is_the_day_itself() -> None:
    conference = day(people={"Anna": {}}, sessions={"Borrel": {"kind": "drinks", "needs_room": False}})
    assert of(conference, "Borrel 16:00", "Anna")["Borrel"].location == "A small day"


def test_titles_and_places_are_cut_where_clients_refuse_them_and_a_link_never_is() -> None:
    long = "https://meet.example/" + "x" * 300
    conference = day(
        people={"Anna": {}},
        sessions={
            "A" * 300: {"open": True, "needs_room": False},
            "B": {"open": True, "needs_room": False, "link": long},
        },
    )
    one, two = of(conference, f"{'A' * 300} 10:00; B 12:00", "Anna").values()
    assert (one.summary, one.location) == ("A" * 254 + "…", "A small day")
    assert (two.location, two.url, lines(two)[-1]) == ("Online", long, f"Online: {long}")


def test_a_room_has_all_that_takes_place_in_it() -> None:
    conference = day(sessions={"Europa": {}, "Wonen": {"open": True}, "Zorg": {}})
    programme = placed(conference, "Europa 14:00 Zaal 1; Wonen 10:00 Zaal 1; Zorg 10:00 Zaal 2")
    found = [CalendarBuilder(conference, programme, DUTCH).of_room(room) for room in conference.rooms]
    assert [(c.kind, c.of, c.title, [(e.key, e.description) for e in c.entries]) for c in found] == [
        ("room", "Zaal 1", "A small day: Zaal 1", [("Wonen", "Open voor alle deelnemers."), ("Europa", "bijeenkomst")]),
        ("room", "Zaal 2", "A small day: Zaal 2", [("Zorg", "bijeenkomst")]),
    ]


def test_people_who_are_alike_share_one_day() -> None:
    conference = day(
        groups={"Europa": {"member": ["Anna", "Bob"], "interested": ["Carla"]}},
        sessions={"Europa": {"groups": ["Europa"]}, "Start": {"kind": "plenary"}},
    )
    found = list(calendars(conference, placed(conference, "Start 9:00 Zaal 1; Europa 10:00 Zaal 1"), DUTCH))
    anna, bob, carla = (calendar.entries for calendar in found if calendar.kind == "person")
    assert isinstance(carla, tuple)
    assert isinstance(anna, tuple)
    assert anna is bob
    assert [one is other for one, other in zip(anna, carla, strict=True)] == [True, False]


@pytest.mark.parametrize(
    ("link", "private"),
    [
        ("https://meet.example/europa", False),
        ("https://meet.example/europa?lang=nl&keynote=1", False),
        ("https://zoom.example/j/1?pwd=abc", True),
        ("https://zoom.example/j/1?PASSCODE=abc", True),
        ("https://webex.example/m?access_token=abc", True),
        ("https://webex.example/m?apikey=abc", True),
        ("https://meet.example/m#token=abc", True),
        ("https://teams.microsoft.com/meet/1?p=abc", True),
        ("https://forum.example/?p=12", False),
        ("https://anna:geheim@meet.example/", True),
        ("https://meet.example/monkey", False),
        ("", False),
    ],
)
def test_a_link_with_a_passcode_lets_anyone_in(link: str, private: bool) -> None:
    assert lets_anyone_in(link) is private


# ---- hours, when the clock changes


@pytest.mark.parametrize(
    ("date_", "start", "minutes", "hours"),
    [
        # In spring the clock goes from 2:00 to 3:00, in autumn from 3:00 back to 2:00.
        (date(2023, 3, 26), 60, 180, ("00:00", "03:00", "05:00")),
        (date(2023, 3, 26), 90, 30, ("00:30", "01:00", "03:00")),
        (date(2023, 3, 26), 130, 40, ("01:10", "01:50", "03:50")),  # 2:10 does not exist: it is 3:10 then
        (date(2023, 3, 26), 165, 65, ("01:45", "02:50", "04:50")),
        (date(2023, 10, 29), 120, 30, ("00:00", "00:30", "02:30")),  # 2:00 occurs twice: the first is meant
        (date(2023, 10, 29), 165, 30, ("00:45", "01:15", "02:15")),  # which is the second 2:15
        (date(2023, 10, 29), 150, 60, ("00:30", "01:30", "02:30")),
        (date(2023, 7, 1), 600, 60, ("08:00", "09:00", "11:00")),
    ],
)
def test_a_session_lasts_as_long_as_it_says_when_the_clock_changes(
    date_: date, start: int, minutes: int, hours: tuple[str, str, str]
) -> None:
    clock = Clock(date_)
    begins = clock.minute(date_, start)
    starts, ends = clock.aware(begins), clock.aware(begins + minutes)
    utc = [f"{moment.astimezone(UTC):%H:%M}" for moment in (starts, ends)]
    assert (*utc, f"{ends:%H:%M}") == hours


# ---- whatever the day


@st.composite
def programmes(draw: st.DrawFn) -> tuple[Conference, Programme]:
    """A random conference, some of whose sessions have links, notes or go elsewhere, and a random programme of it."""
    conference = draw(conferences())
    names = [session.name for session in conference.sessions]
    sessions = []
    for session in conference.sessions:
        link = draw(st.sampled_from(["", f"https://meet.example/{session.name[-1]}?pwd=secret{session.name[-1]}"]))
        update = {"link": link, "note": draw(st.sampled_from(["", f"A note on {session.name}."]))}
        if not session.held:
            update["goes_to"] = draw(st.sampled_from(["", *names]))
        sessions.append(session.model_copy(update=update))
    conference = conference.model_copy(
        update={"sessions": tuple(sessions), "place": draw(st.sampled_from(["", "Ede"]))}
    )
    chosen = [draw(st.sampled_from(choices(conference, session))) for session in conference.held]
    return conference, Programme(tuple(placement for placement in chosen if placement))


def people(conference: Conference, programme: Programme) -> list[tuple[Person, list[Entry]]]:
    found = [list(c.entries) for c in calendars(conference, programme, ENGLISH) if c.kind == "person"]
    return list(zip(conference.people, found, strict=True))


def timed(entries: list[Entry]) -> list[Entry]:
    return [entry for entry in entries if isinstance(entry.starts, datetime)]


@SLOW
@given(day_and_programme=programmes())
def test_a_person_has_their_duties_what_they_attend_and_what_is_for_all_and_no_more(
    day_and_programme: tuple[Conference, Programme],
) -> None:
    conference, programme = day_and_programme
    for person, entries in people(conference, programme):
        duties = {s for s in conference.held if person in conference.needed(s) and s in programme}
        goes = {p.session for p in attended(conference, person, worth(conference, person), programme)}
        busy = [programme[session] for session in duties | goes]
        welcome = {
            p.session
            for p in programme.values()
            if p.session not in conference.wishes(person)
            and person.can_be_there(p.span)
            and (
                p.session.kind.for_everyone
                or not p.session.kind.is_meeting
                or (
                    p.session.open
                    and not p.session.by_sign_up
                    and not any(clash(conference, p, other) for other in busy)
                )
            )
        }
        expected = sorted(session.name for session in duties | goes | welcome)
        assert sorted(entry.key for entry in timed(entries)) == expected


@SLOW
@given(day_and_programme=programmes())
def test_nobody_is_blocked_twice_at_a_time_but_by_two_duties(day_and_programme: tuple[Conference, Programme]) -> None:
    conference, programme = day_and_programme

    def apart(one: Session, other: Session) -> bool:
        a, b = programme[one], programme[other]
        return a.overlaps(b) or (not (one.kind.for_everyone or other.kind.for_everyone) and clash(conference, a, b))

    by_name = {session.name: session for session in conference.sessions}
    for person, entries in people(conference, programme):
        blocking = [by_name[entry.key] for entry in timed(entries) if not entry.transparent]
        for one, other in combinations(blocking, 2):
            if apart(one, other):
                assert person in conference.needed(one)
                assert person in conference.needed(other)


@SLOW
@given(day_and_programme=programmes())
def test_every_hour_is_the_programmes(day_and_programme: tuple[Conference, Programme]) -> None:
    conference, programme = day_and_programme
    hours = {
        p.session.name: tuple(conference.clock.aware(m).astimezone(UTC) for m in (p.start, p.end))
        for p in programme.values()
    }
    found = [entry for calendar in calendars(conference, programme, ENGLISH) for entry in timed(list(calendar.entries))]
    for entry in found:
        assert isinstance(entry.starts, datetime)
        assert isinstance(entry.ends, datetime)
        assert (entry.starts.astimezone(UTC), entry.ends.astimezone(UTC)) == hours[entry.key]


@SLOW
@given(day_and_programme=programmes())
def test_whatever_is_wished_or_due_and_not_attended_is_named(day_and_programme: tuple[Conference, Programme]) -> None:
    conference, programme = day_and_programme
    for person, entries in people(conference, programme):
        here = {entry.key for entry in entries}
        text = "\n".join(entry.description for entry in entries)
        theirs = {s for s in conference.sessions if person in conference.needed(s)} | set(conference.wishes(person))
        theirs |= {s for s in conference.sessions for g in (*s.groups, *s.invited) if not s.held and person in g.roles}
        unsaid = [
            s.name
            for s in theirs
            if not here & {s.name, f"{s.name}#note"}
            and f": {s.name} (" not in text
            and f"miss {s.name} (" not in text
            and f"{s.name} does not meet separately" not in text
        ]
        assert unsaid == []


@SLOW
@given(day_and_programme=programmes())
def test_private_links_stand_in_the_calendars_of_those_who_come_and_in_their_own_entry(
    day_and_programme: tuple[Conference, Programme],
) -> None:
    conference, programme = day_and_programme
    secret = {session.name: f"secret{session.name[-1]}" for session in conference.sessions}
    for calendar in calendars(conference, programme, ENGLISH):
        for entry in calendar.entries:
            shown = [name for name, word in secret.items() if word in f"{entry}"]
            assert shown in ([], [entry.key] if calendar.kind == "person" else [])


@SLOW
@given(day_and_programme=programmes())
def test_groups_and_the_programme_have_all_that_is_theirs(day_and_programme: tuple[Conference, Programme]) -> None:
    conference, programme = day_and_programme

    def keys(calendar: Calendar) -> list[str]:
        return sorted(entry.key for entry in calendar.entries)

    def expected(sessions: list[Session]) -> list[str]:
        here = {session.name for session in sessions if session in programme}
        off = [s for s in sessions if s.name not in here and (s.held or s.goes_to not in here)]
        return sorted([*here, *(f"{session.name}#note" for session in off)]) or ["#nothing"]

    assert keys(CalendarBuilder(conference, programme, DUTCH).whole()) == expected(list(conference.sessions))
    for group in conference.groups:
        theirs = [s for s in conference.sessions if group in (*s.groups, *s.invited, *s.required_groups)]
        assert keys(CalendarBuilder(conference, programme, DUTCH).of_group(group)) == expected(theirs)


@SLOW
@given(day_and_programme=programmes())
def test_one_calendar_alone_is_as_it_is_among_all_and_each_entry_is_fit_for_clients(
    day_and_programme: tuple[Conference, Programme],
) -> None:
    conference, programme = day_and_programme
    alone = [
        CalendarBuilder(conference, programme, DUTCH).whole(),
        *(CalendarBuilder(conference, programme, DUTCH).of_group(group) for group in conference.groups),
        *(CalendarBuilder(conference, programme, DUTCH).of_room(room) for room in conference.rooms),
        *(CalendarBuilder(conference, programme, DUTCH).of_person(person) for person in conference.people),
    ]
    together = list(calendars(conference, programme, DUTCH))
    assert together == [replace(calendar, entries=tuple(calendar.entries)) for calendar in alone]
    for calendar in together:
        entries = list(calendar.entries)
        assert len({entry.key for entry in entries}) == len(entries)
        assert all(0 < len(text) <= 255 for entry in entries for text in (entry.summary, entry.location))
        assert entries
        assert [e.transparent for e in entries if e.key.endswith(("#note", "#nothing"))] == [
            True for e in entries if e not in timed(entries)
        ]
