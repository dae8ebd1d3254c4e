"""What earlier days still owe: the file that `season` names, whose statements stand beside those of the day itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from scheduler.conference.conference import Conference
from scheduler.files.beside import fault_beside
from scheduler.files.decode import load
from scheduler.files.faults import Faults
from scheduler.files.keys import known_keys
from scheduler.files.rules_section import read_more_rules
from scheduler.files.validate import Source
from scheduler.files.yaml_nodes import parse, plain_data
from scheduler.rules.available import AvailableRules
from scheduler.rules.rule import Rule
from scheduler.text.sentence import Sentence


def read_carried(
    name: str | None, conference: Conference, source: Source, folder: Path, available: AvailableRules
) -> tuple[tuple[Rule, ...], Any]:
    """The statements of that file beside the day, and the plain data of which they were made; None: there is none."""
    if name is None:
        return (), None
    if fault := fault_beside(folder, name, source.file):
        source.fault(("season",), fault)
        return (), None
    try:
        text, remarks = load(folder / name, name)
        theirs = Source(name, parse(text, name, source.fault_list), source.fault_list)
    except Faults as faults:
        source.fault_list.faults += faults.faults
        return (), None
    source.fault_list.remarks += remarks
    data = plain_data(theirs.root)
    rules = known_keys(data, ("rules",)).get("rules") if isinstance(data, dict) and len(data) == 1 else None
    if not isinstance(rules, dict):
        theirs.fault((), Sentence("This is no file of netday season: it should have rules, and nothing else."))
        return (), None
    return read_more_rules(rules, conference, theirs, available), rules
