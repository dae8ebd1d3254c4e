"""Rules that stand in no book of ours: explain names them, why and prices reckon with them, and nothing raises.

They implement the contract and nothing else, and keep what they know of sessions in fields of their own making.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import pytest
from pydantic import Field

from scheduler.conference.clock import Minute
from scheduler.conference.conference import Conference, Session
from scheduler.conference.programme import Programme
from scheduler.console.alternatives import lines as alternatives_lines
from scheduler.console.explain import lines as explain_lines
from scheduler.console.prices import lines as prices_lines
from scheduler.console.why import refused_lines
from scheduler.questions.alternatives import Alternatives, alternatives
from scheduler.questions.explain import Explained, explain
from scheduler.questions.explain.data import as_data as explain_data
from scheduler.questions.explain.edits import with_thing
from scheduler.questions.prices import prices
from scheduler.questions.prices.data import as_data as prices_data
from scheduler.questions.why import PlacePrices, Priced, Question, Refused, places, why
from scheduler.questions.why.data import places_data, priced_data, refused_data
from scheduler.rules.book import RULES, standard_book
from scheduler.rules.problem import Problem
from scheduler.rules.rule import Breach, Case, Rule
from scheduler.solving.answers import Solved
from scheduler.solving.price import exactly
from scheduler.solving.solve import solve
from scheduler.text.sentence import Sentence
from tests.support.small import day, placed

if TYPE_CHECKING:
    from scheduler.model import Literal, Model


class BeginsBy(Rule):
    """Each of these sessions begins by its hour at the latest."""

    sentence: ClassVar[str] = "These begin in time for the press."
    latest: dict[Session, Minute]
    in_print: list[Session] = Field(default_factory=list)

    def cases(self, conference: Conference) -> Iterator[Case]:
        for session, minute in self.latest.items():
            if session.held:
                yield InTimeForThePress(conference, session, minute)


@dataclass(frozen=True)
class InTimeForThePress(Case):
    conference: Conference
    session: Session
    latest: Minute

    @property
    def sessions(self) -> tuple[Session, ...]:
        return (self.session,)

    def __str__(self) -> Sentence:
        hour = self.conference.clock.hour(self.latest)
        return Sentence("{session} begins by {hour}, for the press.", session=self.session, hour=hour)

    def breaches(self, programme: Programme) -> list[Breach]:
        late = [placement for placement in programme.of(self.sessions) if placement.start > self.latest]
        sentence = Sentence("{session} begins too late for the press.", session=self.session)
        return [Breach(sentence, 1, self.sessions)] * len(late)

    def encode(self, model: Model, on: Literal) -> None:
        decision = model[self.session]
        decision.only_at({start for start in decision.starts if start <= self.latest}, on)


class NotAtOnce(Rule):
    """Two sessions do not coincide, whoever is in them."""

    sentence: ClassVar[str] = "These two share a camera."
    one: Session
    other: Session

    def cases(self, conference: Conference) -> Iterator[Case]:
        if {self.one, self.other} <= {*conference.held}:
            yield OneCamera(self.one, self.other)


@dataclass(frozen=True)
class OneCamera(Case):
    one: Session
    other: Session

    @property
    def sessions(self) -> tuple[Session, ...]:
        return (self.one, self.other)

    def __str__(self) -> Sentence:
        return Sentence("{one} and {other} share a camera.", one=self.one, other=self.other)

    def breaches(self, programme: Programme) -> list[Breach]:
        found = programme.of(self.sessions)
        if len(found) < 2 or not found[0].overlaps(found[1]):
            return []
        sentence = Sentence("{one} and {other} both want the camera.", one=self.one, other=self.other)
        return [Breach(sentence, 1, self.sessions)]

    def encode(self, model: Model, on: Literal) -> None:
        model.imply(on, ~model.overlap(self.one, self.other))


CONFERENCE = day(sessions={"Europa": {}, "Wonen": {}, "Zorg": {}}, rounds=["10:00-11:00", "11:30-12:30", "13:30-14:30"])
EUROPA, WONEN, ZORG = CONFERENCE.sessions
TEN, HALF_PAST_ELEVEN = 600, 690
STANDARD = standard_book(CONFERENCE)


def camera(weight: int | None = None) -> Rule:
    return NotAtOnce(one=EUROPA, other=WONEN, weight=weight)


def press(weight: int | None = None, **latest: int) -> Rule:
    return BeginsBy(latest={session: latest.get(session.name, TEN) for session in (EUROPA, WONEN)}, weight=weight)


def test_they_are_not_of_the_book() -> None:
    assert {BeginsBy, NotAtOnce}.isdisjoint(RULES)


def test_an_explanation_names_them_and_what_could_be_given_up_of_them() -> None:
    # Both sessions by 10.00 is both in the first round, and they share a camera.
    answer = explain(Problem(CONFERENCE, [*STANDARD, press(), camera()]))
    assert isinstance(answer, Explained)
    (cause,) = answer.causes
    names = {requirement.name for requirement in cause.requirements}
    assert names == {"begins_by", "not_at_once", "every_session_held", "session_in_its_window"}
    assert answer.all_causes
    assert "Europa and Wonen share a camera (not_at_once)." in " ".join(explain_lines(answer, columns=200))
    remedies = set(map(str, answer.remedies))
    assert {
        "Drop the demand that Europa and Wonen share a camera.",
        "Drop the demand that Europa begins by 10.00, for the press.",
        "Drop the demand that Wonen begins by 10.00, for the press.",
    } <= remedies
    for remedy in answer.remedies:
        problem = Problem(CONFERENCE, [*STANDARD, press(), camera()])
        for change in remedy.changes:
            problem = change.apply(problem)
        assert isinstance(solve(problem), Solved), str(remedy)
    assert explain_data(answer)["causes"][0]["smallest"]


def test_a_session_that_changes_changes_in_whatever_such_a_rule_keeps_it() -> None:
    rule = BeginsBy(latest={EUROPA: TEN, WONEN: TEN}, in_print=[WONEN, ZORG])
    problem = with_thing(Problem(CONFERENCE, [rule]), WONEN, minutes=45)
    (changed,) = problem.rules
    assert isinstance(changed, BeginsBy)
    assert {session.minutes for session in (*changed.latest, *changed.in_print) if session.name == "Wonen"} == {45}
    assert all(session in problem.conference.sessions for session in (*changed.latest, *changed.in_print))
    assert with_thing(Problem(CONFERENCE, [camera()]), ZORG, minutes=45).rules[0] == camera()


def test_prices_tell_what_would_be_saved_without_them() -> None:
    # Weight 3 for each of two that begin after 10.00, and hard that they do not coincide: one is late, for 3 points.
    problem = Problem(CONFERENCE, [*STANDARD, press(weight=3), camera()])
    programme = placed(CONFERENCE, "Europa 10:00 Zaal 1; Wonen 11:30 Zaal 1; Zorg 13:30 Zaal 1")
    answer = prices(problem, programme)
    assert answer.day == exactly((3,))
    found = {item.demand.rule.name: item for item in answer.items}
    for name in ("begins_by", "not_at_once"):
        assert found[name].saves == exactly((3,))
        assert found[name].demand.can_be_given_up
    assert found["begins_by"].own == (3,)
    assert any("3  not_at_once (hard): Europa and Wonen share a camera." in line for line in prices_lines(answer, "x"))
    assert {"begins_by", "not_at_once"} <= {demand["rule"] for demand in prices_data(answer)["demands"]}


@pytest.fixture
def late() -> tuple[Problem, Programme]:
    """Europa by 10.00 and Wonen by 11.30, for hard, with one camera: Wonen cannot be in the first round."""
    problem = Problem(CONFERENCE, [*STANDARD, press(Wonen=HALF_PAST_ELEVEN), camera()])
    return problem, placed(CONFERENCE, "Europa 10:00 Zaal 1; Wonen 11:30 Zaal 1; Zorg 10:00 Zaal 2")


def test_why_names_them_where_it_cannot_be(late: tuple[Problem, Programme]) -> None:
    problem, programme = late
    answer = why(problem, programme, Question(WONEN, at=(TEN,)))
    assert isinstance(answer, Refused)
    (cause,) = answer.causes
    assert {"begins_by", "not_at_once"} <= {requirement.name for requirement in cause.requirements}
    assert "share a camera (not_at_once)." in " ".join(refused_lines(answer, columns=200))
    assert refused_data(answer)["causes"][0]["smallest"]


def test_why_prices_what_can_be(late: tuple[Problem, Programme]) -> None:
    problem, programme = late
    wish = press(weight=5, Wonen=HALF_PAST_ELEVEN)
    # Weighed, Wonen in the first round takes the camera from Europa, which is then late: 5 points.
    weighed = Problem(CONFERENCE, [*STANDARD, wish, camera()])
    answer = why(weighed, programme, Question(WONEN, at=(TEN,)))
    assert isinstance(answer, Priced)
    assert answer.price == exactly((5,))
    assert priced_data(answer)["price"]["most"] == [5]
    every = places(problem, programme, WONEN)
    assert isinstance(every, PlacePrices)
    assert [place.start for place in every.places] == [HALF_PAST_ELEVEN]
    reasons = {closed.start: " ".join(closed.why) for closed in every.closed}
    assert "share a camera" in reasons[TEN]
    assert "for the press" in reasons[810]  # 13.30
    assert len(places_data(every)["impossible"]) == 2


def test_alternatives_keep_them() -> None:
    problem = Problem(CONFERENCE, [*STANDARD, press(weight=5), camera()])
    answer = alternatives(problem, number=2, differ=1)
    assert isinstance(answer, Alternatives)
    for one in (answer.best, *answer.others):
        assert not OneCamera(EUROPA, WONEN).breaches(one.programme)
    assert list(alternatives_lines(answer))
