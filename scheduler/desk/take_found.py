"""A whole programme in the place of that of now: one that a search found, or that was read from a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from scheduler.conference.conference import Conference
from scheduler.conference.programme import Placement, Programme
from scheduler.desk.acts import BY_HAND, NewFiles, ProgrammeAct
from scheduler.desk.refusals import ActRefused
from scheduler.desk.state import DeskState
from scheduler.files import programme_text
from scheduler.text.sentence import Phrase, Sentence


@dataclass(frozen=True)
class TakeFound(ProgrammeAct):
    """`words`: what was done, as the journal says it. `proof`: what is proven of it, on the day of that `digest`."""

    kind = "programme"
    programme: Programme
    words: Phrase
    proof: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    digest: str = ""

    def moved(self, conference: Conference, programme: Programme) -> Programme:
        """The same sessions and rooms as this day has them, by their names."""
        placements = []
        for placement in self.programme.placements:
            session = conference.session(placement.session.name)
            room = conference.room(placement.room.name) if placement.room else None
            if session is None or not session.held or (placement.room is not None and room is None):
                raise ActRefused(
                    Sentence("The day no longer has a place for {sessions}.", sessions=placement.session.name)
                )
            placements.append(Placement(session, placement.start, room))
        return Programme(tuple(placements), programme.revision)

    def apply(self, state: DeskState) -> NewFiles:
        new = super().apply(state)
        if not new.data or new.programme is None or state.instance is None:
            return new
        proven = self.proof if state.instance.digest == self.digest else BY_HAND
        text = programme_text(state.instance, new.programme, proven or BY_HAND)
        return NewFiles({state.programme_file: text.encode()}, new.programme, new.sessions)

    def sentence(self, state: DeskState) -> Phrase:  # noqa: ARG002  the words say it
        return self.words
