"""Packed files of which a part is damaged: what is in them is not read, and no error of netday's own comes of it."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZIP_LZMA, ZipFile

import pytest

from scheduler.files import Faults, read
from scheduler.files.workbook.starter import starter_workbook
from scheduler.publishing.exports.formats import FORMATS
from scheduler.publishing.exports.word.check_tags import WrongTemplate
from scheduler.publishing.exports.word.opening import opened
from scheduler.text.packing import part_of
from tests.support.packed import with_damaged

STARTER = starter_workbook(dutch=True)


@pytest.mark.parametrize("part", ["[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_a_workbook_with_a_damaged_part_is_said_to_be_damaged(part: str, tmp_path: Path) -> None:
    (tmp_path / "dag.xlsx").write_bytes(with_damaged(STARTER, part))
    with pytest.raises(Faults) as found:
        read(tmp_path / "dag.xlsx")
    assert [fault.message for fault in found.value.faults] == [
        "This workbook is damaged and cannot be opened. Open it in Excel, and save it anew."
    ]


def test_a_template_with_a_damaged_part_is_said_to_be_damaged() -> None:
    packed = io.BytesIO()
    with ZipFile(packed, "w") as parts:
        parts.writestr("word/document.xml", "<x/>")
        parts.writestr("[Content_Types].xml", "<x/>" * 100, compress_type=8)
    with pytest.raises(WrongTemplate, match="This document is damaged and cannot be opened"):
        opened(with_damaged(packed.getvalue(), "[Content_Types].xml"), "style.docx")


def test_a_damaged_workbook_is_not_one_that_netday_may_write_over() -> None:
    core = "docProps/core.xml"
    assert b"netday" in part_of(STARTER, core)
    assert part_of(with_damaged(STARTER, core), core) == b""
    assert not FORMATS["xlsx"].is_ours(with_damaged(STARTER, core))


def test_a_part_is_empty_where_there_is_none_or_it_cannot_be_read(tmp_path: Path) -> None:
    packed = tmp_path / "some.zip"
    with ZipFile(packed, "w", ZIP_LZMA) as parts:
        parts.writestr("one", b"one" * 50)
    assert part_of(packed, "one", 4) == b"oneo"
    assert part_of(packed, "other") == part_of(tmp_path / "none", "one") == part_of(b"no archive", "one") == b""
    assert part_of(with_damaged(packed.read_bytes(), "one"), "one") == b""
