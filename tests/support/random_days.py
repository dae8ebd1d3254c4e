"""Days at random, in the many ways in which people write them: odd names, most keys, lists and single texts."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from random import Random
from typing import Any

NAMES = (
    "Zorg, Jeugd en Onderwijs", "Wonen; Zorg", "A|B", "=1+1", "@home", "-min", "+31", "_x0041_", "Netwerkdag #3",
    "x: y", 'zegt "ja"', '"quoted"', "'s-Gravenhage", "1984", "2.10", "0.5", "No", "10:30", "2023-02-10", "TRUE",
    "#N/A", "Één dag", "Café 日本 🎉", "a\u00a0b", "%", "<b>&amp;</b>", "x" * 300, "Europa: 5", "lid", "geen zaal",
    "naam", "Totaal", "Zaal 1",
)  # fmt: skip
_LINKS: tuple[Any, ...] = (
    "https://g40.example/meet",
    ["https://g40.example/meet", {"title": "Peiling, kort", "link": "https://poll.example/a"}],
    [{"Stream: live": "https://s.example/1"}, "mailto:ab@g40.example"],
)
_PROSE = (
    "Een regel",
    "Twee\n\nalinea's # geen commentaar",
    "- lijst\n- meer\n\n: x",
    "=SUM(A1)",
    "x\n" * 40,
    "tab\there",
)


def random_day(random: Random) -> Mapping[str, str]:
    """day.yaml, and sometimes people.csv beside it, by name."""
    return _Writer(random).files()


class _Writer:
    def __init__(self, random: Random) -> None:
        self.random = random
        names = random.sample(NAMES, len(NAMES))
        self.groups, self.rooms = names[:4], names[4:8]
        self.people = (
            [f"{name} {n}" for n, name in enumerate(names[8:14])] if random.random() < 0.7 else ["Anna", "Bob"]
        )
        self.titles = names[14:20]
        self.tracks = names[20:22] if random.random() < 0.3 else []
        self.rounds = ["Ochtend", "Middag", "Laat"]
        self.days = ["2026-03-13", "2026-03-14"] if random.random() < 0.3 else ["2026-03-13"]

    def some(self, things: list[str], most: int = 2) -> list[str]:
        return self.random.sample(things, self.random.randint(1, min(most, len(things))))

    def maybe(self, *choices: Callable[[], Any]) -> Any:
        return self.random.choice([lambda: None, *choices])()

    def files(self) -> Mapping[str, str]:
        people = [self._person(name) for name in self.people]
        day: dict[str, Any] = {
            "title": self.random.choice(NAMES),
            "language": self.maybe(lambda: "en", lambda: "nl"),
            "time_zone": self.maybe(lambda: "Europe/Lisbon"),
            "place": self.maybe(lambda: "Stadhuis, Grote Markt 2"),
            "website": self.maybe(lambda: "https://netwerkdag.example/a"),
            "letter": self.maybe(lambda: self.random.choice(_PROSE)),
            "hours": self.maybe(lambda: "9:00–18:00", lambda: "8.30-19.00"),
            "rounds": [self._round(n) for n in range(3)],
            "every": self.maybe(lambda: 15),
            "minutes": self.maybe(lambda: 45),
            "walking": self.maybe(lambda: {"within": 2, "between": [{"from": "A", "to": "B", "minutes": 7}]}),
            "rooms": [self._room(name) for name in self.rooms],
            "groups": [self._group(n, name) for n, name in enumerate(self.groups)],
            "guests": self.maybe(lambda: [{"name": "Gast, de", "available": "10:00–12:00"}, "Nog een gast"]),
            "tracks": [self._track(name) for name in self.tracks] or None,
            "sessions": [self._session(n) for n in range(6)],
            "rules": self.maybe(self._rules),
        }
        if len(self.days) > 1:
            later = {"date": self.days[1], "rounds": self.maybe(list, lambda: ["10:00–11:00"])}
            day["days"] = [self.days[0], {key: value for key, value in later.items() if value is not None}]
        else:
            day["date"] = self.days[0]
        table = self._table(people)
        if not table:
            day["people"] = people
        data = {key: value for key, value in day.items() if value is not None}
        text = "".join(f"{key}: {self._written(value, 0)}\n" for key, value in data.items())
        return {"day.yaml": text, "people.csv": table} if table else {"day.yaml": text}

    def _round(self, number: int) -> Any:
        time = f"{10 + 2 * number}:00–{11 + 2 * number}:00"
        if self.tracks:
            return {"name": self.rounds[number], "time": time, "slots": 3}
        return self._thing(name=self.rounds[number], time=time) if self.random.random() < 0.8 else time

    def _room(self, name: str) -> Any:
        return self._thing(
            "name",
            name=name,
            short=self.maybe(lambda: "Z"),
            capacity=self.maybe(lambda: self.random.randint(0, 300)),
            features=self.maybe(lambda: "beamer", lambda: ["beamer", "podium"]),
            building="AB"[self.rooms.index(name) % 2],
            closed=self.maybe(lambda: "12:00–13:00", lambda: ["9:00–9:30", "17:00–17:30"]),
            rather_not=self.maybe(lambda: {"Laat": 3}) if self.tracks else None,
        )

    def _track(self, name: str) -> Any:
        other = self.tracks[1]
        return self._thing(
            "name",
            name=name,
            chairs=self.maybe(lambda: self.some(self.people), lambda: self.people[0]),
            rather_not=self.maybe(lambda: {"Ochtend": 2, self.rooms[0]: 5}, lambda: ["Middag", "Laat"]),
            similar=self.maybe(lambda: {other: 4}) if name != other else None,
        )

    def _group(self, number: int, name: str) -> Any:
        return self._thing(
            "name",
            name=name,
            kind="pillar" if number == 0 else self.maybe(lambda: "board", lambda: "werkgroep"),
            pillars=self.maybe(lambda: self.groups[0]) if number else None,
            chairs=self.maybe(lambda: self.some(self.people), lambda: self.people[0]),
            members=self.maybe(lambda: self.some(self.people)),
            secretary=self.maybe(lambda: "wonen@netwerk.example", lambda: ["a@netwerk.example", "b@netwerk.example"]),
            size=self.maybe(lambda: 30),
        )

    def _person(self, name: str) -> dict[str, Any]:
        person = {
            "name": name,
            "organisation": self.maybe(lambda: "Ede", lambda: "'s-Hertogenbosch"),
            "member": self.maybe(lambda: self.some(self.groups)),
            "interested": self.maybe(lambda: self.some(self.groups)),
            "leaves": self.maybe(lambda: f"{self.days[0]} 16:00"),
            "available": self.maybe(lambda: f"{self.days[0]} 9:00–15:00"),
            "wishes": self.maybe(lambda: {self.groups[1]: 5}),
            "guest": self.maybe(lambda: True),
            "email": self.maybe(lambda: f"{self.random.choice('abc')}@ede.example"),
            "absent": self.maybe(lambda: True) if self.random.random() < 0.3 else None,
        }
        return {key: value for key, value in person.items() if value is not None}

    def _session(self, number: int) -> Any:
        title = self.titles[number]
        if self.tracks and self.random.random() < 0.5:
            return self._thing(
                title=title,
                track=self.random.choice(self.tracks),
                slots=self.maybe(lambda: 2),
                order=self.maybe(lambda: 1),
                zone=self.maybe(lambda: "GMT+8", lambda: "Asia/Singapore"),
                rather_not=self.maybe(lambda: {"Laat": 1}, lambda: [self.rooms[1]]),
                speakers=self.maybe(lambda: self.some(self.people)),
            )
        return self._thing(
            "title",
            title=title,
            name=f"{number} {title}" if self.random.random() < 0.3 else None,
            groups=self.maybe(lambda: self.some(self.groups), lambda: self.groups[1]),
            kind=self.maybe(lambda: "plenary", lambda: "talk"),
            minutes=self.maybe(lambda: 30),
            at=self.maybe(lambda: f"{self.days[0]} {9 + number}:00"),
            rounds=self.maybe(lambda: "none"),
            rooms=self.maybe(lambda: "none", lambda: self.some(self.rooms), lambda: self.rooms[0]),
            speakers=self.maybe(lambda: self.some(self.people)),
            required=self.maybe(lambda: self.some([*self.people, *self.groups])),
            invited=self.maybe(lambda: self.some(self.groups)),
            expected=self.maybe(lambda: 12),
            open=self.maybe(lambda: True, lambda: False),
            signed_up=self.maybe(lambda: self.some(self.people)),
            description=self.maybe(lambda: self.random.choice(_PROSE)),
            note=self.maybe(lambda: "Zie boven."),
            held=self.maybe(lambda: False),
            days=self.maybe(lambda: self.days[0]),
            optional=self.maybe(lambda: True),
            tags=self.maybe(lambda: ["AI", "begin; eind"]),
            link=self.maybe(lambda: self.random.choice(_LINKS)),
            papers=self.maybe(lambda: {"Agenda": "https://g40.example/a.pdf", "Nota; 2": "https://g40.example/b;c"}),
        )

    def _rules(self) -> dict[str, Any]:
        return {
            "groups_apart": "off",
            "wishes_attended": {"member": 3},
            "time_to_spare": {"minutes": 30, "weight": 1, "tier": 2},
            "quorum": [{"group": self.groups[0], "people": 2}, {"each": "group", "people": 1, "weight": 1}],
            "fair_share": self.random.choice(["off", "5", "hard"]),
        }

    def _thing(self, alone: str = "", **keys: Any) -> Any:
        found = {key: value for key, value in keys.items() if value is not None}
        return found[alone] if list(found) == [alone] and self.random.random() < 0.5 else found

    def _table(self, people: list[dict[str, Any]]) -> str:
        """people.csv, where its cells can say all of it; else nothing."""
        lists = [name for person in people for key in ("member", "interested") for name in person.get(key, ())]
        names = [person["name"] for person in people]
        if self.random.random() < 0.4 or any(s in name for name in [*lists, *names, self.groups[1]] for s in ';|"'):
            return ""
        rows = [
            [
                "naam",
                "gemeente",
                "lid",
                "belangstellend",
                "vertrekt",
                "beschikbaar",
                "wensen",
                "gast",
                "e-mail",
                "afwezig",
            ]
        ]
        for person in people:
            wishes = "; ".join(f"{name}: {n}" for name, n in person.get("wishes", {}).items())
            cells = [
                person["name"], person.get("organisation", ""), " | ".join(person.get("member", ())),
                " | ".join(person.get("interested", ())), person.get("leaves", ""), person.get("available", ""),
                wishes, "ja" if person.get("guest") else "", person.get("email", ""),
                "x" if person.get("absent") else "",
            ]  # fmt: skip
            rows.append(cells)
        return "".join("\t".join(row) + "\r\n" for row in rows)

    # -- in one of the ways in which it can be written ----------------------------------------------------------------

    def _written(self, value: Any, depth: int) -> str:
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, int):
            return str(value)
        if isinstance(value, str):
            return self._text(value, depth)
        flow = depth > 1 or not value or self.random.random() < 0.3
        comment = self.random.choice(["", "  # opmerking"])
        if isinstance(value, dict):
            parts = [f"{json.dumps(key, ensure_ascii=False)}: {self._written(one, 9)}" for key, one in value.items()]
            if flow:
                return "{" + ", ".join(parts) + "}"
            lines = [f"{key}: {self._written(one, depth + 1)}" for key, one in value.items()]
            return comment + "".join(f"\n{'  ' * (depth + 1)}{line}" for line in lines)
        if flow:
            return "[" + ", ".join(self._written(one, 9) for one in value) + "]"
        return comment + "".join(f"\n{'  ' * (depth + 1)}- {self._written(one, depth + 2)}" for one in value)

    def _text(self, text: str, depth: int) -> str:
        if depth > 1 or "\n" in text:
            return json.dumps(text, ensure_ascii=False)
        return "'" + text.replace("'", "''") + "'"
