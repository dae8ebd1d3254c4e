"""Publiceren: what an edition would change, what stops it, publishing it, and what goes out beside it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from scheduler.web.desk import Desk
from scheduler.web.posted import posted
from scheduler.web.routing import PageRoute

if TYPE_CHECKING:
    from scheduler.web.publish_pages import PublishPages


def routes(desk: Desk) -> Iterable[PageRoute]:
    @cache
    def pages() -> PublishPages:
        from scheduler.web.publish_pages import PublishPages  # noqa: PLC0415  what publishes need not be there at once

        return PublishPages(desk)

    yield PageRoute("/publiceren", lambda request: pages().look(request))
    yield PageRoute("/publiceren", posted(lambda request, fields: pages().publish(request, fields)), ("POST",))
    yield PageRoute("/publiceren/map", posted(lambda r, fields: pages().choose_folder(r, fields)), ("POST",))
    yield PageRoute("/publiceren/nakijken", posted(lambda r, fields: pages().check_site(r, fields)), ("POST",))
    yield PageRoute("/publiceren/bestand/{form}", lambda request: pages().file(request))
    yield PageRoute("/publiceren/mailing.{ending}", lambda request: pages().mailing(request))
