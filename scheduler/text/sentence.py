"""Sentences as data: a template with named values, said in a language where somebody reads it.

As a `str` a sentence is English, so whatever prints, compares or sorts text takes it as it is; it still knows its
template and its values, and says itself in Dutch by the catalogue in locale/nl. Values may be names, numbers, hours,
lists and sentences themselves, each of which is said in the same language:

>>> from scheduler.text.wording import listing
>>> sentence = Sentence("{names} cannot be there: {number}.", names=listing(["Anna", "Bob"]), number=1200)
>>> sentence
'Anna and Bob cannot be there: 1,200.'
>>> sentence.template, sentence.values["number"]
('{names} cannot be there: {number}.', 1200)

Templates stand in the code as one literal, for a test looks for each in the catalogue: no sentence is put together of
halves, and none is cut apart. Write `Sentence(...)`, `plural(...)` where a verb or noun follows a number, `count` and
`listing` (see wording.py) for parts of one, `phrase(...)` for words that were `marked` elsewhere, `paragraph` for
several in a row. A template of signs alone, "{first}: {then}", is in no catalogue.

Who puts text on a screen asks `spoken(text)`, which says it in the language that `speaking` has set.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from string import Formatter
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:  # Babel is loaded where somebody speaks Dutch, and not before
    from scheduler.text.language import Language

_BEGINNING = re.compile(r"^(At|No|Nothing|The|Each|Nobody|One)\b")


LANGUAGES = ("nl", "en")  # in which hours, calendars and booklets can be written


def marked(message: str) -> str:
    """The message as it stands: a mark by which the catalogue's test finds what is put into words elsewhere."""
    return message


def marked_forms(one: str, many: str) -> tuple[str, str]:
    """The same for a message that has two forms, by a number."""
    return one, many


class Phrase(str):
    """Words that can be said in another language; as a `str` they are English."""

    __slots__ = ()

    def into(self, language: Language) -> str:  # noqa: ARG002  what each kind of phrase says itself
        """The same words in that language."""
        return str(self)

    @property
    def parts(self) -> Mapping[str, Any]:
        """What it is made of, for JSON: `template`, `values`; of an hour or a date what it is."""
        return {}


class Sentence(Phrase):
    """A template with its values in their places; a value may hold any text, braces too."""

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, /, **values: object) -> Self:
        words: Mapping[str, object] = values
        for value in values.values():
            if isinstance(value, (int, tuple, list)):  # all else stands in English as it is
                words = {name: in_english(value) for name, value in values.items()}
                break
        sentence = super().__new__(cls, template.format_map(words))
        sentence.template, sentence.values = template, values
        return sentence

    def __reduce__(self) -> tuple[Any, ...]:
        return _sentence, (self.template, dict(self.values))

    def of(self, **values: object) -> Sentence:
        """The same sentence with these values in the place of its own."""
        return _sentence(self.template, {**self.values, **values})

    def into(self, language: Language) -> str:
        return language.say(self.template, **{name: said_in(value, language) for name, value in self.values.items()})

    @property
    def parts(self) -> Mapping[str, Any]:
        return {"template": self.template, "values": {name: part(value) for name, value in self.values.items()}}


def _sentence(template: str, values: dict[str, object]) -> Sentence:
    return Sentence(template, **values)


class Plural(Phrase):
    """One of two templates, as the number wants it, which stands where it says `{number}`."""

    __slots__ = ("many", "number", "one", "values")
    number: int
    one: str
    many: str
    values: Mapping[str, object]

    def __new__(cls, number: int, one: str, many: str, /, **values: object) -> Self:
        words = {name: in_english(value) for name, value in values.items()}
        sentence = super().__new__(cls, (one if number == 1 else many).format_map({"number": f"{number:,}", **words}))
        sentence.number, sentence.one, sentence.many, sentence.values = number, one, many, values
        return sentence

    def __reduce__(self) -> tuple[Any, ...]:
        return _plural, (self.number, self.one, self.many, dict(self.values))

    def into(self, language: Language) -> str:
        words = {name: said_in(value, language) for name, value in self.values.items()}
        return language.plural(self.number, self.one, self.many, **words)

    @property
    def parts(self) -> Mapping[str, Any]:
        values = {"number": self.number, **{name: part(value) for name, value in self.values.items()}}
        return {"template": self.one, "values": values}


def _plural(number: int, one: str, many: str, values: dict[str, object]) -> Plural:
    return Plural(number, one, many, **values)


