"""Any text in any width: nothing falls over, no letter is lost, and no line is wider than the column."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.text import sanitize
from scheduler.text.letters import letters
from scheduler.text.wrap import width, wrap

ODD = [
    "Zaak 2026/0001234567890123456789",
    "https://link.g40.example/j/93?pwd=c2Vz&lang=nl-NL#zaal-1",
    "NL91ABNA0417164300",
    "e\u0301e\u0302n",
    "漢字かな交じり文",
    "\U0001f469\u200d\U0001f467\u200d\U0001f466",
    "\U0001f1f3\U0001f1f1\U0001f1e7\U0001f1ea",
    "עברית",
    "العربية",
    "\u200b\u200d\ufe0f",
    "☎\ufe0f✂\ufe0e",
    "각",
    "a\u0301\u0302\u0303\u0304",
    "Zorg, Jeugd\u00a0en\u00a0Onderwijs",
]
texts = st.one_of(
    st.text(max_size=60),
    st.text(st.sampled_from("aeiounrstlkgm- /0123-:@\u00a0\u0301\u200d漢é\t\n"), max_size=60),
    st.lists(st.sampled_from(ODD), max_size=6).map(" ".join),
    st.lists(st.sampled_from(ODD), max_size=6).map("".join),
)


def unbroken(lines: list[str], letters_of: str) -> bool:
    """Whether the lines are these letters, without blanks, one after another; a hyphen may be added to a line's end."""
    at = 0
    for line in lines:
        solid = "".join(line.split())
        if not letters_of.startswith(solid, at):
            assert solid.endswith("-")
            solid = solid[:-1]
        if not letters_of.startswith(solid, at):
            return False
        at += len(solid)
    return at == len(letters_of)


@given(text=texts, columns=st.one_of(st.integers(-1, 12), st.integers(12, 120)))
def test_any_text_goes_into_any_width_without_losing_a_letter(text: str, columns: int) -> None:
    lines = wrap(text, columns)
    assert unbroken(lines, "".join(sanitize.text(text).split()))
    assert all(line and line == line.strip() for line in lines)


@given(text=texts, columns=st.integers(1, 60))
def test_no_line_is_wider_than_the_column_but_for_one_letter_that_is(text: str, columns: int) -> None:
    wide = [line for line in wrap(text, columns) if width(line) > columns]
    assert all(sum(bool(width(letter)) for letter in letters(line)) == 1 for line in wide)


@given(text=texts, columns=st.integers(1, 60))
def test_what_looks_one_letter_is_never_parted(text: str, columns: int) -> None:
    whole = {letter for word in sanitize.text(text).split() for letter in letters(word)}
    parts = [letter for line in wrap(text, columns) for word in line.split() for letter in letters(word)]
    assert [letter for letter in parts if letter not in whole and letter != "-"] == []


@given(text=texts)
def test_letters_together_are_the_text(text: str) -> None:
    assert "".join(letters(text)) == text


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("a ababxxxxxxxx", 9, ["a", "ababxxxxx", "xxx"]),
        ("Zaak 2026/0001234567890123456789", 20, ["Zaak 2026/", "00012345678901234567", "89"]),
        ("NL91ABNA0417164300", 8, ["NL91ABNA", "04171643", "00"]),  # no hyphen in what is copied letter by letter
        ("https://g40.example/verstedelijking", 12, ["https://", "g40.example/", "verstedelijk", "ing"]),
        ("abc", 1, ["a", "b", "c"]),
        ("漢字", 1, ["漢", "字"]),
        ("e\u0301e\u0301", 1, ["e\u0301", "e\u0301"]),
        ("\U0001f1f3\U0001f1f1\U0001f1e7\U0001f1ea", 2, ["\U0001f1f3\U0001f1f1", "\U0001f1e7\U0001f1ea"]),
    ],
)
def test_a_word_longer_than_the_column(text: str, columns: int, lines: list[str]) -> None:
    assert wrap(text, columns) == lines
