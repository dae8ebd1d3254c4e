"""Sessions that are kept apart, by hard rules or at a price, and are more than fit: each statement once.

Three pillars, each before the themes of three, make nine such crowds. Which rule keeps which two apart is asked of the
rules: themes of one pillar by `groups_apart`, say, and each from the pillars by `in_order`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from scheduler.checking.finding import Finding
from scheduler.checking.matching import cliques
from scheduler.checking.probing import RuleProbe
from scheduler.checking.room_capacity import names_of
from scheduler.conference.conference import Conference, Session
from scheduler.rules.protocols import waivable
from scheduler.text.sentence import NOTHING, Sentence, paragraph
from scheduler.text.wording import listing

_MOST_CLIQUES = 50


@dataclass(frozen=True)
class Crowd:
    """Sessions that are to be kept apart by one rule, others that are to be kept apart from these by others.

    `fits`: how many of all there is time for. `when`: in words. `waivable`: which of the rules can be given up. `each`:
    how many of the others each such crowd has.
    """

    core: tuple[Session, ...]
    rule: str
    others: tuple[Session, ...]
    other_rules: tuple[str, ...]
    fits: int
    when: str
    waivable: frozenset[str] = frozenset()
    each: int = 0

    @property
    def sessions(self) -> tuple[Session, ...]:
        return (*self.core, *self.others)


def crowd_of(sessions: Sequence[Session], fits: int, when: str, probe: RuleProbe) -> Crowd:
    """The rule that keeps most of these apart among themselves, with these; and the rest."""
    by_rule: dict[str, set[frozenset[Session]]] = {}
    can_go: set[str] = set()
    for one, other in combinations(sessions, 2):
        for rule, _ in probe.keeping_apart(one, other):
            by_rule.setdefault(rule.key, set()).add(frozenset((one, other)))
            can_go |= {rule.key} if waivable(rule) else set()
    if not by_rule:
        return Crowd(tuple(sessions), "", (), (), fits, when)
    largest = {name: _largest(sessions, pairs) for name, pairs in by_rule.items()}
    main, core = max(largest.items(), key=lambda found: len(found[1]))
    others = tuple(session for session in sessions if session not in core)
    left = {frozenset(pair) for pair in combinations(sessions, 2) if not set(pair) <= set(core)}
    return Crowd(core, main, others, tuple(_covering(left, by_rule)), fits, when, frozenset(can_go), len(others))


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


def forbidden(conference: Conference, crowds: Iterable[Crowd]) -> Iterator[Finding]:
    """Crowds that hard rules keep apart: the day is impossible. Rules that can be given up are named."""
    for same in _alike(crowds):
        yield Finding(_forbidden(conference, same), True, crowd=_all_of(same))


def wished_apart(conference: Conference, crowds: Iterable[Crowd]) -> Iterator[Finding]:
    """Crowds that weighted rules would keep apart: some of that will not be kept."""
    for same in _alike(crowds):
        yield Finding(_wished(conference, same), False, crowd=_all_of(same))


def _alike(crowds: Iterable[Crowd]) -> Iterator[list[Crowd]]:
    """Crowds that differ in one session alone as one; and together those that differ in their core alone."""
    by_core: dict[tuple[object, ...], list[Crowd]] = {}
    for crowd in crowds:
        one_by_one = None if len(crowd.others) == 1 else crowd.others
        key = (crowd.core, crowd.rule, crowd.other_rules, crowd.fits, crowd.when, one_by_one)
        by_core.setdefault(key, []).append(crowd)
    alike: dict[tuple[object, ...], list[Crowd]] = {}
    for some in by_core.values():
        others = tuple(dict.fromkeys(session for crowd in some for session in crowd.others))
        first = some[0]
        merged = replace(first, others=others, each=len(first.others))
        same = (others, first.rule, first.other_rules, first.fits, first.when, merged.each)
        alike.setdefault(same, []).append(merged)
    yield from alike.values()


def _all_of(crowds: Sequence[Crowd]) -> tuple[Session, ...]:
    return tuple(dict.fromkeys(session for crowd in crowds for session in crowd.sessions))


def _forbidden(conference: Conference, crowds: Sequence[Crowd]) -> Sentence:
    first = crowds[0]
    values = {"when": first.when, "fits": first.fits}
    if len(crowds) == 1 and first.each == len(first.others):
        every = first.sessions
        rules = _in_brackets(dict.fromkeys((first.rule, *first.other_rules)), first.waivable)
        if len(every) == 2:
            return Sentence(
                "{sessions} cannot coincide{rules}; {when} there is time for only {fits} of these {number}.",
                **values,
                sessions=listing(every),
                rules=rules,
                number=2,
            )
        return Sentence(
            "No two of {sessions} can coincide{rules}; {when} there is time for only {fits} of these {number}.",
            **values,
            sessions=names_of(every),
            rules=rules,
            number=len(every),
        )
    rule = _in_brackets((first.rule,), first.waivable)
    who, which = _cores(conference, crowds)
    values = {**values, "who": who, "rule": rule, "which": which}
    if not first.others:
        return Sentence(
            "{who} cannot coincide{rule}; {when} there is time for only {fits} one after another{which}.", **values
        )
    return Sentence(
        "{who} cannot coincide{rule}, nor with {others}{by}; {when} there is time for only {fits} one after "
        "another{which}.",
        **values,
        others=listing(first.others, "or"),
        by=_in_brackets(first.other_rules, first.waivable),
    )


def _wished(conference: Conference, crowds: Sequence[Crowd]) -> Sentence:
    first = crowds[0]
    who, which = _cores(conference, crowds)
    rule = _in_brackets((first.rule,), (first.rule,))
    values = {"who": who, "rule": rule, "when": first.when, "fits": first.fits}
    if not first.others and len(crowds) == 1:
        return Sentence(
            "{who} are to be kept apart{rule}; {when} there is time for only {fits} of these {number}, so some "
            "will coincide.",
            **values,
            number=len(first.core),
        )
    if not first.others:
        return Sentence(
            "{who} are to be kept apart{rule}; {when} there is time for only {fits} one after another, so some will "
            "coincide{which}.",
            **values,
            which=which,
        )
    return Sentence(
        "{who} are to be kept apart{rule}, and from {others}{by}; {when} there is time for only {fits} one after "
        "another, so not all of this can be kept{which}.",
        **values,
        others=listing(first.others),
        by=_in_brackets(first.other_rules, first.other_rules),
        which=which,
    )


def _cores(conference: Conference, crowds: Sequence[Crowd]) -> tuple[str, str]:
    """Those that one rule keeps apart; and behind the sentence, where they have no name, which these are."""
    if len(crowds) == 1:
        return names_of(crowds[0].core), NOTHING
    pillars = [_pillar(conference, crowd.core) for crowd in crowds]
    if all(pillars):
        return Sentence("The meetings of each of the pillars {pillars}", pillars=listing(pillars)), NOTHING
    lists = paragraph(*(names_of(crowd.core) for crowd in crowds), between="; ")
    return Sentence("All within each of these"), Sentence(": {sessions}", sessions=lists)


def _in_brackets(rules: Iterable[str], among: Collection[str]) -> Sentence:
    named = [rule for rule in rules if rule in among]
    return Sentence(" ({rules})", rules=listing(named)) if named else NOTHING


def _pillar(conference: Conference, sessions: Sequence[Session]) -> str:
    """The pillar of which these are the meetings of all groups; empty: of none."""
    for pillar in dict.fromkeys(pillar for session in sessions for group in session.groups for pillar in group.pillars):
        meetings = {s for s in conference.held if any(pillar in group.pillars for group in s.groups)}
        if meetings == set(sessions):
            return pillar
    return ""
