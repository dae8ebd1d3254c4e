"""Day files in Dutch: every key has its words, they mean one thing each, and a day said in Dutch is the same day."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from scheduler.conference.conference import Kind, Role
from scheduler.conference.kinds import KINDS
from scheduler.files import Faults, read
from scheduler.files.day_schema import DayFile, Shape
from scheduler.files.dutch import dutch_words, flat, in_english
from scheduler.files.faults import Fault
from scheduler.files.keys import dutch_for, meant, nearest_key, same_key
from scheduler.files.placements import ITEM, TYPED
from scheduler.files.programme_file import programme_text
from scheduler.files.rule_words import STANDARD, parts_of
from scheduler.rules.book import RULES
from scheduler.rules.rule import Scope
from scheduler.solving.answers import Solved
from scheduler.solving.options import SolveOptions
from scheduler.solving.solve import solve
from scheduler.text.day_words import section
from scheduler.text.language import Language
from scheduler.text.sentence import said_in
from tests.support.in_dutch import Choose, in_dutch, table_in_dutch

WINDOW = "session_in_its_window"
INSTANCES = Path(__file__).parents[2] / "instances"
DAYS = sorted(file.parent for file in INSTANCES.rglob("day.yaml"))


def shapes(shape: type[Shape] = DayFile) -> Iterator[type[Shape]]:
    yield shape
    for field in shape.model_fields.values():
        for part in parts_of(field.annotation):
            if isinstance(part, type) and issubclass(part, Shape):
                yield from shapes(part)


def contexts() -> dict[str, list[str]]:
    """By where they stand, all keys that may stand there."""
    found = {shape.__name__: shape.keys() for shape in shapes()}
    found |= {"rules": [rule.name for rule in RULES], "programme": list(TYPED), "placement": list(ITEM)}
    found["scope"] = list(Scope.model_fields)
    for rule in RULES:
        found[rule.name] = [STANDARD, *(field.alias or name for name, field in rule.model_fields.items())]
    return found


CONTEXTS = contexts()


@pytest.mark.parametrize("where", CONTEXTS)
def test_every_key_has_a_dutch_word_and_each_word_means_one_key(where: str) -> None:
    keys = CONTEXTS[where]
    assert [key for key in keys if not dutch_for(key)] == []
    for key in keys:
        for word in dutch_for(key):
            assert [other for other in keys if same_key(word, other)] == [key], word
            assert meant(word, keys) == key


def test_the_list_holds_nothing_that_means_nothing() -> None:
    known = {key.removesuffix("s") for keys in CONTEXTS.values() for key in keys}
    assert {key for key in section("keys") if key.removesuffix("s") not in known} == set()
    assert list(section("rules")) == [rule.name for rule in RULES]


@pytest.mark.parametrize(
    ("name", "english"),
    [("kinds", list(Kind)), ("group_kinds", ["pillar", "theme group", "board"]), ("roles", list(Role))],
)
def test_every_kind_and_role_has_dutch_words_of_its_own(name: str, english: Sequence[str]) -> None:
    assert list(section(name)) == list(english)
    words = [flat(word) for word in dutch_words(name, english)]
    assert len(words) == len(set(words))
    for word in english:
        others = {flat(other) for other in english if other != word}
        assert not others & set(map(flat, section(name)[word]))


def test_what_netday_calls_a_rule_or_kind_in_dutch_can_be_typed_in_a_day_file() -> None:
    dutch = Language.of("nl")
    for rule in RULES:
        assert same_key(dutch.say(rule.title), rule.name), rule.name
    for kind, message in KINDS.items():
        assert in_english("kinds", dutch.say(message)) == kind


def translated(folder: Path, to: Path, choose: Choose) -> Path:
    """The day in Dutch, with its files beside it."""
    shutil.copytree(folder, to)
    english = (folder / "day.yaml").read_text(encoding="utf-8")
    (to / "day.yaml").write_text(in_dutch(english, choose), encoding="utf-8")
    if (folder / "people.csv").exists():
        groups = [group.name for group in read(folder).conference.groups]
        text = (folder / "people.csv").read_text(encoding="utf-8")
        (to / "people.csv").write_text(table_in_dutch(text, groups, choose), encoding="utf-8")
    return to


def first(english: str, dutch: Sequence[str]) -> str:
    return dutch[0] if dutch else english


@pytest.mark.parametrize("folder", DAYS, ids=lambda folder: folder.name)
def test_a_day_in_dutch_is_the_same_day(folder: Path, tmp_path: Path) -> None:
    mixed = random.Random(13)
    english = read(folder)
    for number, choose in enumerate([first, lambda one, dutch: mixed.choice([one, *dutch])]):
        dutch = read(translated(folder, tmp_path / str(number), choose))
        assert dutch.conference == english.conference
        assert dutch.rules == english.rules
        assert dutch.digest == english.digest
        assert dutch.remarks == english.remarks


@pytest.mark.parametrize(("name", "what"), [("starter", "meeting"), ("starter-tracks", "talk")])
def test_the_dutch_starter_is_the_same_day_in_dutch(name: str, what: str) -> None:
    english, dutch = read(INSTANCES / name), read(INSTANCES / name / "nl")
    text = f"The text for the booklet: what the {what} is about, and for whom.\nIt may run over several lines."
    sessions = [s.model_copy(update={"description": text if s.description else ""}) for s in dutch.conference.sessions]
    same = {"sessions": tuple(sessions), "clock": english.conference.clock}  # whose words are in the other language
    assert dutch.conference.model_copy(update=same) == english.conference
    assert dutch.rules == english.rules
    assert (english.language, dutch.language) == ("en", "nl")
    written = (INSTANCES / name / "nl" / "day.yaml").read_text(encoding="utf-8")
    assert in_dutch(written) == written


def test_a_small_day_in_dutch_has_the_same_programme_to_the_byte(tmp_path: Path) -> None:
    folder = translated(INSTANCES / "starter", tmp_path / "day", first)
    solved = [solve(read(day).problem, SolveOptions(limit=20)) for day in (INSTANCES / "starter", folder)]
    texts = []
    for day, answer in zip((INSTANCES / "starter", folder), solved, strict=True):
        assert isinstance(answer, Solved)
        texts.append(programme_text(read(day), answer.programme, {}))
    assert texts[0] == texts[1]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("taal: en", "en"), ("language: nl", "nl"), ("taal: Nederlands", "nl"), ("Taal : 'Engels'", "en"),
        ("titel: Dag\nzalen: [A", "nl"), ("title: Dag\nrooms: [A", None), ("titel: Dag\nzalen: [A\ntaal: en", "en"),
    ],
)  # fmt: skip
def test_a_file_speaks_as_it_says_and_else_as_its_keys_do(text: str, language: str | None, tmp_path: Path) -> None:
    (tmp_path / "day.yaml").write_text(f"{text}\n", encoding="utf-8")
    with pytest.raises(Faults) as raised:
        read(tmp_path)
    assert raised.value.language == language


FAULTY = """\
date: 2026-03-13
hours: 9:00–17:0
minutes: 5000
walking: {within: -1}
rooms:
  - {name: Zaal 1, capacity: veel, online: misschien}
  - {short: Z}
  - {name: Zaal 1}
