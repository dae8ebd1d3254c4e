"""Who has cancelled: their calendar tells that all is off, keeps its address, and is taken up when they come again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.test_check import DAY, netday
from tests.commands.test_publish import MORNING, lines, published, typed

PEOPLE = "people: [{{name: Jeroen Diepemaat{0}}}, Karin Schrederhof, {{name: Jan Wit{1}}}, Els Vermeer]\n"
TWO_CHAIRS = DAY.replace("Jeroen Diepemaat,", "[Jeroen Diepemaat, Els Vermeer],")
JAN = "site/people/jan-wit.ics"


def day(jeroen: str = "", jan: str = "") -> None:
    Path("day.yaml").write_text(TWO_CHAIRS + PEOPLE.format(jeroen, jan), "utf-8")


@pytest.fixture(autouse=True)
def _published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NETDAY_NOW", "2026-03-01T12:00Z")
    day()
    typed(MORNING)
    published()


def states(file: str) -> list[str]:
    return [line for line in lines(file) if line.startswith("STATUS")]


def test_the_events_of_who_has_cancelled_are_off_and_come_back_at_the_same_address() -> None:
    assert states(JAN) == ["STATUS:CONFIRMED"] * 2
    day(jan=", absent: yes")
    output = " ".join(published())
    assert "Absent, so that all in their calendars is cancelled: Jan Wit." in output
    assert states(JAN) == ["STATUS:CANCELLED"] * 2
    day()
    published()
    assert states(JAN) == ["STATUS:CONFIRMED"] * 2


def test_nobody_else_is_taken_for_who_has_cancelled() -> None:
    """A newcomer with a name like theirs is no question, for the day knows where they are."""
    day(jan=", absent: yes")
    Path("day.yaml").write_text(
        Path("day.yaml").read_text("utf-8").replace("Els Vermeer]\n", "Els Vermeer, Jan Wits]\n"), "utf-8"
    )
    done = netday("publish", "day.yaml", "typed.yaml", "--to", "site")
    assert (done.exit_code, done.stderr) == (0, "")
    assert states(JAN) == ["STATUS:CANCELLED"] * 2


def test_who_has_cancelled_stands_in_nothing_that_everybody_reads() -> None:
    text = Path("site/programme.html").read_text("utf-8")
    assert "Jeroen Diepemaat" in text
    day(jeroen=", absent: yes")
    published()
    shown = [file for file in Path("site").rglob("*") if file.suffix in (".html", ".md", ".xml")]
    assert [file.name for file in shown if "Jeroen" in file.read_text("utf-8")] == []
    assert "Els Vermeer" in Path("site/programme.html").read_text("utf-8")


def test_their_own_day_is_none_and_that_is_said() -> None:
    day(jan=", absent: yes")
    for command in (("show",), ("export", "--format", "ics", "-o", "jan.ics")):
        done = netday(command[0], "day.yaml", "typed.yaml", "--person", "jan", *command[1:])
        assert done.exit_code == 2
        assert "Jan Wit is absent, and has no day of their own." in done.stderr
