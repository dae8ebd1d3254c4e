"""Similar tracks are not in the same round.

Wanted by who follows a subject that has two tracks, and by whoever wrote for both. Each pair of blocks of the two in
one round counts for what the file has under `similar`.

>>> from tests.support.small import broken, day
>>> tracks = {"Water": {"similar": {"Klimaat": 5}}, "Klimaat": {"similar": {"Water": 5}}}
>>> talks = {"Dijken": {"track": "Water"}, "Bomen": {"track": "Klimaat"}}
>>> small = day(sessions=talks, tracks=tracks, rounds=["9:00-10:00", "11:00-12:00"], slots=3)
>>> broken(SimilarTracksApart(), small, "Dijken 9:00 Zaal 1; Bomen 11:00 Zaal 1")
[]
>>> broken(SimilarTracksApart(), small, "Dijken 9:00 Zaal 1; Bomen 9:40 Zaal 2")
['Water and Klimaat are both in round 1 (9.00–10.00), in Zaal 1 and Zaal 2, and they are similar.']
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import ClassVar

from scheduler.conference.conference import Conference
from scheduler.rules.rule import Case, Rule
from scheduler.rules.track_pairs import NotInOneRound
from scheduler.rules.track_words import talks_by_track
from scheduler.text.sentence import Sentence


class SimilarTracksApart(Rule):
    sentence: ClassVar[str] = "Similar tracks are not in the same round."
    needs_two: ClassVar[bool] = True
    distinguishes_rooms: ClassVar[bool] = True

    def cases(self, conference: Conference) -> Iterator[Case]:
        for (one, talks), (other, others) in combinations(talks_by_track(self, conference), 2):
            if counts := dict(one.similar).get(other.name, 0):
                yield NotInOneRound(conference, one, other, (*talks, *others), counts, Sentence("they are similar"))
