"""Two rules may count what the same people miss; sharing one choice between them leaves both counts exact."""

from __future__ import annotations

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from scheduler.conference.attendance import attended
from scheduler.conference.programme import Placement, Programme
from scheduler.model import Model
from scheduler.rules.fair_share import FairShare
from scheduler.rules.wishes_attended import WishesAttended
from tests.support.agreement import fix
from tests.support.conferences import conferences, programmes
from tests.support.small import day

ALIKE = WishesAttended(weight=1, chair=2, vice_chair=2, secretary=2, member=2, interested=2)


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much])
@given(data=st.data(), seed=st.integers(0, 99))
def test_two_rules_that_count_misses_both_count_them_exactly(data: st.DataObject, seed: int) -> None:
    conference = data.draw(conferences().filter(lambda c: any(map(c.wishes, c.people))))
    wishes = data.draw(st.sampled_from([ALIKE, WishesAttended(weight=1)]))
    fair = FairShare(weight=4, of=data.draw(st.sampled_from(["person", "city"])))
    cases = [(rule.weight or 0, case) for rule in (wishes, fair) for case in rule.cases(conference)]
    among = list(programmes(conference))
    for programme in random.Random(seed).sample(among, min(4, len(among))):
        model = Model(conference)
        cost = model.sum([weight * case.cost(model) for weight, case in cases])
        fix(model, programme)
        model.cp.minimize(cost)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        assert solver.solve(model.cp) == cp_model.OPTIMAL
        assert round(solver.objective_value) == sum(weight * case.amount(programme) for weight, case in cases)


def test_wishes_that_weigh_the_same_up_to_a_factor_share_one_choice() -> None:
    two = day(
        sessions={"Europa": {"groups": ["Europa"]}, "Wonen": {"groups": ["Wonen"]}},
        groups={"Europa": {"member": ["Anna"]}, "Wonen": {"interested": ["Anna"]}},
    )
    model, (anna,), (europa, wonen) = Model(two), two.people, two.sessions
    assert model.attendance(anna, {europa: 3, wonen: 3}) == model.attendance(anna, {europa: 1, wonen: 1})
    assert model.attendance(anna, {europa: 4, wonen: 2}) == model.attendance(anna, {wonen: 1, europa: 2})
    apart = model.attendance(anna, {europa: 2, wonen: 1})[europa]
    assert apart.index != model.attendance(anna, {europa: 1, wonen: 1})[europa].index


def test_of_choices_alike_one_is_taken_that_no_move_changes() -> None:
    """Who can go to one of two goes to the same one, whichever of them begins first."""
    two = day(
        sessions={
            "Talk": {"groups": ["Talk"], "minutes": 45},
            "Europa": {"groups": ["Europa"], "minutes": 60},
            "Wonen": {"groups": ["Wonen"], "minutes": 60},
        },
        groups={name: {"member": ["Anna"]} for name in ("Talk", "Europa", "Wonen")},
    )
    anna, sessions = two.people[0], {session.name: session for session in two.sessions}
    alike = dict.fromkeys(two.sessions, 2)

    def goes(**starts: int) -> list[str]:
        placed = Programme(tuple(Placement(sessions[name], start, None) for name, start in starts.items()))
        return [placement.session.name for placement in attended(two, anna, alike, placed)]

    assert [goes(Talk=600 + later, Europa=600) for later in (-15, 0, 15)] == [["Talk"]] * 3  # the shorter
    assert [goes(Wonen=600 + later, Europa=600) for later in (-15, 0, 15)] == [["Europa"]] * 3
    assert goes(Wonen=600, Talk=655, Europa=690) == ["Wonen", "Europa"]  # two are more than one
