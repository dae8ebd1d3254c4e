"""Who presents a talk is free for it.

Wanted by speakers with two papers, and by those who chair a track and present in another. Two talks that one person
presents, or presents while chairing the track of the other, are not in one round in different rooms; or, with
`level: slot`, do not share a time slot. In one room they follow one another, which is no matter. Each pair counts, and
with `level: slot` each slot that they share.

>>> from tests.support.small import broken, day
>>> talks = {"Dijken": {"track": "Water", "speakers": ["Anna"]}, "Bomen": {"track": "Groen", "speakers": ["Anna"]}}
>>> small = day(sessions=talks, tracks={"Water": {}, "Groen": {}}, rounds=["9:00-10:00", "11:00-12:00"], slots=3)
>>> broken(PresentersApart(), small, "Dijken 9:00 Zaal 1; Bomen 11:00 Zaal 2")
[]
>>> for sentence in broken(PresentersApart(), small, "Dijken 9:00 Zaal 1; Bomen 9:20 Zaal 2"):
...     print(sentence)
Dijken (9.00–9.20, Zaal 1) and Bomen (9.20–9.40, Zaal 2) are in one round in different rooms, and Anna presents both.
>>> broken(PresentersApart(level="slot"), small, "Dijken 9:00 Zaal 1; Bomen 9:20 Zaal 2")
[]
>>> broken(PresentersApart(level="slot"), small, "Dijken 9:20 Zaal 1; Bomen 9:20 Zaal 2")
['Dijken (9.20–9.40) and Bomen (9.20–9.40) share a time slot, and Anna presents both.']
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from scheduler.conference.conference import Conference, Person, Session
from scheduler.rules.rule import Case
from scheduler.rules.talk_pairs import NotAtOnce, PairsApart, pairs_by_person
from scheduler.text.sentence import Phrase, Sentence, plural
from scheduler.text.wording import listing


class PresentersApart(PairsApart):
    sentence: ClassVar[str] = "Who presents a talk is free for it."
    _milder: ClassVar[Sentence] = Sentence(
        "Keep two talks of one presenter out of the same time slot alone, not out of the same round."
    )

    def cases(self, conference: Conference) -> Iterator[Case]:
        talks = self.of(conference.talks)
        present = {talk: self.of_people(talk.speakers) for talk in talks}
        chair = {talk: self.of_people(talk.track.chairs if talk.track else ()) for talk in talks}
        for one, other in pairs_by_person(talks, {talk: [*present[talk], *chair[talk]] for talk in talks}):
            if both := [person for person in present[one] if person in present[other]]:
                why = plural(len(both), "{people} presents both", "{people} present both", people=listing(both))
                yield NotAtOnce(conference, one, other, self.level, why, tuple(both))
            elif one.track != other.track and (found := _chairs_other(one, other, present, chair)):
                yield NotAtOnce(conference, one, other, self.level, *found)


def _chairs_other(
    one: Session, other: Session, present: dict[Session, list[Person]], chair: dict[Session, list[Person]]
) -> tuple[Phrase, tuple[Person, ...]] | None:
    """Who presents the one and chairs the track of the other, in words; None: nobody does."""
    for presented, chaired in ((one, other), (other, one)):
        for person in present[presented]:
            if person in chair[chaired]:
                why = Sentence(
                    "{person} presents {talk} and chairs {track}", person=person, talk=presented, track=chaired.track
                )
                return why, (person,)
    return None
