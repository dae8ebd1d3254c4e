"""A programme that was found, beside that of now: what moves and for whom, to take or to leave."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from scheduler.desk import Place, Refused, TakeOff, Workspace
from scheduler.desk.proposal import ProgrammeProposal
from scheduler.desk.search_wish import SearchWish
from scheduler.desk.searches import Searches
from tests.desk.test_searches import DAY, TOGETHER, child, programme


@pytest.fixture
def desk(tmp_path: Path) -> Workspace:
    (tmp_path / "day.yaml").write_text(DAY, "utf-8")
    (tmp_path / "programme.json").write_text(programme(*TOGETHER), "utf-8")
    return Workspace.open(tmp_path)


@pytest.fixture
def searches(desk: Workspace) -> Searches:
    """A search has ended that found the programme in which nobody misses anything."""
    searches = Searches(desk, child("quick"))
    run(searches)
    return searches


def run(searches: Searches, wish: SearchWish | None = None) -> str:
    search = searches.start(wish or SearchWish("solve"))
    searches.close()
    return search.id


def proposal(searches: Searches) -> ProgrammeProposal:
    found = searches.proposal
    assert found is not None
    return found


def offered(searches: Searches) -> bool:
    return searches.proposal is not None


def test_it_says_what_moves_who_gains_and_what_it_comes_to(searches: Searches) -> None:
    found = proposal(searches)
    assert [str(sentence) for sentence, _ in found.moves] == [
        "Wonen moves from 10:00–11:00 in Zaal 2 to 11:15–12:15 in Zaal 1."
    ]
    assert [(shift.person.name, shift.gains, shift.loses) for shift in found.gainers] == [
        ("Karin", ("Europa",), ()),
        ("Jan", ("Wonen",), ()),
    ]
    assert (found.losers, found.broken, found.remarks) == ((), (), ())
    assert found.verdict == "People who miss something: now 2, then 0. Points: now 8, then 0."
    assert found.kept == "It keeps every hard rule."


def test_taken_it_is_the_programme_and_can_be_undone(searches: Searches) -> None:
    desk = searches.workspace
    before = (desk.folder / "programme.json").read_bytes()
    searches.take(seen=desk.state().version, who="Anna")
    assert desk.entries()[0].sentence == "Took over the programme that was found: 1 session changes."
    assert json.loads((desk.folder / "programme.json").read_bytes())["proof"] == {"proven_best": True}
    assert not offered(searches)
    desk.do(TakeOff("Europa"), seen=desk.state().version)
    assert not offered(searches)  # what was taken is no proposal once somebody works on
    with pytest.raises(Refused, match="There is no proposal any more"):
        searches.take(seen=desk.state().version)
    desk.undo()
    desk.undo()
    assert (desk.folder / "programme.json").read_bytes() == before
    assert offered(searches)
    searches.leave()
    assert not offered(searches)


def test_on_a_day_that_has_changed_since_it_is_judged_anew_and_that_is_said(searches: Searches) -> None:
    desk = searches.workspace
    file = desk.folder / "day.yaml"
    file.write_text(DAY.replace("members: Jan}", "members: Jan}\n  - {name: Zorg, members: [Jan, Karin]}"), "utf-8")
    desk.do(TakeOff("Europa"), seen=desk.state().version)
    found = proposal(searches)
    assert [str(remark) for remark in found.remarks] == [
        "The day has changed since this search began. It is judged on the day as it is now.",
        "Moved by hand since this search began, and not reckoned with: Europa.",
    ]
    desk.do(found.take(), seen=desk.state().version)
    assert json.loads((desk.folder / "programme.json").read_bytes())["proof"] == {"proven_best": False}


def test_what_the_day_no_longer_knows_is_left_out_and_named(searches: Searches) -> None:
    desk = searches.workspace
    desk.do(Place("Europa", 675, "Zaal 1"), seen=desk.state().version)
    file = desk.folder / "day.yaml"
    file.write_text(DAY.replace("sessions: [Europa, Wonen]", "sessions: [Europa]"), "utf-8")
    found = proposal(searches)
    assert "The day no longer has a place for Wonen." in [str(remark) for remark in found.remarks]
    assert [session.name for session in found.programme] == ["Europa"]
    file.write_text("title: A\n", "utf-8")
    assert searches.proposal is None


def test_it_can_break_what_the_day_now_demands(searches: Searches) -> None:
    desk = searches.workspace
    file = desk.folder / "day.yaml"
    file.write_text(DAY + "rules: {pinned: [{session: Wonen, at: 10:00}]}\n", "utf-8")
    found = proposal(searches)
    assert found.kept == "It breaks hard rules, 1 time."
    assert len(found.broken) == 1
    file.write_text(DAY + "rules: {pinned: [{session: Wonen, at: 11:15}]}\n", "utf-8")
    assert proposal(searches).kept == "It keeps every hard rule, which that of now does not."


def test_one_of_several_alternatives_is_chosen(desk: Workspace) -> None:
    searches = Searches(desk, child("quick"))
    number = run(searches, SearchWish("alternatives"))
    assert searches.proposal is None
    searches.offer(number)
    assert proposal(searches).began == desk.state().version
    for wrong in (("x", 0), (number, 1), (number, -1)):
        with pytest.raises(Refused, match="That programme is not kept any more"):
            searches.offer(*wrong)


def test_a_desk_that_ends_loses_no_proposal(searches: Searches) -> None:
    desk, first = searches.workspace, proposal(searches)
    again = proposal(Searches(Workspace.open(desk.folder)))
    assert (again.verdict, again.proof, again.began) == (first.verdict, first.proof, first.began)
    assert [str(sentence) for sentence, _ in again.moves] == [str(sentence) for sentence, _ in first.moves]
    other = Searches(desk)
    other.take(seen=desk.state().version)
    assert json.loads((desk.folder / "programme.json").read_bytes())["proof"] == {"proven_best": True}
    desk.undo()
    assert offered(other)
    assert not offered(Searches(desk))


def test_a_desk_that_ends_loses_no_answer(searches: Searches) -> None:
    (kept,) = searches.answers
    before, again = searches.result(kept.id), Searches(Workspace.open(searches.workspace.folder)).result(kept.id)
    assert before is not None
    assert again is not None
    assert str(again.sentence) == str(before.sentence) == kept.sentence
    assert (again.answer, again.programmes, again.search.wish.what) == (before.answer, before.programmes, "solve")
    assert again.tone == before.tone
    other = Searches(searches.workspace)
    other.offer(kept.id)
    assert offered(other)


def test_the_last_answers_are_kept_and_no_more_and_none_that_is_damaged(searches: Searches) -> None:
    (first,) = searches.answers
    found, home = searches.result(first.id), searches.workspace.folder / ".netday/answers"
    assert found is not None
    for number in range(25):
        searches.keep(replace(found, search=replace(found.search, id=f"{number:x}")))
    numbers = [kept.id for kept in Searches(searches.workspace).answers]
    assert (len(numbers), numbers[0]) == (20, "18")
    (home / "18.json").write_text("[]", "utf-8")
    (home / "17.json").write_text("{", "utf-8")
    again = Searches(searches.workspace)
    assert [again.result(number) for number in ("18", "17", "0", "../proposal", "x")] == [None] * 5
    assert len(again.answers) == 18


@pytest.mark.parametrize("damage", ["", "[]", "{}", '{"files": {}}', '{"files": {"day.yaml": "###"}}'])
def test_a_kept_proposal_that_somebody_has_damaged_is_none(damage: str, searches: Searches) -> None:
    kept = searches.workspace.folder / ".netday" / "proposal.json"
    kept.write_text(damage or kept.read_text("utf-8").replace("Europa", "Zorg"), "utf-8")
    assert not offered(Searches(searches.workspace))
    kept.unlink()
    assert not offered(Searches(searches.workspace))
