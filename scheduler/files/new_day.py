"""A folder to start from: a copy of the starter day, or of the starter conference, with its remarks."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files as resources
from importlib.resources.abc import Traversable
from pathlib import Path

from scheduler.files.atomic import write_folder
from scheduler.text.os_words import os_reason
from scheduler.text.sentence import Sentence

_NOT_COPIED = {"README.md"}  # it speaks of the example's place among the examples


def write_new_day(folder: Path, *, dutch: bool = False, tracks: bool = False) -> list[Path]:
    """The files that were written. Raises ValueError with a sentence when the folder cannot be used."""
    return write_files(folder, starter_files(dutch=dutch, tracks=tracks))


def starter_files(*, dutch: bool = False, tracks: bool = False) -> dict[str, bytes]:
    """The files of the starter day by their names. `dutch`: with Dutch keys and remarks; it is the same day.

    `tracks`: those of a conference with tracks.
    """
    return {file.name: file.read_bytes() for file in _starter(dutch=dutch, tracks=tracks)}


def write_files(folder: Path, files: Mapping[str, bytes] | Mapping[str, bytes | str]) -> list[Path]:
    """The same for any files of a day, by their names: all of them or none."""
    if folder.exists() and not folder.is_dir():
        raise ValueError(Sentence("{folder} is a file; name a folder that is new or empty.", folder=str(folder)))
    if folder.is_dir() and any(folder.iterdir()):
        raise ValueError(
            Sentence(
                "{folder} is not empty, so nothing was written. Name a folder that is new or empty.", folder=str(folder)
            )
        )
    try:
        return write_folder(
            folder, {name: data.encode() if isinstance(data, str) else data for name, data in files.items()}
        )
    except OSError as error:
        place, why = str(error.filename or folder), os_reason(error)
        raise ValueError(Sentence("{place} cannot be written: {why}. Nothing was.", place=place, why=why)) from None


def _starter(*, dutch: bool, tracks: bool) -> list[Traversable]:
    """In an installed netday the day stands within the package, in a checkout among the instances."""
    name = "starter-tracks" if tracks else "starter"
    places: list[Traversable] = [
        resources("scheduler") / name,
        Path(__file__).resolve().parents[2] / "instances" / name,
    ]
    folder = next(place for place in places if place.is_dir())
    folder = folder / "nl" if dutch else folder
    return sorted((f for f in folder.iterdir() if f.is_file() and f.name not in _NOT_COPIED), key=lambda f: f.name)
