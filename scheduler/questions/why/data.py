"""The answer to a question as data for other programs."""

from __future__ import annotations

from typing import Any

from scheduler.checking.check import Report
from scheduler.checking.report_data import as_data as report_data
from scheduler.questions.difference.data import as_data as difference_data
from scheduler.questions.why.answers import PlacePrices, Priced, Refused
from scheduler.questions.why.reasons import givable, told
from scheduler.solving.price import Price


def price_data(price: Price) -> dict[str, Any]:
    """In points by tier; `most` null: nobody knows."""
    most = None if price.most[0] >= UNKNOWN else list(price.most)
    return {"proven": price.proven, "least": list(price.least), "most": most}


def priced_data(answer: Priced) -> dict[str, Any]:
    before, after = answer.now.report, answer.found.report
    return {
        "answer": "possible",
        "session": answer.question.session.name,
        "asked": answer.question.told(answer.difference.new.conference),
        "price": price_data(answer.price),
        "price_beside_the_best": price_data(answer.own),
        "now": before.cost,
        "best": price_data(answer.day),
        "fewest_moves": answer.found.near,
        "then_miss": losses(before, after),
        "no_longer_miss": losses(after, before),
        "difference": difference_data(answer.difference),
        "report": report_data(after),
        "elapsed": round(answer.elapsed, 3),
        "stopped": answer.stopped,
    }


def refused_data(answer: Refused) -> dict[str, Any]:
    return {
        "answer": "impossible",
        "session": answer.question.session.name,
        "asked": answer.question.told(answer.conference),
        "causes": [
            {
                "told": told(cause, answer.question, answer.conference),
                "requirements": [
                    {"rule": r.name, "statement": str(r), "can_be_given_up": givable(r, answer.question)}
                    for r in cause.requirements
                ],
                "smallest": cause.smallest,
            }
            for cause in answer.causes
        ],
        "all_causes": answer.all_causes,
        "elapsed": round(answer.elapsed, 3),
        "stopped": answer.stopped,
    }


def places_data(answer: PlacePrices) -> dict[str, Any]:
    clock = answer.conference.clock
    return {
        "answer": "places",
        "session": answer.session.name,
        "now": list(answer.now),
        "best": price_data(answer.day),
        "places": [
            {
                "day": str(clock.date(place.start)),
                "start": f"{clock.naive(place.start):%H:%M}",
                "rooms": [room.name for room in place.rooms if room],
                "here": place.here,
                "price": price_data(place.price),
                "moved": len(place.difference.moved) if place.difference else None,
                "then_miss": losses(answer.reference, place.found.report) if place.found else None,
            }
            for place in answer.places
        ],
        "impossible": [
            {
                "day": str(clock.date(closed.start)),
                "start": f"{clock.naive(closed.start):%H:%M}",
                "rooms": [room.name for room in closed.rooms if room],
                "why": list(closed.why),
            }
            for closed in answer.closed
        ],
        "one_room_an_hour": answer.quick,
        "elapsed": round(answer.elapsed, 3),
        "stopped": answer.stopped,
    }


def losses(before: Report, after: Report) -> dict[str, list[str]]:
    """By session: who misses it in the second, and not in the first."""
    known = {one.person: set(one.sessions) for one in before.misses}
    found: dict[str, list[str]] = {}
    misses = {one.person: one.sessions for one in after.misses}
    for person in after.conference.people:
        for session in misses.get(person, ()):
            if session not in known.get(person, ()):
                found.setdefault(session.name, []).append(person.name)
    order = {session.name: place for place, session in enumerate(after.conference.sessions)}
    return dict(sorted(found.items(), key=lambda item: order[item[0]]))


UNKNOWN = 10**8  # beyond this a price says no more than that no programme was found
