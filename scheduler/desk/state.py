"""One look at a day's folder: its files as they stood at one moment, and all that they say. Nothing in it changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from scheduler.checking.finding import Finding
from scheduler.conference.conference import Conference
from scheduler.conference.programme import Programme
from scheduler.desk.judging import JudgeKeeper, StateJudge
from scheduler.desk.refusals import ActRefused
from scheduler.desk.versions import Digests, digest, version_of
from scheduler.files import Fault, Faults, Instance, read
from scheduler.files.beside import PEOPLE_FILE, is_workbook, strays
from scheduler.files.edit.day_files import DayFiles, beside_a_day
from scheduler.files.edit.file_text import EditRefused, FileText
from scheduler.files.edit.yaml_text import YamlText
from scheduler.files.keys import in_language
from scheduler.files.programme_file import read_programme_text
from scheduler.rules.problem import Problem
from scheduler.rules.rule import by_title
from scheduler.text.language import Language
from scheduler.text.sentence import LANGUAGES, Phrase, Sentence

_USUAL = LANGUAGES[0]  # the desk speaks Dutch where the day does not say


@dataclass(frozen=True, eq=False)
class DayRead:
    """The day that some bytes make, whatever its programme: states that differ in that alone share it.

    `file`: the name of day.yaml or of the workbook that is the day; empty: there is neither.
    """

    file: str
    data: Mapping[str, bytes]
    home: Path
    instance: Instance | None
    faults: tuple[Fault, ...]
    language: str

    @classmethod
    def of(cls, place: Path, file: str, data: Mapping[str, bytes], home: Path) -> DayRead:
        """As it is read in the folder `place`. `home`: the folder of the day, where that is another."""
        try:
            instance = read(place / file if file else place)
        except Faults as faults:
            return cls(file, data, home, None, faults.faults, faults.language or _USUAL)
        instance = replace(instance, folder=home, file=home / file)
        return cls(file, data, home, instance, (), instance.language or _USUAL)

    @classmethod
    def of_data(cls, file: str, data: Mapping[str, bytes], home: Path) -> DayRead:
        """The same of files that stand nowhere, such as those of before; with a remark for what is beside the day."""
        with TemporaryDirectory() as folder:
            write_all(Path(folder), data)
            day = cls.of(Path(folder), file, data, home)
        if day.instance is None or day.files is None:
            return day
        people, key = day.files.table, in_language("people", dutch=day.files.day.dutch)
        beside = strays(home / file, people.file.name if people else None, key)
        return replace(day, instance=replace(day.instance, remarks=(*day.instance.remarks, *beside)))

    @cached_property
    def files(self) -> DayFiles | None:
        """The files to edit. None: day.yaml is not there, or is no YAML."""
        if not self.file or is_workbook(Path(self.file)):
            return None
        try:
            return DayFiles.of_data(self.data, self.file)
        except (Faults, EditRefused):
            return None

    @cached_property
    def findings(self) -> Sequence[Finding]:
        """What stands out of the day, looked for once: a large one has much to look at. Raises ActRefused."""
        from scheduler.checking.findings import findings  # noqa: PLC0415  for who asks; a desk starts without it

        with by_title():
            return tuple(findings(self.keeper.problem))

    @cached_property
    def keeper(self) -> JudgeKeeper:
        if self.instance is None:
            raise day_has_faults()
        return JudgeKeeper(self.instance.problem)


@dataclass(frozen=True, eq=False)
class DeskState:
    """`version`: of the names and the bytes of the files; what a write must have seen.

    `faults`: of the day, and of the programme where that cannot be read. `programme`: without what the day no longer
    knows, which `remarks` say; empty where there is no such file, None where there is no day, or no reading it.
    """

    version: str
    data: Mapping[str, bytes]
    digests: Digests
    day: DayRead
    programme_file: str
    programme: Programme | None
    programme_faults: tuple[Fault, ...] = ()
    programme_remarks: tuple[Phrase, ...] = ()

    @classmethod
    def of(cls, day: DayRead, data: Mapping[str, bytes], digests: Digests, programme_file: str) -> DeskState:
        """The state of that day with the programme among the data, which is read."""
        state = cls(version_of(digests), data, digests, day, programme_file, None)
        text = data.get(programme_file)
        if day.instance is None:
            return state
        if text is None:
            return replace(state, programme=Programme())
        try:
            programme, remarks = read_programme_text(text, Path(programme_file).name, day.instance)
        except Faults as faults:
            return replace(state, programme_faults=faults.faults)
        return replace(state, programme=programme, programme_remarks=remarks)

    @classmethod
    def of_data(cls, data: Mapping[str, bytes], file: str, programme_file: str, home: Path) -> DeskState:
        """Files that stand nowhere, such as those of a version of before. `file`: which of them is the day."""
        day = DayRead.of_data(file, {name: text for name, text in data.items() if name != programme_file}, home)
        return cls.of(day, data, {name: digest(text) for name, text in data.items()}, programme_file)

    def with_programme(self, programme: Programme, text: bytes) -> DeskState:
        """The same day with another programme, which that text says."""
        digests = {**self.digests, self.programme_file: digest(text)}
        data = {**self.data, self.programme_file: text}
        return DeskState(version_of(digests), data, digests, self.day, self.programme_file, programme)

    @property
    def files(self) -> DayFiles | None:
        return self.day.files

    @property
    def instance(self) -> Instance | None:
        return self.day.instance

    @property
    def faults(self) -> tuple[Fault, ...]:
        return (*self.day.faults, *self.programme_faults)

    @property
    def remarks(self) -> tuple[Phrase, ...]:
        return (*(self.day.instance.remarks if self.day.instance else ()), *self.programme_remarks)

    @property
    def language(self) -> Language:
        """That of the day."""
        return Language.of(self.day.language)

    @property
    def problem(self) -> Problem:
        """Raises ActRefused where the day has faults."""
        return self.day.keeper.problem

    @property
    def conference(self) -> Conference:
        """Raises ActRefused where the day has faults."""
        return self.problem.conference

    @property
    def placed(self) -> Programme:
        """The programme. Raises ActRefused where it cannot be read."""
        if self.programme is None:
            raise programme_has_faults(self) if self.day.instance else day_has_faults()
        return self.programme

    @cached_property
    def judge(self) -> StateJudge:
        """Raises ActRefused where the day or the programme has faults."""
        return StateJudge(self.day.keeper, self.placed)


def beside_the_day(file: str, text: bytes, home: Path) -> tuple[str, ...]:
    """The names of the files that are read with a day file of that text, whether they are there or not."""
    if is_workbook(Path(file)):
        return ()
    try:
        return beside_a_day(YamlText(FileText.of(text, file)), home)
    except (Faults, EditRefused):  # it is no YAML
        return (PEOPLE_FILE,)


def with_what_it_names(file: str, data: Mapping[str, bytes | None], home: Path) -> dict[str, bytes]:
    """These files with those on the disk that the day names besides; None: it is to go."""
    found = {name: text for name, text in data.items() if text is not None}
    for name in beside_the_day(file, found.get(file, b""), home):
        if name not in data and (home / name).is_file():
            found[name] = (home / name).read_bytes()
    return found


def day_has_faults() -> ActRefused:
    return ActRefused(Sentence("The day has faults. Mend them first."))


def programme_has_faults(state: DeskState) -> ActRefused:
    return ActRefused(
        Sentence("{file} cannot be read: {fault}", file=state.programme_file, fault=state.programme_faults[0].text)
    )


def write_all(folder: Path, data: Mapping[str, bytes]) -> None:
    """Into a folder of our own, which nobody else reads."""
    for name, text in data.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text)
