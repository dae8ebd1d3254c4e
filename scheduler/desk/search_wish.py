"""What is to be searched, and the command that searches it, of whose words each is one that we know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from types import MappingProxyType
from typing import Any

from scheduler.desk.refusals import ActRefused
from scheduler.desk.snapshot import Snapshot
from scheduler.text.sentence import Phrase, Sentence, marked, phrase

Choice = str | bool | int | Sequence[str]


class _Takes(Enum):
    """What an option takes."""

    YES = auto()
    NO = auto()  # an option that is switched off: --no-costs
    NUMBER = auto()
    TEXT = auto()
    TEXTS = auto()  # can be given again


@dataclass(frozen=True)
class _Question:
    """A command that searches. `programme`: whether it is about the programme of now; `writes`: whether it makes one.

    `as_published`: it takes that programme as it stands, with what the day no longer knows. `subject`: the choice that
    stands behind the options. `words`: what is being done, where somebody else would do it too.
    """

    words: str
    options: Mapping[str, _Takes]
    programme: bool = True
    writes: bool = False
    as_published: bool = False
    subject: str = ""


_COMMON = {"time_limit": _Takes.NUMBER, "seed": _Takes.NUMBER}
_QUESTIONS = {
    "solve": _Question(
        marked("the best programme is being made"),
        {"robust": _Takes.YES, "near": _Takes.YES, **_COMMON},
        programme=False,
        writes=True,
    ),
    "repair": _Question(
        marked("the programme is being mended"),
        {
            "keep": _Takes.TEXTS,
            "before": _Takes.TEXT,
            "drop": _Takes.YES,
            "at_most_people": _Takes.NUMBER,
            **_COMMON,
        },
        writes=True,
        as_published=True,
    ),
    "explain": _Question(
        marked("it is being found out why the day is impossible"),
        {"costs": _Takes.NO, "time_limit": _Takes.NUMBER},
        programme=False,
    ),
    "why": _Question(
        marked("another place is being tried"),
        {
            "at": _Takes.TEXTS,
            "room": _Takes.TEXTS,
            "not_at": _Takes.TEXTS,
            "with": _Takes.TEXT,
            "apart_from": _Takes.TEXT,
            **_COMMON,
        },
        writes=True,
        subject="session",
    ),
    "prices": _Question(marked("the price of each demand is being found"), {"rule": _Takes.TEXTS, **_COMMON}),
    "alternatives": _Question(
        marked("other programmes are being made"),
        {
            "number": _Takes.NUMBER,
            "within": _Takes.TEXT,
            "differ": _Takes.NUMBER,
            "concern": _Takes.NUMBER,
            **_COMMON,
        },
        programme=False,
        writes=True,
    ),
    "rehearse": _Question(marked("the day is being rehearsed"), {"late": _Takes.NUMBER, **_COMMON}),
}
_NAMES = {"number": "-n"}  # of options that are not called as their choice is


@dataclass(frozen=True)
class SearchWish:
    """`what`: the command, as "solve" or "why". `options`: by the names of its own, with _ for -.

    `why` has its "session" among them, `alternatives` how many as "number". `who` asks, as others see it; `language`:
    what the answer speaks; empty: that of the day.
    """

    what: str
    options: Mapping[str, Choice] = field(default_factory=lambda: MappingProxyType({}))
    who: str = ""
    language: str = ""

    @classmethod
    def of(cls, payload: Mapping[str, Any], *, who: str = "", language: str = "") -> SearchWish:
        """As a page asks it: `{"what": "why", "session": "Wonen", "at": "11:40"}`. Raises ActRefused."""
        options = {name: value for name, value in payload.items() if name != "what" and value not in ("", None, [])}
        wish = cls(str(payload.get("what", "")), options, who, language)
        wish.checked()
        return wish

    @property
    def question(self) -> _Question:
        """Raises ActRefused where there is none of that name."""
        if self.what not in _QUESTIONS:
            raise ActRefused(Sentence('"{what}" is no search.', what=self.what))
        return _QUESTIONS[self.what]

    @property
    def words(self) -> Phrase:
        """What is being done, in a clause: `the best programme is being made`."""
        return phrase(self.question.words)

    @property
    def writes(self) -> bool:
        """Whether a programme comes of it; of `why` where it is asked of one place."""
        return self.question.writes and (self.what != "why" or bool(set(self.options) - {"session", *_COMMON}))

    def checked(self) -> None:
        """Raises ActRefused for whatever it does not know, or that is not what it should be."""
        question = self.question
        for name, value in self.options.items():
            takes = question.options.get(name)
            if (takes is None and name != question.subject) or not _fits(value, takes or _Takes.TEXT):
                raise ActRefused(
                    Sentence('A search cannot be asked with {name} "{value}".', name=name, value=str(value))
                )
        if question.subject and not self.options.get(question.subject):
            raise ActRefused(Sentence("Which session is it about?"))

    def arguments(self, snapshot: Snapshot) -> list[str]:
        """The command with all its words, on that snapshot."""
        question = self.question
        words = [self.what, "--json", "--progress", "json", "--stop-on-stdin", *self._options(snapshot)]
        if self.language:
            words += ["--language", self.language]
        if self.writes:
            words.append(f"--output={snapshot.found}")
        words += ["--", str(snapshot.day)]
        if question.programme:
            words.append(str(snapshot.published if question.as_published else snapshot.programme))
        if question.subject:
            words.append(str(self.options[question.subject]))
        return words

    def _options(self, snapshot: Snapshot) -> Iterator[str]:
        question = self.question
        for name, value in self.options.items():
            takes = question.options.get(name)
            option = _NAMES.get(name, f"--{name.replace('_', '-')}")
            if takes is None:
                continue
            if name == "near":
                if _yes(value) and snapshot.published.exists():
                    yield f"--near={snapshot.published}"
            elif takes is _Takes.YES:
                if _yes(value):
                    yield option
            elif takes is _Takes.NO:
                if not _yes(value):
                    yield f"--no-{name}"
            else:
                for one in [value] if isinstance(value, (str, int)) else value:
                    yield f"{option}={one}" if option.startswith("--") else f"{option}{one}"


def _fits(value: object, takes: _Takes) -> bool:
    if takes in (_Takes.YES, _Takes.NO):
        return isinstance(value, bool) or value in ("yes", "no", "on", "off", "true", "false", "1", "0")
    if takes is _Takes.NUMBER:
        return (isinstance(value, int) and not isinstance(value, bool)) or (
            isinstance(value, str) and value.isdecimal()
        )
    if takes is _Takes.TEXTS and isinstance(value, (list, tuple)):
        return all(_fits(one, _Takes.TEXT) for one in value)
    return isinstance(value, str) and "\0" not in value  # which no system takes in a command


def _yes(value: object) -> bool:
    return value is True or value in ("yes", "on", "true", "1")
