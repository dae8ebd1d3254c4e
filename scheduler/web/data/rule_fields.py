"""A statement of a rule as the fields of a form: those that organisers use by name, the rest as a day file has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from scheduler.conference.conference import Conference
from scheduler.files.dutch_schema import meaning
from scheduler.files.faults import Faults
from scheduler.files.keys import meant
from scheduler.files.read_day import Instance
from scheduler.files.workbook.sheets import Holds
from scheduler.files.workbook.tables import DayRow, DayTables, flow, rule_key
from scheduler.files.workbook.words import choices, joined, parts, shown, understood
from scheduler.files.yaml_nodes import Many, Node, Text, parse
from scheduler.rules.book import RULES
from scheduler.rules.book_data import FORMS
from scheduler.rules.rule import Rule
from scheduler.text.sentence import KeyText, Phrase, Sentence, capital, phrase, spoken, spoken_language
from scheduler.web.data.fields import FieldSaid, FieldView, FormSaid

_OTHERS: Mapping[str, tuple[str, str]] = {"groups": ("names", "groups"), "sessions": ("names", "sessions")}
_COLUMNS = ("groups", "sessions")  # columns of the sheet of rules, whatever the key is called


@dataclass(frozen=True)
class RuleView:
    """A rule of the book as the page lists it: its sentence, how it holds, and the statements of the day."""

    name: str
    title: str
    sentence: Phrase
    standard: Sequence[Phrase]
    state: str
    weight: str
    row: int | None
    statements: Sequence[tuple[int, Phrase, str]]
    has_form: bool

    @property
    def usually(self) -> str:
        """How it holds where the day says nothing."""
        return "; ".join(map(spoken, self.standard)) or spoken(KeyText("words", "off"))

    @property
    def own(self) -> bool:
        """Whether it is one that organisers mostly state, or have stated."""
        return self.has_form or bool(self.statements)


def kind_of(name: str) -> type[Rule] | None:
    return next((kind for kind in RULES if kind.name == understood(Holds.RULE, name)), None)


def title_of(name: str) -> str:
    text = shown(Holds.RULE, name, spoken_language()) if spoken_language() == "nl" else name.replace("_", " ")
    return text[:1].upper() + text[1:]


def rules_of(tables: DayTables, instance: Instance | None) -> Iterator[RuleView]:
    """Every rule of the book, and every other that the day speaks of."""
    rows = list(enumerate(tables.rows["rules"]))
    known = {kind.name for kind in RULES}
    others = dict.fromkeys(row["rule"] for _, row in rows if understood(Holds.RULE, row["rule"]) not in known)
    for name in (*[kind.name for kind in RULES], *others):
        own = [(number, row) for number, row in rows if understood(Holds.RULE, row["rule"]) == name]
        kind = kind_of(name)
        whole = [(number, row) for number, row in own if row["state"] != "added"]
        added = [(number, row) for number, row in own if row["state"] == "added"]
        yield RuleView(
            name,
            title_of(name),
            phrase(kind.sentence) if kind else Sentence("A rule of an installed package."),
            [how_much(rule.weight) for rule in _standard(kind, instance.conference if instance else None)],
            whole[0][1]["state"] if whole else "",
            whole[0][1]["weight"] if whole else "",
            whole[0][0] if whole else None,
            list(_statements(name, added, instance)),
            name in FORMS,
        )


def how_much(weight: int | None) -> Phrase:
    return Sentence("weighs {number}", number=weight) if weight is not None else Sentence("hard")


def _standard(kind: type[Rule] | None, conference: Conference | None) -> Sequence[Rule]:
    return kind.standard(conference) if kind and conference else ()


def _statements(
    name: str, rows: Sequence[tuple[int, DayRow]], instance: Instance | None
) -> Iterator[tuple[int, Phrase, str]]:
    """By row its sentence, and how much it weighs."""
    rules = [rule for rule in instance.rules if rule.name == name] if instance and rows else []
    own = rules[len(rules) - len(rows) :] if len(rules) >= len(rows) else []
    for place, (number, row) in enumerate(rows):
        sentence: Phrase = Sentence("{keys}", keys="; ".join(_keys_of(row)))
        weight = row["weight"]
        if own and instance:
            weight = spoken(how_much(own[place].weight))
            case = next(iter(own[place].cases(instance.conference)), None)
            if case is not None:
                sentence = case.__str__()
        yield number, sentence, weight


def _keys_of(row: DayRow) -> Iterator[str]:
    for column in _COLUMNS:
        if row[column]:
            yield f"{spoken(KeyText('keys', rule_key(row['rule'], column)))}: {row[column]}"
    if row["rest"]:
        yield row["rest"].replace("\n", "; ")


# -- one statement ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class RuleForm:
    """A row of the sheet of rules as a form."""

    row: DayRow
    was: Mapping[str, str]
    problems: Mapping[str, Sequence[FieldSaid]] = field(default_factory=dict)
    meanwhile: Mapping[str, str] = field(default_factory=dict)

    @property
    def keys(self) -> Mapping[str, tuple[str, str]]:
        return FORMS.get(understood(Holds.RULE, self.row["rule"]), _OTHERS)

    def fields(self) -> Iterator[FieldView]:
        name = understood(Holds.RULE, self.row["rule"])
        own, rest = split(self.row["rest"], self.keys)
        for key, (kind, names) in self.keys.items():
            column = next((column for column in _COLUMNS if rule_key(name, column) == key), "")
            items = parts(self.row[column]) if column else own.get(key, [])
            view = FieldView(
                column or f"k.{key}",
                spoken(capital(KeyText("keys", key))),
                _meaning(name, key),
                "names" if kind == "names" else "number" if kind == "number" else "text",
                names=names,
            )
            if kind == "names":
                words = choices(Holds.KIND) if names == "kinds" and spoken_language() == "nl" else {}
                shown_items = [words.get(item, item) for item in items]
                view = replace(view, values=(*shown_items, *[""] * (2 if items else 1)))
            else:
                view = replace(view, values=("; ".join(items),))
            yield self._with_faults(view, column or key)
        weight = FieldView(
            "weight",
            spoken(capital(KeyText("keys", "weight"))),
            spoken(Sentence("hard: it must; a number: so much each time counts that it is not so.")),
            "text",
            (self.row["weight"],),
            names="weights",
        )
        yield self._with_faults(weight, "weight")
        more = FieldView(
            "rest",
            spoken(Sentence("Further")),
            spoken(Sentence("All other keys of the rule, as in a day file, each on a line of its own.")),
            "code",
            (rest,),
        )
        yield self._with_faults(more, "rest")

    def _with_faults(self, view: FieldView, key: str) -> FieldView:
        column = key if key in (*_COLUMNS, "weight") else "rest"
        faults = tuple(self.problems.get(key, ()))
        return replace(
            view,
            was=self.was.get(column, ""),
            faults=faults,
            meanwhile=self.meanwhile.get(key) if key == column else None,
        )


def _meaning(rule: str, key: str) -> str:
    if spoken_language() == "nl":
        text = meaning(rule, key)
    else:
        kind = kind_of(rule)
        fields = {each.alias or name: each for name, each in kind.model_fields.items()} if kind else {}
        text = fields[key].description or "" if key in fields else ""
    return text[:1].upper() + text[1:] + ("" if not text or text.endswith(".") else ".")


def split(rest: str, keys: Mapping[str, tuple[str, str]]) -> tuple[dict[str, list[str]], str]:
    """What stands under keys with a field of their own, and the other lines."""
    try:
        entries = parse(rest, "").entries if rest else {}
    except Faults:
        return {}, rest
    own: dict[str, list[str]] = {}
    lines = []
    for written, (_, value) in entries.items():
        key = meant(written, keys)
        items = _texts(value)
        if key and key not in own and items is not None:
            own[key] = items
        else:
            lines.append(f"{written}: {flow(value)}")
    return own, "\n".join(lines)


def _texts(node: Node) -> list[str] | None:
    if isinstance(node, Text):
        return [] if node.blank else [" ".join(node.value.split())]
    if isinstance(node, Many) and all(isinstance(item, Text) for item in node.items):
        return [item.value for item in node.items if isinstance(item, Text)]
    return None


def cells_of(form: FormSaid, rule: str, known: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """By column of the sheet of rules, what the form says."""
    keys = FORMS.get(rule, _OTHERS)
    found = {"weight": " ".join(form.one("c.weight").split())}
    lines = []
    for key, (kind, names) in keys.items():
        column = next((column for column in _COLUMNS if rule_key(rule, column) == key), "")
        texts = form.texts.get(f"c.{column}" if column else f"c.k.{key}", ())
        items = [text.strip() for text in texts if text.strip()]
        items = [one for item in items for one in ([item] if item in known.get(names, ()) else parts(item))]
        if column:
            found[column] = joined(items)
        elif items:
            nodes = [Text(0, understood(Holds.KIND, item) if names == "kinds" else item) for item in items]
            value: Node = nodes[0] if len(nodes) == 1 else Many(0, list(nodes))
            lines.append(f"{key}: {flow(value)}")
        del kind
    rest = form.one("c.rest").replace("\r\n", "\n").strip()
    found["rest"] = "\n".join([*lines, *([rest] if rest else [])])
    return found
