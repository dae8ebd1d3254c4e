"""What is answered about the day as it is: what it says, what stands out, its rules, and one person's own day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from scheduler.checking.description import description
from scheduler.conference.find_person import find_person
from scheduler.desk.refusals import ActRefused
from scheduler.desk.state import DeskState
from scheduler.publishing.exports.document import document
from scheduler.publishing.exports.pdf.personal import pages as personal_pages
from scheduler.text.language import Language
from scheduler.text.sentence import Phrase, spoken_language
from scheduler.web.desk import Desk
from scheduler.web.render import page


class QuestionPages:
    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._described: tuple[object, Mapping[str, Any]] = (None, {})  # of one day, as counting it takes a while

    def look(self, request: Request) -> Response:
        """`person` in the address: whose day is shown."""
        state, typed = self.desk.workspace.state(), request.query_params.get("person", "").strip()
        own, refused = None, None
        if typed:
            try:
                own = self._own_day(state, typed)
            except LookupError as unknown:
                refused = unknown.args[0]
            except ActRefused as why:
                refused = why.sentence
        return page(
            request,
            "questions.html.jinja",
            200 if refused is None else 422,
            state=state,
            typed=typed,
            own=own,
            refused=refused,
            people=[person.name for person in state.instance.conference.people] if state.instance else [],
            **self._of_the_day(state),
        )

    def _of_the_day(self, state: DeskState) -> Mapping[str, Any]:
        if state.instance is None:
            return {"described": None, "findings": [], "sizes": {}}
        if self._described[0] is not state.day:
            problem = state.problem
            described = description(problem)
            self._described = (
                state.day,
                {"described": described, "findings": state.day.findings, "sizes": _sizes(state)},
            )
        return self._described[1]

    def _own_day(self, state: DeskState, typed: str) -> Mapping[str, Any]:
        """Raises LookupError, ActRefused."""
        conference = state.conference
        person = find_person(typed, conference)
        shown = document(conference, state.placed, Language.of(spoken_language()))
        (own,) = personal_pages(shown, [person], private=True)
        return own


def _sizes(state: DeskState) -> Mapping[str, int | Phrase]:
    conference = state.conference
    return {
        "days": len(conference.days),
        "rounds": sum(len(day.rounds) for day in conference.days),
        "rooms": len(conference.rooms),
        "groups": len(conference.groups),
        "people": len(conference.people),
        "sessions": len(conference.held),
    }
