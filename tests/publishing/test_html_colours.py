"""All that is written on the page can be read against all that it is written on, in light and in dark: WCAG 2.2, AA."""

from __future__ import annotations

import re
from itertools import product

import pytest

from scheduler.publishing.exports.html.contents import TONES
from tests.support.house import HOME

STYLE = (HOME / "scheduler/publishing/exports/html/style.css").read_text("utf-8")
TEXTS = ["ink", "soft", "link", "news"]
SURFACES = ["page", "panel", "plenary", *(f"c{number}" for number in range(TONES))]
MARKS = ["mark", "rule", *(f"m{number}" for number in range(TONES))]


def theme(name: str) -> dict[str, str]:
    """The colours of a theme by name; the dark one says all of them anew."""
    light, dark = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)
    return dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", {"light": light, "dark": dark}[name]))


def luminance(colour: str) -> float:
    """As WCAG 2.2 defines relative luminance."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_reckoned_as_the_standard_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48  # the standard's own example of just too little


@pytest.mark.parametrize("name", ["light", "dark"])
def test_every_text_can_be_read_on_every_surface(name: str) -> None:
    colours = theme(name)
    pairs = {(text, on): round(contrast(colours[text], colours[on]), 2) for text, on in product(TEXTS, SURFACES)}
    assert {pair: found for pair, found in pairs.items() if found < 4.5} == {}


@pytest.mark.parametrize("name", ["light", "dark"])
def test_every_mark_can_be_seen_beside_the_page_and_on_its_own_colour(name: str) -> None:
    colours = theme(name)
    pairs = [(mark, on) for mark, on in product(MARKS, ["page", "panel"])]
    pairs += [(f"m{number}", f"c{number}") for number in range(TONES)] + [("rule", "plenary")]
    found = {(mark, on): round(contrast(colours[mark], colours[on]), 2) for mark, on in pairs}
    assert {pair: ratio for pair, ratio in found.items() if ratio < 3} == {}


def test_both_themes_have_the_same_colours_and_no_rule_has_another() -> None:
    assert theme("light").keys() == theme("dark").keys() == {*TEXTS, *SURFACES, *MARKS, "line"}
    rules = STYLE[STYLE.rindex("--m7") :]
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{]*;)", rules)[1:] == []
