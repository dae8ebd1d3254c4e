"""Problems with something changed: a room, a person, a group, a session, a day, a rule.

What is changed is changed everywhere it is named: a person also in the groups, their groups in the sessions, and the
sessions in the rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, TypeVar

from pydantic import BaseModel

from scheduler.conference.clock import Span
from scheduler.conference.conference import Day, Group, Kind, Person, Role, Room, Seat, Session
from scheduler.conference.named import Named
from scheduler.rules.problem import Problem
from scheduler.rules.rule import Rule

_Thing = TypeVar("_Thing", bound=BaseModel)
_Named = TypeVar("_Named", bound=Named)


def updated(thing: _Thing, **fields: Any) -> _Thing:
    """A copy with these fields; nothing that the old one has worked out from its fields is kept."""
    old = {name: getattr(thing, name) for name in type(thing).model_fields}
    return type(thing).model_construct(**{**old, **fields})


def with_thing(problem: Problem, old: Named, **fields: Any) -> Problem:
    """The problem with these fields for the room, person, group or session of that kind and name."""
    swap = _Swap({(type(old), old.name): updated(now(problem, old), **fields)})
    return Problem(swap(problem.conference), swap(problem.rules))


def now(problem: Problem, old: _Named) -> _Named:
    """The room, person, group or session of that kind and name as it is in the problem."""
    (found,) = (thing for thing in _everything(problem) if type(thing) is type(old) and thing.name == old.name)
    return found


def with_day(problem: Problem, number: int, **fields: Any) -> Problem:
    """The problem with these fields for the day of that number, from 0."""
    days: list[Day] = list(problem.conference.days)
    days[number] = updated(days[number], **fields)
    return Problem(updated(problem.conference, days=tuple(days)), problem.rules)


def with_rule(problem: Problem, number: int, rule: Rule) -> Problem:
    """The problem with this rule in the place of the one of that number, from 0."""
    return Problem(problem.conference, (*problem.rules[:number], rule, *problem.rules[number + 1 :]))


def with_fields(problem: Problem, **fields: Any) -> Problem:
    """The problem with these fields of its conference."""
    return Problem(updated(problem.conference, **fields), problem.rules)


def _everything(problem: Problem) -> Iterator[Named]:
    conference = problem.conference
    yield from (*conference.rooms, *conference.people, *conference.groups, *conference.sessions)


_HEIGHT: Mapping[type, int] = {Room: 0, Person: 0, Group: 1, Session: 2}  # each holds only what stands below it
_LEAVES = frozenset({str, int, float, bool, type(None), date, Span, Kind, Role})  # nothing stands in these


class _Swap:
    """Copies whatever holds one of the old things, with the new one in its place; all else stays the same object."""

    def __init__(self, new: Mapping[tuple[type, str], Named]) -> None:
        self.new = new
        self.height = min(_HEIGHT[kind] for kind, _ in new)
        self.known: dict[int, tuple[Any, Any]] = {}  # with the old one, so that its id is not given to another

    def __call__(self, old: Any) -> Any:
        kind = type(old)
        if kind in _LEAVES:
            return old
        if _HEIGHT.get(kind, 9) <= self.height:
            return self.new.get((kind, old.name), old)
        key = id(old)
        if key not in self.known:
            self.known[key] = (old, self._copied(old))
        return self.known[key][1]

    def _copied(self, old: Any) -> Any:
        if isinstance(old, Named) and (type(old), old.name) in self.new:
            return self.new[type(old), old.name]
        if isinstance(old, BaseModel):
            fields = {name: getattr(old, name) for name in type(old).model_fields}
            fresh = {name: self(value) for name, value in fields.items()}
            same = all(fresh[name] is value for name, value in fields.items())
            return old if same else type(old).model_construct(**fresh)
        if isinstance(old, Seat):
            person = self(old.person)
            return old if person is old.person else Seat(person=person, role=old.role)
        if isinstance(old, (tuple, frozenset, list, set)):
            values = [self(value) for value in old]
            return old if all(new is value for new, value in zip(values, old, strict=True)) else type(old)(values)
        if isinstance(old, dict):
            items = {self(key): self(value) for key, value in old.items()}
            same = all(a is c and b is d for (a, b), (c, d) in zip(items.items(), old.items(), strict=True))
            return old if same else items
        return old
