"""What click says of a wrong call, in the language of whoever reads it; its help texts stay English.

Click asks gettext for each of its sentences, under their English templates. It is answered from the catalogue.
"""

from __future__ import annotations

from typing import Any

import click.core
import click.exceptions
import click.formatting
import click.parser
import click.termui
import click.types

from scheduler.text.sentence import (
    Sentence,
    marked,
    marked_forms,
    said_of_number,
    said_word,
    spoken,
    spoken_language,
)

_OF_A_TYPE = "{value!r} is not a valid {number_type}."
_TOO_MUCH = "Got unexpected extra argument ({args})"
_NO_NUMBER = marked("{value!r} is no number.")
WORDS = (
    marked("Usage:"),
    marked("Missing argument"),
    marked("Missing option"),
    marked("Error: {message}"),
    marked("Try '{command} {option}' for help."),
    marked("Invalid value: {message}"),
    marked("Invalid value for {param_hint}: {message}"),
    marked("No such option {name!r}."),
    marked("No such command {name!r}."),
    marked("Missing command."),
    _NO_NUMBER,
    marked("{value} is not in the range {range}."),
    marked("Option {name!r} does not take a value."),
    marked("Aborted!"),
    marked("Choose from:\n\t{choices}"),
)
IN_NUMBERS = (
    marked_forms("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    marked_forms("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    marked_forms("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    marked_forms("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
)


def _in_our_words(words: str) -> str:
    """The words in the language that is spoken. What click calls a type of number it knows in English alone."""
    if words == _OF_A_TYPE and spoken_language() != "en":
        words = _NO_NUMBER
    return said_word(words)


_in_signs: Any = vars(click.types)["_NumberRangeBase"]._describe_range  # noqa: SLF001  click offers no other way


def _in_words(numbers: Any) -> str:
    """Which numbers an option takes; in English as click writes it, `0<=x<=65535`."""
    least, most = numbers.min, numbers.max
    if spoken_language() == "en" or least is None:
        signs: str = _in_signs(numbers)
        return signs
    if most is None:
        return spoken(Sentence("{least} or more", least=str(least)))
    if numbers.min_open:
        return spoken(Sentence("more than {least}, and at most {most}", least=str(least), most=str(most)))
    return spoken(Sentence("from {least} to {most}", least=str(least), most=str(most)))


def _of_number(one: str, several: str, number: int) -> str:
    """The words for that number. What is too much is mostly the rest of a name with a blank in it."""
    words = said_of_number(one, several, number)
    if one != _TOO_MUCH:
        return words
    hint = Sentence('A name with a blank in it stands between quotes, like "our day".')
    return f"{words}. {spoken(hint)}"


def teach_click() -> None:
    """From here on click asks us for its words."""
    vars(click.types)["_NumberRangeBase"]._describe_range = _in_words  # noqa: SLF001  as above
    for module in (click.core, click.exceptions, click.formatting, click.parser, click.termui, click.types):
        known: Any = module
        known._ = _in_our_words
        known.ngettext = _of_number
