"""Names in lists of somebody's own: surname first or not, with Dhr. or without, one person is one and has one name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from scheduler.files.faults import FaultList, quoted
from scheduler.files.workbook.typed_names import surname_last
from scheduler.files.workbook.words import parts, persons_in
from scheduler.text.sentence import plural
from scheduler.text.wording import alike_key

_ADDRESS = re.compile(
    r"^(?:(?:de heer|heer|dhr|hr|mevrouw|mevr|mw|mej|mejuffrouw|mrs|ms|miss|aan)\b\.?(?:\s*/\s*(?:mevr|mw)\b\.?)?\s*)+"
    r"(?=\S)",
    re.IGNORECASE,
)
_DEGREES = re.compile(r"^(?:(?:prof|dr|drs|mr|ir|ing|ds)\.\s*|(?:professor|dr|drs|mr)\s+)+(?=\S)", re.IGNORECASE)
_BEHIND = re.compile(r"\s*\((?:dhr|hr|de heer|mevr|mevrouw|mw|m|v)\.?\)\s*$", re.IGNORECASE)
_BETWEEN = frozenset(
    ("van", "de", "der", "den", "ten", "ter", "te", "het", "op", "aan", "von", "di", "da", "du", "la", "le", "el", "al")
)
_GIVEN = 2  # more names in front are seldom one person's


def unaddressed(name: str) -> str:
    """A name without Dhr., Mevr. and the like, which may stand behind the comma of one that is turned round.

    >>> unaddressed("Dhr. Gerritsen, Arjen"), unaddressed("Vries, mw. A. de"), unaddressed("Mevrouw")
    ('Gerritsen, Arjen', 'Vries, A. de', 'Mevrouw')
    """
    pieces = [_ADDRESS.sub("", _BEHIND.sub("", piece.strip())) for piece in name.split(",")]
    return ", ".join(piece for piece in pieces if piece) or name


def bare_key(name: str) -> str:
    """The same for all ways to write one person's name.

    >>> bare_key("Vries, dr. A. de") == bare_key("de heer A. de Vries") == bare_key("A. de Vries")
    True
    """
    plain = unaddressed(name)
    plain = ", ".join(_DEGREES.sub("", piece.strip()) for piece in plain.split(","))
    return alike_key(surname_last(plain) or plain)


def is_clearly_turned(name: str) -> bool:
    """Whether it can only be one person with the surname first, and not two, or one with a town.

    >>> [is_clearly_turned(name) for name in ("Depla, Paul", "Jonge, Froukje de", "Anna Bos, Bob Kok", "Bos, gem. Ede")]
    [True, True, False, False]
    """
    if not surname_last(name):
        return False
    surname, _, behind = name.partition(",")
    front = [word for word in surname.split() if word[0].isupper() and word.casefold() not in _BETWEEN]
    given = [word for word in behind.split() if word.casefold() not in _BETWEEN]
    one = sum(not re.search(r"-[a-z]+$", word) for word in front) <= 1
    first = [word for word in given if not word.endswith(".")]
    return one and bool(given) and len(first) <= _GIVEN - 1 and all(word[0].isupper() for word in given)


Turn = Callable[[str, str], bool]  # whether that name, as typed, is the other one with the surname first


@dataclass
class OwnNames:
    """How the people of some lists are called. `known`: those of the day, whose way of writing counts."""

    file: str
    known: Iterable[str] = ()
    turned: dict[str, str] = field(default_factory=dict)  # by what was typed
    addressed: list[str] = field(default_factory=list)
    _names: dict[str, str] = field(default_factory=dict)  # by their bare key

    def __post_init__(self) -> None:
        for name in self.known:
            self._names.setdefault(bare_key(name), name)

    def learn(self, typed: Iterable[str], turn: Turn) -> None:
        """Looks at a whole list of names: where most are turned round, all with a comma are. The others are asked."""
        names = [unaddressed(name) for name in typed if name]
        commas = list(dict.fromkeys(name for name in names if surname_last(name)))
        clear = [name for name in commas if is_clearly_turned(name)]
        most = len(clear) * 2 > len(names)
        for name in commas:
            if most or name in clear or bare_key(name) in self._names or turn(name, surname_last(name)):
                self.turned[name] = surname_last(name)

    def read(self, typed: str) -> str:
        """The name of whom is called so in a list."""
        plain = unaddressed(typed)
        if plain != typed and typed not in self.addressed:
            self.addressed.append(typed)
        plain = self.turned.get(plain, plain)
        return self._names.setdefault(bare_key(plain), plain)

    def several(self, text: str) -> list[str]:
        """Those of a cell that may name more than one."""
        found: dict[str, None] = {}
        for part in parts(text):
            plain = unaddressed(part)
            if plain in self.turned or is_clearly_turned(plain) or bare_key(plain) in self._names:
                if surname_last(plain):
                    self.turned.setdefault(plain, surname_last(plain))
                found[self.read(part)] = None
            else:
                found |= dict.fromkeys(map(self.read, persons_in(part, {})))
        return list(found)

    def tell(self, fault_list: FaultList) -> None:
        """Says what was made of names."""
        if self.addressed:
            sentence = plural(
                len(self.addressed),
                "{file}: {number} name is read without Dhr., Mevr. or the like: {example}.",
                "{file}: {number} names are read without Dhr., Mevr. or the like, such as {example}.",
                file=self.file,
                example=quoted(self.addressed[0]),
            )
            fault_list.say(sentence)
        if self.turned:
            typed = next(iter(self.turned))
            sentence = plural(
                len(self.turned),
                "{file}: {number} name with the surname first is turned round: {typed} is {name}.",
                "{file}: {number} names with the surname first are turned round, such as {typed}: that is {name}.",
                file=self.file,
                typed=quoted(typed),
                name=quoted(self.turned[typed]),
            )
            fault_list.say(sentence)
