"""A session keeps to the opening hours, and to its own days, rounds, starts and windows.

Wanted by whoever locks up, and by organisers who promised a group the morning. Where the day has rounds, a session
begins with one and ends within it, or within a later one when it is longer than the round; where it has none, or the
session keeps to none, it begins on the grid. A session with starts of its own (`at`) need keep to neither; where it
names rounds as well, it begins in one of them. Whoever names rounds is not on a day that has none. The talk of a track
begins with a slot of a round that has slots enough from there.

>>> from tests.support.small import broken, day
>>> morning = day(sessions={"Europa": {"windows": ["9:00-12:00"]}})
>>> broken(SessionInItsWindow(), morning, "Europa 11:00 Zaal 1")
[]
>>> broken(SessionInItsWindow(), morning, "Europa 11:30 Zaal 1")
['Europa is at 11.30–12.30, outside its window 9.00–12.00.']
>>> talk = day(sessions={"Dijken": {"track": "Water"}}, tracks={"Water": {}}, rounds=["9:00-10:00"], slots=3)
>>> broken(SessionInItsWindow(), talk, "Dijken 9:20 Zaal 1")
[]
>>> broken(SessionInItsWindow(), talk, "Dijken 9:30 Zaal 1")
['Dijken is at 9.30–9.50, where no slot of a round begins that has room for it.']
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self
from typing import Literal as OneOf

from scheduler.conference.blocks import round_of
from scheduler.conference.clock import Minute, Span, day_told
from scheduler.conference.conference import Conference, Round, Session
from scheduler.conference.programme import Programme
from scheduler.conference.round_names import round_called
from scheduler.rules.rule import Breach, Case, Rule
from scheduler.text.sentence import Phrase, Sentence
from scheduler.text.wording import count, listing

if TYPE_CHECKING:
    from scheduler.model import Literal, Model


class SessionInItsWindow(Rule):
    sentence: ClassVar[str] = "A session keeps to the opening hours, and to its own days, rounds, starts and windows."
    single_session: ClassVar[bool] = True
    waivable: ClassVar[bool] = False
    restricts: ClassVar[OneOf["hours"]] = "hours"

    @classmethod
    def standard(cls, conference: Conference) -> tuple[Self, ...]:
        return (cls(),)

    def cases(self, conference: Conference) -> Iterator[Case]:
        for session in self.of(conference.held):
            yield InItsWindow(conference, session)


@dataclass(frozen=True)
class InItsWindow(Case):
    conference: Conference
    session: Session

    @property
    def sessions(self) -> tuple[Session, ...]:
        return (self.session,)

    @property
    def equivalence_key(self) -> Hashable:
        return tuple(
            getattr(self.session, asked) for asked in ("minutes", "starts", "days", "windows", "rounds", "slots")
        )

    @property
    def predicates(self) -> tuple[Phrase, ...]:
        return (Sentence("takes {minutes}", minutes=count(self.session.minutes, "minute")), self._hours)

    @property
    def _hours(self) -> Phrase:
        session, clock = self.session, self.conference.clock
        places = []
        if session.starts is not None:
            places.append(Sentence("begins {hours}", hours=clock.at(*session.starts)))
        if session.rounds:
            places.append(Sentence("stands in {rounds}", rounds=listing(map(round_called, session.rounds), "or")))
        if session.days is not None:
            places.append(Sentence("is on {days}", days=listing(map(day_told, session.days), "or")))
        if session.windows is not None:
            places.append(Sentence("lies within {hours}", hours=listing(map(clock.span, session.windows), "or")))
        if session.slots and not places:
            return Sentence("begins with a slot of a round, within the opening hours")
        return listing(places) or Sentence("begins with a round or on the grid, within the opening hours")

    def __str__(self) -> Sentence:
        minutes = count(self.session.minutes, "minute")
        return Sentence("{session} ({minutes}) {hours}.", session=self.session, minutes=minutes, hours=self._hours)

    def breaches(self, programme: Programme) -> list[Breach]:
        return [
            Breach(self._sentence(placement.start, words), 1, (self.session,), why=why)
            for placement in programme.of([self.session])
            if (fault := self._fault(placement.start))
            for words, why in [fault()]
        ]

    def encode(self, model: Model, on: Literal) -> None:
        decision, own = model[self.session], self.session.starts
        tried = decision.starts if own is None else [start for start in decision.starts if start in own]
        decision.only_at({start for start in tried if not self._fault(start)}, on)

    def _sentence(self, start: Minute, fault: Phrase) -> Sentence:
        when = self.conference.clock.during(self.session.span(start))
        return Sentence("{session} is {when}, {fault}.", session=self.session, when=when, fault=fault)

    def _fault(self, start: Minute) -> Callable[[], tuple[Phrase, Phrase]] | None:
        """What is wrong with beginning at that minute; None when nothing is.

        When called it says so, as the end of a sentence on that hour, and in a sentence that names no hour.
        """
        session, clock = self.session, self.conference.clock
        span = session.span(start)
        day = self.conference.day_of(start)
        if session.starts is not None and start not in session.starts:
            return self._but_it_begins
        if session.days is not None and day.date not in session.days:
            return self._but_it_is_on
        if not day.hours.holds(span):
            return lambda: self._then(Sentence("outside the opening hours {hours}", hours=clock.span(day.hours)))
        if session.windows is not None and not any(window.holds(span) for window in session.windows):
            return self._outside_its_window
        if session.starts is not None and not session.rounds:
            return None
        if session.rounds and not day.rounds:
            return lambda: self._then(self._not_in_its_rounds())
        if session.slots:
            return self._fault_of_talk(start)
        if not day.rounds or session.rounds == ():
            if start in day.grid:
                return None
            minutes = count(day.step or 0, "minute")
            return lambda: (
                Sentence("which is no start of the grid of every {minutes}", minutes=minutes),
                Sentence("That is no start of the grid of every {minutes}.", minutes=minutes),
            )
        begun = next((round_ for round_ in day.rounds if self._begins_in(round_.span, start)), None)
        if begun is None:
            if session.starts is None:
                return lambda: (Sentence("where no round begins"), Sentence("No round begins then."))
            return lambda: (Sentence("which is in no round"), Sentence("That is in no round."))
        if session.rounds and begun.name not in session.rounds:
            return lambda: self._in_another_round(begun)
        if not any(round_.span.start < span.end <= round_.span.end for round_ in day.rounds):
            values = {"round": round_called(begun.name), "hours": clock.span(begun.span)}
            return lambda: (
                Sentence("which ends outside {round} ({hours})", **values),
                Sentence("That ends outside {round} ({hours}).", **values),
            )
        return None

    def _fault_of_talk(self, start: Minute) -> Callable[[], tuple[Phrase, Phrase]] | None:
        """The same of where it stands among the slots of the rounds, for the talk of a track."""
        begun = round_of(self.conference, start)
        if begun is None or start not in self.conference.talk_starts(self.session.slots or 0):
            return lambda: (
                Sentence("where no slot of a round begins that has room for it"),
                Sentence("No slot of a round begins then that has room for it."),
            )
        if self.session.rounds and begun.name not in self.session.rounds:
            return lambda: self._in_another_round(begun)
        return None

    def _in_another_round(self, begun: Round) -> tuple[Phrase, Phrase]:
        rounds = listing(map(round_called, self.session.rounds or ()), "or")
        return (
            Sentence("in {round}, not in {rounds}", round=round_called(begun.name), rounds=rounds),
            self._then(self._not_in_its_rounds())[1],
        )

    def _then(self, words: Phrase) -> tuple[Phrase, Phrase]:
        return words, Sentence("{session} is then {fault}.", session=self.session, fault=words)

    def _not_in_its_rounds(self) -> Phrase:
        return Sentence("not in {rounds}", rounds=listing(map(round_called, self.session.rounds or ()), "or"))

    def _but_it_begins(self) -> tuple[Phrase, Phrase]:
        hours = self.conference.clock.at(*(self.session.starts or ()))
        return Sentence("but it begins {hours}", hours=hours), Sentence("It begins {hours}.", hours=hours)

    def _but_it_is_on(self) -> tuple[Phrase, Phrase]:
        days = listing(map(day_told, self.session.days or ()), "or")
        return Sentence("but it is on {days}", days=days), Sentence("It is on {days}.", days=days)

    def _outside_its_window(self) -> tuple[Phrase, Phrase]:
        hours = listing(map(self.conference.clock.span, self.session.windows or ()))
        return self._then(Sentence("outside its window {hours}", hours=hours))

    def _begins_in(self, span: Span, start: Minute) -> bool:
        """Whether the session begins with the round, or somewhere in it when it has starts of its own."""
        return start == span.start or (self.session.starts is not None and span.start <= start < span.end)
