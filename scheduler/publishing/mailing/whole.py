"""A mailing as a whole: the letters, and the forms in which they are given to whoever sends them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.publishing.mailing.drafts import MailDraft, drafts
from scheduler.publishing.mailing.letters import Letter, LetterWriter
from scheduler.publishing.mailing.mailing_table import to_csv, to_xlsx


@dataclass(frozen=True)
class Mailing:
    """A letter to each person. `writer`: by whom they are written, who knows the calendars too."""

    letters: tuple[Letter, ...]
    writer: LetterWriter

    @property
    def without_address(self) -> tuple[str, ...]:
        """Names of people who have no e-mail address."""
        return tuple(letter.person.name for letter in self.letters if not letter.email)

    def xlsx(self) -> bytes:
        """A workbook, a row a person, as Word and Outlook merge it."""
        return to_xlsx(self.letters, self.writer.language)

    def csv(self) -> bytes:
        """The same as text, as Excel opens it."""
        return to_csv(self.letters, self.writer.language)

    def drafts(self) -> Iterator[MailDraft]:
        """A mail for everybody who has an address, with their own calendar. Raises DraftUnfit."""
        return drafts(self.writer.with_calendars(self.letters))
