"""Mails that are ready to be sent: a draft for each person, with their own calendar attached. Read again at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.headerregistry import Address
from email.message import EmailMessage, Message
from email.utils import getaddresses
from hashlib import blake2b
from pathlib import PurePosixPath

from icalendar import Calendar

from scheduler.publishing.calendars.filenames import readable
from scheduler.publishing.mailing.letters import Letter
from scheduler.text import sanitize

_OF_ONE = re.compile(rb"(?m)^(?:UID|NAME|X-WR-CALNAME|X-WR-RELCALID|X-NETDAY-CALENDAR)\b.*(?:\r\n[ \t].*)*\r\n")
_STUFFED = re.compile("^(?=[ >]|From )", re.MULTILINE)  # RFC 3676, 4.4


class DraftUnfit(Exception):
    """A mail that reads otherwise than it was written: our own mistake."""


@dataclass(frozen=True)
class MailDraft:
    """One mail. `file`: a safe name that no other of the mailing has."""

    file: str
    data: bytes


def drafts(letters: Iterable[tuple[Letter, bytes | None]]) -> Iterator[MailDraft]:
    """A draft for each letter to an address, with that calendar. Raises DraftUnfit."""
    taken, reader = set[str](), _Calendars()
    for letter, calendar in letters:
        if not letter.email:
            continue
        name = PurePosixPath(readable("person", letter.person.name)).stem
        file, number = name, 1
        while file in taken:
            number += 1
            file = f"{name}-{number}"
        taken.add(file)
        data = _written(letter, calendar, file)
        _read_again(letter, calendar, data)
        if calendar is not None:
            reader.read(letter.person.name, calendar)
        yield MailDraft(f"{file}.eml", data)


def _written(letter: Letter, calendar: bytes | None, name: str) -> bytes:
    """Of the same letter the same bytes: no date, no random boundary. Outlook opens it as a mail still to be sent."""
    ascii_only = letter.email.isascii()
    message = EmailMessage(policy.SMTP if ascii_only else policy.SMTPUTF8)
    message["X-Unsent"] = "1"
    message["To"] = _address(letter)
    message["Subject"] = sanitize.line(letter.subject)
    text = _STUFFED.sub(" ", letter.text)
    message.set_content(text, charset="utf-8", cte="quoted-printable", params={"format": "flowed"})
    if calendar is not None:
        message.add_attachment(
            calendar,
            maintype="text",
            subtype="calendar",
            cte="base64",
            filename=f"{name}.ics",
            params={"charset": "utf-8"},
        )
        message.set_boundary(f"=_netday_{blake2b(calendar + text.encode(), digest_size=12).hexdigest()}")
    return message.as_bytes()


def _address(letter: Letter) -> Address:
    before, _, domain = letter.email.rpartition("@")
    if not domain.isascii():
        domain = domain.encode("idna").decode()
    return Address(sanitize.line(letter.person.name), before, domain)


def _read_again(letter: Letter, calendar: bytes | None, data: bytes) -> None:
    """What somebody who opens the mail gets is what was to be sent: one address, one text, and the calendar."""
    message = message_from_bytes(data, policy=policy.compat32)
    if message.defects or [address for _, address in getaddresses(_to(message, data))] != [_address(letter).addr_spec]:
        raise DraftUnfit(f"The mail to {letter.person.name} goes to another address than theirs.")
    body, *attached = (part for part in message.walk() if not part.is_multipart())
    text = _payload(body).decode(body.get_content_charset("ascii")).replace("\r\n", "\n").rstrip("\n")
    if body.get_content_type() != "text/plain" or text != _STUFFED.sub(" ", letter.text):
        raise DraftUnfit(f"The mail to {letter.person.name} has another text than was written.")
    if [_payload(part) for part in attached] != ([calendar] if calendar is not None else []):
        raise DraftUnfit(f"The mail to {letter.person.name} has another calendar than theirs.")


def _to(message: Message, data: bytes) -> list[str]:
    """To whom it goes, as it is written; a header that is no ASCII only the slower way of reading can tell."""
    lines = message.get_all("To", ())
    if all(isinstance(line, str) for line in lines):
        return [" ".join(line.split()) for line in lines]
    return list(map(str, message_from_bytes(data, policy=policy.default).get_all("To", ())))


def _payload(part: Message) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


class _Calendars:
    """Reads calendars as another program does. What stands in several of them is read once."""

    def __init__(self) -> None:
        self._known: set[bytes] = set()

    def read(self, whose: str, calendar: bytes) -> None:
        """Raises DraftUnfit where it is no calendar of so many events."""
        head, *events = calendar.split(b"BEGIN:VEVENT\r\n")
        ends = b"END:VCALENDAR\r\n"
        for part in (head, *(b"BEGIN:VEVENT\r\n" + event for event in events)):
            key = _OF_ONE.sub(b"", part)
            if key not in self._known:
                whole = part if part is head else b"BEGIN:VCALENDAR\r\n" + part
                self._parse(whose, whole if whole.endswith(ends) else whole + ends, 0 if part is head else 1)
                self._known.add(key)

    def _parse(self, whose: str, text: bytes, events: int) -> None:
        try:
            read = Calendar.from_ical(text.decode())
        except ValueError:
            read = None
        if read is None or len(read.walk("VEVENT")) != events or any(part.errors for part in read.walk()):
            raise DraftUnfit(f"The calendar in the mail to {whose} cannot be read.")
