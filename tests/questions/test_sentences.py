"""What organisers read is English: every demand and every change of a random day, and what rules say of less."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.conference.clock import Clock, Span
from scheduler.conference.conference import Conference, Kind
from scheduler.questions.explain import Problem
from scheduler.questions.explain.requirements import requirements
from scheduler.rules.at_most_in_parallel import AtMostInParallel
from scheduler.rules.book import RULES, standard_book
from scheduler.rules.fair_share import FairShare
from scheduler.rules.in_order import InOrder
from scheduler.rules.one_session_per_room import OneSessionPerRoom
from scheduler.rules.protocols import relaxed_text
from scheduler.rules.rule import Rule, Scope
from scheduler.rules.time_to_breathe import TimeToBreathe
from scheduler.rules.time_to_spare import TimeToSpare
from tests.support.conferences import conferences
from tests.support.explained_days import every_change
from tests.support.small import FIRST, day, span
from tests.support.statements import statements

slow_to_draw = settings(suppress_health_check=list(HealthCheck), max_examples=max(30, settings().max_examples // 2))

WALK_IN, TALK = Scope(kinds=(Kind.WALK_IN,)), Scope(kinds=(Kind.TALK,))
HOUR = re.compile(r"(?<![\d.:])\d{1,2}[.:]\d\d(?!\d)")
DAY = re.compile(r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d{1,2} [A-Z][a-z]+\b")
DATE = re.compile(r"\d{4}-\d\d-\d\d")
ONE_OF_MANY = re.compile(r"(?<![\d.:,])1 (minutes|people|seats|sessions|cities|rooms|points|others|wished meetings)\b")
VERB = re.compile(
    r"\b(is|are|be|begins?|can|cannot|chairs|comes|ends|follow|has|holds|hosts|lies|misses|must|needs?|runs|sits?|speaks|stands?|"
    r"takes?|would)\b|^(Add|Count|Do not|Drop|Expect|Hold|Keep|Leave out|Let|Open|Pin|Seat|Shorten) "
)


def faults(sentence: str, conference: Conference) -> Iterator[str]:
    """What is wrong with it as a sentence."""
    named = [*conference.held, *conference.people, *conference.groups, *conference.rooms]
    begins = bool(re.match(r"[A-Z]|\d+ people ", sentence))
    begins = begins or sentence.startswith(tuple(thing.name for thing in named))
    begins = begins or sentence.startswith(tuple(room.pool for room in conference.rooms if room.pool))
    if not begins or not sentence.endswith(".") or sentence.endswith(".."):
        yield "no whole sentence"
    if "  " in sentence or " ." in sentence or " ," in sentence or "()" in sentence:
        yield "a gap in it"
    if not VERB.search(sentence):
        yield "no verb"
    if DATE.search(sentence):
        yield "a date that nobody says so"
    if ONE_OF_MANY.search(sentence):
        yield "one of many"
    if re.search(r"\b(at|on|until|from|to|in) (at|on|until|from|to|in)\b", sentence.replace("go in on", "")):
        yield "two prepositions"
    if len(conference.days) == 1 and re.search(rf"{DAY.pattern} (\d|at|from|until|begin|end)", sentence):
        yield "the day, though there is but one"
    if len(conference.days) > 1 and HOUR.search(sentence) and not DAY.search(sentence):
        yield "an hour without its day"


@slow_to_draw
@given(st.data(), conferences().filter(lambda c: bool(c.held)))
def test_every_demand_and_every_change_is_a_sentence_that_names_the_day_where_there_are_several(
    data: st.DataObject, conference: Conference
) -> None:
    kinds = data.draw(st.lists(st.sampled_from(RULES), max_size=4, unique=True))
    stated = [data.draw(statements(kind, conference)).model_copy(update={"weight": None}) for kind in kinds]
    rules = (*(rule for rule in standard_book(conference) if rule.weight is None), *stated)
    sentences = [str(demand) for demand in requirements(Problem(conference, rules))]
    sentences += [str(change) for change in every_change(Problem(conference, rules))]
    wrong = {sentence: found for sentence in sentences if (found := list(faults(sentence, conference)))}
    assert wrong == {}


@pytest.mark.parametrize(
    ("sentence", "days", "fault"),
    [
        ("No more than 1 of Europa and Wonen at once.", 1, "no verb"),
        ("Let Anna come at 2023-02-10 9.00 (5 minutes sooner).", 2, "a date that nobody says so"),
        ("Let the day end at 17.30, not at 17.00.", 2, "an hour without its day"),
        ("Let Fri 10 February end at 17.30, not at 17.00.", 1, "the day, though there is but one"),
        ("Let 1 minutes between two sessions be enough.", 1, "one of many"),
        ("Let Anna be there at on Fri 10 February from 9.00 to 10.00.", 2, "two prepositions"),
    ],
)
def test_a_sentence_that_is_not_right_is_found(sentence: str, days: int, fault: str) -> None:
    assert fault in list(faults(sentence, day(sessions={"Europa": {}}, days=days)))


@pytest.mark.parametrize(
    ("rule", "field", "number", "sentence"),
    [
        (AtMostInParallel(most=1), "most", 2, "Let 2 sessions be held at once (1 at most now)."),
        (
            OneSessionPerRoom(turnover=1),
            "turnover",
            0,
            "Let sessions in a room follow one another without time between (1 minute between two now).",
        ),
        (TimeToBreathe(rest=2), "rest", 1, "Count 1 minute between two sessions as a break (2 are asked)."),
        (
            TimeToBreathe(rest=1),
            "rest",
            0,
            "Count sessions that follow at once as having a break between them (1 minute between them now).",
        ),
        (InOrder(first=WALK_IN, then=TALK, least_gap=1), "least_gap", 2, ""),
        (
            InOrder(first=WALK_IN, then=TALK, least_gap=1),
            "least_gap",
            0,
            "Let every talk follow every walk-in without time between (1 minute between them now).",
        ),
        (
            TimeToSpare(minutes=30),
            "minutes",
            1,
            "Let whoever chairs, speaks or hosts make do with 1 minute to spare (30 are asked).",
        ),
        (
            FairShare(of="person", most=0),
            "most",
            1,
            "Let each person miss up to 1 wished meeting (0 at most now).",
        ),
    ],
)
def test_a_rule_that_asks_less_says_so_in_a_sentence(rule: Rule, field: str, number: int, sentence: str) -> None:
    assert relaxed_text(rule, field, number) == sentence


def test_of_two_sessions_that_may_not_be_held_at_once_it_is_said_with_a_verb() -> None:
    two = day(sessions={"Europa": {}, "Wonen": {}, "Zorg": {}})
    (case,) = AtMostInParallel(most=1).cases(two)
    assert str(case) == "No more than 1 of Europa, Wonen and Zorg is held at once."


def test_hours_are_told_in_sentences_with_their_day_where_there_are_several() -> None:
    one, two = Clock(FIRST), Clock(FIRST, several_days=True)
    assert [one.at(600), one.text(600), one.span(span("10:00-11:00"))] == ["at 10.00", "10.00", "10.00–11.00"]
    assert [two.at(600), two.text(600)] == ["on Fri 10 February at 10.00", "Fri 10 February 10.00"]
    stretches = [Span(600, 660), Span(0, 660), Span(600, 1440), Span(0, 1440)]
    assert [one.stretch(stretch) for stretch in stretches] == [
        "from 10.00 to 11.00",
        "until 11.00",
        "from 10.00",
        "all day",
    ]
    assert two.stretch(Span(1380, 1500)) == "from Fri 10 February 23.00 to Sat 11 February 1.00"
    assert two.at(660, 2040, 600) == ("on Fri 10 February at 10.00 or 11.00, or on Sat 11 February at 10.00")
