"""A reader of what a PDF says of its own structure, by ISO 32000 and ISO 14289-1 (PDF/UA), with nothing of netday's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, IndirectObject

# What ISO 32000-1, 14.8.4 knows.
STANDARD = {
    *(
        "Document",
        "Part",
        "Art",
        "Sect",
        "Div",
        "BlockQuote",
        "Caption",
        "TOC",
        "TOCI",
        "Index",
        "NonStruct",
        "Private",
    ),
    *("P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody"),
    *("Table", "TR", "TH", "TD", "THead", "TBody", "TFoot"),
    *("Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT", "RP"),
    *("Warichu", "WT", "WP", "Figure", "Formula", "Form"),
}
WITHIN = {  # what must stand directly in what
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "LI": {"L"},
    "LBody": {"LI"},
    "TOCI": {"TOC"},
}
_PAINTS = {
    b"Tj",
    b"TJ",
    b"'",
    b'"',
    b"f",
    b"F",
    b"f*",
    b"B",
    b"B*",
    b"b",
    b"b*",
    b"S",
    b"s",
    b"Do",
    b"sh",
    b"EI",
    b"INLINE IMAGE",
}


@dataclass
class Part:
    """An element of the structure. `tag`: as the standard calls it. `marked`: (page, MCID) of its own content."""

    tag: str
    facts: DictionaryObject
    inside: list[Part] = field(default_factory=list)
    marked: list[tuple[int, int]] = field(default_factory=list)
    annotations: list[DictionaryObject] = field(default_factory=list)

    def __iter__(self) -> Iterator[Part]:
        """It and all in it, in the order of reading."""
        yield self
        for part in self.inside:
            yield from part

    def attribute(self, name: str) -> Any:
        """Of the table, the list, and so on; None where it has none."""
        given = _got(self.facts.get("/A"))
        for attributes in given if isinstance(given, ArrayObject) else [given]:
            if isinstance(found := _got(attributes), DictionaryObject) and name in found:
                return found[name]
        return None


def structure(reader: PdfReader | PdfWriter) -> Part:
    root = cast("DictionaryObject", reader.root_object["/StructTreeRoot"])
    roles = {str(name)[1:]: str(role)[1:] for name, role in cast("dict[str, str]", root.get("/RoleMap", {})).items()}
    pages = {
        page.indirect_reference.idnum: number for number, page in enumerate(reader.pages) if page.indirect_reference
    }

    def part(facts: DictionaryObject, page: int | None) -> Part:
        tag = str(facts.get("/S", "/"))[1:]
        page = pages[facts.raw_get("/Pg").idnum] if "/Pg" in facts else page
        whole = Part(roles.get(tag, tag), facts)
        children = _got(facts.get("/K"))
        for child in children if isinstance(children, ArrayObject) else [children]:
            found = _got(child)
            if isinstance(found, int):
                assert page is not None
                whole.marked.append((page, found))
            elif isinstance(found, DictionaryObject) and found.get("/Type") == "/MCR":
                where = pages[found.raw_get("/Pg").idnum] if "/Pg" in found else page
                assert where is not None
                whole.marked.append((where, int(str(found["/MCID"]))))
            elif isinstance(found, DictionaryObject) and found.get("/Type") == "/OBJR":
                whole.annotations.append(cast("DictionaryObject", found["/Obj"]))
            elif isinstance(found, DictionaryObject):
                whole.inside.append(part(found, page))
        return whole

    return part(root, None)


def unmarked(reader: PdfReader) -> tuple[list[str], set[tuple[int, int]]]:
    """What is painted outside any marked content, and the (page, MCID) of all that is marked as part of the text."""
    outside: list[str] = []
    marked: set[tuple[int, int]] = set()
    for number, page in enumerate(reader.pages):
        stack: list[bool] = []  # whether it is told what this is
        for operands, operator in ContentStream(page.get_contents(), reader).operations:
            if operator in {b"BDC", b"BMC"}:
                facts = operands[1] if operator == b"BDC" else {}
                if isinstance(facts, DictionaryObject) and "/MCID" in facts:
                    marked.add((number, int(str(facts["/MCID"]))))
                stack.append(operands[0] == "/Artifact" or "/MCID" in facts)
            elif operator == b"EMC":
                stack.pop()
            elif operator in _PAINTS and not any(stack):
                outside.append(f"page {number + 1}: {operator.decode()} {operands}")
        assert stack == []
    return outside, marked


def faults(reader: PdfReader) -> list[str]:
    """All that PDF/UA-1 does not allow, as far as it can be seen from structure and marks."""
    root = reader.root_object
    whole = structure(reader)
    return [
        *_of_the_file(reader, root),
        *_of_the_marks(reader, whole),
        *_of_the_parts(whole),
        *_of_links(reader, whole),
    ]


def _of_the_file(reader: PdfReader, root: DictionaryObject) -> Iterator[str]:
    about = cast("Any", root["/Metadata"]).get_data().decode()
    if not re.search(r"pdfuaid:part(>|=\")1\b", about):
        yield "it does not say that it is PDF/UA-1"
    if not re.search(r"<dc:title>.*?<rdf:li[^>]*>[^<]+<", about, re.DOTALL):
        yield "its metadata have no title"
    if not _yes(root, "/MarkInfo", "/Marked") or _yes(root, "/MarkInfo", "/Suspects"):
        yield "it is not marked, or suspect"
    if not _yes(root, "/ViewerPreferences", "/DisplayDocTitle"):
        yield "a reader shows the name of the file and not its title"
    if not re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", str(root.get("/Lang", ""))):
        yield "it says no language"
    if reader.is_encrypted:
        yield "it is locked"
    yield from (
        f"page {n}: Tab goes in no order" for n, page in enumerate(reader.pages, 1) if page.get("/Tabs") != "/S"
    )


def _of_the_marks(reader: PdfReader, whole: Part) -> Iterator[str]:
    outside, marked = unmarked(reader)
    yield from outside
    placed = Counter(mark for part in whole for mark in part.marked)
    yield from (f"{mark} stands twice in the structure" for mark in sorted(m for m in placed if placed[m] > 1))
    yield from (f"{mark} stands not in the structure" for mark in sorted(marked - set(placed)))
    yield from (f"{mark} is no content" for mark in sorted(set(placed) - marked))


def _of_the_parts(whole: Part) -> Iterator[str]:
    last = 0
    for part in whole:
        for inner in part.inside:
            if inner.tag in WITHIN and part.tag not in WITHIN[inner.tag]:
                yield f"{inner.tag} stands in {part.tag}"
        if part.tag and part.tag not in STANDARD:
            yield f"nobody knows what {part.tag} is"
        if re.fullmatch("H[1-6]", part.tag):
            if int(part.tag[1]) > last + 1:
                yield f"{part.tag} follows H{last}"
            last = int(part.tag[1])
        if part.tag == "TH" and part.attribute("/Scope") not in {"/Column", "/Row", "/Both"}:
            yield "a head of a table says not of what"
        if part.tag in {"Figure", "Formula"} and not (part.facts.get("/Alt") or part.facts.get("/ActualText")):
            yield f"{part.tag} says nothing to who does not see it"
        if part.tag == "Table":
            yield from _of_a_table(part)


def _of_a_table(table: Part) -> Iterator[str]:
    """Rows are as long as each other, with what spans several."""
    taken: set[tuple[int, int]] = set()
    rows = [part for part in table if part.tag == "TR"]
    for number, row in enumerate(rows):
        column = 0
        for cell in row.inside:
            while (number, column) in taken:
                column += 1
            tall, wide = int(cell.attribute("/RowSpan") or 1), int(cell.attribute("/ColSpan") or 1)
            slots = {(number + r, column + c) for r in range(tall) for c in range(wide)}
            if slots & taken:
                yield "two cells of a table stand in one place"
            taken |= slots
            column += wide
    lengths = {sum(1 for row, _ in taken if row == number) for number in range(len(rows))}
    if len(lengths) > 1 or max((row for row, _ in taken), default=-1) >= len(rows):
        yield f"rows of a table have {sorted(lengths)} cells"


def _of_links(reader: PdfReader, whole: Part) -> Iterator[str]:
    in_structure = [annotation for part in whole if part.tag == "Link" for annotation in part.annotations]
    number = 0
    for page in reader.pages:
        for reference in cast("ArrayObject", page.get("/Annots", ArrayObject())):
            annotation = cast("DictionaryObject", _got(reference))
            number += 1
            if annotation.get("/Subtype") != "/Link":
                yield f"a {annotation.get('/Subtype')} that is no link"
            if not str(annotation.get("/Contents", "")).strip():
                yield "a link says not where it leads"
            if "/StructParent" not in annotation:
                yield "a link has no place in the structure"
    if number != len(in_structure):
        yield f"{number} links, of which {len(in_structure)} in the structure"


def _yes(root: DictionaryObject, part: str, name: str) -> bool:
    return str(cast("DictionaryObject", root.get(part, DictionaryObject())).get(name)) == "True"


def _got(given: Any) -> Any:
    return given.get_object() if isinstance(given, IndirectObject) else given
