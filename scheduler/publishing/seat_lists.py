"""A plan of seats as a table, for mail merge and for the door: a row for each seat, and for each wait for one."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.conference.conference import Person
from scheduler.conference.programme import Placement
from scheduler.conference.seating import SeatPlan
from scheduler.publishing.plain_table import Row, table_to_csv, table_to_xlsx
from scheduler.text import sanitize
from scheduler.text.language import Language
from scheduler.text.sentence import marked

_KEYWORD = "netday seats"
_HEADS = (
    marked("name"),
    marked("city or organisation"),
    marked("date"),
    marked("from"),
    marked("to"),
    marked("session"),
    marked("room"),
    marked("seat"),
    marked("waiting list"),
)
_WIDTHS = (26, 20, 12, 8, 8, 44, 20, 8, 14)


def seats_xlsx(plan: SeatPlan, language: Language) -> bytes:
    """One sheet, with its headings in the first row."""
    return table_to_xlsx(_rows(plan, language), _WIDTHS, language.say("Seats"), _KEYWORD)


def seats_csv(plan: SeatPlan, language: Language) -> bytes:
    """As an Excel of that language opens it."""
    return table_to_csv(_rows(plan, language), language)


def _rows(plan: SeatPlan, language: Language) -> Iterator[Row]:
    """Person after person, each in order of time. A waiting list says which place on it is theirs."""
    yield [language.say(head) for head in _HEADS]
    waits: dict[Person, dict[Placement, int]] = {}
    for session, people in plan.waiting.items():
        for number, person in enumerate(people, 1):
            waits.setdefault(person, {})[plan.demand.programme[session]] = number
    for person in plan.demand.conference.people:
        seats, theirs = plan.going.get(person, ()), waits.get(person, {})
        for placement in sorted({*seats, *theirs}, key=lambda p: (p.start, p.end, p.session.name)):
            clock = plan.demand.conference.clock
            begin, end = clock.naive(placement.start), clock.naive(placement.end)
            yield [
                *(sanitize.line(text, None) for text in (person.name, person.organisation)),
                str(begin.date()),
                f"{begin:%H:%M}",
                f"{end:%H:%M}",
                sanitize.line(placement.session.title, None),
                sanitize.line(placement.room.name, None) if placement.room else "",
                language.say("yes") if placement in seats else "",
                theirs.get(placement, ""),
            ]
