"""The Dutch catalogue has what the sources say, all of it and no more; numbers, lists and dates are as people write."""

from __future__ import annotations

import ast
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from jinja2 import Environment
from jinja2.nodes import Call, Const, Name

from scheduler.publishing.exports.workbook.statements import phrases
from scheduler.rules.book import RULES
from scheduler.rules.fields import Minutes
from scheduler.text.language import Language
from scheduler.text.sentence import LANGUAGES
from tests.support.house import HOME, arrows, files, nodes, room

SENTENCES = {"Sentence", "plural", "Plural"}
MARKS = {"marked", "marked_forms"}
WORDS = {"say", "_say", "plural", "_plural"}  # the methods of Language, in files that know it
DUTCH, ENGLISH = Language.of("nl"), Language.of("en")


CATALOGUES = sorted((HOME / "scheduler/locale/nl").glob("*.po"))


@cache
def catalogue(file: Path) -> Catalog:
    return read_po(BytesIO(file.read_bytes()), locale="nl")


def forms(text: object) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())  # type: ignore[arg-type]


@cache
def translated() -> list[Message]:
    return [message for file in CATALOGUES for message in catalogue(file) if message.id]


@cache
def all_calls(name: str) -> tuple[ast.Call, ...]:
    return tuple(node for node in nodes(files()[name]) if isinstance(node, ast.Call))


@cache
def calls() -> tuple[tuple[str, ast.Call], ...]:
    """Each call that takes a message, in every file that knows `Language`, and each sentence and plural anywhere."""
    names = {arrow.source for arrow in arrows() if arrow.target == "scheduler.text.language"}
    names |= {name for name in files() if ".publishing.exports." in name}  # where a document brings it along
    found = []
    for name in sorted(set(files()) - {"scheduler.text.sentence"}):
        words = SENTENCES | (WORDS if name in names and room(name) not in {"commands", "cli"} else set())
        words |= {mark for mark in MARKS if imports(name, mark)}  # files that are stamped are `marked` too
        found += [(name, call) for call in all_calls(name) if call_name(call) in words]
    return tuple(found)


def imports(name: str, what: str) -> bool:
    """Whether the file has that from `scheduler.text.sentence`."""
    taken = [node for node in nodes(files()[name]) if isinstance(node, ast.ImportFrom)]
    return any(node.module == "scheduler.text.sentence" and what in [a.name for a in node.names] for node in taken)


def message(call: ast.Call) -> ast.expr:
    """The first argument; of `plural` the second, after the number."""
    return call.args["plural" in ast.unparse(call.func).lower()]


