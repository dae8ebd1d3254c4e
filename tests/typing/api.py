"""What type checkers make of the Python API: checked by mypy (`make types`) and pyright (`make test-real`), not run."""

from __future__ import annotations

from pathlib import Path
from typing import Any, assert_never, assert_type

import scheduler as netday
from scheduler.checking.report_data import CheckedProgrammeData
from scheduler.solving.answers_data import SolvedData


def days(folder: Path, programme: netday.Programme) -> None:
    day = assert_type(netday.read(folder), netday.Instance)
    assert_type(netday.read("haarlem").problem, netday.Problem)
    assert_type(day.conference, netday.Conference)
    assert_type(day.conference.session("Europa"), netday.Session | None)
    assert_type(netday.read_programme("programme.json", day), netday.Programme)
    assert_type(netday.read_published("programme.json", day, {"Zaal 1": "Gravenzaal"}), netday.Edition)
    netday.write_programme(folder / "programme.json", day, programme, {"proven_best": True})
    assert_type(netday.programme(day, {"Europa": "11:40 Zaal 1"}), netday.Programme)
    assert_type(programme[day.conference.sessions[0]], netday.Placement)


def built() -> None:
    builder = netday.DayBuilder("Netwerkdag", "2023-02-10", hours="9:30–17:00", rounds=["11:40–12:40"])
    assert_type(builder.room("Zaal 1", capacity=40), netday.DayBuilder)
    assert_type(builder.group("Europa", chairs="Anna", members=["Bob"]).session("Europa").build(), netday.Instance)
    builder.room("Zaal 1", seats=40)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    builder.session("Europa", minutes="60")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def checked(day: netday.Instance, programme: netday.Programme) -> None:
    assert_type(netday.check(day), tuple[netday.Finding, ...])
    report = assert_type(netday.check(day, programme), netday.Report)
    assert_type(report.broken, tuple[netday.Breach, ...])
    assert_type(report.cost, int)
    assert_type(netday.difference(day, programme, programme), netday.Difference)
    assert_type(netday.season({"spring": (day, programme)}, coming=day), netday.SeasonReview)


def solved(day: netday.Problem) -> netday.Programme | None:
    answer = assert_type(netday.solve(day, limit=20), netday.Solved | netday.Impossible | netday.Undecided)
    match answer:
        case netday.Solved():
            assert_type(netday.data(day, answer), SolvedData)
            return assert_type(answer.programme, netday.Programme)
        case netday.Impossible():
            assert_type(answer.conflict.statements, tuple[tuple[netday.Rule, netday.Case], ...])
            return None
        case netday.Undecided():
            return None
        case _:
            assert_never(answer)


def asked(day: netday.Problem, programme: netday.Programme) -> None:
    assert_type(netday.explain(day), netday.Explained | netday.Possible | netday.Undecided)
    assert_type(
        netday.why(day, programme, "Europa", at=["13:55", "15:00"], room="Zaal 4"),
        netday.Already | netday.Priced | netday.Refused | netday.Undecided,
    )
    assert_type(netday.places(day, programme, "Europa"), netday.PlacePrices)
    assert_type(
        netday.repair(day, programme, keep=["Europa"], before="12:00", drop=True),
        netday.Repaired | netday.NotWithin | netday.CannotHoldAll | netday.Undecided,
    )
    assert_type(
        netday.alternatives(day, 2, within=netday.Within(points=5)),
        netday.Alternatives | netday.Impossible | netday.Undecided,
    )
    assert_type(netday.prices(day, programme, rules=["quorum"]), netday.Prices)
    assert_type(netday.rehearse(day, programme, late=60), netday.Rehearsal)
    netday.why(day, programme, at="13:55")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    netday.solve("haarlem")  # type: ignore[call-overload]  # pyright: ignore[reportArgumentType]
    netday.sovle(day)  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]


def written(day: netday.Instance, programme: netday.Programme) -> None:
    assert_type(netday.export(day, programme, "pdf", person="Karin"), bytes)
    assert_type(netday.export(day, programme, "csplib"), bytes)
    netday.export(day, programme, "odt")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert_type(netday.publish(day, programme, "site", dry_run=True), netday.PublishResult)
    assert_type(netday.data(day, netday.check(day, programme)), CheckedProgrammeData)
    assert_type(netday.data(day, netday.check(day, programme))["cost"], int)
    assert_type(netday.schema("solve"), dict[str, Any])
    netday.schema("sovle")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def told_in_dutch(report: netday.Report) -> None:
    with netday.speaking("nl"):
        assert_type(netday.spoken(report.broken[0].sentence), str)
    netday.speaking("de")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def rules(day: netday.Instance) -> None:
    pinned = assert_type(netday.rule(day, "pinned", session="Europa", at="13:55"), netday.Rule)
    problem = assert_type(day.problem.with_rules(pinned), netday.Problem)
    assert_type(problem.without_rules("quorum"), netday.Problem)
    assert_type(netday.Problem.standard(day.conference), netday.Problem)
    assert_type(netday.RULES, tuple[type[netday.Rule], ...])
