"""What was found at a published folder on the web, as data for other programs."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from scheduler.checking.answer_data import Stamped
from scheduler.checking.answer_names import stamp
from scheduler.publishing.site.findings import Level
from scheduler.publishing.site.visit import SiteReport


class SiteData(Stamped):
    """How a published folder is served."""

    address: Annotated[str, Field(description="of the folder on the web")]
    works: Annotated[bool, Field(description="whether people can subscribe: nothing is wrong")]
    wrong: Annotated[list[str], Field(description="what is wrong, each with what to do about it")]
    better: Annotated[list[str], Field(description="what could be better")]
    right: Annotated[list[str], Field(description="what is as it should be")]
    compared: Annotated[int, Field(ge=0, description="how many files were compared with the folder here")]


def as_data(report: SiteReport) -> SiteData:
    return {
        "schema": stamp("check-site"),
        "address": report.folder,
        "works": report.works,
        "wrong": list(report.of(Level.WRONG)),
        "better": list(report.of(Level.BETTER)),
        "right": list(report.of(Level.RIGHT)),
        "compared": report.compared,
    }
