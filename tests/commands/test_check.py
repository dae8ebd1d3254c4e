"""`netday check`, `describe`, `rules`, `schema`, `show` and `new`: messages, exit codes, and what goes where."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scheduler.commands.main import main
from scheduler.files import read
from scheduler.text.sentence import speaking
from tests.support.house import HOME
from tests.support.pages import NO_LANGUAGE

HAARLEM = str(HOME / "instances" / "haarlem-2023")
DIGITAL = str(HOME / "instances" / "digital-2020")
STARTER = str(HOME / "instances" / "starter")

DAY = """\
title: Netwerkdag
date: 2026-03-13
rounds: [10:00–11:00, 11:15–12:15]
rooms: [Zaal 1, Zaal 2]
groups:
  - {name: Europa, chairs: Jeroen Diepemaat, members: [Karin Schrederhof, Jan Wit]}
  - {name: Woningmarkt, chairs: Karin Schrederhof, members: Jan Wit}
sessions:
  - group: Europa
  - group: Woningmarkt
"""


def netday(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)))


def process(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "scheduler", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, cwd=HOME, env={**os.environ, **environment}, timeout=60, check=False
    )


def written(folder: Path, text: str = DAY) -> Path:
    (folder / "day.yaml").write_text(text, "utf-8")
    return folder


def programme(folder: Path, text: str) -> Path:
    file = folder / "programme.yaml"
    file.write_text(f"programme:\n{text}", "utf-8")
    return file


def test_a_good_day_is_told_with_its_counts(tmp_path: Path) -> None:
    done = netday("check", written(tmp_path))
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "day.yaml: 1 day, 2 rooms, 2 groups, 3 people and 2 sessions.",
        "No fault was found.",
    ]


def test_a_day_may_be_named_by_its_file(tmp_path: Path) -> None:
    assert netday("check", written(tmp_path) / "day.yaml").exit_code == 0


def test_every_fault_is_told_on_a_line_of_its_own(tmp_path: Path) -> None:
    faulty = DAY.replace("group: Woningmarkt", "group: Woningmrkt").replace(
        "members: Jan Wit", "member: Jan Wit, roms: 1"
    )
    done = netday("check", written(tmp_path, faulty))
    assert (done.exit_code, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) > 1
    assert all(line.startswith("day.yaml:") for line in done.stderr.splitlines())
    assert 'Did you mean "Woningmarkt"?' in done.stderr


def test_faults_are_json_when_json_is_asked_for(tmp_path: Path) -> None:
    done = netday("check", written(tmp_path, DAY + "no such key: 1\n"), "--json")
    assert (done.exit_code, done.stderr) == (2, "")
    (fault,) = json.loads(done.stdout)["faults"]
    assert (fault["file"], fault["line"]) == ("day.yaml", 11)


@pytest.mark.parametrize("command", ["check", "describe", "solve"])
def test_a_missing_folder_is_a_sentence_and_no_traceback(command: str, tmp_path: Path) -> None:
    done = netday(command, tmp_path / "nowhere")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "nowhere: There is no such file." in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_without_a_day_says_what_makes_one(tmp_path: Path) -> None:
    done = netday("check", tmp_path)
    assert (done.exit_code, done.stderr) == (
        2,
        f"{tmp_path}: There is no day.yaml in this folder; netday new makes one.\n",
    )


def test_a_day_that_is_proven_impossible_has_an_exit_code_of_its_own(tmp_path: Path) -> None:
    impossible = written(
        tmp_path, DAY.replace("rooms: [Zaal 1, Zaal 2]", "rooms: [Zaal 1]") + "  - title: Veiligheid\n"
    )
    done = netday("check", impossible)
    assert done.exit_code == 3
    assert "This day is impossible:" in done.stdout
    found = json.loads(netday("check", impossible, "--json").stdout)
    assert (found["impossible"], [finding["fatal"] for finding in found["findings"]]) == (True, [True])


def test_a_good_programme_is_good(tmp_path: Path) -> None:
    file = programme(tmp_path, "  Europa: 10:00 Zaal 1\n  Woningmarkt: 11:15 Zaal 2\n")
    done = netday("check", written(tmp_path), file)
    assert done.exit_code == 0
    assert done.stdout.startswith("Every hard rule is kept.\n")


def test_a_programme_that_breaks_hard_rules_has_an_exit_code_of_its_own(tmp_path: Path) -> None:
    file = programme(tmp_path, "  Europa: 10:00 Zaal 1\n  Woningmarkt: 10:00 Zaal 1\n")
    done = netday("check", written(tmp_path), file)
    assert done.exit_code == 1
    text = " ".join(done.stdout.split())
    assert "- Zaal 1 has Europa (10.00–11.00) and Woningmarkt (10.00–11.00) at the same time." in text
    found = json.loads(netday("check", tmp_path, file, "--json").stdout)
    assert (found["good"], found["broken"][0]["sessions"]) == (False, ["Europa", "Woningmarkt"])


def test_a_programme_of_another_day_is_a_fault(tmp_path: Path) -> None:
    done = netday("check", written(tmp_path), programme(tmp_path, "  Eropa: 10:00 Zaal 1\n"))
    assert (done.exit_code, done.stdout) == (2, "")
    assert 'Did you mean "Europa"?' in done.stderr


def test_the_printed_programme_of_the_digital_day_breaks_what_the_paper_breaks() -> None:
    done = netday("check", DIGITAL, f"{DIGITAL}/printed.yaml")
    assert done.exit_code == 1
    text = " ".join(done.stdout.split())
    assert "Zorg, Jeugd en Onderwijs (12.15–13.40) runs in parallel with Digitaal netwerken (12.15–12.45)" in text
    assert "Pijler Fysiek (14.15–15.30) and Veiligheid (13.30–15.00) coincide." in text


def test_describe_says_what_is_on_and_how_large_the_puzzle_is(tmp_path: Path) -> None:
    done = netday("describe", written(tmp_path, DAY + "rules:\n  fair_share: off\n  groups_apart: 7\n"))
    assert done.exit_code == 0
    assert "  one_session_per_room, 2 cases: A room holds one session at a time.\n" in done.stdout
    assert "fair_share" in done.stdout.split("Off, or with nothing to say here:")[1]
    # 2 sessions, each at 2 starts in 2 rooms: 4 x 4 = 16
    assert "There are 16 ways to place the sessions" in " ".join(done.stdout.split())
    size = json.loads(netday("describe", tmp_path, "--json").stdout)["size"]
    assert (size["sessions"], size["fixed"], size["starts"], size["rooms"], size["people"]) == (2, 0, 2, 2, 3)


def test_the_size_of_the_model_is_counted_unless_nobody_wants_it(tmp_path: Path) -> None:
    assert "model" not in json.loads(netday("describe", written(tmp_path), "--no-model", "--json").stdout)
    model = json.loads(netday("describe", tmp_path, "--json").stdout)["model"]
    assert model["variables"] > 8
    assert model["constraints"] > 2


def test_the_book_of_rules_is_listed_with_parameters() -> None:
    done = netday("rules")
    assert done.exit_code == 0
    assert (
        "one_session_per_room\n  A room holds one session at a time.\n    Standard: hard.\n    turnover: "
        in done.stdout
    )
    book = json.loads(netday("rules", "--json").stdout)
    (room,) = [rule for rule in book if rule["rule"] == "one_session_per_room"]
    assert (room["standard"], [p["name"] for p in room["parameters"]]) == ([{"weight": "hard"}], ["turnover"])


def test_the_schema_is_json() -> None:
    assert json.loads(netday("schema").stdout)["title"] == "A netday day file"


def test_a_new_day_is_without_fault_and_says_what_to_do_next(tmp_path: Path) -> None:
    done = netday("new", tmp_path / "our-day")
    assert done.exit_code == 0
    assert f"netday check {tmp_path / 'our-day'}" in done.stdout
    assert sorted(file.name for file in (tmp_path / "our-day").iterdir()) == ["day.yaml", "people.csv"]
    assert netday("check", tmp_path / "our-day").exit_code == 0


@pytest.mark.parametrize(
    ("options", "environment", "language"),
    [
        ([], {}, "en"),
        ([], {"LANG": "nl_NL.UTF-8"}, "nl"),
        ([], {"LANG": "nl_NL.UTF-8", "NETDAY_LANGUAGE": "en"}, "en"),
        (["--language", "nl"], {"NETDAY_LANGUAGE": "en"}, "nl"),
        (["--language", "en"], {"LANG": "nl_NL.UTF-8"}, "en"),
    ],
)
def test_a_new_day_is_in_the_language_that_is_asked_for_or_of_the_machine(
    tmp_path: Path, options: list[str], environment: dict[str, str], language: str
) -> None:
    for form in ([], ["--workbook"]):
        folder = tmp_path / "".join(["day", *form])
        arguments = ["new", str(folder), *form, *options]
        with speaking(None):
            done = CliRunner(env={**NO_LANGUAGE, **environment}).invoke(main, arguments)
        assert done.stdout.startswith({"nl": "Opgeslagen: ", "en": "Written: "}[language])
        assert read(folder).language == language


def test_a_new_day_never_overwrites(tmp_path: Path) -> None:
    done = netday("new", written(tmp_path))
    assert done.exit_code == 2
    assert "is not empty, so nothing was written" in done.stderr
    assert (tmp_path / "day.yaml").read_text("utf-8") == DAY
    assert "is a file" in netday("new", tmp_path / "day.yaml").stderr


def test_a_misspelt_person_gets_the_nearest_name() -> None:
    done = netday("show", HAARLEM, f"{HAARLEM}/printed.yaml", "--person", "Maarten Bruggraaf")
    assert done.exit_code == 2
    assert '"Maarten Bruggraaf" is no person of this day. Did you mean "Maarten Burggraaf"?' in done.stderr


def test_a_part_of_a_name_will_do_when_it_is_the_only_one() -> None:
    done = netday("show", HAARLEM, f"{HAARLEM}/printed.yaml", "--person", "burggraaf")
    assert (done.exit_code, done.stdout.splitlines()[0]) == (0, "Maarten Burggraaf (Dordrecht)")
    printed = netday("show", HAARLEM, f"{HAARLEM}/printed.yaml", "--person", "Maarten Burggraaf (Dordrecht)")
    assert printed.stdout == done.stdout
    assert '"Maarten" may be' in netday("show", HAARLEM, f"{HAARLEM}/printed.yaml", "--person", "Maarten").stderr


def test_only_one_list_at_a_time() -> None:
    done = netday("show", HAARLEM, f"{HAARLEM}/printed.yaml", "--by", "room", "--group", "Europa")
    assert done.exit_code == 2
    assert "Choose one of --by, --person, --group, --room and --crowds." in done.stderr


@pytest.mark.parametrize("arguments", [["--by", "room"], ["--by", "person"], ["--by", "group"], ["--by", "time"], []])
def test_a_programme_can_be_looked_at_from_every_side(arguments: list[str]) -> None:
    done = netday("show", HAARLEM, f"{HAARLEM}/printed.yaml", *arguments)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "Interbe" in done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize("name", [None, *main.commands])
def test_every_command_has_help_with_an_example(name: str | None) -> None:
    done = netday(*([name] if name else []), "--help")
    assert done.exit_code == 0
    assert "Example" in done.stdout
    assert f"  netday {name or 'new'} " in done.stdout or f"  netday {name}\n" in done.stdout


@pytest.mark.parametrize("environment", [{}, {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}])
def test_output_is_utf8_in_the_c_locale_too(environment: dict[str, str]) -> None:
    done = process("show", HAARLEM, f"{HAARLEM}/printed.yaml", "--group", "Financiën", LC_ALL="C", **environment)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode("utf-8").startswith("Financiën\n")


def test_a_reader_who_has_read_enough_is_no_error() -> None:
    command = [sys.executable, "-m", "scheduler", "show", HAARLEM, f"{HAARLEM}/printed.yaml", "--by", "person"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=HOME) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.readline()
        running.stdout.close()
        assert (running.stderr.read(), running.wait(timeout=60)) == (b"", 0)


def test_no_colour_is_written_where_none_is_wanted() -> None:
    coloured = process("show", HAARLEM, f"{HAARLEM}/printed.yaml", FORCE_COLOR="1", NO_COLOR="", TERM="xterm-256color")
    plain = process("show", HAARLEM, f"{HAARLEM}/printed.yaml", FORCE_COLOR="1", NO_COLOR="1", TERM="xterm-256color")
    assert b"\x1b[1;36m" in coloured.stdout
    assert b"36m" not in plain.stdout


def test_what_checks_and_shows_never_loads_the_solver() -> None:
    printed = f"{HAARLEM}/printed.yaml"
    code = "import sys; from cli import main\n"
    for arguments in (
        ["check", HAARLEM, printed],
        ["show", HAARLEM, printed],
        ["describe", HAARLEM, "--no-model"],
        ["rules"],
        ["schema"],
    ):
        code += f"main({[*map(str, arguments)]}, standalone_mode=False); assert 'ortools' not in sys.modules\n"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, cwd=HOME, encoding="utf-8", timeout=60, check=False)
    assert done.returncode == 0, done.stderr
