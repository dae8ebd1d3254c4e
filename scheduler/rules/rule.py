"""The contract: a rule is what organisers write, its cases are its single statements, a breach is one that fails.

A case has three readings: its sentence (`str`), what breaks it in a programme (`breaches`), and what keeps it true in
the solver (`encode`). The last two must mean the same; the tests in `tests/` hold every rule of the book to that.

And each keeps a promise: it names all sessions whose place can change its breaches (`depends_on`). So whoever keeps a
judgement of a programme (`scheduler.checking.judge`) asks again only those of which a session has moved.

That is the whole contract. What some rules and cases say of themselves besides stands in `protocols.py`.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator

from scheduler.conference.conference import Conference, Person, Session
from scheduler.conference.in_words import InWords
from scheduler.conference.kinds import every
from scheduler.conference.programme import Programme
from scheduler.rules.fields import Groups, Kinds, People, Sessions, Tags
from scheduler.text.sentence import NOTHING, KeyText, Phrase, Sentence, phrase
from scheduler.text.wording import listing

if TYPE_CHECKING:  # the encodings alone touch the solver; checking must work without it
    from scheduler.model import Amount, Literal, Model


class Breach:
    """One way in which a programme goes against a case, in a sentence with names and hours.

    The sentence may be given as what makes it, `partial(self._sentence, placement)`: most breaches are only counted.
    `amount` is what it counts for: people without a seat, meetings missed; 1 where a statement is simply broken.
    `why`: what is wrong with such an hour, whichever it is, where the case's own statement does not say it.
    """

    __slots__ = ("_sentence", "amount", "people", "sessions", "why")

    def __init__(
        self,
        sentence: Phrase | Callable[[], Phrase],
        amount: int = 1,
        sessions: tuple[Session, ...] = (),
        people: tuple[Person, ...] = (),
        why: Phrase = NOTHING,
    ) -> None:
        self._sentence = sentence
        self.amount, self.sessions, self.people, self.why = amount, sessions, people, why

    @property
    def sentence(self) -> Phrase:
        return self._sentence if isinstance(self._sentence, str) else self._sentence()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Breach) or self.amount != other.amount or self.why != other.why:
            return False
        if self.sessions != other.sessions or self.people != other.people:
            return False
        one, two = self._sentence, other._sentence
        if isinstance(one, partial) and isinstance(two, partial) and (one.func, one.args) == (two.func, two.args):
            return True  # the same words, without making them
        return self.sentence == other.sentence

    def __hash__(self) -> int:
        return hash((self.amount, self.sessions, self.people))

    def __repr__(self) -> str:
        return f"Breach({self.sentence!r}, {self.amount})"

    def __reduce__(self) -> tuple[Any, ...]:
        return Breach, (self.sentence, self.amount, self.sessions, self.people, self.why)


class Case(ABC):
    """One thing that a rule says of this conference: true or false of a programme."""

    @abstractmethod
    def __str__(self) -> Phrase:
        """The statement in a sentence, with names and times: a `Sentence`, so that it can be said in Dutch."""

    @abstractmethod
    def breaches(self, programme: Programme) -> list[Breach]:
        """What breaks it in this programme; empty when it holds. A session that is not placed breaks nothing."""

    @abstractmethod
    def encode(self, model: Model, on: Literal) -> None:
        """Make the statement hold whenever `on` is true, and forbid nothing when it is false."""

    @property
    def sessions(self) -> tuple[Session, ...]:
        """The sessions it speaks of, for people who look for it; what can change it may be more: see `depends_on`."""
        return ()

    @property
    def depends_on(self) -> tuple[Session, ...]:
        """All sessions whose place can change its breaches: move, drop or add any other and they stay what they are.

        Nor does the order of placements change them. Empty: any session can. They may be more than it speaks of: who
        must be elsewhere cannot lead this session, and is not named with it. A promise: a case that leaves out a
        session makes `checking.judge` wrong.
        """
        return self.sessions

    def amount(self, programme: Programme) -> int:
        """What the check counts against the programme."""
        return self.counted(self.breaches(programme))

    def counted(self, breaches: Sequence[Breach]) -> int:
        """What these breaches of the case count for: 1 when it is broken in any way, 0 when kept."""
        return int(bool(breaches))

    def cost(self, model: Model) -> Amount:
        """What the solver counts for the same: at the optimum equal to `amount`."""
        on = model.new_literal()
        self.encode(model, on)
        return 1 - on


class AmountCase(Case):
    """A case that is broken by a countable amount: the sum over its breaches. As a hard rule the amount must be 0."""

    def counted(self, breaches: Sequence[Breach]) -> int:
        return sum(breach.amount for breach in breaches)

    @abstractmethod
    def cost(self, model: Model) -> Amount:
        """An expression that is never below the amount and that a minimum brings down to it."""

    def encode(self, model: Model, on: Literal) -> None:
        model.at_most(self.cost(model), 0, on)


class Scope(BaseModel, metaclass=InWords):
    """Which sessions or people a rule is about. Nothing stated: all; several stated: any that one of them covers."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    sessions: Sessions = Field(default=(), description="these sessions")
    groups: Groups = Field(default=(), description="the meetings of these groups (in `time_to_breathe`, their people)")
    people: People = Field(default=(), description="these people")
    kinds: Kinds = Field(default=(), description="sessions of these kinds")
    tags: Tags = Field(default=(), description="sessions with one of these tags")

    @property
    def empty(self) -> bool:
        return not (self.people or self.limits_sessions)

    @property
    def limits_sessions(self) -> bool:
        """Whether it says which sessions it is about; people alone do not."""
        return bool(self.sessions or self.groups or self.kinds or self.tags)

    @property
    def words(self) -> Phrase:
        """What it names, as in a sentence; `every session` when it names nothing."""
        kinds = [every(kind) for kind in self.kinds]
        meetings = [Sentence("the meetings of {group}", group=group) for group in self.groups]
        tagged = [Sentence("every session tagged {tag}", tag=tag) for tag in self.tags]
        return listing([*self.sessions, *kinds, *meetings, *tagged, *self.people]) or Sentence("every session")

    def names(self, session: Session) -> bool:
        """Whether the scope names this session, itself or by its kind, a tag or a group whose meeting it is.

        Where a group is only invited it is not its meeting: what is said of its meetings is not said of that one.
        """
        by_group = any(group in self.groups for group in session.groups)
        by_tag = any(tag in self.tags for tag in session.tags)
        return session in self.sessions or session.kind in self.kinds or by_group or by_tag

    def names_person(self, person: Person) -> bool:
        """Whether the scope names this person, or a group they sit in."""
        return person in self.people or any(person in group.roles for group in self.groups)


