"""The web page says the programme in its table and in its list, and no text on it is taken for anything but a text."""

from __future__ import annotations

import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cache
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.conference.conference import Conference, Kind, Session
from scheduler.conference.personal_day import personal_day
from scheduler.conference.programme import Placement, Programme
from scheduler.files import read, read_programme
from scheduler.files.values import one_line
from scheduler.publishing.exports.document import Document, document
from scheduler.publishing.exports.html import CalendarLink, write
from scheduler.text import sanitize
from scheduler.text.language import Language
from tests.console.test_show import programmes_of
from tests.support.entries import texts
from tests.support.house import HOME
from tests.support.html_page import Node, Place, places, read_page
from tests.support.large import large_day
from tests.support.small import day, placed

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style></title><!--",
    "{{ 7*7 }}{% raw %}",
    "javascript:alert(1)",
    "' onmouseover='alert(1)",
    "\u202eVergadering\u2066",
    "&lt;b&gt; &amp;",
    'https://evil.example/"onclick=alert(1)//',
    "اجتماع البلديات",
]
hostile = st.one_of(st.sampled_from(HOSTILE), texts)
lenient = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
)
Drawn = tuple[Conference, Programme]


@cache
def printed(name: str) -> Drawn:
    """A real day with the programme as it was printed."""
    instance = read(HOME / "instances" / name)
    return instance.conference, read_programme(HOME / "instances" / name / "printed.yaml", instance)[0]


def paper_of(drawn: Drawn, language: str = "nl") -> Document:
    return document(*drawn, Language.of(language))


def page_of(drawn: Drawn, language: str = "nl", *, people: bool = False) -> Node:
    return read_page(write(paper_of(drawn, language), people=people))


def titled(placement: Placement) -> str:
    return " ".join(sanitize.line(placement.session.title, None).split()) or placement.session.name


def expected(drawn: Drawn, language: str) -> list[tuple[str, str, str, int]]:
    """Title, start, hours and minutes of every session of the programme, told by the clock alone."""
    conference, programme = drawn
    clock = conference.speaking(language).clock
    return sorted(
        (
            titled(placement),
            clock.aware(placement.start).isoformat(timespec="minutes"),
            f"{clock.hour(placement.start)}–{clock.hour(placement.end)}",
            placement.session.minutes,
        )
        for placement in programme.values()
    )


def title_in(node: Node) -> str:
    """The first link or, where there is nothing more to tell, the plain title."""
    return next(part for part in node if part.tag == "a" or "t" in part.classes).words


def numbers(nodes: list[Node]) -> list[int]:
    return [int(node.attributes["data-s"]) for node in nodes]


def tables(page: Node, *, band: bool = False) -> list[Place]:
    return [place for table in page.all("table") if ("band" in table.classes) == band for place in places(table)]


def of_table(page: Node) -> list[tuple[str, str, str, int]]:
    """What the tables say, and the open spaces beside them, which bear their hours themselves."""
    cells = [
        (title_in(p.node), p.rows[0], p.node.all(within="h")[0].words.split(" ")[0], p.minutes)
        for p in tables(page)
        if "block" not in p.node.classes
    ]
    cells += [talk for p in tables(page) if "block" in p.node.classes for talk in _talks(page, p.node)]
    beside = [item for part in page.all("ul", within="alongside") for item in part.all("li")]
    return sorted([*cells, *((title_in(item), *_hours(item)) for item in beside)])


def _talks(page: Node, block: Node) -> list[tuple[str, str, str, int]]:
    """The talks of a track, of which the cell says when each begins; the list by time says how long it lasts."""
    listed = {item.attributes["data-s"]: item for slot in page.all("li", within="slot") for item in slot.all("li")}
    found = []
    for talk in block.all("li"):
        starts, hours, minutes = _hours(listed[talk.attributes["data-s"]])
        assert talk.one("time").attributes["datetime"] == starts
        found.append((title_in(talk), starts, hours, minutes))
    return found


