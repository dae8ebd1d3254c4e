"""`netday mailing`: a row or a draft for each person, only whom a change concerns, and nothing lost or published."""

from __future__ import annotations

import csv
import io
import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from tests.commands.test_check import DAY, netday

PEOPLE = """\
website: https://netwerk.example/dag
place: Stadhuis
people:
  - {name: Jeroen Diepemaat, organisation: Enschede, email: jeroen@enschede.example}
  - {name: Karin Schrederhof, organisation: =Delft, email: karin@delft.example}
  - {name: Jan Wit, email: jan@oss.example}
  - {name: Eva Zwart}
  - {name: Gijs Blauw, email: gijs@zwolle.example, absent: yes}
"""
MORNING = "Europa: 10:00 Zaal 1\n  Woningmarkt: 11:15 Zaal 2"
ROOMS = "Europa: 10:00 Zaal 2\n  Woningmarkt: 11:15 Zaal 2"


@pytest.fixture(autouse=True)
def _published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NETDAY_NOW", "2026-03-01T12:00Z")
    Path("day.yaml").write_text(DAY + PEOPLE, "utf-8")
    typed("old.yaml", MORNING)
    typed("new.yaml", ROOMS)
    assert netday("publish", "day.yaml", "old.yaml", "--to", "site").exit_code == 0


def typed(name: str, text: str) -> None:
    Path(name).write_text(f"programme:\n  {text}\n", "utf-8")


def mailed(programme: str, output: str, *further: str) -> str:
    done = netday("mailing", "day.yaml", programme, "-o", output, *further)
    assert done.exit_code == 0, done.output
    return " ".join(done.stdout.split())


def refused(*arguments: str) -> str:
    done = netday("mailing", "day.yaml", *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    return " ".join(done.stderr.split())


def rows(file: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(Path(file).read_bytes().decode("utf-8-sig"), newline=""), delimiter=";"))


