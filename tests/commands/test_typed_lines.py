"""Lines as somebody types them who has never seen netday: a blank in a name, a name nearly right, a line twice."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.commands.test_check import netday
from tests.support.house import HOME


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_name_with_a_blank_is_quoted_in_the_lines_that_are_offered() -> None:
    done = netday("new", "Dag Café")
    offered = [shlex.split(line) for line in done.stdout.splitlines() if line.startswith("  netday ")]
    assert offered[0] == ["netday", "check", "Dag Café"]
    assert '  netday solve "Dag Café" -o "Dag Café/programme.json"' in done.stdout


def test_a_name_with_a_blank_and_no_quotes_says_that_it_takes_quotes() -> None:
    done = netday("new", "Dag", "Café")
    assert done.exit_code == 2
    sentence = 'Got unexpected extra argument (Café). A name with a blank in it stands between quotes, like "our day".'
    assert sentence in " ".join(done.stderr.split())


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("Dag Cafe", 'Dag Cafe: There is no such file. Did you mean "Dag Café"?'),
        ("Dag Café/dg.xlsx", 'dg.xlsx: There is no such workbook. Did you mean "dag.xlsx"?'),
        ("Heel iets anders", "Heel iets anders: There is no such file."),
    ],
)
def test_of_what_is_not_there_the_name_that_is_near_is_said(typed: str, hint: str) -> None:
    Path("Dag Café").mkdir()
    Path("Dag Café/dag.xlsx").touch()
    assert netday("check", typed).stderr.strip() == hint


def test_drafts_for_the_second_time_go_into_another_folder_in_the_words_of_the_day() -> None:
    Path("mails").mkdir()
    Path("mails/anna.eml").touch()
    day = HOME / "instances" / "starter"
    done = netday("mailing", day, day / "programme.yaml", "-o", "mails")
    assert done.exit_code == 2
    assert "Name a new one, like -o mails-2, or throw mails away first." in " ".join(done.stderr.split())
