"""The programme as one web page, which works offline and without JavaScript: `write`."""

from __future__ import annotations

from scheduler.publishing.exports.html.contents import MANY
from scheduler.publishing.exports.html.linking import CalendarLink
from scheduler.publishing.exports.html.page import write

__all__ = ["MANY", "CalendarLink", "write"]
