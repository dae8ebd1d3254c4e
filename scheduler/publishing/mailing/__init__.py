"""What is sent to each person by mail: their own day, the address of their own calendar, and what changed for them."""

from scheduler.publishing.mailing.calendar_addresses import OwnCalendars
from scheduler.publishing.mailing.drafts import MailDraft, drafts
from scheduler.publishing.mailing.letters import Letter, LetterWriter, News, greeting_to
from scheduler.publishing.mailing.mailing_table import KEYWORD
from scheduler.publishing.mailing.whole import Mailing

__all__ = [
    "KEYWORD",
    "Letter",
    "LetterWriter",
    "MailDraft",
    "Mailing",
    "News",
    "OwnCalendars",
    "drafts",
    "greeting_to",
]
