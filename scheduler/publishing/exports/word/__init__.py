"""The programme as documents of Word, to be edited there, and templates for these."""

from scheduler.publishing.exports.word.booklet import not_named, write
from scheduler.publishing.exports.word.check_tags import TemplateFault, WrongTemplate
from scheduler.publishing.exports.word.hung_up import write_attendance, write_signs
from scheduler.publishing.exports.word.opening import read_file
from scheduler.publishing.exports.word.own_template import own_template

__all__ = [
    "TemplateFault",
    "WrongTemplate",
    "not_named",
    "own_template",
    "read_file",
    "write",
    "write_attendance",
    "write_signs",
]
