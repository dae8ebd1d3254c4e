"""Whatever stands in a title or a description, it reads the same in the file, and cannot be taken for anything else."""

from __future__ import annotations

import unicodedata

import icalendar
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scheduler.publishing.calendars import identity
from scheduler.publishing.calendars.entry import Calendar
from scheduler.publishing.calendars.ics_writer import NOTHING, TAIL, content, event, head, read_content, read_head
from scheduler.text import sanitize
from tests.support.entries import EUROPA, an_entry, texts

UNSEEN = [
    *(chr(code) for code in [*range(0x20), *range(0x7F, 0xA0)] if chr(code) != "\n"),
    *"\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufffe\uffff\ufdd0\ufdef\ud800\udfff",
    *"\U0001fffe\U0010ffff\U000e0001\U000e0041",
]
MARKS = "\u200e\u200f\u061c\u200c\u200d"  # they belong to Hebrew, Arabic, Persian and emoji
FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
WALES = "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"


def lines_of(data: bytes) -> list[bytes]:
    """The lines as they stand there, still folded."""
    assert data.endswith(b"\r\n")
    return data[:-2].split(b"\r\n")


def unfolded(data: bytes) -> list[str]:
    """By hand, as RFC 5545 has it. Each piece is decoded alone, so a letter in two pieces fails."""
    found: list[str] = []
    for piece in lines_of(data):
        if piece.startswith(b" "):
            found[-1] += piece[1:].decode()
        else:
            found.append(piece.decode())
    return found


def value(text: str) -> str:
    """A TEXT read by hand, letter by letter."""
    found, signs = "", iter(text)
    for sign in signs:
        if sign == "\\":
            escaped = next(signs)
            assert escaped in "\\;,n"
            found += "\n" if escaped == "n" else escaped
        else:
            assert sign not in ";,"
            found += sign
    return found


@given(texts, texts, texts)
@settings(max_examples=100)
@example("\\N", "C:\\Notulen\\nieuw", "\\" * 300)
def test_texts_come_back_as_they_were_cleaned(summary: str, location: str, description: str) -> None:
    lines = content(an_entry(summary=summary, location=location, description=description))
    expected = (
        sanitize.line(summary) or NOTHING,
        sanitize.place(location) or NOTHING,
        sanitize.text(description),
    )
    by_hand = dict(line.split(":", 1) for line in unfolded(lines))
    assert tuple(value(by_hand[name]) for name in ("SUMMARY", "LOCATION", "DESCRIPTION")) == expected
    read = read_content(lines)
    assert (read.summary, read.location, read.description) == expected


@given(texts)
@settings(max_examples=100)
def test_lines_are_short_and_no_letter_or_escape_is_parted(text: str) -> None:
    pieces = lines_of(content(an_entry(summary=text, description=text * 3, categories=(text, "a"))))
    assert max(map(len, pieces)) <= 75
    for piece in pieces:
        piece.decode()
        assert (len(piece) - len(piece.rstrip(b"\\"))) % 2 == 0
        assert not {*piece} & {*range(0x20), 0x7F}


@pytest.mark.parametrize("sign", ["\\", ";", "é", "界", "\U0001f469", FAMILY, "\n", "\\n"])
def test_a_fold_may_fall_anywhere(sign: str) -> None:
    for before in range(80):
        description = f"({'x' * before}{sign * 60})"
        lines = content(an_entry(description=description))
        assert max(map(len, lines_of(lines))) <= 75
        assert read_content(lines).description == description


SIGNS: dict[str, list[str]] = {}
for code in range(0x110000):
    SIGNS.setdefault(unicodedata.category(chr(code)), []).append(chr(code))


