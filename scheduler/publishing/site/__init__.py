"""A published edition as it stands on the web, looked at from outside: `check_site`."""

from __future__ import annotations

from scheduler.publishing.site.fetching import Unreachable
from scheduler.publishing.site.visit import SiteReport, check_site

__all__ = ["SiteReport", "Unreachable", "check_site"]
