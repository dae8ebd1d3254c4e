"""Vragen: what the day says, what stands out, its rules, and one person's own day."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from scheduler.web.desk import Desk
from scheduler.web.routing import PageRoute

if TYPE_CHECKING:
    from scheduler.web.question_pages import QuestionPages


def routes(desk: Desk) -> Iterable[PageRoute]:
    @cache
    def pages() -> QuestionPages:
        from scheduler.web.question_pages import QuestionPages  # noqa: PLC0415  so that a desk starts at once

        return QuestionPages(desk)

    yield PageRoute("/vragen", lambda request: pages().look(request))
