"""Changes made in the day's files, read again by our reader, and tried there: only that is a remedy.

What a sentence asks is written where the file says it. A file has more to it than its words: a default that shifts, a
round that is called after its place, a rule of the standard book that comes back. Where the day that is read is not the
day that was meant, that too is written, and said beside the sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from scheduler.conference.conference import Conference
from scheduler.conference.programme import Placement, Programme
from scheduler.files.edit import EditRefused
from scheduler.files.edit.day_edit import DayEdit
from scheduler.files.edit.day_files import DayFiles, FileSplice
from scheduler.files.edit.rules_edit import RulesEdit
from scheduler.files.faults import Faults
from scheduler.questions.explain.plain_rules import plain_statements
from scheduler.questions.explain.requirements import requirements
from scheduler.questions.explain.rule_without_cases import without
from scheduler.rules.problem import Problem
from scheduler.rules.rule import Case, Rule
from scheduler.text.sentence import Sentence

_ROUNDS = 3  # of writing and reading again, after which a day that differs still is as it is


@dataclass(frozen=True)
class DayRemedy:
    """A remedy as it stands in the files. `also`: what was written besides what its sentence asks."""

    edits: tuple[FileSplice, ...]
    also: tuple[str, ...]
    problem: Problem
    programme: Programme


@dataclass
class DayRemedies:
    """The remedies of one day. `solve`: a programme of a problem that keeps all its hard rules; None: there is none."""

    files: DayFiles
    problem: Problem
    solve: Callable[[Problem], Programme | None]
    refused: list[str] = field(default_factory=list)

    def remedy(self, meant: Problem, programme: Programme) -> DayRemedy | None:
        """The remedy that makes of the day what is meant, of which this is a programme; None: it makes none."""
        try:
            return self._remedy(meant, programme)
        except (EditRefused, Faults) as refused:
            self.refused.append(refused.sentence if isinstance(refused, EditRefused) else str(refused))
            return None

    def alone(self, meant: Problem) -> tuple[FileSplice, ...]:
        """What makes of the day what is meant, whether it is then possible or not; nothing where no file can say it."""
        try:
            return self.files.splices(self._written(meant)[0])
        except (EditRefused, Faults):
            return ()

    def _written(self, meant: Problem) -> tuple[DayFiles, list[str]]:
        """The files that say what is meant, and what stands there besides."""
        first = DayEdit(self.files, self.problem.conference)
        files = self._with_rules(first.make(meant.conference), meant)
        also = [*first.besides]
        for _ in range(_ROUNDS):
            now = files.read().problem
            if not _differs(now, meant):
                break
            edit = DayEdit(files, now.conference)
            files = _with_usual_minutes(edit, meant) or edit.make(meant.conference)
            also += edit.log
        return files, also

    def _remedy(self, meant: Problem, programme: Programme) -> DayRemedy | None:
        files, also = self._written(meant)
        now = files.read().problem
        found = kept(now, programme) or self.solve(now)
        if found is None:
            files, more = _with_standard_off(files, now, meant)
            also += more
            now = files.read().problem
            found = (kept(now, programme) or self.solve(now)) if more else None
        if found is None:
            return None
        return DayRemedy(self.files.splices(files), tuple(dict.fromkeys(also)), now, found)

    def _with_rules(self, files: DayFiles, meant: Problem) -> DayFiles:
        """The files with the statements that are meant, of those that were read."""
        before = {id(rule): number for number, rule in enumerate(self.problem.rules)}
        instead: dict[int, tuple[Rule, ...]] = {}
        for number, rule in enumerate(meant.rules):
            if before.get(id(rule)) != number:
                statements = plain_statements(rule, self.problem.conference)
                if statements is None:
                    raise EditRefused(Sentence("What is left of {rule} cannot be said in a day file.", rule=rule.key))
                instead[number] = statements
        return RulesEdit(files, self.problem.conference, self.problem.rules).make(instead)


@dataclass(frozen=True)
class Demanded:
    """All that is demanded of a problem, ready to be asked of programmes of days that are much like it."""

    problem: Problem

    @cached_property
    def _cases(self) -> list[Case]:
        return [requirement.case for requirement in requirements(self.problem)]

    def kept(self, programme: Programme) -> Programme | None:
        """The programme with the sessions and rooms of the problem, where it keeps all that is demanded; else None."""
        here = self._rebuilt(programme)
        return here if here is not None and not any(case.breaches(here) for case in self._cases) else None

    def _rebuilt(self, programme: Programme) -> Programme | None:
        """None: a session or a room is none of the problem's, or no place for it."""
        conference = self.problem.conference
        placements = []
        for placement in programme.placements:
            session = conference.session(placement.session.name)
            room = conference.room(placement.room.name) if placement.room else None
            if session is None or (placement.room is not None and room is None):
                return None
            placements.append(Placement(session, placement.start, room))
        return Programme(tuple(placements))


