"""What explain writes into a day file in Dutch is Dutch, and says the same as in the English file of that day."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.files import Instance, read
from scheduler.files.edit.day_files import DayFiles
from scheduler.questions.explain import Explained, explain
from scheduler.questions.explain.data import as_data
from tests.questions.test_remedies_on_disk import IMPOSSIBLE, MORE_THAN_WORDS, applied
from tests.support.in_dutch import in_dutch

TEXTS = MORE_THAN_WORDS | {
    folder.name: (folder / "day.yaml").read_text(encoding="utf-8")
    for folder in IMPOSSIBLE
    if folder.name in ("board-without-quorum", "guest-leaves-too-early", "pinned-twice", "clique-of-groups")
}


def after_each_remedy(text: str, folder: Path) -> dict[str, tuple[Instance, str]]:
    """By what each asks: the day that its edits make, and its text."""
    folder.mkdir()
    (folder / "day.yaml").write_text(text, encoding="utf-8")
    answer = explain(read(folder).problem, limit=120, costs=False, files=DayFiles.of(folder))
    assert isinstance(answer, Explained)
    found = {}
    for remedy in as_data(answer)["remedies"]:
        (folder / "day.yaml").write_text(text, encoding="utf-8")
        applied(folder, remedy["edits"])
        key = " ".join(change["sentence"] for change in remedy["changes"])
        found[key] = (read(folder), (folder / "day.yaml").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("story", TEXTS)
def test_a_remedy_in_a_dutch_file_is_dutch_and_means_the_same(story: str, tmp_path: Path) -> None:
    english = after_each_remedy(TEXTS[story], tmp_path / "en")
    dutch = after_each_remedy(in_dutch(TEXTS[story]), tmp_path / "nl")
    assert english.keys() == dutch.keys() != set()
    for change, (instance, text) in dutch.items():
        assert instance.conference == english[change][0].conference, change
        assert instance.rules == english[change][0].rules, change
        assert text == in_dutch(text) == in_dutch(english[change][1]), change
