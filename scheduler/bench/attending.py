"""A conference that many people attend, made up: the same always for the same numbers.

Talks of an hour in rounds, some by speakers who give two, and people who each wish to attend several: mostly what is
famous, and mostly on the subjects that are theirs. *Full*, it has besides what real ones have: rooms of many sizes in
two buildings, a walk apart, speakers who are there for a part of the days, and tracks whose talks are kept apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from random import Random

from scheduler.conference.clock import DAY, Clock, Span
from scheduler.conference.conference import Conference, Day, Kind, Person, Room, Round, Session
from scheduler.conference.venue import Walking
from scheduler.rules.book import RULES
from scheduler.rules.problem import Problem

_ROUNDS_A_DAY = 6
_ROUNDS_AT = (540, 610, 680, 790, 860, 930)  # 9:00, 10:10, 11:20, 13:10, 14:20, 15:30
_OPENS, _CLOSES = 540, 990  # 9:00, 16:30
_MINUTES = 60
_SUBJECTS = 12
_SEATS = (500, 300, 200, 150, 120, 100, 80, 80, 60, 60)  # of the rooms of a full one, and again from the first
_WALK = 15  # minutes between its buildings, where there are ten between most rounds
_OFTEN = 0.15  # of the talks are by somebody who has given one already
_OWN = 0.7  # of the wishes are on one's own subjects


@dataclass(frozen=True)
class Attending:
    """How large it is. `wishes`: of each person."""

    sessions: int
    rounds: int
    rooms: int
    people: int
    wishes: int
    full: bool = False
    seed: int = 1

    def problem(self) -> Problem:
        """The conference with the standard rules; in a full one also that talks of one track are kept apart."""
        conference = _Crowd(self).conference()
        problem = Problem.standard(conference)
        if not self.full:
            return problem.without_rules("fair_share")
        apart = next(kind for kind in RULES if kind.name == "groups_apart")
        return problem.with_rules(apart.model_validate({"each": "tag", "weight": 1}))


class _Crowd:
    def __init__(self, size: Attending) -> None:
        self.size = size
        self.random = Random(f"attending {size}")  # noqa: S311  made-up people, not secrecy
        self.days = -(-size.rounds // _ROUNDS_A_DAY)
        self.wished = [0] * size.sessions

    def conference(self) -> Conference:
        size = self.size
        clock = Clock(date(2026, 9, 21), zone="Europe/Amsterdam", language="nl", several_days=self.days > 1)
        people = self._people()
        speakers, by = self._speakers()
        buildings = ("Congrescentrum", "Schouwburg") if size.full else ("Congrescentrum",)
        rooms = tuple(
            Room(
                name=f"Zaal {number + 1:02}",
                capacity=_SEATS[number % len(_SEATS)] if size.full else None,
                building=buildings[number % len(buildings)],
            )
            for number in range(size.rooms)
        )
        return Conference(
            title="Een druk congres",
            clock=clock,
            days=tuple(self._day(clock, number) for number in range(self.days)),
            rooms=rooms,
            walking=Walking(between={frozenset(buildings): _WALK} if size.full else {}),
            people=(*speakers, *people),
            sessions=tuple(self._talk(number, speakers[by[number]]) for number in range(size.sessions)),
        )

    def _rounds(self, number: int) -> list[Span]:
        left = self.size.rounds - number * _ROUNDS_A_DAY
        return [Span(DAY * number + at, DAY * number + at + _MINUTES) for at in _ROUNDS_AT[:left]]

    def _day(self, clock: Clock, number: int) -> Day:
        shift = DAY * number
        rounds = tuple(Round(name=f"Ronde {number + 1}.{n + 1}", span=s) for n, s in enumerate(self._rounds(number)))
        return Day(date=clock.date(shift), hours=Span(_OPENS + shift, _CLOSES + shift), rounds=rounds)

    def _people(self) -> list[Person]:
        """The most famous talk is wished some ten times as often as most."""
        size, random = self.size, self.random
        fame = [(rank + 1) ** -0.4 for rank in range(size.sessions)]
        random.shuffle(fame)
        of_all = [*accumulate(fame)]
        of_subject = [[*accumulate(fame[subject::_SUBJECTS])] for subject in range(_SUBJECTS)]
        found = []
        for number in range(size.people):
            own = random.sample(range(_SUBJECTS), 2)
            wished: dict[int, None] = {}
            while len(wished) < min(size.wishes, size.sessions):
                subject = random.choice(own)
                if of_subject[subject] and random.random() < _OWN:
                    (place,) = random.choices(range(len(of_subject[subject])), cum_weights=of_subject[subject])
                    wished[subject + _SUBJECTS * place] = None
                else:
                    (place,) = random.choices(range(size.sessions), cum_weights=of_all)
                    wished[place] = None
            for one in wished:
                self.wished[one] += 1
            wishes = tuple((_name(one), None) for one in sorted(wished))
            found.append(Person(name=f"Bezoeker {number:05}", wishes=wishes))
        return found

    def _speakers(self) -> tuple[list[Person], list[int]]:
        """Who speaks, and at each talk which of them. Of a full one a third are there on two of the days only."""
        size, random = self.size, self.random
        by: list[int] = []
        for _ in range(size.sessions):
            new = max(by, default=-1) + 1
            by.append(random.randrange(new) if by and random.random() < _OFTEN else new)
        speakers = []
        for number in range(max(by, default=-1) + 1):
            days = range(self.days)
            if size.full and self.days > 2 and random.random() < 1 / 3:
                days_there = sorted(random.sample(days, 2))
                present = tuple(Span(DAY * day + _OPENS, DAY * day + _CLOSES) for day in days_there)
            else:
                present = None
            speakers.append(Person(name=f"Spreker {number:04}", present=present))
        return speakers, by

    def _talk(self, number: int, speaker: Person) -> Session:
        full = self.size.full
        return Session(
            name=_name(number),
            kind=Kind.TALK,
            minutes=_MINUTES,
            tags=(f"lijn {number % _SUBJECTS + 1}",) if full else (),
            speakers=(speaker,),
            expected=self._expected(number) if full else None,
        )

    def _expected(self, number: int) -> int:
        """By how many wish it: the most wished fills most of the largest place, and so on, so that all find one."""
        before = sum(wished > self.wished[number] for wished in self.wished)
        before += self.wished[:number].count(self.wished[number])
        seats = sorted((_SEATS[room % len(_SEATS)] for room in range(self.size.rooms)), reverse=True)
        return seats[before // self.size.rounds] * 4 // 5


def _name(number: int) -> str:
    return f"Lezing {number + 1:04}"
