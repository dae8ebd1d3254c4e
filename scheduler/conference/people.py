"""Who takes part: people, the groups they sit in, and what they are there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from pydantic import Field, field_validator

from scheduler.conference.clock import Span, joined
from scheduler.conference.named import Named


class Role(StrEnum):
    """What somebody is in a group, strongest first."""

    CHAIR = "chair"
    VICE_CHAIR = "vice-chair"
    SECRETARY = "secretary"
    MEMBER = "member"
    INTERESTED = "interested"

    @property
    def rank(self) -> int:
        """0 for the chair, rising to 4 for somebody who is interested."""
        return list(Role).index(self)


class Person(Named):
    """Somebody who attends, speaks or chairs. `present` None: there all the time; else the stretches they are there.

    `wishes`: names of sessions and groups, and how strongly they wish to be there. None: as who is interested; 0: not.
    `absent`: they have cancelled, and are never there.
    """

    organisation: str = ""
    present: tuple[Span, ...] | None = None
    zone: str | None = None
    guest: bool = False
    wishes: tuple[tuple[str, int | None], ...] = ()
    absent: bool = False

    @field_validator("present")
    @classmethod
    def _whole_stretches(cls, present: tuple[Span, ...] | None) -> tuple[Span, ...] | None:
        """Who is there 9:00–10:00 and 10:00–11:00 is there for a session from 9:30 to 10:30."""
        return present and joined(present)

    def can_be_there(self, span: Span) -> bool:
        """Whether they are there for the whole of the span."""
        return self.present is None or any(window.holds(span) for window in self.present)


@dataclass(frozen=True, slots=True)
class Seat:
    """One person's place in one group. A plain class: a large network has a million, and a model takes 500 bytes."""

    person: Person
    role: Role = Role.MEMBER


class Group(Named):
    """A pillar, theme group, board or anything that meets. `size` counts members who are not named, when known.

    `absent`: the seats of those who have cancelled, which are not among the others.
    """

    kind: str = "theme group"
    pillars: tuple[str, ...] = ()
    seats: tuple[Seat, ...] = ()
    secretaries: tuple[str, ...] = ()
    absent: tuple[Seat, ...] = ()
    size: int | None = Field(default=None, ge=0)

    def people(self, *roles: Role) -> tuple[Person, ...]:
        """Those with one of these roles (all, when none is named), each once, in the order of the file."""
        return tuple(dict.fromkeys(seat.person for seat in self.seats if not roles or seat.role in roles))

    @cached_property
    def roles(self) -> Mapping[Person, Role]:
        """Each person's strongest role in the group."""
        best: dict[Person, Role] = {}
        for seat in self.seats:
            if seat.person not in best or seat.role.rank < best[seat.person].rank:
                best[seat.person] = seat.role
        return best

    @property
    def unnamed(self) -> int:
        """How many members it has besides those who are named."""
        named = {person for person, role in self.roles.items() if role is not Role.INTERESTED}
        away = {seat.person for seat in self.absent if seat.role is not Role.INTERESTED}
        return max(0, (self.size or 0) - len(named) - len(away))