@pytest.mark.parametrize("category", sorted(SIGNS))
def test_letters_of_every_kind_come_through(category: str) -> None:
    """Ten thousand of them, or as many as there are."""
    signs = SIGNS[category]
    description = "".join(sign for sign in signs[:: max(1, len(signs) // 10_000)])
    read = read_content(content(an_entry(description=f"({description})"))).description
    assert read == sanitize.text(f"({description})")
    if category not in {"Cc", "Cf", "Cn", "Cs", "Co", "Zl", "Zp"}:
        assert read == f"({description})"


def test_letters_are_not_changed_into_others() -> None:
    """An e with an accent may be one letter or two; a file of the organisers may have either."""
    assert sanitize.text("e\u0301 \u00e9 \u2126 \ufb01") == "e\u0301 \u00e9 \u2126 \ufb01"


@pytest.mark.parametrize("sign", UNSEEN, ids=ascii)
def test_what_nobody_sees_goes(sign: str) -> None:
    assert sign not in sanitize.text(f"a{sign}b")
    assert sign not in "".join(unfolded(content(an_entry(summary=f"a{sign}b", description=f"a{sign}b"))))


@pytest.mark.parametrize(
    ("given_text", "cleaned"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\u2028b\u2029c\x85d", "a\nb\nc\nd"),  # a new line, lest two words become one
        ("a\tb", "a b"),
        ("\n a \n\n", "a"),
        ("a\x00b\x07c", "abc"),
        ("\u202egnp.exe", "gnp.exe"),
        (f"a{MARKS}b", f"a{MARKS}b"),
        (FAMILY + WALES, FAMILY + WALES),
        ("a" + WALES[1:], "a"),  # letters in tags without a flag: invisible ink
    ],
)
def test_a_text_is_cleaned(given_text: str, cleaned: str) -> None:
    assert sanitize.text(given_text) == cleaned


@given(texts)
@settings(max_examples=100)
def test_what_is_clean_stays_so(text: str) -> None:
    assert sanitize.text(sanitize.text(text)) == sanitize.text(text)
    assert sanitize.line(sanitize.line(text)) == sanitize.line(text)
    assert sanitize.place(sanitize.place(text)) == sanitize.place(text)


@given(st.lists(st.sampled_from([FAMILY, WALES, "\U0001f1f3\U0001f1f1", "e\u0301", "ab ", "\U0001f44d\U0001f3fd"])))
@settings(max_examples=100)
def test_a_long_title_is_cut_between_letters(letters: list[str]) -> None:
    whole = "".join(letters * 30).strip()
    short = sanitize.line(whole)
    assert len(short.encode("utf-16-le")) <= 510
    if short == whole:
        return
    assert short.endswith("…")
    kept, rest = short[:-1], iter(letters * 30)
    while kept and (letter := next(rest)).strip():
        assert kept.startswith(letter.rstrip()) or (letter == "ab " and kept == "a")
        kept = kept[len(letter) :]


def test_a_title_is_cut_at_255_letters_and_not_before() -> None:
    assert sanitize.line("x" * 255) == "x" * 255
    assert sanitize.line("x" * 256) == "x" * 254 + "…"
    assert sanitize.line("\U0001f469" * 128) == "\U0001f469" * 127 + "…"  # 2 units each: 127 x 2 + 1 = 255


def test_half_a_link_is_no_place() -> None:
    """Links to a meeting in Teams are that long; URL and CONFERENCE have the whole."""
    link = "https://teams.example/l/meetup-join/" + "19%3a" * 60
    read = read_content(content(an_entry(location=link, url=link, conference_url=link)))
    assert (read.location, read.url, read.conference_url) == ("teams.example", link, link)


def test_a_title_of_which_nothing_is_left_is_a_dash() -> None:
    read = read_content(content(an_entry(summary="\x00\u202e", location=" ", categories=("\x07", "a", "a"))))
    assert (read.summary, read.location, read.categories) == (NOTHING, NOTHING, ("a",))


@given(texts)
@settings(max_examples=100)
@example("Anna\r\nBEGIN:VEVENT")
@example("\\N,;\\")
def test_no_name_can_add_a_line_to_the_head(name: str) -> None:
    lines = head(Calendar("person", name, f"Dag van {name}", "Europe/Amsterdam", "nl", ()), "p-1.2@g40.example")
    names = [line.partition(":")[0].partition(";")[0] for line in unfolded(lines)]
    assert names == [
        "BEGIN",
        "VERSION",
        "PRODID",
        "CALSCALE",
        "NAME",
        "X-WR-CALNAME",
        "X-WR-RELCALID",
        "X-WR-TIMEZONE",
        "REFRESH-INTERVAL",
        "X-PUBLISHED-TTL",
        "X-NETDAY-CALENDAR",
    ]
    assert max(map(len, lines_of(lines))) <= 75
    assert read_head(lines + TAIL).of == sanitize.line(name, None)
    assert read_head(lines + TAIL).title == sanitize.line(f"Dag van {name}")


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://g40.example/x",
        "//g40.example/x",
        "g40.example",
        "https://",
        "https:///x",
        "https://g40.example:x/",
        "https://g40.example/a b",
        "https://g40.example/\r\nATTACH:x",
        "https://g40.example/\n",
        "https://g40.example/\x00",
        "https://g40.example/\u202e",
        "https://g40.example/\u2028",
        'https://g40.example/"x',
        "https://g40.example/<x>",
        "https://g40.example/\\N",
        "https://g40.example/\ud800",
        "mailto:",
        "mailto:x@y\r\nz",
        " https://g40.example",
        "",
    ],
    ids=ascii,
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="link"):
        sanitize.url(address)
    if address:
        with pytest.raises(ValueError, match="link"):
            content(an_entry(url=address))
        with pytest.raises(ValueError, match="link"):
            content(an_entry(conference_url=address))


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://g40.example:8443/a/b;c,d?e=f&g=%7b1%7D#h", "https://g40.example:8443/a/b;c,d?e=f&g=%7b1%7D#h"),
        ("http://[2001:db8::1]/x", "http://[2001:db8::1]/x"),
        ("mailto:europa@g40.example?subject=Europa", "mailto:europa@g40.example?subject=Europa"),
        ("https://één.example/één?q='é'", "https://xn--n-9faa.example/%C3%A9%C3%A9n?q=%27%C3%A9%27"),
    ],
)
def test_an_address_is_written_in_ascii_and_stays_the_same(address: str, written: str) -> None:
    assert sanitize.url(address) == written
    assert sanitize.url(written) == written
    assert read_content(content(an_entry(url=address))).url == written


