"""What is found at a web server, in sentences: what is wrong and would help, what could be better, what is right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from urllib.parse import urlsplit

from scheduler.publishing.calendars.listing import is_calendar
from scheduler.publishing.page_links import FRONT, PAGE
from scheduler.publishing.site.fetching import Answer
from scheduler.text.sentence import Phrase, Sentence
from scheduler.text.wording import count

LONG = 3600  # seconds; who looks again after an hour at most hears of a change in time
PAGE_MARK = b'name="generator" content="netday"'
_AGE = re.compile(r"\b(?:s-)?max-?age\s*=\s*\"?(\d+)", re.IGNORECASE)
_LISTED = re.compile(
    rb"<title>\s*(?:Index of|Directory listing|[^<]* - /)|<ListBucketResult|\[To Parent Directory\]"
    rb"|href=\"[^\"]+\.ics\"",
    re.IGNORECASE,
)
_SIGN_IN = re.compile(
    r"\b(?:login|signin|sign-in|sso|adfs|saml|oauth2?|aanmelden|inloggen)\b|microsoftonline", re.IGNORECASE
)


class Level(StrEnum):
    """How much it matters: people cannot do what they came for, it could be better, or it is as it should be."""

    WRONG = "wrong"
    BETTER = "better"
    RIGHT = "right"


@dataclass(frozen=True)
class SiteFinding:
    """One thing that was found, as a sentence that says what to do about it."""

    level: Level
    sentence: Phrase


def not_given(what: Phrase, path: str, answer: Answer) -> SiteFinding | None:
    """Why a file that should be there is not given; None where it is."""
    if answer.found:
        return None
    values: dict[str, object] = {"what": what, "path": path}
    if answer.silence is not None:
        return _wrong(Sentence("{path}, {what}, does not come. {why}", why=answer.silence, **values))
    if answer.endless:
        return _wrong(Sentence("{path}, {what}, leads on and on without an end. Ask who keeps the server.", **values))
    if answer.elsewhere:
        to = urlsplit(answer.elsewhere)
        if _SIGN_IN.search(answer.elsewhere):
            return _signing_in(values)
        return _wrong(
            Sentence(
                "{path}, {what}, leads to {host}, another place. If the programme is to be there, write that address "
                "into day.yaml (website:) or on the sheet Day of the workbook, publish again and check it; else ask "
                "who keeps the server to end that.",
                host=f"{to.scheme}://{to.netloc}",
                **values,
            )
        )
    if answer.status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.PROXY_AUTHENTICATION_REQUIRED):
        return _signing_in(values)
    if answer.status == HTTPStatus.FORBIDDEN:
        return _wrong(
            Sentence(
                "{path}, {what}, is not given to everybody (403). Have the server be allowed to read the folder, and "
                "give it without signing in.",
                **values,
            )
        )
    if answer.status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        return _wrong(
            Sentence(
                "{path}, {what}, is not there ({status}). Copy all that is in the published folder, but for the three "
                ".json files that are nobody's business.",
                status=str(answer.status),
                **values,
            )
        )
    return _wrong(
        Sentence(
            "{path}, {what}, is not given: the server answers {status}. Ask who keeps it.",
            status=str(answer.status),
            **values,
        )
    )


def _signing_in(values: dict[str, object]) -> SiteFinding:
    return _wrong(
        Sentence(
            "{path}, {what}, asks to sign in, and programs of calendars cannot. Put the folder where everybody may "
            "read it.",
            **values,
        )
    )


def of_the_front(answer: Answer) -> Iterator[SiteFinding]:
    """What the address of the folder itself shows."""
    what = Sentence("the address of the folder")
    if fault := not_given(what, "/", answer):
        yield fault
    elif is_listing(answer):
        yield _wrong(
            Sentence(
                "The address of the folder shows a list of files, not the programme. Copy {front} too, and have the "
                "server list no folders.",
                front=FRONT,
            )
        )
    elif PAGE_MARK not in answer.body:
        yield _better(
            Sentence(
                "The address of the folder shows another page than the programme, which is at {page}. To show the "
                "programme there, copy {front} of the published folder.",
                page=PAGE,
                front=FRONT,
            )
        )
    else:
        yield _right(Sentence("The address of the folder shows the programme."))


def of_the_page(answer: Answer, folder: str) -> Iterator[SiteFinding]:
    """The page itself: whether it is ours, and whether it leads people to this place."""
    what = Sentence("the page of the programme")
    if fault := not_given(what, PAGE, answer):
        yield fault
        return
    if PAGE_MARK not in answer.body:
        yield _wrong(
            Sentence(
                "At {page} is a page that netday did not write. Copy {page} of the published folder there.", page=PAGE
            )
        )
        return
    if answer.media_type != "text/html" or answer.charset not in ("", "utf-8", "utf8"):
        yield _wrong(_as_type(PAGE, answer, "text/html; charset=utf-8"))
    else:
        yield _right(Sentence("{file} is given as a page.", file=PAGE))
    yield from _where_it_leads(answer.body.decode(errors="replace"), folder)
    yield from of_caching(PAGE, answer)


def _where_it_leads(page: str, folder: str) -> Iterator[SiteFinding]:
    found = re.search(r'readonly value="(https?://[^"]+)/programme\.ics"', page)
    if found is None:
        yield _wrong(
            Sentence(
                "The page has no buttons to subscribe by, for the day did not say where it would stand. Write {line} "
                "into day.yaml (in a workbook: on the sheet Day), publish again and copy the folder.",
                line=f"website: {folder}",
            )
        )
    elif found[1].rstrip("/") != folder:
        yield _wrong(
            Sentence(
                "The page has people subscribe at {other}, and this is {folder}. Write {line} into day.yaml (in a "
                "workbook: on the sheet Day), publish again and copy the folder; or check {other}.",
                other=found[1],
                folder=folder,
                line=f"website: {folder}",
            )
        )
    else:
        yield _right(Sentence("The page has people subscribe at this address."))


def of_a_calendar(what: Phrase, path: str, answer: Answer) -> Iterator[SiteFinding]:
    """A calendar, as programs want it."""
    if fault := not_given(what, path, answer):
        yield fault
        return
    head = answer.body[:2000].lstrip().lower()
    if not answer.body:
        yield _wrong(
            Sentence("{path}, {what}, is empty: who is subscribed loses all. Copy it again.", path=path, what=what)
        )
        return
    if head.startswith((b"<!doctype", b"<html")):
        yield _wrong(
            Sentence(
                "At {path}, {what}, the server gives a page and no calendar: one to sign in at, perhaps, or one that "
                "says that there is nothing. Have it give the file itself.",
                path=path,
                what=what,
            )
        )
        return
    events = answer.body.count(b"\nBEGIN:VEVENT")
    if not is_calendar(answer.body, events) or answer.large:
        yield _wrong(
            Sentence(
                "{path}, {what}, is no whole calendar: something changed it on the way, such as its line ends. Copy it "
                "as it is (binary).",
                path=path,
                what=what,
            )
        )
        return
    if answer.media_type != "text/calendar":
        yield _wrong(_as_type(path, answer, "text/calendar; charset=utf-8"))
    elif answer.charset not in ("utf-8", "utf8"):
        level = _better if not answer.charset else _wrong
        yield level(_as_type(path, answer, "text/calendar; charset=utf-8"))
    else:
        yield _right(Sentence("{path}, {what}, is given as a calendar.", path=path, what=what))


def _as_type(path: str, answer: Answer, wanted: str) -> Phrase:
    given = answer.headers.get("content-type", "").strip()
    if not given:
        return Sentence(
            "{path} is given without a media type. Have the server give it as {wanted}.", path=path, wanted=wanted
        )
    return Sentence(
        "{path} is given as {given}. Have the server give it as {wanted}, or letters and programs go wrong.",
        path=path,
        given=given,
        wanted=wanted,
    )


def of_caching(path: str, answer: Answer) -> Iterator[SiteFinding]:
    """How long anybody between the server and a program may keep it."""
    rule = answer.headers.get("cache-control", "")
    ages = [int(found) for found in _AGE.findall(rule)]
    if "no-cache" in rule.casefold() or "no-store" in rule.casefold() or (ages and max(ages) == 0):
        yield _right(Sentence("{path} is looked at anew each time.", path=path))
    elif ages and max(ages) > LONG:
        yield _wrong(
            Sentence(
                "{path} may be kept for {hours} before anybody looks again, so that a change comes too late. Have the "
                "server say {header}.",
                path=path,
                hours=count(max(ages) // LONG, "hour"),
                header="Cache-Control: no-cache",
            )
        )
    else:
        yield _better(
            Sentence(
                "How long {path} may be kept is not said, or it is long. Have the server say {header}, and a change is "
                "seen as soon as a program looks.",
                path=path,
                header="Cache-Control: no-cache",
            )
        )


def of_asking_again(path: str, first: Answer, again: Answer | None) -> Iterator[SiteFinding]:
    """Whether a program that has the file already is spared it. `again`: asked with what `first` said of itself."""
    if again is None:
        yield _better(
            Sentence(
                "{path} comes without an ETag or a Last-Modified, so that programs fetch it whole each time. Most "
                "servers of files give both.",
                path=path,
            )
        )
    elif again.status != HTTPStatus.NOT_MODIFIED and not first.large:
        yield _better(
            Sentence(
                "Who has {path} already is sent it whole again (the server answers {status}, not 304).",
                path=path,
                status=str(again.status),
            )
        )


def of_a_secret(path: str, answer: Answer) -> Iterator[SiteFinding]:
    """A file that is nobody's business."""
    if answer.found and (b'"conference"' in answer.body or answer.body.lstrip()[:1] in (b"{", b"[")):
        yield _wrong(
            Sentence(
                "{path} can be read by everybody, and tells whose calendar is which or what was published. Take it "
                "away there, and leave it out when you copy. Whoever read it knows all addresses: give people new ones "
                "with {option}.",
                path=path,
                option="netday publish --new-address",
            )
        )


