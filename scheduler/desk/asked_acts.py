"""Acts as a page asks for them, in JSON: `{"act": "place", "session": "Wonen", "start": "11:40", "room": "Zaal 2"}`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scheduler.conference.clock import Minute
from scheduler.desk.acts import Act, Place, ProgrammeAct, Swap, TakeOff, Tray
from scheduler.desk.hours import WallHour
from scheduler.desk.pins import Pin, Unpin
from scheduler.desk.refusals import ActRefused
from scheduler.desk.whole_moves import NamedRound, SwapRooms, SwapRounds
from scheduler.text.sentence import Sentence

_HOUR = re.compile(r"\d{1,2}[:.]\d{2}")
_LONGEST = 500  # letters of a name or an hour
_MOST = 500  # moves in a tray


@dataclass(frozen=True)
class _Asked:
    """The values of a request, each looked at before it is used. Raises ActRefused for what is not as it should be."""

    payload: Mapping[str, object]

    def text(self, key: str) -> str:
        value = self.payload.get(key)
        if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST:
            raise ActRefused(Sentence('"{key}" should be a short text.', key=key))
        return value

    def some_text(self, key: str) -> str | None:
        """None: it is left out, null or empty."""
        return None if self.payload.get(key) in (None, "") else self.text(key)

    def start(self) -> Minute | WallHour:
        value = self.payload.get("start")
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        return WallHour(self.text("start"), self.some_text("day") or "")

    def round(self, key: str) -> NamedRound | Minute | WallHour:
        """A round by its name, or the hour or the minute at which it begins; with `one_day` or `other_day` its date."""
        value = self.payload.get(key)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        text, day = self.text(key), self.some_text(f"{key}_day") or ""
        return WallHour(text, day) if _HOUR.fullmatch(text) else NamedRound(text, day)

    def acts(self) -> tuple[ProgrammeAct, ...]:
        value = self.payload.get("acts")
        if not isinstance(value, list) or not 0 < len(value) <= _MOST:
            raise ActRefused(Sentence('"{key}" should be a list of moves.', key="acts"))
        found = [act_of(each) for each in value if isinstance(each, Mapping) and each.get("act") != Tray.kind]
        moves = tuple(act for act in found if isinstance(act, ProgrammeAct))
        if len(moves) < len(value):
            raise ActRefused(Sentence('"{key}" should be a list of moves.', key="acts"))
        return moves


_READERS: Mapping[str, Callable[[_Asked], Act]] = {
    Place.kind: lambda asked: Place(asked.text("session"), asked.start(), asked.some_text("room")),
    TakeOff.kind: lambda asked: TakeOff(asked.text("session")),
    Swap.kind: lambda asked: Swap(asked.text("one"), asked.text("other")),
    SwapRounds.kind: lambda asked: SwapRounds(asked.round("one"), asked.round("other")),
    SwapRooms.kind: lambda asked: SwapRooms(asked.text("one"), asked.text("other"), asked.some_text("day") or ""),
    Pin.kind: lambda asked: Pin(asked.text("session")),
    Unpin.kind: lambda asked: Unpin(asked.text("session")),
    Tray.kind: lambda asked: Tray(asked.acts()),
}


def act_of(payload: Mapping[str, object]) -> Act:
    """The act that is asked for. Raises ActRefused for whatever is no such request."""
    kind = payload.get("act")
    reader = _READERS.get(kind) if isinstance(kind, str) else None
    if reader is None:
        raise ActRefused(Sentence("This is nothing that the desk can do: {act}.", act=repr(kind)[:80]))
    return reader(_Asked(payload))
