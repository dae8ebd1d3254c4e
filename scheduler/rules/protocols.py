"""What a rule or a case may say of itself besides the contract, each a small protocol, and the questions that ask it.

A rule need implement none of these. One that does is checked no differently: it is searched faster, explained better,
or taken over from a published day. docs/adding-a-rule.md has them in a table; tests/rules/test_protocols.py holds the
table to this file, and every public name of a rule in the book to the contract and to these.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol, TypeGuard, TypeVar, runtime_checkable
from typing import Literal as OneOf

from scheduler.conference.conference import Conference, Person, Room, Session
from scheduler.conference.programme import Programme
from scheduler.rules.rule import Breach, Case, Rule, Scope
from scheduler.text.sentence import NOTHING, Phrase

if TYPE_CHECKING:
    from scheduler.model import Model

P = TypeVar("P")


# -- of a rule: what it speaks of ------------------------------------------------------------------------------------


@runtime_checkable
class SpeaksOfOneSession(Protocol):
    """Each case speaks of one session alone, and each of its breaches of its hour alone or of its room alone.

    So a hard one can shrink the choice of hours and that of rooms, before anything is tried.
    """

    @property
    def single_session(self) -> bool: ...


@runtime_checkable
class NeedsTwo(Protocol):
    """No session by itself breaks the rule, so nobody need try."""

    @property
    def needs_two(self) -> bool: ...


@runtime_checkable
class DistinguishesRooms(Protocol):
    """Whether it matters to the rule which of several rooms alike a session stands in: then they are no one place."""

    @property
    def distinguishes_rooms(self) -> bool: ...


@runtime_checkable
class NamesRooms(Protocol):
    """Rooms that the rule tells from all others. Some rooms of a pool, not all: the pool is no one place."""

    @property
    def named_rooms(self) -> tuple[Room, ...]: ...


@runtime_checkable
class LooksAtOtherStarts(Protocol):
    """Whether it matters to the rule when a session could begin, though it may not begin then."""

    @property
    def looks_at_other_starts(self) -> bool: ...


@runtime_checkable
class HasSubjects(Protocol):
    """Keys that say what a statement is about, so that one which has them stands beside the standard statement."""

    @property
    def subjects(self) -> tuple[str, ...]: ...


# -- of a rule: what can be changed about it where a day is impossible -----------------------------------------------


@runtime_checkable
class Waivable(Protocol):
    """Whether a single statement can be dropped. One of a rule that does not say can; a fact of the day cannot."""

    @property
    def waivable(self) -> bool: ...


@runtime_checkable
class Restricts(Protocol):
    """Hard, the rule allows only `conference.starts` ("hours") or `conference.places` ("rooms"). None: neither."""

    @property
    def restricts(self) -> OneOf["hours", "rooms"] | None: ...


@runtime_checkable
class NeedsEarlyArrival(Protocol):
    """How many minutes before a session the rule wants those present who lead it."""

    @property
    def arrival_margin(self) -> int: ...


@runtime_checkable
class Relaxable(Protocol):
    """A rule with a number that could be milder."""

    def relaxed_text(self, field: str, number: int) -> Phrase:
        """What organisers say who let that field be that number; empty where the rule asks no less by it."""


@runtime_checkable
class PartlyRelaxable(Protocol):
    """A rule of which one part can be left out."""

    def partial_relaxations(self, conference: Conference) -> Iterator[tuple[Phrase, Mapping[str, Any]]]:
        """For each such part: what organisers say who leave it out, and what the fields of the rule then are."""


@runtime_checkable
class HasHours(Protocol):
    """A rule with hours (`between`) within which its sessions lie."""

    def with_hours_text(self, hours: Phrase, more: Phrase) -> Phrase:
        """What organisers say who let those hours be these; `more`: how much longer they are, both in words."""


# -- of a rule: what it leaves a day that is made of a published schedule ---------------------------------------------


@runtime_checkable
class GivesWayToPublished(Protocol):
    """A rule of which something else is let go than, when it is hard, all the sessions that break it."""

    def relaxed_for_published(self, breaches: Sequence[Breach]) -> Scope | None:
        """What the rule then leaves alone (`except`); an empty scope: nothing. None: the rule is off."""


@runtime_checkable
class FollowsFromKinds(Protocol):
    """What the rule asks follows from what kind of session it is: one that breaks it may be of another kind."""

    @property
    def follows_from_kinds(self) -> bool: ...


@runtime_checkable
class GivesWay(Protocol):
    """A rule whose standard statement leaves alone what the day file itself has put otherwise, and says so."""

    @classmethod
    def gives_way(cls, conference: Conference) -> Iterator[tuple[Session, Phrase]]:
        """Each session that it leaves alone, and why, in a sentence."""


@runtime_checkable
class NamesIdleNumber(Protocol):
    """A rule with a number that no programme of the day may come to, or that each comes to."""

    def idle_number(self, conference: Conference, held: Collection[Session]) -> tuple[str, Phrase] | None:
        """The key of such a number, empty where without it nothing is left, and why. `held`: what must be held."""


@runtime_checkable
class OffForTracks(Protocol):
    """A rule that is off where the published schedule has tracks, which become groups."""

    @classmethod
    def off_for_tracks(cls) -> Phrase:
        """Why."""


@runtime_checkable
class StatesPublishedPlace(Protocol):
    """A rule of which statements say when and where a session would rather be."""

    @classmethod
    def published_place(cls, session: str, at: str, room: str) -> Iterator[Mapping[str, str]]:
        """Those statements, one for each wish, so that who loses the room keeps the hour. `room` empty: it had none."""


@runtime_checkable
class WeighsWishes(Protocol):
    """A rule about what people wish to attend: the search begins from what each can lose by it."""

    def worth(self, conference: Conference, person: Person) -> Mapping[Session, int]:
        """What each meeting that the person wishes to attend weighs; without those that weigh nothing."""


# -- of a case ---------------------------------------------------------------------------------------------------------


@runtime_checkable
class HasEquivalenceKey(Protocol):
    """Cases of one rule with the same key are broken at the same hours and in the same rooms, each by its own session.

    Many sessions of a large day differ in nothing but their name. None: this case does not say.
    """

    @property
    def equivalence_key(self) -> Hashable: ...


@runtime_checkable
class SpeaksOfPeople(Protocol):
    """The people whom the case is about: a change to what is known of them may mend it."""

    @property
    def people(self) -> tuple[Person, ...]: ...


@runtime_checkable
class HasPredicates(Protocol):
    """A case about one session, in words without the session: `must be held`. Several where it says several things.

    All that is demanded of a session is so put in one sentence, and of several sessions of which the same is demanded.
    """

    @property
    def predicates(self) -> tuple[Phrase, ...]: ...


@runtime_checkable
class SaysOfOthers(Protocol):
    """A case of which the statement can be made of others as well, so that cases that say the same become one sentence.

    Cases of one rule say the same when they say it in the same words of the same others.
    """

    @property
    def about(self) -> tuple[tuple[object, ...], ...]:
        """What the statement is about, by the places that it has in it; empty: of others it cannot be made.

        `((A, B),)`: of A and B together (they do not coincide), so of any two among more; `((A,),)`: of A alone;
        `((A,), (B,))`: of A with regard to B (it is before B).
        """

    def says_of(self, *about: Sequence[object]) -> Phrase:
        """The statement of others, without its full stop: for each place one or more, of each of which it is true."""


@runtime_checkable
class SpeaksOfRooms(Protocol):
    """The rooms in which alone the case can be broken; a case that does not say can be broken wherever.

    What stands in other rooms changes none of its breaches.
    """

    @property
    def in_rooms(self) -> tuple[Room, ...]: ...


@runtime_checkable
class HasRoomEquivalenceKey(Protocol):
    """A case of rooms, of which another may say the same of other rooms."""

    def room_equivalence_key(self, model: Model) -> Hashable:
        """The same for all cases that distinguish their rooms no differently. None: nothing can be broken in them.

        `model`: has the hours and rooms that are left to the sessions.
        """


@runtime_checkable
class SpeaksOfHours(Protocol):
    """Whether its breaches can change when sessions keep their hours and stand in other rooms. True: perhaps."""

    @property
    def rooms_matter(self) -> bool: ...


@runtime_checkable
class HelpedByOthers(Protocol):
    """A case that holds only because other sessions are held: to drop one of these can break it.

    So no few sessions are looked at by themselves, as if there were no others, without these beside them.
    """

    @property
    def helped_by(self) -> tuple[Session, ...]: ...


class Part(Protocol):
    """One of the many things of which a case in parts counts each by itself: what one person loses, say."""

    @property
    def depends_on(self) -> tuple[Session, ...]:
        """All sessions whose place can change its number. Unlike those of a case: empty, none can."""

    def number(self, programme: Programme) -> int:
        """What it comes to in this programme."""


@runtime_checkable
class InParts(Protocol):
    """A case whose breaches follow from the numbers of its parts, each of which depends on few sessions.

    `breaches(programme)` is `breaches_of` the numbers of all parts. Where one session moves, few are counted again.
    """

    @property
    def parts(self) -> Sequence[Part]:
        """In an order that stays."""

    def breaches_of(self, numbers: Sequence[int]) -> list[Breach]:
        """What breaks it when these are the numbers of its parts, in their order."""


@runtime_checkable
class CountsMissed(Protocol):
    """A case, or a part of one, that counts what people miss of these sessions.

    Of sessions that share a minute they attend the one that is worth most to them, and none where they are needed at
    another on which it depends. What they miss at one time of the day changes nothing of what they miss at another.
    """

    @property
    def missable(self) -> tuple[Session, ...]: ...


@runtime_checkable
class CountsTheWorst(Protocol):
    """A case whose amount is how far the greatest of some sums of numbers of its parts is above `most`."""

    @property
    def most(self) -> int: ...

    @property
    def sums_of_parts(self) -> Sequence[Sequence[Part]]: ...


@runtime_checkable
class HoldsOneAtATime(Protocol):
    """Whether any two sessions on which the case depends break it that coincide in one of its rooms (`in_rooms`)."""

    @property
    def holds_one_at_a_time(self) -> bool: ...


# -- the questions -----------------------------------------------------------------------------------------------------


def implements(thing: object, protocol: Callable[..., P]) -> TypeGuard[P]:
    """`isinstance`, by class and remembered.

    Python 3.11 takes 10 microseconds for it, and explaining an impossible day of Haarlem asks it 100,000 times.
    """
    kind: Any = type(thing)
    return declares(kind, protocol)


@cache
def declares(kind: type, protocol: type) -> bool:
    """Whether the class has every member of the protocol: a constant, a property, a method or a field."""
    members = [member for member in vars(protocol) if not member.startswith("_")]
    fields = {name for base in kind.__mro__ for name in getattr(base, "__annotations__", {})}
    return all(hasattr(kind, member) or member in fields for member in members)


def single_session(rule: Rule) -> bool:
    """Whether each case speaks of one session alone; see `SpeaksOfOneSession`."""
    return implements(rule, SpeaksOfOneSession) and rule.single_session


def gives_way(kind: type[Rule], conference: Conference) -> Iterator[tuple[Session, Phrase]]:
    """What the standard statement of a rule leaves alone, and why; see `GivesWay`."""
    return kind.gives_way(conference) if issubclass(kind, GivesWay) else iter(())


def needs_two(rule: Rule) -> bool:
    """Whether no session by itself breaks the rule."""
    return implements(rule, NeedsTwo) and rule.needs_two


def distinguishes_rooms(rule: Rule) -> bool:
    """Whether rooms alike are no one place to the rule."""
    return implements(rule, DistinguishesRooms) and rule.distinguishes_rooms


def named_rooms(rule: Rule) -> tuple[Room, ...]:
    """The rooms that the rule tells from all others; mostly none."""
    return rule.named_rooms if implements(rule, NamesRooms) else ()


def looks_at_other_starts(rule: Rule) -> bool:
    """Whether it matters to the rule when a session could begin, though it may not begin then."""
    return implements(rule, LooksAtOtherStarts) and rule.looks_at_other_starts


def subjects(rule: Rule) -> tuple[str, ...]:
    """The keys that say what a statement of the rule is about; mostly none."""
    return rule.subjects if implements(rule, HasSubjects) else ()


def waivable(rule: Rule) -> bool:
    """Whether a statement of the rule can be dropped; mostly yes."""
    return rule.waivable if implements(rule, Waivable) else True


def restricts(rule: Rule) -> OneOf["hours", "rooms"] | None:
    """What the hard rule allows no more of than the conference does; mostly None, it does no such thing."""
    return rule.restricts if implements(rule, Restricts) else None


def arrival_margin(rule: Rule) -> int:
    """How many minutes before a session the rule wants those present who lead it; mostly 0."""
    return rule.arrival_margin if implements(rule, NeedsEarlyArrival) else 0


def relaxed_text(rule: Rule, field: str, number: int) -> Phrase:
    """What organisers say who let that field of the rule be that number; empty where it then asks no less."""
    return rule.relaxed_text(field, number) if implements(rule, Relaxable) else NOTHING


def partial_relaxations(rule: Rule, conference: Conference) -> Iterator[tuple[Phrase, Mapping[str, Any]]]:
    """What organisers say who leave out one part of the rule, with what its fields then are; for each such part."""
    return rule.partial_relaxations(conference) if implements(rule, PartlyRelaxable) else iter(())


def with_hours_text(rule: Rule, hours: Phrase, more: Phrase) -> Phrase:
    """What organisers say who let the hours of the rule be these; empty where it has none."""
    return rule.with_hours_text(hours, more) if implements(rule, HasHours) else NOTHING


def relaxed_for_published(rule: Rule, breaches: Sequence[Breach]) -> Scope | None:
    """What the rule leaves alone in a day made of a programme that breaks it so; None: the rule is off."""
    if implements(rule, GivesWayToPublished):
        return rule.relaxed_for_published(breaches)
    return sessions_of(breaches) if rule.weight is None else Scope()


def sessions_of(breaches: Iterable[Breach]) -> Scope:
    """All sessions that these breaches name."""
    return Scope(sessions=tuple(dict.fromkeys(session for breach in breaches for session in breach.sessions)))


def follows_from_kinds(rule: Rule) -> bool:
    """Whether a session of another kind may break the rule no more."""
    return implements(rule, FollowsFromKinds) and rule.follows_from_kinds


def equivalence_key(case: Case) -> Hashable:
    """What the case has in common with others of its rule that are broken at the same places; None: it does not say."""
    return case.equivalence_key if implements(case, HasEquivalenceKey) else None


def people_of(case: Case) -> tuple[Person, ...]:
    """The people whom the case is about; empty: it names none."""
    return case.people if implements(case, SpeaksOfPeople) else ()


def in_rooms(case: Case) -> tuple[Room, ...]:
    """The rooms in which alone the case can be broken; empty: wherever."""
    return case.in_rooms if implements(case, SpeaksOfRooms) else ()


def predicates(case: Case) -> tuple[Phrase, ...]:
    """What the case says of its one session, without the session; empty: its sentence does not begin with it."""
    return case.predicates if len(case.sessions) == 1 and implements(case, HasPredicates) else ()


def rooms_matter(case: Case) -> bool:
    """Whether other rooms at the same hours can change the breaches of the case; mostly True, it does not say."""
    return case.rooms_matter if implements(case, SpeaksOfHours) else True


def helped_by(case: Case) -> tuple[Session, ...]:
    """The sessions of which one that is dropped can break the case; mostly none."""
    return case.helped_by if implements(case, HelpedByOthers) else ()


def room_equivalence_key(case: Case, model: Model) -> Hashable:
    """What the case has in common with others that say the same of other rooms; mostly the case itself: nothing."""
    return case.room_equivalence_key(model) if implements(case, HasRoomEquivalenceKey) else case


def missable(thing: object) -> tuple[Session, ...]:
    """The sessions of which the case, or the part of one, counts what people miss; mostly none."""
    return thing.missable if implements(thing, CountsMissed) else ()


def holds_one_at_a_time(case: Case) -> tuple[Room, ...]:
    """The rooms that hold one session at a time of those on which the case depends; mostly it says of none."""
    rooms = in_rooms(case)
    return rooms if implements(case, HoldsOneAtATime) and case.holds_one_at_a_time else ()
