"""From files to an instance and back: the day file, the people, and programmes. Every fault of a file at once."""

from scheduler.files.faults import Fault, Faults
from scheduler.files.json_schema import schema, schema_text
from scheduler.files.programme_file import leave_alone, programme_text, put_aside, read_programme, write_programme
from scheduler.files.published_programme import is_published, read_alone, read_edition, read_published
from scheduler.files.read_day import Instance, read, read_source, read_text

__all__ = [
    "Fault",
    "Faults",
    "Instance",
    "is_published",
    "leave_alone",
    "programme_text",
    "put_aside",
    "read",
    "read_alone",
    "read_edition",
    "read_programme",
    "read_published",
    "read_source",
    "read_text",
    "schema",
    "schema_text",
    "write_programme",
]
