"""A network day of Haarlem's shape, grown: more theme groups, people or rounds; the same always for the same numbers.

Of each day: a plenary, a round of pillars, lunch, a minister at three o'clock and rounds of theme groups in rooms
enough. People sit in two or three groups, mostly of one pillar; some come late or leave early. The usual rules hold,
fair share and pillars apart among them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from scheduler.conference.clock import DAY, Clock, Minute, Span
from scheduler.conference.conference import Conference, Day, Group, Kind, Person, Role, Room, Round, Seat, Session
from scheduler.conference.venue import Walking
from scheduler.rules.problem import Problem

_PILLARS = ("Sociaal", "Fysiek", "Economie")
_GROUPS, _PEOPLE, _ROUNDS = 14, 218, 3  # of Haarlem's size
_OPENS, _CLOSES = 570, 1020  # 9:30, 17:00
_PLENARY, _PILLARS_AT, _LUNCH, _MINISTER = 585, 630, 765, 900  # 9:45, 10:30, 12:45, 15:00
_ROUNDS_AT = (700, 835, 900)  # 11:40, 13:55, 15:00, of each an hour
_FREE = ((690, 760), (830, 1010))  # 11:30-12:40 and 13:50-16:50: where a grid lets theme groups meet


@dataclass(frozen=True)
class Grown:
    """How many times as large as Haarlem it is in each way.

    `step`: a grid of so many minutes instead of rounds; theme groups then last 45 to 75 minutes. `walk`: minutes on
    foot between the two buildings, among which the rooms are divided. `rooms` 0: as many as the rounds need.
    """

    groups: float = 1
    people: float = 1
    rounds: float = 1
    wishes: float = 1
    step: int = 0
    walk: int = 0
    rooms: int = 0
    seed: int = 1

    @property
    def days(self) -> int:
        return max(1, round(_ROUNDS * self.rounds) // _ROUNDS)

    @property
    def theme_groups(self) -> int:
        return round(_GROUPS * self.groups)

    def problem(self) -> Problem:
        """The day with the standard rules."""
        return Problem.standard(_Growth(self).conference())


class _Growth:
    def __init__(self, size: Grown) -> None:
        self.size = size
        self.random = Random(f"grown {size}")  # noqa: S311  made-up people, not secrecy
        slots = _ROUNDS * size.days
        places = size.theme_groups + size.days  # the minister of each day takes one
        rooms = size.rooms or max(len(_PILLARS), -(-places // slots))
        buildings = ("Stadhuis", "Patronaat") if size.walk else ("Stadhuis",)
        self.rooms = tuple(
            Room(name=f"Zaal {n + 1}", capacity=None, building=buildings[n % len(buildings)]) for n in range(rooms)
        )

        self.lengths = self._lengths()

    def conference(self) -> Conference:
        size = self.size
        clock = Clock(date(2026, 9, 21), zone="Europe/Amsterdam", language="nl", several_days=size.days > 1)
        people = self._people()
        pillars = tuple(
            Group(name=name, kind="pillar", seats=self._pillar_seats(people, n)) for n, name in enumerate(_PILLARS)
        )
        themes = self._themes(people)
        guest = Person(name="De minister", guest=True, present=tuple(self._each_day(Span(_MINISTER, _MINISTER + 45))))
        return Conference(
            title="Een gegroeide netwerkdag",
            clock=clock,
            days=tuple(self._day(clock, number) for number in range(size.days)),
            rooms=self.rooms,
            walking=Walking(between={frozenset(("Stadhuis", "Patronaat")): size.walk} if size.walk else {}),
            groups=(*pillars, *themes),
            people=(guest, *people),
            sessions=(*self._fixed(pillars, guest), *map(self._meeting, themes)),
        )

    def _day(self, clock: Clock, number: int) -> Day:
        shift = DAY * number
        hours = Span(_OPENS + shift, _CLOSES + shift)
        if self.size.step:
            return Day(date=clock.date(shift), hours=hours, step=self.size.step)
        rounds = tuple(
            Round(name=f"Ronde {_ROUNDS * number + n + 1}", span=Span(start + shift, start + 60 + shift))
            for n, start in enumerate(_ROUNDS_AT)
        )
        return Day(date=clock.date(shift), hours=hours, rounds=rounds)

    def _each_day(self, span: Span) -> list[Span]:
        return [Span(span.start + DAY * n, span.end + DAY * n) for n in range(self.size.days)]

    def _people(self) -> list[Person]:
        """One in ten comes late, one in ten leaves early, of each day alike."""
        found = []
        for number in range(round(_PEOPLE * self.size.people)):
            chance = self.random.random()
            start = 720 if chance < 0.1 else _OPENS
            end = 905 if chance > 0.9 else _CLOSES
            present = tuple(self._each_day(Span(start, end))) if (start, end) != (_OPENS, _CLOSES) else None
            found.append(Person(name=f"Persoon {number:05}", organisation=f"Stad {number % 40:02}", present=present))
        return found

    def _pillar_seats(self, people: list[Person], number: int) -> tuple[Seat, ...]:
        """Everybody sits in one pillar, and the first of each pillar leads it."""
        theirs = people[number :: len(_PILLARS)]
        there_all_day = next(person for person in theirs if person.present is None)
        return tuple(Seat(person=p, role=Role.CHAIR if p is there_all_day else Role.MEMBER) for p in theirs)

    def _themes(self, people: list[Person]) -> tuple[Group, ...]:
        """Two of three groups that somebody sits in are of their own pillar; in one they are interested only."""
        number = self.size.theme_groups
        seats: list[dict[Person, Role]] = [{} for _ in range(number)]
        for index, person in enumerate(people):
            own = [group for group in range(number) if group % len(_PILLARS) == index % len(_PILLARS)]
            wanted = round(self.random.choice((2, 3, 3)) * self.size.wishes)
            for nth in range(wanted):
                group = self.random.choice(own if self.random.random() < 0.67 else range(number))
                seats[group].setdefault(person, Role.INTERESTED if nth == 2 else Role.MEMBER)
        groups = []
        for index, seated in enumerate(seats):
            all_day = [person for person in seated if person.present is None]
            chairs = self.random.sample(all_day, min(2, len(all_day)))
            seated.update({chairs[0]: Role.CHAIR, **({chairs[1]: Role.VICE_CHAIR} if len(chairs) > 1 else {})})
            pillar = _PILLARS[index % len(_PILLARS)]
            members = tuple(Seat(person=person, role=role) for person, role in seated.items())
            groups.append(Group(name=f"Themagroep {index + 1:02}", pillars=(pillar,), seats=members))
        return tuple(groups)

    def _meeting(self, group: Group) -> Session:
        size = self.size
        if not size.step:
            return Session(name=group.name, kind=Kind.THEME, minutes=60, groups=(group,))
        windows = tuple(span for start, end in _FREE for span in self._each_day(Span(start, end)))
        return Session(
            name=group.name, kind=Kind.THEME, minutes=self.lengths.pop(), groups=(group,), rounds=(), windows=windows
        )

    def _lengths(self) -> list[int]:
        """As they fit into the rooms with hardly a minute to spare, so that there is a programme.

        A morning takes an hour and an afternoon 45, 60 and 75 minutes; beside the minister there is room for two hours.
        """
        afternoons = [45, 60, 75] * (len(self.rooms) - 1) + [60, 60]
        lengths = ([60] * len(self.rooms) + afternoons) * self.size.days
        self.random.shuffle(lengths)
        return lengths

    def _fixed(self, pillars: tuple[Group, ...], guest: Person) -> list[Session]:
        """What stands where it stands: the pillars meet on the first day alone."""
        found = []
        hall = self.rooms[:1]
        for number in range(self.size.days):
            day, shift = f" {number + 1}" if self.size.days > 1 else "", DAY * number

            def at(minute: Minute, shift: Minute = shift) -> tuple[Minute, ...]:
                return (minute + shift,)

            found += [
                Session(name=f"Opening{day}", kind=Kind.PLENARY, minutes=45, starts=at(_PLENARY), rooms=hall),
                Session(name=f"Lunch{day}", kind=Kind.BREAK, minutes=65, starts=at(_LUNCH), needs_room=False),
                Session(
                    name=f"Gesprek met de minister{day}",
                    kind=Kind.GUEST_TALK,
                    minutes=45,
                    starts=at(_MINISTER),
                    speakers=(guest,),
                    rooms=hall,
                ),
            ]
            if not number:
                found += [
                    Session(
                        name=f"Pijler {group.name}",
                        kind=Kind.PILLAR,
                        minutes=60,
                        groups=(group,),
                        starts=at(_PILLARS_AT),
                    )
                    for group in pillars
                ]
        return found
