"""Normal forms are those of Unicode, however many marks stand on a letter."""

from __future__ import annotations

import unicodedata
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

from scheduler.text.letters import normalized

MARKS = "\u0301\u0327\u0345\u0f71\u0f72\u0f73\u0344\u0338\u05b0\u3099\u1161"
Form = Literal["NFC", "NFD", "NFKC", "NFKD"]


@given(
    text=st.one_of(st.text(), st.text(st.sampled_from(MARKS), min_size=31, max_size=90).map("aé漢{}e".format)),
    form=st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]),
)
def test_the_normal_form_is_that_of_unicode(text: str, form: Form) -> None:
    assert normalized(form, text) == unicodedata.normalize(form, text)
