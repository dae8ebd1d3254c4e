"""Whatever a rule of the book says of a drawn day, it says in Dutch: the same names, numbers and hours, no English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.conference.clock import DayText, HourText
from scheduler.conference.conference import Conference
from scheduler.conference.programme import Programme
from scheduler.rules.book import RULES
from scheduler.rules.protocols import (
    HasPredicates,
    SaysOfOthers,
    gives_way,
    implements,
    partial_relaxations,
    relaxed_text,
    with_hours_text,
)
from scheduler.rules.rule import Case, Rule
from scheduler.text.language import Language
from scheduler.text.sentence import Capital, InnerSentence, Listing, Paragraph, Phrase, Plural, Sentence
from scheduler.text.wording import count, listing
from tests.rules.test_promises import anywhere, slow_to_draw
from tests.support.both_languages import ENGLISH
from tests.support.small import day
from tests.support.statements import spoken_of, statements

DUTCH, BRITISH = Language.of("nl"), Language.of("en")


def phrases_of(rule: Rule, conference: Conference, programme: Programme) -> Iterator[Phrase]:
    """All that the rule and its cases have to say."""
    for name in type(rule).model_fields:
        if isinstance(getattr(rule, name), int) and name not in {"weight", "tier"}:
            yield from (relaxed_text(rule, name, number) for number in (0, 1, 2, 40))
    hours = listing((conference.clock.span(day.hours) for day in conference.days), "or")
    yield with_hours_text(rule, hours, count(15, "minute"))
    yield from (words for words, _ in partial_relaxations(rule, conference))
    yield from (why for _, why in gives_way(type(rule), conference))
    for case in rule.cases(conference):
        yield from chain(statement_of(case), breaches_of(case, programme))


def statement_of(case: Case) -> Iterator[Phrase]:
    yield as_phrase(case.__str__())
    if implements(case, HasPredicates):
        yield from case.predicates
    if implements(case, SaysOfOthers) and case.about:
        yield case.says_of(*case.about)


def breaches_of(case: Case, programme: Programme) -> Iterator[Phrase]:
    for breach in case.breaches(programme):
        yield as_phrase(breach.sentence)
        if breach.why:
            yield as_phrase(breach.why)


def as_phrase(words: str) -> Phrase:
    assert isinstance(words, Phrase), f"plain English: {words}"
    return words


def leaves(value: object) -> Iterator[object]:
    """What the values of a phrase are in the end: names, numbers, hours and days."""
    if isinstance(value, (tuple, list)):
        inside: tuple[object, ...] = tuple(value)
    elif isinstance(value, (Sentence, Plural)):
        inside = tuple(value.values.values())
    elif isinstance(value, Listing):
        inside = value.words
    elif isinstance(value, Paragraph):
        inside = value.phrases
    elif isinstance(value, (InnerSentence, Capital)):
        inside = (value.sentence if isinstance(value, InnerSentence) else value.words,)
    else:
        yield value
        return
    for one in inside:
        yield from leaves(one)


def known_names(conference: Conference) -> set[str]:
    things = (conference.sessions, conference.rooms, conference.groups, conference.people)
    names = {thing.name for kind in things for thing in kind} | {p.organisation for p in conference.people}
    names |= {round_.name for day in conference.days for round_ in day.rounds}
    features = (room.features for room in conference.rooms), (session.features for session in conference.sessions)
    tags = (session.tags for session in conference.sessions)
    return {name for name in chain(names, *chain(*features), *tags) if name}


def numbers(text: str) -> set[str]:
    return set(re.findall(r"[0-9]+", text))


def differences(phrase: Phrase, names: set[str]) -> Iterator[str]:
    """What the Dutch of the phrase lacks or has left in English."""
    dutch, english = phrase.into(DUTCH), phrase.into(BRITISH)
    if numbers(dutch) != numbers(english):
        yield f"other numbers: {numbers(dutch) ^ numbers(english)}"
    mine = {str(value) for value in leaves(phrase) if str(value) in names}
    yield from (f"without {name}" for name in mine if name not in dutch)
    yield from (
        f"without {v.into(DUTCH)}"
        for v in leaves(phrase)
        if isinstance(v, (HourText, DayText)) and v.into(DUTCH) not in dutch
    )
    for name in sorted(mine, key=len, reverse=True):
        dutch = dutch.replace(name, "")
    if left := ENGLISH & set(re.findall(r"\w+", dutch.lower())):
        yield f"English: {sorted(left)}"


@pytest.mark.parametrize("kind", RULES, ids=lambda kind: kind.name)
@slow_to_draw
@given(data=st.data())
def test_a_rule_says_the_same_in_dutch(kind: type[Rule], data: st.DataObject) -> None:
    conference = data.draw(spoken_of(kind))
    rule, programme = data.draw(statements(kind, conference)), data.draw(anywhere(conference))
    names = known_names(conference)
    wrong = [
        (phrase, phrase.into(DUTCH), found)
        for phrase in phrases_of(rule, conference, programme)
        if (found := list(differences(phrase, names)))
    ]
    assert wrong == []


def test_what_is_left_in_english_or_lost_is_seen() -> None:
    names = known_names(day(sessions={"Wonen": {}}))
    (said_plainly,) = differences(Sentence("{what}", what="the room of Wonen"), names)
    assert said_plainly == "English: ['room', 'the']"
    assert list(differences(Sentence("{session} is dropped.", session="Wonen"), names)) == []
    assert (
        len(list(differences(SaysNothing("{session}, {hour}", session="Wonen", hour=HourText(600, "nl")), names))) == 3
    )


class SaysNothing(Sentence):
    """In Dutch."""

    def into(self, language: Language) -> str:
        return "" if language == DUTCH else super().into(language)
