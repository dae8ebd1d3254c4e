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
    """The files of one day. `others`: files that are named and not edited. Every edit gives new files."""

    day: YamlText
    table: TableText | None = None
    others: Mapping[str, bytes] = field(default_factory=dict)
    rules: tuple[type[Rule], ...] = ()

    @classmethod
    def of(cls, path: Path | str, rules: Iterable[type[Rule]] = ()) -> DayFiles:
        """The files as they stand on the disk. Raises Faults where day.yaml is no text; read the day first."""
        file = day_file(Path(path))
        load(file, file.name)
        day = YamlText(FileText.of(file.read_bytes(), file.name))
        named = _known(day.says, ("people", "groups", "season", "logo"))
        people = named.get("people", PEOPLE_FILE)
        table, others = None, {}
        if isinstance(people, str) and (file.parent / people).is_file():
            groups = _names(named.get("groups"))
            table = TableText(FileText.of((file.parent / people).read_bytes(), people), groups)
        for key in ("season", "logo"):
            other = named.get(key)
            if isinstance(other, str) and not outside(file.parent, other) and (file.parent / other).is_file():
                others[other] = (file.parent / other).read_bytes()
        return cls(day, table, others, tuple(rules))

    @classmethod
    def of_data(cls, data: Mapping[str, bytes]) -> DayFiles:
        """Files that stand nowhere yet: day.yaml and, by its usual name, the list of people."""
        people = data.get(PEOPLE_FILE)
        table = None if people is None else TableText(FileText.of(people, PEOPLE_FILE))
        return cls(YamlText(FileText.of(data[DAY_FILE], DAY_FILE)), table)

    def read(self) -> Instance:
        """The day as our own reader has it. Raises Faults and EditRefused."""
        with TemporaryDirectory() as folder:
            for name, data in self.data.items():
                (Path(folder) / name).parent.mkdir(parents=True, exist_ok=True)
                (Path(folder) / name).write_bytes(data)
            return read(Path(folder) / self.day.file.name, self.rules)

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
