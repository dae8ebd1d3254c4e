"""From values to a PDF: the template is compiled with the fonts that Typst brings, without network or files of others.

The values go in as JSON, so that no title can be read as a command to the typesetter. PDF/UA forbids signs that no font
has: those are printed as □, and the booklet says so.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scheduler.text.sanitize import line, text

if TYPE_CHECKING:
    import typst

MISSING = "□"

_HERE = Path(__file__).parent
_HEADINGS = {"title", "name", "heading"}  # PDF/UA wants something in them
_PARAGRAPHS = {"letter", "paragraphs", "note"}  # where a line end is a line end
_DRAWINGS = {"svg", "bytes"}
_SURE = re.compile(r"[ -~\n\u00a0-\u017f\u2010-\u2027\u2030-\u203a\u20ac□]+")  # in every edition of the fonts
_NAMED = re.compile(r"the text `\"((?:[^\"\\]|\\.)+)\"` could not be displayed")
_ESCAPED = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")
_JOINERS = "[\ufe00-\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*"
_MONSTER = re.compile(r"[^\s\u200b]{41,}")
_PIECE = re.compile(r".{1,20}")
_ROUNDS = 4


def to_pdf(values: dict[str, Any], template: str = "booklet.typ") -> bytes:
    """The template filled, as PDF; the same values give the same bytes."""
    import typst  # noqa: PLC0415  for who makes a PDF

    values = _mapped(values, lambda given: _breakable(line(given, most=None)), lambda given: _breakable(text(given)))
    odd = set(_SURE.sub("", json.dumps(values, ensure_ascii=False)))
    missing = _not_in_the_fonts(odd) if odd else set()
    for _ in range(_ROUNDS):
        try:
            return _compiled(template, _without(values, missing))
        except typst.TypstError as error:
            # Some signs are there, but not together: a letter of one font under an accent of another.
            if found := _named(error) - missing:
                missing |= found
            elif (values.get("house") or {}).get("logo"):
                values = _without_picture(values)  # it is whole, but of a sort that Typst cannot draw
            else:
                raise
    return _compiled(template, _without(values, odd))


def _without_picture(values: dict[str, Any]) -> dict[str, Any]:
    """The values with what the logo says in the place of the logo."""
    house = values["house"]
    return {**values, "house": {**house, "logo": None, "says": house["logo"]["text"]}}


def _not_in_the_fonts(signs: set[str]) -> set[str]:
    import typst  # noqa: PLC0415

    try:
        _compiled("probe.typ", {"signs": sorted(signs)})
    except typst.TypstError as error:
        return _named(error)
    return set()


def _named(error: typst.TypstError) -> set[str]:
    """The signs that Typst cannot print, as it names them; a letter that is sure to be there is not at fault."""
    texts = [_ESCAPED.sub(_unescaped, found) for found in _NAMED.findall(error.diagnostic)]
    return set(_SURE.sub("", "".join(texts)))


def _unescaped(found: re.Match[str]) -> str:
    if found[1]:
        return chr(int(found[1], 16))
    return {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}.get(found[2], found[2])


def _without(values: dict[str, Any], missing: set[str]) -> dict[str, Any]:
    """The values with □ for each of these; one for what is joined into a picture, none for what changes another."""
    if not missing:
        return {**values, "remark": False}
    signs = "[" + "".join(map(re.escape, sorted(missing))) + "]"
    joined = re.compile(f"{signs}{_JOINERS}(?:\u200d{signs}{_JOINERS})*")
    marks = {sign for sign in missing if unicodedata.category(sign) in {"Mn", "Mc", "Me", "Cf", "Sk"}}

    def fit(given: str) -> str:
        return joined.sub(lambda found: "" if set(found[0]) <= marks else MISSING, given)

    return {**_mapped(values, fit, fit), "remark": True}


def _breakable(given: str) -> str:
    """The text with places to break a word wider than any column; an address is broken at its strokes."""
    return _MONSTER.sub(
        lambda found: found[0] if "://" in found[0][:200] else "\u200b".join(_PIECE.findall(found[0])), given
    )


def _mapped(values: Any, short: Callable[[str], str], long: Callable[[str], str], key: str = "") -> Any:
    """The values with each text changed: by `long` where a line end is a line end, elsewhere by `short`."""
    if key in _DRAWINGS:
        return values
    if isinstance(values, str):
        mapped = long(values) if key in _PARAGRAPHS else short(values)
        return "–" if values and key in _HEADINGS and not _visible(mapped) else mapped
    if isinstance(values, dict):
        return {name: _mapped(value, short, long, name) for name, value in values.items()}
    if isinstance(values, list):
        return [_mapped(value, short, long, key) for value in values]
    return values


def _visible(printed: str) -> bool:
    return any(unicodedata.category(sign)[0] not in "CZM" for sign in printed)


def _compiled(template: str, values: dict[str, Any]) -> bytes:
    import typst  # noqa: PLC0415

    return typst.compile(
        str(_HERE / template),
        root=str(_HERE),
        ignore_system_fonts=True,
        sys_inputs={"values": json.dumps(values, ensure_ascii=False)},
        pdf_standards=["ua-1"],
    )
