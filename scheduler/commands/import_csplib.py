"""`netday import csplib`: a conference of the benchmark library, as a day of tracks and talks."""

from __future__ import annotations

from pathlib import Path

import click

from scheduler.commands.output import columns_here, print_json, print_lines, refused, remark
from scheduler.text.sentence import Sentence, plural
from scheduler.text.wording import count, listing


def new_day(ctx: click.Context, workbook: Path, folder: Path, language: str, *, as_json: bool) -> None:
    """The day in a new folder, and what was counted."""
    from scheduler.checking.answer_names import stamp
    from scheduler.console.hanging import hanging
    from scheduler.files.csplib import day_of_instance, read_instance
    from scheduler.files.new_day import write_files

    instance = read_instance(workbook)
    day = day_of_instance(instance, language or "en")
    try:
        written = write_files(folder, day.files)
    except ValueError as wrong:
        refused(ctx, wrong.args[0])
    if as_json:
        print_json(
            {
                "schema": stamp("import"),
                "read": len(instance.submissions),
                "used": len(instance.submissions),
                "days": day.days,
                "rooms": len(instance.rooms),
                "people": day.people,
                "remarks": list(day.remarks),
                "broken": [],
                "written": [str(path) for path in written],
            }
        )
        return
    sizes = [
        count(day.days, "day"),
        count(len(instance.sessions), "round"),
        count(sum(session.slots for session in instance.sessions), "time slot"),
        count(len(instance.rooms), "room"),
        count(len(instance.tracks), "track"),
        count(len(instance.submissions), "talk"),
        count(day.people, "person", "people"),
    ]
    summary = Sentence("{file} read: {sizes}.", file=workbook.name, sizes=listing(sizes))
    weighed = [weight for weight in instance.parameters.weights.values() if weight > 0]
    rules = plural(
        len(weighed),
        "{number} of {terms} is weighed; a weight of 0 or less switches one off.",
        "{number} of {terms} are weighed; a weight of 0 or less switches one off.",
        terms=count(len(instance.parameters.weights), "rule"),
    )
    print_lines([*hanging(summary, columns_here()), *hanging(rules, columns_here())])
    remark(day.remarks)
    print_lines(
        [
            Sentence("Written: {files}.", files=listing(written)),
            f"  netday solve {folder} -o {folder / 'programme.json'} --time-limit 60",
            f"  netday export {folder} {folder / 'programme.json'} --format csplib -o solution.xlsx",
        ]
    )
