"""Days built and asked in Python: as in the day file, with errors that say what to do, solved to the very best."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import scheduler as netday
from scheduler.api.builder import GroupFacts, PersonFacts, RoomFacts, SessionFacts, TrackFacts
from scheduler.checking.description import description
from scheduler.console.describe import lines
from scheduler.console.rules import book_lines, page
from scheduler.files.day_schema import GroupShape, PersonShape, RoomShape, SessionShape, Shape, TrackShape
from scheduler.rules.book_data import book_data
from tests.api.own_rules import BeginsLater, NothingBefore
from tests.support.conferences import best
from tests.support.house import HOME

T = TypeVar("T")


def small() -> netday.DayBuilder:
    return (
        netday.DayBuilder("A small day", date(2023, 2, 10), hours="9:00–12:00", every=60)
        .room("Zaal 1")
        .group("Europa", chairs="Anna", members=["Bob"])
        .group("Wonen", chairs="Dirk", members=["Bob"])
        .session("Europa")
        .session("Wonen")
    )


SCRIPT = """\
import scheduler as netday

day = netday.DayBuilder("Netwerkdag", "2023-02-10", hours="9:30–17:00", rounds=["11:40–12:40", "14:00–15:00"])
day.room("Zaal 1", capacity=40).room("Zaal 2", capacity=20)
day.group("Europa", chairs="Anna", members=["Bob", "Carla"]).group("Wonen", chairs="Dirk", members="Bob")
day.session("Opening", kind="plenary", at="10:00", minutes=30).session("Europa").session("Wonen")
built = day.build()
answer = netday.solve(built)
print(answer.report.missed, answer.optimal, netday.why(built, answer.programme, "Europa", at="14:00").price.most)
print(len(netday.export(built, answer.programme, "html")), netday.publish(built, answer.programme, "site").events)
"""


def test_ten_lines_from_an_empty_folder(tmp_path: Path) -> None:
    """Build, solve, ask why, export, publish."""
    assert len([line for line in SCRIPT.splitlines() if line]) <= 10
    done = subprocess.run(
        [sys.executable, "-W", "error", "-X", "utf8", "-c", SCRIPT],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(HOME)},
        check=False,
        timeout=120,
    )
    assert done.stderr == ""
    first, second = done.stdout.splitlines()
    assert first == "0 True (0,)"
    assert all(int(number) > 0 for number in second.split())
    assert (tmp_path / "site" / "programme.html").exists()


@pytest.mark.parametrize(
    ("facts", "shape"),
    [
        (RoomFacts, RoomShape),
        (GroupFacts, GroupShape),
        (PersonFacts, PersonShape),
        (TrackFacts, TrackShape),
        (SessionFacts, SessionShape),
    ],
)
def test_the_builder_takes_every_key_of_the_day_file(facts: type, shape: type[Shape]) -> None:
    first = "title" if shape is SessionShape else "name"
    assert {*facts.__annotations__, first} == set(shape.keys())


def test_a_built_day_is_the_day_of_the_file_that_says_the_same(tmp_path: Path) -> None:
    (tmp_path / "day.yaml").write_text(
        """\
title: A small day
date: 2023-02-10
hours: 9:00–12:00
every: 60
rooms: [Zaal 1]
groups: [{name: Europa, chairs: Anna, members: [Bob]}, {name: Wonen, chairs: Dirk, members: [Bob]}]
sessions: [Europa, Wonen]
rules:
  pinned: {session: Europa, at: 10:00}
  groups_apart: off
