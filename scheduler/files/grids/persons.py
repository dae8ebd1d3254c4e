"""Names of people as they stand in a programme: functions before them, cities behind them, several in a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_FUNCTIONS = re.compile(
    r"^(?:(?:de\s+)?(?:heer|mevrouw|dhr|mevr|mw|drs|dr|ir|ing|mr|prof|burgemeester|wethouder|minister|staatssecretaris|"
    r"directeur|programmadirecteur|programmamanager|gedeputeerde|voorzitter|vicevoorzitter|secretaris|gemeentesecretaris|"
    r"alderman|mayor)\.?\s+)+",
    re.IGNORECASE,
)
_SMALL = {
    "van", "der", "den", "de", "ten", "ter", "te", "het", "'t", "’t", "in", "op", "aan", "bij", "von", "zu", "di", "da",
    "la", "le", "el", "du", "uit", "voor", "tot", "onder", "over", "v.d.", "v/d", "vd",
}  # fmt: skip
_NO_NAMES = {
    "gemeente", "ministerie", "provincie", "stad", "stadhuis", "stichting", "vereniging", "universiteit", "hogeschool",
    "rijk", "waterschap", "regio", "bureau", "platform31", "themagroep", "pijler", "plenair", "plenaire", "workshop",
    "sessie", "lunch", "koffie", "borrel", "pauze", "zaal", "wonen", "zorg", "welzijn", "onderwijs", "jeugd",
    "financiën", "europa", "veiligheid", "ronde", "deel", "groep",
    "algemeen", "dagelijks", "bestuur", "netwerkdag", "duurzaamheid",
    "economie", "werk", "participatie", "stedelijke", "energie", "klimaat", "mobiliteit",
}  # fmt: skip
_BETWEEN = re.compile(r"\s*(?:[;/+&\n]|\ben\b|\band\b|\bmet\b)\s*")
_CAPITAL = re.compile(r"[^\W\d_a-zß-öø-ÿ].*")


@dataclass(frozen=True, slots=True)
class PersonNamed:
    """Somebody, and where they come from or what they are, as it stands behind the name."""

    name: str
    organisation: str = ""


def looks_like_a_person(text: str) -> bool:
    """Whether it is most likely a name: two capitals at least, and no word of programmes.

    >>> [looks_like_a_person(text) for text in ("Bas van der Pol", "Wonen en zorg", "Gemeente Delft", "Statenzaal")]
    [True, False, False, False]
    """
    words = _FUNCTIONS.sub("", text.strip()).split()
    if not 2 <= len(words) <= 6 or any(sign in text for sign in '0123456789:?!@"“”'):
        return False
    big = [word for word in words if _CAPITAL.fullmatch(word)]
    small = [word for word in words if word not in big]
    plain = [re.sub(r"[^\w’'-]", "", word).casefold() for word in words]
    return (
        len(big) >= 2 and words[0] in big and words[-1] in big and set(small) <= _SMALL and not _NO_NAMES & set(plain)
    )


def persons_in(text: str, *, sure: bool = False) -> list[PersonNamed]:
    """The people that a text names; none where it holds something else. `sure`: a label says that they are people.

    >>> persons_in("Karin Schrederhof (Delft) en Ronald Weerwag, gemeente Tilburg")
    [PersonNamed(name='Karin Schrederhof', organisation='Delft'), PersonNamed(name='Ronald Weerwag', organisation='gemeente Tilburg')]
    >>> persons_in("Wonen, welzijn en zorg"), persons_in("Depla", sure=True)
    ([], [PersonNamed(name='Depla', organisation='')])
    """  # noqa: E501  what it gives
    people: list[PersonNamed] = []
    for part in _parts(text):
        name, organisation = _with_brackets(part)
        first, *others = [piece.strip() for piece in name.split(",") if piece.strip()] or [""]
        for piece in (first, *others):
            bare = _FUNCTIONS.sub("", piece).strip(" .")
            if looks_like_a_person(piece) or (sure and piece is first and _CAPITAL.match(bare) and _is_short(bare)):
                people.append(PersonNamed(bare, organisation if piece == (others or [first])[-1] else ""))
            elif people and not people[-1].organisation and piece is not first:
                people[-1] = PersonNamed(people[-1].name, piece)
            elif people and sure:
                people[-1] = PersonNamed(people[-1].name, " ".join(filter(None, (people[-1].organisation, piece))))
            else:
                return []
        if organisation and people and not people[-1].organisation:
            people[-1] = PersonNamed(people[-1].name, organisation)
    return people


def _is_short(text: str) -> bool:
    return 0 < len(text) <= 40 and len(text.split()) <= 6


def _parts(text: str) -> Iterator[str]:
    """The text cut where another name begins; what stands between brackets stays whole."""
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found[0])
        return f"\ue010{len(kept) - 1}\ue011"

    flat = re.sub(r"\([^()]*\)", keep, text)
    for part in _BETWEEN.split(flat):
        if part.strip(" ,."):
            yield re.sub("\ue010([0-9]+)\ue011", lambda found: kept[int(found[1])], part).strip(" ,.")


def _with_brackets(part: str) -> tuple[str, str]:
    found = re.search(r"\(([^()]*)\)\s*$", part)
    return (part[: found.start()].strip(), found[1].strip()) if found else (part, "")
