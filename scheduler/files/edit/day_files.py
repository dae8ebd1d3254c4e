"""A day's files in memory, to be edited and read again: day.yaml, the list of people, and what else they name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from scheduler.files.beside import DAY_FILE, PEOPLE_FILE, day_file, outside
from scheduler.files.decode import load
from scheduler.files.edit.file_text import FileText
from scheduler.files.edit.meaning import Pairs, Value
from scheduler.files.edit.meaning import Path as Steps
from scheduler.files.edit.splices import Splice, between
from scheduler.files.edit.table_text import TableText
from scheduler.files.edit.yaml_text import YamlText
from scheduler.files.keys import meant
from scheduler.files.read_day import Instance, read
from scheduler.rules.rule import Rule

_OTHERS = ("season", "logo", "wishes")
_NAMING = ("people", *_OTHERS)  # keys whose text may be the name of a file


@dataclass(frozen=True)
class FileSplice:
    """One stretch of lines of a file: from `start` to before `end`, in letters, `old` gives way to `new`."""

    file: str
    line: int
    start: int
    end: int
    old: str
    new: str


@dataclass(frozen=True)
class DayFiles:
    """The files of one day. `others`: files that are named and not edited. Every edit gives new files.

    `folder`: where they stand, and what an edit comes to name may stand beside them; None: they stand nowhere.
    """

    day: YamlText
    table: TableText | None = None
    others: Mapping[str, bytes] = field(default_factory=dict)
    rules: tuple[type[Rule], ...] = ()
    folder: Path | None = None

    @classmethod
    def of(cls, path: Path | str, rules: Iterable[type[Rule]] = ()) -> DayFiles:
        """The files as they stand on the disk. Raises Faults where day.yaml is no text; read the day first."""
        file = day_file(Path(path))
        load(file, file.name)
        day = YamlText(FileText.of(file.read_bytes(), file.name))
        names = [name for name in beside_a_day(day, file.parent) if (file.parent / name).is_file()]
        found = _with(day, {name: (file.parent / name).read_bytes() for name in names}, tuple(rules))
        return replace(found, folder=file.parent)

    @classmethod
    def of_data(cls, data: Mapping[str, bytes], name: str = DAY_FILE) -> DayFiles:
        """Files in memory by name: that of the day, the list of people under its usual name or another, and others.

        Raises Faults where the day file is no text.
        """
        return _with(YamlText(FileText.of(data[name], name)), data)

    def read(self) -> Instance:
        """The day as our own reader has it. Raises Faults and EditRefused."""
        with TemporaryDirectory() as folder:
            for name, data in {**self._named_since, **self.data}.items():
                (Path(folder) / name).parent.mkdir(parents=True, exist_ok=True)
                (Path(folder) / name).write_bytes(data)
            return read(Path(folder) / self.day.file.name, self.rules)

    @property
    def _named_since(self) -> dict[str, bytes]:
        """Files that an edit came to name, another logo, as they stand beside the day file."""
        if self.folder is None:
            return {}
        names = (name for name in beside_a_day(self.day, self.folder) if name not in self.data)
        return {name: (self.folder / name).read_bytes() for name in names if (self.folder / name).is_file()}

    @property
    def data(self) -> dict[str, bytes]:
        """Each file by name, as it is to be written."""
        table = {self.table.file.name: self.table.file.data} if self.table else {}
        return {self.day.file.name: self.day.file.data, **table, **self.others}

    def splices(self, after: DayFiles) -> tuple[FileSplice, ...]:
        """What makes these files the others."""
        pairs = [(self.day.file, after.day.file)]
        if self.table and after.table:
            pairs.append((self.table.file, after.table.file))
        return tuple(_of(old, splice) for old, new in pairs for splice in between(old.text, new.text))

    def put(self, path: Steps, value: Value) -> DayFiles:
        return replace(self, day=self.day.put(path, value))

    def remove(self, path: Steps) -> DayFiles:
        return replace(self, day=self.day.remove(path)) if self.day.find(path) else self

    def with_table(self, table: TableText) -> DayFiles:
        return replace(self, table=table)


def beside_a_day(day: YamlText, folder: Path) -> tuple[str, ...]:
    """The names of the files beside a day file that would be read with it, whether they are there or not.

    Raises Faults for a day file that is no YAML.
    """
    named = _known(day.says, _NAMING)
    names = [named.get("people", PEOPLE_FILE), *(named.get(key) for key in _OTHERS)]
    return tuple(dict.fromkeys(name for name in names if isinstance(name, str) and not outside(folder, name)))


def _with(day: YamlText, data: Mapping[str, bytes], rules: tuple[type[Rule], ...] = ()) -> DayFiles:
    """The day with those of the files that it names."""
    named = _known(day.says, (*_NAMING, "groups"))
    people = named.get("people", PEOPLE_FILE)
    table = None
    if isinstance(people, str) and people in data:
        table = TableText(FileText.of(data[people], people), _names(named.get("groups")))
    others = {name: data[name] for key in _OTHERS if isinstance(name := named.get(key), str) and name in data}
    return DayFiles(day, table, others, rules)


def _of(file: FileText, splice: Splice) -> FileSplice:
    line = len(file.text[: splice.start].splitlines()) + 1
    return FileSplice(file.name, line, splice.start, splice.end, file.text[splice.start : splice.end], splice.new)


def _names(groups: object) -> tuple[str, ...]:
    """The names of the groups as they are written."""
    found = groups if isinstance(groups, list) and not isinstance(groups, Pairs) else [groups]
    names = (_known(each, ("name",)).get("name") if isinstance(each, Pairs) else each for each in found)
    return tuple(" ".join(name.split()) for name in names if isinstance(name, str))


def _known(says: object, keys: Sequence[str]) -> dict[str, object]:
    """What stands behind these keys, however the file writes them."""
    pairs = says if isinstance(says, Pairs) else ()
    return {ours: value for key, value in pairs if (ours := meant(key, keys))}
