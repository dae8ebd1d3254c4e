"""Each remedy, made by its edits in the files on the disk and read again by our own reader, is a day that can be.

That is tried for every impossible day at hand, for the ways in which a file says more than its words, and for random
days. Nothing but what the edits say is written: the sentences are held to the file in `test_remedies_in_the_day_file`.
"""

from __future__ import annotations

from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from scheduler.files import Faults, read
from scheduler.files.edit.day_files import DayFiles
from scheduler.questions.explain import Explained, explain
from scheduler.questions.explain.data import EditData, as_data
from scheduler.solving.answers import Solved
from scheduler.solving.options import SolveOptions
from scheduler.solving.solve import solve
from tests.support.impossible_files import impossible_files

IMPOSSIBLE = sorted((Path(__file__).parents[2] / "instances" / "impossible").glob("*/"))
STORIES = impossible_files()
SOME = list(STORIES)[::8]  # the others are held to the file by their sentences
_ROUNDS = "title: Dag\ndate: 2023-02-10\nhours: 9:00–12:30\nrounds: [10:00–11:00, 11:30–12:30]\n"
_PILLARS = "groups: [{name: Sociaal, kind: pillar}, {name: Fysiek, kind: pillar}, {name: Werk, kind: pillar}]\n"
# Files that say more than their words: defaults, places in an order, the standard book.
MORE_THAN_WORDS = {
    "pillars that need not begin together once one has its own hour": f"""{_ROUNDS}{_PILLARS}
rooms: [Zaal 1, Zaal 2]
sessions: [{{group: Sociaal, at: 10:00}}, {{group: Fysiek}}, {{group: Werk}}]
rules: {{pinned: [{{session: Sociaal, at: 10:00, room: Zaal 1}}, {{session: Fysiek, at: 10:00, room: Zaal 1}}]}}
""",
    "pillars that must begin together once one is left out": f"""{_ROUNDS}{_PILLARS}
rooms: [Zaal 1]
people: [{{name: Anna, available: 9:00–9:30}}]
sessions: [{{group: Sociaal, at: 9:00, speakers: Anna}}, {{group: Fysiek}}, {{group: Werk}}]
""",
    "sessions as long as the rounds are": """
title: Dag
date: 2023-02-10
hours: 9:00–13:00
rounds: [10:00–10:45, 11:00–11:45]
rooms: [Zaal 1]
sessions: [{title: Lang, minutes: 60}, Kort]
""",
    "a round outside the hours, before the rounds that are named by their place": """
title: Dag
date: 2023-02-10
hours: 9:00–11:15
rounds: [9:00–10:00, 10:15–11:15]
rooms: [Zaal 1]
people: [{name: Anna, available: [7:00–8:50, 10:15–10:30]}]
sessions: [{title: A, speakers: Anna}, {title: B, rounds: round 1}, {title: C, rounds: round 2}]
""",
    "sessions that name their rounds": """
title: Dag
date: 2023-02-10
rounds: [{name: Ochtend, time: 9:00–10:00}, {name: Middag, time: 13:00–14:00}]
rooms: [Zaal 1]
sessions: [{title: A, rounds: Ochtend}, {title: B, rounds: Ochtend}]
""",
    "two days with one list of rounds": """
title: Dagen
days: [2023-02-10, 2023-02-11]
rounds: [10:00–11:00]
rooms: [Zaal 1]
sessions: [A, B, C]
""",
    "a session whose guests are another group": """
title: Dag
date: 2023-02-10
rounds: [10:00–11:00]
rooms: [Zaal 1]
people: [{name: Anna, available: 9:00–10:30}]
groups: [{name: Europa}]
sessions: [{title: Gesprek, speakers: Anna}, {group: Europa, goes_to: Gesprek}]
""",
    "one of several doors": """
title: Dag
date: 2023-02-10
rounds: [10:00–11:00]
rooms: [{name: Kamers, doors: 2.01–2.03, capacity: 10, closed: 9:00–11:00}, {name: Zaal, capacity: 5}]
sessions: [{title: A, expected: 8, room: Kamers}, {title: B, expected: 4}]
""",
}


def applied(folder: Path, edits: list[EditData]) -> None:
    """The edits made in the files, from the last to the first, as any program would."""
    for edit in sorted(edits, key=lambda edit: -edit["start"]):
        file = folder / edit["file"]
        text = file.read_bytes().decode("utf-8-sig")
        assert text[edit["start"] : edit["end"]] == edit["old"]
        assert text.count("\n", 0, edit["start"]) + 1 == edit["line"]
        file.write_bytes((text[: edit["start"]] + edit["new"] + text[edit["end"] :]).encode())


