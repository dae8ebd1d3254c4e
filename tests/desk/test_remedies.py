"""Remedies as acts: each, done at the desk, makes the day possible, also when other lines have changed since."""

from __future__ import annotations

import time
from pathlib import Path
from shutil import copytree

import pytest

from scheduler.conference.people import Role
from scheduler.desk import Refused, Workspace
from scheduler.desk.remedies import RemedyButton, RemedyButtons, TakeRemedy, TextEdit, remedies_of
from scheduler.desk.search import Search
from scheduler.desk.search_end import SearchOutcome
from scheduler.desk.search_wish import SearchWish
from scheduler.questions.explain import Explained, explain
from scheduler.questions.explain.data import as_data
from scheduler.solving.answers import Solved
from scheduler.solving.options import SolveOptions
from scheduler.solving.solve import solve
from scheduler.text.language import Language
from scheduler.text.sentence import Sentence
from tests.support.house import HOME

IMPOSSIBLE = HOME / "instances" / "impossible"
ONE_ROOM = """\
# what the secretary knows
title: Netwerkdag
date: 2026-03-13
rounds: [10:00–11:00]   # one, for the train
rooms: [Zaal 1]
sessions: [Europa, Wonen]
"""


def explained(workspace: Workspace) -> RemedyButtons:
    state = workspace.state()
    answer = explain(state.problem, costs=False, files=state.files)
    assert isinstance(answer, Explained)
    search = Search("1", SearchWish("explain"), state.version, time.monotonic())
    return remedies_of(SearchOutcome(search, state, 3, {**as_data(answer)}))


def possible(workspace: Workspace) -> bool:
    options = SolveOptions(limit=20, canonical=False, explain=False)
    return isinstance(solve(workspace.state().problem, options), Solved)


def act_of(button: RemedyButton) -> TakeRemedy:
    assert button.act is not None, button.words
    return button.act


@pytest.fixture
def desk(tmp_path: Path) -> Workspace:
    (tmp_path / "day.yaml").write_text(ONE_ROOM, "utf-8")
    return Workspace.open(tmp_path)


@pytest.mark.parametrize("name", ["pinned-twice", "guest-leaves-too-early", "too-far-to-walk"])
def test_each_remedy_of_an_impossible_day_makes_it_possible(name: str, tmp_path: Path) -> None:
    desk = Workspace.open(copytree(IMPOSSIBLE / name, tmp_path / name))
    before = desk.state().data
    remedies = explained(desk)
    assert remedies.whole
    for button in remedies.whole:
        done = desk.do(act_of(button), seen=desk.state().version)
        assert done.entry is not None
        assert done.entry.sentence == button.words
        assert possible(desk), button.words
        desk.undo()
        assert desk.state().data == before


def test_all_else_stays_as_it_was_written(desk: Workspace) -> None:
    for button in explained(desk).whole:
        desk.do(act_of(button), seen=desk.state().version)
        text = (desk.folder / "day.yaml").read_text("utf-8")
        assert text.startswith("# what the secretary knows\n")
        assert possible(desk), button.words
        desk.undo()
    assert (desk.folder / "day.yaml").read_text("utf-8") == ONE_ROOM


def test_one_change_for_each_cause_is_written_together(tmp_path: Path) -> None:
    desk = Workspace.open(copytree(IMPOSSIBLE / "two-causes", tmp_path / "day"))
    remedies = explained(desk)
    assert len(remedies.by_cause) == 2
    desk.do(remedies.together([0, 0]), seen=desk.state().version)
    assert possible(desk)
    with pytest.raises(Refused, match="one change for each cause"):
        remedies.together([0])
    with pytest.raises(Refused, match="one change for each cause"):
        RemedyButtons().together([])
    with pytest.raises(Refused, match="Choose another change"):
        remedies.together([0, 99])


def test_one_cause_after_the_other_though_the_file_has_changed_by_the_first(tmp_path: Path) -> None:
    desk = Workspace.open(copytree(IMPOSSIBLE / "two-causes", tmp_path / "day"))
    for buttons in explained(desk).by_cause:
        desk.do(act_of(buttons[0]), seen=desk.state().version)
    assert possible(desk)


def test_other_lines_may_have_changed_meanwhile_and_just_these_may_not(desk: Workspace) -> None:
    act = act_of(explained(desk).whole[0])
    file = desk.folder / "day.yaml"
    file.write_text(ONE_ROOM.replace("# what", "# All\n# what"), "utf-8")
    desk.do(act, seen=desk.state().version)
    assert possible(desk)
    edit = act.edits[0]
    file.write_text(ONE_ROOM.replace(edit.old, edit.old.replace("\n", "  # later\n")), "utf-8")
    with pytest.raises(Refused, match=r"day\.yaml has changed since, just where this would change it"):
        desk.do(act, seen=desk.state().version)


def test_what_would_leave_a_faulty_day_is_refused_and_nothing_is_written(desk: Workspace) -> None:
    state, file = desk.state(), desk.folder / "day.yaml"
    start = ONE_ROOM.index("date:")
    without = TextEdit("day.yaml", start, start + 17, "date: 2026-03-13\n", "")
    act = TakeRemedy(Sentence("Do without a date."), (without,), state)
    with pytest.raises(Refused, match="The day would then have a fault: day"):
        desk.do(act, seen=state.version)
    assert file.read_text("utf-8") == ONE_ROOM
    file.unlink()
    with pytest.raises(Refused, match="There is no file day"):
        desk.do(act, seen=desk.state().version)


