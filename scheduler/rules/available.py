"""The rules that a day file can name: those of the book, those given from Python, and those of installed packages.

A package offers a rule by an entry point of the group `netday.rules`, whose name is the name of the rule:

    [project.entry-points."netday.rules"]
    no_late_lunch = "our_rules.no_late_lunch:NoLateLunch"

What a package brings holds only where a day file names it, so that installing one changes no day. It is imported when
it is named, or when all rules are listed.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from scheduler.conference.conference import Conference
from scheduler.rules.book import RULES
from scheduler.rules.rule import Case, Rule
from scheduler.text.sentence import NOTHING, Phrase, Sentence
from scheduler.text.wording import listing

GROUP = "netday.rules"


class UnusableRule(ValueError):
    """A rule of somebody else's that cannot be used: which, whose and why, in a sentence."""


@dataclass(frozen=True)
class ForeignRule:
    """A rule that an installed package offers. `package`: its name and version. `fault`: why it cannot be used."""

    name: str
    package: str
    kind: type[Rule] | None
    fault: str = ""


class AvailableRules:
    """The rules that a day file can name: of the book, of Python (`given`), of packages. Of one name the first counts.

    Raises UnusableRule when one of those given cannot be used.
    """

    def __init__(self, given: Iterable[type[Rule]] = ()) -> None:
        self._own: dict[str, type[Rule]] = {kind.name: kind for kind in RULES}
        for kind in _kinds(given):
            name = str(getattr(kind, "name", kind))
            if self._own.get(name) is kind:
                continue
            if fault := contract_fault(kind, name, self._own):
                raise UnusableRule(Sentence("The rule {rule} {fault}", rule=name, fault=fault))
            self._own[name] = kind

    def own_names(self) -> tuple[str, ...]:
        """The names of the book, in its order, and those from Python. To know these, no package is looked for."""
        return tuple(self._own)

    def names(self) -> tuple[str, ...]:
        """The names of all, those of packages last."""
        return tuple(dict.fromkeys((*self._own, *self._offered)))

    def find(self, name: str) -> type[Rule]:
        """The rule of that name, which is one of `names`. Raises UnusableRule."""
        return self._own.get(name) or self._loaded(name)

    def foreign(self) -> Iterator[ForeignRule]:
        """Every rule that an installed package offers, imported; one that cannot be used comes with the reason."""
        for name, offers in self._offered.items():
            package = listing(map(_package, offers))
            try:
                yield ForeignRule(name, package, self._loaded(name))
            except UnusableRule as unusable:
                yield ForeignRule(name, package, None, unusable.args[0])

    @cached_property
    def _offered(self) -> dict[str, list[EntryPoint]]:
        """By the name of the rule, mostly one each. The same offer from two places on the path is one."""
        found: dict[str, list[EntryPoint]] = {}
        for offer in sorted(entry_points(group=GROUP), key=lambda offer: (offer.name, _package(offer))):
            if offer not in found.setdefault(offer.name, []):
                found[offer.name].append(offer)
        return found

    def _loaded(self, name: str) -> type[Rule]:
        (offer, *others) = self._offered[name]
        if others:
            packages = listing(map(_package, (offer, *others)))
            raise UnusableRule(
                Sentence(
                    "The rule {rule} is offered by {packages}; keep one of these packages.",
                    rule=name,
                    packages=packages,
                )
            )
        if name in self._own:
            raise _of_a_package(name, offer, _taken(name))
        try:
            kind = offer.load()
        except Exception as error:
            fault = Sentence("cannot be imported ({place}). {why}", place=offer.value, why=_in_words(error))
            raise _of_a_package(name, offer, fault) from error
        if wrong := contract_fault(kind, name, self._own):
            raise _of_a_package(name, offer, wrong)
        found: type[Rule] = kind
        return found


