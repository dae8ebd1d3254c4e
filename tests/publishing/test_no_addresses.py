"""Nothing that is published, exported or answered has the e-mail address of anybody: every byte is looked through."""

from __future__ import annotations

import base64
import io
import quopri
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from pypdf import PdfReader

from scheduler.commands.export import FORMS_OF_TALKS
from scheduler.commands.main import main
from tests.commands.test_check import DAY, netday
from tests.commands.test_mailing import MORNING, PEOPLE, ROOMS, typed

SECRETS = ("jeroen@enschede.example", "karin@delft.example", "jan@oss.example", "gijs@zwolle.example")
FORMS = {"html": ("--people",), "pdf": ("--people",), "xlsx": ("--people",), "ics": ("--person", "Jan")}
QUESTIONS = (
    "check day.yaml old.yaml", "describe day.yaml --no-model", "solve day.yaml", "diff day.yaml old.yaml new.yaml",
    "repair day.yaml old.yaml", "why day.yaml old.yaml Europa", "prices day.yaml old.yaml", "explain day.yaml",
    "alternatives day.yaml -n 2", "rehearse day.yaml old.yaml", "publish day.yaml old.yaml --to site --dry-run",
    "season . --programme old.yaml",
)  # fmt: skip


def unpacked(data: bytes) -> Iterator[bytes]:
    """The bytes, and whatever is packed in them: parts of archives, streams of a PDF, base64 and quoted-printable."""
    yield data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            for name in parts.namelist():
                yield from unpacked(parts.read(name))
    if data.startswith(b"%PDF"):
        yield "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages).encode()
    for found in re.finditer(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        try:
            yield zlib.decompressobj().decompress(found[1])
        except zlib.error:
            continue
    for found in re.finditer(rb"(?:[A-Za-z0-9+/]{60,}\r?\n?)+[A-Za-z0-9+/]*=*", data):
        yield base64.b64decode(re.sub(rb"[^A-Za-z0-9+/]", b"", found[0]) + b"===", validate=False)
    yield quopri.decodestring(data)
    yield re.sub(rb"\r?\n[ \t]", b"", data)  # folded lines of calendars
    yield data.replace(b"\0", b"")  # UTF-16


def readable_in(data: bytes) -> list[str]:
    """The addresses that can be read in it, whole or without their ends."""
    every = [part.lower() for part in unpacked(data)]
    pieces = [(secret, piece) for secret in SECRETS for piece in (secret, secret.partition("@")[2])]
    return sorted({secret for secret, piece in pieces for part in every if piece.encode() in part})


@pytest.fixture(autouse=True)
def _a_day_with_addresses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NETDAY_NOW", "2026-03-01T12:00Z")
    Path("day.yaml").write_text(DAY + PEOPLE, "utf-8")
    typed("old.yaml", MORNING)
    typed("new.yaml", ROOMS)


def test_addresses_are_found_wherever_they_are_packed() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("a.xml", f"<c>{SECRETS[0]}</c>")
    stream = b"stream\n" + zlib.compress(SECRETS[1].encode()) + b"\nendstream"
    in_mail = base64.encodebytes(b"x" * 60 + SECRETS[2].encode() + b"x" * 90)
    found = [readable_in(data) for data in (packed.getvalue(), stream, in_mail, SECRETS[3].upper().encode("utf-16-le"))]
    assert found == [[secret] for secret in SECRETS]


def test_an_edition_has_no_address_in_any_of_its_bytes() -> None:
    """Also after a change, with whoever is absent, and in what stands beside it."""
    for programme in ("old.yaml", "new.yaml"):
        assert netday("publish", "day.yaml", programme, "--to", "site").exit_code == 0
    netday("solve", "day.yaml", "-o", "programme.json", "--quiet")
    files = [file for file in Path().rglob("*") if file.is_file() and file.name != "day.yaml"]
    assert {file.suffix for file in files} >= {".ics", ".html", ".pdf", ".xlsx", ".json", ".md", ".xml"}
    found = {str(file): readable_in(file.read_bytes()) for file in files}
    assert {file: secrets for file, secrets in found.items() if secrets} == {}


def forms() -> list[str]:
    """All that `netday export` can write."""
    (option,) = (option for option in main.commands["export"].params if "--format" in option.opts)
    assert isinstance(option.type, click.Choice)
    return [form for form in option.type.choices if form not in FORMS_OF_TALKS]  # which this day cannot have


@pytest.mark.parametrize("form", forms())
def test_no_form_of_a_programme_has_an_address(form: str) -> None:
    done = netday("export", "day.yaml", "old.yaml", "--format", form, "-o", "out", *FORMS.get(form, ()))
    assert done.exit_code == 0, done.output
    assert readable_in(Path("out").read_bytes()) == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_answer_has_an_address(question: str) -> None:
    for further in ((), ("--json",)):
        done = netday(*question.split(), *further)
        assert done.exit_code in (0, 1), done.output
        assert readable_in(done.output.encode()) == []


def test_the_mailing_itself_has_them() -> None:
    netday("mailing", "day.yaml", "old.yaml", "-o", "mailing.xlsx")
    netday("mailing", "day.yaml", "old.yaml", "-o", "mails")
    here = [secret for secret in SECRETS if "gijs" not in secret]  # who is absent gets no mail
    assert readable_in(Path("mailing.xlsx").read_bytes()) == sorted(here)
    assert [readable_in(file.read_bytes()) for file in sorted(Path("mails").iterdir())] == [
        ["jan@oss.example"], ["jeroen@enschede.example"], ["karin@delft.example"],
    ]  # fmt: skip