def test_an_answer_that_is_no_explanation_has_no_remedies(desk: Workspace) -> None:
    search = Search("1", SearchWish("solve"), "", time.monotonic())
    assert remedies_of(SearchOutcome(search, desk.state(), 0, {"answer": "solved"})) == RemedyButtons()


CHAIRS_TWO = """\
title: Netwerkdag
date: 2026-03-13
rounds: [10:00–11:00]
rooms: [Zaal 1, Zaal 2]
groups: [Europa, Wonen]
sessions: [Europa, Wonen]
"""
CHAIRS_TWO_PEOPLE = "name;organisation;chair;member\nAnna Bos;Delft;Europa|Wonen;\nBob Cent;Gouda;;Wonen\n"


@pytest.fixture
def two_chairs(tmp_path: Path) -> Workspace:
    (tmp_path / "day.yaml").write_text(CHAIRS_TWO, "utf-8")
    (tmp_path / "people.csv").write_text(CHAIRS_TWO_PEOPLE, "utf-8")
    return Workspace.open(tmp_path)


def other_chairs(desk: Workspace) -> list[TakeRemedy]:
    return [button.act for button in explained(desk).whole if button.act and button.act.stand_ins]


def test_a_remedy_with_somebody_yet_to_be_found_is_not_written_before_it_is_said_who(two_chairs: Workspace) -> None:
    (act, *_) = other_chairs(two_chairs)
    seen = two_chairs.state()
    for names in ((), ("",), (" ",), act.stand_ins, ("A: b",), ("- x",), ("Wonen; Zorg",), ("[a]",), ('a"b',)):
        with pytest.raises(Refused):
            two_chairs.do(act.named(names, seen), seen=seen.version)
    with pytest.raises(Refused, match="Say who it will be"):
        two_chairs.do(act, seen=seen.version)
    assert two_chairs.state().data == seen.data


@pytest.mark.parametrize(("name", "people"), [("Carla van 't Hof", 3), ("Bob Cent", 2)])
def test_whoever_is_named_is_written_in_their_place_whether_known_already_or_not(
    two_chairs: Workspace, name: str, people: int
) -> None:
    for act in other_chairs(two_chairs):
        seen = two_chairs.state()
        done = two_chairs.do(act.named([name], seen), seen=seen.version)
        assert done.entry is not None
        assert done.entry.sentence.endswith(f" {name}.")
        conference = two_chairs.state().problem.conference
        assert len(conference.people) == people
        assert not any("somebody" in person.name for person in conference.people)
        assert name in {str(person.name) for group in conference.groups for person in group.people(Role.CHAIR)}
        assert possible(two_chairs)
        two_chairs.undo()
        assert two_chairs.state().data == seen.data


def test_what_is_not_proven_is_said_to_be_the_most_that_it_costs(desk: Workspace) -> None:
    change = {"sentence": "x", "asks": 1, "stand_ins": []}
    remedy: dict[str, object] = {"asks": 1, "changes": [change], "also": [], "edits": []}
    answer = {
        "answer": "impossible",
        "remedies": [{**remedy, "cost": 12, "least_possible": least, "missed": 3} for least in (12, 4, None)],
        "offered": [],
        "mending_cause_1": [],
    }
    search = Search("1", SearchWish("explain"), desk.state().version, time.monotonic())
    buttons = remedies_of(SearchOutcome(search, desk.state(), 3, answer)).whole
    proven, *others = (button.price.into(Language.of("nl")) for button in buttons)
    assert proven == "De dag kost dan 12 punten; 3 gewenste bijeenkomsten worden gemist."
    most = (
        "De dag kost dan hoogstens 12 punten: zoveel kost een programma dat in een paar seconden is gevonden en waarin "
        "3 gewenste bijeenkomsten worden gemist. Het beste programma kan minder kosten."
    )
    assert others == [most, most]


def test_bad_news_is_no_success_and_no_error(desk: Workspace) -> None:
    search = Search("1", SearchWish("repair"), desk.state().version, time.monotonic())
    ends: list[tuple[int, dict[str, object]]] = [
        (0, {}),
        (0, {"dropped": ["Europa"]}),
        (3, {"answer": "impossible"}),
        (4, {}),
    ]
    tones = [SearchOutcome(search, desk.state(), code, {"schema": "x", **answer}).tone for code, answer in ends]
    assert tones == ["good", "notice", "notice", "notice"]
    assert SearchOutcome(search, desk.state(), 2).tone == "fault"


def test_two_of_whom_one_is_called_as_the_other_begins_each_get_their_own_name(two_chairs: Workspace) -> None:
    state = two_chairs.state()
    one, other = "somebody else than now at Wonen", "somebody else than now at Wonen en zorg"
    edit = TextEdit("day.yaml", 0, 0, "", f"{one}, {other}")
    act = TakeRemedy(Sentence("x"), (edit,), state, (one, other))
    assert act.named(("Anna Bos", "Bob Cent"), state).edits[0].new == "Anna Bos, Bob Cent"
