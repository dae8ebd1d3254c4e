"""Days and their programmes for programs: read from files, placed by hand, written again. No solver."""

from __future__ import annotations

import hashlib
import json
import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from scheduler.api.arguments import given, misfit, path_of, renamed_of, rule_name
from scheduler.conference.conference import Session
from scheduler.conference.programme import Edition, Placement, Programme
from scheduler.files import Fault, Faults, Instance
from scheduler.files import read as read_files
from scheduler.files import read_programme as read_programme_file
from scheduler.files import read_published as read_published_file
from scheduler.files import write_programme as write_programme_file
from scheduler.files.in_python import in_python
from scheduler.files.placements import Placements
from scheduler.files.rules_section import read_more_rules
from scheduler.files.yaml_nodes import plain_data
from scheduler.rules.available import AvailableRules
from scheduler.rules.problem import Problem
from scheduler.rules.rule import Rule
from scheduler.text.sentence import Sentence
from scheduler.text.wording import some

__all__ = [
    "AnyProblem",
    "Remark",
    "problem_of",
    "programme",
    "programme_of",
    "read",
    "read_programme",
    "read_published",
    "rule",
    "write_programme",
]

AnyProblem: TypeAlias = Problem | Instance  # what every question takes: the day as it was read, or only what is asked


class Remark(UserWarning):
    """What is worth knowing of a file that could be read all the same: the day has changed since, or an odd coding."""


class Proven(Protocol):
    """An answer that can tell what is proven of its programme: Solved and Repaired."""

    def proof(self) -> dict[str, Any]: ...


def problem_of(day: AnyProblem) -> Problem:
    """The conference and its rules. Raises TypeError with a sentence for what is no day, such as its folder."""
    if isinstance(day, Problem):
        return day
    asked: object = day  # programs need not heed types
    if isinstance(asked, Instance):
        return asked.problem
    raise TypeError(
        f"A day is wanted here, not {_a(asked)}: what netday.read(folder) gives, or netday.Problem(conference, rules)."
    )


def programme_of(day: AnyProblem, programme: object, what: str = "programme") -> Programme:
    """The programme, when it is one of this day. `what`: the argument that it is given as.

    Raises TypeError for what is no programme, such as the answer that bears it. Raises ValueError for a programme with
    sessions or rooms that this day does not have: of another day, or of this day before it was changed.
    """
    if not isinstance(programme, Programme):
        raise no_programme(programme, what, "a Programme")
    placements: object = programme.placements  # programs need not heed types
    if not isinstance(placements, tuple) or not all(isinstance(one, Placement) for one in placements):
        raise misfit("placements", "a tuple of netday.Placement(session, start, room)", placements)
    conference = problem_of(day).conference
    sessions, rooms = set(conference.sessions), {None, *conference.rooms}
    foreign = [str(one.session) for one in programme.values() if one.session not in sessions or one.room not in rooms]
    if foreign:
        raise ValueError(
            f"This programme is of another day, or of this day before it was changed: {some(foreign, 3)} "
            f"{'does' if len(foreign) == 1 else 'do'} not stand in this day as there. netday.repair(day, programme) "
            "brings it over; what stands in a file can be read with this day."
        )
    return programme


def no_programme(value: object, what: str, wanted: str) -> TypeError:
    """The error for what is no programme. `what`: the argument that it is given as."""
    if isinstance(value, Edition) or hasattr(value, "programme"):
        name = "edition" if isinstance(value, Edition) else "answer"
        return TypeError(f"A programme is wanted here, not {_a(value)}: write {name}.programme.")
    if isinstance(value, (str, Path)):
        return TypeError(
            f"A programme is wanted here, not {given(value)}: netday.read_programme(path, day) reads one from a file, "
            "netday.programme makes one by hand."
        )
    return TypeError(
        f"A programme is wanted here, not {_a(value)}: {what} should be {wanted}; netday.programme makes one by hand."
    )


def _a(value: object) -> str:
    kind = "None" if value is None else type(value).__name__
    return kind if value is None else f"{'an' if kind[0] in 'AEIOUaeiou' else 'a'} {kind}"


