"""The YAML parser's complaint in plain words, at the line where the cause is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import yaml

from scheduler.files.faults import Fault, quoted
from scheduler.text.sanitize import unseen
from scheduler.text.sentence import NOTHING, Phrase, Sentence

_SIGNS = {"tag": "!", "anchor": "&", "alias": "*", "directive": "%", "mapping keys": "?"}  # by what the parser says
_MOST = 20  # faults of one broken file that are looked for
_VALUE = re.compile(r"( *(?:- +)*(?:[\w ]+: +)?)(\S.*)")  # what stands behind `- title: ` or `- ` at the head of a line
NUMBER = re.compile(r"\s*(?:nr\.? *)?\d+\w*\s*", re.IGNORECASE)  # behind a #: `Netwerkdag # 3`
_BETWEEN_QUOTES = re.compile(r"""(?<=[\s,:\[{])(?:"[^"]*"|'[^']*')""")
_APOSTROPHE = re.compile(r"(?:^|[\s\[{,:-])('(?:s|t|n|k|m)\b[^,\]}]*)", re.IGNORECASE)  # 's-Gravenhage, 't Spant


@dataclass(frozen=True)
class _Found:
    """Something that is no YAML. `goes_on`: what is wrong does not end with its line."""

    line: int
    message: Phrase
    goes_on: bool = False


def all_broken(error: Any, text: str, file: str, go_on: Callable[[str], None]) -> list[Fault]:
    """What is wrong with a file that is no YAML: what the parser raised, and what it raises behind that.

    A value that is wrong is left out and `go_on` parses the rest, as long as all of that value stands in one line;
    behind any other the parser would find fault with what is none.
    """
    found = [_broken(error, text)]
    while len(found) < _MOST and (rest := _without(found[-1], text)):
        text = rest
        try:
            go_on(text)
        except yaml.YAMLError as further:
            one = _broken(further, text)
            if one.line > found[-1].line:
                found.append(one)
                continue
        break
    return [Fault(file, one.line, "", one.message) for one in found]


def _without(found: _Found, text: str) -> str:
    """The text without the value in the line of the fault; empty where it may go on in the next line."""
    lines = text.split("\n")
    value = _VALUE.fullmatch(lines[found.line - 1].rstrip("\r")) if found.line else None
    if not value or not value[1].strip() or any(value[2].count(a) != value[2].count(b) for a, b in ("[]", "{}")):
        return ""
    if found.goes_on:
        return ""
    lines[found.line - 1] = f'{value[1]}""'
    return "\n".join(lines)


def _broken(error: Any, text: str) -> _Found:
    """What is wrong with a file that is no YAML, from what the parser raised."""
    problem = getattr(error, "problem", None) or str(error)
    context = getattr(error, "context", None) or ""
    mark = getattr(error, "problem_mark", None)
    begun = getattr(error, "context_mark", None)
    if mark is None:
        return _unseen(text) or _Found(0, _no_yaml(problem))
    lines = text.rstrip("\n").split("\n")
    line = min(mark.line, len(lines) - 1) + 1  # the end of the file counts as a line of its own to the parser
    opened = min(begun.line, len(lines) - 1) + 1 if begun else line
    line_text = lines[line - 1]
    before, character = line_text[: mark.column], line_text[mark.column : mark.column + 1]
    if "quoted scalar" in context and ("end of stream" in problem or "document" in problem):
        hint = _apostrophe(lines[opened - 1])
        return _Found(opened, Sentence("A quote is opened here and not closed.{hint}", hint=hint), goes_on=not hint)
    if own := _starred(lines, error):
        return own
    if character == "\t" or ("token" in problem and "\t" in line_text[: mark.column + 1]):
        return _Found(line, Sentence("A tab stands here; use blanks to indent."))
    if "escape" in problem or "number" in problem:
        message = Sentence(
            "Between {double} and {double} a backslash begins a sign of its own; write {twice} for one that is meant, "
            "or use {single} and {single} for quotes.",
            double='"',
            twice="\\\\",
            single="'",
        )
    elif "cannot start any token" in problem or (character in set(">|-?") and re.search(r"[:,\[{-]\s+$", before)):
        message = _cannot_begin(character)
    elif begun and "block scalar" in context:
        message = _cannot_begin(lines[opened - 1][begun.column])
    elif "mapping values are not allowed" in problem and (glued := _glued(lines, line, mark.column)):
        return glued
    elif "mapping values are not allowed" in problem or "unexpected ':'" in problem:
        message = Sentence(
            "A colon stands where none can be; put a text with a colon between quotes, and mind the indentation."
        )
    elif "flow" in context:
        return _in_brackets(lines, line, opened, mark.column)
    elif "could not find expected ':'" in problem:
        return _Found(
            opened, Sentence('A key without a colon and a value, like "title: Netwerkdag"; mind the indentation.')
        )
    elif "block" in context and (cut := _cut_above(lines, line)):
        message = Sentence(
            "The text of the line above ends before {remark}, for that counts as a remark. Put all of the text between "
            "quotes.",
            remark=cut,
        )
    elif "block" in context and before.rstrip()[-1:] in set("\"'"):
        message = Sentence(
            "Something stands behind the closing quote. Put all of the value between quotes; a quote within it is "
            "written {double} between {quote} and {quote}, and {twice} between {apostrophe} and {apostrophe}.",
            double='\\"',
            quote='"',
            twice="''",
            apostrophe="'",
        )
    elif "block" in context and before.rstrip()[-1:] in set("]}"):
        message = Sentence("Something stands behind the closing bracket. Is a comma or a quote missing?")
    elif "block" in context or "document start" in problem:
        message = Sentence(
            "The indentation does not fit the lines above; keys that belong together begin in the same column."
        )
    elif "sequence entries are not allowed" in problem:
        message = Sentence("A dash stands where no item of a list can begin; mind the indentation.")
    else:
        sign = next((sign for part, sign in _SIGNS.items() if part in f"{context} {problem}"), "")
        message = _cannot_begin(sign) if sign else _no_yaml(problem)
    return _Found(line, message)


def _unseen(text: str) -> _Found | None:
    """The first sign that is no text at all; None where there is none."""
    for number, line in enumerate(text.split("\n"), 1):
        if sign := unseen(line):
            hidden = Sentence(
                "There is a sign in it that nobody can see ({sign}); leave that out of {text}.",
                sign=sign,
                text=quoted(line.strip()),
            )
            return _Found(number, hidden)
    return None


def _no_yaml(problem: str) -> Sentence:
    return Sentence("This is no YAML: {problem}.", problem=" ".join(problem.split()))


def _cannot_begin(sign: str) -> Sentence:
    return Sentence("A value cannot begin with {sign}; put it between quotes.", sign=sign)


def starred(value: str) -> Sentence:
    """What is said of a value that begins with & or *, which are signs of YAML's own."""
    return Sentence(
        "A value cannot begin with {sign}; put it between quotes: {text}.", sign=value[0], text=quoted(value)
    )


def whole_value(line_text: str, column: int) -> str:
    """The plain value that begins at that column, to the end of the line or to where its bracket goes on or ends."""
    before = _BETWEEN_QUOTES.sub("", line_text[:column])
    within = any(before.count(a) > before.count(b) for a, b in ("[]", "{}"))
    ends = r"\s+#|[,\]}]|$" if within else r"\s+#|$"
    return re.split(ends, line_text[column:], maxsplit=1)[0].strip()


def _starred(lines: list[str], error: Any) -> _Found | None:
    """Where the parser took the sign that a value begins with for one of its own."""
    mark, begun = error.problem_mark, error.context_mark
    if begun and re.search("scanning an (anchor|alias)", error.context or ""):
        return _Found(begun.line + 1, starred(whole_value(lines[begun.line], begun.column)))
    text = lines[mark.line] if mark.line < len(lines) else ""
    found = re.search(r"(?:^|[\s,\[{])(\*[^\s,\]}]+\s+)$", text[: mark.column])  # `*Foo bar*` ends behind Foo
    return _Found(mark.line + 1, starred(whole_value(text, found.start(1)))) if found else None


def _apostrophe(line_text: str) -> Sentence:
    """What to do where the quote is an apostrophe; empty where it is none."""
    found = _APOSTROPHE.search(line_text)
    if not found:
        return NOTHING
    return Sentence(' Is it an apostrophe? Put double quotes around: "{text}".', text=found[1].strip())


def _in_brackets(lines: list[str], line: int, opened: int, column: int) -> _Found:
    """What is wrong between brackets."""
    line_text = lines[line - 1]
    if line == opened and line_text[column : column + 1] == ":":
        part = re.split(r"[,{\[]", line_text[:column])[-1]
        name = part.split(":", 1)[-1].strip()
        rest = re.split(r"[,}\]]", line_text[column:])[0].rstrip()
        colon = Sentence("A text with a colon between brackets goes between quotes: {text}.", text=quoted(name + rest))
        return _Found(line, colon)
    if apostrophe := _apostrophe(line_text):
        return _Found(line, Sentence("A quote is opened here and closed too soon.{hint}", hint=apostrophe))
    for number in range(opened, line + 1):
        if cut := _cut_between(lines[number - 1]):
            return _Found(number, cut)
    return _Found(opened, Sentence("A bracket is opened here and not closed, or a comma is missing."))


def _cut_between(line_text: str) -> Phrase:
    """The message where a remark cuts off the text before it, and what closes it; empty where none does."""
    text = _BETWEEN_QUOTES.sub(lambda found: "x" * len(found[0]), line_text)
    sign = re.search(r"(?<=[\s,\[{])#", text)
    if not sign:
        return NOTHING
    before, behind = line_text[: sign.start()], line_text[sign.end() :]
    name = re.split(r"[,{\[]|(?:^|\s)-\s|:\s", before)[-1].strip()
    rest = re.split(r"[,}\]]", behind)[0].rstrip()
    lost = behind[len(rest) :].strip()
    if not lost or (rest[:1].isspace() and not NUMBER.fullmatch(rest) and not re.search(r"[}\]]", behind)):
        return NOTHING
    if before.rstrip()[-1:] == "," and rest[:1].isspace():
        return NOTHING
    return Sentence(
        "Everything from {remark} on counts as a remark, {closes} too. Put the text between quotes: {text}.",
        remark=quoted("#" + rest),
        closes=Sentence("the bracket that closes") if lost[-1] in "]}" else Sentence("the comma"),
        text=quoted(f"{name} #{rest}".strip()),
    )


def _glued(lines: list[str], line: int, column: int) -> _Found | None:
    """Where the line above reads `title:Netwerkdag`; None where it does not."""
    above = next((n for n in range(line - 1, 0, -1) if lines[n - 1].strip()), 0)
    text = lines[above - 1].strip() if above else ""
    own = lines[line - 1]
    if column <= len(own) - len(own.lstrip()) or ": " in text or not re.match(r"[\w ]+:[^\s/]", text):
        return None
    key, _, value = text.partition(":")
    like = f"{key}: {value}"
    return _Found(above, Sentence("A blank is missing behind the colon; write it like {like}", like=like))


def _cut_above(lines: list[str], line: int) -> str:
    """The remark at the end of the line above, as it is to be shown; empty where there is none."""
    found = re.search(r"\s(#\S.*)", lines[line - 2]) if line > 1 else None
    return quoted(found[1]) if found else ""
