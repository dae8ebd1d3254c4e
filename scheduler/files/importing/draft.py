"""What a published schedule gives of a day: its rooms, groups, people and sessions, each session where it was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from scheduler.conference.conference import Kind
from scheduler.conference.identity import no_room
from scheduler.files.importing.blocks import DraftBlocks, NoBlocks, PlacedTalk, as_remark, found_blocks
from scheduler.files.importing.kinds import kind_of
from scheduler.files.importing.netday_notes import Roles
from scheduler.files.importing.parsed import ParsedEvent, ParsedSchedule
from scheduler.files.importing.slots import DaySlots, NoSlots, Slot, days_of, on_other_dates, zone_of
from scheduler.files.values import one_line
from scheduler.text import sanitize
from scheduler.text.links import checked_website
from scheduler.text.sentence import Sentence, paragraph
from scheduler.text.wording import count


@dataclass(frozen=True)
class DraftSession:
    """A session of the new day. `room` "": it needs none, or none was named. `groups`: whose it is.

    `track`: of which it is a talk, where the schedule has blocks.
    """

    name: str
    title: str
    day: DaySlots
    slot: Slot
    kind: Kind
    room: str
    online: bool
    groups: tuple[str, ...] = ()
    track: str = ""


@dataclass(frozen=True)
class DraftGroup:
    """A group made for a session of our own schedules that tells who chairs it. `pillar` "": it belongs to none."""

    name: str
    pillar: str
    roles: Roles


@dataclass(frozen=True)
class DraftRoom:
    name: str
    seats: int | None
    online: bool


@dataclass(frozen=True)
class Draft:
    """All that day.yaml and people.csv will say. `people`: by name, where they come from; "" where that is not known.

    `blocks`: where its talks stand in those; then `tracks` are tracks, and else groups.
    `excepted`: by name of a rule, the sessions or people that it leaves alone. `off`: rules that are off.
    """

    title: str
    language: str
    zone: str
    website: str
    place: str
    days: tuple[DaySlots, ...]
    rooms: tuple[DraftRoom, ...]
    tracks: tuple[str, ...]
    groups: tuple[DraftGroup, ...]
    people: dict[str, str]
    sessions: tuple[DraftSession, ...]
    file: str
    ours: bool
    blocks: DraftBlocks | None = None
    excepted: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    off: tuple[str, ...] = ()

    def with_kinds(self, kinds: dict[str, Kind]) -> Draft:
        sessions = tuple(replace(item, kind=kinds.get(item.name, item.kind)) for item in self.sessions)
        return replace(self, sessions=sessions)


def drafted(
    schedule: ParsedSchedule, dates: Sequence[date] = (), language: str = "", *, tracks_wanted: bool = True
) -> tuple[Draft, list[str]]:
    """The day as far as the file tells, and remarks. Raises NoSlots where the dates do not fit.

    `tracks_wanted`: its tracks are tracks where its talks stand in blocks; otherwise they are groups.
    """
    zone, guessed, as_they_stand = zone_of(schedule)
    days, remarks = days_of(schedule, zone, as_they_stand=as_they_stand)
    if not days:
        nothing = Sentence(
            "{file}: it holds no events that can be read, so there is nothing to begin with.", file=schedule.file
        )
        raise NoSlots(paragraph(nothing, *(*schedule.remarks, *remarks)[:1]))
    if dates:
        days = on_other_dates(days, dates)
    remarks = [*schedule.remarks, *([guessed] if guessed else []), *remarks]
    items, more = _items(schedule, days)
    events = [item.slot.event for item in items]
    tracks = tuple(dict.fromkeys(filter(None, map(line, (*schedule.tracks, *(event.track for event in events))))))
    blocks, about = _blocks(items) if tracks_wanted else (None, [])
    groups: tuple[DraftGroup, ...] = ()
    if blocks:
        items = [replace(item, track=line(item.slot.event.track)) if _is_talk(item) else item for item in items]
        used = {item.track for item in items}
        tracks = tuple(track for track in tracks if track in used)
    else:
        items, groups = _groups(items, tracks)
    dutch = sum(event.language == "nl" for event in events) * 2 > len(events)
    draft = Draft(
        title=line(schedule.title) or schedule.file,
        language=language or ("nl" if dutch else "en"),
        zone=zone,
        website=_website(schedule.website),
        place=line(schedule.place),
        days=tuple(days),
        rooms=_rooms(schedule, items),
        tracks=tracks,
        groups=groups,
        people=_people(events),
        sessions=tuple(items),
        file=schedule.file,
        ours=schedule.ours,
        blocks=blocks,
    )
    return draft, [*remarks, *more, *about]


def _is_talk(item: DraftSession) -> bool:
    """Whether it can be the talk of a track: what is for all is none."""
    return bool(line(item.slot.event.track)) and not item.kind.is_common


def _blocks(items: Sequence[DraftSession]) -> tuple[DraftBlocks | None, list[str]]:
    """The blocks in which all talks stand, and what was made of the tracks, where there is something to say of it."""
    talks = [item for item in items if _is_talk(item)]
    if any(not item.room or item.online or item.slot.event.roles.led for item in talks):
        return None, []
    placed = [PlacedTalk(line(item.slot.event.track), item.room, item.day.date, item.slot) for item in talks]
    try:
        blocks = found_blocks(placed)
    except NoBlocks as none:
        why = Sentence(
            "The tracks become groups, for talks do not stand in blocks of one track: {why}.", why=none.args[0]
        )
        return None, [why]
    return blocks, [as_remark(blocks, len(placed), len({talk.track for talk in placed}))] if blocks else []


def _rooms(schedule: ParsedSchedule, items: Sequence[DraftSession]) -> tuple[DraftRoom, ...]:
    """The rooms in use, as the schedule lists them, then those that only events name."""
    used = dict.fromkeys(item.room for item in items if item.room)
    listed = {room_name(line(name)): seats for name, seats in schedule.rooms.items()}
    online = {room_name(line(name)) for name in schedule.online}
    names = dict.fromkeys([*(name for name in listed if name in used), *used])
    return tuple(DraftRoom(name, listed.get(name), name in online) for name in names)


def _people(events: Iterable[ParsedEvent]) -> dict[str, str]:
    people: dict[str, str] = {}
    for event in events:
        for name in event.persons:
            people[line(name)] = people.get(line(name)) or line(event.roles.organisations.get(name, ""))
        people |= {line(name): "" for name in event.roles.secretaries if "@" not in name}
    return people


def _groups(items: Sequence[DraftSession], tracks: Sequence[str]) -> tuple[list[DraftSession], tuple[DraftGroup, ...]]:
    """The sessions, each with its group: the track, or one of its own where is told who leads it."""
    groups_of: dict[tuple[str, str, Roles], tuple[str, ...]] = {}
    new_groups: dict[str, DraftGroup] = {}
    done = []
    for item in items:
        roles, track = item.slot.event.roles, line(item.slot.event.track)
        names: tuple[str, ...] = (track,) if track else ()
        if roles.led:
            lead = replace(roles, speakers=(), hosts=(), organisations={})
            of = item.title  # another title, another group: one person may chair two
            if (of, track, lead) not in groups_of:
                groups_of[of, track, lead] = (_new_group(of, track, lead, tracks, new_groups),)
            names = groups_of[of, track, lead]
        done.append(replace(item, groups=names))
    return done, tuple(new_groups.values())


def _new_group(title: str, pillar: str, roles: Roles, tracks: Sequence[str], new_groups: dict[str, DraftGroup]) -> str:
    """Adds a group that is called after its session, and returns its name."""
    while title in tracks or title in new_groups:
        title += " (group)"
    new_groups[title] = DraftGroup(title, pillar, roles)
    return title


def _items(schedule: ParsedSchedule, days: Sequence[DaySlots]) -> tuple[list[DraftSession], list[str]]:
    """The sessions, each with a name of its own; a break that stands in several rooms at once is one."""
    imaginary = {no_room(which): which for which in ("online", "place", "plenary")}
    taken: dict[str, int] = {}
    common: dict[tuple[date, int, int, str], list[DraftSession]] = {}
    items: list[DraftSession] = []
    for day in days:
        for slot in day.slots:
            event = slot.event
            title = line(event.title)
            guid = schedule.room_guids.get(event.room)
            which = imaginary.get(guid) if guid else None
            room = "" if which else room_name(line(event.room))
            online = which == "online" or event.room in schedule.online
            item = DraftSession("", title, day, slot, kind_of(event), room, online)
            if not item.kind.is_meeting and not schedule.ours:
                at_once = common.setdefault((day.date, slot.start, slot.minutes, title), [])
                at_once.append(item)
                if len(at_once) > 1:
                    continue
            items.append(replace(item, name=_own_name(line(event.name) or title, taken)))
    several = {id(at_once[0].slot): at_once for at_once in common.values() if len(at_once) > 1}
    remarks: list[str] = [
        Sentence(
            "{title} stands in {rooms} at once; it is taken over once, for all.",
            title=at_once[0].title,
            rooms=count(len(at_once), "room"),
        )
        for at_once in several.values()
    ]
    return [replace(item, room="") if id(item.slot) in several else item for item in items], remarks


def _own_name(title: str, taken: dict[str, int]) -> str:
    """The title as a name that no other session has: with a number behind it where it is taken."""
    name = title.removesuffix("#note")
    turn = taken[name] = taken.get(name, 0) + 1
    while turn > 1 and f"{name} {turn}" in taken:
        turn += 1
    own = f"{name} {turn}" if turn > 1 else name
    taken.setdefault(own, 1)
    return own


def line(text: str) -> str:
    """The text in the form in which a day file is read, for names are compared."""
    return one_line(sanitize.line(text, None))


def room_name(name: str) -> str:
    """`none` would mean that no room is needed."""
    return f"{name} (room)" if name.casefold() == "none" else name


def _website(text: str) -> str:
    try:
        return checked_website(line(text)) if text else ""
    except ValueError:
        return ""
