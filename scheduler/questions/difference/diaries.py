"""Where each person of an edition is reckoned with: what they must be at, what they attend and what is for everyone."""

from __future__ import annotations

from collections.abc import Collection

from scheduler.conference.attendance import attended, worth
from scheduler.conference.conference import Person
from scheduler.conference.programme import Edition, Placement


def diaries(edition: Edition) -> dict[str, dict[str, Placement]]:
    """All diaries, by person's name and session's name: where they must be, what they attend, what is for everyone.

    What is open to everyone is in nobody's diary: people may drop in, but nobody reckons with them.
    """
    return {person.name: diary(edition, person) for person in edition.conference.people}


def diary(edition: Edition, person: Person, planned: Collection[str] = ()) -> dict[str, Placement]:
    """The diary of one person by session's name, in order of time.

    What was planned is kept as far as it can be, whatever is worth more now.
    """
    conference, programme = edition.conference, edition.programme
    weights = worth(conference, person)
    more = 1 + sum(weights.values())
    weights = {session: weight + more * (session.name in planned) for session, weight in weights.items()}
    found = [*programme.of(conference.duties(person)), *attended(conference, person, weights, programme)]
    found += [
        placement
        for placement in programme.for_others_too
        if placement.session.kind.is_common
        and placement.session not in weights
        and placement not in found
        and person.can_be_there(placement.span)
    ]
    return {placement.session.name: placement for placement in sorted(found, key=lambda p: (p.start, p.session.name))}
