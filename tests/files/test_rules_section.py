"""The `rules` section says what differs from the standard book, and nothing else."""

# ruff: noqa: E501  a fault is told in one line, and a table of them reads best one a line

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.conference.conference import Kind
from scheduler.files import Faults, Instance, read
from scheduler.rules.book import RULES, standard_book
from scheduler.rules.rule import Rule
from tests.files.test_faults import fault_lines
from tests.files.test_reading import SMALL, given

DAY = SMALL + "groups: [Europa, Wonen]\nsessions: [Europa, Wonen, {title: Start, kind: plenary}]\npeople: [Anna]\n"


def rules(folder: Path, text: str) -> Instance:
    return given(folder, f"{DAY}rules:\n{text}")


def named(instance: Instance, name: str) -> list[Rule]:
    return [rule for rule in instance.rules if rule.name == name]


def test_a_file_without_rules_gets_the_standard_book(tmp_path: Path) -> None:
    found = given(tmp_path, DAY)
    assert found.rules == standard_book(found.conference)


@pytest.mark.parametrize("word", ["off", "no", "nee", "false"])
def test_off_leaves_a_rule_out_and_nothing_else(tmp_path: Path, word: str) -> None:
    found = rules(tmp_path, f"  wishes_attended: {word}\n")
    book = standard_book(found.conference)
    assert found.rules == tuple(rule for rule in book if rule.name != "wishes_attended")


def test_a_number_or_hard_is_the_weight_of_the_standard_statements(tmp_path: Path) -> None:
    found = rules(tmp_path, "  every_session_held: 7\n  Wishes attended: hard\n  one-session-per-room: on\n")
    assert [rule.weight for rule in named(found, "every_session_held")] == [7, 7]
    assert [rule.weight for rule in named(found, "wishes_attended")] == [None]
    assert [rule.weight for rule in named(found, "one_session_per_room")] == [None]


def test_a_mapping_changes_the_standard_statement_in_these_keys(tmp_path: Path) -> None:
    found = rules(tmp_path, "  wishes_attended: {member: 3, Vice chair: 9, tier: 2}\n")
    kind = next(rule for rule in RULES if rule.name == "wishes_attended")
    (standard,) = kind.standard(found.conference)
    assert named(found, "wishes_attended") == [standard.model_copy(update={"member": 3, "vice_chair": 9, "tier": 2})]


def test_a_list_adds_statements_and_may_drop_the_standard_ones(tmp_path: Path) -> None:
    added = rules(tmp_path, "  one_session_per_room:\n    - {turnover: 15, weight: 2}\n")
    alone = rules(tmp_path, "  one_session_per_room: [{standard: off}, {turnover: 15, weight: hard}]\n")
    assert [rule.model_dump(include={"turnover", "weight"}) for rule in named(added, "one_session_per_room")] == [
        {"turnover": 0, "weight": None},
        {"turnover": 15, "weight": 2},
    ]
    assert [rule.model_dump(include={"turnover", "weight"}) for rule in named(alone, "one_session_per_room")] == [
        {"turnover": 15, "weight": None}
    ]


def test_only_and_except_name_things_of_the_day(tmp_path: Path) -> None:
    found = rules(
        tmp_path, "  one_session_per_room: {Only: {session: Start, kinds: plenary}, except: {groups: [Wonen]}}\n"
    )
    (rule,) = named(found, "one_session_per_room")
    assert rule.only.sessions == (found.conference.session("Start"),)
    assert rule.only.kinds == (Kind.PLENARY,)
    assert rule.excluding.groups == (found.conference.group("Wonen"),)


def test_yes_and_no_may_be_dutch(tmp_path: Path) -> None:
    found = rules(tmp_path, "  every_session_held: [{standard: nee}, {optional: ja, weight: 3}]\n")
    assert [rule.model_dump(include={"optional"}) for rule in named(found, "every_session_held")] == [
        {"optional": True}
    ]