class Listing(Phrase):
    """`A`, `A and B`, `A, B and C`; see `listing`."""

    __slots__ = ("last", "words")
    words: tuple[object, ...]
    last: str

    def __new__(cls, words: Iterable[object], last: str = "and") -> Self:
        some = tuple(words)
        listed = super().__new__(cls, _listed([in_english(word) for word in some], last))
        listed.words, listed.last = some, last
        return listed

    def __reduce__(self) -> tuple[Any, ...]:
        return Listing, (self.words, self.last)

    def into(self, language: Language) -> str:
        return _listed([said_in(word, language) for word in self.words], language.say(self.last))

    @property
    def parts(self) -> Mapping[str, Any]:
        return {"list": [part(word) for word in self.words], "last": self.last}


def _listed(words: list[str], last: str) -> str:
    *front, end = words or [""]
    if len(front) > 1 and any("," in word for word in (*front, end)):
        return f"{'; '.join(front)}; {last} {end}"
    return f"{', '.join(front)} {last} {end}" if front else end


class Paragraph(Phrase):
    """Phrases one after the other, with the same sign between them; empty ones are left out."""

    __slots__ = ("between", "phrases")
    phrases: tuple[str, ...]
    between: str

    def __new__(cls, phrases: Iterable[str], between: str = " ") -> Self:
        some = tuple(one for one in phrases if one)
        text = super().__new__(cls, between.join(some))
        text.phrases, text.between = some, between
        return text

    def __reduce__(self) -> tuple[Any, ...]:
        return Paragraph, (self.phrases, self.between)

    def into(self, language: Language) -> str:
        return self.between.join(said_in(one, language) for one in self.phrases)

    @property
    def parts(self) -> Mapping[str, Any]:
        return {"phrases": [part(one) for one in self.phrases]}


class InnerSentence(Phrase):
    """A sentence as it stands in another; see `within`."""

    __slots__ = ("sentence",)
    sentence: str

    def __new__(cls, sentence: str) -> Self:
        inner = super().__new__(cls, _BEGINNING.sub(lambda found: found[0].lower(), sentence).removesuffix("."))
        inner.sentence = sentence
        return inner

    def __reduce__(self) -> tuple[Any, ...]:
        return InnerSentence, (self.sentence,)

    def into(self, language: Language) -> str:
        text = said_in(self.sentence, language).removesuffix(".")
        return text[:1].lower() + text[1:] if _begins_with_words(self.sentence, language) else text

    @property
    def parts(self) -> Mapping[str, Any]:
        return _parts(self.sentence)


def _begins_with_words(value: object, language: Language) -> bool:
    """Whether the words of that language begin it, and no name, which keeps its capital."""
    if isinstance(value, Plural):
        template = language.form(value.number, value.one, value.many)
    elif isinstance(value, Sentence):
        template = language.word(value.template)
    else:
        return False
    before, name, *_ = next(iter(Formatter().parse(template)), ("", None))
    return _begins_with_words(value.values.get(name), language) if name and not before else bool(before)


class Capital(Phrase):
    """The words with a capital, at the head of a sentence or a line."""

    __slots__ = ("words",)
    words: str

    def __new__(cls, words: str) -> Self:
        text = super().__new__(cls, words[:1].upper() + words[1:])
        text.words = words
        return text

    def __reduce__(self) -> tuple[Any, ...]:
        return Capital, (self.words,)

    def into(self, language: Language) -> str:
        text = said_in(self.words, language)
        return text[:1].upper() + text[1:]

    @property
    def parts(self) -> Mapping[str, Any]:
        return _parts(self.words)


class KeyText(Phrase):
    """A word of day files in the reader's language, as it is typed: `groups_apart`, in Dutch `groepen_apart`.

    `section`: of the list of words. A key of the file at hand is a `KeyName`.
    """

    __slots__ = ("section",)
    section: str

    def __new__(cls, section: str, word: str) -> Self:
        text = super().__new__(cls, word)
        text.section = section
        return text

    def __reduce__(self) -> tuple[Any, ...]:
        return KeyText, (self.section, str(self))

    def into(self, language: Language) -> str:
        return language.key(self.section, str(self))

    @property
    def parts(self) -> Mapping[str, Any]:
        return {"kind": self.section, "id": str(self)}


class Decimal(Phrase):
    """A number with decimals: 1.5, in Dutch 1,5."""

    __slots__ = ("number", "places")
    number: float
    places: int

    def __new__(cls, number: float, places: int = 1) -> Self:
        text = super().__new__(cls, f"{number:,.{places}f}")
        text.number, text.places = number, places
        return text

    def __reduce__(self) -> tuple[Any, ...]:
        return Decimal, (self.number, self.places)

    def into(self, language: Language) -> str:
        return language.decimal(self.number, self.places)

    @property
    def parts(self) -> Mapping[str, Any]:
        return {"kind": "number", "id": f"{self.number:.{self.places}f}"}


NOTHING = Sentence("")


def phrase(words: str) -> Sentence:
    """Words that were `marked` where they stand: a kind, a role, the title of a rule. Looked up as they are."""
    return Sentence("{words}", words=_Word(words))


