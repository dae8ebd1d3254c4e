"""A name in a day file into the thing that it refers to, and the nearest name when there is none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from scheduler.files.faults import quoted
from scheduler.files.validate import Path, Source
from scheduler.text.sentence import NOTHING, Phrase, Sentence, paragraph
from scheduler.text.wording import alike_key, listing

T = TypeVar("T")


@dataclass
class NameIndex(Generic[T]):
    """The things of one kind by name. `section`: the key under which they stand in the file.

    `shared`: names that several things have, each with the names that tell them apart. `anew`: makes a thing of a name
    that is unknown, where names are taken as they come. `none`: what to say where there are no such things, though
    their section is not empty.
    """

    what: Phrase
    section: str
    things: dict[str, T] = field(default_factory=dict)
    shared: dict[str, list[str]] = field(default_factory=dict)
    anew: Callable[[str], T] | None = None
    none: Phrase = NOTHING

    def find(self, name: str, source: Source, path: Path) -> T | None:
        """The thing with that name; None when there is none, which is noted as a fault."""
        if name in self.things:
            return self.things[name]
        if name in self.shared:
            apart = listing(map(quoted, self.shared[name]), "or")
            source.fault(path, Sentence("{name} can be {names}; write which.", name=quoted(name), names=apart))
        elif self.anew:
            self.things[name] = self.anew(name)
            return self.things[name]
        elif self.section not in source.fault_list.unsure:
            source.fault(path, self.unknown(name, source))
        return None

    def find_all(self, names: Sequence[str], source: Source, path: Path) -> tuple[T, ...]:
        """The things that are found, each once, in the order written."""
        found = [self.find(name, source, (*path, number)) for number, name in enumerate(names)]
        return tuple(dict.fromkeys(thing for thing in found if thing is not None))

    def unknown(self, name: str, source: Source) -> Phrase:
        if together := self._together(name, source):
            return together
        hint: Phrase = source.fault_list.hint(name, self.things)
        if not self.things:
            hint = Sentence(" {none}", none=self.none or self._none_at_all())
        if self.section == "people" and not source.has_lines:  # there the list is what was described call by call
            everybody = Sentence(
                " Since somebody is described, everybody should be: add .person({name}).", name=quoted(name)
            )
            hint = paragraph(hint, everybody, between="")
        if self.section == "people":
            return Sentence("{name} is no person.{hint}", name=quoted(name), hint=hint)
        return Sentence("{name} is no {what}.{hint}", name=quoted(name), what=self.what, hint=hint)

    def _none_at_all(self) -> Sentence:
        match self.section:
            case "people":
                return Sentence("There are no people in this file.")
            case "groups":
                return Sentence("There are no groups in this file.")
            case "rooms":
                return Sentence("There are no rooms in this file.")
            case "rounds":
                return Sentence("There are no rounds in this file.")
            case _:
                return Sentence("There are no sessions in this file.")

    def _together(self, name: str, source: Source) -> Phrase:
        """What is said of several names in one text, which stand apart by a comma or a word; else empty."""
        parts = [part.strip() for part in name.split(",") if part.strip()]
        one = split_in_list(parts, list(self.things))
        if not one:
            parts = [part.strip() for part in re.split(r",|/|&|\+|\ben\b|\band\b", name) if part.strip()]
        if len(parts) < 2 or any(part not in self.things for part in parts):
            return NOTHING
        several = Sentence(
            "{name} is no {what}, but {names} are.", name=quoted(name), what=self.what, names=listing(parts)
        )
        if source.file.casefold().endswith((".yaml", ".yml")):
            apart = Sentence("Write them between brackets: [{names}].", names=", ".join(parts))
        else:
            apart = Sentence(
                "Several in one cell stand apart by a semicolon or a bar: {names}.", names=" | ".join(parts)
            )
        return paragraph(several, apart, between_quotes(name) if one else NOTHING)


def between_quotes(name: str) -> Sentence:
    """What is said of one name that stands in a list as several."""
    return Sentence(
        "If it is one, put its name between quotes where it is listed, for a comma without them begins the next: "
        '"{name}".',
        name=name,
    )


def split_in_list(parts: Sequence[str], names: Sequence[str]) -> bool:
    """Whether what stands between commas in one name, such as "Zorg, Jeugd en Onderwijs", is several in the list.

    They stand there in a row. Without `en` in the last of them they are more likely to be several names indeed.
    """
    most = len(parts)
    if most < 2 or not re.search(r"\b(en|and)\b|&", parts[-1]):
        return False
    return any(list(parts) == list(names[i : i + most]) for i in range(len(names) - most + 1))


def named_once(names: Iterable[tuple[str, Path]], what: Phrase, source: Source, besides: Phrase = NOTHING) -> set[int]:
    """The places in the list of names that stand there already; each is noted as a fault. `besides`: how to mend it."""
    first: dict[str, Path] = {}
    again = set()
    for number, (name, path) in enumerate(names):
        if name in first:
            again.add(number)
            another = Sentence(
                "Another {what} is called {name} ({spot}); give this one a name of its own.",
                what=what,
                name=quoted(name),
                spot=source.spot(first[name]),
            )
            source.fault(path, paragraph(another, besides) if besides else another)
        else:
            first[name] = path
    return again


def say_alike(names: Iterable[str], what: Phrase, say: Callable[[Phrase], None]) -> None:
    """A remark for names that people would take for one and that count as several."""
    alike: dict[str, dict[str, None]] = {}
    for name in names:
        alike.setdefault(alike_key(name), {})[name] = None
    for several in alike.values():
        if len(several) > 1:
            say(
                Sentence(
                    "{names} differ in capitals, accents or signs alone, and count as {number} {what}. If they are "
                    "one, write them alike.",
                    names=listing(map(quoted, several)),
                    number=len(several),
                    what=what,
                )
            )
