"""`netday sign-ups` as a secretary gives it: what is shown, what is asked, and the review as a workbook."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from scheduler.commands import sign_ups, writing
from scheduler.commands.main import main
from tests.files.test_sign_ups import PEOPLE, a_day

EXPORT = "Naam,Bij welke groepen schuift u aan?\nEls Vermeer,Europa;Wonne;\n"


def netday(*arguments: str | Path, typed: str | None = None) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)), input=typed)


def begun(folder: Path) -> tuple[Path, Path]:
    day, export = a_day(folder / "day", ["Europa", "Wonen"]), folder / "export.csv"
    export.write_text(EXPORT, "utf-8")
    return day, export


def test_without_a_terminal_it_says_what_it_would_have_asked(tmp_path: Path) -> None:
    day, export = begun(tmp_path)
    done = netday("sign-ups", export, "--into", day)
    assert 'Which group is "Wonne"? Most likely: Wonen.' in done.output
    assert done.output.endswith("--yes writes it.\nNothing was written.\n")
    assert "Nothing was written: --dry-run." in netday("sign-ups", export, "--into", day, "--dry-run").output
    assert (day / "people.csv").read_text("utf-8") == PEOPLE


def test_yes_takes_what_is_likely_aloud(tmp_path: Path) -> None:
    day, export = begun(tmp_path)
    done = netday("sign-ups", export, "--into", day, "--yes")
    assert 'Which group is "Wonne"? Taken: Wonen.' in done.output
    assert (day / "people.csv").read_text("utf-8") == f"{PEOPLE}Els Vermeer;;;Europa | Wonen\n"
    assert "Nothing is to be written." in netday("sign-ups", export, "--into", day, "--yes").output


def test_the_review_is_a_workbook_that_is_read_back(tmp_path: Path) -> None:
    day, export = begun(tmp_path)
    review = tmp_path / "review.xlsx"
    assert f"Written: {review}." in netday("sign-ups", export, "--into", day, "--review", review).output
    book = load_workbook(review)
    sheet = book.worksheets[0]
    answers = {str(row[0].value): row[2] for row in sheet.iter_rows(min_row=2)}
    assert answers['Welke groep is "Wonne"?'].value == "Wonen"
    answers['Welke groep is "Wonne"?'].value = "paars"
    answers['Wat staat er in de kolom "Bij welke groepen schuift u aan?"?'].value = "lid"
    book.save(review)
    wrong = netday("sign-ups", export, "--into", day, "--review", review)
    assert (wrong.exit_code, "review.xlsx, Vragen!C4" in wrong.output) == (2, True), wrong.output
    answers['Welke groep is "Wonne"?'].value = "-"
    book.save(review)
    netday("sign-ups", export, "--into", day, "--review", review)
    assert (day / "people.csv").read_text("utf-8") == f"{PEOPLE}Els Vermeer;;Europa\n"
    assert "Wonne" not in (day / ".netday" / "import.yaml").read_text("utf-8")


def test_in_a_terminal_it_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    day, export = begun(tmp_path)
    for asking in (sign_ups, writing):
        monkeypatch.setattr(asking, "at_a_terminal", lambda: True)
    done = netday("sign-ups", export, "--into", day, typed="lid\npaars\n\ny\n")
    assert '"paars" is no answer here.' in done.output
    assert (day / "people.csv").read_text("utf-8") == f"{PEOPLE}Els Vermeer;;Europa | Wonen\n"
    again = netday("sign-ups", export, "--into", day)
    assert (again.exit_code, "Nothing is to be written." in again.output) == (0, True)


@pytest.mark.parametrize(
    ("typed", "written"), [("ja", True), ("J", True), ("yes", True), ("Nee.", False), ("n", False), ("", False)]
)
def test_yes_and_no_are_understood_in_either_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, written: bool
) -> None:
    day, export = begun(tmp_path)
    for asking in (sign_ups, writing):
        monkeypatch.setattr(asking, "at_a_terminal", lambda: True)
    monkeypatch.setenv("NETDAY_LANGUAGE", "nl")
    done = netday("sign-ups", export, "--into", day, typed=f"lid\n\nmisschien\n{typed}\n")
    assert "zetten? (ja of nee): misschien" in " ".join(done.output.split())
    assert '"misschien" is hier geen antwoord. Typ ja of nee.' in done.output
    assert ("Er is niets opgeslagen." in done.output) is not written
    assert ((day / "people.csv").read_text("utf-8") != PEOPLE) is written


def test_who_leaves_at_a_question_is_told_in_dutch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    day, export = begun(tmp_path)
    for asking in (sign_ups, writing):
        monkeypatch.setattr(asking, "at_a_terminal", lambda: True)
    monkeypatch.setenv("NETDAY_LANGUAGE", "nl")
    assert netday("sign-ups", export, "--into", day, typed="lid\n").stderr.endswith("Afgebroken.\n")


def test_a_workbook_as_a_day_and_people_in_the_day_file_are_said(tmp_path: Path) -> None:
    day, export = begun(tmp_path)
    (day / "people.csv").unlink()
    text = (day / "day.yaml").read_text("utf-8")
    (day / "day.yaml").write_text(f"{text}people: [Sanne Dekker]\n", "utf-8")
    done = netday("sign-ups", export, "--into", day)
    assert (done.exit_code, "The people stand in day.yaml itself" in done.output) == (2, True)
