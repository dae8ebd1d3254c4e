"""Published schedules of this and other tools, read again: into a programme, or into a day file to start from."""

from scheduler.files.importing.draft import drafted
from scheduler.files.importing.parsed import Event, Schedule, Sheet
from scheduler.files.importing.programme import programme
from scheduler.files.importing.read_schedule import read_schedule
from scheduler.files.importing.relax import Made, as_published, make_day

__all__ = ["Event", "Made", "Schedule", "Sheet", "as_published", "drafted", "make_day", "programme", "read_schedule"]
