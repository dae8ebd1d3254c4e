"""The shape of a day file and its people into a conference; what does not hold together is noted, line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from scheduler.conference.conference import Conference, Day, Group, Person, Session
from scheduler.conference.round_names import place_of
from scheduler.files.absence import say_absent
from scheduler.files.addresses import read_addresses
from scheduler.files.attendees import Mention, read_people
from scheduler.files.day_schema import DayFile
from scheduler.files.days import read_days
from scheduler.files.faults import quoted
from scheduler.files.groups import read_groups
from scheduler.files.hours import Hours
from scheduler.files.places import say_without_a_place
from scheduler.files.resolve import NameIndex, between_quotes, say_alike, split_in_list
from scheduler.files.rooms import read_rooms, read_walking
from scheduler.files.sessions import SessionNames, read_sessions
from scheduler.files.tracks import RatherNot, TalkNames, read_tracks, say_idle_tracks
from scheduler.files.validate import Source
from scheduler.files.wishes import say_idle_wishes, wishes_index
from scheduler.files.wishes_file import WishesBeside, expecting_who_wish, say_idle_names
from scheduler.text.day_words import section
from scheduler.text.sentence import NOTHING, Sentence, paragraph
from scheduler.text.wording import alike_key


def _say_groups_taken_for_people(people: Iterable[str], groups: Iterable[Group], source: Source) -> None:
    """Where names of people are taken as they come, a group that is misspelt would become one of them."""
    known = {alike_key(group.name): group.name for group in groups}
    for name in people:
        if group := known.get(alike_key(name)):
            remark = Sentence(
                "{name} counts as a person. Is the group {group} meant?", name=quoted(name), group=quoted(group)
            )
            source.fault_list.say(remark)


def _rounds(days: Iterable[Day]) -> dict[str, str]:
    """The rounds by what they may be called: one without a name by its place, in either language."""
    names = [round_.name for day in days for round_ in day.rounds]
    words = section("words")["round"]
    dutch = {f"{word} {number}": name for name in names if (number := place_of(name)) for word in words}
    return {**dutch, **{name: name for name in names}}


def _say_titles_that_are_groups(sessions: Sequence[Session], groups: Sequence[Group], source: Source) -> None:
    """A meeting of "Zorg, Jeugd en Onderwijs" has no group where the list has that as two."""
    names = [group.name for group in groups]
    for number, session in enumerate(sessions):
        if not session.groups and split_in_list([part.strip() for part in session.title.split(",")], names):
            remark = Sentence(
                "{name} is a session without a group, and its title stands among the groups as {number}.",
                name=quoted(session.title),
                number=session.title.count(",") + 1,
            )
            source.say(("sessions", number), paragraph(remark, between_quotes(session.title)))


def build(
    shape: DayFile, people: Sequence[Mention] | None, source: Source, wishes: WishesBeside | None = None
) -> tuple[Conference, Mapping[str, str]]:
    """The conference, without what is faulty; and by name the addresses of people, which it does not know.

    `people` None: there is no list, so names are taken as they come. `wishes`: those in a file of their own.
    """
    wishes = wishes or WishesBeside()
    if not shape.title and "title" not in source.fault_list.unsure:
        key = source.key(("title",))
        source.fault((), Sentence("{key} is missing; write it like {like}", key=quoted(key), like=f"{key}: Netwerkdag"))
    clock, days = read_days(shape, source)
    hours = Hours(clock, days)
    rooms, known_rooms = read_rooms(shape, hours, source)
    guests = [Mention(guest, source, ("guests", number), guest=True) for number, guest in enumerate(shape.guests)]
    mentions = [*(people or ()), *guests]
    attendees, known_people = read_people(mentions, hours, wishes_index(shape), source.fault_list.say, wishes.of)
    everyone = {attendee.person.name: attendee.person for attendee in attendees}
    if people is None:

        def as_it_comes(name: str) -> Person:
            everyone[name] = Person(name=name, wishes=wishes.of(name))
            return everyone[name]

        known_people.anew = as_it_comes
        known_people.things |= {name: as_it_comes(name) for name, _ in wishes.wishes if name not in everyone}
    known_rounds = NameIndex(Sentence("round"), "rounds", _rounds(days))
    rather_not = RatherNot(known_rounds, known_rooms, source)
    rooms = rather_not.of_rooms(shape, rooms)
    tracks, known_tracks = read_tracks(shape, known_people, rather_not, days, source)
    groups, known_groups = read_groups(shape.groups, attendees, known_people, source)
    names = SessionNames(
        rooms=known_rooms,
        groups=known_groups,
        people=known_people,
        features=NameIndex(
            Sentence("feature of any room"),
            "rooms",
            {name: name for room in rooms for name in sorted(room.features)},
            none=Sentence("No room of this file has any features.") if rooms else NOTHING,
        ),
        rounds=known_rounds,
        talks=TalkNames(known_tracks, rather_not, tuple(round_ for day in days for round_ in day.rounds)),
    )
    sessions = read_sessions(shape, hours, names, source)
    say_idle_tracks(tracks, Counter(session.track.name for session in sessions if session.track), source)
    for what, alike in (
        (Sentence("people"), [person.name for person in everyone.values()]),
        (Sentence("organisations"), [person.organisation for person in everyone.values()]),
        (Sentence("groups"), [group.name for group in groups]),
        (Sentence("rooms"), [room.name for room in rooms]),
        (Sentence("buildings"), [room.building for room in rooms]),
        (Sentence("features"), [feature for room in rooms for feature in sorted(room.features)]),
        (Sentence("sessions"), [session.name for session in sessions]),
        (Sentence("tracks"), [track.name for track in tracks]),
    ):
        say_alike(alike, what, source.fault_list.say)
    _say_titles_that_are_groups(sessions, groups, source)
    if people is None:
        _say_groups_taken_for_people(everyone, groups, source)
    say_idle_wishes(attendees, sessions)
    say_idle_names(wishes, sessions, shape.wishes or "", source.fault_list.say)
    say_absent(everyone.values(), source.fault_list.say)
    conference = Conference(
        title=shape.title or "",
        clock=clock,
        place=shape.place or "",
        website=shape.website or "",
        letter=shape.letter,
        days=days,
        rooms=rooms,
        walking=read_walking(shape.walking, rooms, source),
        groups=groups,
        people=tuple(person for person in everyone.values() if not person.absent),
        absent=tuple(person for person in everyone.values() if person.absent),
        tracks=tracks,
        sessions=sessions,
    )
    say_without_a_place(conference, source)
    if shape.expected_from_wishes:
        conference = expecting_who_wish(conference, wishes)
    elif wishes.unnamed:
        source.fault_list.say(
            Sentence(
                "{file}: wishes without a name count for how many are expected alone; write {line} for that.",
                file=shape.wishes,
                line=f"{source.key(('expected_from_wishes',))}: {'ja' if source.dutch else 'yes'}",
            )
        )
    return conference, read_addresses(attendees, source.fault_list.say)
