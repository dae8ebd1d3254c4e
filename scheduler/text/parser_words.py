"""What parsers that others wrote say of a file that they cannot read, in words that can be said in Dutch too."""

from __future__ import annotations

from scheduler.text.sentence import Phrase, Sentence, marked, phrase

_KNOWN = {
    # of XML
    marked("syntax error"),
    marked("no element found"),
    marked("not well-formed (invalid token)"),
    marked("unclosed token"),
    marked("mismatched tag"),
    marked("duplicate attribute"),
    marked("junk after document element"),
    marked("undefined entity"),
    marked("unbound prefix"),
    marked("unclosed CDATA section"),
    marked("XML or text declaration not at start of entity"),
    marked("XML declaration not well-formed"),
    # of JSON
    marked("Expecting value"),
    marked("Expecting property name enclosed in double quotes"),
    marked("Expecting ':' delimiter"),
    marked("Expecting ',' delimiter"),
    marked("Extra data"),
    marked("Invalid control character at"),
    marked("Invalid \\escape"),
    marked("Unterminated string starting at"),
}


def parser_reason(words: str) -> Phrase:
    """The words of a parser.

    >>> parser_reason("mismatched tag").parts["values"]["words"]["template"]
    'mismatched tag'
    """
    return phrase(words) if words in _KNOWN else Sentence("{words}", words=words)
