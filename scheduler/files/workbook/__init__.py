"""A day as a workbook: written (write.py), read with a fault for each cell, and spliced into the day file."""

from __future__ import annotations

from scheduler.files.workbook.nodes import of_workbook as workbook_nodes
from scheduler.files.workbook.nodes import stated_language
from scheduler.files.workbook.programme_list import programme_of_workbook

__all__ = ["programme_of_workbook", "stated_language", "workbook_nodes"]
