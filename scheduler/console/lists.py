"""The programme as lists in a terminal: by time, by room, by group, by person, and one person's own day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from rich.text import Text

from scheduler.conference.conference import Conference, Group, Person, Role, Room
from scheduler.conference.own_hours import beside
from scheduler.conference.personal_day import PersonalDay, Reason, personal_day, why_missed
from scheduler.conference.programme import Placement, Programme
from scheduler.console.hanging import hanging
from scheduler.console.styles import FAINT, Styles, day_name, heading, place
from scheduler.text.wording import count
from scheduler.text.wrap import wrap


def by_time(conference: Conference, placements: Iterable[Placement], columns: int) -> Iterator[Text]:
    """Session after session; each day under its name when there are several."""
    styles = Styles(conference)
    day: date | None = None
    for placement in placements:
        this = conference.clock.date(placement.start)
        if this != day:
            if day is not None:
                yield Text()
            yield from heading(day_name(this), columns)
            day = this
        yield from entry(styles, placement, columns)


def by_room(conference: Conference, programme: Programme, columns: int, rooms: Sequence[Room] = ()) -> Iterator[Text]:
    """What takes place in each room, or in these alone; at last what takes place in none."""
    places: list[Room | None] = [*(rooms or conference.rooms)]
    if not rooms and any(placement.room is None for placement in programme.values()):
        places.append(None)
    for number, room in enumerate(places):
        if number:
            yield Text()
        seats = f", seats {room.capacity}" if room and room.capacity is not None else ""
        yield from heading(f"{room.name}{seats}" if room else "Without a room", columns)
        mine = [placement for placement in programme.in_time_order if placement.room == room]
        yield from _entries(Styles(conference), mine, columns, without_place=room is not None)
        if not mine:
            yield Text("  Nothing takes place here.", style=FAINT)


def by_group(
    conference: Conference, programme: Programme, columns: int, groups: Sequence[Group] = ()
) -> Iterator[Text]:
    """The meetings of each group, or of these alone, and who leads them."""
    styles = Styles(conference)
    for number, group in enumerate(groups or conference.groups):
        if number:
            yield Text()
        yield from heading(group.name, columns)
        for role, word in ((Role.CHAIR, "Chair"), (Role.VICE_CHAIR, "Vice-chair")):
            if people := group.people(role):
                many = "s" if len(people) > 1 else ""
                yield from _indented(f"{word}{many}: {', '.join(map(str, people))}", columns)
        meetings = [session for session in conference.sessions if group in session.groups]
        mine = sorted(programme.of(meetings), key=lambda placement: placement.start)
        yield from _entries(styles, mine, columns)
        for session in meetings:
            if session not in programme:
                note = session.note or ("Dropped." if session.held else "Does not meet.")
                yield from _indented(note if session.title == group.name else f"{session.title}: {note}", columns)
        if not meetings:
            yield from _indented("Has no meeting in this programme.", columns)


def by_person(
    conference: Conference, programme: Programme, columns: int, people: Sequence[Person] = ()
) -> Iterator[Text]:
    """The own day of everyone, or of these alone; of everyone without what is for everyone."""
    for number, person in enumerate(people or conference.people):
        if number:
            yield Text()
        day = personal_day(conference, programme, person)
        yield from _person(conference, day, columns, brief=not people)


def _person(conference: Conference, day: PersonalDay, columns: int, *, brief: bool) -> Iterator[Text]:
    styles = Styles(conference)
    organisation = f" ({day.person.organisation})" if day.person.organisation else ""
    yield from heading(f"{day.person}{organisation}", columns)
    items = [item for item in day.items if not (brief and item.why is Reason.EVERYONE)]
    last: date | None = None
    for item in items:
        this = conference.clock.date(item.placement.start)
        if (len(conference.days) > 1 or this != conference.days[0].date) and this != last:
            yield Text(f"  {day_name(this)}")
            last = this
        own = beside(conference.clock, day.person, item.placement.span)
        remark = "" if item.why is Reason.EVERYONE else item.why
        yield from entry(styles, item.placement, columns, remark, own=own)
    if not items:
        yield Text("  Nothing of their own.", style=FAINT)
    for number, missed in enumerate(day.missed):
        if not number:
            yield Text(f"  Misses {count(len(day.missed), 'wished meeting')}:")
        when = ""
        if missed.placement:
            own = beside(conference.clock, day.person, missed.placement.span)
            when = f" ({', '.join(filter(None, (conference.clock.span(missed.placement.span), own)))})"
        yield from _indented(
            f"{missed.session.title}{when}. {why_missed(conference, day.person, missed)}", columns, indent=4
        )


def _indented(text: str, columns: int, indent: int = 2) -> Iterator[Text]:
    yield from map(Text, hanging(text, columns, " " * indent, indent + 2))


def _entries(
    styles: Styles, placements: Sequence[Placement], columns: int, *, without_place: bool = False
) -> Iterator[Text]:
    conference = styles.conference
    last: date | None = None
    for placement in placements:
        this = conference.clock.date(placement.start)
        if (len(conference.days) > 1 or this != conference.days[0].date) and this != last:
            yield Text(f"  {day_name(this)}")
            last = this
        yield from entry(styles, placement, columns, without_place=without_place)


def entry(
    styles: Styles, placement: Placement, columns: int, remark: str = "", *, without_place: bool = False, own: str = ""
) -> Iterator[Text]:
    """`10.00–11.15  Veiligheid (Sociaal), Zaal 2: member`, as many lines as it takes. `own`: the hours elsewhere."""
    clock, session = styles.conference.clock, placement.session
    end = clock.hour(placement.end)
    hours = f"{clock.hour(placement.start):>7}–{end:<5}"
    pillars = ", ".join(styles.pillars(session))
    where = "" if without_place or not place(placement) else f", {place(placement)}"
    title = f"{f'[{own}] ' if own else ''}{session.title}{f' ({pillars})' if pillars else ''}{where}"
    for number, line in enumerate(wrap(f"{title}: {remark}" if remark else title, columns - 15)):
        yield Text.assemble(hours if not number else " " * 13, "  ", (line, styles.style(session)))
