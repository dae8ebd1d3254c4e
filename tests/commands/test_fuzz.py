"""Odd texts in valid days, and damaged files, through every command: no error of ours, no hang, nothing half-written.

Some examples in the usual run, ever other ones and many more in `make test-deep`.
"""

from __future__ import annotations

import json
import shutil
import signal
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from types import FrameType

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.commands.main import main
from scheduler.text.sanitize import text as sanitized

CPU_SECONDS = 60  # for one command, on a day of four sessions
NOW = "2026-03-01T12:00Z"

ODD = [
    "Zaak 2026/0001234567890123456789",
    "NL91ABNA0417164300",
    "https://link.g40.example/j/93?pwd=c2Vz&lang=nl-NL#zaal-1",
    "https://[::1",
    "wz@delft.example",
    "漢字かな交じり文",
    "\U0001f469\u200d\U0001f467\u200d\U0001f466",
    "\U0001f3f4\U000e0067\U000e0062\U000e007f",
    "עברית",
    "\x1b[31m",
    "\x9b2J",
    "\u202e",
    "\u200b",
    "\ufe0f",
    "e\u0301\u0327\u0316",
    "{0}",
    "%s",
    "#",
    "'",
    '"',
    "\\",
    "<b>&amp;",
    "=1+1",
    "@x",
    "[a](b)",
    "$x$",
    "a, b and c",
    "::",
    "-",
    "10:00",
    "no",
    "null",
    "~",
    "..",
    "/etc",
    "\U0001f600" * 70,
    "x" * 300,
    "verstedelijkings" * 20,
    "\u0301" * 200,
    "-" * 90,
    "/" * 90,
]
pieces = st.one_of(st.sampled_from(ODD), st.text(max_size=12), st.text(st.sampled_from("aeinrst -/0123"), max_size=40))
texts = st.lists(pieces, min_size=1, max_size=4).map(" ".join)


def quoted(text: str) -> str:
    """The text between double quotes, as YAML has it."""
    signs = (sign if sign.isprintable() and sign not in '"\\' else f"\\U{ord(sign):08x}" for sign in text)
    return '"' + "".join(sign for sign in signs if not sign.startswith("\\U0000d8")) + '"'


def cell(text: str) -> str:
    """The text as a cell of a file with commas."""
    return '"' + text.replace('"', '""') + '"'


def day_file(odd: dict[str, str], date: str = "2026-03-13") -> str:
    """A day that is right, with odd texts in the places that are named."""

    def say(key: str, usual: str) -> str:
        return quoted(odd.get(key, usual))

    return f"""\
title: {say("title", "Netwerkdag")}
place: {say("place", "Haarlem")}
date: {date}
rounds: [10:00–11:00, 11:15–12:15]
rooms: [{{name: {say("room", "Zaal 1")}}}, {{name: {say("other room", "Zaal 2")}}}]
groups: [{{name: {say("group", "Wonen")}}}, {say("other group", "Zorg")}]
people:
- {{name: {say("person", "Anna")}, organisation: {say("organisation", "Delft")}, chair: {say("group", "Wonen")}}}
- {{name: {say("other person", "Bram")}, member: [{say("group", "Wonen")}, {say("other group", "Zorg")}]}}
sessions:
- {say("group", "Wonen")}
- {{title: {say("session", "Zorg bij ons")}, group: {say("other group", "Zorg")}, link: "https://g40.example/zorg"}}
- {{title: {say("talk", "Water")}, speakers: [{say("person", "Anna")}], description: {say("text", "Over water.")}}}
- {{title: {say("off", "Asiel")}, held: no, note: {say("note", "Gaat niet door.")}}}
"""


PLACES = [
    "title",
    "place",
    "room",
    "other room",
    "group",
    "other group",
    "person",
    "organisation",
    "other person",
    "session",
    "talk",
    "text",
    "off",
    "note",
]


class Hung(BaseException):
    """A command took more of the processor than it ever should."""


