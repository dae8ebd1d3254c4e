"""What would help an impossible day, as buttons: each an act that writes it into the files, as it was tried."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from scheduler.desk.acts import Act, NewFiles
from scheduler.desk.day_acts import in_order_or_refused
from scheduler.desk.refusals import ActRefused
from scheduler.desk.search_end import SearchOutcome
from scheduler.desk.state import DeskState
from scheduler.files import Faults
from scheduler.files.edit import EditRefused, FileText, Splice, applied
from scheduler.text.sentence import Phrase, Sentence, paragraph


@dataclass(frozen=True, order=True)
class TextEdit:
    """In a file, from `start` to before `end`, `old` gives way to `new`; counted in the text as it was explained."""

    file: str
    start: int
    end: int
    old: str
    new: str


@dataclass(frozen=True)
class TakeRemedy(Act):
    """A remedy written into the files. `words`: what it is, as it was explained; `before`: the day that was."""

    kind = "remedy"
    words: Phrase
    edits: tuple[TextEdit, ...]
    before: DeskState

    def apply(self, state: DeskState) -> NewFiles:
        data: dict[str, bytes | None] = {}
        for file in sorted({edit.file for edit in self.edits}):
            data[file] = self._edited(file, state)
        return in_order_or_refused(state, data)

    def sentence(self, state: DeskState) -> Phrase:  # noqa: ARG002  the words say it
        return self.words

    def fits(self, files: Iterable[str], programme_file: str) -> bool:  # noqa: ARG002  it looks at the lines itself
        return True

    def _edited(self, file: str, state: DeskState) -> bytes:
        """The file as it is now, with these edits. Raises ActRefused."""
        if file not in state.data or file not in self.before.data:
            raise ActRefused(Sentence("There is no file {file} any more.", file=file))
        try:
            was, now = (FileText.of(data[file], file) for data in (self.before.data, state.data))
            places = _LaterText(was.text, now.text)
            splices = [places.of(edit) for edit in self.edits if edit.file == file]
            return now.with_text(applied(now.text, splices)).data
        except Faults as faults:
            raise ActRefused(faults.faults[0].message, faults.faults) from None
        except EditRefused as refused:
            raise ActRefused(refused.sentence) from None
        except ValueError:
            raise ActRefused(
                Sentence("These changes touch the same lines, so they cannot be written one beside the other.")
            ) from None


@dataclass(frozen=True)
class RemedyButton:
    """`words`: what it does, in the language in which was explained. `act` None: the files cannot say it by itself.

    `cost`, `missed`: what the day then costs, and how many wished meetings people then miss; None: nobody knows.
    """

    words: Phrase
    act: TakeRemedy | None
    asks: int
    cost: int | None = None
    missed: int | None = None


@dataclass(frozen=True)
class RemedyButtons:
    """`whole`: each makes the day possible, what asks least first. `by_cause`: where each cause needs one change.

    `first_cause`: where no whole remedy was found, what would end the first cause, to be done by hand.
    """

    whole: tuple[RemedyButton, ...] = ()
    by_cause: tuple[tuple[RemedyButton, ...], ...] = ()
    first_cause: tuple[str, ...] = ()

    def together(self, numbers: Sequence[int]) -> TakeRemedy:
        """One change for each cause, by their numbers, as one act. Raises ActRefused where that cannot be written."""
        if not numbers or len(numbers) != len(self.by_cause):
            raise ActRefused(Sentence("Choose one change for each cause."))
        acts = []
        for number, buttons in zip(numbers, self.by_cause, strict=True):
            act = buttons[number].act if 0 <= number < len(buttons) else None
            if act is None:
                raise ActRefused(Sentence("That cannot be written into the files by itself. Choose another change."))
            acts.append(act)
        edits = tuple(sorted({edit for act in acts for edit in act.edits}))
        return TakeRemedy(paragraph(*(act.words for act in acts)), edits, acts[0].before)


def remedies_of(outcome: SearchOutcome) -> RemedyButtons:
    """The buttons of an explanation; none of any other answer."""
    answer = outcome.answer
    if outcome.search.wish.what != "explain" or answer.get("answer") != "impossible":
        return RemedyButtons()
    return RemedyButtons(
        tuple(_button(remedy, _words(remedy), outcome) for remedy in answer["remedies"]),
        tuple(
            tuple(_button(change, _plain(change["sentence"]), outcome) for change in choice)
            for choice in answer["offered"]
        ),
        tuple(change["sentence"] for change in answer["mending_cause_1"]),
    )


def _button(data: Mapping[str, Any], words: Phrase, outcome: SearchOutcome) -> RemedyButton:
    edits = tuple(TextEdit(e["file"], e["start"], e["end"], e["old"], e["new"]) for e in data["edits"])
    act = TakeRemedy(words, edits, outcome.before) if edits else None
    return RemedyButton(words, act, data["asks"], data.get("cost"), data.get("missed"))


def _words(remedy: Mapping[str, Any]) -> Phrase:
    return paragraph(*(change["sentence"] for change in remedy["changes"]), *remedy["also"])


def _plain(text: str) -> Phrase:
    return Sentence("{text}", text=text)


class _LaterText:
    """Where stretches of a text stand in a later version of it, in which other lines have changed."""

    def __init__(self, before: str, now: str) -> None:
        self._before, self._now = before, now
        self._blocks = list(_alike(before, now)) if before != now else [(0, 0, len(before))]

    def of(self, edit: TextEdit) -> Splice:
        """Raises ActRefused where just that was changed since."""
        for start, new_start, size in self._blocks:
            if start <= edit.start and edit.end <= start + size and self._before[edit.start : edit.end] == edit.old:
                shift = new_start - start
                return Splice(edit.start + shift, edit.end + shift, edit.new)
        raise ActRefused(
            Sentence("{file} has changed since, just where this would change it. Search once more.", file=edit.file)
        )


def _alike(before: str, now: str) -> Iterator[tuple[int, int, int]]:
    """Runs of lines that are the same in both: where each begins here and there, and its length, in letters."""
    old, new = before.splitlines(keepends=True), now.splitlines(keepends=True)
    starts, new_starts = _starts(old), _starts(new)
    for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        yield starts[block.a], new_starts[block.b], starts[block.a + block.size] - starts[block.a]


def _starts(lines: Iterable[str]) -> list[int]:
    places = [0]
    for line in lines:
        places.append(places[-1] + len(line))
    return places
