"""A row of a table as the fields of a form: what each is called, what it means, what can be chosen, what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from scheduler.files.faults import Fault
from scheduler.files.workbook.meanings import COLUMNS
from scheduler.files.workbook.sheets import ROLES, SPEAKER, Holds, SheetColumn, SheetPlan
from scheduler.files.workbook.tables import DayRow, DayTables, full_name, shared_names, whose_meeting
from scheduler.files.workbook.words import NOTHING, choices, joined, parts, role_word, shown, understood
from scheduler.text.sentence import LANGUAGES, Phrase, Sentence, spoken_language

_ROLES = (*ROLES, SPEAKER)
_MORE = 2  # empty places behind several that stand there
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
ZONES = ("Europe/Amsterdam", "Europe/Brussels", "Europe/London", "Europe/Lisbon", "America/Paramaribo")
LANGUAGE_NAMES = {"nl": "Nederlands", "en": "English"}
MEANT = ' Did you mean "{name}"?'  # as `nearest` says it


@dataclass(frozen=True)
class FieldSaid:
    """What is wrong with a field, in a sentence. `instead`: what was perhaps meant, in the place of `typed`."""

    sentence: Phrase
    instead: str = ""
    typed: str = ""

    @classmethod
    def of(cls, fault: Fault, value: str) -> FieldSaid:
        instead = meant_instead(fault.message)
        named = next((item for item in (value, *parts(value)) if item and f'"{item}"' in fault.message), "")
        return cls(fault.message, instead, named)


def meant_instead(message: Phrase) -> str:
    """The nearest name that a message offers; empty where it offers none."""
    template, values = getattr(message, "template", ""), getattr(message, "values", {})
    if template == MEANT:
        return str(values["name"])
    several = getattr(message, "phrases", ())
    return next((found for each in (*values.values(), *several) if (found := meant_instead(each))), "")


@dataclass(frozen=True)
class FieldView:
    """One field. `kind`: how the page draws it; `values`: what stands in it; `was`: what the files say there.

    `options`: what can be chosen, with how it is called; `names`: the list of names that are offered.
    """

    key: str
    label: str
    help: str
    kind: str
    values: tuple[str, ...] = ("",)
    was: str = ""
    options: tuple[tuple[str, str], ...] = ()
    names: str = ""
    faults: tuple[FieldSaid, ...] = ()
    meanwhile: str | None = None
    pairs: tuple[tuple[str, str], ...] = ()
    example: str = ""

    @property
    def id(self) -> str:
        return "f-" + re.sub(r"[^a-z0-9]+", "-", self.key)

    @property
    def described(self) -> str:
        """The ids of what is said of the field."""
        ids = [f"{self.id}-help"] if self.help else []
        ids += [f"{self.id}-fault-{number}" for number in range(1, len(self.faults) + 1)]
        return " ".join(ids)


def meaning_of(sheet: str, key: str) -> str:
    """What a column means, in the reader's language."""
    english, dutch = COLUMNS[sheet, key]
    text = dutch if spoken_language() == "nl" else english
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "…", "?")) else ".") if text else ""


@dataclass(frozen=True)
class FormRow:
    """A row as a form shows it. `was`: the cells as the files have them; `meanwhile`: what another has changed."""

    plan: SheetPlan
    row: DayRow
    was: Mapping[str, str]
    tables: DayTables
    problems: Mapping[str, Sequence[FieldSaid]] = field(default_factory=dict)
    meanwhile: Mapping[str, str] = field(default_factory=dict)

    def fields(self) -> Iterator[FieldView]:
        """Those that stand in the sheet; what somebody is in groups comes apart."""
        for column in self.plan.columns:
            if self._only_of_tracks(column):
                continue
            yield replace(
                self._field(column),
                was=self.was.get(column.key, ""),
                faults=tuple(self.problems.get(column.key, ())),
                meanwhile=self.meanwhile.get(column.key),
            )

    def _only_of_tracks(self, column: SheetColumn) -> bool:
        """Whether the field says something of talks, on a day that has no tracks, and is empty."""
        without = column.seldom and self.plan.key in ("sessions", "rooms") and not self.tables.rows["tracks"]
        return without and not self.row[column.key] and column.key not in self.problems

    def _field(self, column: SheetColumn) -> FieldView:
        language = spoken_language()
        text = self.row[column.key]
        view = FieldView(
            column.key,
            column.heading(language).capitalize(),
            meaning_of(self.plan.key, column.key),
            "text",
            (shown(column.holds, text, language),),
            example=shown(column.holds, column.example, language),
        )
        match column.holds:
            case Holds.PROSE | Holds.KEYS:
                return replace(view, kind="prose" if column.holds is Holds.PROSE else "code")
            case Holds.LINKS:
                return replace(view, kind="lines", values=("\n".join(parts(text)),))
            case Holds.NUMBER:
                return replace(view, kind="number")
            case Holds.DATE if not text or _DAY.fullmatch(text):
                return replace(view, kind="date")
            case Holds.YES | Holds.KIND | Holds.LANGUAGE:
                value = understood(column.holds, text)
                return replace(view, kind="select", values=(value,), options=tuple(_chosen(column, value, language)))
            case Holds.GROUP_KIND:
                return replace(view, names="group-kinds")
            case Holds.NAMES:
                items = [text] if text == NOTHING else parts(text)
                items = [shown(Holds.NAMES, item, language) for item in items]
                more = _MORE if items else _MORE - 1
                names = column.offers or ""
                return replace(view, kind="names", values=(*items, *[""] * more), names=names)
            case Holds.WISHES:
                pairs = [_wish(item) for item in parts(text)]
                return replace(
                    view, kind="wishes", pairs=(*pairs, *[("", "")] * _MORE), names=column.offers or "wishes"
                )
        if column.key in ("time_zone", "zone"):
            return replace(view, names="zones")
        return replace(view, names=column.offers if column.offers in _OFFERED else "")

    def roles(self) -> tuple[tuple[str, str], ...]:
        """What somebody is and in which group, one by one, with empty places behind."""
        held = [(role, group) for group, roles in self.row.roles for role in roles]
        return (*held, *[("", "")] * (_MORE if held else _MORE + 1))

    def roles_were(self) -> dict[str, str]:
        return {key: text for key, text in self.was.items() if key.startswith("(") and text}

    def roles_said(self) -> list[FieldSaid]:
        return [each for key, several in self.problems.items() if key.startswith("(") for each in several]


