"""Acts that change the day itself: its files as a whole, or what they say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scheduler.desk.acts import Act, NewFiles
from scheduler.desk.refusals import ActRefused
from scheduler.desk.state import DayRead, DeskState, with_what_it_names
from scheduler.files.beside import DAY_FILE
from scheduler.text.sentence import Phrase, Sentence


@dataclass(frozen=True)
class ReplaceFiles(Act):
    """Files of the day as they were made elsewhere, such as a workbook that was read or sign-ups that were taken.

    `data`: by name, None: it goes. `words`: what was done, as the journal says it.
    """

    kind = "files"
    data: Mapping[str, bytes | None]
    words: Phrase

    def apply(self, state: DeskState) -> NewFiles:
        return in_order_or_refused(state, self.data)

    def sentence(self, state: DeskState) -> Phrase:  # noqa: ARG002  the words say it
        return self.words

    def fits(self, files: Iterable[str], programme_file: str) -> bool:
        return set(files) <= {programme_file} and programme_file not in self.data


def in_order_or_refused(state: DeskState, data: Mapping[str, bytes | None]) -> NewFiles:
    """These files, if they have no faults but those that there are already. Raises ActRefused with the others."""
    after = {name: text for name, text in {**state.data, **data}.items() if name != state.programme_file}
    file = DAY_FILE if after.get(DAY_FILE) is not None else state.day.file
    own = with_what_it_names(file, after, state.day.home)
    day = DayRead.of_data(file, own, state.day.home)
    known = {(fault.where, fault.message) for fault in state.day.faults}
    if new := tuple(fault for fault in day.faults if (fault.where, fault.message) not in known):
        raise ActRefused(Sentence("The day would then have a fault: {fault}", fault=new[0].text), new)
    return NewFiles(data, day=day)
