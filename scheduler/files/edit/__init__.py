"""Day files edited by splicing their text: what is meant is changed, and every other letter stays as it stands.

Nothing is dumped, so comments, blank lines, quotes and the order of keys stay. After each splice the new text is read
by our own reader and compared with what was meant; where they differ, the edit is refused and nothing has changed.
"""

from __future__ import annotations

from scheduler.files.edit.file_text import EditRefused, FileText
from scheduler.files.edit.splices import Splice, applied, between
from scheduler.files.edit.table_text import TableText
from scheduler.files.edit.yaml_text import YamlText

__all__ = ["EditRefused", "FileText", "Splice", "TableText", "YamlText", "applied", "between"]
