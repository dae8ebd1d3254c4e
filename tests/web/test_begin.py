"""Beginning: a day that is there is opened, a new one is made of whatever there is, and no folder is written over."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from openpyxl import Workbook, load_workbook

from scheduler.desk.recent import RecentDays, settings_folder
from scheduler.files import read
from scheduler.publishing.exports.document import document
from scheduler.publishing.exports.formats import ALONE, FORMATS
from scheduler.text.language import Language
from scheduler.web.begin_app import BeginApp
from scheduler.web.desk import Desk
from scheduler.web.who import Visitor
from tests.support.browser import SAME
from tests.support.desk_days import a_folder, a_workspace


@pytest.fixture
def app(tmp_path: Path) -> BeginApp:
    return BeginApp(8780, language="en", home=tmp_path, recent=RecentDays(tmp_path / ".settings/recent.json"))


class Server:
    """Asks one app within one loop, as what it opens goes on from one request to the next."""

    def __init__(self, app: BeginApp) -> None:
        self.app = app

    def ask(self, *requests: tuple[str, str, Mapping[str, Any]], key: str | None = None) -> list[httpx.Response]:
        """Enter, and then each: method, path, and what httpx is to send."""
        return asyncio.run(self._ask(requests, key or self.app.doors.key()))

    async def _ask(self, requests: Any, key: str) -> list[httpx.Response]:
        transport = httpx.ASGITransport(self.app, client=("127.0.0.1", 50_000))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8780") as client:
            await client.get(f"/enter?key={key}")
            return [await client.request(how, path, headers=SAME, **more) for how, path, more in requests]


def new(kind: str, name: str, file: tuple[str, bytes] | None = None, **fields: str) -> tuple[str, str, dict[str, Any]]:
    data = {"kind": kind, "name": name, **fields}
    return "POST", "/begin/new", {"data": data, "files": {"file": file} if file else {"none": ("", b"")}}


LOOK: tuple[str, str, dict[str, Any]] = ("GET", "/publiceren", {})


def test_without_a_day_everything_leads_to_the_page_to_begin(app: BeginApp) -> None:
    home, page, other = Server(app).ask(("GET", "/", {}), ("GET", "/begin", {}), LOOK)
    assert (home.status_code, home.headers["location"]) == (303, "/begin")
    assert "A new day from an example" in page.text
    assert other.status_code == 404
    assert asyncio.run(httpx.AsyncClient(transport=httpx.ASGITransport(app)).get("http://127.0.0.1/begin")).is_error


def test_a_day_is_made_from_the_example_and_served_and_remembered(app: BeginApp, tmp_path: Path) -> None:
    answer, day, begin = Server(app).ask(new("starter", "onze-dag"), LOOK, ("GET", "/begin", {}))
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert read(tmp_path / "onze-dag").conference.title in day.text
    assert str(tmp_path / "onze-dag") in begin.text
    assert [each.folder for each in app.recent.days()] == [tmp_path / "onze-dag"]


def test_a_conference_with_tracks_is_made_from_its_example(app: BeginApp, tmp_path: Path) -> None:
    page, answer = Server(app).ask(("GET", "/begin", {}), new("starter", "congres", tracks="1"))
    assert 'name="tracks"' in page.text
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert [track.name for track in read(tmp_path / "congres").conference.tracks] == ["Water", "Bodem", "Energie"]


def test_another_day_takes_its_place_and_who_came_in_stays_in(app: BeginApp, tmp_path: Path) -> None:
    a_folder(tmp_path / "een")
    opened = ("POST", "/begin/open", {"data": {"folder": str(tmp_path / "een")}})
    *_, first, _, second = Server(app).ask(opened, LOOK, new("starter", "twee"), LOOK)
    assert "Netwerkdag" in first.text
    assert read(tmp_path / "twee").conference.title in second.text


def test_who_starts_with_a_folder_can_go_to_other_days_too(tmp_path: Path) -> None:
    first, recent = Desk.of(a_folder(tmp_path / "een"), "en"), RecentDays(tmp_path / "recent.json")
    app = BeginApp(8780, language="en", home=tmp_path, recent=recent, first=first, own="Karin")
    key = first.doors.key()
    page, begin, other, opened = Server(app).ask(LOOK, ("GET", "/begin", {}), new("starter", "twee"), LOOK, key=key)
    assert '<a href="/begin">Other days</a>' in page.text
    assert "A new day from an example" in begin.text
    assert other.status_code == 303
    assert read(tmp_path / "twee").conference.title in opened.text
    invited = BeginApp(8780, home=tmp_path, recent=recent, first=first)
    (refused,) = Server(invited).ask(("GET", "/begin", {}), key=first.doors.invite(Visitor("Ria")))
    assert refused.status_code == 403
    assert asyncio.run(httpx.AsyncClient(transport=httpx.ASGITransport(app)).get("http://127.0.0.1/begin")).is_error


def test_folders_are_shown_and_nothing_of_what_is_in_them_or_above_the_home(app: BeginApp, tmp_path: Path) -> None:
    a_folder(tmp_path / "dagen/een")
    (tmp_path / "brief.txt").write_text("x", "utf-8")
    home, inside, above = Server(app).ask(
        ("GET", "/begin", {}), ("GET", f"/begin?in={tmp_path}/dagen", {}), ("GET", "/begin?in=/etc", {})
    )
    assert ">dagen</a>" in home.text
    assert "brief.txt" not in home.text
    assert ".settings" not in home.text
    assert ">Open een</button>" in inside.text
    assert f"<b>{tmp_path}</b>" in above.text
    for name in ("%00", "x" * 300):
        (odd,) = Server(app).ask(("GET", f"/begin?in={name}", {}))
        assert f"<b>{tmp_path}</b>" in odd.text


def test_last_years_day_is_taken_over_on_another_date_without_its_programme(app: BeginApp, tmp_path: Path) -> None:
    last = a_folder(tmp_path / "2023")
    before = {file.name: file.read_bytes() for file in last.iterdir()}
    (answer,) = Server(app).ask(new("last", "2027", last="2023", date="12 maart 2027"))
    assert answer.status_code == 303, answer.text
    assert str(read(tmp_path / "2027").conference.days[0].date) == "2027-03-12"
    text = (tmp_path / "2027/day.yaml").read_text("utf-8")
    assert text.startswith("# De netwerkdag van de G40.")
    assert not (tmp_path / "2027/programme.json").exists()
    assert {name: (last / name).read_bytes() for name in before} == before


def test_a_workbook_of_ones_own_makes_a_day_and_says_what_it_read(app: BeginApp, tmp_path: Path) -> None:
    book = Workbook()
    rooms, people = book.worksheets[0], book.create_sheet("Mensen")
    rooms.title = "Zalen"
    for row in (("Zaal", "Plaatsen"), ("Zaal 1", 40)):
        rooms.append(row)
    for row in (("Naam", "Organisatie"), ("Anna Bos", "Delft")):
        people.append(row)
    file = tmp_path / "lijsten.xlsx"
    book.save(file)
    upload = ("lijsten.xlsx", file.read_bytes())
    without, answer = Server(app).ask(
        new("file", "uit-excel", upload, title="Onze dag"), new("file", "uit-excel", upload, date="2027-03-12")
    )
    assert without.status_code == 422
    assert 'value="Onze dag"' in without.text
    assert "Choose the file again" in without.text
    assert answer.status_code == 200, answer.text
    assert "The day is made" in answer.text
    assert [room.name for room in read(tmp_path / "uit-excel").conference.rooms] == ["Zaal 1"]


def test_a_programme_in_a_table_comes_with_its_programme(app: BeginApp, tmp_path: Path) -> None:
    text = "Vrijdag 12 maart 2027\n\nTijd\tZaal 1\tZaal 2\n10.00-11.00\tWonen\tZorg\n11.15-12.15\tEnergie\tEuropa\n"
    answer, day = Server(app).ask(new("file", "tabel", ("programma.txt", text.encode())), LOOK)
    assert answer.status_code in {200, 303}, answer.text
    assert (tmp_path / "tabel/programme.json").exists()
    assert "There is no programme yet." not in day.text


def test_a_published_schedule_makes_a_day(app: BeginApp, tmp_path: Path) -> None:
    state = a_workspace(tmp_path / "oud").state()
    shown = document(state.conference, state.placed, Language.of("nl"))
    data = FORMATS["schedule.json"].write(shown, ALONE)
    (answer,) = Server(app).ask(new("file", "schema", ("schedule.json", data)))
    assert answer.status_code in {200, 303}, answer.text
    assert read(tmp_path / "schema").conference.title == "Netwerkdag"


@pytest.mark.parametrize(
    ("request_", "sentence"),
    [
        (new("starter", "vol"), "is not empty, so nothing was written"),
        (new("starter", "vol/papier.txt"), "is a file"),
        (new("starter", " "), "Give the new folder a name."),
        (new("starter", "x" * 300), "There is no folder"),
        (("POST", "/begin/open", {"data": {"folder": "é" * 300}}), "There is no folder"),
        (new("last", "nieuw"), "Say in which folder last year&#39;s day is."),
        (new("last", "nieuw", last="nergens"), "There is no folder"),
        (new("last", "nieuw", last="vol"), "There is no day.yaml in this folder"),
        (new("file", "nieuw"), "Choose the file to begin from."),
        (new("file", "nieuw", ("plaatje.png", b"x")), "plaatje.png is no file to begin a day from"),
        (new("file", "nieuw", ("schedule.json", b"{}")), "schedule.json"),
        (new("file", "nieuw", ("dag.xlsx", b"PK no workbook")), "dag.xlsx"),
        (("POST", "/begin/open", {"data": {"folder": "nergens"}}), "There is no folder"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(
    app: BeginApp, tmp_path: Path, request_: tuple[str, str, dict[str, Any]], sentence: str
) -> None:
    (tmp_path / "vol").mkdir()
    (tmp_path / "vol/papier.txt").write_text("x", "utf-8")
    (refused,) = Server(app).ask(request_)
    assert refused.status_code == 422
    assert sentence in refused.text
    assert not (tmp_path / "nieuw").exists()
    assert [file.name for file in (tmp_path / "vol").iterdir()] == ["papier.txt"]


def test_what_is_remembered_can_be_broken_and_folders_that_are_gone_are_not_shown(tmp_path: Path) -> None:
    recent = RecentDays(tmp_path / "recent.json")
    for text in ("", "{}", "[3]", '[{"folder": 1}]'):
        recent.file.write_text(text, "utf-8")
        assert recent.days() == []
    for name in ("een", "twee", "een"):
        (tmp_path / name).mkdir(exist_ok=True)
        recent.remember(tmp_path / name, name)
    assert [day.title for day in recent.days()] == ["een", "twee"]
    (tmp_path / "een").rmdir()
    assert [day.title for day in recent.days()] == ["twee"]


@pytest.mark.parametrize(
    ("system", "variables", "expected"),
    [
        ("linux", {"XDG_CONFIG_HOME": "/x/config"}, "/x/config/netday"),
        ("linux", {"XDG_CONFIG_HOME": "relative"}, ".config/netday"),
        ("win32", {"APPDATA": "/x/roaming"}, "/x/roaming/netday"),
        ("darwin", {}, "Library/Application Support/netday"),
        ("linux", {"NETDAY_SETTINGS": "/own"}, "/own"),
    ],
)
def test_each_system_has_its_place_for_settings(
    monkeypatch: pytest.MonkeyPatch, system: str, variables: dict[str, str], expected: str
) -> None:
    monkeypatch.setattr("sys.platform", system)
    for name in ("XDG_CONFIG_HOME", "APPDATA", "NETDAY_SETTINGS"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert settings_folder().as_posix().endswith(expected)


def test_an_empty_day_has_no_names_of_an_example_and_every_page_leads_back_to_the_other_days(
    app: BeginApp, tmp_path: Path
) -> None:
    unfit, begun, day = Server(app).ask(
        new("empty", "leeg", title=" ", date="13 maart 2027"),
        new("empty", "leeg", title="Onze dag", date="13 maart 2027"),
        ("GET", "/gegevens", {}),
    )
    assert unfit.status_code == 422
    assert "Give the day a title." in unfit.text
    assert begun.headers["location"] == "/"
    conference = read(tmp_path / "leeg").conference
    assert (conference.title, conference.groups, conference.people) == ("Onze dag", (), ())
    assert '<a href="/begin">Other days</a>' in day.text


def test_workbooks_to_fill_in_are_offered_and_a_filled_one_makes_the_day(app: BeginApp, tmp_path: Path) -> None:
    page, empty, example = Server(app).ask(
        ("GET", "/begin", {}), ("GET", "/begin/werkmap.xlsx", {}), ("GET", "/begin/werkmap-voorbeeld.xlsx", {})
    )
    assert all(f'href="/begin/{name}.xlsx"' in page.text for name in ("werkmap", "werkmap-voorbeeld"))
    assert example.content != empty.content
    book = load_workbook(BytesIO(empty.content))
    assert [row[0].value for row in book["Groups"].iter_rows(min_row=2) if row[0].value] == []
    for row in book["Day"].iter_rows(min_row=2):
        row[1].value = {"title": "Onze dag", "date": "2027-03-13"}.get(str(row[0].value), row[1].value)
    book["Rooms"]["A2"] = "Gravenzaal"
    book.save(filled := BytesIO())
    (begun,) = Server(app).ask(new("file", "onze", ("dag.xlsx", filled.getvalue())))
    assert begun.status_code in (200, 303)
    assert [room.name for room in read(tmp_path / "onze").conference.rooms] == ["Gravenzaal"]


def test_an_empty_folder_that_was_asked_for_becomes_the_day_itself(tmp_path: Path) -> None:
    here, recent = tmp_path / "dag", RecentDays(tmp_path / "recent.json")
    here.mkdir()
    app = BeginApp(8780, language="en", home=tmp_path / "thuis", here=here, recent=recent)
    begin, answer, day = Server(app).ask(
        ("GET", "/begin", {}), new("empty", ".", title="Netwerkdag", date="1-6-27"), LOOK
    )
    assert f"The folder {here} is still empty." in begin.text
    assert "Name of the new folder" not in begin.text
    assert answer.status_code == 303, answer.text
    assert str(read(here).conference.days[0].date) == "2027-06-01"
    assert "Netwerkdag" in day.text


def test_a_folder_with_other_files_gets_a_folder_for_its_day(tmp_path: Path) -> None:
    here, recent = tmp_path / "dag", RecentDays(tmp_path / "recent.json")
    here.mkdir()
    (here / "brief.docx").write_bytes(b"x")
    app = BeginApp(8780, language="en", home=tmp_path, here=here, recent=recent)
    inside: dict[str, Any] = {"in": str(here), "title": "Netwerkdag", "date": "1 juni 2027"}
    begin, itself, answer = Server(app).ask(
        ("GET", "/begin", {}), new("empty", ".", **inside), new("empty", "2027", **inside)
    )
    assert f"In the folder {here} is no day yet." in begin.text
    assert f"It is made in {here}." in begin.text
    assert itself.status_code == 422
    assert answer.status_code == 303, answer.text
    assert (here / "2027/day.yaml").exists()
    assert (here / "brief.docx").read_bytes() == b"x"
