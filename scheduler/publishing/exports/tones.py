"""The colours of pillars in office files, in their order; the page on the web and the booklet have the same."""

from __future__ import annotations

# Light enough for black letters (contrast over 12 to 1); beside each, its mark.
TONES = (
    ("E2EDF8", "1F64A3"),
    ("E1F1E5", "2A7A45"),
    ("FBEECF", "A16500"),
    ("F4E5F4", "8D3F8D"),
    ("D9F1EF", "0E7773"),
    ("FBE5DE", "B5452A"),
    ("E8E7F8", "5450AE"),
    ("EDF1D3", "697A0F"),
)
INK, SOFT = "18212D", "47525F"
PLENARY = "E1E7F0"
LINK = "154A7D"


def in_office(colour: str) -> str:
    """A colour of the house as office files have it.

    >>> in_office("#1b3a5c")
    '1B3A5C'
    """
    return colour.removeprefix("#").upper()
