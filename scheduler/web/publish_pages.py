"""What is answered about publishing: a page of what it would change, and files to take along."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from scheduler.desk.editions import PUBLISHED
from scheduler.desk.letters import DayLetters, packed_drafts
from scheduler.desk.publication import DryRun, MendedAt, Publishing, PublishWish
from scheduler.desk.refusals import ActRefused, Stale
from scheduler.desk.state import DeskState
from scheduler.publishing.calendars.change_text import sentences
from scheduler.publishing.calendars.listing import IndexUnfit
from scheduler.publishing.calendars.publish import LONGEST_REMINDER, PublishResult
from scheduler.publishing.calendars.publish_words import written
from scheduler.publishing.mailing import Mailing
from scheduler.publishing.page_links import folder_address, page_address
from scheduler.publishing.site import SiteReport, Unreachable, check_site
from scheduler.publishing.site.findings import Level
from scheduler.text.language import Language
from scheduler.text.sentence import LANGUAGES, Phrase, Sentence, spoken, spoken_language
from scheduler.web.desk import Desk
from scheduler.web.downloads import DOWNLOADS, file_of
from scheduler.web.kept_file import MEDIA_TYPES, download, name_of
from scheduler.web.posted import Fields
from scheduler.web.render import page, visitor
from scheduler.web.who import May

HOME = "/publiceren"
MENDED_AT = {MendedAt.DAY: "/gegevens", MendedAt.PROGRAMME: "/", MendedAt.HERE: ""}
CHOICE = {"yes": True, "no": False}
MAILING, NO_SUCH_FORM = Sentence("mailing list"), Sentence("There is no such form.")
MAILINGS: Mapping[str, Callable[[Mailing], bytes]] = {"xlsx": Mailing.xlsx, "csv": Mailing.csv, "zip": packed_drafts}


class PublishPages:
    """What is answered about publishing from one desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.publishing = Publishing(desk.workspace)

    def look(self, request: Request) -> Response:
        """The dry run, with the options in the address."""
        return self._shown(request, dict(request.query_params))

    def publish(self, request: Request, fields: Fields) -> Response:
        """Publish as it was looked at, and then show that."""
        try:
            self.publishing.publish(wish_of(fields), seen=fields.get("version", ""), edition=fields.get("edition", ""))
        except Stale as stale:
            return self._shown(request, fields, 412, stale.sentence)
        except ActRefused as refused:
            return self._shown(request, fields, 422, refused.sentence)
        return RedirectResponse(f"{HOME}?gedaan=1", 303)

    def choose_folder(self, request: Request, fields: Fields) -> Response:
        """Another folder for the edition. One outside the day's is for who started the desk alone."""
        try:
            self.publishing.site.choose(fields.get("folder", ""), anywhere=visitor(request).name == "")
        except ActRefused as refused:
            return self._shown(request, fields, 422, folder_refused=refused.sentence)
        return RedirectResponse(HOME, 303)

    def check_site(self, request: Request, fields: Fields) -> Response:
        """What stands at the address of the day, which is asked now and at no other time."""
        state, report, silence = self.desk.workspace.state(), None, None
        address = state.instance.conference.website if state.instance else ""
        folder = self.publishing.site.folder
        try:
            report = check_site(address, folder=folder if self.publishing.versions.published(state) else None)
        except (ValueError, Unreachable) as fault:
            silence = fault.args[0]
        except IndexUnfit as unfit:
            silence = Sentence("{folder} is no edition to compare with: {why}.", folder=folder, why=unfit.args[0])
        return self._shown(request, fields, report=report, silence=silence)

    def file(self, request: Request) -> Response:
        """One form of the programme."""
        wanted = DOWNLOADS.get(request.path_params["form"])
        if wanted is None:
            return self._shown(request, {}, 404, NO_SUCH_FORM)
        state = self.desk.workspace.state()
        try:
            data = file_of(state, wanted, people="people" in request.query_params)
        except ActRefused as refused:
            return self._shown(request, {}, 422, refused.sentence)
        return download(data, name_of(state, wanted.word, wanted.ending), MEDIA_TYPES[wanted.ending])

    def mailing(self, request: Request) -> Response:
        """The list to mail everybody by, or those whom a change concerns: it has addresses, so not who may look."""
        ending, since = request.path_params["ending"], request.query_params.get("since", "")
        if ending not in MAILINGS:
            return self._shown(request, {}, 404, NO_SUCH_FORM)
        if visitor(request).may is not May.EDIT:
            return self._shown(request, {}, 403, Sentence("The mailing list is for who may change the day."))
        state = self.desk.workspace.state()
        try:
            data = _mailed(DayLetters(self.publishing, state, since).mailing(), ending)
        except ActRefused as refused:
            return self._shown(request, {}, 422, refused.sentence)
        return download(data, name_of(state, MAILING, ending), MEDIA_TYPES[ending])

    # -- the page ----------------------------------------------------------------------------------------------------

    def _shown(
        self,
        request: Request,
        fields: Fields,
        status: int = 200,
        refused: Phrase | None = None,
        *,
        folder_refused: Phrase | None = None,
        report: SiteReport | None = None,
        silence: Phrase | None = None,
    ) -> Response:
        state, publishing = self.desk.workspace.state(), self.publishing
        try:
            wish = wish_of(fields)
        except ActRefused as unfit:
            wish, status, refused = PublishWish(), 422, refused or unfit.sentence
        done = publishing.last if "gedaan" in fields else None
        if done is not None:
            publishing.read_aloud()
        dry = publishing.dry_run(state, wish)
        website = state.instance.conference.website if state.instance else ""
        return page(
            request,
            "publishing.html.jinja",
            status,
            state=state,
            fields=fields,
            refused=refused,
            dry=dry,
            stops=[(one, MENDED_AT[one.where]) for one in dry.hindrances],
            edition=Result(dry.result, publishing.site.shown, dry_run=True) if dry.result else None,
            done=Result(done.result, done.folder, dry_run=False, draft=done.draft) if done else None,
            folder=publishing.site.shown,
            draft_folder=publishing.site.draft.name,
            folder_refused=folder_refused,
            anywhere=visitor(request).name == "",
            address=folder_address(website),
            page_address=page_address(website),
            site=Site(report) if report else None,
            silence=silence,
            downloads=[(key, form) for key, form in DOWNLOADS.items()],
            people=[person.name for person in state.instance.conference.people] if state.instance else [],
            **self._letters(state, fields, dry),
        )

    def _letters(self, state: DeskState, fields: Fields, dry: DryRun) -> dict[str, Any]:
        """What there is to send. Without another choice: what changed since what people have last heard of."""
        versions = self.publishing.versions
        known = versions.published(state)
        since = fields.get("since")
        if since is None:
            changed = bool(dry.result and dry.result.changes and dry.result.changes.written)
            since = (PUBLISHED if changed else versions.before_the_last()) if known else ""
        language = fields.get("mail", "")
        if language not in LANGUAGES:
            language = state.language.code
        try:
            letter = DayLetters(self.publishing, state, since).mail(language) if state.instance else ""
        except ActRefused as refused:
            return {"letter": "", "no_letter": refused.sentence, "since": since, "known": known, "mail": language}
        return {"letter": letter, "no_letter": None, "since": since, "known": known, "mail": language}


