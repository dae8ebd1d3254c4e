"""How well one colour can be read on another, as WCAG 2.2 reckons it; colours are `#rrggbb`."""

from __future__ import annotations

READABLE = 4.5  # of letters, level AA


def luminance(colour: str) -> float:
    """From 0 for black to 1 for white.

    >>> luminance("#ffffff")
    1.0
    """
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1, for colours that are alike, to 21, for black on white.

    >>> contrast("#000000", "#ffffff"), round(contrast("#777777", "#ffffff"), 2)
    (21.0, 4.48)
    """
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def letters_on(colour: str) -> str:
    """White or black, whichever reads better on it; one of them always can be read.

    >>> letters_on("#1b3a5c"), letters_on("#ffcc00")
    ('#ffffff', '#000000')
    """
    return "#ffffff" if contrast(colour, "#ffffff") >= contrast(colour, "#000000") else "#000000"
