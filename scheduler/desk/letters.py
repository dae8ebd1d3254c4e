"""What the desk has organisers send: the mail to everybody, and the list to mail everybody their own day by."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime

from scheduler.conference.programme import Edition
from scheduler.desk.publication import Publishing
from scheduler.desk.refusals import ActRefused
from scheduler.desk.state import DeskState
from scheduler.publishing.calendars.location import INDEX, EditionFault
from scheduler.publishing.mailing import LetterWriter, Mailing, News, OwnCalendars, greeting_to
from scheduler.questions.difference import Difference, difference
from scheduler.questions.difference.mail import mail
from scheduler.questions.difference.own_mail import own_mail
from scheduler.text.language import Language


@dataclass(frozen=True)
class DayLetters:
    """Letters about the programme of now. `since`: the key of the version that people know; "": they know none."""

    publishing: Publishing
    state: DeskState
    since: str = ""

    def difference(self) -> Difference | None:
        """What has changed since; None: all of it is new. Raises ActRefused."""
        if not self.since:
            return None
        old, _ = self.publishing.versions.edition(self.since, self.state)
        return difference(old, Edition(self.state.conference, self.state.placed))

    def mail(self, language: str) -> str:
        """What to write to everybody in one mail. Raises ActRefused."""
        speech, changes = Language.of(language), self.difference()
        page = self.calendars.page
        if changes is None:
            title = self.state.conference.title
            body = [speech.say("This is the programme of {title}.", title=title)]
        else:
            body = [mail(changes, language)]
        link = [f"{speech.say('The whole programme:')} {page}"] if page else []
        return "\n\n".join([greeting_to(None, speech), *body, *link])

    def mailing(self, now: datetime | None = None) -> Mailing:
        """A letter to each person whom it concerns. Raises ActRefused."""
        conference, language = self.state.conference, Language.of(self.state.conference.clock.language)
        changes = self.difference()
        news: News | None = None if changes is None else own_mail(changes, language.code)
        people = [one for one in conference.people if news is None or one.name in news]
        emails = self.state.instance.emails if self.state.instance else {}
        writer = LetterWriter(
            conference, self.state.placed, language, self.calendars, emails, news, now or datetime.now(UTC)
        )
        return Mailing(tuple(writer.letters(people)), writer)

    @property
    def calendars(self) -> OwnCalendars:
        """Those of the edition, or none where nothing is published. Raises ActRefused."""
        folder = self.publishing.site.folder
        try:
            return OwnCalendars.of(folder if (folder / INDEX).exists() else None, self.state.conference.website)
        except EditionFault as fault:
            raise ActRefused(fault.args[0]) from None


def packed_drafts(mailing: Mailing) -> bytes:
    """The drafts as one file to take along."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as parts:
        for draft in mailing.drafts():
            parts.writestr(zipfile.ZipInfo(draft.file), draft.data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
