"""The logo and the colours that a day names: the picture is looked through before it goes anywhere."""

from __future__ import annotations

from pathlib import Path

from scheduler.conference.house_style import HouseStyle, Logo, LogoKind
from scheduler.files.beside import fault_beside
from scheduler.files.day_schema import DayFile
from scheduler.files.faults import quoted
from scheduler.files.harmless_svg import NotHarmless, harmless
from scheduler.files.picture import Unfit, fits
from scheduler.files.validate import Source
from scheduler.text.contrast import READABLE, contrast
from scheduler.text.os_words import os_reason
from scheduler.text.sentence import Phrase, Sentence
from scheduler.text.wording import listing

LARGEST = 400_000  # bytes of a logo, which stands in every page and booklet
_MOST = 2


def read_house_style(shape: DayFile, source: Source, folder: Path, *, alone: bool = False) -> HouseStyle:
    """What the day says of it; faults and remarks are noted.

    `alone`: it is a workbook, which travels without its folder; that its logo stayed behind is no fault.
    """
    if alone and shape.logo and not (folder / shape.logo).is_file():
        left = Sentence(
            "{name} is not beside {file}, so nothing has that logo.", name=quoted(shape.logo), file=source.file
        )
        source.say(("logo",), left)
        shape = shape.model_copy(update={"logo": None, "logo_text": None})
    return HouseStyle(_logo(shape, source, folder), _colours(shape, source))


def _colours(shape: DayFile, source: Source) -> tuple[str, ...]:
    if len(shape.colours) > _MOST:
        many = Sentence("A house style has two colours at most; {number} stand here.", number=len(shape.colours))
        source.fault(("colours", _MOST), many)
    for number, colour in enumerate(shape.colours[:_MOST]):
        if (found := contrast(colour, "#ffffff")) < READABLE:
            remark = Sentence(
                "{colour} is too light for letters on white ({found} to 1; it takes {least}), so it colours lines and "
                "areas, and letters stay as they are.",
                colour=colour,
                found=f"{int(found * 10) / 10}",
                least=f"{READABLE}",
            )
            source.say(("colours", number), remark)
    return shape.colours[:_MOST]


def _logo(shape: DayFile, source: Source, folder: Path) -> Logo | None:
    if shape.logo is None:
        if shape.logo_text is not None:
            source.say(("logo_text",), Sentence("There is no logo of which this could be the text."))
        return None
    try:
        kind, content = _picture(shape.logo, source, folder)
    except Unfit as unfit:
        source.fault(("logo",), unfit.sentence)
        return None
    return Logo(kind, content, shape.logo_text or "Logo")


def _picture(name: str, source: Source, folder: Path) -> tuple[LogoKind, bytes]:
    if fault := fault_beside(folder, name, source.file):
        raise Unfit(fault)
    file = folder / name
    try:
        if (size := file.stat().st_size) > LARGEST:
            raise Unfit(_too_large(name, size))
        data = file.read_bytes()
    except OSError as error:
        raise Unfit(Sentence("{name} cannot be read: {why}.", name=quoted(name), why=os_reason(error))) from None
    if kind := fits(name, data):
        return kind, data
    try:
        content, left_out = harmless(data)
    except NotHarmless:
        raise Unfit(
            Sentence(
                "{name} is no picture that can be used. A logo is a PNG, a JPEG or an SVG; save it as one of these.",
                name=quoted(name),
            )
        ) from None
    if left_out:
        remark = Sentence(
            "{name}: left out of it is what a picture does not need: {what}.", name=name, what=listing(left_out)
        )
        source.say(("logo",), remark)
    return "svg", content


def _too_large(name: str, size: int) -> Phrase:
    return Sentence(
        "{name} has {size} kB. A logo of at most {most} kB will do, for it goes into every page and booklet; save it "
        "smaller.",
        name=quoted(name),
        size=-(-size // 1000),
        most=LARGEST // 1000,
    )
