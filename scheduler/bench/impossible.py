"""Impossible days of a real size, to measure explanations by: the days of Haarlem and Almere with something amiss.

Each is a day file in which a few lines were changed, as an organiser would: a room less, a round dropped, a guest who
leaves early, groups that meet after all; some have several causes, so that one remedy does not do.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from scheduler.bench.measured import Measured
from scheduler.bench.questions import answered, explanation_of
from scheduler.conference.conference import Conference
from scheduler.files import read
from scheduler.questions.explain import Problem
from scheduler.rules.rule import Rule
from scheduler.search.budget import Stop

Edit = tuple[str, str]  # what stands in the day file, and what comes in its place

_NO_ZAAL_5 = ("  - {name: Zaal 5, capacity: 50}\n", "")
_EARLY_GUEST = ("available: 15:00–15:45}", "available: 15:00–15:30}")
_LATE_SPEAKER = (
    "{name: Mirjam Visscher, organisation: ministerie van EZK}",
    "{name: Mirjam Visscher, organisation: ministerie van EZK, available: 11:00–12:00}",
)
_ZAAL_2_IN_THE_MORNING = ("{name: Zaal 2, capacity: 60}", "{name: Zaal 2, capacity: 60, closed: 9:30–12:00}")
_ZAAL_3_IN_THE_MORNING = ("{name: Zaal 3, capacity: 60}", "{name: Zaal 3, capacity: 60, closed: 9:30–12:00}")
_NO_RONDE_2 = (
    ("  - {name: Ronde 2, time: 13:55–14:55}\n", ""),
    ("rounds: [Ronde 1, Ronde 2, Ronde 3]", "rounds: [Ronde 1, Ronde 3]"),
)
_SHORT_BREAK = ("{name: Ronde 2, time: 13:55–14:55}", "{name: Ronde 2, time: 13:35–14:35}")
_TWO_MORE_GROUPS = (
    ("    held: no\n    note: Vergadert niet.\n", "    rounds: [Ronde 1, Ronde 2, Ronde 3]\n"),
    ("    goes_to: Gesprek met staatssecretaris Van der Burg\n", "    rounds: [Ronde 1, Ronde 2, Ronde 3]\n"),
    ("Geen apart overleg van deze themagroep.", "Ook een apart overleg."),
)
_RULES = "\nrules:\n"
_FOUR_AT_ONCE = (
    _RULES,
    "\nrules:\n  at_most_in_parallel: {most: 4}\n",
)
_PINNED_TWICE = (
    _RULES,
    "\nrules:\n  pinned: [{session: Europa, at: 13:55, room: Zaal 2}, {session: Financiën, at: 13:55, room: Zaal 2}]\n",
)
_APART = (
    "  groups_apart:\n",
    "  groups_apart:\n    - groups: [Woningmarkt, Duurzaamheid, Europa, Veiligheid]\n",
)
_HIGH_QUORUM = ("cities: 21}", "cities: 44}")

_HAARLEM: Mapping[str, Sequence[Edit]] = {
    "one room fewer": [_NO_ZAAL_5],
    "a round dropped": _NO_RONDE_2,
    "two more groups": _TWO_MORE_GROUPS,
    "the guest leaves early": [_EARLY_GUEST],
    "two rooms closed in the morning": [_ZAAL_2_IN_THE_MORNING, _ZAAL_3_IN_THE_MORNING],
    "a lunch too short": [_SHORT_BREAK, _NO_ZAAL_5],
    "two groups in one room": [_PINNED_TWICE],
    "four groups apart in three rounds": [_APART],
    "four at once at most": [_FOUR_AT_ONCE],
    "a high quorum": [_HIGH_QUORUM],
    "one room fewer and an early guest": [_NO_ZAAL_5, _EARLY_GUEST],
    "a round dropped and two more groups": [*_TWO_MORE_GROUPS, *_NO_RONDE_2],
    "four troubles": [_NO_ZAAL_5, _EARLY_GUEST, _LATE_SPEAKER, _PINNED_TWICE],
    "everything at once": [
        *_TWO_MORE_GROUPS,
        *_NO_RONDE_2,
        _EARLY_GUEST,
        _LATE_SPEAKER,
        _HIGH_QUORUM,
        _ZAAL_2_IN_THE_MORNING,
        _ZAAL_3_IN_THE_MORNING,
    ],
}
_TWO_DOORS = ("doors: [Werkzaal A, Werkzaal B, Werkzaal C]", "doors: [Werkzaal A, Werkzaal B]")
_NO_VRIJDAG_2 = (
    ("      - {name: Vrijdag 2, time: 10:30–11:30}\n", ""),
    (", Vrijdag 2]", "]"),
)
_BOTH_ON_FRIDAY = (
    ("at: [2022-09-22 17:30, 2022-09-23 11:45]", "at: 2022-09-23 11:45"),
    (
        "    group: Interbestuurlijke samenwerking\n    rounds: [Donderdag 1, Donderdag 2, Vrijdag 1, Vrijdag 2]",
        "    group: Interbestuurlijke samenwerking\n    rounds: [Vrijdag 1, Vrijdag 2]",
    ),
)
_SMALL_THEATRE = ("capacity: 240, features: stage", "capacity: 120, features: stage")
_ALMERE: Mapping[str, Sequence[Edit]] = {
    "a door fewer": [_TWO_DOORS],
    "a round dropped": _NO_VRIJDAG_2,
    "both on Friday": _BOTH_ON_FRIDAY,
    "a small theatre": [_SMALL_THEATRE],
    "three troubles": [_TWO_DOORS, *_BOTH_ON_FRIDAY, _SMALL_THEATRE],
}


def impossible_days(instances: Path, named: str = "") -> Iterator[tuple[str, Conference, tuple[Rule, ...]]]:
    """Those with the letters `named` in their name; `instances` holds the folders haarlem-2023 and almere-2022."""
    for folder, days in (("haarlem-2023", _HAARLEM), ("almere-2022", _ALMERE)):
        for name, edits in days.items():
            if named not in f"{folder}, {name}":
                continue
            with TemporaryDirectory() as folder_name:
                written = write(instances / folder, edits, Path(folder_name))
                instance = read(written)
            yield f"{folder}, {name}", instance.conference, instance.rules


def measure(instances: Path, named: str, limit: float, stop: Stop) -> Iterator[Measured]:
    """How long each is explained in, of those with these letters in their name."""
    for name, conference, rules in impossible_days(instances, named):
        if stop.asked:
            return
        day, what = name.split(", ", 1)
        yield answered(day, what, explanation_of(Problem(conference, rules)), limit, stop)


def write(day: Path, edits: Sequence[Edit], into: Path) -> Path:
    """A copy of the day with its file so edited. Raises ValueError when an edit has nothing to replace."""
    text = (day / "day.yaml").read_text("utf-8")
    for old, new in edits:
        if old not in text:
            raise ValueError(f"{day.name}: {old!r} is not in the day file.")
        text = text.replace(old, new)
    (into / "day.yaml").write_text(text, "utf-8")
    shutil.copy(day / "people.csv", into / "people.csv")
    return into
