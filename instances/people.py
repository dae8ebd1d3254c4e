"""Makes up the administrators of the example days, and always the same ones: `python instances/people.py haarlem-2023`.

The papers name the cities, the groups and some of the chairs; who else sits where they do not say. So `people.json` of
a day gives each city a mayor and aldermen by portfolio, and here each of them is given groups that suit the portfolio,
by a die of our own that throws alike in every version of Python. Those whom the papers name keep their names and
cities; what they sit in besides the groups they lead is made up as well. Without an argument all days are written.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
COLUMNS = ("name", "city", "member", "interested", "arrives", "leaves")
PILLARS = ("Sociaal", "Fysiek", "Economie en Werk")  # also the portfolios of the aldermen who sit in them
MAYOR, FINANCE = "mayor", "finance"  # the portfolios without a pillar
FURTHER_POSTS = {"Sociaal": 3, "Fysiek": 3, "Economie en Werk": 2, FINANCE: 3}

FIRST_NAMES = """
    Aafke Abel Aimée Albert Alida Amina Anneke Annemiek Arend Ayşe Bart Bea Berend Carla Chantal Dirk Doortje Douwe
    Eefje Elise Emre Erna Esra Evert Farid Fenna Femke Floor Freek Geke Gerben Gijs Greetje Hamza Harm Heleen Hidde
    Ilse Imane Ineke Jacco Jelle Jitske Joke Joost Karima Kees Klaas Lars Lieke Lotte Loes Machteld Marga Mehmet Menno
    Mieke Naima Nynke Okke Pauline Petra Pim Ravi Reinier Rianne Roelien Ruben Sander Sjoerd Soraya Stijn Tamar Teun
    Tineke Trudy Ulrike Vincent Wendel Wietske Willeke Wout Yara Ynte Zeynep Zoë
"""
SURNAMES = """
    Aalbers, Abbink, van Aken, Bakels, Beekhuis, van den Belt, Bloks, Boerema, Bouhali, Brandsma, ter Brugge, Claassens,
    Coolen, Dekkers, Demirel, van Doesum, Driessen, Duinkerk, El Idrissi, Engbers, van Essen, Feenstra, Folkerts,
    Geurts, van Ginkel, Groenhof, de Haas, Hagenaars, Heijnen, van Heusden, Hofstee, Hoitinga, IJsselstein, Jansma,
    Jorritsma, Kamerling, Karaca, Keizers, van Kempen, Kloosterman, Kooistra, Kruithof, van Laar, Lammers, Leeflang,
    van Loon, Luttikhuis, Maarsen, Meeuwis, Mensink, van Mook, Mulderij, Nauta, Nijboer, van Oirschot, Oldenhof,
    Oudshoorn, Paardekoper, Peperkamp, Plantinga, Postma, Ramdin, Reijnders, Rietveld, Roelofsen, van Rossum, Schaafsma,
    Schellekens, Sijbrandij, Slagter, Spanjers, Steenbergen, Stoffels, Swinkels, Tempelaar, Terpstra, Timmerhuis,
    Tuinstra, Uittenbogaard, Veldkamp, Verhoeckx, Vinkenoog, Vos-Meijer, van Waalwijk, Wagenvoort, Weerd, Westerveld,
    Wiegers, Wolthuis, Yıldırım, van Zanten, Zeegers, Zijlmans, Zonderland, Zuidema
"""


class Die:
    """Throws the same for the same word, in every version of Python: a linear congruential generator (Knuth's MMIX)."""

    def __init__(self, word: str) -> None:
        self.state = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8], "big")

    def below(self, sides: int) -> int:
        """0 up to and without `sides`."""
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) * sides >> 31

    def one_of(self, things: Sequence[str]) -> str:
        return things[self.below(len(things))]

    def weighed(self, weights: Mapping[str, int]) -> str:
        """One of the keys, the likelier the greater its weight."""
        throw = self.below(sum(weights.values()))
        for thing, weight in weights.items():
            throw -= weight
            if throw < 0:
                return thing
        raise AssertionError("a throw is below the sum of the weights")


@dataclass
class Administrator:
    """One line of people.csv.

    `leads`: the groups of which day.yaml says that they are chair or vice-chair. `named`: by the papers.
    """

    name: str
    city: str
    portfolio: str
    leads: tuple[str, ...] = ()
    named: bool = False
    member: list[str] = field(default_factory=list)
    interested: list[str] = field(default_factory=list)
    arrives: str = ""
    leaves: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        return (self.name, self.city, "; ".join(self.member), "; ".join(self.interested), self.arrives, self.leaves)


