"""An export taken into the folder of a day: what is read, what is asked, what changes, and the files to be written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from scheduler.files.beside import day_file, is_workbook
from scheduler.files.edit.day_files import DayFiles
from scheduler.files.edit.file_text import EditRefused
from scheduler.files.edit.meaning import Pairs
from scheduler.files.faults import Faults, quoted
from scheduler.files.keys import meant
from scheduler.files.read_day import Instance
from scheduler.files.sign_ups.answers import AnswersRead, RowsReader, SignUp
from scheduler.files.sign_ups.columns import GROUPED, MEANINGS, ColumnsRead, meaning_typed, read_columns, unused
from scheduler.files.sign_ups.decide import (
    LEAVE_OUT,
    MEMORY,
    NEW,
    YES,
    Asked,
    Decisions,
    OpenQuestion,
    read_memory,
    same_memory,
)
from scheduler.files.sign_ups.export_table import ExportTable, read_export
from scheduler.files.sign_ups.into_people import PeopleUpdate
from scheduler.files.sign_ups.known_names import KnownNames
from scheduler.files.sign_ups.persons import PersonsRead, Signed, name_key, read_persons
from scheduler.files.sign_ups.place_lists import MANY, PlaceLists, limited_sessions, some_names
from scheduler.files.sign_ups.typed import hour_typed, role_typed
from scheduler.files.workbook.taken_in import TakenIn
from scheduler.text.answers import yes_or_no
from scheduler.text.sentence import Phrase, Sentence, paragraph, plural
from scheduler.text.wording import alike_key, count, listing, visible

_LEFT_OUT = 20  # so many answers that are left out are shown
_UNSEEN = 12  # differences beyond these are counted


@dataclass(frozen=True)
class SignUpsRead:
    """What an export says for a day. `questions`: what was not decided yet, with what is likely taken meanwhile."""

    counts: tuple[Phrase, ...]
    columns: tuple[Phrase, ...]
    remarks: tuple[str, ...]
    questions: tuple[OpenQuestion, ...]
    all_columns: tuple[OpenQuestion, ...]
    people: int
    taken: TakenIn
    new: int = 0  # people who are not in people.csv yet
    changed: int = 0  # others of whom something changes
    adding: tuple[Phrase, ...] = ()  # the differences that take nothing away

    def write(self) -> list[Path]:
        """What differs, into the folder: each file whole, all of them or none. Raises OSError."""
        return self.taken.write()

    @property
    def differences(self) -> list[str]:
        return list(self.taken.differences)

    @property
    def shown(self) -> list[str]:
        """The differences as they are shown: of very many some, with how many there are; what only adds comes last."""
        lines, more = self.differences, len(self.taken.differences) - _UNSEEN
        if more <= MANY:
            return lines
        lead = Sentence(
            "{new}, and {changed}:",
            new=plural(self.new, "{number} person is new", "{number} people are new"),
            changed=plural(self.changed, "of {number} something changes", "of {number} something changes"),
        )
        rest = plural(
            more,
            "And {number} more difference; with {option} it is shown too.",
            "And {number} more differences; with {option} all are shown.",
            option="--dry-run",
        )
        adding = set(self.adding)
        return [lead, *sorted(lines, key=lambda line: line in adding)[:_UNSEEN], rest]


@dataclass(frozen=True)
class SignUpDesk:
    """An export beside the day that it is for; read anew with each decision."""

    table: ExportTable
    files: DayFiles
    instance: Instance
    folder: Path
    memory: Decisions

    @classmethod
    def of(cls, export: Path, folder: Path, instance: Instance) -> SignUpDesk:
        """Raises Faults for an export that cannot be read, and ValueError with a sentence for a day that takes none."""
        file = day_file(folder)
        if is_workbook(file):
            raise ValueError(
                Sentence(
                    "Sign-ups go into a folder with day.yaml. Make one of the workbook first: netday read-workbook "
                    "{file} --to FOLDER.",
                    file=file.name,
                )
            )
        files = DayFiles.of(file)
        if files.table is None and _lists_people(files):
            raise ValueError(
                Sentence(
                    "The people stand in {file} itself, and sign-ups go into people.csv. Put the people there first, "
                    "one a line below name;city, and take them out of {file}.",
                    file=file.name,
                )
            )
        table = read_export(export)
        return cls(table, files, instance, file.parent, read_memory(file.parent))

    @cached_property
    def known(self) -> KnownNames:
        conference = self.instance.conference
        groups = tuple(group.name for group in conference.groups)
        sessions = tuple(session.name for session in conference.sessions if session.name not in groups)
        return KnownNames(groups, sessions, limited_sessions(conference))

    def read(self, decisions: Decisions) -> SignUpsRead:
        """Raises EditRefused for what cannot be written, and Faults when the day would have them."""
        columns = read_columns(self.table, self.known, decisions)
        answers = RowsReader(self.table, columns, self.known, decisions).read()
        persons = read_persons(answers.sign_ups, decisions, self._cities())
        here = [person for person in persons.persons if person.answer.comes]
        gone = [person for person in persons.persons if not person.answer.comes]
        cancelled = [*gone, *_dropped(answers, persons)]
        namesakes: list[OpenQuestion] = []
        update = PeopleUpdate(
            self.files.table,
            self.instance.conference,
            (*self.known.groups, *answers.new),
            self.instance.conference.clock.language == "nl",
            lambda person, city: self._is_same(person, city, decisions, namesakes),
        )
        files = self.files
        for name in answers.new:
            files = replace(files, day=files.day.add(("groups",), name))
        table = update.applied_to_table(here, cancelled) if here or self.files.table else None
        if table is not None and table is not self.files.table:
            files = files.with_table(table)
        places = PlaceLists(files, tuple(answers.offered), update.known_as)
        if answers.offered:
            try:
                files = places.fill(here, cancelled)
            except Faults as faults:
                raise _refused(faults) from None
        changed, before = self._changed(files, decisions)
        if files is not self.files:
            _check(files)
        every = (*columns.questions, *answers.questions.values(), *persons.questions, *namesakes)
        questions = tuple({question.key: question for question in every}.values())
        return SignUpsRead(
            (*self._counts(answers, here, questions), *places.counts),
            tuple(self._columns(columns)),
            (*self._remarks(columns, answers, persons, here, gone, update), *places.remarks),
            questions,
            tuple(self._all_columns(columns)),
            len(here),
            TakenIn(
                (),
                (*_new_groups(answers), *places.differences, *update.news, *update.differences),
                changed,
                before,
            ),
            update.new,
            update.changed,
            tuple(update.adding),
        )

    def _is_same(self, person: Signed, city: str, decisions: Decisions, questions: list[OpenQuestion]) -> bool:
        """Asked, for cities have people of one name; most likely they are one where the day names that person."""
        name, own = person.answer.name, person.answer.organisation
        what = f"{name} ({own}) = {name} ({city})"
        answer = decisions.of(Asked.PERSON, what)
        if answer is None:
            answer = YES if name in self.files.day.file.text else LEAVE_OUT
            sentence = Sentence(
                "Is {person} of {city} the one of {other}, who stands in people.csv?", person=name, city=own, other=city
            )
            questions.append(OpenQuestion(Asked.PERSON, what, sentence, answer, person.rows))
        return answer == YES

    def _cities(self) -> Iterable[str]:
        people = self.instance.conference.everybody
        return (person.organisation for person in people if person.organisation)

    def _changed(self, files: DayFiles, decisions: Decisions) -> tuple[dict[Path, bytes], dict[Path, bytes | None]]:
        old = self.files.data
        changed = {self.folder / name: data for name, data in files.data.items() if data != old.get(name)}
        before: dict[Path, bytes | None] = {path: old.get(path.name) for path in changed}
        if not same_memory(decisions.answers, self.memory.answers):
            path = self.folder / MEMORY
            changed[path] = decisions.text.encode()
            before[path] = path.read_bytes() if path.exists() else None
        return changed, before

    # -- what is said -------------------------------------------------------------------------------------------------

    def _counts(
        self, answers: AnswersRead, here: Sequence[Signed], questions: Sequence[OpenQuestion]
    ) -> tuple[Phrase, ...]:
        wishes = sum(person.answer.number for person in here)
        used = self.table.read - sum(map(len, answers.dropped.values()))
        product = self.table.product or Sentence("a form")
        rows = Sentence(
            "{file} ({product}): {rows} read, {used} used: {people}, {wishes}.",
            file=self.table.file,
            product=product,
            rows=count(self.table.read, "row"),
            used=used,
            people=count(len(here), "person", "people"),
            wishes=count(wishes, "wish", "wishes"),
        )
        if not questions:
            return (rows,)
        return (rows, plural(len(questions), "{number} question is open.", "{number} questions are open."))

    def _columns(self, columns: ColumnsRead) -> Iterator[Phrase]:
        by_meaning: dict[str, dict[str, None]] = {}
        for column in columns.columns:
            if column.means:
                by_meaning.setdefault(column.means, {})[column.base] = None
        for means, headings in by_meaning.items():
            yield Sentence("{meaning}: {headings}", meaning=MEANINGS[means], headings=listing(map(quoted, headings)))
        if idle := list(unused(columns, self.table)):
            yield Sentence("not used: {headings}", headings=some_names(map(quoted, idle)))

    def _all_columns(self, columns: ColumnsRead) -> Iterator[OpenQuestion]:
        seen = set()
        for column in columns.columns:
            if column.base in seen or not any(row.cell(column.number) for row in self.table.rows):
                continue
            seen.add(column.base)
            sentence = Sentence("What does the column {heading} say?", heading=quoted(column.base))
            yield OpenQuestion(Asked.COLUMN, column.base, sentence, column.means or LEAVE_OUT)

    def _remarks(
        self,
        columns: ColumnsRead,
        answers: AnswersRead,
        persons: PersonsRead,
        here: Sequence[Signed],
        gone: Sequence[Signed],
        update: PeopleUpdate,
    ) -> Iterator[str]:
        yield from self.table.remarks
        if not columns.of("name", "first", "last"):
            yield Sentence(
                "No column says who has answered; netday knows one by a heading like Naam or Name. "
                "Say which it is with --review."
            )
        yield from _say_dropped(answers)
        for row, heading, first, second in answers.twice:
            yield Sentence(
                "Row {row}: {heading} is answered twice, {first} and {second}; the last counts.",
                row=str(row),
                heading=quoted(heading),
                first=quoted(first),
                second=quoted(second),
            )
        yield from _say_doubles(persons)
        for typed, written in list(persons.cities.items())[:MANY]:
            yield Sentence("{typed} is written as {written}.", typed=quoted(typed), written=quoted(written))
        if (more := len(persons.cities) - MANY) > 0:
            yield plural(
                more,
                "And {number} more city is written as the day or most people write it.",
                "And {number} more cities are written as the day or most people write them.",
            )
        for text, number in list(answers.left_out.items())[:_LEFT_OUT]:
            yield plural(
                number,
                "{typed} is left out: {number} answer.",
                "{typed} is left out: {number} answers.",
                typed=quoted(text),
            )
        if (more := len(answers.left_out) - _LEFT_OUT) > 0:
            yield plural(more, "And {number} more answer is left out.", "And {number} more answers are left out.")
        if gone:
            names = [person.answer.name for person in gone]
            yield plural(
                len(names),
                "{number} person answers that they do not come: {names}.",
                "{number} people answer that they do not come: {names}.",
                names=some_names(names),
            )
        if update.absent:
            yield plural(
                len(update.absent),
                "{names} has cancelled and stands in people.csv; say so there (absent: yes) if that is so.",
                "{names} have cancelled and stand in people.csv; say so there (absent: yes) if that is so.",
                names=some_names(update.absent),
            )
        if update.returned:
            yield plural(
                len(update.returned),
                "{names} has signed up and is absent in people.csv; empty that cell if they come after all.",
                "{names} have signed up and are absent in people.csv; empty those cells if they come after all.",
                names=some_names(update.returned),
            )
        if update.adds:
            yield Sentence(
                "Each row adds the groups that it names: what people.csv has besides stays, until you take it out "
                "there."
            )
        if update.unasked:
            yield plural(
                len(update.unasked),
                "No answer names {groups}; whoever is in it stays in it ({people}).",
                "No answer names {groups}; whoever is in them stays in them ({people}).",
                groups=listing((group for group in self.known.groups if group in update.unasked), "or"),
                people=count(len(set[str]().union(*update.unasked.values())), "person", "people"),
            )
        yield from _first(update.kept)
        yield from _first(update.emptied)
        if update.unsigned:
            yield plural(
                len(update.unsigned),
                "{number} person of the day is not in this export, and stays as they are: {names}.",
                "{number} people of the day are not in this export, and stay as they are: {names}.",
                names=some_names(update.unsigned),
            )
        if here and not any(person.answer.number for person in here):
            if columns.of(*GROUPED):
                yield Sentence("Nobody has any wish: no answer names a group or session of this day.")
            else:
                yield Sentence(
                    "Nobody has any wish: no column names groups or sessions of this day. If one does, say so with "
                    "--review."
                )


def _check(files: DayFiles) -> None:
    """Raises EditRefused when the day would have faults."""
    try:
        files.read()
    except Faults as faults:
        raise _refused(faults) from None


def _refused(faults: Faults) -> EditRefused:
    lead = Sentence("With these sign-ups the day would have faults:")
    return EditRefused(paragraph(lead, *(fault.text for fault in faults.faults), between="\n"))


def _lists_people(files: DayFiles) -> bool:
    says = files.day.says
    pairs = says if isinstance(says, Pairs) else ()
    return any(meant(key, ("people",)) and not isinstance(value, str) and value for key, value in pairs)


def _new_groups(answers: AnswersRead) -> Iterator[Phrase]:
    for name in answers.new:
        yield Sentence("New group: {group}", group=name)


def _dropped(answers: AnswersRead, persons: PersonsRead) -> Iterator[Signed]:
    """Who cancelled, and is not in another row that counts."""
    coming = {name_key(name) for person in persons.persons for name in person.names}
    for row, name in answers.dropped.get("gone", ()):
        if name_key(name) not in coming:
            yield Signed(SignUp(row, name), (row,), (name,))


def _say_dropped(answers: AnswersRead) -> Iterator[Phrase]:
    for why, rows in answers.dropped.items():
        places = some_names(f"{row} ({name})" if name else str(row) for row, name in rows)
        match why:
            case "gone":
                yield plural(
                    len(rows),
                    "{number} row does not count, for it is cancelled: row {rows}.",
                    "{number} rows do not count, for they are cancelled: rows {rows}.",
                    rows=places,
                )
            case "unfinished":
                yield plural(
                    len(rows),
                    "{number} row does not count, for it is not finished or not confirmed: row {rows}.",
                    "{number} rows do not count, for they are not finished or not confirmed: rows {rows}.",
                    rows=places,
                )
            case "repeats":
                yield plural(
                    len(rows),
                    "{number} row repeats the headings: row {rows}.",
                    "{number} rows repeat the headings: rows {rows}.",
                    rows=places,
                )
            case _:
                yield plural(
                    len(rows),
                    "{number} row does not count, for it has no name: row {rows}.",
                    "{number} rows do not count, for they have no name: rows {rows}.",
                    rows=places,
                )


def _say_doubles(persons: PersonsRead) -> Iterator[Phrase]:
    several = [person for person in persons.persons if len(person.rows) > 1]
    if listed := [person.answer.name for person in several if person.answer.adds]:
        yield plural(
            len(listed),
            "{number} person stands in several rows, of which all groups count: {names}.",
            "{number} people stand in several rows, of which all groups count: {names}.",
            names=some_names(listed),
        )
    doubles = [person for person in several if not person.answer.adds]
    for person in doubles[:MANY]:
        yield Sentence(
            "{person} answered {number} times (rows {rows}); the last counts.",
            person=visible(person.answer.name),
            number=len(person.rows),
            rows=listing(map(str, person.rows)),
        )
    if len(doubles) > MANY:
        yield plural(
            len(doubles) - MANY,
            "{number} other person answered more than once; their last answer counts.",
            "{number} other people answered more than once; their last answers count.",
        )


def _first(sentences: Sequence[Phrase]) -> Iterator[Phrase]:
    """The first of them, and how many more there are."""
    yield from sentences[:_LEFT_OUT]
    if (more := len(sentences) - _LEFT_OUT) > 0:
        yield plural(more, "And {number} more like that.", "And {number} more like that.")


def answer_typed(question: OpenQuestion, text: str, known: KnownNames) -> str | None:
    """The answer that somebody typed, as it is kept; None for one that is none."""
    text = " ".join(text.split())
    word = alike_key(text)
    if question.about is Asked.COLUMN:
        meaning = meaning_typed(text)
        return meaning if meaning is None else meaning or LEAVE_OUT
    if question.about in (Asked.STATUS, Asked.PERSON) and yes_or_no(text):
        return YES
    if question.about is Asked.ROLE and (role := role_typed(text)):
        return role
    if word in (LEAVE_OUT, "weglaten", "leave out") or yes_or_no(text) is False:
        return LEAVE_OUT
    if question.about is Asked.NAME:
        if word in (NEW, "nieuw", "new"):
            return NEW
        parts = known.parts(text)
        return "; ".join(part.name for part in parts) if parts and all(part.name for part in parts) else None
    if question.about is Asked.STRENGTH:
        return text if text.isascii() and text.isdecimal() and len(text) < 4 else None
    if question.about is Asked.HOUR:
        hour = hour_typed(text)
        return hour[0] if hour and hour[1] and hour[0] else None
    return None
