"""Texts and addresses made fit to be sent out: nothing in them can break a line or mislead a reader."""

from __future__ import annotations

import json
import re
import unicodedata
from urllib.parse import quote, urlsplit

from scheduler.text.letters import belong_together, normalized
from scheduler.text.links import checked_link, host
from scheduler.text.sentence import Sentence

LONGEST = 255  # letters of a title or place; Outlook keeps no more

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# What nobody sees but changes what is seen: controls, what turns the direction of writing (not the marks LRM, RLM and
# ALM: these only place the letter beside them, and Hebrew and Arabic need them), annotations, the byte order mark
# (which readers drop at the start of a text), halves of letters, and code points that never become one.
_UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
# Letters written in tags are invisible ink; their one use is in the flags of England, Scotland and Wales.
_TAGS = re.compile("(\U0001f3f4[\U000e0030-\U000e007a]{1,6}\U000e007f)|[\U000e0000-\U000e007f]")
# Letters that Unicode does not take apart into a plain one and a mark.
_PLAIN = str.maketrans(
    {"ß": "ss", "ẞ": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i"}
)


def text(given: str) -> str:
    r"""The text with line ends as LF and without what nobody can see or what turns the writing; letters stay.

    >>> text("Zaal\t1\r\nover\u202e\x00 de brug")
    'Zaal 1\nover de brug'
    """
    if not (given.isascii() and given.isprintable()):  # most are
        given = _LINE_ENDS.sub("\n", given).replace("\t", " ")
        given = _TAGS.sub(lambda found: found[1] or "", _UNSEEN.sub("", given))
    return given.strip()


def unseen(given: str) -> str:
    r"""The first sign of it that nobody can see and that is no blank, as `U+001B`; empty where there is none.

    >>> unseen("Zaal\t1 \x1b[31m")
    'U+001B'
    """
    if given.isascii() and given.isprintable():
        return ""
    found = _UNSEEN.search(_LINE_ENDS.sub(" ", given).replace("\t", " ").lstrip("\ufeff"))
    sign = found[0] if found else next((tag[0] for tag in _TAGS.finditer(given) if not tag[1]), "")
    return f"U+{ord(sign):04X}" if sign else ""


def visible(given: str) -> str:
    r"""The text for a screen, letter by letter as it is, but with what steers a terminal or is not seen as its number.

    >>> print(visible("Zaal\x1b[31m\u202e 1"))
    Zaal\x1b[31m\u202e 1
    """
    if given.isascii() and given.isprintable():
        return given
    given = _TAGS.sub(lambda found: found[1] or _number(found[0]), given.replace("\r\n", "\n"))
    return _LINE_ENDS.sub(lambda found: _number(found[0]), _UNSEEN.sub(lambda found: _number(found[0]), given))


def in_json(given: str) -> str:
    """JSON in which whatever is not seen stands as its number; a reader of JSON gets the same from it."""
    if given.isascii() and "\x7f" not in given:  # JSON itself has numbers for the others
        return given

    def escape(sign: str) -> str:
        return sign if sign in "\t\n\r" else json.dumps(sign)[1:-1] if sign != "\x7f" else "\\u007f"

    return _UNSEEN.sub(lambda found: escape(found[0]), _TAGS.sub(lambda found: found[1] or escape(found[0]), given))


def _number(sign: str) -> str:
    return sign if sign == "\t" else sign.encode("unicode-escape").decode()


def line(given: str, most: int | None = LONGEST) -> str:
    r"""The text on one line, and cut with an ellipsis where it is longer than `most` letters. None: never cut.

    >>> line("Water\nen  bodem", most=9)
    'Water en…'
    """
    whole = " ".join(text(given).split())
    return whole if most is None else _shortened(whole, most)


def place(given: str) -> str:
    """The text as `line` has it; of a link that would be cut, its host, since half a link leads nowhere.

    >>> place("https://teams.example/l/" + "x" * 255)
    'teams.example'
    """
    whole = line(given, None)
    short = _shortened(whole, LONGEST)
    return short if short == whole or " " in whole else host(whole) or short


def is_longer(whole: str, most: int) -> bool:
    """Whether the text has more than `most` UTF-16 units, as Outlook counts."""
    return len(whole) * 2 > most and len(whole.encode("utf-16-le")) > most * 2


def cut_at_word(whole: str, most: int) -> str:
    """The text, cut between two words where it is longer than `most`; inside one that has hundreds of letters.

    >>> cut_at_word("Over het woningtekort", most=16), cut_at_word("Over", most=16)
    ('Over het…', 'Over')
    """
    if not is_longer(whole, most):
        return whole
    short = _shortened(whole, most).removesuffix("…")
    words = re.sub(r"\s+\S{0,300}\Z", "", short) if not whole[len(short)].isspace() else short
    return f"{words.rstrip() or short}…"


def _shortened(whole: str, most: int) -> str:
    r"""The text cut beyond `most` UTF-16 units, as Outlook counts; never inside what looks one letter.

    >>> _shortened("Familie \U0001f469\u200d\U0001f467", most=12)
    'Familie…'
    """
    if not is_longer(whole, most):
        return whole
    units = whole.encode("utf-16-le")
    end = len(units[: (most - 1) * 2].decode("utf-16-le", "ignore"))
    # A pile of a hundred accents on one letter is no letter, and may be cut anywhere.
    boundary = next((at for at in range(end, max(0, end - 50), -1) if not belong_together(whole, at)), end)
    return whole[:boundary].rstrip() + "…"


def url(given: str) -> str:
    """The address in ASCII, as RFC 3986 has it. Raises ValueError with a sentence when it is none of http(s), mailto.

    >>> url("https://gemeenteën.example/één")
    'https://xn--gemeenten-24a.example/%C3%A9%C3%A9n'
    """
    checked_link(given)
    if not given.isascii():
        user, at, named = (authority := urlsplit(given).netloc).rpartition("@")
        try:
            named = named if named.isascii() else named.encode("idna").decode("ascii")
        except UnicodeError:
            raise ValueError(Sentence('"{link}" is no link; it does not name a host', link=given)) from None
        given = given.replace(authority, user + at + named, 1)
    return quote(given, safe="%:/?#[]@!$&()*+,;=-._~")


def plain(name: str) -> str:
    """The name in small letters, digits and hyphens; empty when nothing of it can be written so.

    >>> plain("Renée van 't Hof (Súdwest-Fryslân)"), plain("../../x"), plain("🎉")
    ('renee-van-t-hof-sudwest-fryslan', 'x', '')
    """
    apart = normalized("NFKD", normalized("NFKD", name).casefold().translate(_PLAIN))
    letters = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return "-".join(re.findall(r"[a-z0-9]+", letters.replace("'", "").replace("\u2019", "")))  # O'Neill: oneill
