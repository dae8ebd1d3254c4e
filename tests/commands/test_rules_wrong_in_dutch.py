"""What a rule itself finds wrong with a statement is Dutch on the screen, as a secretary would write it."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from scheduler.commands.main import main

DAY = """\
title: Netwerkdag
date: 2023-02-10
rounds: [10:00–11:00, 11:15–12:15]
rooms: [Zaal 1, Zaal 2]
groups: [Wonen, {name: Zorg, members: [Jan]}]
sessions: [Wonen, Zorg]
rules:
  groups_apart: [{from: [Zorg]}]
  number_held: {sessions: [Wonen, Zorg], least: 3, most: 1}
  quorum: [{group: Wonen}, {people: 3}]
  preferred: {sessions: [Wonen]}
  pinned: [{session: Wonen}, {session: Wonen, room: Zaal 9}, {session: Zorg, at: 11 februari 2023 10:00}]
  in_order: [{first: {people: [Jan]}, then: Zorg}]
  as_few_as_can_be: {over: room, stay: true}
  room_seats_everyone: {spare: veel}
  session_is_led: {weigth: 3}
  at_most_a_day: {each: group}
"""
SCREEN = """\
day.yaml:8: rules › groups_apart: `from` zegt waarmee `groups` niet tegelijk mogen zijn; `groups` ontbreekt.
day.yaml:9: rules › number_held: `least` is hoger dan `most`; geen aantal voldoet aan allebei.
day.yaml:10: rules › quorum: Een quorum geldt voor één groep (`group`) of voor elke groep (`each: group`).
day.yaml:10: rules › quorum › Wonen: Een quorum telt mensen, steden of allebei; geen van beide is opgegeven.
day.yaml:11: rules › preferred: Er is geen voorkeur opgegeven; noem `at`, `between`, `days` of `room`.
day.yaml:12: rules › pinned › Wonen: Wonen is nergens op vastgezet; noem `at`, `room` of allebei.
day.yaml:12: rules › pinned › Wonen › room: Er is geen zaal "Zaal 9". Bedoelde u "Zaal 2"?
day.yaml:12: rules › pinned › Zorg › at: 2023-02-11 is geen dag van dit programma; dat is 10 februari 2023.
day.yaml:13: rules › in_order › first: Mensen hebben geen volgorde; noem onderdelen, groepen, soorten of labels.
day.yaml:14: rules › as_few_as_can_be: `stay` gaat over dagen; zet het naast `over: day`.
day.yaml:15: rules › room_seats_everyone › spare: moet een heel getal van 0 of meer zijn; er staat "veel".
day.yaml:16: rules › session_is_led › weigth: "weigth" kent netday hier niet. Bedoelde u "weight"?
day.yaml:17: rules › at_most_a_day: "most" ontbreekt.
"""


def test_what_a_rule_finds_wrong_with_its_statement_is_told_in_dutch(tmp_path: Path) -> None:
    (tmp_path / "day.yaml").write_text(DAY, "utf-8")
    result = CliRunner().invoke(main, ["check", str(tmp_path), "--language", "nl"])
    assert result.stdout == ""
    assert result.stderr == SCREEN
