"""Papers to write forms of: of small days, with whatever people may write in titles and texts."""

from __future__ import annotations

from hypothesis import strategies as st

from scheduler.conference.clock import DAY
from scheduler.conference.conference import Conference, Kind, Session
from scheduler.conference.programme import Placement, Programme
from scheduler.publishing.exports.document import Document, document
from scheduler.text.language import Language
from tests.support.small import day, placed

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "]]>",
    "&amp; & <",
    "a | b",
    "*ster* _lijn_ `code` ~~weg~~ [hier](javascript:alert(1))",
    "1. eerste",
    "- punt",
    "# kop",
    "=cmd()",
    "rechts\u202elinks\x00\x07",
    "שלום",
    "👩\u200d👧 familie",
    "een\r\ntwee",
    "\\|",
    "***",
)
texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(codec="utf-8"), max_size=30),
    st.lists(st.sampled_from(HOSTILE)).map(" ".join),
)
titles = texts.map(lambda text: f"S {text} e")  # never without a letter


@st.composite
def papers(
    draw: st.DrawFn,
    names: st.SearchStrategy[str] = titles,
    starts: st.SearchStrategy[int] = st.integers(0, 2 * DAY - 1),  # noqa: B008  strategies are made once
    minutes: st.SearchStrategy[int] = st.integers(1, 600),  # noqa: B008
) -> Document:
    """Up to five sessions of two days, in two rooms, online or nowhere, some of them not in the programme."""
    named = draw(st.lists(names, min_size=1, max_size=5, unique=True))
    sessions = {
        name: {
            "title": draw(titles),
            "minutes": draw(minutes),
            "kind": draw(st.sampled_from(Kind)),
            "description": draw(texts),
            "note": draw(texts),
            "online": draw(st.booleans()),
            "speakers": draw(st.lists(st.sampled_from(["Anna", "Bob | Co", "<b>Carla</b>"]), max_size=2, unique=True)),
            "groups": draw(st.lists(st.sampled_from(["Europa", "Water & bodem"]), max_size=1)),
        }
        for name in named
    }
    conference = day(
        sessions=sessions,
        rooms={"Zaal 1": {}, "Zaal | <2>": {"capacity": 20}},
        groups={"Europa": {"kind": "pillar", "chair": ["Dirk"]}, "Water & bodem": {"kind": "pillar"}},
        days=2,
    )
    rooms = (None, *conference.rooms)
    placements = [
        Placement(session, draw(starts), draw(st.sampled_from(rooms)))
        for session in conference.sessions
        if draw(st.integers(0, 4))
    ]
    language = Language.of(draw(st.sampled_from(["nl", "en"])))
    return document(conference, Programme(tuple(placements)), language)


def paper_of(conference: Conference, text: str, code: str = "nl") -> Document:
    """See `tests.support.small.placed`."""
    return document(conference, placed(conference, text), Language.of(code))


def by_session(programme: Programme) -> dict[Session, Placement]:
    return dict(programme)
