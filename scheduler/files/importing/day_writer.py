"""A published schedule into a day to start from: day.yaml and people.csv, with the published times as wishes.

Each session would rather be where and when it was, says the last of the rules, so that the day solves to what was
published and gives way where something changes. What the published programme itself breaks of the standard rules is
let go.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from scheduler.conference.clock import DAY, typed_day, typed_hour
from scheduler.conference.named_link import NamedLink
from scheduler.files.dutch import in_dutch
from scheduler.files.importing.draft import Draft, DraftGroup, DraftSession, line
from scheduler.files.importing.slots import DaySlots
from scheduler.files.keys import in_language
from scheduler.files.yaml_writer import block, scalar, several
from scheduler.rules.book import off_for_tracks, published_place
from scheduler.text.language import Language
from scheduler.text.letters import normalized
from scheduler.text.links import checked_link
from scheduler.text.sentence import Phrase, Sentence

_WEIGHT = 2  # of each preferred time and room: more than the light wishes of the standard book
_NOT_IN_A_TABLE = tuple("=+-@")  # a spreadsheet would take these for formulas


def day_text(draft: Draft) -> str:
    """day.yaml, in the language of the day."""
    return "\n".join(_DayWriter(draft).lines()) + "\n"


def people_text(draft: Draft) -> str:
    """The table of people; of a day in Dutch as a Dutch Excel opens it, as `netday new` writes one."""
    dutch = draft.language == "nl"
    table = io.StringIO("\ufeff" if dutch else "", newline="")
    table.seek(0, io.SEEK_END)
    writer = csv.writer(table, delimiter=";" if dutch else ",", lineterminator="\n")
    writer.writerow(in_language(key, dutch=dutch) for key in ("name", "organisation"))
    writer.writerows(row for row in draft.people.items() if not _formula(row))
    return table.getvalue()


class _DayWriter:
    """Writes the keys, kinds and words of ours, and the remarks, in the language of the day."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.language = Language.of(draft.language)
        self.dutch = draft.language == "nl"

    def lines(self) -> Iterator[str]:
        draft, key = self.draft, self._key
        yield self._remark(Sentence("Begun by netday import from {file}.", file=line(draft.file)))
        yield self._remark(
            Sentence("Every session would rather be where and when it was: that is in the rules, at the end.")
        )
        yield ""
        yield f"{key('title')}: {scalar(draft.title)}"
        yield f"{key('language')}: {draft.language}"
        yield f"{key('time_zone')}: {scalar(draft.zone)}"
        if draft.place:
            yield f"{key('place')}: {scalar(draft.place)}"
        if draft.website:
            yield f"{key('website')}: {scalar(draft.website)}"
        yield from self._days()
        yield from self._rooms()
        yield from self._groups()
        yield from self._tracks()
        yield from self._guests()
        yield f"{key('sessions')}:"
        for item in draft.sessions:
            yield from self._session(item)
        yield f"{key('rules')}:"
        yield from self._rules()

    def _key(self, key: str) -> str:
        return in_language(key, dutch=self.dutch)

    def _word(self, word: str) -> str:
        return in_dutch("words", word) if self.dutch else word

    def _kind(self, kind: str, section: str = "kinds") -> str:
        return in_dutch(section, kind) if self.dutch else kind

    def _remark(self, sentence: Phrase) -> str:
        return f"# {sentence.into(self.language)}"

    def _days(self) -> Iterator[str]:
        days = [
            (
                f"{self._key('date')}: {self._date(day.date)}",
                f"{self._key('hours')}: {self._opening_hours(day)}",
                f"{self._key('every')}: {day.step}",
            )
            for day in self.draft.days
        ]
        if len(days) == 1:
            yield from days[0]
            if rounds := self._rounds(self.draft.days[0]):
                yield f"{self._key('rounds')}:"
                yield from (f"  - {round_}" for round_ in rounds)
        else:
            yield f"{self._key('days')}:"
            for day, facts in zip(self.draft.days, days, strict=True):
                rounds = self._rounds(day)
                more = (f"{self._key('rounds')}: [{', '.join(rounds)}]",) if rounds else ()
                yield f"  - {{{', '.join((*facts, *more))}}}"

    def _rounds(self, day: DaySlots) -> list[str]:
        """Where talks stand in blocks, the rounds of the day with their slots."""
        blocks = self.draft.blocks
        if blocks is None:
            return []
        time, slots = self._key("time"), self._key("slots")
        rounds = blocks.rounds.get(day.date, ())
        spans = [(f"{self._hour(r.start)}–{self._hour(r.end)}", (r.end - r.start) // blocks.slot) for r in rounds]
        return [f"{{{time}: {scalar(span)}, {slots}: {number}}}" for span, number in spans]

    def _tracks(self) -> Iterator[str]:
        if self.draft.blocks:
            yield f"{self._key('tracks')}:"
            yield from (f"  - {scalar(track)}" for track in self.draft.tracks)

    def _rooms(self) -> Iterator[str]:
        if self.draft.rooms:
            yield f"{self._key('rooms')}:"
        online = f"{self._key('online')}: {self._word('yes')}"
        for room in self.draft.rooms:
            facts = [f"{self._key('capacity')}: {room.seats}"] * bool(room.seats) + [online] * room.online
            named = f"{{{self._key('name')}: {', '.join([scalar(room.name), *facts])}}}"
            yield f"  - {named if facts else scalar(room.name)}"

    def _groups(self) -> Iterator[str]:
        pillars = () if self.draft.blocks else self.draft.tracks
        if pillars or self.draft.groups:
            yield f"{self._key('groups')}:"
        name, kind = self._key("name"), f"{self._key('kind')}: {self._kind('pillar', 'group_kinds')}"
        yield from (f"  - {{{name}: {scalar(track)}, {kind}}}" for track in pillars)
        for group in self.draft.groups:
            yield from self._group(group)

    def _group(self, group: DraftGroup) -> Iterator[str]:
        yield f"  - {self._key('name')}: {scalar(group.name)}"
        if group.pillar:
            yield f"    {self._key('pillar')}: {scalar(group.pillar)}"
        for role in ("chairs", "vice_chairs"):
            if names := getattr(group.roles, role):
                yield f"    {self._key(role)}: {several(map(line, names))}"
        if group.roles.secretaries:
            yield f"    {self._key('secretary')}: {several(map(line, group.roles.secretaries))}"

    def _guests(self) -> Iterator[str]:
        strange = [row for row in self.draft.people.items() if _formula(row)]
        if strange:
            why = Sentence("here, for a spreadsheet would take these names for formulas")
            yield f"{self._key('guests')}: {self._remark(why)}"
        for name, organisation in strange:
            both = f"{{{self._key('name')}: {scalar(name)}, {self._key('organisation')}: {scalar(organisation)}}}"
            yield f"  - {both if organisation else scalar(name)}"

    def _rules(self) -> Iterator[str]:
        draft, off = self.draft, self._word("off")
        if draft.tracks and not draft.blocks:
            tracks = off_for_tracks().items()
            yield from (f"  {self._key(rule)}: {off} {self._remark(why)}" for rule, why in tracks)
        for rule in draft.off:
            why = Sentence("as it was published; take this line out to have it weighed")
            yield f"  {self._key(rule)}: {off} {self._remark(why)}"
        for rule, excepted in draft.excepted.items():
            scope = ", ".join(f"{self._key(key)}: {several(names)}" for key, names in excepted.items())
            why = Sentence("so it was published")
            yield f"  {self._key(rule)}: {{{self._key('except')}: {{{scope}}}}} {self._remark(why)}"
        named = ""
        for item in draft.sessions:
            at = self._at(item, several=len(draft.days) > 1)
            for rule, statement in published_place(item.name, at, item.room):
                if rule != named:
                    yield f"  {self._key(rule)}:"
                    named = rule
                words = "".join(f"{self._key(key)}: {scalar(value)}, " for key, value in statement.items())
                yield f"    - {{{words}{self._key('weight')}: {_WEIGHT}}}"

    def _session(self, item: DraftSession) -> Iterator[str]:
        event, key = item.slot.event, self._key
        yield f"  - {key('title')}: {scalar(item.title)}"
        if item.name != item.title:
            yield f"    {key('name')}: {scalar(item.name)}"
        yield f"    {key('kind')}: {self._kind(item.kind)}"
        yield from self._length(item)
        if item.groups:
            yield f"    {key('group')}: {several(item.groups)}"
        for role in ("speakers", "hosts"):
            if names := getattr(event.roles, role):
                yield f"    {key(role)}: {several(dict.fromkeys(map(line, names)))}"
        if item.day.off_grid(item.slot) and not item.track:
            why = Sentence("an odd hour, which it keeps")
            yield f"    {key('at')}: {scalar(self._at(item, several=True))} {self._remark(why)}"
        if item.online:
            yield f"    {key('online')}: {self._word('yes')}"
        if item.room and (item.online or not item.kind.is_meeting):
            yield f"    {key('rooms')}: {several([item.room])}"
        elif item.kind.is_meeting and not item.online and not item.room:
            yield f"    {key('rooms')}: {self._word('none')}"
        links, papers = _links(event.links), _links(event.papers)
        kept = [link for link in (*links, *papers) if not _can_be_followed(link.url)]
        ours = self.draft.ours
        joins = next((link.url for link in links if ours and line(link.title) == item.title and link not in kept), "")
        listed = [self._named_link(one) for one in links if one not in kept]
        written = [scalar(joins), *listed[1:]] if joins else listed
        if written:
            yield f"    {key('link')}: {written[0] if len(written) == 1 else '[' + ', '.join(written) + ']'}"
        if found := [paper for paper in papers if paper not in kept]:
            yield f"    {key('papers')}:"
            yield from (f"      - {self._named_link(paper)}" for paper in found)
        if text := "\n\n".join(filter(None, (event.text, "\n".join(link.url for link in kept)))):
            yield from block(key("description"), normalized("NFC", text), 4)
        if event.note:
            yield from block(key("note"), normalized("NFC", event.note), 4)

    def _length(self, item: DraftSession) -> Iterator[str]:
        """Of the talk of a track its track and slots, of any other session its minutes."""
        blocks = self.draft.blocks
        if blocks and item.track:
            yield f"    {self._key('track')}: {scalar(item.track)}"
            if item.slot.minutes > blocks.slot:
                yield f"    {self._key('slots')}: {item.slot.minutes // blocks.slot}"
            return
        yield f"    {self._key('minutes')}: {item.slot.minutes}"
        if blocks and blocks.rounds.get(item.day.date):
            yield f"    {self._key('rounds')}: {self._word('none')}"

    def _named_link(self, link: NamedLink) -> str:
        return f"{{{self._key('title')}: {scalar(link.name)}, {self._key('link')}: {scalar(link.url)}}}"

    # -- hours and dates as people type them in that language: 9:30 and 2027-02-05, in Dutch 9.30 and 5 februari 2027

    def _at(self, item: DraftSession, *, several: bool) -> str:
        """The date and hour at which it was, the date where there are several days or the hour would be another's."""
        day, start = item.day, item.slot.start
        days, after_midnight = divmod(start, DAY)
        by_its_own_date = days > 0 and after_midnight >= day.opens  # its evening has such an hour too
        date = day.date + timedelta(days=days * by_its_own_date)
        return f"{self._date(date)} {self._hour(start)}" if several or by_its_own_date else self._hour(start)

    def _opening_hours(self, day: DaySlots) -> str:
        """With a date where the day closes later than on the next morning."""
        late = day.closes - day.opens >= DAY
        closing_date = f"{self._date(day.date + timedelta(days=(day.closes - 1) // DAY))} " if late else ""
        closes = DAY if late and day.closes % DAY == 0 else day.closes % DAY
        return f"{self._hour(day.opens)}–{closing_date}{typed_hour(closes).into(self.language)}"

    def _date(self, day: date) -> str:
        return typed_day(day).into(self.language)

    def _hour(self, minutes: int) -> str:
        return typed_hour(minutes % DAY).into(self.language)


def _links(links: Iterable[NamedLink]) -> list[NamedLink]:
    """Those that lead somewhere."""
    found = [NamedLink(line(link.url), line(link.title)) for link in links]
    return [link for link in found if link.url.casefold().startswith(("https://", "http://", "mailto:"))]


def _can_be_followed(link: str) -> bool:
    """Whether a day file takes it; what it does not take stands in the description, to be mended there."""
    try:
        checked_link(link)
    except ValueError:
        return False
    return True


def _formula(row: Iterable[str]) -> bool:
    return any(cell.startswith(_NOT_IN_A_TABLE) for cell in row)