def of_list(page: Node) -> list[tuple[str, str, str, int]]:
    return sorted(
        (title_in(item), *_hours(item)) for slot in page.all("li", within="slot") for item in slot.child("ul").all("li")
    )


def _hours(item: Node) -> tuple[str, str, int]:
    starts, ends = (datetime.fromisoformat(time.attributes["datetime"]) for time in item.one(within="h").all("time"))
    minutes = (ends.replace(tzinfo=None) - starts.replace(tzinfo=None)).total_seconds() // 60
    return starts.isoformat(timespec="minutes"), item.one(within="h").words, int(minutes)


def rooms_of_table(page: Node) -> dict[int, tuple[str, ...]]:
    return {number: place.columns for place in tables(page) for number in numbers(sessions_in(place.node))}


def sessions_in(cell: Node) -> list[Node]:
    """The cell of a session, or the talks in that of a track."""
    return cell.all("li") if "block" in cell.classes else [cell]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", ["haarlem-2023", "digital-2020"])
def test_table_and_list_of_a_real_day_both_say_its_programme(name: str, language: str) -> None:
    page = page_of(printed(name), language)
    assert of_table(page) == of_list(page) == expected(printed(name), language)


def test_table_and_list_of_several_days_with_many_rooms_say_the_programme() -> None:
    drawn = large_day(2, 12, 80)
    page = page_of(drawn, "en")
    assert of_table(page) == of_list(page) == expected(drawn, "en")


@lenient
@given(drawn=programmes_of(), language=st.sampled_from(["nl", "en"]), data=st.data())
def test_whatever_titles_people_write_both_say_the_programme(drawn: Drawn, language: str, data: st.DataObject) -> None:
    titles = hostile.map(one_line).filter(bool)  # as the reader of a day gives them: none has a hyphen that nobody sees
    drawn = renamed(drawn, lambda _: data.draw(titles))
    page = page_of(drawn, language)
    assert of_table(page) == of_list(page) == expected(drawn, language)


def renamed(drawn: Drawn, title: Callable[[Session], str]) -> Drawn:
    conference, programme = drawn
    new = {session.name: session.model_copy(update={"title": title(session)}) for session in conference.sessions}
    sessions = tuple(new[session.name] for session in conference.sessions)
    moved = tuple(replace(placement, session=new[placement.session.name]) for placement in programme.placements)
    return conference.model_copy(update={"sessions": sessions}), Programme(moved)


@lenient
@given(drawn=programmes_of())
def test_a_session_stands_under_its_room_or_over_all(drawn: Drawn) -> None:
    paper = paper_of(drawn)
    under = rooms_of_table(read_page(write(paper)))
    for number, talk in enumerate(paper.session_texts):
        if talk.placement and number in under:
            room = talk.placement.room.name if talk.placement.room else None
            assert room in under[number] or room is None or len(under[number]) > 1


def test_on_paper_every_room_stands_in_one_band() -> None:
    page = page_of(large_day(1, 12, 60), "en")
    whole = [head.words for head in page.all("table")[0].child("thead").all("th")][1:]
    bands = [[head.words for head in table.child("thead").all("th")][1:] for table in page.all("table", within="band")]
    assert [len(band) for band in bands] == [6, 6]
    assert [room for band in bands for room in band] == whole
    assert {*numbers([place.node for place in tables(page, band=True)])} == {*rooms_of_table(page)}


def test_on_paper_a_band_ends_where_its_rooms_are_empty_for_the_rest_of_the_day() -> None:
    rooms: dict[str, dict[str, Any]] = {f"Zaal {number}": {} for number in range(1, 9)}
    sessions: dict[str, dict[str, Any]] = {f"S{number}": {"minutes": 60} for number in range(1, 9)}
    conference = day(sessions={**sessions, "Avond": {"minutes": 75}}, rooms=rooms, hours="9:00-23:00")
    *held, evening = conference.sessions
    placed = [Placement(session, 540, room) for session, room in zip(held, conference.rooms, strict=True)]
    programme = Programme((*placed, Placement(evening, 20 * 60, conference.rooms[0])))
    page = read_page(write(document(conference, programme, Language.of("nl"))))
    first, second = page.all("table", within="band")
    assert [[row.child("th").words for row in table.all("tr")[1:]] for table in (first, second)] == [
        ["9.00", "10.00", "20.00"],
        ["9.00"],
    ]
    style = page.one("style").text
    rows = {row.classes[0] for row in page.all("tr") if row.classes}
    assert {row for row in rows if f".{row}{{height:" not in style} == set()


