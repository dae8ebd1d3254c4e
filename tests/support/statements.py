"""Statements of every rule about a given conference, as an organiser might write them.

Parameters are drawn from the rule's own fields, so that a new rule is tested without a line here; a rule whose
statements need more than that (at least two sessions, say) has its strategy in `SPECIAL`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import strategies as st

from scheduler.conference.clock import Minute, Span
from scheduler.conference.conference import Conference, Kind
from scheduler.rules.adjacent import Adjacent
from scheduler.rules.as_few_as_can_be import AsFewAsCanBe
from scheduler.rules.at_most_a_day import AtMostADay
from scheduler.rules.at_most_in_parallel import AtMostInParallel
from scheduler.rules.attendees_apart import AttendeesApart
from scheduler.rules.different_days import DifferentDays
from scheduler.rules.evenly_spread import EvenlySpread
from scheduler.rules.fair_share import FairShare
from scheduler.rules.groups_apart import GroupsApart
from scheduler.rules.held_beside import HeldBeside
from scheduler.rules.in_order import InOrder
from scheduler.rules.in_parallel import InParallel
from scheduler.rules.number_held import NumberHeld
from scheduler.rules.pinned import Pinned
from scheduler.rules.plenary_stands_alone import PlenaryStandsAlone
from scheduler.rules.preferred import Preferred
from scheduler.rules.present_when_needed import PresentWhenNeeded
from scheduler.rules.presenters_apart import PresentersApart
from scheduler.rules.quorum import Quorum
from scheduler.rules.room_not_too_large import RoomNotTooLarge
from scheduler.rules.room_seats_everyone import RoomSeatsEveryone
from scheduler.rules.rule import Rule, Scope
from scheduler.rules.same_day import SameDay
from scheduler.rules.same_room import SameRoom
from scheduler.rules.suitable_hours import SuitableHours
from scheduler.rules.time_to_breathe import TimeToBreathe
from scheduler.rules.time_to_spare import TimeToSpare
from tests.support.conferences import MOST_PROGRAMMES, conferences
from tests.support.tape import Tape, taped

Statement = Callable[[Tape, Conference], Rule]

WEIGHTS = (None, 1, 2)
EACH = ("group", "group", "pillar", "kind", "tag", "person")
weights = st.sampled_from(WEIGHTS)


def _scope(tape: Tape, conference: Conference) -> Scope:
    """What a statement is limited to or leaves out: mostly nothing, now and then one thing of a sort."""
    if tape.below(6) < 5:
        return Scope()
    named = [
        (sort, thing)
        for sort, things in (
            ("sessions", conference.sessions),
            ("groups", conference.groups),
            ("people", conference.people),
            ("kinds", (Kind.MEETING, Kind.PLENARY)),
            ("tags", tuple(dict.fromkeys(tag for session in conference.sessions for tag in session.tags))),
        )
        for thing in things
    ]
    sort, thing = tape.among(*named)
    return Scope.model_validate({sort: (thing,)})


def _stated(tape: Tape, conference: Conference, kind: Callable[..., Rule], **parameters: Any) -> Rule:
    """A statement with these parameters, hard or weighted, sometimes limited."""
    only, excluding = (_scope(tape, conference) for _ in range(2))
    return kind(weight=tape.among(*WEIGHTS), only=only, excluding=excluding, **parameters)


def _with(kind: type[Rule], parameters: Callable[[Tape, Conference], dict[str, Any]] = lambda _, __: {}) -> Statement:
    return lambda tape, conference: _stated(tape, conference, kind, **parameters(tape, conference))


def _quorum(tape: Tape, conference: Conference) -> Rule:
    people, cities = tape.among((1, None), (2, None), (3, None), (None, 1), (None, 2), (2, 1), (1, 2))
    named = conference.groups and tape.below(3) < 2
    whose = {"group": tape.among(*conference.groups)} if named else {"each": "group"}
    return _stated(tape, conference, Quorum, people=people, cities=cities, **whose)


def _time_to_breathe(tape: Tape, conference: Conference) -> dict[str, Any]:
    """A limit about as long as one or two of the sessions, or just too short for that."""
    minutes = [session.minutes for session in conference.held]
    on_end = sum(tape.among(*minutes) for _ in range(tape.whole(1, 2)))
    return {
        "most": on_end + tape.among(-1, -1, 0, 15),
        "rest": tape.among(0, 15, 30),
        "longest_gap": tape.among(None, None, 0, 15, 60),
    }


def _kinds(conference: Conference) -> list[Kind]:
    return list(dict.fromkeys(session.kind for session in conference.held))


def _groups_apart(tape: Tape, conference: Conference) -> Rule:
    meeting = tuple(dict.fromkeys(group for session in conference.held for group in session.groups))
    whose = meeting if len(meeting) > 1 else conference.groups
    way = tape.among("mutual", "facing", "each", "standard")
    if way == "standard":
        return tape.among(*GroupsApart.standard(conference))
    if way == "each":
        return _stated(tape, conference, GroupsApart, each=tape.among("pillar", "pillar", "group", "tag"))
    if way == "facing" and whose:
        facing = {"groups": tape.a_few(whose, 3), "from_": tape.a_few(whose, 3)}
        return _stated(tape, conference, GroupsApart, **facing)
    return _stated(tape, conference, GroupsApart, groups=tape.a_few(whose, 3, least=2))


def _plenary_stands_alone(tape: Tape, conference: Conference) -> Rule:
    if tape.below(4) == 3:
        return _stated(tape, conference, PlenaryStandsAlone)
    kinds = _kinds(conference)
    beside = tape.a_few(kinds, 1, least=0) if tape.either else ()
    return _stated(tape, conference, PlenaryStandsAlone, kinds=tape.a_few(kinds, 3), beside=beside)


def _in_parallel(tape: Tape, conference: Conference) -> Rule:
    way = tape.among("named", "named", "kinds", "each")
    if way == "each":
        return _stated(tape, conference, InParallel, each=tape.among(*EACH))
    if way == "named":
        return _stated(tape, conference, InParallel, sessions=tape.a_few(conference.held, 4, least=2))
    sessions = tape.a_few(conference.held, 1, least=0)
    return _stated(tape, conference, InParallel, kinds=tape.a_few(_kinds(conference), 3), sessions=sessions)


def _in_order(tape: Tape, conference: Conference) -> Rule:
    if tape.below(5) == 4:
        return tape.among(*InOrder.standard(conference))

    def some() -> Scope:
        way = tape.below(3)
        if way == 0:
            return Scope(sessions=tape.a_few(conference.held, 3))
        if way == 1:
            return Scope(kinds=tape.a_few(_kinds(conference), 3))
        groups = tape.a_few(conference.groups, 3, least=0)
        return Scope(groups=groups, sessions=tape.a_few(conference.held, 1))

    midnights = [conference.clock.minute(day.date) for day in conference.days]
    stretches = [Span(540, 630), Span(540, 660), Span(600, 690), Span(630, 780)]
    between = tape.a_few(stretches, 2, least=0) if tape.below(3) == 2 else ()
    return _stated(
        tape,
        conference,
        InOrder,
        first=some(),
        then=some() if tape.below(4) < 3 else Scope(),
        least_gap=tape.among(0, 0, 5, 15, 30),
        greatest_gap=tape.among(None, None, 0, 30, 45, 90),
        same_day=tape.among(False, False, True),
        each_day=tape.either,
        directly=tape.among(False, False, True),
        between=tuple(Span(m + span.start, m + span.end) for span in between for m in midnights),
        each=tape.among(None, None, None, "group", "tag", "person", "pillar"),
    )


def _named_or_each(
    kind: type[Rule], parameters: Callable[[Tape, Conference], dict[str, Any]] = lambda _, __: {}
) -> Statement:
    """A statement about sessions that are named, or about those of each group, pillar, kind, tag or person."""

    def stated(tape: Tape, conference: Conference) -> Rule:
        about: dict[str, Any] = {}
        if tape.below(3) < 2:
            about["sessions"] = tape.a_few(conference.held, 4, least=2)
        else:
            about |= {"each": tape.among(*EACH), "sessions": tape.a_few(conference.held, 3, least=0)}
        return _stated(tape, conference, kind, **about, **parameters(tape, conference))

    return stated


def _least_and_most(tape: Tape, _: Conference) -> dict[str, Any]:
    least, most = tape.among((1, None), (2, None), (None, 0), (None, 1), (1, 1), (1, 2), (2, 3))
    return {"least": least, "most": most}


def _held_beside(tape: Tape, conference: Conference) -> dict[str, Any]:
    return {
        **_least_and_most(tape, conference),
        "kinds": tape.a_few(_kinds(conference), 3, least=0) if tape.either else (),
        "sessions": tape.a_few(conference.held, 3) if tape.either else (),
    }


def _as_few(tape: Tape, _: Conference) -> dict[str, Any]:
    stay = tape.below(3) == 2
    over = {"over": "day", "stay": True} if stay else {"over": tape.among("day", "round", "room")}
    return {**over, "most": tape.among(1, 1, 1, 2)}


def _starts(conference: Conference) -> list[Minute]:
    """Hours at which some session can begin, and one at which none can."""
    return sorted({start for session in conference.held for start in conference.starts(session)} | {555})


def _pinned(tape: Tape, conference: Conference) -> dict[str, Any]:
    how = tape.among("both", "hour", "room")
    return {
        "session": tape.among(*conference.held),
        "at": () if how == "room" else tape.a_few(_starts(conference), 3),
        "room": () if how == "hour" else tape.a_few(conference.rooms, 2),
    }


def _preferred(tape: Tape, conference: Conference) -> dict[str, Any]:
    """One to three wishes."""
    stretches = [Span(540, 630), Span(540, 690), Span(600, 720), Span(630, 780)]
    wishes: dict[str, Callable[[], object]] = {
        "at": lambda: tape.a_few(_starts(conference), 3),
        "between": lambda: tape.a_few(stretches, 2),
        "days": lambda: tape.a_few([day.date for day in conference.days], 1),
        "room": lambda: tape.a_few(conference.rooms, 2),
    }
    sessions = tape.a_few(conference.held, 3, least=0) if tape.either else ()
    return {"sessions": sessions, **{wish: wishes[wish]() for wish in tape.a_few(list(wishes), 3)}}


def _at_most_in_parallel(tape: Tape, conference: Conference) -> dict[str, Any]:
    kinds = _kinds(conference)
    some: tuple[Kind, ...] = ((), tuple(kinds), tape.a_few(kinds, 3, least=0))[tape.below(3)]
    each = tape.among(None, None, "group", "pillar", "kind", "tag", "person")
    return {"most": tape.among(1, 1, 1, 2), "kinds": some, "each": each}


def _suitable_hours(tape: Tape, _: Conference) -> dict[str, Any]:
    hours = tape.among((540, 1260, 420, 1380), (0, 720, 0, 960), (560, 600, 540, 630))
    return {
        **dict(zip(("from_", "to", "less_from", "less_to"), hours, strict=True)),
        "little": tape.among(1, 0, 2),
        "as_on": tape.among(None, date(2021, 7, 21)),
    }


def _level(tape: Tape, _: Conference) -> dict[str, Any]:
    return {"level": tape.among("round", "slot")}


SPECIAL: dict[str, Statement] = {
    "presenters_apart": _with(PresentersApart, _level),
    "attendees_apart": _with(AttendeesApart, _level),
    "suitable_hours": _with(SuitableHours, _suitable_hours),
    "present_when_needed": _with(PresentWhenNeeded, lambda tape, _: {"chairs": tape.either}),
    "quorum": _quorum,
    "fair_share": _with(
        FairShare, lambda tape, _: {"of_whom": tape.among("person", "city", "group"), "most": tape.among(0, 0, 0, 1)}
    ),
    "time_to_breathe": _with(TimeToBreathe, _time_to_breathe),
    "time_to_spare": _with(
        TimeToSpare,
        lambda tape, _: {"minutes": tape.among(1, 10, 15, 30, 60), "arrival": tape.among(True, True, False)},
    ),
    "groups_apart": _groups_apart,
    "plenary_stands_alone": _plenary_stands_alone,
    "in_parallel": _in_parallel,
    "in_order": _in_order,
    "same_room": _named_or_each(SameRoom),
    "different_days": _named_or_each(DifferentDays),
    "same_day": _named_or_each(SameDay),
    "adjacent": _named_or_each(Adjacent),
    "at_most_a_day": _named_or_each(
        AtMostADay, lambda tape, _: {"most": tape.among(1, 1, 2), "days": tape.among(1, 1, 2, 3)}
    ),
    "evenly_spread": _named_or_each(EvenlySpread, lambda tape, _: {"over": tape.among("day", "round", "room")}),
    "as_few_as_can_be": _named_or_each(AsFewAsCanBe, _as_few),
    "number_held": _named_or_each(NumberHeld, _least_and_most),
    "held_beside": _with(HeldBeside, _held_beside),
    "room_not_too_large": _with(RoomNotTooLarge, lambda tape, _: {"times": tape.among(1, 1, 2, 3)}),
    "room_seats_everyone": _with(RoomSeatsEveryone, lambda tape, _: {"spare": tape.among(0, 0, 1, 2)}),
    "pinned": _with(Pinned, _pinned),
    "preferred": _with(Preferred, _preferred),
    "at_most_in_parallel": _with(AtMostInParallel, _at_most_in_parallel),
}


OF_TALKS = frozenset({
    "one_track_per_block", "track_in_good_rounds", "track_in_good_rooms", "room_in_good_rounds", "talk_in_good_rounds",
    "talk_in_good_rooms", "track_keeps_its_room", "track_not_parallel", "track_in_consecutive_rounds", "talks_in_order",
    "similar_tracks_apart", "track_chairs_apart", "presenters_apart", "attendees_apart", "suitable_hours",
})  # fmt: skip


def spoken_of(kind: type[Rule], most: int = MOST_PROGRAMMES) -> st.SearchStrategy[Conference]:
    """Conferences of which the rule has something to say, more often than not."""
    return conferences(most, talks=kind.name in OF_TALKS or None).filter(lambda conference: conference.held)


def statements(kind: type[Rule], conference: Conference) -> st.SearchStrategy[Any]:
    """A statement of the rule about the conference: a standard one, perhaps limited, or one with drawn parameters."""
    return taped(lambda tape: statement(tape, kind, conference))


def statement(tape: Tape, kind: type[Rule], conference: Conference) -> Rule:
    if kind.name in SPECIAL:
        return SPECIAL[kind.name](tape, conference)
    standard = kind.standard(conference)
    if not standard:
        return _stated(tape, conference, kind)
    limits = {"only": _scope(tape, conference), "excluding": _scope(tape, conference)}
    return tape.among(*standard).model_copy(update={"weight": tape.among(*WEIGHTS), **limits})
