"""Programmes as people lay them in a table of Word, of Excel or of plain text, read into a day and its programme."""

from scheduler.files.grids.day_of_grid import GridDay, day_of_grid
from scheduler.files.grids.grid_session import GridProgramme
from scheduler.files.grids.known_day import KnownProgramme, TitleQuestion, programme_for
from scheduler.files.grids.read_grid import is_grid_file, read_grid

__all__ = [
    "GridDay",
    "GridProgramme",
    "KnownProgramme",
    "TitleQuestion",
    "day_of_grid",
    "is_grid_file",
    "programme_for",
    "read_grid",
]
