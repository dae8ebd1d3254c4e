"""Each impossible example day is explained with its own story: the causes in sentences, and what would help first."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from scheduler.checking.findings import findings
from scheduler.commands.main import main
from scheduler.console.explain import lines
from scheduler.files import read
from scheduler.questions.explain import Explained, explain
from scheduler.text.language import Language
from scheduler.text.sentence import speaking
from scheduler.text.wrap import width
from tests.support.both_languages import says_the_same

FOLDER = Path(__file__).parents[2] / "instances" / "impossible"
IMPOSSIBLE = sorted(path.parent.name for path in FOLDER.glob("*/day.yaml"))


@cache
def explained(day: str) -> Explained:
    instance = read(FOLDER / day)
    answer = explain(instance.problem)
    assert isinstance(answer, Explained)
    return answer


@pytest.mark.parametrize("day", IMPOSSIBLE)
def test_an_impossible_day_is_explained_as_the_file_beside_it_says(day: str) -> None:
    answer = explained(day)
    assert (answer.all_causes, answer.all_remedies) == (True, True)
    assert all(cause.smallest for cause in answer.causes)
    assert "\n".join([*lines(answer), ""]) == (FOLDER / day / "explained.txt").read_text("utf-8")


@pytest.mark.parametrize("day", IMPOSSIBLE)
def test_an_impossible_day_is_explained_in_dutch_as_in_english(day: str) -> None:
    answer = explained(day)
    english = [*lines(answer)]
    with speaking(Language.of("nl")):
        dutch = [*lines(answer)]
    assert [line for line in dutch if width(line) > 80] == []
    says_the_same("\n".join(dutch), "\n".join(english), answer.conference)


def test_remedies_are_told_with_those_that_ask_least_first() -> None:
    for day in IMPOSSIBLE:
        asked = [remedy.asks for remedy in explained(day).remedies]
        assert asked == sorted(asked)


def test_the_command_explains_an_impossible_day_with_exit_code_3() -> None:
    done = CliRunner(env={"COLUMNS": "80"}).invoke(main, ["explain", str(FOLDER / "pinned-twice"), "--quiet"])
    assert (done.exit_code, done.output) == (3, (FOLDER / "pinned-twice" / "explained.txt").read_text("utf-8"))


def test_as_json_it_names_rules_and_points_and_prints_nothing_else() -> None:
    done = CliRunner().invoke(main, ["explain", str(FOLDER / "guest-leaves-too-early"), "--json"])
    payload = json.loads(done.stdout)
    talk = "Talk with the State Secretary"
    assert done.exit_code == 3
    assert payload["causes"] == [
        {
            "sentence": f"{talk} cannot be placed.",
            "sessions": [talk],
            "told": [
                f"{talk} must be held and takes 45 minutes.",
                f"Helena Vos speaks at {talk}, and can be there from 15:00 to 15:30.",
            ],
            "requirements": [
                {"rule": "every_session_held", "statement": f"{talk} must be held."},
                {
                    "rule": "present_when_needed",
                    "statement": f"Helena Vos speaks at {talk}, and can be there from 15:00 to 15:30.",
                },
            ],
            "smallest": True,
            "shares_with": [],
        }
    ]
    # 15 for a shorter session, and 3 for its 15 minutes; 25 for a guest who stays, and 3 for as many minutes.
    assert [remedy["asks"] for remedy in payload["remedies"][:2]] == [18, 28]


def test_a_possible_day_has_nothing_to_explain_with_exit_code_0() -> None:
    done = CliRunner().invoke(main, ["explain", str(FOLDER.parent / "starter"), "--quiet"])
    assert (done.exit_code, done.output) == (0, "Nothing to explain: this day is possible.\n")


def test_when_time_is_up_it_says_what_is_not_proven() -> None:
    arguments = ["--quiet", "--time-limit", "0.000001"]
    seen = CliRunner().invoke(main, ["explain", str(FOLDER / "two-causes"), *arguments])
    unseen = CliRunner().invoke(main, ["explain", str(FOLDER / "order-goes-round"), *arguments])
    assert (seen.exit_code, seen.output.splitlines()[0]) == (3, "This day is impossible.")
    assert "Time was up: there may be other causes. No remedy was found in time." in seen.output
    assert (unseen.exit_code, "undecided" in unseen.output) == (4, True)


def test_when_time_is_up_before_any_cause_it_says_what_counting_shows() -> None:
    arguments = ["explain", str(FOLDER / "too-many-sessions"), "--quiet", "--time-limit", "0.000001"]
    done = CliRunner().invoke(main, arguments)
    instance = read(FOLDER / "too-many-sessions")
    [sentence] = [seen.sentence for seen in findings(instance.problem) if seen.fatal]
    opening, finding, closing = done.output.replace("\n- ", "\n\n").split("\n\n")
    assert (done.exit_code, opening, " ".join(finding.split())) == (3, "This day is impossible.", sentence)
    assert closing.startswith("That is what counting shows. Time was up")
    payload = json.loads(CliRunner().invoke(main, [*arguments, "--json"]).output)
    assert (payload["answer"], payload["seen"], payload["causes"]) == ("impossible", [sentence], [])


def test_what_pages_show_of_it_calls_rules_by_their_titles() -> None:
    done = CliRunner().invoke(
        main, ["explain", str(FOLDER / "clique-of-groups"), "--json", "--no-costs", "--language", "nl"]
    )
    answer = json.loads(done.stdout)
    words = [change["sentence"] for remedy in answer["remedies"] for change in remedy["changes"]]
    words += [sentence for cause in answer["causes"] for sentence in cause["told"]]
    assert any(sentence.startswith("Maak van Groepen niet tegelijk alleen een wens: ") for sentence in words)
    assert not [sentence for sentence in words if "_" in sentence]
