"""Who leads where somebody has cancelled: said with the late change, whether the programme can stay or not."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.conference.programme import Placement, Programme
from scheduler.desk import Workspace
from scheduler.desk.late import FallsOut
from scheduler.desk.stand_ins import who_stands_in
from scheduler.files import write_programme
from scheduler.text.language import Language

LED = """\
title: Netwerkdag
date: 2026-03-13
rounds: [10:00–11:00]
rooms: [Zaal 1, Zaal 2]
groups:
  - {name: Europa, chairs: Anna, vice_chairs: [Bea, Cor]}
  - {name: Wonen, chairs: Bea}
sessions:
  - {group: Europa}
  - {group: Wonen}
  - {title: Lezing, speakers: [Eva, Fred]}
"""
OFF = "rules:\n  session_is_led: off\n"
NOT_HARD = "rules:\n  session_is_led: 5\n"


@pytest.mark.parametrize(
    ("person", "more", "words"),
    [
        ("Anna", "", "Cor kan Europa nu voorzitten."),  # Bea must be at Wonen then
        ("Eva", "", "Bij Lezing spreekt nu Fred."),
        ("Bea", "", "Anna of Cor kan Europa nu voorzitten. Niemand kan Wonen nu voorzitten, en de regel “Er is een "),
        ("Bea", NOT_HARD, "Niemand zit Wonen nu voor; dat mag, want de regel “Er is een voorzitter” is op deze dag"),
        ("Bea", OFF, "Niemand zit Wonen nu voor; geen regel van deze dag vraagt daarom."),
    ],
)
def test_it_is_said_who_leads_instead(person: str, more: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "day.yaml").write_text(LED + more, "utf-8")
    desk = Workspace.open(tmp_path)
    instance = desk.state().instance
    assert instance is not None
    europa, wonen, _ = instance.conference.held
    rooms = instance.conference.rooms
    places = (Placement(europa, 600, rooms[0]), Placement(wonen, 600, rooms[1]))
    write_programme(tmp_path / "programme.json", instance, Programme(places), {})
    before = desk.state()
    after = desk.do(FallsOut(person), seen=before.version).state
    assert words in who_stands_in(before, after).into(Language.of("nl"))
    assert not who_stands_in(after, after)


def test_without_a_programme_no_rule_is_blamed(tmp_path: Path) -> None:
    (tmp_path / "day.yaml").write_text(LED, "utf-8")
    desk = Workspace.open(tmp_path)
    before = desk.state()
    after = desk.do(FallsOut("Bea"), seen=before.version).state
    assert who_stands_in(before, after) == "Europa can now be led by Anna or Cor. Nobody can lead Wonen now."