class Result:
    """An edition in words, as it would be or as it is."""

    def __init__(self, result: PublishResult, folder: str, *, dry_run: bool, draft: bool = False) -> None:
        self.result, self.draft = result, draft
        changes = result.changes
        self.words = spoken(written(result, folder, dry_run=dry_run, draft=draft))
        self.first = changes is None or changes.first
        self.changed = bool(changes and (changes.first or changes.written))
        self.sentences = sentences(changes, Language.of(spoken_language())) if changes else []
        self.affected = list(changes.affected or ()) if changes and not changes.first else []
        self.newcomers = list(changes.newcomers) if changes and not changes.first else []
        self.addresses = sorted((name, path) for name, path in result.addresses.items() if path)
        self.withdrawn = result.withdrawn


class Site:
    """What was found at the address, in words."""

    def __init__(self, report: SiteReport) -> None:
        self.works, self.compared = report.works, report.compared
        self.wrong, self.better, self.right = (
            [spoken(one) for one in report.of(level)] for level in (Level.WRONG, Level.BETTER, Level.RIGHT)
        )


def _mailed(mailing: Mailing, ending: str) -> bytes:
    """Raises ActRefused where there is nobody to write to."""
    if not mailing.letters:
        raise ActRefused(Sentence("Nothing changes for anybody since then, so there is nobody to write to."))
    if ending == "zip" and len(mailing.without_address) == len(mailing.letters):
        raise ActRefused(Sentence("Nobody has an e-mail address, so there are no drafts to write."))
    return MAILINGS[ending](mailing)


def wish_of(fields: Fields) -> PublishWish:
    """What the form asks for. Raises ActRefused where something in it is no such thing."""
    person, act = " ".join(fields.get("person", "").split()), fields.get("act", "")
    if act and not person:
        raise ActRefused(Sentence("Say whose calendar it is."))
    one = (person,) if person else ()
    return PublishWish(
        private_names={"private": True, "readable": False}.get(fields.get("names", "")),
        people=CHOICE.get(fields.get("people", "")),
        reminder=_reminder(fields.get("reminder", "")),
        moving_time=CHOICE.get(fields.get("moving", "")),
        draft=fields.get("how") == "draft",
        anyway=bool(fields.get("anyway")),
        withdraw=one if act == "withdraw" else (),
        restore=one if act == "restore" else (),
        readdress=one if act == "readdress" else (),
        renamed=_renamed(fields.get("renamed", "")),
    )


def _reminder(typed: str) -> int | None:
    typed = typed.strip()
    if not typed:
        return None
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 8 and int(typed) <= LONGEST_REMINDER):
        raise ActRefused(
            Sentence(
                '"{typed}" is no number of minutes for a reminder; write one from 0 to {most}.',
                typed=typed,
                most=LONGEST_REMINDER,
            )
        )
    return int(typed)


def _renamed(typed: str) -> dict[str, str]:
    pairs = {}
    for line in filter(None, map(str.strip, typed.splitlines())):
        old, sign, new = (part.strip() for part in line.partition("="))
        if not (old and sign and new):
            raise ActRefused(
                Sentence('"{line}" is no old name with a new one; write a line like {like}.', line=line, like="A = B")
            )
        pairs[old] = new
    return pairs
