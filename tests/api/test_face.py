"""`import scheduler as netday`: its names, that they are all there, and that asking for them costs what it must."""

from __future__ import annotations

import ast
import json
import subprocess
import sys

import pytest

import scheduler as netday
from tests.house.test_walls import without_solver
from tests.support.house import HOME, arrows

FACE = ast.parse((HOME / "scheduler" / "__init__.py").read_text("utf-8"))


def shown_to_type_checkers() -> set[tuple[str, str]]:
    """What the face imports for types: (file, name)."""
    return {
        (statement.module or "", alias.name)
        for guard in FACE.body
        if isinstance(guard, ast.If)
        for statement in guard.body
        if isinstance(statement, ast.ImportFrom)
        for alias in statement.names
    }


def test_type_checkers_and_programs_see_the_same_names_of_the_same_files() -> None:
    homes: dict[str, tuple[str, ...]] = vars(netday)["_HOMES"]
    assert {(home, name) for home, names in homes.items() for name in names} == shown_to_type_checkers()
    assert sorted(name for _, name in shown_to_type_checkers()) == sorted(netday.__all__)


@pytest.mark.parametrize("name", netday.__all__)
def test_every_name_of_the_face_can_be_had(name: str) -> None:
    assert getattr(netday, name) is not None


def test_no_name_of_the_face_is_also_a_room() -> None:
    """For `import scheduler.solving` would put the room in the place of the name."""
    rooms = {arrow.source.split(".")[1] for arrow in arrows() if arrow.source.startswith("scheduler.")}
    assert rooms & set(netday.__all__) == set()


def test_a_misspelt_name_is_told_with_where_the_right_one_stands() -> None:
    with pytest.raises(AttributeError, match=r"netday has no 'sovle'; see docs/python-api\.md"):
        getattr(netday, "sovle")  # noqa: B009  a type checker would refuse netday.sovle


LOADED = """
import json, sys
import scheduler as netday
dir(netday)
print(json.dumps([name for name in sys.modules if name.partition(".")[0] == "scheduler" or "." not in name]))
"""


def test_the_import_loads_nothing_but_itself() -> None:
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, cwd=HOME, check=True)
    loaded = set(json.loads(done.stdout))
    assert not loaded & {"pydantic", "ortools", "click", "rich", "yaml", "babel", "numpy"}
    assert {name for name in loaded if name.startswith("scheduler")} == {"scheduler"}


CHECKED = """
import scheduler as netday
day = netday.read("instances/haarlem-2023")
printed = netday.read_programme("instances/haarlem-2023/printed.yaml", day)
print(netday.check(day, printed).cost, len(netday.check(day)))
print(len(netday.difference(day, printed, printed).changes))
print(netday.export(day, printed, "markdown")[:20])
"""


def test_reading_checking_comparing_and_exporting_need_no_solver() -> None:
    done = without_solver(CHECKED)
    assert (done.returncode, done.stderr) == (0, "")
