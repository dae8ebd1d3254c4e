"""The rules of a day that is an instance of CSPLib: one for each term that it weighs, and of the standard ones few."""

from __future__ import annotations

from scheduler.conference.clock import DAY
from scheduler.files.csplib.instance import CsplibInstance, InstanceParameters, Term
from scheduler.files.edit.meaning import Value
from scheduler.rules.book import RULES
from scheduler.rules.csplib_terms import KEPT, RULE_OF_TERM
from scheduler.rules.rule import Rule

_AS_ON = "2021-07-21"  # the day on which the library compares hours of the clock


def rules_left_off() -> list[str]:
    """The standard rules of which the library knows nothing."""
    return [rule.name for rule in RULES if _is_standard(rule) and rule.name not in KEPT]


def _is_standard(rule: type[Rule]) -> bool:
    """Whether it holds on some days without being named."""
    return "standard" in {name for kind in rule.__mro__ if kind is not Rule for name in vars(kind)}


def statements_of(instance: CsplibInstance) -> dict[str, list[Value]]:
    """By rule what is stated of it, in the order of the sheet of parameters; a weight of 0 or less states nothing."""
    found: dict[str, list[Value]] = {}
    for term in Term:
        rule, own = RULE_OF_TERM[term]
        weight = instance.parameters.weights.get(term, 0)
        if weight > 0:
            hours = _hours(instance.parameters) if term is Term.TIME_ZONES else {}
            found.setdefault(rule, []).append({**own, **hours, "weight": weight})
    return found


def _hours(parameters: InstanceParameters) -> dict[str, Value]:
    return {
        "from": _typed(parameters.suits_from),
        "to": _typed(parameters.suits_to),
        "less_from": _typed(parameters.less_from),
        "less_to": _typed(parameters.less_to),
        "little": parameters.little,
        "much": parameters.much,
        "as_on": _AS_ON,
    }


def _typed(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}" if minutes < DAY else "24:00"
