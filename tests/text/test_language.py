"""The Dutch catalogue has what the sources say, all of it and no more; numbers, lists and dates are as people write."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from scheduler.publishing.exports.workbook.statements import phrases
from scheduler.rules.book import RULES
from scheduler.text.language import LANGUAGES, Language
from tests.support.house import HOME, arrows, files, room

WORDS = {"say", "_say", "marked", "plural", "_plural"}  # the functions that take a message, in files that know Language
DUTCH, ENGLISH = Language.of("nl"), Language.of("en")


def catalogue() -> Catalog:
    return read_po(BytesIO((HOME / "scheduler/locale/nl/netday.po").read_bytes()), locale="nl")


def forms(text: object) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())  # type: ignore[arg-type]


def translated() -> list[Message]:
    return [message for message in catalogue() if message.id]


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Each call that takes a message, in every file that knows `Language`; but the console is in English alone."""
    names = {arrow.source for arrow in arrows() if arrow.target == "scheduler.text.language"}
    names = {name for name in names if room(name) not in {"commands", "cli"}}
    for name in sorted(names):
        for node in ast.walk(ast.parse(files()[name].read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in WORDS:
                yield name, node


def message(call: ast.Call) -> ast.expr:
    """The first argument; of `plural` the second, after the number."""
    return call.args["plural" in ast.unparse(call.func)]


def messages() -> set[tuple[str, ...]]:
    """The messages in the sources, one form or two for numbers; those of Language itself; what is told of each rule."""
    found: set[tuple[str, ...]] = {("and",), *((text,) for rule in RULES for text in (rule.title, rule.sentence))}
    parameters = [
        field for rule in RULES for name, field in rule.model_fields.items() if name not in {"weight", "tier"}
    ]
    numbers = [f for f in parameters if f.annotation in {int, bool, int | None, bool | None}]
    found |= {(text,) for field in numbers for text in phrases(field).values() if text}
    for _, call in calls():
        texts = [a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if texts:
            found.add(tuple(texts))
    return found


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_the_dutch_catalogue_has_exactly_what_the_sources_say() -> None:
    dutch = {forms(message.id) for message in translated()}
    assert (sorted(messages() - dutch), sorted(dutch - messages())) == ([], [])


def test_no_message_is_put_together_before_it_is_looked_up() -> None:
    """An f-string or a sum is in no catalogue; a name or an item of a table has been `marked` where it stands."""
    put_together = (ast.JoinedStr, ast.BinOp)
    wrong = [f"{name}, line {call.lineno}" for name, call in calls() if isinstance(message(call), put_together)]
    assert wrong == []


def test_nothing_in_the_catalogue_is_fuzzy_empty_stale_or_of_another_length() -> None:
    assert [m.id for m in translated() if m.fuzzy or not all(forms(m.string))] == []
    assert [m.id for m in translated() if len(forms(m.id)) != len(forms(m.string))] == []
    assert list(catalogue().obsolete) == []


def test_the_dutch_has_the_same_values_in_it() -> None:
    wrong = [
        one
        for message in translated()
        for one, other in zip(forms(message.id), forms(message.string), strict=True)
        if placeholders(one) != placeholders(other)
    ]
    assert wrong == []


@given(code=st.sampled_from(LANGUAGES), value=st.text(), number=st.integers(0, 10**6))
def test_every_message_can_be_said_with_whatever_people_write(code: str, value: str, number: int) -> None:
    language = Language.of(code)
    for message in translated():
        names = {name for form in forms(message.id) for name in placeholders(form)} - {"number"}
        values = dict.fromkeys(names, value)
        texts = forms(message.id)
        text = language.say(texts[0], **values) if len(texts) == 1 else language.plural(number, *texts, **values)
        assert all(value in text for _ in names)


def test_a_value_with_braces_stands_as_it_is() -> None:
    assert DUTCH.say("You chair {group}.", group="{group} & {x}") == "U bent voorzitter van {group} & {x}."


@pytest.mark.parametrize(
    ("number", "dutch", "english"),
    [
        (0, "0 Voorzitters", "0 Chairs"),
        (1, "1 Voorzitter", "1 Chair"),
        (2, "2 Voorzitters", "2 Chairs"),
        (10_000, "10.000 Voorzitters", "10,000 Chairs"),
    ],
)
def test_numbers_take_the_form_of_their_language(number: int, dutch: str, english: str) -> None:
    texts = [f"{language.number(number)} {language.plural(number, 'Chair', 'Chairs')}" for language in (DUTCH, ENGLISH)]
    assert texts == [dutch, english]


def test_lists_end_in_and() -> None:
    assert DUTCH.listing(["Anna", "Bob", "Carla"]) == "Anna, Bob en Carla"
    assert DUTCH.listing(["Europa", "Zorg, Jeugd en Onderwijs"]) == "Europa en Zorg, Jeugd en Onderwijs"
    assert ENGLISH.listing(["Anna", "Bob", "Carla"]) == "Anna, Bob and Carla"
    assert DUTCH.listing([]) == ""


def test_dates_are_written_as_people_write_them() -> None:
    friday = date(2023, 2, 10)
    assert [DUTCH.day(friday), DUTCH.long_day(friday)] == ["vr 10 februari 2023", "vrijdag 10 februari 2023"]
    assert [ENGLISH.day(friday), ENGLISH.long_day(friday)] == ["Fri 10 February 2023", "Friday 10 February 2023"]
    assert [DUTCH.day(friday, year=False), ENGLISH.long_day(friday, year=False)] == [
        "vr 10 februari",
        "Friday 10 February",
    ]


def test_a_language_that_netday_does_not_write_is_refused_with_a_sentence() -> None:
    with pytest.raises(ValueError, match=r'^"de" is no language that netday writes; choose nl or en\.$'):
        Language.of("de")