def impossible_after(folder: Path) -> list[str]:
    """The remedies of the day in the folder by which, in files of their own, it is not possible."""
    answer = explain(read(folder).problem, limit=120, costs=False, files=DayFiles.of(folder))
    if not isinstance(answer, Explained):
        return []
    wrong = []
    for number, remedy in enumerate(as_data(answer)["remedies"]):
        with TemporaryDirectory() as other:
            for file in folder.iterdir():
                (Path(other) / file.name).write_bytes(file.read_bytes())
            applied(Path(other), remedy["edits"])
            problem = read(Path(other)).problem
        solved = solve(problem, SolveOptions(limit=20, canonical=False, explain=False))
        wrong += [str(answer.remedies[number])] * (not isinstance(solved, Solved) or not remedy["edits"])
    return wrong


@pytest.mark.parametrize("folder", IMPOSSIBLE, ids=lambda folder: folder.name)
def test_each_remedy_of_an_impossible_instance_makes_it_possible(folder: Path) -> None:
    assert impossible_after(folder) == []


@pytest.mark.parametrize("story", [*MORE_THAN_WORDS, *SOME])
def test_each_remedy_of_a_story_makes_it_possible(story: str, tmp_path: Path) -> None:
    text = MORE_THAN_WORDS.get(story) or yaml.safe_dump(STORIES[story], allow_unicode=True, sort_keys=False)
    (tmp_path / "day.yaml").write_text(text, "utf-8")
    assert impossible_after(tmp_path) == []


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("name,time_zone,arrives\nJoe,America/New_York,11:30\n", "Joe,America/New_York,10:00\n"),
        ("name,time_zone,available\nJoe,America/New_York,11:30–12:30\n", "Joe,America/New_York,10:00–12:30\n"),
        ("name,arrives\nJoe,16:30\nJoe,16:30\n", "Joe,15:00\n"),
    ],
)
def test_who_has_a_time_zone_of_their_own_in_the_table_can_come_sooner(table: str, row: str, tmp_path: Path) -> None:
    """Spring, when New York is five hours behind: 15:00 here is 10:00 there."""
    (tmp_path / "people.csv").write_text(table, "utf-8")
    (tmp_path / "day.yaml").write_text(
        "title: T\ndate: 2026-03-10\nlanguage: en\nrounds: [10:00–11:00, 15:00–16:00]\nrooms: [Zaal 1]\n"
        "sessions: [{title: Lezing, speaker: Joe}]\n",
        "utf-8",
    )
    answer = explain(read(tmp_path).problem, costs=False, files=DayFiles.of(tmp_path))
    assert isinstance(answer, Explained)
    edits = {str(remedy): as_data(answer)["remedies"][n]["edits"] for n, remedy in enumerate(answer.remedies)}
    sooner = next(edits[words] for words in edits if words.startswith("Let Joe come at 15:00"))
    assert row in "".join(edit["new"] for edit in sooner)
    assert impossible_after(tmp_path) == []


def test_each_choice_has_edits_of_its_own_that_go_with_those_of_the_first_for_each_other_cause(tmp_path: Path) -> None:
    folder = next(folder for folder in IMPOSSIBLE if folder.name == "two-causes")
    answer = explain(read(folder).problem, limit=120, costs=False, files=DayFiles.of(folder))
    assert isinstance(answer, Explained)
    offered = as_data(answer)["offered"]
    assert [[change["sentence"] for change in choice] for choice in offered] == as_data(answer)["choices"]
    for number, choice in enumerate(offered):
        others = [edit for other in offered if other is not choice for edit in other[0]["edits"]]
        for place, change in enumerate(choice):
            day = tmp_path / f"{number}-{place}"
            copytree(folder, day)
            applied(day, [*others, *change["edits"]])
            solved = solve(read(day).problem, SolveOptions(limit=20, canonical=False, explain=False))
            assert change["edits"], change["sentence"]
            assert isinstance(solved, Solved), change["sentence"]


def sentences(story: str, folder: Path) -> list[str]:
    (folder / "day.yaml").write_text(MORE_THAN_WORDS[story], "utf-8")
    answer = explain(read(folder).problem, costs=False, files=DayFiles.of(folder))
    assert isinstance(answer, Explained)
    return list(map(str, answer.remedies))


def test_a_remedy_says_what_must_be_written_besides(tmp_path: Path) -> None:
    found = sentences("sessions as long as the rounds are", tmp_path)
    assert (
        "Let the round of 10.00–10.45 last until 11.00, not until 10.45. Write also: minutes: 45 at the top, so that "
        "sessions that do not say last as long as they do now."
    ) in found


