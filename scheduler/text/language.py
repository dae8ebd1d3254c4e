"""The languages that netday writes: an English sentence in the code is a key, its Dutch stands in locale/nl/*.po.

English sentences are the keys of the catalogue, which is all files `locale/<code>/*.po` together, a file for each wing
of the house; a sentence that it does not have stays English, and a test holds that none is missing.
Values have names, for another language has another order of words:

>>> dutch = Language.of("nl")
>>> dutch.say("You chair {group}.", group="Europa")
'U bent voorzitter van Europa.'
>>> dutch.listing(["Zaal 1", "Zaal 2", "Zaal 3"]), dutch.day(date(2023, 2, 10))
('Zaal 1, Zaal 2 en Zaal 3', 'vr 10 februari 2023')
>>> dutch.plural(2, "Chair", "Chairs")
'Voorzitters'

Hours are the clock's: ask the conference that `speaking(conference, language)` gives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from gettext import c2py
from importlib.resources import files
from io import BytesIO

from babel import Locale
from babel.dates import format_date
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from scheduler.text.day_words import section as words_of_days
from scheduler.text.sentence import LANGUAGES
from scheduler.text.wording import listing

_LOCALES = {"nl": "nl", "en": "en_GB"}  # 10 February and not February 10


@dataclass(frozen=True)
class Language:
    """`nl` or `en`. Ask `Language.of`, which knows which there are."""

    code: str

    @classmethod
    def of(cls, code: str) -> Language:
        """The language of that code. Raises ValueError with a sentence for one that netday does not write."""
        if code not in LANGUAGES:
            raise ValueError(f'"{code}" is no language that netday writes; choose {listing(LANGUAGES, "or")}.')
        return cls(code)

    def say(self, message: str, /, **values: object) -> str:
        """The sentence in this language, with the values in their places. A value may hold any text, braces too."""
        return self._words.get(message, (message,))[0].format_map(values)

    def word(self, words: str) -> str:
        """The words in this language as they stand, braces and all."""
        return self._words.get(words, (words,))[0]

    def key(self, section: str, word: str) -> str:
        """A word of the day file as it is typed in this language. `section`: of the list of words."""
        return word if self.code == "en" else words_of_days(section).get(word, (word,))[0]

    def plural(self, number: int, one: str, many: str, /, **values: object) -> str:
        """The sentence that fits the number, which stands where it says `{number}`."""
        return self.form(number, one, many).format_map({"number": self.number(number), **values})

    def form(self, number: int, one: str, many: str) -> str:
        """The one that fits the number, in this language, with its places as they are."""
        translated = self._words.get(one)
        return translated[self._which(number)] if translated else one if number == 1 else many

    def listing(self, words: Iterable[object]) -> str:
        """`A, B en C`; see `wording.listing`."""
        return listing(words, self.say("and"))

    def number(self, number: int) -> str:
        """`10.000` in Dutch, `10,000` in English."""
        return format_decimal(number, locale=_LOCALES[self.code])

    def decimal(self, number: float, places: int) -> str:
        """`1.234,5` in Dutch, `1,234.5` in English."""
        return format_decimal(number, f"#,##0.{'0' * places}", locale=_LOCALES[self.code])

    def day(self, day: date, *, year: bool = True) -> str:
        """`vr 10 februari 2023`, `Fri 10 February 2023`."""
        return _dated(self.code, day, "EEE d MMMM y" if year else "EEE d MMMM")

    def long_day(self, day: date, *, year: bool = True) -> str:
        """`vrijdag 10 februari 2023`, `Friday 10 February 2023`."""
        return _dated(self.code, day, "EEEE d MMMM y" if year else "EEEE d MMMM")

    def brief_day(self, day: date) -> str:
        """`10 feb 2023`, `10 Feb 2023`: at the head of a column."""
        return _dated(self.code, day, "d MMM y")

    def full_day(self, day: date) -> str:
        """`10 februari 2023`, `10 February 2023`."""
        return _dated(self.code, day, "d MMMM y")

    def city(self, zone: str, english: str) -> str:
        """The city after which a time zone is called: `Londen`; the English name where this language has no other."""
        city: str = Locale.parse(_LOCALES[self.code]).time_zones.get(zone, {}).get("city", english)
        return city

    @property
    def _words(self) -> Mapping[str, tuple[str, ...]]:
        return _catalogue(self.code)[0]

    @property
    def _which(self) -> Callable[[int], int]:
        return _catalogue(self.code)[1]


@lru_cache(maxsize=2000)
def _dated(code: str, day: date, pattern: str) -> str:
    """Remembered, as a grid names the same few days hundreds of times."""
    return format_date(day, pattern, locale=_LOCALES[code])


@cache
def _catalogue(code: str) -> tuple[Mapping[str, tuple[str, ...]], Callable[[int], int]]:
    """By English message: its one form, or its forms for numbers; and which form a number takes."""
    if code == "en":
        return {}, lambda number: int(number != 1)
    words = {}
    expression = "0"
    for source in (files("scheduler") / "locale" / code).iterdir():
        if not source.name.endswith(".po"):
            continue
        read = read_po(BytesIO(source.read_bytes()), locale=_LOCALES[code])
        expression = read.plural_expr
        for message in read:
            one, forms = (part if isinstance(part, (list, tuple)) else (part,) for part in (message.id, message.string))
            if one[0] and all(forms):
                words[one[0]] = tuple(map(str, forms))
    return words, c2py(expression)
