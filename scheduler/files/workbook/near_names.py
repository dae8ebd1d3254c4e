"""Names of people that are nearly the same, by a slip of one letter or by a first name that is an initial."""

from __future__ import annotations

from collections.abc import Iterable

from scheduler.text.wording import alike_key

_SHORTEST = 6  # letters, below which one letter makes another name


def nearly(name: str, others: Iterable[str]) -> list[str]:
    """Those of the others that may be the same person.

    >>> nearly("Reinier Muldery", ["Reinier Mulderij", "Teun Mulderij"]), nearly("A. de Vries", ["Anna de Vries"])
    (['Reinier Mulderij'], ['Anna de Vries'])
    >>> nearly("Jan Bos", ["Jan de Bos", "Jan Bosch", "Piet Bos"])
    []
    """
    one = _key(name)
    return [other for other in dict.fromkeys(others) if _is_near(one, _key(other))]


def _key(name: str) -> str:
    return alike_key(name).replace("ij", "y")


def _is_near(one: str, other: str) -> bool:
    if one == other:
        return True
    if abs(len(one) - len(other)) <= 1 and min(len(one), len(other)) >= _SHORTEST and _differs_by_one(one, other):
        return True
    return _is_initial(one, other) or _is_initial(other, one)


def _differs_by_one(one: str, other: str) -> bool:
    """By a letter more, fewer or otherwise, or by two that changed places."""
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    left, right = one[start:], other[start:]
    swapped = len(left) > 1 and left[:2] == right[1::-1] and left[2:] == right[2:]
    return left[1:] == right[1:] or left[1:] == right or left == right[1:] or swapped


def _is_initial(short: str, whole: str) -> bool:
    """Whether one has the letter of the other's first name, and the same surname."""
    initial, _, surname = short.partition(" ")
    first, _, other = whole.partition(" ")
    letter = initial.rstrip(".")
    return bool(surname) and surname == other and len(letter) == 1 and len(first) > 2 and first.startswith(letter)
