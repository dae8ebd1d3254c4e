"""Models that say in a sentence what is wrong with what a program gives them, where pydantic would print a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from scheduler.text.sentence import Phrase, Sentence, paragraph
from scheduler.text.wording import as_sentence, closed, count, listing, nearest

_WANTED = {  # by the kind of its error, where that tells what is wanted
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float"), Sentence("a whole number")),
    **dict.fromkeys(("string_type", "string_sub_type"), Sentence("a text")),
    **dict.fromkeys(("bool_type", "bool_parsing"), Sentence("a boolean")),
    **dict.fromkeys(("date_type", "date_parsing", "date_from_datetime_parsing"), Sentence("a date")),
    **dict.fromkeys(("tuple_type", "list_type"), Sentence("a tuple")),
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
                sentences = dict.fromkeys(_sentence(cls, detail) for detail in wrong.errors())
                raise ValueError(
                    Sentence("{model}: {sentences}", model=cls.__name__, sentences=paragraph(*sentences))
                ) from None


def _sentence(model: type[BaseModel], detail: ErrorDetails) -> Phrase:
    kind, value, context = detail["type"], detail["input"], detail.get("ctx", {})
    names = [field.alias or name for name, field in model.model_fields.items()]
    where = next((str(step) for step in detail["loc"] if isinstance(step, str)), "it")
    if kind == "extra_forbidden":
        known = nearest(where, names) or Sentence(" The names are {names}.", names=listing(names))
        return Sentence('"{name}" is no name of a value here.{hint}', name=where, hint=known)
    if kind == "missing":
        return Sentence('"{name}" is missing.', name=where)
    if "error" in context:
        return Sentence("{where}: {sentence}", where=where, sentence=closed(as_sentence(context["error"])))
    shown = value.__name__ if isinstance(value, type) else " ".join(repr(value).split())
    shown = shown if len(shown) <= 60 else type(value).__name__
    return Sentence("{name} should be {wanted}; it is {value}.", name=where, wanted=_wanted(detail), value=shown)


def _wanted(detail: ErrorDetails) -> Phrase:
    """What should stand there, in our words."""
    kind, context = detail["type"], detail.get("ctx", {})
    match kind:
        case "enum" | "literal_error":
            return Sentence("one of {words}", words=context["expected"])
        case "greater_than_equal":
            return Sentence("at least {number}", number=str(context["ge"]))
        case "less_than_equal":
            return Sentence("at most {number}", number=str(context["le"]))
        case "model_type" | "dataclass_type":
            return Sentence("a {kind}", kind=context["class_name"])
        case "is_instance_of":
            return Sentence("a {kind}", kind=context["class"])
        case "string_too_short":
            return Sentence("a text of at least {letters}", letters=count(context["min_length"], "character"))
        case "string_too_long":
            return Sentence("a text of at most {letters}", letters=count(context["max_length"], "character"))
    return _WANTED.get(kind) or Sentence("{theirs}", theirs=detail["msg"].removeprefix("Input should be "))
