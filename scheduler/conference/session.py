"""What takes place: the sessions, and what sort each is."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import cached_property

from pydantic import Field, model_validator

from scheduler.conference.clock import Minute, Span
from scheduler.conference.named import Named
from scheduler.conference.named_link import NamedLink
from scheduler.conference.people import Group, Person
from scheduler.conference.track import Track
from scheduler.conference.venue import Room


class Kind(StrEnum):
    """What sort of session it is; the values are the words of the day file."""

    PLENARY = "plenary"
    PILLAR = "pillar meeting"
    THEME = "theme group meeting"
    BOARD_LUNCH = "board lunch"
    GUEST_TALK = "guest talk"
    TALK = "talk"
    WORKSHOP = "workshop"
    MEETING = "meeting"
    BREAK = "break"
    WALK_IN = "walk-in"
    DRINKS = "drinks"
    OPEN_SPACE = "open space"
    MOVING = "moving time"

    @property
    def for_everyone(self) -> bool:
        """Plenaries and the board lunch: everyone is expected there."""
        return self in (Kind.PLENARY, Kind.BOARD_LUNCH)

    @property
    def is_meeting(self) -> bool:
        """Whether people meet on a subject; a break, walk-in, drinks, open space and moving time are no meetings."""
        return self not in (Kind.BREAK, Kind.WALK_IN, Kind.DRINKS, Kind.OPEN_SPACE, Kind.MOVING)

    @property
    def is_common(self) -> bool:
        """Whether it concerns whoever is there, rather than who wishes to attend it."""
        return self.for_everyone or not self.is_meeting


class Session(Named):
    """Something that takes place. `name` is its own among the sessions, `title` is what is printed.

    `starts` None: the day's rounds or grid; else exactly these minutes. `rounds` None: any round; an empty tuple: no
    round, the grid. `windows` None: the opening hours. `days` None: any day. `rooms` None: any room that suits.
    `expected` None: counted, see `Conference.expected`. `held` False: it stays in the programme with its note, and
    takes no time or room.
    `track`: whose talk it is; then it takes `slots` time slots of one round. `order`: its place among the talks of its
    track, from 1; None: any. `zone`: in which its speakers are; "": that of the people, else the conference's.
    `rounds_rather_not`, `rooms_rather_not`: as those of a track, for each slot.
    `absent`: who would speak, host or be required and has cancelled, with why; they are not among the others.
    """

    title: str = ""
    kind: Kind = Kind.MEETING
    minutes: int = Field(ge=1)
    groups: tuple[Group, ...] = ()  # whose meeting it is: their chairs must be there
    invited: tuple[Group, ...] = ()  # whose people are asked to come
    tags: tuple[str, ...] = ()  # words of the organisers, by which rules can speak of sessions
    starts: tuple[Minute, ...] | None = None
    rounds: tuple[str, ...] | None = None
    windows: tuple[Span, ...] | None = None
    days: tuple[date, ...] | None = None
    needs_room: bool = True
    rooms: tuple[Room, ...] | None = None
    features: frozenset[str] = frozenset()
    expected: int | None = Field(default=None, ge=0)
    stars: int | None = None  # `expected` is counted from wishes, so many of which have no name; None: it is not
    speakers: tuple[Person, ...] = ()
    hosts: tuple[Person, ...] = ()
    required: tuple[Person, ...] = ()
    required_groups: tuple[Group, ...] = ()
    absent: tuple[tuple[Person, str], ...] = ()
    open: bool = False
    places: int | None = Field(default=None, ge=1)  # one signs up, and so many can come
    signed_up: tuple[Person, ...] | None = None  # who has a place; None: nobody has written that down
    waiting: tuple[Person, ...] = ()  # for a place, who asked first before the others
    online: bool = False
    link: str = ""  # where one joins online
    private_link: bool | None = None  # only those who come may have the link; None: the link itself tells
    links: tuple[NamedLink, ...] = ()  # to follow besides
    papers: tuple[NamedLink, ...] = ()  # what is to be read for it
    description: str = ""
    held: bool = True
    note: str = ""
    goes_to: str = ""
    optional: bool = False
    price: int = Field(default=10, ge=1)
    track: Track | None = None
    slots: int | None = Field(default=None, ge=1)
    order: int | None = Field(default=None, ge=0)
    zone: str = ""
    rounds_rather_not: tuple[tuple[str, int], ...] = ()
    rooms_rather_not: tuple[tuple[str, int], ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _title_from_name(cls, data: object) -> object:
        if isinstance(data, dict) and not data.get("title"):
            return {**data, "title": data.get("name", "")}
        return data

    def span(self, start: Minute) -> Span:
        return Span(start, start + self.minutes)

    @property
    def by_sign_up(self) -> bool:
        """Whether one signs up for it, so that nobody drops in."""
        return self.places is not None or self.signed_up is not None

    def has_place_for(self, person: Person) -> bool:
        """Whether the person may come: they signed up, or nobody has written down who did, and they do not wait.

        Whoever must be there comes, whatever this says.
        """
        return person not in self.who_waits and (self.signed_up is None or person in self.who_signed_up)

    @cached_property
    def who_signed_up(self) -> frozenset[Person]:
        """Those of `signed_up`, to be looked up; nobody where nobody has written that down."""
        return frozenset(self.signed_up or ())

    @cached_property
    def who_waits(self) -> frozenset[Person]:
        """Those of `waiting`, to be looked up."""
        return frozenset(self.waiting)
