"""What rules say besides the contract: each in a small protocol, each protocol in the table of *Adding a rule*."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest

from scheduler.questions.prices.relaxed_rule import RelaxedRule
from scheduler.rules import protocols
from scheduler.rules.adjacent import Adjacent, InARow
from scheduler.rules.as_few_as_can_be import AsFewAsCanBe, Few
from scheduler.rules.at_most_a_day import AtMostADay, NotTooManyThen
from scheduler.rules.at_most_in_parallel import AtMostInParallel, NotTooMany
from scheduler.rules.attendees_apart import AttendeesApart
from scheduler.rules.book import RULES
from scheduler.rules.different_days import OnDifferentDays
from scheduler.rules.evenly_spread import EvenlySpread, Spread
from scheduler.rules.every_session_held import EverySessionHeld, SessionHeld
from scheduler.rules.fair_share import FairShare, NobodyLosesMore
from scheduler.rules.groups_apart import Apart, GroupsApart
from scheduler.rules.held_beside import HeldBeside, OthersBeside
from scheduler.rules.in_order import Before, InOrder, WithinHours
from scheduler.rules.in_parallel import BeginTogether, InParallel
from scheduler.rules.nobody_in_two_places import NobodyInTwoPlaces, OneAtATimeFor
from scheduler.rules.number_held import NumberHeld, SoManyHeld
from scheduler.rules.one_session_per_room import OneAtATime, OneSessionPerRoom
from scheduler.rules.one_track_per_block import OfOneTrack, OneTrackPerBlock
from scheduler.rules.pinned import Pinned, PinnedTo
from scheduler.rules.plenary_stands_alone import PlenaryStandsAlone, StandsAlone
from scheduler.rules.preferred import Preference, Preferred
from scheduler.rules.present_when_needed import PresentAt, PresentWhenNeeded
from scheduler.rules.presenters_apart import PresentersApart
from scheduler.rules.quorum import Enough, Quorum
from scheduler.rules.room_in_good_rounds import NotUsedInTheseRounds, RoomInGoodRounds
from scheduler.rules.room_is_open import RoomClosed, RoomIsOpen
from scheduler.rules.room_not_too_large import NotTooLarge, RoomNotTooLarge
from scheduler.rules.room_seats_everyone import RoomSeatsEveryone, Seats
from scheduler.rules.room_suits_session import RoomSuitsSession, Suits
from scheduler.rules.rule import Case, Rule
from scheduler.rules.same_day import OnOneDay, SameDay
from scheduler.rules.same_room import SameRoom
from scheduler.rules.session_in_its_window import InItsWindow, SessionInItsWindow
from scheduler.rules.session_is_led import ChairsCanCome, SessionIsLed, SomebodyLeads
from scheduler.rules.similar_tracks_apart import SimilarTracksApart
from scheduler.rules.suitable_hours import AtSuitableHours, SuitableHours
from scheduler.rules.talk_in_good_rooms import TalkInGoodRooms, TalkNotInTheseRooms
from scheduler.rules.talk_in_good_rounds import TalkInGoodRounds, TalkNotInTheseRounds
from scheduler.rules.talks_in_order import InTheirPlaces, TalksInOrder
from scheduler.rules.time_to_breathe import Breathing, TimeToBreathe
from scheduler.rules.time_to_spare import InTime, TimeToSpare
from scheduler.rules.track_chairs_apart import TrackChairsApart
from scheduler.rules.track_in_consecutive_rounds import RoundsInARow, TrackInConsecutiveRounds
from scheduler.rules.track_in_good_rooms import NotInTheseRooms, TrackInGoodRooms
from scheduler.rules.track_in_good_rounds import TrackInGoodRounds
from scheduler.rules.track_keeps_its_room import TrackKeepsItsRoom
from scheduler.rules.track_not_parallel import TrackNotParallel
from scheduler.rules.wishes_attended import Wishes, WishesAttended
from tests.support.house import HOME
from tests.support.small import day

PAGE = HOME / "docs" / "adding-a-rule.md"
# The contract: what every rule and every case has.
OF_A_RULE = {
    "name",
    "key",
    "title",
    "sentence",
    "weight",
    "tier",
    "only",
    "excluding",
    "cases",
    "standard",
    "of",
    "of_people",
}
OF_A_CASE = {"sessions", "depends_on", "breaches", "encode", "cost", "amount", "counted"}

# Who in the book implements what. That these are typed is half of it: mypy holds each class to its protocol.
SPEAKS_OF_ONE_SESSION: tuple[type[protocols.SpeaksOfOneSession], ...] = (
    *(EverySessionHeld, SessionInItsWindow, RoomSuitsSession, RoomSeatsEveryone, RoomNotTooLarge, Pinned),
    *(PresentWhenNeeded, Preferred),
    *(TalkInGoodRounds, TalkInGoodRooms, SuitableHours),
)
NEEDS_TWO: tuple[type[protocols.NeedsTwo], ...] = (
    *(OneSessionPerRoom, AtMostInParallel, NobodyInTwoPlaces, GroupsApart, PlenaryStandsAlone, InParallel, SameRoom),
    *(Adjacent, SameDay, AtMostADay, EvenlySpread, AsFewAsCanBe),
    *(
        OneTrackPerBlock,
        TrackKeepsItsRoom,
        TrackNotParallel,
        TrackInConsecutiveRounds,
        SimilarTracksApart,
        TrackChairsApart,
        PresentersApart,
        AttendeesApart,
    ),
)
DISTINGUISHES_ROOMS: tuple[type[protocols.DistinguishesRooms], ...] = (
    *(OneSessionPerRoom, SameRoom, EvenlySpread, AsFewAsCanBe),
    *(
        OneTrackPerBlock,
        TrackInGoodRounds,
        TrackInGoodRooms,
        RoomInGoodRounds,
        TalkInGoodRooms,
        TrackKeepsItsRoom,
        TrackNotParallel,
        TrackInConsecutiveRounds,
        TalksInOrder,
        SimilarTracksApart,
        TrackChairsApart,
        PresentersApart,
        AttendeesApart,
    ),
)
NAMES_ROOMS: tuple[type[protocols.NamesRooms], ...] = (Pinned, Preferred)
LOOKS_AT_OTHER_STARTS: tuple[type[protocols.LooksAtOtherStarts], ...] = (InOrder, Adjacent)
HAS_SUBJECTS: tuple[type[protocols.HasSubjects], ...] = (GroupsApart, InParallel, InOrder, SameRoom)
WAIVABLE: tuple[type[protocols.Waivable], ...] = (
    *(EverySessionHeld, SessionInItsWindow, RoomSuitsSession, RoomSeatsEveryone, RoomIsOpen, OneSessionPerRoom),
    *(NobodyInTwoPlaces, PresentWhenNeeded, SessionIsLed),
    *(OneTrackPerBlock,),
)
RESTRICTS: tuple[type[protocols.Restricts], ...] = (SessionInItsWindow, RoomSuitsSession)
NEEDS_EARLY_ARRIVAL: tuple[type[protocols.NeedsEarlyArrival], ...] = (TimeToSpare,)
RELAXABLE: tuple[type[protocols.Relaxable], ...] = (
    *(RoomSeatsEveryone, RoomNotTooLarge, OneSessionPerRoom, AtMostInParallel, HeldBeside, NumberHeld),
    *(WishesAttended,),
    *(Quorum, FairShare, TimeToBreathe, TimeToSpare, InOrder, AtMostADay, AsFewAsCanBe),
)
PARTLY_RELAXABLE: tuple[type[protocols.PartlyRelaxable], ...] = (
    Pinned,
    TimeToSpare,
    InOrder,
    Preferred,
    *(PresentersApart, AttendeesApart),
)
HAS_HOURS: tuple[type[protocols.HasHours], ...] = (InOrder, Preferred)
GIVES_WAY_TO_PUBLISHED: tuple[type[protocols.GivesWayToPublished], ...] = (
    *(OneSessionPerRoom, NobodyInTwoPlaces, GroupsApart, InOrder),
)
FOLLOWS_FROM_KINDS: tuple[type[protocols.FollowsFromKinds], ...] = (PlenaryStandsAlone, InParallel, InOrder)
GIVES_WAY: tuple[type[protocols.GivesWay], ...] = (GroupsApart, InParallel)
NAMES_IDLE_NUMBER: tuple[type[protocols.NamesIdleNumber], ...] = (NumberHeld, TimeToBreathe)
OFF_FOR_TRACKS: tuple[type[protocols.OffForTracks], ...] = (SameRoom,)
STATES_PUBLISHED_PLACE: tuple[type[protocols.StatesPublishedPlace], ...] = (Preferred,)
WEIGHS_WISHES: tuple[type[protocols.WeighsWishes], ...] = (WishesAttended,)
HAS_EQUIVALENCE_KEY: tuple[type[protocols.HasEquivalenceKey], ...] = (
    *(SessionHeld, InItsWindow, Suits, Seats, NotTooLarge, PresentAt),
    *(TalkNotInTheseRounds, TalkNotInTheseRooms, AtSuitableHours),
)
SPEAKS_OF_PEOPLE: tuple[type[protocols.SpeaksOfPeople], ...] = (OneAtATimeFor, Wishes, NobodyLosesMore, Breathing)
HAS_PREDICATES: tuple[type[protocols.HasPredicates], ...] = (
    *(SessionHeld, InItsWindow, Suits, Seats, NotTooLarge, PinnedTo, OthersBeside, WithinHours, Preference),
    *(TalkNotInTheseRounds, TalkNotInTheseRooms, AtSuitableHours),
)
SAYS_OF_OTHERS: tuple[type[protocols.SaysOfOthers], ...] = (
    *(RoomClosed, OneAtATime, OneAtATimeFor, PresentAt, SomebodyLeads, ChairsCanCome, Enough, Apart, StandsAlone),
    Before,
    OfOneTrack,
)
SPEAKS_OF_HOURS: tuple[type[protocols.SpeaksOfHours], ...] = (
    *(
        NotTooMany,
        OthersBeside,
        SoManyHeld,
        OneAtATimeFor,
        SomebodyLeads,
        ChairsCanCome,
        Wishes,
        Enough,
        NobodyLosesMore,
        Breathing,
        InTime,
    ),
    *(Apart, StandsAlone, BeginTogether, Before, InARow, OnOneDay, OnDifferentDays),
    *(NotTooManyThen, Spread, Few),
    *(TalkNotInTheseRounds, RoundsInARow, AtSuitableHours),
)
HELPED_BY_OTHERS: tuple[type[protocols.HelpedByOthers], ...] = (
    *(OthersBeside, SoManyHeld, Breathing, InARow, Spread),
    *(RoundsInARow, InTheirPlaces),
)
IN_PARTS: tuple[type[protocols.InParts], ...] = (NobodyLosesMore,)
COUNTS_MISSED: tuple[type[protocols.CountsMissed], ...] = (Wishes,)
COUNTS_THE_WORST: tuple[type[protocols.CountsTheWorst], ...] = (NobodyLosesMore,)
HOLDS_ONE_AT_A_TIME: tuple[type[protocols.HoldsOneAtATime], ...] = (OneAtATime,)
SPEAKS_OF_ROOMS: tuple[type[protocols.SpeaksOfRooms], ...] = (
    RoomClosed,
    OneAtATime,
    *(OfOneTrack, NotInTheseRooms, NotUsedInTheseRounds, TalkNotInTheseRooms),
)
HAS_ROOM_EQUIVALENCE_KEY: tuple[type[protocols.HasRoomEquivalenceKey], ...] = (RoomClosed, OneAtATime)


def every_protocol() -> dict[str, Any]:
    return {
        name: kind
        for name, kind in vars(protocols).items()
        if inspect.isclass(kind)
        and getattr(kind, "_is_runtime_protocol", False)
        and kind.__module__ == protocols.__name__
    }


def members(kind: type) -> set[str]:
    return {name for name in vars(kind) if not name.startswith("_")}


def cases_of(kind: type[Rule]) -> Iterator[type[Case]]:
    """The cases in that rule's file."""
    for found in vars(import_module(kind.__module__)).values():
        if inspect.isclass(found) and issubclass(found, Case) and found.__module__ == kind.__module__:
            yield found