def role_options() -> list[tuple[str, str]]:
    return [(role, role_word(role, spoken_language())) for role in _ROLES]


def _chosen(column: SheetColumn, value: str, language: str) -> Iterator[tuple[str, str]]:
    """The words that can be chosen; what stands there too, where it is none of them."""
    yield "", ""
    words: Mapping[str, str]
    if column.holds is Holds.LANGUAGE:
        words = {code: LANGUAGE_NAMES[code] for code in LANGUAGES}
    else:
        words = choices(column.holds)
        words = words if language == "nl" else {word: word for word in words}
    yield from words.items()
    if value and value not in words:
        yield value, value


def _wish(item: str) -> tuple[str, str]:
    name, sign, strength = (each.strip() for each in item.rpartition(":"))
    return (name, strength) if sign and strength.isdecimal() else (item, "")


_OFFERED = ("rooms", "groups", "people", "sessions", "rounds", "days", "tracks")


def offered(tables: DayTables) -> dict[str, list[str]]:
    """By what a field offers, the names of the day."""
    rows = tables.rows
    shared = shared_names(rows["people"])
    sessions = [row["name"] or row["title"] or "; ".join(whose_meeting(row, ())) for row in rows["sessions"]]
    names = {
        "rooms": [row["name"] for row in rows["rooms"]],
        "groups": tables.groups,
        "people": [full_name(row, shared) for row in rows["people"]],
        "sessions": sessions,
        "rounds": [row["name"] or row["time"] for row in rows["rounds"]],
        "days": [row["date"] for row in rows["days"]],
        "tracks": [row["name"] for row in rows["tracks"]],
        "rounds-and-rooms": [*(row["name"] for row in rows["rounds"]), *(row["name"] for row in rows["rooms"])],
        "wishes": [*tables.groups, *(name for name in sessions if name not in tables.groups)],
        "group-kinds": list(_kinds_of_groups()),
        "zones": list(ZONES),
    }
    return {key: sorted({name for name in each if name}, key=each.index) for key, each in names.items()}


def _kinds_of_groups() -> Iterable[str]:
    words = choices(Holds.GROUP_KIND)
    return words.values() if spoken_language() == "nl" else words.keys()


# -- what a form says -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class FormSaid:
    """What was sent: by name of a field, all its texts in their order."""

    texts: Mapping[str, Sequence[str]]

    def one(self, name: str) -> str:
        return (self.texts.get(name) or [""])[0]

    def were(self) -> dict[str, str]:
        """By column, what stood there for who filled the form in."""
        return {name[4:]: _plain(texts[0]) for name, texts in self.texts.items() if name.startswith("was.")}

    def cells(self, plan: SheetPlan, known: Mapping[str, Sequence[str]]) -> dict[str, str]:
        """By column, what the cell then says, for every field that was on the form."""
        found = {column.key: text for column in plan.columns if (text := self._cell(column, known)) is not None}
        if plan.key == "people" and "r.role" in self.texts:
            found |= self._roles()
        return found

    def _cell(self, column: SheetColumn, known: Mapping[str, Sequence[str]]) -> str | None:
        if column.holds is Holds.WISHES:
            names, numbers = (self.texts.get(f"w.{column.key}.{what}") for what in ("name", "how"))
            if names is None:
                return None
            pairs = zip(names, numbers or (), strict=False)
            items = [f"{name.strip()}: {how.strip()}" if how.strip() else name.strip() for name, how in pairs if name]
            return joined(items)
        texts = self.texts.get(f"c.{column.key}")
        if texts is None:
            return None
        if column.holds is Holds.NAMES:
            names = known.get(column.offers, ())
            items = [item.strip() for item in texts if item.strip()]
            if items == [NOTHING]:
                return NOTHING
            return joined(one for item in items for one in ([item] if item in names else parts(item)))
        text = _plain(texts[0])
        if column.holds is Holds.LINKS:
            return joined(parts(text))
        return text if column.holds in (Holds.PROSE, Holds.KEYS) else " ".join(text.split())

    def _roles(self) -> dict[str, str]:
        found = {key: "" for key in self.were() if key.startswith("(")}
        for role, group in zip(self.texts["r.role"], self.texts.get("r.group", ()), strict=False):
            if role in _ROLES and group:
                held = found.get(f"({group})", "")
                kept = [*filter(None, held.split("; ")), role]
                found[f"({group})"] = "; ".join(sorted(set(kept), key=_ROLES.index))
        return found

    def half_said(self) -> list[str]:
        """Of roles, those without a group or the other way round: what was typed there, so that it is asked for."""
        pairs = zip(self.texts.get("r.role", ()), self.texts.get("r.group", ()), strict=False)
        return [role or group for role, group in pairs if bool(role) != bool(group)]


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def half_a_role() -> Sentence:
    return Sentence("Choose both: what somebody is, and in which group.")
