"""A published schedule becomes a day that reads, keeps the rules and solves to what was published."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any
from unicodedata import normalize
from uuid import NAMESPACE_URL, uuid5

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from scheduler.commands.main import main
from scheduler.conference.conference import Kind, NamedLink
from scheduler.files import Faults, Instance, read
from scheduler.files.importing import make_day, read_schedule
from scheduler.files.importing.slots import NoSlots
from scheduler.files.new_day import write_files
from scheduler.files.values import one_line
from scheduler.publishing.exports import schedule_json, schedule_xml
from scheduler.publishing.exports.document import Document, document
from scheduler.solving.answers import Solved
from scheduler.solving.options import SolveOptions
from scheduler.solving.solve import solve
from scheduler.text.language import Language
from tests.support.large import large_day
from tests.support.papers import papers

# As frab wrote before there were offsets: hours alone, those after midnight of the night before, texts in HTML.
FRAB = """<?xml version="1.0" encoding="UTF-8"?>
<schedule>
  <conference>
    <title>Open dagen</title><venue>De Hal</venue><city>Ede</city>
    <start>2024-02-03</start><end>2024-02-04</end><days>2</days><day_change>09:00:00</day_change>
  </conference>
  <day index="1" date="2024-02-03">
    <room name="Aula">
      <event id="1"><start>09:30</start><duration>00:25</duration><room>Aula</room><title>Welcome</title>
        <track>Keynotes</track><type>keynote</type>
        <abstract>&lt;p&gt;Hello &amp;amp; welcome.&lt;/p&gt;&lt;p&gt;Come in.&lt;/p&gt;</abstract>
        <persons><person id="6">Anja Prins</person></persons>
        <links><link href="https://open.example/welcome">Page</link></links></event>
      <event id="2"><start>23:30</start><duration>01:00</duration><title>Film</title><type>lecture</type></event>
      <event id="3"><start>00:30</start><duration>00:30</duration><title>Last words</title></event>
    </room>
    <room name="none"><event id="4"><start>10:00</start><duration>00:50</duration><title>On: the "road", #1</title>
        <persons><person>Leon Meijer</person><person>Anja Prins</person></persons></event></room>
  </day>
  <day index="2" date="2024-02-04">
    <room name="Aula"><event id="5"><start>10:00</start><duration>00:25</duration><title>Welcome</title></event></room>
  </day>
