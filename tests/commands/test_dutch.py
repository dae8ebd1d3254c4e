"""The same command in Dutch and in English: no English is left, no line is too wide, and it tells the same things."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from scheduler.commands.main import main
from scheduler.files import read
from scheduler.rules.book import RULES
from scheduler.text.wrap import width
from tests.support.house import HOME

COLUMNS = 80
# Words of netday's own that no Dutch sentence has; those that are Dutch as well (is, of, best, hard) are not here.
ENGLISH = frozenset(
    re.findall(
        r"\w+",
        """
    the and are not with without this that these those there they their them it its than then when where which
    who whoever what whether while were be has can cannot could may must would should does do did no none nobody
    nothing two other others each every everyone everybody all any some more most less least fewer so many much
    only both also already still before after between from to until by for into nor neither either or programme
    programmes session sessions room people person meeting meetings group groups hour hours day days minute
    minutes seat seats point points wish wishes wished wishing case cases cause causes remedy remedies rule
    rules breach breaches mishap mishaps cost costs saves saved price prices proven miss misses missed attend
    lead leads chairs speaks hosts falls closes opens late early move moves dropped drops drop held holds kept
    keep keeps broken breaks begins ends stands stand place places found known settled first second third
    weighed weight written time seconds impossible possible changed changes change moved diary tell needed new
    named
    """,
    )
)
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

# Another command is one line more. {day}: the day above; {closed}: with a room closed; {haarlem}: that of instances.
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
    "show {haarlem} {haarlem}/printed.yaml",
    "show {haarlem} {haarlem}/printed.yaml --by room",
    "show {haarlem} {haarlem}/printed.yaml --by person",
    "show {haarlem} {haarlem}/printed.yaml --by group",
    "show {haarlem} {haarlem}/printed.yaml --by time",
    "diff {day} programme.yaml worse.yaml",
    "diff {day} worse.yaml programme.yaml --person Dam",
    "alternatives {day} --differ 1 -n 2",
    "prices {day} programme.yaml",
    "rehearse {day} programme.yaml --all",
    "season {day} --programme worse.yaml",
    "repair {closed} programme.yaml --quiet",
)


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    day, closed = tmp_path_factory.mktemp("day"), tmp_path_factory.mktemp("closed")
    for folder in (day, closed):
        for name, text in (("programme", PROGRAMME), ("worse", WORSE), ("broken", BROKEN)):
            (folder / f"{name}.yaml").write_text(text, "utf-8")
    (day / "day.yaml").write_text(DAY, "utf-8")
    (closed / "day.yaml").write_text(DAY.replace("closed: 13:30", "closed: 11:00"), "utf-8")
    return {"day": str(day), "closed": str(closed), "haarlem": str(HOME / "instances/haarlem-2023")}


def answer(call: str, places: dict[str, str], language: str) -> str:
    """What the command prints, but for how long it took."""
    words = shlex.split(call.format(**places))
    folder = Path(words[1])
    words = [str(folder / word) if (folder / word).is_file() else word for word in words]
    done = CliRunner().invoke(main, [*words, "--language", language], env={"COLUMNS": str(COLUMNS)})
    assert not isinstance(done.exception, Exception), done.output
    return re.sub(r"\d+[.,]\d (seconds|seconden)", r"\1", done.stdout)


def names(folder: str) -> list[str]:
    """Of the people, sessions, rooms and groups of the day; the longest first."""
    conference = read(Path(folder)).conference
    things = (*conference.people, *conference.sessions, *conference.rooms, *conference.groups)
    called = {name for one in things for name in (one.name, getattr(one, "title", one.name)) if name}
    called |= {person.organisation for person in conference.people if person.organisation}
    return sorted(called, key=len, reverse=True)


def own_words(text: str, folder: str) -> list[str]:
    """The words that are netday's own: no name of the day, no rule, option, command or file."""
    flat = " ".join(text.split())
    for name in (*names(folder), *(rule.name for rule in RULES)):
        flat = flat.replace(name, " ")
    conference = read(Path(folder)).conference
    flat = " ".join(flat.split()).replace(conference.title, " ")
    for note in (session.note for session in conference.sessions if session.note):
        flat = flat.replace(" ".join(note.split()), " ")
    flat = re.sub(r"netday [a-z]+|--[a-z-]+|\S*/\S*|\S+\.(?:yaml|json|csv)\b|`[^`]*`", " ", flat)
    return re.findall(r"[^\W\d_]+", flat)


def numbers(text: str) -> Counter[str]:
    """All numbers and hours, written in one way."""
    return Counter(re.findall(r"\d+", re.sub(r"(?<=\d)[.,:](?=\d)", "", text)))


@pytest.mark.parametrize("call", CALLS)
def test_a_command_speaks_dutch_and_says_the_same(call: str, places: dict[str, str]) -> None:
    dutch, english = answer(call, places, "nl"), answer(call, places, "en")
    folder = shlex.split(call.format(**places))[1]
    assert dutch != english or not own_words(english, folder)
    left = {word for word in own_words(dutch, folder) if word.lower() in ENGLISH}
    assert (left, [line for line in dutch.splitlines() if width(line) > COLUMNS and "/" not in line]) == (set(), [])
    assert numbers(dutch) == numbers(english)
    flat, theirs = " ".join(dutch.split()), " ".join(english.split())
    assert {name: flat.count(name) for name in names(folder)} == {name: theirs.count(name) for name in names(folder)}