def test_a_cell_is_as_tall_as_its_session_is_long() -> None:
    """Each row has the height of its minutes, and a cell takes the rows of its session."""
    page = page_of(printed("digital-2020"))
    lengths = {place.minutes for place in tables(page)}
    assert lengths == {15, 30, 45, 75, 80, 85, 90}
    style = page.one("style").text
    rows = {row.classes[0] for row in page.all("tr") if row.classes}
    assert {row for row in rows if f".{row}{{height:calc({row[1:]}*var(--u)*var(--k))}}" not in style} == set()


@pytest.mark.parametrize("name", ["haarlem-2023", "digital-2020"])
def test_every_text_of_a_session_stands_on_the_page(name: str) -> None:
    paper = paper_of(printed(name))
    page = read_page(write(paper))
    for talk in paper.session_texts:
        texts = [talk.title, talk.note, *talk.paragraphs, *(part for line in talk.led for part in line)]
        if talk.placement and not (any(texts[1:]) or talk.session.kind.is_meeting):
            continue  # a pause says all it says in the grid
        article = page.by_id(talk.anchor).words
        wanted = [*texts, talk.hours, talk.room, *talk.pillars] if talk.placement else texts
        assert [text for text in wanted if " ".join(text.split()) not in article] == []
        assert talk.link in [link.attributes["href"] for link in page.by_id(talk.anchor).all("a")] or not talk.link


