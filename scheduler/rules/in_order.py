"""These sessions come before those: with time between, on the same day, directly, or within these hours.

Wanted by the pillars, which decide before their theme groups meet; by the cook (`between`); and by whoever opens the
door: walk-in comes before every meeting of the day, drinks after. Each session of `first` precedes each of `then`.
Directly means that the second takes the first start that it has once the first has ended, by its rounds, the grid or
its own `at`, in the rounds and on the days that it names, as `adjacent` has it.

>>> from tests.support.small import broken, day
>>> pillar = day(sessions={"Pijler Fysiek": {"kind": "pillar meeting"}, "Woningmarkt": {"kind": "theme group meeting"}})
>>> order = InOrder(first={"kinds": ["pillar meeting"]}, then={"kinds": ["theme group meeting"]}, least_gap=10)
>>> broken(order, pillar, "Pijler Fysiek 10:00 Zaal 1; Woningmarkt 11:30 Zaal 1")
[]
>>> broken(order, pillar, "Pijler Fysiek 10:00 Zaal 1; Woningmarkt 11:00 Zaal 1")
['Woningmarkt (11.00–12.00) begins 0 minutes after Pijler Fysiek (10.00–11.00), not at least 10.']
>>> broken(order, pillar, "Pijler Fysiek 10:30 Zaal 1; Woningmarkt 10:00 Zaal 1")
['Woningmarkt (10.00–11.00) begins before Pijler Fysiek (10.30–11.30) has ended.']

Directly after may be back to back, and is never the next morning:

>>> two_days = day(sessions={"Pijler Fysiek": {}, "Woningmarkt": {}}, days=2)
>>> directly = InOrder(first=two_days.sessions[:1], then=two_days.sessions[1:], directly=True)
>>> broken(directly, two_days, "Pijler Fysiek 10:00 Zaal 1; Woningmarkt 11:00 Zaal 1")
[]
>>> broken(directly, two_days, "Pijler Fysiek 10:00 Zaal 1; Woningmarkt 11:30 Zaal 1")
['Woningmarkt (Fri 10 February 11.30–12.30) does not come directly after Pijler Fysiek (Fri 10 February 10.00–11.00).']
>>> broken(directly, two_days, "Pijler Fysiek 16:00 Zaal 1; Woningmarkt 2/9:00 Zaal 1")
['Woningmarkt (Sat 11 February 9.00–10.00) does not come directly after Pijler Fysiek (Fri 10 February 16.00–17.00).']
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from functools import cached_property, partial
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self

from pydantic import AfterValidator, BeforeValidator, Field

from scheduler.conference.clock import Minute, Span
from scheduler.conference.conference import Conference, Kind, Session
from scheduler.conference.programme import Placement, Programme, titled
from scheduler.rules.fields import Minutes, Windows
from scheduler.rules.protocols import sessions_of
from scheduler.rules.rule import Breach, Case, Rule, Scope
from scheduler.rules.session_sets import Each, may_begin, session_sets
from scheduler.text.sentence import NOTHING, Phrase, Sentence
from scheduler.text.wording import asked, count, each_of, listing

if TYPE_CHECKING:
    from scheduler.model import Literal, Model


def _bare_names(value: Any) -> Any:
    """Names without more are names of sessions."""
    if isinstance(value, (str, Session)):
        return {"sessions": [value]}
    return {"sessions": value} if isinstance(value, (list, tuple)) else value


def _no_people(scope: Scope) -> Scope:
    if scope.people:
        raise ValueError(Sentence("people have no order; name sessions, groups, kinds or tags."))
    return scope


_Which = Annotated[
    Scope, BeforeValidator(_bare_names, json_schema_input_type=Scope | str | list[str]), AfterValidator(_no_people)
]


class InOrder(Rule):
    sentence: ClassVar[str] = "These sessions come before those."
    subjects: ClassVar[tuple[str, ...]] = ("first", "then", "between")
    follows_from_kinds: ClassVar[bool] = True
    first: _Which = Field(
        default=Scope(), description="what comes first: names of sessions, or their kinds, groups or tags"
    )
    then: _Which = Field(default=Scope(), description="what comes after each of these")
    least_gap: Minutes = Field(default=0, ge=0, description="the least minutes between the end and the next beginning")
    greatest_gap: Minutes | None = Field(default=None, ge=0, description="the most minutes between them")
    same_day: bool = Field(default=False, description="yes: both are on the same day")
    each_day: bool = Field(
        default=False, description="yes: compares only sessions of one day (where `same_day` does not ask for it)"
    )
    directly: bool = Field(
        default=False,
        description="yes: the second takes the first start it has that day, of the rounds it names or the grid",
    )
    between: Windows = Field(default=(), description="all of `first` lie within one of these hours; needs no `then`")
    each: Each | None = Field(
        default=None, description="group, pillar, kind, tag or person: compares only sessions that have the same one"
    )

    @classmethod
    def standard(cls, conference: Conference) -> tuple[Self, ...]:
        meetings = Scope(kinds=tuple(kind for kind in Kind if kind.is_meeting))
        pillars, themes = Scope(kinds=(Kind.PILLAR,)), Scope(kinds=(Kind.THEME,))
        return (
            cls(first=Scope(kinds=(Kind.WALK_IN,)), then=meetings, each_day=True, weight=4),  # an early bird may meet
            cls(first=meetings, then=Scope(kinds=(Kind.DRINKS,)), each_day=True),
            cls(first=pillars, then=themes, each_day=True, weight=1),
        )

    @property
    def looks_at_other_starts(self) -> bool:
        return self.directly

    def relaxed_text(self, field: str, number: int) -> Phrase:
        sessions = {"first": self.first.words, "then": self.then.words}
        if field == "least_gap" and number < self.least_gap:
            if not number:
                return Sentence(
                    "Let {then} follow {first} without time between ({minutes} between them now).",
                    minutes=count(self.least_gap, "minute"),
                    **sessions,
                )
            return Sentence(
                "Let {minutes} be enough after {first} before {then} ({asked}).",
                minutes=count(number, "minute"),
                asked=asked(self.least_gap),
                **sessions,
            )
        if field == "greatest_gap" and self.greatest_gap is not None and number > self.greatest_gap:
            return Sentence(
                "Let up to {minutes} pass after {first} before {then} ({most} at most now).",
                minutes=count(number, "minute"),
                most=self.greatest_gap,
                **sessions,
            )
        return NOTHING

    def partial_relaxations(self, conference: Conference) -> Iterator[tuple[Phrase, Mapping[str, Any]]]:
        sessions = {"first": self.first.words, "then": self.then.words}
        if self.same_day:
            yield Sentence("Let {then} come after {first} on another day too.", **sessions), {"same_day": False}
        if len(conference.days) > 1 and not self.each_day and not self.same_day and not self.then.empty:
            only = Sentence("Let {then} come after {first} only where they are on one day.", **sessions)
            yield only, {"each_day": True}
        if self.directly:
            yield Sentence("Let {then} come after {first}, and not directly.", **sessions), {"directly": False}

    def with_hours_text(self, hours: Phrase, more: Phrase) -> Phrase:
        which = self.first.words
        return Sentence("Let {which} lie within {hours} ({more} more).", which=which, hours=hours, more=more)

    def relaxed_for_published(self, breaches: Sequence[Breach]) -> Scope:
        return sessions_of(breaches)  # also of a wish: the other sessions can keep it

    def cases(self, conference: Conference) -> Iterator[Case]:
        about = self.of(conference.held)
        first = [session for session in about if self.first.names(session)]
        then = [session for session in about if self.then.names(session)]
        for session in first if self.between else ():
            yield WithinHours(conference, session, self.between)
        sets = [set(s.sessions) for s in session_sets(self, about, conference, (), self.each)] if self.each else []
        for one in first:
            for other in then:
                if one != other and (not self.each or any(one in some and other in some for some in sets)):
                    yield Before(conference, one, other, self)


class _Fault(Enum):
    """What can be wrong with the hours of two sessions that are in order."""

    OTHER_DAY = auto()
    BEFORE = auto()
    TOO_SOON = auto()
    TOO_LATE = auto()
    NOT_DIRECTLY = auto()


@dataclass(frozen=True)
class Before(Case):
    conference: Conference
    one: Session
    other: Session
    rule: InOrder

    @property
    def sessions(self) -> tuple[Session, ...]:
        return (self.one, self.other)

    @property
    def rooms_matter(self) -> bool:
        return False

    @property
    def about(self) -> tuple[tuple[Session, ...], ...]:
        return ((self.other,), (self.one,)) if self.rule.directly else ((self.one,), (self.other,))

    def __str__(self) -> Sentence:
        return Sentence("{statement}.", statement=self.says_of(*self.about))

    def says_of(self, *about: Sequence[object]) -> Phrase:
        order = self._order(each_of(about[0], begins=True), each_of(about[1]))
        if self.rule.same_day:
            return Sentence("{order}, on the same day", order=order)
        return Sentence("{order}, if on the same day", order=order) if self._each_day else order

    def _order(self, first: Phrase, second: Phrase) -> Sentence:
        """What comes before what, or directly after it, whatever the day."""
        least, greatest = self.rule.least_gap, self.rule.greatest_gap
        gaps = [Sentence("at least {minutes}", minutes=count(least, "minute"))] if least else []
        gaps += [Sentence("at most {minutes}", minutes=count(greatest, "minute"))] if greatest is not None else []
        if self.rule.directly:
            if gaps:
                return Sentence(
                    "{first} comes directly after {second}, after {gaps}",
                    first=first,
                    second=second,
                    gaps=listing(gaps),
                )
            return Sentence("{first} comes directly after {second}", first=first, second=second)
        if gaps:
            return Sentence(
                "{first} ends {gaps} before {second} begins", first=first, second=second, gaps=listing(gaps)
            )
        return Sentence("{first} is before {second}", first=first, second=second)

    def breaches(self, programme: Programme) -> list[Breach]:
        one, other = programme.get(self.one), programme.get(self.other)
        if one is None or other is None or (fault := self._fault(one.start, other.start)) is None:
            return []
        return [Breach(partial(self._sentence, fault, one, other), 1, self.sessions)]

    def _sentence(self, fault: _Fault, one: Placement, other: Placement) -> Sentence:
        clock, rule = self.conference.clock, self.rule
        both = {"first": titled(clock, one), "then": titled(clock, other)}
        minutes = count(max(0, other.start - one.end), "minute")
        if fault is _Fault.OTHER_DAY:
            return Sentence("{first} and {then} are not on the same day.", **both)
        if fault is _Fault.BEFORE:
            return Sentence("{then} begins before {first} has ended.", **both)
        if fault is _Fault.TOO_SOON:
            return Sentence(
                "{then} begins {minutes} after {first}, not at least {least}.",
                minutes=minutes,
                least=rule.least_gap,
                **both,
            )
        if fault is _Fault.TOO_LATE:
            return Sentence(
                "{then} begins {minutes} after {first}, not at most {most}.",
                minutes=minutes,
                most=rule.greatest_gap,
                **both,
            )
        return Sentence("{then} does not come directly after {first}.", **both)

    def _fault(self, start: Minute, next_start: Minute) -> _Fault | None:
        """What is wrong when the two begin at these minutes; None when nothing is."""
        rule, gap = self.rule, next_start - start - self.one.minutes
        late_enough, soon_enough = gap >= rule.least_gap, rule.greatest_gap is None or gap <= rule.greatest_gap
        if late_enough and soon_enough and not rule.same_day and not rule.directly:
            return None  # the common case, told without looking up the days
        if self._day(start) != self._day(next_start):
            if rule.same_day:
                return _Fault.OTHER_DAY
            if self._each_day:
                return None
        if gap < 0:
            return _Fault.BEFORE
        if not late_enough:
            return _Fault.TOO_SOON
        if not soon_enough:
            return _Fault.TOO_LATE
        return _Fault.NOT_DIRECTLY if rule.directly and next_start != self._next_start(start) else None

    @property
    def _each_day(self) -> bool:
        return self.rule.each_day and len(self.conference.days) > 1

    def _day(self, minute: Minute) -> date:
        return self.conference.day_of(minute).date

    def _next_start(self, start: Minute) -> Minute | None:
        """The first start of the second session, in its rounds and that same day, once the first has ended."""
        soonest = start + self.one.minutes + self.rule.least_gap
        return next((s for s in self._starts if s >= soonest and self._day(s) == self._day(start)), None)

    @cached_property
    def _starts(self) -> list[Minute]:
        starts = sorted(self.conference.starts(self.other))
        return [start for start in starts if may_begin(self.conference, self.other, start)]

    def encode(self, model: Model, on: Literal) -> None:
        if self.rule.directly:
            model.imply(on, ~model.at_starts(self.one, self.other, lambda s, t: self._fault(s, t) is not None))
            return
        dropped = [~model[self.one].held, ~model[self.other].held]
        excuses = dropped
        if self.rule.same_day:
            model.imply_any(on, [model.same_day(self.one, self.other), *dropped])
        elif self._each_day:
            excuses = [*dropped, ~model.same_day(self.one, self.other)]
        model.imply_any(on, [model.before(self.one, self.other, self.rule.least_gap), *excuses])
        if self.rule.greatest_gap is not None:
            model.imply_any(on, [~model.before(self.one, self.other, self.rule.greatest_gap + 1), *excuses])


@dataclass(frozen=True)
class WithinHours(Case):
    conference: Conference
    session: Session
    between: tuple[Span, ...]

    @property
    def sessions(self) -> tuple[Session, ...]:
        return (self.session,)

    @property
    def predicates(self) -> tuple[Phrase, ...]:
        return (Sentence("lies within {hours}", hours=self._hours),)

    def __str__(self) -> Sentence:
        return Sentence("{session} {predicate}.", session=self.session, predicate=self.predicates[0])

    @property
    def _hours(self) -> Phrase:
        return listing(map(self.conference.clock.span, self.between), "or")

    def breaches(self, programme: Programme) -> list[Breach]:
        return [
            Breach(partial(self._outside, placement.span), 1, self.sessions)
            for placement in programme.of([self.session])
            if not any(window.holds(placement.span) for window in self.between)
        ]

    def _outside(self, span: Span) -> Sentence:
        when = self.conference.clock.during(span)
        return Sentence("{session} is {when}, not within {hours}.", session=self.session, when=when, hours=self._hours)

    def encode(self, model: Model, on: Literal) -> None:
        decision = model[self.session]
        fitting = {s for s in decision.starts if any(w.holds(self.session.span(s)) for w in self.between)}
        decision.only_at(fitting, on)
