"""An edition on the web as everybody meets it: the page, calendars, what should not be there, and the local folder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from scheduler.publishing.calendars.listing import Listed, ListedFiles
from scheduler.publishing.calendars.location import INDEX, LEDGER, UNREAD
from scheduler.publishing.page_links import PAGE, folder_address
from scheduler.publishing.site import findings
from scheduler.publishing.site.fetching import Answer, Fetcher, Unreachable, is_near
from scheduler.publishing.site.findings import Level, SiteFinding
from scheduler.text.sentence import Phrase, Sentence, plural
from scheduler.text.wording import listing

_WHOLE = "programme.ics"
_FOLDERS = ("people/", "groups/", "rooms/", "sessions/")
_NOBODY = "people/netday-asks-for-what-is-not-there.ics"
_MOST = 200  # files compared, unless all are asked for
_PEOPLE = 5  # of them
_NAMED = 5
_SILENT = 2  # files that may not come, before we wait no longer
_IN_FOLDER = re.compile(r"/(?:people|groups|rooms|sessions)/[^/]+\.ics$|/[^/]+\.(?:ics|html?)$")


@dataclass
class SiteReport:
    """What was found at the address of a folder. `compared`: how many files with those of the local edition."""

    folder: str
    found: list[SiteFinding] = field(default_factory=list)
    compared: int = 0

    def of(self, level: Level) -> list[Phrase]:
        """The sentences of that level, each once, in the order in which it was looked."""
        return list(dict.fromkeys(finding.sentence for finding in self.found if finding.level is level))

    @property
    def works(self) -> bool:
        return not self.of(Level.WRONG)


def check_site(url: str, *, folder: Path | None = None, everything: bool = False, timeout: float = 15) -> SiteReport:
    """Look at what is served at an address: of the folder, of the page, or of somebody's own calendar.

    `folder`: the edition as it was published here, with which that is compared; `everything`: with each of its files.
    Raises Unreachable where nobody answers, IndexUnfit where the folder is no edition, ValueError for no address.
    """
    base, own = _asked(url)
    here = ListedFiles(folder).index() if folder else {}
    fetcher = Fetcher(timeout)
    report = SiteReport(base)
    visit = _Visit(fetcher, base, report)
    front = fetcher.get(f"{base}/")
    report.found += findings.of_the_way(base, fetcher.mistrust, near=is_near(urlsplit(base).hostname or ""))
    report.found += findings.of_the_front(front)
    page = visit.get(PAGE)
    report.found += findings.of_the_page(page, base)
    visit.calendars(page, own or next((row.file for row in here.values() if row.kind == "person"), ""), here)
    visit.what_should_not_be_there()
    if folder:
        visit.compare(folder, here, everything=everything)
    return report


def _asked(url: str) -> tuple[str, str]:
    """The address of the folder, and of what in it was asked for: somebody's calendar, perhaps."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        parts = urlsplit("")
    if parts.scheme.casefold() not in ("http", "https") or not parts.hostname:
        raise ValueError(
            Sentence(
                '"{url}" is no address on the web; write it like {like}.',
                url=url,
                like="https://www.example.org/our-day",
            )
        )
    if parts.username or parts.password:
        raise ValueError(
            Sentence(
                "Leave name and password out of the address: who subscribes has none, and this is to see what they see."
            )
        )
    within = _IN_FOLDER.search(parts.path)
    own = unquote(within[0].removeprefix("/")) if within and within[0].endswith(".ics") else ""
    path = parts.path[: within.start()] if within else parts.path
    base = folder_address(f"{parts.scheme}://{parts.netloc}{path}")
    if not base:
        raise ValueError(Sentence('"{url}" is no address on the web.', url=url))
    return base, own if own != _WHOLE else ""