""",
        "utf-8",
    )
    read = netday.read(tmp_path)
    built = small().rule("pinned", session="Europa", at="10:00").rule("groups_apart", "off").build()
    assert (built.conference, built.rules, built.digest) == (read.conference, read.rules, read.digest)


def test_a_second_statement_of_a_rule_stands_beside_the_first() -> None:
    day = small().rule("pinned", session="Europa", at="10:00").rule("pinned", session="Wonen", at="9:00").build()
    answer = netday.solve(day)
    assert isinstance(answer, netday.Solved)
    assert [(p.session.name, p.start) for p in answer.programme.in_time_order] == [("Wonen", 540), ("Europa", 600)]


def test_several_days_and_walking() -> None:
    day = netday.DayBuilder("Two days").day("2023-02-10", hours="9:00–10:00").day("2023-02-11", hours="9:00–10:00")
    day.room("Zaal 1", building="Oost").room("Zaal 2", building="West").walking(2, {("Oost", "West"): 10})
    conference = day.session("Europa").build().conference
    assert [str(day.date) for day in conference.days] == ["2023-02-10", "2023-02-11"]
    assert conference.walking.minutes(*conference.rooms) == 10


@settings(max_examples=10)
@given(
    members=st.lists(st.lists(st.sampled_from(["Anna", "Bob", "Carla"]), unique=True), min_size=2, max_size=3),
    doors=st.integers(1, 2),
)
def test_a_built_day_solves_to_the_best_there_is(members: list[list[str]], doors: int) -> None:
    day = netday.DayBuilder("Drawn", "2023-02-10", hours="9:00–11:00", every=60)
    for number in range(doors):
        day.room(f"Zaal {number + 1}")
    for number, names in enumerate(members):
        day.group(f"Group {number + 1}", members=names).session(f"Group {number + 1}")
    built = day.build()

    def cost(programme: netday.Programme) -> int | None:
        report = netday.check(built, programme)
        return None if report.broken else report.cost

    answer, least = netday.solve(built), best(built.conference, cost)
    assert (answer.report.cost if isinstance(answer, netday.Solved) else None) == least


def test_faults_of_a_built_day_say_what_would_be_right() -> None:
    day = netday.DayBuilder("Wrong", hours="9:30").room("Zaal 1", capacity=-1).session("Europa", groups="Europe")
    with pytest.raises(netday.Faults) as refused:
        day.rule("pind", session="Europa").build()
    assert str(refused.value).splitlines() == [
        'this day: "date" is missing; write it like date: 2023-02-10',
        'this day: hours: "9:30" is no span of time; write it like 11:40–12:40.',
        'this day: rooms › Zaal 1 › capacity: should be a whole number of at least 0; it says "-1".',
        'this day: rules › pind: "pind" is no rule. Did you mean "pinned"?',
        'this day: sessions › Europa › groups: "Europe" is no group. There are no groups in this file.',
    ]


def test_an_edition_has_the_reminder_and_the_links_that_are_asked(tmp_path: Path) -> None:
    day = (
        small()
        .room("Scherm", online=True, link="https://example.org/zien")
        .session("Zien", online=True, speakers="Anna")
    )
    built = day.build()
    placed = netday.programme(built, {"Europa": "9:00 Zaal 1", "Wonen": "10:00 Zaal 1", "Zien": "11:00 Scherm"})
    asked: dict[str, Any] = {"private_names": False, "reminder": 15, "conference_links": True}
    netday.publish(built, placed, tmp_path / "site", **asked)
    text = (tmp_path / "site/people/anna.ics").read_text("utf-8")
    assert ("TRIGGER:-PT15M" in text, "CONFERENCE" in text) == (True, True)


def test_what_is_asked_wrongly_is_told_with_what_would_be_right() -> None:
    day = small().build()
    placed = netday.programme(day, {"Europa": "9:00 Zaal 1", "Wonen": "10:00 Zaal 1"})
    clash = netday.programme(day, {"Europa": "9:00 Zaal 1", "Wonen": "9:00 Zaal 1"})
    wrong: dict[str, Callable[[], object]] = {
        "A day is wanted here, not a str: what netday.read(folder) gives": lambda: netday.solve("haarlem"),  # type: ignore[call-overload]
        "There is no day.yaml in this folder; netday new makes one.": lambda: netday.read(Path(tempfile.mkdtemp())),
        "There is no such folder or day file; netday new makes a folder": lambda: netday.read("nowhere"),
        '"Europe" is no session of this day. Did you mean "Europa"?': lambda: netday.why(
            day, placed, "Europe", at="9:00"
        ),
        "Nothing is asked of Europa: say at, room": lambda: netday.why(day, placed, "Europa"),
        '"half tien" is no time of day; write 9:30 or 21:30.': lambda: netday.why(
            day, placed, "Europa", at="half tien"
        ),
        "This programme breaks hard rules, so there is nothing to compare with": lambda: netday.places(
            day, clash, "Europa"
        ),
        "Nothing was published. To publish it all the same: anyway=True.": lambda: netday.publish(day, clash, "site"),
        '"odt" is no form of a programme; choose html, pdf,': lambda: netday.export(day, placed, "odt"),  # type: ignore[arg-type]
        '"Zaal 9" is no room of this day. Did you mean "Zaal 1"?': lambda: netday.export(
            day, placed, "ics", room="Zaal 9"
        ),
        'this programme: programme › Europe: "Europe" is no session. Did you mean "Europa"?': lambda: netday.programme(
            day, {"Europe": "9:00 Zaal 1"}
        ),
        '"quorums" is no rule of this day.': lambda: netday.prices(day, placed, rules=["quorums"]),
        '"pinnd" is no rule of this day.': lambda: netday.prices(day, placed, rules="pinnd"),
        '"Europe" is no session, room, group or person': lambda: netday.repair(day, placed, keep="Europe"),
        '"Anne" is no person of this day. Did you mean "Anna"?': lambda: netday.publish(
            day, placed, Path(tempfile.mkdtemp()), withdraw="Anne"
        ),
        'Of "pinned" either a setting or a statement': lambda: small().rule("pinned", 3, session="Europa", at="9:00"),
        "Rules are given one by one, not in a list": lambda: day.problem.with_rules([]),  # type: ignore[arg-type]
        '"sovle" is no answer that has a schema; choose import, check': lambda: netday.schema("sovle"),  # type: ignore[arg-type]
        "A programme is wanted here, not a Solved: write answer.programme.": lambda: netday.check(
            day,
            netday.solve(day),  # type: ignore[call-overload]
        ),
        'this rule: rules › pinned › Europe › session: "Europe" is no session. Did you mean "Europa"?': lambda: (
            netday.rule(day, "pinned", session="Europe", at="9:00")
        ),
        '"pinnd" is no rule of this day. Did you mean "pinned"?': lambda: day.problem.with_rules(
            netday.rule(day, "pinned", session="Europa", at="9:00")
        ).without_rules("pinnd"),
    }
    for sentence, ask in wrong.items():
        with pytest.raises((ValueError, TypeError, LookupError, netday.Faults)) as refused:
            ask()
        assert sentence in str(refused.value)


def test_a_programme_of_the_day_before_it_changed_is_brought_over_and_not_misjudged(tmp_path: Path) -> None:
    def day(*members: str) -> netday.Instance:
        builder = netday.DayBuilder("A small day", "2023-02-10", hours="9:00–12:00", every=60).room("Zaal 1")
        return builder.group("Europa", chairs="Anna", members=members).session("Europa").build()

    before, changed = day("Bob"), day("Bob", "Eva")
    old = netday.programme(before, {"Europa": "9:00 Zaal 1"})
    asked: list[Callable[[], object]] = [
        lambda: netday.check(changed, old),
        lambda: netday.export(changed, old, "ics"),
        lambda: netday.publish(changed, old, tmp_path / "site", anyway=True),
        lambda: netday.write_programme(tmp_path / "programme.json", changed, old),
    ]
    for ask in asked:
        with pytest.raises(ValueError, match="before it was changed: Europa does not stand in this day as there"):
            ask()
    repaired = netday.repair(changed, old)
    assert isinstance(repaired, netday.Repaired)
    assert not repaired.difference.changes
    assert not netday.check(changed, repaired.programme).broken


def test_what_is_worth_knowing_of_a_programme_is_a_warning(tmp_path: Path) -> None:
    day, changed = small().build(), small().room("Zaal 2").build()
    answer = netday.solve(day)
    assert isinstance(answer, netday.Solved)
    netday.write_programme(tmp_path / "programme.json", day, answer.programme, answer.proof())
    assert netday.read_programme(tmp_path / "programme.json", day) == answer.programme
    with pytest.warns(netday.Remark, match="The day has changed since this programme was made"):
        netday.read_programme(tmp_path / "programme.json", changed)


def test_a_rule_of_ones_own_is_solved_checked_explained_and_asked_about() -> None:
    day = small().build()
    problem = day.problem.with_rules(NothingBefore(hour=10))
    answer = netday.solve(problem)
    assert isinstance(answer, netday.Solved)
    assert sorted(placement.start for placement in answer.programme.values()) == [600, 660]
    early = netday.programme(day, {"Europa": "9:00 Zaal 1", "Wonen": "10:00 Zaal 1"})
    assert [breach.sentence for breach in netday.check(problem, early).broken] == ["Europa begins too early."]
    refused = netday.why(problem, answer.programme, "Europa", at="9:00")
    assert isinstance(refused, netday.Refused)
    assert [str(r) for cause in refused.causes for r in cause.requirements if isinstance(r.case, BeginsLater)] == [
        "Europa does not begin before 10.00."
    ]
    explained = netday.explain(day.problem.with_rules(NothingBefore(hour=11)))
    assert isinstance(explained, netday.Explained)
    assert "nothing_before" in {r.name for cause in explained.causes for r in cause.requirements}


def test_a_built_day_can_name_a_rule_that_is_given() -> None:
    built = small().rule("nothing_before", hour=11).build(rules=[NothingBefore])
    assert [rule for rule in built.rules if isinstance(rule, NothingBefore)] == [NothingBefore(hour=11)]


def test_a_rule_that_is_not_in_the_book_is_described_after_those_that_are() -> None:
    problem = small().build().problem.with_rules(NothingBefore(weight=3))
    described = description(problem)
    last = described["rules"][-1]
    assert (last["rule"], last["how"], last["cases"]) == ("nothing_before", "weight 3", 2)
    assert "  nothing_before, weight 3, 2 cases: Nothing begins before this hour." in list(lines(described))
    assert book_data([NothingBefore])[0]["rule"] == "nothing_before"
    assert next(book_lines(kinds=[NothingBefore])) == "nothing_before"
    assert "Whoever comes from afar asks for it." in page([NothingBefore])


def test_all_questions_of_a_small_day() -> None:
    """Each answer as data keeps to its schema; what only it can know is in it."""
    day = small().build()
    answer = netday.solve(day)
    assert isinstance(answer, netday.Solved)
    programme = answer.programme
    smaller = small().rule("pinned", session="Europa", at="11:00").build()
    rehearsal = netday.rehearse(day, programme)
    answers: dict[str, list[Any]] = {
        "check": [netday.data(day, netday.check(day)), netday.data(day, netday.check(day, programme))],
        "solve": [netday.data(day, answer), netday.data(day, netday.Undecided(1.0))],
        "explain": [netday.data(day, _of(netday.Possible, netday.explain(day)))],
        "why": [
            netday.data(day, _of(netday.Priced, netday.why(day, programme, "Europa", not_at="9:00"))),
            netday.data(day, netday.places(day, programme, "Wonen")),
        ],
        "repair": [
            netday.data(smaller, _of(netday.Repaired, netday.repair(smaller, programme))),
            netday.data(smaller, _of(netday.CannotHoldAll, netday.repair(smaller, programme, keep=["Zaal 1"]))),
        ],
        "diff": [netday.data(day, netday.difference(day, programme, programme))],
        "alternatives": [netday.data(day, _of(netday.Alternatives, netday.alternatives(day, 1)))],
        "prices": [netday.data(day, netday.prices(day, programme))],
        "rehearse": [netday.data(day, rehearsal, programme=programme)],
        "season": [netday.data(day, netday.season({"spring": (day, programme)}))],
        "describe": [netday.describe(day)],
    }
    for name, datas in answers.items():
        for data in datas:
            jsonschema.validate(data, netday.schema(name))  # type: ignore[arg-type]
            assert data["schema"] == f"netday/{name}/1"
    with pytest.raises(TypeError, match="Say which programme was rehearsed"):
        netday.data(day, rehearsal)  # type: ignore[call-overload]


def _of(kind: type[T], answer: object) -> T:
    assert isinstance(answer, kind)
    return answer


def test_names_and_hours_in_a_rule_want_the_conference_and_say_so() -> None:
    day = small().build()
    (pinned,) = (kind for kind in netday.RULES if kind.name == "pinned")
    for wrong in ({"session": "Europa", "at": 600}, {"session": day.conference.sessions[0], "at": "10:00"}):
        with pytest.raises(ValueError, match=r"with the conference at hand: .* netday\.rule\(day, \"pinned\""):
            pinned.model_validate(wrong)
    assert netday.rule(day, "pinned", session="Europa", at="10:00") == pinned.model_validate(
        {"session": day.conference.sessions[0], "at": [600]}
    )


def test_the_standard_book_gives_way_to_what_is_given() -> None:
    conference = small().build().conference
    (wishes,) = (kind for kind in netday.RULES if kind.name == "wishes_attended")
    standard = netday.Problem.standard(conference)
    assert standard.rules == small().build().rules
    heavy = netday.Problem.standard(conference, wishes(weight=7))
    assert [rule.weight for rule in heavy.rules if isinstance(rule, wishes)] == [7]
    assert len(heavy.rules) == len(standard.rules)


def test_a_kind_of_rule_is_no_rule_and_is_told_so() -> None:
    problem = small().build().problem
    with pytest.raises(
        TypeError, match=r"NothingBefore is a kind of rule, not a statement: write NothingBefore\(…\)\."
    ):
        problem.with_rules(NothingBefore)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="'pinned' is no rule"):
        problem.with_rules("pinned")  # type: ignore[arg-type]


def test_a_remedy_of_a_day_that_was_read_is_made_in_its_files_and_of_another_in_none(tmp_path: Path) -> None:
    lines = [
        "title: Day",
        "date: 2027-03-12",
        "rounds: [9:00-10:00]",
        "rooms: [Hall]",
        "sessions: [Europe, {title: Housing, optional: no}]",
    ]
    (tmp_path / "day.yaml").write_text("\n".join(lines), "utf-8")
    day = netday.read(tmp_path)
    answer = netday.explain(day, limit=20, costs=False)
    assert isinstance(answer, netday.Explained)
    assert all(remedy.in_the_files for remedy in answer.remedies)
    of_problem = netday.explain(day.problem, limit=20, costs=False)
    assert isinstance(of_problem, netday.Explained)
    assert not any(remedy.in_the_files for remedy in of_problem.remedies)
    (tmp_path / "day.yaml").write_text("\n".join(lines).replace("Hall", "Hall 2"), "utf-8")
    changed = netday.explain(day, limit=20, costs=False)
    assert isinstance(changed, netday.Explained)
    assert not any(remedy.in_the_files for remedy in changed.remedies)
