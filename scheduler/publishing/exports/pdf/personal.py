"""A page for a person: where they must be, what they wished and can attend, what they miss."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from scheduler.conference.conference import Group, Person, Role, Session
from scheduler.conference.named_link import NamedLink
from scheduler.conference.personal_day import Appointment, Missed, Reason, personal_day
from scheduler.publishing.attendee_text import AttendeeText, link, public_link, to_follow, to_read
from scheduler.publishing.exports.addresses import followable
from scheduler.publishing.exports.booklet_values import safe_link
from scheduler.publishing.exports.document import Document, SessionText
from scheduler.text.language import Language


def pages(document: Document, people: Iterable[Person], *, private: bool = False) -> list[dict[str, Any]]:
    """The values of each person's page. `private`: with the links that only those who come may have."""
    written = _Pages(document, private=private)
    return [written.of(person) for person in people]


class _Pages:
    def __init__(self, document: Document, *, private: bool) -> None:
        self._document = document
        self._language: Language = document.language
        self._telling = AttendeeText(document.conference, document.language)
        self._private = private
        self._link = link if private else public_link
        self._session_texts = {session_text.session.name: session_text for session_text in document.placed}

    def of(self, person: Person) -> dict[str, Any]:
        conference, language = self._document.conference, self._language
        day = personal_day(conference, self._document.programme, person)
        by_day = groupby(day.items, key=lambda item: conference.clock.date(item.placement.start))
        several = len(conference.days) > 1
        return {
            "heading": language.say("The day of {person}", person=person.name)
            if not several
            else language.say("The days of {person}", person=person.name),
            "organisation": person.organisation,
            "days": [
                {"name": language.long_day(date) if several else "", "items": [self._item(person, i) for i in items]}
                for date, items in by_day
            ],
            "missed": [self._missed(person, missed) for missed in day.missed],
            "unheld": [_unheld(session_text) for session_text in unheld_for(person, self._document)],
            "waiting": [self._telling.with_hours(placement, person) for placement in day.waiting],
        }

    def _item(self, person: Person, item: Appointment) -> dict[str, Any]:
        session = item.placement.session
        session_text = self._session_texts[session.name]
        return {
            "title": session_text.title,
            "hours": session_text.hours,
            "own_hours": self._telling.own_hours(item.placement, person),
            "room": session_text.room,
            "track": session_text.track,
            "link": safe_link(self._link(item.placement)),
            "besides": [list(pair) for pair in followable(self._besides(session))],
            "why": self._telling.why(item.why, _group(session, person, item.why)),
            "colour": session_text.colour,
            "own": item.why not in (Reason.EVERYONE, Reason.OPEN),
        }

    def _besides(self, session: Session) -> tuple[NamedLink, ...]:
        """What is to be read for it, and to follow."""
        return (*to_read(session, personal=self._private), *to_follow(session, personal=self._private))

    def _missed(self, person: Person, missed: Missed) -> list[str]:
        """The missed session, and why it is missed: on two lines."""
        say, language = self._language.say, self._language
        title = missed.session.title
        if missed.placement is None:
            return [title, say("This is dropped from the programme.")]
        sentence = self._telling.with_hours(missed.placement, person)
        if not missed.instead:
            return [sentence, say("You are not there for the whole of {what}.", what=title)]
        where = language.listing(other.session.title for other in missed.instead)
        return [sentence, say("You are at {where} then.", where=where)]


def _unheld(shown: SessionText) -> str:
    """What does not take place, with what the organisers say of it."""
    return f"{shown.title}: {shown.note}" if shown.note else shown.title


def unheld_for(person: Person, document: Document) -> list[SessionText]:
    """What does not take place and they would have come to, in the order of the file."""
    return [text for text in document.absent if not text.session.held and _concerns(person, text.session)]


def _concerns(person: Person, session: Session) -> bool:
    """Whether they would have come to the session."""
    named = (*session.speakers, *session.hosts, *session.required, *(session.signed_up or ()), *session.waiting)
    groups = (*session.groups, *session.invited, *session.required_groups)
    return person in named or any(person in group.roles for group in groups)


def _group(session: Session, person: Person, why: Reason) -> Group | None:
    """The group for whose sake the person comes; None when it is for their own."""
    if why is Reason.CHAIRS:
        return next((group for group in session.groups if group.roles.get(person) is Role.CHAIR), None)
    if why is Reason.REQUIRED:
        of_theirs = () if person in session.required else session.required_groups
        return next((group for group in of_theirs if person in group.roles), None)
    own = (*session.groups, *session.invited)
    return next((group for group in own if (role := group.roles.get(person)) and role.value == why.value), None)
