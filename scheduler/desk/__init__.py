"""The desk without a browser: a day's folder in which organisers work, act by act, with a journal and undo."""

from __future__ import annotations

from scheduler.desk.acts import Act, Place, ProgrammeAct, Swap, TakeOff, Tray
from scheduler.desk.asked_acts import act_of
from scheduler.desk.day_acts import ReplaceFiles
from scheduler.desk.events import DeskEvent, Listener
from scheduler.desk.hours import WallHour
from scheduler.desk.journal import JournalEntry
from scheduler.desk.pins import Pin, Unpin, pinned_sessions
from scheduler.desk.refusals import ActRefused as Refused
from scheduler.desk.refusals import Stale
from scheduler.desk.state import DeskState
from scheduler.desk.whole_moves import NamedRound, SwapRooms, SwapRounds, TakeProgramme
from scheduler.desk.workspace import Done, Workspace

__all__ = [
    "Act",
    "DeskEvent",
    "DeskState",
    "Done",
    "JournalEntry",
    "Listener",
    "NamedRound",
    "Pin",
    "Place",
    "ProgrammeAct",
    "Refused",
    "ReplaceFiles",
    "Stale",
    "Swap",
    "SwapRooms",
    "SwapRounds",
    "TakeOff",
    "TakeProgramme",
    "Tray",
    "Unpin",
    "WallHour",
    "Workspace",
    "act_of",
    "pinned_sessions",
]
