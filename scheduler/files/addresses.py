"""The e-mail addresses of people, kept apart from the conference: they are for mailings alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from scheduler.files.attendees import Attendee
from scheduler.text.sentence import Phrase, Sentence, plural
from scheduler.text.wording import listing

_MANY = 5  # so many addresses that people share are told one by one


def read_addresses(attendees: Sequence[Attendee], say: Callable[[Phrase], None]) -> Mapping[str, str]:
    """By person's name. Who shares an address with others is said, and who has two; no address is, for all may read it.

    A secretary often has the mail of several people, so that is no fault.
    """
    found = {attendee.person.name: attendee.email for attendee in attendees if attendee.email}
    shared: dict[str, list[str]] = {}
    for name, address in found.items():
        shared.setdefault(address.casefold(), []).append(name)
    several = [names for names in shared.values() if len(names) > 1]
    for names in several[:_MANY]:
        say(Sentence("{people} have the same e-mail address; a mailing has a mail for each.", people=listing(names)))
    if (more := len(several) - _MANY) > 0:
        say(
            plural(
                more,
                "{number} more e-mail address is of several people.",
                "{number} more e-mail addresses are of several people each.",
            )
        )
    for attendee in attendees:
        written = {entry.shape.email.casefold() for entry in attendee.entries if entry.shape.email}
        if len(written) > 1:
            places = listing(entry.place for entry in attendee.entries if entry.shape.email)
            say(
                Sentence(
                    "{person} has several e-mail addresses ({places}); mail goes to the first.",
                    person=attendee.person,
                    places=places,
                )
            )
    return found
