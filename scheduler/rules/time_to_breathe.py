"""Nobody has to sit for too long on end without a break.

Wanted by whoever chairs or speaks all day. It is about the people who are needed somewhere: what counts is where they
must be, and the plenaries and board lunches that fall while they are there. Breaks, the walk-in, drinks, open space
and moving time are no sitting. A gap of at least `rest` minutes is a break; from the beginning of the first session
after a break to the end of the last before the next is no more than `most` minutes. With `longest_gap` nobody has to
hang about either: between two of their sessions on one day no more than so many minutes are idle. When weighted, each
person who has to sit or wait too long counts. Groups under `only` or `except` limit the people, not where they sit.

>>> from tests.support.small import broken, day
>>> fysiek = day(
...     sessions={
...         "Plenair": {"kind": "plenary"},
...         "Slim": {"groups": ["Slimme verstedelijking"]},
...         "Vitaal": {"groups": ["Vitale binnensteden"], "minutes": 90},
...     },
...     groups={
...         "Slimme verstedelijking": {"chair": ["Maarten Burggraaf"]},
...         "Vitale binnensteden": {"chair": ["Maarten Burggraaf"]},
...     },
... )
>>> kept = "Plenair 10:00 Zaal 1; Slim 11:00 Zaal 1; Vitaal 12:30 Zaal 1"
>>> broken(TimeToBreathe(), fysiek, kept)
[]
>>> for line in broken(TimeToBreathe(longest_gap=20), fysiek, kept):
...     print(line)
Maarten Burggraaf waits from 12.00 to 12.30 (30 minutes) for Vitaal.
>>> for line in broken(
...     TimeToBreathe(), fysiek, "Plenair 10:00 Zaal 1; Slim 11:00 Zaal 1; Vitaal 12:00 Zaal 1"
... ):
...     print(line)
Maarten Burggraaf sits 210 minutes without a break (10.00–13.30): Plenair, Slim and Vitaal.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from scheduler.conference.clock import Minute, Span
from scheduler.conference.conference import Conference, Day, Person, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.rules.fields import Minutes
from scheduler.rules.rule import AmountCase, Breach, Case, Rule
from scheduler.rules.session_sets import own_starts
from scheduler.text.sentence import NOTHING, Phrase, Sentence, plural
from scheduler.text.wording import asked, count, listing

if TYPE_CHECKING:
    from scheduler.model import Amount, Literal, Model


_FEW_PAIRS = 5  # of sessions, as a share of what they can begin at: then pairs take fewer words than moments


class TimeToBreathe(Rule):
    sentence: ClassVar[str] = "Nobody who is needed has to sit more than so many minutes on end without a break."
    most: Minutes = Field(
        default=180, ge=1, description="minutes on end, from the start of the first session to the end of the last"
    )
    rest: Minutes = Field(default=15, ge=0, description="a gap of at least so many minutes is a break")
    longest_gap: Minutes | None = Field(
        default=None, ge=0, description="no gap longer than so many minutes between two sessions on one day"
    )

    def relaxed_text(self, field: str, number: int) -> Phrase:
        minutes = count(number, "minute")
        if field == "most" and number > self.most:
            return Sentence(
                "Let people sit up to {minutes} on end ({most} at most now).", minutes=minutes, most=self.most
            )
        if field == "rest" and number < self.rest:
            if not number:
                return Sentence(
                    "Count sessions that follow at once as having a break between them ({minutes} between them now).",
                    minutes=count(self.rest, "minute"),
                )
            return Sentence(
                "Count {minutes} between two sessions as a break ({asked}).", minutes=minutes, asked=asked(self.rest)
            )
        if field == "longest_gap" and self.longest_gap is not None and number > self.longest_gap:
            return Sentence(
                "Let people wait up to {minutes} between two sessions ({most} at most now).",
                minutes=minutes,
                most=self.longest_gap,
            )
        return NOTHING

    def idle_number(
        self,
        conference: Conference,
        held: Collection[Session],  # noqa: ARG002  what must be held changes nothing of it
    ) -> tuple[str, Phrase] | None:
        if any(_longest_day(case, conference) > self.most for case in self.cases(conference)):
            return None
        never = Sentence("nobody can sit more than {minutes} on end", minutes=count(self.most, "minute"))
        if self.longest_gap is None:
            return "", never
        return ("most", never) if "most" in self.model_fields_set else None

    def cases(self, conference: Conference) -> Iterator[Case]:
        sitting = self._sittings(conference)
        alike: dict[tuple[frozenset[Session], tuple[Span, ...] | None], list[Person]] = {}
        for person in self._sitters(conference):
            if duties := frozenset(conference.duties(person)).intersection(sitting):
                alike.setdefault((duties, person.present), []).append(person)
        for (duties, _), people in alike.items():
            among = tuple(session for session in sitting if session in duties or session.kind.for_everyone)
            yield Breathing(conference, tuple(people), among, duties, self.most, self.rest, self.longest_gap)

    def _sittings(self, conference: Conference) -> list[Session]:
        only, excluding = (scope.model_copy(update={"groups": ()}) for scope in (self.only, self.excluding))
        of_all_groups = self.model_copy(update={"only": only, "excluding": excluding})
        return of_all_groups.of(session for session in conference.held if session.kind.is_meeting)

    def _sitters(self, conference: Conference) -> list[Person]:
        limited = self.only.people or self.only.groups
        asked = [person for person in conference.people if not limited or self.only.names_person(person)]
        return [person for person in asked if not self.excluding.names_person(person)]


def _longest_day(case: Case, conference: Conference) -> int:
    """The minutes from the first hour at which one of its sessions can begin to the last at which one can end."""
    starts = [(start, start + s.minutes) for s in case.sessions for start in own_starts(conference, s)]
    return max((end for _, end in starts), default=0) - min((start for start, _ in starts), default=0)


@dataclass(frozen=True)
class Breathing(AmountCase):
    """The days of people who are needed at the same sessions and there at the same times."""

    conference: Conference
    people: tuple[Person, ...]
    among: tuple[Session, ...]  # where they must be, and what is for everyone
    duties: frozenset[Session]
    most: int
    rest: int
    longest_gap: int | None

    @property
    def sessions(self) -> tuple[Session, ...]:
        return self.among

    @property
    def helped_by(self) -> tuple[Session, ...]:
        return () if self.longest_gap is None else self.among  # without the one between, the two are far apart

    @property
    def rooms_matter(self) -> bool:
        return False

    def __str__(self) -> Phrase:
        few, most = len(self.people) <= 3, count(self.most, "minute")
        who = listing(self.people) if few else count(len(self.people), "person", "people")
        if self.longest_gap is None:
            return plural(
                len(self.people),
                "{people} sits no more than {most} on end in {sessions}.",
                "{people} sit no more than {most} on end in {sessions}.",
                people=who,
                most=most,
                sessions=listing(self.among),
            )
        return plural(
            len(self.people),
            "{people} sits no more than {most} on end and waits no longer than {gap} between two sessions, in "
            "{sessions}.",
            "{people} sit no more than {most} on end and wait no longer than {gap} between two sessions, in "
            "{sessions}.",
            people=who,
            most=most,
            gap=count(self.longest_gap, "minute"),
            sessions=listing(self.among),
        )

    # -- the check -----------------------------------------------------------------------------------------------

    def breaches(self, programme: Programme) -> list[Breach]:
        attended = sorted(
            (p for p in programme.of(self.among) if p.session in self.duties or self.people[0].can_be_there(p.span)),
            key=lambda p: (p.start, p.end),
        )
        faults = [*self._too_long(attended), *self._idle(attended)]
        if not faults:
            return []
        what = listing(faults)
        return [
            Breach(Sentence("{person} {faults}.", person=person, faults=what), 1, self.among, (person,))
            for person in self.people
        ]

    def _too_long(self, attended: list[Placement]) -> Iterator[Phrase]:
        runs: list[list[Placement]] = []
        for placement in attended:
            if not runs or placement.start >= max(p.end for p in runs[-1]) + self.rest:
                runs.append([])
            runs[-1].append(placement)
        for run in runs:
            span = Span(run[0].start, max(p.end for p in run))
            if span.minutes > self.most:
                yield Sentence(
                    "sits {minutes} without a break ({hours}): {sessions}",
                    minutes=count(span.minutes, "minute"),
                    hours=self.conference.clock.span(span),
                    sessions=listing(p.session for p in run),
                )

    def _idle(self, attended: list[Placement]) -> Iterator[Phrase]:
        if self.longest_gap is None:
            return
        clock, day_of = self.conference.clock, self.conference.day_of
        for placement in attended:
            today = day_of(placement.start)
            before = [p.end for p in attended if p.start < placement.start and day_of(p.start) == today]
            if before and placement.start - max(before) > self.longest_gap:
                gap = Span(max(before), placement.start)
                yield Sentence(
                    "waits {when} ({minutes}) for {session}",
                    when=clock.stretch(gap),
                    minutes=count(gap.minutes, "minute"),
                    session=placement.session,
                )

    # -- the encoding --------------------------------------------------------------------------------------------

    def cost(self, model: Model) -> Amount:
        on = model.new_literal()
        self.encode(model, on)
        return len(self.people) * (1 - on)

    def encode(self, model: Model, on: Literal) -> None:
        starts = {session: self._attended_starts(model, session) for session in self.among}
        starts = {session: attended for session, attended in starts.items() if attended}
        if _in_pairs(model, starts):
            attends = {session: model[session].starts_in(attended) for session, attended in starts.items()}
            self._encode_runs(model, attends, on)
            if self.longest_gap is not None:
                self._encode_gaps(model, attends, self.longest_gap, on)
            return
        moments = _Moments(model, starts)
        self._encode_runs_by_moment(model, moments, on)
        if self.longest_gap is not None:
            self._encode_gaps_by_moment(model, moments, self.longest_gap, on)

    def _attended_starts(self, model: Model, session: Session) -> list[Minute]:
        """The starts with which the session is attended, when it is held."""
        decision, person = model[session], self.people[0]
        decision.make()
        anyway = session in self.duties
        return [start for start in decision.starts if anyway or person.can_be_there(session.span(start))]

    def _encode_runs_by_moment(self, model: Model, moments: _Moments, on: Literal) -> None:
        """A session ends no more than `most` minutes after the last moment at which a run begins before it.

        A run begins where a session does while none that began before goes on, or ended less than `rest` minutes ago.
        """
        first = reach = moments.all[0] if moments.all else 0  # of a stretch of starts that breaks never cut off
        for moment in moments.all:
            first = moment if moment >= reach + self.rest else first
            reach = max(reach, moment + max(moments.begins[moment]))
            for minutes, begins in moments.begins[moment].items():
                since = moment + minutes - self.most
                if since > first:
                    model.imply_any(
                        on,
                        [~begins, *(self._run_begins(model, moments, m) for m in moments.between(since, moment + 1))],
                    )

    def _run_begins(self, model: Model, moments: _Moments, moment: Minute) -> Literal:
        going_on = model.any_of(moments.before(moment, moment - self.rest + 1))
        return model.all_of([moments.begun(moment), ~going_on])

    def _encode_gaps_by_moment(self, model: Model, moments: _Moments, longest: int, on: Literal) -> None:
        """Where a session begins and another did before on that day, one has ended no more than `longest` ago."""
        days: dict[Day, list[Minute]] = {}
        for moment in moments.all:
            days.setdefault(self.conference.day_of(moment), []).append(moment)
        for day in days.values():
            earlier = ~model.true
            for moment, last in zip(day[1:], day, strict=False):
                earlier = model.any_of([earlier, moments.begun(last)])
                near = moments.before(moment, moment - longest, day[0])
                model.imply_any(on, [~moments.begun(moment), ~earlier, *near])

    def _encode_runs(self, model: Model, attends: Mapping[Session, Literal], on: Literal) -> None:
        """A number for each session: when its run begins. Sessions with no break between them have the same number.

        Each number follows from the programme, so that a programme is one solution and not many.
        """
        starts = [start for session in attends for start in model[session].starts]
        begins = {session: model.new_number(min(starts), max(starts)) for session in attends}
        earlier: dict[Session, list[Literal]] = {session: [] for session in attends}
        for one, other in combinations(attends, 2):
            joined = model.all_of([model.overlap(one, other, self.rest), attends[one], attends[other]])
            if model.is_false(joined):
                continue
            model.at_most(begins[one] - begins[other], 0, joined)
            model.at_most(begins[other] - begins[one], 0, joined)
            earlier[one].append(model.all_of([joined, _sooner(model, other, one)]))
            earlier[other].append(model.all_of([joined, _sooner(model, one, other)]))
        for session, attended in attends.items():
            begun, decision = begins[session], model[session]
            first = model.all_of([attended, *(~sooner for sooner in earlier[session])])
            model.at_most(begun, decision.start, attended)
            model.at_most(decision.start, begun, first)
            model.at_most(begun, min(starts), ~attended)
            model.at_most(decision.end - begun, self.most, model.all_of([on, attended]))

    def _encode_gaps(self, model: Model, attends: Mapping[Session, Literal], longest: int, on: Literal) -> None:
        for session, attended in attends.items():
            sooner, near = [], []
            for other in attends:
                if other == session:
                    continue
                both = [attended, attends[other], _sooner(model, other, session), model.same_day(other, session)]
                sooner.append(model.all_of(both))
                near.append(model.all_of([sooner[-1], ~model.before(other, session, longest + 1)]))
            model.imply_any(on, [~model.any_of(sooner), *near])


class _Moments:
    """The moments at which a session can begin that is attended: whether one does, and of how many minutes.

    What is asked of it takes as many words as there are moments, however many sessions.
    """

    def __init__(self, model: Model, starts: Mapping[Session, Iterable[Minute]]) -> None:
        self.model = model
        found: dict[Minute, dict[int, list[Literal]]] = {}
        for session, possible in starts.items():
            for start in possible:
                found.setdefault(start, {}).setdefault(session.minutes, []).append(model[session].starts_at(start))
        self.all = sorted(found)
        self.begins = {
            moment: {minutes: model.any_of(literals) for minutes, literals in found[moment].items()}
            for moment in self.all
        }
        self._longest = max((minutes for lengths in found.values() for minutes in lengths), default=0)

    def begun(self, moment: Minute) -> Literal:
        """One begins then."""
        return self.model.any_of(list(self.begins[moment].values()))

    def between(self, start: Minute, end: Minute) -> list[Minute]:
        """The moments from the one minute until before the other."""
        return self.all[bisect_left(self.all, start) : bisect_left(self.all, end)]

    def before(self, moment: Minute, ending: Minute, since: Minute = 0) -> list[Literal]:
        """Those that begin before the moment, `since` at the earliest, and end at `ending` or later: one of them is."""
        return [
            begins
            for earlier in self.between(max(since, ending - self._longest), moment)
            for minutes, begins in self.begins[earlier].items()
            if earlier + minutes >= ending
        ]


def _in_pairs(model: Model, starts: Mapping[Session, Sequence[Minute]]) -> bool:
    """Whether to speak of each two sessions and not of moments: few of them, that can begin at many minutes.

    Of a start that is a number each minute takes constraints of its own.
    """
    many = sum(len(possible) for possible in starts.values())
    return any(len(possible) > model.few for possible in starts.values()) and many > _FEW_PAIRS * len(starts) ** 2


def _sooner(model: Model, one: Session, other: Session) -> Literal:
    """Both are held, and the first begins sooner; in the same minute is not sooner."""
    return ~model.before(other, one, -other.minutes)
