"""What is to be done first on a day that has little in it yet, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.desk.state import DeskState
from scheduler.text.sentence import Phrase, Sentence, spoken_language


@dataclass(frozen=True)
class FirstStep:
    """`address`: where it is done; `number`: how many there are already. `next`: it comes first of what is left.

    `meet`: each group can be given a meeting at once.
    """

    title: Phrase | str
    what: Phrase
    address: str
    number: int
    next: bool = False
    meet: bool = False


def first_steps(state: DeskState) -> tuple[FirstStep, ...]:
    """The steps to a programme; none where nothing is missing, somebody has placed something or the day has faults."""
    if state.instance is None or state.faults or state.placed.placements:
        return ()
    conference = state.conference
    rounds = sum(len(day.rounds) for day in conference.days)
    steps = (
        (Sentence("their names, and how many seats they have"), "rooms", len(conference.rooms)),
        (Sentence("from when until when there are meetings"), "rounds", rounds),
        (Sentence("who meet, such as theme groups"), "groups", len(conference.groups)),
        (Sentence("who they are, and in which groups"), "people", len(conference.everybody)),
        (
            Sentence("what takes place: meetings, breaks, drinks"),
            "sessions",
            len(conference.held),
        ),
    )
    timed = any(session.starts for session in conference.held)  # who says when things are needs no rounds
    needed = [sheet for _, sheet, number in steps if not number and not (sheet == "rounds" and timed)]
    if not needed:
        return ()
    from scheduler.files.workbook.sheets import BY_KEY  # noqa: PLC0415  of a day that is full nobody needs them

    found = [
        FirstStep(
            BY_KEY[sheet].title(spoken_language()),
            what,
            f"/gegevens/{sheet}",
            number,
            next=needed[:1] == [sheet],
            meet=sheet == "sessions" and not number and bool(conference.groups),
        )
        for what, sheet, number in steps
    ]
    making = FirstStep(
        Sentence("Make the programme"),
        Sentence("netday looks for the best one, and you move what you like"),
        "/maken",
        0,
    )
    return (*found, making)
