"""A template filled: checked as a whole, filled by docxtpl in a sandbox, and mended where Word would stumble."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import Environment, TemplateError

from scheduler.publishing.exports.word.check_tags import TagCheck, TemplateFault, WrongTemplate, environment
from scheduler.publishing.exports.word.house_looks import LogoField
from scheduler.publishing.exports.word.opening import opened
from scheduler.publishing.exports.word.tags import Tag, as_they_were, only_tags, tags_of, without_signs, write_tags
from scheduler.text.sentence import NOTHING, Phrase, Sentence

_MOST_STEPS = 200_000  # things that a template may repeat in all
_PARTS = {
    CONTENT_TYPE.WML_HEADER: Sentence("header"),
    CONTENT_TYPE.WML_FOOTER: Sentence("footer"),
    CONTENT_TYPE.WML_FOOTNOTES: Sentence("footnote"),
}


class Template:
    """A template that was read, and whose tags are right. Raises WrongTemplate with all that is wrong with it."""

    def __init__(self, data: bytes, name: str, code: str) -> None:
        """`name`: of the file, for what is said of it; `code`: the language in which fields are proposed."""
        self.name = name
        self.word = _document(opened(data, name), name)
        check = TagCheck(name, code)
        for root, part, keep in _texts(self.word):
            without_signs(root)
            by_paragraph = list(tags_of(root, part))
            check.read(tag for tags in by_paragraph for tag in tags)
            if not check.faults:
                _written(by_paragraph, check)
                only_tags(root)
                keep(root)
        if check.faults:
            raise WrongTemplate(check.faults)

    def filled(self, values: dict[str, Any]) -> WordDocument:
        """The document. `values`: of all fields, by name."""
        filling = _Filling(_bytes(self.word))
        counted = _Steps()
        try:
            filling.render(_counted(values, counted), environment(), autoescape=True)
        except _TooMuch:
            raise self._wrong(Sentence("The template repeats so much that its document would have no end.")) from None
        except (SyntaxError, TemplateError):  # tags in what Word itself does not show as text
            raise self._wrong(Sentence("The fields of this template stand in each other's way.")) from None
        result = io.BytesIO()
        filling.save(result)
        word = docx.Document(io.BytesIO(result.getvalue()))
        for root, _, keep in _texts(word):
            _mend(root)
            as_they_were(root)
            keep(root)
        return word

    def _wrong(self, message: Sentence) -> WrongTemplate:
        return WrongTemplate([TemplateFault(self.name, NOTHING, "", message)])


class _Filling(DocxTemplate):  # type: ignore[misc]  # it has no types
    """Fills texts and nothing else: titles that look like docxtpl's own signs stay as they are."""

    def render_xml_part(self, src_xml: str, part: Any, context: dict[str, Any], jinja_env: Environment) -> str:
        self.current_rendering_part = part
        for value in context.values():
            if isinstance(value, LogoField):
                value.part = part
        filled: str = self.resolve_listing(jinja_env.from_string(src_xml).render(context))
        return filled

    def fix_tables(self, xml: str) -> Any:
        """Read as it is: docxtpl counts the columns of a table in a table to those of the outer one; see `_mend`."""
        return parse_xml(xml)

    def fix_docpr_ids(self, tree: Any) -> None:
        """Pictures that were repeated have numbers of their own."""
        for picture in tree.iter(qn("wp:docPr")):
            self.docx_ids_index += 1
            picture.set("id", str(self.docx_ids_index))

    def render_properties(self, context: dict[str, Any], jinja_env: Environment | None = None) -> None:
        """What the file says of itself is ours."""


class _TooMuch(Exception):
    pass


class _Steps:
    def __init__(self) -> None:
        self.left = _MOST_STEPS

    def take(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise _TooMuch


class _Counted(list[Any]):
    """Counts what is repeated, for lists in lists in lists could go on for days."""

    steps: _Steps

    def __iter__(self) -> Iterator[Any]:
        for one in super().__iter__():
            self.steps.take()
            yield one


def _counted(value: Any, steps: _Steps) -> Any:
    if isinstance(value, list):
        counted = _Counted(_counted(one, steps) for one in value)
        counted.steps = steps
        return counted
    if isinstance(value, dict):
        return {name: _counted(one, steps) for name, one in value.items()}
    return value


def _document(data: bytes, name: str) -> WordDocument:
    try:
        word = docx.Document(io.BytesIO(data))
        word.element.body.iter()
    except Exception:  # noqa: BLE001  whatever a stranger's file does to the library, it is that file
        message = Sentence("This document is damaged and cannot be opened. Open it in Word, and save it anew.")
        raise WrongTemplate([TemplateFault(name, NOTHING, "", message)]) from None
    return word


def _bytes(word: WordDocument) -> io.BytesIO:
    result = io.BytesIO()
    word.save(result)
    return io.BytesIO(result.getvalue())


def _texts(word: WordDocument) -> Iterator[tuple[Any, Phrase | None, Any]]:
    """The parts that are filled: their XML, what they are called (None: the text itself), and how to keep a change."""
    yield word.element.body, None, lambda _: None
    for part in word.part.package.iter_parts():
        named = _PARTS.get(part.content_type)
        if named is None:
            continue
        root = getattr(part, "element", None)
        if root is not None:
            yield root, named, lambda _: None
        else:
            yield parse_xml(part.blob), named, lambda root, part=part: setattr(part, "_blob", serialize_part_xml(root))


def _written(by_paragraph: list[list[Tag]], check: TagCheck) -> None:
    for tags in by_paragraph:
        write_tags(tags[0].paragraph, [tag.written(check.levels[tag]) for tag in tags])


def _mend(root: Any) -> None:
    """What lists that are empty leave behind: Word opens no cell without a paragraph, and no table without rows."""
    for row in [row for row in root.iter(qn("w:tr")) if row.find(qn("w:tc")) is None]:
        row.getparent().remove(row)
    for table in [table for table in root.iter(qn("w:tbl")) if table.find(qn("w:tr")) is None]:
        table.getparent().remove(table)
    for table in root.iter(qn("w:tbl")):
        _fit_columns(table)
    for name in ("w:tc", "w:hdr", "w:ftr", "w:footnote", "w:txbxContent"):
        for home in [root] if root.tag == qn(name) else root.iter(qn(name)):
            if len(home) == 0 or home[-1].tag != qn("w:p"):
                home.append(home.makeelement(qn("w:p"), {}))


def _fit_columns(table: Any) -> None:
    """Where cells were repeated, a table has other columns than it says: share its width among them."""
    widest = max(sum(_span(cell) for cell in row.findall(qn("w:tc"))) for row in table.findall(qn("w:tr")))
    columns = table.find(qn("w:tblGrid"))
    if columns is None or len(columns) >= widest:
        return
    whole = sum(int(column.get(qn("w:w")) or 0) for column in columns)
    for _ in range(widest - len(columns)):
        columns.append(columns.makeelement(qn("w:gridCol"), {}))
    for column in columns:
        column.set(qn("w:w"), str(whole // widest))


def _span(cell: Any) -> int:
    span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    return 1 if span is None else int(span.get(qn("w:val")))
