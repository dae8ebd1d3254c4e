"""What is answered about two programmes beside each other."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from scheduler.conference.programme import Edition
from scheduler.desk.comparison import Comparison, Judged
from scheduler.desk.editions import NOW, PUBLISHED, DayVersions, KnownVersion
from scheduler.desk.refusals import ActRefused
from scheduler.desk.site import SiteFolder
from scheduler.desk.state import DeskState
from scheduler.text.sentence import Phrase, Sentence
from scheduler.web.desk import Desk
from scheduler.web.render import page

PROPOSAL = "proposal"


class ComparePages:
    """`old` and `new` in the address say which two."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.versions = DayVersions(desk.workspace, SiteFolder(desk.workspace.folder))

    def look(self, request: Request) -> Response:
        state, proposal = self.desk.workspace.state(), self.desk.searches.proposal
        known = self.versions.known(state)
        if proposal is not None:
            known.insert(1, KnownVersion(PROPOSAL, Sentence("the proposal")))
        new = request.query_params.get("new") or (PROPOSAL if proposal else NOW)
        old = request.query_params.get("old") or _before(known, new)
        found, refused, status = None, None, 200
        remarks: list[Phrase] = []
        if old:
            try:
                pair = [self._judged(key, state, remarks) for key in (old, new)]
                found = Comparison(*pair)
                found.rows, found.people  # noqa: B018  what cannot be compared is found here
            except ActRefused as why:
                found, refused, status = None, why.sentence, 422
        return page(
            request,
            "compare.html.jinja",
            status,
            state=state,
            known=known,
            old=old,
            new=new,
            names={one.key: one.name for one in known},
            comparison=found,
            remarks=list(dict.fromkeys(remarks)),
            refused=refused,
        )

    def _judged(self, key: str, state: DeskState, remarks: list[Phrase]) -> Judged:
        """Raises ActRefused."""
        if key == PROPOSAL:
            proposal = self.desk.searches.proposal
            if proposal is None:
                raise ActRefused(Sentence("There is no proposal any more."))
            return Judged(Edition(state.conference, proposal.programme), state.problem)
        edition, more = self.versions.edition(key, state)
        remarks += more
        return Judged(edition, self.versions.problem(key, edition, state))


def _before(known: list[KnownVersion], new: str) -> str:
    """What one most often wants beside it: the programme of now, what is published, else the last named version.

    Without any of these, what was before the last act.
    """
    keys = [one.key for one in known if one.key != new]
    if new != NOW:
        return NOW
    named = [one.key for one in known if one.named]
    acts = [key for key in keys if key != PROPOSAL]
    return PUBLISHED if PUBLISHED in keys else next(iter([*named, *acts[1:], *acts]), "")