@given(st.text(max_size=12).map("https://g40.example/{}".format) | st.text(max_size=20))
@settings(max_examples=200)
def test_any_other_text_is_refused_or_written_whole_on_a_line(address: str) -> None:
    try:
        written = sanitize.url(address)
    except ValueError:
        return
    assert written.isascii()
    assert written.isprintable()
    assert not set(written) & set(" \"'<>\\^`{|}")
    assert sanitize.url(written) == written


@pytest.mark.parametrize(
    "name", ["", "a b", "a\r\nb", "é@x", "a;b", "a,b", "a\\b", "a:b", 'a"b', "-a", "x" * 121, "a\n"]
)
def test_what_cannot_name_an_event_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="cannot name an event"):
        identity.checked(name)


def test_a_text_cannot_end_its_event() -> None:
    """Nor begin another, wherever the fold falls."""
    for before in range(80):
        text = "x" * before + "\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:1\r\n" * 3
        calendar = Calendar("programme", "", text, "Europe/Amsterdam", "nl", ())
        lines = content(an_entry(summary=text, location=text, description=text, categories=(text,)))
        stamp = EUROPA.starts
        data = head(calendar, "prog.1@g40.example", [lines]) + event(lines, "1.prog.1@g40.example", 0, stamp) + TAIL  # type: ignore[arg-type]
        read = icalendar.Calendar.from_ical(data)
        assert [component.name for component in read.walk() if component.name == "VEVENT"] == ["VEVENT"]