people:
  - {name: Anna, arrives: 25:00, chair: Onbekend}
groups:
  - {name: Europa, kind: pillar, pillars: Europa, members: [Anna, Bernd]}
  - {name: Wonen, pillars: Werk}
sessions:
  - {title: Opening, kind: plenary, at: 8:00, room: Zaal 9}
  - {minutes: 30}
  - {group: Europa, goes_to: Nergens, window: 10–11}
rules:
  groups_apart: misschien
  pinned: [{at: 10:00}]
  quorum: [{group: Europa}]
  evenly_spread: [{over: week}]
  in_order: [{first: {sessions: Opening}, then: {kinds: pauzes}, same_day: soms}]
"""


def faults(text: str, folder: Path) -> list[Fault]:
    (folder / "day.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(Faults) as raised:
        read(folder)
    return list(raised.value.faults)


def test_a_day_in_dutch_has_the_same_faults_on_the_same_lines_under_its_own_keys(tmp_path: Path) -> None:
    english, dutch = faults(FAULTY, tmp_path), faults(in_dutch(FAULTY), tmp_path)
    assert len(english) >= 20
    assert [fault.line for fault in dutch] == [fault.line for fault in english]
    keys = {key for names in CONTEXTS.values() for key in names}
    steps = [step for fault in dutch for step in fault.where.split(" › ")]
    assert [step for step in steps if step in keys and step not in dutch_for(step)] == []
    assert [str(fault) for fault in dutch if "missing" in fault.message or "nor" in fault.message] == [
        'day.yaml:1: "titel" is missing; write it like titel: Netwerkdag',
        'day.yaml:7: zalen: "naam" is missing.',
        'day.yaml:16: onderdelen: This session has neither a "titel" nor a "groep".',
        'day.yaml:20: regels › vastgezet: "onderdeel" is missing.',
    ]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("zallen: [Zaal 1]", '"zallen" is no key here. Did you mean "zalen"?'),
        ("rooom: [Zaal 1]", '"rooom" is no key here. Did you mean "rooms"?'),
        ("themagroeppen: [Europa]", '"themagroeppen" is no key here. Did you mean "themagroepen"?'),
        ("naem: Dag", None),
        ("openingstijd: 9:00–17:00", '"openingstijd" is no key here. Did you mean "openingstijden"?'),
        ("regels: {groepn_apart: hard}", '"groepn_apart" is no rule. Did you mean "groepen_apart"?'),
        ("regels: {groups_appart: hard}", '"groups_appart" is no rule. Did you mean "groups_apart"?'),
        ("bijeenkomsten: [{titel: A, soort: plenaer}]", '"plenaer" is no kind of session. Did you mean "plenair"?'),
        ("zalen: [{naam: A, capasiteit: 3}]", '"capasiteit" is no key here. Did you mean "capaciteit"?'),
        ("regels: {gelijk_verdeeld: [{over: zaol}]}", '"zaol" is not known here. Did you mean "zaal"?'),
    ],
)
def test_a_misspelt_word_gets_the_nearest_of_its_own_language(line: str, fault: str | None, tmp_path: Path) -> None:
    found = faults(f"titel: Dag\ndatum: 2026-03-13\n{line}\n", tmp_path)
    assert len(found) == 1
    if fault:
        assert found[0].message == fault
    else:
        assert found[0].message.startswith('"naem" is no key here; the keys are titel, taal, tijdzone, ')


@pytest.mark.parametrize(
    ("typed", "meant_by_it"),
    [
        ("apart", "groepen_apart"),
        ("groepapart", "groepen_apart"),
        ("niet_tegelijk", "groepen_niet_tegelijk"),
        ("eerlijk", "eerlijk_verdeeld"),
        ("eerlijke_verdeling", "eerlijk_verdeeld"),
        ("wensen", "wensen_vervuld"),
        ("plenair", "plenair_staat_alleen"),
        ("voorzitter", "onderdeel_heeft_voorzitter"),
        ("aanwezigheid", "aanwezig_wanneer_nodig"),
        ("doorgaan", "aantal_dat_doorgaat"),
        ("na_elkaar", "direct_na_elkaar"),
        ("pauze", "op_tijd_pauze"),
        ("max_tegelijk", "maximaal_tegelijk"),
        ("max_per_dag", "maximaal_per_dag"),
        ("zaal_open", "zaal_is_open"),
        ("niet_te_groot", "zaal_niet_te_groot"),
        ("vast_gezet", "vastgezet"),
        ("zo_weinig", "zo_weinig_mogelijk"),
        ("één_zaal", "in_één_zaal"),
        ("quorom", "quorum"),
        ("buren", ""),
        ("dubbel", ""),
    ],
)
def test_a_half_typed_name_of_a_rule_gets_the_whole_one(typed: str, meant_by_it: str) -> None:
    hint = f' Did you mean "{meant_by_it}"?' if meant_by_it else ""
    assert nearest_key(typed, [rule.name for rule in RULES], dutch=True) == hint


def test_a_round_without_a_name_is_called_by_its_place_in_dutch_too(tmp_path: Path) -> None:
    day = "titel: Dag\ndatum: 2026-03-13\nrondes: [10.00-11.00, 11.15-12.15]\nonderdelen: [{titel: A, rondes: %s}]\n"
    for written in ("ronde 2", "round 2", "blok 2"):
        (tmp_path / "day.yaml").write_text(day % written, "utf-8")
        instance = read(tmp_path)
        assert instance.conference.sessions[0].rounds == ("round 2",)
    (case,) = (case for rule in instance.rules for case in rule.cases(instance.conference) if rule.name == WINDOW)
    assert said_in(case, Language.of("nl")) == "A (60 minuten) is in ronde 2."
    assert faults(day % "Ronde 2", tmp_path)[0].message == '"Ronde 2" is no round. Did you mean "ronde 2"?'


def test_a_key_in_both_languages_names_both_lines(tmp_path: Path) -> None:
    text = "titel: Dag\ndatum: 2026-03-13\nzalen: [Zaal 1]\ngroups: [Europa]\nrooms: [Zaal 2]\n"
    assert [str(fault) for fault in faults(text + "sessions: [{titel: A, zaal: Zaal 2}]\n", tmp_path)] == [
        'day.yaml:5: rooms: "rooms" says the same as "zalen" in line 3; keep one of them.'
    ]
    rules = "  groepen_apart: 3\n  groups_apart: 4\n  vast:\n    - {bijeenkomst: A,\n       session: A, om: 9:00}\n"
    found = faults(f"titel: Dag\ndatum: 2026-03-13\nsessies: [A]\nregels:\n{rules}", tmp_path)
    assert [f"{fault.line} {fault.message}" for fault in found] == [
        '6 "groups_apart" says the same as "groepen_apart" in line 5; keep one of them.',
        '9 "session" says the same as "bijeenkomst" in line 8; keep one of them.',
    ]


def test_words_of_one_language_are_heard_in_a_file_of_the_other(tmp_path: Path) -> None:
    text = """\
