"""What people type into YAML that it takes for something else, without a word: remarks, keys, and quotes of Word."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import Any

import yaml

from scheduler.files.faults import Fault, quoted, remarked
from scheduler.files.values import YES
from scheduler.files.yaml_faults import NUMBER, starred, whole_value
from scheduler.text.sentence import Phrase, Sentence, plural
from scheduler.text.wording import listing

_OPENING, _CLOSING = "“„", "”“"
_RULED = set(" \t#-=*~_")  # what lines under a heading are drawn with


@dataclass
class _Alone:
    """Keys of one pair of braces without a colon, one after another, and the key and value before them."""

    line: int
    before: dict[str, tuple[int, Any]]
    last: str
    value: str | None
    names: list[str]

    @property
    def message(self) -> Phrase:
        names = listing(map(quoted, self.names)) if len(self.names) < 3 else quoted(", ".join(self.names))
        if self.value is None:
            return plural(
                len(self.names),
                "{names} stands between {open} and {close} without a colon. A list of names stands between [ and ].",
                "{names} stand between {open} and {close} without a colon. A list of names stands between [ and ].",
                names=names,
                open="{",
                close="}",
            )
        whole = quoted(", ".join([self.value, *self.names]).translate(_NO_CURLY))
        return plural(
            len(self.names),
            '{names} stands without a colon and a value, so it counts for nothing. Does it belong to "{key}"? Put that '
            "between quotes: {key}: {whole}.",
            '{names} stand without a colon and a value, so they count for nothing. Do they belong to "{key}"? Put that '
            "between quotes: {key}: {whole}.",
            names=names,
            key=self.last,
            whole=whole,
        )


class Slips:
    """Listens to the events of the parser one by one, and notes what was typed and would not count.

    `faults`: what is lost, once all has been heard. `remarks`: what most likely is as meant.
    """

    def __init__(self, text: str, file: str) -> None:
        self.text, self.file = text, file
        self._faults: list[Fault] = []
        self.remarks: list[Phrase] = []
        self._before: Any = None  # the last value or key; None where a bracket came after it
        self._read, self._line = 0, 1  # up to where the text has been gone through
        self._gap = ""  # what stands between the last event and this one
        self._alone: list[_Alone] = []
        self._anchors: dict[str, list[Fault]] = {}  # what is said where no other place refers to it

    @property
    def faults(self) -> list[Fault]:
        alone = [Fault(self.file, alone.line, "", alone.message) for alone in self._alone]
        return [*self._faults, *alone, *chain.from_iterable(self._anchors.values())]

    def between(self, event: Any) -> None:
        """What stands between the event before and this one is no part of either."""
        start, begins = event.start_mark.index, event.start_mark.line + 1
        self._gap = self.text[self._read : start]
        if "#" in self._gap:
            self._remarks()
        self._read, self._line = event.end_mark.index, event.end_mark.line + 1
        if isinstance(event, yaml.ScalarEvent):
            self._before = event
            if event.anchor:
                message = starred(self._written(event))
                self._anchors.setdefault(event.anchor, []).append(Fault(self.file, begins, "", message))
            if not event.style and event.value[:1] in _OPENING and event.value:
                self._curly(event)
        elif event.end_mark.index > event.start_mark.index:  # a bracket
            self._before = None
        if isinstance(event, yaml.CollectionStartEvent) and event.anchor:
            self._anchors.setdefault(event.anchor, [])

    def reference(self, event: Any) -> Phrase:
        """What is said of a value that the parser takes to refer to another: that, or that it begins with a *."""
        if event.anchor not in self._anchors:
            return starred(self._written(event))
        self._anchors[event.anchor].clear()
        return Sentence(
            "{reference} refers to another place; write out what should stand here.",
            reference=quoted(f"*{event.anchor}"),
        )

    def _written(self, event: Any) -> str:
        """The value with the sign it begins with."""
        begin = self.text.rfind("\n", 0, event.start_mark.index) + 1
        end = self.text.find("\n", begin)
        line_text = self.text[begin : end if end >= 0 else len(self.text)]
        return whole_value(line_text, event.start_mark.index - begin)

    def _remarks(self) -> None:
        """Each remark in the gap that stands behind something, and looks as if it were no remark."""
        at = 0
        for line, part in enumerate(self._gap.split("\n"), self._line):
            sign = part.find("#")
            if sign >= 0:
                position = self._read + at + sign
                line_begin = self.text.rfind("\n", 0, position) + 1
                if self.text[line_begin:position].strip():
                    self._remark(position, line, first=not at)
            at += len(part) + 1

    def _remark(self, position: int, line: int, *, first: bool) -> None:
        end = self.text.find("\n", position)
        behind = self.text[position + 1 : end if end >= 0 else len(self.text)].rstrip()
        if not behind or set(behind) <= _RULED or (behind[0].isspace() and not NUMBER.fullmatch(behind)):
            return
        cut = quoted(f"#{behind}")
        value = self._before.value if first and self._before is not None and ":" not in self._gap else ""
        if first and self._before is not None and not self._before.value and not self._before.style:
            nothing = Sentence(
                "{remark} counts as a remark, so nothing stands here. Put it between quotes: {remark}.", remark=cut
            )
            self._fault(line, nothing)
        elif _is_text(value):
            whole = quoted(f"{' '.join(value.split())} #{behind}")
            otherwise = Sentence("If not, put a blank behind the #.")
            if NUMBER.fullmatch(behind):  # with a blank too it is most likely the third of its kind
                otherwise = Sentence("If not, give the remark a line of its own.")
            self._fault(
                line,
                Sentence(
                    "{remark} counts as a remark and is left out of {text}. Does it belong to it? Put all of it "
                    "between quotes: {whole}. {otherwise}",
                    remark=cut,
                    text=quoted(value),
                    whole=whole,
                    otherwise=otherwise,
                ),
            )
        else:
            self._say(line, Sentence("{remark} counts as a remark; netday does not read it.", remark=cut))

    def stands_alone(self, line: int, key: str, before: dict[str, tuple[int, Any]]) -> bool:
        """Whether there is no colon behind the key: then it is noted, and what it most likely belongs to.

        `before`: the keys before it, with what stands behind each.
        """
        if ":" in self._gap:
            return False
        last = next(reversed(before), "")
        value = getattr(before[last][1], "value", None) if last else None
        same = self._alone[-1] if self._alone else None
        if same and same.before is before and same.last == last:
            same.names.append(key)
        else:
            self._alone.append(_Alone(line, before, last, value, [key]))
        return True

    def _curly(self, event: Any) -> None:
        """Quotes as Word types them: they hold nothing together, and are printed."""
        value = event.value
        inner = value[1:-1]
        if not any(sign in _CLOSING for sign in value[1:]):
            self._fault(
                event.start_mark.line + 1,
                Sentence(
                    "{text} begins with a curly quote, as Word types it, that is not closed; it holds nothing "
                    'together. Use straight quotes: "…".',
                    text=quoted(value),
                ),
            )
        elif value[-1] in _CLOSING and not any(sign in _OPENING + _CLOSING for sign in inner):
            printed = Sentence(
                "The curly quotes of {text} are printed as they stand; straight ones would not be.", text=quoted(value)
            )
            self._say(event.start_mark.line + 1, printed)

    def _say(self, line: int, remark: Phrase) -> None:
        self.remarks.append(remarked(self.file, line, remark))

    def _fault(self, line: int, message: Phrase) -> None:
        self._faults.append(Fault(self.file, line, "", message))


_NO_CURLY = str.maketrans(dict.fromkeys("“”„‟"))


def _is_text(value: str) -> bool:
    """Whether something may have been cut off: words, and no number, hour or yes."""
    return any(letter.isalpha() for letter in value) and value.casefold() not in YES
