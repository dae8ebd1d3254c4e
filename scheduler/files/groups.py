"""Groups with everybody's seat in them, from the groups' own lists and from what people say of themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scheduler.conference.conference import Group, Person, Role, Seat
from scheduler.files.attendees import ROLE_KEYS, Attendee
from scheduler.files.day_schema import GroupShape
from scheduler.files.dutch import in_dutch
from scheduler.files.faults import quoted
from scheduler.files.keys import in_language
from scheduler.files.resolve import NameIndex, named_once
from scheduler.files.validate import Path, Source
from scheduler.text.sentence import NOTHING, Sentence

USUAL_KINDS = ("pillar", "theme group", "board")
_LISTS = {
    Role.CHAIR: "chairs",
    Role.VICE_CHAIR: "vice_chairs",
    Role.MEMBER: "members",
    Role.INTERESTED: "interested",
}


def read_groups(
    shapes: Sequence[GroupShape], attendees: Iterable[Attendee], people: NameIndex[Person], source: Source
) -> tuple[tuple[Group, ...], NameIndex[Group]]:
    """The groups in the order of the file, and how to find them by name."""
    again = named_once(
        [(shape.name, ("groups", i, "name")) for i, shape in enumerate(shapes)], Sentence("group"), source
    )
    names = NameIndex(Sentence("group"), "groups", {shape.name: shape.name for shape in shapes})
    pillars = NameIndex(
        Sentence("pillar"),
        "groups",
        {s.name: s.name for s in shapes if _kind(s.kind) == "pillar"},
        none=Sentence("No group of this file is a pillar; one that is has {key}.", key=_pillar_words(source))
        if shapes
        else NOTHING,
    )
    claimed: dict[str, list[Seat]] = {}  # by group: what people say of themselves
    for attendee in attendees:
        for entry in attendee.entries:
            for role, key in ROLE_KEYS.items():
                for name in names.find_all(getattr(entry.shape, key), entry.source, (*entry.path, key)):
                    claimed.setdefault(name, []).append(Seat(person=attendee.person, role=role))
    groups = []
    for number, shape in enumerate(shapes):
        path: Path = ("groups", number)
        seats = [
            Seat(person=person, role=role)
            for role, key in _LISTS.items()
            for person in people.find_all(getattr(shape, key), source, (*path, key))
        ]
        seats += [*_secretaries(shape, people, source, path), *claimed.get(shape.name, ())]
        seats = list({(seat.person.name, seat.role): seat for seat in seats}.values())
        group = Group(
            name=shape.name,
            kind=_kind(shape.kind),
            pillars=_pillars(shape, pillars, names, source, path),
            seats=tuple(seat for seat in seats if not seat.person.absent),
            absent=tuple(seat for seat in seats if seat.person.absent),
            secretaries=tuple(dict.fromkeys(shape.secretary)),
            size=shape.size,
        )
        groups += [group] if number not in again else []
    return tuple(groups), NameIndex(Sentence("group"), "groups", {group.name: group for group in groups})


def _kind(written: str) -> str:
    """The kind of a group: a usual one in our spelling, any other word as it stands."""
    return next((kind for kind in USUAL_KINDS if kind == written.casefold().replace("-", " ")), written)


def _pillar_words(source: Source) -> str:
    """How a group is called a pillar in that file."""
    kind = in_dutch("group_kinds", "pillar") if source.dutch else "pillar"
    return f"{in_language('kind', dutch=source.dutch)}: {kind}"


def _secretaries(shape: GroupShape, people: NameIndex[Person], source: Source, path: Path) -> list[Seat]:
    """The seats of those secretaries who are among the people; who has an address with the name has none."""
    found = (
        people.find(name, source, (*path, "secretary", number))
        for number, name in enumerate(shape.secretary)
        if "@" not in name
    )
    return [Seat(person=person, role=Role.SECRETARY) for person in found if person]


def _pillars(
    shape: GroupShape, pillars: NameIndex[str], names: NameIndex[str], source: Source, path: Path
) -> tuple[str, ...]:
    found = []
    for number, name in enumerate(shape.pillars):
        place = (*path, "pillars", number)
        if name in names.things and name not in pillars.things:
            group = Sentence(
                "{name} is a group, but no pillar; give it {key}.", name=quoted(name), key=_pillar_words(source)
            )
            source.fault(place, group)
        elif pillar := pillars.find(name, source, place):
            found.append(pillar)
    return tuple(dict.fromkeys(found))
