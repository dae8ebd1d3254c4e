"""From what goes wrong late to a programme that is right again: the day is changed, and the programme mended."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.desk.acts import Act
from scheduler.desk.search import Search
from scheduler.desk.search_folder import search_runs
from scheduler.desk.search_wish import Choice, SearchWish
from scheduler.desk.searches import Searches
from scheduler.desk.stand_ins import who_stands_in
from scheduler.desk.workspace import Done
from scheduler.text.sentence import NOTHING, Phrase, Sentence, paragraph


@dataclass(frozen=True)
class LateChange:
    """What was done of it. `search`: the programme is being mended; None: there is nothing to mend, as is said."""

    done: Done
    search: Search | None
    sentence: Phrase


def change_late(
    searches: Searches, act: Act, *, seen: str, who: str = "", before: str = "", language: str = ""
) -> LateChange:
    """Change the day, and mend the programme if it then breaks a rule, with as little changed as can be.

    `before`: what begins before this hour has happened; empty: nothing has. What comes of it is the proposal of the
    search, with a mail; taking it is for people. Raises ActRefused and Stale, and then nothing has changed.
    """
    current = searches.current
    if current is not None and current.under_way:
        raise search_runs(current.wish.who)
    before_it = searches.workspace.state()
    done = searches.workspace.do(act, seen=seen, who=who)
    instead = who_stands_in(before_it, done.state) if before_it.instance and done.state.instance else NOTHING
    if not done.state.programme:
        return LateChange(
            done, None, _with(instead, Sentence("There is no programme yet, so nothing has to be mended."))
        )
    if done.state.judge.keeps_hard_rules:
        return LateChange(
            done, None, _with(instead, Sentence("The programme can stay as it is: it keeps all hard rules."))
        )
    options: dict[str, Choice] = {"before": before} if before.strip() else {}
    search = searches.start(SearchWish("repair", options, who, language))
    return LateChange(
        done, search, _with(instead, Sentence("The programme is being mended, with as little changed as can be."))
    )


def _with(instead: Phrase, sentence: Phrase) -> Phrase:
    return paragraph(instead, sentence) if instead else sentence