def kept(problem: Problem, programme: Programme) -> Programme | None:
    """The programme with the sessions and rooms of the problem, where it keeps all that is demanded; else None."""
    return Demanded(problem).kept(programme)


def _differs(now: Problem, meant: Problem) -> bool:
    """Whether the days that were read and meant are not alike, but for what changes nothing."""
    one, other = now.conference, meant.conference
    sessions = [(s.name, s.minutes, s.held, s.starts, s.rounds, s.windows, s.days) for s in one.sessions]
    meant_sessions = [(s.name, s.minutes, s.held, s.starts, s.rounds, s.windows, s.days) for s in other.sessions]
    return sessions != meant_sessions or one.days != other.days


def _with_usual_minutes(edit: DayEdit, meant: Problem) -> DayFiles | None:
    """Where all that differs is how long sessions last that do not say, that is said once, at the top."""
    now, wanted = edit.conference.sessions, meant.conference.sessions
    differing = [(one, other) for one, other in zip(now, wanted, strict=True) if one.minutes != other.minutes]
    lengths = {other.minutes for _, other in differing}
    if len(lengths) != 1 or edit.files.day.find(("minutes",)):
        return None
    (length,) = lengths
    edit.put(("minutes",), length)
    minutes = edit.files.day.words(("minutes",), length)
    edit.log[-1] = Sentence(
        "{entry} at the top, so that sessions that do not say last as long as they do now", entry=minutes
    )
    return edit.files


def _with_standard_off(files: DayFiles, now: Problem, meant: Problem) -> tuple[DayFiles, list[str]]:
    """Without the rules of which the file says nothing, and that speak since it was edited."""
    spoke = {rule.name for rule in meant.rules}
    back = dict.fromkeys(rule.name for rule in now.rules if rule.name not in spoke and rule.weight is None)
    edit = RulesEdit(files, now.conference, now.rules)
    for name in back:
        files = edit.switch_off(name)
    return files, [
        Sentence("{entry} under rules, for else the standard book says more of this day", entry=words)
        for words in edit.log
    ]


def following_standard(first: Problem, after: Problem) -> Problem:
    """The changed problem in which the standard book says no more than it does of the changed day.

    `first`: the day that was read. Pillars that no hour can have together are not held to begin together, say. Where
    the book would say more of the changed day, the files are made to leave that out (`DayRemedies`).
    """
    if first.conference is after.conference:
        return after
    rules = list(after.rules)
    for kind in dict.fromkeys(type(rule) for rule in first.rules):
        standard = kind.standard(first.conference)
        if standard and not kind.standard(after.conference):
            numbers = [number for number, rule in enumerate(first.rules) if rule in standard and type(rule) is kind]
            for number in numbers:
                rules[number] = silent(rules[number], after.conference)
    return Problem(after.conference, rules)


def silent(rule: Rule, conference: Conference) -> Rule:
    """The rule without anything that it says of this conference."""
    for case in rule.cases(conference):
        rule = without(rule, case)
    return rule
