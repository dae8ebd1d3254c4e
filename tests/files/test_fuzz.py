"""Whatever the bytes, reading gives an instance or `Faults` that name the file: never anything else."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterable
from pathlib import Path

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.files import Fault, Faults, read, read_programme, write_programme, yaml_nodes
from scheduler.text.sentence import NOTHING

DAY = """\
title: Bestuurlijke netwerkdag
language: nl
time_zone: Europe/Amsterdam
days:
  - {date: 2023-10-28, hours: 9:00–17:00, rounds: [10:00–11:00, {name: Laat, time: 15:00–16:00}]}
  - date: 2023-10-29
    every: 15
minutes: 60
walking: {within: 2, between: [{from: Stadhuis, to: Patronaat, minutes: 8}]}
people: people.csv
guests:
  - {name: Mirjam Visscher, available: "2023-10-28 15:00–15:45", time_zone: America/New_York}
rooms:
  - Zaal 1
  - {name: Breakout 40, doors: 2.01–2.06, capacity: 40, features: [beamer], building: Stadhuis, closed: 13:00–14:00}
  - {name: Online, online: yes, link: "https://example.org", building: Patronaat}
groups:
  - {name: Sociaal, kind: pillar, chairs: Cathalijne Dortmans}
  - {name: Europa, pillars: Sociaal, vice chairs: Jan Jansen, secretary: europa@g40.example, size: 12}
sessions:
  - {group: Europa, rooms: Breakout 40, required: [Sociaal], features: beamer}
  - title: Gesprek
    kind: guest talk
    at: [2023-10-28 15:00, "10:00"]
    speakers: Mirjam Visscher
    description: |
      Een gesprek.
  - {title: Asiel, goes_to: Gesprek, note: "Gaat naar het gesprek."}
  - {title: Borrel, kind: drinks, at: 16:00, optional: yes, price: 3, rounds: none}
rules:
  fair_share: off
  wishes_attended: {member: 3, weight: 2, tier: 2}
  groups_apart:
    - {groups: [Europa, Sociaal], weight: hard}
  one_session_per_room: 2
"""
PEOPLE = """\
naam;gemeente;voorzitter;lid;komt;Europa
Cathalijne Dortmans;Helmond;Sociaal;;10:00;
Jan Jansen;Delft;;"Europa|Sociaal";;x
Jan Jansen;Delft;;;;voorzitter
"Yusuf
Celik";Ede;;Sociaal;2023-10-29 11:00;
"""
TYPED = "programme:\n  Gesprek: 2023-10-28 15:00 Breakout 40\n  Borrel: 2023-10-28 16:00–17:00\n"
WORDS = [
    *(
        "-",
        ":",
        ": ",
        ",",
        "[",
        "]",
        "{",
        "}",
        '"',
        "'",
        "|",
        ">",
        "*a",
        "&a",
        "!!x",
        "#",
        "\n",
        "\t",
        "  ",
        "- ",
        "? ",
    ),
    *(
        "\0",
        "\r",
        "\x85",
        "\u2028",
        "\ufeff",
        "é",
        "\U0001f600",
        "²",
        "٣",
        "no",
        "~",
        "none",
        "-1",
        "0",
        "99999999999999",
    ),
    *(
        "25:00",
        "2:30–3:30",
        "2023-02-30",
        "0000-00-00",
        "9999-12-31",
        "day",
        "rounds",
        "standard",
        "weight",
        "only",
        "<<",
    ),
    *DAY.split(),
]


def changed(text: str, seed: random.Random, times: int) -> str:
    """The text with pieces taken out, doubled, moved or put in."""
    for _ in range(times):
        where, length = seed.randrange(len(text) + 1), seed.randrange(1, 30)
        piece = text[where : where + length]
        new = seed.choice(["", piece * 2, seed.choice(WORDS), seed.choice(WORDS) + piece, text[: seed.randrange(60)]])
        text = text[:where] + new + text[where + length :]
    return text


def lines_changed(text: str, seed: random.Random) -> str:
    """The text with a value or a line put in the place of another, so that it mostly stays YAML."""
    lines = text.split("\n")
    one, another = seed.randrange(len(lines)), seed.randrange(len(lines))
    key, colon, value = lines[one].partition(": ")
    other = lines[another].partition(": ")[2] or seed.choice(WORDS)
    lines[one] = seed.choice(
        [f"{key}{colon}{other}", f"{key}{colon}{seed.choice(WORDS)}", f"{key}:", value, lines[another]]
    )
    return "\n".join(lines)


def holds(day: bytes, people: bytes, typed: bytes) -> None:
    """Reading these bytes ends in an instance, or in faults that name their file in one line each."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "day.yaml").write_bytes(day)
        (folder / "people.csv").write_bytes(people)
        (folder / "typed.yaml").write_bytes(typed)
        raised: tuple[Fault, ...] = ()
        try:
            instance = read(folder)
            found, _ = read_programme(folder / "typed.yaml", instance)
            write_programme(folder / "programme.json", instance, found, {})
            assert read_programme(folder / "programme.json", instance)[0] == found
        except Faults as faults:
            raised = faults.faults or (Fault("no file", 0, "", NOTHING),)
        texts = {"day.yaml": day, "people.csv": people, "typed.yaml": typed}
        for fault in raised:  # programme.json is not among them: what we write we can read
            text = texts[fault.file]
            assert 0 <= fault.line <= max(1, text.count(b"\n") + text.count(b"\r") + 1)
            assert "\n" not in str(fault)


