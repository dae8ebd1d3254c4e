"""Why the desk does not do what it was asked: it was asked of what is no longer so, or it cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.text.sentence import Phrase, Sentence

if TYPE_CHECKING:
    from scheduler.desk.state import DeskState
    from scheduler.files import Fault


class ActRefused(Exception):
    """What was asked cannot be done, and nothing was written: the sentence says why.

    `faults`: those that the change would have made, each with its file and line, or with its sheet and cell.
    """

    def __init__(self, sentence: Phrase, faults: tuple[Fault, ...] = ()) -> None:
        super().__init__(sentence)
        self.sentence, self.faults = sentence, faults


class Stale(Exception):
    """Somebody has changed meanwhile what the act is about, and nothing was written. `state`: what stands there now."""

    def __init__(self, state: DeskState) -> None:
        self.sentence = Sentence("Something has changed meanwhile. Look at it, and try again.")
        super().__init__(self.sentence)
        self.state = state
