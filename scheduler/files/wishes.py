"""What people wish to attend, by the names of sessions and groups: whom each names, and how strong it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from scheduler.files.day_schema import DayFile
from scheduler.files.resolve import NameIndex
from scheduler.files.sessions import name_of
from scheduler.files.values import MOST, strength_wanted
from scheduler.text.sentence import Sentence

if TYPE_CHECKING:
    from scheduler.conference.conference import Session
    from scheduler.files.attendees import Attendee, Mention

_STRENGTH = re.compile(r"(.+?)\s*[:=]\s*(\S*)")  # Europa: 5, in one cell


def wishes_index(shape: DayFile) -> NameIndex[str]:
    """What can be wished for: the sessions and groups of the day, by name."""
    names = [*(name_of(session, shape) for session in shape.sessions), *(group.name for group in shape.groups)]
    return NameIndex(Sentence("session or group"), "sessions", {name: name for name in names if name})


def read_wishes(mentions: Iterable[Mention], known: NameIndex[str]) -> tuple[tuple[str, int | None], ...]:
    """The wishes of one person, in all places where they are listed; what names nothing is a fault."""
    found: list[tuple[str, int | None]] = []
    for entry in mentions:
        for name, strength in entry.shape.wishes:
            written = None if name in known.things or strength is not None else _STRENGTH.fullmatch(name)
            number = strength
            if written and re.fullmatch(r"[0-9]{1,7}", written[2]) and int(written[2]) <= MOST:
                number = int(written[2])
            elif written and written[1] in known.things:
                entry.source.fault((*entry.path, "wishes"), strength_wanted(written[1], written[2]))
                continue
            wished = known.find(written[1] if written else name, entry.source, (*entry.path, "wishes"))
            found += [(wished, number)] if wished else []
    return tuple(dict.fromkeys(found))


def say_idle_wishes(attendees: Iterable[Attendee], sessions: Iterable[Session]) -> None:
    """Say aloud which wishes count for nothing: what is meant is for everyone, or does not take place."""
    named: dict[str, list[Session]] = {}
    for session in sessions:
        for name in {session.name, *(group.name for group in session.groups)}:
            named.setdefault(name, []).append(session)
    for attendee in attendees:
        for name, _ in attendee.person.wishes:
            meant = named.get(name, [])
            if any((one.held and not one.kind.for_everyone) or (not one.held and one.goes_to) for one in meant):
                continue
            entry = next(
                (e for e in attendee.entries if any(wish.startswith(name) for wish, _ in e.shape.wishes)), None
            )
            if entry is None:  # it stands in the file of wishes, of which that is said once
                continue
            person = attendee.person
            remark = (
                Sentence("{person} wishes to be at {name}: it is for everyone.", person=person, name=name)
                if any(one.held for one in meant)
                else Sentence(
                    "{person} wishes to be at {name}: it has no meeting that takes place.", person=person, name=name
                )
            )
            entry.source.say((*entry.path, "wishes"), remark)
