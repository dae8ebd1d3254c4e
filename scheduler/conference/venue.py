"""Where it takes place: rooms, and the walk from one to another."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from itertools import product

from pydantic import BaseModel, ConfigDict, Field

from scheduler.conference.clock import DAY, Span
from scheduler.conference.named import Named


class Room(Named):
    """A room, or one door of several alike; a link when online.

    `capacity` None: any number of people. `pool`: the common name of rooms alike ("Breakout 40"), None for a room that
    stands alone. `private_link`: only those who come may have the link; None: the link itself tells. `consists_of`: the
    names of the rooms that it is with the walls between them open, also of those that these consist of.
    `rounds_rather_not`: by the name of a round, how much talks are rather not in it then.
    """

    short: str = ""
    capacity: int | None = Field(default=None, ge=0)
    features: frozenset[str] = frozenset()
    building: str = ""
    closed: tuple[Span, ...] = ()
    online: bool = False
    link: str = ""
    private_link: bool | None = None
    pool: str | None = None
    consists_of: tuple[str, ...] = ()
    rounds_rather_not: tuple[tuple[str, int], ...] = ()

    def holds(self, other: Room) -> bool:
        """Whether the other is part of it, or it is part of the other."""
        return other.name in self.consists_of or self.name in other.consists_of


class Walking(BaseModel):
    """Minutes on foot: `within` from one room to another of the same building, `between` two buildings."""

    model_config = ConfigDict(frozen=True)
    within: int = Field(default=0, ge=0)
    between: Mapping[frozenset[str], int] = {}

    @cached_property
    def _shortest(self) -> Mapping[tuple[str, str], int]:
        """The shortest way between each two buildings: people take a detour that is quicker than the direct way."""
        names = sorted({building for pair in self.between for building in pair})
        far = {(a, b): 0 if a == b else self.between.get(frozenset((a, b)), DAY) for a, b in product(names, names)}
        for via, a, b in product(names, names, names):
            far[a, b] = min(far[a, b], far[a, via] + far[via, b])
        return far

    @cached_property
    def longest(self) -> int:
        """No walk takes longer than this."""
        return max([self.within, *(way for way in self._shortest.values() if way < DAY)])

    def minutes(self, one: Room | None, other: Room | None) -> int:
        """From room to room; 0 to the same room or a part of it, to or from no room, and online.

        An unstated way counts as `within`.
        """
        if one is None or other is None or one == other or one.online or other.online or one.holds(other):
            return 0
        if one.building == other.building:
            return self.within
        way = self._shortest.get((one.building, other.building), DAY)
        return self.within if way == DAY else way
