"""These sessions would rather be at these hours, on these days, or in these rooms.

Wanted by whoever asks and does not insist: "if it can be done, in the morning". A session whose wishes are not all met
counts once. Costs 1 each unless the file gives a weight. A session that needs no room has no wish for one.

>>> from tests.support.small import broken, day, minute, span
>>> morning = day(sessions={"Europa": {}, "Woningmarkt": {}})
>>> (europa, _), (zaal_1, _) = morning.sessions, morning.rooms
>>> broken(Preferred(sessions=[europa], at=[minute("10:00")]), morning, "Europa 10:00 Zaal 2; Woningmarkt 11:30 Zaal 1")
[]
>>> broken(Preferred(sessions=[europa], at=[minute("10:00")], room=[zaal_1]), morning, "Europa 11:30 Zaal 2")
['Europa would rather be at 10.00, not at 11.30.', 'Europa would rather be in Zaal 1, not in Zaal 2.']
>>> broken(Preferred(between=[span("9:00-12:00")]), morning, "Europa 10:00 Zaal 2; Woningmarkt 11:30 Zaal 1")
['Woningmarkt would rather be within 9.00–12.00, not at 11.30–12.30.']
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self
from typing import Literal as OneOf

from pydantic import Field, model_validator

from scheduler.conference.clock import Minute, day_told
from scheduler.conference.conference import Conference, Room, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.rules.fields import Dates, Rooms, Sessions, Starts, Windows
from scheduler.rules.rule import Breach, Case, Rule
from scheduler.text.sentence import NOTHING, Phrase, Sentence
from scheduler.text.wording import KeyName, listing

if TYPE_CHECKING:
    from scheduler.model import Literal, Model


_Wished = OneOf["hour", "stretch", "day", "room"]


class Preferred(Rule):
    sentence: ClassVar[str] = "These sessions would rather be at these hours, on these days, or in these rooms."
    single_session: ClassVar[bool] = True
    weight: Annotated[int | None, Field(ge=1)] = Field(default=1, description='"hard", or what each breach costs')
    sessions: Sessions = Field(default=(), description="whose wish it is; all sessions, when left out")
    at: Starts = Field(default=(), description="the hours at which they would rather begin")
    between: Windows = Field(default=(), description="the stretches within which they would rather lie")
    days: Dates = Field(default=(), description="the days on which they would rather be")
    room: Rooms = Field(default=(), description="the rooms in which they would rather stand")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.at or self.between or self.days or self.room):
            raise ValueError(
                Sentence(
                    "nothing is preferred; say `{at}`, `{between}`, `{days}` or `{room}`.",
                    **{key: KeyName(key) for key in ("at", "between", "days", "room")},
                )
            )
        return self

    @property
    def named_rooms(self) -> tuple[Room, ...]:
        return self.room

    @classmethod
    def published_place(cls, session: str, at: str, room: str) -> Iterator[Mapping[str, str]]:
        yield {"sessions": session, "at": at}
        if room:
            yield {"sessions": session, "room": room}

    def partial_relaxations(self, conference: Conference) -> Iterator[tuple[Phrase, Mapping[str, Any]]]:  # noqa: ARG002
        words = {
            "at": Sentence("hours"),
            "between": Sentence("stretches"),
            "days": Sentence("days"),
            "room": Sentence("rooms"),
        }
        asked = [field for field in words if getattr(self, field)]
        for field in asked if len(asked) > 1 else ():
            others = listing(words[other] for other in asked if other != field)
            yield (
                Sentence(
                    "Let {sessions} have only the {others} of their wish, not the {what}.",
                    sessions=self._whose,
                    others=others,
                    what=words[field],
                ),
                {field: ()},
            )

    def with_hours_text(self, hours: Phrase, more: Phrase) -> Phrase:
        which = self._whose
        return Sentence("Let {which} be within {hours} ({more} more).", which=which, hours=hours, more=more)

    @property
    def _whose(self) -> Phrase:
        return listing(self.sessions) or Sentence("every session")

    def cases(self, conference: Conference) -> Iterator[Case]:
        timed = self.at or self.between or self.days
        # Asking every session of a large day, for each wish of one, would take long.
        whose = [s for s in dict.fromkeys(self.sessions) if s.held and conference.session(s.name) == s]
        for session in self.of(whose if self.sessions else conference.held):
            if timed or session.needs_room:
                yield Preference(conference, session, self)


@dataclass(frozen=True)
class Preference(Case):
    conference: Conference
    session: Session
    wish: Preferred

    @property
    def sessions(self) -> tuple[Session, ...]:
        return (self.session,)

    @property
    def predicates(self) -> tuple[Phrase, ...]:
        wishes = listing(words for words in self._wishes if words)
        if self.wish.weight is None:
            return (Sentence("must be {wishes}", wishes=wishes),)
        return (Sentence("would rather be {wishes}", wishes=wishes),)

    def __str__(self) -> Sentence:
        return Sentence("{session} {predicate}.", session=self.session, predicate=self.predicates[0])

    def breaches(self, programme: Programme) -> list[Breach]:
        placement = programme.get(self.session)
        if placement is None:
            return []
        unmet = self._unmet(placement.start)
        if self._asks_for_room and placement.room not in self.wish.room:
            unmet.append("room")
        return [Breach(partial(self._instead, what, placement), 1, (self.session,)) for what in unmet]

    def _instead(self, what: _Wished, placement: Placement) -> Sentence:
        clock = self.conference.clock
        at, between, days, rooms = self._wishes
        wish: Phrase = rooms
        place: Phrase = Sentence("in {rooms}", rooms=placement.room or Sentence("no room"))
        if what == "hour":
            wish, place = at, clock.at(placement.start)
        elif what == "stretch":
            wish, place = between, clock.during(placement.span)
        elif what == "day":
            wish, place = days, Sentence("on {day}", day=day_told(self.conference.day_of(placement.start).date))
        if self.wish.weight is None:
            return Sentence("{session} must be {wish}, not {place}.", session=self.session, wish=wish, place=place)
        return Sentence("{session} would rather be {wish}, not {place}.", session=self.session, wish=wish, place=place)

    def encode(self, model: Model, on: Literal) -> None:
        decision = model[self.session]
        decision.only_at({start for start in decision.starts if not self._unmet(start)}, on)
        if self._asks_for_room:
            decision.only_in(set(self.wish.room), on)

    @property
    def _asks_for_room(self) -> bool:
        return bool(self.wish.room) and self.session.needs_room

    def _unmet(self, start: Minute) -> list[_Wished]:
        """The wishes for an hour or day that beginning at that minute leaves unmet."""
        wish, span = self.wish, self.session.span(start)
        unmet: list[_Wished] = []
        if wish.at and start not in wish.at:
            unmet.append("hour")
        if wish.between and not any(window.holds(span) for window in wish.between):
            unmet.append("stretch")
        if wish.days and self.conference.day_of(start).date not in wish.days:
            unmet.append("day")
        return unmet

    @cached_property
    def _wishes(self) -> tuple[Phrase, Phrase, Phrase, Phrase]:
        """The hours, stretches, days and rooms in words, each empty when there is no such wish."""
        clock, wish = self.conference.clock, self.wish
        return (
            clock.at(*wish.at) if wish.at else NOTHING,
            Sentence("within {hours}", hours=listing(map(clock.span, wish.between), "or")) if wish.between else NOTHING,
            Sentence("on {day}", day=listing(map(day_told, wish.days), "or")) if wish.days else NOTHING,
            Sentence("in {rooms}", rooms=listing(self.conference.names_of(wish.room), "or"))
            if self._asks_for_room
            else NOTHING,
        )
