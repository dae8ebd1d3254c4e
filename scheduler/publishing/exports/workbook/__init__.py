"""The programme as a workbook: a grid for each day, a list to sort and filter, by room and by person, and the report.

Nothing in it is calculated: whatever people wrote stands there as text, also where it looks like a formula.
"""

from __future__ import annotations

from scheduler.publishing.exports.workbook.attendance_book import write_attendance
from scheduler.publishing.exports.workbook.book import write

__all__ = ["write", "write_attendance"]