@pytest.mark.parametrize("name", ["haarlem-2023", "digital-2020"])
def test_no_name_on_the_page_is_twice_there_and_every_way_on_it_leads_somewhere(name: str) -> None:
    page = page_of(printed(name))
    ids = [node.attributes["id"] for node in page if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    ways = [node.attributes["href"] for node in page.all("a") if node.attributes["href"].startswith("#")]
    ways += [f"#{name}" for node in page for name in node.attributes.get("aria-labelledby", "").split()]
    ways += [f"#{node.attributes['for']}" for node in page.all("label") if "for" in node.attributes]
    assert {way for way in ways if way[1:] not in ids} == set()


def skeleton(page: Node) -> list[tuple[str, tuple[str, ...]]]:
    """The elements and the names of their attributes, without links and long words that a text may have."""
    return [
        (node.tag, tuple(sorted(node.attributes)))
        for node in page
        if node.tag not in {"a", "option"} and node.attributes != {"class": "long"}
    ]


def filled(text: str) -> Document:
    """The real day, with this text wherever one can write."""
    paper = paper_of(printed("haarlem-2023"))
    talks = [
        replace(
            talk,
            title=f"t{text}",
            room=talk.room and f"r{text}",
            led=tuple((word, f"n{text}") for word, _ in talk.led),
            note=talk.note and f"n{text}",
            paragraphs=tuple(f"p{text}" for _ in talk.paragraphs),
            pillars=tuple(f"{text}{n}" for n, _ in enumerate(talk.pillars)),
            news=f"n{text}" if talk.common else "",
        )
        for talk in paper.session_texts
    ]
    letter = tuple(f"l{text}" for _ in paper.letter)
    document = replace(paper, session_texts=tuple(talks), letter=letter)
    return replace(document, title=f"c{text}", place=f"p{text}", gone=(f"g{text}",))


@given(text=hostile)
def test_no_text_becomes_an_element_or_an_attribute(text: str) -> None:
    page = read_page(write(filled(text)))
    assert skeleton(page) == skeleton(read_page(write(filled("x"))))
    for link in page.all("a"):
        assert link.attributes["href"].startswith(("#", "https://", "http://", "mailto:"))


@given(text=hostile)
def test_no_link_leads_anywhere_but_to_the_web_or_to_mail(text: str) -> None:
    paper = paper_of(printed("digital-2020"))
    talks = tuple(replace(talk, link=text) for talk in paper.session_texts)
    page = read_page(write(replace(paper, session_texts=talks, website=text)))
    schemes = {link.attributes["href"].partition(":")[0] for link in page.all("a") if link.attributes["href"][0] != "#"}
    assert schemes <= {"https", "http", "mailto"}


def test_nothing_turns_the_writing_or_hides_in_it() -> None:
    data = write(filled("\u202eEuropa\u2066\x07\ud800\x00")).decode()
    assert [sign for sign in "\u202e\u2066\x07\x00\ud800" if sign in data] == []
    assert data == write(filled("Europa")).decode()


def test_writing_from_right_to_left_finds_its_direction() -> None:
    page = page_of(renamed(printed("digital-2020"), lambda _: "اجتماع البلديات"))
    titles = [node for node in page if node.words == "اجتماع البلديات" and node.tag in {"a", "h3"}]
    assert {node.attributes.get("dir") for node in titles} == {"auto"}
    assert page.one("html").attributes == {"lang": "nl"}


def digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def test_a_browser_is_told_to_run_this_style_and_this_script_and_nothing_else() -> None:
    page = page_of(printed("haarlem-2023"))
    (policy,) = [node for node in page.all("meta") if "http-equiv" in node.attributes]
    assert policy.attributes["http-equiv"] == "Content-Security-Policy"
    assert policy.attributes["content"].split("; ") == [
        "default-src 'none'",
        f"style-src {digest(page.one('style').text)}",
        f"script-src {digest(page.one('script').text)}",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert [
        node for node in page if "style" in node.attributes or any(n.startswith("on") for n in node.attributes)
    ] == []
    assert [node.tag for node in page if {"src", "srcset", "action"} & node.attributes.keys()] == []
    assert [node.attributes["href"] for node in page.all("link")] == ["data:,"]


def test_the_same_programme_gives_the_same_bytes_in_any_process() -> None:
    code = (
        "import sys; from tests.publishing.test_html import paper_of, printed;"
        "from scheduler.publishing.exports.html import write;"
        "sys.stdout.buffer.write(write(paper_of(printed('haarlem-2023')), people=True))"
    )
    pages = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=HOME, check=True, capture_output=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert pages == {write(paper_of(printed("haarlem-2023")), people=True)}


def test_what_changed_is_told_in_words_in_the_grid_the_list_and_the_text() -> None:
    paper = paper_of(printed("digital-2020"))
    (number, europa) = next((n, talk) for n, talk in enumerate(paper.session_texts) if talk.title == "Veiligheid")
    moved = replace(europa, news="gaat van 9.30 naar 14.45")
    talks = tuple(moved if talk is europa else talk for talk in paper.session_texts)
    page = read_page(write(replace(paper, session_texts=talks, gone=("Europa vervalt.",))))
    assert [item.words for item in page.by_id("changes").all("li")] == [
        "Veiligheid: gaat van 9.30 naar 14.45",
        "Europa vervalt.",
    ]
    marked = [node for node in page if "data-s" in node.attributes and node.all(within="tag")]
    assert [(node.tag, numbers([node])) for node in marked] == [
        ("td", [number]),
        ("li", [number]),
        ("article", [number]),
    ]
    assert {node.one(within="tag").words for node in marked} == {"gewijzigd"}


def small() -> Drawn:
    conference = day(
        groups={"Europa": {"chair": ["Anna"], "member": ["Bob"]}, "Wonen": {"chair": ["Carla"], "member": ["Bob"]}},
        people={"Anna": {"organisation": "Delft"}, "Dirk": {}},
        sessions={
            "Europa": {"groups": ["Europa"], "kind": Kind.THEME},
            "Wonen": {"groups": ["Wonen"], "speakers": ["Anna"], "link": "https://zoom.example/j/9?pwd=c2Vz"},
            "Lunch": {"kind": Kind.BREAK, "needs_room": False},
        },
    )
    return conference, placed(conference, "Europa 9:00 Zaal 1; Wonen 9:00 Zaal 2; Lunch 12:00")


def found_by(page: Node, field: str) -> dict[str, set[str]]:
    """By what one can choose, the sessions that are then shown."""
    chosen = page.by_id("groups").all("label") if field == "group" else page.by_id("f-person").all("option")[1:]
    items = [item for slot in page.all("li", within="slot") for item in slot.child("ul").all("li")]
    return {
        option.words: {title_in(item) for item in items if str(n) in item.attributes.get(f"data-{field}", "").split()}
        for n, option in enumerate(chosen)
    }


def test_one_asks_for_those_who_lead_or_speak() -> None:
    page = page_of(small())
    assert found_by(page, "who") == {"Anna (Delft)": {"Europa", "Wonen"}, "Carla": {"Wonen"}}
    assert found_by(page, "group") == {"Europa": {"Europa"}, "Wonen": {"Wonen"}}
    assert [title_in(item) for item in page.all("li") if "data-common" in item.attributes] == ["Lunch"]


def test_one_asks_for_anybodys_own_day_only_where_people_are_asked_for() -> None:
    conference, programme = small()
    found = found_by(page_of((conference, programme), people=True), "who")
    assert found == {
        str(person) + (" (Delft)" if person.organisation else ""): {
            item.placement.session.title
            for item in personal_day(conference, programme, person).items
            if item.placement.session.kind.is_meeting
        }
        for person in conference.people
        if person.name != "Dirk"  # goes to the lunch alone, which everybody sees
    }
    assert b"Bob" not in write(paper_of((conference, programme)))


def test_a_private_link_is_nowhere_on_the_page() -> None:
    assert b"zoom.example" not in write(paper_of(small()), people=True)


CALENDARS = [
    CalendarLink("programme", "", "programme.ics"),
    CalendarLink("group", "Europa & co", "groups/europa-co.ics"),
    CalendarLink("room", "Zaal 1", "rooms/zaal-1.ics"),
    CalendarLink("person", "Anna", "people/k7q.ics"),
]


def addresses(website: str, *, people: bool) -> list[str]:
    paper = replace(paper_of(small()), website=website)
    page = read_page(write(paper, calendars=CALENDARS, people=people, forms={"PDF": "programme.pdf"}))
    return [link.attributes["href"] for name in ("calendars", "files") for link in page.by_id(name).all("a")]


SITE = "https://netwerkdag.example/haarlem"


def test_calendars_are_subscribed_to_by_maker_where_the_page_knows_its_address() -> None:
    found = addresses(f"{SITE}/", people=False)
    asked = "url=https%3A%2F%2Fnetwerkdag.example%2Fhaarlem%2Fprogramme.ics&name=A%20small%20day"
    assert found[:5] == [
        "https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2Fnetwerkdag.example%2Fhaarlem%2Fprogramme.ics",
        f"https://outlook.live.com/calendar/0/addfromweb?{asked}",
        f"https://outlook.office.com/calendar/0/addfromweb?{asked}",
        "webcal://netwerkdag.example/haarlem/programme.ics",
        "programme.ics",
    ]
    assert found[6].endswith("%2Fgroups%2Feuropa-co.ics&name=A%20small%20day%3A%20Europa%20%26%20co")
    assert (found[8:10], found[13:]) == (
        ["webcal://netwerkdag.example/haarlem/groups/europa-co.ics", "groups/europa-co.ics"],
        ["webcal://netwerkdag.example/haarlem/rooms/zaal-1.ics", "rooms/zaal-1.ics", "programme.pdf"],
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", ["Google Agenda", "Outlook.com", "Outlook van werk of school", "Apple Agenda"]),
        ("en", ["Google Calendar", "Outlook.com", "Outlook of work or school", "Apple Calendar"]),
    ],
)
def test_each_calendar_has_a_button_for_each_maker_and_its_address_to_copy(language: str, words: list[str]) -> None:
    paper = replace(paper_of(small(), language), website=f"{SITE}/programme.html")
    whole, *others = read_page(write(paper, calendars=CALENDARS)).by_id("calendars").all("details", "way")
    assert [link.words for link in whole.one("p", "makers").all("a")] == words
    copy, address = ("Kopieer", "Adres") if language == "nl" else ("Copy", "Address")
    name = "Het hele programma" if language == "nl" else "The whole programme"
    assert (whole.one("button").words, whole.one("label").words) == (f"{copy}: {name}", address)
    fields = [way.one("input").attributes for way in (whole, *others)]
    assert [field["value"] for field in fields] == [
        f"{SITE}/programme.ics",
        f"{SITE}/groups/europa-co.ics",
        f"{SITE}/rooms/zaal-1.ics",
    ]
    assert all("readonly" in field for field in fields)
    assert ["open" in way.attributes for way in (whole, *others)] == [True, False, False]


def test_without_an_address_calendars_are_downloaded_and_those_of_people_only_when_asked_for() -> None:
    files = ["programme.ics", "groups/europa-co.ics", "rooms/zaal-1.ics"]
    assert addresses("", people=False) == [*files, "programme.pdf"]
    assert addresses("", people=True) == [*files, "people/k7q.ics", "programme.pdf"]


@pytest.mark.parametrize("path", ["/etc/passwd", "../x.ics", "//evil.example/x.ics", "", "a/./b.ics"])
def test_a_calendar_elsewhere_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="does not stand beside the page"):
        write(paper_of(small()), calendars=[CalendarLink("room", "Zaal 1", path)])


