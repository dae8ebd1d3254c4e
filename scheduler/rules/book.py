"""The book of rules: a new rule is a file in this folder and a line here; the file's schema, docs and tests follow.

`ls` of this folder is what netday can express.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from scheduler.conference.clock import Minute
from scheduler.conference.conference import Conference, Person, Room, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.rules.adjacent import Adjacent
from scheduler.rules.as_few_as_can_be import AsFewAsCanBe
from scheduler.rules.at_most_a_day import AtMostADay
from scheduler.rules.at_most_in_parallel import AtMostInParallel
from scheduler.rules.attendees_apart import AttendeesApart
from scheduler.rules.different_days import DifferentDays
from scheduler.rules.evenly_spread import EvenlySpread
from scheduler.rules.every_session_held import EverySessionHeld
from scheduler.rules.fair_share import FairShare, NobodyLosesMore
from scheduler.rules.groups_apart import GroupsApart
from scheduler.rules.held_beside import HeldBeside
from scheduler.rules.in_order import InOrder
from scheduler.rules.in_parallel import InParallel
from scheduler.rules.nobody_in_two_places import NobodyInTwoPlaces
from scheduler.rules.number_held import NumberHeld
from scheduler.rules.one_session_per_room import OneSessionPerRoom
from scheduler.rules.one_track_per_block import OneTrackPerBlock
from scheduler.rules.pinned import Pinned
from scheduler.rules.plenary_stands_alone import PlenaryStandsAlone
from scheduler.rules.preferred import Preferred
from scheduler.rules.present_when_needed import PresentWhenNeeded
from scheduler.rules.presenters_apart import PresentersApart
from scheduler.rules.problem import Problem
from scheduler.rules.protocols import OffForTracks
from scheduler.rules.quorum import Quorum
from scheduler.rules.room_in_good_rounds import RoomInGoodRounds
from scheduler.rules.room_is_open import RoomIsOpen
from scheduler.rules.room_not_too_large import RoomNotTooLarge
from scheduler.rules.room_seats_everyone import RoomSeatsEveryone
from scheduler.rules.room_suits_session import RoomSuitsSession
from scheduler.rules.rule import Rule
from scheduler.rules.same_day import SameDay
from scheduler.rules.same_room import SameRoom
from scheduler.rules.session_in_its_window import SessionInItsWindow
from scheduler.rules.session_is_led import SessionIsLed
from scheduler.rules.similar_tracks_apart import SimilarTracksApart
from scheduler.rules.suitable_hours import SuitableHours
from scheduler.rules.talk_in_good_rooms import TalkInGoodRooms
from scheduler.rules.talk_in_good_rounds import TalkInGoodRounds
from scheduler.rules.talks_in_order import TalksInOrder
from scheduler.rules.time_to_breathe import TimeToBreathe
from scheduler.rules.time_to_spare import TimeToSpare
from scheduler.rules.track_chairs_apart import TrackChairsApart
from scheduler.rules.track_in_consecutive_rounds import TrackInConsecutiveRounds
from scheduler.rules.track_in_good_rooms import TrackInGoodRooms
from scheduler.rules.track_in_good_rounds import TrackInGoodRounds
from scheduler.rules.track_keeps_its_room import TrackKeepsItsRoom
from scheduler.rules.track_not_parallel import TrackNotParallel
from scheduler.rules.wishes_attended import Wishes, WishesAttended
from scheduler.text.sentence import Phrase

RULES: tuple[type[Rule], ...] = (
    # time and place
    EverySessionHeld,
    SessionInItsWindow,
    RoomSuitsSession,
    RoomSeatsEveryone,
    RoomNotTooLarge,
    RoomIsOpen,
    OneSessionPerRoom,
    Pinned,
    AtMostInParallel,
    HeldBeside,
    NumberHeld,
    # people
    NobodyInTwoPlaces,
    PresentWhenNeeded,
    SessionIsLed,
    WishesAttended,
    Quorum,
    FairShare,
    TimeToBreathe,
    TimeToSpare,
    GroupsApart,
    # the shape of the day
    PlenaryStandsAlone,
    InParallel,
    InOrder,
    SameRoom,
    Adjacent,
    SameDay,
    DifferentDays,
    AtMostADay,
    EvenlySpread,
    AsFewAsCanBe,
    Preferred,
    # tracks and their talks
    OneTrackPerBlock,
    TrackInGoodRounds,
    TrackInGoodRooms,
    RoomInGoodRounds,
    TalkInGoodRounds,
    TalkInGoodRooms,
    TrackKeepsItsRoom,
    TrackNotParallel,
    TrackInConsecutiveRounds,
    TalksInOrder,
    SimilarTracksApart,
    TrackChairsApart,
    PresentersApart,
    AttendeesApart,
    SuitableHours,
)

_ROLES = ("chair", "vice_chair", "secretary", "member", "interested")


def wishes_weighed(rules: Iterable[Rule]) -> WishesAttended:
    """How much a missed meeting weighs: what the first weighted statement about all wishes says, else the standard."""
    found = (r for r in rules if isinstance(r, WishesAttended) and r.weight and r.only.empty and r.excluding.empty)
    return next(found, WishesAttended(weight=1))


def wishes_first(rules: Iterable[Rule]) -> tuple[WishesAttended, ...]:
    """The weighted statements about wishes, where nothing is weighed before them; else none."""
    weighted = [rule for rule in rules if rule.weight is not None]
    first = min((rule.tier for rule in weighted), default=1)
    return tuple(rule for rule in weighted if isinstance(rule, WishesAttended) and rule.tier == first)


def owed_to_group(group: str, weight: int) -> tuple[str, dict[str, Any]]:
    """The name of a rule, and its statement by which drawing people away from that group costs so much more."""
    return FairShare.name, {"of": "group", "only": {"groups": [group]}, "weight": weight}


def owed_to_people(
    people: Iterable[str], meeting: str, of_group: bool, weight: int, counted: Iterable[str]
) -> tuple[str, dict[str, Any]]:
    """The name of a rule, and its statement by which each of these people who misses that meeting costs so much more.

    `meeting`: a group's, else a session. `counted`: the roles in which anybody is owed anything.
    """
    roles = {role: int(role in set(counted)) for role in _ROLES}
    meetings = {"groups" if of_group else "sessions": [meeting]}
    return WishesAttended.name, {"only": {"people": list(people), **meetings}, "weight": weight, **roles}


def owed_first(conference: Conference, rules: Iterable[Rule]) -> dict[Person, dict[Session, int]]:
    """What weighted statements about the wishes of some people for some sessions say besides, as a season's do."""
    found: dict[Person, dict[Session, int]] = {}
    for rule in rules:
        if isinstance(rule, WishesAttended) and rule.weight and rule.only.people and rule.only.limits_sessions:
            for person in rule.of_people(conference.people):
                theirs = found.setdefault(person, {})
                for session, value in rule.worth(conference, person).items():
                    theirs[session] = theirs.get(session, 0) + rule.weight * value
    return found


