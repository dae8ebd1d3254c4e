"""A rule of somebody else's: an installed package offers it under `netday.rules`, and a day file names it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
from click.testing import CliRunner

from scheduler.checking.check import check
from scheduler.commands.main import main
from scheduler.conference.conference import Conference
from scheduler.files import Faults, Instance, read, schema
from scheduler.rules.available import UnusableRule
from scheduler.rules.book import RULES
from scheduler.rules.rule import Case, Rule
from scheduler.solving.answers import Solved
from scheduler.solving.solve import solve

# Nothing of this package is known to netday: it stands on the path like any that is installed.
OURS = '''
"""No session begins late."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Self

from pydantic import Field

from scheduler.conference.conference import Conference, Session
from scheduler.conference.programme import Programme
from scheduler.rules.fields import Starts
from scheduler.rules.rule import Breach, Case, Rule


class NoLateStart(Rule):
    sentence: ClassVar[str] = "No session begins later than this."
    single_session: ClassVar[bool] = True
    latest: Starts = Field(description="the hour after which none begins")

    @classmethod
    def standard(cls, conference: Conference) -> tuple[Self, ...]:
        return (cls(latest=(600,)),)

    def cases(self, conference: Conference) -> Iterator[Case]:
        for session in self.of(conference.held):
            yield NotLate(conference, session, max(self.latest))


@dataclass(frozen=True)
class NotLate(Case):
    conference: Conference
    session: Session
    latest: int

    @property
    def sessions(self) -> tuple[Session, ...]:
        return (self.session,)

    def __str__(self) -> str:
        return f"{self.session} begins no later than {self.conference.clock.hour(self.latest)}."

    def breaches(self, programme: Programme) -> list[Breach]:
        placement = programme.get(self.session)
        if placement is None or placement.start <= self.latest:
            return []
        return [Breach(f"{self.session} begins late.", 1, (self.session,))]

    def encode(self, model, on) -> None:
        decision = model[self.session]
        decision.only_at({start for start in decision.starts if start <= self.latest}, on)
