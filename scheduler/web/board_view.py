"""The grid and what stands beside it, as the templates of Rooster want it: words, and what the script has to know."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from markupsafe import Markup

from scheduler.checking.check import RuleResult
from scheduler.conference.clock import Clock, Span
from scheduler.conference.conference import Conference, Kind, Room, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.conference.round_names import round_called
from scheduler.desk.acts import ProgrammeAct, Tray
from scheduler.desk.asked_acts import act_of
from scheduler.desk.board import Board, BoardCell, BoardDay, BoardRow, can_move
from scheduler.desk.judging import JudgeKeeper, StateJudge
from scheduler.desk.offers import OfferedPlace
from scheduler.desk.pins import pinned_sessions
from scheduler.desk.refusals import ActRefused
from scheduler.desk.state import DeskState
from scheduler.desk.verdict import Verdict
from scheduler.publishing.attendee_text import pillars
from scheduler.publishing.exports.breaking import breakable
from scheduler.text.sentence import Phrase, Sentence, phrase, plural, spoken, spoken_language
from scheduler.web.render import environment

TONES = 8  # colours of pillars; the ninth has the first one's
_TALL, _LOW = 45, 20  # minutes from which a row is tall, and under which it is low
NO_ROOM = Sentence("without a room")
_MOST_PLACES = 20_000  # that are remembered
_SHOWN: WeakKeyDictionary[JudgeKeeper, dict[tuple[object, ...], SessionView]] = WeakKeyDictionary()
_FREE_PLACES: dict[tuple[Clock, int, str, str], Markup] = {}  # by hour, room and language


@dataclass(frozen=True)
class SessionView:
    """One session on a button.

    `broken`: its title with places to break long words, empty where it has none; `place`: where it stands, in words;
    `track`: of a talk, else empty; `tone`: a class, of its pillar or track.
    """

    name: str
    title: str
    broken: Markup
    hours: str
    place: str
    start: int | None
    room: str
    track: str
    tone: str
    fixed: bool
    pinned: bool
    troubled: bool


@dataclass(frozen=True)
class CellView:
    """`start` None: of an empty cell that nothing can begin there. `place`: the button of one where something can.

    `slim`: it has no room but for a line.
    """

    rows: int
    columns: int
    slim: bool
    sessions: tuple[SessionView, ...]
    start: int | None
    place: Markup


@dataclass(frozen=True)
class RowView:
    """`kind`: a class for its height. `start`: by which a round is known."""

    hours: tuple[str, str]
    round: str
    start: int
    kind: str
    cells: tuple[CellView, ...]


@dataclass(frozen=True)
class ColumnView:
    name: str
    title: str


@dataclass(frozen=True)
class DayView:
    """`alone`: it is the only day, so it needs no heading."""

    title: str
    alone: bool
    columns: tuple[ColumnView, ...]
    rows: tuple[RowView, ...]
    alongside: tuple[SessionView, ...]
    listed: tuple[tuple[str, tuple[SessionView, ...]], ...]  # by hour, for a telephone


@dataclass(frozen=True)
class Trying:
    """A state with the moves of a tray tried on it; without any it is that state. Nothing is written."""

    state: DeskState
    acts: tuple[ProgrammeAct, ...] = ()
    asked: Sequence[Mapping[str, object]] = ()

    @classmethod
    def of(cls, state: DeskState, tray: str) -> Trying:
        """`tray`: a list of acts in JSON, or empty. Raises ActRefused."""
        if not tray:
            return cls(state)
        asked = read_json(tray)
        if asked == []:
            return cls(state)
        act = act_of({"act": Tray.kind, "acts": asked})
        if not isinstance(act, Tray) or not isinstance(asked, list):
            raise ActRefused(Sentence("The moves that were tried cannot be read."))
        return cls(state, act.acts, asked)

    @cached_property
    def programme(self) -> Programme:
        """Raises ActRefused where one of the moves cannot be made, or there is no programme."""
        placed = self.state.placed
        return Tray(self.acts).moved(self.state.conference, placed) if self.acts else placed

    @cached_property
    def judge(self) -> StateJudge:
        return StateJudge(self.state.day.keeper, self.programme) if self.acts else self.state.judge

    @cached_property
    def verdict(self) -> Verdict:
        return Verdict(self.judge.report())

    @property
    def sentences(self) -> list[str]:
        """What each move does, from where the one before has left things."""
        return [spoken(act.sentence(self.state)) for act in self.acts]

    @property
    def compared(self) -> str:
        """What all the moves together come to."""
        return spoken(self.verdict.against(Verdict(self.state.judge.report())))


def _colours(session: Session) -> tuple[str, ...]:
    """What gives it its colour: its pillars, or else its track."""
    return pillars(session) or ((session.track.name,) if session.track else ())


def _macro(name: str) -> Callable[..., Markup]:
    found: Callable[..., Markup] = vars(environment().get_template("board_macros.jinja").module)[name]
    return found


@lru_cache(maxsize=2000)
def _row_of(row: RowView, may_edit: bool, _: str) -> Markup:
    return _macro("board_row")(row, may_edit)


@lru_cache(maxsize=2000)
def _hour_of(hour: str, sessions: tuple[SessionView, ...], _: str) -> Markup:
    return _macro("listed_hour")(hour, sessions)


@lru_cache(maxsize=2000)
def _breakable(title: str) -> Markup:
    found = breakable(title)
    return found if "\u00ad" in found else Markup()


def read_json(text: str) -> object:
    """Raises ActRefused for what is no JSON."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise ActRefused(Sentence("What was asked cannot be read.")) from None


