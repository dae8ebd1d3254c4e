"""`netday export --format docx`: the booklet to edit, by a template of one's own, and the fields told."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result

import scheduler as api
from scheduler.console.word_fields import field_lines
from scheduler.publishing.exports.word.fields import all_fields
from tests.commands.test_check import DAY, netday
from tests.commands.test_publish import typed
from tests.support.word_files import lines, opened, saved, template


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("day.yaml").write_text(DAY, "utf-8")
    typed("Europa: 10:00 Zaal 1\n  Woningmarkt: 11:15 Zaal 2")


def export(*further: str, to: str = "programme.docx") -> Result:
    return netday("export", "day.yaml", "typed.yaml", "--format", "docx", "-o", to, *further)


def test_what_was_changed_in_word_is_kept_beside_the_new_one() -> None:
    assert export().exit_code == 0
    word = opened(Path("programme.docx").read_bytes())
    word.paragraphs[0].text = "Onze dag"
    Path("programme.docx").write_bytes(saved(word))
    again = export()
    assert again.exit_code == 0
    assert "kept as programme.by-hand.docx" in again.stderr
    assert lines(Path("programme.by-hand.docx").read_bytes())[0] == "Onze dag"
    assert lines(Path("programme.docx").read_bytes())[0] == "Netwerkdag"


def test_a_template_of_ones_own_is_filled_and_what_it_leaves_out_is_said() -> None:
    texts = ("{{ titel }}", "{%p for b in sessions %}", "{{ b.tijd }}", "{%p endfor %}", "Europa")
    Path("huisstijl.docx").write_bytes(template(*texts))
    done = export("--template", "huisstijl.docx")
    assert (done.exit_code, done.stderr.splitlines()) == (
        0,
        [
            "By this template the document does not have 1 session of the programme: Woningmarkt.",
            "Written: programme.docx.",
        ],
    )
    assert lines(Path("programme.docx").read_bytes())[0] == "Netwerkdag"
    assert export("--template", "huisstijl.docx", "--quiet").stderr == ""


def test_all_that_is_wrong_with_a_template_is_said_and_nothing_is_written() -> None:
    Path("huisstijl.docx").write_bytes(template("{{ titl }}", "{{ datm }}"))
    done = export("--template", "huisstijl.docx", "--language", "nl")
    assert (done.exit_code, done.stdout, done.stderr.splitlines()) == (
        2,
        "",
        [
            'huisstijl.docx, alinea 1: {{ titl }}: Er is geen veld "titl". Bedoelde u "titel"?',
            'huisstijl.docx, alinea 2: {{ datm }}: Er is geen veld "datm". Bedoelde u "datum"?',
        ],
    )
    assert not Path("programme.docx").exists()
    gone = export("--template", "weg.docx")
    assert (gone.exit_code, gone.stderr) == (2, "weg.docx: There is no such template.\n")


def test_the_fields_are_listed_and_a_template_with_them_is_written() -> None:
    listed = netday("export", "--format", "docx", "--fields", "--language", "nl")
    assert listed.exit_code == 0
    assert "  {{ onderdeel.zaal }}              de zaal\n" in listed.stdout
    assert max(map(len, listed.stdout.splitlines())) <= 80
    done = netday("export", "--format", "docx", "--fields", "-o", "huisstijl.docx")
    assert (done.exit_code, done.stderr) == (0, "Written: huisstijl.docx.\n")
    assert export("--template", "huisstijl.docx").exit_code == 0
    Path("brief.docx").write_bytes(template("Geachte leden,"))
    refused = netday("export", "--format", "docx", "--fields", "-o", "brief.docx")
    assert (refused.exit_code, lines(Path("brief.docx").read_bytes())) == (2, ["Geachte leden,"])


@pytest.mark.parametrize("form", ["signs", "attendance"])
def test_signs_and_lists_are_what_their_file_ends_in(form: str) -> None:
    for ending, begins in ((".pdf", b"%PDF"), (".docx", b"PK"), ("", b"%PDF")):
        file = Path(f"deur{ending}")
        done = netday("export", "day.yaml", "typed.yaml", "--format", form, "-o", file)
        assert (done.exit_code, file.read_bytes()[: len(begins)]) == (0, begins)
    wrong = netday("export", "day.yaml", "typed.yaml", "--format", form, "-o", "deur.ics")
    assert (wrong.exit_code, Path("deur.ics").exists()) == (2, False)


@pytest.mark.parametrize("code", ["nl", "en"])
def test_every_field_is_in_the_list(code: str) -> None:
    listed = "\n".join(field_lines(code, 80))
    assert [field.english for field in all_fields() if field.name(code) not in listed] == []


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (["--format", "docx"], "Missing argument 'DAY'."),
        (["--format", "docx", "day.yaml"], "Missing argument 'PROGRAMME'."),
        (["--format", "docx", "day.yaml", "typed.yaml"], "Missing option '-o' / '--output'."),
        (["--format", "pdf", "--fields"], "--fields goes with --format docx, and without --template."),
        (
            ["--format", "pdf", "day.yaml", "typed.yaml", "-o", "x.pdf", "--template", "x.docx"],
            "--template goes with --format docx.",
        ),
    ],
)
def test_what_does_not_go_together_is_said(asked: list[str], answer: str) -> None:
    done = netday("export", *asked)
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (2, f"Error: {answer}")


def test_python_fills_a_template_too() -> None:
    day = api.read("day.yaml")
    programme = api.read_programme("typed.yaml", day)
    Path("huisstijl.docx").write_bytes(template("{{ titel }}"))
    assert lines(api.export(day, programme, "docx", template="huisstijl.docx")) == ["Netwerkdag"]
    assert api.export(day, programme, "signs", in_word=True).startswith(b"PK")
    assert api.export(day, programme, "attendance").startswith(b"%PDF")
    with pytest.raises(ValueError, match=r"There is no such template\."):
        api.export(day, programme, "docx", template="weg.docx")
    with pytest.raises(ValueError, match='template goes with "docx"'):
        api.export(day, programme, "pdf", template="huisstijl.docx")