def _of_a_package(name: str, offer: EntryPoint, fault: Phrase) -> UnusableRule:
    return UnusableRule(
        Sentence("The rule {rule} of the package {package} {fault}", rule=name, package=_package(offer), fault=fault)
    )


def _kinds(given: object) -> Iterable[Any]:
    """Each of what is given as kinds of rules. Raises UnusableRule with a sentence for what is no list of them."""
    if isinstance(given, type):
        one = f"rules=[{given.__name__}]"
        raise UnusableRule(Sentence("Rules are given as a list of classes: write {rules}.", rules=one))
    if isinstance(given, (str, bytes, Rule)) or not isinstance(given, Iterable):
        kind = type(given).__name__
        wanted = f"rules=[{kind}]" if isinstance(given, Rule) else Sentence("rules=[MyRule], or leave it out")
        raise UnusableRule(
            Sentence(
                "Rules are given as a list of classes, not as {value}: write {rules}.",
                value=f"{given!r:.40}",
                rules=wanted,
            )
        )
    return given


def contract_fault(kind: Any, name: str, taken: Container[str] = ()) -> Phrase:
    """What keeps a class from being a rule that a day file can name, to be said after its name; empty: nothing."""
    if isinstance(kind, Rule):
        own = type(kind).__name__
        return Sentence(
            "is given as a statement, {rule}(…): give its class, rules=[{rule}], or day.problem.with_rules({rule}(…)).",
            rule=own,
        )
    if not inspect.isclass(kind) or not issubclass(kind, Rule):
        return Sentence("is no rule: it should be a class that inherits from scheduler.rules.rule.Rule.")
    if name in taken:
        return _taken(name)
    if kind.name != name:
        return Sentence(
            "is called {rule} after its class, {kind}; its entry point should be called that too.",
            rule=kind.name,
            kind=kind.__name__,
        )
    if missing := sorted(getattr(kind, "__abstractmethods__", ())):
        return Sentence("breaks the contract of rules: it has no {missing}.", missing=listing(missing))
    if not kind.sentence:
        return Sentence("breaks the contract of rules: it has no `sentence` that says what it asks.")
    try:
        kind.model_json_schema(by_alias=True)
    except Exception as error:  # noqa: BLE001 - it is their code, whatever it raises
        return Sentence(
            "breaks the contract of rules: a day file cannot write its parameters. {why}", why=_in_words(error)
        )
    return NOTHING


def statement_fault(kind: type[Rule], rules: Callable[[], Iterable[Rule]], conference: Conference) -> Phrase:
    """What is wrong with the statements of a rule on this conference; empty: nothing. `rules`: reads the statements."""
    try:
        for rule in rules():
            if not isinstance(rule, kind):
                return Sentence(
                    "breaks the contract of rules: its `standard` should be of statements of its own, not {value}.",
                    value=repr(rule),
                )
            cases: Iterable[object] = rule.cases(conference)
            for case in cases:
                if not isinstance(case, Case):
                    return Sentence(
                        "breaks the contract of rules: its cases should be scheduler.rules.rule.Case, not {value}.",
                        value=repr(case),
                    )
                if not str(case):
                    return Sentence(
                        "breaks the contract of rules: a case of {kind} has no sentence.", kind=type(case).__name__
                    )
    except Exception as error:  # noqa: BLE001 - it is their code, whatever it raises
        return Sentence("cannot say what it asks of this day. {why}", why=_in_words(error))
    return NOTHING


def _taken(name: str) -> Sentence:
    ours = name in {kind.name for kind in RULES}
    whose = Sentence("one of netday's own rules") if ours else Sentence("another rule that is given")
    return Sentence("has the name of {whose}; its class should have another.", whose=whose)


def _package(offer: EntryPoint) -> str:
    return f"{offer.dist.name} {offer.dist.version}" if offer.dist else "without a name"


def _in_words(error: Exception) -> str:
    words = " ".join(str(error).split()).rstrip(".")
    return f"{type(error).__name__}{f': {words}' if words else ''}."
