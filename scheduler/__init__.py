"""netday for programs, `import scheduler as netday`: every name that it offers is listed here.

docs/python-api.md shows it. Nothing is imported until it is asked for: the import must stay cheap, and what checks must
work without a solver.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # type checkers know the name, and typing's own would be the half of what the import costs
if TYPE_CHECKING:  # a usual face for them
    from scheduler.api.answers import data, describe, schema
    from scheduler.api.builder import DayBuilder
    from scheduler.api.checks import SeasonReview, check, crowds, difference, season
    from scheduler.api.language import speaking, spoken
    from scheduler.api.mailing import mailing, sign_ups
    from scheduler.api.outputs import Format, export, publish
    from scheduler.api.problems import (
        AnyProblem,
        Remark,
        programme,
        read,
        read_programme,
        read_published,
        rule,
        write_programme,
    )
    from scheduler.api.questions import alternatives, explain, places, prices, rehearse, repair, seats, solve, why
    from scheduler.checking.check import Report
    from scheduler.checking.finding import Finding
    from scheduler.conference.clock import Clock, Minute, Span
    from scheduler.conference.conference import (
        Conference,
        Day,
        Group,
        Kind,
        Person,
        Role,
        Room,
        Round,
        Seat,
        Session,
        Walking,
    )
    from scheduler.conference.programme import Edition, Placement, Programme
    from scheduler.conference.seating import SeatPlan
    from scheduler.files import Fault, Faults, Instance
    from scheduler.files.sign_ups import OpenQuestion, SignUpsRead
    from scheduler.model import Amount, Literal, Model
    from scheduler.publishing.calendars.edition_folder import EditionFault
    from scheduler.publishing.calendars.ledger import LedgerFault
    from scheduler.publishing.calendars.publish import PublishResult
    from scheduler.publishing.mailing import Letter, Mailing
    from scheduler.questions.alternatives import Alternative, Alternatives, Within
    from scheduler.questions.crowds import Crowds, SessionCrowd
    from scheduler.questions.difference import Difference
    from scheduler.questions.explain import Cause, Explained, Possible, Remedy
    from scheduler.questions.prices import PricedDemand, Prices
    from scheduler.questions.rehearse import Mishap, Outcome, Outlook, Rehearsal
    from scheduler.questions.repair import CannotHoldAll, Nearest, NotWithin, Repaired
    from scheduler.questions.seats import Seating
    from scheduler.questions.why import Already, PlacePrices, Priced, Question, Refused
    from scheduler.rules.available import UnusableRule
    from scheduler.rules.book import RULES
    from scheduler.rules.problem import Problem
    from scheduler.rules.rule import AmountCase, Breach, Case, Rule, Scope
    from scheduler.search.budget import Stop
    from scheduler.search.progress import Progress
    from scheduler.solving.answers import Disagreement, Impossible, Solved, Undecided
    from scheduler.text.sentence import Sentence

__version__ = "0.1.0"
__project__ = "netday"  # by which netday.py knows that this is not another project of the name `scheduler`

__all__ = [
    "RULES",
    "Already",
    "Alternative",
    "Alternatives",
    "Amount",
    "AmountCase",
    "AnyProblem",
    "Breach",
    "CannotHoldAll",
    "Case",
    "Cause",
    "Clock",
    "Conference",
    "Crowds",
    "Day",
    "DayBuilder",
    "Difference",
    "Disagreement",
    "Edition",
    "EditionFault",
    "Explained",
    "Fault",
    "Faults",
    "Finding",
    "Format",
    "Group",
    "Impossible",
    "Instance",
    "Kind",
    "LedgerFault",
    "Letter",
    "Literal",
    "Mailing",
    "Minute",
    "Mishap",
    "Model",
    "Nearest",
    "NotWithin",
    "OpenQuestion",
    "Outcome",
    "Outlook",
    "Person",
    "PlacePrices",
    "Placement",
    "Possible",
    "Priced",
    "PricedDemand",
    "Prices",
    "Problem",
    "Programme",
    "Progress",
    "PublishResult",
    "Question",
    "Refused",
    "Rehearsal",
    "Remark",
    "Remedy",
    "Repaired",
    "Report",
    "Role",
    "Room",
    "Round",
    "Rule",
    "Scope",
    "SeasonReview",
    "Seat",
    "SeatPlan",
    "Seating",
    "Sentence",
    "Session",
    "SessionCrowd",
    "SignUpsRead",
    "Solved",
    "Span",
    "Stop",
    "Undecided",
    "UnusableRule",
    "Walking",
    "Within",
    "alternatives",
    "check",
    "crowds",
    "data",
    "describe",
    "difference",
    "explain",
    "export",
    "mailing",
    "places",
    "prices",
    "programme",
    "publish",
    "read",
    "read_programme",
    "read_published",
    "rehearse",
    "repair",
    "rule",
    "schema",
    "season",
    "seats",
    "sign_ups",
    "solve",
    "speaking",
    "spoken",
    "why",
    "write_programme",
]

_HOMES = {  # where each name stands, by file
    "scheduler.api.answers": ("data", "describe", "schema"),
    "scheduler.api.builder": ("DayBuilder",),
    "scheduler.api.checks": ("SeasonReview", "check", "crowds", "difference", "season"),
    "scheduler.api.language": ("speaking", "spoken"),
    "scheduler.api.mailing": ("mailing", "sign_ups"),
    "scheduler.api.outputs": ("Format", "export", "publish"),
    "scheduler.api.problems": (
        "AnyProblem",
        "Remark",
        "programme",
        "read",
        "read_programme",
        "rule",
        "read_published",
        "write_programme",
    ),
    "scheduler.api.questions": (
        "alternatives",
        "explain",
        "places",
        "prices",
        "rehearse",
        "repair",
        "seats",
        "solve",
        "why",
    ),
    "scheduler.checking.check": ("Report",),
    "scheduler.checking.finding": ("Finding",),
    "scheduler.conference.clock": ("Clock", "Minute", "Span"),
    "scheduler.conference.conference": (
        "Conference",
        "Day",
        "Group",
        "Kind",
        "Person",
        "Role",
        "Room",
        "Round",
        "Seat",
        "Session",
        "Walking",
    ),
    "scheduler.conference.programme": ("Edition", "Placement", "Programme"),
    "scheduler.conference.seating": ("SeatPlan",),
    "scheduler.files": ("Fault", "Faults", "Instance"),
    "scheduler.files.sign_ups": ("OpenQuestion", "SignUpsRead"),
    "scheduler.model": ("Amount", "Literal", "Model"),
    "scheduler.publishing.calendars.edition_folder": ("EditionFault",),
    "scheduler.publishing.calendars.ledger": ("LedgerFault",),
    "scheduler.publishing.calendars.publish": ("PublishResult",),
    "scheduler.publishing.mailing": ("Letter", "Mailing"),
    "scheduler.questions.alternatives": ("Alternative", "Alternatives", "Within"),
    "scheduler.questions.crowds": ("SessionCrowd", "Crowds"),
    "scheduler.questions.difference": ("Difference",),
    "scheduler.questions.explain": ("Cause", "Explained", "Possible", "Remedy"),
    "scheduler.questions.prices": ("PricedDemand", "Prices"),
    "scheduler.questions.rehearse": ("Mishap", "Outcome", "Outlook", "Rehearsal"),
    "scheduler.questions.repair": ("CannotHoldAll", "Nearest", "NotWithin", "Repaired"),
    "scheduler.questions.seats": ("Seating",),
    "scheduler.questions.why": ("Already", "PlacePrices", "Priced", "Question", "Refused"),
    "scheduler.rules.available": ("UnusableRule",),
    "scheduler.rules.book": ("RULES",),
    "scheduler.rules.problem": ("Problem",),
    "scheduler.rules.rule": ("AmountCase", "Breach", "Case", "Rule", "Scope"),
    "scheduler.search.budget": ("Stop",),
    "scheduler.search.progress": ("Progress",),
    "scheduler.solving.answers": ("Disagreement", "Impossible", "Solved", "Undecided"),
    "scheduler.text.sentence": ("Sentence",),
}

if not TYPE_CHECKING:  # else every misspelt name would have a type

    def __getattr__(name: str) -> object:
        for home, names in _HOMES.items():
            if name in names:
                value = globals()[name] = getattr(import_module(home), name)
                return value
        raise AttributeError(f"netday has no {name!r}; see docs/python-api.md for what it has.")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
