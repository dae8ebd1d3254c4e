"""Sessions held where they are: what the day file says, so that a search from the command line heeds it too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scheduler.conference.conference import Session
from scheduler.desk.acts import Act, NewFiles, session_called
from scheduler.desk.refusals import ActRefused
from scheduler.desk.state import DayRead, DeskState, day_has_faults
from scheduler.files import Instance
from scheduler.files.edit.day_files import DayFiles
from scheduler.files.edit.file_text import EditRefused
from scheduler.files.edit.meaning import Pairs
from scheduler.files.keys import meant
from scheduler.rules.book import pinned_there, pins_of
from scheduler.rules.rule import Rule
from scheduler.text.sentence import Phrase, Sentence


@dataclass(frozen=True)
class Pin(Act):
    """The session stays at the hour and in the room where it is now."""

    kind = "pin"
    session: str

    def apply(self, state: DeskState) -> NewFiles:
        session = session_called(state.conference, self.session)
        if session not in state.placed:
            raise ActRefused(Sentence("{session} is not in the programme.", session=session))
        (pin,) = pinned_there([state.placed[session]])
        kept, files, instance = _without_pins(state, session)
        if len(kept) == len(instance.rules) - 1 and pin in instance.rules:
            return NewFiles({})
        from scheduler.files.edit.rules_edit import RulesEdit  # noqa: PLC0415  a grid is there without it

        try:
            files = RulesEdit(files, instance.conference, kept).add(pin)
        except EditRefused as refused:
            raise ActRefused(refused.sentence) from None
        return _as_meant(state, files, [*kept, pin], session)

    def sentence(self, state: DeskState) -> Phrase:
        placement = state.placed[session_called(state.conference, self.session)]
        when = state.conference.clock.at(placement.start)
        if placement.room is None:
            return Sentence("{session} is pinned {when}.", session=self.session, when=when)
        return Sentence("{session} is pinned {when} in {room}.", session=self.session, when=when, room=placement.room)

    def fits(self, files: Iterable[str], programme_file: str) -> bool:
        return set(files) <= {programme_file}


@dataclass(frozen=True)
class Unpin(Act):
    """The session may stand elsewhere again."""

    kind = "unpin"
    session: str

    def apply(self, state: DeskState) -> NewFiles:
        session = session_called(state.conference, self.session)
        kept, files, instance = _without_pins(state, session)
        if len(kept) == len(instance.rules):
            return NewFiles({})
        return _as_meant(state, files, kept, session)

    def sentence(self, state: DeskState) -> Phrase:  # noqa: ARG002  the name says it
        return Sentence("{session} is no longer pinned.", session=self.session)

    def fits(self, files: Iterable[str], programme_file: str) -> bool:
        return set(files) <= {programme_file}


def pinned_sessions(state: DeskState) -> frozenset[str]:
    """The names of the sessions that the day file holds somewhere; none where the day has faults."""
    if state.instance is None:
        return frozenset()
    rules = state.instance.rules
    return frozenset(s.name for s in state.instance.conference.held if pins_of(rules, s))


def _without_pins(state: DeskState, session: Session) -> tuple[list[Rule], DayFiles, Instance]:
    """The rules and the files of the day without those that hold the session. Raises ActRefused."""
    instance, files = state.instance, state.files
    if instance is None:
        raise day_has_faults()
    if files is None:
        raise not_to_be_spliced(state)
    pins = pins_of(instance.rules, session)
    kept = [rule for number, rule in enumerate(instance.rules) if number not in pins]
    if pins:
        from scheduler.files.edit.rules_edit import RulesEdit  # noqa: PLC0415  as above

        try:
            files = RulesEdit(files, instance.conference, instance.rules).make(dict.fromkeys(pins, ()))
        except EditRefused as refused:
            raise ActRefused(refused.sentence) from None
    return kept, files, instance


def _as_meant(state: DeskState, files: DayFiles, rules: Sequence[Rule], session: Session) -> NewFiles:
    """These files, if they say the rules that are meant and nothing else. Raises ActRefused."""
    data = {**state.day.data, state.day.file: files.day.file.data}
    day = DayRead.of_data(state.day.file, data, state.day.home)
    found = list(day.instance.rules) if day.instance else []
    for rule in rules:
        if rule in found:
            found.remove(rule)
        else:
            break
    else:
        if not found and state.files is not None and _but_rules(files) == _but_rules(state.files):
            return NewFiles({state.day.file: files.day.file.data}, sessions=frozenset([session.name]), day=day)
    raise ActRefused(Sentence("This cannot be written in {file}; do it there.", file=state.day.file))


def _but_rules(files: DayFiles) -> list[tuple[str, object]]:
    """What the day file says, as it says it, but for its rules."""
    says = files.day.says
    return [(key, value) for key, value in (says if isinstance(says, Pairs) else ()) if not meant(key, ["rules"])]


def not_to_be_spliced(state: DeskState) -> ActRefused:
    """What is said of a day whose text is not edited here."""
    if state.day.file:
        return ActRefused(
            Sentence("{file} is a workbook. Change it in Excel, or begin a new day from it.", file=state.day.file)
        )
    return ActRefused(Sentence("There is no day here yet."))
