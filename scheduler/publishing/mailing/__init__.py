"""What is sent to each person by mail: their own day, the address of their own calendar, and what changed for them."""

from scheduler.publishing.mailing.calendar_addresses import OwnCalendars
from scheduler.publishing.mailing.drafts import drafts
from scheduler.publishing.mailing.letters import Letter, LetterWriter, News, greeting_to
from scheduler.publishing.mailing.mailing_table import KEYWORD, to_csv, to_xlsx

__all__ = ["KEYWORD", "Letter", "LetterWriter", "News", "OwnCalendars", "drafts", "greeting_to", "to_csv", "to_xlsx"]
