"""What a workbook of a day has: its sheets and their columns, from which writer, reader and docs take theirs.

Every key of a day file is a column here, or stands in `STAYS` with why it is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache
from typing import Any

from scheduler.files.day_schema import (
    DayFile,
    DayShape,
    GroupShape,
    PersonShape,
    RoomShape,
    RoundShape,
    SessionShape,
    Shape,
    TrackShape,
    WayShape,
)
from scheduler.files.keys import folded, meant
from scheduler.rules.book import RULES as RULE_BOOK
from scheduler.text.wording import alike_key


class Holds(Enum):
    """What stands in the cells of a column."""

    TEXT = auto()
    PROSE = auto()  # over several lines
    NAMES = auto()  # several, divided by ;
    NUMBER = auto()
    YES = auto()
    DATE = auto()
    DATES = auto()
    HOURS = auto()
    SPAN = auto()
    SPANS = auto()
    WISHES = auto()
    KIND = auto()  # of a session
    GROUP_KIND = auto()
    LANGUAGE = auto()
    RULE = auto()
    STATE = auto()  # of a rule
    LINKS = auto()  # each with its title before it: Agenda: https://…
    KEYS = auto()  # keys and values as in a day file, a line each

    @property
    def many(self) -> bool:
        return self in _MANY


_MANY = {Holds.NAMES, Holds.DATES, Holds.HOURS, Holds.SPANS, Holds.WISHES, Holds.LINKS}


@dataclass(frozen=True)
class SheetColumn:
    """A column. `offers`: whose names are offered, as the key of a sheet; `also`: other headings that mean it.

    `seldom`: it is written where it is needed.
    `totals`: a last row that is called so counts the others, and is nothing of its own.
    """

    key: str
    english: str
    dutch: str
    holds: Holds = Holds.TEXT
    width: int = 18
    offers: str = ""
    also: tuple[str, ...] = ()
    example: str = ""
    meaning: str = ""  # where it is no key of a day file
    seldom: bool = False

    def heading(self, language: str) -> str:
        return self.dutch if language == "nl" else self.english


@dataclass(frozen=True)
class SheetPlan:
    """A sheet. `shape`: what a row of it is in a day file; `named_by`: the columns that tell which thing a row is.

    `down`: its columns stand below each other, and there is one thing. `seldom`: it is written where it is needed.
    """

    key: str
    english: str
    dutch: str
    columns: tuple[SheetColumn, ...]
    shape: type[Shape] | None = None
    named_by: tuple[str, ...] = ("name",)
    down: bool = False
    seldom: bool = False
    totals: bool = True
    also: tuple[str, ...] = ()

    def title(self, language: str) -> str:
        return self.dutch if language == "nl" else self.english

    def column(self, key: str) -> SheetColumn:
        return next(column for column in self.columns if column.key == key)

    def meant(self, heading: str) -> SheetColumn | None:
        """The column that is meant by a heading in either language, or by the key of a day file."""
        key = _meant(self.key, heading)
        return self.column(key) if key else None


@lru_cache(maxsize=10_000)
def _meant(sheet: str, heading: str) -> str | None:
    columns = BY_KEY[sheet].columns
    name = plain(bare_heading(heading))
    for column in columns:
        if name in {plain(word) for word in (column.english, column.dutch, column.key, *column.also)}:
            return column.key
    return meant(bare_heading(heading), [column.key for column in columns]) if heading.strip() else None


def bare_heading(heading: str) -> str:
    """A heading without what stands between brackets behind it: Spreker(s), Duur (min).

    >>> bare_heading("Duur (min)"), bare_heading("(duur)")
    ('Duur', '(duur)')
    """
    return re.sub(r"(?<=\w)\s*\([^()]*\)$", "", heading.strip()) or heading


@lru_cache(maxsize=10_000)
def plain(heading: str) -> str:
    """A heading without what people write differently: capitals, accents, blanks and dashes."""
    return alike_key(folded(heading)).replace("_", "").replace(" ", "")


def _c(key: str, english: str, dutch: str, holds: Holds = Holds.TEXT, width: int = 18, **more: Any) -> SheetColumn:
    also = tuple(filter(None, more.pop("also", "").split("|")))
    return SheetColumn(key, english, dutch, holds, width, also=also, **more)


def _seldom(column: SheetColumn) -> SheetColumn:
    return replace(column, seldom=True)


EITHER = "rounds-and-rooms"
DAY = SheetPlan(
    "day",
    "Day",
    "Dag",
    (
        _c("title", "title", "titel", example="Netwerkdag Voorbeeldstad"),
        _c("date", "date", "datum", Holds.DATE, example="2026-03-13"),
        _c("hours", "opening hours", "openingstijden", Holds.SPAN, also="hours|uren|tijden", example="9:30–16:30"),
        _c("place", "place", "plaats", also="locatie|location", example="Stadhuis, Grote Markt 2, Haarlem"),
        _c("language", "language", "taal", Holds.LANGUAGE, offers="languages", example="nl"),
        _c("time_zone", "time zone", "tijdzone", example="Europe/Amsterdam"),
        _c("website", "website", "website", example="https://netwerkdag.example/haarlem"),
        _c("letter", "letter", "brief", Holds.PROSE, also="voorwoord"),
        _c("logo", "logo", "logo", also="beeldmerk", example="logo.png"),
        _c("logo_text", "text of the logo", "tekst bij het logo", example="Stedennetwerk G40"),
        _c("colours", "colours", "kleuren", Holds.NAMES, also="huisstijlkleuren|colors", example="#1b3a5c; #a16500"),
        _c("minutes", "minutes", "minuten", Holds.NUMBER, also="duur", example="60"),
        _c("every", "every", "om de", Holds.NUMBER, also="raster", example="15"),
        _c(
            "within",
            "minutes on foot within",
            "looptijd in het gebouw",
            Holds.NUMBER,
            also="walking|looptijd",
            example="2",
            meaning="minutes on foot between two rooms of one building",
        ),
        _c("season", "season", "seizoen", example="season.yaml"),
        _c("wishes", "wishes", "wensen", example="wensen.csv"),
        _c("expected_from_wishes", "expected from wishes", "verwacht uit wensen", Holds.YES, example="x"),
    ),
    DayFile,
    ("title",),
    down=True,
)
DAYS = SheetPlan(
    "days",
    "Days",
    "Dagen",
    (
        _c("date", "date", "datum", Holds.DATE, example="2026-03-13", also="dag|day"),
        _c("hours", "opening hours", "openingstijden", Holds.SPAN, also="hours|uren|tijden", example="9:30–16:30"),
        _c("every", "every", "om de", Holds.NUMBER, also="raster", example="15"),
    ),
    DayShape,
    ("date",),
    seldom=True,
)
ROUNDS = SheetPlan(
    "rounds",
    "Rounds",
    "Rondes",
    (
        _c("name", "name", "naam", also="ronde|round", example="Ronde 1"),
        _c("time", "hours", "tijd", Holds.SPAN, 20, also="tijden|time|uren", example="10:45–11:45"),
        _seldom(_c("slots", "slots", "tijdsloten", Holds.NUMBER, 11, also="sloten|beurten", example="3")),
        _c(
            "date",
            "date",
            "datum",
            Holds.DATE,
            also="dag|day",
            offers="days",
            meaning="of several days, the one that the round is of; empty: of every day",
        ),
    ),
    RoundShape,
    ("date", "name", "time"),
)
_SEATS = "capaciteit|capacity|stoelen|zitplaatsen|aantal plaatsen|aantal personen|personen|max|max. personen|maximum"
ROOMS = SheetPlan(
    "rooms",
    "Rooms",
    "Zalen",
    (
        _c("name", "name", "naam", width=28, also="zaal|room|ruimte|zaalnaam", example="Grote zaal"),
        _c("capacity", "seats", "plaatsen", Holds.NUMBER, 11, also=_SEATS, example="40"),
        _c("features", "features", "voorzieningen", Holds.NAMES, 22, also="faciliteiten", example="beamer"),
        _c("closed", "closed", "gesloten", Holds.SPANS, also="bezet|dicht", example="13:00–14:20"),
        _c("building", "building", "gebouw", example="Stadhuis"),
        _c("short", "short name", "korte naam", also="afkorting", example="Zaal 1"),
        _c("doors", "doors", "deuren", Holds.NAMES, example="2.01–2.06"),
        _c("consists_of", "consists of", "bestaat uit", Holds.NAMES, offers="rooms", example="Zaal A; Zaal B"),
        _c("online", "online", "online", Holds.YES, 10, offers="yes"),
        _c("link", "link", "link", width=30, example="https://vergaderen.example/zaal-1"),
        _c("private_link", "private link", "besloten link", Holds.YES, 14, offers="yes"),
        _seldom(_c("rather_not", "rather not", "liever niet", Holds.WISHES, 20, offers="rounds", example="Ronde 1: 3")),
    ),
    RoomShape,
)
GROUPS = SheetPlan(
    "groups",
    "Groups",
    "Groepen",
    (
        _c("name", "name", "naam", width=34, also="groep|group|themagroep|naam groep|naam themagroep", example="Wonen"),
        _c("kind", "kind", "soort", Holds.GROUP_KIND, 16, offers="group kinds", example="theme group"),
        _c("pillars", "pillars", "pijlers", Holds.NAMES, 24, offers="groups", also="pijler|pillar", example="Fysiek"),
        _c(
            "secretary",
            "secretary",
            "secretaris",
            Holds.NAMES,
            30,
            also="secretariaat|secretarissen|secretaries|contactpersoon|contact",
            example="wonen@netwerk.example",
        ),
        _c("size", "size", "aantal leden", Holds.NUMBER, 14, also="grootte|omvang", example="25"),
    ),
    GroupShape,
)
_FROM = "gemeente|stad|city|gemeente/organisatie|gemeente of organisatie|organization"
PEOPLE = SheetPlan(
    "people",
    "People",
    "Mensen",
    (
        _c("name", "name", "naam", width=26, also="persoon|person|deelnemer|naam deelnemer", example="Sanne Dekker"),
        _c("organisation", "organisation", "organisatie", width=20, also=_FROM, example="Alkenburg"),
        _c("arrives", "arrives", "aankomst", Holds.HOURS, 12, also="komt|aankomsttijd", example="10:00"),
        _c("leaves", "leaves", "vertrek", Holds.HOURS, 12, also="vertrekt|vertrektijd", example="15:00"),
        _c("available", "available", "beschikbaar", Holds.SPANS, 16, also="aanwezig", example="13:00–14:30"),
        _c("guest", "guest", "gast", Holds.YES, 8, offers="yes"),
        _c("wishes", "wishes", "wensen", Holds.WISHES, 24, also="wens", example="Europa: 5; Wonen"),
        _seldom(_c("time_zone", "time zone", "tijdzone", width=14, example="Europe/Lisbon")),
        _c(
            "email",
            "e-mail",
            "e-mail",
            width=28,
            also="mail|mailadres|e-mailadres",
            example="s.dekker@alkenburg.example",
        ),
        _c("absent", "absent", "afwezig", Holds.YES, 10, offers="yes", also="cancelled"),
    ),
    PersonShape,
    ("name", "organisation"),
    also=("personen", "deelnemers", "participants", "leden", "members"),
)
TRACKS = SheetPlan(
    "tracks",
    "Tracks",
    "Sporen",
    (
        _c("name", "name", "naam", width=28, also="spoor|track|lijn|programmalijn", example="Water"),
        _c("chairs", "chairs", "voorzitters", Holds.NAMES, 28, offers="people", also="voorzitter", example="A. Bos"),
        _c(
            "rather_not", "rather not", "liever niet", Holds.WISHES, 28, offers=EITHER, example="Ronde 1: 10; Zaal 2: 5"
        ),
        _c("similar", "similar", "lijkt op", Holds.WISHES, 28, offers="tracks", also="verwant", example="Klimaat: 5"),
    ),
    TrackShape,
    seldom=True,
    totals=False,  # nobody counts tracks, and one may be called so
    also=("lijnen", "programmalijnen"),
)
SESSIONS = SheetPlan(
    "sessions",
    "Sessions",
    "Onderdelen",
    (
        _c(
            "title",
            "title",
            "titel",
            width=34,
            also="onderwerp|onderdeel|bijeenkomst|vergadering|session",
            example="Opening",
        ),
        _c("groups", "groups", "groepen", Holds.NAMES, 26, offers="groups", also="groep|group|van", example="Wonen"),
        _c("kind", "kind", "soort", Holds.KIND, 20, offers="kinds", example="plenary"),
        _c(
            "at",
            "starts at",
            "begint om",
            Holds.HOURS,
            12,
            also="at|om|begin|start|aanvang|tijd|starttijd|begintijd",
            example="10:00",
        ),
        _c("minutes", "minutes", "minuten", Holds.NUMBER, 10, also="duur", example="30"),
        _c("rooms", "rooms", "zalen", Holds.NAMES, 20, offers="rooms", also="zaal|room", example="Grote zaal"),
        _c("rounds", "rounds", "rondes", Holds.NAMES, 20, offers="rounds", also="ronde|round", example="Middag 1"),
        _c("speakers", "speakers", "sprekers", Holds.NAMES, 24, offers="people", also="spreker|speaker"),
        _c(
            "hosts",
            "hosts",
            "gastheren",
            Holds.NAMES,
            20,
            offers="people",
            also="gastheer|gastvrouw|host|ontvangst|ontvangst door|ontvangen door|moderator",
        ),
        _c("required", "required", "verplicht", Holds.NAMES, 20, offers="people", also="nodig|moeten erbij zijn"),
        _c("invited", "invited", "uitgenodigd", Holds.NAMES, 20, offers="groups", also="genodigd"),
        _c("expected", "expected", "verwacht", Holds.NUMBER, 10, also="verwacht aantal", example="25"),
        _c("features", "features", "voorzieningen", Holds.NAMES, 16, also="faciliteiten", example="beamer"),
        _c("open", "open", "openbaar", Holds.YES, 10, offers="yes", also="voor iedereen"),
        _c("places", "places", "plaatsen", Holds.NUMBER, 10, also="aantal plaatsen|maximum aantal", example="20"),
        _c("signed_up", "signed up", "aangemeld", Holds.NAMES, 24, offers="people", also="aanmeldingen|ingeschreven"),
        _c("waiting", "waiting list", "wachtlijst", Holds.NAMES, 24, offers="people", also="wachtend"),
        _c("description", "description", "omschrijving", Holds.PROSE, 40, also="beschrijving|tekst|toelichting"),
        _c("note", "note", "opmerking", Holds.PROSE, 26, also="noot|opmerkingen"),
        _c("held", "held", "gaat door", Holds.YES, 10, offers="yes", also="vindt plaats"),
        _c("goes_to", "goes to", "gaat naar", width=24, offers="sessions", also="sluit aan bij"),
        _c("windows", "windows", "tussen", Holds.SPANS, 14, also="venster|vensters", example="9:00–12:00"),
        _c("days", "days", "dagen", Holds.DATES, 14, also="dag|day|datum", example="2026-03-13"),
        _c("online", "online", "online", Holds.YES, 9, offers="yes"),
        _c("link", "link", "link", Holds.LINKS, 24, also="links", example="https://vergaderen.example/wonen"),
        _c("private_link", "private link", "besloten link", Holds.YES, 12, offers="yes"),
        _c(
            "papers",
            "papers",
            "stukken",
            Holds.LINKS,
            30,
            also="bijlagen|attachments|vergaderstukken",
            example="Agenda: https://netwerkdag.example/agenda.pdf",
        ),
        _c("optional", "optional", "mag vervallen", Holds.YES, 12, offers="yes", also="facultatief"),
        _c("price", "price", "prijs", Holds.NUMBER, 8, example="10"),
        _c("tags", "tags", "labels", Holds.NAMES, 16, also="trefwoorden", example="AI; beginners"),
        _c("name", "own name", "eigen naam", width=24, also="naam", example="Pauze 2"),
        _seldom(_c("track", "track", "spoor", width=20, offers="tracks", also="lijn|programmalijn", example="Water")),
        _seldom(_c("slots", "slots", "tijdsloten", Holds.NUMBER, 11, also="sloten|beurten", example="2")),
        _seldom(_c("order", "order", "volgnummer", Holds.NUMBER, 11, also="volgorde", example="1")),
        _seldom(_c("zone", "time zone", "tijdzone", width=16, example="Asia/Singapore")),
        _seldom(_c("rather_not", "rather not", "liever niet", Holds.WISHES, 20, offers=EITHER, example="Ronde 1: 10")),
    ),
    SessionShape,
    ("name", "title", "groups"),
    also=("vergaderingen", "bijeenkomsten", "sessies", "meetings", "overleggen"),
)
WALKS = SheetPlan(
    "walks",
    "Walking",
    "Looptijden",
    (
        _c("from", "from", "van", example="Stadhuis"),
        _c("to", "to", "naar", example="Patronaat"),
        _c("minutes", "minutes", "minuten", Holds.NUMBER, example="8"),
    ),
    WayShape,
    ("from", "to"),
    seldom=True,
)
RULES = SheetPlan(
    "rules",
    "Rules",
    "Regels",
    (
        _c(
            "rule",
            "rule",
            "regel",
            Holds.RULE,
            38,
            example=RULE_BOOK[0].name,
            meaning="as netday rules has it",
        ),
        _c(
            "state",
            "stands",
            "stand",
            Holds.STATE,
            12,
            offers="states",
            example="hard",
            meaning="off, on, hard or a weight; changed: the standard with what stands to the right; added: a "
            "statement in addition. Empty: as in the standard book",
        ),
        _c("weight", "weight", "gewicht", Holds.TEXT, 10, example="3", meaning="a number, or hard"),
        _c("tier", "tier", "trede", Holds.NUMBER, 8, example="2", meaning="what is made as good as can be first"),
        _c("groups", "groups", "groepen", Holds.NAMES, 30, offers="groups", meaning="the groups it is about"),
        _c("sessions", "sessions", "onderdelen", Holds.NAMES, 30, offers="sessions", meaning="or the sessions"),
        _c(
            "rest",
            "further",
            "verder",
            Holds.KEYS,
            40,
            example="most: 180",
            meaning="all other keys of the rule, as in a day file, each on a line of its own",
        ),
    ),
    named_by=("rule",),
)
SHEETS = (DAY, DAYS, ROUNDS, ROOMS, GROUPS, PEOPLE, TRACKS, SESSIONS, WALKS, RULES)
BY_KEY: Mapping[str, SheetPlan] = {plan.key: plan for plan in SHEETS}
HELP = ("Help", "Hulp")
FILL_IN = {"nl": ("onderdeel", "vul in", "uitleg"), "en": ("what", "fill in", "meaning")}  # heads of the first sheet
EXPLAINED = ("what it says", "toelichting")  # a column of the rules that is for reading alone

# What a person is in a group, in the cell under that group; the strongest first.
ROLES = ("chair", "vice_chair", "secretary", "member", "interested")
SPEAKER = "speaker"  # of the group's meeting
# Lists of people in a group's own entry: in a workbook they are cells of the sheet of people.
LISTED = {"chair": "chairs", "vice_chair": "vice_chairs", "member": "members", "interested": "interested"}

# What a day file has and no sheet: by shape and key, why, in English and Dutch.
STAYS: Mapping[tuple[str, str], tuple[str, str]] = {
    ("", "#"): ("remarks, blank lines and the order of keys", "opmerkingen, witregels en de volgorde van sleutels"),
    ("DayFile", "people"): ("the name of the list of people", "de naam van het bestand met mensen"),
}
# What is a sheet, or cells of another one.
ELSEWHERE: Mapping[tuple[str, str], str] = {
    ("DayFile", "days"): "days",
    ("DayFile", "rounds"): "rounds",
    ("DayShape", "rounds"): "rounds",
    ("DayFile", "walking"): "walks",
    ("DayFile", "guests"): "people",
    ("DayFile", "rooms"): "rooms",
    ("DayFile", "groups"): "groups",
    ("DayFile", "tracks"): "tracks",
    ("DayFile", "sessions"): "sessions",
    ("DayFile", "rules"): "rules",
    **{("GroupShape", key): "people" for key in LISTED.values()},
    **{("PersonShape", key): "people" for key in ROLES},
}


def unplaced_keys() -> Iterator[tuple[str, str]]:
    """The keys of a day file that no sheet has and that are not said to stay: none, says a test."""
    shapes = (DayFile, DayShape, RoundShape, RoomShape, GroupShape, PersonShape, TrackShape, SessionShape, WayShape)
    for shape in shapes:
        named = {column.key for plan in SHEETS if plan.shape is shape for column in plan.columns}
        for key in list(shape.keys()):
            if key not in named and not {(shape.__name__, key)} & {*STAYS, *ELSEWHERE}:
                yield shape.__name__, key