def with_move(tray: str, move: Mapping[str, object]) -> str:
    """The moves of a tray and one more, in JSON. Raises ActRefused."""
    moves = read_json(tray) if tray else []
    return json.dumps([*(moves if isinstance(moves, list) else ()), move])


@dataclass
class BoardView:
    """All that the page shows of a state."""

    trying: Trying

    @cached_property
    def conference(self) -> Conference:
        return self.trying.state.conference

    @cached_property
    def board(self) -> Board:
        return Board.of(self.conference, self.trying.programme)

    @cached_property
    def verdict(self) -> Verdict:
        return self.trying.verdict

    @cached_property
    def days(self) -> list[DayView]:
        return [self._day(day) for day in self.board.days]

    @cached_property
    def shelf(self) -> list[SessionView]:
        return [self.session(session) for session in self.board.shelf]

    @cached_property
    def pinned(self) -> frozenset[str]:
        return pinned_sessions(self.trying.state)

    @cached_property
    def _tones(self) -> Mapping[str, int]:
        named = dict.fromkeys(name for session in self.conference.held for name in _colours(session))
        groups = [group.name for group in self.conference.groups if group.name in named]
        return {name: number % TONES for number, name in enumerate(dict.fromkeys((*groups, *named)))}

    def session(self, session: Session) -> SessionView:
        placement = self.trying.programme.get(session)
        start, room = (placement.start, placement.room.name if placement.room else "") if placement else (None, "")
        name, pinned, troubled = session.name, session.name in self.pinned, session in self.verdict.troubled
        key = (spoken_language(), name, start, room, pinned, troubled)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = SessionView(
                name,
                session.title or name,
                _breakable(session.title or name),
                self.hours(placement.span) if placement else "",
                self.place(placement) if placement else spoken(Sentence("off the grid")),
                start,
                room,
                session.track.name if session.track else "",
                self._tone(session),
                not can_move(self.conference, session),
                pinned,
                troubled,
            )
        return found

    @cached_property
    def _known(self) -> dict[tuple[object, ...], SessionView]:
        """Sessions of this day that were shown before: the same session at the same place is shown the same."""
        keeper = self.trying.state.day.keeper
        found = _SHOWN.setdefault(keeper, {})
        if len(found) > _MOST_PLACES:
            found.clear()
        return found

    def hours(self, span: Span) -> str:
        clock = self.conference.clock
        return f"{spoken(clock.hour(span.start))}–{spoken(clock.hour(span.end))}"

    def place(self, placement: Placement) -> str:
        """`13.55, Zaal 5`, with the day where there are several; no room of what needs none."""
        return self.where(placement.start, placement.room, needs_room=placement.session.needs_room)

    def where(self, start: int, room: Room | None, *, needs_room: bool = True) -> str:
        when = self.conference.clock.text(start)
        if room is None and not needs_room:
            return spoken(when)
        return spoken(Sentence("{when}, {room}", when=when, room=room.name if room else NO_ROOM))

    def _free_place(self, start: int, room: Room | None) -> Markup:
        """A large day has a thousand of them, of which none changes when a session moves."""
        key = (self.conference.clock, start, room.name if room else "", spoken_language())
        found = _FREE_PLACES.get(key)
        if found is None:
            if len(_FREE_PLACES) >= _MOST_PLACES:
                _FREE_PLACES.clear()
            found = _FREE_PLACES[key] = _macro("place_button")(start, key[2], self.where(start, room))
        return found

    def row(self, row: RowView, may_edit: bool) -> Markup:
        """A row of the grid. Of a large one a move changes two, so the others are remembered."""
        return _row_of(row, may_edit, spoken_language())

    def hour(self, hour: str, sessions: tuple[SessionView, ...]) -> Markup:
        """What begins at one hour, in the list of a telephone."""
        return _hour_of(hour, sessions, spoken_language())

    def _tone(self, session: Session) -> str:
        if session.kind is Kind.MOVING:
            return "moving"
        if session.kind.for_everyone:
            return "common"
        if not session.kind.is_meeting:
            return "pause"
        names = _colours(session)
        return f"tone-{self._tones[names[0]]}" if names else "plain"

    def _day(self, day: BoardDay) -> DayView:
        clock = self.conference.clock
        columns = tuple(
            ColumnView(column.room.name if column.room else "", column.room.name if column.room else spoken(NO_ROOM))
            for column in day.columns
        )
        rows = tuple(self._row(day, row, cells) for row, cells in day.lines)
        placements = sorted((p for cell in day.cells for p in cell.placements), key=lambda p: (p.start, p.end))
        listed: dict[int, list[SessionView]] = {}
        for placement in placements:
            listed.setdefault(placement.start, []).append(self.session(placement.session))
        return DayView(
            spoken(clock.day(day.day.hours.start)),
            len(self.board.days) == 1,
            columns,
            rows,
            tuple(self.session(p.session) for p in day.alongside),
            tuple((spoken(clock.hour(start)), tuple(sessions)) for start, sessions in listed.items()),
        )

    def _row(self, day: BoardDay, row: BoardRow, cells: Iterable[BoardCell]) -> RowView:
        clock, minutes = self.conference.clock, row.span.minutes
        usual = "tall" if minutes >= _TALL else "low" if minutes < _LOW else "usual"
        return RowView(
            (spoken(clock.hour(row.span.start)), spoken(clock.hour(row.span.end))),
            spoken(round_called(row.round)) if row.round else "",
            row.span.start,
            "thin" if row.thin else usual,
            tuple(self._cell(day, cell) for cell in cells),
        )

    def _cell(self, day: BoardDay, cell: BoardCell) -> CellView:
        room = day.columns[cell.column].room
        return CellView(
            cell.rows,
            cell.columns,
            cell.rows == 1 and day.rows[cell.row].thin,
            tuple(self.session(placement.session) for placement in cell.placements),
            cell.start,
            Markup() if cell.start is None or cell.placements else self._free_place(cell.start, room),
        )

    def words_of_rule(self, result: RuleResult) -> str:
        """What a rule says, on which points are spent."""
        return spoken(phrase(result.rule.sentence))

    # -- what a place would be ---------------------------------------------------------------------------------------

    def offer(self, offered: OfferedPlace) -> dict[str, Any]:
        """One place for the script, with its words."""
        place = offered.placement
        return {
            "start": place.start,
            "room": place.room.name if place.room else "",
            "other": offered.other.name if offered.other else None,
            "here": offered.here,
            "fits": offered.fits,
            "badge": badge(offered),
            "label": spoken(self.words_of(offered)),
        }

    def words_of(self, offered: OfferedPlace) -> Phrase:
        """The same for who listens, or points at it."""
        if offered.here:
            return Sentence("It stands here now.")
        if offered.reasons:
            return Sentence("This cannot be: {reason}", reason=offered.reasons[0])
        return points_more(offered.more)


def points_more(more: int | None) -> Phrase:
    """What a move costs, in a sentence."""
    if more is None:
        return Sentence("This can be.")
    if more > 0:
        return plural(more, "{number} point more.", "{number} points more.")
    if more < 0:
        return plural(-more, "{number} point less.", "{number} points less.")
    return Sentence("It costs as much as now.")


def badge(offered: OfferedPlace) -> str:
    """The few signs that stand in the cell itself."""
    if offered.here:
        return "•"
    price = "" if offered.more is None else signed(offered.more)
    if offered.other is not None:
        price = spoken(Sentence("swap {price}", price=price))
    return price if offered.fits else f"✗ {price}".strip()


def signed(number: int) -> str:
    """`+5`, `−4`, `±0`."""
    return f"+{number}" if number > 0 else f"−{-number}" if number else "±0"
