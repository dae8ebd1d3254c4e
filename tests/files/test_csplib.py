"""Workbooks of CSPLib become days that have the very same problem, and programmes of these become solutions of it."""

from __future__ import annotations

import io
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import pytest
from openpyxl import load_workbook

import scheduler as netday
from scheduler.bench.csplib_value import TERMS, CsplibProblem, cost, read_problem, read_solution, terms
from scheduler.checking.check import Report, check
from scheduler.conference.conference import Conference, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.files import Faults, Instance, read
from scheduler.files.csplib import day_of_instance, names_beside, read_instance
from scheduler.publishing.exports.csplib import write as write_solution
from scheduler.publishing.exports.document import document
from scheduler.rules.book import RULES
from scheduler.rules.csplib_terms import KEPT, RULE_OF_TERM
from scheduler.solving.answers import Solved
from scheduler.solving.solve import solve
from scheduler.text.language import Language
from tests.support.csplib_workbooks import parameters, sheets_at_random, write

Sheets = dict[str, list[list[Any]]]


def imported(workbook: Path, folder: Path) -> Instance:
    folder.mkdir()
    for name, text in day_of_instance(read_instance(workbook)).files.items():
        (folder / name).write_text(text, "utf-8")
    return read(folder)


def programme_at_random(conference: Conference, chance: Random) -> Programme | None:
    """Talks in free slots, one track in each block; None where they have come to no place."""
    placed: list[Placement] = []
    taken: set[tuple[int, str, int]] = set()
    hosted: dict[tuple[int, str], str] = {}
    for talk in sorted(conference.talks, key=lambda talk: (-(talk.slots or 0), chance.random())):
        placement = _somewhere(conference, talk, chance, taken, hosted)
        if placement is None:
            return None
        placed.append(placement)
    return Programme(tuple(placed))


def _somewhere(
    conference: Conference,
    talk: Session,
    chance: Random,
    taken: set[tuple[int, str, int]],
    hosted: dict[tuple[int, str], str],
) -> Placement | None:
    track = talk.track.name if talk.track else ""
    places = [(number, room) for number in range(len(conference.rounds)) for room in conference.rooms]
    for number, room in chance.sample(places, len(places)):
        slots = conference.rounds[number].slots or 0
        for first in range(slots - (talk.slots or 1) + 1):
            wanted = {(number, room.name, first + more) for more in range(talk.slots or 1)}
            if not wanted & taken and hosted.setdefault((number, room.name), track) == track:
                taken |= wanted
                return Placement(talk, conference.rounds[number].slot_starts[first], room)
    return None


def solution(instance: Instance, programme: Programme, report: Report | None = None) -> bytes:
    paper = document(instance.conference, programme, Language.of("en"))
    return write_solution(paper, names_beside(instance.folder), report)


def costs_by_rule(report: Report) -> dict[tuple[str, str], tuple[int, int]]:
    """What each statement of a rule with a weight counts and costs."""
    return {
        (result.rule.name, getattr(result.rule, "level", "")): (result.amount, result.cost)
        for result in report.results
        if not result.hard and result.rule.name not in KEPT
    }


def costs_by_term(problem: CsplibProblem, counted: dict[str, int]) -> dict[tuple[str, str], tuple[int, int]]:
    return {
        (rule, own.get("level", "")): (counted[term], counted[term] * problem.weights[term])
        for term, (rule, own) in zip(TERMS, RULE_OF_TERM.values(), strict=True)
        if problem.weights[term] > 0
    }


def test_the_terms_name_rules_that_there_are() -> None:
    assert {rule for rule, _ in RULE_OF_TERM.values()} | {*KEPT} <= {rule.name for rule in RULES}


@pytest.mark.parametrize("seed", range(25))
def test_a_programme_costs_what_the_library_counts_term_by_term(seed: int, tmp_path: Path) -> None:
    workbook = write(sheets_at_random(seed), tmp_path / "case.xlsx")
    instance, problem, chance = imported(workbook, tmp_path / "day"), read_problem(workbook), Random(seed)
    tries = (programme_at_random(instance.conference, chance) for _ in range(200))
    programmes = [*islice((programme for programme in tries if programme), 4)]
    assert programmes
    for programme in programmes:
        report = check(instance.problem, programme)
        assert report.good, report.broken
        file = tmp_path / "solution.xlsx"
        file.write_bytes(solution(instance, programme, report))
        counted = terms(problem, read_solution(file, problem))
        assert costs_by_rule(report) == costs_by_term(problem, counted)
        assert report.cost == cost(problem, counted)


