"""`netday new --workbook`, `workbook` and `read-workbook`, as somebody who has but a terminal line at a time."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from scheduler.commands import writing
from scheduler.commands.main import main
from scheduler.files.workbook.base import base_of
from tests.support.pictures import png


def netday(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)))


def filled_in(path: Path, sheet: str, cell: str, value: str | int) -> None:
    book = load_workbook(io.BytesIO(path.read_bytes()))
    book[sheet][cell] = value
    book.save(path)


@pytest.mark.parametrize("more", [(), ("--tracks",)])
def test_a_day_goes_from_a_workbook_to_a_programme(more: tuple[str, ...], tmp_path: Path) -> None:
    assert netday("new", tmp_path / "dag", "--workbook", *more).exit_code == 0
    assert [path.name for path in (tmp_path / "dag").iterdir()] == ["dag.xlsx"]
    for day in (tmp_path / "dag", tmp_path / "dag" / "dag.xlsx"):
        assert "No fault was found." in netday("check", day).output
    programme = tmp_path / "programme.json"
    assert netday("solve", tmp_path / "dag", "-o", programme, "--quiet").exit_code == 0
    assert "Every hard rule is kept." in netday("check", tmp_path / "dag" / "dag.xlsx", programme).output
    assert netday("explain", tmp_path / "dag" / "dag.xlsx", "--quiet").exit_code == 0


def test_what_was_changed_in_a_workbook_is_shown_and_written_when_it_is_agreed(tmp_path: Path) -> None:
    day, book = tmp_path / "dag", tmp_path / "dag.xlsx"
    netday("new", day)
    before = (day / "day.yaml").read_text("utf-8")
    assert netday("workbook", day, "-o", book).output.endswith(f"Written: {book}.\n")
    assert netday("read-workbook", book, "--to", day, "--quiet").output == (
        f"{book} says what {day} says. Nothing is to be written.\n"
    )
    filled_in(book, "Rooms", "B3", 14)
    shown = netday("read-workbook", book, "--to", day, "--quiet")
    assert shown.output == (
        'Rooms!B3: Tuinkamer, seats: "12" → "14"\n'
        f"Nobody can be asked here whether to write this into {day / 'day.yaml'}; --yes writes it.\n"
        "Nothing was written.\n"
    )
    assert (day / "day.yaml").read_text("utf-8") == before
    assert netday("read-workbook", book, "--to", day, "--yes").exit_code == 0
    after = before.replace("{name: Tuinkamer, capacity: 12}", "{name: Tuinkamer, capacity: 14}")
    assert (day / "day.yaml").read_text("utf-8") == after


def test_a_workbook_that_somebody_changed_is_kept_beside_a_new_one(tmp_path: Path) -> None:
    day, book = tmp_path / "dag", tmp_path / "dag.xlsx"
    netday("new", day)
    netday("workbook", day, "-o", book)
    assert "kept as" not in netday("workbook", day, "-o", book).output
    filled_in(book, "Rooms", "B3", 14)
    assert "What stood there is kept as dag.by-hand.xlsx." in netday("workbook", day, "-o", book).output
    assert load_workbook(tmp_path / "dag.by-hand.xlsx")["Rooms"]["B3"].value == 14


def test_faults_of_a_workbook_leave_the_day_as_it_is(tmp_path: Path) -> None:
    day, book = tmp_path / "dag", tmp_path / "dag.xlsx"
    netday("new", day)
    netday("workbook", day, "-o", book)
    filled_in(book, "Rooms", "B3", "veel")
    done = netday("read-workbook", book, "--to", day, "--yes")
    assert (done.exit_code, done.output) == (
        2,
        'dag.xlsx, Rooms!B3: Tuinkamer: should be a whole number of at least 0; it says "veel".\n',
    )


def test_cells_are_told_as_data_too(tmp_path: Path) -> None:
    netday("new", tmp_path / "dag", "--workbook")
    filled_in(tmp_path / "dag" / "dag.xlsx", "Rooms", "B3", "veel")
    assert '"line": 3,\n      "cell": "Rooms!B3",' in netday("check", tmp_path / "dag", "--json").output


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("workbook", "dag", "-o", "dag.ods"), "A workbook is called like dag.xlsx."),
        (("read-workbook", "dag.txt", "--to", "dag"), "dag.txt is no workbook"),
        (("read-workbook", "dag.xlsx", "--to", "new"), "dag.xlsx: There is no such workbook."),
    ],
)
def test_a_call_that_cannot_be_is_said(
    arguments: tuple[str, ...], sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    netday("new", "dag")
    done = netday(*arguments)
    assert (done.exit_code, sentence in done.output) == (2, True), done.output


def test_another_logo_in_the_workbook_is_carried_into_the_day_file(tmp_path: Path) -> None:
    day, book = tmp_path / "dag", tmp_path / "dag.xlsx"
    netday("new", day)
    for name in ("oud.png", "nieuw.png"):
        (day / name).write_bytes(png())
    file = day / "day.yaml"
    file.write_text(f"{file.read_text('utf-8')}logo: oud.png  # van de gemeente\n", "utf-8")
    netday("workbook", day, "-o", book)
    (cell,) = (row[1] for row in load_workbook(book)["Day"].iter_rows() if row[0].value == "logo")
    assert cell.value == "oud.png"
    filled_in(book, "Day", cell.coordinate, "nieuw.png")
    done = netday("read-workbook", book, "--to", day, "--yes")
    assert (done.exit_code, file.read_text("utf-8").splitlines()[-1]) == (0, "logo: nieuw.png  # van de gemeente")
    filled_in(book, "Day", cell.coordinate, "weg.png")
    assert 'There is no file "weg.png" beside' in netday("read-workbook", book, "--to", day, "--yes").output


SIGN_UPS = "naam,gemeente,lid\nEls Nieuw,Delft,Europa\nSanne Dekker,Alkenburg,Wonen\n"


def after_sign_ups(tmp_path: Path) -> tuple[Path, Path, bytes]:
    """A workbook that was filled in and taken in, and then a form for the same folder: the workbook is of before."""
    book, day, form = tmp_path / "nieuw" / "dag.xlsx", tmp_path / "dag", tmp_path / "form.csv"
    netday("new", tmp_path / "nieuw", "--workbook")
    assert netday("read-workbook", book, "--to", day, "--yes").exit_code == 0
    filled_in(book, "Rooms", "B3", 14)
    again = netday("read-workbook", book, "--to", day, "--yes")  # it goes on being filled in, and nothing came between
    assert (again.exit_code, "was made before" in again.output) == (0, False)
    form.write_text(SIGN_UPS, "utf-8")
    assert netday("sign-ups", form, "--into", day, "--yes").exit_code == 0
    filled_in(book, "Rooms", "B3", 15)
    return book, day, (day / "people.csv").read_bytes()


def test_of_a_workbook_of_before_the_sign_ups_its_changes_count_and_the_sign_ups_stay(tmp_path: Path) -> None:
    book, day, people = after_sign_ups(tmp_path)
    done = netday("read-workbook", book, "--to", day, "--yes")
    assert (done.exit_code, (day / "people.csv").read_bytes()) == (0, people)
    words = " ".join(done.output.split())
    assert "dag.xlsx was made before day.yaml last changed; what came into them since stays." in words
    assert 'Rooms!B3: Tuinkamer, seats: "14" → "15"' in done.output
    assert "Els Nieuw" not in done.output
    assert (
        "says what" in netday("read-workbook", book, "--to", day, "--yes").output
    )  # and once more nothing is to be done


def test_what_was_changed_on_both_sides_is_said_and_not_taken_with_yes(tmp_path: Path) -> None:
    book, day, _ = after_sign_ups(tmp_path)
    file = day / "day.yaml"
    by_hand = file.read_text("utf-8").replace("capacity: 14", "capacity: 16")
    file.write_text(by_hand, "utf-8")
    done = netday("read-workbook", book, "--to", day, "--yes")
    assert (done.exit_code, file.read_text("utf-8")) == (2, by_hand)
    assert 'Rooms!B3: Tuinkamer, seats: the workbook says "15", and the files say "16" since.' in done.output
    assert "Nothing was written: --yes does not undo what came into" in " ".join(done.output.split())


def forgotten(day: Path) -> None:
    """As where a workbook comes back to another copy of the folder."""
    shutil.rmtree(day / ".netday")


def test_where_the_workbook_is_not_known_again_it_does_not_undo_sign_ups_with_yes(tmp_path: Path) -> None:
    book, day, people = after_sign_ups(tmp_path)
    forgotten(day)
    done = netday("read-workbook", book, "--to", day, "--yes")
    words = " ".join(done.output.split())
    assert (done.exit_code, (day / "people.csv").read_bytes()) == (2, people)
    assert (
        "dag.xlsx was made before day.yaml and people.csv last changed; what has changed there since, it does not "
        "know, and it takes away 1 thing."
    ) in words
    assert "Nothing was written: --yes does not undo what came into" in words
    assert f"netday workbook {day} -o {book.with_name('dag-2.xlsx')}" in words
    assert netday("workbook", day, "-o", book.with_name("dag-2.xlsx")).exit_code == 0
    filled_in(book.with_name("dag-2.xlsx"), "Rooms", "B3", 15)
    assert netday("read-workbook", book.with_name("dag-2.xlsx"), "--to", day, "--yes").exit_code == 0
    assert (day / "people.csv").read_bytes() == people


def test_at_a_terminal_it_is_asked_and_what_there_was_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book, day, people = after_sign_ups(tmp_path)
    forgotten(day)
    monkeypatch.setattr(writing, "at_a_terminal", lambda: True)
    call = ["read-workbook", str(book), "--to", str(day), "--quiet"]
    no = CliRunner().invoke(main, call, input="nee\n")
    assert "and undo what came into it since? (yes or no): nee" in " ".join(no.output.split())
    assert ("was made before" in no.output, (day / "people.csv").read_bytes()) == (True, people)
    yes = CliRunner().invoke(main, call, input="ja\n")
    assert "What was there is kept as day.by-hand.yaml and people.by-hand.csv." in " ".join(yes.output.split())
    assert (day / "people.by-hand.csv").read_bytes() == people
    assert "Els Nieuw" not in (day / "people.csv").read_text("utf-8")


def test_a_workbook_that_does_not_say_of_what_it_was_made_takes_little_away_with_yes(tmp_path: Path) -> None:
    """As of a program that keeps no properties of a document."""
    day, book = tmp_path / "dag", tmp_path / "dag.xlsx"
    netday("new", day)
    netday("workbook", day, "-o", book)
    before = (day / "people.csv").read_bytes()
    whole = load_workbook(book)
    vars(whole)["custom_doc_props"].props.clear()
    members = [cell for row in whole["People"].iter_rows() for cell in row if cell.value == "member"]
    members[0].value = None
    whole.save(book)
    assert base_of(book) == ""
    for cell in members[1:]:
        cell.value = None
    whole.save(tmp_path / "kort.xlsx")
    refused = netday("read-workbook", tmp_path / "kort.xlsx", "--to", day, "--yes")
    assert (refused.exit_code, (day / "people.csv").read_bytes()) == (2, before)
    assert "kort.xlsx does not say of which version of" in " ".join(refused.output.split())
    assert netday("read-workbook", book, "--to", day, "--yes").exit_code == 0
    assert (day / "people.csv").read_bytes() != before


def test_a_workbook_knows_of_which_files_it_was_made_also_when_another_program_saved_it(tmp_path: Path) -> None:
    day, book = tmp_path / "dag", tmp_path / "dag.xlsx"
    netday("new", day)
    netday("workbook", day, "-o", book)
    base = base_of(book)
    filled_in(book, "Rooms", "B3", 14)
    assert (base_of(book), len(base)) == (base, 16)
    (day / "day.yaml").write_text("# a remark\n" + (day / "day.yaml").read_text("utf-8"), "utf-8")
    assert "was made before" not in netday("read-workbook", book, "--to", day, "--yes").output
    for data in (b"", b"PK\x03\x04"):
        book.write_bytes(data)
        assert base_of(book) == ""


def test_a_workbook_in_the_folder_that_was_taken_in_is_no_stray_until_it_is_changed(tmp_path: Path) -> None:
    day = tmp_path / "dag"
    netday("new", day, "--workbook")
    assert netday("read-workbook", day / "dag.xlsx", "--to", day, "--yes").exit_code == 0
    assert "is not read" not in netday("check", day).output
    filled_in(day / "dag.xlsx", "Rooms", "B3", 14)
    assert "dag.xlsx is not read; the day is day.yaml." in " ".join(netday("check", day).output.split())


def test_a_season_is_looked_back_on_by_workbooks_too(tmp_path: Path) -> None:
    netday("new", tmp_path / "dag", "--workbook")
    book = tmp_path / "dag" / "dag.xlsx"
    netday("solve", book, "-o", tmp_path / "dag" / "programme.json", "--quiet")
    done = netday("season", book)
    assert (done.exit_code, "Europa" in done.output) == (0, True), done.output
