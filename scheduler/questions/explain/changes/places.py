"""Changes to what a session needs of a place: to be online, to stand in no room, or to find a room equipped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from scheduler.conference.conference import Conference, Room, Session
from scheduler.questions.explain.change import Change
from scheduler.questions.explain.edits import now, with_thing
from scheduler.rules.problem import Problem
from scheduler.text.sentence import Sentence
from scheduler.text.wording import listing

OWN_LINK, NO_ROOM, EQUIPPED, EACH_FURTHER, ONLINE = 10, 15, 20, 5, 75


def otherwise_placed(session: Session) -> Iterator[Change]:
    """The session without a room: online by a link of its own, a break or drinks anywhere, another meeting online."""
    if session.slots:
        return  # the talk of a track stands in a room
    if session.online:
        sentence, asks = (
            Sentence("Let {session} have a link of its own, and no online room.", session=session),
            OWN_LINK,
        )
    elif not session.kind.is_meeting:
        sentence, asks = Sentence("Let {session} do without a room.", session=session), NO_ROOM
    elif session.kind.for_everyone:
        return
    else:
        sentence, asks = Sentence("Hold {session} online.", session=session), ONLINE
    apply = partial(_with_no_room, session, session.online or session.kind.is_meeting)
    yield Change(sentence, asks, ("no room", session.name), apply, session.name, "session")


def _with_no_room(session: Session, online: bool, problem: Problem) -> Problem:
    return with_thing(problem, session, needs_room=False, rooms=None, online=online)


def equipped(conference: Conference, sessions: Sequence[Session]) -> Iterator[Change]:
    """Rooms with what one of the sessions needs there; several doors alike are equipped together."""
    pools: dict[str, list[Room]] = {}
    for room in conference.rooms:
        pools.setdefault(room.pool or room.name, []).append(room)
    features = [room.features for room in conference.rooms]
    nowhere = [s for s in conference.held if s.needs_room and not any(s.features <= some for some in features)]
    for name, doors in pools.items():
        open_to, others = ([s for s in some if s.needs_room and _may_be_in(s, doors)] for some in (sessions, nowhere))
        wanted = dict.fromkeys(s.features - doors[0].features for s in open_to)
        together = frozenset[str]().union(*wanted, *(s.features - doors[0].features for s in others))
        for lacking in (*wanted, together) if any(wanted) and together not in wanted else wanted:
            if lacking:
                others = [s for s in conference.held if s.features & lacking]
                only_session = others[0].name if len(others) == 1 else ""
                sentence = Sentence("Let {room} have {features} too.", room=name, features=listing(sorted(lacking)))
                asks = EQUIPPED + EACH_FURTHER * (len(lacking) - 1)
                apply = partial(_with_features, doors, lacking)
                yield Change(sentence, asks, ("features", name, lacking), apply, only_session, "room")


def _may_be_in(session: Session, doors: Sequence[Room]) -> bool:
    return session.online == doors[0].online and (session.rooms is None or not set(doors).isdisjoint(session.rooms))


def _with_features(doors: Sequence[Room], lacking: frozenset[str], problem: Problem) -> Problem:
    for room in doors:
        problem = with_thing(problem, room, features=now(problem, room).features | lacking)
    return problem
