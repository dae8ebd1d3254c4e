"""A change mail against the letters themselves: who was sent what reads otherwise now is told of each such line."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.conference.programme import Edition
from scheduler.console.difference import lines, own_lines
from scheduler.publishing.mailing import Letter, LetterWriter, OwnCalendars
from scheduler.questions.difference import Difference, difference
from scheduler.questions.difference.data import as_data
from scheduler.questions.difference.own_mail import own_mail, own_news, reads_otherwise
from scheduler.text.language import Language
from tests.questions.test_repair import earlier
from tests.support.conferences import conferences
from tests.support.small import day, placed

DUTCH = Language.of("nl")
TITLE = re.compile(r"session \d|gone")


def letters(edition: Edition) -> dict[str, Letter]:
    writer = LetterWriter(edition.conference, edition.programme, DUTCH, OwnCalendars(), {})
    return {letter.person.name: letter for letter in writer.letters(edition.conference.people)}


def read(letter: Letter) -> set[str]:
    """Each line that is of a session, behind the heading under which it stands."""
    heading, found = "", set()
    for line in (*letter.day, "wachtlijst", *letter.waiting, "stukken", *letter.besides):
        if TITLE.search(line):
            found.add(f"{heading}: {line}")
        else:
            heading = line
    return found


def subject(line: str) -> str:
    """The session of a line: the first that it names."""
    found = TITLE.search(line)
    assert found is not None
    return found[0]


def own(old: str, new: str) -> tuple[Difference, dict[str, list[str]]]:
    """What is told to Anna, who goes to Europa, and to Bob, who wishes nothing, of a day with an open talk."""
    small = day(
        sessions={
            "Gesprek": {"kind": "talk", "open": True, "minutes": 45},
            "Europa": {"groups": ["E"]},
            "Borrel": {"kind": "break", "minutes": 30},
        },
        groups={"E": {"chair": ["Anna"], "member": ["Carla"]}},
        people={"Bob": {}},
    )
    compared = difference(Edition(small, placed(small, old)), Edition(small, placed(small, new)))
    return compared, own_mail(compared, "nl")


AT_THREE = "Gesprek 15:00 Zaal 1; Europa 11:30 Zaal 2; Borrel 16:00"
MOVED = "Gesprek is verplaatst van 15.00 uur naar 15.15 uur en blijft in Zaal 1."


def test_an_open_talk_that_moves_is_told_to_whoever_was_sent_it_without_a_wish() -> None:
    compared, mailed = own(AT_THREE, AT_THREE.replace("15:00", "15:15"))
    assert mailed == {"Anna": [MOVED], "Carla": [MOVED], "Bob": [MOVED]}
    assert compared.affected == ()
    assert list(lines(compared, 100))[-4:] == [
        "In the own programme of these people this reads otherwise too:",
        "  Gesprek (3): Bob, Anna and Carla.",
        "3 people of all these have nothing to change in their diary. What they were sent reads otherwise all",
        "the same, so netday publish counts them too, and netday mailing --since writes to them.",
    ]
    assert list(own_lines(compared, compared.new.conference.people[1]))[2:] == [
        "  Reads otherwise in their own programme: Gesprek."
    ]
    assert [one["reads_otherwise"] for one in as_data(compared)["people"]] == [["Gesprek"]] * 3


def test_an_open_talk_that_comes_into_a_programme_or_leaves_it_is_told_with_the_break_that_moved_for_it() -> None:
    _, mailed = own(AT_THREE, "Gesprek 11:30 Zaal 1; Europa 11:30 Zaal 2; Borrel 15:00")
    drinks = "Borrel is verplaatst van 16.00 uur naar 15.00 uur."
    moved = "Gesprek is verplaatst van 15.00 uur naar 11.30 uur en blijft in Zaal 1."
    gone = "Gesprek staat niet meer in uw programma."
    assert mailed == {"Anna": [moved, gone, drinks], "Carla": [moved, gone, drinks], "Bob": [moved, drinks]}
    _, mailed = own("Gesprek 11:30 Zaal 1; Europa 11:30 Zaal 2", "Gesprek 14:00 Zaal 1; Europa 11:30 Zaal 2")
    assert mailed["Anna"] == ["Nieuw in uw programma: Gesprek, om 14.00 uur in Zaal 1."]
    _, mailed = own("Europa 11:30 Zaal 2", "Gesprek 14:00 Zaal 1; Europa 11:30 Zaal 2")
    assert mailed["Bob"] == ["Nieuw: Gesprek, om 14.00 uur in Zaal 1."]


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(data=st.data())
def test_whoever_reads_something_else_is_told_of_each_line_and_of_nothing_else(data: st.DataObject) -> None:
    conference = data.draw(conferences(most=120).filter(lambda conference: conference.held))
    old, new = data.draw(earlier(conference)), data.draw(earlier(conference))
    compared = difference(old, new, guess_names=False)
    before, after, news = letters(old), letters(new), own_news(compared, "nl")
    for name, letter in after.items():
        if name not in before:
            assert (name in news) == bool(read(letter))
            continue
        differing = {subject(line) for line in read(before[name]) ^ read(letter)}
        assert set(news.get(name, ())) == differing
        for session, sentences in news.get(name, {}).items():
            assert all(session in sentence for sentence in sentences)
            goes = [line for line in letter.day if subject_of_hours(line) == session]
            hour = goes[0].partition("–")[0].split()[-1] if goes else ""
            if not any(subject_of_hours(line) == session and hour in line for line in before[name].day):
                assert any(hour in sentence for sentence in sentences)
    assert {one.person.name for one in compared.people} <= set(news)
    to_tell = {one.person.name for one in compared.people} | {person.name for person in reads_otherwise(compared)}
    assert to_tell == set(news)


def subject_of_hours(line: str) -> str:
    """The session of a line with hours before it; "" of one that says what is missed."""
    return subject(line) if re.match(r"[^(]*\d\.\d\d–", line) and TITLE.search(line) else ""
