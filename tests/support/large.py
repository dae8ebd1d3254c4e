"""A made-up conference of any size with a programme, for forms and calendars: that of `netday bench forms`."""

from __future__ import annotations

from scheduler.bench.made_up import large_day

__all__ = ["large_day"]