@pytest.mark.parametrize("name", every_protocol())
def test_who_implements_a_protocol_is_held_to_it_by_mypy(name: str) -> None:
    listed = globals()[re.sub(r"(?<!^)(?=[A-Z])", "_", name).upper()]
    classes: list[Any] = [kind for rule in RULES for kind in (rule, *cases_of(rule))]
    whose = Case if issubclass(listed[0], Case) else Rule  # a field of a rule may be called what cases are asked
    implementing = [k for k in classes if issubclass(k, whose) and protocols.declares(k, every_protocol()[name])]
    assert list(listed) == implementing


@pytest.mark.parametrize("kind", RULES, ids=lambda kind: kind.name)
def test_a_rule_says_nothing_that_is_in_no_protocol(kind: type[Rule]) -> None:
    in_protocols = set().union(*map(members, every_protocol().values()))
    inherited = set(dir(Rule.__base__)) | set(kind.model_fields)
    assert {name for name in set(dir(kind)) - inherited if name[0] != "_"} - OF_A_RULE - in_protocols == set()
    for case in cases_of(kind):
        fields = set(getattr(case, "__dataclass_fields__"))  # noqa: B009 - Case is none, what inherits from it is
        assert {name for name in set(dir(case)) - fields if name[0] != "_"} - OF_A_CASE - in_protocols == set()


