"""Who wishes to attend a talk is free for it.

Wanted by those for whom the programme is made. Who attends a talk is who must be there (`required`) and whose own
wishes name it. Two talks that one person attends, or attends while presenting the other or chairing its track, which is
another, are not in one round in different rooms; or, with `level: slot`, do not share a time slot. Each pair counts,
and with `level: slot` each slot that they share.

>>> from tests.support.small import broken, day
>>> talks = {"Dijken": {"track": "Water"}, "Bomen": {"track": "Groen", "speakers": ["Anna"]}}
>>> people = {"Anna": {"wishes": [("Dijken", 3)]}}
>>> tracks, hours = {"Water": {}, "Groen": {}}, ["9:00-10:00", "11:00-12:00"]
>>> small = day(sessions=talks, people=people, tracks=tracks, rounds=hours, slots=3)
>>> broken(AttendeesApart(), small, "Dijken 9:00 Zaal 1; Bomen 11:00 Zaal 2")
[]
>>> broken(AttendeesApart(level="slot"), small, "Dijken 9:20 Zaal 1; Bomen 9:20 Zaal 2")
['Dijken (9.20–9.40) and Bomen (9.20–9.40) share a time slot, and Anna attends Dijken and presents Bomen.']
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from scheduler.conference.conference import Conference, Person, Session
from scheduler.rules.rule import Case
from scheduler.rules.talk_pairs import NotAtOnce, PairsApart, pairs_by_person
from scheduler.text.sentence import Phrase, Sentence, plural
from scheduler.text.wording import some

_NAMED = 3


class AttendeesApart(PairsApart):
    sentence: ClassVar[str] = "Who wishes to attend a talk is free for it."
    _milder: ClassVar[Sentence] = Sentence(
        "Keep two talks that somebody attends out of the same time slot alone, not out of the same round."
    )

    def cases(self, conference: Conference) -> Iterator[Case]:
        talks = self.of(conference.talks)
        attend = {talk: self.of_people(conference.attendees[talk]) for talk in talks}
        busy = {talk: [*talk.speakers, *(talk.track.chairs if talk.track else ())] for talk in talks}
        for one, other in pairs_by_person(talks, {talk: [*attend[talk], *busy[talk]] for talk in talks}):
            if both := [person for person in attend[one] if person in set(attend[other])]:
                names = some([person.name for person in both], _NAMED)
                why = plural(len(both), "{people} attends both", "{people} attend both", people=names)
                yield NotAtOnce(conference, one, other, self.level, why, tuple(both))
            elif found := _busy_there(one, other, attend):
                yield NotAtOnce(conference, one, other, self.level, *found)


def _busy_there(
    one: Session, other: Session, attend: dict[Session, list[Person]]
) -> tuple[Phrase, tuple[Person, ...]] | None:
    """Who attends the one and presents the other or chairs its track, in words; None: nobody does."""
    for attended, beside in ((one, other), (other, one)):
        for person in attend[attended]:
            if person in beside.speakers:
                why = Sentence(
                    "{person} attends {talk} and presents {other}", person=person, talk=attended, other=beside
                )
                return why, (person,)
            if beside.track and beside.track != attended.track and person in beside.track.chairs:
                why = Sentence(
                    "{person} attends {talk} and chairs {track}", person=person, talk=attended, track=beside.track
                )
                return why, (person,)
    return None