def messages() -> set[tuple[str, ...]]:
    """The messages in the sources, one form or two for numbers; those of Language itself; what is told of each rule."""
    found: set[tuple[str, ...]] = {
        ("and",),
        ("or",),
        *((text,) for rule in RULES for text in (rule.title, rule.sentence)),
    }
    parameters = [
        field for rule in RULES for name, field in rule.model_fields.items() if name not in {"weight", "tier"}
    ]
    numbers = [f for f in parameters if f.annotation in {int, bool, int | None, bool | None, Minutes | None}]
    found |= {(text,) for field in numbers for text in phrases(field).values() if text}
    for name in files():
        for call in all_calls(name):
            found |= counted(name, call)
    found |= in_templates()
    for _, call in calls():
        texts: list[str] = [a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if texts and (call_name(call) in WORDS | MARKS or any(map(has_words, texts))):
            found.add(tuple(texts))
    return found


@cache
def in_templates() -> frozenset[tuple[str, ...]]:
    """What the templates of the desk say: `_("...")`, and `_n(number, "one", "many")`."""
    found = set()
    for file in sorted((HOME / "scheduler/web/templates").rglob("*.jinja")):
        tree = Environment(autoescape=True).parse(file.read_text("utf-8"), file.name)
        for call in tree.find_all(Call):
            if isinstance(call.node, Name) and call.node.name in {"_", "_n"}:
                texts = call.args[1:] if call.node.name == "_n" else call.args
                assert all(isinstance(text, Const) for text in texts), f"{file.name}, line {call.lineno}"
                found.add(tuple(text.value for text in texts if isinstance(text, Const)))
    return frozenset(words for words in found if any(map(has_words, words)))


def call_name(call: ast.Call) -> str:
    return str(getattr(call.func, "attr", getattr(call.func, "id", "")))


def has_words(template: str) -> bool:
    """Whether it has more than values and signs between them, which are the same in every language."""
    return any(letter.isalpha() for literal, *_ in Formatter().parse(template) for letter in literal)


def counted(name: str, call: ast.Call) -> set[tuple[str, ...]]:
    """The two forms of a noun behind a number: `count(3, "session")`, `count(3, "person", "people")`."""
    if getattr(call.func, "id", "") != "count" or room(name) == "bench":
        return set()
    nouns = [str(argument.value) for argument in call.args[1:] if isinstance(argument, ast.Constant)]
    one, many = [*nouns, *(f"{noun}s" for noun in nouns)][:2] if nouns else ("", "")
    return {(f"{{number}} {one}", f"{{number}} {many}")} if nouns else set()


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_the_dutch_catalogue_has_exactly_what_the_sources_say() -> None:
    english, dutch = messages(), {forms(message.id) for message in translated()}
    assert (sorted(english - dutch), sorted(dutch - english)) == ([], [])


def test_no_message_is_put_together_before_it_is_looked_up() -> None:
    """An f-string or a sum is in no catalogue; a name or an item of a table has been `marked` where it stands."""
    put_together = (ast.JoinedStr, ast.BinOp)
    wrong = [f"{name}, line {call.lineno}" for name, call in calls() if isinstance(message(call), put_together)]
    assert wrong == []


def test_every_template_of_a_sentence_stands_in_the_code_as_it_is() -> None:
    """What comes from elsewhere is in no catalogue; `phrase` takes words that were marked."""
    wrong = [
        f"{name}, line {call.lineno}"
        for name, call in calls()
        if isinstance(call.func, ast.Name)
        and call_name(call) in SENTENCES
        and name not in {"scheduler.text.wording", "scheduler.web.render"}  # which takes them from templates
        and not isinstance(message(call), ast.Constant)
    ]
    assert wrong == []


def test_nothing_in_the_catalogue_is_fuzzy_empty_stale_or_of_another_length() -> None:
    assert [m.id for m in translated() if m.fuzzy or not all(forms(m.string))] == []
    assert [m.id for m in translated() if len(forms(m.id)) != len(forms(m.string))] == []
    assert [list(catalogue(file).obsolete) for file in CATALOGUES if catalogue(file).obsolete] == []


def test_no_message_is_in_two_catalogues_and_two_forms_have_no_third() -> None:
    ids = [forms(message.id)[0] for message in translated()]
    assert [one for one in ids if ids.count(one) > 1] == []


def test_the_dutch_has_the_same_values_in_it() -> None:
    wrong = [
        one
        for message in translated()
        for one, other in zip(forms(message.id), forms(message.string), strict=True)
        if placeholders(one) != placeholders(other)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "value", ["", "{", "}}", "{}", "{0}", "{number}", "{people!r:>9}", "%s %(a)s", "\\1", "a\nb", "ê\u202e"]
)
@pytest.mark.parametrize("code", LANGUAGES)
def test_every_message_can_be_said_with_whatever_people_write(code: str, value: str) -> None:
    language = Language.of(code)
    for message in translated():
        texts = forms(message.id)
        names = {name for form in texts for name in placeholders(form)} - ({"number"} if len(texts) > 1 else set())
        values = dict.fromkeys(names, value)
        for number in (0, 1, 2, 10_000) if len(texts) > 1 else (0,):
            text = language.say(texts[0], **values) if len(texts) == 1 else language.plural(number, *texts, **values)
            assert all(value in text or repr(value) in text for _ in names)


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
