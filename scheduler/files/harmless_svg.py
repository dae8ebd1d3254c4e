"""A drawing (SVG) without what could do harm: scripts, links, and whatever it would fetch from elsewhere."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, ParseError, fromstring, register_namespace, tostring

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_MOST = 20_000  # elements of a logo
_SHAPES = frozenset({
    "svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text",
    "tspan", "textPath", "title", "desc", "style", "image", "linearGradient", "radialGradient", "stop", "clipPath",
    "mask", "pattern", "marker", "switch", "filter", "feBlend", "feColorMatrix", "feComposite", "feFlood",
    "feGaussianBlur", "feMerge", "feMergeNode", "feMorphology", "feOffset", "feDropShadow",
})  # fmt: skip
_INSIDE = re.compile(r"\s*(#[^\s]*|data:image/(png|jpe?g|gif);base64,[A-Za-z0-9+/=\s]*)\s*", re.IGNORECASE)
_FETCHES = re.compile(r"@import|expression\s*\(|javascript:|-moz-binding|url\s*\((?!\s*[\"']?\s*#)", re.IGNORECASE)
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<!DOCTYPE[^<>\[]*>", re.IGNORECASE)


class NotHarmless(ValueError):
    """It is no drawing, or one of which nothing could be kept."""


def harmless(data: bytes) -> tuple[bytes, list[str]]:
    """The drawing with the shapes alone, and what was left out, each named once. Raises NotHarmless.

    >>> harmless(b'<svg xmlns="http://www.w3.org/2000/svg"><script>x</script><path d="M0 0" onclick="y"/></svg>')
    (b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0" /></svg>', ['script', 'onclick'])
    """
    if _ENTITY.search(data):
        raise NotHarmless
    try:
        root = fromstring(_DOCTYPE.sub(b"", data))  # noqa: S314  without entities, and small
    except (ParseError, ValueError, LookupError, RecursionError):
        raise NotHarmless from None
    if root.tag != f"{{{SVG}}}svg" or sum(1 for _ in root.iter()) > _MOST:
        raise NotHarmless
    left_out: dict[str, None] = {}
    _clean(root, left_out)
    _unfold(root, left_out)
    register_namespace("", SVG)
    register_namespace("xlink", XLINK)
    content: bytes = tostring(root)
    return content, list(left_out)


def _clean(top: Element, left_out: dict[str, None]) -> None:
    waiting = [top]
    while waiting:
        element = waiting.pop()
        _clean_attributes(element, left_out)
        for child in list(element):
            space, _, name = str(child.tag).rpartition("}")
            if name == "a" and space == f"{{{SVG}":
                child.tag = f"{{{SVG}}}g"  # what is in a link stays; where it leads to goes
                left_out["a"] = None
                waiting.append(child)
            elif space != f"{{{SVG}" or name not in _SHAPES or (name == "style" and _fetches(child.text or "")):
                element.remove(child)
                if space == f"{{{SVG}" and name != "metadata":  # what drawing programs keep for themselves is no loss
                    left_out[name] = None
            else:
                waiting.append(child)


def _clean_attributes(element: Element, left_out: dict[str, None]) -> None:
    for key, value in list(element.attrib.items()):
        space, _, name = key.rpartition("}")
        if name == "href" and space in ("", f"{{{XLINK}"):
            kept = bool(_INSIDE.fullmatch(value))
        elif space:
            kept = key == "{http://www.w3.org/XML/1998/namespace}space"
            if not kept:
                del element.attrib[key]
            continue
        else:
            kept = not (name.casefold().startswith("on") or _fetches(value))
        if not kept:
            del element.attrib[key]
            left_out[name] = None


def _fetches(style: str) -> bool:
    """Whether it could have something fetched, or hide that it does behind a backslash."""
    return bool(_FETCHES.search(style)) or "\\" in style


def _unfold(root: Element, left_out: dict[str, None]) -> None:
    """A copy of what holds copies itself can make millions of shapes of a few; such copies go."""
    copies = f"{{{SVG}}}use"
    manifold = {element.get("id", "") for element in root.iter() if next(element.iter(copies), None) is not None} | {""}
    for parent in list(root.iter()):
        for child in list(parent):
            target = child.get("href") or child.get(f"{{{XLINK}}}href") or ""
            if child.tag == copies and target.strip().removeprefix("#") in manifold:
                parent.remove(child)
                left_out["use"] = None
