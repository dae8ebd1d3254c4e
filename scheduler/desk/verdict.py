"""What there is to say of a programme beside its grid: what cannot be, who misses something, and what it costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from scheduler.checking.check import Misses, Report, RuleResult
from scheduler.conference.conference import Session
from scheduler.rules.rule import Breach
from scheduler.text.sentence import Phrase, Sentence, paragraph, plural

WORST_OFF = 5


@dataclass(frozen=True)
class Verdict:
    """Of one programme."""

    report: Report

    @cached_property
    def broken(self) -> Sequence[Breach]:
        """What cannot be, each sentence once; but for what is said of sessions that stand nowhere, see `absent`."""
        found = (breach for breach in self.report.broken if not self._is_absence(breach))
        return list({breach.sentence: breach for breach in found}.values())

    @cached_property
    def absent(self) -> int:
        """How many sessions should be held and stand nowhere yet."""
        return len(
            {session for breach in self.report.broken if self._is_absence(breach) for session in breach.sessions}
        )

    def _is_absence(self, breach: Breach) -> bool:
        return bool(breach.sessions) and not any(session in self.report.programme for session in breach.sessions)

    @property
    def troubles(self) -> int:
        """How many things there are to mend before the programme can go out."""
        return len(self.broken) + bool(self.absent)

    @cached_property
    def troubled(self) -> frozenset[Session]:
        """The sessions that these sentences are about."""
        return frozenset(session for breach in self.broken for session in breach.sessions)

    @property
    def losing(self) -> int:
        """How many people miss something that they wished."""
        return len(self.report.misses)

    @cached_property
    def wishing(self) -> int:
        """How many people wish to be somewhere."""
        conference = self.report.conference
        return sum(1 for person in conference.people if conference.wishes(person))

    @property
    def worst_off(self) -> Sequence[Misses]:
        return self.report.misses[:WORST_OFF]

    @property
    def missed(self) -> int:
        return self.report.missed

    @property
    def cost(self) -> int:
        return self.report.cost

    @cached_property
    def dearest(self) -> Sequence[RuleResult]:
        """The rules that cost points, the dearest first."""
        costing = [result for result in self.report.results if result.cost]
        return sorted(costing, key=lambda result: -result.cost)

    def newly_broken(self, before: Verdict) -> Sequence[Phrase]:
        """What cannot be that could be before."""
        known = {breach.sentence for breach in before.report.broken}
        return [breach.sentence for breach in self.broken if breach.sentence not in known]

    def against(self, before: Verdict) -> Phrase:
        """What has become of it since another programme of the same day, in a sentence or two."""
        return paragraph(self._points(before), self._breaches(before))

    def _points(self, before: Verdict) -> Phrase:
        more = self.cost - before.cost
        if more > 0:
            return plural(more, "It costs {number} point more.", "It costs {number} points more.")
        if more < 0:
            return plural(-more, "It costs {number} point less.", "It costs {number} points less.")
        return Sentence("It costs as much as before.")

    def _breaches(self, before: Verdict) -> Phrase:
        now, then = self.troubles, before.troubles
        if now:
            return plural(now, "{number} thing cannot be so.", "{number} things cannot be so.")
        return Sentence("Everything can be so again.") if then else Sentence("")
