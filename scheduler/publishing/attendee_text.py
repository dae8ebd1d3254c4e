"""What attendees read of a session, in their language: what it is, where, with whom, and why it stands in their day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from scheduler.conference.conference import Conference, Group, NamedLink, Person, Role, Session
from scheduler.conference.kinds import KINDS
from scheduler.conference.own_hours import own_hours
from scheduler.conference.personal_day import Reason
from scheduler.conference.programme import Placement
from scheduler.text.language import Language
from scheduler.text.links import lets_anyone_in
from scheduler.text.sentence import marked

_WHYS: Mapping[Reason, str] = {  # where it is known by which group
    Reason.CHAIRS: marked("You chair {group}."),
    Reason.REQUIRED: marked("You must be there with {group}."),
    Reason.CHAIR: marked("You chair {group}, which is invited."),
    Reason.VICE_CHAIR: marked("You are vice-chair of {group}."),
    Reason.SECRETARY: marked("You are secretary of {group}."),
    Reason.MEMBER: marked("You are a member of {group}."),
    Reason.INTERESTED: marked("You asked to be kept informed by {group}."),
}
_PLAIN_WHYS: Mapping[Reason, str] = {
    Reason.CHAIRS: marked("You chair."),
    Reason.SPEAKS: marked("You speak."),
    Reason.HOSTS: marked("You host."),
    Reason.REQUIRED: marked("You must be there."),
    Reason.CHAIR: marked("You chair."),
    Reason.VICE_CHAIR: marked("You are vice-chair."),
    Reason.SECRETARY: marked("You are secretary."),
    Reason.MEMBER: marked("You are a member."),
    Reason.INTERESTED: marked("You asked to be kept informed."),
    Reason.SIGNED_UP: marked("You have a place."),
    Reason.WAITING: marked("You are on the waiting list."),
    Reason.EVERYONE: marked("For everyone."),
    Reason.OPEN: marked("Open to everyone."),
}


@dataclass(frozen=True)
class AttendeeText:
    """Words for attendees about one conference. `conference` speaks the language too: see `AttendeeText.of`."""

    conference: Conference
    language: Language

    @classmethod
    def of(cls, conference: Conference, language: Language) -> AttendeeText:
        return cls(conference.speaking(language.code), language)

    def kind(self, session: Session) -> str:
        return self.language.say(KINDS[session.kind])

    def why(self, why: Reason, group: Group | None = None) -> str:
        """A sentence to the person: `You are a member of Europa`, with its full stop."""
        if group is not None and why in _WHYS:
            return self.language.say(_WHYS[why], group=group.name)
        return self.language.say(_PLAIN_WHYS[why])

    def hours(self, placement: Placement, person: Person | None = None, *, year: bool = False) -> str:
        """`11.40–12.40`, on a conference of several days `do 22 september 11.40–12.40`.

        `person`: who reads it, with their own hours then behind it where their clock shows others. `year`: the day is
        named with it, for what may be read long after.
        """
        clock = self.conference.clock
        hours = f"{clock.hour(placement.start)}–{clock.hour(placement.end)}"
        if clock.several_days:
            hours = f"{self.language.day(clock.date(placement.start), year=year or clock.years)} {hours}"
        return ", ".join(filter(None, (hours, self.own_hours(placement, person))))

    def own_hours(self, placement: Placement, person: Person | None) -> str:
        """`in Lissabon 10.40–11.40`, with the day where it is another there; empty where their clock shows the same."""
        own = own_hours(self.conference.clock, person, placement.span) if person else None
        if own is None:
            return ""
        day = f"{self.language.day(own.day, year=self.conference.clock.years)} " if own.day else ""
        place = self.language.city(own.zone, own.place)
        return self.language.say("in {place} {hours}", place=place, hours=f"{day}{own.hours}")

    def room(self, placement: Placement) -> str:
        """`Gravenzaal (Zaal 1)`, `online`, or nothing: never a link."""
        room = placement.room
        if room is None:
            return self.language.say("online") if is_online(placement) else ""
        return f"{room.name} ({room.short})" if room.short not in ("", room.name) else room.name

    def with_hours(self, placement: Placement, person: Person | None = None, *, year: bool = False) -> str:
        """`Europa (11.40–12.40, Zaal 4)`: how another session is named, without its link. See `hours`."""
        where = ", ".join(part for part in (self.hours(placement, person, year=year), self.room(placement)) if part)
        return f"{placement.session.title} ({where})"

    def venue(self, placement: Placement) -> str:
        """`Gravenzaal (Zaal 1), Stadhuis, Grote Markt 2, Haarlem`; where no room is, the place; empty online."""
        if is_online(placement):
            return ""
        building = placement.room.building if placement.room else ""
        return ", ".join(part for part in (self.room(placement), building, self.conference.place) if part)

    def people(self, session: Session) -> list[tuple[str, str]]:
        """Who leads, speaks and receives, and whom to ask: (`Voorzitters`, `Anja Prins (Apeldoorn) en …`).

        Of a talk first the track to which it belongs, whose chairs lead it.
        """
        track = session.track
        chairs = [person for group in session.groups for person in group.people(Role.CHAIR)]
        chairs += track.chairs if track else ()
        vice_chairs = [p for group in session.groups for p in group.people(Role.VICE_CHAIR) if p not in chairs]
        plural = self.language.plural
        leading = [
            (self.language.say("Track"), track.name if track else ""),
            (plural(_count(chairs), "Chair", "Chairs"), self.names(chairs)),
            (plural(_count(vice_chairs), "Vice-chair", "Vice-chairs"), self.names(vice_chairs)),
            (plural(_count(session.speakers), "Speaker", "Speakers"), self.names(session.speakers)),
            (plural(_count(session.hosts), "Host", "Hosts"), self.names(session.hosts)),
        ]
        secretaries = list(dict.fromkeys(name for group in session.groups for name in group.secretaries))
        leading.append((plural(len(secretaries), "Secretary", "Secretaries"), self.language.listing(secretaries)))
        return [(word, names) for word, names in leading if names]

    def places(self, session: Session) -> str:
        """How many can come where one signs up, and how many of these places are free; empty where nobody signs up."""
        say, plural = self.language.say, self.language.plural
        if session.places is None:
            return say("Only for those who signed up.") if session.signed_up is not None else ""
        if session.signed_up is None:
            return plural(session.places, "{number} place; sign up for it.", "{number} places; sign up for one.")
        free = session.places - len(session.signed_up)
        if free <= 0:
            return plural(session.places, "{number} place, which is taken.", "{number} places, all of them taken.")
        return plural(
            session.places,
            "{number} place, {free} free; sign up for it.",
            "{number} places, {free} free; sign up for one.",
            free=free,
        )

    def names(self, people: Iterable[Person]) -> str:
        """`Anja Prins (Apeldoorn) en Leon Meijer (Ede)`, each once."""
        return self.language.listing(_with_organisation(person) for person in dict.fromkeys(people))

    def note_day(self, session: Session) -> date:
        """The day on which something is said of a session that does not take place."""
        return session.days[0] if session.days else self.conference.days[0].date


def is_online(placement: Placement) -> bool:
    """Whether the session takes place online alone; a session in a room that has a link as well is in the room."""
    session, room = placement.session, placement.room
    return room.online if room else session.online or bool(session.link)


def link(placement: Placement) -> str:
    """The address where one joins online, for those who come; empty where nobody does."""
    room = placement.room
    return placement.session.link or (room.link if room else "")


def public_link(placement: Placement) -> str:
    """The link, where everybody may have it; empty where there is none or only those who come may have it."""
    session, room = placement.session, placement.room
    private = session.private_link
    if private is None and room and not session.link:
        private = room.private_link
    found = link(placement)
    return "" if is_private(found, private) else found


def to_follow(session: Session, *, personal: bool = False) -> tuple[NamedLink, ...]:
    """The links besides that by which one joins; `personal`: those too that are only for those who come."""
    return tuple(link for link in session.links if personal or not is_private(link.url, session.private_link))


def to_read(session: Session, *, personal: bool = False) -> tuple[NamedLink, ...]:
    """The papers; `personal`: those too whose link lets anyone in."""
    return tuple(paper for paper in session.papers if personal or not lets_anyone_in(paper.url))


def is_private(url: str, stated: bool | None) -> bool:
    """Whether only those who come may have the link; `stated`: what the day file says of it."""
    return lets_anyone_in(url) if stated is None else stated


def pillars(session: Session) -> tuple[str, ...]:
    """The pillars of the groups that meet, a pillar itself among them."""
    return tuple(
        dict.fromkeys(
            name for group in session.groups for name in ((group.name,) if group.kind == "pillar" else group.pillars)
        )
    )


def _count(people: Iterable[Person]) -> int:
    return len(set(people))


def _with_organisation(person: Person) -> str:
    """`Anja Prins (Apeldoorn)`; two people of one name bear their organisation in it already."""
    bears_it = not person.organisation or person.name.endswith(f"({person.organisation})")
    return person.name if bears_it else f"{person.name} ({person.organisation})"