def test_a_solution_is_laid_out_as_the_library_reads_it(tmp_path: Path) -> None:
    sheets = sheets_at_random(3)
    instance = imported(write(sheets, tmp_path / "case.xlsx"), tmp_path / "day")
    programme = programme_at_random(instance.conference, Random(1))
    assert programme is not None
    report = check(instance.problem, programme)
    book = load_workbook(io.BytesIO(solution(instance, programme, report)))
    rows = [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]
    names = [row[0] for row in sheets["sessions"][1:]]
    assert rows[0] == [None, *(row[0] for row in sheets["rooms"][1:])]
    assert [row[0] for row in rows[1 : len(names) + 1]] == names
    assert set(rows[len(names) + 1]) == {None}
    assert [row[0] for row in rows[len(names) + 2 :]] == [
        row[0] for row in sheets["sessions"][1:] for _ in range(row[1])
    ]
    talks = {row[0] for row in sheets["submissions"][1:] if row}
    assert {cell for row in rows[len(names) + 2 :] for cell in row[1:] if cell} == talks
    assert book.worksheets[1]["A2"].value == f"Final Objective = {report.cost}"


def test_names_keep_their_blanks_for_the_library(tmp_path: Path) -> None:
    sheets = sheets_at_random(2)
    instance = imported(write(sheets, tmp_path / "case.xlsx"), tmp_path / "day")
    assert [track.name for track in instance.conference.tracks][:2] == ["Water", "Klimaat"]
    assert names_beside(instance.folder)["track", "Klimaat"] == "Klimaat "


def test_a_solution_from_python_has_the_names_of_the_workbook_too(tmp_path: Path) -> None:
    instance = imported(write(sheets_at_random(2), tmp_path / "case.xlsx"), tmp_path / "day")
    programme = programme_at_random(instance.conference, Random(1))
    assert programme is not None
    (tmp_path / "solution.xlsx").write_bytes(netday.export(instance, programme, "csplib"))
    problem = read_problem(tmp_path / "case.xlsx")
    assert (
        cost(problem, terms(problem, read_solution(tmp_path / "solution.xlsx", problem)))
        == netday.check(instance, programme).cost
    )


def test_names_that_differ_by_a_blank_alone_are_two(tmp_path: Path) -> None:
    sheets = sheets_at_random(2)
    heads = sheets["submissions"][0]
    sheets["submissions"] += [["T9", "Water", 1, 0, "GMT+0", "A. Bos, A. Bos ", None, *[None] * (len(heads) - 7)]]
    instance = imported(write(sheets, tmp_path / "case.xlsx"), tmp_path / "day")
    talk = instance.conference.session("T9")
    assert talk is not None
    assert [person.name for person in talk.speakers] == ["A. Bos", "A. Bos (2)"]


def test_sessions_out_of_order_are_moved_to_later_dates(tmp_path: Path) -> None:
    sheets = sheets_at_random(2)
    for row in sheets["sessions"][1:]:
        row[2:] = sheets["sessions"][1][2:]
    workbook = write(sheets, tmp_path / "case.xlsx")
    rounds = imported(workbook, tmp_path / "day").conference.rounds
    assert [one.name for one in rounds] == [row[0] for row in sheets["sessions"][1:]]
    (remark,) = (one for one in day_of_instance(read_instance(workbook)).remarks if "order of time" in one)
    assert str(remark).startswith(
        "The sessions of the workbook are not in order of time, and their order counts. Moved"
    )


def test_a_session_with_more_slots_than_minutes_lasts_longer(tmp_path: Path) -> None:
    sheets = sheets_at_random(2)
    sheets["sessions"][1][1] = 200
    workbook = write(sheets, tmp_path / "case.xlsx")
    first = imported(workbook, tmp_path / "day").conference.rounds[0]
    assert (first.slots, first.span.minutes, len(set(first.slot_starts))) == (200, 200, 200)
    assert any("less than a minute" in remark for remark in day_of_instance(read_instance(workbook)).remarks)


