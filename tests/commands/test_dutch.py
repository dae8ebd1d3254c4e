"""The same command in Dutch and in English: no English is left, no line is too wide, and it tells the same things."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from scheduler.commands.main import main
from scheduler.conference.conference import Conference
from scheduler.files import read
from scheduler.files.dutch import in_english
from scheduler.rules.book import RULES
from scheduler.text.wrap import width
from tests.support.both_languages import ENGLISH, own_words, says_the_same
from tests.support.house import HOME

COLUMNS = 80
HAARLEM = str(HOME / "instances/haarlem-2023")
DAYS = sorted(str(file.parent.relative_to(HOME / "instances")) for file in (HOME / "instances").rglob("day.yaml"))
DAY = """\
title: Netwerkdag
language: nl
date: 2023-02-10
rounds: [10:00–11:00, 11:15–12:15, 13:30–14:30]
rooms:
  - {name: Zaal 1, capacity: 30}
  - {name: Zaal 2, capacity: 3, closed: 13:30–14:30}
groups:
  - {name: Fysiek, kind: pillar, chairs: Paula Prins}
  - {name: Wonen, pillars: Fysiek, chairs: Anna Aalders, vice_chairs: Bob Bakker, members: [Dirk Dam, Eva Ebbers]}
  - {name: Zorg, chairs: Carla Claassen, members: [Dirk Dam, Anna Aalders, Fatma Faber]}
  - {name: Europa, chairs: Dirk Dam, members: [Eva Ebbers, Fatma Faber, Bob Bakker]}
sessions:
  - {name: Opening, kind: plenary, minutes: 60, windows: ["10:00–11:00"], speakers: Gijs Groot}
  - Wonen
  - Zorg
  - {name: Europa, optional: true}
"""
PROGRAMME = "programme:\n  Opening: 10:00 Zaal 1\n  Wonen: 11:15 Zaal 1\n  Zorg: 11:15 Zaal 2\n  Europa: 13:30 Zaal 1\n"
WORSE = "programme:\n  Opening: 10:00 Zaal 1\n  Wonen: 11:15 Zaal 2\n  Zorg: 11:15 Zaal 1\n"
BROKEN = "programme:\n  Opening: 10:00 Zaal 2\n  Wonen: 10:00 Zaal 1\n  Zorg: 13:30 Zaal 2\n  Europa: 13:30 Zaal 2\n"

NEEDED = """\
title: Netwerkdag
language: nl
date: 2023-02-10
rounds: [10:00–11:00]
rooms: [Zaal 1, Zaal 2]
groups:
  - {name: Wonen, chairs: Anna Aalders, members: [Bob Bakker, Carla Claassen]}
  - {name: Fysiek, chairs: Bob Bakker}
