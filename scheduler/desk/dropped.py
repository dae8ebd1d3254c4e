"""A file that is dropped on the desk, read beside the day: what it is, what it would change, and what is asked first.

Nothing is written here: a review holds the act that would take the file in, so that it can be taken back too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from scheduler.checking.check import check
from scheduler.desk.acts import Act
from scheduler.desk.day_acts import ReplaceFiles
from scheduler.desk.refusals import ActRefused
from scheduler.desk.state import DeskState
from scheduler.desk.tables import tables_of
from scheduler.desk.whole_moves import TakeProgramme
from scheduler.files import Fault, Faults, Instance, read_programme
from scheduler.files.beside import DAY_FILE, PEOPLE_FILE, is_workbook
from scheduler.files.edit.day_files import DayFiles
from scheduler.files.edit.file_text import EditRefused
from scheduler.files.faults import FaultList
from scheduler.text.sentence import NOTHING, Phrase, Sentence
from scheduler.text.wording import count

_LISTS = (".csv", ".tsv")
_OF_A_FORM = ("stamp", "status", "attends", "cancelled", "first", "last", "places")  # what no list of one's own says
_SEVERAL = 2  # sessions, which a programme has
_YAML = (".yaml", ".yml")


class FileKind(StrEnum):
    """What a file is taken for."""

    WORKBOOK = "workbook"
    SIGN_UPS = "sign-ups"
    PROGRAMME = "programme"
    PEOPLE = "people"
    DAY = "day"
    LISTS = "lists"


@dataclass(frozen=True)
class FileQuestion:
    """What is to be decided before the file can be taken in. `likely`: the answer that stands there already.

    `choices`: the answers that there are, by how they are kept; `names`: what can be typed. `wrong`: why what was typed
    is no answer; `open`: nothing is likely, so something is to be typed.
    """

    about: str
    what: str
    sentence: Phrase
    likely: str = ""
    hint: Phrase = NOTHING
    choices: tuple[tuple[str, Phrase | str], ...] = ()
    names: tuple[str, ...] = ()
    rows: tuple[int, ...] = ()
    wrong: Phrase | None = None
    open: bool = False


@dataclass(frozen=True)
class RowNews:
    """What becomes of one row. `what`: by heading what it says."""

    name: str
    new: bool
    what: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SheetNews:
    """What lists change on one sheet of the day."""

    title: str
    rows: tuple[RowNews, ...]

    @property
    def new(self) -> int:
        return sum(row.new for row in self.rows)

    @property
    def other(self) -> int:
        return len(self.rows) - self.new


@dataclass(frozen=True)
class FileReview:
    """What a file says for the day. `act`: takes it in; None: it cannot be, or changes nothing.

    `columns`: of an export, what each column was taken to say; `memory`: what is remembered of the answers;
    `kept`: where there are faults, the sheets that the file does not have and the day keeps. `left`: what stands in the
    file and is not taken; `tables`: the differences of lists, by sheet.
    """

    kind: FileKind
    counts: tuple[Phrase, ...] = ()
    differences: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    questions: tuple[FileQuestion, ...] = ()
    columns: tuple[FileQuestion, ...] = ()
    faults: tuple[Phrase, ...] = ()
    act: Act | None = None
    memory: tuple[Path, bytes] | None = None
    kept: tuple[str, ...] = ()
    left: tuple[Phrase, ...] = ()
    tables: tuple[SheetNews, ...] = ()


Answers = Mapping[tuple[str, str], str]  # by what a question is about, and what it asks of, as they were given


def kinds_of(path: Path) -> tuple[FileKind, ...]:
    """For what a file of that name can be taken, the likeliest first; none: it is nothing that the desk takes."""
    ending = path.suffix.casefold()
    if ending in _YAML:
        return (FileKind.DAY,)
    if ending in _LISTS:
        people = "people" in path.stem.casefold() or "mensen" in path.stem.casefold()
        return (FileKind.PEOPLE, FileKind.SIGN_UPS) if people else (FileKind.SIGN_UPS, FileKind.PEOPLE)
    if is_workbook(path):
        return _kinds_of_workbook(path)
    return (FileKind.PROGRAMME,) if ending in (".docx", ".txt") else ()


def _kinds_of_workbook(path: Path) -> tuple[FileKind, ...]:
    """One of a day as netday writes them; else an export, if some column says who answered, lists, or a programme."""
    from scheduler.files.sign_ups.columns import read_columns  # noqa: PLC0415  openpyxl, for who drops a workbook
    from scheduler.files.sign_ups.decide import Decisions  # noqa: PLC0415
    from scheduler.files.sign_ups.export_table import read_export  # noqa: PLC0415
    from scheduler.files.sign_ups.known_names import KnownNames  # noqa: PLC0415
    from scheduler.files.workbook.own_sheets import looks_like_lists  # noqa: PLC0415
    from scheduler.files.workbook.taken_in import is_own  # noqa: PLC0415

    try:
        if not is_own(path):
            return (FileKind.WORKBOOK,)
        lists = looks_like_lists(path)
        columns = read_columns(read_export(path), KnownNames((), ()), Decisions())
        named = columns.of("name", "first", "last")
        if lists and not (named and columns.of(*_OF_A_FORM)):
            return FileKind.LISTS, FileKind.SIGN_UPS, FileKind.PROGRAMME
        if named:
            return FileKind.SIGN_UPS, FileKind.LISTS, FileKind.PROGRAMME
    except Faults:
        pass
    if _has_programme(path):
        return FileKind.PROGRAMME, FileKind.LISTS, FileKind.SIGN_UPS
    return FileKind.LISTS, FileKind.PROGRAMME, FileKind.SIGN_UPS


def _has_programme(path: Path) -> bool:
    """Whether several sessions stand in it with their hours, and that as a table."""
    from scheduler.files.grids import read_grid  # noqa: PLC0415  for who drops a programme

    try:
        return read_grid(path).counts.sessions >= _SEVERAL
    except Faults:
        return False


def review(path: Path, kind: FileKind, state: DeskState, folder: Path, answers: Answers) -> FileReview:
    """What the file says; where it cannot be read, why not."""
    readers: Mapping[FileKind, Callable[[], FileReview]] = {
        FileKind.WORKBOOK: lambda: _workbook(path, folder),
        FileKind.SIGN_UPS: lambda: _sign_ups(path, state, folder, answers),
        FileKind.PROGRAMME: lambda: _programme(path, state, answers),
        FileKind.PEOPLE: lambda: _file(path, state, FileKind.PEOPLE),
        FileKind.DAY: lambda: _file(path, state, FileKind.DAY),
        FileKind.LISTS: lambda: _lists(path, state, answers),
    }
    try:
        return readers[kind]()
    except Faults as faults:
        kept = _kept(path, state) if kind is FileKind.WORKBOOK and any(not f.line for f in faults.faults) else ()
        return FileReview(kind, faults=tuple(fault.text for fault in faults.faults), kept=kept)
    except (ActRefused, EditRefused) as why:
        return FileReview(kind, faults=(why.sentence,))
    except ValueError as why:
        words = why.args[0] if why.args and isinstance(why.args[0], Phrase) else Sentence("It cannot be read.")
        return FileReview(kind, faults=(words,))


def _kept(path: Path, state: DeskState) -> tuple[str, ...]:
    """The sheets of the day that a workbook does not have, whose faults name no cell of it."""
    from scheduler.files.workbook.read import read_workbook  # noqa: PLC0415  openpyxl, for who drops a workbook

    if state.files is None:
        return ()
    before = tables_of(state.files, state.instance)
    try:
        headed = read_workbook(path, FaultList()).headings
    except Faults:
        return ()
    return tuple(key for key, rows in before.rows.items() if rows and key not in headed)


def _words(path: Path) -> Sentence:
    return Sentence("{file} was taken in.", file=path.name)


def _as_act(path: Path, changed: Mapping[str, bytes]) -> Act | None:
    return ReplaceFiles(dict(changed), _words(path)) if changed else None


def _workbook(path: Path, folder: Path) -> FileReview:
    from scheduler.files.workbook.taken_in import take_in  # noqa: PLC0415  openpyxl, for who drops a workbook

    taken = take_in(path, folder)
    changed = {file.relative_to(folder).as_posix(): data for file, data in taken.changed.items()}
    return FileReview(
        FileKind.WORKBOOK, (), tuple(taken.differences), (*taken.remarks, *taken.undone), act=_as_act(path, changed)
    )


def _lists(path: Path, state: DeskState, answers: Answers) -> FileReview:
    from scheduler.desk.own_lists import lists_review  # noqa: PLC0415  openpyxl, for who drops a workbook

    return lists_review(path, state, answers)


def _file(path: Path, state: DeskState, kind: FileKind) -> FileReview:
    """A file of the day itself in the place of the one that is there."""
    from scheduler.files.workbook.differences import sentences  # noqa: PLC0415  openpyxl, for who drops a file

    table = state.files.table if state.files else None
    people = table.file.name if table else PEOPLE_FILE
    name = people if kind is FileKind.PEOPLE else state.day.file or DAY_FILE
    data = {**state.data, name: path.read_bytes()}
    files = DayFiles.of_data(data, state.day.file or DAY_FILE)
    instance = files.read()
    differences: Sequence[str] = ()
    if state.files is not None and state.instance is not None:
        before = tables_of(state.files, state.instance)
        differences = tuple(sentences(before, tables_of(files, instance), before.language))
    changed = {name: data[name]} if data[name] != state.data.get(name) else {}
    return FileReview(kind, (), tuple(differences), tuple(instance.remarks), act=_as_act(path, changed))


# -- sign-ups -------------------------------------------------------------------------------------------------------


def _sign_ups(path: Path, state: DeskState, folder: Path, answers: Answers) -> FileReview:
    from scheduler.files.sign_ups import Asked, Decisions, OpenQuestion, SignUpDesk, answer_typed  # noqa: PLC0415
    from scheduler.files.sign_ups.columns import MEANINGS, ROLES  # noqa: PLC0415
    from scheduler.files.sign_ups.decide import LEAVE_OUT, MEMORY, YES  # noqa: PLC0415
    from scheduler.files.sign_ups.review import hint  # noqa: PLC0415

    desk = SignUpDesk.of(path, folder, _in_order(state))
    given, wrong = Decisions(), dict[tuple[str, str], Phrase]()
    for (about, what), typed in answers.items():
        if about not in set(Asked):
            continue
        question = OpenQuestion(Asked(about), what, Sentence(""))
        is_kept = question.about in (Asked.COLUMN, Asked.ROLE) and typed in (*MEANINGS, LEAVE_OUT)
        answer = typed if is_kept else answer_typed(question, typed, desk.known)
        if answer is None:
            wrong[about, what] = Sentence("{typed} is no answer here. {hint}", typed=f'"{typed}"', hint=hint(question))
        else:
            given.decide(question, answer)
    decisions = desk.memory.with_others(given)
    found = desk.read(decisions)
    meanings = (*MEANINGS.items(), (LEAVE_OUT, Sentence("nothing for the day")))
    known = (*desk.known.groups, *desk.known.names)
    choices = {
        Asked.COLUMN: meanings,
        Asked.ROLE: (*((role, MEANINGS[role]) for role in ROLES), (LEAVE_OUT, Sentence("nothing for the day"))),
        Asked.STATUS: ((YES, Sentence("yes")), (LEAVE_OUT, Sentence("no"))),
        Asked.PERSON: ((YES, Sentence("yes")), (LEAVE_OUT, Sentence("no"))),
    }

    def asked(question: OpenQuestion) -> FileQuestion:
        key = question.about.value, question.what
        return FileQuestion(
            question.about.value,
            question.what,
            question.sentence,
            answers.get(key, question.likely),
            hint(question),
            choices.get(question.about, ()),
            tuple(dict.fromkeys(known)) if question.about is Asked.NAME else (),
            question.rows,
            wrong.get(key),
        )

    changed = {file.relative_to(folder).as_posix(): data for file, data in found.taken.changed.items()}
    memory = changed.pop(MEMORY.as_posix(), None)
    return FileReview(
        FileKind.SIGN_UPS,
        found.counts,
        tuple(found.differences),
        (*found.columns, *found.remarks),
        tuple(map(asked, found.questions)),
        tuple(map(asked, found.all_columns)),
        act=_as_act(path, changed),
        memory=(folder / MEMORY, memory) if memory is not None else None,
    )


# -- a programme in a table -----------------------------------------------------------------------------------------


def _programme(path: Path, state: DeskState, answers: Answers) -> FileReview:
    from scheduler.files.grids import programme_for, read_grid  # noqa: PLC0415  for who drops a programme
    from scheduler.files.grids.known_day import TitleQuestion  # noqa: PLC0415

    instance = _in_order(state)
    questions: list[FileQuestion] = []

    def ask(question: TitleQuestion) -> str:
        """What was answered; what is likely until somebody has, which is asked."""
        typed = answers.get(("title", question.title))
        answer = None if typed is None else question.answered(typed)
        if answer is not None:
            return answer
        wrong = None if typed is None else Sentence('"{typed}" is no session of this day.', typed=typed)
        sentence = Sentence('Which session is "{title}" ({place})?', title=question.title, place=question.place)
        hint = Sentence("The name of the session; - leaves it out.")
        likely = question.likely if typed is None else typed
        questions.append(
            FileQuestion("title", question.title, sentence, likely or "-", hint, names=question.free, wrong=wrong)
        )
        return question.likely

    grid = read_grid(path)
    known = programme_for(grid, instance, ask)
    if not known.placed and not questions:
        none = Sentence(
            "No session of this day stands in {file} with an hour, so there is no programme in it.", file=path.name
        )
        return FileReview(FileKind.PROGRAMME, faults=(none,), remarks=tuple(known.remarks))
    placed = path.with_name("taken.yaml")
    placed.write_text(known.text, "utf-8")
    try:
        programme, remarks = read_programme(placed, instance)
    except Faults as faults:  # of a text that nobody has seen: its file and its lines say nothing
        raise Faults([Fault(path.name, 0, fault.where, fault.message) for fault in faults.faults]) from None
    broken = tuple(breach.sentence for breach in check(instance.problem, programme).broken)
    counts = (
        Sentence(
            "{file}: {rows} and {cells} read.",
            file=grid.file,
            rows=count(grid.counts.rows, "row"),
            cells=count(grid.counts.cells, "cell"),
        ),
        Sentence(
            "{placed} of {sessions} are in the programme of {day}.",
            placed=known.placed,
            sessions=count(grid.counts.sessions, "session"),
            day=instance.conference.title,
        ),
    )
    act = TakeProgramme(programme, _words(path)) if known.placed else None
    return FileReview(FileKind.PROGRAMME, counts, broken, (*known.remarks, *remarks), tuple(questions), act=act)


def _in_order(state: DeskState) -> Instance:
    if state.instance is None:
        raise Faults(state.day.faults or [Fault(DAY_FILE, 0, "", Sentence("There is no day in this folder yet."))])
    return state.instance
