"""Another day, a clock that is wrong, addresses that can be guessed: what is refused, and what is remarked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.test_check import DAY, netday
from tests.commands.test_publish import CHANGED, MORNING, UNKNOWN, lines, published, standing, typed

JAN = "site/people/jan-wit.ics"


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    at("2026-03-01", monkeypatch)
    Path("day.yaml").write_text(DAY, "utf-8")
    typed(MORNING)


def at(date: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETDAY_NOW", f"{date}T12:00Z")


def asked(*further: str) -> tuple[int, str]:
    done = netday("publish", "day.yaml", "typed.yaml", "--to", "site", *further)
    return done.exit_code, " ".join(done.stderr.split())


def autumn(title: str = "Netwerkdag") -> None:
    Path("day.yaml").write_text(DAY.replace("2026-03-13", "2026-09-11").replace("title: Netwerkdag", f"title: {title}"))


def summaries(file: str) -> list[str]:
    return [line for line in lines(file) if line.startswith("SUMMARY")]


# Another day


def test_another_day_in_the_folder_of_one_that_is_over_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    published()
    before = standing()
    autumn()
    at("2026-08-01", monkeypatch)
    for further in ((), ("--dry-run",)):
        code, refusal = asked(*further)
        assert code == 2
        assert refusal == (
            'site holds "Netwerkdag" of Fri 13 March 2026, which is over, and this is "Netwerkdag" of Fri '
            "11 September 2026. Name a folder of its own for it, and the calendars of the other stay as they are. "
            "To let it take the place of the other, in the calendars of everybody who is subscribed: --anyway. "
            "Nothing was published."
        )
        assert standing() == before
    published("--anyway")
    assert "DTSTART;TZID=Europe/Amsterdam:20260911T100000" in lines("site/programme.ics")


def test_a_day_of_another_title_and_date_is_refused_before_the_last_one_is_over() -> None:
    published()
    autumn("Najaarsdag")
    code, refusal = asked()
    assert code == 2
    assert refusal.startswith(
        'site holds "Netwerkdag" of Fri 13 March 2026, and this is "Najaarsdag" of Fri 11 September 2026.'
    )


def test_a_day_that_is_put_off_or_called_otherwise_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    published()
    autumn()
    published()
    Path("day.yaml").write_text(Path("day.yaml").read_text().replace("title: Netwerkdag", "title: Najaarsdag"))
    published()
    at("2027-01-01", monkeypatch)
    published()  # the same dates, though they are over: somebody may want to be taken out


# The clock


def test_a_clock_that_was_ahead_is_remarked_and_what_it_left_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    published()
    at("2026-05-01", monkeypatch)
    typed("Europa: 10:00 Zaal 1")
    code, remark = asked("--anyway")
    assert code == 0
    # Woningmarkt in the programme, of its group and its room, and of Karin and Jan.
    assert remark.startswith(
        "5 events are left out and not told to be cancelled, for by the clock of this machine it is 2026-05-01"
    )
    assert "SUMMARY:[VERVALLEN] Woningmarkt" not in summaries(JAN)
    at("2026-03-02", monkeypatch)
    code, remark = asked("--anyway")
    assert code == 0
    assert remark.startswith(
        "The last edition says to be of 2026-05-01 14:00, and by the clock of this machine it is 2026-03-02 13:00:"
    )
    assert summaries(JAN)[-1] == "SUMMARY:[VERVALLEN] Woningmarkt"
    assert "SEQUENCE:1" in lines(JAN)
    assert "SUMMARY:[VERVALLEN] Woningmarkt" in summaries("site/programme.ics")
    typed(CHANGED)
    asked()
    assert asked()[1] == ""
    assert "SUMMARY:Woningmarkt" in summaries(JAN)
    stamps = [line for line in lines(JAN) if line.startswith("DTSTAMP")]
    assert max(stamps) == "DTSTAMP:20260302T120001Z"  # above what was told in the same second


def test_after_the_day_what_was_cancelled_is_left_out_without_a_remark(monkeypatch: pytest.MonkeyPatch) -> None:
    published()
    typed("Europa: 10:00 Zaal 1")
    published("--anyway")
    at("2026-03-16", monkeypatch)
    published("--anyway")
    assert summaries("site/groups/woningmarkt.ics") == ["SUMMARY:Mededeling: Woningmarkt vervalt"]


# Addresses


def test_a_private_link_at_an_address_that_can_be_guessed_is_remarked() -> None:
    link = "https://zoom.example/j/1?pwd=secret"
    Path("day.yaml").write_text(DAY.replace("  - group: Europa\n", f"  - group: Europa\n    link: {link}\n"))
    code, remark = asked("--readable-names")
    assert code == 0
    assert remark == (
        "In people's calendars stand links that let anyone in (Europa), and anybody who knows somebody's name can "
        "guess the address of their calendar. --private-names gives them addresses that nobody can guess."
    )
    assert asked("--private-names") == (0, "")


def test_a_site_without_encryption_is_remarked() -> None:
    Path("day.yaml").write_text(DAY + "website: http://dag.example\n")
    assert asked()[1].startswith("http://dag.example is not encrypted: whoever is on the way can read the addresses of")


def test_without_people_there_are_none_until_they_are_asked_for() -> None:
    done = netday("publish", "day.yaml", "typed.yaml", "--to", "site", "--no-people")
    assert done.stdout.splitlines()[:3] == [
        "Written to site: 1 programme, 2 rooms, 2 groups; 6 events.",
        "There are no calendars of people. To have them: --people.",
        UNKNOWN,
    ]
    assert asked() == (0, "")
    assert not any("people/" in name for name in standing())
    asked("--people")
    before = sorted(standing())
    assert sum("people/" in name for name in before) == 3
    asked("--no-people")
    assert "Karin" not in "".join(
        line for line in Path("site/ledger.json").read_text().splitlines() if "VERVALLEN" in line
    )
    assert not any("people/" in name for name in standing())
    Path("site/ledger.json").unlink()
    asked()
    assert not any("people/" in name for name in standing())


def test_readable_names_are_for_a_first_edition() -> None:
    asked()
    code, refusal = asked("--readable-names")
    assert (code, refusal.partition(": ")[0]) == (
        2,
        "In site nobody can guess the addresses of people's calendars, and that stays so",
    )
