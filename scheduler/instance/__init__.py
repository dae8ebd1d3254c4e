"""From files to an instance and back: the day file, the people, and programmes. Every fault of a file at once."""

from scheduler.instance.faults import Fault, Faults
from scheduler.instance.programme_file import leave_alone, programme_text, put_aside, read_programme, write_programme
from scheduler.instance.published import read_alone, read_published
from scheduler.instance.read import Instance, read
from scheduler.instance.schema import schema, schema_text

__all__ = [
    "Fault",
    "Faults",
    "Instance",
    "leave_alone",
    "programme_text",
    "put_aside",
    "read",
    "read_alone",
    "read_programme",
    "read_published",
    "schema",
    "schema_text",
    "write_programme",
]
