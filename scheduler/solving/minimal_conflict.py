"""Of things that cannot hold together some that cannot either, and of which none could be spared: a minimal conflict.

What is asked is whether some of the things (the soft ones) can hold together, with whatever is beyond doubt (the hard
ones), which only the oracle knows. The answer is monotone: what cannot hold does not when more is demanded. Nothing
else is known of the things here, so the oracle may be a solver, a check, or brute force (Marques-Silva, Janota & Belov,
*Minimal sets over monotone predicates in Boolean formulae*, CAV 2013).

`deletion_filter` is by Chinneck & Dravnieks, *Locating minimal infeasible constraint sets in linear programs*, ORSA
Journal on Computing 3, 1991, and by Bakker and others, *Diagnosing and solving over-determined constraint satisfaction
problems*, IJCAI 1993. It finds the conflict that QuickXplain prefers when what comes last is preferred most (Junker,
*Preferred explanations and relaxations for over-constrained problems*, AAAI 2004); QuickXplain takes fewer trials where
a conflict is a small part of the things, and more where rules spared as blocks have left little else. With an oracle
that names a core this is the deletion with clause set refinement of Belov, Lynce & Marques-Silva, *Towards efficient
MUS extraction*, AI Communications 25, 2012. `halving_filter` begins with large blocks, as delta debugging does (Zeller
& Hildebrandt, *Simplifying and isolating failure-inducing input*, IEEE TSE 28, 2002).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

_Thing = TypeVar("_Thing")

# Some of the things given, in their order, that cannot hold together; None: all can, or nobody knows.
Core = Callable[[Sequence[_Thing]], Sequence[_Thing] | None]


def core_by_trial(possible: Callable[[Sequence[_Thing]], bool]) -> Core[_Thing]:
    """The oracle for a trial that can only tell whether things can hold together: the core is all of them."""
    return lambda things: None if possible(things) else things


def deletion_filter(
    soft: Sequence[_Thing], core: Core[_Thing], blocks: Iterable[Sequence[_Thing]] = ()
) -> list[_Thing]:
    """A minimal conflict among the soft things, which are one: what comes first is spared first, each tried once.

    `blocks`: what is tried to be spared together before each thing is by itself. As large a conflict may come out as
    the oracle does not know better; it is minimal when the oracle knew each time. Without soft things all is possible,
    and that is not asked. Takes no more trials than there are blocks and things.
    """
    return _spared(_spared(soft, core, blocks), core, ([thing] for thing in soft))


def halving_filter(soft: Sequence[_Thing], core: Core[_Thing]) -> list[_Thing]:
    """The same, in blocks of half of what is left, a quarter ...: for many things of which few are in conflict.

    Takes no more than two trials for each thing, and about twice log2 of their number for each that is left.
    """
    kept = list(soft)
    size = len(kept) // 2
    while size > 1:
        kept = _spared(kept, core, [kept[at : at + size] for at in range(0, len(kept), size)])
        size //= 2
    return deletion_filter(kept, core)


def blocks_by(soft: Iterable[_Thing], key: Callable[[_Thing], Hashable]) -> list[list[_Thing]]:
    """The things with the same key in one block, in the order of the first of each."""
    found: dict[Hashable, list[_Thing]] = {}
    for thing in soft:
        found.setdefault(key(thing), []).append(thing)
    return list(found.values())


def _spared(soft: Sequence[_Thing], core: Core[_Thing], blocks: Iterable[Sequence[_Thing]]) -> list[_Thing]:
    """The soft things without each of these blocks that can be spared whole, one after the other.

    Things are known by being the same object: two statements that say the same are two.
    """
    kept = list(soft)
    for block in blocks:
        spared = set(map(id, block))
        rest = [thing for thing in kept if id(thing) not in spared]
        if rest and len(rest) < len(kept) and (found := core(rest)) is not None:
            kept = list(found)
    return kept
