"""Three ways to use a page in a browser: a mouse, the keyboard alone, and a finger on a telephone.

Each does the same with what is on the page; none asks a script to do what a person could not.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from playwright.sync_api import Locator, Page, expect

_MOST_TABS = 400


class Mouse:
    """Presses what it sees. Letters come from a keyboard, as they do for everybody."""

    device: ClassVar[dict[str, object]] = {"viewport": {"width": 1280, "height": 900}}

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, what: Locator) -> None:
        what.click()

    def write(self, where: Locator, text: str) -> None:
        self.press(where)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def choose(self, where: Locator, label: str) -> None:
        where.select_option(label=label)

    def file(self, field: Locator, path: Path) -> None:
        with self.page.expect_file_chooser() as asked:
            self.press(field)
        asked.value.set_files(path)

    def swap(self, one: Locator, other: Locator) -> None:
        """Drag the one to the other."""
        one.scroll_into_view_if_needed()
        other.scroll_into_view_if_needed()
        start, end = one.bounding_box(), other.bounding_box()
        assert start
        assert end
        self.page.mouse.move(start["x"] + 15, start["y"] + 8)
        self.page.mouse.down()
        self.page.mouse.move(start["x"] + 30, start["y"] + 20, steps=3)
        self.page.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=5)
        self.page.mouse.up()

    def undo(self) -> None:
        self.press(self.page.locator("#undo"))


class Keys(Mouse):
    """Tab, arrows, Enter and letters. Whatever cannot be reached with Tab or arrows cannot be used."""

    def press(self, what: Locator) -> None:
        self._reach(what)
        self.page.keyboard.press("Enter")

    def write(self, where: Locator, text: str) -> None:
        self._reach(where)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def choose(self, where: Locator, label: str) -> None:
        """By its first letters, as in any list; then by arrows where several begin so."""
        self._reach(where)
        self.page.keyboard.type(label)
        assert where.evaluate("each => each.selectedOptions[0].label") == label

    def swap(self, one: Locator, other: Locator) -> None:
        """Enter, arrows, Enter."""
        self._reach(one)
        self.page.keyboard.press("Enter")
        expect(self.page.locator("#picked")).to_be_visible()
        self._arrows(other)
        self.page.keyboard.press("Enter")

    def undo(self) -> None:
        self.page.keyboard.press("Control+z")

    def _reach(self, what: Locator) -> None:
        """Forwards or backwards, whichever way it is; within a grid by arrows."""
        expect(what).to_be_visible()
        if what.evaluate("each => Boolean(each.closest('.grid'))"):
            self._tab_to(what.page.locator(".grid [tabindex='0']").first)
            self._arrows(what)
        else:
            self._tab_to(what)
        assert self._is_at(what)

    def _tab_to(self, what: Locator) -> None:
        for _ in range(_MOST_TABS):
            if self._is_at(what):
                return
            after = what.evaluate(
                "each => Boolean(document.activeElement.compareDocumentPosition(each) & 4)"  # it follows
            )
            self.page.keyboard.press("Tab" if after else "Shift+Tab")
        raise AssertionError(f"the keyboard does not come to {what}")

    def _arrows(self, what: Locator) -> None:
        """Towards where it stands."""
        for _ in range(60):
            if self._is_at(what):
                return
            key = what.evaluate(
                """each => {
                  const here = document.activeElement.getBoundingClientRect();
                  const there = each.getBoundingClientRect();
                  if (there.top >= here.bottom - 1) return "ArrowDown";
                  if (there.bottom <= here.top + 1) return "ArrowUp";
                  return there.left >= here.right - 1 ? "ArrowRight" : "ArrowLeft";
                }"""
            )
            self.page.keyboard.press(key)
        raise AssertionError(f"arrows do not come to {what}")

    @staticmethod
    def _is_at(what: Locator) -> bool:
        return bool(what.evaluate("each => each === document.activeElement"))


class Finger(Mouse):
    """Taps, on a telephone. Sessions are in a list, and the places for one in another."""

    device: ClassVar[dict[str, object]] = {
        "viewport": {"width": 390, "height": 760},
        "has_touch": True,
        "is_mobile": True,
    }

    def press(self, what: Locator) -> None:
        what.tap()

    def write(self, where: Locator, text: str) -> None:
        where.tap()
        where.fill(text)

    def swap(self, one: Locator, other: Locator) -> None:
        self.press(one)
        expect(self.page.locator("#picked")).to_be_visible()
        name = other.get_attribute("data-session")
        choice = self.page.locator(f'#picked .choice[data-other="{name}"]')
        if not choice.is_visible():
            for more in self.page.locator("#picked summary").all():
                self.press(more)
        self.press(choice)


def until(holds: Callable[[], bool], seconds: float = 60) -> None:
    """Asked again until it is so; what never comes to be so fails."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)
