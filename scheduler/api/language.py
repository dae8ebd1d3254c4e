"""In which language sentences are told to a program: in English, or as `speaking` says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from scheduler.api.arguments import misfit
from scheduler.text import sentence as sentences


@contextmanager
def speaking(language: Literal["nl", "en"]) -> Iterator[None]:
    """Meanwhile `spoken` and `data` say sentences in that language. Raises ValueError for one that there is not."""
    if not isinstance(language, str):
        raise misfit("language", 'one that netday writes, "nl" or "en"', language)
    from scheduler.text.language import Language  # noqa: PLC0415  it loads Babel, which English can do without

    with sentences.speaking(Language.of(language)):
        yield


def spoken(sentence: object) -> str:
    """A sentence, a case, a finding's or a breach's words, in the language of `speaking`; as `str` each is English."""
    return sentences.spoken(sentence)
