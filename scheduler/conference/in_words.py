"""Models that say in a sentence what is wrong with what a program gives them, where pydantic would print a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from scheduler.text.wording import listing, nearest

_WORDS = {  # what pydantic says, and what people say
    "a valid ": "a ",
    "a integer": "a whole number",
    "a string": "a text",
    "greater than or equal to": "at least",
    "less than or equal to": "at most",
    "String should have": "a text of",
    "a dictionary or instance of": "a",
    "an instance of": "a",
}

if TYPE_CHECKING:  # they know what pydantic's own does for a class; a metaclass of ours they would take for another
    from pydantic._internal._model_construction import ModelMetaclass

    InWords = ModelMetaclass
else:

    class InWords(type(BaseModel)):
        """Where a model is made by calling it, values that do not fit are a ValueError in one line.

        Reading files validates without calling, for faults there have a place of their own.
        """

        def __call__(cls, *values: Any, **facts: Any) -> Any:
            try:
                return super().__call__(*values, **facts)
            except ValidationError as wrong:
                sentences = [_sentence(cls, detail) for detail in wrong.errors()]
                raise ValueError(f"{cls.__name__}: {' '.join(dict.fromkeys(sentences))}") from None


def _sentence(model: type[BaseModel], detail: ErrorDetails) -> str:
    kind, value, context = detail["type"], detail["input"], detail.get("ctx", {})
    names = [field.alias or name for name, field in model.model_fields.items()]
    where = next((str(step) for step in detail["loc"] if isinstance(step, str)), "it")
    if kind == "extra_forbidden":
        known = nearest(where, names) or f" The names are {listing(names)}."
        return f'"{where}" is no name of a value here.{known}'
    if kind == "missing":
        return f'"{where}" is missing.'
    if "error" in context:
        return f"{where}: {str(context['error']).removesuffix('.')}."
    if kind in ("enum", "literal_error"):
        wanted = f"one of {context['expected']}"
    else:
        wanted = detail["msg"].partition(", ")[0].replace("Input should be ", "")
        for theirs, ours in _WORDS.items():
            wanted = wanted.replace(theirs, ours)
    shown = value.__name__ if isinstance(value, type) else " ".join(repr(value).split())
    return f"{where} should be {wanted}; it is {shown if len(shown) <= 60 else type(value).__name__}."