</schedule>
"""


def event(title: str, start: str, duration: str = "00:30", **more: Any) -> dict[str, Any]:
    return {
        "id": 7,
        "guid": str(uuid5(NAMESPACE_URL, title)),
        "date": f"2026-09-22T{start}:00+02:00",
        "start": start,
        "duration": duration,
        "title": {"en": title, "nl": "Iets anders"} if title == "Two words" else title,
        "subtitle": "",
        "track": None,
        "type": "Talk",
        "language": "en",
        "abstract": "",
        "description": "",
        "persons": [],
        "links": [],
        **more,
    }


# As pretalx writes: breaks in each room, some names in several languages, seats, a time zone.
PRETALX = {
    "$schema": "https://c3voc.de/schedule/schema.json",
    "generator": {"name": "pretalx", "version": "2026.1"},
    "schedule": {
        "version": "0.3",
        "conference": {
            "acronym": "net26",
            "title": "Net 26",
            "daysCount": 1,
            "time_zone_name": "Europe/Amsterdam",
            "url": "https://net.example/2026",
            "rooms": [{"name": "Hall", "capacity": 120}, {"name": "Attic", "capacity": None}],
            "days": [
                {
                    "index": 1,
                    "date": "2026-09-22",
                    "day_start": "2026-09-22T04:00:00+02:00",
                    "day_end": "2026-09-23T03:59:00+02:00",
                    "rooms": {
                        "Hall": [
                            event("Opening", "09:00", type="Keynote", persons=[{"public_name": "=Ann", "id": 1}]),
                            event("Two words", "09:30", track={"en": "Water, soil"}, persons=[{"name": "Bob"}]),
                            event("Lunch", "12:00", "01:00", type="Break"),
                            event("No hour", "soon", date="soon"),
                            event("No length", "15:00", "later"),
                        ],
                        "Attic": [
                            event("Digging", "09:30", "01:30", type="Workshop", persons=[{"name": "Bob"}]),
                            event("Lunch", "12:00", "01:00", type="Break"),
                            event("Drinks", "13:00", type="Social event"),
                            event("Wrap up", "14:00"),
                        ],
                    },
                }
            ],
        },
    },
}


def begun(tmp_path: Path, content: str | bytes | object, *dates: date) -> tuple[Instance, tuple[str, ...]]:
    """The day that is made of this file, and the remarks."""
    file = tmp_path / "schedule"
    file.write_bytes(
        content
        if isinstance(content, bytes)
        else (content if isinstance(content, str) else json.dumps(content)).encode()
    )
    day = make_day(read_schedule(file), dates)
    folder = tmp_path / "day"
    folder.mkdir(exist_ok=True)
    (folder / "day.yaml").write_text(day.day, "utf-8")
    (folder / "people.csv").write_text(day.people, "utf-8")
    assert day.broken == ()
    return read(folder), day.remarks


def solved(instance: Instance) -> dict[str, tuple[str, str]]:
    """Where and when each session is in the best programme."""
    answer = solve(instance.problem, SolveOptions(limit=60))
    assert isinstance(answer, Solved)
    clock = instance.conference.clock
    return {
        session.name: (f"{clock.naive(placement.start):%Y-%m-%d %H:%M}", placement.room.name if placement.room else "")
        for session, placement in answer.programme.items()
    }


def test_a_schedule_of_frab_solves_to_what_was_published(tmp_path: Path) -> None:
    instance, remarks = begun(tmp_path, FRAB)
    conference = instance.conference
    assert (conference.title, conference.place) == ("Open dagen", "De Hal, Ede")
    assert [room.name for room in conference.rooms] == ["Aula", "none (room)"]
    assert [person.name for person in conference.people] == ["Anja Prins", "Leon Meijer"]
    welcome = conference.sessions[0]
    assert (welcome.title, welcome.kind, welcome.minutes) == ("Welcome", Kind.PLENARY, 25)
    assert [group.name for group in welcome.groups] == ["Keynotes"]
    assert welcome.description == "Hello & welcome.\n\nCome in."
    assert (welcome.link, welcome.links) == ("", (NamedLink("https://open.example/welcome", "Page"),))
    assert solved(instance) == {
        "Welcome": ("2024-02-03 09:30", "Aula"),
        'On: the "road", #1': ("2024-02-03 10:00", "none (room)"),
        "Film": ("2024-02-03 23:30", "Aula"),
        "Last words": ("2024-02-04 00:30", "Aula"),
        "Welcome 2": ("2024-02-04 10:00", "Aula"),
    }
    assert remarks[0] == "The file names no time zone; Europe/Amsterdam is taken."


def test_a_schedule_of_pretalx_solves_to_what_was_published(tmp_path: Path) -> None:
    instance, remarks = begun(tmp_path, PRETALX)
    assert {room.name: room.capacity for room in instance.conference.rooms} == {"Hall": 120, "Attic": None}
    assert [person.name for person in instance.conference.people] == ["Bob", "=Ann"]
    assert solved(instance) == {
        "Opening": ("2026-09-22 09:00", "Hall"),
        "Two words": ("2026-09-22 09:30", "Hall"),
        "Digging": ("2026-09-22 09:30", "Attic"),
        "Lunch": ("2026-09-22 12:00", ""),
        "Drinks": ("2026-09-22 13:00", "Attic"),
        "Wrap up": ("2026-09-22 14:00", "Attic"),
    }
    assert remarks == (
        'schedule:1: "No hour" is left out: it has no date and hour that can be read: date "soon", start "soon".',
        'schedule:1: "No length", 2026-09-22 at 15:00, is left out: it has no length that can be read.',
        "Lunch stands in 2 rooms at once; it is taken over once, for all.",
        "Taken for something that need not stand alone: Drinks.",  # a meeting comes after them
        "The published programme does not keep the rule nobody_in_two_places, so that leaves alone: Bob.",
    )


def test_a_name_that_a_spreadsheet_would_take_for_a_formula_stands_in_no_table(tmp_path: Path) -> None:
    begun(tmp_path, PRETALX)
    assert (tmp_path / "day" / "people.csv").read_text("utf-8") == "name,organisation\nBob,\n"


def test_of_a_dutch_day_the_table_opens_in_a_dutch_excel(tmp_path: Path) -> None:
    (tmp_path / "schedule").write_text(json.dumps(PRETALX), "utf-8")
    day = make_day(read_schedule(tmp_path / "schedule"), (), "nl")
    assert day.people == "\ufeffnaam;organisatie\nBob;\n"
    write_files(tmp_path / "day", {"day.yaml": day.day, "people.csv": day.people})
    assert [person.name for person in read(tmp_path / "day").conference.people][:1] == ["Bob"]


def test_wafers_offsets_without_a_colon_are_read(tmp_path: Path) -> None:
    wafer = """<schedule><conference><title>Wafer</title></conference><day date="2016-07-03" index="1"><room name="A">
    <event id="9"><date>2016-07-03T10:00:00+0200</date><start>10:00</start><duration>00:45</duration><title>Talk</title>
    </event></room></day></schedule>"""
    instance, _ = begun(tmp_path, wafer)
    assert solved(instance) == {"Talk": ("2016-07-03 10:00", "A")}


def test_one_date_moves_all_days_and_as_many_as_there_are_days_each_its_own(tmp_path: Path) -> None:
    days = [
        begun(tmp_path, FRAB, *dates)[0].conference.days
        for dates in ((date(2027, 2, 5),), (date(2027, 2, 5), date(2027, 2, 12)))
    ]
    assert [[day.date.isoformat() for day in found] for found in days] == [
        ["2027-02-05", "2027-02-06"],
        ["2027-02-05", "2027-02-12"],
    ]
    with pytest.raises(NoSlots, match=r"^The schedule has 2 days, and there are 3 dates\."):
        begun(tmp_path, FRAB, date(2027, 2, 5), date(2027, 2, 6), date(2027, 2, 7))


def test_a_schedule_of_a_few_events_far_apart_leaves_room_to_move(tmp_path: Path) -> None:
    events = "".join(
        f"""<event id="{number}"><date>2016-07-03T{hour}:00+02:00</date><start>{hour}</start>
        <duration>00:45</duration><title>Talk {number}</title></event>"""
        for number, hour in enumerate(("10:00", "14:30"), 1)
    )
    few = f"""<schedule><conference><title>Few</title></conference><day date="2016-07-03" index="1"><room name="A">
    {events}</room></day></schedule>"""
    assert [day.step for day in begun(tmp_path, few)[0].conference.days] == [30]


def test_a_conference_of_three_days_comes_back_as_it_was(tmp_path: Path) -> None:
    conference, programme = large_day(3, 12, 150)
    data = schedule_json.write(document(conference, programme, Language.of("en")))
    instance, _ = begun(tmp_path, data)
    again = instance.conference
    assert (len(again.held), len(again.rooms), [d.date for d in again.days]) == (
        len(programme),
        12,
        [d.date for d in conference.days],
    )
    for session in programme:
        session_again = next(s for s in again.sessions if s.title == session.title)
        assert (session_again.minutes, session_again.kind) == (session.minutes, session.kind)


@given(document=papers())
def test_whatever_people_write_becomes_a_day_that_keeps_the_rules(
    document: Document, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any")
    try:
        instance, _ = begun(folder, schedule_xml.write(document))
    except NoSlots:
        assert not document.placed
        return
    used = [session.title for session in instance.conference.sessions]
    assert set(used) <= set(map(one_line, _titles(document)))


def _titles(document: Document) -> list[str]:
    return [normalize("NFC", event["title"]) for event in _events(document)]


def _events(document: Document) -> list[dict[str, Any]]:
    whole = json.loads(schedule_json.write(document))["schedule"]["conference"]
    return [event for parsed in whole["days"] for events in parsed["rooms"].values() for event in events]


BOMB = """<?xml version="1.0"?><!DOCTYPE schedule [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>
<schedule><conference><title>&c;</title></conference><day/></schedule>"""
OUTSIDE = """<!DOCTYPE schedule [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<schedule><conference><title>&x;</title></conference><day/></schedule>"""
DOCTYPE = (
    "schedule: It has a DOCTYPE, with which a file can do harm and which no schedule needs; take it out to read it."
)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (BOMB, DOCTYPE),
        (OUTSIDE, DOCTYPE),
        ("<a>" * 60, "schedule: It has more than 50 elements within each other, so it is no schedule."),
        ("[" * 100_000, "schedule: It has too many things within each other, so it is no schedule."),
        ("<schedule><day>", "schedule:1: It is no XML that can be read: no element found."),
        (
            '<?xml version="1.0" encoding="nil"?><a/>',
            "schedule: It is no XML that can be read: its letters are in a code that is not known.",
        ),
        ('{"schedule": {', "schedule:1: It is no JSON that can be read: it ends too early."),
        (
            "<html><body/></html>",
            "schedule: It is no schedule.xml: that begins with <schedule> and has a <day> for each day.",
        ),
        ("[1, 2]", 'schedule: It is no schedule.json: that has a "schedule", a "conference" in it, and its "days".'),
        ("", "schedule: It is empty, or larger than 50 megabytes, so it is no schedule."),
    ],
    ids=range(10),
)
def test_a_file_that_is_no_schedule_is_refused_with_a_sentence(tmp_path: Path, content: str, sentence: str) -> None:
    (tmp_path / "schedule").write_text(content, "utf-8")
    with pytest.raises(Faults) as raised:
        read_schedule(tmp_path / "schedule")
    assert str(raised.value) == sentence


ODD = """{"schedule": {"conference": {"title": "R&amp;D",
 "rooms": ["Aula"],
 "days": [
  {"date": "2027-02-05", "rooms": {
   "Aula": [
    {"guid": "11111111-1111-1111-1111-111111111111", "title": "Caf&eacute; &lt;3",
     "date": "2027-02-05T10:00:00+01:00", "duration": "00:45", "persons": "Ann &amp; Bob"},
    {"guid": "11111111-1111-1111-1111-111111111111", "title": "Same guid",
     "date": "2027-02-05T11:00:00+01:00", "duration": "00:45", "persons": {"name": "Carl"}},
    {"title": "Bad date", "date": "2027-13-45T10:00:00+01:00", "start": "noon", "duration": "00:45"},
    {"title": "Bad length", "date": "2027-02-05T12:00:00+01:00", "duration": ["an hour"]},
    "no event"
   ],
   "Attic": {"a": 1}
  }},
  {"date": "2027-02-06", "rooms": [{"title": "In a list"}]},
  "third"
 ]}}}"""


def test_all_that_is_wrong_is_told_at_once_with_its_line_and_the_rest_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / "odd.json").write_text(ODD, "utf-8")
    schedule = read_schedule(tmp_path / "odd.json")
    assert schedule.remarks == (
        'odd.json:8: "Same guid" has the guid of "Café <3"; both are taken over.',
        (
            'odd.json:10: "Bad date" is left out: it has no date and hour that can be read: '
            'date "2027-13-45T10:00:00+01:00", start "noon".'
        ),
        'odd.json:11: "Bad length", 2027-02-05 at 12:00, is left out: it has no length that can be read.',
        'odd.json:4: Event 5 in room "Aula" of this day is left out: it has no title and no hours.',
        'odd.json:4: What stands in room "Attic" of this day is left out: it is no list of events.',
        "odd.json:16: Day 2 is left out: it has no rooms with events in them.",
        "odd.json:1: Day 3 is left out: it has no rooms with events in them.",
    )
    assert (schedule.title, schedule.read, list(schedule.rooms)) == ("R&D", 5, ["Aula"])
    taken = [(event.title, event.persons) for parsed in schedule.days for event in parsed.events]
    assert taken == [("Café <3", ("Ann & Bob",)), ("Same guid", ("Carl",))]


def test_json_that_breaks_off_is_refused_at_the_place_where_it_does(tmp_path: Path) -> None:
    (tmp_path / "odd.json").write_text(ODD.replace('"rooms": ["Aula"],', '"rooms": ["Aula"]'), "utf-8")
    with pytest.raises(Faults) as raised:
        read_schedule(tmp_path / "odd.json")
    assert str(raised.value) == (
        'odd.json:3: It is no JSON that can be read: something is wrong just before "days": [ {"date": "2027-02- …'
    )


json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8)),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "title", "date", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(data=st.data())
def test_a_file_in_which_anything_stands_anywhere_is_read_or_refused_with_a_sentence(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    schedule = json.loads(json.dumps(PRETALX))
    here = schedule
    while isinstance(here, (dict, list)) and here:
        keys = list(here) if isinstance(here, dict) else range(len(here))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(here[key], (dict, list)) or not here[key] or data.draw(st.integers(0, 6)) == 0:
            here[key] = data.draw(json_values)
            break
        here = here[key]
    try:
        begun(tmp_path_factory.mktemp("fuzz"), schedule)
    except (Faults, NoSlots) as refused:
        assert str(refused).startswith("schedule: ")  # noqa: PT017  most files are read


def netday(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_import_counts_aloud_and_the_day_that_it_writes_passes_the_check(tmp_path: Path) -> None:
    (tmp_path / "schedule.xml").write_text(FRAB, "utf-8")
    folder = tmp_path / "next"
    done = netday("import", tmp_path / "schedule.xml", "--to", folder, "--dates", "2027-02-05")
    assert (done.exit_code, done.stdout.splitlines()) == (
        0,
        [
            "5 events read, 5 used: 2 days, 2 rooms, 2 people and 5 sessions.",
            f"Written: {folder}/day.yaml and {folder}/people.csv.",
            f"  netday check {folder}",
            f"  netday solve {folder} -o {folder}/programme.json",
        ],
    )
    assert netday("check", folder).exit_code == 0
    again = netday("import", tmp_path / "schedule.xml", "--to", folder)
    assert (again.exit_code, again.stderr) == (
        2,
        f"{folder} is not empty, so nothing was written. Name a folder that is new or empty.\n",
    )


def test_import_tells_the_same_as_json(tmp_path: Path) -> None:
    (tmp_path / "schedule.json").write_text(json.dumps(PRETALX), "utf-8")
    answer = json.loads(netday("import", tmp_path / "schedule.json", "--to", tmp_path / "new", "--json").stdout)
    assert [answer[key] for key in ("read", "used", "days", "rooms", "people")] == [9, 6, 1, 2, 2]
    assert answer["broken"] == []
