"""The fields that a Word template can name, in English and in Dutch, and what each says: one list for all who ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from scheduler.text.sentence import Sentence

What = Literal["text", "yes", "list", "table"]


@dataclass(frozen=True)
class Field:
    """One field. `english`, `dutch`, `also`: what it is called; each can be written in any template.

    `of`: of a list, the fields of each thing in it; empty for a list of texts. `each`: of a list, what one of them is
    called in an example, in English and in Dutch.
    """

    english: str
    dutch: str
    means: Sentence
    what: What = "text"
    of: tuple[Field, ...] = ()
    each: tuple[str, str] = ("", "")
    also: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self.english, self.dutch, *self.also)))

    def name(self, code: str) -> str:
        """What it is called in `nl` or `en`."""
        return self.dutch if code == "nl" else self.english

    def one(self, code: str) -> str:
        return self.each[code == "nl"]


_LED = (
    Field("what", "wat", Sentence("in which role, as Chair or Speakers")),
    Field("who", "wie", Sentence("the names")),
)
_ONE, _ALSO = ("session", "onderdeel"), ("bijeenkomsten", "sessies")
_LINK = (
    Field("name", "naam", Sentence("what it is called")),
    Field("address", "adres", Sentence("where it leads to")),
)
SESSION = (
    Field("title", "titel", Sentence("its title")),
    Field("hours", "tijd", Sentence("from when to when")),
    Field("start", "begin", Sentence("when it begins")),
    Field("end", "einde", Sentence("when it ends")),
    Field("day", "dag", Sentence("the day, on a conference of several days")),
    Field("room", "zaal", Sentence("the room")),
    Field("kind", "soort", Sentence("what kind of session it is")),
    Field("groups", "groepen", Sentence("whose meeting it is")),
    Field("pillars", "pijlers", Sentence("the pillars it belongs to")),
    Field("chairs", "voorzitters", Sentence("who chairs")),
    Field("vice_chairs", "vicevoorzitters", Sentence("the vice-chairs")),
    Field("speakers", "sprekers", Sentence("who speaks")),
    Field("hosts", "gastheren", Sentence("who hosts")),
    Field("secretaries", "secretarissen", Sentence("the secretary of the group")),
    Field("led", "leiding", Sentence("all of these, each with the role"), "list", _LED, ("leader", "persoon")),
    Field("description", "beschrijving", Sentence("the whole text")),
    Field("paragraphs", "alineas", Sentence("the text, paragraph by paragraph"), "list", each=("paragraph", "alinea")),
    Field("places", "plaatsen", Sentence("how many can come and how to sign up, where places are limited")),
    Field("note", "opmerking", Sentence("the note")),
    Field("link", "link", Sentence("the link, where everybody may have it")),
    Field("links", "links", Sentence("the other links"), "list", _LINK, ("link", "link")),
    Field("papers", "stukken", Sentence("the papers"), "list", _LINK, ("paper", "stuk")),
)
_DAY = (
    Field("name", "naam", Sentence("the day in full, as Friday 13 March 2026")),
    Field("short", "kort", Sentence("the day in short")),
    Field("grid", "rooster", Sentence("the table of times and rooms, with the colours explained"), "table"),
    Field(
        "sessions",
        "onderdelen",
        Sentence("its sessions in order of time"),
        "list",
        SESSION,
        _ONE,
        _ALSO,
    ),
)
FIELDS = (
    Field("title", "titel", Sentence("what the day is called")),
    Field("dates", "datum", Sentence("when it is")),
    Field("place", "plaats", Sentence("where it is")),
    Field("website", "website", Sentence("where the programme stands on the web")),
    Field("logo", "logo", Sentence("the logo of the day, as a picture")),
    Field("first_colour", "eerste_kleur", Sentence("the first colour of the house, as #1b3a5c")),
    Field("second_colour", "tweede_kleur", Sentence("the second one")),
    Field("letter", "brief", Sentence("what the booklet begins with, by paragraph"), "list", each=("text", "alinea")),
    Field("several_days", "meerdere_dagen", Sentence("whether there are several days; for if"), "yes"),
    Field("days", "dagen", Sentence("the days"), "list", _DAY, ("day", "dag")),
    Field(
        "sessions",
        "onderdelen",
        Sentence("the sessions of all days in order of time"),
        "list",
        SESSION,
        _ONE,
        _ALSO,
    ),
    Field(
        "not_held",
        "vervallen",
        Sentence("the sessions that do not take place"),
        "list",
        SESSION,
        _ONE,
    ),
    Field("pillars", "pijlers", Sentence("the pillars"), "list", each=("pillar", "pijler")),
    Field("rooms", "zalen", Sentence("the names of the rooms"), "list", each=("room", "zaal")),
)


def put(name: str) -> str:
    """How a field is written in a template."""
    return "{{ " + name + " }}"


def block(inner: str, level: str = "p") -> str:
    """How `for`, `if` and their ends are written. `level`: what they take the place of; "" in the midst of a text."""
    return "{%" + level + " " + inner + " %}"


def named(fields: tuple[Field, ...], name: str) -> Field | None:
    return next((field for field in fields if name in field.names), None)


def all_fields(fields: tuple[Field, ...] = FIELDS) -> Iterator[Field]:
    """Every field, those of things in lists too."""
    for field in fields:
        yield field
        yield from all_fields(field.of)
