"""A change to a day that might make it possible: a sentence, how much it asks, and what makes of a problem another.

Whatever changes is changed everywhere it is named: a person also in the groups, their groups in the sessions, and the
sessions in the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar

from pydantic import BaseModel

from scheduler.conference.conference import Conference, Day, Group, Person, Room, Seat, Session
from scheduler.conference.named import Named
from scheduler.questions.explain.requirements import people_in
from scheduler.rules.problem import Problem
from scheduler.rules.protocols import distinguishes_rooms, named_rooms
from scheduler.rules.rule import Case, Rule

_Thing = TypeVar("_Thing", bound=BaseModel)
_Named = TypeVar("_Named", bound=Named)


@dataclass(frozen=True, eq=False)
class Change:
    """Something that organisers can do about a day.

    `asks`: how much that is, in points (docs/explaining.md has the list). `matter`: what it is about; of several
    changes in one matter (stay until 15.30, until 15.45) only the one that asks least is of interest. `apply`: makes of
    a problem the changed one. `only_session`: the name of the session that it concerns alone, so that it can do no more
    for the others than leaving that session out. `target`: the words in its sentence for what it is done to. Changes
    that are alike but for their target, and ask as much, are told in one line. `cumulative`: whether it allows all that
    changes in its matter allow that ask less.
    """

    sentence: str
    asks: int
    matter: Hashable
    apply: Callable[[Problem], Problem]
    only_session: str = ""
    target: str = ""
    cumulative: bool = False

    def __str__(self) -> str:
        return self.sentence

    @cached_property
    def group(self) -> Hashable:
        """Equal for changes that are told in one line: the words around the target, and how much they ask."""
        before, target, after = self.sentence.rpartition(self.target) if self.target else (self.sentence, "", "")
        return before, bool(target), after, self.asks


def per_five(minutes: int) -> int:
    """A point for each five minutes that are asked of somebody."""
    return -(-minutes // 5)


def updated(thing: _Thing, **fields: Any) -> _Thing:
    """The thing with these fields; nothing that it has worked out from the old ones is kept."""
    known = {name: getattr(thing, name) for name in type(thing).model_fields}
    return type(thing).model_construct(**{**known, **fields})


def with_thing(problem: Problem, old: Named, **fields: Any) -> Problem:
    """The problem with these fields for the room, person, group or session of that kind and name."""
    swap = _Swap({(type(old), old.name): updated(now(problem, old), **fields)})
    return Problem(swap(problem.conference), swap(problem.rules))


def now(problem: Problem, old: _Named) -> _Named:
    """The room, person, group or session of that kind and name as it is in the problem."""
    (found,) = (thing for thing in _everything(problem) if type(thing) is type(old) and thing.name == old.name)
    return found


def with_day(problem: Problem, number: int, **fields: Any) -> Problem:
    days: list[Day] = list(problem.conference.days)
    days[number] = updated(days[number], **fields)
    return Problem(updated(problem.conference, days=tuple(days)), problem.rules)


def with_rule(problem: Problem, number: int, rule: Rule) -> Problem:
    return Problem(problem.conference, (*problem.rules[:number], rule, *problem.rules[number + 1 :]))


def with_fields(problem: Problem, **fields: Any) -> Problem:
    """The problem with these fields of its conference."""
    return Problem(updated(problem.conference, **fields), problem.rules)


def _everything(problem: Problem) -> Iterator[Named]:
    conference = problem.conference
    yield from (*conference.rooms, *conference.people, *conference.groups, *conference.sessions)


_HEIGHT: Mapping[type, int] = {Room: 0, Person: 0, Group: 1, Session: 2}  # each holds only what stands below it


class _Swap:
    """Copies whatever holds one of the old things, with the new one in its place; all else stays the same object."""

    def __init__(self, new: Mapping[tuple[type, str], Named]) -> None:
        self.new = new
        self.height = min(_HEIGHT[kind] for kind, _ in new)
        self.known: dict[int, tuple[Any, Any]] = {}  # with the old one, so that its id is not given to another

    def __call__(self, old: Any) -> Any:
        if isinstance(old, (str, int, float, bool, type(None))):
            return old
        if id(old) not in self.known:
            self.known[id(old)] = (old, self._copied(old))
        return self.known[id(old)][1]

    def _copied(self, old: Any) -> Any:
        if isinstance(old, Named) and (type(old), old.name) in self.new:
            return self.new[type(old), old.name]
        if _HEIGHT.get(type(old), 9) <= self.height:
            return old
        if isinstance(old, BaseModel):
            fields = {name: getattr(old, name) for name in type(old).model_fields}
            fresh = {name: self(value) for name, value in fields.items()}
            same = all(fresh[name] is value for name, value in fields.items())
            return old if same else type(old).model_construct(**fresh)
        if isinstance(old, Seat):
            person = self(old.person)
            return old if person is old.person else Seat(person=person, role=old.role)
        if isinstance(old, (tuple, frozenset)):
            values = [self(value) for value in old]
            return old if all(new is value for new, value in zip(values, old, strict=True)) else type(old)(values)
        return old


@dataclass(frozen=True)
class Mark:
    """By what a case is known again when the day has changed a little, and told from others about the same sessions."""

    kind: str
    sessions: tuple[str, ...]
    people: frozenset[str]
    words: tuple[str, ...]
    told: str

    def among(self, held: Container[str]) -> Mark:
        """Of the same case on a day with no more sessions than these."""
        return replace(self, sessions=tuple(name for name in self.sessions if name in held))


class Without(Rule):
    """A rule as it is, except for some of its cases."""

    rule: Rule
    spared: frozenset[Mark]

    @property
    def distinguishes_rooms(self) -> bool:
        return distinguishes_rooms(self.rule)

    @property
    def named_rooms(self) -> tuple[Room, ...]:
        return named_rooms(self.rule)

    def cases(self, conference: Conference) -> Iterator[Case]:
        held = {session.name for session in conference.held}
        spared = {known.among(held) for known in self.spared}
        return (case for case in self.rule.cases(conference) if mark(case) not in spared)


def without(rule: Rule, case: Case) -> Rule:
    """The rule without that case."""
    if isinstance(rule, Without):
        return updated(rule, spared=rule.spared | {mark(case)})
    return Without.model_construct(rule=rule, spared=frozenset({mark(case)}), weight=rule.weight, tier=rule.tier)


def mark(case: Case) -> Mark:
    """Of this case."""
    names = tuple(session.name for session in case.sessions)
    people = frozenset(person.name for person in people_in(vars(case).values()))
    words = tuple(value for value in vars(case).values() if isinstance(value, str))  # of cities, or of people
    return Mark(type(case).__name__, names, people, words, "" if names else str(case))
