"""Small impossible days for the tests of `netday explain`, and brute force over what they demand and what could change.

Two sorts: days that are impossible in whatever way the draw made them so, mostly in several ways at once; and days that
are possible but for the statements of one rule, so that this rule takes part in a cause.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import Any

from hypothesis import assume, reject
from hypothesis import strategies as st

from scheduler.conference.conference import Conference, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.questions.explain.change import Change
from scheduler.questions.explain.changes.people import of_people
from scheduler.questions.explain.changes.rooms import of_rooms
from scheduler.questions.explain.changes.rules import of_rules
from scheduler.questions.explain.changes.time import of_time
from scheduler.questions.explain.requirements import requirements
from scheduler.rules.attendees_apart import AttendeesApart
from scheduler.rules.book import RULES, standard_book
from scheduler.rules.every_session_held import EverySessionHeld
from scheduler.rules.presenters_apart import PresentersApart
from scheduler.rules.problem import Problem
from scheduler.rules.room_suits_session import RoomSuitsSession
from scheduler.rules.rule import Case, Rule
from scheduler.rules.same_room import SameRoom
from scheduler.rules.session_in_its_window import SessionInItsWindow
from scheduler.rules.similar_tracks_apart import SimilarTracksApart
from scheduler.rules.talks_in_order import TalksInOrder
from scheduler.rules.track_chairs_apart import TrackChairsApart
from scheduler.rules.track_in_consecutive_rounds import TrackInConsecutiveRounds
from scheduler.rules.track_keeps_its_room import TrackKeepsItsRoom
from scheduler.rules.track_not_parallel import TrackNotParallel
from tests.support.conferences import choices, conferences, how_many
from tests.support.statements import OF_TALKS, statements

SOME_TIMES = (0, 550, 615, 1000)  # few, so that all programmes can be listed
TRIES = 5  # statements, until one makes the day impossible
MOST_TRIED = 3_000  # programmes of a changed day that brute force lists
OF_ONE_TRACK = (TrackKeepsItsRoom, TrackNotParallel, TrackInConsecutiveRounds, TalksInOrder)
OF_TWO_TRACKS = (SimilarTracksApart, TrackChairsApart)
OF_TWO_TALKS = (PresentersApart, AttendeesApart)
MOSTLY = st.sampled_from([False, True, True, True, True])

Drawn = tuple[Conference, list[Rule]]


@st.composite
def impossible_days(draw: st.DrawFn) -> Drawn:
    """A small day that the standard book and some hard statements make impossible; one in four has tracks."""
    conference = draw(_days(talks=draw(st.sampled_from([False, False, False, True]))))
    book = [rule for rule in standard_book(conference) if rule.weight is None]
    kinds = draw(st.lists(st.sampled_from(RULES), max_size=3, unique=True))
    book += [_hard(draw(statements(kind, conference))) for kind in kinds]
    assume(not possible(Problem(conference, tuple(book))))
    return conference, book


@st.composite
def days_made_impossible_by(draw: st.DrawFn, kind: type[Rule]) -> Drawn:
    """A small day with few rules that would be possible without the statements of this kind."""
    conference = draw(_days(talks=kind.name in OF_TALKS, rounds=3 if kind is TrackInConsecutiveRounds else 0))
    if kind is SameRoom:
        conference = _each_in_one_room(draw, conference)
    if kind.name in OF_TALKS:
        conference = _tight(draw, conference, kind)
    others = [EverySessionHeld(), *(_hard(draw(statements(k, conference))) for k in draw(_few_of(RULES, kind)))]
    if kind is SameRoom:
        others.append(RoomSuitsSession())
    if kind.name in OF_TALKS:
        others += [SessionInItsWindow(), RoomSuitsSession()]
    without = others[1:] if kind is EverySessionHeld else others
    assume(possible(Problem(conference, tuple(without))))
    for _ in range(TRIES):
        stated = [_hard(draw(statements(kind, conference))) for _ in range(draw(st.integers(1, 2)))]
        if not possible(Problem(conference, (*others, *stated))):
            return conference, [*others, *stated]
    return reject()


def _days(*, talks: bool, rounds: int = 0) -> st.SearchStrategy[Conference]:
    return conferences(most=120, talks=talks).filter(
        lambda c: bool(c.talks if talks else c.held and c.groups) and len(c.rounds) >= rounds
    )


def _tight(draw: st.DrawFn, conference: Conference, kind: type[Rule]) -> Conference:
    """Talks without much choice: hardly any other day is impossible because of how its talks stand together.

    They are of one track, or each of another than the one before; then the tracks are similar and have one chair.
    Or they have the same speaker, where it is about those.
    """
    tracks = conference.tracks
    if kind in OF_TWO_TRACKS:
        similar = [((other.name, 2),) for other in reversed(tracks)]
        chairs = conference.people[:1]
        tracks = tuple(
            track.model_copy(update={"similar": counts, "chairs": chairs})
            for track, counts in zip(tracks, similar, strict=True)
        )
    rooms = [room for room in conference.rooms if not room.online] or list(conference.rooms)
    rounds = conference.rounds
    ends = (rounds[0], rounds[-1]) if kind is TrackInConsecutiveRounds else (rounds[0], rounds[0])
    sessions = []
    for number, talk in enumerate(conference.sessions):
        if talk.track is None:
            sessions.append(talk)
            continue
        own = tracks[number % 2] if kind in OF_TWO_TRACKS else tracks[0] if kind in OF_ONE_TRACK else talk.track
        facts: dict[str, Any] = {"track": own}
        if kind in OF_TWO_TALKS:
            facts |= dict.fromkeys(("speakers", "required"), conference.people[:1])
        within = [s for s in conference.talk_starts(talk.slots or 1) if s in ends[number % 2].slot_starts]
        if draw(MOSTLY) and within:
            facts["starts"] = (draw(st.sampled_from(within)),)
        if draw(MOSTLY):
            facts["rooms"] = (draw(st.sampled_from(rooms)),)
        sessions.append(talk.model_copy(update=facts))
    return _with(conference, sessions=tuple(sessions), tracks=tracks)


def _with(conference: Conference, **facts: Any) -> Conference:
    return Conference(**{name: getattr(conference, name) for name in Conference.model_fields} | facts)


def _each_in_one_room(draw: st.DrawFn, conference: Conference) -> Conference:
    """No session has a choice of rooms, without which hardly any day is impossible because of them."""
    sessions = []
    for session in conference.sessions:
        rooms = [room for room in conference.places(session) if room and not room.pool] if session.held else []
        chosen = (draw(st.sampled_from(rooms)),) if rooms else session.rooms
        sessions.append(session.model_copy(update={"rooms": chosen}))
    return _with(conference, sessions=tuple(sessions))


def _few_of(kinds: Iterable[type[Rule]], but: type[Rule]) -> st.SearchStrategy[list[type[Rule]]]:
    others = [kind for kind in kinds if kind is not but and kind is not EverySessionHeld]
    return st.lists(st.sampled_from(others), max_size=2, unique=True)


def _hard(rule: Rule) -> Rule:
    return rule.model_copy(update={"weight": None})


# -- brute force ------------------------------------------------------------------------------------------------------


def some_times(conference: Conference) -> tuple[int, ...]:
    """When a session can begin of which nothing is said: when any of them can, and at some hours at which none can."""
    return tuple(sorted({*SOME_TIMES}.union(*map(conference.starts, conference.held))))


def unrestricted_choices(conference: Conference, session: Session) -> list[Placement | None]:
    """Dropped (None), or anywhere at all: at each of its hours and some others, in any room and in none."""
    starts = some_times(conference)
    rooms = [*conference.places(session), None] if session.needs_room else [None]
    return [None, *(Placement(session, start, room) for start in starts for room in rooms)]


def hold_together(conference: Conference, cases: Iterable[Case]) -> bool:
    """Whether some programme keeps all of them, wherever its sessions stand; by brute force."""
    return _some_keeps(list(cases), {session: unrestricted_choices(conference, session) for session in conference.held})


def possible(problem: Problem) -> bool:
    """Whether some programme keeps all hard rules of the problem, by brute force."""
    cases = [case for rule in problem.rules if rule.weight is None for case in rule.cases(problem.conference)]
    return _some_keeps(cases, {session: choices(problem.conference, session) for session in problem.conference.held})


def _some_keeps(cases: Sequence[Case], open_to: Mapping[Session, Sequence[Placement | None]]) -> bool:
    """What one session cannot have by itself is left out before all are put together."""
    alone = {session: [case for case in cases if case.sessions == (session,)] for session in open_to}
    together = [case for case in cases if len(case.sessions) != 1]
    left = []
    for session, places in open_to.items():
        must = any(case.breaches(Programme()) for case in alone[session])
        fit = [p for p in places if not (must if p is None else any(_alone_broken(c, p) for c in alone[session]))]
        left.append(fit)
    for placements in product(*left):
        programme = Programme(tuple(placement for placement in placements if placement is not None))
        if not any(case.breaches(programme) for case in together) and not any(
            case.breaches(programme) for cases in alone.values() for case in cases
        ):
            return True
    return False


def _alone_broken(case: Case, placement: Placement) -> bool:
    return any(set(b.sessions) == {placement.session} for b in case.breaches(Programme((placement,))))


def every_change(problem: Problem) -> list[Change]:
    """All that the catalogue knows, about every session, person, room and rule of the day."""
    conference = problem.conference
    return [
        *of_time(problem, conference.held),
        *of_people(problem, conference.held, conference.people),
        *of_rooms(problem, conference.held),
        *of_rules(problem, requirements(problem)),
    ]


def with_changes(problem: Problem, changes: Iterable[Change]) -> Problem:
    for change in changes:
        problem = change.apply(problem)
    return problem


def helps(problem: Problem, changes: Iterable[Change]) -> bool | None:
    """Whether the day is possible with these; None when there are too many programmes to list."""
    after = with_changes(problem, changes)
    return possible(after) if how_many(after.conference) <= MOST_TRIED else None
