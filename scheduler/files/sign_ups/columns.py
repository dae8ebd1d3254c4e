"""What each column of an export says, guessed by its heading and by what stands in it, or as it was decided."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from scheduler.files.attendees import ROLE_KEYS
from scheduler.files.csv_slips import is_total
from scheduler.files.day_schema import PersonShape
from scheduler.files.faults import quoted
from scheduler.files.keys import meant
from scheduler.files.sign_ups.decide import LEAVE_OUT, NEW, Asked, Decisions, OpenQuestion
from scheduler.files.sign_ups.export_table import ExportTable, plain
from scheduler.files.sign_ups.known_names import KnownNames, is_nothing
from scheduler.files.sign_ups.typed import hour_typed, likely_role, role_typed, strength_typed
from scheduler.text.language import Language
from scheduler.text.sentence import LANGUAGES, Sentence
from scheduler.text.wording import alike_key

ROLES = tuple(ROLE_KEYS.values())
GROUPED = (*ROLES, "wishes", "places")  # whose cells name groups
# By what a column can say, how that is called; the first of them in the order in which they are offered.
MEANINGS: Mapping[str, Sentence] = {
    "name": Sentence("name"),
    "first": Sentence("first name"),
    "infix": Sentence("prefix of the last name"),
    "last": Sentence("last name"),
    "email": Sentence("e-mail"),
    "organisation": Sentence("city or organisation"),
    "member": Sentence("member"),
    "interested": Sentence("interested"),
    "wishes": Sentence("wishes, by how strongly"),
    "strength": Sentence("how strong the wish of the row is"),
    "places": Sentence("sign-up for a place"),
    "chair": Sentence("chair"),
    "vice_chair": Sentence("vice chair"),
    "secretary": Sentence("secretary"),
    "role": Sentence("role in the group"),
    "arrives": Sentence("hour of arriving"),
    "leaves": Sentence("hour of leaving"),
    "attends": Sentence("whether they come"),
    "cancelled": Sentence("whether they have cancelled"),
    "status": Sentence("status"),
    "stamp": Sentence("when it was answered"),
}
_YES_NO = {"ja", "nee", "yes", "no", "x", "true", "false", "1", "0", "y", "n", "j", "misschien", "waar", "onwaar"}
_NAMED = (
    r"(?:themagroep\w*|groep\w*|groups?|pijlers?|sessies?|sessions?|workshops?|vergadering\w*|bijeenkomst\w*|"
    r"overleg\w*)"
)
_INTEREST = re.compile(
    r"belangstel|interes|aanschui|bezoek|bijwonen|bij te wonen|\bwens|voorkeur|prefer|\bwish|attend|\bwil\b|\bwilt\b|"
    r"\bgraag\b|\bkies|\bkeuze|\bchoose|\bchoice|hierheen|aanmeld|inschrijv|deelnemen|deelneemt|\bgaat u\b|meedoen"
)
_SIGNS_UP = re.compile(
    r"aanmeld|\bmeld\w*\b.*\baan\b|inschrij|\bschrij\w*\b.*\bin\b|opgeven|\bgeef\w*\b.*\bop\b|\bsign ?up|\bregist|"
    r"\bplaats|\bplaces?\b|\breserv|\bboek|\bbook"
)
_MEMBER = re.compile(r"\b(?:lid|leden|lidmaatschap\w*|members?|membership)\b")
_ROLE = re.compile(r"^(?:uw |je |your )?(?:rol|functie|role|function|hoedanigheid|positie|position)\b")
_WEIGHED = re.compile(r"(?:weight|gewicht|stars?|sterren|votes?|stemmen|score|punten|points|rating|waardering)")
_PLAINLY = {"groepen", "groep", "themagroepen", "themagroep", "groups", "group", "theme groups"}
_OTHER_NAME = re.compile(r"gebruikers|user ?name|event|ticket|bestand|file|bedrijfs|display|prijs")
_AT_HOME = re.compile(r"\b(?:home|billing|shipping|woon\w*|prive|ip|work address|straat|street)\b")
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("name", re.compile(
        r"\bvoor(?:naam)?(?: \w+)? (?:en|and) (?:tussenvoegsel (?:en )?)?achternaam|first (?:name )?(?:and|&) last"
    )),
    ("infix", re.compile(r"^(?:uw )?tussenvoegsels?\b|^infix")),
    ("first", re.compile(
        r"^(?:wat is )?(?:uw |je |your )?(?:voornaam|voornamen|roepnaam|first ?name|given name)\b|^voornaam"
    )),
    ("last", re.compile(r"^(?:wat is )?(?:uw |je |your )?(?:achternaam|familienaam|last ?name|surname|family name)\b")),
    ("email", re.compile(r"\be ?mail(?: ?adres| ?address)?\b|^mail ?adres|^recipientemail")),
    ("cancelled", re.compile(r"^(?:deleted|verwijderd|geannuleerd|cancelled|canceled|afgemeld|withdrawn)\b")),
    ("status", re.compile(
        r"^(?:attendee |registration |order |response |ticket |betalings?|aanmeld\w* ?|inschrijf\w* ?|deelnemers?)? ?"
        r"status\b|"
        r"^status deelnemer|^response type|^finished$|^voltooid$|^confirmed$|^bevestigd$|^completed$|^compleet$|^state$"
    )),
    ("attends", re.compile(
        r"\b(?:bent|ben) (?:u|je) (?:er ?bij|aanwezig)|\bkom(?:t|st)? (?:u|je|jij)(?: ook)?(?: naar (?:de|het) \w+)?$|"
        r"^(?:aanwezig|komt|rsvp|attending)$|\bwill you (?:attend|come|be there)\b|\b(?:neemt u|doet u) (?:deel|mee)$|"
        r"\bare you (?:coming|attending)"
    )),
    ("organisation", re.compile(
        r"\b(?:gemeente|stad|city|town|municipality|organi[sz]ati(?:on|e)|bedrijf|company|instelling|affiliation|"
        r"institution|werkgever)\b"
    )),
    ("leaves", re.compile(
        r"vertrek|\bleav|\bdepart|eerder (?:weg|gaan|vertrek)|tot hoe laat|hoe laat gaat|gaat u eerder"
    )),
    ("arrives", re.compile(
        r"aankomst|\barriv|\blater\b|hoe laat komt|vanaf (?:hoe laat|welk)|hoe laat (?:bent|ben|kom)"
    )),
    ("name", re.compile(
        r"\b(?:naam|name|deelnemer|participant)$|\b(?:uw|je|volledige|your|full) (?:\w+ )?(?:naam|name)\b|"
        r"^(?:naam|name)\b|\bhoe heet\b|^wie bent\b"
    )),
    ("stamp", re.compile(
        r"tijdstempel|time ?stamp|tijd van (?:voltooien|laatste)|completion time|last modified|order date|"
        r"submit ?(?:ted|date| date)|datum (?:verzonden|inzending|voltooid|aanmelding)|recorded ?date|^submission date|"
        r"^datestamp|^date (?:modified|submitted)|^inzenddatum|^end ?date"
    )),
)  # fmt: skip
_SURE_OF_HOURS = re.compile(
    r"^(?:uw |tijd van )?(?:aankomst|vertrek)(?:tijd)?$|^(?:arrival|departure)(?: time)?$|^(?:arrives|leaves)$"
)
_OWN = {  # columns that a product fills itself, and that say nothing here
    "start", "starttijd", "begintijd", "start time", "startdate", "start date (utc)", "id", "#", "quantity",
    "ticket type",
}  # fmt: skip


@dataclass(frozen=True)
class ExportColumn:
    """One column. `means`: empty for nothing; `group`: whose own column it is; `base`: the question without that.

    `by_role`: it names groups, and another column says what somebody is there.
    """

    number: int
    heading: str
    means: str
    group: str = ""
    base: str = ""
    by_role: bool = False


@dataclass(frozen=True)
class ColumnsRead:
    columns: tuple[ExportColumn, ...]
    questions: tuple[OpenQuestion, ...]

    def of(self, *meanings: str) -> list[ExportColumn]:
        return [column for column in self.columns if column.means in meanings]


def read_columns(table: ExportTable, known: KnownNames, decisions: Decisions) -> ColumnsRead:
    """Every column, with a question for each of which the meaning is but likely and was not decided."""
    columns: list[ExportColumn] = []
    questions: dict[str, OpenQuestion] = {}
    plainly: set[int] = set()  # columns that name groups, and do not say what somebody is there
    bases = [_base(heading, table.headings, known) for heading in table.headings]
    grids = {base for base, group in bases if base and group}
    for number, heading in enumerate(table.headings):
        base, group = bases[number]
        if not group and (row := _row_of_grid(heading, grids)):
            base, group = heading[: -len(row) - 2].strip(), _grid_group(row, known, decisions, questions)
        cells = [row.cell(number) for row in table.rows]
        if not group and base in grids:
            columns.append(ExportColumn(number, heading, "", "", base))
            continue
        means, sure = _guess(heading, base, group, cells, known)
        answer = decisions.of(Asked.COLUMN, base or heading)
        if not group and not sure and means in ("member", "interested") and answer in (None, means):
            plainly.add(number)
        if answer is not None:
            means = answer if answer in MEANINGS else ""
        elif means and not sure:
            questions.setdefault(base, _question(base or heading, means))
        columns.append(ExportColumn(number, heading, means, group if means in GROUPED else "", base or heading))
    whole = _with_strengths(list(_with_roles(columns, plainly, questions)), questions)
    return ColumnsRead(tuple(whole), tuple(questions.values()))


def _with_roles(
    columns: Sequence[ExportColumn], plainly: Collection[int], questions: dict[str, OpenQuestion]
) -> Iterator[ExportColumn]:
    """The columns, where one says what somebody is in the groups that another names; without such it says nothing."""
    named = plainly or {column.number for column in columns if column.means == "member" and not column.group}
    has_roles = any(column.means == "role" for column in columns)
    for column in columns:
        if has_roles and column.number in named:
            questions.pop(column.base, None)
            yield replace(column, means="member", by_role=True)
        elif column.means == "role" and not named:
            questions.pop(column.base, None)
            yield replace(column, means="")
        else:
            yield column


def _with_strengths(columns: Sequence[ExportColumn], questions: dict[str, OpenQuestion]) -> Iterator[ExportColumn]:
    """The columns, where one says how strong the wish of the row is, and one other which; else that says nothing."""
    strengths = [column for column in columns if column.means == "strength"]
    named = [column for column in columns if column.means in GROUPED]
    one_each = len(strengths) == len(named) == 1 and not named[0].group and named[0].means in ("interested", "wishes")
    for column in columns:
        if one_each and column is named[0]:
            questions.pop(column.base, None)
            yield replace(column, means="wishes")
        else:
            yield replace(column, means="") if column in strengths and not one_each else column


def _row_of_grid(heading: str, grids: set[str]) -> str:
    """Of `Vraag [Wonne]` the part between brackets, where other columns of that question are of groups."""
    before, _, row = heading.removesuffix("]").rpartition("[")
    return row if heading.endswith("]") and before.strip() in grids else ""


def _grid_group(row: str, known: KnownNames, decisions: Decisions, questions: dict[str, OpenQuestion]) -> str:
    """The group that the row of a grid is of, though it is called otherwise; empty: none."""
    answer = decisions.of(Asked.NAME, row)
    if answer is None:
        answer = "; ".join(known.likely(row)[:1])
        sentence = Sentence("Which group is {typed}?", typed=quoted(row))
        questions.setdefault(f"[{row}]", OpenQuestion(Asked.NAME, row, sentence, answer))
    return row if answer == NEW else known.find(answer)


def _question(heading: str, likely: str) -> OpenQuestion:
    sentence = Sentence("What does the column {heading} say?", heading=quoted(heading))
    return OpenQuestion(Asked.COLUMN, heading, sentence, likely)


def _base(heading: str, headings: Sequence[str], known: KnownNames) -> tuple[str, str]:
    """The question, and the group whose row or answer the column is: `Vraag [Europa]`, `Vraag: Europa`, `Europa`.

    A branch of a form asks the same again as `Vraag2`.
    """
    if name := known.find(heading):
        return "", name
    for left, right in (("[", "]"), ("(", ")")):
        if heading.endswith(right):
            for place in (n for n, sign in enumerate(heading) if sign == left):
                if name := known.find(heading[place + 1 : -1]):
                    return heading[:place].strip(), name
    for sign in (":", " - ", " – ", " | ", "/", "."):
        before, found, behind = heading.partition(sign)
        while found:
            if name := known.find(behind):
                return before.strip(), name
            more, found, behind = behind.partition(sign)
            before += sign + more
    if re.search(r"\D[2-9]$", heading) and heading[:-1].strip() in headings:
        return heading[:-1].strip(), ""
    return heading, ""


def _guess(heading: str, base: str, group: str, cells: Sequence[str], known: KnownNames) -> tuple[str, bool]:
    """What the column most likely says, and whether that is sure."""
    words = " ".join(re.sub(r"[^\w#&()]+", " ", plain(base)).split())
    filled = list(dict.fromkeys(cell for cell in cells if cell))
    if group:
        if _MEMBER.search(words):
            return "member", True
        signs_up = bool(_SIGNS_UP.search(words))
        if known.limited.get(group) and (signs_up or group not in known.groups) and not _is_scale(filled, known):
            return "places", not base or signs_up or bool(_INTEREST.search(words))
        return ("wishes" if _is_scale(filled, known) else "interested"), not base or bool(_INTEREST.search(words))
    if plain(heading) in _OWN or words in _OWN:
        return "", True
    if _says_roles(filled, likely=bool(_ROLE.search(words))):
        return "role", bool(_ROLE.search(words)) and ("rol" in words or _says_roles(filled, likely=False))
    if _WEIGHED.fullmatch(words) and filled and all((strength_typed(cell) or (0, False))[1] for cell in filled):
        return "strength", True
    names_groups = known.share(filled[:60])
    if names_groups < 0.5 and not re.search(_NAMED, words):
        for means, pattern in _PATTERNS:
            if pattern.search(words) and not _is_astray(means, words):
                if means == "attends" and _are_hours(filled):
                    return ("leaves" if re.search(r"\btot\b|\buntil\b", words) else "arrives"), False
                return means, means not in ("arrives", "leaves") or bool(_SURE_OF_HOURS.search(words))
    exact = meant(base, PersonShape.keys())
    if exact in GROUPED:
        return exact, True
    if {alike_key(cell) for cell in filled} <= _YES_NO and filled:
        return "", True
    if names_groups >= 0.5 or (re.search(_NAMED, words) and re.search(_INTEREST, words) and filled):
        means, sure = _role(words, exact)
        signs_up = bool(_SIGNS_UP.search(words))
        if means == "interested" and known.are_limited(filled, groups=signs_up):
            return "places", signs_up or bool(_INTEREST.search(words))
        return means, sure
    if re.search(_NAMED, words) and _MEMBER.search(words):
        return "member", names_groups > 0
    return "", True


def _role(words: str, exact: str | None) -> tuple[str, bool]:
    """In which role the groups are named by the question."""
    if exact in GROUPED:
        return exact, True
    if re.search(r"\b(?:vice|plaatsvervangend) ?voorzit|\bvice ?chair", words):
        return "vice_chair", False
    if re.search(r"\bvoorzit|\bchair", words):
        return "chair", False
    if words in _PLAINLY:
        return "member", False
    if _MEMBER.search(words):
        return "member", not _INTEREST.search(words)
    return "interested", False


def _are_hours(filled: Sequence[str]) -> bool:
    """Whether most answers are hours: then it asks when somebody comes, and not whether."""
    read = [hour_typed(cell) for cell in filled if not is_nothing(cell)]
    return sum(hour is not None and bool(hour[0]) for hour in read) * 2 > len(read)


def _says_roles(filled: Sequence[str], *, likely: bool) -> bool:
    """Whether the cells say what people are in a group: all of them, or `likely` one, and half of them nearly."""
    roles = [bool(role_typed(cell)) for cell in filled]
    if not likely or not any(roles):
        return bool(roles) and all(roles)
    return sum(bool(role_typed(cell) or likely_role(cell)) for cell in filled) * 2 >= len(filled)


def _is_astray(means: str, words: str) -> bool:
    if means == "name":
        return bool(_OTHER_NAME.search(words)) or is_total(words)
    return means == "organisation" and bool(_AT_HOME.search(words))


def _is_scale(filled: Sequence[str], known: KnownNames) -> bool:
    """Whether the cells say how strongly, and not that somebody comes."""
    plainly = _YES_NO | {"checked", "selected", "aangevinkt", "geselecteerd", "on"}
    cells = {alike_key(cell) for cell in filled if not known.find(cell) and not is_nothing(cell)} - plainly
    return bool(cells)


def unused(read: ColumnsRead, table: ExportTable) -> Iterator[str]:
    """The headings of columns that say nothing here, though something stands in them."""
    for column in read.columns:
        is_idle = not column.means and plain(column.heading) not in _OWN
        if is_idle and any(row.cell(column.number) for row in table.rows):
            yield column.heading


@cache
def _by_word() -> Mapping[str, str]:
    found = {}
    for key, sentence in MEANINGS.items():
        found[alike_key(key)] = key
        for code in LANGUAGES:
            found[alike_key(sentence.into(Language.of(code)))] = key
    return found


def meaning_typed(answer: str) -> str | None:
    """The meaning that somebody chose by its word, in any language; empty: none; None: it is no such word."""
    word = alike_key(answer)
    if word in ("", LEAVE_OUT):
        return ""
    return _by_word().get(word) or meant(answer, MEANINGS)
