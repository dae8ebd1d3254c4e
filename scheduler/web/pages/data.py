"""Gegevens: every fact of the day in tables, row by row in plain forms; a fault stands in its field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from scheduler.desk.group_meetings import MeetAll
from scheduler.desk.mentions import mentions
from scheduler.desk.refusals import ActRefused, Stale
from scheduler.desk.table_acts import EditTables, FieldsRefused
from scheduler.desk.tables import (
    FieldFault,
    RowAdded,
    RowGone,
    RowMoved,
    RowPut,
    RowRemoved,
    TableChange,
    row_of,
)
from scheduler.desk.workspace import Done
from scheduler.files.workbook.differences import ORDERED
from scheduler.files.workbook.sheets import Holds, SheetPlan
from scheduler.files.workbook.tables import DayRow, called
from scheduler.files.workbook.words import role_word, understood
from scheduler.text.sentence import Phrase, Sentence, phrase, spoken, spoken_language
from scheduler.web.data.fields import FieldSaid, FormRow, FormSaid, half_a_role, role_options
from scheduler.web.data.listing import (
    fault_elsewhere,
    heads_of,
    is_faulty,
    is_seen,
    lists_of,
    matches,
    remark_of,
    same_text,
)
from scheduler.web.data.look import (
    DataLook,
    cells_shown,
    data_page,
    name_of,
    people_in,
    plan_of,
    problems_of,
    roles_shown,
    whole_number,
)
from scheduler.web.data.rule_fields import RuleForm, RuleView, cells_of, kind_of, rules_of, title_of
from scheduler.web.desk import Desk
from scheduler.web.render import visitor
from scheduler.web.routing import PageRoute

ON_A_PAGE = 100  # rows; who has more searches, or goes to the next page
_MOST_SENT = 2_000_000  # letters of one field
_NEW = "new"


def routes(desk: Desk) -> Iterable[PageRoute]:
    pages = DataPages(desk)
    yield PageRoute("/gegevens", pages.look)
    yield PageRoute("/gegevens/undo", posted(pages.undo), ("POST",))
    yield PageRoute("/gegevens/rules/state", posted(pages.rule_state), ("POST",))
    yield PageRoute("/gegevens/meet", posted(pages.meet), ("POST",))
    yield PageRoute("/gegevens/{sheet}", pages.sheet)
    yield PageRoute("/gegevens/{sheet}/move", posted(pages.move), ("POST",))
    yield PageRoute("/gegevens/{sheet}/{row}", pages.row)
    yield PageRoute("/gegevens/{sheet}/{row}", posted(pages.save), ("POST",))
    yield PageRoute("/gegevens/{sheet}/{row}/remove", posted(pages.remove), ("POST",))


def posted(answering: Callable[[Request, FormSaid], Response]) -> Callable[[Request], Any]:
    """What is sent in a form, answered in a thread."""

    async def answered(request: Request) -> Response:
        async with request.form(max_files=0, max_fields=5000, max_part_size=_MOST_SENT) as form:
            texts: dict[str, list[str]] = {}
            for name, value in form.multi_items():
                if isinstance(value, str):
                    texts.setdefault(name, []).append(value)
        return await run_in_threadpool(answering, request, FormSaid(texts))

    return answered


@dataclass(frozen=True)
class RowShown:
    """A row on its form. `row` None: a new one; `was`: as the files have it; `problems`: by column what is wrong."""

    plan: SheetPlan
    row: int | None
    shown: DayRow
    was: Mapping[str, str]
    problems: Mapping[str, Sequence[FieldSaid]]
    meanwhile: Mapping[str, str]
    notice: Phrase | None = None
    elsewhere: Sequence[FieldFault] = ()


class DataPages:
    """What is answered about the data of one desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    # -- looking ---------------------------------------------------------------------------------------------------

    def look(self, request: Request) -> Response:
        """The sheets, what is wrong, and where a file can be dropped."""
        look = DataLook.of(self.desk.workspace.state())
        return self._page(request, "data.html.jinja", look)

    def sheet(self, request: Request) -> Response:
        plan = _plan(request)
        look = DataLook.of(self.desk.workspace.state())
        if look.tables is None:
            return RedirectResponse("/gegevens", 303)
        if plan.down:
            return self._form(request, look, self._row_shown(look, plan, 0))
        if plan.key == "rules":
            rules = _rules(look)
            return self._page(request, "data_rules.html.jinja", look, rules=rules, plan=plan)
        rows = list(enumerate(look.rows(plan.key)))
        asked = request.query_params.get("q", "").strip()
        found = [(number, row) for number, row in rows if matches(row, asked)]
        first = min(whole_number(request.query_params.get("from")), max(0, len(found) - 1))
        some = found[first : first + ON_A_PAGE]
        return self._page(
            request,
            "data_sheet.html.jinja",
            look,
            plan=plan,
            title=plan.title(spoken_language()),
            heads=heads_of(plan),
            rows=[(number, self._cells(look, plan, row), is_faulty(look, plan, number)) for number, row in some],
            asked=asked,
            first=first,
            found=len(found),
            total=len(rows),
            step=ON_A_PAGE,
            ordered=plan.key in ORDERED and not asked,
        )

    @staticmethod
    def _cells(look: DataLook, plan: SheetPlan, row: DayRow) -> list[str]:
        cells = cells_shown(plan.key, row)
        if plan.key == "people":
            return [*cells, roles_shown(row), remark_of(row)]
        if plan.key == "groups" and look.tables is not None:
            who = people_in(look.tables, row["name"])
            leads = [*who.get("chair", ()), *who.get("vice_chair", ())]
            return [*cells, ", ".join(leads), str(len(who.get("member", ())) + len(leads))]
        return cells

    def row(self, request: Request) -> Response:
        plan = _plan(request)
        look = DataLook.of(self.desk.workspace.state())
        number = _row_asked(request)
        if number == _NEW:
            rule = understood(Holds.RULE, request.query_params.get("rule", ""))
            cells = {"rule": rule, "state": "added"} if plan.key == "rules" and kind_of(rule) else {}
            if plan.key == "rules" and not cells:
                raise HTTPException(404)
            return self._form(request, look, RowShown(plan, None, DayRow(cells), {}, {}, {}))
        return self._form(request, look, self._row_shown(look, plan, _number(number, look, plan)))

    @staticmethod
    def _row_shown(look: DataLook, plan: SheetPlan, number: int) -> RowShown:
        row = look.rows(plan.key)[number]
        return RowShown(plan, number, row, row.cells, look.problems(plan.key, number), {})

    def _form(self, request: Request, look: DataLook, shown: RowShown, status: int = 200) -> Response:
        plan = shown.plan
        if look.tables is None:
            raise HTTPException(404)
        if plan.key == "rules":
            rule = RuleForm(shown.shown, shown.was, shown.problems, shown.meanwhile)
            fields, form = list(rule.fields()), None
            kind = kind_of(shown.shown["rule"])
            lead = spoken(phrase(kind.sentence)) if kind else ""
            heading = title_of(shown.shown["rule"])
        else:
            form = FormRow(plan, shown.shown, shown.was, look.tables, shown.problems, shown.meanwhile)
            fields, lead = list(form.fields()), ""
            heading = name_of(plan.key, DayRow(dict(shown.was))) if shown.was else ""
        here = [each for each in fields if each.faults]
        is_there = shown.row is not None and shown.row < len(look.rows(plan.key))
        place = look.place_of(look.rows(plan.key)[shown.row]) if is_there and shown.row is not None else None
        named = called(DayRow(dict(shown.was))) if shown.was else ""
        count = mentions(look.tables, plan.key, named) if named and not plan.down and plan.key != "rules" else 0
        known = {field.key for field in fields}
        loose = [
            each for key, several in shown.problems.items() if key not in known and key[:1] != "(" for each in several
        ]
        return self._page(
            request,
            "data_row.html.jinja",
            look,
            status,
            plan=plan,
            shown=shown,
            title=plan.title(spoken_language()),
            heading=heading,
            lead=lead,
            first=[each for each in fields if is_seen(plan, each)],
            rest=(rest := [each for each in fields if not is_seen(plan, each)]),
            filled=sum(any(each.values) or any(map(any, each.pairs)) for each in rest),
            form=form,
            here=here,
            loose=loose,
            lists=lists_of(fields, form),
            roles=role_options(),
            people=people_in(look.tables, named) if plan.key == "groups" and named else {},
            role_word=lambda role: role_word(role, spoken_language()),
            place=place,
            text=look.lines(*place) if place else "",
            name=named,
            mentioned=count,
            address=f"/gegevens/{plan.key}/{_NEW if shown.row is None else shown.row}",
            elsewhere=[fault_elsewhere(each, look) for each in shown.elsewhere],
        )

    # -- changing --------------------------------------------------------------------------------------------------

    def save(self, request: Request, form: FormSaid) -> Response:
        """A row as it was filled in: written, or the form again with what was typed and what is wrong with it."""
        plan = _plan(request)
        state = self.desk.workspace.state()
        look = DataLook.of(state)
        if look.tables is None:
            return RedirectResponse("/gegevens", 303)
        number, were = _row_asked(request), form.were()
        rule = understood(Holds.RULE, form.one("rule"))
        cells = cells_of(form, rule, look.names) if plan.key == "rules" else form.cells(plan, look.names)
        if number == _NEW:
            fixed = {"rule": rule, "state": "added"} if plan.key == "rules" else {}
            change: TableChange = RowAdded(plan.key, {**fixed, **cells})
            return self._done(request, plan, change, RowShown(plan, None, DayRow({**fixed, **cells}), {}, {}, {}), form)
        changed = {key: text for key, text in cells.items() if not same_text(plan, key, were.get(key, ""), text)}
        name = form.one("name")
        put = RowPut(plan.key, whole_number(number), changed, {key: were.get(key, "") for key in changed}, name)
        try:
            row = row_of(look.tables, put)
        except RowGone:
            keys = {column.key for column in plan.columns}
            known = {key: text for key, text in were.items() if key in keys or key[:1] == "("}
            return self._gone(request, look, plan, DayRow({**known, **cells}))
        now = look.tables.rows[plan.key][row]
        merged = DayRow({**now.cells, **changed})
        meanwhile = {key: now[key] for key in changed if not same_text(plan, key, were.get(key, ""), now[key])}
        shown = RowShown(plan, row, merged, now.cells, {}, meanwhile)
        if meanwhile:
            return self._form(request, look, _with_notice(shown, self._who_changed()), 412)
        if not changed and not form.half_said():
            return self._back(plan)
        was = {key: now[key] for key in changed}
        return self._done(request, plan, RowPut(plan.key, row, changed, was, name), shown, form)

    def _done(
        self, request: Request, plan: SheetPlan, change: TableChange, shown: RowShown, form: FormSaid
    ) -> Response:
        problems: dict[str, list[FieldSaid]] = {}
        if form.half_said():
            problems = {"(": [FieldSaid(half_a_role())]}
        try:
            if not problems:
                done = self._do(request, change)
                return self._back(plan, done.entry.id if done.entry else "")
            notice: Phrase = Sentence("This is not in order yet, so nothing was written.")
            elsewhere: Sequence[FieldFault] = ()
        except FieldsRefused as refused:
            own = len(refused.tables.rows[plan.key]) - 1 if shown.row is None else shown.row
            mine = [each for each in refused.fields if (each.sheet, each.row) == (plan.key, own)]
            problems = problems_of(mine, refused.tables.rows[plan.key])
            elsewhere = [each for each in refused.fields if each not in mine]
            notice = refused.sentence
        except ActRefused as refused:
            notice, elsewhere = refused.sentence, [FieldFault(fault) for fault in refused.faults]
        except Stale as stale:
            look = DataLook.of(stale.state)
            return self._form(request, look, _with_notice(shown, self._who_changed()), 412)
        look = DataLook.of(self.desk.workspace.state())
        again = RowShown(
            plan,
            shown.row,
            shown.shown,
            shown.was,
            problems,
            {},
            notice,
            elsewhere,
        )
        return self._form(request, look, again, 422)

    def _gone(self, request: Request, look: DataLook, plan: SheetPlan, row: DayRow) -> Response:
        """The row is no longer there: what was typed can still be kept as a new one."""
        cells = {key: text for key, text in row.cells.items() if text}
        notice = Sentence("Somebody has removed this row meanwhile. Save it to add it again.")
        return self._form(request, look, RowShown(plan, None, DayRow(cells), {}, {}, {}, notice), 412)

    def _who_changed(self) -> Phrase:
        entries = self.desk.workspace.entries()
        if not entries:
            return Sentence("This has changed meanwhile.")
        last = entries[0]
        return Sentence(
            "{who} changed this meanwhile: {what} What you typed still stands here; save it to put it in its place.",
            who=last.who or Sentence("Somebody"),
            what=last.sentence,
        )

    def remove(self, request: Request, form: FormSaid) -> Response:
        plan = _plan(request)
        look = DataLook.of(self.desk.workspace.state())
        if look.tables is None or plan.down:
            return RedirectResponse("/gegevens", 303)
        number, everywhere = whole_number(_row_asked(request)), bool(form.one("everywhere"))
        change = RowRemoved(plan.key, number, form.one("name"), everywhere)
        try:
            done = self._do(request, change)
        except (RowGone, Stale):
            return self._back(plan)
        except ActRefused as refused:
            look = DataLook.of(self.desk.workspace.state())
            try:
                row = row_of(look.tables, change) if look.tables else None
            except RowGone:
                row = None
            if row is None:
                return self._back(plan)
            shown = self._row_shown(look, plan, row)
            faults = refused.fields if isinstance(refused, FieldsRefused) else ()
            notice = Sentence("It is still named elsewhere, so it was not removed.") if faults else refused.sentence
            return self._form(
                request,
                look,
                RowShown(plan, shown.row, shown.shown, shown.was, shown.problems, {}, notice, faults),
                422,
            )
        return self._back(plan, done.entry.id if done.entry else "")

    def move(self, request: Request, form: FormSaid) -> Response:
        """A row up or down in its list. `up`, `down`: its number."""
        plan = _plan(request)
        look = DataLook.of(self.desk.workspace.state())
        upward = bool(form.one("up"))
        number = whole_number(form.one("up") or form.one("down"))
        rows = look.rows(plan.key)
        place = number + (-1 if upward else 1)
        if plan.key not in ORDERED or not 0 <= number < len(rows) or not 0 <= place < len(rows):
            return self._back(plan)
        if form.one("version") != look.state.version:
            return self._back(plan)
        change = RowMoved(plan.key, number, place, called(rows[number]))
        try:
            done = self._do(request, change)
        except (ActRefused, Stale):
            return self._back(plan)
        return self._back(plan, done.entry.id if done.entry else "", f"#r{place}")

    def rule_state(self, request: Request, form: FormSaid) -> Response:
        """How a rule of the book holds: as usual, off, hard, or with a weight."""
        look = DataLook.of(self.desk.workspace.state())
        plan, rule = plan_of("rules"), understood(Holds.RULE, form.one("rule"))
        if look.tables is None or plan is None or kind_of(rule) is None:
            return RedirectResponse("/gegevens", 303)
        rows = look.tables.rows["rules"]
        own = [
            number
            for number, row in enumerate(rows)
            if understood(Holds.RULE, row["rule"]) == rule and row["state"] != "added"
        ]
        state = form.one("state")
        text = " ".join(form.one("weight").split()) if state == "weight" else state
        change: TableChange | None = None
        if not own:
            change = RowAdded("rules", {"rule": rule, "state": text}) if text else None
        elif not text:
            change = RowRemoved("rules", own[0])
        elif rows[own[0]]["state"] == "changed" and text != "off":
            change = RowPut("rules", own[0], {"weight": text})
        else:
            empty = {key: "" for key, held in rows[own[0]].cells.items() if held and key not in ("rule", "state")}
            change = RowPut("rules", own[0], {**empty, "state": text})
        problem: FieldSaid | None = None
        if state == "weight" and not (text.isascii() and text.isdecimal() and 0 < int(text) < 10**9):
            problem = FieldSaid(Sentence("A weight is a whole number of at least 1."))
        elif change is not None:
            try:
                done = self._do(request, change)
                return self._back(plan, done.entry.id if done.entry else "", f"#rule-{rule}")
            except FieldsRefused as refused:
                problem = FieldSaid(refused.fields[0].fault.message)
            except (ActRefused, Stale) as refused:
                problem = FieldSaid(refused.sentence)
        if problem is None:
            return self._back(plan, "", f"#rule-{rule}")
        rules = _rules(look)
        return self._page(
            request,
            "data_rules.html.jinja",
            look,
            422,
            rules=rules,
            plan=plan,
            wrong={rule: (problem, state, form.one("weight"))},
        )

    def undo(self, request: Request, form: FormSaid) -> Response:
        """Take back the last act, if it is still the last."""
        back = form.one("back")
        with suppress(ActRefused, Stale):
            self.desk.workspace.undo(who=visitor(request).who, seen=form.one("version"))
        return RedirectResponse(back if back.startswith("/gegevens") else "/gegevens", 303)

    def meet(self, request: Request, form: FormSaid) -> Response:
        """Every group without a meeting gets one."""
        workspace = self.desk.workspace
        act = MeetAll(whole_number(form.one("minutes").strip()))
        try:
            done = workspace.do(act, seen=workspace.state().version, who=visitor(request).who)
        except ActRefused as refused:
            return data_page(
                request, self.desk, "data.html.jinja", DataLook.of(workspace.state()), 422, notice=refused.sentence
            )
        return RedirectResponse(f"/gegevens/sessions{'?done=' + done.entry.id if done.entry else ''}", 303)

    def _do(self, request: Request, change: TableChange) -> Done:
        """Whether it fits what others did meanwhile is seen by what stood in its cells."""
        workspace = self.desk.workspace
        return workspace.do(EditTables((change,)), seen=workspace.state().version, who=visitor(request).who)

    # -- answering ---------------------------------------------------------------------------------------------------

    @staticmethod
    def _back(plan: SheetPlan, entry: str = "", anchor: str = "") -> Response:
        return RedirectResponse(f"/gegevens/{plan.key}{'?done=' + entry if entry else ''}{anchor}", 303)

    def _page(self, request: Request, template: str, look: DataLook, status: int = 200, **values: Any) -> Response:
        return data_page(request, self.desk, template, look, status, **values)


def _rules(look: DataLook) -> list[RuleView]:
    """Those that organisers mostly state first."""
    rules = list(rules_of(look.tables, look.state.instance)) if look.tables else []
    return sorted(rules, key=lambda rule: not rule.own)


def _with_notice(shown: RowShown, notice: Phrase) -> RowShown:
    return RowShown(shown.plan, shown.row, shown.shown, shown.was, shown.problems, shown.meanwhile, notice)


def _plan(request: Request) -> SheetPlan:
    plan = plan_of(request.path_params["sheet"])
    if plan is None:
        raise HTTPException(404)
    return plan


def _row_asked(request: Request) -> str:
    """The row of the address: a number, or a new one."""
    row = str(request.path_params["row"])
    if row != _NEW and not (row.isascii() and row.isdecimal() and len(row) < 9):
        raise HTTPException(404)
    return row


def _number(text: str, look: DataLook, plan: SheetPlan) -> int:
    if text != _NEW and int(text) < len(look.rows(plan.key)):
        return int(text)
    raise HTTPException(404)
