"""In which language the desk speaks."""

from __future__ import annotations

import pytest
from starlette.datastructures import Headers

from scheduler.web.speaking import language_for


@pytest.mark.parametrize(
    ("cookie", "usual", "browser", "expected"),
    [
        ("netday-language=en", "nl", "nl", "en"),
        ("netday-language=fr", "nl", "en", "nl"),
        ("", None, "en-GB,en;q=0.9,nl;q=0.8", "en"),
        ("", None, "fr,nl;q=0.4,en;q=0.7", "en"),
        ("", None, "fr", "nl"),
        ("", None, "en;q=x", "nl"),
        ("", None, "", "nl"),
    ],
)
def test_the_reader_chooses_then_the_desk_then_the_browser(
    cookie: str, usual: str | None, browser: str, expected: str
) -> None:
    headers = Headers({"cookie": cookie, "accept-language": browser})
    assert language_for(headers, usual) == expected
