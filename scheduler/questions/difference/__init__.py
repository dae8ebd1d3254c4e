"""What one edition of a programme changes of another: session by session, and person by person. Knows no solver.

Sessions, rooms and people are matched by name, for the day itself may have changed between the two editions. A session
that is gone while another of the same people, or of a title like it, stands in its very place is the same under a new
name. Where less speaks for it, that is for people to say: `perhaps_renamed`.

Whoever has something in their diary that has moved, lasts longer or shorter, or is gone, is *affected*, and so is
whoever is needed at a session that was not in their diary. Somebody who can now attend more than before, and need not
change anything for it, is not; they are told of it all the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from scheduler.conference.attendance import attended, worth
from scheduler.conference.conference import Conference, Person, Session
from scheduler.conference.programme import Edition, Placement, Programme
from scheduler.conference.renames import Trace, akin, perhaps_the_same, trace

__all__ = [
    "Change",
    "Difference",
    "Edition",
    "OwnChange",
    "Sort",
    "diaries",
    "difference",
    "moved_to",
    "perhaps_renamed",
]


class Sort(StrEnum):
    """What became of a session; the values are the words of the JSON. Several can be true of one."""

    HOUR = "other hour"
    ROOM = "other room"
    LONGER = "longer"
    SHORTER = "shorter"
    RENAMED = "renamed"
    DROPPED = "dropped"
    ADDED = "added"


@dataclass(frozen=True)
class SessionChange:
    """What became of one session. `old` None: it is added; `new` None: it is dropped.

    `swapped`: the session that went to where this one stood, while this one went to where that one stood.
    `called`: what it was called, where an organiser has said that it has another name now; `old` has the new one.
    """

    old: Placement | None
    new: Placement | None
    sorts: tuple[Sort, ...]
    swapped: str | None = None
    called: str | None = None

    @property
    def session(self) -> Session:
        """As the new edition knows it, where it does."""
        return next(placement.session for placement in (self.new, self.old) if placement)

    @property
    def moved(self) -> bool:
        """Whether it stands at another hour or in another room."""
        return Sort.HOUR in self.sorts or Sort.ROOM in self.sorts

    @property
    def upsets(self) -> bool:
        """Whether it changes the diary of whoever goes there."""
        return bool(set(self.sorts) - {Sort.RENAMED, Sort.ADDED})


@dataclass(frozen=True)
class OwnChange:
    """What changes for one person.

    `touched`: what stood in their diary and has changed. `called`: where they are needed now and had not planned to be.
    `gains`: what they can attend now besides and had not planned. `missed`: the names of the sessions that they had
    planned and can no longer go to.
    """

    person: Person
    touched: tuple[SessionChange, ...]
    called: tuple[Placement, ...]
    gains: tuple[Placement, ...]
    missed: frozenset[str]

    @property
    def affected(self) -> bool:
        return bool(self.touched or self.called)


@dataclass(frozen=True)
class Difference:
    """`changes` in order of time, the dropped by when they were; `people` in the order of the file, who is to be told.

    A session that only has another title is among the changes, but in nobody's diary has anything moved for that.
    """

    old: Edition
    new: Edition
    changes: tuple[SessionChange, ...]

    @property
    def moved(self) -> tuple[SessionChange, ...]:
        return tuple(change for change in self.changes if change.moved)

    @cached_property
    def unattended(self) -> tuple[SessionChange, ...]:
        """What is dropped and gone from the day file altogether, so that nobody is known to have it in their diary."""
        gone = [c for c in self.changes if c.old and not c.new and self.new.conference.session(c.session.name) is None]
        known = {change.session.name for one in self.people for change in one.touched}
        return tuple(change for change in gone if change.session.name not in known)

    @cached_property
    def perhaps_renamed(self) -> tuple[tuple[Session, Session], ...]:
        """Of a session that is dropped and one that is added, which may be the same: see `perhaps_renamed`."""
        renamed = {change.session.name for change in self.changes if Sort.RENAMED in change.sorts}
        pairs = perhaps_renamed(self.old, self.new.conference, self.new.programme)
        return tuple((gone, new) for gone, new in pairs if new.name not in renamed)

    @cached_property
    def affected(self) -> tuple[OwnChange, ...]:
        """Those whose own day changes."""
        return tuple(one for one in self.people if one.affected)

    @cached_property
    def people(self) -> tuple[OwnChange, ...]:
        """Those whose own day changes, and those who can now attend more."""
        upset = {_name(change.old): change for change in self.changes if change.old and change.upsets}
        before = diaries(self.old)
        found = []
        for person in self.new.conference.people:
            one = self._own(person, before.get(person.name, {}), upset)
            if one.affected or one.gains:
                found.append(one)
        return tuple(found)

    def _own(self, person: Person, before: Mapping[str, Placement], upset: Mapping[str, SessionChange]) -> OwnChange:
        names = {_name(c.old): _name(c.new) for c in self.changes if Sort.RENAMED in c.sorts}  # what it is called now
        planned = {names.get(name, name) for name in before}
        after = _diary(self.new, person, planned)
        needed = {session.name for session in self.new.conference.duties(person)}
        entered = after.keys() - planned
        return OwnChange(
            person,
            tuple(dict.fromkeys(upset[name] for name in before if name in upset)),
            tuple(after[name] for name in after if name in entered & needed),
            tuple(after[name] for name in after if name in entered - needed),
            frozenset(planned - after.keys()),
        )


def difference(old: Edition, new: Edition, *, guess_names: bool = True) -> Difference:
    """What the new edition changes of the old one. `guess_names`: whether to look for sessions under a new name."""
    before = {session.name: moved_to(old, new.conference, placement) for session, placement in old.programme.items()}
    after = {session.name: placement for session, placement in new.programme.items()}
    heirs = _heirs(old, new, before, after) if guess_names else {}
    pairs = [(placement, after.get(heirs.get(name, name))) for name, placement in before.items()]
    inherited = before.keys() | heirs.values()
    both = [*pairs, *((None, placement) for name, placement in after.items() if name not in inherited)]
    changes = [change for one, other in both if (change := _change(one, other, old.called)).sorts]
    changes = [_with_swap(change, changes) for change in changes]
    return Difference(old, new, tuple(sorted(changes, key=_when)))


def _heirs(
    old: Edition, new: Edition, before: Mapping[str, Placement], after: Mapping[str, Placement]
) -> dict[str, str]:
    """Of sessions that the new day does not know: the one that is akin, unknown to the old day, in its very place."""
    gone = {name: placement for name, placement in before.items() if new.conference.session(name) is None}
    come = {name: placement for name, placement in after.items() if old.conference.session(name) is None}
    found = {}
    for name, placement in gone.items():
        alike = [heir for heir, other in come.items() if not _sorts(placement, other, names=False)]
        if len(alike) == 1 and sum(not _sorts(other, come[alike[0]], names=False) for other in gone.values()) == 1:
            heir = come[alike[0]]
            if akin(trace(old.conference, placement.session), trace(new.conference, heir.session)):
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


def diaries(edition: Edition) -> dict[str, dict[str, Placement]]:
    """By person's name and session's name: where they must be, what they attend, and what is for everyone.

    What is open to everyone is in nobody's diary: people may drop in, but nobody reckons with them.
    """
    return {person.name: _diary(edition, person) for person in edition.conference.people}


def moved_to(edition: Edition, conference: Conference, placement: Placement) -> Placement:
    """The placement in the minutes of another version of the day, whose first day may be another."""
    then, now = edition.conference.clock, conference.clock
    shift = now.minute(then.first)
    return Placement(placement.session, placement.start + shift, placement.room) if shift else placement


def _diary(edition: Edition, person: Person, planned: Collection[str] = ()) -> dict[str, Placement]:
    """By session's name, in order of time. What was planned is kept as far as it can be, whatever is worth more now."""
    conference, programme = edition.conference, edition.programme
    weights = worth(conference, person)
    more = 1 + sum(weights.values())
    weights = {session: weight + more * (session.name in planned) for session, weight in weights.items()}
    found = [*programme.of(conference.duties(person)), *attended(conference, person, weights, programme)]
    found += [
        placement
        for placement in programme.for_others_too
        if placement.session.kind.is_common
        and placement.session not in weights
        and placement not in found
        and person.can_be_there(placement.span)
    ]
    return {placement.session.name: placement for placement in sorted(found, key=lambda p: (p.start, p.session.name))}


