"""Programs that others wrote, each asked for the events that it reads. Where one is missing, the test fails."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.real.calendar_days import Read

HOME = Path(__file__).parents[2]
VENV = HOME / ".venv-real" / "bin"
READERS = Path(__file__).with_name("readers")
# The machine of whoever reads stands elsewhere than any of the days.
ELSEWHERE = {**os.environ, "TZ": "Pacific/Auckland", "PYTHONUTF8": "1"}

# The names of the events as well, and what each tells of itself.
Events = dict[str, tuple[Read, str]]


def run(*words: str | Path, stdin: str = "") -> str:
    command = list(map(str, words))
    done = subprocess.run(
        command, input=stdin, capture_output=True, encoding="utf-8", timeout=120, check=False, env=ELSEWHERE
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def events(output: str) -> Events:
    """From the JSON that a reader prints. Two events of one name are no answer."""
    found = json.loads(output)
    read = {event.pop("uid"): (event.pop("description"), Read(**event)) for event in found}
    assert len(read) == len(found)
    return {uid: (event, description or "") for uid, (description, event) in read.items()}


def by_script(interpreter: str | Path, script: str) -> Callable[[Path], Events]:
    return lambda path: events(run(interpreter, READERS / script, path))


# By the name of the library.
PARSERS: dict[str, Callable[[Path], Events]] = {
    "libical": by_script("/usr/bin/python3", "read_with_libical.py"),  # Debian's own Python, for Debian's bindings
    "ical.js": by_script("node", "read_with_ical_js.mjs"),
    "node-ical": by_script("node", "read_with_node_ical.mjs"),
    "vobject": by_script(VENV / "python", "read_with_vobject.py"),
    "ics": by_script(VENV / "python", "read_with_ics.py"),
}


def uids(path: Path) -> list[str]:
    """The names in the file, as they stand there."""
    return re.findall(r"^UID:(.*)\r$", path.read_bytes().decode(), flags=re.MULTILINE)


class Khal:
    """A calendar in the terminal; `zone` is where its user is."""

    def __init__(self, folder: Path, zone: str) -> None:
        self.zone = ZoneInfo(zone)
        self.vdir = folder / "vdir"
        self.vdir.mkdir(parents=True)
        self.config = folder / "config"
        self.config.write_text(
            f"[calendars]\n[[netday]]\npath = {self.vdir}\n"
            f"[locale]\nlocal_timezone = {zone}\ndefault_timezone = {zone}\n"
            "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\n"
            f"longdatetimeformat = %Y-%m-%d %H:%M\n[sqlite]\npath = {folder / 'khal.db'}\n",
            encoding="utf-8",
        )

    def take(self, path: Path) -> None:
        run(VENV / "khal", "-c", self.config, "import", "--batch", "-a", "netday", path)

    def events(self, around: Sequence[date]) -> Events:
        """What it lists on those days and on those before and after."""
        fields = (
            "uid",
            "start-date",
            "start-time",
            "end-date",
            "end-time",
            "title",
            "location",
            "status",
            "description",
        )
        asked = [word for field in (*fields, "all-day") for word in ("--json", field)]
        found: Events = {}
        for on in around:
            since = str(on - timedelta(days=1))
            output = run(VENV / "khal", "-c", self.config, "list", "--once", *asked, since, "4d")
            for line in output.splitlines():
                found.update({event["uid"]: self._read(event) for event in json.loads(line)})
        return found

    def _read(self, event: dict[str, str]) -> tuple[Read, str]:
        if event["all-day"] == "True":  # here the last day, not the first after it
            starts = event["start-date"]
            ends = str(date.fromisoformat(event["end-date"]) + timedelta(days=1))
        else:
            starts, ends = (self._moment(event[f"{at}-date"], event[f"{at}-time"]) for at in ("start", "end"))
        (file,) = (path for path in self.vdir.glob("*.ics") if event["uid"] in path.read_text(encoding="utf-8"))
        sequence = re.search(r"^SEQUENCE:(\d+)", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
        assert sequence is not None  # khal keeps it and shows it nowhere
        facts = (event["title"], event["location"], event["status"], int(sequence[1]))
        return Read(starts, ends, *facts), event["description"]

    def _moment(self, on: str, at: str) -> str:
        local = datetime.fromisoformat(f"{on}T{at}").replace(tzinfo=self.zone)
        return local.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Vdirsyncer:
    """Copies a calendar into a folder, a file an event. `source`: the lines that say which calendar."""

    def __init__(self, folder: Path, *source: str) -> None:
        self.here = folder / "here"
        self.here.mkdir(parents=True)
        self.config = folder / "config"
        self.config.write_text(
            f'[general]\nstatus_path = "{folder / "status"}"\n'
            '[pair day]\na = "there"\nb = "here"\ncollections = null\nconflict_resolution = "a wins"\n'
            "[storage there]\n" + "\n".join(source) + "\n"
            f'[storage here]\ntype = "filesystem"\npath = "{self.here}"\nfileext = ".ics"\n',
            encoding="utf-8",
        )
        self._sync("discover")

    def _sync(self, verb: str) -> None:
        run(VENV / "vdirsyncer", "-c", self.config, verb, stdin="y\n" * 9)

    def sync(self) -> Events:
        """What it has afterwards: one event a file, read by vobject."""
        self._sync("sync")
        found: Events = {}
        for file in self.here.glob("*.ics"):
            ((uid, event),) = PARSERS["vobject"](file).items()
            assert uid not in found
            found[uid] = event
        return found


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


@contextmanager
def serving(*words: str | Path, port: int) -> Iterator[None]:
    """A server of ours or of others, from the moment that it answers on that port until it is not needed any more."""
    with subprocess.Popen(
        list(map(str, words)), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", env=ELSEWHERE
    ) as server:
        try:
            until = time.monotonic() + 60
            while not _answers(port):
                if server.poll() is not None or time.monotonic() > until:
                    server.kill()
                    raise AssertionError(f"{words} does not serve:\n{server.communicate()[0]}")
                time.sleep(0.05)
            yield
        finally:
            server.terminate()


def _answers(port: int) -> bool:
    with socket.socket() as door:
        return door.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def radicale(folder: Path) -> Iterator[str]:
    """The address of a Radicale with nothing in it."""
    port = free_port()
    folder.mkdir()
    (folder / "config").write_text(
        f"[server]\nhosts = 127.0.0.1:{port}\n[auth]\ntype = none\n[storage]\nfilesystem_folder = {folder / 'kept'}\n"
        "[logging]\nlevel = error\n",
        encoding="utf-8",
    )
    with serving(VENV / "python", "-m", "radicale", "--config", folder / "config", port=port):
        yield f"http://127.0.0.1:{port}/"


def by_caldav(address: str, verb: str, *words: str | Path) -> str:
    """See `readers/caldav_client.py`."""
    return run(VENV / "python", READERS / "caldav_client.py", address, verb, *words)


def with_our_zones(returned: str, published: Path) -> str:
    """What Radicale returns of a calendar that it was given whole, with the time zones as they were published.

    Of such a calendar it keeps the events alone. vobject then makes up a zone of that name, from pytz or from the first
    that its process happened to read: it is not always the same, and in the one of the two summer ends an hour late.
    """
    ours = re.findall(r"BEGIN:VTIMEZONE\r\n.*?END:VTIMEZONE\r\n", published.read_bytes().decode(), flags=re.DOTALL)
    theirs = r"(BEGIN:VTIMEZONE\s.*?\sEND:VTIMEZONE\s+)+"
    return re.sub(theirs, lambda _: "".join(ours).replace("\r\n", "\n"), returned, count=1, flags=re.DOTALL)
