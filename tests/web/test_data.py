"""Gegevens: every fact of the day in plain forms; a fault stands in its field, and nothing that was typed is lost."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path

import httpx
import pytest

from scheduler.desk.table_acts import EditTables
from scheduler.desk.tables import RowPut, RowRemoved
from scheduler.files.workbook.tables import of_files
from scheduler.files.workbook.write import write_workbook
from scheduler.web.app import desk_app
from scheduler.web.desk import Desk
from scheduler.web.who import May, Visitor
from tests.support.browser import Browser
from tests.support.desk_days import DAY, FILES, a_folder, bytes_of
from tests.support.workbooks_of_days import TRACKS


class Visit:
    """Somebody at the desk of a small day."""

    def __init__(self, folder: Path, files: Mapping[str, str] = FILES, may: May = May.EDIT) -> None:
        self.folder = a_folder(folder, files)
        self.desk = Desk.of(self.folder, "nl")
        self.browser = Browser(desk_app(self.desk, 8780))
        self.browser.get(f"/enter?key={self.desk.doors.invite(Visitor('Anna', may))}")

    def get(self, path: str) -> str:
        answer = self.browser.get(path)
        assert answer.status_code == 200
        return unescape(answer.text)

    def fill_in(self, path: str, **texts: str | list[str]) -> httpx.Response:
        """The form of a row as it stands, with other texts in some fields."""
        page = self.get(path)
        form = page[page.index('class="row"') :]
        form = form[: form.index("</form>")]
        sent: dict[str, list[str]] = {}
        for tag in re.findall(r"<input[^>]*>", form):
            name, value = (re.search(rf' {key}="([^"]*)"', tag) for key in ("name", "value"))
            if name:
                sent.setdefault(name[1], []).append(value[1] if value else "")
        for named, options in re.findall(r'<select[^>]* name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
            chosen = re.search(r'<option(?: value="([^"]*)")? selected>([^<]*)', options)
            value_chosen = "" if chosen is None else chosen[2] if chosen[1] is None else chosen[1]
            sent.setdefault(named, []).append(value_chosen)
        for named, text in re.findall(r'<textarea[^>]* name="([^"]*)"[^>]*>\n(.*?)</textarea>', form, re.DOTALL):
            sent[named] = [text]
        (action,) = re.findall(r'action="([^"]*)" class="row"', page)
        return self.browser.post(action, sent | {key.replace("__", "."): text for key, text in texts.items()})

    @property
    def day(self) -> str:
        return (self.folder / "day.yaml").read_text("utf-8")


@pytest.fixture
def anna(tmp_path: Path) -> Visit:
    return Visit(tmp_path)


def field(page: str, key: str) -> str:
    """The part of a page that is about one field, which is that of a single value."""
    found = page[page.index(f'<label for="f-{key}"') :]
    return found[: found.index("</div>")]


def test_every_sheet_is_a_page_with_what_the_day_says(anna: Visit) -> None:
    assert "Alles waaruit de dag bestaat" in anna.get("/gegevens")
    texts = {
        "day": "Netwerkdag",
        "rounds": "10.00–11.00",
        "rooms": "Zaal 2",
        "groups": "Bob Cent",
        "rules": "Vastgezet",
    }
    for sheet, text in (texts | {"people": "voorzitter: Wonen · lid: Energie", "sessions": "plenair"}).items():
        assert text in anna.get(f"/gegevens/{sheet}")
    for path in ("/gegevens/x", "/gegevens/rooms/3", "/gegevens/text?file=x", "/gegevens/rules/new"):
        assert anna.browser.get(path).status_code == 404


def test_a_form_that_is_sent_as_it_is_changes_nothing(anna: Visit) -> None:
    before = bytes_of(anna.folder)
    for sheet in ("rounds", "rooms", "groups", "people", "sessions", "rules"):
        assert anna.fill_in(f"/gegevens/{sheet}/0").status_code == 303
    assert anna.fill_in("/gegevens/day").status_code == 303
    assert bytes_of(anna.folder) == before
    assert len(anna.desk.workspace.entries()) == 0


def test_a_field_is_changed_told_and_taken_back(anna: Visit) -> None:
    answer = anna.fill_in("/gegevens/rooms/0", c__capacity="50", c__features=["beamer", "lift", ""])
    assert answer.status_code == 303
    assert anna.day == DAY.replace("plaatsen: 40", "plaatsen: 50, voorzieningen: [beamer, lift]")
    page = anna.get(answer.headers["location"])
    assert "Zalen: Zaal 1 gewijzigd." in page
    assert anna.desk.workspace.entries()[0].who == "Anna"
    version = anna.desk.workspace.state().version
    anna.browser.post("/gegevens/undo", {"version": version, "back": "/gegevens/rooms"})
    assert anna.day == DAY


def test_what_is_wrong_stands_in_its_field_with_what_was_typed(anna: Visit) -> None:
    answer = anna.fill_in("/gegevens/rooms/0", c__capacity="veel", c__closed="13:00", c__name="Raadzaal")
    page = unescape(answer.text)
    assert (answer.status_code, anna.day) == (422, DAY)
    capacity = field(page, "capacity")
    assert 'value="veel"' in capacity
    assert 'aria-invalid="true"' in capacity
    (described,) = re.findall(r'aria-describedby="([^"]*)"', capacity)
    assert [f'id="{one}"' in capacity for one in described.split()] == [True, True]
    assert "moet een heel getal" in capacity
    assert 'aria-invalid="true"' in field(page, "closed")
    assert 'value="Raadzaal"' in field(page, "name")
    assert 'aria-invalid="true"' not in field(page, "name")
    assert page.index('role="alert"') < page.index('class="row"')


def test_the_nearest_name_is_a_button(anna: Visit) -> None:
    page = unescape(anna.fill_in("/gegevens/sessions/1", c__groups=["Zrg", ""]).text)
    assert re.search(r'data-instead="Zorg" data-typed="Zrg"[^>]*>Gebruik Zorg</button>', page)


def test_a_row_comes_and_goes_and_one_that_is_named_elsewhere_says_where(anna: Visit) -> None:
    answer = anna.fill_in("/gegevens/rooms/new", c__name="Kelder", c__capacity="12")
    assert answer.status_code == 303
    assert [room.name for room in anna.desk.workspace.state().conference.rooms][3:] == ["Kelder"]
    sent = {"version": anna.desk.workspace.state().version, "name": "Kelder"}
    assert anna.browser.post("/gegevens/rooms/3/remove", sent).status_code == 303
    assert anna.day == DAY
    sent = {"version": anna.desk.workspace.state().version, "name": "Zaal 1"}
    answer = anna.browser.post("/gegevens/rooms/0/remove", sent)
    page = unescape(answer.text)
    assert (answer.status_code, anna.day) == (422, DAY)
    assert '<a href="/gegevens/sessions/4">Onderdelen, Opening</a>: Er is geen zaal "Zaal 1"' in page
    assert "Haal die daar ook weg" in page
    assert anna.browser.post("/gegevens/rooms/0/remove", sent | {"everywhere": "1"}).status_code == 303
    assert "Zaal 1" not in anna.day


def test_rows_change_places(anna: Visit) -> None:
    answer = anna.browser.post("/gegevens/rooms/move", {"version": anna.desk.workspace.state().version, "down": "0"})
    assert answer.headers["location"].endswith("#r1")
    assert anna.day.index("Zaal 2") < anna.day.index("naam: Zaal 1")


def test_roles_are_chosen_one_by_one(anna: Visit) -> None:
    roles = {"r__role": ["chair", "interested", ""], "r__group": ["Wonen", "Zorg", ""]}
    assert anna.fill_in("/gegevens/people/0", **roles).status_code == 303
    people = (anna.folder / "people.csv").read_bytes()
    assert people.split(b"\r\n")[1] == b"Anna Bos;Delft;voorzitter;belangstellend;;"
    answer = anna.fill_in("/gegevens/people/0", r__role=["chair", ""], r__group=["Wonen", "Europa"])
    assert (answer.status_code, (anna.folder / "people.csv").read_bytes()) == (422, people)
    assert "Kies allebei" in answer.text


def test_what_another_changed_meanwhile_is_said_and_what_was_typed_stays(anna: Visit) -> None:
    page = {"version": "before", "name": "Zaal 2", "was.capacity": "20", "c.capacity": "25", "was.name": "Zaal 2"}
    seen = anna.desk.workspace.state().version
    anna.desk.workspace.do(EditTables((RowPut("rooms", 1, {"capacity": "30"}),)), seen=seen, who="Bob")
    answer = anna.browser.post("/gegevens/rooms/1", page)
    text = unescape(answer.text)
    assert answer.status_code == 412
    assert "Intussen gewijzigd door Bob: Zalen: Zaal 2 gewijzigd." in text
    assert 'value="25"' in field(text, "capacity")
    assert "Intussen staat hier: 30" in field(text, "capacity")
    assert "plaatsen: 30" in anna.day
    again = page | {"was.capacity": re.findall(r'name="was.capacity" value="([^"]*)"', text)[0]}
    assert anna.browser.post("/gegevens/rooms/1", again).status_code == 303
    assert "plaatsen: 25" in anna.day
    anna.desk.workspace.do(EditTables((RowRemoved("rooms", 2),)), seen=anna.desk.workspace.state().version)
    answer = anna.browser.post("/gegevens/rooms/2", {"name": "Zaal 3", "was.name": "Zaal 3", "c.name": "Zaal drie"})
    assert (answer.status_code, 'value="Zaal drie"' in answer.text) == (412, True)


def test_a_day_with_faults_opens_and_each_leads_to_its_field(tmp_path: Path) -> None:
    wrong = DAY.replace("plaatsen: 20", "plaatsen: twintig").replace("zaal: Zaal 1\nregels", "zaal: Zal 1\nregels")
    anna = Visit(tmp_path, {**FILES, "day.yaml": wrong})
    page = anna.get("/gegevens")
    assert '<a href="/gegevens/rooms/1#f-capacity">Zalen, Zaal 2</a>' in page
    assert '<a href="/gegevens/sessions/4#f-rooms">Onderdelen, Opening</a>' in page
    assert 'aria-invalid="true"' in field(anna.get("/gegevens/rooms/1"), "capacity")
    assert anna.fill_in("/gegevens/rooms/1", c__capacity="20").status_code == 303
    assert "1 ding klopt niet" in anna.get("/gegevens")


def test_a_file_that_is_no_table_is_mended_as_text(tmp_path: Path) -> None:
    anna = Visit(tmp_path, {**FILES, "day.yaml": DAY.replace("zalen:", "zalen: [")})
    page = anna.get("/gegevens")
    assert anna.browser.get("/gegevens/day").headers["location"] == "/gegevens"
    (address,) = re.findall(r'href="(/gegevens/text\?file=day.yaml&line=\d+)#text"', page)[:1]
    page = anna.get(address)
    was = page[page.index('name="was"') :].partition(">\n")[2].partition("</textarea>")[0]
    sent = {"file": "day.yaml", "first": "1", "was": was}
    answer = anna.browser.post("/gegevens/text", sent | {"text": DAY.replace("plaatsen: 20", "plaatsen: veel")})
    assert answer.status_code == 422
    assert "plaatsen: veel" in answer.text
    assert anna.browser.post("/gegevens/text", sent | {"text": DAY.replace("\n", "\r\n")}).status_code == 303
    assert anna.day == DAY


def test_a_rule_holds_with_a_weight_or_not_and_another_statement_is_added(anna: Visit) -> None:
    rule = {"rule": "room_seats_everyone", "version": anna.desk.workspace.state().version}
    answer = anna.browser.post("/gegevens/rules/state", rule | {"state": "weight", "weight": "x"})
    assert answer.status_code == 422
    assert 'value="x" aria-invalid="true"' in answer.text
    for state, weight, text in (("weight", "4", ": 4"), ("off", "", ": uit"), ("hard", "", ": hard"), ("", "", "")):
        sent = rule | {"state": state, "weight": weight}
        assert anna.browser.post("/gegevens/rules/state", sent).status_code == 303
        assert (text in anna.day.rpartition("vastgezet")[2]) is True
    assert anna.day == DAY
    assert (
        anna.fill_in(
            "/gegevens/rules/new?rule=in_order", **{"c__k.first": ["Wonen", ""], "c__k.then": ["Zorg", ""]}
        ).status_code
        == 303
    )
    (added,) = [line for line in anna.day.splitlines() if "Wonen" in line and "Zorg" in line]
    page = anna.get("/gegevens/rules")
    assert re.search(r'<a href="/gegevens/rules/1">[^<]*Wonen[^<]*Zorg[^<]*</a>', page)
    answer = anna.fill_in("/gegevens/rules/1", **{"c__k.then": ["Zrg", ""]})
    assert answer.status_code == 422
    assert added in anna.day


def test_who_may_look_alone_sees_no_button_and_changes_nothing(tmp_path: Path) -> None:
    bob = Visit(tmp_path, may=May.LOOK)
    page = bob.get("/gegevens/rooms/0")
    assert "Opslaan" not in page
    assert bob.browser.post("/gegevens/rooms/0", {"c.capacity": "1", "name": "Zaal 1"}).status_code == 403


def test_many_people_are_paged_and_searched(tmp_path: Path) -> None:
    many = FILES["people.csv"] + "".join(f"Persoon {n};Ede;lid;;;\r\n" for n in range(230))
    anna = Visit(tmp_path, {**FILES, "people.csv": many})
    page = anna.get("/gegevens/people")
    assert page.count("<tr id=") == 100
    assert "1 tot en met 100 van 238" in page
    assert len(page) < 100_000
    assert anna.get("/gegevens/people?q=fien+zorg").count("<tr id=") == 1
    assert anna.get("/gegevens/people?q=&from=200").count("<tr id=") == 38


def test_the_script_gets_the_part_alone(anna: Visit) -> None:
    text = anna.browser.get("/gegevens/rooms", {"x-fragment": "1"}).text
    assert "<html" not in text
    assert text.startswith("<title>Zalen")


@pytest.mark.parametrize(
    ("path", "texts", "status"),
    [
        ("/gegevens/rounds/0", {"c.date": "morgen", "was.date": "gisteren"}, 412),
        ("/gegevens/rooms/x", {"c.name": "x"}, 404),
        ("/gegevens/rooms/-1/remove", {}, 404),
        ("/gegevens/people/0", {"r.role": "koning", "r.group": "Wonen"}, 303),
        ("/gegevens/rooms/new", {"c.name": "\x00", "c.consists_of": "[", "c.closed": "; ;"}, 422),
        ("/gegevens/sessions/new", {"c.title": "{a: b", "c.papers": "|", "c.at": "é" * 3000}, 422),
        ("/gegevens/text", {"file": "../x", "was": "", "text": ""}, 422),
    ],
)
def test_what_no_page_sends_is_answered_too(anna: Visit, path: str, texts: dict[str, str], status: int) -> None:
    before = bytes_of(anna.folder)
    assert anna.browser.post(path, texts).status_code == status
    assert bytes_of(anna.folder) == before


def test_a_day_that_is_a_workbook_is_said_to_be_one(tmp_path: Path) -> None:
    anna = Visit(tmp_path / "dag")
    state = anna.desk.workspace.state()
    assert state.instance
    assert state.files
    (anna.folder / "dag.xlsx").write_bytes(write_workbook(of_files(state.files, state.instance.conference)))
    for name in (*FILES, "programme.json"):
        (anna.folder / name).unlink()
    assert "De dag is de werkmap dag.xlsx." in anna.get("/gegevens")


def test_a_conference_has_a_table_of_tracks_and_each_talk_the_fields_for_them(tmp_path: Path, anna: Visit) -> None:
    visit = Visit(tmp_path / "tracks", {"day.yaml": TRACKS})
    assert "Ochtend: 10, Zaal 2: 5" in visit.get("/gegevens/tracks")
    for path in ("/gegevens/tracks/0", "/gegevens/sessions/0", "/gegevens/rooms/0", "/gegevens/rounds/0"):
        assert visit.fill_in(path).status_code == 303
    assert visit.day == TRACKS
    answer = visit.fill_in("/gegevens/tracks/1", w__similar__name=["Bodem"], w__similar__how=["2"])
    assert answer.status_code == 303
    assert "  - {naam: Klimaat, lijkt_op: {Bodem: 2}}\n" in visit.day
    assert 'id="f-track"' not in anna.get("/gegevens/sessions/0")
