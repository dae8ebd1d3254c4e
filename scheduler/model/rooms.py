"""Words for rooms: one session at a time, closed hours, and how many sessions take place at once."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence

from ortools.sat.python import cp_model

from scheduler.conference.clock import Minute, Span
from scheduler.conference.conference import Session
from scheduler.model.decision import AlikeRooms, Decision
from scheduler.model.logic import Amount, Literal, Logic

# With up to so many pairs of start and place, each has a literal of its own; beyond, intervals serve better.
_AFFORDABLE = 20_000


_Crowd = list[tuple[Session, tuple[Minute, ...]]]  # sessions that can be going on, with the starts at which they are


class RoomWords:
    """Words for what stands where, and how much of it at once."""

    def __init__(self, logic: Logic, decisions: Mapping[Session, Decision]) -> None:
        self.logic, self.decisions = logic, decisions
        # Where sessions stand one at a time in any case, by what holds them apart; each time of one room, or of several
        # that are one at a time.
        self._single: dict[frozenset[Session], list[Sequence[AlikeRooms]]] = {}
        self._shut: dict[AlikeRooms, list[tuple[Span, set[Session]]]] = {}  # when these sessions cannot stand there
        self._crowds: dict[Hashable, dict[Minute, _Crowd]] = {}  # what has been asked before, so that it is made once
        self._intervals: dict[Hashable, cp_model.IntervalVar] = {}

    def one_at_a_time(
        self, places: Sequence[AlikeRooms], sessions: Iterable[Session], turnover: int, on: Literal
    ) -> None:
        """Whenever `on` is true, no door of a place has two of these sessions at once, `turnover` minutes between.

        Of several places, each of one room, there is no more than one session at once in all of them together.
        """
        doors, among = len(places[0].rooms), frozenset(sessions)
        sessions = [
            session
            for session in sessions
            if not set(places).isdisjoint(self.decisions[session].places) and self.decisions[session].starts
        ]
        if self.logic.is_true(on):
            self._single.setdefault(among, []).append(places)
        if len(sessions) <= doors:
            return
        if self._in_few_words(sessions):
            for crowd in self._moments(sessions, turnover).values():
                going_on = [self.decisions[s].begins_in(starts, place) for s, starts in crowd for place in places]
                self.logic.at_most(self.logic.sum(going_on), doors, on)
            return
        intervals = [
            self._interval(session, place, turnover)
            for session in sessions
            for place in places
            if place in self.decisions[session].places
        ]
        if doors > 1:
            bound = self.logic.cp.add_cumulative(intervals, [1] * len(intervals), doors)
        else:
            bound = self.logic.cp.add_no_overlap(intervals)
        if not self.logic.is_true(on):
            bound.only_enforce_if(on)

    def _in_few_words(self, sessions: Collection[Session]) -> bool:
        """Whether a literal for each start and place of these sessions can be afforded; else intervals serve better."""
        return all(len(self.decisions[session].starts) <= self.logic.few for session in sessions) and (
            sum(len(self.decisions[session].starts) * len(self.decisions[session].places) for session in sessions)
            <= _AFFORDABLE
        )

    def strengthen(self) -> None:
        """Redundant, but it keeps the rooms out of the search for the hours: Hall's condition at every minute.

        For each set of places that some session is confined to, no more sessions confined to it take place at once than
        it has doors, provided that all these places are known to hold one session at a time.
        """
        for among, known in self._single.items():
            joined = [places for places in known if len(places) > 1]
            single = {place for places in known for place in places}
            confined: dict[frozenset[AlikeRooms], list[Session]] = {}
            for session, decision in self.decisions.items():
                places = frozenset(decision.places)
                if len(places) > 1 and session in among and places <= single:
                    confined.setdefault(places, []).append(session)
            for places in confined:
                crowd = [session for within, some in confined.items() if within <= places for session in some]
                doors = _doors(places, joined)
                if len(crowd) > doors:
                    self.at_once(crowd, doors, self.logic.true)
                    self._at_once_in_open_rooms(crowd, places, joined)

    def _at_once_in_open_rooms(
        self, crowd: Collection[Session], places: Collection[AlikeRooms], joined: Collection[Sequence[AlikeRooms]]
    ) -> None:
        """Of those with few starts: at no minute more of them than these places have doors that are open then.

        Said apart from those with many, for a sum of literals proves at once what a cumulative has to search for.
        """
        few = [session for session in crowd if len(self.decisions[session].starts) <= self.logic.few]
        for moment, going_on in self._moments(few, 0).items():
            sessions = {session for session, _ in going_on}
            open_then = [
                place
                for place in places
                if not any(s.start <= moment < s.end and sessions <= out for s, out in self._shut.get(place, ()))
            ]
            doors = _doors(open_then, joined)
            if len(sessions) > doors and (len(open_then) < len(places) or len(few) < len(crowd)):
                self.logic.at_most(self._going_on(going_on), doors, self.logic.true)

    def at_once(self, sessions: Iterable[Session], most: Amount, on: Literal) -> None:
        """Whenever `on` is true, no more than `most` of these sessions take place in any minute."""
        sessions = [session for session in sessions if self.decisions[session].starts]
        if all(len(self.decisions[session].starts) <= self.logic.few for session in sessions):
            for crowd in self._moments(sessions, 0).values():
                self.logic.at_most(self._going_on(crowd), most, on)
            return
        intervals = [self._interval(session, None, 0) for session in sessions]
        bound = self.logic.cp.add_cumulative(intervals, [1] * len(intervals), most)
        if not self.logic.is_true(on):
            bound.only_enforce_if(on)

    def keep_out(self, sessions: Iterable[Session], place: AlikeRooms, span: Span, on: Literal) -> None:
        """Whenever `on` is true, none of these sessions shares a minute with the span while it stands in the place."""
        sessions = list(sessions)
        if self.logic.is_true(on):
            self._shut.setdefault(place, []).append((span, set(sessions)))
        many = []
        for session in sessions:
            decision = self.decisions[session]
            if place not in decision.places or not (across := decision.starts_across(span)):
                continue
            if len(decision.starts) > self.logic.few:
                many.append(self._interval(session, place, 0))
                continue
            # It begins at one of these at most, so that no product of hour and place is needed.
            begins = map(decision.starts_at, across)
            self.logic.at_most(self.logic.sum([decision.held_in_place(place), *begins]), 1, on)
        if many:
            # For the length of the span something else takes all the place that these sessions could ever take.
            closed = self.logic.cp.new_fixed_size_interval_var(span.start, span.minutes, "")
            bound = self.logic.cp.add_cumulative([closed, *many], [len(many), *([1] * len(many))], len(many))
            if not self.logic.is_true(on):
                bound.only_enforce_if(on)

    def more_at_once(self, sessions: Collection[Session], most: int) -> Amount:
        """How many sessions too many the busiest minute has: never below that, and a minimum brings it down to it."""
        excess = self.logic.excess((), most, len(sessions) - most)
        self.at_once(sessions, most + excess, self.logic.true)
        return excess

    def _going_on(self, crowd: _Crowd) -> Amount:
        """How many of these take place at that minute."""
        return self.logic.sum(self.decisions[session].starts_in(starts) for session, starts in crowd)

    def _moments(self, sessions: Iterable[Session], extra: int) -> dict[Minute, _Crowd]:
        """At each minute at which one can begin: which can be going on, with the starts at which they are.

        Of minutes at which the same can be going on, the first. `extra` minutes with each.
        """
        sessions = tuple(sessions)
        key = (tuple(session.name for session in sessions), extra)
        if key not in self._crowds:  # the same for each of many rooms
            self._crowds[key] = self._found_moments(sessions, extra)
        return self._crowds[key]

    def _found_moments(self, sessions: Iterable[Session], extra: int) -> dict[Minute, _Crowd]:
        starts = {session: self.decisions[session].starts for session in sessions}
        crowds: dict[tuple[tuple[Minute, ...], ...], Minute] = {}
        for moment in sorted({start for possible in starts.values() for start in possible}):
            going_on = tuple(
                tuple(s for s in possible if s <= moment < s + session.minutes + extra)
                for session, possible in starts.items()
            )
            crowds.setdefault(going_on, moment)
        return {
            moment: [(session, some) for session, some in zip(starts, going_on, strict=True) if some]
            for going_on, moment in crowds.items()
        }

    def _interval(self, session: Session, place: AlikeRooms | None, extra: int) -> cp_model.IntervalVar:
        key = (session.name, place, extra)
        if key not in self._intervals:
            decision = self.decisions[session]
            presence = decision.held if place is None else decision.held_in_place(place)
            self._intervals[key] = self.logic.cp.new_optional_fixed_size_interval_var(
                decision.start_number, session.minutes + extra, presence, ""
            )
        return self._intervals[key]


def _doors(places: Iterable[AlikeRooms], joined: Iterable[Sequence[AlikeRooms]]) -> int:
    """No more sessions than this stand in these places at once. `joined`: places of which one at a time is in use."""
    left, doors = set(places), 0
    while most := max((left.intersection(some) for some in joined), key=len, default=set[AlikeRooms]()):
        left -= most
        doors += 1
    return doors + sum(len(place.rooms) for place in left)
