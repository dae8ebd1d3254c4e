"""`netday publish`, `export` and `serve-calendars`: messages, exit codes, and what stands in the folder afterwards."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from scheduler.publishing.calendars.edition_folder import opened
from scheduler.publishing.exports.formats import PUBLISHED
from tests.commands.test_check import DAY, netday

MORNING = "Europa: 10:00 Zaal 1\n  Woningmarkt: 11:15 Zaal 2"
CHANGED = "Europa: 11:15 Zaal 2\n  Woningmarkt: 10:00 Zaal 2"


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NETDAY_NOW", "2026-03-01T12:00Z")
    Path("day.yaml").write_text(DAY, "utf-8")
    typed(MORNING)


def typed(text: str) -> None:
    Path("typed.yaml").write_text(f"programme:\n  {text}\n", "utf-8")


GUESSED = [
    "Anybody can guess the addresses of people's calendars; --private-names gives",
    "them others.",
]
UNKNOWN = "Nobody can subscribe yet, for the day does not say where site will stand on the"


def published(*further: str) -> list[str]:
    """What it prints, of an edition whose addresses can be read, but for the lines that say so."""
    names = [] if Path("site/ledger.json").exists() or "--private-names" in further else ["--readable-names"]
    done = netday("publish", "day.yaml", "typed.yaml", "--to", "site", *names, *further)
    assert (done.exit_code, done.stderr) == (0, "")
    printed = done.stdout.splitlines()
    if UNKNOWN in printed:
        printed = printed[: printed.index(UNKNOWN)]
    return printed[:-2] if printed[-2:] == GUESSED else printed


def refused(*further: str) -> str:
    done = netday("publish", "day.yaml", "typed.yaml", *further)
    assert (done.exit_code, done.stdout) == (2, "")
    return done.stderr


def standing() -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in sorted(Path("site").rglob("*")) if file.is_file()}


def lines(file: str) -> list[str]:
    return Path(file).read_bytes().decode().replace("\r\n ", "").split("\r\n")


def test_the_first_edition_is_counted_aloud() -> None:
    # Programme 2, groups 1 and 1, rooms 1 and 1, Jeroen 1, Karin and Jan 2 each.
    assert published() == ["Written to site: 1 programme, 3 people, 2 rooms, 2 groups; 11 events."]
    assert sorted(standing().keys() - {f"site/{file}" for form in PUBLISHED.values() for file in form.files}) == [
        "site/.nojekyll",
        "site/calendars.json",
        "site/groups/europa.ics",
        "site/groups/woningmarkt.ics",
        "site/ledger.json",
        "site/people/jan-wit.ics",
        "site/people/jeroen-diepemaat.ics",
        "site/people/karin-schrederhof.ics",
        "site/programme.ics",
        "site/rooms/zaal-1.ics",
        "site/rooms/zaal-2.ics",
        "site/sessions/s-124d05175005.ics",
        "site/sessions/s-6b98797a50b3.ics",
    ]


def test_publishing_again_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    published()
    before = standing()
    monkeypatch.setenv("NETDAY_NOW", "2026-03-02T12:00Z")
    assert published() == [
        "No calendar changed.",
        "Written to site: 1 programme, 3 people, 2 rooms, 2 groups; 11 events.",
    ]
    assert standing() == before


def test_a_late_change_is_told_in_sentences_and_to_clients(monkeypatch: pytest.MonkeyPatch) -> None:
    published()
    monkeypatch.setenv("NETDAY_NOW", "2026-03-02T12:00Z")
    typed(CHANGED)
    assert published() == [
        "Woningmarkt moves from 11.15 to 10.00: 2 people",
        "Europa moves from 10.00 Zaal 1 to 11.15 Zaal 2: 3 people",
        "For 3 people the calendar reads differently: Jeroen Diepemaat, Karin Schrederhof",
        "and Jan Wit.",
        "Written to site: 1 programme, 3 people, 2 rooms, 2 groups; 13 events, 1 of them",
        "cancelled.",
        "8 files are new or differ; the others are as they were.",
    ]
    assert [line for line in lines("site/groups/europa.ics") if re.match("SEQ|DTST|LAST", line)][2:] == [
        "DTSTAMP:20260302T120000Z",
        "LAST-MODIFIED:20260302T120000Z",
        "SEQUENCE:1",
        "DTSTART;TZID=Europe/Amsterdam:20260313T111500",
    ]
    assert "SUMMARY:[VERVALLEN] Europa" in lines("site/rooms/zaal-1.ics")


def test_what_is_dropped_and_back_is_told_once_and_the_notice_of_it_is_gone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    published()
    typed("Europa: 10:00 Zaal 1")
    monkeypatch.setenv("NETDAY_NOW", "2026-03-02T12:00Z")
    assert published("--anyway")[:2] == [
        "Woningmarkt is cancelled, 11.15 Zaal 2: 2 people",
        "For 2 people the calendar reads differently: Karin Schrederhof and Jan Wit.",
    ]
    typed(MORNING)
    monkeypatch.setenv("NETDAY_NOW", "2026-03-03T12:00Z")
    assert published()[:2] == [
        "Woningmarkt is back, 11.15 Zaal 2: 2 people",
        "For 2 people the calendar reads differently: Karin Schrederhof and Jan Wit.",
    ]
    assert [line for line in lines("site/people/jan-wit.ics") if line.startswith("SUMMARY")] == [
        "SUMMARY:Europa",
        "SUMMARY:Woningmarkt",
    ]


def test_a_dry_run_tells_what_would_change_and_writes_nothing() -> None:
    assert published("--dry-run") == ["Would be written to site: 1 programme, 3 people, 2 rooms, 2 groups; 11 events."]
    assert not Path("site").exists()
    published()
    before = standing()
    typed(CHANGED)
    assert published("--dry-run")[0] == "Woningmarkt moves from 11.15 to 10.00: 2 people"
    assert standing() == before


@pytest.mark.parametrize(("language", "start"), [("nl", "Voorzitter: Karin"), ("en", "Chair: Karin")])
def test_calendars_are_in_the_language_that_is_asked_for(language: str, start: str) -> None:
    published("--language", language)
    assert any(start in line for line in lines("site/groups/woningmarkt.ics"))


def test_json_is_all_there_is_on_stdout() -> None:
    published()
    typed(CHANGED)
    payload = json.loads("\n".join(published("--json")))
    assert {
        name: payload[name] for name in ("folder", "dry_run", "draft", "language", "files", "events", "cancelled")
    } == {
        "folder": "site",
        "dry_run": False,
        "draft": False,
        "language": "nl",
        "files": {"programme": 1, "person": 3, "room": 2, "group": 2},
        "events": 13,
        "cancelled": 1,
    }
    assert [(change["session"], change["what"]) for change in payload["changes"]] == [
        ("Woningmarkt", ["moved"]),
        ("Europa", ["moved"]),
    ]
    assert payload["people"] == ["Jeroen Diepemaat", "Karin Schrederhof", "Jan Wit"]


def test_private_names_cannot_be_guessed_and_stay_so() -> None:
    assert netday("publish", "day.yaml", "typed.yaml", "--to", "site").stdout.splitlines()[1:4] == [
        "Nobody can guess the names of people's files, but calendars.json and ledger.json",
        "list them: do not put those two on a public server. Send everybody their own",
        "address: calendars.json has it.",
    ]
    before = sorted(standing())
    assert len([name for name in before if re.fullmatch(r"site/people/[a-z2-7]{26}\.ics", name)]) == 3
    published()
    assert sorted(standing()) == before


def test_a_programme_that_breaks_hard_rules_is_refused_unless_anyway() -> None:
    typed("Europa: 10:00 Zaal 1\n  Woningmarkt: 10:00 Zaal 1")
    done = netday("publish", "day.yaml", "typed.yaml", "--to", "site")
    assert (done.exit_code, done.stderr) == (1, "")
    assert done.stdout.splitlines()[-2:] == [
        "Nothing was published. Mend typed.yaml, or publish it all the same with",
        "--anyway.",
    ]
    assert "Zaal 1" in done.stdout
    assert not Path("site").exists()
    assert json.loads(netday("publish", "day.yaml", "typed.yaml", "--to", "site", "--json").stdout)["good"] is False
    assert published("--anyway") == ["Written to site: 1 programme, 3 people, 2 rooms, 2 groups; 10 events."]


def test_without_an_address_it_says_that_nobody_can_subscribe_and_how_to_change_that() -> None:
    asked = ("publish", "day.yaml", "typed.yaml", "--to", "site")
    assert netday(*asked).stdout.splitlines()[-4:] == [
        UNKNOWN,
        "web. Have a place made for it on a web server and write its address into",
        "day.yaml, in a line such as website: https://www.example.org/our-day. Then",
        "publish again, and copy what is in site to that place: docs/hosting.md.",
    ]
    assert json.loads(netday(*asked, "--json").stdout)["remarks"][0].startswith("Nobody can subscribe yet,")
    assert UNKNOWN not in netday(*asked[:3], "--to", "trial", "--draft").stdout
    Path("day.yaml").write_text(f"{DAY}website: https://www.example.org/our-day\n", "utf-8")
    assert UNKNOWN not in netday(*asked).stdout
    assert json.loads(netday(*asked, "--json").stdout)["remarks"] == []


def test_the_folder_itself_shows_the_programme_unless_somebody_has_a_page_of_their_own_there() -> None:
    published()
    assert Path("site/index.html").read_bytes() == Path("site/programme.html").read_bytes()
    own = b"<p>Welcome</p>"
    Path("site/index.html").write_bytes(own)
    for lost in ("", "calendars.json", "ledger.json"):
        if lost:
            Path("site", lost).unlink()
        done = netday("publish", "day.yaml", "typed.yaml", "--to", "site")
        assert done.exit_code == 0
        assert "site holds an index.html of yours, which stays" in done.stderr
        assert Path("site/index.html").read_bytes() == own
    Path("site/index.html").unlink()
    assert published()
    assert Path("site/index.html").read_bytes() == Path("site/programme.html").read_bytes()


def test_a_draft_goes_where_no_edition_stands() -> None:
    assert published("--draft") == ["A draft is written to site: 1 programme, 3 people, 2 rooms, 2 groups; 11 events."]
    assert not Path("site/ledger.json").exists()
    assert "SUMMARY:[CONCEPT] Europa" in lines("site/programme.ics")
    published()  # the edition itself may take its place
    assert "SUMMARY:Europa" in lines("site/programme.ics")
    before = standing()
    assert refused("--to", "site", "--draft") == (
        "site holds an edition that was published, and a draft would take its place. "
        "Name another folder for the draft. Nothing was written.\n"
    )
    assert standing() == before


def test_another_day_does_not_cancel_the_last_by_accident() -> None:
    published()
    Path("day.yaml").write_text(
        DAY.replace("group: Europa", "title: Water").replace("group: Woningmarkt", "title: Bodem"), "utf-8"
    )
    typed("Water: 10:00 Zaal 1\n  Bodem: 11:15 Zaal 2")
    assert refused("--to", "site") == (
        "Of the 2 sessions of the last edition in site only 0 are left in this programme: is it another day? "
        "Then name a folder of its own. To cancel the others in everybody's calendar: --anyway. "
        "Nothing was published.\n"
    )
    published("--anyway")
    assert "SUMMARY:[VERVALLEN] Europa" in lines("site/programme.ics")


def test_a_folder_of_somebody_else_is_left_alone() -> None:
    Path("site").mkdir()
    Path("site/thesis.docx").write_text("three years of work", "utf-8")
    assert refused("--to", "site").startswith("site holds thesis.docx, and no calendars of netday.")
    assert list(standing()) == ["site/thesis.docx"]


def test_a_file_in_the_way_is_left_alone() -> None:
    Path("site").write_text("three years of work", "utf-8")
    assert refused("--to", "site").startswith("site is a file.")
    assert Path("site").read_text("utf-8") == "three years of work"


def test_of_two_publishers_one_is_told_to_wait() -> None:
    published()
    before = standing()
    with opened(Path("site")):
        assert refused("--to", "site") == (
            "Somebody else is publishing in site at this moment. Nothing was published. Try again when they are done.\n"
        )
    assert standing() == before


def test_what_is_refused_is_told_as_json_too() -> None:
    Path("site").write_text("", "utf-8")
    done = netday("publish", "day.yaml", "typed.yaml", "--to", "site", "--json")
    assert done.exit_code == 2
    assert json.loads(done.stdout)["faults"][0]["message"].startswith("site is a file.")


def test_a_lost_ledger_is_found_again() -> None:
    published()
    before = standing()
    Path("site/ledger.json").unlink()
    done = netday("publish", "day.yaml", "typed.yaml", "--to", "site")
    assert done.exit_code == 0
    assert done.stderr == "The ledger was lost; it was found again in the calendars that were published.\n"
    after = standing()
    assert {name: data for name, data in after.items() if name.endswith(".ics")} == {
        name: data for name, data in before.items() if name.endswith(".ics")
    }


def test_with_ledger_and_index_lost_the_next_edition_still_takes_the_place_of_the_last() -> None:
    published()
    before = standing()
    Path("site/ledger.json").unlink()
    Path("site/calendars.json").unlink()
    assert netday("publish", "day.yaml", "typed.yaml", "--to", "site").exit_code == 0
    assert standing().keys() == before.keys()
    for name in ("ledger.json", "calendars.json"):
        Path("site", name).unlink()
    Path("site/programme.html").write_text("<h1>Somebody's own page</h1>", "utf-8")
    assert refused("--to", "site").startswith("site holds programme.html, which is not netday's,")


def test_a_damaged_ledger_is_not_written_over() -> None:
    published()
    Path("site/ledger.json").write_text('{"version": 1,', "utf-8")
    before = standing()
    assert "site/ledger.json cannot be read" in refused("--to", "site")
    assert standing() == before


def test_a_file_that_somebody_changed_in_the_edition_is_put_right() -> None:
    published()
    before = standing()
    Path("site/people/jan-wit.ics").write_text("", "utf-8")
    Path("site/rooms/zaal-1.ics").unlink()
    published()
    assert standing() == before


def test_one_calendar_is_written_to_a_file_of_its_own() -> None:
    done = netday("export", "day.yaml", "typed.yaml", "--format", "ics", "--person", "karin", "-o", "karin.ics")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "Written: karin.ics.\n")
    assert [line for line in lines("karin.ics") if line.startswith("SUMMARY")] == [
        "SUMMARY:Europa",
        "SUMMARY:Woningmarkt",
    ]
    again = netday("export", "day.yaml", "typed.yaml", "--format", "ics", "--person", "karin", "-o", "-")
    assert again.stdout_bytes == Path("karin.ics").read_bytes()


@pytest.mark.parametrize(
    ("options", "events"), [((), 2), (("--room", "Zaal 2"), 1), (("--group", "europa"), 1), (("--person", "jan"), 2)]
)
def test_an_export_is_of_the_whole_or_of_one(options: tuple[str, ...], events: int) -> None:
    done = netday("export", "day.yaml", "typed.yaml", "--format", "ics", "-o", "-", *options)
    assert (done.exit_code, done.stdout.count("BEGIN:VEVENT"), done.stderr) == (0, events, "")


def test_an_export_writes_over_its_own_file_and_no_other() -> None:
    asked = ("export", "day.yaml", "typed.yaml", "--format", "ics", "-o")
    assert [netday(*asked, "day.ics").exit_code, netday(*asked, "day.ics").exit_code] == [0, 0]
    done = netday(*asked, "day.yaml")
    assert (done.exit_code, Path("day.yaml").read_text("utf-8")) == (2, DAY)
    assert "day.yaml was not written by netday, so it is left as it is." in done.stderr


def test_a_wrong_name_is_answered_with_a_near_one() -> None:
    asked = ("export", "day.yaml", "typed.yaml", "--format", "ics", "-o", "-")
    assert '"Jan Wut" is no person of this day. Did you mean "Jan Wit"?' in netday(*asked, "--person", "Jan Wut").stderr
    assert "Choose one of --person, --room and --group." in netday(*asked, "--person", "a", "--room", "b").stderr


def test_serving_a_folder_without_calendars_is_refused() -> None:
    done = netday("serve-calendars", "nowhere")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "nowhere" in done.stderr
