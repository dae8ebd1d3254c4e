"""Which sessions a statement takes together: those named, or those of each group, pillar, kind, tag or person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Literal as OneOf

from scheduler.conference.clock import Minute
from scheduler.conference.conference import Conference, Room, Session
from scheduler.conference.kinds import kind_told
from scheduler.conference.programme import Placement
from scheduler.text.sentence import Phrase, Plural, Sentence
from scheduler.text.wording import count, listing

if TYPE_CHECKING:
    from scheduler.model import Literal, Model
    from scheduler.rules.rule import Rule

Each = OneOf["group", "pillar", "kind", "tag", "person"]
EACH = (
    "group, pillar, kind, tag or person: the meetings of one group, of the groups of one pillar, the sessions of one "
    "kind or with one tag, or those where one person is needed; for each of them, but those with exactly the same "
    "sessions once, unless they are people. Sessions that are named are one set more"
)


@dataclass(frozen=True)
class SessionSet:
    """Sessions that are taken together. `whose`: the group, pillar, kind, tag or person; empty: the file names them.

    `is_person`: it is a person, who is named with the sessions; of a group they tell by themselves.
    """

    sessions: tuple[Session, ...]
    whose: str = ""
    is_person: bool = False

    @property
    def words(self) -> Phrase:
        """`Europa and Wonen`; `Europa and Wonen (Anna)` of a person; `14 sessions (talk)` where there are many."""
        few = len(self.sessions) <= 5
        named = listing(self.sessions) if few or not self.whose else count(len(self.sessions), "session")
        if self.is_person or (self.whose and not few):
            return Sentence("{sessions} ({whose})", sessions=named, whose=self.whose)
        return named


def each_told(each: Each) -> Sentence:
    """`each group`, `each pillar`, `each kind`, `each tag`, `each person`."""
    return _EACH[each]


def one_told(each: Each) -> Sentence:
    """`one group`, `one pillar`, `one kind`, `one tag`, `one person`."""
    return _ONE[each]


def which_told(sessions: Iterable[Session], each: Each | None) -> Phrase:
    """`the sessions of each group`, or the sessions that a statement names."""
    return Sentence("the sessions of {each}", each=each_told(each)) if each else listing(sessions)


_EACH: Mapping[Each, Sentence] = {
    "group": Sentence("each group"),
    "pillar": Sentence("each pillar"),
    "kind": Sentence("each kind"),
    "tag": Sentence("each tag"),
    "person": Sentence("each person"),
}
_ONE: Mapping[Each, Sentence] = {
    "group": Sentence("one group"),
    "pillar": Sentence("one pillar"),
    "kind": Sentence("one kind"),
    "tag": Sentence("one tag"),
    "person": Sentence("one person"),
}


def session_sets(
    rule: Rule,
    about: Iterable[Session],
    conference: Conference,
    named: Iterable[Session],
    each: Each | None,
    *,
    least: int = 2,
) -> list[SessionSet]:
    """The sets of at least so many sessions that a statement is about; those with the same sessions are one.

    Not so of people: what two of them have to do counts for each, though it be the same. `about`: those that can be in
    a set at all, before `only` and `except`.
    """
    about = rule.of(about)
    wanted = frozenset(named)
    sets = [SessionSet(tuple(session for session in about if session in wanted))]
    for whose, sessions in _each(rule, conference, about, each) if each else ():
        sets.append(SessionSet(tuple(sessions), whose, is_person=each == "person"))
    distinct = {(one.sessions, one.whose if one.is_person else ""): one for one in reversed(sets)}
    return [one for one in reversed(distinct.values()) if len(one.sessions) >= least]


def _each(
    rule: Rule, conference: Conference, about: list[Session], each: Each
) -> Iterator[tuple[str, Iterable[Session]]]:
    if each == "group":
        for group in conference.groups:
            yield group.name, (session for session in about if group in session.groups)
    elif each == "pillar":
        for pillar in dict.fromkeys(pillar for group in conference.groups for pillar in group.pillars):
            yield pillar, (s for s in about if any(pillar in group.pillars for group in s.groups))
    elif each == "kind":
        for kind in dict.fromkeys(session.kind for session in about):
            yield kind_told(kind), (session for session in about if session.kind is kind)
    elif each == "tag":
        for tag in dict.fromkeys(tag for session in about for tag in session.tags):
            yield tag, (session for session in about if tag in session.tags)
    else:
        for person in rule.of_people(conference.people):
            duties = frozenset(conference.duties(person))
            yield person.name, (session for session in about if session in duties)


Over = OneOf["day", "round", "room"]
Unit = Room | Minute
"""A day (its midnight), a round (its beginning; without one the minute at which a session begins), or a room."""


def unit_of(conference: Conference, over: Over, placement: Placement) -> Unit | None:
    """The day, round or room in which it counts; None: in no room, or online."""
    if over == "room":
        return placement.room if placement.room and not placement.room.online else None
    return hour_unit(conference, over, placement.start)


def hour_unit(conference: Conference, over: Over, start: Minute) -> Minute:
    """The day or round in which it counts that a session begins at this minute.

    A round is the last of the day to which the minute belongs that has begun and not ended; where there is none, the
    hour stands for itself.
    """
    day = conference.day_of(start)
    if over == "day":
        return conference.clock.minute(day.date)
    return max((r.span.start for r in day.rounds if r.span.start <= start < r.span.end), default=start)


def may_begin(conference: Conference, session: Session, start: Minute) -> bool:
    """Whether the days and rounds that the session names let it begin then."""
    if session.days is None and not session.rounds:
        return True
    day = conference.day_of(start)
    if session.days is not None and day.date not in session.days:
        return False
    if not session.rounds:
        return True
    return any(r.name in session.rounds and r.span.start <= start < r.span.end for r in day.rounds)


def own_starts(conference: Conference, session: Session) -> tuple[Minute, ...]:
    """The starts that the session's own days, rounds and windows leave it."""
    windows = session.windows
    return tuple(
        start
        for start in conference.starts(session)
        if may_begin(conference, session, start)
        and (windows is None or any(window.holds(session.span(start)) for window in windows))
    )


def unit_words(conference: Conference, over: Over, unit: Unit) -> Room | Phrase:
    """`Zaal 1`; `Fri 10 February`; `10.00` for the round or the hour that begins then."""
    if isinstance(unit, Room):
        return unit
    return conference.clock.day(unit) if over == "day" else conference.clock.text(unit)


def units_counted(over: Over, number: int) -> Plural:
    """`2 days`, `1 round`, `3 rooms`."""
    if over == "day":
        return count(number, "day")
    return count(number, "round") if over == "round" else count(number, "room")


def in_units(model: Model, conference: Conference, over: Over, session: Session) -> dict[Unit, Literal]:
    """For each day, round or room in which the session can be: it is held, and is there."""
    decision = model[session]
    if over == "room":
        rooms = [room for room in conference.rooms if room in decision.rooms and not room.online]
        return {room: decision.held_in(room) for room in rooms}
    minutes: dict[Unit, set[Minute]] = {}
    for start in decision.starts:
        minutes.setdefault(hour_unit(conference, over, start), set()).add(start)
    return {unit: decision.starts_in(starts) for unit, starts in minutes.items()}