_BY_TITLE: ContextVar[bool] = ContextVar("rules_by_title", default=False)


@contextmanager
def by_title() -> Iterator[None]:
    """What is put in words within it calls rules as pages do, `Groups apart`, and not as they are typed."""
    token = _BY_TITLE.set(True)
    try:
        yield
    finally:
        _BY_TITLE.reset(token)


class Rule(BaseModel, metaclass=InWords):
    """What organisers write: parameters, and a weight or "hard". Its cases follow from the conference.

    `weight` None: hard, a programme must keep it. Otherwise what each breach, or each unit of its amount, costs.
    `tier`: all rules of tier 1 are weighed first, tier 2 within the best of tier 1, and so on. `only` and `except`
    limit it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)
    name: ClassVar[str] = ""  # as in day files; from the name of the class, where it has no other
    title: ClassVar[str] = ""  # the name in words: "Wishes attended"
    sentence: ClassVar[str] = ""

    weight: Annotated[int | None, Field(ge=1)] = Field(
        default=None, description='"hard", or what each breach costs', json_schema_extra={"default": "hard"}
    )
    tier: int = Field(default=1, ge=1, description="which round of weighing it belongs to; 1 comes first")
    only: Scope = Field(default=Scope(), description="limits the rule to these")
    excluding: Scope = Field(default=Scope(), alias="except", description="leaves these out")

    @field_validator("weight", mode="before")
    @classmethod
    def _hard_is_no_weight(cls, value: Any) -> Any:
        return None if value == "hard" else value

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        cls.name = vars(cls).get("name") or re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()
        cls.title = cls.name.replace("_", " ").capitalize()

    @abstractmethod
    def cases(self, conference: Conference) -> Iterator[Case]:
        """Each single thing that the rule says of this conference, in the order of the file."""

    @classmethod
    def standard(cls, conference: Conference) -> tuple[Self, ...]:
        """What the rule says when the day file says nothing about it; empty: it speaks only when asked."""
        return ()

    @property
    def key(self) -> Phrase:
        """Its name as it is typed in the day file, in the language of whoever reads it; on a page, see `by_title`."""
        return phrase(self.title) if _BY_TITLE.get() else KeyText("rules", self.name)

    def of(self, sessions: Iterable[Session]) -> list[Session]:
        """Those of the sessions that the rule is about. A scope of people alone limits no session."""
        limited = self.only.limits_sessions
        return [s for s in sessions if (not limited or self.only.names(s)) and not self.excluding.names(s)]

    def of_people(self, people: Iterable[Person]) -> list[Person]:
        """Those of the people that the rule is about. A scope of groups limits nobody, but the sessions (`of`).

        Else leaving out the meeting of the board would leave out, at every other meeting, whoever sits on the board.
        """
        limited = self.only.people
        return [p for p in people if (not limited or p in limited) and p not in self.excluding.people]


Statement = tuple[Rule, Case]
