"""People, from the list in day.yaml, its guests and people.csv: who is the same person, and when each is there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from scheduler.conference.clock import DAY, Clock, Minute, Span, joined, typed_day
from scheduler.conference.conference import Person, Role
from scheduler.files.cell_place import placed
from scheduler.files.day_schema import PersonShape
from scheduler.files.hours import Hours, from_zone, whole, zone_fault
from scheduler.files.resolve import NameIndex
from scheduler.files.validate import Path, Source
from scheduler.files.wishes import read_wishes
from scheduler.text.sentence import Phrase, Sentence
from scheduler.text.wording import count, listing, some

ROLE_KEYS = {
    Role.CHAIR: "chair",
    Role.VICE_CHAIR: "vice_chair",
    Role.SECRETARY: "secretary",
    Role.MEMBER: "member",
    Role.INTERESTED: "interested",
}
MANY = 5  # so many repeated people are named one by one; beyond, their lines are


@dataclass(frozen=True)
class Mention:
    """One mention of somebody in a list: what it says, and where it stands."""

    shape: PersonShape
    source: Source
    path: Path
    guest: bool = False

    @property
    def place(self) -> str:
        return placed(self.source.file, self.source.line(self.path))


@dataclass(frozen=True)
class Attendee:
    """One person with all mentions of them."""

    person: Person
    entries: tuple[Mention, ...]

    @property
    def email(self) -> str:
        """The first address that is written; empty: none is."""
        return next((entry.shape.email for entry in self.entries if entry.shape.email), "")


def read_people(
    entries: Sequence[Mention],
    hours: Hours,
    wished: NameIndex[str],
    say: Callable[[Phrase], None],
    besides: Callable[[str, str], tuple[tuple[str, int | None], ...]] = lambda _, __: (),
) -> tuple[list[Attendee], NameIndex[Person]]:
    """Everybody once, in the order of the files, and how to find them by name. `wished`: what can be wished for.

    `besides`: what else somebody wishes, by name and city: in a file of its own.
    """
    same = _same_people(entries)
    _say_merged(same.values(), say)
    towns: dict[str, list[str]] = {}
    for name, organisation in same:
        towns.setdefault(name, []).append(organisation)
    attendees = []
    index: NameIndex[Person] = NameIndex(Sentence("person"), "people")
    for (name, organisation), mentions in same.items():
        full = f"{name} ({organisation})" if organisation else name
        own = full if len(towns[name]) > 1 else name
        present = _present(mentions, hours)
        wishes = tuple(dict.fromkeys((*read_wishes(mentions, wished), *besides(name, organisation))))
        absent = any(entry.shape.absent for entry in mentions)
        person = Person(
            name=own,
            organisation=organisation,
            present=() if absent else present,
            zone=next((entry.shape.time_zone for entry in mentions if entry.shape.time_zone), None),
            wishes=() if absent else wishes,
            absent=absent,
            guest=all(entry.guest if entry.shape.guest is None else entry.shape.guest for entry in mentions),
        )
        attendees.append(Attendee(person, tuple(mentions)))
        index.things.setdefault(own, person)
        index.things.setdefault(full, person)
    for name, organisations in towns.items():
        if len(organisations) > 1:
            apart = [f"{name} ({organisation})" if organisation else name for organisation in organisations]
            people = count(len(apart), "person", "people")
            say(
                Sentence(
                    "{people} are called {name}; they are kept apart as {names}.",
                    people=people,
                    name=name,
                    names=listing(apart),
                )
            )
            if "" not in organisations:
                index.shared[name] = apart
    return attendees, index


def _same_people(entries: Iterable[Mention]) -> dict[tuple[str, str], list[Mention]]:
    """Mentions by name and organisation. One without an organisation is the only person of that name, if so."""
    towns: dict[str, dict[str, None]] = {}
    for entry in entries:
        towns.setdefault(entry.shape.name, {}).update({entry.shape.organisation or "": None})
    same: dict[tuple[str, str], list[Mention]] = {}
    for entry in entries:
        stated = [town for town in towns[entry.shape.name] if town]
        organisation = entry.shape.organisation or (stated[0] if len(stated) == 1 else "")
        same.setdefault((entry.shape.name, organisation), []).append(entry)
    return same


def _say_merged(people: Iterable[Sequence[Mention]], say: Callable[[Phrase], None]) -> None:
    merged = [mentions for mentions in people if len(mentions) > 1]
    for mentions in merged[: len(merged) if len(merged) <= MANY else 0]:
        places = listing(entry.place for entry in mentions)
        say(
            Sentence(
                "{person} is listed {number} times and merged ({places}).",
                person=mentions[0].shape.name,
                number=len(mentions),
                places=places,
            )
        )
    if len(merged) > MANY:
        names = [mentions[0].shape.name for mentions in merged]
        say(
            Sentence(
                "{people} are listed more than once and merged: {names}.",
                people=count(len(merged), "person", "people"),
                names=some(names, MANY),
            )
        )


def _present(mentions: Sequence[Mention], hours: Hours) -> tuple[Span, ...] | None:
    """When the person is there; None: from beginning to end."""
    arrivals: dict[date, Minute] = {}
    leavings: dict[date, Minute] = {}
    windows: list[Span] = []
    stated = False
    for entry in mentions:
        shape, source, path = entry.shape, entry.source, entry.path
        zone = shape.time_zone
        if zone and (fault := zone_fault(zone, source.fault_list.hint)):
            source.fault((*path, "time_zone"), fault)
            zone = None
        theirs = _in_zone(zone, hours) if zone else hours
        for key, moments, found in (("arrives", shape.arrives, arrivals), ("leaves", shape.leaves, leavings)):
            for number, hour in enumerate(moments):
                stated = True
                for day, minute in theirs.by_day(hour, source, (*path, key, number)):
                    here = _ours(minute, zone, hours.clock)
                    if found.setdefault(day, here) != here:
                        two = Sentence("Two different hours are given for {day}.", day=typed_day(day))
                        source.fault((*path, key, number), two)
        windows += [
            Span(_ours(span.start, zone, hours.clock), _ours(span.end, zone, hours.clock))
            for span in theirs.spans(shape.available, source, (*path, "available"))
        ]
        stated = stated or bool(shape.available)
    if not stated:
        return None
    present = _between(arrivals, leavings, hours, mentions[-1])
    if any(entry.shape.available for entry in mentions):
        present = [Span(max(a.start, b.start), min(a.end, b.end)) for a in present for b in windows if a.overlaps(b)]
    return joined(present)


def _in_zone(zone: str, hours: Hours) -> Hours:
    """The same days by the clock of another zone; opening hours are ours, so theirs are the whole day."""
    clock = Clock(hours.clock.first, zone, hours.clock.language)
    days = [d.model_copy(update={"hours": clock.minutes(d.date, Span(0, DAY))}) for d in hours.days]
    return Hours(clock, tuple(days))


def _ours(minute: Minute, zone: str | None, clock: Clock) -> Minute:
    return from_zone(zone, clock, minute) if zone else minute


def _between(arrivals: dict[date, Minute], leavings: dict[date, Minute], hours: Hours, entry: Mention) -> list[Span]:
    """From arriving to leaving, day by day.

    Who arrives on the second day alone is not there on the first; who leaves on the first alone does not come back.
    """
    present = []
    for day in hours.days:
        if (arrivals and day.date < min(arrivals)) or (
            leavings and day.date > max(leavings) and day.date not in arrivals
        ):
            continue
        all_day = whole(hours.clock, day)
        start, end = arrivals.get(day.date, all_day.start), leavings.get(day.date, all_day.end)
        if start < end:
            present.append(Span(start, end))
        else:
            clock = hours.clock
            entry.source.fault(
                (*entry.path, "leaves" if leavings else "arrives"),
                Sentence(
                    "leaves {leaves}, but arrives {arrives}: that is no later.",
                    leaves=clock.at(end),
                    arrives=clock.at(start),
                ),
            )
    return present
