"""The judgement of a programme, kept up to date move by move: what the check would say, for the price of what moved.

It stands on one promise of the rules: a case names all sessions whose place can change its breaches
(`Case.depends_on`). When a session moves, these cases are asked again and no others, by the same `breaches` that the
check asks. So whatever a `Judge` says, `check` says of the same programme.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from scheduler.checking.check import Misses, Report, RuleResult, in_order_of_the_book, worth_with_owed
from scheduler.checking.watched_case import KnownBreaches, WatchedCase
from scheduler.conference.attendance import attended, profiles
from scheduler.conference.clock import Minute
from scheduler.conference.conference import Person, Room, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.rules.book import owed_first
from scheduler.rules.problem import Problem
from scheduler.rules.rule import Breach

MOST_UNDONE = 100  # moves that can be taken back


@dataclass(frozen=True)
class Trial:
    """What would be if sessions stood elsewhere. Nothing has moved.

    `broken`: the breaches of hard rules that come of these sessions standing there, so not those that there are as well
    when they are out of the programme. `costs`: of the whole programme, by tier, to be held against `Judge.costs`.
    """

    placements: tuple[Placement, ...]
    broken: tuple[Breach, ...]
    costs: Mapping[int, int]

    @property
    def cost(self) -> int:
        """The sum over all tiers; programmes are compared by `costs`, tier by tier."""
        return sum(self.costs.values())


@dataclass(frozen=True)
class _Move:
    """What a move has changed, to take it back."""

    programme: Programme
    sessions: tuple[Session, ...]
    cases: tuple[tuple[WatchedCase, tuple[Breach, ...], int, list[int]], ...]


def _start(placement: Placement | None) -> Minute | None:
    return placement.start if placement else None


class Judge:
    """A programme, what breaks it and what it costs, whatever moves in it."""

    def __init__(self, problem: Problem, programme: Programme) -> None:
        self.conference, self.programme = problem.conference, programme
        self._rules = problem.rules
        self._owed = owed_first(problem.conference, problem.rules)
        self._number_of_cases = [0] * len(self._rules)  # how many each rule has
        self._broken: list[dict[int, WatchedCase]] = [{} for _ in self._rules]
        self._cases_of: dict[Session, list[WatchedCase]] = {session: [] for session in self.conference.sessions}
        self._cases_of_any: list[WatchedCase] = []  # cases that any session can break
        self._cases_in: dict[Room, list[WatchedCase]] = {}  # cases that only what stands in this room can break
        self._placements_in: dict[Room | None, dict[Session, Placement]] = {}
        self._moves: deque[_Move] = deque(maxlen=MOST_UNDONE)
        self._costs: dict[int, int] = dict.fromkeys(sorted({rule.tier for rule in self._rules if rule.weight}), 0)
        for placement in programme.placements:
            self._placements_in.setdefault(placement.room, {})[placement.session] = placement
        self._watch()
        self._follow_people()

    def _watch(self) -> None:
        known = KnownBreaches()
        number = 0
        for rule_number, rule in enumerate(self._rules):
            for case in rule.cases(self.conference):
                watched = WatchedCase(number, rule_number, rule, case, known)
                number += 1
                self._number_of_cases[rule_number] += 1
                if watched.rooms:
                    for room in watched.rooms:
                        self._cases_in.setdefault(room, []).append(watched)
                elif watched.sessions:
                    for session in watched.sessions:
                        self._cases_of.setdefault(session, []).append(watched)
                else:
                    self._cases_of_any.append(watched)
                watched.begin(self.programme)
                self._count(watched)

    def _follow_people(self) -> None:
        """By profile, for who is alike attends alike."""
        conference = self.conference
        wishes = {person: worth_with_owed(conference, person, self._owed) for person in conference.people}
        self._alike = [tuple(people) for people in profiles(conference, conference.people, wishes).values()]
        self._profiles_of: dict[Session, list[int]] = {}
        for number, (person, *_) in enumerate(self._alike):
            for session in dict.fromkeys((*wishes[person], *conference.duties(person))):
                self._profiles_of.setdefault(session, []).append(number)
        self._attending: dict[Person, set[Session]] = {}
        self._misses: dict[Person, Misses | None] = dict.fromkeys(conference.people)
        self._outdated = set(range(len(self._alike)))  # whose day has changed since it was last asked for

    # -- moving ----------------------------------------------------------------------------------------------------

    def place(self, session: Session, placement: Placement | None) -> None:
        """The session stands there now; None: it is dropped."""
        if placement is not None and placement.session != session:
            raise ValueError(f"{session} cannot be put where {placement.session} is meant to stand")
        self._move({session: placement})

    def swap(self, one: Session, other: Session) -> None:
        """The two change places, hour and room. Raises KeyError when one of them is not in the programme."""
        self._move({placement.session: placement for placement in self._swapped(one, other)})

    def follow(self, programme: Programme) -> None:
        """It is that programme now, another one of the same day: what differs has moved, all at once."""
        placements = {session: programme.get(session) for session in (*self.programme, *programme)}
        self._move({s: new for s, new in placements.items() if self.programme.get(s) != new}, programme)

    def undo(self) -> None:
        """Take back the last move, of the last `MOST_UNDONE`. Raises IndexError where none is left to take back."""
        move = self._moves.pop()
        for session in move.sessions:
            self._change_rooms(self.programme.get(session), move.programme.get(session))
            self._outdated.update(self._profiles_of.get(session, ()))
        self.programme = move.programme
        for watched, breaches, amount, numbers in move.cases:
            self._count(watched, -1)
            watched.breaches, watched.amount, watched.numbers = breaches, amount, numbers
            self._count(watched)

    def _swapped(self, one: Session, other: Session) -> tuple[Placement, Placement]:
        """A session that needs no room gets none."""
        mine, theirs = self.programme[one], self.programme[other]
        return (
            Placement(one, theirs.start, theirs.room if one.needs_room else None),
            Placement(other, mine.start, mine.room if other.needs_room else None),
        )

    def _move(self, changes: Mapping[Session, Placement | None], after: Programme | None = None) -> None:
        """`after`: the programme with these changes, where there is one already."""
        before = self.programme
        news = [placement for placement in changes.values() if placement]
        dropped = (session for session, placement in changes.items() if placement is None)
        self.programme = after if after is not None else before.moved(*news, dropped=dropped)
        affected = self._affected(before, changes)
        for session, placement in changes.items():
            self._change_rooms(before.get(session), placement)
            self._outdated.update(self._profiles_of.get(session, ()))
        kept = []
        for watched in affected:
            breaches, numbers = watched.judged(self._seen_by(watched), changes)
            if breaches != watched.breaches or numbers is not watched.numbers:
                kept.append((watched, watched.breaches, watched.amount, watched.numbers))
                self._count(watched, -1)
                watched.breaches, watched.amount, watched.numbers = breaches, watched.case.counted(breaches), numbers
                self._count(watched)
        self._moves.append(_Move(before, tuple(changes), tuple(kept)))

    def _affected(self, before: Programme, changes: Mapping[Session, Placement | None]) -> Iterator[WatchedCase]:
        """The cases whose breaches these changes can change."""
        moved = {session for session, new in changes.items() if before.get(session) != new}
        other_hour = {session for session in moved if _start(before.get(session)) != _start(changes[session])}
        for watched in self._concerned(before, {session: changes[session] for session in moved}):
            if not watched.hours_alone or any(map(watched.concerns, other_hour)):
                yield watched

    def _concerned(self, before: Programme, changes: Mapping[Session, Placement | None]) -> list[WatchedCase]:
        """The cases that depend on these sessions, of those about rooms the ones about the old or the new rooms."""
        found: dict[WatchedCase, None] = dict.fromkeys(self._cases_of_any if changes else ())
        for session, new in changes.items():
            found.update(dict.fromkeys(self._cases_of.get(session, ())))
            for placement in (before.get(session), new):
                if placement and placement.room:
                    about_it = self._cases_in.get(placement.room, ())
                    found.update((watched, None) for watched in about_it if watched.concerns(session))
        return list(found)

    def _seen_by(self, watched: WatchedCase) -> Programme:
        """The whole programme, or what stands in the rooms that alone matter to the case."""
        return Programme(tuple(self.in_rooms_of(watched))) if watched.rooms else self.programme

    def _change_rooms(self, old: Placement | None, new: Placement | None) -> None:
        if old:
            del self._placements_in[old.room][old.session]
        if new:
            self._placements_in.setdefault(new.room, {})[new.session] = new

    def _count(self, watched: WatchedCase, times: int = 1) -> None:
        if not watched.hard:
            self._costs[watched.rule.tier] += times * watched.weight * watched.amount
        if times < 0 or not watched.breaches:
            self._broken[watched.rule_number].pop(watched.number, None)
        else:
            self._broken[watched.rule_number][watched.number] = watched

    # -- what the check says ----------------------------------------------------------------------------------------

    @property
    def costs(self) -> Mapping[int, int]:
        """What the weighted rules cost, by tier, as in `Report.costs`."""
        return self._costs.copy()

    @property
    def cost(self) -> int:
        """The sum over all tiers; programmes are compared by `costs`, tier by tier."""
        return sum(self.costs.values())

    @property
    def broken(self) -> tuple[Breach, ...]:
        """The breaches of hard rules, as in `Report.broken`."""
        return tuple(breach for result in self._results(hard=True) for breach in result.breaches)

    @property
    def keeps_hard_rules(self) -> bool:
        """Whether no hard rule is broken: the programme can go out."""
        return not any(cases for rule, cases in zip(self._rules, self._broken, strict=True) if rule.weight is None)

    @property
    def results(self) -> tuple[RuleResult, ...]:
        """Each statement with what breaks it, as in `Report.results`."""
        return self._results()

    @property
    def misses(self) -> tuple[Misses, ...]:
        """Everyone who misses a wished meeting, as in `Report.misses`."""
        self._follow()
        everyone = [misses for misses in self._misses.values() if misses]
        return tuple(sorted(everyone, key=lambda misses: -len(misses.sessions)))

    def report(self) -> Report:
        """What `check` says of the programme."""
        self._follow()
        report = Report(self.conference, self.programme, self._results(), self._owed)
        vars(report)["attending"] = self._attending.copy()  # what it would work out anew
        return report

    def _results(self, *, hard: bool = False) -> tuple[RuleResult, ...]:
        return in_order_of_the_book(
            RuleResult(rule, self._number_of_cases[number], tuple(cases[n].judgement for n in sorted(cases)))
            for number, (rule, cases) in enumerate(zip(self._rules, self._broken, strict=True))
            if not hard or rule.weight is None
        )

    def _follow(self) -> None:
        """Who attends what, of those whose day has changed."""
        for number in self._outdated:
            person, *_ = people = self._alike[number]
            worth = worth_with_owed(self.conference, person, self._owed)
            goes = attended(self.conference, person, worth, self.programme)
            attending, wishes = {placement.session for placement in goes}, self.conference.wishes(person)
            lost = tuple(session for session in wishes if session not in attending)
            for one in people:
                self._attending[one] = attending
                self._misses[one] = Misses(one, lost, len(wishes)) if lost else None
        self._outdated.clear()

    # -- what would be if -------------------------------------------------------------------------------------------

    def places(self, session: Session, *, hard: bool = True, weighted: bool = True) -> list[Trial]:
        """Every place of the session that one could think of, by hour and then by room; all others stay.

        Without `hard`, `broken` is left empty; without `weighted`, `costs` are those of the programme as it is.
        """
        return list(self._places(session, lambda watched: hard if watched.hard else weighted))

    def _places(self, session: Session, asked: Callable[[WatchedCase], bool]) -> Iterator[Trial]:
        """What hangs on the hour alone is asked once an hour; what is about rooms, of the room in question alone."""
        cases = [watched for watched in (*self._cases_of.get(session, ()), *self._cases_of_any) if asked(watched)]
        about_rooms = {
            room: [watched for watched in found if watched.concerns(session) and asked(watched)]
            for room, found in self._cases_in.items()
        }
        now, rest = self.programme.get(session), _Rest(self, (session,))
        base = _Tally(rest, self.costs)
        for watched in cases:
            base.leave_out(watched)
        for watched in about_rooms.get(now.room, ()) if now and now.room else ():
            base.leave_out(watched)
            base.add(watched, rest.seen_by(watched))
        rooms = self.conference.places(session)
        for start in self.conference.starts(session) if rooms else ():
            at_this_hour = base.copy()
            somewhere = rest.programme.moved(Placement(session, start, rooms[0]))
            for watched in cases:
                if watched.hours_alone:
                    at_this_hour.add(watched, somewhere)
            for room in rooms:
                placement, tally = Placement(session, start, room), at_this_hour.copy()
                programme = rest.programme.moved(placement)
                for watched in cases:
                    if not watched.hours_alone:
                        tally.add(watched, programme)
                for watched in about_rooms.get(room, ()) if room else ():
                    tally.leave_out(watched, rest.breaches(watched))
                    tally.add(watched, rest.seen_by(watched, placement))
                yield tally.trial(placement)

    def swaps(self, session: Session) -> list[Trial]:
        """What it is to change places with each other session of the programme, in its order.

        Raises KeyError when the session is not in the programme.
        """
        return [self.tried(*self._swapped(session, other)) for other in self.programme if other != session]

    def tried(self, *placements: Placement) -> Trial:
        """What would be with these sessions there instead."""
        changes = {placement.session: placement for placement in placements}
        rest, programme = _Rest(self, tuple(changes)), self.programme.moved(*placements)
        tally = _Tally(rest, self.costs)
        for watched in self._concerned(self.programme, changes):
            tally.leave_out(watched)
            tally.add(watched, rest.seen_by(watched, *placements) if watched.rooms else programme)
        return tally.trial(*placements)

    def in_rooms_of(self, watched: WatchedCase, excluding: Collection[Session] = ()) -> Iterator[Placement]:
        """What stands in the rooms of the case, which alone matter to it."""
        for room in watched.rooms:
            for session, placement in self._placements_in.get(room, {}).items():
                if session not in excluding:
                    yield placement


class _Rest:
    """The programme without some of its sessions, which are to stand elsewhere, and what breaks it then."""

    def __init__(self, judge: Judge, sessions: tuple[Session, ...]) -> None:
        self.judge, self.sessions = judge, sessions
        self.programme = judge.programme.moved(dropped=sessions)
        self._breaches: dict[WatchedCase, tuple[Breach, ...]] = {}
        self._inside: dict[WatchedCase, tuple[Placement, ...]] = {}

    def breaches(self, watched: WatchedCase) -> tuple[Breach, ...]:
        """What breaks the case without the sessions."""
        if watched not in self._breaches:
            seen = self.seen_by(watched) if watched.rooms else self.programme
            self._breaches[watched] = watched.breaches_if(seen, self.sessions)
        return self._breaches[watched]

    def seen_by(self, watched: WatchedCase, *placements: Placement) -> Programme:
        """What stands in the rooms of the case, with these placements of the sessions."""
        if watched not in self._inside:
            self._inside[watched] = tuple(self.judge.in_rooms_of(watched, self.sessions))
        here = (placement for placement in placements if placement.room in watched.rooms)
        return Programme((*self._inside[watched], *here))


class _Tally:
    """What breaks and what it costs with some sessions elsewhere, case by case."""

    def __init__(self, rest: _Rest, costs: Mapping[int, int]) -> None:
        self.rest, self.costs = rest, dict(costs)
        self.broken: list[tuple[int, Breach]] = []

    def copy(self) -> _Tally:
        tally = _Tally(self.rest, self.costs)
        tally.broken = self.broken.copy()
        return tally

    def leave_out(self, watched: WatchedCase, breaches: tuple[Breach, ...] | None = None) -> None:
        """Count no more what these breaches cost; None: those that the case has now."""
        if not watched.hard:
            amount = watched.amount if breaches is None else watched.case.counted(breaches)
            self.costs[watched.rule.tier] -= watched.weight * amount

    def add(self, watched: WatchedCase, programme: Programme) -> None:
        """What the case says of this programme. Of a hard one what it says without the sessions is no news."""
        breaches = watched.breaches_if(programme, self.rest.sessions)
        if not watched.hard:
            self.costs[watched.rule.tier] += watched.weight * watched.case.counted(breaches)
        elif breaches:
            known = self.rest.breaches(watched)
            self.broken += ((watched.number, breach) for breach in breaches if breach not in known)

    def trial(self, *placements: Placement) -> Trial:
        """The breaches in the order of the rules and their cases."""
        broken = sorted(self.broken, key=lambda found: found[0])
        return Trial(placements, tuple(breach for _, breach in broken), self.costs)
