"""Each group of a day that has no meeting yet gets one, as long as is said."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.desk.acts import Act, NewFiles
from scheduler.desk.day_acts import in_order_or_refused
from scheduler.desk.refusals import ActRefused
from scheduler.desk.state import DeskState
from scheduler.desk.tables import RowAdded, TableFaults, edited, tables_of
from scheduler.files.edit.file_text import EditRefused
from scheduler.files.workbook.words import joined
from scheduler.text.sentence import Phrase, Sentence
from scheduler.text.wording import lasting

_LONGEST = 24 * 60


@dataclass(frozen=True)
class MeetAll(Act):
    """Meetings of all groups that have none."""

    kind = "meet"
    minutes: int

    def apply(self, state: DeskState) -> NewFiles:
        if state.files is None or state.instance is None:
            raise ActRefused(Sentence("The file cannot be read as tables. Mend its text first."))
        if not 0 < self.minutes <= _LONGEST:
            raise ActRefused(Sentence("Fill in how many minutes a meeting lasts, such as 60."))
        conference = state.conference
        meeting = {group.name for session in conference.sessions for group in session.groups}
        changes = [
            RowAdded("sessions", {"groups": joined([group.name]), "minutes": str(self.minutes)})
            for group in conference.groups
            if group.name not in meeting
        ]
        try:
            before = tables_of(state.files, state.instance)
            files = edited(state.files, before, state.instance, changes)
        except TableFaults as faults:
            raise ActRefused(Sentence("This cannot be."), tuple(each.fault for each in faults.faults)) from None
        except EditRefused as why:
            raise ActRefused(why.sentence) from None
        return in_order_or_refused(
            state, {name: data for name, data in files.data.items() if data != state.data.get(name)}
        )

    def sentence(self, state: DeskState) -> Phrase:  # noqa: ARG002  it knows its own
        return Sentence("Each group has a meeting of {length}.", length=lasting(self.minutes))
