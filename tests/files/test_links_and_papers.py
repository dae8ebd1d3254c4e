"""Links with titles and papers, in every way in which people write them, there and back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scheduler import DayBuilder
from scheduler.conference.conference import NamedLink, Session
from scheduler.files import read, read_text
from scheduler.files.named_links import spelt_out, titled
from tests.files.test_faults import fault_lines

DAY = "title: X\ndate: 2026-03-13\nrounds: [10:00–11:00]\n"
AGENDA = NamedLink("https://a.example/a.pdf", "Agenda")


def session(text: str) -> Session:
    return read_text(f"{DAY}{text}", "day.yaml").conference.sessions[0]


@pytest.mark.parametrize(
    "papers",
    [
        "{Agenda: https://a.example/a.pdf}",
        "[Agenda: https://a.example/a.pdf]",
        "{title: Agenda, link: https://a.example/a.pdf}",
        "[{titel: Agenda, url: https://a.example/a.pdf}]",
        "{naam: Agenda, weblink: https://a.example/a.pdf}",
        '"Agenda: https://a.example/a.pdf"',
        "Agenda https://a.example/a.pdf",
    ],
)
@pytest.mark.parametrize("key", ["papers", "paper", "stukken", "bijlagen"])
def test_a_paper_is_a_title_and_a_link_however_it_is_written(papers: str, key: str) -> None:
    assert session(f"sessions: [{{title: AB, {key}: {papers}}}]").papers == (AGENDA,)


def test_one_joins_by_the_first_link_without_a_title_and_follows_the_others() -> None:
    found = session(
        "sessions: [{title: AB, link: [{Poll: https://poll.example/1}, https://meet.example/ab, mailto:ab@g.example]}]"
    )
    assert found.link == "https://meet.example/ab"
    assert [(link.title, link.name) for link in found.links] == [("Poll", "Poll"), ("", "ab@g.example")]


def test_a_link_with_a_title_alone_is_none_to_join_by_and_online_that_is_said() -> None:
    text = f"{DAY}sessions: [{{title: AB, online: yes, link: {{Teams: https://meet.example/ab}}}}]"
    instance = read_text(text, "day.yaml")
    assert (instance.conference.sessions[0].link, len(instance.conference.sessions[0].links)) == ("", 1)
    assert 'day.yaml:4: "AB" is online, and each of its links has a title' in " ".join(map(str, instance.remarks))


@pytest.mark.parametrize(
    ("link", "name"),
    [
        ("https://a.example/stukken/agenda%20AB.pdf?web=1", "agenda AB.pdf"),
        ("https://a.example/stukken/", "a.example"),
        ("https://a.example/x%2Fy%00.pdf", "a.example"),
        ("mailto:ab@g40.example?subject=AB", "ab@g40.example"),
    ],
)
def test_a_paper_without_a_title_is_called_by_its_file(link: str, name: str) -> None:
    assert session(f"sessions: [{{title: AB, papers: '{link}'}}]").papers[0].name == name


def test_what_is_no_link_is_a_fault_at_its_line_and_says_what_would_be_right(tmp_path: Path) -> None:
    faults = fault_lines(
        tmp_path,
        f"{DAY}sessions:\n  - title: AB\n    papers:\n      - Agenda: javascript:alert(1)\n      - {{titel: Notulen}}\n"
        "      - c:\\stukken\\a.pdf\n      - agenda.docx\n      - {title: N, link: https://a.example, kind: pdf}\n",
    )
    aside = (
        "is no link but a file, which others cannot open where it is; put it on the web, and write its address there, "
    )
    assert faults == [
        (
            'day.yaml:7: sessions › AB › papers: "javascript:alert(1)" is no link; it should begin with https://, '
            "http:// or mailto:."
        ),
        'day.yaml:8: sessions › AB › papers › Notulen: "link" is missing.',
        f'day.yaml:9: sessions › AB › papers: "c:\\stukken\\a.pdf" {aside}which begins with https://.',
        f'day.yaml:10: sessions › AB › papers: "agenda.docx" {aside}which begins with https://.',
        'day.yaml:11: sessions › AB › papers › N › kind: "kind" is no key here; the keys are title, link.',
    ]


def test_two_secretaries_of_whom_one_is_among_the_people() -> None:
    text = f"{DAY}people: [Anna]\ngroups: [{{name: AB, secretaries: [Anna, Krista Smit (k@delft.example)]}}]\n"
    group = read_text(f"{text}sessions: [AB]", "day.yaml").conference.groups[0]
    assert group.secretaries == ("Anna", "Krista Smit (k@delft.example)")
    assert [(seat.person.name, seat.role.value) for seat in group.seats] == [("Anna", "secretary")]


def test_a_day_with_one_link_and_one_secretary_is_the_day_it_was(tmp_path: Path) -> None:
    """Programmes name the day by its hash: the new keys must not make another one of an old day."""
    (tmp_path / "day.yaml").write_text(
        f"{DAY}groups: [{{name: AB, secretary: ab@g40.example}}]\n"
        "sessions: [{group: AB, online: yes, link: https://meet.example/ab}]\n",
        encoding="utf-8",
    )
    assert read(tmp_path).digest == "sha256:c43f130eac18927f4c83a8c05df8a9dc72a73e897b7efaf61dd30a40325c712e"


def test_in_python_they_are_written_as_in_a_file() -> None:
    links: Any = ["https://meet.example/ab", {"Poll": "https://poll.example/1"}]
    day = DayBuilder("X", "2026-03-13", rounds=["10:00–11:00"]).session(
        "AB", link=links, papers={"Agenda": "https://a.example/a.pdf"}
    )
    found = day.build().conference.sessions[0]
    assert (found.link, found.links, found.papers) == (
        "https://meet.example/ab",
        (NamedLink("https://poll.example/1", "Poll"),),
        (AGENDA,),
    )


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Agenda: https://a.example", ("Agenda", "https://a.example")),
        ("Agenda AB, deel 2:  mailto:a@b.example", ("Agenda AB, deel 2", "mailto:a@b.example")),
        ("https://a.example", None),
        ("Agenda AB", None),
        ("", None),
    ],
)
def test_a_title_before_a_link_in_one_text(text: str, parts: tuple[str, str] | None) -> None:
    assert titled(text) == parts
    assert spelt_out(text) == ([dict(zip(("title", "link"), parts, strict=True))] if parts else [text])
