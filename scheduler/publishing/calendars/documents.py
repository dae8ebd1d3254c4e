"""The forms of the programme beside the calendars: page, booklet, workbook and what other tools read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from scheduler.conference.conference import Conference
from scheduler.conference.programme import Programme
from scheduler.publishing.calendars.change_text import news
from scheduler.publishing.calendars.changes import EditionChanges
from scheduler.publishing.calendars.location import INDEX
from scheduler.publishing.exports.document import document
from scheduler.publishing.exports.formats import FormatOptions, all_forms
from scheduler.text.language import Language

News = Mapping[str, str]  # by name of session, what changed about it with the last edition that changed something


def what_is_new(changes: EditionChanges, conference: Conference, language: Language, previous: Path | None) -> News:
    """What this edition changes; where it changes no session, the news of the last one stands as it was."""
    if changes.first or changes.changes:
        return news(changes, language, {session.name for session in conference.sessions})
    try:
        last_news = json.loads((previous / INDEX).read_bytes())["news"] if previous else {}
        return {str(name): str(words) for name, words in last_news.items()}
    except (OSError, ValueError, KeyError, AttributeError, RecursionError):
        return {}


def documents(
    conference: Conference,
    programme: Programme,
    language: Language,
    *,
    news: News,
    published_as: str,
    calendars: Iterable[tuple[str, str, str]],
    sessions: Mapping[str, str],
    draft: bool = False,
) -> Iterator[tuple[str, bytes]]:
    """Every form of the programme, as (file name, bytes). `calendars`: those of everybody, as (kind, whose, path).

    `sessions`: the file of each, by its name.
    """
    content = document(conference, programme, language, news)
    known = {session.name for session in conference.sessions}
    content = replace(content, gone=tuple(words for name, words in news.items() if name not in known))
    if draft:
        content = replace(content, title=f"[{language.say('DRAFT')}] {content.title}")
    yield from all_forms(
        content, FormatOptions(published_as=published_as, calendars=tuple(calendars), sessions=sessions)
    )
