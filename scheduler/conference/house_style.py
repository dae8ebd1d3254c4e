"""How an organisation shows itself: its logo and its colours, for the page, the booklet and Word."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from typing import Literal

LogoKind = Literal["png", "jpeg", "svg"]
_TYPES: dict[LogoKind, str] = {"png": "image/png", "jpeg": "image/jpeg", "svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture that is in order and does no harm. `text`: what it says, for whoever does not see it."""

    kind: LogoKind
    content: bytes
    text: str

    @property
    def media_type(self) -> str:
        return _TYPES[self.kind]

    @property
    def data_uri(self) -> str:
        """The whole picture as an address, so that a page needs no other file."""
        return f"data:{self.media_type};base64,{b64encode(self.content).decode()}"


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """`colours`: two at most, like `#1b3a5c`, the first for what is large. `logo` None: there is none."""

    logo: Logo | None = None
    colours: tuple[str, ...] = ()

    @property
    def pair(self) -> tuple[str, str]:
        """The first and the last colour, which may be one; both empty where there is none."""
        return (self.colours[0], self.colours[-1]) if self.colours else ("", "")
