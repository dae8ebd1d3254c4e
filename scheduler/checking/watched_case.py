"""One case of one rule and how it fares in a programme that changes: what breaks it now, and what would if."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence

from scheduler.checking.check import Judgement
from scheduler.conference.conference import Session
from scheduler.conference.programme import Programme
from scheduler.rules.protocols import InParts, Part, implements, in_rooms, rooms_matter
from scheduler.rules.rule import Breach, Case, Rule

_FEW = 12  # sessions; what is said of more of them is seldom asked twice
_MOST_KNOWN = 200_000  # answers that are remembered, some 50 MB; beyond that all are forgotten


class KnownBreaches:
    """What breaks the cases of few sessions, by where these stand: asked of each case once a place.

    A third reading of a rule it is not: whatever stands here, the case has said.
    """

    def __init__(self) -> None:
        self._known: dict[Hashable, tuple[Breach, ...]] = {}

    def of(self, case: WatchedCase, programme: Programme) -> tuple[Breach, ...]:
        """What breaks the case in this programme."""
        key: list[Hashable] = [case.number]
        for session in case.sessions:
            placement = programme.get(session)
            if placement is None:
                key.append(None)
            else:
                key.append(placement.start if case.hours_alone else (placement.start, placement.room))
        place = tuple(key)
        found = self._known.get(place)
        if found is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            found = self._known[place] = tuple(case.case.breaches(programme))
        return found


class WatchedCase:
    """A case, what of a programme it looks at, and what breaks it now. `number`: its own among all cases of the book.

    `sessions`, `rooms` empty: any. `hours_alone`: in which rooms sessions stand does not matter to it.
    """

    __slots__ = (
        "amount",
        "breaches",
        "case",
        "hours_alone",
        "in_parts",
        "known",
        "number",
        "numbers",
        "parts",
        "parts_of",
        "rooms",
        "rule",
        "rule_number",
        "sessions",
        "weight",
    )

    def __init__(self, number: int, rule_number: int, rule: Rule, case: Case, known: KnownBreaches) -> None:
        self.number, self.rule_number = number, rule_number
        self.rule, self.case, self.weight = rule, case, rule.weight or 0
        self.sessions = dict.fromkeys(case.depends_on)
        self.rooms = dict.fromkeys(in_rooms(case))
        self.hours_alone = not rooms_matter(case)
        self.in_parts: InParts | None = case if implements(case, InParts) else None
        self.parts: Sequence[Part] = self.in_parts.parts if self.in_parts else ()
        self.parts_of: dict[Session, list[int]] = {}  # by their turn, those that the place of the session can change
        for position, part in enumerate(self.parts):
            for session in dict.fromkeys(part.depends_on):
                self.parts_of.setdefault(session, []).append(position)
        few = len(self.sessions) <= (_FEW if self.hours_alone else 2)
        self.known = known if self.sessions and few and not self.rooms and not self.in_parts else None
        self.numbers: list[int] = []
        self.breaches: tuple[Breach, ...] = ()
        self.amount = 0

    @property
    def hard(self) -> bool:
        return self.rule.weight is None

    @property
    def judgement(self) -> Judgement:
        """As the check has it."""
        return Judgement(self.rule, self.case, self.amount, self.breaches)

    def concerns(self, session: Session) -> bool:
        """Whether the place of this session can change its breaches."""
        return not self.sessions or session in self.sessions

    def begin(self, programme: Programme) -> None:
        """Look at the whole of it, for the first time."""
        self.numbers = [part.number(programme) for part in self.parts]
        self.breaches = self.breaches_if(programme, ())
        self.amount = self.case.counted(self.breaches)

    def breaches_if(self, programme: Programme, moved: Collection[Session]) -> tuple[Breach, ...]:
        """What would break it in this programme, which differs from the one it knows in these sessions alone.

        A case with `rooms` need see no more of the programme than stands in them.
        """
        return self.judged(programme, moved)[0]

    def judged(self, programme: Programme, moved: Collection[Session]) -> tuple[tuple[Breach, ...], list[int]]:
        """The same, and what the numbers of its parts would be: only those are counted that the sessions can change."""
        if self.known is not None:
            return self.known.of(self, programme), self.numbers
        if self.in_parts is None:
            return tuple(self.case.breaches(programme)), self.numbers
        numbers = self.numbers.copy()
        for position in {position for session in moved for position in self.parts_of.get(session, ())}:
            numbers[position] = self.parts[position].number(programme)
        return tuple(self.in_parts.breaches_of(numbers)), numbers
