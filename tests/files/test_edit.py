"""Day files are edited by splicing: each value taken away, changed, moved, renamed or joined by another in turn.

What the text then says is worked out here on plain lists and dictionaries; every comment outside stays.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.files.decode import decode
from scheduler.files.edit import EditRefused, FileText, TableText, YamlText, applied, between
from scheduler.files.edit.marked import MarkedNode
from scheduler.files.yaml_nodes import parse, plain_data

INSTANCES = Path(__file__).parents[2] / "instances"
ODD = """\
# A day as people write it
title: "Netwerkdag: #3"   # with a sign in it
date: 2023-02-10
letter: |
  Beste mensen,

  # dit is geen commentaar
  tot dan.


hours:

rounds: [10:00–11:00, {name: Ronde 2, time: 11:30–12:30},]   # two
walking: {
  within: 2, # minutes
  between: [{from: A, to: B, minutes: 5}]
}
rooms:   # the rooms
- Zaal 1
-
- name: Zaal 2   # upstairs
  # how many it seats
  capacity: 40
-   # one more
  name: 'Zaal 3'
  closed: [9:00–10:00,
           12:00–13:00]
# the people
sessions:
  - # with the state secretary
    title: >-
      Gesprek met
      de staatssecretaris
    at: [10:00]
  - Europa

  # the last one
  - {title: Wonen, rounds: [Ronde 2]}
rules:
  pinned:
    - session: Europa
      at: 10:00