def test_the_files_that_are_changed_below_are_good() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "day.yaml").write_text(DAY, encoding="utf-8")
        (folder / "people.csv").write_text(PEOPLE, encoding="utf-8")
        (folder / "typed.yaml").write_text(TYPED, encoding="utf-8")
        instance = read(folder)
        found, remarks = read_programme(folder / "typed.yaml", instance)
    assert [placement.session.name for placement in found.placements] == ["Gesprek", "Borrel"]
    assert remarks == ()
    assert len(instance.conference.people) == 4


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 4))
def test_changed_files_never_give_anything_but_faults(seed: random.Random, times: int) -> None:
    texts = [changed(text, seed, times) if seed.random() < 0.6 else text for text in (DAY, PEOPLE, TYPED)]
    day, people, typed = (text.encode("utf-8") for text in texts)
    holds(day, people, typed)


@settings(max_examples=300, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 3))
def test_misplaced_values_never_give_anything_but_faults(seed: random.Random, times: int) -> None:
    day, people, typed = DAY, PEOPLE, TYPED
    for _ in range(times):
        day = lines_changed(day, seed)
    if seed.random() < 0.3:
        people, typed = lines_changed(people, seed), lines_changed(typed, seed)
    holds(day.encode(), people.encode(), typed.encode())


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(DAY.encode())), st.integers(0, len(PEOPLE.encode())), st.integers(0, len(TYPED.encode())))
def test_truncated_files_never_give_anything_but_faults(day: int, people: int, typed: int) -> None:
    holds(DAY.encode()[:day], PEOPLE.encode()[:people], TYPED.encode()[:typed])


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200), st.binary(max_size=200), st.sampled_from(["day", "people", "both"]))
def test_random_bytes_never_give_anything_but_faults(one: bytes, two: bytes, which: str) -> None:
    holds(one if which != "people" else DAY.encode(), two if which != "day" else PEOPLE.encode(), TYPED.encode())


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), min_size=1, max_size=4))
def test_damaged_bytes_never_give_anything_but_faults(damage: Iterable[tuple[int, int]]) -> None:
    files = [bytearray(text.encode()) for text in (DAY, PEOPLE, TYPED)]
    for where, byte in damage:
        file = files[where % 3]
        file[where % len(file)] = byte
    holds(*map(bytes, files))


def test_the_slow_parser_reads_the_same_where_the_fast_one_is_not_there() -> None:
    fast = yaml_nodes.parse(DAY, "day.yaml")
    kept = yaml_nodes.LOADER
    try:
        yaml_nodes.LOADER = yaml.BaseLoader
        slow = yaml_nodes.parse(DAY, "day.yaml")
    finally:
        yaml_nodes.LOADER = kept
    assert slow == fast
