"""An answer of a search in the shape in which a page shows it: amounts in words, names in a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from scheduler.conference.clock import day_told, typed_hour
from scheduler.desk.search_end import SearchOutcome
from scheduler.files.keys import meant
from scheduler.rules.book import RULES
from scheduler.text.sentence import Sentence, plural, spoken
from scheduler.text.wording import listing
from scheduler.web.data.rule_fields import title_of

_RULES = [kind.name for kind in RULES]
_OUTLOOKS = {
    "nothing moves": Sentence("nothing has to move"),
    "plan B": Sentence("there is a plan B"),
    "no plan B": Sentence("there is no plan B"),
    "unknown": Sentence("not known"),
}


@dataclass(frozen=True)
class LossLine:
    """A session, and who misses it."""

    session: str
    people: Sequence[str]


@dataclass(frozen=True)
class AnswerView:
    """What the page of an answer asks of it."""

    result: SearchOutcome

    @property
    def answer(self) -> Mapping[str, Any]:
        return self.result.answer

    @property
    def kind(self) -> str:
        """Which part of the page shows it: by the command and its answer."""
        if self.result.failed or self.result.exit_code == 1:
            return "failed"
        return f"{self.result.search.wish.what} {self.answer.get('answer', '')}".strip()

    def points(self, amounts: Sequence[int] | int | None) -> str:
        """`12 points`; over all tiers."""
        if amounts is None:
            return spoken(Sentence("not known"))
        total = amounts if isinstance(amounts, int) else sum(amounts)
        return spoken(plural(total, "{number} point", "{number} points"))

    def price(self, price: Mapping[str, Any]) -> str:
        """`5 points`, `5 to 12 points`, `at least 5 points`, `5 points less`."""
        least, most = sum(price["least"]), None if price["most"] is None else sum(price["most"])
        if most is None:
            return spoken(Sentence("at least {points}", points=plural(least, "{number} point", "{number} points")))
        if least != most:
            return spoken(Sentence("{least} to {most} points", least=least, most=most))
        return self.points(most) if most >= 0 else spoken(plural(-most, "{number} point less", "{number} points less"))

    def beside_now(self, price: Mapping[str, Any]) -> str:
        """What the day costs, beside the programme of now."""
        most = None if price["most"] is None else sum(price["most"])
        if most == 0 and sum(price["least"]) == 0:
            return spoken(Sentence("The day then costs as much as the programme of now."))
        words = self.price(price)
        if most is not None and most < 0 and sum(price["least"]) == most:
            return spoken(Sentence("The day then costs {price} than the programme of now.", price=words))
        return spoken(Sentence("The day then costs {price} more than the programme of now.", price=words))

    def losses(self, losses: Mapping[str, Sequence[str]] | None) -> Iterator[LossLine]:
        for session, people in (losses or {}).items():
            yield LossLine(session, people)

    def could_be_given_up(self, cause: Mapping[str, Any]) -> list[str]:
        """Of the cause of a place that cannot be: what stands in the way, and that the day can do without."""
        return [one["statement"] for one in cause.get("requirements", []) if one.get("can_be_given_up")]

    def rules(self, cause: Mapping[str, Any]) -> dict[str, str]:
        """The rules that a cause comes from and the day can do without: by title, where each stands."""
        found = (meant(one["rule"], _RULES) for one in cause.get("requirements", []) if one.get("can_be_given_up"))
        return {title_of(name): f"/gegevens/rules#rule-{name}" for name in dict.fromkeys(filter(None, found))}

    def outlook(self, word: str) -> str:
        return spoken(_OUTLOOKS.get(word, word))

    def when(self, place: Mapping[str, Any]) -> str:
        """The hour and the rooms of a place, with the date where the day has several."""
        hours, _, minutes = str(place["start"]).partition(":")
        hour = spoken(typed_hour(60 * int(hours) + int(minutes)))
        day = spoken(day_told(date.fromisoformat(place["day"])))
        rooms = listing(place["rooms"], "or") if place["rooms"] else ""
        several = self.result.before.instance is not None and len(self.result.before.conference.days) > 1
        parts = [day] * several + [hour] + [spoken(rooms)] * bool(rooms)
        return ", ".join(parts)

    def names(self, names: Sequence[str]) -> str:
        return spoken(listing(names))
