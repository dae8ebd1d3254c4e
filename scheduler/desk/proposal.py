"""A programme that was found, beside that of now: what moves, who gains and who loses, to take or to leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from scheduler.checking.check import Report, check
from scheduler.conference.conference import Conference, Person, Session
from scheduler.conference.programme import Edition, Placement, Programme
from scheduler.desk.acts import sessions_moved
from scheduler.desk.search import Search
from scheduler.desk.state import DeskState
from scheduler.desk.whole_moves import TakeProgramme
from scheduler.questions.difference import Difference, OwnChange, SessionChange, difference, moved_to
from scheduler.questions.difference.mail import mail
from scheduler.questions.difference.words import sentences
from scheduler.text.language import Language
from scheduler.text.sentence import Phrase, Sentence, plural
from scheduler.text.wording import count, some

_NAMED = 6


@dataclass(frozen=True)
class PersonShift:
    """What becomes of one person's day. `gains`: meetings to which they can go and could not; `loses`: the reverse."""

    person: Person
    gains: tuple[str, ...]
    loses: tuple[str, ...]


@dataclass(frozen=True)
class ProgrammeProposal:
    """`search`: what found it; `before`: the day and programme that it began from; `state`: those of now.

    `programme`: on the day of now; `left_out`: the names of what that day no longer knows or has no room for. `proof`:
    what is proven of it on the day before.
    """

    search: Search
    before: DeskState
    state: DeskState
    programme: Programme
    left_out: tuple[str, ...]
    proof: Mapping[str, Any]

    @classmethod
    def of(
        cls, search: Search, before: DeskState, found: Programme, state: DeskState, proof: Mapping[str, Any]
    ) -> ProgrammeProposal:
        """The programme that was found on the day before, on the day of now."""
        placements, left_out = [], []
        edition = Edition(before.conference, found)
        for placement in found.placements:
            here = _placed_now(edition, state.conference, placement)
            if here is None:
                left_out.append(placement.session.name)
            else:
                placements.append(here)
        in_order = Programme(tuple(placements)).of(state.conference.sessions)
        return cls(search, before, state, Programme(tuple(in_order)), tuple(left_out), proof)

    @property
    def began(self) -> str:
        """The version that the search began from."""
        return self.before.version

    @property
    def now(self) -> Programme:
        """The programme of now; one that cannot be read counts as empty."""
        return self.state.programme or Programme()

    @property
    def same(self) -> bool:
        """Whether it is the programme of now."""
        return not sessions_moved(self.now, self.programme)

    @property
    def day_changed(self) -> bool:
        """Whether the day is another than the one it was made for. It is judged on the day of now."""
        return self.before.day is not self.state.day and self._digest(self.before) != self._digest(self.state)

    @staticmethod
    def _digest(state: DeskState) -> str:
        return state.instance.digest if state.instance else ""

    @cached_property
    def moved_meanwhile(self) -> tuple[str, ...]:
        """The names of the sessions that were moved by hand since the search began, in the order of the day."""
        moved = sessions_moved(self.before.programme, self.state.programme)
        return tuple(session.name for session in self.state.conference.sessions if session.name in moved)

    @property
    def remarks(self) -> tuple[Phrase, ...]:
        """What somebody should know before they take it."""
        found: list[Phrase] = []
        if self.day_changed:
            found.append(Sentence("The day has changed since this search began. It is judged on the day as it is now."))
        if self.left_out:
            names = some(self.left_out, _NAMED)
            found.append(Sentence("The day no longer has a place for {sessions}.", sessions=names))
        if self.moved_meanwhile:
            names = some(self.moved_meanwhile, _NAMED)
            found.append(
                Sentence("Moved by hand since this search began, and not reckoned with: {sessions}.", sessions=names)
            )
        return tuple(found)

    # -- beside the programme of now --------------------------------------------------------------------------------

    @cached_property
    def report_now(self) -> Report:
        return self.state.judge.report() if self.state.programme is not None else check(self.state.problem, self.now)

    @cached_property
    def report_then(self) -> Report:
        return check(self.state.problem, self.programme)

    @cached_property
    def difference(self) -> Difference:
        """What taking it changes."""
        conference = self.state.conference
        return difference(Edition(conference, self.now), Edition(conference, self.programme), guess_names=False)

    @cached_property
    def moves(self) -> Sequence[tuple[Phrase, tuple[SessionChange, ...]]]:
        """Each change of a session in a sentence; two that change places share one."""
        return list(sentences(self.difference))

    @cached_property
    def shifts(self) -> tuple[PersonShift, ...]:
        """Of all who can go to other meetings than now, what they gain and lose; who loses most first."""
        now, then = self.report_now.attending, self.report_then.attending
        found = []
        for person in self.state.conference.people:
            gains, loses = then[person] - now[person], now[person] - then[person]
            if gains or loses:
                found.append(PersonShift(person, self._named(gains), self._named(loses)))
        return tuple(sorted(found, key=lambda shift: (len(shift.gains) - len(shift.loses), -len(shift.loses))))

    def _named(self, sessions: set[Session]) -> tuple[str, ...]:
        return tuple(session.name for session in self.state.conference.sessions if session in sessions)

    @property
    def losers(self) -> tuple[PersonShift, ...]:
        """Who can go to fewer meetings than now."""
        return tuple(shift for shift in self.shifts if len(shift.loses) > len(shift.gains))

    @property
    def gainers(self) -> tuple[PersonShift, ...]:
        """Who can go to more, who gains most first."""
        more = (shift for shift in self.shifts if len(shift.gains) > len(shift.loses))
        return tuple(sorted(more, key=lambda shift: len(shift.loses) - len(shift.gains)))

    @property
    def affected(self) -> tuple[OwnChange, ...]:
        """Those in whose diary something changes."""
        return self.difference.affected

    @property
    def verdict(self) -> Phrase:
        """People who miss something first, points behind: now and then; of a first programme then alone."""
        now, then = self.report_now, self.report_then
        if not self.now:
            return Sentence(
                "People who miss something: {then}. Points: {then_points}.",
                then=len(then.misses),
                then_points=then.cost,
            )
        return Sentence(
            "People who miss something: now {now}, then {then}. Points: now {now_points}, then {then_points}.",
            now=len(now.misses),
            then=len(then.misses),
            now_points=now.cost,
            then_points=then.cost,
        )

    @property
    def broken(self) -> tuple[Phrase, ...]:
        """The hard rules that it would break on the day of now, in sentences."""
        return tuple(breach.sentence for breach in self.report_then.broken)

    @property
    def kept(self) -> Phrase:
        """Whether it keeps the hard rules, beside how that is now."""
        now, then = len(self.report_now.broken), len(self.report_then.broken)
        if then:
            return Sentence("It breaks hard rules, {times}.", times=count(then, "time"))
        if now:
            return Sentence("It keeps every hard rule, which that of now does not.")
        return Sentence("It keeps every hard rule.")

    def mail(self, language: str) -> str:
        """What to write to everybody when it is taken, with the address of the page where the day has one."""
        from scheduler.publishing.mailing import OwnCalendars, greeting_to  # noqa: PLC0415  a desk starts sooner

        speech, page = Language.of(language), OwnCalendars.of(None, self.state.conference.website).page
        whole = f"{speech.say('The whole programme:')} {page}" if page else ""
        parts = (greeting_to(None, speech), mail(self.difference, language), whole)
        return "\n\n".join(filter(None, parts))

    def take(self) -> TakeProgramme:
        """The act that puts it in the place of that of now."""
        words = plural(
            len(self.difference.changes),
            "Took over the programme that was found: {number} session changes.",
            "Took over the programme that was found: {number} sessions change.",
        )
        return TakeProgramme(self.programme, words, self.proof, self._digest(self.before))


def _placed_now(edition: Edition, conference: Conference, placement: Placement) -> Placement | None:
    """The placement on another version of the day; None where that has no such session or room."""
    session = conference.session(placement.session.name)
    room = conference.room(placement.room.name) if placement.room else None
    if session is None or not session.held or (placement.room is not None and room is None):
        return None
    return Placement(session, moved_to(edition, conference, placement).start, room)
