"""Programmes on paper: `programme.json`, which people may edit, and the YAML that they type by hand."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from scheduler.conference.conference import Conference
from scheduler.conference.programme import Placement, Programme
from scheduler.files.as_written import name_aside
from scheduler.files.atomic import write_atomic
from scheduler.files.beside import OFFICE, is_workbook
from scheduler.files.decode import decode, load
from scheduler.files.faults import Fault, FaultList, Faults
from scheduler.files.folder_lock import shared_with_a_desk
from scheduler.files.keys import meant
from scheduler.files.placements import Placements
from scheduler.files.programme_digest import digest, digest_of
from scheduler.files.read_day import Instance
from scheduler.files.sent import kept_as_sent
from scheduler.files.validate import Source
from scheduler.files.yaml_nodes import parse, plain_data
from scheduler.text.os_words import os_reason
from scheduler.text.sentence import NOTHING, Phrase, Sentence, paragraph

_TELLING = ("programme", "sessions", "title", "date")  # keys by which it is seen what a file is
WANTED = Sentence("A programme is what solve wrote (programme.json), or a file with the key programme, typed by hand.")


def write_programme(path: Path | str, instance: Instance, programme: Programme, proof: Mapping[str, Any]) -> None:
    """Writes the programme: all of it or nothing, and not over a file that is no programme of ours (raises Faults).

    One that somebody changed since netday wrote it is kept beside it, see `put_aside`.
    """
    path = Path(path).resolve()  # a link stays a link
    leave_alone(path)
    if not path.parent.is_dir():
        raise Faults(
            [
                Fault(
                    str(path),
                    0,
                    "",
                    Sentence(
                        "The file cannot be written: No such file or directory: {folder}. Make it first.",
                        folder=str(path.parent),
                    ),
                )
            ]
        )
    try:
        with shared_with_a_desk(path.parent):
            if (aside := put_aside(path)) is not None:
                write_atomic(aside, path.read_bytes())
            write_atomic(path, programme_text(instance, programme, proof).encode())
    except OSError as error:
        raise Faults(
            [Fault(str(path), 0, "", Sentence("The file cannot be written: {why}.", why=os_reason(error)))]
        ) from None


def leave_alone(path: Path) -> None:
    """Raises Faults when something stands there that is no programme of ours. Asked before a search and after it."""
    if path.exists() and not _is_ours(path):
        message = Sentence("This is no programme that netday wrote, so it is left as it is. Choose another name.")
        raise Faults([Fault(str(path), 0, "", message)])


def put_aside(path: Path) -> Path | None:
    """Where a programme of ours that was changed by hand, or went out, is kept when another is written over it.

    None: nowhere. Work by hand is not to be had again by solving again, and what people have is what a change is told
    against.
    """
    path = path.resolve()  # beside the file itself, wherever a link to it stands
    if not path.exists():
        return None
    return kept_as_sent(path) or (name_aside(path) if _changed_by_hand(path) else None)


def programme_text(instance: Instance, programme: Programme, proof: Mapping[str, Any]) -> str:
    """The same programme gives the same text, to the byte. One line for each placement, in order of time."""
    conference = instance.conference
    items = [_item(conference, placement) for placement in programme.in_time_order]
    placed = [_one_line(item) for item in items]
    dropped = [session.name for session in conference.held if session not in programme]
    parts = {
        "conference": _indented(conference.title),
        "revision": _indented(programme.revision),
        "day_file": _indented(instance.digest),
        "proof": _indented(dict(proof)),
        "programme": "[\n" + ",\n".join(f"    {line}" for line in placed) + "\n  ]" if placed else "[]",
        "not_placed": _indented(dropped),
        "as_written": _indented(digest(items)),
    }
    return "{\n" + ",\n".join(f'  "{key}": {value}' for key, value in parts.items()) + "\n}\n"


def _item(conference: Conference, placement: Placement) -> dict[str, str | None]:
    clock = conference.clock
    return {
        "session": placement.session.name,
        "day": str(clock.date(placement.start)),
        "start": f"{clock.naive(placement.start):%H:%M}",
        "end": f"{clock.naive(placement.end):%H:%M}",
        "room": placement.room.name if placement.room else None,
    }


def _one_line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _indented(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2).replace("\n", "\n  ")


def _is_ours(path: Path) -> bool:
    return digest_of(path) is not None


def _changed_by_hand(path: Path) -> bool:
    data = json.loads(path.read_bytes())
    return bool(data.get("as_written") != digest(data["programme"]))


def _programme_in(folder: Path) -> Phrase:
    """Which file in the folder is meant, where that is plain; else what is wanted."""
    found = sorted(file for file in folder.glob("*.json") if _is_ours(file))
    return Sentence("Name the file in it: {file}.", file=str(found[0])) if len(found) == 1 else WANTED


def read_programme(path: Path | str, instance: Instance) -> tuple[Programme, tuple[Phrase, ...]]:
    """The programme in the file, its placements in the order of the day file, and what is to be said aloud.

    Raises Faults: all that is wrong with the file at once. Whether the programme keeps the rules is for the check.
    """
    path = Path(path)
    if is_workbook(path) and path.is_file():
        from scheduler.files.workbook import programme_of_workbook  # noqa: PLC0415  openpyxl, for who needs it

        source, remarks = programme_of_workbook(path, instance.conference), list[Phrase]()
    else:
        source, remarks = programme_source(path)
    return _read(source, remarks, instance)


def read_programme_text(data: bytes, name: str, instance: Instance) -> tuple[Programme, tuple[Phrase, ...]]:
    """The same of a file in memory, of that name; no workbook. Raises Faults."""
    text, remarks = decode(data, name)
    return _read(*_source(text, name, list(remarks)), instance)


def _read(source: Source, remarks: list[Phrase], instance: Instance) -> tuple[Programme, tuple[Phrase, ...]]:
    data = plain_data(source.root, blanks=True)
    older = (data.get("day_file") or instance.digest) != instance.digest
    programme = Placements(instance.conference, source, older=older).read(data)
    source.fault_list.close()
    if older:
        remarks.append(Sentence("The day has changed since this programme was made."))
    return programme, (*remarks, *source.fault_list.remarks)


def programme_source(path: Path | str) -> tuple[Source, list[Phrase]]:
    """The file parsed, and what there is to remark of it. Raises Faults when it cannot be read at all."""
    path = Path(path)
    if path.is_dir():
        folder = Sentence("This is a folder, not a programme.")
        raise Faults([Fault(str(path), 0, "", paragraph(folder, _programme_in(path)))])
    if path.suffix.lower() in OFFICE:
        raise _no_programme(path.name, Sentence("This is a file of an office program, not the programme itself."))
    if path.suffix.lower() == ".csv":
        raise _no_programme(path.name, Sentence("This is a list in CSV, not a programme."))
    text, remarks = load(path, path.name)
    return _source(text, path.name, list(remarks))


def _source(text: str, name: str, remarks: list[Phrase]) -> tuple[Source, list[Phrase]]:
    if text.lstrip().startswith("{"):  # JSON: indented with tabs by some editors, which YAML does not take
        text = re.sub(r"(?m)^[ \t]+", lambda found: found[0].replace("\t", " "), text)
    if text.lstrip().startswith("<"):
        raise _no_programme(name, Sentence("This is a web page or XML, not a programme."))
    fault_list = FaultList()
    root = parse(text, name, fault_list)
    if other := _another_file(root.entries):
        raise _no_programme(name, other)
    return Source(name, root, fault_list), remarks


def _no_programme(name: str, what: Phrase) -> Faults:
    return Faults([Fault(name, 0, "", paragraph(what, WANTED))])


def _another_file(keys: Collection[str]) -> Phrase:
    """What the file is, where its keys show that it is another than a programme; empty: they do not."""
    keys = {meant(key, _TELLING) or key for key in keys}
    if "programme" in keys:
        return NOTHING
    if {"format", "edition", "sessions"} <= keys:
        return Sentence("This is the data of a programme for other programs to show, not the programme itself.")
    if "schedule" in keys:
        return Sentence("This is a published schedule, not a programme; netday import begins a day with it.")
    if "sessions" in keys or {"title", "date"} <= keys:
        return Sentence("This is a day, not a programme.")
    return NOTHING
