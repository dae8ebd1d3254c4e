"""Whom the last edition knew, found again in this one: people by name and organisation, whatever they are called now.

Two people of one name are called after their organisations, and who is left of the two is not any more. So the name
alone does not tell who is who: a namesake who comes must not take over somebody's calendar, nor cancel it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from scheduler.conference.conference import Conference, Person
from scheduler.conference.named import Named
from scheduler.conference.renames import titles_alike
from scheduler.publishing.calendars.entry import Of
from scheduler.publishing.calendars.ledger import Ledger
from scheduler.publishing.calendars.location import EditionFault
from scheduler.text.lookup import find, unprinted
from scheduler.text.sentence import NOTHING, Sentence, paragraph
from scheduler.text.wording import listing

_NAMED = 5  # questions that are asked at once
_MOST = 50  # who are gone and asked about: of more it is no longer a help
_HANDFUL = 4  # of so few people each may leave
_ALIKE = 0.75  # of the letters of two names
_NEARLY = 0.8  # of the letters of two organisations
_GENERIC = {"gemeente", "gem.", "provincie", "stad", "municipality", "city", "of", "the", "de", "het"}
_KINDS: tuple[Of, ...] = ("person", "room", "group")


@dataclass(frozen=True)
class KnownAgain:
    """The ledger with everybody under the name that they have now, and what there is to ask or to remark."""

    ledger: Ledger
    questions: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    def see_that_it_is_clear(self, folder: str) -> None:
        """EditionFault while it is not clear who is who."""
        if not self.questions:
            return
        more = len(self.questions) - _NAMED
        some = [*self.questions[:_NAMED], *([Sentence("And {number} more.", number=more)] if more > 0 else [])]
        raise EditionFault(
            paragraph(
                Sentence("It is not clear whose calendar in {folder} is whose.", folder=folder),
                *some,
                Sentence(
                    "Are they others? Then --anyway: all in the calendars of before is cancelled, and they get new "
                    "ones. Nothing was published."
                ),
            )
        )


def known_again(ledger: Ledger, conference: Conference, renamed: Mapping[str, str]) -> KnownAgain:
    """Raises LookupError with a sentence where `renamed`, new names by old ones, says what cannot be."""
    remarks: list[str] = []
    now: dict[tuple[Of, str], tuple[Of, str]] = {}  # by what the last edition calls it, what this one does
    for old, new in renamed.items():
        now |= _renamed(ledger, conference, old, new, remarks)
    answered = {of for kind, of in now if kind == "person"}
    people = [p for p in conference.everybody if ("person", p.name) not in now.values()]
    last = {
        of: ledger.organisations.get(of, "")
        for of in dict.fromkeys((*(of for kind, of in ledger.lines if kind == "person"), *ledger.withdrawn))
        if of not in answered
    }
    matched, questions = _people(ledger, last, people)
    questions += _withdrawn_perhaps(ledger, last, matched, people)
    now |= {("person", old): ("person", new) for old, new in matched.items()}
    names = {person.name for person in conference.everybody}
    for old in last.keys() - matched.keys():
        if old in names:  # it is a namesake's now
            now["person", old] = ("person", _free(old, last[old], {*names, *last}))
    found = _under_new_names(ledger, {old: new for old, new in now.items() if old != new})
    return KnownAgain(found, tuple(questions), (*remarks, *_perhaps(ledger, found, conference)))


def too_few_are_left(ledger: Ledger, conference: Conference, folder: str) -> Sentence:
    """A sentence when less than half of the people of the last edition are among these; empty otherwise."""
    were = [of for kind, of in ledger.lines if kind == "person"] if ledger.people else []
    names = {person.name for person in conference.everybody}
    left = sum(name in names for name in were)
    if len(were) <= _HANDFUL or 2 * left >= len(were):
        return NOTHING
    return Sentence(
        "Of the {before} people of the last edition only {left} are left in this day: is {folder} the folder of "
        "another day? Then name a folder of its own. To cancel all in the calendars of the others: --anyway. "
        "Nothing was published.",
        before=len(were),
        left=left,
        folder=folder,
    )


def _people(ledger: Ledger, last: Mapping[str, str], people: Sequence[Person]) -> tuple[dict[str, str], list[str]]:
    """By their last name who is who, and questions where that is not clear. `last`: organisations by name."""
    matched: dict[str, str] = {}
    olds: dict[str, list[str]] = {}
    news: dict[str, list[Person]] = {}
    for old, organisation in last.items():
        olds.setdefault(_folded(_bare(old, organisation)), []).append(old)
    for person in people:
        news.setdefault(_folded(_bare(person.name, person.organisation)), []).append(person)
    for name in olds.keys() & news.keys():
        matched |= {
            old: person.name
            for old in olds[name]
            for person in news[name]
            if last[old] and _folded(last[old]) == _folded(person.organisation)
        }
    found = set(matched.values())
    for person in people:  # the very name, and nothing speaks against it
        name = person.name
        if name in found or name in matched or not _is_one(ledger, last, name, person):
            continue
        matched[name] = name
        found.add(name)
    questions = []
    for name in sorted(olds.keys() & news.keys()):
        gone = [old for old in olds[name] if old not in matched]
        come = [person for person in news[name] if person.name not in found]
        if len(gone) == len(come) == 1 and _is_one(ledger, last, gone[0], come[0]):
            matched[gone[0]] = come[0].name
        elif come:
            questions += [_question(ledger, old, last[old], come) for old in gone if _has_a_calendar(ledger, old)]
    return matched, questions


def _withdrawn_perhaps(
    ledger: Ledger, last: Mapping[str, str], matched: Mapping[str, str], people: Sequence[Person]
) -> Iterator[str]:
    """Questions on who is new and may be somebody who withdrew: nobody is published again by another name."""
    come = [person for person in people if person.name not in {*last, *matched.values()}]
    for old in ledger.withdrawn:
        near = [p for p in come if _names_alike("person", old, p.name, last.get(old, ""), p.organisation)]
        if old in last and old not in matched and near:
            yield _withdrew(old, old, [person.name for person in near], near)


def _withdrew(old: str, known: str, names: Iterable[str], people: Iterable[Person]) -> Sentence:
    return Sentence(
        "{old} withdrew: is that {names} now? Then {renamed}, and there is still no calendar.",
        old=known,
        names=listing(names, "or"),
        renamed=listing((f'--renamed "{old}={person.name}"' for person in people), "or"),
    )


def _is_one(ledger: Ledger, last: Mapping[str, str], old: str, person: Person) -> bool:
    """Whether that person of the last edition is this one, as far as names and organisations tell.

    Of who withdrew both must tell where they come from, or neither: else a namesake would have no calendar, or theirs.
    """
    known = last.get(old)
    if old in ledger.withdrawn and bool(known) != bool(person.organisation):
        return False
    return _may_be_one(known, person.organisation)


def _may_be_one(organisation: str | None, other: str) -> bool:
    """Whether somebody of the one may be of the other now. None: the last edition knows no such person."""
    return organisation is not None and (not organisation or not other or _same_organisation(organisation, other))


def _same_organisation(one: str, other: str) -> bool:
    """Whether it is the same, written otherwise: Gemeente Ede and Ede. Bergen op Zoom is not Bergen."""
    some, others = (" ".join(w for w in _folded(name).split() if w not in _GENERIC) for name in (one, other))
    return some == others or SequenceMatcher(None, some, others).ratio() >= _NEARLY


def _has_a_calendar(ledger: Ledger, person: str) -> bool:
    """Whether somebody reads it, or has said that nobody shall."""
    line = ledger.line("person", person)
    return person in ledger.withdrawn or bool(line and line.digest)


def _question(ledger: Ledger, old: str, organisation: str, now: Sequence[Person]) -> str:
    known = _of(old, "" if f"({organisation})" in old else organisation)
    here = [_of(person.name, "" if "(" in person.name else person.organisation) for person in now]
    if old in ledger.withdrawn:
        return _withdrew(old, known, here, now)
    options = listing((f'--renamed "{old}={person.name}"' for person in now), "or")
    return Sentence(
        "The last edition knows {known}: is that {here}? Then {options}.",
        known=known,
        here=listing(here, "or"),
        options=options,
    )


def _of(person: str, organisation: str) -> str:
    if not organisation:
        return person
    return Sentence("{person} of {organisation}", person=person, organisation=organisation)


def _bare(name: str, organisation: str) -> str:
    """The name without the organisation that tells namesakes apart."""
    if organisation:
        return name.removesuffix(f" ({organisation})")
    return re.sub(r" \([^()]+\)$", "", name)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _free(old: str, organisation: str, taken: Iterable[str]) -> str:
    """A name for somebody who left, now that another has theirs."""
    name, number, others = f"{old} ({organisation or 'before'})", 1, set(taken)
    while name in others:
        number += 1
        name = f"{old} ({organisation or 'before'} {number})"
    return name


def _renamed(
    ledger: Ledger, conference: Conference, old: str, new: str, remarks: list[str]
) -> dict[tuple[Of, str], tuple[Of, str]]:
    things: Mapping[Of, Sequence[Named]] = {
        "person": conference.everybody,
        "room": conference.rooms,
        "group": conference.groups,
    }
    before = {*ledger.lines, *(("person", of) for of in ledger.withdrawn)}
    old, new = _as_printed(old, ledger, before), unprinted(new, conference.everybody)
    known: list[Of] = [kind for kind in _KINDS if (kind, old) in before]
    here: dict[Of, set[str]] = {kind: {thing.name for thing in things[kind]} for kind in _KINDS}
    fitting: list[Of] = [kind for kind in known if new in here[kind]]
    if not known and any((kind, new) in before for kind in _KINDS if new in here[kind]):
        remarks.append(
            Sentence(
                'Nothing in the last edition is called "{old}", so --renamed "{old}={new}" changes nothing.',
                old=old,
                new=new,
            )
        )
        return {}
    if not known:
        raise LookupError(
            Sentence('--renamed: the last edition has no person, room or group called "{name}".', name=old)
        )
    if not fitting:
        find(new, things[known[0]], known[0])  # which says what may be meant
        raise LookupError(_none_of_this_day(new, known[0]))
    if old != new and any(old in here[kind] for kind in fitting):
        raise LookupError(Sentence("--renamed: this day has both {old} and {new}, so they are two.", old=old, new=new))
    meanwhile = [ledger.line(kind, new) for kind in fitting if old != new]
    remarks += [
        Sentence(
            "{file}, which {new} had meanwhile, is gone; the one of {old} goes on.", file=line.file, new=new, old=old
        )
        for line in meanwhile
        if line and line.digest
    ]
    return {(kind, old): (kind, new) for kind in fitting}


def _as_printed(typed: str, ledger: Ledger, before: Iterable[tuple[str, str]]) -> str:
    """The name in the ledger, where it was typed with the organisation behind it, as lists print it."""
    people = [of for kind, of in before if kind == "person"]
    named = {f"{of} ({ledger.organisations[of]})": of for of in people if ledger.organisations.get(of)}
    return named.get(typed, typed) if typed not in people else typed


def _under_new_names(ledger: Ledger, now: Mapping[tuple[Of, str], tuple[Of, str]]) -> Ledger:
    """The ledger with other names. Who had a new name already, and was not known to be the same, is left out."""
    if not now:
        return ledger
    found = ledger.without_lines(places=ledger.places, contents=ledger.contents, organisations={})
    taken = set(now.values())
    for whose in ledger.lines:
        _, of = now.get(whose, whose)
        line = ledger.line(*whose)
        if line is not None and not (whose in taken and whose not in now):
            found.put(replace(line, of=of))
    withdrawn = {now.get(("person", of), ("person", of))[1] for of in ledger.withdrawn}
    found.withdrawn = sorted(withdrawn)
    return found


def _perhaps(ledger: Ledger, found: Ledger, conference: Conference) -> Iterable[str]:
    """Of what is gone and what is new, what may be the same: questions, for people to answer."""
    here: Mapping[Of, Sequence[str]] = {
        "person": [person.name for person in conference.everybody],
        "room": [room.name for room in conference.rooms],
        "group": [group.name for group in conference.groups],
    }
    towns = {person.name: person.organisation for person in conference.everybody}
    for kind, names in here.items():
        last = {of for known, of in found.lines if known == kind}
        come = [name for name in names if name not in last] if last else []
        gone = [of for of in sorted(last - set(names)) if _stood(found, kind, of)] if come else []
        for old in gone[:_MOST]:
            near = [
                new for new in come if _names_alike(kind, old, new, ledger.organisations.get(old, ""), towns.get(new))
            ]
            if len(near) == 1:
                yield _same_perhaps(kind, old, near[0])


def _same_perhaps(kind: Of, old: str, new: str) -> Sentence:
    command = f'--renamed "{old}={new}"'
    names = {"old": old, "new": new, "command": command}
    if kind == "person":
        return Sentence(
            "Is {new} the same person as {old} of the last edition? Then publish with {command}, "
            "and that calendar goes on at its address.",
            **names,
        )
    if kind == "room":
        return Sentence(
            "Is {new} the same room as {old} of the last edition? Then publish with {command}, "
            "and that calendar goes on at its address.",
            **names,
        )
    return Sentence(
        "Is {new} the same group as {old} of the last edition? Then publish with {command}, "
        "and that calendar goes on at its address.",
        **names,
    )


def _none_of_this_day(name: str, kind: Of) -> Sentence:
    if kind == "person":
        return Sentence('--renamed: "{name}" is no person of this day; write the whole name.', name=name)
    if kind == "room":
        return Sentence('--renamed: "{name}" is no room of this day; write the whole name.', name=name)
    return Sentence('--renamed: "{name}" is no group of this day; write the whole name.', name=name)


def _stood(ledger: Ledger, kind: Of, of: str) -> bool:
    line = ledger.line(kind, of)
    return line is not None and any(event.shows for event in line.events.values())


def _names_alike(kind: Of, old: str, new: str, organisation: str, other: str | None) -> bool:
    """Whether two names may be one: of people, nearly the same letters, or one organisation and a name in common."""
    if kind != "person":
        return titles_alike(old, new)
    one, two = _folded(_bare(old, organisation)), _folded(_bare(new, other or ""))
    words = set(one.split()) & set(two.split())
    same_place = bool(organisation) and _folded(organisation) == _folded(other or "")
    return SequenceMatcher(None, one, two).ratio() >= _ALIKE or (same_place and bool(words))
