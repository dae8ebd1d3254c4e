"""What a list of rows shows of each, which of them somebody looks for, and what a form shows at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from scheduler.desk.tables import FieldFault
from scheduler.files.workbook.differences import same
from scheduler.files.workbook.sheets import Holds, SheetPlan
from scheduler.files.workbook.tables import DayRow
from scheduler.files.workbook.words import understood
from scheduler.text.sentence import Sentence, spoken, spoken_language
from scheduler.text.wording import alike_key
from scheduler.web.data.fields import FieldView, FormRow
from scheduler.web.data.look import SHOWN, DataLook, name_of, plan_of

# By sheet, the fields that are seen at once.
_USUAL: Mapping[str, tuple[str, ...]] = {
    "day": ("title", "date", "hours", "place", "language", "minutes", "every"),
    "rooms": ("name", "capacity", "features", "closed", "building"),
    "groups": ("name", "kind", "pillars", "secretary"),
    "people": ("name", "organisation", "email", "arrives", "leaves", "absent", "wishes"),
    "sessions": ("title", "groups", "kind", "at", "minutes", "rooms", "rounds", "speakers", "expected"),
}


def heads_of(plan: SheetPlan) -> list[str]:
    language = spoken_language()
    heads = [plan.column(key).heading(language).capitalize() for key in SHOWN[plan.key]]
    if plan.key == "people":
        heads += [spoken(Sentence("In groups")), spoken(Sentence("Note"))]
    if plan.key == "groups":
        heads += [spoken(Sentence("Led by")), spoken(Sentence("Members"))]
    return heads


def remark_of(row: DayRow) -> str:
    """What is special about somebody, in a few words."""
    notes = []
    if understood(Holds.YES, row["absent"]) == "yes":
        notes.append(spoken(Sentence("absent")))
    if understood(Holds.YES, row["guest"]) == "yes":
        notes.append(spoken(Sentence("guest")))
    notes += [f"{text}" for text in (row["available"],) if text]
    if row["arrives"]:
        notes.append(spoken(Sentence("from {hour}", hour=row["arrives"])))
    if row["leaves"]:
        notes.append(spoken(Sentence("until {hour}", hour=row["leaves"])))
    return ", ".join(notes)


def matches(row: DayRow, asked: str) -> bool:
    """Whether every word that is asked for stands in the row."""
    if not asked:
        return True
    text = alike_key(
        " ".join([*row.cells.values(), *(key[1:-1] for key, held in row.cells.items() if key[:1] == "(" and held)])
    )
    return all(word in text for word in alike_key(asked).split())


def is_faulty(look: DataLook, plan: SheetPlan, number: int) -> bool:
    return any((each.sheet, each.row) == (plan.key, number) for each in look.faults)


def same_text(plan: SheetPlan, key: str, one: str, other: str) -> bool:
    if key.startswith("("):
        return one == other
    return same(plan, plan.column(key), one, other)


def fault_elsewhere(each: FieldFault, look: DataLook) -> dict[str, Any]:
    """A fault in another row: where, and the address of its form."""
    plan = plan_of(each.sheet)
    rows = look.rows(each.sheet) if plan else ()
    if plan is None or each.row is None or each.row >= len(rows):
        return {"sentence": each.fault.message, "place": each.fault.file, "address": ""}
    where = f"{plan.title(spoken_language())}, {name_of(each.sheet, rows[each.row])}"
    return {"sentence": each.fault.message, "place": where, "address": f"/gegevens/{each.sheet}/{each.row}"}


def is_seen(plan: SheetPlan, field: FieldView) -> bool:
    """Whether a field is seen at once, and not only where somebody asks for more."""
    usual = _USUAL.get(plan.key)
    return usual is None or field.key in usual or bool(field.faults) or field.meanwhile is not None


def lists_of(fields: Sequence[FieldView], form: FormRow | None) -> set[str]:
    """Which lists of names the form offers."""
    found = {field.names for field in fields if field.names}
    if form is not None and form.plan.key == "people":
        found.add("groups")
    return found
