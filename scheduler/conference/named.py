"""What everything in a conference has: a name of its own among its kind."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from scheduler.conference.in_words import InWords


class Named(BaseModel, metaclass=InWords):
    """A thing with a name of its own among its kind; hashed by that name, for deep hashing would cost."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)
    name: str = Field(min_length=1)

    def __hash__(self) -> int:
        return hash(self.name)

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        # The name first: rooms are compared by the million, and pydantic looks at every field.
        return isinstance(other, Named) and self.name == other.name and super().__eq__(other)

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        """By its name alone: a session holds groups, which hold all their people."""
        return f"{type(self).__name__}({self.name!r})"