@contextmanager
def bounded() -> Iterator[None]:
    def hear(number: int, frame: FrameType | None) -> None:  # noqa: ARG001  the shape of a handler
        raise Hung

    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGPROF, hear)
    signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def netday(*words: object) -> Result:
    """The answer of a command, in which nothing is wrong however wrong the call may be."""
    with bounded():
        done = CliRunner(env={"NETDAY_NOW": NOW}).invoke(main, [str(word) for word in words])
    call = " ".join(str(word) for word in words)
    assert done.exit_code in {0, 1, 2, 3, 4}, f"{call}\n{done.output}"
    assert "Traceback" not in done.output, f"{call}\n{done.output}"
    seen = done.output.replace("\t", " ")
    if "-" not in words:  # which is a file, and no text for a screen
        assert [line for line in seen.split("\n") if sanitized(line) != line.strip()] == [], call
    return done


def whole(folder: Path) -> None:
    """Nothing is left over or half-written."""
    assert [path for path in folder.rglob("*") if path.name.endswith((".tmp", "-next", "-old"))] == []
    for file in folder.glob("*.json"):
        if file.name.startswith("out"):
            json.loads(file.read_bytes())
    for file in folder.rglob("*.xlsx"):
        assert zipfile.ZipFile(file).testzip() is None
    if (site := folder / "site").exists():
        assert {"ledger.json", "calendars.json", "programme.ics"} <= {path.name for path in site.iterdir()}
    for begun in (folder / name for name in BEGUN):
        assert not begun.exists() or {"day.yaml", "people.csv"} <= {path.name for path in begun.iterdir()}


BEGUN = ("again", "again too", "fresh", "nieuw", "read")  # folders of days that the commands begin


def commands(folder: Path, names: dict[str, str]) -> list[tuple[object, ...]]:
    """Calls of every command, but of the one that serves until it is stopped."""
    day, programme, out, later = folder, folder / "p.json", folder / "out.json", folder / "later"
    calls: list[tuple[object, ...]] = [
        ("check", day),
        ("check", day, "--json"),
        ("describe", day),
        ("rules",),
        ("solve", day, "-o", out, "--quiet", "--time-limit", 5),
        ("explain", day, "--time-limit", 5),
        ("check", day, programme),
        ("check", day, programme, "--json"),
        ("show", day, programme),
        *(("show", day, programme, "--by", by) for by in ("room", "person", "group", "time")),
        ("show", day, programme, "--person", names["person"]),
        ("show", day, programme, "--group", names["group"]),
        ("show", day, programme, "--room", names["room"]),
        ("why", day, programme, names["session"]),
        ("why", day, programme, names["session"], "--room", names["other room"], "--time-limit", 5),
        ("why", day, programme, names["talk"], "--at", "11:15", "-o", out, "--time-limit", 5),
        ("alternatives", day, "--time-limit", 5),
        ("show", day, programme, "--crowds"),
        ("seats", day, programme, "--time-limit", 5),
        ("seats", day, programme, "-o", f"{day}/seats.xlsx", "--json"),
        ("prices", day, programme, "--time-limit", 5),
        ("repair", day, programme, "-o", out, "--time-limit", 5),
        ("repair", day, programme, "--keep", names["group"], "--time-limit", 5),
        ("rehearse", day, programme, "--time-limit", 5),
        ("diff", programme, programme),
        ("diff", day, programme, folder / "typed.yaml"),
        ("diff", day, programme, folder / "typed.yaml", "--mail", "nl"),
        ("diff", day, programme, programme, "--person", names["person"]),
        *(("export", day, programme, "--format", form, "-o", folder / f"form.{form}") for form in FORMS),
        ("export", day, programme, "--format", "ics", "--person", names["person"], "-o", "-"),
        ("publish", day, programme, "--to", folder / "site"),
        ("publish", day, folder / "typed.yaml", "--to", folder / "site", "--dry-run", "--anyway"),
        ("mailing", day, programme, "--site", "https://example.org/day", "-o", folder / "mailing.csv"),
        (
            "mailing",
            day,
            programme,
            "--edition",
            folder / "site",
            "--since",
            folder / "typed.yaml",
            "-o",
            folder / "mails",
        ),
        ("mailing", day, programme, "--person", names["person"], "-o", folder / "one.xlsx"),
        ("check-site", "http://127.0.0.1:1/", "--folder", folder / "site", "--timeout", 1),
        ("import", folder / "schedule.json", "--to", folder / "again"),
        ("import", folder / "schedule.xml", "--to", folder / "again too"),
        ("season", day, "--programme", "p.json", "-o", folder / "season.yaml"),
        ("season", day, "--programme", "p.json", "--for", later, "-o", later / "season.yaml"),
        ("season", day, later, "--programme", "p.json", "--json"),
        ("season", day, later, "--programme", "p.json", "--renamed", f"{names['group']}={names['other group']}"),
        ("check", later),
        ("check", later, programme),
        ("describe", later, "--json"),
        ("solve", later, "-o", out, "--quiet", "--time-limit", 5),
        ("explain", later, "--time-limit", 5),
        ("prices", later, programme, "--time-limit", 5),
        ("new", folder / "fresh"),
        ("new", folder / "nieuw", "--language", "nl"),
        ("new", folder / "new in excel", "--workbook"),
        ("schema",),
        ("schema", "--language", "nl", "--keys"),
        ("schema", "solve"),
        ("schema", names["session"]),
        ("bench", day, "--time-limit", 1),
        ("bench", "judge", day, "--json"),
        ("workbook", day, "-o", folder / "of the day.xlsx"),
        ("check", folder / "dag.xlsx"),
        ("solve", folder / "dag.xlsx", "-o", out, "--quiet", "--time-limit", 5),
        ("read-workbook", folder / "dag.xlsx", "--to", day, "--yes"),
        ("read-workbook", folder / "dag.xlsx", "--to", folder / "read", "--yes"),
        ("sign-ups", folder / "export.csv", "--into", day, "--yes"),
        ("sign-ups", folder / "export.csv", "--into", day, "--dry-run"),
        ("sign-ups", folder / "export.csv", "--into", day, "--review", folder / "review.xlsx"),
    ]
    return calls