title: Dag
datum: 2026-03-13
taal: Nederlands
ruimtes: [{name: Zaal 1, online: nee, met: beamer}, Zaal 2]
deelnemers: [{naam: Anna, gemeente: Ede, vz: Europa}]
groepen: [{naam: Europa, soort: Themagroep}, {naam: Sociaal, soort: pijler}, {naam: AB, soort: bestuur}]
sessies:
  - {groep: Europa, zaal: geen, soort: thema-overleg}
  - {themagroep: Sociaal, gaat door: ja}
  - {titel: Lunch, soort: lunch, om: 12:00, duur: 30, ronde: geen}
regels:
  niemand op twee plekken: verplicht
  groepen_apart: uit
  wensen_vervuld: {lid: 3}
  zelfde_zaal: {elke: groep, gewicht: 2}
"""
    (tmp_path / "day.yaml").write_text(text, encoding="utf-8")
    day = read(tmp_path)
    assert [str(session.kind) for session in day.conference.sessions] == [
        "theme group meeting",
        "pillar meeting",
        "break",
    ]
    assert [group.kind for group in day.conference.groups] == ["theme group", "pillar", "board"]
    assert [str(seat.role) for seat in day.conference.groups[0].seats] == ["chair"]
    assert not day.conference.sessions[0].needs_room
    rules = {rule.name: rule for rule in day.rules}
    assert "groups_apart" not in rules
    assert rules["same_room"].weight == 2


def test_a_column_that_asks_who_is_there_is_not_when_they_are(tmp_path: Path) -> None:
    (tmp_path / "day.yaml").write_text("titel: Dag\ndatum: 2026-03-13\nsessies: [A]\n", encoding="utf-8")
    (tmp_path / "people.csv").write_text("Naam;Aanwezig\nAnna;ja\nBob;nee\n", encoding="utf-8")
    day = read(tmp_path)
    assert [person.present for person in day.conference.people] == [None, None]
    assert any('the column "Aanwezig" is not used' in remark for remark in day.remarks)
    assert any('who does not come has "yes" under "absent" ("ja" under "afwezig")' in remark for remark in day.remarks)
    (tmp_path / "people.csv").write_text("Naam;Aanwezig\nAnna;9u tot 12u\nBob;\n", encoding="utf-8")
    assert read(tmp_path).conference.people[0].present is not None