def _trace(conference: Conference, session: Session, placement: Placement | None) -> Trace:
    return trace(conference, session, placement and _stand(placement))


def _name(placement: Placement | None) -> str:
    return placement.session.name if placement else ""


def _room(placement: Placement) -> str:
    return placement.room.name if placement.room else ""


def _sorts(old: Placement | None, new: Placement | None, *, names: bool = True) -> tuple[Sort, ...]:
    if old is None or new is None:
        return (Sort.ADDED if old is None else Sort.DROPPED,)
    named = [(s.name, s.title) for s in (old.session, new.session)]
    found = {
        Sort.HOUR: old.start != new.start,
        Sort.ROOM: _room(old) != _room(new),
        Sort.LONGER: old.session.minutes < new.session.minutes,
        Sort.SHORTER: old.session.minutes > new.session.minutes,
        Sort.RENAMED: names and named[0] != named[1],
    }
    return tuple(sort for sort, true in found.items() if true)


def _change(old: Placement | None, new: Placement | None, called: Mapping[str, str]) -> SessionChange:
    """`called`: see `Edition`."""
    sorts = _sorts(old, new)
    then = called.get(_name(old)) if new else None
    return SessionChange(old, new, tuple(dict.fromkeys([*sorts, Sort.RENAMED])) if then else sorts, called=then)


def _with_swap(change: SessionChange, changes: Iterable[SessionChange]) -> SessionChange:
    """The change, with the session that it has changed places with."""
    for other in changes:
        if change.moved and other.moved and change is not other:
            pairs = [(change.old, other.new), (change.new, other.old)]
            if all(one and two and _stand(one) == _stand(two) for one, two in pairs):
                return replace(change, swapped=other.session.name)
    return change


def _stand(placement: Placement) -> tuple[int, str]:
    return placement.start, _room(placement)


def _when(change: SessionChange) -> tuple[int, str]:
    placement = change.old or change.new
    return (placement.start if placement else 0), change.session.name
