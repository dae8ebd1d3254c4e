"""Programma maken: searches with live progress, findings, late changes, questions, and the page of each answer."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from scheduler.desk.acts import Act
from scheduler.desk.late import late_act
from scheduler.desk.late_remedies import beside_the_desk
from scheduler.desk.late_repair import change_late
from scheduler.desk.refusals import ActRefused, Stale
from scheduler.desk.remedies import RemedyButtons, TakeRemedy, remedies_of
from scheduler.desk.search_end import SearchOutcome
from scheduler.desk.search_wish import SearchWish
from scheduler.desk.state import DeskState
from scheduler.files.edit.written import hour
from scheduler.text.sentence import NOTHING, Phrase, Sentence, capital, spoken, spoken_language
from scheduler.web.answer_view import AnswerView
from scheduler.web.desk import Desk
from scheduler.web.posted import Fields, posted
from scheduler.web.render import page, visitor
from scheduler.web.routing import PageRoute

_HOME = "/maken"
_NOTES = 50  # sentences that wait to be shown on the page after a form
_WAYS = {"best": {}, "near": {"near": "yes"}, "robust": {"robust": "yes"}}


def routes(desk: Desk) -> Iterable[PageRoute]:
    pages = SearchPages(desk)
    yield PageRoute(_HOME, pages.look)
    yield PageRoute(_HOME, posted(pages.start), ("POST",))
    yield PageRoute("/maken/bar", pages.bar)
    yield PageRoute("/maken/stop", posted(pages.stop), ("POST",))
    yield PageRoute("/maken/late", posted(pages.late), ("POST",))
    yield PageRoute("/maken/antwoord/{id}", pages.answer)
    yield PageRoute("/maken/antwoord/{id}/remedy", posted(pages.remedy), ("POST",))
    yield PageRoute("/maken/antwoord/{id}/offer", posted(pages.offer), ("POST",))


class SearchPages:
    """What is answered about the searches of one desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._notes: dict[str, Phrase] = {}
        self._buttons: tuple[SearchOutcome, RemedyButtons] | None = None

    # -- looking ---------------------------------------------------------------------------------------------------

    def look(self, request: Request) -> Response:
        return self._shown(request)

    def bar(self, request: Request) -> Response:
        """How far the search is, for every page."""
        return page(request, "search_bar.html.jinja", **self._standing())

    def answer(self, request: Request) -> Response:
        """What came of a search."""
        result = self.desk.searches.result(request.path_params["id"])
        if result is None:
            return self._shown(request, 404, Sentence("What came of that search is not kept any more."))
        return self._answered(request, result)

    # -- asking ----------------------------------------------------------------------------------------------------

    def start(self, request: Request, fields: Fields) -> Response:
        asked = {name: value for name, value in fields.items() if name not in {"version", "way", "start"}}
        try:
            if "start" in fields:
                asked["at"] = self._hour(_number(fields["start"]))
            wish = SearchWish.of(
                {**asked, **_WAYS.get(fields.get("way", "best"), {})},
                who=visitor(request).who,
                language=spoken_language(),
            )
            self.desk.searches.start(wish)
        except ActRefused as refused:
            return self._shown(request, 422, refused.sentence, fields)
        return RedirectResponse(_HOME, 303)

    def stop(self, request: Request, fields: Fields) -> Response:  # noqa: ARG002  no field says which: there is but one
        self.desk.searches.stop()
        return RedirectResponse(_HOME, 303)

    def late(self, request: Request, fields: Fields) -> Response:
        """The day is changed, and the programme mended where that is needed."""
        asked = {name: value for name, value in fields.items() if name not in {"version", "before"}}
        try:
            act = late_act(asked)
            late = change_late(
                self.desk.searches,
                act,
                seen=fields.get("version", ""),
                who=visitor(request).who,
                before=fields.get("before", ""),
                language=spoken_language(),
            )
        except (ActRefused, Stale) as refused:
            return self._shown(request, 412 if isinstance(refused, Stale) else 422, refused.sentence, fields)
        done = late.done.entry.sentence if late.done.entry else ""
        return self._noted(_HOME, Sentence("{done} {what}", done=done, what=late.sentence))

    def remedy(self, request: Request, fields: Fields) -> Response:
        """One remedy, or one change for each cause, into the files."""
        result = self.desk.searches.result(request.path_params["id"])
        if result is None:
            return self._shown(request, 404, Sentence("What came of that search is not kept any more."))
        try:
            state = self.desk.workspace.state()
            act = _chosen(self._remedies(result), fields)
            if act.stand_ins:
                act = act.named([fields.get(f"who-{name}", "") for name in act.stand_ins], state)
            done = self.desk.workspace.do(act, seen=state.version, who=visitor(request).who)
        except (ActRefused, Stale) as refused:
            return self._answered(request, result, 422, refused.sentence, fields)
        words = done.entry.sentence if done.entry else NOTHING
        return self._noted(_HOME, Sentence("Done: {what}", what=words))

    def offer(self, request: Request, fields: Fields) -> Response:
        """One of several programmes becomes the proposal."""
        result = self.desk.searches.result(request.path_params["id"])
        try:
            self.desk.searches.offer(request.path_params["id"], _number(fields.get("number")))
        except ActRefused as refused:
            if result is None:
                return self._shown(request, 404, refused.sentence)
            return self._answered(request, result, 422, refused.sentence)
        return RedirectResponse("/voorstel", 303)

    def _hour(self, minute: int) -> str:
        """A minute of the conference as it is typed, with its date. Raises ActRefused."""
        conference = self.desk.workspace.state().conference
        if not conference.days[0].hours.start <= minute <= conference.days[-1].hours.end:
            raise ActRefused(Sentence("What was asked cannot be read."))
        return hour(conference, minute, dated=True)

    # -- answers ---------------------------------------------------------------------------------------------------

    def _noted(self, address: str, sentence: Phrase) -> Response:
        """To another page, which begins with that sentence."""
        number = secrets.token_hex(4)
        self._notes[number] = sentence
        while len(self._notes) > _NOTES:
            del self._notes[next(iter(self._notes))]
        return RedirectResponse(f"{address}?note={number}", 303)

    def _remedies(self, result: SearchOutcome) -> RemedyButtons:
        """Those of an answer, in an order that stays: each day that would come of one is read."""
        if self._buttons is None or self._buttons[0] is not result:
            self._buttons = result, beside_the_desk(remedies_of(result), result.before, self.desk.workspace)
        return self._buttons[1]

    def _standing(self) -> Mapping[str, Any]:
        current, proposed = self.desk.searches.current, self.desk.searches.proposal is not None
        result = self.desk.searches.result(current.id) if current else None
        if current and result and not proposed and current.version != self.desk.workspace.state().version:
            result = None  # what was said of the day as it was then is no news of the day as it is now
        return {
            "search": current,
            "doing": spoken(capital(current.wish.words)) if current else "",
            # Once it is taken or left, nothing of it waits for anybody.
            "result": None if result and result.moves and not proposed else result,
            "proposed": proposed,
        }

    def _shown(
        self, request: Request, status: int = 200, refused: Phrase = NOTHING, typed: Fields | None = None
    ) -> Response:
        """The page on which searches begin. `typed`: what stood in the form that was refused, so that it stays."""
        state = self.desk.workspace.state()
        conference = state.instance.conference if state.instance else None
        return page(
            request,
            "search.html.jinja",
            status,
            state=state,
            conference=conference,
            days=[(str(day.date), conference.clock.day(day.hours.start)) for day in conference.days]
            if conference
            else [],
            people=sorted((person.name for person in conference.people), key=str.casefold) if conference else [],
            needed=_needed(state),
            findings=state.day.findings if conference else [],
            has_programme=bool(state.programme),
            refused=spoken(refused),
            typed=typed or {},
            answers=self.desk.searches.answers,
            note=spoken(self._notes.get(request.query_params.get("note", ""), NOTHING)),
            **self._standing(),
        )

    def _answered(
        self,
        request: Request,
        result: SearchOutcome,
        status: int = 200,
        refused: Phrase = NOTHING,
        typed: Fields = MappingProxyType({}),
    ) -> Response:
        """`typed`: what stood in the fields of a remedy that was refused."""
        state = self.desk.workspace.state()
        return page(
            request,
            "search_answer.html.jinja",
            status,
            state=state,
            typed=typed,
            people=[person.name for person in state.instance.conference.people] if state.instance else [],
            result=result,
            answer=result.answer,
            view=AnswerView(result),
            remedies=self._remedies(result),
            proposed=self.desk.searches.proposal is not None,
            refused=spoken(refused),
        )


def _chosen(remedies: RemedyButtons, fields: Fields) -> TakeRemedy:
    """Raises ActRefused."""
    if "number" in fields:
        number = _number(fields.get("number"))
        act: Act | None = remedies.whole[number].act if 0 <= number < len(remedies.whole) else None
    else:
        return remedies.together([_number(fields.get(f"cause-{place}")) for place in range(len(remedies.by_cause))])
    if not isinstance(act, TakeRemedy):
        raise ActRefused(Sentence("That cannot be written into the files by itself. Choose another change."))
    return act


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 6 else -1


def _needed(state: DeskState) -> list[str]:
    """Who chairs, speaks or receives, by name: whom one would miss."""
    if state.instance is None:
        return []
    conference = state.instance.conference
    held = conference.held
    names = {p.name for session in held for p in (*conference.needed(session), *conference.leaders(session))}
    return sorted(names, key=str.casefold)
