"""A conference that somebody has cancelled for, as files would make it."""

from __future__ import annotations

from scheduler.conference.conference import Conference, Group, Session


def without(conference: Conference, name: str) -> Conference:
    """The same conference, for which the person of that name has cancelled."""
    person = next(person for person in conference.people if person.name == name)
    gone = person.model_copy(update={"absent": True, "present": (), "wishes": ()})
    groups = {
        group.name: group.model_copy(
            update={
                "seats": tuple(seat for seat in group.seats if seat.person != person),
                "absent": tuple(type(seat)(gone, seat.role) for seat in group.seats if seat.person == person),
            }
        )
        for group in conference.groups
    }

    def session_without(session: Session) -> Session:
        def now(those: tuple[Group, ...]) -> tuple[Group, ...]:
            return tuple(groups[group.name] for group in those)

        needed = {"speakers": "speaks at", "hosts": "hosts", "required": "must be at"}
        left = {key: tuple(one for one in getattr(session, key) if one != person) for key in needed}
        away = tuple((gone, why) for key, why in needed.items() if person in getattr(session, key))
        whose = {key: now(getattr(session, key)) for key in ("groups", "invited", "required_groups")}
        return session.model_copy(update={**left, **whose, "absent": away})

    return conference.model_copy(
        update={
            "groups": tuple(groups.values()),
            "people": tuple(one for one in conference.people if one != person),
            "absent": (*conference.absent, gone),
            "sessions": tuple(map(session_without, conference.sessions)),
        }
    )
