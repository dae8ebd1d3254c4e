"""A folder, or a file, into an `Instance`: the problem (conference and rules), and remarks about the files."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from scheduler.conference.conference import Conference
from scheduler.files.attendees import Mention
from scheduler.files.beside import PEOPLE_FILE, day_file, fault_beside, is_in_folder, is_workbook, strays
from scheduler.files.build import build
from scheduler.files.csv_slips import decoded_twice
from scheduler.files.day_schema import DayFile, PersonShape
from scheduler.files.decode import load
from scheduler.files.dutch import in_english
from scheduler.files.faults import Fault, FaultList, Faults
from scheduler.files.house_style import read_house_style
from scheduler.files.keys import meant, same_key, speaks_dutch
from scheduler.files.people_csv import read_table
from scheduler.files.rule_words import in_our_words
from scheduler.files.rules_section import read_rules
from scheduler.files.season_file import read_carried
from scheduler.files.validate import Source, fit
from scheduler.files.wishes_file import WishesBeside, read_wishes_beside
from scheduler.files.yaml_nodes import Keyed, parse
from scheduler.rules.available import AvailableRules
from scheduler.rules.problem import Problem
from scheduler.rules.rule import Rule
from scheduler.text.sentence import LANGUAGES, NOTHING, Phrase, Sentence
from scheduler.text.wording import count, listing

_DAY = TypeAdapter(DayFile)
_KEY = re.compile(r"""^["']?(\w[\w -]*?)["']?[ \t]*:(?:[ \t]+["']?(\w*)|$)""", re.MULTILINE)  # one of the day's own
_PEOPLE = TypeAdapter(tuple[PersonShape, ...])


@dataclass(frozen=True)
class Instance:
    """A conference and what is wanted of it.

    `remarks`: counts and remarks for the reader's ears. `digest`: of what the files mean, so that a comment or a key in
    another place does not change it. `file`: the day file that was read; None: it was read from none. `own_rules`: the
    classes of rules that the file might name besides. `language`: see `_language`. `emails`: by person's name, for
    mailings alone; the conference does not have them, so that nothing that is made of it can.
    """

    conference: Conference
    rules: tuple[Rule, ...]
    remarks: tuple[Phrase, ...]
    digest: str
    folder: Path
    file: Path | None = None
    own_rules: tuple[type[Rule], ...] = ()
    language: str | None = None
    emails: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def problem(self) -> Problem:
        """What checking, solving and every question start from."""
        return Problem(self.conference, self.rules)


def read(path: Path | str, rules: Iterable[type[Rule]] = ()) -> Instance:
    """The instance in that folder, or in that day file. Raises Faults: all that is wrong, in all files, at once.

    `rules`: classes of rules that the file may name besides those of the book and of installed packages. Raises
    UnusableRule, a ValueError, when one of these is no rule that a file can name.
    """
    own = tuple(rules)
    available = AvailableRules(own)
    path = Path(path)
    file = day_file(path)
    if is_workbook(file):
        return replace(_read_workbook(file, available), own_rules=own)
    text, remarks = load(file, file.name)
    fault_list = FaultList(decoded_twice(text, file.name), list(remarks))
    try:
        found = _read(Source(file.name, parse(text, file.name, fault_list), fault_list), file, available)
    except Faults as faults:
        faults.language = _language(text)
        raise
    return replace(found, file=file.resolve(), own_rules=own, language=_language(text))


def _language(text: str) -> str | None:
    """What a day file states as its language, even where the rest of it cannot be read; else Dutch if its keys are.

    None: it states none, and is no more Dutch than English.
    """
    stated: dict[str, str] = {}
    for line in _KEY.finditer(text):
        stated.setdefault(line[1], line[2])
    word = (next((value for key, value in stated.items() if same_key(key, "language")), "") or "").casefold()
    word = in_english("words", word) or word
    return word if word in LANGUAGES else "nl" if speaks_dutch(stated) else None


def _read_workbook(file: Path, available: AvailableRules) -> Instance:
    """The instance in a workbook, whose faults name cells; no file beside it is read but that of the season."""
    from scheduler.files.workbook import stated_language, workbook_nodes  # noqa: PLC0415  openpyxl, for who needs it

    fault_list = FaultList()
    nodes = workbook_nodes(file, fault_list)
    language = stated_language(nodes)
    try:
        found = _read(Source(file.name, nodes, fault_list, language or "nl"), file, available, alone=True)
    except Faults as faults:
        faults.language = language
        raise
    return replace(found, language=language)


def read_text(text: str, name: str, rules: Iterable[type[Rule]] = ()) -> Instance:
    """The instance that the text of a day file makes; `name` is what faults call it. No other file is looked for.

    Raises Faults and UnusableRule, as `read` does.
    """
    fault_list = FaultList()
    return read_source(Source(name, parse(text, name, fault_list), fault_list), rules)


def read_source(source: Source, rules: Iterable[type[Rule]] = (), *, beside: Path | None = None) -> Instance:
    """The instance of what stands in a source, such as one built in Python; read and raises as `read_text` does.

    `beside`: the file beside which lies what the source names, such as the file of the season.
    """
    return _read(source, beside or Path(source.file), AvailableRules(rules), alone=True)


def _read(source: Source, file: Path, available: AvailableRules, *, alone: bool = False) -> Instance:
    """`alone`: there are no files beside it."""
    fault_list = source.fault_list
    keys = [meant(key, ("programme", "title")) for key in source.root.entries] if isinstance(source.root, Keyed) else []
    if "programme" in keys and "title" not in keys:
        asked = Sentence("This is a programme, not a day. The day comes first: netday check DAY PROGRAMME.")
        raise Faults([Fault(file.name, 0, "", asked)])
    shape = fit(_DAY, source)
    if shape is None:
        raise Faults(fault_list.faults)
    people = None if alone and shape.people is None else _people(shape, source, file.parent)
    if not alone:
        for remark in strays(file, _people_file(shape, file.parent), source.key(("people",)), shape.wishes):
            fault_list.say(remark)
    for section, also in (("days", "rounds"), ("guests", "people")):  # names of the one are looked up in the other
        if section in fault_list.unsure:
            fault_list.unsure.add(also)
    wishes = read_wishes_beside(shape, people, source, file.parent)
    conference, emails = build(shape, people, source, wishes)
    house_style = read_house_style(shape, source, file.parent, alone=alone)
    conference = conference.model_copy(update={"house_style": house_style})
    if people and (remark := nobody_wishes(conference)):
        fault_list.say(remark)
    wanted = read_rules(shape.rules, conference, source, available)
    owed, season = read_carried(shape.season, conference, source, file.parent, available)
    fault_list.close()
    return Instance(
        conference=conference,
        rules=(*wanted, *owed),
        remarks=(_counted(conference, source.file), *fault_list.remarks),
        digest=_digest(shape, people, season, wishes, available),
        folder=file.parent,
        emails=emails,
    )


def nobody_wishes(conference: Conference) -> Sentence:
    """The sentence for people of whom none wishes to attend anything, so that a programme cannot suit them."""
    meetings = [session for session in conference.held if session.kind.is_meeting and not session.kind.for_everyone]
    idle = [person for person in conference.people if not person.guest and not conference.duties(person)]
    if not meetings or len(idle) < 2 or any(map(conference.wishes, conference.people)):
        return NOTHING
    return Sentence(
        "Nobody wishes to attend anything: of {people} none is a member of a group that meets, or interested in one.",
        people=count(len(idle), "person", "people"),
    )


def _people_file(shape: DayFile, folder: Path) -> str | None:
    """The name of the CSV file with the people; None when there is none, or they stand in day.yaml."""
    if isinstance(shape.people, tuple):
        return None
    return shape.people or (PEOPLE_FILE if is_in_folder(folder / PEOPLE_FILE) else None)


def _people(shape: DayFile, source: Source, folder: Path) -> Sequence[Mention] | None:
    """Everybody on the list in day.yaml or in the CSV file; None when there is neither."""
    name = _people_file(shape, folder)
    if isinstance(shape.people, tuple):
        return [Mention(person, source, ("people", number)) for number, person in enumerate(shape.people)]
    if name is None:
        return [] if "people" in source.fault_list.unsure else None
    fault_list = source.fault_list
    if fault := fault_beside(folder, name, source.file):
        source.fault(("people",), fault)
        fault_list.unsure.add("people")
        return []
    try:
        text, remarks = load(folder / name, name)
    except Faults as faults:
        fault_list.faults += faults.faults
        fault_list.unsure.add("people")
        return []
    fault_list.remarks += remarks
    fault_list.faults += decoded_twice(text, name)
    rows = read_table(text, name, [group.name for group in shape.groups], fault_list)
    table = Source(name, rows, FaultList(fault_list.faults, fault_list.remarks, hint=fault_list.hint))
    found = fit(_PEOPLE, table) or ()
    if table.fault_list.unsure:
        fault_list.unsure.add("people")
    table.fault_list.unsure = fault_list.unsure
    return [Mention(person, table, (number,)) for number, person in enumerate(found)]


def _counted(conference: Conference, file: str) -> Sentence:
    counts = [
        count(len(conference.days), "day"),
        count(len(conference.rooms), "room"),
        count(len(conference.groups), "group"),
        count(len(conference.people), "person", "people"),
        count(len(conference.sessions), "session"),
    ]
    return Sentence("{file}: {counts}.", file=file, counts=listing(counts))


# What is hashed by itself, or says nothing of what takes place.
_NO_PART = ("people", "season", "logo", "logo_text", "colours")
_LATER_KEYS = {
    "absent",
    "consists_of",
    "expected_from_wishes",
    "papers",
    "places",
    "signed_up",
    "tags",
    "waiting",
    "wishes",
}
_LATER_KEYS |= {"order", "rather_not", "slots", "track", "tracks", "zone"}


def _digest(
    shape: DayFile,
    people: Sequence[Mention] | None,
    season: Any,
    wishes: WishesBeside | None,
    available: AvailableRules,
) -> str:
    """A hash of the shapes: their keys are sorted, their values read, and what is left out stands as its default.

    Addresses do not count: no programme is another for them, and nobody is to try them on a hash.
    """
    listed = None if people is None else [entry.shape.model_dump(mode="json", exclude={"email"}) for entry in people]
    without: Any = {**dict.fromkeys(_NO_PART, True), "guests": {"__all__": {"email"}}}
    meaning: dict[str, Any] = {"day": shape.model_dump(mode="json", exclude=without), "people": listed}
    meaning["day"]["rules"] = in_our_words(shape.rules, available)
    if season is not None:
        meaning["season"] = season
    if wishes is not None:
        meaning["wishes"] = wishes.meaning()
    canonical = json.dumps(_without_later_keys(meaning), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(canonical.encode()).hexdigest()}"


def _without_later_keys(value: Any) -> Any:
    """The same without the keys that day files had not at first, where they are left out: the hash stays as it was.

    Else every programme would seem to be of another day once netday is renewed.
    """
    if isinstance(value, dict):
        return {key: _without_later_keys(one) for key, one in value.items() if one or key not in _LATER_KEYS}
    return [_without_later_keys(one) for one in value] if isinstance(value, list) else value
