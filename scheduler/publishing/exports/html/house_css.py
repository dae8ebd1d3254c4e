"""The colours of an organisation on the page, where letters in them can be read."""

from __future__ import annotations

from scheduler.conference.house_style import HouseStyle
from scheduler.text.contrast import READABLE, contrast

# What letters stand on in the light theme: the page, panels, plenaries and the pillars. Of the dark one none is used.
SURFACES = (
    "#ffffff", "#f6f5f1", "#e1e7f0", "#e2edf8", "#e1f1e5", "#fbeecf", "#f4e5f4", "#d9f1ef", "#fbe5de", "#e8e7f8",
    "#edf1d3",
)  # fmt: skip


def house_css(style: HouseStyle) -> str:
    """The rules for it; empty where the day names no colours.

    The bar below the head has both. Headings are in the first, and links in the second, where these can be read.
    """
    if not style.colours:
        return ""
    first, second = style.pair
    rules = [f".bar {{ border-top: 6px solid {first}; border-bottom: 3px solid {second}; }}"]
    light = []
    if contrast(first, "#ffffff") >= READABLE:
        light.append(f"h1, h2 {{ color: {first}; }}")
    if all(contrast(second, surface) >= READABLE for surface in SURFACES):
        light.append(f":root {{ --link: {second}; }}")
    if light:
        rules.append(f"@media print, (prefers-color-scheme: light) {{ {' '.join(light)} }}")
    return "\n".join(rules)
