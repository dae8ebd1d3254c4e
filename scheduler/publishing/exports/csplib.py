"""A programme of tracks and talks as a solution of CSPLib, laid out as the library's own, which its checker reads.

The first sheet has a row for each session with the track in each room, an empty row, and a row for each slot of each
session with the submission in each room. The second tells what it costs, term by term.
"""

from __future__ import annotations

from collections.abc import Mapping

from openpyxl import Workbook

from scheduler.checking.check import Report
from scheduler.conference.blocks import blocks_of, slots_of
from scheduler.publishing.exports.document import Document
from scheduler.text.sentence import Sentence
from scheduler.text.spreadsheet import packed, without_the_hour
from scheduler.text.wording import listing, some

_MANY = 5  # so many are named
Names = Mapping[tuple[str, str], str]  # by kind and name in the day, the name in the workbook of the library


def write(document: Document, names: Names, report: Report | None = None) -> bytes:
    """The workbook. Raises ValueError where it is no solution: a block of two tracks, talks that have no block."""
    conference, programme = document.conference, document.programme

    def named(kind: str, name: str) -> str:
        return names.get((kind, name), name)

    rounds = [round_ for round_ in conference.rounds if round_.slots]
    if not conference.talks:
        raise ValueError(Sentence("This day has no talks of a track, and a solution of CSPLib has nothing else."))
    columns = {room: column for column, room in enumerate(conference.rooms, 2)}
    first_row, row = {}, len(rounds) + 3
    for round_ in rounds:
        first_row[round_.span] = row
        row += round_.slots or 0
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "sol"
    for room, column in columns.items():
        _put(sheet, 1, column, named("room", room.name))
    for number, round_ in enumerate(rounds, 2):
        _put(sheet, number, 1, named("session", round_.name))
        for slot in range(round_.slots or 0):
            _put(sheet, first_row[round_.span] + slot, 1, named("session", round_.name))
    row_of = {round_.span: number for number, round_ in enumerate(rounds, 2)}
    standing = set()
    for block in blocks_of(conference, programme):
        if len(block.tracks) > 1:
            tracks = listing(block.tracks)
            raise ValueError(
                Sentence(
                    "{round} in {room} has talks of {tracks}; a solution of CSPLib has one track there.",
                    round=block.round.name,
                    room=block.room,
                    tracks=tracks,
                )
            )
        column = columns[block.room]
        _put(sheet, row_of[block.round.span], column, named("track", block.tracks[0].name))
        for placement in block.placements:
            standing.add(placement.session)
            where = slots_of(conference, placement)
            for slot in where.slots if where else ():
                at = first_row[block.round.span] + slot
                if sheet.cell(at, column).value is not None:
                    raise ValueError(
                        Sentence(
                            "{session} stands in {room} during another talk, so this is no solution.",
                            session=placement.session,
                            room=block.room,
                        )
                    )
                _put(sheet, at, column, named("submission", placement.session.name))
    if missing := [talk for talk in conference.talks if talk not in standing]:
        raise ValueError(
            Sentence(
                "Each talk stands in a slot and a room in a solution of CSPLib; these do not: {sessions}.",
                sessions=some(missing, _MANY),
            )
        )
    if report is not None:
        _costs(book, report)
    about = book.properties
    about.creator = "netday"
    about.title = "CSPLib"
    without_the_hour(book)
    return packed(book)


def _put(sheet: object, row: int, column: int, text: str) -> None:
    """The text as it stands, also where a spreadsheet would take it for a formula."""
    cell = sheet.cell(row, column)  # type: ignore[attr-defined]
    cell.value = text
    cell.data_type = "s"


def _costs(book: Workbook, report: Report) -> None:
    """What it costs: the whole in the first column, then two columns for each rule that is weighed."""
    sheet = book.create_sheet("violations")
    sheet.cell(1, 1, "Obj")
    sheet.cell(2, 1, f"Final Objective = {report.cost}")
    weighed = [result for result in report.results if not result.hard]
    for column, result in enumerate(weighed, 1):
        sheet.cell(1, 2 * column, result.rule.name)
        sheet.cell(2, 2 * column, "Total")
        sheet.cell(2, 2 * column + 1, result.cost)
