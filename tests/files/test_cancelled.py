"""Who has cancelled: the name is known, and nobody counts on them. And addresses, which no conference has."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.checking.check import check
from scheduler.conference.conference import Conference
from scheduler.files import Faults, Instance, read, read_text
from scheduler.questions.explain import Explained, explain
from tests.support.small import placed

DAY = """\
title: Netwerkdag
language: en
date: 2026-03-13
rounds: [10:00–11:00, 11:15–12:15]
rooms: [{name: Zaal 1, capacity: 20}, {name: Zaal 2, capacity: 20}]
people:
  - {name: Anna, chair: Wonen, wishes: {Zorg: 5}, arrives: "11:00", absent: %s}
  - {name: Bob, member: [Wonen, Zorg]}
  - {name: Cees, vice_chair: [Wonen], member: Zorg}
groups: [{name: Wonen, size: 10}, Zorg]
sessions:
  - Wonen
  - Zorg
  - {title: Gesprek, speakers: [Anna, Bob], rooms: none, rounds: none, at: "11:00"}
"""


def day(absent: str = "yes", text: str = DAY) -> Conference:
    return read_text(text % absent, "day.yaml").conference


def test_the_name_of_who_has_cancelled_is_known_and_nothing_is_theirs() -> None:
    here, away = day("no"), day()
    (anna,) = away.absent
    assert ([person.name for person in here.people], here.absent) == (["Anna", "Bob", "Cees"], ())
    assert ([person.name for person in away.people], [p.name for p in away.everybody]) == (
        ["Bob", "Cees"],
        ["Bob", "Cees", "Anna"],
    )
    assert (anna.present, anna.wishes, away.duties(anna), dict(away.wishes(anna))) == ((), (), (), {})
    wonen, talk = away.session("Wonen"), away.session("Gesprek")
    assert wonen is not None
    assert talk is not None
    assert [person.name for person in away.leaders(wonen)] == ["Cees"]
    assert [person.name for person in away.needed(talk)] == ["Bob"]


def test_the_expected_are_fewer_also_where_only_a_number_of_members_is_known() -> None:
    numbers = [[conference.expected(s) for s in conference.sessions] for conference in (day("no"), day())]
    assert numbers == [[10, 2, 2], [9, 2, 1]]  # Wonen 10 - 1; Gesprek without Anna


def test_a_group_without_its_chair_is_led_by_another_and_a_talk_has_its_other_speaker() -> None:
    instance = read_text(DAY % "yes", "day.yaml")
    report = check(instance.problem, placed(instance.conference, "Wonen 10:00 Zaal 1; Zorg 11:15 Zaal 1"))
    assert [breach.sentence for breach in report.broken if "Anna" in breach.sentence] == []


ALONE = (
    DAY.replace("vice_chair: [Wonen], ", "")
    .replace("[Anna, Bob]", "Anna")
    .replace("title: Gesprek,", "title: Gesprek, optional: no,")
)


def test_where_nobody_else_is_left_that_is_said_with_what_would_help() -> None:
    instance = read_text(ALONE % "yes", "day.yaml")
    answer = explain(instance.problem)
    assert isinstance(answer, Explained)
    causes = [str(requirement.case) for cause in answer.causes for requirement in cause.requirements]
    assert "Nobody can lead Wonen, for Anna is absent." in causes
    assert "Anna speaks at Gesprek, and is absent." in causes
    remedies = [change.sentence for remedy in answer.remedies for change in remedy.changes]
    assert "Let somebody else chair Wonen: Anna is absent." in remedies
    assert "Let somebody else speak at Gesprek: Anna is absent." in remedies


def test_absence_and_addresses_stand_in_the_columns_of_a_table(tmp_path: Path) -> None:
    (tmp_path / "day.yaml").write_text(DAY.partition("people:")[0] + "groups: [Wonen]\n", "utf-8")
    (tmp_path / "people.csv").write_text(
        "naam;lid;E-mailadres;Afgemeld\nAnna;Wonen;Anna <anna@ede.example>;x\nBob;;BOB@oss.example;nee\n"
        "Cees;;bob@oss.example;\nDirk;;;afgemeld\nEva;;;0\nFrits;;;1\n",
        "utf-8",
    )
    instance = read(tmp_path)
    assert [person.name for person in instance.conference.absent] == ["Anna", "Dirk", "Frits"]
    assert dict(instance.emails) == {"Anna": "anna@ede.example", "Bob": "BOB@oss.example", "Cees": "bob@oss.example"}
    assert "Anna, Dirk and Frits are absent and do not count." in instance.remarks
    assert "Bob and Cees have the same e-mail address; a mailing has a mail for each." in instance.remarks


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("anna", '"anna" is no e-mail address. It has no @ in it.'),
        ("anna@ede", '"anna@ede" is no e-mail address.'),
        ("anna@@ede.example", '"anna@@ede.example" is no e-mail address.'),
        ("anna @ ede,example", '"anna @ ede,example" is no e-mail address. Did you mean "anna@ede.example"?'),
        ("anna(at)ede.example", '"anna(at)ede.example" is no e-mail address. Did you mean "anna@ede.example"?'),
        ("a@ede.example; b@ede.example", '"a@ede.example; b@ede.example" is more than one e-mail address; keep one.'),
        ("anna@-ede.example", '"anna@-ede.example" is no e-mail address.'),
    ],
)
def test_what_is_no_address_is_a_fault_with_its_line(typed: str, fault: str, tmp_path: Path) -> None:
    (tmp_path / "day.yaml").write_text(DAY.partition("people:")[0] + "groups: [Wonen]\n", "utf-8")
    (tmp_path / "people.csv").write_text(f'naam,mailadres\nBob,b@oss.example\nAnna,"{typed}"\n', "utf-8")
    with pytest.raises(Faults) as found:
        read(tmp_path)
    assert [str(one) for one in found.value.faults] == [f"people.csv:3: Anna › mailadres: {fault}"]


def test_addresses_make_no_other_day_and_stand_in_no_remark() -> None:
    plain = read_text(DAY % "no", "day.yaml")
    text = DAY.replace("{name: Bob,", "{name: Bob, email: bob@oss.example,").replace(
        "Cees,", "Cees, email: bob@oss.example,"
    )
    with_addresses: Instance = read_text(text % "no", "day.yaml")
    assert (with_addresses.digest, with_addresses.conference) == (plain.digest, plain.conference)
    assert "@" not in " ".join(with_addresses.remarks) + repr(with_addresses)
    assert read_text(DAY % "yes", "day.yaml").digest != plain.digest


def test_a_row_that_is_not_used_is_shown_without_its_address(tmp_path: Path) -> None:
    (tmp_path / "day.yaml").write_text(DAY.partition("people:")[0] + "groups: [Wonen]\n", "utf-8")
    (tmp_path / "people.csv").write_text("naam,email,city\nBob,b@oss.example,\n,info@ede.example,Ede\n", "utf-8")
    assert 'people.csv:3: the row is not used, for it has no name: "…, Ede"' in read(tmp_path).remarks