def faults(sheets: Sheets, tmp_path: Path) -> list[str]:
    with pytest.raises(Faults) as caught:
        read_instance(write(sheets, tmp_path / "case.xlsx"))
    return [str(fault) for fault in caught.value.faults]


def test_all_that_is_wrong_is_told_at_once_with_sheet_and_cell(tmp_path: Path) -> None:
    sheets = sheets_at_random(2)
    sheets["submissions"][1][1:3] = ["Watr", "two"]
    sheets["submissions"][2:2] = [[None, "Water"]]
    sheets["tracks_rooms|penalty"][1][1] = -4
    sheets["sessions"][1][3] = "half tien"
    sheets["parameters"][1][1] = "GMT+99"
    sheets["parameters"][8][3] = "Something else"
    like = "write it like GMT+2 or Europe/Berlin."
    assert faults(sheets, tmp_path) == [
        'case.xlsx, parameters!A1: "Submissions_Timezones" is missing, with its value to the right of it.',
        f'case.xlsx, parameters!B2: "GMT+99" is no time zone; {like} Did you mean "GMT+0"?',
        'case.xlsx, submissions!B2: "Watr" is no track. Did you mean "Water"?',
        'case.xlsx, submissions!C2: "two" should be a whole number from 1 to 1,000,000.',
        'case.xlsx, submissions!B3: "Water" stands in a row that begins with no name.',
        'case.xlsx, sessions!D2: "half tien" is no time of day; write 9:30 or 21:30',
        "case.xlsx, 'tracks_rooms|penalty'!B2: \"-4\" should be a whole number from 0 to 1,000,000.",
    ]


def test_hours_that_suit_lie_within_those_that_suit_less(tmp_path: Path) -> None:
    sheets = sheets_at_random(2)
    weights, hours = {"Submissions_Timezones": 1}, ("6:00", "21:00", "7:00", "23:00")
    sheets["parameters"] = parameters(weights, hours=hours)
    assert faults(sheets, tmp_path) == [
        "case.xlsx, parameters!B4: Suitable hours should lie within those that suit less: 7:00 to 23:00."
    ]


def test_missing_sheets_rows_and_columns_are_told(tmp_path: Path) -> None:
    sheets = sheets_at_random(2)
    del sheets["rooms"], sheets["tracks"]
    assert [text.split(" A workbook")[0] for text in faults(sheets, tmp_path)] == [
        'case.xlsx: The sheets "tracks" and "rooms" are missing.'
    ]
    sheets = sheets_at_random(2)
    sheets["sessions"] += [["S9", 2, sheets["sessions"][-1][2], "8:00", "9:00"]]
    sheets["submissions"][0][6] = "Visitors"
    assert [text.partition(": ")[2] for text in faults(sheets, tmp_path)] == [
        'No column is called "Attendees".',
        'There is no column for "S9".',
        'There is no row for "S9".',
    ]


def test_weights_of_nothing_or_less_switch_a_rule_off(tmp_path: Path) -> None:
    sheets = sheets_at_random(2)
    sheets["parameters"] = parameters(
        {"Similar Tracks": 7, "Parallel Tracks": -3, "Attendees Conflicts Timeslot Level": 2}
    )
    instance = imported(write(sheets, tmp_path / "case.xlsx"), tmp_path / "day")
    weighed = {rule.name: rule.weight for rule in instance.rules if rule.name not in KEPT}
    assert weighed == {"similar_tracks_apart": 7, "attendees_apart": 2}


def test_a_block_of_two_tracks_is_no_solution(tmp_path: Path) -> None:
    instance = imported(write(sheets_at_random(2), tmp_path / "case.xlsx"), tmp_path / "day")
    conference = instance.conference
    one, other = (next(t for t in conference.talks if t.track == track) for track in conference.tracks[:2])
    starts, room = conference.rounds[0].slot_starts, conference.rooms[0]
    both = Programme((Placement(one, starts[0], room), Placement(other, starts[-1], room)))
    with pytest.raises(ValueError, match="one track there"):
        solution(instance, both)
    with pytest.raises(ValueError, match="these do not"):
        solution(instance, Programme(both.placements[:1]))


