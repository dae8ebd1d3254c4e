"""Who withdraws has no file, edition after edition, until it is restored; who wants it gets an address nobody saw."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from scheduler.files import read, read_programme
from scheduler.publishing.calendars.verify import NotAsWritten, verify
from tests.commands.test_check import DAY, netday
from tests.commands.test_publish import CHANGED, GUESSED, UNKNOWN, lines, published, refused, standing, typed

KARIN = "site/people/karin-schrederhof.ics"
TAKEN_OUT = "Withdrawn, and not published: Karin Schrederhof."


@pytest.fixture(autouse=True)
def _published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NETDAY_NOW", "2026-03-01T12:00Z")
    Path("day.yaml").write_text(DAY, "utf-8")
    typed("Europa: 10:00 Zaal 1\n  Woningmarkt: 11:15 Zaal 2")
    published()


def index() -> dict[str, object]:
    listed: dict[str, object] = json.loads(Path("site/calendars.json").read_text("utf-8"))
    return listed


def sequences(file: str) -> list[str]:
    return [line for line in lines(file) if line.startswith("SEQUENCE")]


def test_one_who_withdraws_has_no_file_from_then_on() -> None:
    before = standing()
    output = published("--withdraw", "karin")
    assert output[-2:] == ["Written to site: 1 programme, 2 people, 2 rooms, 2 groups; 9 events.", TAKEN_OUT]
    after = standing()
    assert before.keys() - after.keys() == {KARIN}
    assert {name for name in after if after[name] != before[name]} == {"site/calendars.json", "site/ledger.json"}
    typed(CHANGED)
    assert published()[-1] == TAKEN_OUT
    assert KARIN not in standing()


def test_nothing_of_what_stood_in_a_withdrawn_calendar_stays_in_the_ledger() -> None:
    only_hers = "U bent voorzitter van Woningmarkt"
    assert only_hers in Path("site/ledger.json").read_text("utf-8")
    published("--withdraw", "karin")
    assert only_hers not in Path("site/ledger.json").read_text("utf-8")


def test_nothing_in_the_ledger_tells_what_somebody_attended_who_withdrew() -> None:
    published("--withdraw", "karin")
    (line,) = [row for row in Path("site/ledger.json").read_text("utf-8").splitlines() if '"of":"Karin' in row]
    row = json.loads(line.rstrip(","))
    assert row == {
        "kind": "person",
        "of": "Karin Schrederhof",
        "title": row["title"],
        "file": "people/karin-schrederhof.ics",
        "scope": row["scope"],
        "digest": "",
        "events": {},
        "floor": 1,
    }


def test_a_dry_run_withdraws_nobody() -> None:
    before = standing()
    assert TAKEN_OUT in published("--withdraw", "karin", "--dry-run")
    assert standing() == before


def test_a_restored_calendar_goes_on_where_it_was_at_the_same_address() -> None:
    published("--withdraw", "karin")
    published()
    assert published("--restore", "Karin Schrederhof")[0] == "A first calendar for Karin Schrederhof."
    assert sequences(KARIN) == ["SEQUENCE:1", "SEQUENCE:1"]  # above what clients may have kept
    before = standing()
    published()
    assert standing() == before


def test_who_is_restored_and_is_not_among_the_people_has_no_calendar_and_that_is_told() -> None:
    published("--withdraw", "Jan Wit")
    Path("day.yaml").write_text(DAY.replace("members: Jan Wit", "members: []").replace(", Jan Wit", ""), "utf-8")
    done = netday("publish", "day.yaml", "typed.yaml", "--to", "site", "--restore", "Jan Wit")
    remark = "Jan Wit is no longer withdrawn, but is not among the people of this day, so there is no calendar."
    assert (done.exit_code, remark in " ".join(done.stderr.split())) == (0, True)
    assert "Withdrawn" not in done.stdout


def test_a_withdrawal_outlives_the_ledger() -> None:
    published("--withdraw", "karin")
    Path("site/ledger.json").unlink()
    done = netday("publish", "day.yaml", "typed.yaml", "--to", "site")
    assert done.stdout.splitlines()[2:6] == [TAKEN_OUT, *GUESSED, UNKNOWN]
    assert KARIN not in standing()


def test_one_who_is_no_longer_among_the_people_can_withdraw_too() -> None:
    Path("day.yaml").write_text(DAY.replace("members: Jan Wit", "members: []").replace(", Jan Wit", ""), "utf-8")
    published()
    assert "SUMMARY:[VERVALLEN] Europa" in lines("site/people/jan-wit.ics")
    assert published("--withdraw", "Jan Wit")[-1] == "Withdrawn, and not published: Jan Wit."
    assert "site/people/jan-wit.ics" not in standing()


def test_a_new_address_cannot_be_guessed_and_stays() -> None:
    old = Path(KARIN).read_bytes()
    output = " ".join(published("--new-address", "karin"))
    found = re.search(r"From now on Karin Schrederhof has (people/[a-z2-7]{26}\.ics)\.", output)
    assert found
    assert KARIN not in standing()
    assert Path("site", found[1]).read_bytes() == old
    before = standing()
    published()
    assert standing() == before
    assert found[1] not in " ".join(published("--new-address", "karin"))


def test_a_name_that_is_nobodys_withdraws_nobody() -> None:
    before = standing()
    assert '"Karen" is no person of this day.' in refused("--to", "site", "--withdraw", "Karen")
    assert standing() == before


def test_the_second_reading_wants_no_calendar_of_one_who_withdrew() -> None:
    instance = read(Path("day.yaml"))
    programme, _ = read_programme(Path("typed.yaml"), instance)
    with pytest.raises(NotAsWritten, match="Jan Wit is to have no calendar"):
        verify(Path("site"), instance.conference, programme, ["Jan Wit"])


def test_the_index_lists_who_withdrew() -> None:
    published("--withdraw", "karin")
    assert index()["withdrawn"] == ["Karin Schrederhof"]


def test_whose_calendar_was_taken_away_just_now_is_told_apart() -> None:
    assert "1 calendar is taken away: Karin Schrederhof." in published("--withdraw", "karin")
    assert not any("taken away" in line for line in published())


def test_a_part_of_a_word_withdraws_nobody() -> None:
    before = standing()
    assert '"schreder" is a part of a name, of Karin Schrederhof; write the whole name.' in refused(
        "--to", "site", "--withdraw", "schreder"
    )
    assert standing() == before


def test_who_is_not_withdrawn_cannot_be_restored() -> None:
    assert "Karin Schrederhof is not withdrawn, so there is nothing to restore; nobody has withdrawn." in refused(
        "--to", "site", "--restore", "karin"
    )


def test_who_withdrew_is_not_published_again_by_another_name_without_being_asked() -> None:
    published("--withdraw", "karin")
    Path("day.yaml").write_text(DAY.replace("Karin Schrederhof", "Karin Schrederhof-Smit"), "utf-8")
    renamed = "Karin Schrederhof=Karin Schrederhof-Smit"
    assert f'Karin Schrederhof withdrew: is that Karin Schrederhof-Smit now? Then --renamed "{renamed}"' in refused(
        "--to", "site"
    )
    published("--renamed", renamed)
    assert not any("karin" in name for name in standing())
