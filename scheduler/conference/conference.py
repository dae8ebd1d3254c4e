"""What the organisers know: days, rooms, people, groups and sessions. Data only; no rule is known here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property

from pydantic import BaseModel, ConfigDict, Field

from scheduler.conference.clock import Clock, Minute, Span, joined
from scheduler.conference.day import Day, Round, meant
from scheduler.conference.house_style import HouseStyle
from scheduler.conference.in_words import InWords
from scheduler.conference.named_link import NamedLink
from scheduler.conference.people import Group, Person, Role, Seat
from scheduler.conference.session import Kind, Session
from scheduler.conference.track import Track
from scheduler.conference.venue import Room, Walking

__all__ = [
    "Conference",
    "Day",
    "Group",
    "Kind",
    "NamedLink",
    "Person",
    "Role",
    "Room",
    "Round",
    "Seat",
    "Session",
    "Track",
    "Walking",
    "meant",
]


class Conference(BaseModel, metaclass=InWords):
    """All about the days but what is wanted of them. Rooms, people, groups and sessions each have unique names.

    `absent`: those who have cancelled. Their names are known, and they are not among the `people`: nobody counts on
    them, and nothing is theirs.
    """

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True, extra="forbid")
    title: str
    clock: Clock
    place: str = ""  # where it all takes place: "Stadhuis, Grote Markt 2, Haarlem"
    website: str = ""
    letter: str = ""  # what the booklet begins with
    house_style: HouseStyle = HouseStyle()
    days: tuple[Day, ...] = Field(min_length=1)
    rooms: tuple[Room, ...] = ()
    walking: Walking = Walking()
    groups: tuple[Group, ...] = ()
    people: tuple[Person, ...] = ()
    absent: tuple[Person, ...] = ()
    tracks: tuple[Track, ...] = ()
    sessions: tuple[Session, ...] = ()

    def __repr__(self) -> str:
        """By its title and what there is of each: all of it would fill screens."""
        counts = ((len(getattr(self, name)), name) for name in ("days", "rooms", "groups", "people", "sessions"))
        return f"Conference({self.title!r}: {', '.join(f'{number} {name}' for number, name in counts)})"

    @cached_property
    def held(self) -> tuple[Session, ...]:
        """The sessions that take place, in the order of the file."""
        return tuple(session for session in self.sessions if session.held)

    @property
    def everybody(self) -> tuple[Person, ...]:
        """All whose names are known: those who come, then those who have cancelled."""
        return (*self.people, *self.absent)

    def speaking(self, language: str) -> Conference:
        """The same conference, its hours written in `nl` or `en`."""
        return self.model_copy(update={"clock": replace(self.clock, language=language)})

    def room(self, name: str) -> Room | None:
        return self._rooms.get(name)

    def person(self, name: str) -> Person | None:
        return self._people.get(name)

    def group(self, name: str) -> Group | None:
        return self._groups.get(name)

    def track(self, name: str) -> Track | None:
        return next((track for track in self.tracks if track.name == name), None)

    def session(self, name: str) -> Session | None:
        return self._sessions.get(name)

    def day_of(self, minute: Minute) -> Day:
        """The day that is open then, also past midnight; else the one whose date it bears, or the last before that.

        Where two are open, it is of the later one: the night is over when the next day opens.
        """
        is_open = [d for d in self.days if d.hours.start <= minute < d.hours.end]
        if not is_open:
            day = self.clock.date(minute)
            is_open = [d for d in self.days if d.date <= day] or list(self.days[:1])
        return max(is_open, key=lambda d: d.date)

    def meant(self, wanted: date | None, after_midnight: Span) -> list[tuple[Day, Span]]:
        """See `meant`, of this conference."""
        return meant(self.clock, self.days, wanted, after_midnight)

    def starts(self, session: Session) -> tuple[Minute, ...]:
        """Every start one could think of for the session: its own, or the rounds', or the grid's.

        Of a talk they are those slots of the rounds after which the round has slots enough. Whether it then lies in its
        window, its rounds and the opening hours is for the rules to say.
        """
        if session.starts is not None:
            return session.starts
        if session.slots:
            return self.talk_starts(session.slots)
        return self._grid if session.rounds == () else self._rounds_or_grid

    def places(self, session: Session) -> tuple[Room | None, ...]:
        """Every room one could think of for the session, in the order of the file; (None,) when it needs none."""
        return self.rooms if session.needs_room else (None,)

    def parts(self, room: Room) -> tuple[Room, ...]:
        """The rooms that it consists of, and those that these consist of; none of most rooms."""
        return tuple(part for name in room.consists_of if (part := self.room(name)))

    def closed(self, room: Room) -> tuple[Span, ...]:
        """When it cannot be used, in order: it is closed, or one of its parts is. What adjoins is one stretch."""
        return joined(span for one in (room, *self.parts(room)) for span in one.closed)

    def joined_rooms(self, room: Room) -> tuple[Room, ...]:
        """All that hang together with it by parts that they share, itself among them, in the order of the file."""
        return self._joined_rooms.get(room.name, (room,))

    def names_of(self, rooms: Iterable[Room]) -> list[str]:
        """The rooms by name, in their order; all the doors of a pool by the one name they share."""
        named = dict.fromkeys(rooms)
        whole = {pool for pool, doors in self._pools.items() if doors <= named.keys()}
        return list(dict.fromkeys(room.pool if room.pool and room.pool in whole else room.name for room in named))

    def needed(self, session: Session) -> Mapping[Person, str]:
        """Who must be there, each with why ("chairs", "speaks at", "hosts", "must be at")."""
        return self._needed[session]

    def may_come(self, person: Person, session: Session) -> bool:
        """Whether the person has a place there, needs none, or must be there."""
        return session.has_place_for(person) or person in self.needed(session)

    def duties(self, person: Person) -> tuple[Session, ...]:
        """The sessions that take place where this person must be."""
        return self._duties.get(person, ())

    def leaders(self, session: Session) -> tuple[Person, ...]:
        """The chairs and vice-chairs of the session's groups, chairs first."""
        return tuple(
            dict.fromkeys(p for role in (Role.CHAIR, Role.VICE_CHAIR) for g in session.groups for p in g.people(role))
        )

    def absent_leaders(self, session: Session) -> tuple[Person, ...]:
        """The chairs and vice-chairs who have cancelled, where nobody else leads the session; else none."""
        if self.leaders(session):
            return ()
        roles = (Role.CHAIR, Role.VICE_CHAIR)
        return tuple(
            dict.fromkeys(s.person for role in roles for g in session.groups for s in g.absent if s.role is role)
        )

    def lost(self, session: Session) -> Mapping[Person, str]:
        """Who has cancelled and leaves a gap, each with why they were needed.

        That is a speaker or host where no other one is left, and whoever is required themselves. Another of the same
        group, and another speaker, can do without them.
        """
        others = {"speaks at": session.speakers, "hosts": session.hosts}
        found: dict[Person, str] = {}
        for person, why in session.absent:
            if not others.get(why):
                found.setdefault(person, why)
        return found

    def wishes(self, person: Person) -> Mapping[Session, Role]:
        """The sessions that this person would like to attend and is not needed at, with their strongest role there.

        Who is nothing there but names it among their wishes counts as interested.
        """
        return self._wishes.get(person, {})

    def stated(self, person: Person) -> Mapping[Session, int | None]:
        """What their own wishes say of sessions: how strong each is, None as who is interested, 0 none.

        What is said of a session counts before what is said of a group; of groups the strongest. A session that does
        not take place stands for the one where its people go.
        """
        return self._stated.get(person, {})

    def weighed(self, person: Person, weights: Mapping[Role, int]) -> dict[Session, int]:
        """What each of their wishes weighs: the strength that they state or the weight of their role, the greater."""
        stated, weighed = self.stated(person), {}
        for session, role in self.wishes(person).items():
            strength = stated.get(session)
            seated = strength is None or self._role(person, session) is not None or person in session.who_signed_up
            weighed[session] = max(strength or 0, weights[role] if seated else 0)
        return weighed

    def expected(self, session: Session) -> int:
        """How many people to reckon with: what the file says, else everyone for a plenary, else those of its groups.

        That is of its own, the invited and the required groups, and whoever else must be there. Somebody who is only
        interested is not counted. Nobody is at a break, walk-in, drinks, open space or moving time. Where one signs up
        it is as many as there are places, else those who signed up, and whoever must be there without having done so.
        """
        if session.expected is not None:
            return session.expected
        if session.kind.for_everyone:
            return len(self.people)
        if not session.kind.is_meeting:
            return 0
        if session.by_sign_up:
            besides = sum(person not in session.who_signed_up for person in self.needed(session))
            return besides + (len(session.who_signed_up) if session.places is None else session.places)
        groups = (*session.groups, *session.invited, *session.required_groups)
        members = {g: {p for p, role in g.roles.items() if role is not Role.INTERESTED} for g in groups}
        return len(set(self.needed(session)).union(*members.values())) + sum(group.unnamed for group in members)

    @cached_property
    def _grid(self) -> tuple[Minute, ...]:
        """The starts of all days, but those of an hour that the clock then shows again: nobody could name them."""
        return tuple(sorted(filter(self.clock.is_first, {minute for day in self.days for minute in day.grid})))

    @cached_property
    def _rounds_or_grid(self) -> tuple[Minute, ...]:
        """The same, of each day that has rounds the starts of these."""
        free = {minute for day in self.days if not day.rounds for minute in day.grid if self.clock.is_first(minute)}
        return tuple(sorted(free.union(round_.span.start for day in self.days for round_ in day.rounds)))

    def talk_starts(self, slots: int) -> tuple[Minute, ...]:
        """When a talk of so many slots can begin: with a slot after which its round has enough of them."""
        if slots not in self._starts_of_talks:
            fitting = [(round_, (round_.slots or 0) - slots + 1) for round_ in self.rounds]
            starts = {start for round_, some in fitting for start in round_.slot_starts[: max(0, some)]}
            self._starts_of_talks[slots] = tuple(sorted(starts))
        return self._starts_of_talks[slots]

    @cached_property
    def _starts_of_talks(self) -> dict[int, tuple[Minute, ...]]:
        return {}

    @cached_property
    def rounds(self) -> tuple[Round, ...]:
        """The rounds of all days, in order of time."""
        return tuple(sorted((round_ for day in self.days for round_ in day.rounds), key=lambda r: r.span))

    @cached_property
    def round_starts(self) -> tuple[Minute, ...]:
        """When each of `rounds` begins."""
        return tuple(round_.span.start for round_ in self.rounds)

    @cached_property
    def longest_round(self) -> int:
        """How many minutes the longest round lasts; 0: there is none."""
        return max((round_.span.minutes for round_ in self.rounds), default=0)

    @cached_property
    def room_order(self) -> Mapping[str, int]:
        """The place of each room in the file, from 0, by name."""
        return {room.name: place for place, room in enumerate(self.rooms)}

    @cached_property
    def attendees(self) -> Mapping[Session, tuple[Person, ...]]:
        """Who attends each talk: who is required there, and whose own wishes name it."""
        wish: dict[Session, list[Person]] = {}
        for person in self.people:
            for session, strength in self.stated(person).items():
                if session.track and strength != 0:
                    wish.setdefault(session, []).append(person)
        return {talk: tuple(dict.fromkeys((*talk.required, *wish.get(talk, ())))) for talk in self.talks}

    @cached_property
    def talks(self) -> tuple[Session, ...]:
        """The sessions that take place and are of a track, in the order of the file."""
        return tuple(session for session in self.held if session.track)

    @cached_property
    def _rooms(self) -> dict[str, Room]:
        return {room.name: room for room in self.rooms}

    @cached_property
    def _pools(self) -> dict[str | None, set[Room]]:
        pools = {room.pool for room in self.rooms if room.pool}
        return {pool: {room for room in self.rooms if room.pool == pool} for pool in pools}

    @cached_property
    def _joined_rooms(self) -> dict[str, tuple[Room, ...]]:
        """By name; rooms that are no part and have none are left out."""
        together: dict[str, set[str]] = {}
        for room in self.rooms:
            if room.consists_of:
                names = {room.name, *room.consists_of}.union(*(together.get(name, ()) for name in room.consists_of))
                together.update(dict.fromkeys(names, names))
        return {name: tuple(room for room in self.rooms if room.name in names) for name, names in together.items()}

    @cached_property
    def _people(self) -> dict[str, Person]:
        return {person.name: person for person in self.people}

    @cached_property
    def _groups(self) -> dict[str, Group]:
        return {group.name: group for group in self.groups}

    @cached_property
    def _sessions(self) -> dict[str, Session]:
        return {session.name: session for session in self.sessions}

    @cached_property
    def _needed(self) -> dict[Session, dict[Person, str]]:
        needed: dict[Session, dict[Person, str]] = {}
        for session in self.sessions:
            why: dict[Person, str] = {}
            for group in session.groups:
                why.update(dict.fromkeys(group.people(Role.CHAIR), "chairs"))
            for people, reason in (
                (session.speakers, "speaks at"),
                (session.hosts, "hosts"),
                (session.required, "must be at"),
            ):
                for person in people:
                    why.setdefault(person, reason)
            for group in session.required_groups:
                for person, role in group.roles.items():
                    if role is not Role.INTERESTED:
                        why.setdefault(person, "must be at")
            needed[session] = why
        return needed

    @cached_property
    def _duties(self) -> dict[Person, tuple[Session, ...]]:
        duties: dict[Person, tuple[Session, ...]] = {}
        for session in self.held:
            for person in self._needed[session]:
                duties[person] = (*duties.get(person, ()), session)
        return duties

    @cached_property
    def _wishes(self) -> dict[Person, dict[Session, Role]]:
        wishes: dict[Person, dict[Session, Role]] = {}
        for session in self.held:
            if session.kind.for_everyone:
                continue  # everyone is expected at a plenary: it is nobody's wish in particular
            for group in (*session.groups, *session.invited):
                for person, role in group.roles.items():
                    known = wishes.setdefault(person, {}).get(session)
                    if person not in self._needed[session] and (known is None or role.rank < known.rank):
                        wishes[person][session] = role
        place = {session: number for number, session in enumerate(self.held)}
        for person, stated in self._stated.items():
            theirs = wishes.setdefault(person, {})
            theirs.update((s, Role.INTERESTED) for s in stated if s not in theirs and person not in self._needed[s])
            wishes[person] = {s: theirs[s] for s in sorted(theirs, key=place.__getitem__) if stated.get(s) != 0}
        self._only_with_a_place(wishes, place)
        return {person: asked for person, asked in wishes.items() if asked}

    def _only_with_a_place(self, wishes: dict[Person, dict[Session, Role]], place: Mapping[Session, int]) -> None:
        """Whoever has a place wishes to be there, as a member where they are nothing more; nobody else does.

        `place`: of each session that takes place, in the order of the file.
        """
        for person, theirs in wishes.items():
            if not all(session.has_place_for(person) for session in theirs):
                wishes[person] = {session: role for session, role in theirs.items() if session.has_place_for(person)}
        signed_up: dict[Person, dict[Session, Role]] = {}
        for session in self.held:
            for person in session.signed_up or ():
                if person not in self._needed[session]:
                    role = min(self._role(person, session) or Role.MEMBER, Role.MEMBER, key=lambda role: role.rank)
                    signed_up.setdefault(person, {})[session] = role
        for person, added in signed_up.items():
            theirs = {**wishes.get(person, {}), **added}
            wishes[person] = {session: theirs[session] for session in sorted(theirs, key=place.__getitem__)}

    @cached_property
    def _stated(self) -> dict[Person, dict[Session, int | None]]:
        by_name = {session.name: [session] for session in self.sessions}
        of_group: dict[str, list[Session]] = {}
        for session in self.sessions:
            for group in session.groups:
                of_group.setdefault(group.name, []).append(session)
        found: dict[Person, dict[Session, int | None]] = {}
        for person in self.people:
            for things in (of_group, by_name) if person.wishes else ():  # a session's own name counts before its group
                strengths: dict[Session, int | None] = {}
                for name, strength in person.wishes:
                    for session in things.get(name, ()):
                        goal = session if session.held else self.session(session.goes_to)
                        if goal and goal.held and not goal.kind.for_everyone:
                            strengths[goal] = _stronger(strengths[goal], strength) if goal in strengths else strength
                found.setdefault(person, {}).update(strengths)
        return {person: strengths for person, strengths in found.items() if strengths}

    def _role(self, person: Person, session: Session) -> Role | None:
        """Their strongest role in the groups whose meeting it is, or that are invited."""
        roles = [group.roles[person] for group in (*session.groups, *session.invited) if person in group.roles]
        return min(roles, key=lambda role: role.rank, default=None)


def _stronger(one: int | None, other: int | None) -> int | None:
    """The stronger of two wishes; a number says more than none, unless it is 0."""
    return max(one or 0, other or 0) or (None if None in (one, other) else 0)
