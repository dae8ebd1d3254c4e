"""What one person can attend of a programme, since nobody can be in two places and everybody must walk.

People miss a wished meeting when it is not placed, when they are not there, when they are needed elsewhere, or when
another wished meeting in reach is worth as much or more to them. The choice with the highest worth is taken; of several
alike the same one wherever the sessions stand, so that nobody's choice changes because one of them moves a little.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from scheduler.conference.conference import Conference, Person, Role, Session
from scheduler.conference.programme import Placement, Programme, clash

_Ways = tuple[int, ...]  # placements, by their place in the order of time
_Choice = tuple[
    int, int, int, _Ways
]  # what the sessions are worth, how many, which are chosen before which, their ways


@dataclass(frozen=True, slots=True)
class Profile:
    """What makes two people alike: the worth of each wished session, where they must be, when they are there."""

    worth: tuple[tuple[Session, int], ...]
    duties: tuple[Session, ...]
    present: tuple[object, ...] | None

    @classmethod
    def of(cls, conference: Conference, person: Person, worth: Mapping[Session, int]) -> Profile:
        """The profile of a person who gives each wished session this worth; a worth of 0 is no wish."""
        return cls(tuple((s, w) for s, w in worth.items() if w > 0), conference.duties(person), person.present)


def attended(
    conference: Conference, person: Person, worth: Mapping[Session, int], programme: Programme
) -> list[Placement]:
    """The wished sessions that the person attends, in order of time: those of the greatest worth, then the most.

    Worked out once for each programme: several rules and the check ask the same of it.
    """
    known: dict[Person, tuple[Conference, Mapping[Session, int], list[Placement]]]
    known = vars(programme).setdefault("_attended", {})
    asked = known.get(person)
    if asked is None or asked[0] is not conference or asked[1] != worth:
        asked = known[person] = conference, dict(worth), _attended(conference, person, worth, programme)
    return asked[2].copy()


def _attended(
    conference: Conference, person: Person, worth: Mapping[Session, int], programme: Programme
) -> list[Placement]:
    """Exact: every choice is weighed, those that leave the same ways open as one.

    A neighbour in time is not all that binds: after an online session of ten minutes one still has to walk from the
    hall where one was before it.
    """
    walk = conference.walking.longest
    goes: list[Placement] = []
    for together in _stretches(within_reach(conference, person, worth, programme), walk):
        goes += _chosen(conference, together, worth, walk) if len(together) > 1 else together
    return goes


def within_reach(
    conference: Conference, person: Person, worth: Mapping[Session, int], programme: Programme
) -> list[Placement]:
    """The wished sessions at which the person can be, each by itself, in order of time."""
    duties = programme.of(conference.duties(person))
    reached = [
        placement
        for placement in programme.of(session for session, value in worth.items() if value > 0)
        if person.can_be_there(placement.span)
        and not (duties and any(clash(conference, placement, duty) for duty in duties))
    ]
    return sorted(reached, key=lambda p: (p.start, p.end, p.session.name))


def _stretches(placements: Iterable[Placement], minutes: int) -> Iterator[list[Placement]]:
    """In order of start, those that may clash: whoever waits so many minutes after a stretch can attend the next.

    Most of what people wish stands alone.
    """
    stretch: list[Placement] = []
    free = 0
    for placement in placements:
        if stretch and placement.start >= free:
            yield stretch
            stretch = []
        stretch.append(placement)
        free = max(free, placement.end + minutes)
    if stretch:
        yield stretch


def _chosen(
    conference: Conference, placements: Sequence[Placement], worth: Mapping[Session, int], walk: int
) -> list[Placement]:
    free = [placement.end + walk for placement in placements]  # nothing clashes from then on
    before = {way: 1 << turn for turn, way in enumerate(_in_turn(placements))}  # of choices alike, the greatest sum
    best: dict[_Ways, _Choice] = {(): (0, 0, 0, ())}  # by those that can still clash with what comes
    for number, placement in enumerate(placements):
        further: dict[_Ways, _Choice] = {}
        own = worth[placement.session]
        for ways_open, choice in best.items():
            near = tuple(earlier for earlier in ways_open if free[earlier] > placement.start)
            value, count, turns, chosen = choice
            ways: list[tuple[_Ways, _Choice]] = [(near, choice)]
            if not any(clash(conference, placements[earlier], placement) for earlier in near):
                with_it = (value + own, count + 1, turns + before[number], (*chosen, number))
                ways.append(((*near, number), with_it))
            for open_ways, found in ways:
                if open_ways not in further or found > further[open_ways]:
                    further[open_ways] = found
        best = further
    return [placements[number] for number in max(best.values())[3]]


def _in_turn(placements: Sequence[Placement]) -> list[int]:
    """The last to be chosen first, by nothing that a move changes: the shorter before the longer, then by name."""
    ways = range(len(placements))
    return sorted(ways, key=lambda n: (placements[n].session.minutes, placements[n].session.name), reverse=True)


def can_be_there(conference: Conference, person: Person, placement: Placement, programme: Programme) -> bool:
    """Whether the person is there for the whole of it and not needed at another session that clashes with it."""
    return person.can_be_there(placement.span) and not kept_away(conference, person, placement, programme)


def kept_away(conference: Conference, person: Person, placement: Placement, programme: Programme) -> list[Placement]:
    """The other sessions where the person is needed and that clash with this one."""
    return [
        duty
        for duty in programme.of(conference.duties(person))
        if duty.session != placement.session and clash(conference, placement, duty)
    ]


def missed(conference: Conference, person: Person, worth: Mapping[Session, int], programme: Programme) -> list[Session]:
    """The wished sessions that the person cannot attend, in the order of `worth`."""
    attending = {placement.session for placement in attended(conference, person, worth, programme)}
    return [session for session, value in worth.items() if value > 0 and session not in attending]


def profiles(
    conference: Conference, people: Iterable[Person], worth: Mapping[Person, Mapping[Session, int]]
) -> dict[Profile, list[Person]]:
    """People folded by profile, in the order of the file."""
    folded: dict[Profile, list[Person]] = {}
    for person in people:
        folded.setdefault(Profile.of(conference, person, worth[person]), []).append(person)
    return folded


# How much sooner somebody goes to one wished meeting than to another, where no rule of the day says so.
WORTH = {Role.CHAIR: 3, Role.VICE_CHAIR: 3, Role.SECRETARY: 3, Role.MEMBER: 2, Role.INTERESTED: 1}


def worth(conference: Conference, person: Person) -> dict[Session, int]:
    """How much each meeting that the person wishes to attend weighs when two of them coincide."""
    return conference.weighed(person, WORTH)
