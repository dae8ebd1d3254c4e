"""A programme as calendars of entries: the whole, and what is of each group, each room and each person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache, cached_property

from scheduler.conference.conference import Conference, Group, Kind, Person, Role, Room, Session
from scheduler.conference.personal_day import Appointment, Reason, personal_day, why_attending
from scheduler.conference.programme import Placement, Programme, clash
from scheduler.publishing.calendars.entry import Calendar, Entry, EventOptions, Of
from scheduler.publishing.calendars.entry_writer import Writer
from scheduler.text.language import Language

_MOST = 20_000  # different days of people that are kept at a time

# One session in somebody's day: why they go or wish to go, and by which group.
_Tie = tuple[Session, Reason, Group | None]


def calendars(
    conference: Conference, programme: Programme, language: Language, options: EventOptions | None = None
) -> Iterator[Calendar]:
    """The programme, then every group, room and person in the order of the file; each made when it is asked for.

    People who are alike (wishes, duties, hours) share one tuple of entries, and entries that say the same are one.
    """
    builder = CalendarBuilder(conference, programme, language, options)
    yield builder.whole()
    yield from map(builder.of_group, conference.groups)
    yield from map(builder.of_room, conference.rooms)
    yield from map(builder.of_person, conference.people)


class CalendarBuilder:
    """Makes the calendars of one programme, and remembers the days that people have had so far."""

    def __init__(
        self, conference: Conference, programme: Programme, language: Language, options: EventOptions | None = None
    ) -> None:
        self._conference = conference
        self._programme = programme
        self._language = language
        self._moving_time = bool(options and options.moving_time)
        self._writer = Writer(conference, programme, language, options)
        self._why = cache(self._writer.attendee_text.why)
        self._days: dict[object, tuple[Entry, ...]] = {}
        self._nothing: dict[Of, Entry] = {}

    def whole(self) -> Calendar:
        """All that takes place, and as notes what does not."""
        entries = [
            self._writer.entry(placement, self._for_whom(placement.session))
            for placement in self._programme.in_time_order
        ]
        return self._calendar("programme", "", self._with_absences(entries, self._conference.sessions))

    def of_group(self, group: Group) -> Calendar:
        """The meetings of the group, and those to which it is invited or must come; no breaks."""
        why: dict[Session, tuple[str, ...]] = {}
        for session in self._conference.sessions:
            if group in session.groups:
                why[session] = (self._say("Meeting of {group}.", group=group.name),)
            elif group in session.required_groups:
                why[session] = (self._say("{group} must be there.", group=group.name),)
            elif group in session.invited:
                why[session] = (self._say("{group} is invited.", group=group.name),)
        meetings = [placement for placement in self._programme.in_time_order if placement.session in why]
        entries = [self._writer.entry(placement, why[placement.session], rings=True) for placement in meetings]
        return self._calendar("group", group.name, self._with_absences(entries, why))

    def of_room(self, room: Room) -> Calendar:
        """All that takes place in the room."""
        entries = [
            self._writer.entry(placement, self._for_whom(placement.session))
            for placement in self._programme.in_time_order
            if placement.room == room
        ]
        return self._calendar("room", room.name, entries)

    def of_person(self, person: Person) -> Calendar:
        """The person's own day. Only here do private links stand."""
        ties = self._ties(person)
        # Two people with the same ties, hours and clock have the same day, to the letter.
        key = (ties, person.present, person.zone)
        if key not in self._days:
            if len(self._days) >= _MOST:
                self._days.clear()
            self._days[key] = _in_order(self._day(person, ties))
        return self._calendar("person", person.name, self._days[key], person.organisation)

    def _calendar(self, kind: Of, of: str, entries: Iterable[Entry], organisation: str = "") -> Calendar:
        title = self._conference.title
        return Calendar(
            kind=kind,
            of=of,
            title=f"{title}: {of}" if of else title,
            zone=self._conference.clock.zone,
            language=self._language.code,
            entries=(entries if isinstance(entries, tuple) else _in_order(entries)) or (self._nothing_yet(kind),),
            organisation=organisation,
        )

    def _nothing_yet(self, kind: Of) -> Entry:
        return self._nothing.setdefault(kind, self._writer.nothing_yet(kind))

    def _for_whom(self, session: Session) -> tuple[str, ...]:
        """Who may come, where the session itself says so."""
        if session.kind.for_everyone:
            return (self._why(Reason.EVERYONE),)
        return (self._why(Reason.OPEN),) if session.open and not session.by_sign_up else ()

    def _with_absences(self, entries: list[Entry], sessions: Iterable[Session]) -> list[Entry]:
        """The entries, and a note for each session that does not take place unless the one it goes to tells it."""
        here = {entry.key for entry in entries}
        return entries + [self._writer.absence(session) for session in sessions if self._absent(session, here)]

    def _absent(self, session: Session, here: set[str]) -> bool:
        """Whether a note must tell that the session does not take place: nothing that is `here` does."""
        return session not in self._programme and (session.held or session.goes_to not in here)

    def _ties(self, person: Person) -> tuple[_Tie, ...]:
        """Every session that the person wishes to attend or must, whether it takes place or not."""
        ties = [
            (session, Reason(why), self._required_with(session, person, why))
            for session in self._conference.duties(person)
            if (why := self._conference.needed(session)[person])
        ]
        ties += [
            (session, why_attending(person, session, role), _group_of(session, person, role))
            for session, role in self._conference.wishes(person).items()
        ]
        ties += self._waiting.get(person, ())
        ties += [
            (session, Reason(group.roles[person]), group)
            for session in self._gatherings
            for group in session.groups[:1]
            if person in group.roles and person not in self._conference.needed(session)
        ]
        return (*ties, *self._unheld.get(person, ()))

    def _day(self, person: Person, ties: tuple[_Tie, ...]) -> Iterator[Entry]:
        conference, writer = self._conference, self._writer
        whys = {session: self._why(why, group) for session, why, group in ties}
        day = personal_day(conference, self._programme, person)
        named: dict[Session, list[str]] = {}
        for missed in day.missed:
            if missed.placement is None:
                continue
            for instead in missed.instead:
                line = self._instead(missed.placement, instead.session, person)
                named.setdefault(instead.session, []).append(line)
        blocked: list[Placement] = [item.placement for item in day.items if _bound(item)]
        for_all = self._why(Reason.EVERYONE)
        here = set()
        for item in sorted(day.items, key=lambda item: item.why is Reason.OPEN):  # last, what is least theirs
            placement = item.placement
            here.add(placement.session.name)
            lines = [whys.get(placement.session) or self._why(item.why)]
            elsewhere = [] if _bound(item) else [p for p in blocked if self._keeps_away(p, item)]
            if elsewhere:
                where = self._language.listing(p.session.title for p in elsewhere)
                lines.append(self._say("You are at {where} then.", where=where))
            elif not _bound(item) and placement.session.kind.is_meeting:
                blocked.append(placement)
            lines += named.get(placement.session, ())
            yield writer.entry(placement, tuple(lines), personal=True, free=bool(elsewhere), rings=True)
        yield from (
            writer.entry(p, (for_all,), personal=True)
            for p in self._moving
            if p.session not in whys and person.can_be_there(p.span)
        )
        for missed in day.missed:
            if missed.placement and not missed.instead:
                yield writer.missed(missed.placement, (whys[missed.session],), person)
        for placement in day.waiting:
            yield writer.waits(placement, (whys[placement.session],), person)
        for session, why in (dict.fromkeys(self._gatherings_off, for_all) | whys).items():
            if self._absent(session, here):
                yield writer.absence(session, (why,), person)

    def _instead(self, missed: Placement, instead: Session, person: Person) -> str:
        """The line that names what somebody wished too: another choice, or what a duty keeps them from."""
        what = self._writer.attendee_text.with_hours(missed, person)
        if person in self._conference.needed(instead):
            return self._say("Because of this you miss {what}.", what=what)
        return self._say("Alternative at this time: {what}.", what=what)

    def _keeps_away(self, other: Placement, item: Appointment) -> bool:
        """Whether somebody who is at the other cannot attend this, which is for everyone or open to all."""
        if item.why is Reason.EVERYONE:  # no walk counts to and from what is for everyone
            return item.placement.session.kind.is_meeting and other.overlaps(item.placement)
        return clash(self._conference, other, item.placement)

    @cached_property
    def _gatherings(self) -> tuple[Session, ...]:
        """What is for everyone and yet a group's: for its people it is more than that."""
        return tuple(s for s in self._conference.held if s.kind.for_everyone and s.groups)

    @cached_property
    def _gatherings_off(self) -> tuple[Session, ...]:
        """What is for everyone and does not take place: everybody is told."""
        return tuple(s for s in self._conference.sessions if s.kind.for_everyone and s not in self._programme)

    @cached_property
    def _moving(self) -> tuple[Placement, ...]:
        """The time to walk, where organisers asked for it in people's calendars."""
        if not self._moving_time:
            return ()
        return tuple(p for p in self._programme.in_time_order if p.session.kind is Kind.MOVING)

    @cached_property
    def _waiting(self) -> Mapping[Person, tuple[_Tie, ...]]:
        """By person: what they wait for a place at."""
        ties: dict[Person, tuple[_Tie, ...]] = {}
        for session in self._conference.held:
            for person in session.waiting:
                if person not in self._conference.needed(session):
                    ties[person] = (*ties.get(person, ()), (session, Reason.WAITING, None))
        return ties

    @cached_property
    def _unheld(self) -> Mapping[Person, tuple[_Tie, ...]]:
        """By person: what does not take place and they would have wished or had to attend."""
        ties: dict[Person, dict[Session, _Tie]] = {}
        for session in self._conference.sessions:
            if session.held:
                continue
            for person, why in self._conference.needed(session).items():
                ties.setdefault(person, {})[session] = (session, Reason(why), self._required_with(session, person, why))
            roles: dict[Person, tuple[Role, Group]] = {}
            for group in (*session.groups, *session.invited):
                for person, role in group.roles.items():
                    if person not in roles or role.rank < roles[person][0].rank:
                        roles[person] = role, group
            for why, some in ((Reason.SIGNED_UP, session.signed_up or ()), (Reason.WAITING, session.waiting)):
                for person in some:
                    ties.setdefault(person, {}).setdefault(session, (session, why, None))
            for person, (role, group) in roles.items():
                ties.setdefault(person, {}).setdefault(session, (session, Reason(role), group))
        return {person: tuple(found.values()) for person, found in ties.items()}

    @staticmethod
    def _required_with(session: Session, person: Person, why: str) -> Group | None:
        """The group for whose sake the person must be there; None when it is for their own."""
        if why == Reason.CHAIRS:
            return next((group for group in session.groups if group.roles.get(person) is Role.CHAIR), None)
        if why == Reason.REQUIRED and person not in session.required:
            return next((group for group in session.required_groups if person in group.roles), None)
        return None

    @property
    def _say(self) -> Callable[..., str]:
        return self._language.say


def _bound(item: Appointment) -> bool:
    """Whether the person must be there or chose to, rather than being welcome with everybody."""
    return item.why not in (Reason.EVERYONE, Reason.OPEN)


def _group_of(session: Session, person: Person, role: Role) -> Group | None:
    return next((group for group in (*session.groups, *session.invited) if group.roles.get(person) is role), None)


def _in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries by time, the notes of a day before its hours."""
    return tuple(sorted(entries, key=_when))


def _when(entry: Entry) -> tuple[int, int, str]:
    minutes = entry.starts.hour * 60 + entry.starts.minute if isinstance(entry.starts, datetime) else -1
    return entry.starts.toordinal(), minutes, entry.key
