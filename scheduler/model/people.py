"""Words for people: whether somebody can be there, and how much of what they wish they can attend."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Hashable, Iterable, Mapping
from math import gcd

from scheduler.conference.clock import Minute, Span
from scheduler.conference.conference import Person, Session
from scheduler.model.logic import Amount, Literal
from scheduler.model.pairs import PairWords, meet


class PeopleWords:
    """Words for what one person can attend of the decisions."""

    def __init__(self, pairs: PairWords) -> None:
        self.pairs, self.logic, self.decisions = pairs, pairs.logic, pairs.decisions
        self._present: dict[Hashable, Literal] = {}  # what has been asked before, so that it is made once
        self._choices: dict[Hashable, dict[Session, Literal]] = {}
        self._worth: dict[Hashable, Amount] = {}

    def there_for(self, person: Person, session: Session, duties: tuple[Session, ...] | None = None) -> Literal:
        """The session is held while the person is there, and not when they are needed at another session.

        `duties`: where they are needed, as far as it counts; None: all of their duties.
        """
        duties = self.pairs.conference.duties(person) if duties is None else duties
        key = (person.present, duties, session.name)
        if key not in self._present:
            decision = self.decisions[session]
            present = decision.held if person.present is None else decision.within(person.present)
            elsewhere = [self.pairs.clash(session, duty) for duty in duties if duty != session]
            self._present[key] = self.logic.all_of([present, *(~clash for clash in elsewhere)])
        return self._present[key]

    def attendance(self, person: Person, worth: Mapping[Session, int]) -> dict[Session, Literal]:
        """A choice of wished sessions that the person can attend together; what is not chosen may be attended or not.

        One direction only: a true literal means that the session is attended, together with all others that are true.
        A minimum over the worth of what is missed makes the choice as good as it can be. `worth`: what each wished
        session weighs, all above 0. People alike share one choice as long as their wishes weigh the same up to a common
        factor, for then what is best for the one is best for the other; else each weighing needs a choice of its own.
        """
        divisor = gcd(*worth.values())
        weighed = frozenset((session.name, weight // divisor) for session, weight in worth.items())
        key = (person.present, self.pairs.conference.duties(person), weighed)
        if key not in self._choices:
            self._choices[key] = self._attendance(person, worth)
        return dict(self._choices[key])

    def _attendance(self, person: Person, wishes: Collection[Session]) -> dict[Session, Literal]:
        chosen = {}
        for session in wishes:
            chosen[session] = self.logic.new_literal()
            self.logic.imply(chosen[session], self.there_for(person, session))
        sessions = list(chosen)
        for i, one in enumerate(sessions):
            for other in sessions[i + 1 :]:
                self.logic.forbid(chosen[one], chosen[other], self.pairs.clash(one, other))
        self._no_more_than_moments(chosen)
        return chosen

    def most_worth(self, person: Person, worth: Mapping[Session, int]) -> Amount:
        """The most that the wished sessions which the person attends can weigh together; a maximum brings it there.

        Where the sessions stand in rounds, so that two of them clash exactly when they are in the same one, no choice
        has to be made: of each round people attend what weighs most. That is far quicker to prove than choosing.
        """
        divisor = gcd(*worth.values()) if worth else 1
        weighed = frozenset((session.name, weight // divisor) for session, weight in worth.items())
        key = (person.present, self.pairs.conference.duties(person), weighed)
        if key not in self._worth:
            lighter = {session: weight // divisor for session, weight in worth.items()}
            self._worth[key] = self._most_worth(person, lighter)
        return divisor * self._worth[key]

    def _most_worth(self, person: Person, worth: Mapping[Session, int]) -> Amount:
        met = self._by_moment(person, worth)
        if met is None:
            chosen = self.attendance(person, worth)
            return self.logic.sum(worth[session] * literal for session, literal in chosen.items())
        amounts: list[Amount] = []
        for at_moment, free in met:
            lower = 0
            for level in sorted({worth[session] for session, _ in at_moment}):
                heavy = self.logic.any_of([literal for session, literal in at_moment if worth[session] >= level])
                amounts.append((level - lower) * self.logic.all_of([heavy, free]))
                lower = level
        return self.logic.sum(amounts)

    def _by_moment(
        self, person: Person, wishes: Collection[Session]
    ) -> list[tuple[list[tuple[Session, Literal]], Literal]] | None:
        """Per round: which sessions stand in it while the person is there, and whether no duty keeps them from it.

        None when the sessions do not stand in rounds, so that two can clash without being in the same one.
        """
        spans = {
            session: {
                s: session.span(s) for s in self.decisions[session].starts if person.can_be_there(session.span(s))
            }
            for session in wishes
        }
        every = {span for possible in spans.values() for span in possible.values()}
        if len(every) > 4 * self.logic.few:
            return None
        moments = _moments(every)
        home = {span: _first(moments, span) for span in every}
        walk = self.pairs.conference.walking.longest
        if any(
            (home[one] == home[other]) != meet(one, other, padding)
            for one in every
            for other in every
            for padding in {0, walk}
        ):
            return None
        stand: dict[Minute, list[tuple[Session, Literal]]] = {moment: [] for moment in moments}
        for session, possible in spans.items():
            by_moment: dict[Minute, list[Minute]] = {}
            for start, span in possible.items():
                by_moment.setdefault(home[span], []).append(start)
            for moment, starts in by_moment.items():
                stand[moment].append((session, self.decisions[session].starts_in(starts)))
        met = []
        for moment, at_moment in stand.items():
            here = [span for span in every if home[span] == moment]
            kept = []
            for duty in self.pairs.conference.duties(person):
                busy = []
                for start in self.decisions[duty].starts:
                    meets = {meet(duty.span(start), span, padding) for span in here for padding in {0, walk}}
                    if len(meets) > 1:
                        return None
                    if meets == {True}:
                        busy.append(start)
                kept.append(self.decisions[duty].starts_in(busy))
            met.append((at_moment, ~self.logic.any_of(kept)))
        return met

    def _no_more_than_moments(self, chosen: Mapping[Session, Literal]) -> None:
        """Redundant, but the better part of the bound: nobody attends more sessions than there are moments for them.

        Each placement counts at the first moment it contains, and at each moment a person attends one session at most.
        """
        moments = _moments({session.span(start) for session in chosen for start in self.decisions[session].starts})
        if len(moments) >= len(chosen):
            return
        begin: dict[Minute, dict[Session, list[Minute]]] = {moment: {} for moment in moments}
        for session in chosen:
            for start in self.decisions[session].starts:
                begin[_first(moments, session.span(start))].setdefault(session, []).append(start)
        met = [
            self.logic.any_of([self.decisions[s].starts_in(some) for s, some in here.items()])
            for here in begin.values()
        ]
        self.logic.cp.add(sum(chosen.values()) <= sum(met))


def _moments(spans: Iterable[Span]) -> list[Minute]:
    """Minutes such that each of the spans contains one, as few as possible: the last minute of whichever ends first.

    In order of time.
    """
    moments: list[Minute] = []
    for span in sorted(spans, key=lambda span: (span.end, span.start)):
        if not moments or moments[-1] < span.start:
            moments.append(span.end - 1)
    return moments


def _first(moments: list[Minute], span: Span) -> Minute:
    return moments[bisect_left(moments, span.start)]