"""
TEXTS = {
    "odd": ODD,
    "odd, from Windows": ODD.replace("\n", "\r\n"),
    "odd, without a last line break": ODD.rstrip("\n"),
    "the starter": (INSTANCES / "starter" / "day.yaml").read_text("utf-8"),
}
COMMENT = re.compile(r"(?:^|(?<=\s))#.*")
Steps = tuple[str | int, ...]


def yaml_text(text: str) -> YamlText:
    return YamlText(FileText("day.yaml", text))


def says(text: YamlText) -> Any:
    return plain_data(parse(decode(text.file.data, "day.yaml")[0], "day.yaml"))


def paths(node: MarkedNode, path: Steps = ()) -> Iterator[tuple[Steps, MarkedNode, MarkedNode]]:
    """Each key and item: where it stands, its value, and what holds it."""
    for number, entry in enumerate(node.entries):
        here = (*path, entry.name if entry.key else number)
        yield here, entry.value, node
        yield from paths(entry.value, here)


def at(data: Any, path: Steps) -> Any:
    for step in path:
        data = data.get(step) if isinstance(data, dict) else data[step]
    return data


def removed(data: Any, path: Steps) -> Any:
    """The data without that value, nor what is then empty."""
    holder = at(data, path[:-1])
    if isinstance(holder, dict):
        holder.pop(path[-1], None)
    else:
        del holder[path[-1]]
    return data if holder or len(path) < 2 else removed(data, path[:-1])


def comments(text: str) -> list[str]:
    return [found for line in text.splitlines() for found in COMMENT.findall(line)]


@pytest.mark.parametrize("name", TEXTS)
def test_each_value_taken_away_leaves_all_others(name: str) -> None:
    before = yaml_text(TEXTS[name])
    for path, value, holder in paths(before.root):
        after = before.remove(path)
        alone = len(holder.entries) == 1 or value.blank
        assert says(after) == removed(says(before), path) or alone, path
        if len(holder.entries) > 1 and "\n" not in TEXTS[name][value.start : value.end].rstrip():
            lost = len(comments(TEXTS[name])) - len(comments(after.file.text))
            assert lost <= 1, path  # the one on its own line


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("new", ["Iets anders: #2", {"naam": ["é", 3, True]}, [], "off"])
def test_each_value_changed_changes_no_other(name: str, new: Any) -> None:
    before = yaml_text(TEXTS[name])
    written = {"naam": ["é", "3", "yes"]} if isinstance(new, dict) else new
    for path, _, _ in paths(before.root):
        meant = says(before)
        at(meant, path[:-1])[path[-1]] = written
        assert says(before.put(path, new)) == meant, path


@pytest.mark.parametrize("name", TEXTS)
def test_each_value_moved_leaves_all_others_in_their_order(name: str) -> None:
    before = yaml_text(TEXTS[name])
    for path, _, holder in paths(before.root):
        for place in (0, len(holder.entries) - 1):
            names = [entry.name if entry.key else number for number, entry in enumerate(holder.entries)]
            order = [other for other in names if other != path[-1]]
            order.insert(place, path[-1])
            meant, after = at(says(before), path[:-1]), before.move(path, place)
            given_order = at(says(after), path[:-1])
            if isinstance(meant, dict):
                assert list(given_order.items()) == [(key, meant[key]) for key in order if key in meant], path
            else:
                assert given_order == [meant[number] for number in order], path
            assert sorted(comments(after.file.text)) == sorted(comments(TEXTS[name])), path


@pytest.mark.parametrize("name", TEXTS)
def test_each_list_and_each_set_of_keys_takes_one_more_at_any_place(name: str) -> None:
    before = yaml_text(TEXTS[name])
    for path, value, _ in paths(before.root):
        if value.text is not None:
            continue
        for place in range(len(value.entries) + 1):
            if value.keyed:
                after = before.add(path, "x: y", key="nieuw", place=place)
                assert at(says(after), path) == {**at(says(before), path), "nieuw": "x: y"}, path
            else:
                after = before.add(path, {"title": "Één"}, place=place)
                meant = at(says(before), path)
                assert at(says(after), path) == [*meant[:place], {"title": "Één"}, *meant[place:]], path
            assert comments(after.file.text) == comments(TEXTS[name]), path


@pytest.mark.parametrize("name", TEXTS)
def test_each_key_renamed_keeps_its_value(name: str) -> None:
    before = yaml_text(TEXTS[name])
    for path, _, _ in paths(before.root):
        if isinstance(path[-1], str):
            meant = {("anders" if k == path[-1] else k): v for k, v in at(says(before), path[:-1]).items()}
            assert at(says(before.rename(path, "anders")), path[:-1]) == meant, path


def test_the_letters_that_are_not_meant_stay() -> None:
    before = yaml_text("# Dag\nminutes:  60  # each\nrooms: [Zaal 1,Zaal 2]\n")
    assert before.put(("minutes",), 45).file.text == "# Dag\nminutes:  45  # each\nrooms: [Zaal 1,Zaal 2]\n"
    assert before.remove(("rooms", 0)).file.text == "# Dag\nminutes:  60  # each\nrooms: [Zaal 2]\n"
    assert before.remove(("minutes",)).file.text == "# Dag\nrooms: [Zaal 1,Zaal 2]\n"
    assert before.put(("rules", "pinned"), "off").file.text == f"{before.file.text}rules: {{pinned: off}}\n"


def test_the_first_key_of_an_item_leaves_the_dash_to_the_next() -> None:
    before = yaml_text("rooms:\n  - name: Zaal 1\n    capacity: 40\n  - Zaal 2\n")
    assert before.remove(("rooms", 0, "name")).file.text == "rooms:\n  - capacity: 40\n  - Zaal 2\n"


def test_a_key_is_found_as_the_reader_finds_it() -> None:
    before = yaml_text("sessions:\n  - {title: Europa, room: Zaal 1}\n")
    assert before.put(("sessions", 0, "rooms"), ["Zaal 2"]).file.text.endswith("{title: Europa, room: [Zaal 2]}\n")


BEFORE = yaml_text("rooms: [Zaal 1]\ntitle: Dag\n")
REFUSED: list[Callable[[], YamlText]] = [
    lambda: BEFORE.put(("rooms", 3), "x"),
    lambda: BEFORE.add(("rooms",), "x", key="name"),
    lambda: BEFORE.add((), "x", key="title"),
    lambda: BEFORE.remove(("rounds",)),
    lambda: yaml_text("title: Dag\n").remove(("title",)),
    lambda: YamlText(FileText.of("title: Café\n".encode("cp1252"), "day.yaml")).put(("title",), "日"),
]


@pytest.mark.parametrize("edit", REFUSED)
def test_what_cannot_be_written_as_meant_is_refused(edit: Callable[[], YamlText]) -> None:
    with pytest.raises(EditRefused):
        edit()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_keeps_its_encoding_and_its_line_breaks(encoding: str) -> None:
    data = "title: Café\r\nplace: Zaal\u0301\r\n" if encoding != "cp1252" else "title: Café\r\nplace: Zaal\r\n"
    after = YamlText(FileText.of(data.encode(encoding), "day.yaml")).put(("title",), "Één dag").file
    assert after.data == data.replace("Café", '"Één dag"' if '"' in after.text else "Één dag").encode(encoding)


def filled(rows: list[list[str]]) -> list[str]:
    """The rows as texts, without the empty cells at their ends: nobody can see how many there are."""
    return ["\t".join(cells).rstrip("\t") for cells in rows]


TABLES = {
    "commas": 'name,organisation,leaves\nAnna,Haarlem,15:00\n"Berg, Bob",Ede,\n\nCarla,Breda,16:00\n',
    "Excel": 'sep=;\r\nnaam;stad;komt\r\n"Anna";"Haarlem";"9:30"\r\n Bob;Ede\r\n',
    "tabs": "name\torganisation\nAnna\tHaarlem\nBob\tEde",
    "quotes": 'name,organisation\n"Anna ""An"" Bos","Den\nHaag"\nBob,Ede\n',
}


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("new", ["Utrecht", "a, b; c", 'zegt "ja"', ""])
def test_each_cell_changed_changes_no_other(name: str, new: str) -> None:
    before = TableText(FileText("people.csv", TABLES[name]))
    for row, cells in enumerate(before.rows):
        for column in range(len(cells) + (row > 0)):
            meant = [list(cells) for cells in before.rows]
            meant[row] += [""] * (column + 1 - len(cells))
            meant[row][column] = new
            if not row and "," in new:
                continue  # a heading with signs that divide cells
            assert filled(before.put(row, column, new).rows) == filled(meant)


@pytest.mark.parametrize("name", TABLES)
def test_all_cells_of_a_row_and_some_behind_it_are_changed_at_once(name: str) -> None:
    """Also where the last one is empty, so that its text and what comes behind it go to one place."""
    before = TableText(FileText("people.csv", TABLES[name]))
    for row, cells in enumerate(before.rows[1:], 1):
        for columns in (range(len(cells)), range(len(cells))[-1:], range(len(cells) + 1), [0, len(cells) + 1]):
            meant = [list(cells) for cells in before.rows]
            meant[row] += ["", ""]
            for column in columns:
                meant[row][column] = f"new {column}"
            assert filled(before.edited({(row, column): f"new {column}" for column in columns}).rows) == filled(meant)


@pytest.mark.parametrize("name", TABLES)
def test_rows_are_taken_away_and_added_whole(name: str) -> None:
    before = TableText(FileText("people.csv", TABLES[name]))
    for row in range(1, len(before.rows)):
        assert before.remove(row).rows == [*before.rows[:row], *before.rows[row + 1 :]]
    assert before.add(["Dirk", "'s-Hertogenbosch; centrum"]).rows == [
        *before.rows,
        ["Dirk", "'s-Hertogenbosch; centrum"],
    ]


@given(
    st.lists(st.lists(st.text("ab,;\t \"'\n", max_size=4), min_size=2, max_size=3), min_size=1, max_size=3),
    st.sampled_from(",;"),
    st.text("ab,;\t \"'\n", max_size=4),
    st.data(),
)
def test_a_table_of_odd_cells_is_changed_as_meant_or_not_at_all(
    rows: list[list[str]], delimiter: str, new: str, data: st.DataObject
) -> None:
    table = io.StringIO()
    csv.writer(table, delimiter=delimiter, lineterminator="\n").writerows([["name", "organisation"], *rows])
    before = TableText(FileText("people.csv", table.getvalue()))
    row = data.draw(st.integers(1, len(before.rows) - 1))
    try:
        after = before.put(row, 1, new)
    except EditRefused:
        return
    meant = [list(cells) for cells in before.rows]
    meant[row] += [""] * (2 - len(meant[row]))
    meant[row][1] = new.strip()
    assert filled(after.rows) == filled(meant)


@given(st.text("ab\n", max_size=12), st.text("ab\n", max_size=12))
def test_the_splices_between_two_texts_make_the_one_the_other(before: str, after: str) -> None:
    assert applied(before, between(before, after)) == after


_SCALARS = st.sampled_from(["a", "'b # c'", '"d: e"', "|\n{i}f\n{i}\n{i}g", ">-\n{i}h\n{i}i", "", "10:00–11:00"])
_COMMENTS = st.sampled_from(["", "", "", "  # c"])


@st.composite
def blocks(draw: st.DrawFn, depth: int = 0) -> str:
    """Keys or items in block style, with comments and blank lines among them."""
    many = depth > 0 and draw(st.booleans())
    lines: list[str] = []
    for number in range(draw(st.integers(1, 3))):
        if draw(st.integers(0, 4)) == 0:
            lines.append(draw(st.sampled_from(["", f"{'  ' * depth}# on its own"])))
        lead = f"{'  ' * depth}{'-' if many else f'k{number}:'}"
        if depth < 3 and draw(st.booleans()):
            inner = draw(blocks(depth + 1))
            first, comment = inner.lstrip(" "), draw(_COMMENTS)
            lines.append(
                f"{lead} {first}" if many and not first.startswith(("#", "\n")) else f"{lead}{comment}\n{inner}"
            )
        else:
            scalar = draw(_SCALARS).replace("{i}", "  " * (depth + 1))
            lines.append(f"{lead} {scalar}{draw(_COMMENTS) if chr(10) not in scalar else ''}")
    return "\n".join(lines)


@settings(max_examples=40)
@given(blocks())
def test_each_edit_of_a_file_of_any_style_is_made_as_meant_or_refused(text: str) -> None:
    before = yaml_text(f"{text}\n")
    for path, value, holder in paths(before.root):
        with suppress(EditRefused):
            assert says(before.remove(path)) == removed(says(before), path) or len(holder.entries) == 1 or value.blank
        with suppress(EditRefused):
            meant = says(before)
            at(meant, path[:-1])[path[-1]] = ["x"]
            assert says(before.put(path, ["x"])) == meant


def test_a_text_over_several_lines_stays_one() -> None:
    before = yaml_text("letter: | # aan allen\n  Beste\n\n  mensen,\ntitle: Dag\nrooms:\n  - name: Zaal 1\n")
    after = before.put(("letter",), "Geachte\nmensen,\n").put(("title",), "Een\ntwee").file.text
    assert after == "letter: | # aan allen\n  Geachte\n  mensen,\ntitle: |-\n  Een\n  twee\nrooms:\n  - name: Zaal 1\n"
    one_more = before.add(("rooms", 0), "a\n\nb", key="short").file.text
    assert one_more.endswith("  - name: Zaal 1\n    short: |-\n      a\n\n      b\n")
