"""What counting rooms and moments says: more sessions than there are places for them, or more minutes."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from scheduler.checking.domain import Domain, Starts
from scheduler.checking.finding import MOST_NAMES, Finding
from scheduler.checking.matching import moments, too_many
from scheduler.checking.probing import RuleProbe
from scheduler.conference.clock import Minute, Span
from scheduler.conference.conference import Conference, Room, Session
from scheduler.text.sentence import NOTHING, Listing, Phrase, Sentence, plural
from scheduler.text.wording import lasting, listing, some

RoomMoment = tuple[Room, Minute]


class RoomCapacity:
    """Whether the rooms hold what must be held of these sessions, by number and by minutes.

    `explained`: sessions that a fatal finding has spoken of together.
    """

    def __init__(self, conference: Conference, probe: RuleProbe, sessions: Sequence[Session]) -> None:
        self.conference, self.probe = conference, probe
        self.possible = probe.possible
        self.musts = [session for session in sessions if probe.require_held(session)]
        self.explained: list[set[Session]] = []

    def rooms(self) -> Iterator[Finding]:
        """More sessions than there are rooms and moments for them; each crowd that is so by itself."""
        sessions = [s for s in self.musts if s.needs_room and self.possible[s]]
        crowded = False
        while (found := too_many(open_to := self._room_moments(sessions))) is not None:
            if any(known <= set(found[0]) for known in self.explained):
                return
            sharing = self.probe.can_share(found[0], {room for room, _ in found[1]})
            if sharing is not None:
                sessions.remove(sharing)
                continue
            crowded = True
            crowd = self._confined(open_to, found[1])
            yield self._overfull(crowd, found[1])
            sessions = [session for session in sessions if session not in crowd]
        if not crowded:
            yield from self._minutes(sessions)

    def _confined(self, open_to: Mapping[Session, Sequence[RoomMoment]], places: Sequence[RoomMoment]) -> list[Session]:
        """All that can have no other places than these, and no two of which can share one."""
        confined = [session for session, moments in open_to.items() if set(moments) <= set(places)]
        while (sharing := self.probe.can_share(confined, {room for room, _ in places})) is not None:
            confined.remove(sharing)
        return confined

    def _overfull(self, crowd: Sequence[Session], places: Sequence[RoomMoment]) -> Finding:
        self.explained.append(set(crowd))
        rooms = Counter(room for room, _ in places)
        sentence = plural(
            len(places),
            "{sessions} sessions need a room, and there is {number} place for them{product}: "
            "{rooms} {when}, one session at a time.",
            "{sessions} sessions need a room, and there are {number} places for them{product}: "
            "{rooms} {when}, one session at a time.",
            sessions=len(crowd),
            product=self._product(rooms),
            rooms=listing(self.conference.names_of(rooms)),
            when=self.when(crowd),
        )
        they = Sentence("They are {sessions}.", sessions=names_of(crowd))
        return Finding(sentence, True, they, tuple(crowd), len(places))

    def _product(self, rooms: Counter[Room]) -> Sentence:
        """` (4 rooms x 3 rounds)`, where each of several rooms is good for as many."""
        each = set(rooms.values())
        if len(rooms) == 1 or len(each) > 1 or each == {1}:
            return NOTHING
        (number,) = each
        if all(day.rounds for day in self.conference.days):
            return Sentence(" ({rooms} rooms x {number} rounds)", rooms=len(rooms), number=number)
        return Sentence(
            " ({rooms} rooms, in each {number} sessions one after another)", rooms=len(rooms), number=number
        )

    def _minutes(self, sessions: Sequence[Session]) -> Iterator[Finding]:
        found = too_long(self.probe, sessions, [session for session in self.musts if self.possible[session]])
        if found and self.probe.can_share(found.sessions, found.rooms) is None:
            self.explained.append(set(found.sessions))
            sentence = found.sentence(self.conference.names_of(found.rooms), self.when(found.sessions))
            they = Sentence("They are {sessions}.", sessions=names_of(found.sessions))
            yield Finding(sentence, True, they, found.sessions)

    def _room_moments(self, sessions: Sequence[Session]) -> dict[Session, list[tuple[Room, Minute]]]:
        """For each session the rooms that it can have, each with the moments of that room that it can take up.

        Of a room there are as many moments as sessions that keep clear of one another in it; a session that is there
        takes up one. On a large day few sessions differ in where they can be: each sort is reckoned out once.
        """
        choices = {session: self.possible[session] for session in sessions}
        shortest: dict[Room, dict[Starts, int]] = {}  # where a short session is met, a longer one at that hour is too
        for choice in choices.values():
            for room, starts in choice.starts_in.items():
                if room:
                    lengths = shortest.setdefault(room, {})
                    lengths[starts] = min(choice.session.minutes, lengths.get(starts, choice.session.minutes))
        alike = {
            spans: moments({Span(start, start + length) for starts, length in spans for start in starts})
            for spans in {frozenset(lengths.items()) for lengths in shortest.values()}
        }
        minutes = {room: alike[frozenset(lengths.items())] for room, lengths in shortest.items()}
        met: dict[tuple[Starts, int, int], list[Minute]] = {}
        known: dict[tuple[object, ...], list[tuple[Room, Minute]]] = {}
        for choice in choices.values():
            if choice.shape in known:
                continue
            places = known[choice.shape] = []
            for room, starts in choice.starts_in.items():
                if room:
                    key = (starts, choice.session.minutes, id(minutes[room]))
                    if key not in met:
                        met[key] = first_in(minutes[room], starts)
                    places += [(room, minute) for minute in met[key]]
        return {session: known[choice.shape] for session, choice in choices.items()}

    def when(self, sessions: Iterable[Session]) -> Sentence:
        """`between 13.00 and 15.15`, `on Thu 11 June between 13.00 and 15.15`."""
        every = [self.possible[session].spans for session in sessions]
        whole = Span(min(spans[0].start for spans in every), max(spans[-1].end for spans in every))
        clock = self.conference.clock
        if clock.date(whole.start) != clock.date(whole.end):
            return Sentence("between {start} and {end}", start=clock.text(whole.start), end=clock.text(whole.end))
        start, end = clock.hour(whole.start), clock.hour(whole.end)
        if clock.several_days:
            return Sentence("on {day} between {start} and {end}", day=clock.day(whole.start), start=start, end=end)
        return Sentence("between {start} and {end}", start=start, end=end)


def first_in(minutes: Sequence[Minute], starts: Iterable[Minute]) -> list[Minute]:
    """The first of these minutes in each span that begins then, each once. They are in order; every span has one."""
    return list(dict.fromkeys(minutes[bisect_left(minutes, start)] for start in starts))


def names_of(sessions: Sequence[Session]) -> Listing:
    return some(sessions, 7, MOST_NAMES)


_MOST = 200  # sets of rooms that are looked at


@dataclass(frozen=True)
class OverfullRooms:
    """Sessions that can stand in these rooms only, what they need together, and what the rooms have; in minutes."""

    sessions: tuple[Session, ...]
    rooms: tuple[Room, ...]
    needed: int
    available: int

    def sentence(self, rooms: Iterable[str], when: Phrase) -> Phrase:
        """In a sentence, with the rooms by their names."""
        return plural(
            len(self.sessions),
            "{number} session takes {needed} together, and there are {available} for them, {short} too few: "
            "{rooms} {when}, one session at a time.",
            "{number} sessions take {needed} together, and there are {available} for them, {short} too few: "
            "{rooms} {when}, one session at a time.",
            needed=lasting(self.needed),
            available=lasting(self.available),
            short=lasting(self.needed - self.available),
            rooms=listing(rooms),
            when=when,
        )


def too_long(probe: RuleProbe, sessions: Sequence[Session], musts: Sequence[Session]) -> OverfullRooms | None:
    """The first such sessions, those with the fewest rooms first; None: there are none.

    `musts`: all that must be held and can be by itself, these sessions and others. It proves something where none of
    the rooms takes two of the sessions at once.
    """
    choices = {session: probe.possible[session] for session in sessions if None not in probe.possible[session].rooms}
    within = {session: frozenset(room for room in choice.rooms if room) for session, choice in choices.items()}
    sets = dict.fromkeys([*within.values(), frozenset().union(*within.values())])
    for rooms in sorted(sets, key=len)[:_MOST]:
        crowd = [session for session in choices if within[session] <= rooms]
        minutes = sum(session.minutes for session in crowd)
        at_most = _available(rooms, [choices[session] for session in crowd])
        if minutes <= at_most - len(rooms) * _most_taken_elsewhere(probe, musts):
            continue
        available = _available(rooms, [_left_beside(probe, musts, choices[session]) for session in crowd])
        if minutes > available:
            in_order = tuple(sorted(rooms, key=probe.conference.rooms.index))
            return OverfullRooms(tuple(crowd), in_order, minutes, available)
    return None


def _available(rooms: Iterable[Room], choices: Sequence[Domain]) -> int:
    """The minutes of these rooms in which one of the sessions can be."""
    known: dict[frozenset[tuple[Starts, int]], int] = {}
    minutes = 0
    for room in rooms:
        spans = frozenset((c.starts_in[room], c.session.minutes) for c in choices if room in c.starts_in)
        if spans not in known:
            known[spans] = len({m for starts, length in spans for s in starts for m in range(s, s + length)})
        minutes += known[spans]
    return minutes


def _on_in_any_case(choice: Domain) -> Span | None:
    """When the session is on in any case, wherever it begins."""
    first, last = choice.starts[0] + choice.session.minutes, choice.starts[-1]
    return Span(last, first) if last < first else None


def _most_taken_elsewhere(probe: RuleProbe, musts: Sequence[Session]) -> int:
    """The most minutes that can be taken from a room by sessions elsewhere that no other may run beside."""
    spans = [span for session in musts if (span := _on_in_any_case(probe.possible[session]))]
    return len({minute for span in spans for minute in range(span.start, span.end)})


def _left_beside(probe: RuleProbe, musts: Sequence[Session], choice: Domain) -> Domain:
    """What is left to a session beside those that are on in any case, and beside which it may not run."""
    shut = [
        span
        for other in musts
        if other != choice.session
        and (span := _on_in_any_case(probe.possible[other]))
        and any(choice.session.span(start).overlaps(span) for start in choice.starts)
        and probe.apart(other, choice.session)
    ]
    return Domain(choice.session, _without(choice.starts_in, choice.session.minutes, shut)) if shut else choice


def _without(
    starts_in: Mapping[Room | None, Starts], minutes: Minute, shut: Sequence[Span]
) -> dict[Room | None, Starts]:
    known: dict[Starts, Starts] = {}
    for starts in starts_in.values():
        if starts not in known:
            known[starts] = tuple(s for s in starts if not any(Span(s, s + minutes).overlaps(span) for span in shut))
    return {room: known[starts] for room, starts in starts_in.items()}