def draft(file: str) -> EmailMessage:
    message = message_from_bytes(Path(file).read_bytes(), policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_table_has_a_row_for_each_person_with_their_own_day_and_calendar() -> None:
    printed = mailed("old.yaml", "mailing.csv", "--edition", "site")
    assert printed == (
        "Written: mailing.csv, with 4 people, of whom 3 with an e-mail address. "
        "1 person has no e-mail address: Eva Zwart."
    )
    assert Path("mailing.csv").read_bytes().startswith(b"\xef\xbb\xbfnaam;gemeente of organisatie;e-mail;aanhef;")
    jeroen, karin, jan, eva = rows("mailing.csv")
    assert jeroen["programma"] == "10.00–11.00 Europa – Zaal 1 – U bent voorzitter van Europa."
    assert (jeroen["naam"], jeroen["e-mail"]) == ("Jeroen Diepemaat", "jeroen@enschede.example")
    assert (jeroen["aanhef"], jeroen["onderwerp"]) == ("Beste Jeroen Diepemaat,", "Netwerkdag: uw programma")
    assert jan["programma"].splitlines() == [
        "10.00–11.00 Europa – Zaal 1 – U bent lid van Europa.",
        "11.15–12.15 Woningmarkt – Zaal 2 – U bent lid van Woningmarkt.",
    ]
    assert re.fullmatch(r"https://netwerk\.example/dag/people/[a-z2-7]{26}\.ics", karin["agenda"])
    assert karin["agenda (abonneren)"] == karin["agenda"].replace("https:", "webcal:")
    assert Path("site/" + karin["agenda"].removeprefix("https://netwerk.example/dag/")).exists()
    assert karin["hele programma"] == "https://netwerk.example/dag/programme.html"
    assert karin["gemeente of organisatie"] == "'=Delft"  # no formula
    assert (eva["e-mail"], bool(eva["agenda"])) == ("", True)


def test_a_workbook_says_the_same_and_none_of_it_is_calculated() -> None:
    mailed("old.yaml", "mailing.xlsx", "--edition", "site", "--language", "en")
    sheet = load_workbook("mailing.xlsx").worksheets[0]
    head, *below = ([cell.value for cell in row] for row in sheet.iter_rows())
    assert head[:4] == ["name", "city or organisation", "e-mail", "greeting"]
    assert [row[0] for row in below] == ["Jeroen Diepemaat", "Karin Schrederhof", "Jan Wit", "Eva Zwart"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert sheet["B3"].value == "=Delft"
    assert sheet["B3"].quotePrefix
    again = Path("mailing.xlsx").read_bytes()
    mailed("old.yaml", "mailing.xlsx", "--edition", "site", "--language", "en")  # one of ours may be written again
    assert Path("mailing.xlsx").read_bytes() == again


def test_drafts_are_mails_that_are_ready_with_the_calendar_that_was_published() -> None:
    printed = mailed("old.yaml", "mails", "--edition", "site")
    assert printed.startswith(
        "Written to mails: 3 drafts. 1 person has no e-mail address, and gets no draft: Eva Zwart."
    )
    assert sorted(file.name for file in Path("mails").iterdir()) == [
        "jan-wit.eml", "jeroen-diepemaat.eml", "karin-schrederhof.eml",
    ]  # fmt: skip
    mail = draft("mails/jan-wit.eml")
    assert (mail["X-Unsent"], mail["To"]) == ("1", "Jan Wit <jan@oss.example>")
    assert mail.keys() == ["X-Unsent", "To", "Subject", "MIME-Version", "Content-Type"]  # no sender, no hour
    body = mail.get_body(("plain",))
    assert body is not None
    assert (body.get_content_charset(), body["Content-Type"].params["format"]) == ("utf-8", "flowed")
    text = body.get_content().replace("\r\n", "\n")
    assert text.startswith("Beste Jan Wit,\n\nHierbij uw programma van Netwerkdag, vrijdag 13 maart 2026, Stadhuis.\n")
    (calendar,) = mail.iter_attachments()
    assert (calendar.get_content_type(), calendar.get_filename()) == ("text/calendar", "jan-wit.ics")
    data = calendar.get_payload(decode=True)
    assert data in [file.read_bytes() for file in Path("site/people").iterdir()]
    assert isinstance(data, bytes)
    assert len(Calendar.from_ical(data.decode()).walk("VEVENT")) == 2


def test_whose_calendar_is_withdrawn_gets_a_mail_without_it() -> None:
    assert netday("publish", "day.yaml", "old.yaml", "--to", "site", "--withdraw", "jan").exit_code == 0
    done = netday("mailing", "day.yaml", "old.yaml", "-o", "mails", "--edition", "site")
    assert "No calendar of Jan Wit stands in site: publish again, unless they withdrew." in done.stderr
    mail = draft("mails/jan-wit.eml")
    assert list(mail.iter_attachments()) == []
    body = mail.get_body(("plain",))
    assert body is not None
    assert "/people/" not in body.get_content()


def test_without_an_edition_the_calendar_is_made_for_the_mail_and_its_address_is_missing() -> None:
    done = netday("mailing", "day.yaml", "old.yaml", "-o", "mails", "--person", "jan")
    assert "The addresses of people's calendars are not in it" in done.stderr
    (calendar,) = draft("mails/jan-wit.eml").iter_attachments()
    assert "SUMMARY:Woningmarkt" in str(calendar.get_content())


@pytest.mark.parametrize("since", ["old.yaml", "site"])
def test_only_those_are_mailed_whom_a_change_concerns(since: str) -> None:
    """Another room for Europa concerns its people; Eva has nothing to do with it."""
    mailed("new.yaml", "changed.csv", "--edition", "site", "--since", since)
    printed = rows("changed.csv")
    assert [row["naam"] for row in printed] == ["Jeroen Diepemaat", "Karin Schrederhof", "Jan Wit"]
    assert {row["wijzigingen"] for row in printed} == {"Europa (10.00 uur) is verplaatst van Zaal 1 naar Zaal 2."}
    assert {row["onderwerp"] for row in printed} == {"Netwerkdag: uw programma is gewijzigd"}
    assert (
        mailed("old.yaml", "none.csv", "--since", since) == "Nothing changes for anybody here, so nothing is written."
    )
    assert not Path("none.csv").exists()


def test_who_is_of_another_group_now_is_told_though_no_session_has_moved() -> None:
    Path("before").mkdir()
    Path("before/day.yaml").write_text(Path("day.yaml").read_text("utf-8"), "utf-8")
    moved = DAY.replace("members: [Karin Schrederhof, Jan Wit]", "members: [Karin Schrederhof, Eva Zwart]")
    Path("day.yaml").write_text(moved + PEOPLE, "utf-8")
    mailed("old.yaml", "changed.csv", "--since", "old.yaml", "--old-day", "before")
    assert {row["naam"]: row["wijzigingen"] for row in rows("changed.csv")} == {
        "Jan Wit": "Europa staat niet meer in uw programma.",
        "Eva Zwart": "U kunt nu ook naar Europa, om 10.00 uur in Zaal 1.",
    }


def test_another_programme_than_the_published_one_is_remarked_and_so_is_a_site_that_is_nowhere() -> None:
    done = netday("mailing", "day.yaml", "new.yaml", "-o", "m.csv", "--edition", "site")
    assert "In site stands another programme than this one" in done.stderr
    Path("day.yaml").write_text(Path("day.yaml").read_text("utf-8").replace("website:", "# website:"), "utf-8")
    done = netday("mailing", "day.yaml", "old.yaml", "-o", "n.csv", "--edition", "site")
    assert "Nobody can subscribe yet" in done.stderr
    assert {row["agenda"] for row in rows("n.csv")} == {""}
    mailed("old.yaml", "o.csv", "--edition", "site", "--site", "https://elders.example/x/programme.html")
    assert all(row["agenda"].startswith("https://elders.example/x/people/") for row in rows("o.csv"))


def test_nothing_is_written_over_and_nothing_comes_into_what_is_published() -> None:
    Path("lijst.csv").write_text("van iemand", "utf-8")
    Path("boek.xlsx").write_bytes(b"PK")
    Path("vol").mkdir()
    Path("vol/brief.txt").write_text("hallo", "utf-8")
    assert "lijst.csv is there already, so it is left as it is." in refused("old.yaml", "-o", "lijst.csv")
    assert "boek.xlsx is there already" in refused("old.yaml", "-o", "boek.xlsx")
    assert "vol is not empty" in refused("old.yaml", "-o", "vol")
    for output in ("site/mailing.csv", "site", "site/people/mails", "site/x/y.xlsx"):
        assert "would stand in the folder that is published" in refused("old.yaml", "-o", output)
    assert "a mailing is a workbook (.xlsx), a table (.csv), or a folder" in refused("old.yaml", "-o", "mailing.docx")
    assert "holds no calendars of netday" in refused("old.yaml", "-o", "a.csv", "--edition", "vol")
    assert "it should begin with https://" in refused("old.yaml", "-o", "a.csv", "--site", "netwerk.example")
    assert "Gijs Blauw is absent" in refused("old.yaml", "-o", "a.csv", "--person", "gijs")
    assert "--old-day, --renamed goes with --since." in refused("old.yaml", "-o", "a.csv", "--old-day", "x")
    assert Path("lijst.csv").read_text("utf-8") == "van iemand"
    assert not Path("a.csv").exists()


def test_a_day_without_addresses_gets_no_drafts_and_that_is_said() -> None:
    Path("day.yaml").write_text(re.sub(r", email: [^,}]+", "", Path("day.yaml").read_text("utf-8")), "utf-8")
    assert mailed("old.yaml", "mails") == "Nobody has an e-mail address, so no draft is written."
    assert not Path("mails").exists()


def test_the_mail_of_a_difference_greets_and_leads_on_also_for_one_person() -> None:
    everybody = netday("diff", "day.yaml", "old.yaml", "new.yaml", "--mail", "en").stdout
    assert everybody == (
        "Dear all,\n\nNetwerkdag, Friday 13 March 2026: the programme has changed. Europa (10:00) has moved from "
        "Zaal 1 to Zaal 2. All other hours and rooms stay as they were.\n\n"
        "The whole programme: https://netwerk.example/dag/programme.html\n"
    )
    call = ("diff", "day.yaml", "old.yaml", "new.yaml", "--mail", "nl", "--edition", "site", "--person")
    jan, eva = (netday(*call, name).stdout for name in ("jan", "eva"))
    assert jan.startswith(
        "Beste Jan Wit,\n\nHet programma van Netwerkdag, vrijdag 13 maart 2026, Stadhuis is gewijzigd."
    )
    assert "- Europa (10.00 uur) is verplaatst van Zaal 1 naar Zaal 2.\n" in jan
    assert re.search(r"\nhttps://netwerk\.example/dag/people/[a-z2-7]{26}\.ics\nwebcal://", jan)
    assert "Voor u verandert er niets." in eva
    assert "goes with --mail" in netday("diff", "day.yaml", "old.yaml", "new.yaml", "--edition", "site").stderr


def test_what_of_ones_own_does_not_take_place_is_in_the_mail() -> None:
    day = Path("day.yaml").read_text("utf-8")
    Path("day.yaml").write_text(day.replace("- group: Woningmarkt\n", "- {group: Woningmarkt, held: no}\n"), "utf-8")
    typed("one.yaml", "Europa: 10:00 Zaal 1")
    mailed("one.yaml", "mailing.csv")
    jeroen, _, jan, _ = rows("mailing.csv")
    assert jan["programma"].splitlines()[-2:] == ["Dit gaat niet door:", "Woningmarkt: Vergadert niet."]
    assert "Woningmarkt" not in jeroen["programma"]


def test_who_waits_is_told_and_so_is_what_is_to_be_read() -> None:
    """The links that only those who come may have are in the mail to them, and in no other."""
    day = Path("day.yaml").read_text("utf-8")
    more = (
        "  - {group: Europa, papers: [{Agenda: https://x.example/a.pdf}], link: [{Peiling: https://x.example/p}]}\n"
        "  - {title: Wandeling, open: yes, places: 1, signed_up: Jan Wit, waiting: Eva Zwart}\n"
    )
    Path("day.yaml").write_text(day.replace("  - group: Europa\n", more), "utf-8")
    typed("walk.yaml", MORNING + "\n  Wandeling: 10:00 Zaal 2")
    mailed("walk.yaml", "mailing.csv")
    jeroen, _, jan, eva = rows("mailing.csv")
    besides = "Europa – Agenda: https://x.example/a.pdf\nEuropa – Peiling: https://x.example/p"
    assert [row["stukken en links"] for row in (jeroen, eva)] == [besides, ""]
    assert [row["wachtlijst"] for row in (jan, eva)] == ["", "Wandeling (10.00–11.00, Zaal 2)"]
    mailed("walk.yaml", "mails", "--person", "jeroen")
    body = draft("mails/jeroen-diepemaat.eml").get_body(("plain",))
    assert body is not None
    assert f"\n\nStukken en links:\n{besides}\n\n" in body.get_content().replace("\r\n", "\n")
