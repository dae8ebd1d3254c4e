"""Two editions matched by name and compared: each session's change, and who is affected. Knows no solver.

Sessions, rooms and people are matched by name, for the day itself may have changed between the two editions. A session
that is gone while another of the same people, or of a title like it, stands in its very place is the same under a new
name. Where less speaks for it, that is for people to say: `perhaps_renamed`.

Whoever has something in their diary that has moved, lasts longer or shorter, or is gone, is *affected*, and so is
whoever is needed at a session that was not in their diary. Somebody who can now attend more than before, and need not
change anything for it, is not; they are told of it all the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from scheduler.conference.clock import Clock
from scheduler.conference.conference import Conference, Person, Session
from scheduler.conference.difference import MOVES, ChangeKind, Occurrence, OccurrenceChange, compare, diary_change
from scheduler.conference.programme import Edition, Placement, Programme
from scheduler.conference.renames import Trace, akin, perhaps_the_same, trace
from scheduler.questions.difference.diaries import diaries, diary


@dataclass(frozen=True)
class SessionChange:
    """What became of one session. `old` None: it is added; `new` None: it is dropped.

    `swapped`: the session that went to where this one stood, while this one went to where that one stood.
    `former_name`: what it was called, where an organiser has said that it has another name now; `old` has the new one.
    """

    old: Placement | None
    new: Placement | None
    kinds: tuple[ChangeKind, ...]
    swapped: str | None = None
    former_name: str | None = None

    @property
    def session(self) -> Session:
        """The session as the new edition knows it, where it does."""
        return next(placement.session for placement in (self.new, self.old) if placement)

    @property
    def moved(self) -> bool:
        """Whether the session is at another hour or in another room."""
        return not MOVES.isdisjoint(self.kinds)

    @property
    def upsets(self) -> bool:
        """Whether the change alters the diary of whoever goes there."""
        return bool(set(self.kinds) - {ChangeKind.RENAMED, ChangeKind.ADDED})


@dataclass(frozen=True)
class OwnChange:
    """What changes for one person.

    `touched`: what stood in their diary and has changed. `needed_at`: where they are needed now and had not planned to
    be. `gains`: what they can attend now besides and had not planned. `missed`: the names of the sessions that they had
    planned and can no longer go to.
    """

    person: Person
    touched: tuple[SessionChange, ...]
    needed_at: tuple[Placement, ...]
    gains: tuple[Placement, ...]
    missed: frozenset[str]

    @property
    def affected(self) -> bool:
        return bool(self.touched or self.needed_at)


@dataclass(frozen=True)
class Difference:
    """All that one edition changes of another.

    `changes` in order of time, the dropped by when they were; `people`, who are to be told, in the order of the file.

    A session that only has another title is among the changes, but in nobody's diary has anything moved for that.
    """

    old: Edition
    new: Edition
    changes: tuple[SessionChange, ...]

    @cached_property
    def conference(self) -> Conference:
        """The new one, whose clock names the day, or the year, also where the old one had another."""
        conferences = (self.old.conference, self.new.conference)
        clock, years = self.new.conference.clock, {day.date.year for each in conferences for day in each.days}
        moved = len({each.clock.first for each in conferences}) > 1
        named = replace(clock, several_days=clock.several_days or moved, years=len(years) > 1)
        return self.new.conference.model_copy(update={"clock": named})

    @property
    def moved(self) -> tuple[SessionChange, ...]:
        return tuple(change for change in self.changes if change.moved)

    @cached_property
    def unattended(self) -> tuple[SessionChange, ...]:
        """What is dropped and gone from the day file altogether, so that nobody is known to have it in their diary."""
        gone = [c for c in self.changes if c.old and not c.new and self.new.conference.session(c.session.name) is None]
        in_a_diary = {change.session.name for one in self.people for change in one.touched}
        return tuple(change for change in gone if change.session.name not in in_a_diary)

    @cached_property
    def perhaps_renamed(self) -> tuple[tuple[Session, Session], ...]:
        """Pairs of a session that is dropped and one that is added, which may be the same: see `perhaps_renamed`."""
        renamed = {change.session.name for change in self.changes if ChangeKind.RENAMED in change.kinds}
        pairs = perhaps_renamed(self.old, self.new.conference, self.new.programme)
        return tuple((gone, new) for gone, new in pairs if new.name not in renamed)

    @cached_property
    def affected(self) -> tuple[OwnChange, ...]:
        """Those whose own day changes."""
        return tuple(one for one in self.people if one.affected)

    def concerned(self, changes: Sequence[SessionChange]) -> list[OwnChange]:
        """Those in whose diary one of these changes stands, and those who are needed at what is new."""
        names = {change.session.name for change in changes}
        new = {change.session.name for change in changes if change.old is None}
        return [
            one
            for one in self.people
            if any(change.session.name in names for change in one.touched)
            or any(placement.session.name in new for placement in one.needed_at)
        ]

    @cached_property
    def people(self) -> tuple[OwnChange, ...]:
        """Those whose own day changes, and those who can now attend more."""
        return tuple(one for one in self.everyone if one.affected or one.gains)

    @cached_property
    def everyone(self) -> tuple[OwnChange, ...]:
        """What changes for each person of the new edition, in the order of the file, for some of them nothing."""
        upset = {_name(change.old): change for change in self.changes if change.old and change.upsets}
        before = diaries(self.old)
        people = self.new.conference.people
        return tuple(self._own(person, before.get(person.name, {}), upset) for person in people)

    def _own(self, person: Person, before: Mapping[str, Placement], upset: Mapping[str, SessionChange]) -> OwnChange:
        renamed = [change for change in self.changes if ChangeKind.RENAMED in change.kinds]
        names = {_name(change.old): _name(change.new) for change in renamed}  # what each is called now
        planned = dict.fromkeys(names.get(name, name) for name in before)
        after = diary(self.new, person, planned)
        needed = {session.name for session in self.new.conference.duties(person)}
        change = diary_change(planned, after)
        return OwnChange(
            person,
            tuple(dict.fromkeys(upset[name] for name in before if name in upset)),
            tuple(after[name] for name in change.gained if name in needed),
            tuple(after[name] for name in change.gained if name not in needed),
            frozenset(change.lost),
        )


def difference(old: Edition, new: Edition, *, guess_names: bool = True) -> Difference:
    """What the new edition changes of the old one. `guess_names`: whether to look for sessions under a new name."""
    before = {session.name: moved_to(old, new.conference, placement) for session, placement in old.programme.items()}
    after = {session.name: placement for session, placement in new.programme.items()}
    clock = new.conference.clock
    was = {name: _occurrence(clock, placement) for name, placement in before.items()}
    now = {name: _occurrence(clock, placement) for name, placement in after.items()}
    heirs = _heirs(old, new, was, now) if guess_names else {}
    changes = [_session_change(change, before, after, old.called) for change in compare(was, now, heirs)]
    return Difference(old, new, tuple(sorted((change for change in changes if change.kinds), key=_when)))


def _session_change(
    change: OccurrenceChange,
    before: Mapping[str, Placement],
    after: Mapping[str, Placement],
    called: Mapping[str, str],
) -> SessionChange:
    """The change with its placements. `called`: see `Edition`."""
    old, new = before.get(change.old or ""), after.get(change.new or "")
    then = called.get(_name(old)) if new else None
    kinds = tuple(dict.fromkeys([*change.kinds, ChangeKind.RENAMED])) if then else change.kinds
    return SessionChange(old, new, kinds, swapped=change.swapped, former_name=then)


def _occurrence(clock: Clock, placement: Placement) -> Occurrence:
    room = placement.room.name if placement.room else ""
    return Occurrence(placement.session.title, clock.naive(placement.start), clock.naive(placement.end), room)


def _heirs(
    old: Edition, new: Edition, before: Mapping[str, Occurrence], after: Mapping[str, Occurrence]
) -> dict[str, str]:
    """The new names of sessions that the new day does not know: of the one akin, and new, in their very place."""
    sessions = [{session.name: session for session in edition.programme} for edition in (old, new)]
    gone = {name: occurrence for name, occurrence in before.items() if new.conference.session(name) is None}
    come = {name: occurrence for name, occurrence in after.items() if old.conference.session(name) is None}
    found = {}
    for name, occurrence in gone.items():
        alike = [heir for heir, other in come.items() if other.takes_the_place_of(occurrence)]
        if len(alike) == 1 and sum(come[alike[0]].takes_the_place_of(other) for other in gone.values()) == 1:
            traces = trace(old.conference, sessions[0][name]), trace(new.conference, sessions[1][alike[0]])
            if akin(*traces):
                found[name] = alike[0]
    return found


def perhaps_renamed(old: Edition, now: Conference, programme: Programme | None = None) -> list[tuple[Session, Session]]:
    """Sessions that the day has no more, each with one that it did not have and that may be the same.

    `programme`: the new one, where there is one; what the old one has not placed is nobody's loss.
    """
    before = [moved_to(old, now, placement) for placement in old.programme.placements]
    gone = {p.session.name: p for p in before if now.session(p.session.name) is None}
    come = {session.name: session for session in now.held if old.conference.session(session.name) is None}
    placed = programme or Programme()
    traces = [_trace(old.conference, placement.session, placement) for placement in gone.values()]
    others = [_trace(now, session, placed.get(session)) for session in come.values()]
    return [(gone[one.name].session, come[other.name]) for one, other in perhaps_the_same(traces, others)]


def moved_to(edition: Edition, conference: Conference, placement: Placement) -> Placement:
    """The placement in the minutes of another version of the day, whose first day may be another."""
    then, now = edition.conference.clock, conference.clock
    shift = now.minute(then.first)
    return Placement(placement.session, placement.start + shift, placement.room) if shift else placement


def _trace(conference: Conference, session: Session, placement: Placement | None) -> Trace:
    return trace(conference, session, placement and _start_and_room(placement))


def _name(placement: Placement | None) -> str:
    return placement.session.name if placement else ""


def _start_and_room(placement: Placement) -> tuple[int, str]:
    return placement.start, placement.room.name if placement.room else ""


def _when(change: SessionChange) -> tuple[int, str]:
    placement = change.old or change.new
    return (placement.start if placement else 0), change.session.name
