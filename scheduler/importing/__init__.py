"""Published schedules of this and other tools, read again: into a programme, or into a day file to start from."""

from scheduler.importing.draft import drafted
from scheduler.importing.made import Made, as_published, make_day
from scheduler.importing.programme import programme
from scheduler.importing.schedule_file import read_schedule
from scheduler.importing.told import Event, Schedule, Sheet

__all__ = ["Event", "Made", "Schedule", "Sheet", "as_published", "drafted", "make_day", "programme", "read_schedule"]
