"""Published schedules of this and other tools, read again: into a programme, or into a day file to start from."""

from scheduler.files.importing.draft import drafted
from scheduler.files.importing.parsed import ParsedDay, ParsedEvent, ParsedSchedule
from scheduler.files.importing.programme import programme
from scheduler.files.importing.read_schedule import read_schedule
from scheduler.files.importing.relax import ImportedDay, as_published, make_day

__all__ = [
    "ImportedDay",
    "ParsedDay",
    "ParsedEvent",
    "ParsedSchedule",
    "as_published",
    "drafted",
    "make_day",
    "programme",
    "read_schedule",
]
