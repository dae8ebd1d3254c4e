"""What would help an impossible day, as buttons: each an act that writes it into the files, as it was tried."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

from scheduler.desk.acts import Act, NewFiles
from scheduler.desk.day_acts import in_order_or_refused
from scheduler.desk.refusals import ActRefused
from scheduler.desk.search_end import SearchOutcome
from scheduler.desk.state import DeskState
from scheduler.files import Faults
from scheduler.files.edit import EditRefused, FileText, Splice, applied
from scheduler.text.sentence import NOTHING, Phrase, Sentence, paragraph, plural
from scheduler.text.wording import listing

NAME_SIGNS = " .-'’()"  # besides letters and digits; no sign that means something to the files


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
    """A remedy written into the files. `words`: what it is, as it was explained; `before`: the day that was.

    `stand_ins`: what it calls people who are yet to be found; it is not written before they are `named`.
    """

    kind = "remedy"
    words: Phrase
    edits: tuple[TextEdit, ...]
    before: DeskState
    stand_ins: tuple[str, ...] = ()
    people: tuple[str, ...] = ()  # who they are, once that is known

    def named(self, names: Sequence[str], state: DeskState) -> TakeRemedy:
        """The same with people in the place of the stand-ins. Raises ActRefused for what is no name."""
        people = tuple(" ".join(name.split()) for name in (*names, *("",) * (len(self.stand_ins) - len(names))))
        for name, stand_in in zip(people, self.stand_ins, strict=True):
            if not name:
                raise ActRefused(Sentence("Say who it will be: {what}", what=self.words))
            if name == stand_in or not all(letter.isalnum() or letter in NAME_SIGNS for letter in name):
                raise ActRefused(Sentence('"{name}" is no name that can be written here.', name=name))
        # The longest first: somebody else at Wonen begins as somebody else at Wonen en zorg does.
        pairs = sorted(zip(self.stand_ins, people, strict=True), key=lambda pair: -len(pair[0]))
        known = {name for name in people if state.instance and state.instance.conference.person(name)}
        edits: list[TextEdit] = []
        for edit in self.edits:
            rows = edit.new.splitlines(keepends=True)
            if _adds_a_row(edit, state):
                rows = [row for row in rows if not any(one in row and name in known for one, name in pairs)]
            text = "".join(rows)
            for stand_in, name in pairs:
                text = text.replace(stand_in, name)
            edits.append(replace(edit, new=text))
        return replace(self, edits=tuple(edits), people=people)

    def apply(self, state: DeskState) -> NewFiles:
        if self.stand_ins and not self.people:
            raise ActRefused(Sentence("Say who it will be: {what}", what=self.words))
        data: dict[str, bytes | None] = {}
        for file in sorted({edit.file for edit in self.edits}):
            data[file] = self._edited(file, state)
        new = in_order_or_refused(state, data)
        read = new.day.instance if new.day else None
        missing = [name for name in self.people if read is None or read.conference.person(name) is None]
        if missing:
            raise ActRefused(Sentence('"{name}" is no name that can be written here.', name=missing[0]))
        return new

    def sentence(self, state: DeskState) -> Phrase:  # noqa: ARG002  the words say it
        return (
            Sentence("{what} That is {people}.", what=self.words, people=listing(self.people))
            if self.people
            else self.words
        )

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

    `cost`, `missed`: what the day then costs, and how many wished meetings people then miss, in a programme that was
    sought for a few seconds; None: nobody knows. `proven`: no programme costs less; `stays`: that of now does not have
    to change. `takes_back`: what was changed late and this changes back, as the journal says it.
    """

    words: Phrase
    act: TakeRemedy | None
    asks: int
    cost: int | None = None
    missed: int | None = None
    proven: bool = False
    stays: bool = False
    takes_back: str = ""

    @property
    def price(self) -> Phrase:
        """What the day then costs, and whether that is all that is known; nothing where nobody knows."""
        if self.cost is None or self.missed is None:
            return NOTHING
        points = plural(self.cost, "{number} point", "{number} points")
        missed = plural(self.missed, "{number} wished meeting is missed", "{number} wished meetings are missed")
        if self.stays:
            return Sentence(
                "The programme of now can then stay as it is, at {points}; {missed}. {outlook}",
                points=points,
                missed=missed,
                outlook=Sentence("None costs less.") if self.proven else Sentence("There may be a cheaper one."),
            )
        if self.proven:
            return Sentence("The day then costs {points}; {missed}.", points=points, missed=missed)
        return Sentence(
            "The day then costs at most {points}: that is a programme found in a few seconds, in which {missed}. "
            "Making the best programme may do better.",
            points=points,
            missed=missed,
        )


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
        stand_ins = tuple(dict.fromkeys(name for act in acts for name in act.stand_ins))
        return TakeRemedy(paragraph(*(act.words for act in acts)), edits, acts[0].before, stand_ins)


def remedies_of(outcome: SearchOutcome) -> RemedyButtons:
    """The buttons of an explanation; none of any other answer."""
    answer = outcome.answer
    if outcome.search.wish.what != "explain" or answer.get("answer") != "impossible":
        return RemedyButtons()
    return RemedyButtons(
        tuple(_button(remedy, _words(remedy), outcome, remedy["changes"]) for remedy in answer["remedies"]),
        tuple(
            tuple(_button(change, _plain(change["sentence"]), outcome, [change]) for change in choice)
            for choice in answer["offered"]
        ),
        tuple(change["sentence"] for change in answer["mending_cause_1"]),
    )


def _button(
    data: Mapping[str, Any], words: Phrase, outcome: SearchOutcome, changes: Sequence[Mapping[str, Any]]
) -> RemedyButton:
    edits = tuple(TextEdit(e["file"], e["start"], e["end"], e["old"], e["new"]) for e in data["edits"])
    stand_ins = tuple(dict.fromkeys(name for change in changes for name in change["stand_ins"]))
    act = TakeRemedy(words, edits, outcome.before, stand_ins) if edits else None
    cost, least = data.get("cost"), data.get("least_possible")
    return RemedyButton(words, act, data["asks"], cost, data.get("missed"), proven=cost is not None and cost == least)


def _words(remedy: Mapping[str, Any]) -> Phrase:
    return paragraph(*(change["sentence"] for change in remedy["changes"]), *remedy["also"])


def _plain(text: str) -> Phrase:
    return Sentence("{text}", text=text)


def _adds_a_row(edit: TextEdit, state: DeskState) -> bool:
    """Whether it is a row more in the list of people, which who is known has already."""
    files = state.files
    return files is not None and files.table is not None and edit.file == files.table.file.name


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
