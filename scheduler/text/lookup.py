"""People, groups and rooms by the name that somebody types: in part, without capitals, or misspelt."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Protocol, TypeVar

from scheduler.text.letters import normalized
from scheduler.text.sentence import Sentence, paragraph, phrase
from scheduler.text.wording import listing, nearest


class _Named(Protocol):
    @property
    def name(self) -> str: ...


_Thing = TypeVar("_Thing", bound=_Named)


def find(typed: str, things: Iterable[_Thing], what: str) -> _Thing:
    """The thing of that name, or the only one with that in its name. `what`: the word for such a thing, as `marked`.

    Raises LookupError with a sentence that helps on.
    """
    typed = typed.encode("utf-8", "surrogateescape").decode("utf-8", "replace")  # é comes so where the locale is C
    by_name = {thing.name: thing for thing in things}
    if typed in by_name:
        return by_name[typed]
    folded = _plain(typed)
    same = [thing for name, thing in by_name.items() if _plain(name) == folded]
    same = same or [thing for thing in by_name.values() if _plain(_with_organisation(thing)) == folded]
    alike = same or [thing for name, thing in by_name.items() if folded and folded in _plain(name)]
    if len(alike) == 1:
        return alike[0]
    if alike:
        names = [thing.name for thing in alike]
        if len(names) > 6:
            values = {"names": paragraph(*names[:5], between=", "), "number": len(names) - 5}
            raise LookupError(Sentence('"{typed}" may be {names} or {number} others.', typed=typed, **values))
        raise LookupError(Sentence('"{typed}" may be {names}.', typed=typed, names=listing(names, "or")))
    hint = nearest(typed, by_name)
    raise LookupError(Sentence('"{typed}" is no {what} of this day.{hint}', typed=typed, what=phrase(what), hint=hint))


def _with_organisation(thing: _Named) -> str:
    """The name as it is printed of a person: Piet de Boer (Ede)."""
    organisation = getattr(thing, "organisation", "")
    return f"{thing.name} ({organisation})" if organisation else thing.name


def unprinted(typed: str, things: Iterable[_Named]) -> str:
    """The name alone, where it was typed as it is printed; else what was typed."""
    printed = {_with_organisation(thing): thing.name for thing in things}
    return typed if typed in printed.values() else printed.get(typed, typed)


def _plain(name: str) -> str:
    """The text without capitals, accents and blanks around it: Hélène is found as helene."""
    apart = normalized("NFKD", name.strip().casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