def test_a_day_without_sessions_is_a_page_too() -> None:
    conference, _ = small()
    page = page_of((conference, Programme()))
    assert page.by_id("day-1").words == "vrijdag 10 februari 2023 Op deze dag is er niets."
    assert [node.one("h3").words for node in page.by_id("absent").all("article")] == ["Europa", "Wonen", "Lunch"]


def test_a_large_conference_is_under_two_megabytes() -> None:
    assert len(write(paper_of(large_day(5, 30, 1000), "en"))) < 2_000_000


def test_hours_in_which_nothing_takes_place_take_no_more_than_one_of_them() -> None:
    conference = day(sessions={"Europa": {}, "Nachtwandeling": {"minutes": 180}}, hours="9:00-23:30")
    page = page_of((conference, placed(conference, "Europa 9:00 Zaal 1; Nachtwandeling 22:30 Zaal 2")))
    assert [row.classes for row in page.one("table").all("tr")[1:]] == [["m60"], ["m60", "quiet"], ["m180"]]
    assert of_table(page)[1][1:] == ("2023-02-10T22:30+01:00", "22.30–1.30", 180)


def test_a_day_without_a_programme_says_so_and_leads_to_no_texts() -> None:
    conference = day(sessions={"Europa": {"description": "Over Europa."}})
    page = page_of((conference, Programme(())))
    assert "Op deze dag is er niets." in page.by_id("programme").words
    assert [link.attributes["href"] for link in page.one("nav").all("a")] == ["#programme", "#absent"]
    assert page.by_id("absent").one("h3").words == "Europa"


@pytest.mark.parametrize(("number", "narrower"), [(3, None), (6, "55.99"), (10, "63.99")])
def test_where_rooms_would_be_cut_off_the_list_stands_for_the_grid(number: int, narrower: str | None) -> None:
    rooms = [f"Zaal {n}" for n in range(number)]
    conference = day(sessions={f"Groep {n}": {} for n in range(number)}, rooms={room: {} for room in rooms})
    typed = "; ".join(f"Groep {n} 9:00 {room}" for n, room in enumerate(rooms))
    page = write(document(conference, placed(conference, typed), Language.of("nl"))).decode()
    # 6 rooms: 4.5 for the hours, 6 x 7.75, and 5 beside the page, which is 56
    rule = "body:has(#view-auto:checked) .sheet{display:none}body:has(#view-auto:checked) .list{display:block}"
    assert (rule in page) == (narrower is not None)
    assert narrower is None or f"(max-width:{narrower}rem){{{rule}}}" in page
