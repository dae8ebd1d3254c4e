"""The programme as lists in a terminal: by time, by room, by group, by person, and one person's own day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from rich.text import Text

from scheduler.conference.clock import Clock
from scheduler.conference.conference import Conference, Group, Person, Role, Room
from scheduler.conference.own_hours import beside
from scheduler.conference.personal_day import PersonalDay, Reason, personal_day, why_missed
from scheduler.conference.programme import Placement, Programme
from scheduler.console.hanging import hanging
from scheduler.console.styles import FAINT, Styles, day_name, heading, place
from scheduler.text.sentence import Phrase, Sentence, paragraph, plural, spoken
from scheduler.text.wrap import wrap

_WHY = {  # of somebody's own day, behind what it is
    Reason.CHAIRS: Sentence("chairs"),
    Reason.SPEAKS: Sentence("speaks at"),
    Reason.HOSTS: Sentence("hosts"),
    Reason.REQUIRED: Sentence("must be at"),
    Reason.CHAIR: Sentence("chair"),
    Reason.VICE_CHAIR: Sentence("vice-chair"),
    Reason.SECRETARY: Sentence("secretary"),
    Reason.MEMBER: Sentence("member"),
    Reason.INTERESTED: Sentence("interested"),
    Reason.SIGNED_UP: Sentence("has a place"),
    Reason.OPEN: Sentence("open to everyone"),
}


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
        yield from heading(_room(room) if room else Sentence("Without a room"), columns)
        mine = [placement for placement in programme.in_time_order if placement.room == room]
        yield from _entries(Styles(conference), mine, columns, without_place=room is not None)
        if not mine:
            yield Text(f"  {spoken(Sentence('Nothing takes place here.'))}", style=FAINT)


def by_group(
    conference: Conference, programme: Programme, columns: int, groups: Sequence[Group] = ()
) -> Iterator[Text]:
    """The meetings of each group, or of these alone, and who leads them."""
    styles = Styles(conference)
    for number, group in enumerate(groups or conference.groups):
        if number:
            yield Text()
        yield from heading(group.name, columns)
        chairs, vice_chairs = group.people(Role.CHAIR), group.people(Role.VICE_CHAIR)
        for people, role in (
            (chairs, plural(len(chairs), "Chair", "Chairs")),
            (vice_chairs, plural(len(vice_chairs), "Vice-chair", "Vice-chairs")),
        ):
            if people:
                yield from _indented(
                    Sentence("{role}: {people}", role=role, people=", ".join(map(str, people))), columns
                )
        meetings = [session for session in conference.sessions if group in session.groups]
        mine = sorted(programme.of(meetings), key=lambda placement: placement.start)
        yield from _entries(styles, mine, columns)
        for session in meetings:
            if session not in programme:
                note = session.note or (Sentence("Dropped.") if session.held else Sentence("Does not meet."))
                titled = Sentence("{session}: {note}", session=session.title, note=note)
                yield from _indented(note if session.title == group.name else titled, columns)
        if not meetings:
            yield from _indented(Sentence("Has no meeting in this programme."), columns)


def by_person(
    conference: Conference, programme: Programme, columns: int, people: Sequence[Person] = ()
) -> Iterator[Text]:
    """The own day of everyone, or of these alone; of everyone without what is for everyone.

    Of these alone with the date, also where there is one day: it is what one of them is sent.
    """
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
        if (not brief or len(conference.days) > 1 or this != conference.days[0].date) and this != last:
            yield Text(f"  {spoken(day_name(this))}")
            last = this
        own = beside(conference.clock, day.person, item.placement.span)
        remark = _WHY.get(item.why, "")
        yield from entry(styles, item.placement, columns, remark, own=own)
    if not items:
        yield Text(f"  {spoken(Sentence('Nothing of their own.'))}", style=FAINT)
    for number, missed in enumerate(day.missed):
        if not number:
            yield from _indented(_misses(len(day.missed)), columns)
        title, why = missed.session.title, why_missed(conference, day.person, missed)
        sentence = Sentence("{session}. {why}", session=title, why=why)
        if missed.placement:
            span = missed.placement.span
            hours = paragraph(conference.clock.span(span), beside(conference.clock, day.person, span), between=", ")
            sentence = Sentence("{session} ({hours}). {why}", session=title, hours=hours, why=why)
        yield from _indented(sentence, columns, indent=4)
    for placement in day.waiting:
        yield from _indented(_waits(conference.clock, placement), columns)


def _waits(clock: Clock, placement: Placement) -> Sentence:
    hours = clock.span(placement.span)
    return Sentence("On the waiting list of {session} ({hours}).", session=placement.session.title, hours=hours)


def _misses(number: int) -> Phrase:
    return plural(number, "Misses {number} wished meeting:", "Misses {number} wished meetings:")


def _room(room: Room) -> str:
    if room.capacity is None:
        return room.name
    return plural(room.capacity, "{room}, seats {number}", "{room}, seats {number}", room=room.name)


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
            yield Text(f"  {spoken(day_name(this))}")
            last = this
        yield from entry(styles, placement, columns, without_place=without_place)


def entry(
    styles: Styles, placement: Placement, columns: int, remark: str = "", *, without_place: bool = False, own: str = ""
) -> Iterator[Text]:
    """`10.00–11.15  Veiligheid (Sociaal), Zaal 2: member`, as many lines as it takes; of a talk its track stands there.

    `own`: the hours elsewhere.
    """
    clock, session = styles.conference.clock, placement.session
    hours = f"{spoken(clock.hour(placement.start)):>7}–{spoken(clock.hour(placement.end)):<5}"
    pillars = ", ".join([*([session.track.name] if session.track else []), *styles.pillars(session)])
    where = "" if without_place or not place(placement) else f", {spoken(place(placement))}"
    title = f"{f'[{spoken(own)}] ' if own else ''}{session.title}{f' ({pillars})' if pillars else ''}{where}"
    for number, line in enumerate(wrap(f"{title}: {spoken(remark)}" if remark else title, columns - 15)):
        yield Text.assemble(hours if not number else " " * 13, "  ", (line, styles.style(session)))