class _Word(Phrase):
    """Words of the catalogue that hold no values, braces and all."""

    __slots__ = ()

    def __reduce__(self) -> tuple[Any, ...]:
        return _Word, (str(self),)

    def into(self, language: Language) -> str:
        return language.word(self)

    @property
    def parts(self) -> Mapping[str, Any]:
        return {"template": str(self), "values": {}}


def plural(number: int, one: str, many: str, /, **values: object) -> Plural:
    """The sentence that fits the number, which stands where it says `{number}`.

    >>> plural(2, "{number} session has no room.", "{number} sessions have no room.")
    '2 sessions have no room.'
    """
    return Plural(number, one, many, **values)


def paragraph(*phrases: str, between: str = " ") -> Paragraph:
    """Several sentences in a row; empty ones are left out."""
    return Paragraph(phrases, between)


def capital(words: str) -> Capital:
    """The words as they begin a sentence."""
    return Capital(words)


def in_english(value: object) -> str:
    """A value as it stands in an English sentence."""
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return _listed([in_english(one) for one in value], "and") if isinstance(value, (tuple, list)) else str(value)


def said_in(value: object, language: Language) -> str:
    """A value as it stands in a sentence of that language; text that people wrote stays as it is."""
    if isinstance(value, Phrase):
        return value.into(language)
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return language.number(value)
    if isinstance(value, (tuple, list)):
        return _listed([said_in(one, language) for one in value], language.say("and"))
    return said_in(text, language) if isinstance(text := str(value), Phrase) else text


def _parts(words: str) -> Mapping[str, Any]:
    """What the words are made of; of text that people wrote nothing."""
    return {"text": spoken(words), **words.parts} if isinstance(words, Phrase) else {}


def part(value: object) -> Any:
    """A value as JSON has it: a name with what it names, a number, a list, a sentence with its own parts, or text."""
    if isinstance(value, Phrase):
        return {"text": spoken(value), **value.parts}
    if isinstance(value, str) or value is None or isinstance(value, (int, float)):
        return value
    if isinstance(value, (tuple, list)):
        return [part(one) for one in value]
    name = getattr(value, "name", None)
    return {"kind": type(value).__name__.lower(), "id": name} if isinstance(name, str) else str(value)


def spoken_json(payload: Any) -> Any:
    """An answer with each sentence as it is spoken; with `spoken_in`, and `sentence_parts`: what each is made of.

    In `sentence_parts` each stands once, in the order in which the answer has them: `text` as it is in the answer, the
    English `template` as its key, `values` by name. Of an answer that is no object only the sentences are spoken.
    """
    found: dict[str, Any] = {}
    answer = _spoken(payload, found)
    if isinstance(answer, dict) and "schema" in answer:
        answer["spoken_in"] = spoken_language()
        answer["sentence_parts"] = list(found.values())
    return answer


def _spoken(value: Any, found: dict[str, Any]) -> Any:
    if isinstance(value, Phrase):
        text = spoken(value)
        if parts := value.parts:
            found.setdefault(text, {"text": text, **parts})
        return text
    if isinstance(value, dict):
        return {key: _spoken(one, found) for key, one in value.items()}
    return [_spoken(one, found) for one in value] if isinstance(value, (list, tuple)) else value


# -- the language in which whoever reads a screen is spoken to ---------------------------------------------------------

_SPEAKING: ContextVar[Language | None] = ContextVar("_SPEAKING", default=None)  # None: English


@contextmanager
def speaking(language: Language | None) -> Iterator[None]:
    """Meanwhile `spoken` says everything in that language; None: in English."""
    token = _SPEAKING.set(language)
    try:
        yield
    finally:
        _SPEAKING.reset(token)


def speak(language: Language | None) -> None:
    """From here on the same, for the rest of what runs in this context."""
    _SPEAKING.set(language)


def spoken(value: object) -> str:
    """The words as whoever reads them is spoken to: in English, unless `speaking` has set another language.

    A plain text, to be wrapped and laid out; no sentence any more.
    """
    language = _SPEAKING.get()
    return str(in_english(value) if language is None else said_in(value, language))


def said_word(words: str) -> str:
    """A template of somebody else's, in the language that is spoken, with its places as they are."""
    language = _SPEAKING.get()
    return words if language is None else language.word(words)


def said_of_number(one: str, many: str, number: int) -> str:
    """The one of two such templates that fits the number, its places as they are."""
    language = _SPEAKING.get()
    if language is None:
        return one if number == 1 else many
    return language.form(number, one, many)


def spoken_language() -> str:
    """The code of the language that `spoken` speaks."""
    language = _SPEAKING.get()
    return "en" if language is None else language.code
