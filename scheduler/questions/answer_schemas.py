"""The JSON schema of every answer: of what `netday solve --json` and its like print, with a version.

A schema follows from the types beside each answer. An answer names the schema that it keeps to under `schema`:
`netday/solve/1`. Within a version keys are only added.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import ConfigDict, TypeAdapter

from scheduler.checking.answer_names import VERSIONS, AnswerName, stamp
from scheduler.checking.description import DescriptionData
from scheduler.checking.report_data import CheckedDayData, CheckedProgrammeData
from scheduler.files.faults_data import FaultsData
from scheduler.files.importing.imported_data import ImportedData
from scheduler.files.sign_ups.sign_ups_data import SignUpsData
from scheduler.publishing.calendars.publish_data import NotPublishedData, PublishedData
from scheduler.publishing.mailing.mailing_data import MailingData
from scheduler.publishing.site.site_data import SiteData
from scheduler.questions.alternatives.data import AlternativesData
from scheduler.questions.crowds.data import CrowdsData
from scheduler.questions.difference.data import ComparedData
from scheduler.questions.explain.data import ExplainedData, PossibleData
from scheduler.questions.prices.data import PricesData
from scheduler.questions.rehearse.data import RehearsalData
from scheduler.questions.repair.data import CannotHoldAllData, NotWithinData, RepairedData, SolvedNearData
from scheduler.questions.season.data import SeasonData
from scheduler.questions.seats.data import SeatsData
from scheduler.questions.why.data import AlreadyData, BreaksRulesData, PlacesData, PricedData, RefusedData
from scheduler.rules.book_data import BrokenRuleData, PackageRuleData, RuleData
from scheduler.solving.answers_data import ImpossibleData, SolvedData, UndecidedData
from scheduler.text.sentence import LANGUAGES

DIALECT = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True)
class AnswerKind:
    """What a command with --json may print: one of these."""

    title: str
    forms: Any  # a union of the types, as `int | str`


ANSWERS: dict[AnswerName, AnswerKind] = {
    "import": AnswerKind("A day begun from a published schedule", ImportedData | FaultsData),
    "check": AnswerKind(
        "What the check says of a day, or of a programme", CheckedDayData | CheckedProgrammeData | FaultsData
    ),
    "solve": AnswerKind(
        "The best programme, or that there is none",
        SolvedData | SolvedNearData | ImpossibleData | UndecidedData | FaultsData,
    ),
    "explain": AnswerKind(
        "Why a day is impossible, and what would help", ExplainedData | PossibleData | UndecidedData | FaultsData
    ),
    "show": AnswerKind("Where people will stand in a programme", CrowdsData | FaultsData),
    "why": AnswerKind(
        "Why a session is not elsewhere",
        AlreadyData | PricedData | RefusedData | PlacesData | BreaksRulesData | UndecidedData | FaultsData,
    ),
    "repair": AnswerKind(
        "A programme that has gone out, made good again",
        RepairedData | NotWithinData | CannotHoldAllData | UndecidedData | FaultsData,
    ),
    "diff": AnswerKind("What a new programme changes of an old one", ComparedData | FaultsData),
    "alternatives": AnswerKind(
        "Really different programmes that cost nearly as little",
        AlternativesData | ImpossibleData | UndecidedData | FaultsData,
    ),
    "prices": AnswerKind("What dropping each demand would save", PricesData | BreaksRulesData | FaultsData),
    "seats": AnswerKind("Who has a seat where rooms are full, and who waits", SeatsData | FaultsData),
    "rehearse": AnswerKind(
        "What becomes of a programme when something fails", RehearsalData | BreaksRulesData | FaultsData
    ),
    "season": AnswerKind("What earlier days still owe", SeasonData | FaultsData),
    "publish": AnswerKind("What was published, and what it changes", PublishedData | NotPublishedData | FaultsData),
    "mailing": AnswerKind("What is to be mailed to everybody", MailingData | FaultsData),
    "check-site": AnswerKind("How a published folder is served on the web", SiteData | FaultsData),
    "sign-ups": AnswerKind("What the export of a form says for a day", SignUpsData | FaultsData),
    "describe": AnswerKind("What a day asks, and how large the puzzle is", DescriptionData | FaultsData),
    "rules": AnswerKind("The book of rules", list[RuleData | PackageRuleData | BrokenRuleData]),
    "faults": AnswerKind("What is wrong with files, or with what was asked", FaultsData),
}


# What is added where an answer is printed: see `sentence.spoken_json`.
_SPOKEN = {
    "spoken_in": {"enum": list(LANGUAGES), "description": "the language of its sentences"},
    "sentence_parts": {
        "type": "array",
        "description": "what its sentences are made of, each once, so that a page can link the names in them",
        "items": {"$ref": "#/$defs/SentenceParts"},
    },
}
_SENTENCE_PARTS = {
    "type": "object",
    "description": "What a sentence is made of.",
    "required": ["text"],
    "additionalProperties": False,
    "properties": {
        "text": {"type": "string", "description": "as it stands in the answer"},
        "template": {"type": "string", "description": "in English: the key that all alike have in common"},
        "values": {
            "type": "object",
            "description": "what stands in its places: a number, a text, {kind, id} of a name, or parts",
        },
        "list": {"type": "array", "description": "of a list: what it holds, each as a value"},
        "last": {"type": "string", "description": "of a list: the word before the last, in English"},
        "phrases": {"type": "array", "description": "of several sentences in a row: each with its parts"},
        "kind": {"type": "string", "description": "of an hour, a date or a number: which of them it is"},
        "id": {"type": "string", "description": "of an hour, a date or a number: 11:40, 2023-02-10, 1.5"},
    },
}


@cache
def schema_text(name: AnswerName) -> str:
    """As it is kept in docs/schemas/<name>.schema.json."""
    return json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"


def schema(name: AnswerName) -> dict[str, Any]:
    """The JSON schema of an answer, draft 2020-12. Nothing may be in it that is not told here."""
    kind = ANSWERS[name]
    whole = TypeAdapter(kind.forms | None, config=ConfigDict(extra="forbid")).json_schema()
    definitions = whole.get("$defs", {})
    for form, definition in definitions.items():
        if stamped := definition.get("properties", {}).get("schema"):
            stamped["const"] = stamp("faults" if form == FaultsData.__name__ else name)
            definition["properties"] |= _SPOKEN
    if "SentenceParts" not in definitions and any(
        "sentence_parts" in one.get("properties", {}) for one in definitions.values()
    ):
        definitions["SentenceParts"] = _SENTENCE_PARTS
    forms = [form for form in whole.pop("anyOf") if form != {"type": "null"}]
    body = forms[0] if len(forms) == 1 else {"anyOf": forms}
    return {
        "$schema": DIALECT,
        "title": kind.title,
        "description": f"{_printed_by(name)}, version {VERSIONS[name]}",
        **_without_titles({**body, "$defs": definitions}),
    }


def _printed_by(name: AnswerName) -> str:
    return "Any command with --json, when files are wrong" if name == "faults" else f"netday {name} --json"


def _without_titles(part: Any) -> Any:
    """Without those that only repeat a key; a key may be called title all the same."""
    if isinstance(part, list):
        return [_without_titles(item) for item in part]
    if not isinstance(part, dict):
        return part
    return {
        key: {name: _without_titles(item) for name, item in value.items()}
        if key in ("properties", "$defs")
        else _without_titles(value)
        for key, value in part.items()
        if key != "title"
    }