@pytest.mark.parametrize(
    "changed",
    [
        {("submissions", 1, 4): None},  # of no time zone: that of the conference
        {("submissions", 1, 4): "GMT+5:30", ("submissions", 1, 3): "1", ("submissions", 1, 2): "1"},
        {("submissions", 1, 5): None},  # nobody presents it
        {("submissions", 1, 5): "P4, P4", ("submissions", 1, 6): "P4, P1, "},
        {("submissions", 1, 7): "5", ("submissions", 1, 8): 5.0},
        {("sessions", 1, 2): 46149, ("sessions", 1, 3): 0.9236111111, ("sessions", 1, 4): "23:45"},
        {("sessions", 1, 2): "07/05/2026", ("sessions", 2, 2): "2026-05-08", ("sessions", 1, 3): "22:10:00"},
        {("parameters", 1, 4): "2", ("parameters", 2, 4): None, ("parameters", 3, 4): 2.0},
        {("similar tracks", 2, 1): 9, ("similar tracks", 1, 1): 8},  # the lower triangle and the diagonal
        {("tracks_rooms|penalty", 1, 0): "Klimaat ", ("tracks_rooms|penalty", 2, 0): "Water"},  # in another order
        {("tracks_sessions|penalty", 2, 1): None, ("tracks_rooms|penalty", 1, 2): None},
        {("tracks", 1, 1): None, ("tracks", 2, 1): None},
        {("submissions", 1, 1): "Klimaat ", ("submissions", 4, 1): "Klimaat "},  # a track without submissions
        {("submissions", 1, 3): 99},
    ],
)
def test_whatever_stands_in_a_workbook_costs_what_the_library_counts(
    changed: dict[tuple[str, int, int], Any], tmp_path: Path
) -> None:
    sheets = sheets_at_random(2)
    for (sheet, row, column), value in changed.items():
        sheets[sheet][row][column] = value
    instance = imported(write(sheets, tmp_path / "case.xlsx"), tmp_path / "day")
    answer = solve(instance.problem)
    assert isinstance(answer, Solved)
    (tmp_path / "solution.xlsx").write_bytes(solution(instance, answer.programme, answer.report))
    problem = read_problem(tmp_path / "case.xlsx")
    assert cost(problem, terms(problem, read_solution(tmp_path / "solution.xlsx", problem))) == answer.report.cost


@pytest.mark.parametrize(
    ("sheet", "row", "column", "value", "expected"),
    [
        ("sessions", 1, 1, 0, 'sessions!B2: "0" should be a whole number from 1 to 1,000,000.'),
        ("submissions", 1, 2, 0, 'submissions!C2: "0" should be a whole number from 1 to 1,000,000.'),
        ("submissions", 1, 7, -5, 'submissions!H2: "-5" should be a whole number from 0 to 1,000,000.'),
        ("submissions", 1, 3, -1, 'submissions!D2: "-1" should be a whole number from 0 to 1,000,000.'),
        ("submissions", 1, 2, 50, "submissions!C2: 50 time slots are asked, and no session has more than 3."),
        ("submissions", 2, 0, "T1 ", 'submissions!A2: "T1" stands here twice or more.'),
        ("submissions", 1, 1, None, 'submissions!B2: "" is no track.'),
        ("parameters", 3, 1, None, "parameters!B4: An hour should stand here, like 9:30."),
    ],
)
def test_what_no_conference_has_is_told_once_with_its_cell(
    sheet: str, row: int, column: int, value: object, expected: str, tmp_path: Path
) -> None:
    sheets = sheets_at_random(2)
    sheets[sheet][row][column] = value
    assert faults(sheets, tmp_path) == [f"case.xlsx, {expected}"]


def test_a_term_that_nobody_knows_is_said_aloud_where_it_weighs(tmp_path: Path) -> None:
    sheets = sheets_at_random(2)
    sheets["parameters"] += [[None, None, None, "Organisers:", 5], [None, None, None, "Other:", 0]]
    remarks = read_instance(write(sheets, tmp_path / "case.xlsx")).remarks
    assert [remark for remark in remarks if "not know" in remark] == [
        'case.xlsx, parameters!E18: "Organisers" weighs 5, but netday does not know that term; it does not count.'
    ]