def counted_roles(rules: Iterable[Rule]) -> tuple[str, ...]:
    """The roles in which a missed meeting weighs anything."""
    wishes = wishes_weighed(rules)
    return tuple(role for role in _ROLES if getattr(wishes, role))


def most_for_wishes(conference: Conference, rules: Iterable[Rule]) -> int:
    """The most that wishes can cost there: what is weighed of all meetings, and that nobody misses more than others."""
    most = 0
    for rule in (*rules,) or standard_book(conference):
        if rule.weight and rule.only.empty and isinstance(rule, (WishesAttended, FairShare)):
            for case in rule.cases(conference):
                if isinstance(case, Wishes):
                    most += rule.weight * len(case.people) * sum(case.worth.values())
                elif isinstance(case, NobodyLosesMore):
                    most += rule.weight * max(share.possible for share in case.shares)
    return most


def turnover(rules: Iterable[Rule]) -> Minute:
    """How long a room must stand empty between two sessions."""
    return max((r.turnover for r in rules if isinstance(r, OneSessionPerRoom) and r.weight is None), default=0)


def asked_for(problem: Problem) -> Programme:
    """The sessions that would rather be at one hour and in one room, each there; the others are left out."""
    hours: dict[Session, Minute] = {}
    rooms: dict[Session, Room] = {}
    for rule in problem.rules:
        if isinstance(rule, Preferred):
            for session in (session for case in rule.cases(problem.conference) for session in case.sessions):
                if len(rule.at) == 1:
                    hours.setdefault(session, rule.at[0])
                if len(rule.room) == 1:
                    rooms.setdefault(session, rule.room[0])
    return Programme(
        tuple(
            Placement(session, hours[session], rooms[session] if session.needs_room else None)
            for session in problem.conference.held
            if session in hours and (session in rooms or not session.needs_room)
        )
    )


def wished_places(rules: Iterable[Rule]) -> Iterator[tuple[Rule, Mapping[str, Rule], bool]]:
    """Each wish for a place: its rule, the rule with one key alone by key (`at`, `room`); whether it names sessions.

    A wish of all sessions is one that some may not be able to share.
    """
    for rule in rules:
        if rule.weight is not None and isinstance(rule, (Pinned, Preferred)):
            keys = [key for key in ("at", "between", "days", "room") if getattr(rule, key, ())]
            parts = {key: rule.model_copy(update={other: () for other in keys if other != key}) for key in keys}
            yield rule, parts, isinstance(rule, Pinned) or bool(rule.sessions)


def pinned_there(placements: Iterable[Placement]) -> tuple[Rule, ...]:
    """Rules that hold each session where it is placed."""
    return tuple(Pinned(session=p.session, at=(p.start,), room=(p.room,) if p.room else ()) for p in placements)


def pins_of(rules: Iterable[Rule], session: Session) -> list[int]:
    """The numbers of the statements that hold the session where it is, whatever else is better."""
    return [n for n, r in enumerate(rules) if isinstance(r, Pinned) and r.weight is None and r.session == session]


def robust_book(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """The rules and, weighed last of all, that whoever leads has time to spare; unless they say so already."""
    if any(isinstance(rule, TimeToSpare) for rule in rules):
        return rules
    return (*rules, TimeToSpare(weight=1, tier=1 + max((rule.tier for rule in rules), default=0)))


def published_place(session: str, at: str, room: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The name of a rule, and its statements by which that session would rather be there; as a day file has them."""
    return ((Preferred.name, statement) for statement in Preferred.published_place(session, at, room))


def off_for_tracks() -> Mapping[str, Phrase]:
    """The rules that are off in a day made of a schedule with tracks, by name, and why."""
    return {kind.name: kind.off_for_tracks() for kind in RULES if issubclass(kind, OffForTracks)}


def droppable_book(problem: Problem) -> tuple[tuple[Rule, ...], tuple[Session, ...]]:
    """The rules without those by which sessions must be held, and the sessions that must be held by them."""
    holding = [rule for rule in problem.rules if isinstance(rule, EverySessionHeld) and rule.weight is None]
    held = {session: None for rule in holding for case in rule.cases(problem.conference) for session in case.sessions}
    return tuple(rule for rule in problem.rules if rule not in holding), tuple(held)


def standard_book(conference: Conference) -> tuple[Rule, ...]:
    """The rules that hold when a day file says nothing about rules."""
    return tuple(rule for kind in RULES for rule in kind.standard(conference))