def test_no_set_of_changes_is_a_remedy_of_which_some_suffice(tmp_path: Path) -> None:
    (tmp_path / "day.yaml").write_text(
        MORE_THAN_WORDS["pillars that need not begin together once one has its own hour"], "utf-8"
    )
    answer = explain(read(tmp_path).problem, costs=False, files=DayFiles.of(tmp_path))
    assert isinstance(answer, Explained)
    sets = [set(remedy.changes) for remedy in answer.remedies]
    assert not any(one < other for one in sets for other in sets)


def test_a_round_that_is_added_or_moved_says_all_that_it_asks(tmp_path: Path) -> None:
    found = sentences("a round outside the hours, before the rounds that are named by their place", tmp_path)
    assert "Add a round at 7.45–8.45; the day then begins at 7.45, not at 9.00." in found
    found = sentences("sessions that name their rounds", tmp_path)
    assert "Add a round at 10.00–11.00, and let A and B stand in it too." in found


_HOURS = ("9:00", "9:30", "10:00", "10:30", "11:00", "12:00")
_SPANS = st.sampled_from(["9:00–10:00", "9:30–11:00", "10:00–10:45", "11:00–12:00", "9:00–12:00"])


_MORE: list[dict[str, Any]] = [
    {},
    {"minutes": 75},
    {"speakers": "Anna"},
    {"room": "Zaal 0", "expected": 12},
    {"window": "9:00–10:30"},
]


@st.composite
def random_days(draw: st.DrawFn) -> tuple[dict[str, Any], str]:
    """A small day with many of the things that a file can say, and a list of people in a file of their own or none."""
    rounds: list[str] = draw(
        st.lists(st.sampled_from(["9:00–10:00", "10:15–11:15", "11:30–12:15"]), min_size=1, unique=True)
    )
    named = draw(st.booleans())
    file: dict[str, Any] = {"title": "Dag", "date": "2023-02-10", "language": draw(st.sampled_from(["nl", "en"]))}
    file["rounds"] = [{"name": f"R{n}", "time": r} if named else r for n, r in enumerate(rounds)]
    file["hours"] = draw(st.sampled_from(["9:00–12:30", "8:00–14:00"]))
    names = [f"R{n}" if named else f"round {n + 1}" for n in range(len(rounds))]
    people = ["Anna", "Bob", "Carla"]
    file["rooms"] = [
        {
            "name": f"Zaal {n}",
            "capacity": draw(st.sampled_from([5, 20])),
            **({"closed": [draw(_SPANS)]} if closed else {}),
        }
        for n, closed in enumerate(draw(st.lists(st.booleans(), min_size=1, max_size=2)))
    ]
    present = {person: draw(st.none() | _SPANS) for person in people}
    table = ""
    if draw(st.booleans()):
        column = draw(st.sampled_from(["available", "leaves"]))
        cells = {p: (s if column == "available" else s.split("–")[1]) if s else "" for p, s in present.items()}
        table = f"name,{column}\n" + "".join(f"{person},{cell}\n" for person, cell in cells.items())
    else:
        file["people"] = [{"name": p, "available": s} if s else p for p, s in present.items()]
    kinds = st.sampled_from(["pillar", "theme group"])
    groups = [f"Groep {n}" for n in range(draw(st.integers(1, 3)))]
    file["groups"] = [{"name": g, "kind": draw(kinds), "chairs": draw(st.sampled_from(people))} for g in groups]
    sessions: list[Any] = []
    for group in groups:
        wheres: list[dict[str, Any]] = [
            {},
            {"rounds": names[0]},
            {"rounds": names},
            {"at": draw(st.sampled_from(_HOURS))},
        ]
        where = draw(st.sampled_from(wheres))
        sessions.append(group if not where and draw(st.booleans()) else {"group": group, **where})
    for number in range(draw(st.integers(1, 2))):
        more = draw(st.sampled_from(_MORE))
        sessions.append({"title": f"Sessie {number}", **more})
    file["sessions"] = sessions
    rules = draw(
        st.sampled_from(
            [
                {},
                {"pinned": [{"session": "Sessie 0", "at": "9:00"}]},
                {"groups_apart": [{"groups": groups}]} if len(groups) > 1 else {},
                {"in_order": [{"first": "Sessie 0", "then": groups[0]}]},
            ]
        )
    )
    if rules:
        file["rules"] = rules
    return file, table


@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(random_days())
def test_each_remedy_of_a_random_day_makes_it_possible(drawn: tuple[dict[str, Any], str]) -> None:
    file, table = drawn
    with TemporaryDirectory() as folder:
        (Path(folder) / "day.yaml").write_text(yaml.safe_dump(file, allow_unicode=True, sort_keys=False), "utf-8")
        if table:
            (Path(folder) / "people.csv").write_text(table, "utf-8")
        try:
            read(Path(folder))
        except Faults:
            reject()
        assert impossible_after(Path(folder)) == []
