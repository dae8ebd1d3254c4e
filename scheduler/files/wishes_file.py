"""Wishes in a file of their own beside the day: what it says, and how many people are to be expected by it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scheduler.conference.conference import Conference, Session
from scheduler.files.attendees import Mention
from scheduler.files.beside import fault_beside
from scheduler.files.day_schema import DayFile
from scheduler.files.validate import Source
from scheduler.text.sentence import Phrase, Sentence
from scheduler.text.wording import count

Who = tuple[str, str]  # the name and the city of somebody
Strengths = dict[str, int | None]  # by name of a session or group; None: as who is interested


@dataclass
class WishesBeside:
    """What the file says. `wishes`: of each person; `unnamed`: how many wish to be there without a name, by session."""

    wishes: dict[Who, Strengths] = field(default_factory=dict)
    unnamed: Counter[str] = field(default_factory=Counter)

    def of(self, name: str, city: str = "") -> tuple[tuple[str, int | None], ...]:
        return tuple(self.wishes.get((name, city), {}).items())

    def meaning(self) -> list[object]:
        """What the day is hashed by."""
        return [
            sorted(
                [*who, sorted((name, -1 if s is None else s) for name, s in own.items())]
                for who, own in self.wishes.items()
            ),
            sorted(self.unnamed.items()),
        ]


def read_wishes_beside(
    shape: DayFile, people: Sequence[Mention] | None, source: Source, folder: Path
) -> WishesBeside | None:
    """The wishes in the file that the day names; None: it names none. `people` None: names are taken as they come."""
    name = shape.wishes
    if name is None:
        return None
    if fault := fault_beside(folder, name, source.file):
        source.fault(("wishes",), fault)
        return None
    from scheduler.files.wish_rows import WishRows  # noqa: PLC0415  it reads workbooks, and days are read for these

    return WishRows.of(folder / name, shape, people, source)


def say_idle_names(beside: WishesBeside, sessions: Iterable[Session], file: str, say: Callable[[Phrase], None]) -> None:
    """Say aloud which names of the file count for nothing: what is meant is for everyone, or does not take place."""
    named: dict[str, list[Session]] = {}
    for session in sessions:
        for name in {session.name, *(group.name for group in session.groups)}:
            named.setdefault(name, []).append(session)
    wishing = Counter(name for own in beside.wishes.values() for name in own) + beside.unnamed
    for name, number in wishing.items():
        meant = named.get(name, [])
        if any((one.held and not one.kind.for_everyone) or (not one.held and one.goes_to) for one in meant):
            continue
        people = count(number, "person wishes", "people wish")
        say(
            Sentence("{file}: {people} to be at {name}: it is for everyone.", file=file, people=people, name=name)
            if any(one.held for one in meant)
            else Sentence(
                "{file}: {people} to be at {name}: it has no meeting that takes place.",
                file=file,
                people=people,
                name=name,
            )
        )


def expecting_who_wish(conference: Conference, beside: WishesBeside) -> Conference:
    """The conference in which as many are expected as wish to be there, where the day file does not say how many.

    Those who must be there are among them, members of its groups who are not named, and wishes without a name.
    """
    asking = Counter(session for person in conference.people for session in conference.wishes(person))
    sessions = []
    for session in conference.sessions:
        counted = session.kind.is_meeting and not session.kind.for_everyone and not session.by_sign_up
        if counted and session.held and session.expected is None:
            groups = dict.fromkeys((*session.groups, *session.invited, *session.required_groups))
            unnamed = sum(group.unnamed for group in groups)
            names = {session.name, *(group.name for group in session.groups)}
            stars = sum(beside.unnamed[name] for name in names)
            number = asking[session] + len(conference.needed(session)) + unnamed + stars
            sessions.append(session.model_copy(update={"expected": number, "stars": stars}))
        else:
            sessions.append(session)
    # Anew, for a copy would take along what was worked out of the sessions as they were.
    facts = {name: getattr(conference, name) for name in Conference.model_fields}
    return Conference(**{**facts, "sessions": tuple(sessions)})
