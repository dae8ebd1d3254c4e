"""A plan of seats in lines for a terminal: how much of it all is met, what is full and who waits, who is worst off."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.conference.programme import titled, titled_with_room
from scheduler.console.hanging import hanging
from scheduler.questions.seats import Seating
from scheduler.text.sentence import Phrase, Sentence, paragraph, plural
from scheduler.text.wording import count, listing, some

_NAMED = 5  # people of a waiting list, and people worst off, that are named
_SESSIONS = 12  # full sessions that are told one by one


def lines(answer: Seating, columns: int = 80) -> Iterator[str]:
    """What is met and proven, then the full sessions with their waiting lists, then who has the least."""
    yield from hanging(_met(answer), columns)
    yield from hanging(_proof(answer), columns)
    if answer.full:
        yield ""
        yield from _full(answer, columns)
    if answer.short:
        yield ""
        yield from _worst_off(answer, columns)


def _met(answer: Seating) -> Phrase:
    plan = answer.plan
    wished, given = sum(map(len, plan.demand.ideal.values())), sum(map(len, plan.going.values()))
    if not answer.short:
        return plural(
            len(plan.going),
            "{number} person has a seat everywhere they would go.",
            "All {number} people have a seat everywhere they would go.",
        )
    return Sentence(
        "{given} given, of {wished} that people would take if there were room for all; {content} of {people} have all "
        "that they could have.",
        given=count(given, "seat is", "seats are"),
        wished=wished,
        content=len(plan.going) - len(answer.short),
        people=count(len(plan.going), "person", "people"),
    )


def _proof(answer: Seating) -> Phrase:
    if not answer.short:
        return Sentence("")
    if not answer.proven:
        return Sentence(
            "Wishes are met with a strength of {met} together; more than {bound} cannot be, and in between nothing is "
            "proven. A longer --time-limit may find more.",
            met=answer.plan.met,
            bound=answer.bound,
        )
    proven = Sentence("Proven: no plan meets more, counted by how strong the wishes are.")
    if answer.fair:
        return paragraph(proven, Sentence("And none that meets as much is fairer."))
    return paragraph(proven, Sentence("That none which meets as much is fairer is not proven."))


def _full(answer: Seating, columns: int) -> Iterator[str]:
    plan = answer.plan
    yield from hanging(
        Sentence(
            "Full, with who waits: first whoever lost the largest part of what they could have, then the strongest "
            "wish, then the lot."
        ),
        columns,
    )
    for session in answer.full[:_SESSIONS]:
        placement, waiting = plan.demand.programme[session], plan.waiting[session]
        line = plural(
            plan.demand.seats[session] or 0,
            "{session}: {number} seat; {waiting} on the waiting list: {names}.",
            "{session}: {number} seats; {waiting} on the waiting list: {names}.",
            session=titled_with_room(plan.demand.conference.clock, placement),
            waiting=count(len(waiting), "person", "people"),
            names=some([person.name for person in waiting], _NAMED),
        )
        yield from hanging(line, columns, "- ")
    if (more := len(answer.full) - _SESSIONS) > 0:
        others = plural(
            more,
            "And {number} other session, which the file names.",
            "And {number} other sessions, which the file names.",
        )
        yield from hanging(others, columns, "- ")


def _worst_off(answer: Seating, columns: int) -> Iterator[str]:
    plan, clock = answer.plan, answer.plan.demand.conference.clock
    yield from hanging(Sentence("The worst off, with how much of what they could have is theirs:"), columns)
    for person in answer.short[:_NAMED]:
        line = Sentence(
            "{person}: {share} %, without a seat at {sessions}.",
            person=person,
            share=plan.share(person),
            sessions=listing(titled(clock, placement) for placement in plan.without(person)),
        )
        yield from hanging(line, columns, "- ")
    if _some_count_less(answer):
        advice = Sentence(
            "Whose wishes are weaker comes behind; with {option} everybody's strongest wish counts alike.",
            option="--equal-voices",
        )
        yield from hanging(advice, columns)


def _some_count_less(answer: Seating) -> bool:
    """Whether somebody is short of what they could have whose strongest wish is weaker than that of others."""
    strengths = answer.plan.demand.strengths
    most = max(max(theirs.values()) for theirs in strengths.values())
    return any(max(strengths[person].values()) < most for person in answer.short)
