"""What people send and what they get by mail and by form: letters to everybody, and sign-ups taken in. No solver."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from scheduler.api.arguments import misfit, moment_of, names_of, path_of, text
from scheduler.api.outputs import Named
from scheduler.api.problems import AnyProblem, problem_of, programme_of
from scheduler.conference.conference import Person
from scheduler.conference.find_person import find_person
from scheduler.conference.programme import Programme
from scheduler.files import Instance, read
from scheduler.files.edit import EditRefused
from scheduler.files.sign_ups import Decisions, OpenQuestion, SignUpDesk, SignUpsRead, answer_typed
from scheduler.files.sign_ups.review import hint
from scheduler.publishing.calendars.location import EditionFault
from scheduler.publishing.mailing import LetterWriter, Mailing, OwnCalendars
from scheduler.questions.difference import Difference
from scheduler.questions.difference.own_mail import own_mail
from scheduler.text.language import Language
from scheduler.text.links import checked_website

__all__ = ["Mailing", "OpenQuestion", "SignUpsRead", "mailing", "sign_ups"]


def mailing(
    day: AnyProblem,
    programme: Programme,
    *,
    edition: Path | str | None = None,
    site: str | None = None,
    since: Difference | None = None,
    people: Named = (),
    language: Literal["nl", "en"] | None = None,
    now: datetime | None = None,
) -> Mailing:
    """A letter to everybody, with their own day and the address of their own calendar. Nothing is sent or written.

    `edition`: the folder that was published, for these addresses; `site`: where it stands on the web, None for the
    website of the day. `since`: a difference, whose new programme this is; then only they get a letter whom it
    concerns. `people`: these alone. `now`: stamps calendars that are made for a draft. E-mail addresses are those of
    the files that the day was read from. Raises ValueError with a sentence, also for a folder that is no edition.
    """
    conference, programme = problem_of(day).conference, programme_of(day, programme)
    if since is not None and not isinstance(since, Difference):
        raise misfit("since", "what netday.difference answers, or None", since)
    speech = Language.of(language or conference.clock.language)
    try:
        address = checked_website(text(site, "site")) if site is not None else conference.website
        calendars = OwnCalendars.of(None if edition is None else path_of(edition, "edition"), address)
        named = {find_person(name, conference).name for name in names_of(people, "people", Person)}
    except (EditionFault, LookupError) as fault:
        raise ValueError(fault.args[0]) from None
    news = None if since is None else own_mail(since, speech.code)
    whom = [
        person
        for person in conference.people
        if (not named or person.name in named) and (news is None or person.name in news)
    ]
    emails = day.emails if isinstance(day, Instance) else {}
    moment = moment_of(now, "now") or datetime.now(UTC)
    writer = LetterWriter(conference, programme, speech, calendars, emails, news, moment)
    return Mailing(tuple(writer.letters(whom)), writer)


def sign_ups(export: Path | str, into: Path | str, *, answers: Mapping[OpenQuestion, str] | None = None) -> SignUpsRead:
    """What the export of a sign-up form says for the day in the folder `into`; its `write()` puts it there.

    `answers`: to questions that an earlier call left open, as one would type them; of the others what is likely counts.
    What is answered is written with the rest, and counts for the next export. Raises Faults for an export or a day that
    cannot be read, and ValueError with a sentence for an answer that is none and a day that takes no sign-ups.
    """
    folder = path_of(into, "into")
    try:
        desk = SignUpDesk.of(path_of(export, "export"), folder, read(folder))
        decisions = Decisions(dict(desk.memory.answers))
        for question, typed in _answers(answers).items():
            answer = answer_typed(question, typed, desk.known)
            if answer is None:
                raise ValueError(f'"{typed}" is no answer to "{question.sentence}" {hint(question)}')
            decisions.decide(question, answer)
        return desk.read(decisions)
    except EditRefused as why:
        raise ValueError(why.args[0]) from None


def _answers(value: object) -> dict[OpenQuestion, str]:
    wanted = "a dictionary of answers by question, {found.questions[0]: ...}"
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise misfit("answers", wanted, value)
    for question, typed in value.items():
        if not isinstance(question, OpenQuestion) or not isinstance(typed, str):
            raise misfit("answers", wanted, value)
    return dict(value)
