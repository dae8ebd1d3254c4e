"""Hours, moments, statuses and strengths as people and forms write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from scheduler.files.attendees import ROLE_KEYS
from scheduler.files.sign_ups.known_names import is_nothing
from scheduler.files.values import to_hour
from scheduler.files.workbook.raw import as_hour
from scheduler.files.workbook.words import role_meant
from scheduler.text.wording import alike_key

_SECONDS = re.compile(r"\b(\d{1,2}:\d{2}):\d{2}(?:\.\d+)?\b")
_AN_HOUR = re.compile(r"\b(\d{1,2})(?:[:.]([0-5]\d))?\s*(?:uur|u\b|h\b)|\b(\d{1,2})[:.]([0-5]\d)\b", re.IGNORECASE)
_HALVES = re.compile(r"\b(?:half|kwart|voor|over|uurtje|tot|tussen|trein)\b|[-–]|\d\s*[ap]m\b", re.IGNORECASE)
_AMPM = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?\s*([ap])\.?m\.?", re.IGNORECASE)
_GOES = {
    "attending", "checked in", "completed", "complete", "confirmed", "paid", "voltooid", "bevestigd", "accepted", "yes",
    "ja", "true", "1", "waar", "submitted", "ingediend", "active", "actief", "approved", "registered", "aangemeld",
    "going", "goedgekeurd", "geaccepteerd", "compleet", "finished", "aanwezig", "100", "y", "j", "ip address",
    "free order", "betaald", "geregistreerd", "komt", "present", "not checked in", "niet ingecheckt", "in orde", "ok",
}  # fmt: skip
_GONE = re.compile(
    r"\bnot attending|cancel|geannuleerd|annuler|afgemeld|\bdeleted|verwijderd|refund|terugbetaald|withdrawn|"
    r"ingetrokken|rejected|afgewezen|declin|geweigerd|\bvoid|expired|verlopen|disqualified|\bspam|preview|transferred|"
    r"no show|\bnee\b|^no\b|verhinder|niet aanwezig|kan niet|komt niet|kom niet|not going|afwezig|wachtlijst|wait ?list"
)
_UNFINISHED = re.compile(
    r"incomplete|partial|pending|unpaid|\bstarted|niet voltooid|onvolledig|concept|draft|in progress|abandon|"
    r"gedeeltelijk|onbetaald|wacht op|not confirmed|niet bevestigd|unconfirmed|false|onwaar|^0$|open$"
)
_STRONG = re.compile(
    r"\b(?:zeer|heel|erg|absoluut|zeker|beslist|very|definitely|must|essentieel|sterk|1e|eerste|first)\b"
)
_WEAK = re.compile(
    r"\b(?:misschien|eventueel|maybe|perhaps|mogelijk|beetje|3e|derde|third|neutraal|neutral|possibly)\b"
)
_AGAINST = re.compile(r"\b(?:nee|niet|geen|no|not|none|never|nooit|liever niet)\b")
_MIDDLE = re.compile(r"\b(?:graag|ja|yes|like|interested|wel|belangstell\w*|2e|tweede|second|gemiddeld)\b")
_YES = {
    "x",
    "ja",
    "yes",
    "true",
    "1",
    "y",
    "j",
    "waar",
    "checked",
    "selected",
    "on",
    "aangevinkt",
    "geselecteerd",
    "✓",
    "✔",
}
_ROLES = {
    "vice_chair": re.compile(
        r"\b(?:vice|plv|plaatsverv\w*|2e|tweede)\b.*\b(?:voorzit|chair)|\b(?:vice ?voorzit|vice ?chair)"
    ),
    "chair": re.compile(r"voorzit|\bchair"),
    "secretary": re.compile(r"secretar"),
    "interested": re.compile(r"belangstel|interes|toehoorder"),
    "member": re.compile(r"\b(?:lid|leden|members?)\b"),
}
_HALF = r"(?:\s*(?P<p>[ap])\.?m)?"
_MOMENTS = (
    r"(?P<y>\d{4})[-/](?P<m>\d{1,2})[-/](?P<d>\d{1,2})[T ,]+(?P<h>\d{1,2}):(?P<n>\d{2})(?::(?P<s>\d{2}))?" + _HALF,
    r"(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})[-/.](?P<y>\d{2,4})[ ,]+(?P<h>\d{1,2})[:.](?P<n>\d{2})(?:[:.](?P<s>\d{2}))?"
    + _HALF,
)


def hour_typed(cell: str) -> tuple[str, bool] | None:
    """The hour that a cell says, and whether that is sure; None where it says none that could be read.

    An empty hour: it says that there is nothing to be said.

    >>> hour_typed("11:00:00"), hour_typed("0.4583333333"), hour_typed("Ik ben er om 11 uur"), hour_typed("n.v.t.")
    (('11:00', True), ('11:00', True), ('11:00', False), ('', True))
    >>> hour_typed("uurtje later")
    """
    text = _SECONDS.sub(r"\1", " ".join(cell.split()))
    if is_nothing(text):
        return "", True
    if re.fullmatch(r"0?[.,]\d+", text):
        found = as_hour(float(text.replace(",", ".")))
        return (found, True) if found else None
    if half := _AMPM.fullmatch(text):
        return f"{int(half[1]) % 12 + (12 if half[3] in 'pP' else 0)}:{half[2] or '00'}", True
    try:
        to_hour(text)
    except ValueError:
        hours = list(_AN_HOUR.finditer(text))
        if len(hours) != 1 or _HALVES.search(text):
            return None
        hour, minute = hours[0][1] or hours[0][3], hours[0][2] or hours[0][4] or "00"
        return (f"{int(hour)}:{minute}", False) if int(hour) < 24 else None
    return text, True


def moments(cells: Iterable[str]) -> list[datetime | None]:
    """When each was answered, where all that is written can be read; which of 3/4 is the month, the others tell."""
    found = [next((m for p in _MOMENTS if (m := re.match(p, cell, re.IGNORECASE))), None) for cell in cells]
    pairs = [(int(m["a"]), int(m["b"])) for m in found if m and "a" in m.groupdict()]
    month_first = any(b > 12 for _, b in pairs) or (
        not any(a > 12 for a, _ in pairs) and any(m and m.groupdict().get("p") for m in found)
    )
    return [_moment(match, month_first=month_first) if match else None for match in found]


def _moment(match: re.Match[str], *, month_first: bool) -> datetime | None:
    part = match.groupdict()
    year = int(part["y"]) + (2000 if len(part["y"]) == 2 else 0)
    day, month = (part["a"], part["b"]) if "a" in part else (part["d"], part["m"])
    if "a" in part and month_first:
        day, month = month, day
    hour = int(part["h"])
    if half := part.get("p"):
        hour = hour % 12 + (12 if half in "pP" else 0)
    try:
        return datetime(year, int(month), int(day), hour, int(part["n"]), int(part["s"] or 0))  # noqa: DTZ001  compared with each other alone
    except ValueError:
        return None


def role_typed(cell: str) -> str:
    """What somebody is in a group by a word for it; empty for any other, and for a mere yes.

    >>> role_typed("Voorzitter"), role_typed("lid"), role_typed("ja"), role_typed("wethouder")
    ('chair', 'member', '', '')
    """
    role = "" if alike_key(cell) in _YES else role_meant(cell) or ""
    return role if role in ROLE_KEYS.values() else ""


def likely_role(cell: str) -> str:
    """What somebody most likely is by words around such a word; empty where nothing is likely.

    >>> likely_role("plv. voorzitter"), likely_role("lid themagroep"), likely_role("wethouder")
    ('vice_chair', 'member', '')
    """
    words = re.sub(r"[^\w]+", " ", alike_key(cell))
    return next((role for role, pattern in _ROLES.items() if pattern.search(words)), "")


def status_typed(cell: str, *, cancelled: bool = False) -> str | None:
    """`comes`, `gone` or `unfinished`; None for a word that is not known. `cancelled`: it answers whether they have.

    >>> status_typed("Attending"), status_typed("Not Attending"), status_typed("Incomplete"), status_typed("Vega")
    ('comes', 'gone', 'unfinished', None)
    """
    word = " ".join(re.sub(r"[^\w]+", " ", alike_key(cell)).split())
    if cancelled:
        return "comes" if word in ("", "no", "nee", "false", "0", "onwaar", "n") else "gone"
    if not word or word in _GOES:
        return "comes"
    if _UNFINISHED.search(word):
        return "unfinished"
    if _GONE.search(word):
        return "gone"
    return "comes" if word.split()[0] in ("ja", "yes") else None


def is_yes(cell: str) -> bool:
    return alike_key(cell) in _YES


def strength_typed(cell: str) -> tuple[int, bool] | None:
    """How strong a wish is, from 0 to 3 or the number that is written, and whether that is sure; None: not known.

    >>> [strength_typed(cell) for cell in ("4", "Zeer graag", "Misschien", "Liever niet", "paars")]
    [(4, True), (3, False), (1, False), (0, False), None]
    """
    word = alike_key(cell)
    if number := re.match(r"(\d{1,2})(?!\w)", word):
        return int(number[1]), word == number[1]
    if is_nothing(cell):
        return 0, True
    for weight, pattern in ((0, _AGAINST), (3, _STRONG), (1, _WEAK), (2, _MIDDLE)):
        if pattern.search(word):
            return weight, False
    return None
