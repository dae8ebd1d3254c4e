"""Sessions that are to be kept apart, at a price, and are more than fit one after another: each statement once.

Three pillars, each before the themes of three, make nine such crowds. Which rule keeps which two apart is asked of the
rules: themes of one pillar by `groups_apart`, say, and each from the pillars by `in_order`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from scheduler.checking.finding import Finding
from scheduler.checking.matching import cliques
from scheduler.checking.probing import RuleProbe
from scheduler.checking.room_capacity import names_of
from scheduler.conference.conference import Conference, Session
from scheduler.text.sentence import NOTHING, Sentence, paragraph
from scheduler.text.wording import each_of, listing

_MOST_CLIQUES = 50


@dataclass(frozen=True)
class Crowd:
    """Sessions that are to be kept apart by one rule, others that are to be kept apart from these by others.

    `fits`: how many of all there is time for. `when`: in words.
    """

    core: tuple[Session, ...]
    rule: str
    others: tuple[Session, ...]
    other_rules: tuple[str, ...]
    fits: int
    when: str


def crowd_of(sessions: Sequence[Session], fits: int, when: str, probe: RuleProbe) -> Crowd:
    """The rule that keeps most of these apart among themselves, with these; and the rest."""
    by_rule: dict[str, set[frozenset[Session]]] = {}
    for one, other in combinations(sessions, 2):
        for rule, _ in probe.keeping_apart(one, other):
            by_rule.setdefault(rule.name, set()).add(frozenset((one, other)))
    if not by_rule:
        return Crowd(tuple(sessions), "", (), (), fits, when)
    largest = {name: _largest(sessions, pairs) for name, pairs in by_rule.items()}
    main, core = max(largest.items(), key=lambda found: len(found[1]))
    others = tuple(session for session in sessions if session not in core)
    left = {frozenset(pair) for pair in combinations(sessions, 2) if not set(pair) <= set(core)}
    return Crowd(core, main, others, tuple(_covering(left, by_rule)), fits, when)


def _largest(sessions: Sequence[Session], pairs: set[frozenset[Session]]) -> tuple[Session, ...]:
    neighbours = {s: {other for other in sessions if frozenset((s, other)) in pairs and other != s} for s in sessions}
    crowd: list[Session] = max(cliques(neighbours, _MOST_CLIQUES), key=len)
    return tuple(crowd)


def _covering(left: set[frozenset[Session]], by_rule: Mapping[str, set[frozenset[Session]]]) -> Iterator[str]:
    """Few rules that keep all these pairs apart, those first that keep most."""
    while left and (name := max(by_rule, key=lambda name: len(by_rule[name] & left))):
        if not by_rule[name] & left:
            return
        left = left - by_rule[name]
        yield name


def crowds_in_words(conference: Conference, crowds: Iterable[Crowd]) -> Iterator[Finding]:
    """Crowds that differ in one session alone are told together; so are those that differ in their core alone."""
    by_core: dict[tuple[object, ...], list[Crowd]] = {}
    for crowd in crowds:
        one_by_one = None if len(crowd.others) == 1 else crowd.others
        key = (crowd.core, crowd.rule, crowd.other_rules, crowd.fits, crowd.when, one_by_one)
        by_core.setdefault(key, []).append(crowd)
    alike: dict[tuple[object, ...], list[Crowd]] = {}
    for some in by_core.values():
        others = tuple(dict.fromkeys(session for crowd in some for session in crowd.others))
        first = some[0]
        merged = Crowd(first.core, first.rule, others, first.other_rules, first.fits, first.when)
        same_others = (others, first.rule, first.other_rules, first.fits, first.when, len(first.others))
        alike.setdefault(same_others, []).append(merged)
    for same in alike.values():
        sessions = tuple(dict.fromkeys(s for crowd in same for s in (*crowd.core, *crowd.others)))
        yield Finding(_sentence(conference, same), False, crowd=sessions)


def _sentence(conference: Conference, crowds: Sequence[Crowd]) -> Sentence:
    first = crowds[0]
    core = names_of(first.core)
    pillars = [_pillar(conference, crowd.core) for crowd in crowds]
    if len(crowds) == 1:
        who = core
    elif all(pillars):
        who = Sentence("The meetings of each of the pillars {pillars}", pillars=listing(pillars))
    else:
        who = Sentence("All within each of these")
    rule = Sentence(" ({rule})", rule=first.rule) if first.rule else NOTHING
    lists = paragraph(*(names_of(crowd.core) for crowd in crowds), between="; ")
    which = Sentence(": {sessions}", sessions=lists) if len(crowds) > 1 and not all(pillars) else NOTHING
    values = {"who": who, "rule": rule, "when": first.when, "fits": first.fits}
    if not first.others:
        if len(crowds) == 1:
            number = len(first.core)
            return Sentence(
                "{who} are to be kept apart{rule}; {when} there is time for only {fits} of these {number}, so some "
                "will coincide.",
                **values,
                number=number,
            )
        return Sentence(
            "{who} are to be kept apart{rule}; {when} there is time for only {fits} one after another, so some will "
            "coincide{which}.",
            **values,
            which=which,
        )
    by = Sentence(" ({rule})", rule=listing(first.other_rules)) if first.other_rules else NOTHING
    return Sentence(
        "{who} are to be kept apart{rule}, and from {others}{by}; {when} there is time for only {fits} one after "
        "another, so not all of this can be kept{which}.",
        **values,
        others=each_of(first.others),
        by=by,
        which=which,
    )


def _pillar(conference: Conference, sessions: Sequence[Session]) -> str:
    """The pillar of which these are the meetings of all groups; empty: of none."""
    for pillar in dict.fromkeys(pillar for session in sessions for group in session.groups for pillar in group.pillars):
        meetings = {s for s in conference.held if any(pillar in group.pillars for group in s.groups)}
        if meetings == set(sessions):
            return pillar
    return ""
