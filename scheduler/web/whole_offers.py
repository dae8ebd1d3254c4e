"""What it would be if a whole round, or a whole room, changed places with another, for who has picked one up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scheduler.desk.acts import ProgrammeAct
from scheduler.desk.refusals import ActRefused
from scheduler.desk.whole_moves import SwapRooms, SwapRounds
from scheduler.text.sentence import Sentence, spoken
from scheduler.web.board_view import Trying, signed


def whole_offers(trying: Trying, what: str, one: str) -> list[dict[str, Any]]:
    """Each other round by its start, or room by its name, with what it costs more. Raises ActRefused."""
    return [_offer(trying, value, act) for value, act in _acts(trying, what, one)]


def _acts(trying: Trying, what: str, one: str) -> Iterator[tuple[str, ProgrammeAct]]:
    conference = trying.state.conference
    if what == SwapRooms.kind:
        for room in conference.rooms:
            if room.name != one:
                yield room.name, SwapRooms(one, room.name)
    elif what == SwapRounds.kind and one.isdecimal() and len(one) < 9:
        for each in (each for day in conference.days for each in day.rounds):
            if each.span.start != int(one):
                yield str(each.span.start), SwapRounds(int(one), each.span.start)
    else:
        raise ActRefused(Sentence("What was asked cannot be read."))


def _offer(trying: Trying, value: str, act: ProgrammeAct) -> dict[str, Any]:
    then = Trying(trying.state, (*trying.acts, act))
    try:
        verdict = then.verdict
    except ActRefused as refused:
        return {"value": value, "fits": False, "badge": "✗", "label": spoken(refused.sentence)}
    known = {breach.sentence for breach in trying.verdict.broken}
    news = [breach.sentence for breach in verdict.broken if breach.sentence not in known]
    price = signed(verdict.cost - trying.verdict.cost)
    if news:
        label = Sentence("This cannot be: {reason}", reason=news[0])
        return {"value": value, "fits": False, "badge": f"✗ {price}", "label": spoken(label)}
    return {"value": value, "fits": True, "badge": price, "label": spoken(verdict.against(trying.verdict))}
