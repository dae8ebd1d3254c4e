"""The YAML parser's complaint in plain words, at the line where the cause is."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import yaml

from scheduler.files.faults import Fault, quoted

_MOST = 20  # faults of one broken file that are looked for
_VALUE = re.compile(r"( *(?:- +)*(?:[\w ]+: +)?)(\S.*)")  # what stands behind `- title: ` or `- ` at the head of a line
NUMBER = re.compile(r"\s*(?:nr\.? *)?\d+\w*\s*", re.IGNORECASE)  # behind a #: `Netwerkdag # 3`
_BETWEEN_QUOTES = re.compile(r"""(?<=[\s,:\[{])(?:"[^"]*"|'[^']*')""")
_OPEN_QUOTE = "A quote is opened here and not closed."
_APOSTROPHE = re.compile(r"(?:^|[\s\[{,:-])('(?:s|t|n|k|m)\b[^,\]}]*)", re.IGNORECASE)  # 's-Gravenhage, 't Spant


def all_broken(error: Any, text: str, file: str, go_on: Callable[[str], None]) -> list[Fault]:
    """What is wrong with a file that is no YAML: what the parser raised, and what it raises behind that.

    A value that is wrong is left out and `go_on` parses the rest, as long as all of that value stands in one line;
    behind any other the parser would find fault with what is none.
    """
    faults = [broken(error, text, file)]
    while len(faults) < _MOST and (rest := _without(faults[-1], text)):
        text = rest
        try:
            go_on(text)
        except yaml.YAMLError as further:
            fault = broken(further, text, file)
            if fault.line > faults[-1].line:
                faults.append(fault)
                continue
        break
    return faults


def _without(fault: Fault, text: str) -> str:
    """The text without the value in the line of the fault; empty where it may go on in the next line."""
    lines = text.split("\n")
    value = _VALUE.fullmatch(lines[fault.line - 1].rstrip("\r")) if fault.line else None
    if not value or not value[1].strip() or any(value[2].count(a) != value[2].count(b) for a, b in ("[]", "{}")):
        return ""
    if fault.message == _OPEN_QUOTE:
        return ""
    lines[fault.line - 1] = f'{value[1]}""'
    return "\n".join(lines)


def broken(error: Any, text: str, file: str) -> Fault:
    """What is wrong with a file that is no YAML, from what the parser raised."""
    problem = getattr(error, "problem", None) or str(error)
    context = getattr(error, "context", None) or ""
    mark = getattr(error, "problem_mark", None)
    begun = getattr(error, "context_mark", None)
    if mark is None:
        return Fault(file, 0, "", f"This is no YAML: {' '.join(problem.split())}.")
    lines = text.rstrip("\n").split("\n")
    line = min(mark.line, len(lines) - 1) + 1  # the end of the file counts as a line of its own to the parser
    opened = min(begun.line, len(lines) - 1) + 1 if begun else line
    line_text = lines[line - 1]
    before, character = line_text[: mark.column], line_text[mark.column : mark.column + 1]
    if "quoted scalar" in context and ("end of stream" in problem or "document" in problem):
        return Fault(file, opened, "", _OPEN_QUOTE + _apostrophe(lines[opened - 1]))
    if own := _starred(lines, error):
        return Fault(file, *own)
    if character == "\t" or ("token" in problem and "\t" in line_text[: mark.column + 1]):
        return Fault(file, line, "", "A tab stands here; use blanks to indent.")
    if "escape" in problem:
        message = (
            'Between " and " a backslash begins a sign of its own; write \\\\ for one that is meant, '
            "or use ' and ' for quotes."
        )
    elif "cannot start any token" in problem or (character in set(">|-?") and re.search(r"[:,\[{-]\s+$", before)):
        message = f"A value cannot begin with {character}; put it between quotes."
    elif begun and "block scalar" in context:
        message = f"A value cannot begin with {lines[opened - 1][begun.column]}; put it between quotes."
    elif "mapping values are not allowed" in problem and (glued := _glued(lines, line, mark.column)):
        return Fault(file, *glued)
    elif "mapping values are not allowed" in problem:
        message = "A colon stands where none can be; put a text with a colon between quotes, and mind the indentation."
    elif "flow" in context:
        return Fault(file, *_in_brackets(lines, line, opened, mark.column))
    elif "could not find expected ':'" in problem:
        return Fault(
            file, opened, "", 'A key without a colon and a value, like "title: Netwerkdag"; mind the indentation.'
        )
    elif "block" in context and (cut := _cut_above(lines, line)):
        message = (
            f"The text of the line above ends before {cut}, for that counts as a remark. "
            "Put all of the text between quotes."
        )
    elif "block" in context and before.rstrip()[-1:] in set("\"'"):
        message = (
            "Something stands behind the closing quote. Put all of the value between quotes; "
            "a quote within it is written \\\" between \" and \", and '' between ' and '."
        )
    elif "block" in context and before.rstrip()[-1:] in set("]}"):
        message = "Something stands behind the closing bracket. Is a comma or a quote missing?"
    elif "block" in context:
        message = "The indentation does not fit the lines above; keys that belong together begin in the same column."
    else:
        message = f"This is no YAML: {' '.join(problem.split())}."
    return Fault(file, line, "", message)


def starred(value: str) -> str:
    """What is said of a value that begins with & or *, which are signs of YAML's own."""
    return f"A value cannot begin with {value[0]}; put it between quotes: {quoted(value)}."


def whole_value(line_text: str, column: int) -> str:
    """The plain value that begins at that column, to the end of the line or to where its bracket goes on or ends."""
    before = _BETWEEN_QUOTES.sub("", line_text[:column])
    within = any(before.count(a) > before.count(b) for a, b in ("[]", "{}"))
    ends = r"\s+#|[,\]}]|$" if within else r"\s+#|$"
    return re.split(ends, line_text[column:], maxsplit=1)[0].strip()


def _starred(lines: list[str], error: Any) -> tuple[int, str, str] | None:
    """Line, place and message where the parser took the sign that a value begins with for one of its own."""
    mark, begun = error.problem_mark, error.context_mark
    if begun and re.search("scanning an (anchor|alias)", error.context or ""):
        return begun.line + 1, "", starred(whole_value(lines[begun.line], begun.column))
    text = lines[mark.line] if mark.line < len(lines) else ""
    found = re.search(r"(?:^|[\s,\[{])(\*[^\s,\]}]+\s+)$", text[: mark.column])  # `*Foo bar*` ends behind Foo
    return (mark.line + 1, "", starred(whole_value(text, found.start(1)))) if found else None


def _apostrophe(line_text: str) -> str:
    """What to do where the quote is an apostrophe; empty where it is none."""
    found = _APOSTROPHE.search(line_text)
    return f' Is it an apostrophe? Put double quotes around: "{found[1].strip()}".' if found else ""


def _in_brackets(lines: list[str], line: int, opened: int, column: int) -> tuple[int, str, str]:
    """Line, place and message of what is wrong between brackets."""
    line_text = lines[line - 1]
    if line == opened and line_text[column : column + 1] == ":":
        part = re.split(r"[,{\[]", line_text[:column])[-1]
        name = part.split(":", 1)[-1].strip()
        rest = re.split(r"[,}\]]", line_text[column:])[0].rstrip()
        return line, "", f"A text with a colon between brackets goes between quotes: {quoted(name + rest)}."
    if apostrophe := _apostrophe(line_text):
        return line, "", f"A quote is opened here and closed too soon.{apostrophe}"
    for number in range(opened, line + 1):
        if cut := _cut_between(lines[number - 1]):
            return number, "", cut
    return opened, "", "A bracket is opened here and not closed, or a comma is missing."


def _cut_between(line_text: str) -> str:
    """The message where a remark cuts off the text before it, and what closes it; empty where none does."""
    text = _BETWEEN_QUOTES.sub(lambda found: "x" * len(found[0]), line_text)
    sign = re.search(r"(?<=[\s,\[{])#", text)
    if not sign:
        return ""
    before, behind = line_text[: sign.start()], line_text[sign.end() :]
    name = re.split(r"[,{\[]|(?:^|\s)-\s|:\s", before)[-1].strip()
    rest = re.split(r"[,}\]]", behind)[0].rstrip()
    lost = behind[len(rest) :].strip()
    if not lost or (rest[:1].isspace() and not NUMBER.fullmatch(rest) and not re.search(r"[}\]]", behind)):
        return ""
    if before.rstrip()[-1:] == "," and rest[:1].isspace():
        return ""
    closes = "the bracket that closes" if lost[-1] in "]}" else "the comma"
    return (
        f"Everything from {quoted('#' + rest)} on counts as a remark, {closes} too. "
        f"Put the text between quotes: {quoted(f'{name} #{rest}'.strip())}."
    )


def _glued(lines: list[str], line: int, column: int) -> tuple[int, str, str] | None:
    """Line, place and message where the line above reads `title:Netwerkdag`; None where it does not."""
    above = next((n for n in range(line - 1, 0, -1) if lines[n - 1].strip()), 0)
    text = lines[above - 1].strip() if above else ""
    own = lines[line - 1]
    if column <= len(own) - len(own.lstrip()) or ": " in text or not re.match(r"[\w ]+:[^\s/]", text):
        return None
    key, _, value = text.partition(":")
    return above, "", f"A blank is missing behind the colon; write it like {key}: {value}"


def _cut_above(lines: list[str], line: int) -> str:
    """The remark at the end of the line above, as it is to be shown; empty where there is none."""
    found = re.search(r"\s(#\S.*)", lines[line - 2]) if line > 1 else None
    return quoted(found[1]) if found else ""
