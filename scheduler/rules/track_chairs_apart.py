"""Tracks of one chair are not in the same round.

Wanted by whoever chairs two tracks and can lead one room at a time. Each pair of blocks of the two in one round counts.

>>> from tests.support.small import broken, day
>>> tracks = {"Water": {"chairs": ["Anna", "Bob"]}, "Klimaat": {"chairs": ["Anna"]}}
>>> talks = {"Dijken": {"track": "Water"}, "Bomen": {"track": "Klimaat"}}
>>> small = day(sessions=talks, tracks=tracks, rounds=["9:00-10:00", "11:00-12:00"], slots=3)
>>> broken(TrackChairsApart(), small, "Dijken 9:00 Zaal 1; Bomen 11:00 Zaal 1")
[]
>>> broken(TrackChairsApart(), small, "Dijken 9:00 Zaal 1; Bomen 9:40 Zaal 2")
['Water and Klimaat are both in round 1 (9.00–10.00), in Zaal 1 and Zaal 2, and Anna chairs both.']
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import ClassVar

from scheduler.conference.conference import Conference
from scheduler.rules.rule import Case, Rule
from scheduler.rules.track_pairs import NotInOneRound
from scheduler.rules.track_words import talks_by_track
from scheduler.text.sentence import plural
from scheduler.text.wording import listing


class TrackChairsApart(Rule):
    sentence: ClassVar[str] = "Tracks of one chair are not in the same round."
    needs_two: ClassVar[bool] = True
    distinguishes_rooms: ClassVar[bool] = True

    def cases(self, conference: Conference) -> Iterator[Case]:
        for (one, talks), (other, others) in combinations(talks_by_track(self, conference), 2):
            if both := [person for person in self.of_people(one.chairs) if person in other.chairs]:
                why = plural(len(both), "{people} chairs both", "{people} chair both", people=listing(both))
                yield NotInOneRound(conference, one, other, (*talks, *others), 1, why)