def test_the_contract_is_what_every_rule_and_case_has() -> None:
    assert members(Rule) - set(dir(Rule.__base__)) | set(Rule.model_fields) == OF_A_RULE
    assert members(Case) == OF_A_CASE


def test_the_table_of_adding_a_rule_names_every_protocol_with_its_members() -> None:
    rows = re.findall(r"^\| `(\w+)` \| ([^:|]+): .+? \| .+? \| (.+?) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert {name: set(re.findall(r"`(\w+)`", says)) for name, says, _ in rows} == {
        name: members(kind) for name, kind in every_protocol().items()
    }
    for *_, asking in rows:
        for folder in re.findall(r"`([\w/]+)`", asking):
            assert (HOME / "scheduler" / folder).exists()


def test_implementing_is_what_isinstance_says_of_each_statement() -> None:
    two = day(sessions={"Europa": {}, "Start": {"kind": "plenary"}})
    rules = [rule for kind in RULES for rule in kind.standard(two)]
    rules += [RelaxedRule.of_rule(rules[0], frozenset({0})), Pinned(session=two.sessions[0], at=(600,))]
    things = [*rules, *(case for rule in rules for case in rule.cases(two))]
    for kind in every_protocol().values():
        assert [protocols.implements(thing, kind) for thing in things] == [isinstance(thing, kind) for thing in things]
