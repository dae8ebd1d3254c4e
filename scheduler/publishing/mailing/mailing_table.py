"""A mailing as a table for Word and Outlook: a row a person, as a workbook or as text between semicolons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scheduler.publishing.mailing.letters import Letter
from scheduler.publishing.plain_table import table_to_csv, table_to_xlsx
from scheduler.text import sanitize
from scheduler.text.language import Language
from scheduler.text.sentence import marked

KEYWORD = "netday mailing"  # stands in the workbook, so that it is known again
_HEADS = (
    marked("name"),
    marked("city or organisation"),
    marked("e-mail"),
    marked("greeting"),
    marked("subject"),
    marked("programme"),
    marked("calendar"),
    marked("calendar (subscribe)"),
    marked("changes"),
    marked("whole programme"),
    marked("waiting list"),
    marked("papers and links"),
)
_WIDTHS = (26, 20, 28, 26, 34, 60, 30, 30, 50, 30, 40, 60)


def heads(language: Language) -> list[str]:
    """The headings, without which Word knows no fields."""
    return [language.say(head) for head in _HEADS]


def to_xlsx(letters: Iterable[Letter], language: Language) -> bytes:
    """One sheet, with its headings in the first row; texts that are no formulas."""
    return table_to_xlsx([heads(language), *map(_cells, letters)], _WIDTHS, language.say("Mailing"), KEYWORD)


def to_csv(letters: Iterable[Letter], language: Language) -> bytes:
    """As an Excel of that language opens it."""
    return table_to_csv([heads(language), *map(_cells, letters)], language)


def _cells(letter: Letter) -> Sequence[str]:
    return [
        *map(_line, (letter.person.name, letter.person.organisation, letter.email, letter.greeting, letter.subject)),
        "\n".join(letter.day),
        letter.https,
        letter.webcal,
        "\n".join(letter.changes),
        letter.page,
        "\n".join(letter.waiting),
        "\n".join(letter.besides),
    ]


def _line(text: str) -> str:
    return sanitize.line(text, None)