@dataclass
class _Visit:
    """One look at the site."""

    fetcher: Fetcher
    base: str
    report: SiteReport
    silent: int = 0

    def get(self, path: str, **headers: str) -> Answer:
        """What stands there. A file that does not come is one; where several do not, we raise Unreachable."""
        try:
            return self.fetcher.get(f"{self.base}/{quote(path)}", **headers)
        except Unreachable as silence:
            self.silent += 1
            if self.silent > _SILENT:
                raise
            return Answer(path, 0, {}, silence=silence.args[0])

    def add(self, found: Iterable[SiteFinding]) -> None:
        self.report.found += found

    def calendars(self, page: Answer, own: str, here: Mapping[str, Listed]) -> None:
        """The whole programme, a group's, and somebody's own where one is known."""
        whole = self.get(_WHOLE)
        self.add(findings.of_a_calendar(Sentence("the calendar of the whole programme"), _WHOLE, whole))
        if whole.found:
            self.add(findings.of_caching(_WHOLE, whole))
            self.add(findings.of_asking_again(_WHOLE, whole, self._again(whole)))
        group = next((row.file for row in here.values() if row.kind == "group"), _first_group(page))
        if group:
            self.add(findings.of_a_calendar(Sentence("the calendar of a group"), group, self.get(group)))
        if own:
            shown = f"{own.rpartition('/')[0]}/….ics"  # whoever looks over a shoulder need not read it
            self.add(findings.of_a_calendar(Sentence("somebody's own calendar"), shown, self.get(own)))

    def _again(self, whole: Answer) -> Answer | None:
        if tag := whole.headers.get("etag"):
            return self.get(_WHOLE, If_None_Match=tag)
        if since := whole.headers.get("last-modified"):
            return self.get(_WHOLE, If_Modified_Since=since)
        return None

    def what_should_not_be_there(self) -> None:
        before = len(self.report.of(Level.WRONG))
        for path in (INDEX, LEDGER, UNREAD):
            self.add(findings.of_a_secret(path, self.get(path)))
        for path in _FOLDERS:
            self.add(findings.of_a_folder(path, self.get(path)))
        self.add(findings.of_nothing(self.get(_NOBODY)))
        if len(self.report.of(Level.WRONG)) == before:
            self.add(
                [SiteFinding(Level.RIGHT, Sentence("Nothing is open that nobody should see, and no folder is listed."))]
            )

    def compare(self, folder: Path, here: Mapping[str, Listed], *, everything: bool) -> None:
        """Each file with the one in the folder, byte for byte."""
        differ: list[str] = []
        missing: list[str] = []
        wanted = list(here) if everything else list(_some(here))
        edition = ListedFiles(folder)
        for path in wanted:
            answer, mine = self.get(path), edition.read(path)
            if not answer.found:
                missing.append(path)
            elif mine is None or answer.body != mine[1]:
                differ.append(path)
        self.report.compared = len(wanted)
        if missing:
            self.add(
                [
                    SiteFinding(
                        Level.WRONG,
                        plural(
                            len(missing),
                            "{number} file of the folder is not there: {files}. Copy the folder again.",
                            "{number} files of the folder are not there: {files}. Copy the folder again.",
                            files=_named(missing),
                        ),
                    )
                ]
            )
        if differ:
            self.add(
                [
                    SiteFinding(
                        Level.WRONG,
                        plural(
                            len(differ),
                            "{number} file is another than in the folder: {files}. Copy the folder again, as it is "
                            "(binary); where that was just done, something keeps the last edition.",
                            "{number} files are others than in the folder: {files}. Copy the folder again, as it is "
                            "(binary); where that was just done, something keeps the last edition.",
                            files=_named(differ),
                        ),
                    )
                ]
            )
        if not missing and not differ:
            self.add(
                [SiteFinding(Level.RIGHT, Sentence("What is served is the edition in the folder, byte for byte."))]
            )


def _first_group(page: Answer) -> str:
    found = re.search(r'href="(groups/[^"/]+\.ics)"', page.body.decode(errors="replace")) if page.found else None
    return unquote(unescape(found[1])) if found else ""


def _some(here: Mapping[str, Listed]) -> Iterator[str]:
    """Of a large edition the files that everybody reads, and calendars of a few people."""
    people = [row.file for row in here.values() if row.kind == "person"]
    others = [row.file for row in here.values() if row.kind != "person"]
    yield from others[: _MOST - _PEOPLE]
    yield from people[:: max(1, len(people) // _PEOPLE)][:_PEOPLE]


def _named(paths: list[str]) -> Phrase:
    more = [Sentence("{number} more", number=len(paths) - _NAMED)] if paths[_NAMED:] else []
    return listing([*paths[:_NAMED], *more])
