"""What is asked before sign-ups count, what was answered, and the file in which that is kept for the next export."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import yaml

from scheduler.files.decode import load
from scheduler.files.edit.file_text import FileText
from scheduler.files.edit.meaning import Pairs
from scheduler.files.edit.yaml_text import YamlText
from scheduler.files.faults import Fault, Faults, quoted
from scheduler.files.folder_lock import DESK_FOLDER
from scheduler.text.letters import normalized
from scheduler.text.sentence import Phrase, Sentence

MEMORY = Path(DESK_FOLDER) / "import.yaml"
LEAVE_OUT, NEW, YES = "-", "+", "yes"
_LEAD = """\
# What was decided about answers of sign-up forms, by which netday sign-ups takes the next export. No names of people
# stand here: what they typed is kept as a fingerprint. Take a line out and it is asked again.
"""


class Asked(StrEnum):
    """What a question is about."""

    COLUMN = "column"
    NAME = "name"
    STRENGTH = "strength"
    STATUS = "status"
    HOUR = "hour"
    PERSON = "person"
    ROLE = "role"


_PLAIN = (Asked.COLUMN, Asked.STRENGTH, Asked.STATUS, Asked.ROLE)


@dataclass(frozen=True)
class OpenQuestion:
    """What is to be decided: about `what`, as it was typed. `likely`: the answer that is most likely, if any.

    `sentence`: the question for whoever decides; `rows`: of the export, of which it is.
    """

    about: Asked
    what: str
    sentence: Phrase
    likely: str = ""
    rows: tuple[int, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        return self.about.value, remembered_as(self.what)


def remembered_as(text: str) -> str:
    return " ".join(normalized("NFC", text).casefold().split())


@dataclass
class Decisions:
    """By question, the answer: in words of `columns.py` for columns, names divided by `;`, an hour; `-` leaves out."""

    answers: dict[tuple[str, str], str] = field(default_factory=dict)

    def of(self, about: Asked, what: str) -> str | None:
        text = remembered_as(what)
        found = self.answers.get((about.value, text))
        return self.answers.get((about.value, _fingerprint(text))) if found is None else found

    def decide(self, question: OpenQuestion, answer: str) -> None:
        self.answers[question.key] = answer

    def with_others(self, others: Decisions) -> Decisions:
        return Decisions(self.answers | others.answers)

    @property
    def text(self) -> str:
        """As it is kept: what people typed of themselves as a fingerprint, names of groups and questions are not."""
        kept: dict[str, dict[str, str]] = {}
        for (about, what), answer in sorted(self.answers.items()):
            is_plain = about in _PLAIN or (about == Asked.NAME and answer != LEAVE_OUT) or what.startswith("sha:")
            kept.setdefault(about, {})[what if is_plain else _fingerprint(what)] = answer
        return _LEAD + (yaml.safe_dump(kept, allow_unicode=True, width=1000) if kept else "")


def _fingerprint(text: str) -> str:
    return f"sha:{hashlib.sha256(text.encode()).hexdigest()[:20]}"


def read_memory(folder: Path) -> Decisions:
    """What was decided before. Raises Faults for a file that somebody has spoilt."""
    path = folder / MEMORY
    if not path.exists():
        return Decisions()
    text, _ = load(path, str(MEMORY))
    says = YamlText(FileText(str(MEMORY), text)).says if text.strip() else Pairs()
    answers = dict(_answers(says))
    return Decisions(answers)


def _answers(says: object) -> Iterator[tuple[tuple[str, str], str]]:
    known = set(Asked)
    for about, lines in says if isinstance(says, Pairs) else ():
        if about not in known or not isinstance(lines, Pairs):
            message = Sentence(
                "{key} is nothing that netday sign-ups remembers. Mend the line, or take it out.", key=quoted(about)
            )
            raise Faults([Fault(str(MEMORY), 0, "", message)])
        for what, answer in lines:
            if isinstance(answer, str):
                yield (about, what), answer


def same_memory(one: Mapping[tuple[str, str], str], other: Mapping[tuple[str, str], str]) -> bool:
    return Decisions(dict(one)).text == Decisions(dict(other)).text
