"""Rooster: the grid on which sessions are moved, the judgement beside it, and every place with its price."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from scheduler.conference.clock import Minute
from scheduler.desk.acts import Act, Place, session_called
from scheduler.desk.asked_acts import act_of
from scheduler.desk.offers import OffersPart, StepWay, next_free, offers
from scheduler.desk.refusals import ActRefused, Stale
from scheduler.desk.state import DeskState
from scheduler.desk.verdict import Verdict
from scheduler.desk.workspace import Done
from scheduler.text.sentence import NOTHING, Phrase, Sentence, paragraph, spoken
from scheduler.web.board_view import BoardView, Trying, read_json, signed, with_move
from scheduler.web.desk import Desk
from scheduler.web.first_steps import first_steps
from scheduler.web.posted import Fields, posted
from scheduler.web.render import page, text_of, visitor, wants_part
from scheduler.web.routing import PageRoute
from scheduler.web.who import May
from scheduler.web.whole_offers import whole_offers

_BEST = 12  # places that are shown at once of those that can be
_REASONS = 3  # that are said at once of what a move breaks
_MOST = 100  # of those that are shown when asked for


def routes(desk: Desk) -> Iterable[PageRoute]:
    pages = BoardPages(desk)
    yield PageRoute("/", pages.look)
    yield PageRoute("/board", pages.look)
    yield PageRoute("/board/places", pages.places)
    yield PageRoute("/board/whole", pages.whole)
    yield PageRoute("/board/missers", pages.missers)
    yield PageRoute("/board/do", posted(pages.do), ("POST",))
    yield PageRoute("/board/step", posted(pages.step), ("POST",))
    yield PageRoute("/board/undo", posted(pages.undo), ("POST",))
    yield PageRoute("/board/redo", posted(pages.redo), ("POST",))


class BoardPages:
    """What is answered about the grid of one desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def look(self, request: Request) -> Response:
        """The whole page, or the part of it that changes. `tray` in the address: moves to try."""
        return self._shown(request, self.desk.workspace.state(), tray=request.query_params.get("tray", ""))

    def do(self, request: Request, fields: Fields) -> Response:
        """An act in JSON. One that breaks a hard rule is done too; what it breaks is shown, with undo beside it."""
        return self._done(request, fields, lambda _: act_of(_object(fields.get("act", ""))))

    def step(self, request: Request, fields: Fields) -> Response:
        """A session to the next free place in a direction."""
        if not fields.get("trying"):
            return self._done(request, fields, lambda state: Place(*_next_place(Trying(state), fields)))
        state, tray = self.desk.workspace.state(), fields.get("tray", "")
        try:
            session, start, room = _next_place(Trying.of(state, tray), fields)
        except ActRefused as refused:
            return self._shown(request, state, 422, refused.sentence, tray)
        return self._shown(
            request, state, tray=with_move(tray, {"act": Place.kind, "session": session, "start": start, "room": room})
        )

    def undo(self, request: Request, fields: Fields) -> Response:
        return self._stepped(request, fields, self.desk.workspace.undo, Sentence("Taken back: {act}", act="{act}"))

    def redo(self, request: Request, fields: Fields) -> Response:
        return self._stepped(request, fields, self.desk.workspace.redo, Sentence("Done again: {act}", act="{act}"))

    def places(self, request: Request) -> Response:
        """Every place of a session that was picked up, for the script, and the list of them for who reads."""
        asked = request.query_params
        try:
            trying = Trying.of(self.desk.workspace.state(), asked.get("tray", ""))
            session = session_called(trying.state.conference, asked.get("session", ""))
            part = OffersPart(asked.get("part", OffersPart.ALL))
            with trying.judge.alone() as judge:
                found = offers(judge, session, part)
        except ActRefused as refused:
            return JSONResponse({"refused": spoken(refused.sentence)}, 422)
        except ValueError:
            return JSONResponse({"refused": spoken(Sentence("What was asked cannot be read."))}, 422)
        view = BoardView(trying)
        best = sorted((offered for offered in found if not offered.here), key=lambda offered: offered.worth)
        fitting = [offered for offered in best if offered.fits]
        panel = text_of(
            request,
            "board_picked.html.jinja",
            view=view,
            signed=signed,
            session=session,
            shown=view.session(session),
            best=fitting[:_BEST],
            others=fitting[_BEST:_MOST],
            refused=[offered for offered in best if not offered.fits][:_MOST],
            placed=session in trying.programme,
        )
        return JSONResponse({"offers": [view.offer(offered) for offered in found], "panel": panel})

    def missers(self, request: Request) -> Response:
        """Everybody who misses something, for the list beside the grid, or as a page of its own."""
        state = self.desk.workspace.state()
        try:
            misses = Trying.of(state, request.query_params.get("tray", "")).verdict.report.misses
        except ActRefused as refused:
            return JSONResponse({"refused": spoken(refused.sentence)}, 422)
        template = "board_missers_part.html.jinja" if wants_part(request) else "board_missers.html.jinja"
        return page(request, template, state=state, misses=misses)

    def whole(self, request: Request) -> Response:
        """What it is to change places with each other round, or with each other room. `one`: the one picked up."""
        asked = request.query_params
        try:
            trying = Trying.of(self.desk.workspace.state(), asked.get("tray", ""))
            return JSONResponse({"offers": whole_offers(trying, asked.get("what", ""), asked.get("one", ""))})
        except ActRefused as refused:
            return JSONResponse({"refused": spoken(refused.sentence)}, 422)

    # -- answers -----------------------------------------------------------------------------------------------------

    def _done(self, request: Request, fields: Fields, asked: Callable[[DeskState], Act]) -> Response:
        workspace = self.desk.workspace
        before = workspace.state()
        try:
            act = asked(before)
            done = workspace.do(act, seen=fields.get("version", ""), who=visitor(request).who)
        except Stale as stale:
            return self._shown(request, stale.state, 412, stale.sentence)
        except ActRefused as refused:
            return self._shown(request, workspace.state(), 422, refused.sentence, fields.get("tray", ""))
        if not done.entry:
            return self._shown(request, done.state)
        became, broken = _became(before, done.state)
        words = paragraph(act.sentence(before), became, *broken[:1])
        return self._shown(request, done.state, words=words, broken=broken)

    def _stepped(self, request: Request, fields: Fields, step: Callable[..., Done], sentence: Sentence) -> Response:
        workspace = self.desk.workspace
        try:
            done = step(who=visitor(request).who, seen=fields.get("version", ""))
        except Stale as stale:
            return self._shown(request, stale.state, 412, stale.sentence)
        except ActRefused as refused:
            return self._shown(request, workspace.state(), 422, refused.sentence)
        words = sentence.of(act=done.entry.sentence if done.entry else "")
        return self._shown(request, done.state, words=words)

    def _shown(
        self,
        request: Request,
        state: DeskState,
        status: int = 200,
        words: Phrase = NOTHING,
        tray: str = "",
        broken: Sequence[Phrase] = (),
    ) -> Response:
        """The grid as it is now, with what there is to say. A form of a browser without a script gets the page anew.

        `broken`: what cannot be any more since what was just done.
        """
        if request.method == "POST" and not wants_part(request) and status == 200:
            return RedirectResponse("/", 303)
        try:
            trying = Trying.of(state, tray)
            view = None if state.faults or state.instance is None else BoardView(trying)
            if view is not None:
                view.days  # noqa: B018  what cannot be tried is found here
        except ActRefused as refused:
            trying, view = Trying(state), BoardView(Trying(state))
            words, status = refused.sentence, 422
        workspace = self.desk.workspace
        return page(
            request,
            "board_part.html.jinja" if wants_part(request) else "board.html.jinja",
            status,
            state=state,
            view=view,
            trying=trying,
            words=spoken(words),
            broken=broken[:_REASONS],
            read_only=""
            if workspace.may_write
            else spoken(Sentence("{folder} may not be written. You can look at it.", folder=workspace.folder.name)),
            may_edit=visitor(request).may is May.EDIT and workspace.may_write,
            can_undo=workspace.can_undo,
            can_redo=workspace.can_redo,
            undo=_words(workspace.to_undo),
            first_steps=first_steps(state),
            redo=_words(workspace.to_redo),
        )


