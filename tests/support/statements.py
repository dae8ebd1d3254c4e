"""Statements of every rule about a given conference, as an organiser might write them.

Parameters are drawn from the rule's own fields, so that a new rule is tested without a line here; a rule whose
statements need more than that (at least two sessions, say) has its strategy in `SPECIAL`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import strategies as st

from scheduler.conference.clock import Minute, Span
from scheduler.conference.conference import Conference, Kind
from scheduler.rules.adjacent import Adjacent
from scheduler.rules.as_few_as_can_be import AsFewAsCanBe
from scheduler.rules.at_most_a_day import AtMostADay
from scheduler.rules.at_most_in_parallel import AtMostInParallel
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
from scheduler.rules.quorum import Quorum
from scheduler.rules.room_not_too_large import RoomNotTooLarge
from scheduler.rules.room_seats_everyone import RoomSeatsEveryone
from scheduler.rules.rule import Rule, Scope
from scheduler.rules.same_day import SameDay
from scheduler.rules.same_room import SameRoom
from scheduler.rules.time_to_breathe import TimeToBreathe
from scheduler.rules.time_to_spare import TimeToSpare
from tests.support.conferences import among, numbers, whole

weights = among(None, 1, 2)
EACH = among("group", "group", "pillar", "kind", "tag", "person")


def _scope(draw: st.DrawFn, conference: Conference) -> Scope:
    """What a statement is limited to or leaves out: mostly nothing, now and then one thing of a sort."""
    if draw(whole(0, 5)):
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
    sort, thing = named[draw(whole(0, len(named) - 1))]
    return Scope.model_validate({sort: (thing,)})


@st.composite
def statement_of(
    draw: st.DrawFn, /, kind: Callable[..., Rule], conference: Conference, **parameters: st.SearchStrategy[Any]
) -> Rule:
    """A statement with these parameters, hard or weighted, sometimes limited."""
    only, excluding = (_scope(draw, conference) for _ in range(2))
    drawn = {name: draw(strategy) for name, strategy in parameters.items()}
    return kind(weight=draw(weights), only=only, excluding=excluding, **drawn)


def _quorum(conference: Conference) -> st.SearchStrategy[Rule]:
    least = among((1, None), (2, None), (3, None), (None, 1), (None, 2), (2, 1), (1, 2))
    groups = st.sampled_from(conference.groups) if conference.groups else st.nothing()
    whose: list[dict[str, st.SearchStrategy[Any]]] = [{"group": groups}, {"group": groups}, {"each": st.just("group")}]
    return st.tuples(least, st.sampled_from(whose)).flatmap(
        lambda drawn: statement_of(
            Quorum, conference, people=st.just(drawn[0][0]), cities=st.just(drawn[0][1]), **drawn[1]
        )
    )


def _fair_share(conference: Conference) -> st.SearchStrategy[Rule]:
    return statement_of(FairShare, conference, of_whom=among("person", "city", "group"), most=among(0, 0, 0, 1))


def _time_to_breathe(conference: Conference) -> st.SearchStrategy[Rule]:
    """A limit about as long as one or two of the sessions, or just too short for that."""
    minutes = [session.minutes for session in conference.held]
    on_end = st.lists(st.sampled_from(minutes), min_size=1, max_size=2).map(sum)
    return statement_of(
        TimeToBreathe,
        conference,
        most=st.builds(lambda length, slack: length + slack, on_end, among(-1, -1, 0, 15)),
        rest=among(0, 15, 30),
        longest_gap=among(None, None, 0, 15, 60),
    )


def some(things: Sequence[Any], least: int = 0, most: int = 3) -> st.SearchStrategy[Any]:
    """A few of these, none twice; as many as there are when that is less than the least."""
    if not things:
        return st.just(())
    chosen = numbers(len(things), min(least, len(things)), most)
    return chosen.map(lambda numbers: tuple(things[number] for number in numbers))


def _kinds(conference: Conference) -> list[Kind]:
    return list(dict.fromkeys(session.kind for session in conference.held))


def _groups_apart(conference: Conference) -> st.SearchStrategy[Rule]:
    meeting = tuple(dict.fromkeys(group for session in conference.held for group in session.groups))
    whose = meeting if len(meeting) > 1 else conference.groups
    mutual = statement_of(GroupsApart, conference, groups=some(whose, 2))
    facing = statement_of(GroupsApart, conference, groups=some(whose, 1), from_=some(whose, 1)) if whose else mutual
    each = statement_of(GroupsApart, conference, each=among("pillar", "pillar", "group", "tag"))
    return st.one_of(mutual, facing, each, st.sampled_from(GroupsApart.standard(conference)))


def _plenary_stands_alone(conference: Conference) -> st.SearchStrategy[Rule]:
    kinds = _kinds(conference)
    drawn = statement_of(PlenaryStandsAlone, conference, kinds=some(kinds, 1), beside=st.just(()) | some(kinds, 0, 1))
    return st.one_of(drawn, drawn, drawn, statement_of(PlenaryStandsAlone, conference))


def _in_parallel(conference: Conference) -> st.SearchStrategy[Rule]:
    named = statement_of(InParallel, conference, sessions=some(conference.held, 2, 4))
    kinds = statement_of(
        InParallel, conference, kinds=some(_kinds(conference), 1), sessions=some(conference.held, 0, 1)
    )
    each = statement_of(InParallel, conference, each=EACH)
    return st.one_of(named, named, kinds, each)


def _in_order(conference: Conference) -> st.SearchStrategy[Rule]:
    named = st.builds(Scope, sessions=some(conference.held, 1))
    any_kind = st.builds(Scope, kinds=some(_kinds(conference), 1))
    of_groups = st.builds(Scope, groups=some(conference.groups), sessions=some(conference.held, 1, 1))
    stretch = among(Span(540, 630), Span(540, 660), Span(600, 690), Span(630, 780))
    midnights = [conference.clock.minute(day.date) for day in conference.days]
    hours = st.lists(stretch, max_size=2, unique=True).map(
        lambda spans: tuple(Span(m + span.start, m + span.end) for span in spans for m in midnights)
    )
    drawn = statement_of(
        InOrder,
        conference,
        first=st.one_of(named, any_kind, of_groups),
        then=st.one_of(named, any_kind, of_groups, st.just(Scope())),
        least_gap=among(0, 0, 5, 15, 30),
        greatest_gap=among(None, None, 0, 30, 45, 90),
        same_day=among(False, False, True),
        each_day=st.booleans(),
        directly=among(False, False, True),
        between=st.one_of(st.just(()), st.just(()), hours),
        each=among(None, None, None, "group", "tag", "person", "pillar"),
    )
    return st.one_of(drawn, drawn, drawn, drawn, st.sampled_from(InOrder.standard(conference)))


def _named_or_each(
    kind: type[Rule], **parameters: st.SearchStrategy[Any]
) -> Callable[[Conference], st.SearchStrategy[Rule]]:
    """A statement about sessions that are named, or about those of each group, pillar, kind, tag or person."""

    def drawn(conference: Conference) -> st.SearchStrategy[Rule]:
        named = statement_of(kind, conference, sessions=some(conference.held, 2, 4), **parameters)
        each = statement_of(kind, conference, each=EACH, sessions=some(conference.held), **parameters)
        return st.one_of(named, named, each)

    return drawn


def _number_held(conference: Conference) -> st.SearchStrategy[Rule]:
    return _least_and_most(
        lambda least, most: _named_or_each(NumberHeld, least=st.just(least), most=st.just(most))(conference)
    )


def _held_beside(conference: Conference) -> st.SearchStrategy[Rule]:
    kinds = st.one_of(st.just(()), some(_kinds(conference)))
    sessions = st.one_of(st.just(()), some(conference.held, 1))
    return _least_and_most(
        lambda least, most: statement_of(
            HeldBeside, conference, least=st.just(least), most=st.just(most), kinds=kinds, sessions=sessions
        )
    )


def _least_and_most(statement: Callable[[Any, Any], st.SearchStrategy[Rule]]) -> st.SearchStrategy[Rule]:
    both = among((1, None), (2, None), (None, 0), (None, 1), (1, 1), (1, 2), (2, 3))
    return both.flatmap(lambda numbers: statement(*numbers))


def _as_few(conference: Conference) -> st.SearchStrategy[Rule]:
    most = among(1, 1, 1, 2)
    few = _named_or_each(AsFewAsCanBe, over=among("day", "round", "room"), most=most)
    stay = _named_or_each(AsFewAsCanBe, over=st.just("day"), stay=st.just(True), most=most)
    return st.one_of(few(conference), few(conference), stay(conference))


def _starts(conference: Conference) -> list[Minute]:
    """Hours at which some session can begin, and one at which none can."""
    return sorted({start for session in conference.held for start in conference.starts(session)} | {555})


def _pinned(conference: Conference) -> st.SearchStrategy[Rule]:
    at, room = some(_starts(conference), 1), some(conference.rooms, 1, 2)
    session, nothing = st.sampled_from(conference.held), st.just(())
    both = statement_of(Pinned, conference, session=session, at=at, room=room)
    hour = statement_of(Pinned, conference, session=session, at=at, room=nothing)
    place = statement_of(Pinned, conference, session=session, at=nothing, room=room)
    return st.one_of(both, hour, place)


def _preferred(conference: Conference) -> st.SearchStrategy[Rule]:
    """One to three wishes."""
    stretch = among(Span(540, 630), Span(540, 690), Span(600, 720), Span(630, 780))
    wishes = {
        "at": some(_starts(conference), 1),
        "between": st.lists(stretch, min_size=1, max_size=2, unique=True).map(tuple),
        "days": some([day.date for day in conference.days], 1, 1),
        "room": some(conference.rooms, 1, 2),
    }
    sessions = st.one_of(st.just(()), some(conference.held))
    return st.lists(st.sampled_from(list(wishes)), min_size=1, max_size=3, unique=True).flatmap(
        lambda chosen: statement_of(Preferred, conference, sessions=sessions, **{wish: wishes[wish] for wish in chosen})
    )


def _at_most_in_parallel(conference: Conference) -> st.SearchStrategy[Rule]:
    kinds = st.one_of(st.just(()), st.just(tuple(_kinds(conference))), some(_kinds(conference)))
    each = among(None, None, "group", "pillar", "kind", "tag", "person")
    return statement_of(AtMostInParallel, conference, most=among(1, 1, 1, 2), kinds=kinds, each=each)


SPECIAL: dict[str, Callable[[Conference], st.SearchStrategy[Rule]]] = {
    "present_when_needed": lambda conference: statement_of(PresentWhenNeeded, conference, chairs=st.booleans()),
    "quorum": _quorum,
    "fair_share": _fair_share,
    "time_to_breathe": _time_to_breathe,
    "time_to_spare": lambda c: statement_of(
        TimeToSpare, c, minutes=among(1, 10, 15, 30, 60), arrival=among(True, True, False)
    ),
    "groups_apart": _groups_apart,
    "plenary_stands_alone": _plenary_stands_alone,
    "in_parallel": _in_parallel,
    "in_order": _in_order,
    "same_room": _named_or_each(SameRoom),
    "different_days": _named_or_each(DifferentDays),
    "same_day": _named_or_each(SameDay),
    "adjacent": _named_or_each(Adjacent),
    "at_most_a_day": _named_or_each(AtMostADay, most=among(1, 1, 2), days=among(1, 1, 2, 3)),
    "evenly_spread": _named_or_each(EvenlySpread, over=among("day", "round", "room")),
    "as_few_as_can_be": _as_few,
    "number_held": _number_held,
    "held_beside": _held_beside,
    "room_not_too_large": lambda c: statement_of(RoomNotTooLarge, c, times=among(1, 1, 2, 3)),
    "room_seats_everyone": lambda c: statement_of(RoomSeatsEveryone, c, spare=among(0, 0, 1, 2)),
    "pinned": _pinned,
    "preferred": _preferred,
    "at_most_in_parallel": _at_most_in_parallel,
}


def statements(kind: type[Rule], conference: Conference) -> st.SearchStrategy[Any]:
    """A statement of the rule about the conference: a standard one, perhaps limited, or one with drawn parameters."""
    if kind.name in SPECIAL:
        return SPECIAL[kind.name](conference)
    standard = kind.standard(conference)
    if not standard:
        return statement_of(kind, conference)
    return _limited(standard, conference)


@st.composite
def _limited(draw: st.DrawFn, standard: Sequence[Rule], conference: Conference) -> Rule:
    rule = standard[draw(whole(0, len(standard) - 1))]
    limits = {"only": _scope(draw, conference), "excluding": _scope(draw, conference)}
    return rule.model_copy(update={"weight": draw(weights), **limits})
