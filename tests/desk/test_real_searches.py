"""The desk with the command itself: a late change is mended, a cause has a remedy, a place has a price."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scheduler.desk import Refused, Workspace
from scheduler.desk.late import GuestComesLater, RoomCloses
from scheduler.desk.late_repair import change_late
from scheduler.desk.remedies import remedies_of
from scheduler.desk.search_end import SearchOutcome
from scheduler.desk.search_wish import SearchWish
from scheduler.desk.searches import Searches
from tests.desk.test_searches import DAY, TOGETHER, child, programme


@pytest.fixture
def desk(tmp_path: Path) -> Workspace:
    (tmp_path / "day.yaml").write_text(DAY, "utf-8")
    (tmp_path / "programme.json").write_text(programme(*TOGETHER), "utf-8")
    return Workspace.open(tmp_path)


def ended(searches: Searches, search_id: str) -> SearchOutcome:
    assert searches.wait(60)
    result = searches.result(search_id)
    assert result is not None
    return result


def test_a_late_change_is_mended_compared_and_written_to_everybody(desk: Workspace) -> None:
    searches = Searches(desk)
    late = change_late(searches, GuestComesLater("Karin", "11:00"), seen=desk.state().version, before="9:30")
    assert late.search is not None
    result = ended(searches, late.search.id)
    assert result.sentence == "The programme is mended; 1 session moves."
    found = searches.proposal
    assert found is not None
    assert found.kept == "It keeps every hard rule, which that of now does not."
    assert [str(sentence) for sentence, _ in found.moves] == [
        "Wonen moves from 10:00–11:00 to 11:15–12:15 and stays in Zaal 2."
    ]
    assert found.mail("nl") == (
        "Beste deelnemers,\n\nNetwerkdag, vrijdag 13 maart 2026: het programma is gewijzigd. Wonen is verplaatst van "
        "10.00 uur naar 11.15 uur en blijft in Zaal 2. Alle andere tijden en zalen blijven zoals ze waren."
    )
    done = desk.do(found.take(), seen=desk.state().version)
    assert done.state.judge.keeps_hard_rules
    assert "repaired" in json.loads((desk.folder / "programme.json").read_bytes())["proof"]


def test_an_impossible_day_is_explained_and_a_remedy_taken(desk: Workspace) -> None:
    file = desk.folder / "day.yaml"
    file.write_text(DAY.replace("[10:00–11:00, 11:15–12:15]", "[10:00–11:00]").replace(", Zaal 2]", "]"), "utf-8")
    searches = Searches(desk)
    search = searches.start(SearchWish("explain", {"costs": False}, language="nl"))
    result = ended(searches, search.id)
    assert (result.exit_code, result.search.state) == (3, "done")
    buttons = remedies_of(result)
    act = buttons.whole[0].act
    assert act is not None
    desk.do(act, seen=desk.state().version)
    assert searches.proposal is None
    again = ended(searches, searches.start(SearchWish("solve")).id)
    assert again.sentence == "This is the best programme: proven that none is better."


def test_the_true_price_of_a_place_and_the_programme_that_has_it_so(desk: Workspace) -> None:
    searches = Searches(desk)
    wish = SearchWish.of({"what": "why", "session": "Wonen", "at": "11:15", "room": "Zaal 1"})
    result = ended(searches, searches.start(wish).id)
    assert result.sentence == "It can be: at 11:15 in Zaal 1."
    assert result.answer["price"]["most"] == [-8]
    assert searches.proposal is not None
    wrong = ended(searches, searches.start(SearchWish.of({"what": "why", "session": "Zorg", "at": "11:15"})).id)
    assert (wrong.search.state, wrong.sentence) == (
        "failed",
        'It could not be searched: "Zorg" is no session of this day.',
    )


def test_where_no_rule_is_broken_nothing_is_searched(desk: Workspace) -> None:
    searches = Searches(desk, child())
    late = change_late(searches, GuestComesLater("Jeroen", leaves="11:15"), seen=desk.state().version)
    assert (late.search, late.sentence) == (None, "The programme can stay as it is: it keeps all hard rules.")
    (desk.folder / "programme.json").unlink()
    late = change_late(searches, RoomCloses("Zaal 1", "11:15"), seen=desk.state().version)
    assert late.sentence == "There is no programme yet, so nothing has to be mended."


def test_while_a_search_runs_nothing_is_changed_late(desk: Workspace) -> None:
    searches = Searches(desk, child())
    searches.start(SearchWish("solve"))
    with pytest.raises(Refused, match="A search runs already"):
        change_late(searches, RoomCloses("Zaal 1"), seen=desk.state().version)
    searches.close()
    assert (desk.folder / "day.yaml").read_text("utf-8") == DAY
