"""In which language a command speaks: as asked, else as the day does, else as the machine.

`--language`, then NETDAY_LANGUAGE, then what the day file states, then LC_ALL, LC_MESSAGES or LANG; then English. What
attendees get is in the language of the day whatever the machine speaks: see `options.language_of`.
"""

from __future__ import annotations

import locale
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import click

from scheduler.text.sentence import LANGUAGES, speak

if TYPE_CHECKING:
    from scheduler.files import Instance

_Command = TypeVar("_Command", bound=Callable[..., Any] | click.Command)


class _HasLanguage(Protocol):
    """What was read, and says in which language it is."""

    @property
    def language(self) -> str | None: ...


_InLanguage = TypeVar("_InLanguage", bound=_HasLanguage)

_OWN = "NETDAY_LANGUAGE"
_MACHINE = ("LC_ALL", "LC_MESSAGES", "LANG")  # in the order in which POSIX asks them
_ASKED = "netday.language"  # where a command's context keeps what was asked


def language_option(text: str, *, expose_value: bool = True) -> Callable[[_Command], _Command]:
    """`--language nl|en`: heard before all else, so that a wrong call is told in it too. `text`: the help."""

    def note(ctx: click.Context, _: click.Parameter, value: str | None) -> str | None:
        ctx.meta[_ASKED] = value
        speak_as(ctx, None)
        return value

    choices = click.Choice(LANGUAGES, case_sensitive=False)
    return click.option("--language", type=choices, is_eager=True, callback=note, expose_value=expose_value, help=text)


def with_language(command: click.Command) -> click.Command:
    """The command with `--language`, where it has none of its own, for what it writes."""
    if any(parameter.name == "language" for parameter in command.params):
        return command
    return language_option("Of the sentences, instead of that of the day.", expose_value=False)(command)


def speak_as(ctx: click.Context | None, day: str | None, words: Sequence[str] = ()) -> None:
    """From here on the command speaks as it was asked to, else as the day does. `day`: what it states, if anything.

    `words`: of the command line, where click has not read them yet.
    """
    asked = ctx.meta.get(_ASKED) if ctx is not None else _among(words)
    code = asked or _own_choice() or day or _of_the_machine()
    if code == "en":
        speak(None)
        return
    from scheduler.text.language import Language

    speak(Language.of(code))


def language_wanted(ctx: click.Context) -> str | None:
    """What was asked with the command or in NETDAY_LANGUAGE; None: nothing, so the day says it."""
    return ctx.meta.get(_ASKED) or _own_choice() or None


def read_day(day: Path) -> Instance:
    """The day in that folder or file, as `files.read` has it; from here on the command speaks its language."""
    from scheduler.files import read

    return read_and_speak(read, day)


def read_and_speak(read: Callable[[Path], _InLanguage], file: Path) -> _InLanguage:
    """What `read` makes of the file; from here on the command speaks its language, also where it is faulty."""
    from scheduler.files import Faults

    ctx = click.get_current_context(silent=True)
    try:
        found = read(file)
    except Faults as faults:
        speak_as(ctx, faults.language)
        raise
    speak_as(ctx, found.language)
    return found


def _among(words: Sequence[str]) -> str:
    """What a command line asks for: `--language nl` or `--language=nl`."""
    pairs = [(word, *words[place : place + 1]) for place, word in enumerate(words, 1)]
    found = [one.partition("=")[2] or "".join(rest) for one, *rest in pairs if one.partition("=")[0] == "--language"]
    return found[-1].lower() if found and found[-1].lower() in LANGUAGES else ""


def _own_choice() -> str:
    chosen = os.environ.get(_OWN, "").strip().lower()[:2]
    return chosen if chosen in LANGUAGES else ""


def _of_the_machine() -> str:
    stated = next((value for name in _MACHINE if (value := os.environ.get(name))), None) or locale.getlocale()[0] or ""
    return "nl" if stated.lower().startswith(("nl", "dutch")) else "en"  # Windows says Dutch_Netherlands
