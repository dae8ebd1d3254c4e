"""Two programmes of a day beside each other: what has moved, who can go to more or to less, and both judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from scheduler.checking.check import Report, check
from scheduler.conference.conference import Conference
from scheduler.conference.programme import Edition, Placement
from scheduler.questions.difference import Difference, OwnChange, SessionChange, difference
from scheduler.questions.difference.words import DifferenceText, sentences
from scheduler.rules.problem import Problem
from scheduler.text.sentence import Phrase, Sentence


@dataclass(frozen=True)
class Judged:
    """A programme, and by what it is judged."""

    edition: Edition
    problem: Problem

    @cached_property
    def report(self) -> Report:
        return check(self.problem, self.edition.programme)

    @cached_property
    def goes(self) -> Mapping[str, frozenset[str]]:
        """By name of person, the names of the wished meetings to which they can go."""
        attending = self.report.attending
        return {person.name: frozenset(session.name for session in found) for person, found in attending.items()}

    @cached_property
    def broken(self) -> Sequence[Phrase]:
        return tuple(dict.fromkeys(breach.sentence for breach in self.report.broken))


@dataclass(frozen=True)
class ComparedPerson:
    """What somebody can go to now and could not, and the reverse, by names of sessions."""

    name: str
    gains: tuple[str, ...]
    loses: tuple[str, ...]


@dataclass(frozen=True)
class ComparedCell:
    """What stands at one hour in one room. `was`: by session, where one that is moved or new stood before."""

    sessions: tuple[tuple[str, Phrase | None], ...]


@dataclass(frozen=True)
class Comparison:
    old: Judged
    new: Judged

    @cached_property
    def difference(self) -> Difference:
        return difference(self.old.edition, self.new.edition)

    @cached_property
    def moves(self) -> Sequence[Phrase]:
        """Each change in a sentence; two that change places share one."""
        return [sentence for sentence, _ in sentences(self.difference)]

    @property
    def affected(self) -> Sequence[OwnChange]:
        """Those in whose diary something changes."""
        return self.difference.affected

    @cached_property
    def people(self) -> Sequence[ComparedPerson]:
        """All who can go elsewhere than before, who loses most first. Only sessions of both days are compared."""
        both = self._names(self.old) & self._names(self.new)
        found = []
        for name, after in self.new.goes.items():
            before = self.old.goes.get(name)
            if before is None:
                continue
            gains, loses = (after - before) & both, (before - after) & both
            if gains or loses:
                found.append(ComparedPerson(name, tuple(sorted(gains)), tuple(sorted(loses))))
        return sorted(found, key=lambda one: len(one.gains) - len(one.loses))

    @property
    def losers(self) -> Sequence[ComparedPerson]:
        return [one for one in self.people if len(one.loses) > len(one.gains)]

    @property
    def gainers(self) -> Sequence[ComparedPerson]:
        return [one for one in reversed(self.people) if len(one.gains) > len(one.loses)]

    @cached_property
    def columns(self) -> Sequence[str]:
        """The rooms of the new programme; "" for what is in none."""
        rooms = [room.name for room in self.conference.rooms]
        used = {placement.room.name if placement.room else "" for placement in self.new.edition.programme.values()}
        return [*([""] if "" in used else []), *(room for room in rooms if room in used)]

    @cached_property
    def rows(self) -> Sequence[tuple[Phrase, Sequence[ComparedCell]]]:
        """The new programme as a grid, an hour a row."""
        placed: dict[tuple[int, str], list[Placement]] = {}
        for placement in self.new.edition.programme.in_time_order:
            room = placement.room.name if placement.room else ""
            placed.setdefault((placement.start, room), []).append(placement)
        starts = sorted({start for start, _ in placed})
        clock = self.conference.clock
        return [
            (
                clock.at(start) if clock.several_days else clock.hour(start),
                [ComparedCell(tuple(map(self._marked, placed.get((start, room), ())))) for room in self.columns],
            )
            for start in starts
        ]

    @property
    def gone(self) -> Sequence[SessionChange]:
        return [change for change in self.difference.changes if change.new is None]

    @property
    def conference(self) -> Conference:
        return self.difference.conference

    def _marked(self, placement: Placement) -> tuple[str, Phrase | None]:
        change = self._changes.get(placement.session.name)
        if change is None:
            return placement.session.name, None
        if change.old is None:
            return placement.session.name, Sentence("new")
        if not change.moved:
            return placement.session.name, None
        return placement.session.name, Sentence("was {where}", where=DifferenceText(self.conference).where(change.old))

    @cached_property
    def _changes(self) -> Mapping[str, SessionChange]:
        return {change.session.name: change for change in self.difference.changes}

    @staticmethod
    def _names(judged: Judged) -> frozenset[str]:
        return frozenset(session.name for session in judged.edition.conference.held)
