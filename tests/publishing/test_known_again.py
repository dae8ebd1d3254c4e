"""Whom the last edition knew is known again: a namesake who comes or goes, and who has another name now."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.test_check import netday

DAY = """\
title: Dag
date: 2026-03-13
hours: 10:00-12:00
rooms: [Zaal 1, Zaal 2]
groups:
  - {name: Europa, chairs: Anna de Vries (Ede)}
  - {name: Wonen, chairs: Anna de Vries (Delft)}
people:
  - {name: Anna de Vries, organisation: Ede}
  - {name: Anna de Vries, organisation: Delft}
  - {name: Bo, organisation: Ede}
sessions: [{group: Europa, minutes: 60}, {group: Wonen, minutes: 60}]
"""
ALONE = (
    DAY.replace("Anna de Vries (Ede)", "Anna de Vries")
    .replace(", chairs: Anna de Vries (Delft)", "")
    .replace("  - {name: Anna de Vries, organisation: Delft}\n", "")
)
HER_FILE = Path("site/people/anna-de-vries.ics")


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NETDAY_NOW", "2026-03-01T12:00Z")
    Path("typed.yaml").write_text("programme:\n  Europa: 10:00 Zaal 1\n  Wonen: 11:00 Zaal 2\n", "utf-8")


def published(day: str, *further: str) -> str:
    """What it remarks."""
    done = asked(day, *further)
    assert done[0] == 0, done[1]
    return done[1]


def asked(day: str, *further: str) -> tuple[int, str]:
    Path("day.yaml").write_text(day, "utf-8")
    names = [] if Path("site/ledger.json").exists() else ["--readable-names"]
    done = netday("publish", "day.yaml", "typed.yaml", "--to", "site", *names, *further)
    return done.exit_code, " ".join(done.stderr.split())


def events(file: Path) -> dict[str, str]:
    """UIDs by summary."""
    text = file.read_bytes().decode().replace("\r\n ", "")
    parts = [
        dict(line.split(":", 1) for line in part.split("\r\n") if ":" in line)
        for part in text.split("BEGIN:VEVENT")[1:]
    ]
    return {part["SUMMARY"]: part["UID"] for part in parts}


def whose() -> dict[str, str]:
    """Files of people by name."""
    rows = json.loads(Path("site/calendars.json").read_text("utf-8"))["calendars"]
    return {row["name"]: row["file"] for row in rows if row["kind"] == "person"}


def test_a_namesake_who_comes_gets_a_calendar_and_who_was_there_keeps_hers() -> None:
    published(ALONE)
    before = events(HER_FILE)
    assert before.keys() == {"Europa"}
    published(DAY)
    assert events(HER_FILE) == before
    assert whose() == {
        "Anna de Vries (Ede)": "people/anna-de-vries.ics",
        "Anna de Vries (Delft)": "people/anna-de-vries-delft.ics",
        "Bo": "people/bo.ics",
    }
    assert events(Path("site/people/anna-de-vries-delft.ics")).keys() == {"Wonen"}
    published(ALONE)  # and who is left of the two keeps hers as well
    assert events(HER_FILE) == before
    assert whose()["Anna de Vries"] == "people/anna-de-vries.ics"
    assert events(Path("site/people/anna-de-vries-delft.ics")).keys() == {"[VERVALLEN] Wonen"}


def test_a_namesake_does_not_undo_that_somebody_withdrew() -> None:
    published(ALONE)
    published(ALONE, "--withdraw", "Anna de Vries")
    published(DAY)
    assert whose().keys() == {"Anna de Vries (Delft)", "Bo"}
    published(ALONE)
    assert "Anna de Vries" not in whose()


def test_an_organisation_that_is_written_otherwise_is_the_same() -> None:
    published(ALONE)
    before = events(HER_FILE)
    published(ALONE.replace("organisation: Ede", "organisation: Gemeente Ede"))
    assert events(HER_FILE) == before


def test_another_of_the_same_name_is_asked_about() -> None:
    published(ALONE)
    before = events(HER_FILE)
    other = ALONE.replace("Anna de Vries, organisation: Ede", "Anna de Vries, organisation: Delft")
    code, refusal = asked(other)
    assert code == 2
    assert (
        "It is not clear whose calendar in site is whose. The last edition knows Anna de Vries of Ede: is that "
        'Anna de Vries of Delft? Then --renamed "Anna de Vries=Anna de Vries". Are they others? Then --anyway'
    ) in refusal
    assert events(HER_FILE) == before
    published(other, "--renamed", "Anna de Vries=Anna de Vries")
    assert events(HER_FILE) == before
    published(ALONE, "--anyway")  # two people, after all
    assert events(HER_FILE).keys() == {"[VERVALLEN] Europa"}
    assert events(Path("site") / whose()["Anna de Vries"]).keys() == {"Europa"}
    assert not set(events(HER_FILE).values()) & set(events(Path("site") / whose()["Anna de Vries"]).values())


def test_in_a_ledger_without_organisations_who_is_who_of_two_is_asked() -> None:
    published(ALONE)
    ledger = Path("site/ledger.json")
    ledger.write_text(ledger.read_text("utf-8").replace(',"organisation":"Ede"', ""), "utf-8")
    code, refusal = asked(DAY)
    assert code == 2
    assert "knows Anna de Vries: is that Anna de Vries (Ede) or Anna de Vries (Delft)? Then --renamed" in refusal
    published(DAY, "--renamed", "Anna de Vries=Anna de Vries (Ede)")
    assert whose()["Anna de Vries (Ede)"] == "people/anna-de-vries.ics"


@pytest.mark.parametrize("person", ["Anna de Vries=Anna Jansen", "Anna de Vries (Ede)=Anna Jansen (Ede)"])
def test_people_rooms_and_groups_that_have_another_name_keep_their_calendars(person: str) -> None:
    published(ALONE)
    files = [HER_FILE, Path("site/rooms/zaal-1.ics"), Path("site/groups/europa.ics")]
    before = [list(events(file).values()) for file in files]
    day = ALONE.replace("Anna de Vries", "Anna Jansen").replace("Zaal 1", "Gravenzaal")
    day = day.replace("{group: Europa,", "{group: Wereld, name: Europa,").replace(
        "{name: Europa, chairs", "{name: Wereld, chairs"
    )
    Path("typed.yaml").write_text("programme:\n  Europa: 10:00 Gravenzaal\n  Wonen: 11:00 Zaal 2\n", "utf-8")
    pairs = (person, "Zaal 1=Gravenzaal", "Europa=Wereld")
    assert published(day, *(word for pair in pairs for word in ("--renamed", pair))) == ""
    assert [list(events(file).values()) for file in files] == before
    assert "NAME:Dag: Anna Jansen" in HER_FILE.read_bytes().decode()
    assert not any("VERVALLEN" in title for file in files for title in events(file))
    newcomer = day.replace("  - {name: Bo", "  - {name: Anna de Vries, organisation: Almere}\n  - {name: Bo")
    published(newcomer)  # a name that somebody had is another's now
    assert whose()["Anna de Vries"] == "people/anna-de-vries-2.ics"


def test_a_rename_that_was_forgotten_is_asked_about_and_can_be_told_later() -> None:
    published(ALONE)
    before = events(HER_FILE)
    renamed = ALONE.replace("Anna de Vries", "Anna Jansen-de Vries")
    assert published(renamed) == (
        "Is Anna Jansen-de Vries the same person as Anna de Vries of the last edition? Then publish with --renamed "
        '"Anna de Vries=Anna Jansen-de Vries", and that calendar goes on at its address.'
    )
    assert published(renamed, "--renamed", "Anna de Vries=Anna Jansen-de Vries") == (
        "people/anna-jansen-de-vries.ics, which Anna Jansen-de Vries had meanwhile, is gone; "
        "the one of Anna de Vries goes on."
    )
    assert events(HER_FILE) == before
    assert published(renamed, "--renamed", "Anna de Vries=Anna Jansen-de Vries") == (
        'Nothing in the last edition is called "Anna de Vries", so --renamed "Anna de Vries=Anna Jansen-de Vries" '
        "changes nothing."
    )


@pytest.mark.parametrize(
    ("pair", "sentence"),
    [
        ("Piet=Bo", "the last edition has no person, room or group called"),
        ("Bo=Bobo", '"Bobo" is no person of this day.'),
        ("Bo=Anna de Vries", "this day has both Bo and Anna de Vries, so they are two."),
    ],
)
def test_a_rename_that_cannot_be_is_refused(pair: str, sentence: str) -> None:
    published(ALONE)
    if pair == "Piet=Bo":
        day = ALONE.replace("name: Bo", "name: Bob")
        pair = "Piet=Bob"
    else:
        day = ALONE
    code, refusal = asked(day, "--renamed", pair)
    assert code == 2
    assert sentence in refusal


def test_when_most_people_are_others_it_is_asked_whether_it_is_another_day() -> None:
    crowd = "".join(f"  - {{name: Person {letter}}}\n" for letter in "ABCDEF")
    published(ALONE.replace("  - {name: Bo", crowd + "  - {name: Bo"))
    code, refusal = asked(ALONE)
    assert (code, refusal.partition(": is ")[0]) == (
        2,
        "Of the 8 people of the last edition only 2 are left in this day",
    )
    published(ALONE, "--anyway")


def persons(*anna: str) -> str:
    """A day with these Annas, by organisation; an empty one has none."""
    rows = "".join(f"  - {{name: Anna de Vries{f', organisation: {of}' if of else ''}}}\n" for of in anna)
    begin, _, rest = ALONE.partition("  - {name: Anna de Vries, organisation: Ede}\n")
    chair = f"Anna de Vries ({anna[0]})" if len(anna) > 1 else "Anna de Vries"
    return begin.replace("chairs: Anna de Vries", f"chairs: {chair}") + rows + rest


@pytest.mark.parametrize(
    ("withdrew", "now", "named"),
    [
        ("", "Delft", "Anna de Vries withdrew: is that Anna de Vries of Delft now?"),
        ("Delft", "", "Anna de Vries of Delft withdrew: is that Anna de Vries now?"),
    ],
)
def test_whether_a_namesake_is_who_withdrew_is_asked_where_one_has_no_organisation(
    withdrew: str, now: str, named: str
) -> None:
    published(persons(withdrew))
    mine = events(HER_FILE)
    published(persons(withdrew), "--withdraw", "Anna de Vries")
    code, refusal = asked(persons(now))
    assert (code, f'{named} Then --renamed "Anna de Vries=Anna de Vries", and there is' in refusal) == (2, True)
    ledger = Path("site/ledger.json").read_bytes()
    published(persons(now), "--renamed", "Anna de Vries=Anna de Vries")  # it is: there is still no calendar
    assert whose().keys() == {"Bo"}
    published(persons(now))  # which is not asked again
    assert whose().keys() == {"Bo"}
    Path("site/ledger.json").write_bytes(ledger)
    published(persons(now), "--anyway")  # it is another
    another = Path("site") / whose()["Anna de Vries"]
    assert another != HER_FILE
    assert not set(events(another).values()) & set(mine.values())
    published(persons(now))
    assert whose().keys() == {"Anna de Vries", "Bo"}
    assert not HER_FILE.exists()


def test_of_two_namesakes_who_come_after_somebody_withdrew_each_is_asked_about() -> None:
    published(persons(""))
    published(persons(""), "--withdraw", "Anna de Vries")
    code, refusal = asked(persons("Ede", "Delft"))
    assert code == 2
    assert "Anna de Vries withdrew: is that Anna de Vries (Ede) or Anna de Vries (Delft) now?" in refusal
    published(persons("Ede", "Delft"), "--renamed", "Anna de Vries=Anna de Vries (Ede)")
    assert whose() == {"Anna de Vries (Delft)": "people/anna-de-vries-delft.ics", "Bo": "people/bo.ics"}


def test_who_withdrew_before_a_first_edition_is_known_by_organisation_too() -> None:
    published(persons("Ede"), "--withdraw", "Anna de Vries")
    published(persons("Ede"))
    assert whose().keys() == {"Bo"}
    published(persons("Delft", "Ede"))
    assert whose().keys() == {"Anna de Vries (Delft)", "Bo"}
    published(persons("Ede"), "--restore", "Anna de Vries")
    assert {"Anna de Vries", "Bo"} <= whose().keys()
