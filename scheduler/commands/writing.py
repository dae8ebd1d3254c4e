"""What the commands that write files share: whether one may be written, what is kept of it, and who agrees."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.commands.output import remark, say
from scheduler.text.answers import yes_or_no
from scheduler.text.os_words import os_reason
from scheduler.text.sentence import Phrase, Sentence, spoken
from scheduler.text.wording import listing, visible

if TYPE_CHECKING:
    from scheduler.files.workbook.taken_in import TakenIn

_STREAMS = ("/dev/std", "/dev/fd/", "/proc/")  # an ordinary file stands there only where one is the process's stream


def an_ordinary_file(file: Path, like: str) -> None:
    """A usage error where there is a folder, or a device or pipe, which cannot be written whole and looked at again."""
    if str(file) == "-":
        raise click.UsageError(Sentence("-o - would be a file of that name; name a file, like {like}.", like=like))
    if file.is_dir():
        raise click.UsageError(Sentence("{file} is a folder; name a file, like {like}.", file=file, like=file / like))
    if (file.exists() and not file.is_file()) or str(file.absolute()).startswith(_STREAMS):
        raise click.UsageError(
            Sentence("{file} is a device or a pipe; name a file, like {like}.", file=file, like=like)
        )


def a_new_file(file: Path) -> None:
    """A usage error where a file of that name is there already."""
    if file.exists():
        raise click.UsageError(
            Sentence("{file} is there already, so it is left as it is. Choose another name.", file=file)
        )


def may_write(file: Path) -> None:
    """Asked before the search, not after: a minute's work should not end in a file that cannot be written."""
    from scheduler.files import leave_alone, put_aside
    from scheduler.files.sent import was_sent

    an_ordinary_file(file, "programme.json")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.UsageError(unwritable(file, error)) from None
    if not os.access(file.parent, os.W_OK):
        raise click.UsageError(
            Sentence("{file} cannot be written: you may not write in {folder}.", file=file, folder=file.parent)
        )
    leave_alone(file)
    if (aside := put_aside(file)) is None:
        return
    if was_sent(file):
        sent = Sentence(
            "{file} was mailed or published. What people have is kept as {aside}: name that with {option} when you "
            "write to them of the change.",
            file=file.name,
            aside=aside.name,
            option="--since",
        )
        remark([sent])
        return
    by_hand = Sentence(
        "{file} was changed by hand. What stands there now is kept as {aside}.", file=file.name, aside=aside.name
    )
    remark([by_hand])


def kept_aside(file: Path, aside: Path) -> Sentence:
    """What is said where a file that netday wrote, and somebody changed, is written anew."""
    return Sentence(
        "{file} was changed since netday wrote it. What stood there is kept as {aside}.",
        file=file.name,
        aside=aside.name,
    )


def unwritable(file: object, error: OSError) -> Sentence:
    """What is said of a file that the machine does not let us write."""
    return Sentence("{file} cannot be written: {why}.", file=file, why=os_reason(error))


def write_over(file: Path, data: bytes) -> None:
    """Write the file whole; what somebody changed in one of ours is kept aside, and that is said."""
    from scheduler.files.as_written import keep_aside
    from scheduler.files.atomic import write_atomic
    from scheduler.files.folder_lock import shared_with_a_desk

    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with shared_with_a_desk(file.parent):
            if (aside := keep_aside(file)) is not None:
                remark([kept_aside(file, aside)])
            write_atomic(file, data)
    except OSError as error:
        raise click.UsageError(unwritable(file, error)) from None


def at_a_terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def agreed(taken: TakenIn, *, anyway: bool = False) -> bool:
    """The answer of whoever sits at the terminal; without one nothing is asked. `anyway`: it undoes what came since."""
    files = listing(taken.changed)
    if not at_a_terminal():
        if anyway:
            say(Sentence("Nobody can be asked here whether to write this into {files}.", files=files))
        else:
            say(Sentence("Nobody can be asked here whether to write this into {files}; --yes writes it.", files=files))
        return False
    if anyway:
        return confirmed(Sentence("Write this into {files}, and undo what came into it since?", files=files))
    return confirmed(Sentence("Write this into {files}?", files=files))


def confirmed(question: Phrase) -> bool:
    """The answer to a question that is yes or no, in either language; an empty one is no. Raises Abort at the end."""
    asked = spoken(Sentence("{question} (yes or no)", question=question))
    while True:
        typed: str = click.prompt(asked, default="", show_default=False)
        answer = yes_or_no(typed) if typed.strip() else False
        if answer is not None:
            return answer
        say(Sentence("{typed} is no answer here. Type yes or no.", typed=f'"{visible(typed)}"'))


def kept_copies(taken: TakenIn) -> None:
    """Keep what the files say now beside them, where much of it goes, and say where."""
    try:
        copies = taken.keep_aside()
    except OSError as error:
        raise click.UsageError(unwritable(error.filename or next(iter(taken.changed)), error)) from None
    remark([Sentence("What was there is kept as {files}.", files=listing([copy.name for copy in copies]))])


def write_taken(taken: TakenIn) -> None:
    """Write what was agreed, all files or none, and say which."""
    say(Sentence("Written: {files}.", files=listing(written_of(taken))))


def written_of(taken: TakenIn) -> list[Path]:
    """The files, written all or none."""
    try:
        return taken.write()
    except OSError as error:
        raise click.UsageError(unwritable(error.filename or next(iter(taken.changed)), error)) from None