sessions: [Wonen, Fysiek]
rules: {quorum: [{group: Wonen, people: 3}]}
"""
IMPOSSIBLE = DAY.replace("capacity: 30", "capacity: 4, closed: 11:00–14:30")

# Another command is one line more. {day}: the day above; {closed}: with a room closed; {needed}: where somebody is
# needed twice; {haarlem}: that of instances.
CALLS = (
    "check {day}",
    "check {day} programme.yaml",
    "check {day} broken.yaml",
    "check {haarlem} {haarlem}/printed.yaml",
    "describe {day}",
    "describe {haarlem} --no-model",
    "solve {day} --compare-with worse.yaml --quiet",
    "show {day} programme.yaml",
    "show {day} programme.yaml --by person",
    "show {day} worse.yaml --by group",
    "show {day} worse.yaml --crowds",
    "show {haarlem} {haarlem}/printed.yaml",
    "show {haarlem} {haarlem}/printed.yaml --by room",
    "show {haarlem} {haarlem}/printed.yaml --by person",
    "show {haarlem} {haarlem}/printed.yaml --by group",
    "show {haarlem} {haarlem}/printed.yaml --by time",
    "diff {day} programme.yaml worse.yaml",
    "diff {day} worse.yaml programme.yaml --person Dam",
    "mailing {day} programme.yaml --since worse.yaml -o {mails}",
    "mailing {day} programme.yaml --since programme.yaml -o {mails}",
    "alternatives {day} --differ 1 -n 2",
    "seats {day} programme.yaml",
    "seats {day} worse.yaml --equal-voices",
    "prices {day} programme.yaml --rule eerlijk_verdeeld --rule groups_apart",
    "rehearse {day} programme.yaml --all",
    "season {day} --programme worse.yaml",
    "repair {closed} programme.yaml --quiet",
    "why {day} worse.yaml Zorg --at 11:15 --quiet",
    "why {day} worse.yaml Wonen --at 10:00 --room 'Zaal 2' --quiet",
    "why {day} programme.yaml Europa --quiet",
    "explain {impossible} --quiet",
    "explain {needed} --quiet --no-costs",
)


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    day, closed = tmp_path_factory.mktemp("day"), tmp_path_factory.mktemp("closed")
    for folder in (day, closed):
        for name, text in (("programme", PROGRAMME), ("worse", WORSE), ("broken", BROKEN)):
            (folder / f"{name}.yaml").write_text(text, "utf-8")
    (day / "day.yaml").write_text(DAY, "utf-8")
    (closed / "day.yaml").write_text(DAY.replace("closed: 13:30", "closed: 11:00"), "utf-8")
    (impossible := tmp_path_factory.mktemp("impossible")).joinpath("day.yaml").write_text(IMPOSSIBLE, "utf-8")
    (needed := tmp_path_factory.mktemp("needed")).joinpath("day.yaml").write_text(NEEDED, "utf-8")
    mails = tmp_path_factory.mktemp("mails") / "m"
    folders = {"mails": mails, "day": day, "closed": closed, "impossible": impossible, "needed": needed}
    return {"haarlem": HAARLEM, **{name: str(folder) for name, folder in folders.items()}}


def answer(call: str, places: dict[str, str], language: str) -> str:
    """What the command prints, but for how long it took."""
    words = shlex.split(call.format(**places))
    folder = Path(words[1])
    words = [str(folder / word) if (folder / word).is_file() else word for word in words]
    done = CliRunner().invoke(main, [*words, "--language", language], env={"COLUMNS": str(COLUMNS)})
    assert not isinstance(done.exception, Exception), done.output
    return re.sub(r"\d+[.,]\d (seconds|seconden)", r"\1", done.stdout)


def noted(conference: Conference) -> list[str]:
    """What the papers of the day say in their own words."""
    return [conference.title, *(" ".join(session.note.split()) for session in conference.sessions if session.note)]


@pytest.mark.parametrize("call", CALLS)
def test_a_command_speaks_dutch_and_says_the_same(call: str, places: dict[str, str]) -> None:
    dutch, english = answer(call, places, "nl"), answer(call, places, "en")
    conference = read(Path(shlex.split(call.format(**places))[1])).conference
    assert dutch != english or not own_words(english, conference, noted(conference))
    assert [line for line in dutch.splitlines() if width(line) > COLUMNS and "/" not in line] == []
    says_the_same(dutch, english, conference, noted(conference))


@pytest.mark.parametrize("day", DAYS)
def test_the_check_of_every_day_of_ours_speaks_dutch(day: str) -> None:
    conference = read(HOME / "instances" / day).conference
    dutch, english = (answer(f"check {HOME}/instances/{day}", {}, language) for language in ("nl", "en"))
    assert [line for line in dutch.splitlines() if width(line) > COLUMNS and "/" not in line] == []
    says_the_same(dutch, english, conference, noted(conference))


def test_the_book_of_rules_is_in_dutch_with_the_words_that_a_day_file_takes() -> None:
    done = CliRunner(env={"COLUMNS": str(COLUMNS)}).invoke(main, ["rules", "--language", "nl"])
    lines = done.stdout.splitlines()
    assert [line for line in lines if width(line) > COLUMNS] == []
    heads = [line for line in lines if line and not line.startswith(" ")][: len(RULES)]
    assert [in_english("rules", head) for head in heads] == [rule.name for rule in RULES]
    assert {word for word in re.findall(r"[a-z]+", done.stdout) if word in ENGLISH - {"of", "is", "at", "in"}} == set()