def of_a_folder(path: str, answer: Answer) -> Iterator[SiteFinding]:
    """A folder, whose names nobody should be told."""
    if is_listing(answer):
        yield _wrong(
            Sentence(
                "{path} lists its files, and with them the addresses that nobody could guess. Have the server list no "
                "folders ({example}).",
                path=path,
                example="Options -Indexes",
            )
        )


def is_listing(answer: Answer) -> bool:
    """Whether that is a list of files, as servers make them."""
    return answer.found and PAGE_MARK not in answer.body and bool(_LISTED.search(answer.body[:200_000]))


def of_nothing(answer: Answer) -> Iterator[SiteFinding]:
    """What the server says of a calendar that there is not."""
    if answer.found:
        yield _wrong(
            Sentence(
                "Of a calendar that there is not the server gives a page, as if there were one. Whose calendar is "
                "taken away then never hears of it. Have it answer 404."
            )
        )


def of_the_way(folder: str, mistrust: Phrase | None, near: bool) -> Iterator[SiteFinding]:
    """Whether what is read can be read on the way, or be somebody else's."""
    if mistrust is not None:
        yield _wrong(
            Sentence(
                "The certificate of {host} is not trusted, for {why}: programs of calendars refuse it without a word. "
                "Ask who keeps the server for another one.",
                host=urlsplit(folder).netloc,
                why=mistrust,
            )
        )
    elif folder.startswith("https:"):
        yield _right(Sentence("The way is encrypted, and the certificate is trusted."))
    elif not near:
        yield _wrong(
            Sentence(
                "{folder} is not encrypted: whoever is on the way can read people's addresses and days. Use https, "
                "also in day.yaml or on the sheet Day.",
                folder=folder,
            )
        )


def _wrong(sentence: Phrase) -> SiteFinding:
    return SiteFinding(Level.WRONG, sentence)


def _better(sentence: Phrase) -> SiteFinding:
    return SiteFinding(Level.BETTER, sentence)


def _right(sentence: Phrase) -> SiteFinding:
    return SiteFinding(Level.RIGHT, sentence)
