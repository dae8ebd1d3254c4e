"""A programme that went out: one that is written over it keeps it, and a change is told against what people have."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.test_check import DAY, netday


@pytest.fixture(autouse=True)
def _solved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NETDAY_NOW", "2026-03-01T12:00Z")
    Path("day.yaml").write_text(DAY, "utf-8")
    assert solved("programme.json") == ""


def solved(file: str) -> str:
    done = netday("solve", "day.yaml", "-o", file, "--quiet")
    assert done.exit_code == 0, done.output
    return " ".join(done.stderr.split())


def changed_day() -> None:
    """Europa is in Zaal 2 from now on."""
    text = Path("day.yaml").read_text("utf-8")
    Path("day.yaml").write_text(text.replace("  - group: Europa\n", "  - {group: Europa, room: Zaal 2}\n"), "utf-8")


@pytest.mark.parametrize(
    "call", [("publish", "--to", "site"), ("mailing", "-o", "mailing.csv")], ids=["published", "mailed"]
)
def test_what_went_out_is_kept_when_another_is_solved_over_it(call: tuple[str, ...]) -> None:
    before = Path("programme.json").read_bytes()
    command, *options = call
    assert netday(command, "day.yaml", "programme.json", *options).exit_code == 0
    changed_day()
    assert solved("programme.json") == (
        "programme.json was mailed or published. What people have is kept as programme.sent.json: name that with "
        "--since when you write to them of the change."
    )
    assert Path("programme.sent.json").read_bytes() == before
    assert Path("programme.json").read_bytes() != before
    assert solved("programme.json") == ""  # this one nobody has
    since = netday("mailing", "day.yaml", "programme.json", "--since", "programme.sent.json", "-o", "changed.csv")
    assert "nobody was sent" not in since.stderr


def test_a_trial_and_an_edition_that_was_not_written_are_nothing_that_went_out() -> None:
    for options in (("--dry-run",), ("--draft",)):
        assert netday("publish", "day.yaml", "programme.json", "--to", "site", *options).exit_code == 0
    assert netday("mailing", "day.yaml", "programme.json", "--json").exit_code == 0
    assert (solved("programme.json"), Path("programme.sent.json").exists()) == ("", False)


def test_a_programme_that_nobody_has_is_named_with_what_people_have() -> None:
    assert netday("publish", "day.yaml", "programme.json", "--to", "site").exit_code == 0
    Path("programme.json").rename("eerste.json")
    changed_day()
    solved("tweede.json")
    call = ["mailing", "day.yaml", "eerste.json", "--since", "tweede.json", "-o"]
    done = " ".join(netday(*call, "a.csv").stderr.split())
    assert "As far as is known here, nobody was sent tweede.json; what changes for people is told against it." in done
    assert "Mailed or published was eerste.json: name that with --since." in done
    Path("eerste.json").rename("site/eerste.json")
    solved("derde.json")
    call = ["mailing", "day.yaml", "derde.json", "--edition", "site", "--since", "tweede.json", "-o", "b.csv"]
    done = " ".join(netday(*call).stderr.split())
    assert "If people have what stands in site, name that: --since site." in done


def test_what_is_remembered_holds_no_name(tmp_path: Path) -> None:
    assert netday("publish", "day.yaml", "programme.json", "--to", "site").exit_code == 0
    marks = json.loads((tmp_path / ".netday" / "sent.json").read_bytes())
    assert [len(mark) for mark in marks] == [16]
    (tmp_path / ".netday" / "sent.json").write_bytes(b"{")
    assert solved("programme.json") == ""
