"""schedule.xml, as frab, pretalx and the apps for phones write and read it."""

from __future__ import annotations

from xml.etree.ElementTree import Element, ProcessingInstruction, SubElement, indent, tostring

from scheduler.publishing.exports.document import Document
from scheduler.publishing.exports.schedule import Schedule, ScheduleEvent, schedule
from scheduler.publishing.exports.schedule_note import KEY, for_xml


def write(document: Document, published_as: str = "") -> bytes:
    """The document as schedule.xml. `published_as`: the conference's identity as first published; see `schedule`."""
    content = schedule(document, published_as)
    root = Element("schedule")
    SubElement(root, "generator", name="netday")
    _texts(root, version=content.version)
    _conference(root, content)
    for day in content.days:
        sheet = SubElement(root, "day", index=str(day.index), date=day.date.isoformat(), start=day.begins, end=day.ends)
        for place, events in day.rooms:
            room = SubElement(sheet, "room", name=place.name, guid=str(place.guid))
            for event in events:
                _event(room, event, content.language)
    indent(root)
    data: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return data + b"\n"


def _conference(root: Element, content: Schedule) -> None:
    conference = SubElement(root, "conference")
    _texts(
        conference,
        acronym=content.acronym,
        title=content.title,
        start=content.first.isoformat(),
        end=content.last.isoformat(),
        days=str(len(content.days)),
        timeslot_duration=content.timeslot,
        time_zone_name=content.zone,
    )
    if content.website.startswith("http"):
        _texts(conference, base_url=content.website, url=content.website)
    for track in content.tracks:
        SubElement(conference, "track", name=track.name, color=track.colour, slug=track.slug)
    if note := for_xml(content):
        conference.append(ProcessingInstruction(KEY, note))


def _event(room: Element, event: ScheduleEvent, language: str) -> None:
    item = SubElement(room, "event", guid=str(event.guid), id=str(event.number), code=event.code)
    _texts(
        item,
        date=event.begins,
        start=event.start,
        duration=event.duration,
        room=event.room,
        slug=event.slug,
    )
    if event.web:
        _texts(item, url=event.web)
    _texts(
        item,
        title=event.title,
        subtitle="",
        track=event.track,
        type=event.type,
        language=language,
        abstract=event.abstract,
        description=event.description,
    )
    persons = SubElement(item, "persons")
    for person in event.persons:
        SubElement(persons, "person", id=str(person.number), guid=str(person.guid)).text = person.name
    links = SubElement(item, "links")
    for address, title in event.links:
        SubElement(links, "link", href=address, type="related").text = title
    if event.attachments:
        attachments = SubElement(item, "attachments")
        for address, title in event.attachments:
            SubElement(attachments, "attachment", href=address).text = title


def _texts(parent: Element, **texts: str) -> None:
    for name, text in texts.items():
        SubElement(parent, name).text = text