def in_a_language(call: tuple[object, ...], language: str) -> tuple[object, ...]:
    """The call with `--language`, unless it names one; of those of `bench` it stands before the subject."""
    if not language or "--language" in call:
        return call
    return (call[0], "--language", language, *call[1:])


FORMS = ("html", "xlsx", "markdown", "schedule.xml", "schedule.json", "json", "ics", "pdf")
USUAL = {
    "title": "Netwerkdag",
    "room": "Zaal 1",
    "other room": "Zaal 2",
    "group": "Wonen",
    "other group": "Zorg",
    "person": "Anna",
    "session": "Zorg bij ons",
    "talk": "Water",
}


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A day with all that is made of it."""
    folder = tmp_path_factory.mktemp("good")
    fill(folder, {})
    assert netday("publish", folder, folder / "p.json", "--to", folder / "site").exit_code == 0
    return folder


def fill(folder: Path, odd: dict[str, str]) -> bool:
    """Writes the day and its programme; False where a text is none that the day can have, two rooms alike perhaps."""
    (folder / "day.yaml").write_bytes(day_file(odd).encode("utf-8", "replace"))
    (folder / "typed.yaml").write_text(
        f"programme:\n  - {{session: {quoted({**USUAL, **odd}['group'])}, start: '10:00', room: Zaal 1}}\n", "utf-8"
    )
    if netday("solve", folder, "-o", folder / "p.json", "--quiet").exit_code:
        return False
    (folder / "later").mkdir()
    (folder / "later" / "day.yaml").write_bytes(
        (day_file(odd, "2026-06-12") + "season: season.yaml\n").encode("utf-8", "replace")
    )
    shutil.copy(folder / "p.json", folder / "later")
    owed = netday("season", folder, "--programme", "p.json", "-o", folder / "later" / "season.yaml")
    assert owed.exit_code == 0, owed.output
    called = {**USUAL, **odd}
    (folder / "export.csv").write_text(
        "Timestamp,Naam,Gemeente,Welke themagroepen bezoekt u?\n"
        f"2026-02-01 10:00,{cell(called['person'])},Delft,{cell(called['group'])}\n"
        f"2026-02-02 11:00,Eva,Ede,{cell(called['other group'] + ', ' + called['group'])}\n",
        "utf-8",
        "replace",
    )
    assert netday("workbook", folder, "-o", folder / "dag.xlsx").exit_code == 0
    for form in ("schedule.json", "schedule.xml"):
        assert netday("export", folder, folder / "p.json", "--format", form, "-o", folder / form).exit_code == 0
    return True


lenient = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


@lenient
@given(odd=st.dictionaries(st.sampled_from(PLACES), texts, max_size=4), data=st.data())
def test_odd_texts_go_through_every_command(
    odd: dict[str, str], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("odd")
    try:
        if fill(folder, odd):
            calls = commands(folder, {**USUAL, **odd})
            for call in data.draw(st.lists(st.sampled_from(calls), min_size=2, max_size=4, unique=True)):
                netday(*in_a_language(call, data.draw(LANGUAGES)))
                whole(folder)
    finally:
        shutil.rmtree(folder)


def test_every_command_is_among_the_calls(tmp_path: Path) -> None:
    called = {str(call[0]) for call in commands(tmp_path, USUAL)}
    assert called == set(main.commands) - {"serve-calendars", "desk"}


TOKENS = [
    *(b"\x00", b"\xff\xfe", b"\r", b"\t", b"{", b"}", b"[", b"]", b": ", b"- ", b"null", b"-1", b"1e999", b'"', b"&a"),
    *(b"*a", b"9" * 400, b"\x1b[31m", b"0001-01-01", b"9999-12-31T23:59:59Z", b"24:00", b"<!DOCTYPE a>", b"\n\n"),
    *(b"true", b"!!x "),
]
LANGUAGES = st.sampled_from(["", "nl", "en"])
FILES = [
    "day.yaml",
    "people.csv",
    "p.json",
    "typed.yaml",
    "schedule.json",
    "schedule.xml",
    "later/day.yaml",
    "later/season.yaml",
    "export.csv",
    "dag.xlsx",
    "site/ledger.json",
    "site/calendars.json",
    "site/programme.ics",
]


@st.composite
def damaged(draw: st.DrawFn, data: bytes) -> bytes:
    """The data with some of it removed, doubled, moved or replaced."""
    for _ in range(draw(st.integers(1, 3))):
        lines = data.split(b"\n")
        at = draw(st.integers(0, max(0, len(data) - 1)))
        to = min(len(data), at + draw(st.integers(0, 30)))
        row = draw(st.integers(0, len(lines) - 1))
        token = draw(st.one_of(st.sampled_from(TOKENS), st.binary(max_size=6)))
        ways: list[bytes] = [
            data[:at] + data[to:],
            data[:at],
            data[:at] + token + data[to:],
            data[:to] + data[at:],
            b"\n".join([*lines[:row], *lines[row + 1 :]]),
            b"\n".join([*lines[: row + 1], *lines[row:]]),
            b"\n".join([*lines[:row], lines[row].partition(b":")[0] + b": " + token, *lines[row + 1 :]]),
        ]
        data = draw(st.sampled_from(ways))
    return data


@st.composite
def damaged_workbook(draw: st.DrawFn, data: bytes) -> bytes:
    """The workbook with the file damaged, or one of those that it consists of."""
    if draw(st.integers(0, 4)) == 0:
        return draw(damaged(data))
    found = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as book, zipfile.ZipFile(found, "w") as spoilt:
        chosen = draw(st.sampled_from(book.namelist()))
        for name in book.namelist():
            spoilt.writestr(name, draw(damaged(book.read(name))) if name == chosen else book.read(name))
    return found.getvalue()


@lenient
@given(data=st.data())
def test_damaged_files_go_through_every_command(
    data: st.DataObject, good: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("damaged") / "day"
    shutil.copytree(good, folder)
    try:
        (folder / "people.csv").write_text("naam;organisatie;Wonen\nCor;Ede;x\nDaan;Goes;voorzitter\n", "utf-8")
        for name in data.draw(st.lists(st.sampled_from(FILES), min_size=1, max_size=2, unique=True)):
            file = folder / name
            spoilt = damaged_workbook if file.suffix == ".xlsx" else damaged
            file.write_bytes(data.draw(spoilt(file.read_bytes())))
        calls = commands(folder, USUAL)
        for call in data.draw(st.lists(st.sampled_from(calls), min_size=1, max_size=3, unique=True)):
            netday(*in_a_language(call, data.draw(LANGUAGES)))
    finally:
        shutil.rmtree(folder.parent)
