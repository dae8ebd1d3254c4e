"""One thing said in Dutch and in English: no English word of netday's own is left, and both tell of the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from babel import Locale

from scheduler.conference.conference import Conference
from scheduler.conference.round_names import place_of
from scheduler.rules.book import RULES

MONTHS = {
    name.casefold(): number
    for language in ("nl", "en")
    for number, name in Locale.parse(language).months["format"]["wide"].items()
}
# Words of netday's own that no Dutch sentence has; those that are Dutch as well (is, of, best, hard) are not here.
ENGLISH = frozenset(
    re.findall(
        r"\w+",
        """
    the and are not with without this that these those there they their them it its than then when where which
    who whoever what whether while were be has can cannot could may must would should does did no none nobody
    nothing two other others each every everyone everybody all any some more most less least fewer so many much
    only both also already still before after between from to until by for into nor neither either or programme
    programmes session sessions room people person meeting meetings group groups hour hours day days minute
    minutes seat seats point points wish wishes wished wishing case cases cause causes remedy remedies rule
    rules breach breaches mishap mishaps cost costs saves saved price prices proven miss misses missed attend
    lead leads chairs speaks hosts falls closes opens late early move moves dropped drops drop held holds kept
    keep keeps broken breaks begins ends stands stand place places found known settled first second third
    weighed weight written time seconds impossible possible changed changes change moved diary tell needed new
    named
    """,
    )
)


def names(conference: Conference) -> list[str]:
    """Of the people, sessions, rooms and groups of the day, and other words of its own; the longest first."""
    things = (*conference.people, *conference.sessions, *conference.rooms, *conference.groups)
    called = {name for one in things for name in (one.name, getattr(one, "title", one.name)) if name}
    called |= {person.organisation for person in conference.people if person.organisation}
    called |= {word for room in conference.rooms for word in (room.pool, room.building, *room.features) if word}
    called |= {round_.name for day in conference.days for round_ in day.rounds if not place_of(round_.name)}
    called |= {word for session in conference.sessions for word in (*session.features, *session.tags)}
    return sorted(called, key=len, reverse=True)


def own_words(text: str, conference: Conference, noted: Iterable[str] = ()) -> list[str]:
    """The words that are netday's own: no name of the day, no rule, option, command or file. `noted`: other texts."""
    flat = " ".join(text.split())
    for name in (*names(conference), *(rule.name for rule in RULES)):
        flat = re.sub(_as_told(name), " ", flat)
    flat = " ".join(flat.split())
    for words in noted:
        flat = flat.replace(words, " ")
    flat = re.sub(r"netday [a-z]+|--[a-z-]+|\S*/\S*|\S+\.(?:yaml|json|csv)\b|`[^`]*`", " ", flat)
    return re.findall(r"[^\W\d_]+", flat)


def numbers(text: str) -> Counter[str]:
    """All numbers, hours and dates, written in one way."""
    text = re.sub(rf"\b(\d+) ({'|'.join(MONTHS)}) (\d{{4}})\b", _as_typed, text, flags=re.IGNORECASE)
    return Counter(re.findall(r"\d+", re.sub(r"(?<=\d)[.,:](?=\d)", "", text)))


def _as_typed(day: re.Match[str]) -> str:
    return f"{day[3]}-{MONTHS[day[2].casefold()]:02}-{int(day[1]):02}"


def says_the_same(dutch: str, english: str, conference: Conference, noted: Iterable[str] = ()) -> None:
    """The same numbers, hours and names, and no English in Dutch."""
    assert {word for word in own_words(dutch, conference, noted) if word.lower() in ENGLISH} == set()
    assert numbers(dutch) == numbers(english)
    ours, theirs = " ".join(dutch.split()), " ".join(english.split())
    telling = [name for name in names(conference) if not re.fullmatch("[a-z]+", name)]  # "begin" is a verb, and a tag
    every = {name: re.compile(_as_told(name)) for name in telling}
    found = [{name: len(pattern.findall(text)) for name, pattern in every.items()} for text in (ours, theirs)]
    assert [(name, found[0][name], found[1][name]) for name in every if found[0][name] != found[1][name]] == []


def _as_told(name: str) -> str:
    """A name as it stands in a text: a small one may begin a sentence, with a capital then."""
    first = f"[{name[0]}{name[0].upper()}]" if name[0].isalpha() and name[0].islower() else re.escape(name[0])
    return rf"(?<!\w){first}{re.escape(name[1:])}(?!\w)"
