"""Voorstel: a programme that was found beside that of now, to take or to leave, and the mail that goes with it."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from scheduler.conference.programme import Edition
from scheduler.desk.comparison import Comparison, Judged
from scheduler.desk.proposal import ProgrammeProposal
from scheduler.desk.refusals import ActRefused, Stale
from scheduler.desk.state import DeskState
from scheduler.text.sentence import LANGUAGES, NOTHING, Phrase, spoken, spoken_language
from scheduler.web.desk import Desk
from scheduler.web.posted import Fields, posted
from scheduler.web.render import page, visitor
from scheduler.web.routing import PageRoute

_SHOWN = 30  # people by name, of those who gain and of those who lose


def routes(desk: Desk) -> Iterable[PageRoute]:
    pages = ProposalPages(desk)
    yield PageRoute("/voorstel", pages.look)
    yield PageRoute("/voorstel/take", posted(pages.take), ("POST",))
    yield PageRoute("/voorstel/leave", posted(pages.leave), ("POST",))


class ProposalPages:
    """What is answered about the proposal of one desk. `taken`: the last one that was taken, for its mail."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.taken: ProgrammeProposal | None = None

    def look(self, request: Request) -> Response:
        return self._shown(request)

    def take(self, request: Request, fields: Fields) -> Response:
        """The proposal that was looked at, in the place of the programme of now."""
        if self.desk.searches.proposal is None:
            return RedirectResponse("/voorstel", 303)
        try:
            self.taken = self.desk.searches.take(seen=fields.get("version", ""), who=visitor(request).who)
        except Stale as stale:
            return self._shown(request, 412, stale.sentence)
        except ActRefused as refused:
            return self._shown(request, 422, refused.sentence)
        return RedirectResponse("/voorstel?taken=1", 303)

    def leave(self, request: Request, fields: Fields) -> Response:  # noqa: ARG002  there is but one
        self.desk.searches.leave()
        return RedirectResponse("/maken", 303)

    def _shown(self, request: Request, status: int = 200, refused: Phrase = NOTHING) -> Response:
        proposal = self.desk.searches.proposal
        taken = self.taken if proposal is None and request.query_params.get("taken") else None
        shown = proposal or taken
        state = self.desk.workspace.state()
        codes = (spoken_language(), *(code for code in LANGUAGES if code != spoken_language()))
        return page(
            request,
            "proposal.html.jinja",
            status,
            state=state,
            comparison=_compared(state, proposal) if proposal else None,
            proposal=shown,
            taken=taken is not None,
            most=_SHOWN,
            mails=[(code, shown.mail(code)) for code in codes] if shown and shown.now else [],
            refused=spoken(refused),
        )


def _compared(state: DeskState, proposal: ProgrammeProposal) -> Comparison | None:
    """Beside the programme of now, as a grid; None: there is none of now to compare with."""
    if not proposal.now or state.instance is None or not state.programme:
        return None
    old, new = (Judged(Edition(state.conference, each), state.problem) for each in (state.placed, proposal.programme))
    return Comparison(old, new)
