"""What all tests of the desk share."""

from __future__ import annotations

import os

import pytest


@pytest.fixture(autouse=True)
def no_power_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is waited for until it is on the disk: these tests kill processes, and never cut the power."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
