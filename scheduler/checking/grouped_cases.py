"""Cases that say the same of others in one sentence: what is true of nine pairs is told once, with a list.

Nothing is read off a sentence. A case says what it is about, and its statement can be made of others
(`SaysOfOthers`); two say the same when they say it in the same words of the same others.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations

from scheduler.checking.matching import cliques
from scheduler.rules.protocols import SaysOfOthers, implements, predicates
from scheduler.rules.rule import Case
from scheduler.text.sentence import Phrase, Sentence, capital
from scheduler.text.wording import listing, within

_ANYBODY = "…"  # in the place of what a case is about, when its words are compared with those of another
_MOST_CLIQUES = 200

Group = tuple[str, tuple[Case, ...]]  # a statement without its full stop, and the cases that it tells


def cases_together(cases: Iterable[tuple[Hashable, Case]]) -> list[Group]:
    """What these say, each thing once, in the order of the first of each. Only cases with equal keys come together."""
    alike: dict[Hashable, list[Case]] = {}
    for key, case in cases:
        alike.setdefault((key, type(case), _words(case)), []).append(case)
    return [group for some in alike.values() for group in _together(some)]


def clause(case: Case) -> str:
    """The statement without its full stop."""
    if words := predicates(case):
        return Sentence("{names} {predicates}", names=case.sessions[0], predicates=listing(words))
    if implements(case, SaysOfOthers) and case.about:
        return case.says_of(*case.about)
    return capital(within(str(case)))


def _words(case: Case) -> Hashable:
    """Equal for cases that differ in nothing but what they are about."""
    if words := predicates(case):
        return words
    if implements(case, SaysOfOthers) and case.about:
        return case.says_of(*([_ANYBODY] * len(place) for place in case.about))
    return id(case)


def _together(cases: Sequence[Case]) -> Iterator[Group]:
    first, every = cases[0], tuple(cases)
    if len(cases) == 1:
        yield clause(first), every
    elif words := predicates(first):
        names = listing(case.sessions[0] for case in cases)
        yield Sentence("Each of {names} {predicates}", names=names, predicates=listing(words)), every
    elif not implements(first, SaysOfOthers):
        yield clause(first), every
    elif len(first.about) > 1:
        yield from _of_one_with_another(first, cases)
    elif len(first.about[0]) == 1:
        yield first.says_of([_about(case)[0][0] for case in cases]), every
    else:
        yield from _of_two_together(first, cases)


def _about(case: Case) -> tuple[tuple[object, ...], ...]:
    return case.about if implements(case, SaysOfOthers) else ()


def _of_one_with_another(first: SaysOfOthers, cases: Sequence[Case]) -> Iterator[Group]:
    """Each of these with regard to each of those: the fewest sentences that are true of no other pair."""
    pairs = {(one, other): case for case in cases for (one,), (other,) in [_about(case)]}
    ways = [_blocks(pairs), [(ones, others) for others, ones in _blocks([(b, a) for a, b in pairs])]]
    for ones, others in min(ways, key=len):
        yield first.says_of(ones, others), tuple(pairs[one, other] for one in ones for other in others)


def _of_two_together(first: SaysOfOthers, cases: Sequence[Case]) -> Iterator[Group]:
    """Any two among these; of what is left one with each of some others."""
    pairs: dict[tuple[object, object], Case] = {}
    for case in cases:
        ((one, other),) = _about(case)
        pairs.setdefault((one, other) if (other, one) not in pairs else (other, one), case)
    while len(crowd := _largest_crowd(pairs)) > 2:
        inside = {pair for pair in combinations(crowd, 2) if pair in pairs}
        inside |= {(b, a) for a, b in combinations(crowd, 2) if (b, a) in pairs}
        yield first.says_of(crowd), tuple(pairs.pop(pair) for pair in tuple(pairs) if pair in inside)
    for ones, others in _blocks(pairs):
        for one in ones:
            yield first.says_of([one, _each(others)]), tuple(pairs[one, other] for other in others)


def _each(others: Sequence[object]) -> Phrase:
    return Sentence("each of {others}", others=listing(others)) if len(others) > 1 else listing(others)


def _largest_crowd(pairs: Iterable[tuple[object, object]]) -> list[object]:
    neighbours: dict[object, set[object]] = {}
    for one, other in pairs:
        neighbours.setdefault(one, set()).add(other)
        neighbours.setdefault(other, set()).add(one)
    return max(cliques(neighbours, _MOST_CLIQUES), key=len, default=[])


def _blocks(pairs: Iterable[tuple[object, object]]) -> list[tuple[list[object], list[object]]]:
    """All first things that have the same second ones, with these."""
    others: dict[object, list[object]] = {}
    for one, other in pairs:
        others.setdefault(one, []).append(other)
    found: dict[tuple[object, ...], list[object]] = {}
    for one, some in others.items():
        found.setdefault(tuple(some), []).append(one)
    return [(ones, list(some)) for some, ones in found.items()]
