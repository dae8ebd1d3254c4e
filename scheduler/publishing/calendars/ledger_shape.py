"""What can stand in a ledger: somebody may have edited it, and what is not as netday writes it is told, not used."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Literal, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from scheduler.publishing.calendars.history import moment
from scheduler.text.sentence import Sentence

MOST = 999_999_000  # editions and numbers of revision: far more than there will be, and far from what a file can hold
_PLAIN = "[a-z0-9-]+"
_FILE = {"programme": "programme", "person": f"people/{_PLAIN}", "room": f"rooms/{_PLAIN}", "group": f"groups/{_PLAIN}"}
_SCOPE = {"programme": "prog", "person": "p-[0-9a-f]{16}", "room": "room-[0-9a-f]{8}", "group": "grp-[0-9a-f]{8}"}
Shape = TypeVar("Shape", bound=BaseModel)


def _stamp(text: str) -> str:
    """A stamp to which a second can be added, and in any zone."""
    if not 1 < moment(text).year < 9999:
        raise ValueError("no moment of a day that anybody plans")
    return text


def _hour(text: str) -> str:
    """An hour as the wall shows it, or a date."""
    year = (datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)).year
    if not 1 < year < 9999:
        raise ValueError("no moment of a day that anybody plans")
    return text


def _zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, OSError):  # OSError: "Europe" is a folder
        raise ValueError("no time zone") from None
    return text


Count = Annotated[int, Field(ge=0, le=MOST)]
Stamp = Annotated[str, StringConstraints(pattern=r"^\d{8}T\d{6}Z$"), AfterValidator(_stamp)]
Token = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]
Name = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
Hour = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d\d-\d\d(T\d\d:\d\d)?$"), AfterValidator(_hour)]
_EventShape = tuple[Count, Stamp, Name | None, bool] | tuple[Count, Stamp, Name | None, bool, bool]


class _LedgerPart(BaseModel):
    """Exactly these keys, and no value taken for another."""

    model_config = ConfigDict(strict=True, extra="forbid")


class _ConferenceShape(_LedgerPart):
    id: Token
    domain: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,63}(\.[a-z0-9-]+)*$", max_length=63)]
    key: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{2}){0,64}$")]


class HeadShape(_LedgerPart):
    """All but the calendars. What the first form did not have is as it was then."""

    version: int
    conference: _ConferenceShape
    private_names: bool
    floor: Count
    highest: Count
    withdrawn: list[str]
    people: bool = True
    edition: Count = 0
    published: Stamp | Literal[""] = ""
    zone: Annotated[str, AfterValidator(_zone)]
    language: Literal["nl", "en"]
    places: dict[Token, tuple[str, str, Hour, Hour, str]]
    contents: dict[Name, str]
    calendars: list[object]


class RowShape(_LedgerPart):
    """A calendar."""

    kind: Literal["programme", "group", "room", "person"]
    of: str
    title: str
    file: str
    scope: str
    digest: Name | Literal[""]
    events: dict[Token, _EventShape]
    organisation: str = ""
    floor: Count = 0


def checked(shape: type[Shape], data: bytes, what: Sentence) -> Shape:
    """The JSON in that shape. Raises ValueError, which says `what` is not right and where."""
    try:
        return shape.model_validate_json(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = " › ".join(str(part) for part in first["loc"] if not str(part).startswith("tuple["))
        raise ValueError(Sentence('{what} is not right, at "{place}"', what=what, place=place)) from None


def fits_its_kind(kind: str, file: str, scope: str) -> bool:
    """Whether a calendar of that kind can have that file, and that in its UIDs."""
    return bool(re.fullmatch(_FILE[kind] + r"\.ics", file) and re.fullmatch(_SCOPE[kind], scope))
