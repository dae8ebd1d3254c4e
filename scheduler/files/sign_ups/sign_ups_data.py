"""What an export of a form says for a day, as data for other programs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict

from scheduler.checking.answer_data import Remarks, Stamped
from scheduler.checking.answer_names import stamp
from scheduler.files.sign_ups.decide import Asked, OpenQuestion
from scheduler.files.sign_ups.taken import SignUpsRead


class SignUpQuestionData(TypedDict):
    """What is not sure of the export."""

    about: Annotated[Asked, Field(description="of what it is a question")]
    typed: Annotated[str, Field(description="what stands in the export")]
    question: Annotated[str, Field(description="as a sentence")]
    likely: Annotated[str, Field(description="the answer that is likely, and counts until another is given; or empty")]
    rows: Annotated[list[int], Field(description="of the export, of which it is")]


class SignUpsData(Stamped):
    """An export of a form, taken into the people of a day or not yet."""

    counts: Annotated[list[str], Field(description="what was read and used, in sentences")]
    columns: Annotated[list[str], Field(description="what each column says")]
    people: Annotated[int, Field(ge=0, description="how many come, by this export")]
    questions: Annotated[list[SignUpQuestionData], Field(description="what is not sure")]
    differences: Annotated[list[str], Field(description="what changes in people.csv and day.yaml, all of it")]
    written: Annotated[list[str], Field(description="the files; empty: nothing was written")]
    remarks: Remarks


def as_data(found: SignUpsRead, written: Iterable[Path] = ()) -> SignUpsData:
    return {
        "schema": stamp("sign-ups"),
        "counts": list(found.counts),
        "columns": list(found.columns),
        "people": found.people,
        "questions": [_question(question) for question in found.questions],
        "differences": list(found.taken.differences),
        "written": [str(path) for path in written],
        "remarks": list(found.remarks),
    }


def _question(question: OpenQuestion) -> SignUpQuestionData:
    return {
        "about": question.about,
        "typed": question.what,
        "question": question.sentence,
        "likely": question.likely,
        "rows": list(question.rows),
    }
