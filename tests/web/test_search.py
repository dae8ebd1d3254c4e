"""The pages of searches: what begins one, how far it is, what came of it, late changes, and the proposal."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from scheduler.desk.search import Search
from scheduler.desk.search_end import SearchOutcome
from scheduler.desk.search_wish import SearchWish
from scheduler.web.answer_view import AnswerView
from scheduler.web.app import desk_app
from scheduler.web.desk import Desk
from tests.desk.test_remedies import ONE_ROOM
from tests.desk.test_searches import child
from tests.support.browser import Browser
from tests.support.desk_days import a_folder

MOVED = '{"programme": [{"session": "Wonen", "start": "13:15", "room": "Zaal 1"}]}'


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk.of(a_folder(tmp_path))


@pytest.fixture
def browser(desk: Desk) -> Browser:
    return entered(desk)


def entered(desk: Desk) -> Browser:
    browser = Browser(desk_app(desk, 8780))
    browser.get(f"/enter?key={desk.doors.key()}")
    return browser


def faked(desk: Desk, mode: str = "quick", found: str = MOVED) -> None:
    desk.searches.command = child(mode, found)


def ended(desk: Desk) -> str:
    """The number of the search that was begun last, once it has ended."""
    assert desk.searches.wait(60)
    assert desk.searches.current is not None
    return desk.searches.current.id


def test_a_search_is_begun_told_of_and_stopped(desk: Desk, browser: Browser) -> None:
    faked(desk, "stops")
    page = browser.get("/maken").text
    assert "Maak het beste programma" in page
    assert 'id="search-bar"' in page
    answer = browser.post("/maken", {"what": "solve", "way": "robust", "time_limit": "60"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/maken")
    assert "Het beste programma wordt gemaakt" in browser.get("/maken").text
    refused = browser.post("/maken", {"what": "prices"})
    assert (refused.status_code, "Er loopt al een zoekopdracht." in refused.text) == (422, True)
    assert browser.post("/maken/stop").status_code == 303
    ended(desk)
    bar = browser.get("/maken/bar").text
    assert "Gestopt. Dit is het beste programma tot nu toe." in bar
    assert 'href="/voorstel"' in bar
    assert (
        f'/{desk.searches.answers[0].id}">Gestopt. Dit is het beste programma tot nu toe.</a>'
        in browser.get("/maken").text
    )


def test_a_proposal_is_looked_at_taken_and_its_mail_is_there(desk: Desk, browser: Browser) -> None:
    faked(desk)
    assert "Er is geen voorstel" in browser.get("/voorstel").text
    browser.post("/maken", {"what": "solve"})
    ended(desk)
    page = browser.get("/voorstel").text
    assert "Wonen gaat van 10.00–11.00 naar 13.15–14.15 en blijft in Zaal 1." in page
    assert "Beste deelnemers," in page
    version = desk.workspace.state().version
    assert re.search(r'<td class="moved"><div><b>Wonen</b> <small>\(was ', page)
    assert browser.post("/voorstel/take", {"version": "of before"}).status_code == 412
    answer = browser.post("/voorstel/take", {"version": version})
    assert answer.headers["location"] == "/voorstel?taken=1"
    assert "Het voorstel is nu het programma" in browser.get("/voorstel?taken=1").text
    assert browser.post("/voorstel/take", {"version": version}).status_code == 303
    assert len(desk.workspace.state().placed) == 1
    bar = browser.get("/maken/bar").text
    assert ('class="good' in bar, 'class="notice' in bar) == (False, False)


def test_a_proposal_can_be_left(desk: Desk, browser: Browser) -> None:
    faked(desk)
    browser.post("/maken", {"what": "solve"})
    ended(desk)
    assert browser.post("/voorstel/leave").headers["location"] == "/maken"
    assert "Er is geen voorstel" in browser.get("/voorstel").text


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"act": "room_closes", "room": "Zaal 3", "begins": "11.15"}, "Het programma kan blijven zoals het is"),
        ({"act": "guest_comes_later", "person": "Anna Bos", "comes": "10.30"}, "Het programma wordt hersteld"),
        ({"act": "falls_out", "person": "Ed Evers", "instead": "Iris Idema"}, "Iris Idema valt in."),
    ],
)
def test_a_late_change_is_done_and_said(form: dict[str, str], words: str, desk: Desk, browser: Browser) -> None:
    faked(desk)
    answer = browser.post("/maken/late", {**form, "version": desk.workspace.state().version})
    assert answer.status_code == 303
    ended_or_none(desk)
    page = browser.get(answer.headers["location"]).text
    assert words in page
    assert words not in browser.get("/maken").text


def ended_or_none(desk: Desk) -> None:
    assert desk.searches.wait(60)


def test_what_cannot_be_changed_is_said_and_what_was_typed_stays(desk: Desk, browser: Browser) -> None:
    form = {"act": "guest_comes_later", "person": "Anna Boss", "comes": "10.30", "before": "9.45"}
    answer = browser.post("/maken/late", {**form, "version": desk.workspace.state().version})
    assert answer.status_code == 422
    assert all(f'value="{typed}"' in answer.text for typed in ("Anna Boss", "10.30", "9.45"))
    assert "Bedoelde u &#34;Anna Bos&#34;?" in answer.text
    assert browser.post("/maken/late", {**form, "person": "Anna Bos", "version": "x"}).status_code == 412
    assert browser.post("/maken", {"what": "publish"}).status_code == 422


@pytest.fixture
def impossible(tmp_path: Path) -> Desk:
    (tmp_path / "day.yaml").write_text(ONE_ROOM, "utf-8")
    return Desk.of(tmp_path)


def test_an_impossible_day_says_so_and_a_remedy_is_a_button(impossible: Desk) -> None:
    browser = entered(impossible)
    assert "Zo kan deze dag niet" in browser.get("/maken").text
    browser.post("/maken", {"what": "explain", "costs": "no"})
    address = f"/maken/antwoord/{ended(impossible)}"
    page = browser.get(address).text
    assert "Wat helpt" in page
    assert page.count("Doe dit<") > 1
    assert 'class="notice row"' in browser.get("/maken").text
    assert browser.post(f"{address}/remedy", {"number": "99"}).status_code == 422
    done = browser.post(f"{address}/remedy", {"number": "0"})
    assert done.status_code == 303
    assert "Gedaan:" in browser.get(done.headers["location"]).text
    after = browser.get("/maken").text
    assert "Zo kan deze dag niet" not in after
    assert 'class="notice row"' not in after  # what was found of the day as it was
    assert impossible.workspace.entries()[0].kind == "remedy"


def test_what_is_not_kept_is_said(browser: Browser) -> None:
    asked: list[Callable[[], int]] = [
        lambda: browser.get("/maken/antwoord/x").status_code,
        lambda: browser.post("/maken/antwoord/x/remedy", {"number": "0"}).status_code,
        lambda: browser.post("/maken/antwoord/x/offer", {"number": "0"}).status_code,
    ]
    assert [ask() for ask in asked] == [404, 404, 404]


def test_of_several_programmes_one_becomes_the_proposal(desk: Desk, browser: Browser) -> None:
    faked(desk)
    browser.post("/maken", {"what": "alternatives", "number": "2"})
    address = f"/maken/antwoord/{ended(desk)}/offer"
    assert browser.post(address, {"number": "7"}).status_code == 422
    assert browser.post(address, {"number": "0"}).headers["location"] == "/voorstel"
    assert "Wonen gaat van" in browser.get("/voorstel").text


def test_a_day_with_faults_shows_them(tmp_path: Path) -> None:
    (tmp_path / "day.yaml").write_text("title: Dag\n", "utf-8")
    page = entered(Desk.of(tmp_path)).get("/maken")
    assert page.status_code == 200
    assert "Maak het beste programma" not in page.text


@pytest.mark.parametrize(
    ("least", "most", "price", "beside"),
    [
        ([5], [5], "5 points", "The day then costs 5 points more than the programme of now."),
        ([0, 5], [7, 5], "5 to 12 points", "The day then costs 5 to 12 points more than the programme of now."),
        ([5], None, "at least 5 points", "The day then costs at least 5 points more than the programme of now."),
        ([-8], [-8], "8 points less", "The day then costs 8 points less than the programme of now."),
        ([0], [0], "0 points", "The day then costs as much as the programme of now."),
    ],
)
def test_a_price_is_said(least: list[int], most: list[int] | None, price: str, beside: str, desk: Desk) -> None:
    view = AnswerView(SearchOutcome(Search("1", SearchWish("why"), "", 0), desk.workspace.state(), 0))
    found = {"least": least, "most": most}
    assert (view.price(found), view.beside_now(found)) == (price, beside)
    assert view.when({"day": "2023-02-10", "start": "9:05", "rooms": ["Zaal 1", "Zaal 2"]}) == "9:05, Zaal 1 or Zaal 2"


@pytest.mark.parametrize(
    ("what", "answer", "shown"),
    [
        (
            "why",
            {
                "answer": "impossible",
                "asked": "om 11.15",
                "causes": [{"told": ["Anna is er niet."]}],
                "all_causes": True,
            },
            ["Dat kan niet: om 11.15.", "Waarom het niet kan", "Anna is er niet."],
        ),
        (
            "repair",
            {
                "answer": "impossible",
                "findings": [{"sentence": "Te vol.", "fatal": True}],
                "clash": [{"rule": "x", "statement": "Zorg wordt gehouden."}],
                "dropping": "helps",
                "instead": {"dropped": ["Zorg"]},
            },
            [
                "Niet elk onderdeel kan nog doorgaan",
                "Te vol.",
                "Zonder Zorg kan al het andere doorgaan.",
                "Herstel het, en",
            ],
        ),
        (
            "rehearse",
            {
                "slack": {"least": 62, "most": 62},
                "mishaps": [
                    {"mishap": "Zaal 1 valt uit", "stands": "no plan B", "dropped": ["Opening"], "reasons": ["Vol."]}
                    | {"moved": {"amount": 2}, "people": None}
                ],
            },
            ["Speling: 62 van de 100.", "er is geen plan B; vervalt: Opening", "Vol."],
        ),
        (
            "prices",
            {
                "answer": "prices",
                "demands": [
                    {"statement": "Apart.", "can_be_given_up": False, "saves": {"least": [1, 2], "most": [1, 2]}}
                ],
            },
            ["Apart.", "kan niet worden opgegeven", "3 punten"],
        ),
        ("prices", {"answer": "breaks rules", "broken": ["Zorg vervalt."]}, ["Zorg vervalt.", "Herstel het<"]),
    ],
)
def test_an_answer_is_a_page(
    what: str, answer: dict[str, object], shown: list[str], desk: Desk, browser: Browser
) -> None:
    code = {"impossible": 3, "breaks rules": 1}.get(str(answer.get("answer")), 0)
    search = Search("1", SearchWish(what), "", 0)
    desk.searches.keep(SearchOutcome(search, desk.workspace.state(), code, answer))
    page = browser.get("/maken/antwoord/1")
    assert page.status_code == 200
    assert [words for words in shown if words not in page.text] == []


def test_a_place_of_the_grid_is_asked_about_by_its_minute(desk: Desk, browser: Browser) -> None:
    panel = browser.get("/board/places?session=Wonen").json()["panel"]
    assert 'name="what" value="why"' in panel
    assert browser.post("/maken", {"what": "why", "session": "Wonen", "start": "99999"}).status_code == 422
    faked(desk)
    assert browser.post("/maken", {"what": "why", "session": "Wonen", "start": "675", "room": ""}).status_code == 303
    assert desk.searches.current is not None
    assert desk.searches.current.wish.options == {"session": "Wonen", "at": "2023-02-10 11:15"}
    ended(desk)
