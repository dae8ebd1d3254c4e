"""An explanation as data for other programs."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from scheduler.checking.answer_data import Elapsed, InSentences, Stamped, StatementData, Stopped
from scheduler.checking.answer_names import stamp
from scheduler.files.edit.day_files import FileSplice
from scheduler.questions.explain.answers import Explained, Possible, Remedy
from scheduler.questions.explain.cause_text import headline, sentences
from scheduler.questions.explain.causes import Cause
from scheduler.questions.explain.change import Change
from scheduler.rules.rule import by_title

Asks = Annotated[int, Field(ge=0, description="how much is asked, in points: the fewer, the easier")]


class CauseData(InSentences):
    """Demands that cannot be met together."""

    sentence: Annotated[str, Field(description="what cannot be, in one sentence")]
    sessions: Annotated[list[str], Field(description="the sessions that cannot all be held")]
    requirements: Annotated[list[StatementData], Field(description="each single demand")]
    smallest: Annotated[bool, Field(description="whether the others can hold when any one of them is given up")]
    shares_with: Annotated[
        list[int], Field(description="numbers, from 1, of causes before it that have more of its demands")
    ]


class ChangeData(TypedDict):
    """Something that can be changed of the day."""

    sentence: Annotated[str, Field(description="what to change")]
    asks: Asks
    stand_ins: Annotated[
        list[str],
        Field(description="people that it calls so in the files, as they are yet to be found: put their names there"),
    ]


class EditData(TypedDict):
    """Lines of a file that give way to others. All edits of a remedy count in the files as they were read."""

    file: Annotated[str, Field(description="the file, in the folder of the day")]
    line: Annotated[int, Field(ge=1, description="the line where it begins, from 1")]
    start: Annotated[int, Field(ge=0, description="where the old text begins: letters from the beginning of the file")]
    end: Annotated[int, Field(ge=0, description="where it ends: the letter behind its last one")]
    old: Annotated[str, Field(description="what stands there, line breaks and all; a file that has changed has other")]
    new: Annotated[str, Field(description="what comes in its place")]


class OfferedData(ChangeData):
    """A change to choose, as the lines print it."""

    edits: Annotated[
        list[EditData],
        Field(
            description="this change alone in the files as they were read, to be made with those of one change for "
            "each other cause; where two touch one stretch, take the edits of a remedy. Empty: the files cannot say it "
            "by itself, or the day was not read from files"
        ),
    ]


class RemedyData(TypedDict):
    """Changes that together make the day possible: shown by a programme."""

    asks: Asks
    changes: Annotated[list[ChangeData], Field(description="all of them are needed")]
    cost: Annotated[int | None, Field(description="what the day then costs, in points; null: no time to find out")]
    least_possible: Annotated[int | None, Field(description="the least that it then can cost; null: not known")]
    missed: Annotated[int | None, Field(description="how many wished meetings people then miss; null: not known")]
    also: Annotated[
        list[str], Field(description="what must be written besides, so that the files say no more than that")
    ]
    edits: Annotated[
        list[EditData], Field(description="the whole remedy in the files: made, read again and solved; never in part")
    ]


class ExplainedData(Stamped):
    """Why the day is impossible, and what would make it possible."""

    answer: Annotated[Literal["impossible"], Field(description="no programme keeps all hard rules")]
    elapsed: Elapsed
    stopped: Stopped
    seen: Annotated[list[str], Field(description="what shows it without a search, where no cause was found")]
    all_causes: Annotated[bool, Field(description="whether it is shown that there are no other independent causes")]
    shared_causes_sought: Annotated[
        bool, Field(description="whether causes that share demands with others were sought to the end")
    ]
    causes: Annotated[list[CauseData], Field(description="the independent ones first")]
    all_remedies: Annotated[bool, Field(description="whether every change that asks no more than the last was tried")]
    mending_cause_1: Annotated[
        list[ChangeData], Field(description="where no remedy was found: changes that each end the first cause")
    ]
    remedies: Annotated[list[RemedyData], Field(description="those that ask least first")]
    choices: Annotated[
        list[list[str]], Field(description="where each cause needs one change: those to choose from, cause by cause")
    ]
    offered: Annotated[
        list[list[OfferedData]], Field(description="the same choices, each with what it asks and its own edits")
    ]


class PossibleData(Stamped):
    """There is nothing to explain."""

    answer: Annotated[Literal["possible"], Field(description="some programme keeps all hard rules")]
    elapsed: Elapsed


def as_data(answer: Explained) -> ExplainedData:
    return {
        "schema": stamp("explain"),
        "answer": "impossible",
        "elapsed": round(answer.elapsed, 3),
        "stopped": answer.stopped,
        "seen": [finding.sentence for finding in answer.seen],
        "all_causes": answer.all_causes,
        "shared_causes_sought": answer.entangled_sought,
        "causes": [_cause(cause, answer) for cause in answer.causes],
        "all_remedies": answer.all_remedies,
        "mending_cause_1": [_change(change) for change in answer.first_cause_repairs],
        "remedies": [_remedy(remedy) for remedy in answer.remedies],
        "choices": [[str(change) for change in choice] for choice in answer.choices],
        "offered": [[_offered(change, answer) for change in choice] for choice in answer.choices],
    }


def possible(answer: Possible) -> PossibleData:
    return {"schema": stamp("explain"), "answer": "possible", "elapsed": round(answer.elapsed, 3)}


def _cause(cause: Cause, answer: Explained) -> CauseData:
    with by_title():  # pages show it
        words = sentences(cause.by_titles, answer.conference)
    return {
        "sentence": headline(cause, answer.conference),
        "sessions": [session.name for session in cause.sessions],
        "told": words,
        "requirements": [{"rule": r.name, "statement": str(r)} for r in cause.requirements],
        "smallest": cause.smallest,
        "shares_with": list(cause.entangled),
    }


def _change(change: Change) -> ChangeData:
    return {"sentence": str(change), "asks": change.asks, "stand_ins": list(change.stand_ins)}


def _offered(change: Change, answer: Explained) -> OfferedData:
    return {**_change(change), "edits": [_edit(edit) for edit in answer.edits_of(change)]}


def _remedy(remedy: Remedy) -> RemedyData:
    return {
        "asks": remedy.asks,
        "changes": [_change(change) for change in remedy.changes],
        "cost": remedy.solved.report.cost if remedy.solved else None,
        "least_possible": remedy.solved.bound if remedy.solved else None,
        "missed": remedy.solved.report.missed if remedy.solved else None,
        "also": list(remedy.also),
        "edits": [_edit(edit) for edit in remedy.in_the_files.edits] if remedy.in_the_files else [],
    }


def _edit(edit: FileSplice) -> EditData:
    return {
        "file": edit.file,
        "line": edit.line,
        "start": edit.start,
        "end": edit.end,
        "old": edit.old,
        "new": edit.new,
    }
