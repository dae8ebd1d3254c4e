"""Whether a plan of seats is one: no room overfull, nobody in two places, and everybody who should wait does.

It knows nothing of how the plan was made, and reads the day and the programme anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from scheduler.conference.attendance import can_be_there
from scheduler.conference.conference import Person
from scheduler.conference.programme import Placement, clash
from scheduler.conference.seating import SeatPlan, seats_of
from scheduler.text.sentence import Phrase, Sentence
from scheduler.text.wording import count


def seat_faults(plan: SeatPlan) -> list[Phrase]:
    """What is wrong with the plan, in sentences; nothing, where it is one."""
    return [*_of_people(plan), *_of_sessions(plan)]


def _of_people(plan: SeatPlan) -> Iterator[Phrase]:
    conference, programme = plan.demand.conference, plan.demand.programme
    for person, goes in plan.going.items():
        for placement in goes:
            if programme.get(placement.session) != placement:
                yield Sentence("{session} does not stand there in the programme.", session=placement.session)
            elif placement.session not in conference.wishes(person):
                yield Sentence(
                    "{person} has a seat at {session} without wishing it.", person=person, session=placement.session
                )
            elif not can_be_there(conference, person, placement, programme):
                yield Sentence(
                    "{person} has a seat at {session} and cannot be there.", person=person, session=placement.session
                )
        for one, other in combinations(goes, 2):
            if clash(conference, one, other):
                yield Sentence(
                    "{person} has a seat at {one} and at {other}, at the same time.",
                    person=person,
                    one=one.session,
                    other=other.session,
                )


def _of_sessions(plan: SeatPlan) -> Iterator[Phrase]:
    demand = plan.demand
    seated: dict[Placement, set[Person]] = {placement: set() for placement in demand.programme.values()}
    for person, goes in plan.going.items():
        for placement in goes:
            seated.setdefault(placement, set()).add(person)
    for session, placement in demand.programme.items():
        seats = seats_of(demand.conference, placement)
        here = seated[placement]
        if seats is not None and len(here) > seats:
            yield Sentence(
                "{session} has {seats}, and {people} one.",
                session=session,
                seats=count(seats, "seat"),
                people=count(len(here), "person has", "people have"),
            )
        waiting = plan.waiting.get(session, ())
        should = {
            person
            for person in demand.asking[session]
            if person not in here and demand.gains(person, plan.going[person], session)
        }.union(person for person in session.waiting if demand.conference.person(person.name))
        for person in sorted(should.symmetric_difference(waiting), key=str):
            sentence = (
                Sentence("{person} should wait for {session}.", person=person, session=session)
                if person in should
                else Sentence("{person} waits for {session} without need.", person=person, session=session)
            )
            yield sentence
        if len(set(waiting)) < len(waiting):
            yield Sentence("Somebody waits twice for {session}.", session=session)
        if (seats is None or len(here) < seats) and should.difference(session.waiting):
            yield Sentence("{session} has a seat, and people wait for one.", session=session)
