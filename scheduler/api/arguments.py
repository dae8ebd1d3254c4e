"""What programs give a question, held against what it takes: a sentence for another type, or out of range. No solver.

What is of another type is a TypeError, what is out of range a ValueError; both tell the argument, what it is given, and
what would be right, in one line. Programs need not heed types, so whatever is given is an object here.
"""

from __future__ import annotations

import math
import os
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from numbers import Integral, Real
from pathlib import Path
from typing import TypeAlias

from scheduler.conference.named import Named
from scheduler.rules.rule import Rule
from scheduler.text.wording import listing

Words: TypeAlias = str | Collection[str]  # one, or several
_LONGEST_LIMIT = 10_000_000  # seconds, as the commands have it


def given(value: object) -> str:
    """What stands there, cut where it goes on and on: `"10", a str`.

    >>> given("10"), given(3), given(None)
    ('"10", a str', '3, an int', 'None')
    """
    if value is None:
        return "None"
    if isinstance(value, type):
        return f"{value.__name__}, a class"
    kind = type(value).__name__
    written = " ".join((f'"{value}"' if isinstance(value, str) else repr(value)).split())
    shown = written if len(written) <= 60 else f"{written[:57]}…"
    return f"{shown}, {'an' if kind[0].lower() in 'aeiou' else 'a'} {kind}"


def misfit(what: str, wanted: str, value: object) -> TypeError:
    """The error for what is of another type."""
    return TypeError(f"{what} should be {wanted}; it is {given(value)}.")


def seconds(limit: object) -> float:
    """A time limit, longer than no time; infinity is as long as anybody waits."""
    if isinstance(limit, bool) or not isinstance(limit, Real):
        raise misfit("limit", "a number of seconds, like 60", limit)
    if math.isnan(limit) or limit <= 0:
        raise ValueError(f"limit should be more than 0 seconds; it is {float(limit):g}.")
    return min(float(limit), _LONGEST_LIMIT)


def whole(value: object, what: str, least: int, most: int | None = None) -> int:
    """A whole number from `least` to `most`; None: without end."""
    bounds = f"of at least {least:,}" if most is None else f"from {least:,} to {most:,}"
    if isinstance(value, bool) or not isinstance(value, Integral):
        raise misfit(what, f"a whole number {bounds}", value)
    number = int(value)
    if number < least or (most is not None and number > most):
        raise ValueError(f"{what} should be a whole number {bounds}; it is {number:,}.")
    return number


def seed_of(seed: object) -> int:
    return whole(seed, "seed", 0, 2**31 - 1)


def yes(value: object, what: str) -> bool:
    """True or False, and not a word that would count as true whatever it says."""
    if not isinstance(value, bool):
        raise misfit(what, "True or False", value)
    return value


def one_of(value: object, what: str, *kinds: type, wanted: str) -> None:
    """Raises TypeError when the value is of none of the kinds."""
    if not isinstance(value, kinds):
        raise misfit(what, wanted, value)


def name_of(value: object, what: str, *kinds: type[Named]) -> str:
    """A name, or that of the thing itself, which will do as well."""
    if isinstance(value, kinds):
        return value.name
    if not isinstance(value, str):
        raise misfit(what, f"a name, or a {listing([kind.__name__ for kind in kinds], 'or a')}", value)
    return value


def names_of(values: object, what: str, *kinds: type[Named]) -> list[str]:
    """One name or thing, or several."""
    things = f", or a {listing([kind.__name__ for kind in kinds], 'or a')}" if kinds else ""
    many = _several(values)
    if many is None:
        raise misfit(what, f"a name{things}, or a list of these", values)
    return [name_of(value, f"each of {what}", *kinds) if kinds else text(value, f"each of {what}") for value in many]


def rule_name(value: object) -> str:
    """The name of a rule, as in day files; not its class, nor a statement of it."""
    if isinstance(value, type) and issubclass(value, Rule):
        raise TypeError(f'{value.__name__} is a kind of rule; name it here: "{value.name}".')
    if isinstance(value, Rule):
        raise TypeError(f'{type(value).__name__}(…) is a statement; name the rule here: "{value.name}".')
    return text(value, "the name of a rule")


def hours_of(values: object, what: str) -> list[str]:
    """One hour or several, as people write them."""
    many = _several(values)
    for value in [values] if many is None else many:
        if not isinstance(value, str):
            raise misfit(what, 'an hour as people write it, like "13:00", or a list of these', value)
    return [str(value) for value in many or ()]


def text(value: object, what: str) -> str:
    if not isinstance(value, str):
        raise misfit(what, "a text", value)
    return value


def path_of(value: object, what: str) -> Path:
    """A path as a text or a Path; an empty one is no place."""
    if not isinstance(value, (str, os.PathLike)):
        raise misfit(what, "a path, as a text or a Path", value)
    if not os.fspath(value):
        raise ValueError(f'{what} should be a path, and it is empty; "." is the folder you are in.')
    return Path(value)


def moment_of(value: object, what: str) -> datetime | None:
    if value is not None and not isinstance(value, datetime):
        raise misfit(what, "a datetime, or None for now", value)
    return value


def renamed_of(value: object) -> dict[str, str]:
    """What things are called now, by the names that they had."""
    wanted = 'a dictionary of names, {"as it was called": "as it is called now"}'
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise misfit("renamed", wanted, value)
    for name in (*value.keys(), *value.values()):
        if not isinstance(name, str):
            raise misfit("renamed", f"{wanted}, and each of them a text", name)
    return dict(value)


def _several(values: object) -> list[object] | None:
    """The values one by one; None: they are neither one that has a name nor several."""
    if isinstance(values, (str, Named)):
        return [values]
    if not isinstance(values, Iterable) or isinstance(values, (bytes, Mapping)):
        return None
    return list(values)
