"""How many people come to each session of a programme, when everybody goes where they most wish to be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from scheduler.conference.attendance import attended, can_be_there, worth
from scheduler.conference.conference import Conference, Session
from scheduler.conference.programme import Placement, Programme


def audience(conference: Conference, programme: Programme) -> Mapping[Session, int]:
    """How many people to reckon with at each session that stands in the programme.

    What the day file says under `expected` counts before all; where one signs up, it is `Conference.expected`. Else
    those who wish to be there, of two at the same time at the one that weighs more to them, who must be there, members
    of its groups who are not named, and wishes without a name. Everybody who can be there comes to what is for
    everyone.
    """
    wishing = Counter(
        placement.session
        for person in conference.people
        for placement in attended(conference, person, worth(conference, person), programme)
    )
    return {p.session: _coming(conference, programme, p, wishing[p.session]) for p in programme.in_time_order}


def _coming(conference: Conference, programme: Programme, placement: Placement, wishing: int) -> int:
    session = placement.session
    written = session.expected is not None and session.stars is None
    if written or session.by_sign_up or not session.kind.is_meeting:
        return conference.expected(session)
    if session.kind.for_everyone:
        return sum(can_be_there(conference, person, placement, programme) for person in conference.people)
    groups = dict.fromkeys((*session.groups, *session.invited, *session.required_groups))
    unnamed = sum(group.unnamed for group in groups) + (session.stars or 0)
    return wishing + len(conference.needed(session)) + unnamed
