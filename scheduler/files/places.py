"""Places for which one signs up: who has one and who waits, and what does not fit together in that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from scheduler.conference.conference import Conference, Kind, Person, Session
from scheduler.files.day_schema import SessionShape
from scheduler.files.faults import quoted
from scheduler.files.resolve import NameIndex
from scheduler.files.validate import Path, Source
from scheduler.text.sentence import Phrase, Sentence, plural
from scheduler.text.wording import listing, some

_KEYS = ("places", "signed_up", "waiting")
_NAMED = 5


@dataclass(frozen=True)
class PlacesReader:
    """Reads them of one session at its path."""

    people: NameIndex[Person]
    source: Source
    path: Path

    def read(self, written: SessionShape, title: str, kind: Kind) -> dict[str, Any]:
        """`places`, `signed_up` and `waiting` of the session."""
        used = [key for key in _KEYS if key in written.model_fields_set]
        if not used:
            return {}
        if kind.is_common:
            message = Sentence(
                "{title} is for everyone, so nobody need sign up for it; leave {key} out, or give it another kind.",
                title=quoted(title),
                key=quoted(self.source.key((*self.path, used[0]))),
            )
            self.source.fault((*self.path, used[0]), message)
            return {}
        signed_up = self._people(written.signed_up, "signed_up")
        if gone := [person for person in signed_up if person.absent]:
            signed_up = tuple(person for person in signed_up if not person.absent)
            free = plural(
                len(gone),
                "{title}: {names} signed up and has cancelled, so that place is free.",
                "{title}: {names} signed up and have cancelled, so those places are free.",
                title=quoted(title),
                names=listing(person.name for person in gone),
            )
            self.source.say((*self.path, "signed_up"), free)
        waiting = tuple(person for person in self._people(written.waiting, "waiting") if not person.absent)
        with_a_place = set(signed_up)
        for number, person in enumerate(waiting):
            if person in with_a_place:
                twice = Sentence("{person} has a place already, and waits for none.", person=person)
                self.source.fault((*self.path, "waiting", number), twice)
        if written.places is not None and len(signed_up) > written.places:
            self._too_many(title, written.places, len(signed_up))
        elif written.places is not None and waiting and len(signed_up) < written.places:
            free = plural(
                written.places - len(signed_up),
                "{title} has {number} place free, and people on its waiting list: {names}.",
                "{title} has {number} places free, and people on its waiting list: {names}.",
                title=quoted(title),
                names=_some(waiting),
            )
            self.source.say((*self.path, "waiting"), free)
        return {
            "places": written.places,
            "signed_up": signed_up if written.signed_up else None,
            "waiting": waiting,
        }

    def _people(self, names: Sequence[str], key: str) -> tuple[Person, ...]:
        return tuple(dict.fromkeys(self.people.find_all(names, self.source, (*self.path, key))))

    def _too_many(self, title: str, places: int, signed_up: int) -> None:
        more = signed_up - places
        message = Sentence(
            "{title} has a place for {places} and {people} signed up; move {more} to {waiting}, or raise {key}.",
            title=quoted(title),
            places=places,
            people=signed_up,
            more=more,
            waiting=quoted(self.source.key((*self.path, "waiting"))),
            key=quoted(self.source.key((*self.path, "places"))),
        )
        self.source.fault((*self.path, "signed_up"), message)


def say_without_a_place(conference: Conference, source: Source) -> None:
    """A remark on each session that people wish to attend and have no place at, or more of them than it has places."""
    stating: dict[Session, list[Person]] = {}
    for person in conference.people:
        for session, strength in conference.stated(person).items():
            if strength != 0:
                stating.setdefault(session, []).append(person)
    order = {person: number for number, person in enumerate(conference.people)}
    for session in conference.held:
        if not session.by_sign_up:
            continue
        # Who would wish to be there, were there places for all.
        of_groups = (person for group in (*session.groups, *session.invited) for person in group.roles)
        wishing = {*stating.get(session, ()), *of_groups} & order.keys() - conference.needed(session).keys()
        if session.signed_up is not None:
            without = [p for p in wishing if not session.has_place_for(p) and p not in session.who_waits]
            if without:
                source.fault_list.say(
                    plural(
                        len(without),
                        "{session}: {number} person who wishes to attend it did not sign up, and that wish does not "
                        "count: {names}.",
                        "{session}: {number} people who wish to attend it did not sign up, and that wish does not "
                        "count: {names}.",
                        session=session,
                        names=_some(sorted(without, key=order.__getitem__)),
                    )
                )
        elif session.places is not None and len(wishing) > session.places:
            source.fault_list.say(
                plural(
                    session.places,
                    "{session} has {number} place, and {people} people wish to go there; say under {key} who has one.",
                    "{session} has {number} places, and {people} people wish to go there; say under {key} who has one.",
                    session=session,
                    people=len(wishing),
                    key=quoted(source.key(("signed_up",))),
                )
            )


def _some(people: Sequence[Person]) -> Phrase:
    return some([person.name for person in people], _NAMED)
