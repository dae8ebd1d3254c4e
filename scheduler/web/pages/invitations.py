"""Wie: who else may come to this desk, by a link of their own, to change the day or to look at it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from scheduler.desk.own_name import LONGEST, keep_own_name
from scheduler.text.sentence import Phrase, Sentence
from scheduler.web.desk import Desk
from scheduler.web.guard import OWN_HOSTS
from scheduler.web.posted import Fields, posted
from scheduler.web.render import page, visitor
from scheduler.web.routing import PageRoute
from scheduler.web.who import May, Visitor

HOME = "/wie"


def routes(desk: Desk) -> Iterable[PageRoute]:
    pages = InvitationPages(desk)
    yield PageRoute(HOME, pages.look)
    yield PageRoute(HOME, posted(pages.invite), ("POST",))
    yield PageRoute(f"{HOME}/naam", posted(pages.call), ("POST",))
    yield PageRoute(f"{HOME}/intrekken", posted(pages.withdraw), ("POST",))


class InvitationPages:
    """For the one who started the desk alone. A link is shown once: only its digest is kept."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._new: dict[str, tuple[str, str]] = {}  # by number: whose, and the key, until it was shown

    def look(self, request: Request) -> Response:
        return self._shown(request)

    def invite(self, request: Request, fields: Fields) -> Response:
        if visitor(request).name:
            return self._shown(request)
        name = " ".join(fields.get("name", "").split())
        if not name or len(name) > LONGEST or not name.isprintable():
            why = Sentence("Say whom you invite, in {number} letters at most.", number=LONGEST)
            return self._shown(request, fields, 422, why)
        known = set(self.desk.doors.invited)
        key = self.desk.doors.invite(Visitor(name, May.LOOK if fields.get("may") == "look" else May.EDIT))
        for number in set(self.desk.doors.invited) - known:
            self._new[number] = (name, key)
        return RedirectResponse(HOME, 303)

    def call(self, request: Request, fields: Fields) -> Response:
        """What the one who started the desk is called from now on."""
        if visitor(request).name:
            return self._shown(request)
        name = " ".join(fields.get("own", "").split())
        if not name or len(name) > LONGEST or not name.isprintable():
            why = Sentence("Say what you are called, in {number} letters at most.", number=LONGEST)
            return self._shown(request, fields, 422, why)
        self.desk.doors.own = name
        with suppress(OSError):  # then it is asked again another time
            keep_own_name(name)
        return RedirectResponse(HOME, 303)

    def withdraw(self, request: Request, fields: Fields) -> Response:
        if visitor(request).name:
            return self._shown(request)
        self.desk.doors.withdraw(fields.get("number", ""))
        return RedirectResponse(HOME, 303)

    def _shown(
        self,
        request: Request,
        fields: Mapping[str, str] | None = None,
        status: int = 200,
        refused: Phrase | None = None,
    ) -> Response:
        mine = not visitor(request).name
        new, self._new = (self._new, {}) if mine else ({}, self._new)
        asked = request.headers.get("host", "")
        secure = request.url.scheme == "https" or request.headers.get("x-forwarded-proto") == "https"
        base = f"{'https' if secure else 'http'}://{asked}"
        bare = asked.rpartition(":")[0] if asked.rpartition(":")[2].isdigit() else asked
        return page(
            request,
            "invitations.html.jinja",
            status if mine else HTTPStatus.FORBIDDEN,
            state=self.desk.workspace.state(),
            fields=fields or {},
            refused=refused if mine else Sentence("Who started the desk invites others."),
            mine=mine,
            links=[(name, f"{base}/enter?key={key}", number) for number, (name, key) in new.items()],
            own=visitor(request).own,
            invited=self.desk.doors.invited if mine else {},
            here_alone=bare in OWN_HOSTS,
            longest=LONGEST,
        )