def administrators(day: str) -> list[Administrator]:
    """Everybody of that day, city by city."""
    recipe = json.loads((HERE / day / "people.json").read_text(encoding="utf-8"))
    named = [
        Administrator(person["name"], person["city"], person["portfolio"], tuple(person.get("leads", ())), named=True)
        for person in recipe["named in the papers"]
    ]
    die, taken = Die(day), {person.name for person in named}
    everyone: list[Administrator] = []
    for city in recipe["cities"]:
        here = [person for person in named if person.city == city]
        posts = _posts(die, [person.portfolio for person in here], int(die.weighed(recipe["administrators a city"])))
        here += [Administrator(_new_name(die, taken), city, post) for post in posts]
        _seat_in_pillars(here)
        if recipe["board"]:
            _seat_on_board(die, here, recipe["board"])
        for person in here:
            _seat_in_groups(die, person, recipe)
            _come_late_or_leave_early(die, person, recipe)
        everyone += here
    return everyone


def _posts(die: Die, filled: Sequence[str], size: int) -> list[str]:
    """The portfolios still to be filled: one for each pillar, then the mayor's, then what the die says."""
    pillars = [pillar for pillar in PILLARS if pillar not in filled]
    posts = pillars + [MAYOR] * (MAYOR not in filled and len(filled) + len(pillars) < size)
    return posts + [die.weighed(FURTHER_POSTS) for _ in range(size - len(filled) - len(posts))]


def _new_name(die: Die, taken: set[str]) -> str:
    first_names, surnames = FIRST_NAMES.split(), [name.strip() for name in SURNAMES.split(",")]
    while (name := f"{die.one_of(first_names)} {die.one_of(surnames)}") in taken:
        pass
    taken.add(name)
    return name


def _seat_in_pillars(here: Sequence[Administrator]) -> None:
    """Whom the papers name sits in the pillar of the portfolio; of the others, the city's first with that portfolio."""
    seated: set[str] = set()
    for person in here:
        if person.portfolio in PILLARS and (person.named or person.portfolio not in seated):
            seated.add(person.portfolio)
            if person.portfolio not in person.leads:
                person.member.append(person.portfolio)


def _seat_on_board(die: Die, here: Sequence[Administrator], board: str) -> None:
    """One of each city, three times in four the mayor. Who leads the board sits there for the city."""
    if any(board in person.leads for person in here):
        return
    mayors = [person for person in here if person.portfolio == MAYOR]
    seat = mayors[0] if mayors and die.below(4) else here[die.below(len(here))]
    seat.member.append(board)


def _seat_in_groups(die: Die, person: Administrator, recipe: Mapping[str, Any]) -> None:
    """As many groups as the die says, those they lead included; from the third on, half of them only interested."""
    suits = dict(recipe["suits"][person.portfolio])
    led = [group for group in person.leads if suits.pop(group, 0) or group not in (*PILLARS, recipe["board"])]
    for number in range(len(led), int(die.weighed(recipe["groups each"]))):
        if not suits:
            return
        group = die.weighed(suits)
        del suits[group]
        (person.interested if number >= 2 and die.below(2) else person.member).append(group)


def _come_late_or_leave_early(die: Die, person: Administrator, recipe: Mapping[str, Any]) -> None:
    """Nobody whom the papers name is made to come late."""
    if die.below(100) >= recipe["late or early in a hundred"] or person.named:
        return
    if die.below(2):
        person.arrives = die.one_of(recipe["arrives"])
    else:
        person.leaves = die.one_of(recipe["leaves"])


def csv_text(day: str) -> str:
    """The people.csv of that day."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    table.writerows(person.cells for person in administrators(day))
    return out.getvalue()


def main(days: Sequence[str]) -> None:
    known = sorted(path.parent.name for path in HERE.glob("*/people.json"))
    for day in days or known:
        if day not in known:
            sys.exit(f'"{day}" is no day with made-up people; there are {", ".join(known)}.')
        text = csv_text(day)
        (HERE / day / "people.csv").write_text(text, encoding="utf-8", newline="")
        print(f"{day}/people.csv: {len(text.splitlines()) - 1} people")


if __name__ == "__main__":
    main(sys.argv[1:])
