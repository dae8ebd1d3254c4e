"""What cells say in the words of the workbook's language, and as a day file has it: ja and yes, plenair and plenary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from scheduler.files.attendees import ROLE_KEYS
from scheduler.files.dutch import in_dutch
from scheduler.files.keys import meant
from scheduler.files.people_csv import NO_ROLE, ROLE_WORDS
from scheduler.files.values import CROSSES, YES
from scheduler.files.workbook.sheets import ROLES, SPEAKER, Holds, bare_heading, plain
from scheduler.files.workbook.statement_keys import in_dutch_keys
from scheduler.rules.book import RULES
from scheduler.text.day_words import section
from scheduler.text.wording import alike_key

NOTHING = "-"  # a cell that says nothing though one might think that it says something
# By what a column holds, the section of the list of Dutch words where its own are; other words stand as they are typed.
_SECTIONS = {Holds.KIND: "kinds", Holds.GROUP_KIND: "group_kinds"}
_STATES = {"off": "uit", "on": "aan", "hard": "hard", "changed": "anders", "added": "erbij"}
TOO_LONG = {"nl": "(staat alleen in day.yaml: te lang voor een cel)", "en": "(in day.yaml alone: too long for a cell)"}


def choices(holds: Holds) -> Mapping[str, str]:
    """By word of a day file that a column offers, the Dutch one that is written."""
    if holds is Holds.STATE:
        return _STATES
    if holds is Holds.RULE:
        return {kind.name: in_dutch("rules", kind.name).replace("_", " ") for kind in RULES}
    if holds is Holds.YES:
        return {word: in_dutch("words", word) for word in ("yes", "no")}
    if holds in (Holds.NAMES, Holds.SPAN):
        return {"none": in_dutch("words", "none")}
    return {word: in_dutch(_SECTIONS[holds], word) for word in section(_SECTIONS[holds])} if holds in _SECTIONS else {}


ROLE_NAMES: Mapping[str, tuple[str, str]] = {  # in English and Dutch, as they are written
    **{key: (role.value, in_dutch("roles", role.value)) for role, key in ROLE_KEYS.items()},
    SPEAKER: ("speaker", in_dutch("keys", "speaker")),
}
_SPLIT = re.compile(r'\s*(?:"((?:[^"]|"")*)"|([^;|\n]*))\s*(?:[;|\n]|$)')


def shown(holds: Holds, text: str, language: str) -> str:
    """A word of a day file in the language of the workbook."""
    if not text or language != "nl":
        return text
    if holds is Holds.KEYS:
        return in_dutch_keys(text)
    return choices(holds).get(understood(holds, text), text)


def understood(holds: Holds, text: str) -> str:
    """A word of either language as a day file has it."""
    if holds is Holds.YES:
        text = CROSSES.get(text.casefold(), text)
        known = YES.get(text.casefold())
        return text if known is None else "yes" if known else "no"
    if holds is Holds.RULE:
        return meant(text, [kind.name for kind in RULES]) or text
    return _known(holds).get(plain(text), text)


@cache
def _known(holds: Holds) -> Mapping[str, str]:
    words = choices(holds)
    known = {plain(dutch): english for english, dutch in words.items()}
    if holds in _SECTIONS:
        listed = section(_SECTIONS[holds])
        known |= {plain(dutch): english for english, several in listed.items() for dutch in several}
    return {**known, **{plain(english): english for english in words}}


def role_word(role: str, language: str) -> str:
    return ROLE_NAMES[role][language == "nl"]


def role_names(*, dutch: bool) -> list[str]:
    """The words for roles in that language."""
    return [words[dutch] for words in ROLE_NAMES.values()]


def role_meant(word: str) -> str | None:
    """The role that a word in a cell under a group means; an empty text for none; None for a word that is no role."""
    return _roles().get(plain(word))


_NAME_PARTS = ("first", "infix", "last")
_PART_WORDS = ("voornaam|first name|roepnaam", "tussenvoegsel|tussenvoegsels|infix", "achternaam|last name|surname")


def name_part(heading: str) -> str:
    """Which part of a name a column has, where a list has them apart; empty: none.

    >>> name_part("Voornaam"), name_part("Naam")
    ('first', '')
    """
    words = dict(zip(_NAME_PARTS, _PART_WORDS, strict=True))
    return next((part for part in words if plain(heading) in map(plain, words[part].split("|"))), "")


def whole_name(parts_of_it: Mapping[str, str]) -> str:
    """The name of whom a list has in parts: Jan, de, Boer."""
    return " ".join(filter(None, (parts_of_it.get(part, "") for part in _NAME_PARTS)))


@cache
def _roles() -> Mapping[str, str]:
    known = {plain(word): ROLE_KEYS[role] for word, role in ROLE_WORDS.items()}
    nobody = dict.fromkeys(map(plain, NO_ROLE), "")
    return {**known, **nobody, **{plain(word): role for role, words in ROLE_NAMES.items() for word in words}}


def in_order(roles: Iterable[str]) -> list[str]:
    """Roles from the strongest on."""
    return sorted(set(roles), key=[*ROLES, SPEAKER].index)


def joined(items: Iterable[str]) -> str:
    """Several in one cell; what holds a sign that divides them stands between quotes.

    >>> joined(["Zorg, Jeugd", "Wonen; Zorg"])
    'Zorg, Jeugd; "Wonen; Zorg"'
    """
    return "; ".join(map(_quoted, items))


def _quoted(item: str) -> str:
    return '"' + item.replace('"', '""') + '"' if any(s in item for s in ";|\n") or item.startswith('"') else item


def parts(text: str, also: str = "") -> list[str]:
    """The items of a cell, divided by semicolons, upright lines or new lines. `also`: by these signs as well.

    >>> parts('Zorg, Jeugd; "Wonen; Zorg"')
    ['Zorg, Jeugd', 'Wonen; Zorg']
    """
    found, place = [], 0
    while place < len(text):
        match = _SPLIT.match(text, place)
        if match is None:  # a quote that is opened and not closed, or goes on behind it
            end = min((at for sign in ";|\n" if (at := text.find(sign, place)) >= 0), default=len(text))
            found.append(text[place:end].strip())
            place = end + 1
            continue
        quoted, bare = match[1], match[2]
        found += [quoted.replace('""', '"')] if quoted is not None else re.split(f"[{also}]", bare) if also else [bare]
        place = match.end()
    return [item.strip() for item in found if item.strip()]


def by_key(names: Iterable[str]) -> Mapping[str, str]:
    """Names by what is the same however somebody types them."""
    return {alike_key(name): name for name in names}


def names_in(text: str, names: Iterable[str]) -> list[str]:
    """The names in a cell, also where commas divide them: known ones are never cut. What is none stays as it is typed.

    >>> names_in("zorg, jeugd, Europa; Woonen", ["Zorg, jeugd", "Europa"])
    ['Zorg, jeugd', 'Europa', 'Woonen']
    """
    return list(_known_in(text, by_key(names)))


def _known_in(text: str, known: Mapping[str, str]) -> dict[str, None]:
    found: dict[str, None] = {}
    for part in parts(text):
        pieces = part.split(",")
        start = 0
        while start < len(pieces):
            ends = range(len(pieces), start, -1)
            end = next((end for end in ends if alike_key(",".join(pieces[start:end])) in known), start + 1)
            piece = ",".join(pieces[start:end]).strip()
            if piece:
                found[known.get(alike_key(piece), piece)] = None
            start = end
    return found


_BETWEEN = re.compile(r"\s*(?:&|\+|/|\b(?:en|and)\b)\s*")  # what people write between two names


def persons_in(text: str, known: Mapping[str, str]) -> list[str]:
    """The same of people, who are also divided by `en` and `&`, where both are known or whole names.

    >>> persons_in("Tim Bos, Anna Smit en Bob Kok", by_key(["Tim Bos", "Bob Kok"]))
    ['Tim Bos', 'Anna Smit', 'Bob Kok']
    """
    found: dict[str, None] = {}
    for name in _known_in(text, known):
        several = [known.get(alike_key(one), one) for one in _BETWEEN.split(name)]
        if alike_key(name) in known or not all(alike_key(one) in known or " " in one for one in several):
            several = [name]
        found |= dict.fromkeys(several)
    return list(found)


_WITH_ROLE = re.compile(r"(.*?)\s*\(([^()]*)\)\s*", re.DOTALL)


def groups_in(text: str, names: Iterable[str], *, commas: bool = True) -> list[tuple[str, str]]:
    """The groups in a cell, each with the role that stands between brackets behind it; empty for none.

    Known names are never cut. `commas`: whether they divide what is not known.

    >>> groups_in("zorg, jeugd (voorzitter); Wonen, welzijn", ["Zorg, jeugd"], commas=False)
    [('Zorg, jeugd', 'chair'), ('Wonen, welzijn', '')]
    """
    known = {alike_key(name): name for name in names}
    found: dict[tuple[str, str], None] = {}
    for part in parts(text):
        pieces = part.split(",")
        start, read = 0, list[tuple[str, str]]()
        while start < len(pieces):
            tried = {end: _with_role(",".join(pieces[start:end])) for end in range(len(pieces), start, -1)}
            end = next((end for end, (name, _) in tried.items() if alike_key(name) in known), start + 1)
            name, role = tried[end]
            read += [(known.get(alike_key(name), name), role)] if name else []
            start = end
        if not commas and any(alike_key(name) not in known for name, _ in read):
            read = [_with_role(part)]
        found |= dict.fromkeys(read)
    return list(found)


def _with_role(text: str) -> tuple[str, str]:
    match = _WITH_ROLE.fullmatch(text.strip())
    role = role_meant(match[2]) if match else None
    return (match[1], role) if match and role is not None else (text.strip(), "")


_GROUPED = frozenset(
    map(
        plain,
        ("groep", "groepen", "themagroep", "themagroepen", "group", "groups", "theme groups", "lid van", "member of"),
    )
)


_OTHERWISE = {
    plain(word): role
    for role, words in {
        "interested": "belangstelling|interesse|interesses|belangstellend in|interested in|interest",
        "chair": "voorzitter van|chair of",
        "vice_chair": "vicevoorzitter van|plv. voorzitter|plaatsvervangend voorzitter|vice-chair of",
    }.items()
    for word in words.split("|")
}


def role_column(heading: str) -> str:
    """The role in which people are in the groups that such a column lists; empty: it is headed by no role.

    >>> role_column("belangstellend"), role_column("Groepen"), role_column("naam")
    ('interested', 'member', '')
    """
    bare = bare_heading(heading)
    return meant(bare, ROLES) or _OTHERWISE.get(plain(bare)) or ("member" if plain(bare) in _GROUPED else "")
