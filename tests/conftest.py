"""How the tests run: how many examples Hypothesis draws, which are quick, and no network."""

from __future__ import annotations

import gc
import ipaddress
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, settings

from tests.support.quick import is_broad, is_slow

# The usual run draws the same examples every time, so that a red run is red for everyone; the deep one searches on.
settings.register_profile("usual", derandomize=True, deadline=None, max_examples=20, print_blob=True)
settings.register_profile("deep", derandomize=False, deadline=None, max_examples=1000, print_blob=True)
settings.register_profile("quick", settings.get_profile("usual"), max_examples=5)
# For `python -m tests.support.mutants`: whether an example fails matters there, not which is the smallest.
for name, examples in (("mutants-few", 5), ("mutants", 25)):
    settings.register_profile(
        name, settings.get_profile("usual"), max_examples=examples, phases=[Phase.explicit, Phase.generate]
    )
os.environ["NETDAY_LANGUAGE"] = "en"  # whatever this machine and the days speak; those of Dutch set it otherwise
os.environ["NETDAY_SETTINGS"] = str(Path(tempfile.gettempdir()) / f"netday-tests-{os.getpid()}")  # not the user's own
settings.load_profile("usual")  # `pytest --hypothesis-profile deep` is heard after this


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--quick", action="store_true", help="leave out what tests/support/quick.py lists")
    parser.addoption("--broad", action="store_true", help="leave in those of them that run lines which no other runs")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--quick"):
        broad = config.getoption("--broad")
        left_out = [item for item in items if is_slow(item.nodeid) and not (broad and is_broad(item.nodeid))]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


def pytest_collection_finish() -> None:
    """What was imported stays until the end: the garbage collector need not walk through it all the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """However many others the machine works for, this is what the tests ask of it."""
    terminalreporter.write_line(f"processor time: {sum(os.times()[:4]):.0f} s, with all that the tests started")


class Offline(Exception):
    """A test reached for the network."""


def _this_machine(host: object) -> bool:
    if isinstance(host, bytes):
        host = host.decode()
    if host in {None, "", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


def _stay_home(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook: Python calls it before any connection is made or any name is looked up."""
    if event in {"socket.connect", "socket.sendto"}:
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None  # the others are sockets of this machine
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    if not _this_machine(host):
        raise Offline(f"The tests work without a network, but one of them reached for {host}.")


sys.addaudithook(_stay_home)