def _next_place(trying: Trying, fields: Fields) -> tuple[str, Minute, str | None]:
    """Where a session comes that goes on in a direction."""
    conference, programme = trying.state.conference, trying.programme
    session = session_called(conference, fields.get("session", ""))
    if session not in programme:
        raise ActRefused(Sentence("{session} is off the grid.", session=session))
    try:
        way = StepWay(fields.get("way", ""))
    except ValueError:
        raise ActRefused(Sentence("What was asked cannot be read.")) from None
    place = next_free(conference, programme, session, way)
    if place is None:
        raise ActRefused(Sentence("There is no free place in that direction."))
    return session.name, place.start, place.room.name if place.room else None


def _became(before: DeskState, after: DeskState) -> tuple[Phrase, Sequence[Phrase]]:
    """What an act has come to, in a sentence, and what cannot be any more."""
    if before.instance is None or after.instance is None or before.programme is None:
        return NOTHING, ()
    then, now = Verdict(before.judge.report()), Verdict(after.judge.report())
    return now.against(then), now.newly_broken(then)


def _words(entry: Any) -> str:
    return entry.sentence if entry else ""


def _object(text: str) -> Mapping[str, object]:
    found = read_json(text)
    if not isinstance(found, dict):
        raise ActRefused(Sentence("What was asked cannot be read."))
    return found
