"""The Python API as pyright sees it, which many editors ask; mypy sees it in `make types`."""

from __future__ import annotations

import sys

from tests.real.foreign import HOME, run


def test_pyright_agrees_with_every_type_that_the_api_promises() -> None:
    pyright = HOME / "tests" / "real" / "node_modules" / "pyright" / "index.js"
    report = run("node", pyright, "--pythonpath", sys.executable, "-p", HOME / "tests/typing/pyrightconfig.json")
    assert report.splitlines()[-1] == "0 errors, 0 warnings, 0 informations"
