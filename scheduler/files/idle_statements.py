"""Statements that say nothing of this day: accepted without a word, they would be taken for kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from itertools import product
from typing import Any

from scheduler.conference.conference import Conference, Group, Kind, Person, Room, Session
from scheduler.conference.kinds import kind_told
from scheduler.conference.programme import Placement, Programme
from scheduler.rules.protocols import NamesIdleNumber, helped_by, implements, needs_two, rooms_matter, single_session
from scheduler.rules.rule import Case, Rule, Scope
from scheduler.rules.session_sets import own_starts
from scheduler.text.sentence import NOTHING, Phrase, Sentence
from scheduler.text.wording import listing

_MOST_PAIRS = 4_000  # hours of two sessions that are tried; with more of them hardly any statement says nothing


def says_nothing(
    rule: Rule, conference: Conference, written: Callable[[str], str] = str, held: Collection[Session] = ()
) -> Phrase:
    """What is remarked of a statement that no programme of this day can break, or of a part of it; else empty.

    `written`: the key as it stands in the file. `held`: what must be held by the rules before it.
    """
    cases = list(rule.cases(conference))
    given: list[object] = [*cases]
    if not all(isinstance(case, Case) for case in given):
        return NOTHING  # a rule of a package that breaks the contract, of which `statement_fault` tells
    if not cases:
        return Sentence("this says nothing of this day: {why}.", why=_why(rule, conference))
    if needs_two(rule) and all(len({*case.sessions, *case.depends_on}) < 2 for case in cases):
        return Sentence("this says nothing of this day: {why}.", why=_why(rule, conference))
    kept = _always if single_session(rule) else _always_of_two
    if all(kept(case, conference) for case in cases):
        return Sentence(
            "this says nothing of this day: no hour and no room that its sessions can have goes against it."
        )
    if number := _idle_number(rule, conference, written, held):
        return number
    if len(conference.days) == 1 and "each_day" in rule.model_fields_set and getattr(rule, "each_day", False):
        return Sentence("{key} changes nothing here: the conference has one day.", key=f"`{written('each_day')}`")
    if not rule.excluding.empty and list(rule.model_copy(update={"excluding": Scope()}).cases(conference)) == cases:
        return Sentence(
            "{key} changes nothing here: without it this says the same of {whom}.",
            key=f"`{written('except')}`",
            whom=rule.excluding.words,
        )
    return NOTHING


def _always(case: Case, conference: Conference) -> bool:
    """Whether every hour and every room that its session can have keeps the case, and its absence too.

    Each of them alone can break it.
    """
    (session,) = case.sessions
    starts, places = conference.starts(session), conference.places(session)
    if not starts or not places:
        return False
    tried = [Placement(session, start, places[0]) for start in starts]
    tried += [Placement(session, starts[0], place) for place in places]
    return not any(case.breaches(programme) for programme in (Programme(), *(Programme((p,)) for p in tried)))


def _always_of_two(case: Case, conference: Conference) -> bool:
    """Whether a case about the hours of two sessions is kept at all hours that the file leaves them."""
    if len(case.sessions) != 2 or rooms_matter(case) or helped_by(case) or len(case.depends_on) != 2:
        return False
    one, other = ([Placement(s, start, None) for start in own_starts(conference, s)] for s in case.sessions)
    if not one or not other or len(one) * len(other) > _MOST_PAIRS:
        return False
    some = [Programme(), *(Programme((placement,)) for placement in (*one, *other))]  # the other is dropped, or both
    return not any(map(case.breaches, (*some, *map(Programme, product(one, other)))))


def _idle_number(
    rule: Rule, conference: Conference, written: Callable[[str], str], held: Collection[Session]
) -> Phrase:
    """Of a rule with a number: that no programme comes to it, or that each does; else empty."""
    found = rule.idle_number(conference, held) if implements(rule, NamesIdleNumber) else None
    if found is None:
        return NOTHING
    key, why = found
    if not key:
        return Sentence("this says nothing of this day: {why}.", why=why)
    return Sentence("{key} changes nothing here: {why}.", key=f"`{written(key)}`", why=why)


def _why(rule: Rule, conference: Conference) -> Phrase:
    """Why it says nothing, as far as that can be told of what it names."""
    named = list(dict.fromkeys(_named(rule)))
    idle = [reason for thing in named if (reason := _idle(thing, conference))]
    if idle:
        return listing(dict.fromkeys(idle))
    if needs_two(rule):
        few = [thing for thing in named if not isinstance(thing, (Room, Person))]
        if not few:
            return Sentence("it takes several sessions to break it, and finds too few")
        return Sentence(
            "it takes several sessions to break it, and comes to too few with {things}", things=listing(few)
        )
    if named:
        return Sentence("nothing of the day is what it speaks of")
    return Sentence("it names nothing that the day has")


def _named(value: Any) -> Iterator[Any]:
    """The things of the day that a statement names, in its fields and scopes."""
    if isinstance(value, (Session, Group, Person, Room, Kind)):
        yield value
    elif isinstance(value, (tuple, list, frozenset)):
        for item in value:
            yield from _named(item)
    elif isinstance(value, (Rule, Scope)):
        for name in type(value).model_fields:
            if name not in value.model_fields_set:
                continue
            yield from _named(getattr(value, name))


def _idle(thing: Any, conference: Conference) -> Phrase:
    """Why nothing can be said of it; empty where something can."""
    match thing:
        case Session() if not thing.held:
            return Sentence("{session} does not take place", session=thing)
        case Group() if not any(thing in session.groups for session in conference.held):
            return Sentence("{group} has no meeting", group=thing)
        case Kind() if all(session.kind is not thing for session in conference.held):
            return Sentence("there is no session of the kind {kind}", kind=kind_told(thing))
        case Person() if thing.absent:
            return Sentence("{person} is absent", person=thing)
        case Person() if not conference.duties(thing) and not conference.wishes(thing):
            return Sentence("{person} need not and does not wish to be anywhere", person=thing)
        case _:
            return NOTHING
