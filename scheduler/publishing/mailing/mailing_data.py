"""A mailing as data for other programs: to each person their letter, in whole and in parts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict

from scheduler.checking.answer_data import ConferenceTitle, Remarks, Stamped
from scheduler.checking.answer_names import stamp
from scheduler.publishing.mailing.letters import Letter
from scheduler.publishing.mailing.whole import Mailing


class LetterData(TypedDict):
    """What one person is sent, in their language."""

    person: Annotated[str, Field(description="their name")]
    organisation: Annotated[str, Field(description="their city or organisation; empty: none is known")]
    email: Annotated[str, Field(description="their address; empty: none is known")]
    subject: Annotated[str, Field(description="of the mail")]
    greeting: Annotated[str, Field(description="how it begins")]
    changes: Annotated[list[str], Field(description="what changed for them, in sentences; empty without since")]
    day: Annotated[list[str], Field(description="their own programme, line by line")]
    waiting: Annotated[list[str], Field(description="what they are on the waiting list of")]
    besides: Annotated[list[str], Field(description="papers to read and links to follow, each with its session")]
    calendar: Annotated[str, Field(description="the https address of their own calendar; empty: none is known")]
    subscribe: Annotated[str, Field(description="the same as a webcal address")]
    page: Annotated[str, Field(description="the address of the whole programme; empty: none is known")]
    text: Annotated[str, Field(description="the whole mail")]


class MailingData(Stamped):
    """What is to be mailed. It holds e-mail addresses, so it is for whoever sends it and for nobody else."""

    conference: ConferenceTitle
    language: Annotated[str, Field(description="nl or en: in which people read it")]
    letters: Annotated[list[LetterData], Field(description="one a person, whom it concerns")]
    without_address: Annotated[list[str], Field(description="of these the names without an e-mail address")]
    written: Annotated[str | None, Field(description="the file or the folder of drafts; null: nothing was written")]
    remarks: Remarks


def as_data(mailing: Mailing, remarks: Iterable[str] = (), written: str | None = None) -> MailingData:
    return {
        "schema": stamp("mailing"),
        "conference": mailing.writer.conference.title,
        "language": mailing.writer.language.code,
        "letters": [_letter(letter) for letter in mailing.letters],
        "without_address": list(mailing.without_address),
        "written": written,
        "remarks": list(remarks),
    }


def _letter(letter: Letter) -> LetterData:
    return {
        "person": letter.person.name,
        "organisation": letter.person.organisation,
        "email": letter.email,
        "subject": letter.subject,
        "greeting": letter.greeting,
        "changes": list(letter.changes),
        "day": list(letter.day),
        "waiting": list(letter.waiting),
        "besides": list(letter.besides),
        "calendar": letter.https,
        "subscribe": letter.webcal,
        "page": letter.page,
        "text": letter.text,
    }
