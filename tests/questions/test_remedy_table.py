"""The table of rules and remedies: whatever a rule reads of a day can be changed to keep it, or it is said why not.

What a rule reads is seen by looking on while it judges programmes of a day that has everything. So for a new rule, or a
new key of a rule or of the day file, these fail until somebody has made a remedy or has written down why there is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from scheduler.conference.conference import Conference, Day, Group, Person, Room, Round, Seat, Session, Track, Walking
from scheduler.conference.programme import Placement, Programme
from scheduler.questions.explain.rule_without_cases import RuleWithoutCases
from scheduler.rules.adjacent import Adjacent
from scheduler.rules.as_few_as_can_be import AsFewAsCanBe
from scheduler.rules.at_most_a_day import AtMostADay
from scheduler.rules.at_most_in_parallel import AtMostInParallel
from scheduler.rules.attendees_apart import AttendeesApart
from scheduler.rules.book import RULES
from scheduler.rules.different_days import DifferentDays
from scheduler.rules.evenly_spread import EvenlySpread
from scheduler.rules.every_session_held import EverySessionHeld
from scheduler.rules.fair_share import FairShare
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
from scheduler.rules.protocols import waivable
from scheduler.rules.quorum import Quorum
from scheduler.rules.room_in_good_rounds import RoomInGoodRounds
from scheduler.rules.room_is_open import RoomIsOpen
from scheduler.rules.room_not_too_large import RoomNotTooLarge
from scheduler.rules.room_seats_everyone import RoomSeatsEveryone
from scheduler.rules.room_suits_session import RoomSuitsSession
from scheduler.rules.rule import Rule, Scope
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
from scheduler.rules.wishes_attended import WishesAttended
from tests.support.absence import without
from tests.support.explained_days import every_change
from tests.support.small import day, minute, span

LOOKED_AT = (Session, Room, Person, Group, Day, Round, Track, Walking)

# What no remedy changes, though a rule reads it, and why.
NO_REMEDY = {
    "day.date": "another date is another conference",
    "group.name": "what it is called breaks nothing",
    "group.absent": "who has cancelled stays away; somebody else chairs",
    "group.size": "how many come is said of a session",
    "group.pillars": "whether a group is of a pillar is decided elsewhere; two of its meetings may coincide (given up)",
    "person.absent": "who has cancelled stays away; somebody else speaks, or nobody does",
    "person.name": "what they are called breaks nothing",
    "person.wishes": "what somebody wishes is as it is; a wish of no weight, or one that is given up, mends it",
    "person.zone": "where somebody lives is as it is; that a talk is at good hours there is given up",
    "person.organisation": "whom somebody comes for is as it is; a quorum asks for fewer cities, or is given up",
    "room.building": "a room stands where it stands; the walk is what may be counted shorter",
    "room.consists_of": "where there is a wall is as it is; a room more is added",
    "room.name": "what it is called breaks nothing",
    "room.online": "a link is no room; a session is held online, or by a link of its own",
    "room.rounds_rather_not": "what is rather not is a wish, or is given up",
    "room.pool": "what doors are called together breaks nothing",
    "round.name": "what it is called breaks nothing",
    "round.slots": "how long a talk lasts follows from it; a round more, or a shorter talk",
    "session.track": "of which subject a talk is stays so",
    "session.order": "which talk comes first is as it is; that they keep their places is given up",
    "session.zone": "where the speaker is, is as it is; that a talk is at good hours there is given up",
    "session.rounds_rather_not": "what is rather not is a wish, or is given up",
    "session.rooms_rather_not": "what is rather not is a wish, or is given up",
    "track.chairs": "who chairs a track is as it is; that its talks are kept apart is given up",
    "track.name": "what it is called breaks nothing",
    "track.similar": "which tracks are alike is as it is; that they are kept apart is given up",
    "track.rounds_rather_not": "what is rather not is a wish, or is given up",
    "track.rooms_rather_not": "what is rather not is a wish, or is given up",
    "session.kind": "what it is stays so; that nothing runs beside it, or that it comes first, is given up",
    "session.name": "what it is called breaks nothing",
    "session.optional": "one that may be dropped is no demand; leaving it out says so",
    "session.tags": "they say what a statement is about",
    "session.places": "how many come is said of a session besides",
    "session.signed_up": "who has a place is as it is; a wish of no weight, or one that is given up, mends it",
    "session.waiting": "who waits for a place is as it is, likewise",
    "session.price": "what dropping it costs is no demand",
}
# Keys of rules that no remedy changes. What a statement is about is not changed, but the statement given up: one pair
# of groups, one session, one order. Standing in a line of its own: why a key has no remedy for another reason.
FRAME = {"tier", "only", "excluding"}  # who is left out of a rule is one of its statements given up
NO_OTHER_KEY = {
    "at_most_in_parallel.kinds": "what it is about",
    "adjacent.each": "what it is about",
    "adjacent.sessions": "what it is about",
    "as_few_as_can_be.each": "what it is about",
    "as_few_as_can_be.over": "what it is about",
    "as_few_as_can_be.sessions": "what it is about",
    "as_few_as_can_be.stay": "more days are allowed instead",
    "at_most_a_day.days": "more sessions are allowed instead",
    "at_most_a_day.each": "what it is about",
    "at_most_a_day.sessions": "what it is about",
    "different_days.each": "what it is about",
    "different_days.sessions": "what it is about",
    "evenly_spread.each": "what it is about",
    "evenly_spread.over": "what it is about",
    "evenly_spread.sessions": "what it is about",
    "held_beside.kinds": "what it is about",
    "held_beside.sessions": "what it is about",
    "number_held.each": "what it is about",
    "number_held.sessions": "what it is about",
    "quorum.each": "what it is about",
    "same_day.each": "what it is about",
    "same_day.sessions": "what it is about",
    "every_session_held.optional": "what it is about; a session is left out by itself",
    "fair_share.of_whom": "what it is about",
    "groups_apart.each": "what it is about",
    "groups_apart.from_": "what it is about",
    "groups_apart.groups": "what it is about",
    "at_most_in_parallel.each": "what it is about",
    "in_order.each": "what it is about",
    "in_order.first": "what it is about",
    "in_order.then": "what it is about",
    "in_parallel.each": "what it is about",
    "in_parallel.kinds": "what it is about",
    "in_parallel.sessions": "what it is about",
    "pinned.session": "what it is about",
    "plenary_stands_alone.beside": "what it is about",
    "plenary_stands_alone.kinds": "what it is about",
    "preferred.sessions": "what it is about",
    "present_when_needed.chairs": "another chair is found for the one who is not there",
    "quorum.group": "what it is about",
    "suitable_hours.as_on": "by which clocks it is reckoned; that a talk is at good hours is given up",
    "suitable_hours.from_": "what suits is as it is; that a talk is at good hours is given up",
    "suitable_hours.less_from": "what suits is as it is, likewise",
    "suitable_hours.less_to": "what suits is as it is, likewise",
    "suitable_hours.little": "what suits is as it is, likewise",
    "suitable_hours.much": "what suits is as it is, likewise",
    "suitable_hours.to": "what suits is as it is, likewise",
    "same_room.each": "what it is about",
    "same_room.sessions": "what it is about",
}
# Rules that can be no wish: there what a statement is about is changed, for without it the day would be no day.
NO_WISH = {
    "every_session_held",
    "session_in_its_window",
    "room_suits_session",
    "room_seats_everyone",
    "room_is_open",
    "one_session_per_room",
    "one_track_per_block",
    "nobody_in_two_places",
    "present_when_needed",
    "session_is_led",
    # one statement alone, which is given up
    "attendees_apart",
    "presenters_apart",
    "room_in_good_rounds",
    "similar_tracks_apart",
    "talk_in_good_rooms",
    "talk_in_good_rounds",
    "talks_in_order",
    "track_chairs_apart",
    "track_in_consecutive_rounds",
    "track_in_good_rooms",
    "track_in_good_rounds",
    "track_keeps_its_room",
    "track_not_parallel",
    "pinned",
    "at_most_in_parallel",
    "fair_share",
    "in_parallel",
    "adjacent",
    "as_few_as_can_be",
    "at_most_a_day",
    "evenly_spread",
    "number_held",
    "same_day",
}


def everything() -> Problem:
    """Two days, one in rounds and one on a grid, with every key of the day file, and every rule with its keys."""
    conference = day(
        days=2,
        hours="9:00-17:00",
        rounds=["10:00-11:00", "11:30-12:30"],
        slots=3,
        tracks={
            "Water": {
                "chairs": ["Dirk"],
                "similar": {"Klimaat": 2},
                "rounds_rather_not": {"round 1": 3},
                "rooms_rather_not": {"Zaal 2": 1},
            },
            "Klimaat": {"chairs": ["Dirk"]},
        },
        rooms={
            "Zaal 1": {"capacity": 4, "features": {"beamer"}, "building": "Stadhuis", "closed": ["9:00-12:00"]},
            "Zaal 2": {"capacity": 2, "building": "Patronaat", "rounds_rather_not": {"round 1": 2}},
            "2.01": {"capacity": 2, "pool": "Boven"},
            "2.02": {"capacity": 2, "pool": "Boven"},
            "Zoom": {"online": True, "link": "https://zoom.example/1"},
        },
        walking=Walking(within=10, between={frozenset(("Stadhuis", "Patronaat")): 20}),
        groups={
            "Europa": {"chair": ["Anna"], "vice-chair": ["Bob"], "member": ["Carla"], "pillars": ["Fysiek"], "size": 3},
            "Wonen": {"chair": ["Bob", "Dirk"], "interested": ["Anna"], "pillars": ["Fysiek"]},
            "Fysiek": {"kind": "pillar", "chair": ["Anna"], "secretary": ["Eva"]},
        },
        people={
            "Anna": {"present": ["9:00-12:00"], "organisation": "Delft"},
            "Bob": {"organisation": "Ede"},
            "Carla": {"present": ["9:00-12:00", "2/9:00-12:00"], "guest": True},
        },
        sessions={
            "Opening": {"kind": "plenary", "starts": ["10:00"], "speakers": ["Carla"], "rooms": ["Zaal 1"]},
            "Europa": {"groups": ["Europa"], "rounds": ("round 1",), "invited": ["Wonen"], "windows": ["9:00-11:00"]},
            "Wonen": {"groups": ["Wonen", "Europa"], "minutes": 75, "features": {"beamer"}, "required": ["Eva"]},
            "Talk": {"starts": ["10:00"], "days": (), "hosts": ["Dirk"], "required_groups": ["Fysiek"], "expected": 9},
            "Samen": {"groups": ["Fysiek", "Wonen"], "rounds": (), "minutes": 45},
            "Verslag": {
                "groups": ["Europa"],
                "online": True,
                "rooms": ["Zoom"],
                "optional": True,
                "speakers": ["Femke"],
            },
            "Dijken": {
                "track": "Water",
                "slots": 2,
                "order": 1,
                "speakers": ["Anna"],
                "required": ["Carla"],
                "zone": "Asia/Singapore",
                "rounds_rather_not": {"round 1": 2},
                "rooms_rather_not": {"Zaal 1": 2},
            },
            "Pompen": {"track": "Water", "order": 2, "starts": ["10:20"], "zone": "GMT-7", "speakers": ["Bob"]},
            "Bomen": {"track": "Klimaat", "speakers": ["Anna"], "required": ["Carla"]},
            "Borrel": {"kind": "drinks", "starts": ["16:00"], "rooms": ["Zaal 2"]},
        },
    )
    first, second = conference.days
    second = second.model_copy(update={"rounds": (), "step": 30})
    sessions = tuple(
        s.model_copy(update={"days": (first.date,)}) if s.name == "Talk" else s for s in conference.sessions
    )
    conference = without(conference.model_copy(update={"days": (first, second), "sessions": sessions}), "Femke")
    return Problem(conference, statements_of_every_rule(conference))


def statements_of_every_rule(conference: Conference) -> tuple[Rule, ...]:
    europa, wonen, fysiek = conference.groups
    _, of_europa, of_wonen, talk, *_ = conference.sessions
    zaal_1 = conference.rooms[0]
    morning, both = (span("9:00-11:00"),), (of_europa, of_wonen)
    first, then = Scope(sessions=(of_europa,)), Scope(sessions=(of_wonen, talk))
    return (
        EverySessionHeld(),
        SessionInItsWindow(),
        RoomSuitsSession(),
        RoomSeatsEveryone(spare=2),
        RoomNotTooLarge(times=1),
        RoomIsOpen(),
        OneSessionPerRoom(turnover=15),
        Pinned(session=of_wonen, at=(minute("11:30"),), room=(zaal_1,)),
        AtMostInParallel(most=1),
        HeldBeside(sessions=both, least=2, most=2),
        NumberHeld(sessions=(*both, talk), least=2, most=2),
        NobodyInTwoPlaces(),
        PresentWhenNeeded(chairs=True),
        SessionIsLed(),
        WishesAttended(weight=None),
        Quorum(group=europa, people=3, cities=2),
        FairShare(of="city", weight=None),
        TimeToBreathe(most=60, rest=30, longest_gap=30),
        TimeToSpare(minutes=30),
        GroupsApart(groups=(europa, wonen, fysiek)),
        PlenaryStandsAlone(),
        InParallel(sessions=both),
        InOrder(first=first, then=then, least_gap=30, greatest_gap=60, same_day=True, directly=True),
        InOrder(first=first, then=then, between=morning),
        SameRoom(each="group"),
        Adjacent(sessions=both),
        SameDay(sessions=both),
        DifferentDays(each="group"),
        AtMostADay(most=1, sessions=(*both, talk), days=2),
        EvenlySpread(over="room", sessions=both),
        AsFewAsCanBe(over="day", sessions=(*both, talk), stay=True),
        AsFewAsCanBe(over="room", sessions=(*both, talk)),
        Preferred(weight=None, sessions=both, at=(minute("10:00"),), between=morning, room=(zaal_1,), days=DAYS),
        OneTrackPerBlock(),
        TrackInGoodRounds(),
        TrackInGoodRooms(),
        RoomInGoodRounds(),
        TalkInGoodRounds(),
        TalkInGoodRooms(),
        TrackKeepsItsRoom(),
        TrackNotParallel(),
        TrackInConsecutiveRounds(),
        TalksInOrder(),
        SimilarTracksApart(),
        TrackChairsApart(),
        PresentersApart(),
        AttendeesApart(),
        SuitableHours(),
    )


DAYS = (day(sessions={"Europa": {}}).days[0].date,)


@pytest.fixture
def looked_on(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """Which fields of the day are read, as `session.minutes`, while the test runs."""
    seen: set[str] = set()
    for kind in LOOKED_AT:
        monkeypatch.setattr(kind, "__getattribute__", _noting(kind, seen))
    yield seen
    monkeypatch.undo()


def _noting(kind: type[BaseModel], seen: set[str]) -> Any:
    fields, plain = frozenset(kind.model_fields), kind.__getattribute__

    def read(self: Any, name: str) -> Any:
        if name in fields:
            seen.add(f"{kind.__name__.lower()}.{name}")
        return plain(self, name)

    return read


def some_programmes(conference: Conference) -> list[Programme]:
    """Everything at its first hour or at its last, in each of the rooms or in none."""
    return [
        Programme(
            tuple(
                Placement(session, conference.starts(session)[which], room if session.needs_room else None)
                for session in conference.held
            )
        )
        for room in (None, *conference.rooms)
        for which in (0, -1)
    ]


def changed(before: Problem, after: Problem) -> set[str]:
    """What differs of things that there are before and after, as `session.minutes` or `in_order.least_gap`."""
    old, new = _fields_of(before), _fields_of(after)
    return {what for what, of in old.keys() & new.keys() if old[what, of] != new[what, of]}


def _fields_of(plan: Problem) -> dict[tuple[str, str], object]:
    conference = plan.conference
    things: list[tuple[str, BaseModel]] = [
        *((thing.name, thing) for thing in (*conference.rooms, *conference.people, *conference.groups)),
        *((session.name, session) for session in conference.sessions),
        *((str(number), each) for number, each in enumerate(conference.days)),
        *((round_.name, round_) for each in conference.days for round_ in each.rounds),
        ("", conference.walking),
        *((str(number), rule) for number, rule in enumerate(plan.rules) if not isinstance(rule, RuleWithoutCases)),
    ]
    found: dict[tuple[str, str], object] = {}
    for name, thing in things:
        sort = thing.name if isinstance(thing, Rule) else type(thing).__name__.lower()
        for field in type(thing).model_fields:
            found[f"{sort}.{field}", name] = _by_name(getattr(thing, field))
    return found


def _by_name(value: object) -> object:
    """A change to a person is none to the group: who is named is told by name alone."""
    if isinstance(value, Seat):
        return (value.person.name, value.role)
    if isinstance(value, (Room, Person, Group, Session, Track)):
        return value.name
    if isinstance(value, tuple):
        return tuple(map(_by_name, value))
    return value.words if isinstance(value, Scope) else value


@pytest.fixture(scope="module")
def changeable() -> set[str]:
    """What some change of the catalogue changes about the day that has everything."""
    plan = everything()
    return {what for change in every_change(plan) for what in changed(plan, change.apply(plan))}


@pytest.mark.parametrize("kind", RULES, ids=lambda kind: kind.name)
def test_what_a_rule_reads_of_a_day_can_be_changed_or_it_is_said_why_not(
    kind: type[Rule], changeable: set[str], looked_on: set[str]
) -> None:
    plan = everything()
    stated = [rule for rule in plan.rules if isinstance(rule, kind)]
    programmes = some_programmes(plan.conference)
    assert stated
    looked_on.clear()
    for rule in stated:
        for case in rule.cases(plan.conference):
            for programme in programmes:
                case.breaches(programme)
    assert looked_on - changeable - NO_REMEDY.keys() == set()
    assert looked_on


@pytest.mark.parametrize("kind", RULES, ids=lambda kind: kind.name)
def test_each_key_of_a_rule_can_be_changed_or_it_is_said_why_not(kind: type[Rule], changeable: set[str]) -> None:
    keys = {f"{kind.name}.{field}" for field in kind.model_fields if field not in FRAME}
    keys -= {f"{kind.name}.weight"} if kind.name in NO_WISH else set()
    assert keys - changeable - NO_OTHER_KEY.keys() == set()


def test_no_reason_is_given_for_what_can_be_changed(changeable: set[str]) -> None:
    assert (NO_REMEDY.keys() | NO_OTHER_KEY.keys() | {f"{name}.weight" for name in NO_WISH}) & changeable == set()


def test_each_statement_that_can_be_given_up_is_offered_as_such() -> None:
    plan = everything()
    given_up = {change.matter[1] for change in every_change(plan) if change.matter[0] == "case"}  # type: ignore[index]
    assert given_up == {number for number, rule in enumerate(plan.rules) if waivable(rule)}
