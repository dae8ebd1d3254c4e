"""What is left to one session by what is said of it alone: worked out once, for it is asked in trial after trial."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from scheduler.conference.clock import Minute
from scheduler.conference.conference import Conference, Room, Session
from scheduler.model import Model
from scheduler.model.decision import Decision, Place
from scheduler.rules.protocols import in_rooms, room_equivalence_key
from scheduler.rules.rule import Case


@dataclass(frozen=True)
class Choice:
    """What is left to one session. `must_be_held`: it must be held."""

    starts: frozenset[Minute]
    places: frozenset[Place]
    must_be_held: bool


def unrestricted(
    model: Model, session: Session, open_starts: Sequence[Minute]
) -> tuple[tuple[Minute, ...], tuple[Place, ...]]:
    """When and where it could be if nobody said anything of that: also at these minutes, and in no room."""
    places = (*model.places, Place(())) if session.needs_room else (Place(()),)
    return tuple(sorted({*open_starts, *model.conference.starts(session)})), places


class Choices:
    """What cases leave, also on days that share most of their things: a thing is known by being the same object."""

    def __init__(self) -> None:
        self._known: dict[Hashable, tuple[object, Choice | None]] = {}  # with what keeps the things in being
        self._say_more: set[type[Case]] = set()
        self._scratch: Model | None = None

    def left(self, case: Case, conference: Conference, open_starts: tuple[Minute, ...]) -> Choice | None:
        """What the case leaves its session, when that is all that it says. None: it says more, or speaks of others."""
        if len(case.sessions) != 1 or type(case) in self._say_more:
            return None
        key = type(case), _mark(tuple(vars(case).values())), _mark(conference), id(open_starts)
        if key not in self._known:
            choice = self._worked_out(case, conference, open_starts)
            self._known[key] = ((case, conference, open_starts), choice)
            if choice is None:
                self._say_more.add(type(case))  # others of the kind are written in the model too, which is as right
        return self._known[key][1]

    def _worked_out(self, case: Case, conference: Conference, open_starts: Sequence[Minute]) -> Choice | None:
        if self._scratch is None or self._scratch.conference is not conference:
            self._scratch = Model(conference)
        model, (session,) = self._scratch, case.sessions
        decision = model.decisions[session] = Decision(model.logic, session, *unrestricted(model, session, open_starts))
        before = len(model.cp.proto.constraints)
        case.encode(model, model.true)
        if len(model.cp.proto.constraints) > before or decision.has_variables:
            return None
        return Choice(frozenset(decision.starts), frozenset(decision.places), decision.must_be_held)


def _mark(value: object) -> Hashable:
    """By what it is known again. A conference: by its parts, but for the sessions, of which the case has its own."""
    if isinstance(value, (int, str, bool, type(None))):
        return value
    if isinstance(value, (tuple, frozenset)):
        return tuple(map(_mark, value))
    if isinstance(value, Conference):
        return tuple(id(getattr(value, name)) for name in type(value).model_fields if name != "sessions")
    return id(value)


def rooms_alike(model: Model, cases: Iterable[Case]) -> list[list[Room]]:
    """The rooms in lots, of which those of one are told apart neither by what is left to sessions nor by these cases.

    Rooms that differ in what does not matter here (a few seats, an hour at which they are closed but nothing can take
    place) are one place with several doors, which makes a far smaller model.
    """
    stand: dict[Room, list[str]] = {}
    for session, decision in model.decisions.items():
        for place in decision.places:
            for room in place.rooms:
                stand.setdefault(room, []).append(session.name)
    said: dict[Room, list[Hashable]] = {}
    for case in cases:
        about = in_rooms(case)
        if about and (what := room_equivalence_key(case, model)) is not None:
            for room in about:
                said.setdefault(room, []).append(id(case) if what is case else what)
    lots: dict[Hashable, list[Room]] = {}
    for place in model.places:
        for room in place.rooms:
            key = room.building, tuple(stand.get(room, ())), frozenset(said.get(room, ()))
            lots.setdefault(key, []).append(room)
    return list(lots.values())
