"""What the desk knows of remedies, which an explanation does not: what was just typed, and the programme of now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from scheduler.conference.conference import Conference
from scheduler.desk.journal import JournalEntry
from scheduler.desk.late import LATE
from scheduler.desk.refusals import ActRefused
from scheduler.desk.remedies import RemedyButton, RemedyButtons
from scheduler.desk.state import DayRead, DeskState
from scheduler.desk.workspace import Workspace

_LAST = 5  # late changes that are looked at
_Facts = Mapping[tuple[str, str, str], object]  # what late changes are about: by what it is, its name and organisation


def beside_the_desk(buttons: RemedyButtons, before: DeskState, workspace: Workspace) -> RemedyButtons:
    """The same, with what takes back a late change last, and at most what the programme of now then costs.

    `before`: the day that was explained.
    """
    if before.instance is None or not buttons.whole:
        return buttons
    typed = dict(_typed(before.conference, workspace))
    known = [_known(button, before, typed) for button in buttons.whole]
    return replace(buttons, whole=tuple(sorted(known, key=lambda button: bool(button.takes_back))))


def _typed(conference: Conference, workspace: Workspace) -> Iterator[tuple[tuple[str, str, str], str]]:
    """What was changed late and still is so, with the sentence of that; the newest last."""
    now = _facts(conference)
    late = [entry for entry in workspace.entries() if entry.kind in LATE and not entry.undone][:_LAST]
    for entry in reversed(late):
        was, then = _facts_around(entry, workspace)
        for key, value in then.items():
            if was.get(key, value) != value == now.get(key):
                yield key, entry.sentence


def _facts_around(entry: JournalEntry, workspace: Workspace) -> tuple[_Facts, _Facts]:
    """Before it and after it; nothing where that is no longer kept."""
    try:
        was, then = workspace.state_before(entry.id), workspace.state_of(entry.id)
        return _facts(was.conference), _facts(then.conference)
    except ActRefused:
        return {}, {}


def _facts(conference: Conference) -> _Facts:
    absent = {*conference.absent}
    people = {("person", p.name, p.organisation or ""): (p.present, p in absent) for p in conference.everybody}
    return {**people, **{("room", room.name, ""): room.closed for room in conference.rooms}}


def _known(button: RemedyButton, before: DeskState, typed: Mapping[tuple[str, str, str], str]) -> RemedyButton:
    if button.act is None or button.act.stand_ins:
        return button
    try:
        new = button.act.apply(before)
    except ActRefused:
        return button
    if new.day is None or new.day.instance is None:
        return button
    was, then = _facts(before.conference), _facts(new.day.instance.conference)
    changed = [key for key in typed if then.get(key, was[key]) != was[key]]
    known = replace(button, takes_back=typed[changed[-1]]) if changed else button
    return _with_programme_of_now(known, new.day, {**before.data, **_written(new.data.items())}, before)


def _written(data: Iterable[tuple[str, bytes | None]]) -> dict[str, bytes]:
    return {name: text for name, text in data if text is not None}


def _with_programme_of_now(
    button: RemedyButton, day: DayRead, data: Mapping[str, bytes], before: DeskState
) -> RemedyButton:
    """With what the programme of now costs on that day, if it can stay and nothing cheaper was found."""
    state = DeskState.of(day, data, before.digests, before.programme_file)
    if not state.programme or not state.judge.keeps_hard_rules:
        return button
    cost = state.judge.cost
    if button.cost is not None and button.cost < cost:
        return button
    return replace(button, cost=cost, missed=state.judge.report().missed, stays=True)
