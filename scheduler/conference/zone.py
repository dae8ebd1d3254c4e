"""Time zones as people write them: by IANA's name, or as so many hours from Greenwich."""

from __future__ import annotations

import re
from datetime import UTC, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

_FROM_GREENWICH = re.compile(r"(?:GMT|UTC)(?:([+\u2212\u2013-])([0-9]{1,2})(?::?([0-9]{2}))?)?", re.IGNORECASE)
_FARTHEST = timedelta(hours=14)


def from_greenwich(zone: str) -> timedelta | None:
    """How far a zone that is written so is ahead; None: it is not written so, or no zone is so far.

    >>> from_greenwich("GMT+8"), from_greenwich("utc-3:30"), from_greenwich("Europe/Paris"), from_greenwich("GMT+19")
    (datetime.timedelta(seconds=28800), datetime.timedelta(days=-1, seconds=73800), None, None)
    """
    found = _FROM_GREENWICH.fullmatch(zone.replace(" ", ""))
    if not found:
        return None
    ahead = timedelta(hours=int(found[2] or 0), minutes=int(found[3] or 0))
    if ahead > _FARTHEST:
        return None
    return ahead if found[1] in (None, "+") else -ahead


def zone_called(zone: str) -> tzinfo:
    """The zone of that name, which must be one."""
    ahead = from_greenwich(zone)
    if ahead is None:
        return ZoneInfo(zone)
    return timezone(ahead) if ahead else UTC
