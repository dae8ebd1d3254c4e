"""File names of calendars: safe everywhere, different for different people, and the same over all editions."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

import hypothesis.strategies as st
import pytest
from hypothesis import given

from scheduler.publishing.calendars.entry import Of
from scheduler.publishing.calendars.filenames import PathNames, is_private, private, readable

KINDS: tuple[Of, ...] = ("group", "room", "person")
FOLDERS = {"group": "groups", "room": "rooms", "person": "people"}
DEVICES = {"con", "prn", "aux", "nul"} | {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}
anything = st.text(min_size=1, max_size=300) | st.sampled_from(
    ("../../x", "CON", "nul.txt", "COM¹", "a" * 300, "🎉", "x. ", "C:\\Users", "Ĳ", "e\u0301", "\u00e9", "..", "-")
)


@given(st.lists(st.tuples(st.sampled_from(KINDS), anything), unique=True), st.booleans())
def test_names_are_safe_on_every_system_and_differ_after_folding(people: list[tuple[Of, str]], hidden: bool) -> None:
    names = PathNames(key=b"key", private=hidden)
    paths = [names.path(kind, of) for kind, of in people]
    for (kind, _), path in zip(people, paths, strict=True):
        folder, _, file = path.partition("/")
        assert folder == FOLDERS[kind]
        assert file == PurePosixPath(path).name == PureWindowsPath(path).name
        assert file.partition(".")[0] not in DEVICES
        assert set(file.removesuffix(".ics")) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
        assert 5 <= len(file) <= 90
    assert len({unicodedata.normalize("NFC", path).casefold() for path in paths}) == len(people)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("Anna de Vries", "people/anna-de-vries.ics"),
        ("Renée van 't Hof (Súdwest-Fryslân)", "people/renee-van-t-hof-sudwest-fryslan.ics"),
        ("Łukasz Sørensen-Weiß", "people/lukasz-sorensen-weiss.ics"),
        ("../../x", "people/x.ics"),
        ("con", "people/person-con.ics"),
        ("🎉", "people/person.ics"),
        ("a" * 300, f"people/{'a' * 80}.ics"),
    ],
)
def test_a_readable_name_can_be_recognised(name: str, path: str) -> None:
    assert readable("person", name) == path


def test_a_name_that_was_taken_in_an_earlier_edition_is_nobody_elses() -> None:
    names = PathNames(["people/jan-jansen.ics", "people/jan-jansen-2.ics"])
    assert names.path("person", "JAN JANSEN") == "people/jan-jansen-3.ics"
    assert names.path("room", "Jan Jansen") == "rooms/jan-jansen.ics"


@given(anything, anything)
def test_a_private_name_tells_nothing_and_hangs_on_the_key(name: str, other: str) -> None:
    path = private(name, b"one key")
    assert is_private(path)
    assert path == private(name, b"one key")
    assert path != private(name, b"another key")
    assert (path == private(other, b"one key")) == (name == other)


def test_rooms_keep_a_readable_name_where_peoples_are_private() -> None:
    names = PathNames(key=b"key", private=True)
    assert names.path("room", "Zaal 1") == "rooms/zaal-1.ics"
    assert is_private(names.path("person", "Anna"))
