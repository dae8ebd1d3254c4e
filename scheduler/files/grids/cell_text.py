"""What a cell of a programme says: a title, who leads and speaks, a room, hours of its own, and remarks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from scheduler.files.grids.hours import HoursFound, hours_at_head, until_hour
from scheduler.files.grids.persons import PersonNamed, persons_in
from scheduler.files.grids.table import CellLine
from scheduler.text.wording import alike_key

_LABELS = {
    "chairs": r"(?:dag)?voorzitters?|vz|(?:bestuurlijk )?trekkers?|chairs?|chaired by|onder leiding van|o\.l\.v",
    "vice_chairs": r"vice-?\s?voorzitters?|vice-?chairs?",
    "speakers": r"(?:gast)?sprekers?|inleiders?|inleiding(?: door)?|presentaties?(?: door)?|met medewerking van|"
    r"m\.m\.v|speakers?|gasten?|te gast|met|door|by|with|keynotes?|toelichting door|referent(?:en)?|panel(?:leden)?",
    "hosts": r"gastheer|gastvrouw|ontvangst door|ontvangen door|received by|moderator(?:en|s)?|"
    r"gespreksleid(?:er|ers|ing)|hosts?|begeleiding|facilitator",
    "secretaries": r"secretaris(?:sen)?|secretary|ambtelijk secretaris|contact(?:persoon)?",
}
_LABELLED = re.compile(
    r"^(?:" + "|".join(f"(?P<{role}>{words})" for role, words in _LABELS.items()) + r")\.?\s*:\s*(?P<who>.*)$",
    re.IGNORECASE,
)
_BY = re.compile(r"^(?:door|met|by|with|o\.l\.v\.|onder leiding van)\s+(?P<who>.+)$", re.IGNORECASE)
_ROOM_WORD = (
    r"zaal|zalen|kamer|ruimte|foyer|lokaal|aula|hal|lounge|theater|kapel|atrium|zolder|kelder|kantine|restaurant|"
    r"room|hall|auditorium|bibliotheek|serre|salon|studio|podium|tribune|kerk|bodega|café"
)
_ROOM = re.compile(
    rf"(?:(?:de|het|the)\s+)?(?:[\w’'.&-]+\s+){{0,3}}[\w’'.&-]*(?:{_ROOM_WORD})(?:\s+[\w.-]{{1,6}}){{0,2}}",
    re.IGNORECASE,
)
_ROOM_LABEL = re.compile(r"^(?:locatie|zaal|ruimte|plaats|waar|location|room|where)\s*:\s*(?P<room>.+)$", re.IGNORECASE)
_IN_ROOM = re.compile(r"^(?:in\s|@|→|->)\s*", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:de|het|the)\s+", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_BEHIND = (
    re.compile(r"^(?P<title>.+?)\s*[(\[](?P<room>[^()\[\]]+)[)\]]\s*$"),
    re.compile(
        r"^(?P<title>.+?)(?:\s+[–—@-]\s+|,\s+|\t|\s+in\s+(?=(?:de|het|the)\s)|\s+in\s+(?=[^\W\d_a-z]))(?P<room>.+)$"
    ),
)
_NOTE_MARK = re.compile(r"\[(?:foot|end)note[0-9-]+\]")
_STARS = re.compile(r"(?<=\S)(\*{1,4}|[⁰¹²³⁴⁵-⁹]+)(?=\s|$|\))")
_GONE = re.compile("\ue000[^\ue001]*\ue001")
_UNFINISHED = re.compile(r"(?:[:&,+/-]|\b(?:en|van|de|het|voor|met|in|op|and|of|the))$", re.IGNORECASE)
_GENERIC = re.compile(
    r"(?:pijler(?:bijeenkomst|overleg|sessie)?s?|themagroep|tg|thema|workshop|deelsessie|sessie|werksessie|ronde tafel|"
    r"bijeenkomst|overleg|plenair|session|meeting)(?:\s+[0-9A-Z]{1,2})?\s*[:.–-]?",
    re.IGNORECASE,
)
_PILLAR = re.compile(r"pijler(?:bijeenkomst|overleg|sessie)?\s*[:–-]?\s+(?P<name>.+)", re.IGNORECASE)
_PILLAR_BEHIND = re.compile(r"(?P<name>sociale|fysieke|economische|\w+)\s+pijler", re.IGNORECASE)
_OF_PILLAR = re.compile(r"(?:tg|themagroep)\s+(?P<pillar>[^:]{2,40}?)\s*:\s*(?P<name>.+)", re.IGNORECASE)
_THEME = re.compile(r"(?:tg|themagroep(?:en)?)\s*[:–-]?\s+(?P<name>.+)", re.IGNORECASE)
_NOTHING = {"", "-", "–", "—", "x", "nvt", "n.v.t.", "vrij", "geen", "none", "leeg", "...", "…", "/"}
_SHORT_REMARK = 2  # words between brackets that stay in a title


def people_labelled(text: str, role: str) -> list[PersonNamed]:
    """The people that a line names behind the label of that role; none where it has another.

    >>> people_labelled("Sprekers: Karin Schrederhof (Delft) en Jan Blom", "speakers")[1].name
    'Jan Blom'
    """
    labelled = _LABELLED.match(text)
    return persons_in(labelled["who"], sure=True) if labelled and labelled[role] else []


@dataclass(frozen=True)
class CellSession:
    """A session as one cell tells it. `hours`: its own, where the cell has some; `until`: it ends then.

    `struck`: all of it is struck out. `marks`: of footnotes.
    """

    title: str
    hours: HoursFound | None = None
    until: int | None = None
    room: str = ""
    online: bool = False
    group: str = ""
    pillar: str = ""
    is_pillar: bool = False
    people: Mapping[str, tuple[PersonNamed, ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    struck: bool = False


def is_room(text: str, known: Iterable[str] = ()) -> bool:
    """Whether a text is the name of a room: one that is known, or one with such a word in it.

    >>> [is_room(text) for text in ("Zaal 2", "Statenzaal", "de Grote Kerkzaal", "Ruimte om te netwerken", "Wonen")]
    [True, True, True, False, False]
    """
    flat = _IN_ROOM.sub("", text.strip()).strip(" .,")
    if len(flat) > 45:
        return False
    return alike_key(flat) in {alike_key(name) for name in known} or _ROOM.fullmatch(flat) is not None


def _room_name(text: str) -> str:
    return _ARTICLE.sub("", _IN_ROOM.sub("", text.strip())).strip(" .,")


def sessions_of_cell(
    lines: Sequence[CellLine], rooms: Iterable[str] = (), titles: Collection[str] = ()
) -> list[CellSession]:
    """The sessions of a cell, mostly one: several where several lines begin with hours, or each names a room.

    `titles`: of the day that there is; a line that is one of them is a title, whatever else it looks like. Raises
    ValueError with a sentence for hours that are none.
    """
    known = list(rooms)

    def begins(line: CellLine) -> bool:
        text = _plain(line.text)
        return text not in titles and hours_at_head(text) is not None

    parts: list[list[CellLine]] = [[]]
    for line in lines:
        if parts[-1] and begins(line) and any(map(begins, parts[-1])):
            parts.append([])
        parts[-1].append(line)
    if len(parts) == 1 and (each := _one_a_line(parts[0], known)):
        parts = each
    return [found for part in parts if (found := _CellReader(part, known, titles).read())]


def _hours_alone(text: str) -> HoursFound | None:
    """Hours from and to, and behind them nothing but what a dot divides, as the booklet writes it in a wide cell."""
    found = hours_at_head(text)
    return found if found and found.end is not None and (not found.rest or found.rest.startswith("·")) else None


def is_nothing(text: str) -> bool:
    return text.strip().casefold() in _NOTHING


def _plain(text: str) -> str:
    return text.replace("\ue000", "").replace("\ue001", "").strip()


def _one_a_line(lines: Sequence[CellLine], rooms: Sequence[str]) -> list[list[CellLine]]:
    """Lines that each name a title and a room of their own; else nothing."""
    if len(lines) < 2:
        return []
    with_rooms = [_room_behind(_plain(line.text), rooms) for line in lines]
    return [[line] for line in lines] if all(title and room for title, room in with_rooms) else []


def _room_behind(text: str, rooms: Sequence[str]) -> tuple[str, str]:
    """A text without the room that stands at its end, and that room."""
    for pattern in _BEHIND:
        found = pattern.match(text)
        if found and is_room(found["room"], rooms):
            return found["title"].strip(" ,"), _room_name(found["room"])
    return text, ""


@dataclass
class _CellReader:
    lines: Sequence[CellLine]
    rooms: Sequence[str]
    titles: Collection[str] = ()
    people: dict[str, list[PersonNamed]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    hours: HoursFound | None = None
    until: int | None = None
    room: str = ""
    online: bool = False

    def read(self) -> CellSession | None:
        whole = " ".join(line.text for line in self.lines)
        if is_nothing(_plain(whole)):
            return None
        struck = bool(_GONE.search(whole)) and not re.search(r"\w", _GONE.sub("", whole))
        texts = [
            replace(line, text=_plain(line.text) if struck else " ".join(_GONE.sub("", line.text).split()))
            for line in self.lines
        ]
        if (known := self._known_title(texts)) is not None:
            return known
        title: list[str] = []
        any_bold = any(line.bold for line in texts) and not all(line.bold for line in texts)
        for line in (one for one in texts if one.text):
            text = self._without_marks(line.text)
            if self.hours is None and not title and (found := hours_at_head(text)):
                self.hours, text = found, found.rest
            elif self.hours is None and (found := _hours_alone(text)):  # below the title, with what else there is
                self.hours = found
                for part in found.rest.split("·"):
                    self._besides(part.strip(), title)
                continue
            if not text or self._is_about(text, title):
                continue
            if not title or self._goes_on(title[-1], text, bold=any_bold and line.bold):
                title.append(self._title(text))
            else:
                self._besides(text, title)
        name = " ".join(" ".join(filter(None, title)).split())
        if not name and not (self.room or self.people or self.notes):
            return None
        return self._named(CellSession(name.strip(" :–-"), struck=struck))

    def _known_title(self, lines: Sequence[CellLine]) -> CellSession | None:
        """The session whose title is the first line, or that below its hours; None where that is no title known."""
        first = [self._without_marks(line.text) for line in lines if line.text]
        hours = hours_at_head(first[0]) if first and first[0] not in self.titles else None
        if hours is not None and not hours.rest:
            self.hours = hours
            first = first[1:]
        if not first or first[0] not in self.titles:
            self.hours, self.marks = None, []
            return None
        title, *others = first
        for text in others:
            if self.hours is None and (hours := _hours_alone(text)):
                self.hours = hours
                for part in hours.rest.split("·"):
                    self._besides(part.strip(), [title])
            else:
                self._besides(text, [title])
        return self._whole(CellSession(title))

    def _besides(self, text: str, title: Sequence[str]) -> None:
        """Take down what stands below a title."""
        if not text or self._is_about(text, title):
            return
        if people := persons_in(text):
            self.people.setdefault("speakers", []).extend(people)
        else:
            self.notes.append(text)

    def _named(self, found: CellSession) -> CellSession:
        title, group, pillar, is_pillar = found.title, "", "", False
        if of_pillar := _OF_PILLAR.fullmatch(title):
            group, pillar = of_pillar["name"], of_pillar["pillar"]
            title = group
        elif theme := _THEME.fullmatch(title):
            title = group = theme["name"]
        elif (named := _PILLAR.fullmatch(title)) or (named := _PILLAR_BEHIND.fullmatch(title)):
            group, is_pillar = named["name"], True
        return self._whole(replace(found, title=title, group=group, pillar=pillar, is_pillar=is_pillar))

    def _whole(self, found: CellSession) -> CellSession:
        """The session with all that was taken down of it."""
        return replace(
            found,
            hours=self.hours,
            until=self.until,
            room=self.room,
            online=self.online,
            people={role: tuple(dict.fromkeys(people)) for role, people in self.people.items()},
            notes=tuple(self.notes),
            marks=tuple(dict.fromkeys(self.marks)),
        )

    def _without_marks(self, text: str) -> str:
        for pattern in (_NOTE_MARK, _STARS):
            self.marks += [found[0] for found in pattern.finditer(text)]
            text = pattern.sub("", text)
        return text.strip()

    def _is_about(self, text: str, title: Sequence[str]) -> bool:
        """Whether a line says who or where, and nothing else."""
        if labelled := _LABELLED.match(text):
            role = next(role for role in _LABELS if labelled[role])
            people = persons_in(self._brackets(labelled["who"], people=False), sure=True)
            if people:
                self.people.setdefault(role, []).extend(people)
                return True
            return not labelled["who"]
        if room := _ROOM_LABEL.match(text):
            self.room = self.room or room["room"].strip()
            return True
        if (by := _BY.match(text)) and title and (people := persons_in(by["who"])):
            self.people.setdefault("speakers", []).extend(people)
            return True
        bare = text.strip("()[] ")
        if is_room(bare, self.rooms) and (title or alike_key(bare) in map(alike_key, self.rooms)):
            self.room = self.room or _room_name(bare)
            return True
        return False

    @staticmethod
    def _goes_on(before: str, text: str, *, bold: bool) -> bool:
        """Whether a line is still the title: in bold as that is, or because the line before cannot be all."""
        return (
            bold
            or _UNFINISHED.search(before) is not None
            or _GENERIC.fullmatch(before) is not None
            or (text[:1].islower() and not persons_in(text) and len(text) < 60)
        )

    def _title(self, text: str) -> str:
        text, room = _room_behind(text, self.rooms)
        self.room = self.room or room
        return self._brackets(text, people=True)

    def _brackets(self, text: str, *, people: bool) -> str:
        """The text without what stands between brackets and says something of its own."""

        def taken(found: re.Match[str]) -> str:
            inner = found[1].strip()
            if is_room(inner, self.rooms):
                self.room = self.room or _room_name(inner)
            elif inner.casefold() in ("online", "digitaal", "hybride"):
                self.online = self.online or inner.casefold() != "hybride"
                if inner.casefold() == "hybride":
                    self.notes.append(inner)
            elif people and (until := until_hour(inner)) is not None:
                self.until = until
                self.notes.append(inner)
            elif people and self._is_about(inner, ["-"]):
                pass
            elif people and (named := persons_in(inner)):
                self.people.setdefault("speakers", []).extend(named)
            elif people and len(inner.split()) > _SHORT_REMARK:
                self.notes.append(inner)
            else:
                return found[0]
            return ""

        return " ".join(_BRACKETS.sub(taken, text).split())


def note_lines(text: str) -> Iterator[tuple[str, str]]:
    """The mark and the text of a remark below a table: `* Deze sessie duurt tot 15.45 uur.`; none for another text.

    >>> list(note_lines("** Alleen voor leden")), list(note_lines("Tot ziens in Haarlem"))
    ([('**', 'Alleen voor leden')], [])
    """
    found = re.match(r"(\*{1,4}|[⁰¹²³⁴⁵-⁹]+)\s*[):.]?\s*(?=\S)(.+)$", text)
    if found:
        yield found[1], found[2].strip()
