"""A day built in Python, in the words of the day file: rooms, groups, people, sessions and rules one by one. No solver.

>>> day = DayBuilder("Netwerkdag", "2023-02-10", hours="9:30–17:00", rounds=["11:40–12:40", "14:00–15:00"])
>>> built = day.room("Zaal 1", capacity=40).group("Europa", chairs="Anna", members=["Bob"]).session("Europa").build()
>>> [session.name for session in built.conference.sessions]
['Europa']
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Literal, Self, TypeAlias

from typing_extensions import TypedDict, Unpack

from scheduler.api.arguments import misfit, rule_name
from scheduler.conference.named import Named
from scheduler.files import Instance, read_source
from scheduler.files.in_python import in_python
from scheduler.rules.rule import Rule

Words: TypeAlias = str | Collection[str]  # one, or several
Links: TypeAlias = str | Mapping[str, str] | Collection[str | Mapping[str, str]]  # with or without a title
Weighed: TypeAlias = Words | Mapping[str, int]  # names, with how much each counts
Rounds: TypeAlias = str | Collection[str | Mapping[str, str | int]]  # 11:40–12:40, or name, time and slots
Date: TypeAlias = str | dt.date  # 2023-02-10
_NAME = "this day"
_WAYS = 'a dictionary of minutes by two buildings, {("Stadhuis", "Kerk"): 10}'


class RoomFacts(TypedDict, total=False):
    """What may be said of a room, as in the day file."""

    short: str
    capacity: int
    features: Words
    building: str
    closed: Words
    doors: Words
    consists_of: Words
    online: bool
    link: str
    private_link: bool
    rather_not: Weighed


class GroupFacts(TypedDict, total=False):
    """What may be said of a group, as in the day file."""

    kind: str
    pillars: Words
    chairs: Words
    vice_chairs: Words
    members: Words
    interested: Words
    secretary: Words
    size: int


class PersonFacts(TypedDict, total=False):
    """What may be said of a person, as in the day file."""

    organisation: str
    chair: Words
    vice_chair: Words
    secretary: Words
    member: Words
    interested: Words
    wishes: Weighed
    arrives: Words
    leaves: Words
    available: Words
    time_zone: str
    guest: bool
    email: str
    absent: bool


class TrackFacts(TypedDict, total=False):
    """What may be said of a track, as in the day file."""

    chairs: Words
    rather_not: Weighed
    similar: Weighed


class SessionFacts(TypedDict, total=False):
    """What may be said of a session, as in the day file."""

    name: str
    groups: Words
    kind: str
    minutes: int
    at: Words
    rounds: Words
    windows: Words
    days: Date | Collection[Date]
    rooms: Words
    features: Words
    tags: Words
    expected: int
    speakers: Words
    hosts: Words
    required: Words
    invited: Words
    open: bool
    places: int
    signed_up: Words
    waiting: Words
    online: bool
    link: Links
    private_link: bool
    papers: Links
    description: str
    held: bool
    note: str
    goes_to: str
    optional: bool
    price: int
    track: str
    slots: int
    order: int
    zone: str
    rather_not: Weighed


class RoomKeywords(RoomFacts, total=False):
    """The same with the other spellings of the day file, which takes one or several for a key: see files/keys.py."""

    feature: Words
    door: Words


class GroupKeywords(GroupFacts, total=False):
    """As for rooms."""

    pillar: Words
    chair: Words
    vice_chair: Words
    member: Words


class PersonKeywords(PersonFacts, total=False):
    """As for rooms."""

    chairs: Words
    vice_chairs: Words
    members: Words
    city: str


class TrackKeywords(TrackFacts, total=False):
    """As for rooms."""

    chair: Words


class SessionKeywords(SessionFacts, total=False):
    """As for rooms."""

    group: Words
    start: Words
    round: Words
    window: Words
    day: Date | Collection[Date]
    room: Words
    feature: Words
    tag: Words
    speaker: Words
    host: Words


class DayBuilder:
    """A day under construction. Each method adds one thing and gives the builder back; `build` reads it all.

    Whoever is named exists, until people are described: from then on all are to be.
    """

    def __init__(
        self,
        title: str,
        date: Date | None = None,
        *,
        hours: str | None = None,
        rounds: Rounds | None = None,
        every: int | None = None,
        minutes: int | None = None,
        language: Literal["nl", "en"] | None = None,
        time_zone: str | None = None,
        place: str | None = None,
        website: str | None = None,
        letter: str | None = None,
        colours: Words | None = None,
    ) -> None:
        """`date`: of a day; None for several, see `day`. `hours`: opening hours. `rounds`: blocks, 11:40–12:40.

        `every`: sessions begin every so many minutes. `minutes`: how long one lasts that does not say.
        """
        self._facts: dict[str, Any] = _given(
            title=title,
            date=date,
            hours=hours,
            rounds=rounds,
            every=every,
            minutes=minutes,
            language=language,
            time_zone=time_zone,
            place=place,
            website=website,
            letter=letter,
            colours=colours,
        )

    def day(
        self, date: Date, *, hours: str | None = None, rounds: Rounds | None = None, every: int | None = None
    ) -> Self:
        """One of several days. What it does not say holds as it stands for all of them."""
        return self._add("days", _given(date=date, hours=hours, rounds=rounds, every=every))

    def room(self, name: str, **facts: Unpack[RoomKeywords]) -> Self:
        return self._add("rooms", {"name": name, **facts})

    def walking(self, within: int = 0, between: Mapping[tuple[str, str], int] | None = None) -> Self:
        """Minutes on foot between two rooms of one building, and between two buildings."""
        asked: object = between  # programs need not heed types
        if asked is not None and not isinstance(asked, Mapping):
            raise misfit("between", _WAYS, asked)
        pairs: list[object] = list(between or {})
        for pair in pairs:
            if not isinstance(pair, tuple) or len(pair) != 2:
                raise misfit("between", _WAYS, pair)
        ways = [{"from": one, "to": other, "minutes": way} for (one, other), way in (between or {}).items()]
        self._facts["walking"] = {"within": within, "between": ways}
        return self

    def group(self, name: str, **facts: Unpack[GroupKeywords]) -> Self:
        return self._add("groups", {"name": name, **facts})

    def person(self, name: str, **facts: Unpack[PersonKeywords]) -> Self:
        return self._add("people", {"name": name, **facts})

    def track(self, name: str, **facts: Unpack[TrackKeywords]) -> Self:
        """A line of talks on one subject: sessions with this `track`, in the slots of rounds."""
        return self._add("tracks", {"name": name, **facts})

    def session(self, title: str, **facts: Unpack[SessionKeywords]) -> Self:
        """A session. With the title of a group, and no groups of its own, it is that group's meeting."""
        return self._add("sessions", {"title": title, **facts})

    def rule(self, name: str, setting: Literal["off", "on", "hard"] | int | None = None, **statement: Any) -> Self:
        """What differs from the standard book, as in the day file: a word or a weight; or one statement, key by key.

        A second statement stands beside the first. Raises ValueError for a setting and a statement at once.
        """
        if setting is not None and statement:
            raise ValueError(
                f'Of "{name}" either a setting or a statement, not both: what a statement weighs is its key weight='
            )
        name = rule_name(name)
        rules = self._facts.setdefault("rules", {})
        if setting is not None:
            rules[name] = setting
        elif name in rules and not isinstance(rules[name], (str, int)):
            before = rules[name]
            rules[name] = [*(before if isinstance(before, list) else [before]), statement]
        else:
            rules[name] = statement
        return self

    def build(self, rules: Iterable[type[Rule]] = ()) -> Instance:
        """The day. `rules`: classes of one's own that it may name. Raises Faults: all that is wrong, at once."""
        return read_source(in_python(self._facts, _NAME), rules)

    def _add(self, section: str, item: Mapping[str, Any]) -> Self:
        for key in ("name", "title"):
            if key in item and not isinstance(item[key], (str, int, float, Named)):
                raise misfit(f"the {key} of what stands under {section}", "a text", item[key])
        self._facts.setdefault(section, []).append(dict(item))
        return self


def _given(**facts: Any) -> dict[str, Any]:
    return {key: value for key, value in facts.items() if value is not None}
