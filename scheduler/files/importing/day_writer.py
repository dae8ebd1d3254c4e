"""A published schedule into a day to start from: day.yaml and people.csv, with the published times as wishes.

Each session would rather be where and when it was, says the last of the rules, so that the day solves to what was
published and gives way where something changes. What the published programme itself breaks of the standard rules is
let go.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import timedelta

from scheduler.conference.clock import DAY
from scheduler.conference.named_link import NamedLink
from scheduler.files.importing.draft import Draft, DraftGroup, DraftSession, line
from scheduler.files.importing.slots import DaySlots
from scheduler.files.importing.yaml_writer import block, scalar, several
from scheduler.rules.book import off_for_tracks, published_place
from scheduler.text.letters import normalized
from scheduler.text.links import checked_link

_WEIGHT = 2  # of each preferred time and room: more than the light wishes of the standard book
_NOT_IN_A_TABLE = tuple("=+-@")  # a spreadsheet would take these for formulas


def day_text(draft: Draft) -> str:
    return "\n".join(_lines(draft)) + "\n"


def people_text(draft: Draft) -> str:
    """The table of people; of a day in Dutch as a Dutch Excel opens it, as `netday new` writes one."""
    dutch = draft.language == "nl"
    table = io.StringIO("\ufeff" if dutch else "", newline="")
    table.seek(0, io.SEEK_END)
    writer = csv.writer(table, delimiter=";" if dutch else ",", lineterminator="\n")
    writer.writerow(["name", "organisation"])
    writer.writerows(row for row in draft.people.items() if not _formula(row))
    return table.getvalue()


def _lines(draft: Draft) -> Iterator[str]:
    yield f"# Begun by netday import from {line(draft.file)}."
    yield "# Every session would rather be where and when it was: that is in the rules, at the end."
    yield ""
    yield f"title: {scalar(draft.title)}"
    yield f"language: {draft.language}"
    yield f"time_zone: {scalar(draft.zone)}"
    if draft.place:
        yield f"place: {scalar(draft.place)}"
    if draft.website:
        yield f"website: {scalar(draft.website)}"
    days = [(f"date: {day.date}", f"hours: {_opening_hours(day)}", f"every: {day.step}") for day in draft.days]
    if len(days) == 1:
        yield from days[0]
    else:
        yield "days:"
        yield from (f"  - {{{', '.join(day)}}}" for day in days)
    if draft.rooms:
        yield "rooms:"
        for room in draft.rooms:
            facts = [f"capacity: {room.seats}"] * bool(room.seats) + ["online: yes"] * room.online
            yield f"  - {{name: {', '.join([scalar(room.name), *facts])}}}" if facts else f"  - {scalar(room.name)}"
    if draft.tracks or draft.groups:
        yield "groups:"
        yield from (f"  - {{name: {scalar(track)}, kind: pillar}}" for track in draft.tracks)
        for group in draft.groups:
            yield from _group(group)
    if strange := [row for row in draft.people.items() if _formula(row)]:
        yield "guests: # here, for a spreadsheet would take these names for formulas"
        for name, organisation in strange:
            both = f"{{name: {scalar(name)}, organisation: {scalar(organisation)}}}"
            yield f"  - {both if organisation else scalar(name)}"
    yield "sessions:"
    for item in draft.sessions:
        yield from _session(item, ours=draft.ours)
    yield "rules:"
    if draft.tracks:
        yield from (f"  {rule}: off # {why}" for rule, why in off_for_tracks().items())
    yield from (f"  {rule}: off # as it was published; take this line out to have it weighed" for rule in draft.off)
    for rule, excepted in draft.excepted.items():
        scope = ", ".join(f"{key}: {several(names)}" for key, names in excepted.items())
        yield f"  {rule}: {{except: {{{scope}}}}} # so it was published"
    named = ""
    for item in draft.sessions:
        at = _at(item, several=len(draft.days) > 1)
        for rule, statement in published_place(item.name, at, item.room):
            if rule != named:
                yield f"  {rule}:"
                named = rule
            words = "".join(f"{key}: {scalar(value)}, " for key, value in statement.items())
            yield f"    - {{{words}weight: {_WEIGHT}}}"


def _session(item: DraftSession, *, ours: bool) -> Iterator[str]:
    event = item.slot.event
    yield f"  - title: {scalar(item.title)}"
    if item.name != item.title:
        yield f"    name: {scalar(item.name)}"
    yield f"    kind: {item.kind}"
    yield f"    minutes: {item.slot.minutes}"
    if item.groups:
        yield f"    group: {several(item.groups)}"
    for role in ("speakers", "hosts"):
        if names := getattr(event.roles, role):
            yield f"    {role}: {several(dict.fromkeys(map(line, names)))}"
    if item.day.off_grid(item.slot):
        yield f"    at: {scalar(_at(item, several=True))} # an odd hour, which it keeps"
    if item.online:
        yield "    online: yes"
    if item.room and (item.online or not item.kind.is_meeting):
        yield f"    rooms: {several([item.room])}"
    elif item.kind.is_meeting and not item.online and not item.room:
        yield "    rooms: none"
    links, papers = _links(event.links), _links(event.papers)
    kept = [link for link in (*links, *papers) if not _can_be_followed(link.url)]
    joins = next((link.url for link in links if ours and line(link.title) == item.title and link not in kept), "")
    listed = ["{" + f"title: {scalar(one.name)}, link: {scalar(one.url)}" + "}" for one in links if one not in kept]
    written = [scalar(joins), *listed[1:]] if joins else listed
    if written:
        yield f"    link: {written[0] if len(written) == 1 else '[' + ', '.join(written) + ']'}"
    if found := [paper for paper in papers if paper not in kept]:
        yield "    papers:"
        yield from (f"      - {{title: {scalar(paper.name)}, link: {scalar(paper.url)}}}" for paper in found)
    if text := "\n\n".join(filter(None, (event.text, "\n".join(link.url for link in kept)))):
        yield from block("description", normalized("NFC", text), 4)
    if event.note:
        yield from block("note", normalized("NFC", event.note), 4)


def _group(group: DraftGroup) -> Iterator[str]:
    yield f"  - name: {scalar(group.name)}"
    if group.pillar:
        yield f"    pillar: {scalar(group.pillar)}"
    for role in ("chairs", "vice_chairs"):
        if names := getattr(group.roles, role):
            yield f"    {role}: {several(map(line, names))}"
    if group.roles.secretaries:
        yield f"    secretary: {several(map(line, group.roles.secretaries))}"


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


def _at(item: DraftSession, *, several: bool) -> str:
    """The date and the hour at which it was, the date where there are several days or the hour would be another's."""
    day, start = item.day, item.slot.start
    days, after_midnight = divmod(start, DAY)
    by_its_own_date = days > 0 and after_midnight >= day.opens  # its evening has such an hour too
    date = day.date + timedelta(days=days * by_its_own_date)
    return f"{date} {_hour(start)}" if several or by_its_own_date else _hour(start)


def _opening_hours(day: DaySlots) -> str:
    """As the day file has them, with a date where the day closes later than on the next morning."""
    late = day.closes - day.opens >= DAY
    closing_date = f"{day.date + timedelta(days=(day.closes - 1) // DAY)} " if late else ""
    midnight = late and day.closes % DAY == 0
    return f"{_hour(day.opens)}–{closing_date}{'24:00' if midnight else _hour(day.closes)}"


def _hour(minutes: int) -> str:
    """As the day file has them, also past midnight.

    >>> _hour(1470)
    '0:30'
    """
    return f"{minutes % DAY // 60}:{minutes % 60:02}"
