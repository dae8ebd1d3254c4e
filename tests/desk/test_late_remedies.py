"""Remedies beside what was typed just before, and beside the programme of now."""

from __future__ import annotations

from pathlib import Path

from scheduler.conference.programme import Placement, Programme
from scheduler.desk import Workspace
from scheduler.desk.late import GuestComesLater
from scheduler.desk.late_remedies import beside_the_desk
from scheduler.desk.remedies import RemedyButton
from scheduler.files import write_programme
from scheduler.text.language import Language
from tests.desk.test_remedies import act_of, explained, possible

GUEST = """\
title: Netwerkdag
date: 2026-03-13
rounds: [10:00–11:00]
rooms: [Zaal 1, Zaal 2]
guests: [Fatma]
sessions:
  - {title: Lezing, speakers: Fatma}
  - Wonen
"""


def test_what_takes_back_what_was_just_typed_is_said_to_do_so_and_comes_last(tmp_path: Path) -> None:
    (tmp_path / "day.yaml").write_text(GUEST, "utf-8")
    desk = Workspace.open(tmp_path)
    instance, rooms = desk.state().instance, desk.state().conference.rooms
    assert instance is not None
    lecture, housing = instance.conference.held
    places = (Placement(lecture, 600, rooms[0]), Placement(housing, 600, rooms[1]))
    write_programme(tmp_path / "programme.json", instance, Programme(places), {})
    entry = desk.do(GuestComesLater("Fatma", comes="10:30"), seen=desk.state().version).entry
    assert entry is not None
    plain = explained(desk)
    buttons = beside_the_desk(plain, desk.state(), desk).whole
    assert sorted(map(str, (one.words for one in buttons))) == sorted(str(one.words) for one in plain.whole)
    back = [button for button in buttons if button.takes_back]
    assert {button.takes_back for button in back} == {entry.sentence}
    assert 0 < len(back) < len(buttons)
    assert buttons[-len(back) :] == tuple(back)
    # The programme of now fits what was taken back, at what the page of the day then says.
    stays = [button for button in back if button.stays]
    assert stays
    for button in stays:
        desk.do(act_of(button), seen=desk.state().version)
        assert possible(desk)
        judge = desk.state().judge
        assert (judge.keeps_hard_rules, judge.cost, judge.report().missed) == (True, button.cost, button.missed)
        desk.undo()
    words = stays[0].price.into(Language.of("nl"))
    assert words.startswith("Het programma van nu kan dan blijven zoals het is en kost 0 punten;"), words


def test_without_a_late_change_nothing_is_taken_back(tmp_path: Path) -> None:
    text = GUEST.replace("guests: [Fatma]", "guests: [{name: Fatma, arrives: 10:30}]")
    (tmp_path / "day.yaml").write_text(text, "utf-8")
    desk = Workspace.open(tmp_path)
    plain = explained(desk)
    buttons: tuple[RemedyButton, ...] = beside_the_desk(plain, desk.state(), desk).whole
    assert buttons == plain.whole
