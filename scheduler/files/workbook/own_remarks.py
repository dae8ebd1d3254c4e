"""What people write in a column of remarks about hours: when somebody comes or goes, or a room is not free."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from scheduler.files.faults import FaultList, quoted
from scheduler.files.workbook.tables import DayRow
from scheduler.text.sentence import Phrase, Sentence, plural
from scheduler.text.wording import some

REMARKS = "remarks"  # a meaning of columns of people, rooms and groups
REMARK_WORDS = ("remarks", "opmerkingen")
HEADINGS = "opmerking opmerkingen bijzonderheden bijzonderheid toelichting notitie notities remark remarks notes"
_TOLD = 6
_DAY = 24 * 60


def _hour(name: str) -> str:
    return rf"(?P<{name}>\d{{1,2}})(?:[.:u](?P<{name}m>\d{{2}}))?\s*(?:uur|u\b\.?|h\b)?"


_COMES = re.compile(
    r"(?:(?:ik )?(?:(?:komt|kom|arriveert|schuift aan|sluit aan|arrives|aankomst|is er|aanwezig)"
    r"(?: pas| later| eerst)*(?: om| vanaf| na| from| at|:)|(?:pas )?(?:aanwezig )?(?:vanaf|from))) " + _hour("h")
)
_GOES = re.compile(
    r"(?:(?:ik )?(?:vertrekt|vertrek|gaat(?: eerder)?(?: weg)?|moet(?: eerder)? weg|weg|leaves)"
    r"(?: al| uiterlijk| eerder)*(?: om| at|:)|(?:(?:aanwezig|blijft|is er) )?(?:tot|until)) "
    + _hour("h")
    + r"(?: weg)?"
)
_THERE = re.compile(
    r"(?:(?:alleen )?(?:aanwezig|beschikbaar|is er|there) )?(?:van |tussen |from )?"
    + _hour("h")
    + r" ?(?:-|–|tot|en|to) ?"
    + _hour("t")
)
_TAKEN = (
    r"(?:al )?(?:bezet|in gebruik|niet (?:beschikbaar|vrij|bruikbaar)|gesloten|dicht|gereserveerd|verhuurd|"
    r"netwerkruimte|opbouw|lunchruimte|closed|taken|not available)"
)
_FREE = r"(?:beschikbaar|vrij|open|available|free)"
_SHUT = (
    re.compile(rf"(?:{_TAKEN} )?(?:tot|until) {_hour('t')}(?: {_TAKEN})?"),
    re.compile(rf"(?:{_TAKEN} )?(?:vanaf|from) {_hour('h')}(?: {_TAKEN})?"),
    re.compile(rf"(?:{_TAKEN} )?(?:van |from )?{_hour('h')} ?(?:-|–|tot|to) ?{_hour('t')}(?: {_TAKEN})?"),
)
_OPEN = (
    re.compile(rf"(?:pas )?(?:{_FREE} )?(?:vanaf|from) {_hour('t')}(?: {_FREE})?"),
    re.compile(rf"(?:{_FREE} )?(?:tot|until) {_hour('h')}(?: {_FREE})?"),
)


@dataclass
class OwnRemarks:
    """Those of a sheet. `read`: of how many rows an hour was; `left`: what else stands there."""

    file: str
    sheet: str
    heading: str = ""
    read: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def take(self, plan: str, row: DayRow, text: str) -> None:
        """Reads a cell of the row: what is wholly clear comes into its own column, all else is kept to be told."""
        left = []
        for phrase_typed in re.split(r"[;\n]|[,.](?=\s)|\.$", text):
            clause = " ".join(phrase_typed.split())
            if not clause:
                continue
            found = _of_person(clause.casefold()) if plan == "people" else _of_room(plan, clause.casefold())
            if not found or any(row[key] for key in found):
                left.append(clause)
                continue
            row.cells |= found
            self.read.append(clause)
        self.left += left

    def tell(self, fault_list: FaultList) -> Phrase | None:
        """Says what was read; the sentence about what was not is answered, None where all was."""
        if self.read:
            sentence = plural(
                len(self.read),
                "{file}: {number} hour is read from the remarks of the sheet {sheet}: {examples}.",
                "{file}: {number} hours are read from the remarks of the sheet {sheet}: {examples}.",
                file=self.file,
                sheet=quoted(self.sheet),
                examples=some(list(dict.fromkeys(map(quoted, self.read))), _TOLD),
            )
            fault_list.say(sentence)
        if not self.left:
            return None
        return plural(
            len(self.left),
            "The column {heading} of the sheet {sheet} has {number} remark that netday does not read. Fill in by hand "
            "what the day must know of it: {examples}.",
            "The column {heading} of the sheet {sheet} has {number} remarks that netday does not read. Fill in by hand "
            "what the day must know of them: {examples}.",
            heading=quoted(self.heading),
            sheet=quoted(self.sheet),
            examples=some(list(dict.fromkeys(map(quoted, self.left))), _TOLD),
        )


def hidden(heading: str, sheet: str, cells: list[str]) -> Phrase:
    """What is said of a column that says nothing for the day, or has no heading."""
    examples = some(list(dict.fromkeys(map(quoted, cells))), 3)
    if not heading:
        return Sentence(
            "A column of the sheet {sheet} has no heading and is left out: {examples}.",
            sheet=quoted(sheet),
            examples=examples,
        )
    return Sentence(
        "The column {heading} of the sheet {sheet} is left out: {examples}.",
        heading=quoted(heading),
        sheet=quoted(sheet),
        examples=examples,
    )


def _of_person(clause: str) -> dict[str, str]:
    """The cells that are meant, such as the hour of arrival; none where it is not clear.

    >>> _of_person("komt om 11.30 uur"), _of_person("vertrekt om 13 uur"), _of_person("van 10.00 tot 12.30 uur")
    ({'arrives': '11:30'}, {'leaves': '13:00'}, {'arrives': '10:00', 'leaves': '12:30'})
    >>> _of_person("komt misschien om 11.30 uur"), _of_person("kamer 12")
    ({}, {})
    """
    if match := _COMES.fullmatch(clause):
        minute = _minute(match, "h")
        return {"arrives": _written(minute)} if minute is not None else {}
    if match := _GOES.fullmatch(clause):
        minute = _minute(match, "h")
        return {"leaves": _written(minute)} if minute is not None else {}
    if (match := _THERE.fullmatch(clause)) and ("uur" in clause or match["hm"]):
        first, last = _minute(match, "h"), _minute(match, "t")
        if first is not None and last is not None and first < last:
            return {"arrives": _written(first), "leaves": _written(last)}
    return {}


def _of_room(plan: str, clause: str) -> dict[str, str]:
    """When a room is not free.

    >>> _of_room("rooms", "tot 11.30 uur netwerkruimte"), _of_room("rooms", "beschikbaar tot 16 uur")
    ({'closed': '0:00–11:30'}, {'closed': '16:00–24:00'})
    >>> _of_room("rooms", "tot 11.30 uur"), _of_room("rooms", "met beamer")
    ({}, {})
    """
    if plan != "rooms":
        return {}
    taken, free = re.search(_TAKEN, clause), re.search(rf"\b{_FREE}\b", clause)
    shapes = _SHUT if taken else _OPEN if free else ()
    for shape in shapes:
        if match := shape.fullmatch(clause):
            groups = match.groupdict()
            first = _minute(match, "h") if groups.get("h") else 0
            last = _minute(match, "t") if groups.get("t") else _DAY
            if first is not None and last is not None and first < last:
                return {"closed": f"{_written(first)}–{_written(last)}"}
    return {}


def _minute(match: re.Match[str], name: str) -> int | None:
    hour, minute = int(match[name]), int(match[f"{name}m"] or 0)
    return hour * 60 + minute if hour <= 24 and minute < 60 and hour * 60 + minute <= _DAY else None


def _written(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02}"
