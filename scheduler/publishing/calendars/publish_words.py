"""What an edition comes to, in a sentence for who publishes it."""

from __future__ import annotations

from scheduler.publishing.calendars.publish import PublishResult
from scheduler.text.sentence import Sentence, paragraph
from scheduler.text.wording import count


def written(result: PublishResult, folder: object, *, dry_run: bool, draft: bool) -> Sentence:
    """`Written to site: 1 programme, 40 people; 300 events, 2 of them cancelled`, or that it would be."""
    files = result.files
    what = [
        count(files["programme"], "programme"),
        count(files["person"], "person", "people"),
        count(files["room"], "room"),
        count(files["group"], "group"),
    ]
    values: dict[str, object] = {
        "folder": folder,
        "files": paragraph(*(one for one in what if one.number), between=", "),
        "events": count(result.events, "event"),
    }
    if result.cancelled:
        values["events"] = Sentence(
            "{events}, {number} of them cancelled", events=values["events"], number=result.cancelled
        )
    if dry_run:
        return Sentence("Would be written to {folder}: {files}; {events}.", **values)
    if draft:
        return Sentence("A draft is written to {folder}: {files}; {events}.", **values)
    return Sentence("Written to {folder}: {files}; {events}.", **values)
