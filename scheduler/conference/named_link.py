"""Something to read or to follow beside a session: a poll, a recording, a paper for the meeting."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.text.links import file_or_host


@dataclass(frozen=True, slots=True)
class NamedLink:
    """A link and what it is called; `title` "": it has no name of its own."""

    url: str
    title: str = ""

    @property
    def name(self) -> str:
        """What people read: its title, else the file it leads to, else where that stands."""
        return self.title or file_or_host(self.url)
