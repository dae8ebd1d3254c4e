"""The list of mutants that nothing kills stays true of the rules, and the tool that makes them makes what it says."""

from __future__ import annotations

import ast

from tests.support.mutants import RULES, Change, explained, mutants


def test_every_survivor_that_is_explained_can_still_be_made() -> None:
    listed = explained()
    possible = {mutant.change for rule in {change.rule for change in listed} for mutant in mutants(rule)}
    assert [str(change) for change in listed if change not in possible] == []
    assert len(set(listed)) == len(listed)


def test_each_mutant_differs_from_its_rule_in_one_place() -> None:
    source = (RULES / "quorum.py").read_text("utf-8")
    change = Change("quorum", "Enough.breaches", "heard >= self.least", ">=", ">")
    [mutant] = [mutant for mutant in mutants("quorum") if mutant.change == change]
    assert ast.unparse(ast.parse(mutant.source)) == ast.unparse(ast.parse(source)).replace(
        "heard >= self.least", "heard > self.least"
    )


def test_words_are_no_mutants_to_run() -> None:
    assert {m.change.place.rpartition(".")[2] for m in mutants("nobody_in_two_places") if m.wording} == {"says_of"}
