"""What people have to do at a session, in words."""

from __future__ import annotations

from scheduler.text.sentence import Sentence


def does(why: str, sessions: object) -> Sentence:
    """What a person does there, to be said after the name. `why`: as `Conference.needed` has it.

    >>> does("speaks at", "Europa")
    'speaks at Europa'
    """
    if why == "chairs":
        return Sentence("chairs {sessions}", sessions=sessions)
    if why == "speaks at":
        return Sentence("speaks at {sessions}", sessions=sessions)
    if why == "hosts":
        return Sentence("hosts {sessions}", sessions=sessions)
    return Sentence("must be at {sessions}", sessions=sessions)
