"""Small days in rounds for Hypothesis: conferences as they are drawn, with every session at an hour of a round."""

from __future__ import annotations

from hypothesis import strategies as st

from scheduler.conference.clock import DAY
from scheduler.conference.conference import Conference, Session
from tests.support.conferences import conferences
from tests.support.tape import BLOCK, Tape

ROUNDS = (540, 600, 660)


def days_in_rounds(most: int = 400) -> st.SearchStrategy[Conference]:
    """No more than `most` programmes; some sessions begin at one hour alone, now and then one beside the rounds."""
    return st.tuples(conferences(most), BLOCK).map(lambda drawn: _in_rounds(drawn[0], Tape(drawn[1])))


def _in_rounds(conference: Conference, tape: Tape) -> Conference:
    def moved(session: Session) -> Session:
        many = len(conference.starts(session))
        starts = [start + DAY * day for day in range(len(conference.days)) for start in ROUNDS]
        if many == 1 and tape.below(8) == 0:
            return session.model_copy(update={"starts": (tape.among(570, 630, 720),), "windows": None})
        chosen = tape.a_few(starts, max(1, many), least=min(many, 2))
        minutes = min(session.minutes, 60)
        windows = session.windows if tape.below(4) == 0 else None
        rooms = session.rooms if tape.either else None
        features = session.features if tape.below(4) == 0 else frozenset[str]()
        return session.model_copy(
            update={
                "starts": tuple(sorted(chosen)),
                "minutes": minutes,
                "windows": windows,
                "rounds": None,
                "rooms": rooms,
                "features": features,
            }
        )

    return conference.model_copy(update={"sessions": tuple(map(moved, conference.sessions))})
