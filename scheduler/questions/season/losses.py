"""What each group and each person lost on several days of one network.

What is lost is what the check counts: of those who wish to attend a group's meetings, how many could not, and the
wished meetings that somebody could not attend. People and groups are matched by name.

Who missed a meeting is owed it: first of all as often as they missed it since they could last attend it, then as often
as they ever missed it. A day on which it did not meet changes nothing. Of wished meetings that clash they go to the one
that is owed most.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from scheduler.checking.check import Report
from scheduler.conference.clock import day_told
from scheduler.conference.conference import Conference, Group, Kind, Person, Session
from scheduler.text.sentence import Sentence

BOARD = "board"  # the kind of a group that is one
_MANY = 1000  # times that somebody can miss a meeting in a season


@dataclass(frozen=True)
class HeldDay:
    """A day that has been held. `folder`: what organisers call it."""

    folder: str
    report: Report

    def __str__(self) -> str:
        date = day_told(self.conference.days[0].date, year=True)
        return Sentence("{day} ({date})", day=self.conference.title, date=date)

    @property
    def conference(self) -> Conference:
        return self.report.conference

    @property
    def year(self) -> int:
        return self.conference.days[0].date.year

    @cached_property
    def met(self) -> frozenset[str]:
        """The names of the groups that had a meeting of their own."""
        return frozenset(group.name for session in self.report.programme for group in session.groups)

    @property
    def board_met(self) -> bool:
        return any(of_the_board(session) for session in self.report.programme)


@dataclass(frozen=True)
class GroupLoss:
    """What one group lost: on each day on which anybody wished to attend it, how many could and how many wished to."""

    name: str
    by_day: tuple[tuple[int, int] | None, ...]

    @property
    def wished(self) -> int:
        return sum(day[1] for day in self.by_day if day)

    @property
    def lost(self) -> int:
        return self.wished - sum(day[0] for day in self.by_day if day)

    @property
    def met(self) -> int:
        """On how many days it met, as far as anybody wished to be there."""
        return sum(day is not None for day in self.by_day)

    @property
    def share(self) -> float:
        return self.lost / self.wished


@dataclass(frozen=True)
class OwedMeeting:
    """What somebody can be owed: the meeting of a group, or a session that is nobody's meeting, by its name."""

    name: str
    of_group: bool = True


@dataclass(frozen=True)
class Debt:
    """How often somebody missed a meeting: in all, and since they could last attend it."""

    missed: int = 0
    unpaid: int = 0

    def weight(self, beyond: int) -> int:
        """What it weighs where a miss that is unpaid outweighs `beyond` others."""
        return beyond * self.unpaid + self.missed

    def after(self, missed: bool) -> Debt:
        """The same after one day more."""
        return Debt(self.missed + 1, self.unpaid + 1) if missed else Debt(self.missed)


@dataclass(frozen=True)
class PersonLoss:
    """What one person lost: the wished meetings they missed, by the names of the sessions, and how many they wished.

    `owed`: for each meeting that they ever missed.
    """

    name: str
    organisation: str
    missed: tuple[str, ...]
    wished: int
    owed: Mapping[OwedMeeting, Debt]


@dataclass(frozen=True)
class Season:
    """The losses of some days. `days` in order of time; `groups` and `people`: those who lost most first."""

    days: tuple[HeldDay, ...]
    groups: tuple[GroupLoss, ...]
    people: tuple[PersonLoss, ...]

    @property
    def group_average(self) -> float:
        """The share that could not be met of all wishes to attend a group's meeting."""
        wished = sum(group.wished for group in self.groups)
        return sum(group.lost for group in self.groups) / wished if wished else 0.0


def season(days: Iterable[HeldDay], renamed: Mapping[str, str] | None = None) -> Season:
    """What was lost on these days. `renamed`: what groups and people are called now, by the names that they had."""
    names = renamed or {}
    owed: _Owed = {}
    held = []
    for day in sorted(days, key=lambda day: day.conference.days[0].date):
        held.append(_judged(day, owed, names))
        _count(held[-1].report, owed, names)
    return Season(tuple(held), tuple(_groups(held, names)), tuple(_people(held, owed, names)))


def owed_meetings(
    conference: Conference, person: Person, now: Mapping[str, str] | None = None
) -> dict[OwedMeeting, list[Session]]:
    """The sessions that the person wishes to attend there, by what they would be owed. `now`: as for `season`."""
    found: dict[OwedMeeting, list[Session]] = {}
    for session in conference.wishes(person):
        groups = [group.name for group in session.groups if person in group.roles]
        for name in groups:
            found.setdefault(OwedMeeting((now or {}).get(name, name)), []).append(session)
        if not groups:
            found.setdefault(OwedMeeting(session.name, of_group=False), []).append(session)
    return found


def of_the_board(session: Session) -> bool:
    """Whether the board meets in the session."""
    return session.kind is Kind.BOARD_LUNCH or any(_is_board(group) for group in session.groups)


def _is_board(group: Group) -> bool:
    return group.kind == BOARD


_Owed = dict[str, dict[OwedMeeting, Debt]]  # by the name of the person


def _judged(day: HeldDay, owed: _Owed, now: Mapping[str, str]) -> HeldDay:
    """The day with everybody where they would have gone, had they known what they were owed."""
    conference = day.conference
    first: dict[Person, dict[Session, int]] = {}
    for person in conference.people:
        if theirs := owed.get(now.get(person.name, person.name)):
            for meeting, sessions in owed_meetings(conference, person, now).items():
                if meeting in theirs:
                    first.setdefault(person, {}).update(dict.fromkeys(sessions, theirs[meeting].weight(_MANY)))
    return replace(day, report=replace(day.report, owed={**day.report.owed, **first}))


def _count(report: Report, owed: _Owed, now: Mapping[str, str]) -> None:
    """Each debt after that day."""
    for person in report.conference.people:
        theirs = owed.setdefault(now.get(person.name, person.name), {})
        for meeting, sessions in owed_meetings(report.conference, person, now).items():
            missed = not report.attending[person].issuperset(sessions)
            if missed or meeting in theirs:
                theirs[meeting] = theirs.get(meeting, Debt()).after(missed)


def _groups(days: Iterable[HeldDay], now: Mapping[str, str]) -> Iterator[GroupLoss]:
    turnouts = [{now.get(t.group.name, t.group.name): (t.can, t.wish) for t in day.report.turnouts} for day in days]
    names = dict.fromkeys(name for turnout in turnouts for name in turnout)
    found = [GroupLoss(name, tuple(turnout.get(name) for turnout in turnouts)) for name in names]
    yield from sorted(found, key=lambda group: (-group.share, -group.lost, group.name))


def _people(days: Iterable[HeldDay], owed: _Owed, now: Mapping[str, str]) -> Iterator[PersonLoss]:
    missed: dict[str, list[str]] = {}
    wished: dict[str, int] = {}
    city: dict[str, str] = {}
    for day in days:
        lost = {one.person.name: [session.name for session in one.sessions] for one in day.report.misses}
        for person in day.conference.people:
            if wishes := day.conference.wishes(person):
                name = now.get(person.name, person.name)
                missed.setdefault(name, []).extend(lost.get(person.name, []))
                wished[name] = wished.get(name, 0) + len(wishes)
                city[name] = person.organisation or city.get(name, "")
    found = [PersonLoss(name, city[name], tuple(names), wished[name], owed[name]) for name, names in missed.items()]
    yield from sorted(found, key=lambda person: -len(person.missed))
