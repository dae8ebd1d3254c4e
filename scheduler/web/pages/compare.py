"""Vergelijken: two programmes beside each other, judged, with who gains and who loses."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from scheduler.web.desk import Desk
from scheduler.web.routing import PageRoute

if TYPE_CHECKING:
    from scheduler.web.compare_pages import ComparePages


def routes(desk: Desk) -> Iterable[PageRoute]:
    @cache
    def pages() -> ComparePages:
        from scheduler.web.compare_pages import ComparePages  # noqa: PLC0415  so that a desk starts at once

        return ComparePages(desk)

    yield PageRoute("/vergelijken", lambda request: pages().look(request))
