"""Conferences of CSPLib, the public library of benchmarks: their workbooks become days, and programmes solutions."""

from scheduler.files.csplib.day import CsplibDay, day_of_instance
from scheduler.files.csplib.names import names_beside
from scheduler.files.csplib.read import is_instance, read_instance

__all__ = ["CsplibDay", "day_of_instance", "is_instance", "names_beside", "read_instance"]
