"""Answers as data for other programs: the same dictionaries that the commands print with --json, typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, overload

from scheduler.api.arguments import misfit
from scheduler.api.checks import SeasonReview
from scheduler.api.problems import AnyProblem, problem_of, programme_of
from scheduler.checking import description as descriptions
from scheduler.checking.answer_names import VERSIONS, AnswerName
from scheduler.checking.check import Report
from scheduler.checking.description import DescriptionData
from scheduler.checking.finding import Finding
from scheduler.checking.findings import findings
from scheduler.checking.report_data import CheckedDayData, CheckedProgrammeData, checked_day, checked_programme
from scheduler.conference.programme import Programme
from scheduler.files.sign_ups import SignUpsRead
from scheduler.files.sign_ups.sign_ups_data import SignUpsData
from scheduler.files.sign_ups.sign_ups_data import as_data as sign_ups_data
from scheduler.publishing.mailing import Mailing
from scheduler.publishing.mailing.mailing_data import MailingData
from scheduler.publishing.mailing.mailing_data import as_data as mailing_data
from scheduler.questions.crowds import Crowds
from scheduler.questions.crowds.data import CrowdsData
from scheduler.questions.crowds.data import as_data as crowds_data
from scheduler.questions.difference import Difference
from scheduler.questions.difference.data import ComparedData, compared
from scheduler.questions.season.data import SeasonData
from scheduler.questions.season.data import as_data as season_data
from scheduler.text.sentence import spoken_json
from scheduler.text.wording import listing, nearest

if TYPE_CHECKING:  # whoever only checks needs no solver
    from scheduler.questions.alternatives import Alternatives
    from scheduler.questions.alternatives.data import AlternativesData
    from scheduler.questions.explain import Explained, Possible
    from scheduler.questions.explain.data import ExplainedData, PossibleData
    from scheduler.questions.prices import Prices
    from scheduler.questions.prices.data import PricesData
    from scheduler.questions.rehearse import Rehearsal
    from scheduler.questions.rehearse.data import RehearsalData
    from scheduler.questions.repair import CannotHoldAll, Nearest, NotWithin, Repaired
    from scheduler.questions.repair.data import CannotHoldAllData, NotWithinData, RepairedData, SolvedNearData
    from scheduler.questions.seats import Seating
    from scheduler.questions.seats.data import SeatsData
    from scheduler.questions.why import Already, PlacePrices, Priced, Refused
    from scheduler.questions.why.data import AlreadyData, PlacesData, PricedData, RefusedData
    from scheduler.solving.answers import Impossible, Solved, Undecided
    from scheduler.solving.answers_data import ImpossibleData, SolvedData, UndecidedData


def describe(day: AnyProblem) -> DescriptionData:
    """Which rules are on for the day, with some of what they say, and how large the puzzle is.

    As the command prints it with --json, in the language of `speaking`.
    """
    described: DescriptionData = spoken_json(descriptions.description(problem_of(day)))
    return described


def schema(name: AnswerName) -> dict[str, Any]:
    """The JSON schema of an answer, as `netday schema` prints it. Raises ValueError for what is no answer."""
    _is_answer(name)
    from scheduler.questions import answer_schemas  # noqa: PLC0415  it knows all answers, those of the solver too

    return answer_schemas.schema(name)


def _is_answer(name: object) -> None:
    if not isinstance(name, str):
        raise misfit("name", f"the name of an answer: {listing(VERSIONS, 'or')}", name)
    if name not in VERSIONS:
        raise ValueError(
            f'"{name}" is no answer that has a schema; choose {listing(VERSIONS, "or")}.{nearest(name, VERSIONS)}'
        )


@overload
def data(day: AnyProblem, answer: Sequence[Finding]) -> CheckedDayData: ...
@overload
def data(day: AnyProblem, answer: Report) -> CheckedProgrammeData: ...
@overload
def data(day: AnyProblem, answer: Crowds) -> CrowdsData: ...
@overload
def data(day: AnyProblem, answer: Difference) -> ComparedData: ...
@overload
def data(day: AnyProblem, answer: SeasonReview) -> SeasonData: ...
@overload
def data(day: AnyProblem, answer: Mailing) -> MailingData: ...
@overload
def data(day: AnyProblem, answer: SignUpsRead) -> SignUpsData: ...
@overload
def data(day: AnyProblem, answer: Solved) -> SolvedData: ...
@overload
def data(day: AnyProblem, answer: Impossible, *, of: AnswerName = "solve") -> ImpossibleData: ...
@overload
def data(day: AnyProblem, answer: Undecided, *, of: AnswerName = "solve") -> UndecidedData: ...
@overload
def data(day: AnyProblem, answer: Explained) -> ExplainedData: ...
@overload
def data(day: AnyProblem, answer: Possible) -> PossibleData: ...
@overload
def data(day: AnyProblem, answer: Already) -> AlreadyData: ...
@overload
def data(day: AnyProblem, answer: Priced) -> PricedData: ...
@overload
def data(day: AnyProblem, answer: Refused) -> RefusedData: ...
@overload
def data(day: AnyProblem, answer: PlacePrices) -> PlacesData: ...
@overload
def data(day: AnyProblem, answer: Repaired) -> RepairedData: ...
@overload
def data(day: AnyProblem, answer: NotWithin) -> NotWithinData: ...
@overload
def data(day: AnyProblem, answer: Nearest) -> SolvedNearData: ...
@overload
def data(day: AnyProblem, answer: CannotHoldAll) -> CannotHoldAllData: ...
@overload
def data(day: AnyProblem, answer: Alternatives) -> AlternativesData: ...
@overload
def data(day: AnyProblem, answer: Prices) -> PricesData: ...
@overload
def data(day: AnyProblem, answer: Seating) -> SeatsData: ...
@overload
def data(day: AnyProblem, answer: Rehearsal, *, programme: Programme) -> RehearsalData: ...
def data(day: AnyProblem, answer: Any, *, of: AnswerName = "solve", programme: Programme | None = None) -> Any:
    """The answer as the command prints it with --json, in the language of `speaking`.

    `of`: which question it was that was impossible or undecided. `programme`: the one that was rehearsed.
    """
    _is_answer(of)
    return spoken_json(_data(day, answer, of, programme))


def _data(day: AnyProblem, answer: Any, of: AnswerName, programme: Programme | None) -> Any:
    problem = problem_of(day)
    match answer:
        case Report():
            return checked_programme(answer)
        case Crowds():
            return crowds_data(answer)
        case Difference():
            return compared(answer)
        case SeasonReview():
            return season_data(answer.season, answer.owed, answer.remarks, answer.perhaps_alike)
        case Mailing():
            return mailing_data(answer)
        case SignUpsRead():
            return sign_ups_data(answer)
        case [*found] if all(isinstance(one, Finding) for one in found):
            return checked_day(problem.conference, (), found)
    return _solver_data(day, answer, of, programme)


def _solver_data(day: AnyProblem, answer: Any, of: AnswerName, programme: Programme | None) -> Any:
    from scheduler.questions.alternatives import Alternatives  # noqa: PLC0415  see above
    from scheduler.questions.alternatives.data import as_data as alternatives_data  # noqa: PLC0415
    from scheduler.questions.explain import Explained, Possible  # noqa: PLC0415
    from scheduler.questions.explain.data import as_data as explained_data  # noqa: PLC0415
    from scheduler.questions.explain.data import possible  # noqa: PLC0415
    from scheduler.questions.prices import Prices  # noqa: PLC0415
    from scheduler.questions.prices.data import as_data as prices_data  # noqa: PLC0415
    from scheduler.questions.rehearse import Rehearsal  # noqa: PLC0415
    from scheduler.questions.rehearse.data import as_data as rehearsal_data  # noqa: PLC0415
    from scheduler.questions.repair import CannotHoldAll, Nearest, NotWithin, Repaired  # noqa: PLC0415
    from scheduler.questions.repair.data import as_data as repaired_data  # noqa: PLC0415
    from scheduler.questions.repair.data import cannot_hold_all, not_within, solved_near  # noqa: PLC0415
    from scheduler.questions.seats import Seating  # noqa: PLC0415
    from scheduler.questions.seats.data import as_data as seats_data  # noqa: PLC0415
    from scheduler.questions.why import Already, PlacePrices, Priced, Refused  # noqa: PLC0415
    from scheduler.questions.why.data import already_data, places_data, priced_data, refused_data  # noqa: PLC0415
    from scheduler.solving.answers import Impossible, Solved, Undecided  # noqa: PLC0415
    from scheduler.solving.answers_data import impossible, solved, undecided  # noqa: PLC0415

    problem = problem_of(day)
    match answer:
        case Solved():
            return solved(answer)
        case Impossible():
            return impossible(answer, findings(problem), of=of)
        case Undecided():
            return undecided(answer, of=of)
        case Explained():
            return explained_data(answer)
        case Possible():
            return possible(answer)
        case Already():
            return already_data(answer, problem.conference)
        case Priced():
            return priced_data(answer)
        case Refused():
            return refused_data(answer)
        case PlacePrices():
            return places_data(answer)
        case Repaired():
            return repaired_data(answer)
        case Nearest():
            return solved_near(answer)
        case NotWithin():
            return not_within(answer)
        case CannotHoldAll():
            return cannot_hold_all(answer)
        case Alternatives():
            return alternatives_data(answer)
        case Prices():
            return prices_data(answer)
        case Seating():
            return seats_data(answer)
        case Rehearsal() if programme is not None:
            return rehearsal_data(answer, programme_of(day, programme))
        case Rehearsal():
            raise TypeError("Say which programme was rehearsed: netday.data(day, rehearsal, programme=programme).")
    raise TypeError(
        f"{type(answer).__name__} is no answer that has a schema; docs/python-api.md lists those that have."
    )