'''
DAY = """
title: Netwerkdag
date: 2023-02-10
rounds: [10:00–11:00, 11.15–12.15, 13:00–14:00]
rooms: [Zaal 1, Zaal 2]
sessions: [Europa, Wonen, Zorg]
rules:
"""


@pytest.fixture(autouse=True)
def _no_package_stays_imported() -> Iterator[None]:
    before = set(sys.modules)
    yield
    for name in set(sys.modules) - before:
        if name.startswith(("our_rules", "their_rules")):
            del sys.modules[name]


def installed(site: Path, monkeypatch: pytest.MonkeyPatch, code: str, offers: str, package: str = "our_rules") -> None:
    """A package as pip leaves one behind: a module, and a folder with what is known of it."""
    site.mkdir(exist_ok=True)
    (site / f"{package}.py").write_text(code, "utf-8")
    known = site / f"{package}-1.2.dist-info"
    known.mkdir()
    (known / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {package.replace('_', '-')}\nVersion: 1.2\n", "utf-8"
    )
    (known / "entry_points.txt").write_text(f"[netday.rules]\n{offers}\n", "utf-8")
    monkeypatch.syspath_prepend(str(site))


def written(folder: Path, rules: str, kinds: tuple[type[Rule], ...] = ()) -> Instance:
    folder.mkdir(exist_ok=True)
    (folder / "day.yaml").write_text(f"{DAY}{rules}", "utf-8")
    return read(folder, kinds)


def faults(folder: Path, rules: str) -> list[str]:
    with pytest.raises(Faults) as caught:
        written(folder, rules)
    return list(map(str, caught.value.faults))


@pytest.fixture
def ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for a day, with the package installed."""
    installed(tmp_path / "site", monkeypatch, OURS, "no_late_start = our_rules:NoLateStart")
    return tmp_path / "day"


def test_a_day_that_names_it_is_solved_and_checked_by_it(ours: Path) -> None:
    day = written(ours, "  No late start: [{standard: off}, {latest: '11:15'}]\n")
    assert [rule.name for rule in day.rules if type(rule) not in RULES] == ["no_late_start"]
    answer = solve(day.problem)
    assert isinstance(answer, Solved)
    assert max(placement.start for placement in answer.programme.placements) == 11 * 60 + 15
    impossible = written(ours, "  no_late_start: {latest: '10:00'}\n")
    sentences = [breach.sentence for breach in check(impossible.problem, answer.programme).broken]
    assert len(sentences) == 1
    assert sentences[0].endswith(" begins late.")


def test_it_holds_nowhere_but_where_a_day_names_it(ours: Path) -> None:
    assert all(type(rule) in RULES for rule in written(ours, "  same_room: off\n").rules)
    assert "our_rules" not in sys.modules
    (rule,) = (rule for rule in written(ours, "  no_late_start: on\n").rules if type(rule) not in RULES)
    assert rule.model_dump(include={"latest", "weight"}) == {"latest": (600,), "weight": None}


def test_its_faults_are_told_like_those_of_the_book(ours: Path) -> None:
    assert faults(ours, "  no_late_start: {latest: '25:00'}\n  no_late_stort: on\n") == [
        'day.yaml:8: rules › no_late_start › latest: "25:00" is no time of day; write it like 9:30.',
        'day.yaml:9: rules › no_late_stort: "no_late_stort" is no rule. Did you mean "no_late_start"?',
    ]


def test_editors_and_readers_find_it_in_the_lists(ours: Path) -> None:
    assert not ours.exists()  # no day is asked
    assert list(schema()["properties"]["rules"]["properties"])[len(RULES) :] == ["no_late_start"]
    listed = CliRunner().invoke(main, ["rules"]).output
    assert (
        "no_late_start (of our-rules 1.2)\n  No session begins later than this.\n"
        "    Standard: off, until a day asks for it.\n    latest: the hour after which none begins (required)\n"
    ) in listed
    *_, last = json.loads(CliRunner().invoke(main, ["rules", "--json"]).output)
    assert last == {
        "rule": "no_late_start",
        "sentence": "No session begins later than this.",
        "standard": [],
        "parameters": [
            {"name": "latest", "description": "the hour after which none begins", "required": True, "default": None}
        ],
        "package": "our-rules 1.2",
    }


JUNK = "    @classmethod\n    def standard(cls, conference): return ('x',)\n"
BAD = "from scheduler.rules.rule import Case, Rule\n"
WHOSE = "The rule {} of the package our-rules 1.2"


@pytest.mark.parametrize(
    ("code", "offers", "fault"),
    [
        (
            "import no_such_module_anywhere\n",
            "bad = our_rules:Bad",
            "cannot be imported (our_rules:Bad). ModuleNotFoundError: No module named 'no_such_module_anywhere'.",
        ),
        (
            "",
            "bad = our_rules:Bad",
            "cannot be imported (our_rules:Bad). AttributeError: module 'our_rules' has no attribute 'Bad'.",
        ),
        (
            "def Bad(): pass\n",
            "bad = our_rules:Bad",
            "is no rule: it should be a class that inherits from scheduler.rules.rule.Rule.",
        ),
        (
            f"{BAD}class Worse(Rule):\n    sentence = 'So.'\n    def cases(self, conference): return iter(())\n",
            "bad = our_rules:Worse",
            "is called worse after its class, Worse; its entry point should be called that too.",
        ),
        (
            f"{BAD}class Bad(Rule):\n    sentence = 'So.'\n",
            "bad = our_rules:Bad",
            "breaks the contract of rules: it has no cases.",
        ),
        (
            f"{BAD}class Bad(Rule):\n    def cases(self, conference): return iter(())\n",
            "bad = our_rules:Bad",
            "breaks the contract of rules: it has no `sentence` that says what it asks.",
        ),
        (
            f"{BAD}class Bad(Rule):\n    sentence = 'So.'\n    def cases(self, conference): return iter(['x'])\n",
            "bad = our_rules:Bad",
            "breaks the contract of rules: its cases should be scheduler.rules.rule.Case, not 'x'.",
        ),
        (
            f"{BAD}class Bad(Rule):\n    sentence = 'So.'\n    def cases(self, conference): return iter(())\n{JUNK}",
            "bad = our_rules:Bad",
            "breaks the contract of rules: its `standard` should be of statements of its own, not 'x'.",
        ),
        (
            f"{BAD}class Bad(Rule):\n    sentence = 'So.'\n    def cases(self, conference): return iter([1 / 0])\n",
            "bad = our_rules:Bad",
            "cannot say what it asks of this day. ZeroDivisionError: division by zero.",
        ),
    ],
)
def test_what_is_wrong_with_it_is_told_at_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, offers: str, fault: str
) -> None:
    installed(tmp_path / "site", monkeypatch, code, offers)
    (found,) = faults(tmp_path / "day", "  bad: on\n")
    whose = "The rule bad" if fault.startswith(("breaks the contract of rules: its ", "cannot say")) else WHOSE
    assert found == f"day.yaml:8: rules › bad: {whose.format('bad')} {fault}"
    silent = written(tmp_path / "day", "  same_room: off\n")  # it is nothing to a day that does not name it
    assert all(type(rule) in RULES for rule in silent.rules)


def test_two_packages_with_a_rule_of_one_name_are_told_apart_by_nobody(
    ours: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(ours.parent / "site", monkeypatch, OURS, "no_late_start = their_rules:NoLateStart", "their_rules")
    (fault,) = faults(ours, "  no_late_start: on\n")
    offered = "The rule no_late_start is offered by our-rules 1.2 and their-rules 1.2; keep one of these packages."
    assert fault == f"day.yaml:8: rules › no_late_start: {offered}"


def test_a_rule_of_the_book_stays_what_it_is_and_the_list_says_who_took_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(tmp_path / "site", monkeypatch, OURS, "quorum = our_rules:NoLateStart")
    (rule,) = (rule for rule in written(tmp_path / "day", "  same_room: 3\n").rules if rule.name == "same_room")
    assert type(rule) in RULES
    assert "our_rules" not in sys.modules
    *_, last = json.loads(CliRunner().invoke(main, ["rules", "--json"]).output)
    assert last == {
        "rule": "quorum",
        "package": "our-rules 1.2",
        "fault": "The rule quorum of the package our-rules 1.2 has the name of one of netday's own rules; "
        "its class should have another.",
    }
    assert "The rule quorum of the package our-rules 1.2 has the name" in CliRunner().invoke(main, ["rules"]).output
    assert list(schema()["properties"]["rules"]["properties"]) == [kind.name for kind in RULES]


class Nothing(Rule):
    sentence: ClassVar[str] = "Nothing is asked."

    def cases(self, conference: Conference) -> Iterator[Case]:  # noqa: ARG002 - of no day
        yield from ()


class Quorum(Rule):
    sentence: ClassVar[str] = "Not the one of the book."

    def cases(self, conference: Conference) -> Iterator[Case]:  # noqa: ARG002 - of no day
        yield from ()


def test_a_rule_from_python_can_be_named_without_a_package(tmp_path: Path) -> None:
    day = written(tmp_path, "  nothing: {weight: 3}\n", (Nothing,))
    assert day.rules[-1] == Nothing(weight=3)
    assert faults(tmp_path, "  nothing: on\n")[0].startswith('day.yaml:8: rules › nothing: "nothing" is no rule.')


@pytest.mark.parametrize(
    ("kinds", "sentence"),
    [
        ((Quorum,), "The rule quorum has the name of one of netday's own rules; its class should have another."),
        (
            (Nothing, type("Nothing", (Nothing,), {"sentence": "Nor here."})),
            "The rule nothing has the name of another rule that is given; its class should have another.",
        ),
        (
            (Nothing(),),
            (
                "The rule nothing is given as a statement, Nothing(…): give its class, rules=[Nothing], "
                "or day.problem.with_rules(Nothing(…))."
            ),
        ),
    ],
)
def test_what_python_gives_is_held_to_the_contract_at_once(tmp_path: Path, kinds: Any, sentence: str) -> None:
    with pytest.raises(UnusableRule) as caught:
        written(tmp_path, "  same_room: off\n", kinds)
    assert str(caught.value) == sentence
