"""Every page but the first one, Rooster, which comes before these."""

from __future__ import annotations

from scheduler.web.pages import (
    compare,
    data,
    data_text,
    dropped,
    history,
    invitations,
    language,
    moved,
    proposal,
    publishing,
    questions,
    search,
    workbook,
)

PAGES = (
    data_text.routes,  # before those of any sheet
    dropped.routes,
    workbook.routes,
    data.routes,
    history.routes,
    invitations.routes,
    language.routes,
    proposal.routes,
    publishing.routes,
    questions.routes,
    compare.routes,
    search.routes,
    moved.routes,
)