FAULTS = {
    "a rule": ("wishes_atended: off", 'wishes_atended: "wishes_atended" is no rule. Did you mean "wishes_attended"?'),
    "a rule twice": ("{fair_share: off, Fair share: 3}", 'Fair share: "Fair share" says the same as "fair_share"; keep one of them.'),
    "a word": ("fair_share: veel", 'fair_share: should be off, hard, a weight (a whole number of at least 1) or keys and values; it says "veel".'),
    "weight 0": ("fair_share: 0", 'fair_share: should be a whole number of at least 1; it says "0".'),
    "a number": ("one_session_per_room: {turnover: veel}", 'one_session_per_room › turnover: should be a whole number of at least 0; it says "veel".'),
    "a weight": ("fair_share: {weight: veel}", 'fair_share › weight: should be a whole number of at least 1; it says "veel".'),
    "a tier": ("fair_share: {tier: 0}", 'fair_share › tier: should be a whole number of at least 1; it says "0".'),
    "a key": ("one_session_per_room: {turnove: 5}", 'one_session_per_room › turnove: "turnove" is no key here. Did you mean "turnover"?'),
    "a name": ("fair_share: {only: {groups: [Europe]}}", 'fair_share › only › groups: "Europe" is no group. Did you mean "Europa"?'),
    "a kind": ("fair_share: {only: {kinds: plenery}}", 'fair_share › only › kinds: "plenery" is not known here. Did you mean "plenary"?'),
    "a scope": ("fair_share: {only: Europa}", 'fair_share › only: should be keys and values; it says "Europa".'),
    "a yes": ("every_session_held: {optional: perhaps}", 'every_session_held › optional: should be yes or no; it says "perhaps".'),
    "an item": ("fair_share: [3]", 'fair_share: An item should be a statement with keys and values, like {weight: 3}; it says "3".'),
    "standard": ("fair_share: [{standard: maybe}]", 'fair_share › standard: should be off or on; it says "maybe".'),
    "a list": ("fair_share: {most: [1, 2]}", "fair_share › most: should be a whole number of at least 0; it says a list."),
}  # fmt: skip


@pytest.mark.parametrize(("text", "fault"), FAULTS.values(), ids=FAULTS.keys())
def test_what_is_wrong_in_the_rules_is_told_in_plain_words(tmp_path: Path, text: str, fault: str) -> None:
    assert fault_lines(tmp_path, f"{DAY}rules:\n  {text}\n") == [f"day.yaml:10: rules › {fault}"]


def test_every_rule_takes_what_every_rule_knows(tmp_path: Path) -> None:
    for rule in RULES:
        found = rules(tmp_path, f"  {rule.name}: off\n")
        assert named(found, rule.name) == []


def test_rules_that_are_not_keys_and_values_are_a_fault(tmp_path: Path) -> None:
    assert fault_lines(tmp_path, DAY + "rules: [off]\n") == [
        "day.yaml:9: rules: should be keys and values, each the name of a rule and what differs from its standard."
    ]


def test_an_hour_in_a_rule_is_that_hour_of_every_day(tmp_path: Path) -> None:
    found = rules(tmp_path, "  pinned: [{session: Start, at: 10:00}]\n")
    assert [rule.model_dump(include={"at"}) for rule in named(found, "pinned")] == [{"at": (600,)}]
    assert fault_lines(tmp_path, f"{DAY}rules:\n  pinned: {{session: Start, at: 2023-02-11 10:00}}\n") == [
        "day.yaml:10: rules › pinned › at: 2023-02-11 is not among the days: 2023-02-10."
    ]


def test_a_statement_of_ones_own_that_is_not_in_a_list_is_told_to_be_one(tmp_path: Path) -> None:
    day = tmp_path / "day.yaml"
    day.write_text(
        "title: Dag\ndate: 2026-03-13\nrounds: [10:00–11:00]\ngroups: [{name: Wonen}, {name: Europa}]\n"
        "rules:\n  groups_apart: {groups: [Wonen, Europa]}\n",
        encoding="utf-8",
    )
    with pytest.raises(Faults) as raised:
        read(day)
    message = (
        '"groups" begins a statement of your own, which stands beside the standard one: write it as a list, '
        'with a dash before "groups".'
    )
    assert [str(fault) for fault in raised.value.faults] == [f"day.yaml:6: rules › groups_apart › groups: {message}"]