def instance_of(day: AnyProblem) -> Instance:
    """The day with the fingerprint by which a programme's file knows it again, also when it was read from no file."""
    if isinstance(day, Instance):
        return day
    problem = problem_of(day)
    parts = [problem.conference.model_dump_json(), *(f"{rule.name}: {rule!r}" for rule in problem.rules)]
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return Instance(problem.conference, problem.rules, remarks=(), digest=f"sha256:{digest}", folder=Path())


def read(path: Path | str, rules: Iterable[type[Rule]] = ()) -> Instance:
    """The day in that folder, or in that day file. `rules`: classes of one's own that it may name.

    Raises Faults: all that is wrong, in all files, at once. Raises UnusableRule for a class that is no rule.
    """
    place = path_of(path, "path")
    if not place.exists():
        none = Sentence(
            "There is no such folder or day file; netday new makes a folder to begin with; netday.DayBuilder builds a "
            "day in Python."
        )
        raise Faults([Fault(str(path), 0, "", none)])
    return read_files(place, rules)


def read_programme(path: Path | str, day: AnyProblem) -> Programme:
    """The programme in a file that netday wrote or somebody typed. Warns with a Remark; raises Faults, all at once."""
    programme, remarks = read_programme_file(path_of(path, "path"), instance_of(day))
    _warn(remarks)
    return programme


def read_published(path: Path | str, day: AnyProblem, renamed: Mapping[str, str] | None = None) -> Edition:
    """The programme as it has gone out, on the day as it was then as far as the file tells: for repair and difference.

    `renamed`: what sessions and rooms are called now, by the names that they had.
    """
    edition, remarks = read_published_file(path_of(path, "path"), instance_of(day), renamed_of(renamed))
    _warn(remarks)
    return edition


def write_programme(
    path: Path | str, day: AnyProblem, programme: Programme, proof: Mapping[str, Any] | Proven | None = None
) -> None:
    """Writes programme.json: all of it or nothing, and not over what is no programme of ours (raises Faults).

    `proof`: what is proven of it: an answer, or what its `proof()` tells.
    """
    placed = programme_of(day, programme)
    write_programme_file(path_of(path, "path"), instance_of(day), placed, _proof(proof) or {"proven_best": False})


def _proof(proof: object) -> dict[str, Any]:
    wanted = "an answer that was proven, or what answer.proof() gives"
    if callable(tell := getattr(proof, "proof", None)):
        proof = tell()
    if proof is not None and not isinstance(proof, Mapping):
        raise misfit("proof", wanted, proof)
    try:
        json.dumps(facts := dict(proof or {}))
    except (TypeError, ValueError):
        raise misfit("proof", f"{wanted}, all of it as in JSON", proof) from None
    return facts


def _warn(remarks: Iterable[str]) -> None:
    for remark in remarks:
        warnings.warn(remark, Remark, stacklevel=3)


def programme(day: AnyProblem, placements: Mapping[str | Session, str]) -> Programme:
    """A programme by hand: by session, `11:40 Zaal 1` or `2023-02-10 11:40 Zaal 1`. Raises Faults, all at once."""
    conference = problem_of(day).conference
    asked: object = placements  # programs need not heed types
    if not isinstance(asked, Mapping):
        raise misfit("placements", 'a dictionary, {"Europa": "11:40 Zaal 1"}', asked)
    source = in_python({"programme": asked}, "this programme")
    placed = Placements(conference, source).read(plain_data(source.root))
    source.fault_list.close()
    return placed


def rule(day: AnyProblem, name: str, **statement: Any) -> Rule:
    """One statement of a rule of the book or of an installed package, in the words of the day file. Raises Faults.

    `netday.rule(day, "pinned", session="Europa", at="13:55")`, for `day.problem.with_rules(...)`.
    """
    conference = problem_of(day).conference
    source = in_python({"rules": {rule_name(name): [statement]}}, "this rule")
    written = plain_data(source.root)["rules"]
    (found,) = read_more_rules(written, conference, source, AvailableRules()) or (None,)
    source.fault_list.close()
    if found is None:
        raise ValueError(f'"{name}" says nothing here: give its keys, as docs/rules.md lists them.')
    return found
