"""Who has a seat and who waits for one, written into the day file, so that calendars, mails and pages tell it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scheduler.conference.conference import Conference
from scheduler.files.beside import day_file, is_workbook
from scheduler.files.edit.day_files import DayFiles
from scheduler.files.edit.file_text import EditRefused
from scheduler.files.faults import Faults
from scheduler.files.workbook.taken_in import TakenIn
from scheduler.text.sentence import Sentence


@dataclass(frozen=True)
class SeatLists:
    """Of one session: how many places it has, and by name who has one and who waits, in order."""

    places: int
    signed_up: Sequence[str]
    waiting: Sequence[str]


def seats_into_day(day: Path, conference: Conference, lists: Mapping[str, SeatLists]) -> TakenIn:
    """The day file with these lists, by the names of sessions. Nothing is written yet.

    Raises ValueError with a sentence for a day that cannot take them.
    """
    file = day_file(day)
    if is_workbook(file):
        raise ValueError(
            Sentence(
                "Seats go into a folder with day.yaml. Make one of the workbook first: netday read-workbook {file} "
                "--to FOLDER.",
                file=file.name,
            )
        )
    before = DayFiles.of(file)
    text = before.day
    try:
        for number, session in enumerate(conference.sessions):
            if (new := lists.get(session.name)) is None:
                continue
            path = ("sessions", number)
            if text.find(path) is not None and (title := text.text_at(path)):
                text = text.put(path, {"title": title})
            if session.places is None:
                text = text.put((*path, "places"), new.places)
            text = text.put((*path, "signed_up"), list(new.signed_up))
            text = text.put((*path, "waiting"), list(new.waiting))
        after = replace(before, day=text)
        after.read()
    except EditRefused as why:
        raise ValueError(why.args[0]) from None
    except Faults as faults:
        raise ValueError(
            Sentence("With these seats the day would have faults: {faults}", faults=faults.faults[0].text)
        ) from None
    name = before.day.file.name
    return TakenIn((), (), {file.parent / name: after.data[name]}, {file.parent / name: before.data[name]})
