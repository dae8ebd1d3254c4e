"""The draft of a day, held against the standard rules until the published programme itself keeps them."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from scheduler.checking.check import Report, check
from scheduler.conference.conference import Kind
from scheduler.conference.programme import Placement, Programme
from scheduler.files import Instance, read
from scheduler.files.importing.day_writer import day_text, people_text
from scheduler.files.importing.draft import Draft, drafted
from scheduler.files.importing.kinds import LESS
from scheduler.files.importing.parsed import ParsedSchedule
from scheduler.rules.protocols import follows_from_kinds, relaxed_for_published
from scheduler.text.sentence import Sentence
from scheduler.text.wording import some

_ROUNDS = 4
_NAMED = 10


@dataclass(frozen=True)
class ImportedDay:
    """A day file to start from. `read` events stood in the schedule, `used` of them are sessions of the day.

    `remarks`: what could not be carried over, and what was let go. `broken`: what the published programme breaks yet.
    """

    day: str
    people: str
    read: int
    used: int
    days: int
    rooms: int
    persons: int
    remarks: tuple[str, ...]
    broken: tuple[str, ...]


def make_day(
    schedule: ParsedSchedule, dates: Sequence[date] = (), language: str = "", *, tracks_wanted: bool = True
) -> ImportedDay:
    """The day of this schedule, to which it solves again. Raises NoSlots where the dates do not fit the schedule.

    `tracks_wanted`: see `drafted`.
    """
    draft, remarks = drafted(schedule, dates, language, tracks_wanted=tracks_wanted)
    demoted: dict[str, None] = {}
    for _ in range(_ROUNDS):
        report = _judged(draft)
        kinds = _less(draft, report)
        if not kinds:
            break
        demoted |= dict.fromkeys(kinds)
        draft = draft.with_kinds(kinds)
    draft = _excepted(draft, report)
    if demoted:
        others = some(list(demoted), _NAMED)
        remarks.append(Sentence("Taken for something that need not stand alone: {sessions}.", sessions=others))
    for rule, names in draft.excepted.items():
        spared = some([name for group in names.values() for name in group], _NAMED)
        alone = Sentence(
            "The published programme does not keep the rule {rule}, so that leaves alone: {sessions}.",
            rule=rule,
            sessions=spared,
        )
        remarks.append(alone)
    for rule in draft.off:
        off = Sentence(
            "The published programme does not keep the wish {rule}, so that is off in the new day.", rule=rule
        )
        remarks.append(off)
    if draft.excepted:
        report = _judged(draft)
    return ImportedDay(
        day=day_text(draft),
        people=people_text(draft),
        read=schedule.read,
        used=len(draft.sessions),
        days=len(draft.days),
        rooms=len(draft.rooms),
        persons=len(draft.people),
        remarks=tuple(remarks),
        broken=tuple(breach.sentence for breach in report.broken),
    )


def as_published(draft: Draft, instance: Instance) -> Programme:
    """The programme in which each session is where and when it was published."""
    conference = instance.conference
    placements = []
    for item in draft.sessions:
        session = conference.session(item.name)
        assert session is not None  # noqa: S101  it was written a moment ago
        start = conference.clock.minute(item.day.date, item.slot.start)
        placements.append(Placement(session, start, conference.room(item.room) if session.needs_room else None))
    return Programme(tuple(placements))


def _judged(draft: Draft) -> Report:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "day.yaml").write_text(day_text(draft), "utf-8")
        (Path(folder) / "people.csv").write_text(people_text(draft), "utf-8")
        instance = read(folder)
    return check(instance.problem, as_published(draft, instance))


def _less(draft: Draft, report: Report) -> dict[str, Kind]:
    """By name, the lesser kind of each session of which the rules ask more than the published programme gives."""
    kinds = {item.name: item.kind for item in draft.sessions}
    broken = [result for result in report.results if result.hard and follows_from_kinds(result.rule)]
    names = {s.name for result in broken for breach in result.breaches for s in breach.sessions}
    return {name: LESS[kinds[name]] for name in kinds if name in names and kinds[name] in LESS}


def _excepted(draft: Draft, report: Report) -> Draft:
    """The draft in which each rule that the published programme breaks lets go of what it says it can.

    The published programme should be what the new day solves to.
    """
    excepted: dict[str, dict[str, tuple[str, ...]]] = {}
    off: dict[str, None] = {}
    for result in report.results:
        rule = result.rule.name
        if not result.breaches or rule in excepted or rule in off:
            continue
        scope = relaxed_for_published(result.rule, result.breaches)
        if scope is None:
            off[rule] = None
        elif not scope.empty:
            named = {"sessions": scope.sessions, "people": scope.people}
            excepted[rule] = {key: tuple(t.name for t in things) for key, things in named.items() if things}
    return replace(draft, excepted=excepted, off=tuple(off))
