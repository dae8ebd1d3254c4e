"""The example days are in order, and each is what its README says."""

from __future__ import annotations

import csv
import re
import runpy
from pathlib import Path

import pytest

from scheduler.checking.check import Report, check
from scheduler.conference.conference import Kind
from scheduler.files import read, read_programme
from scheduler.solving.answers import Impossible, Solved
from scheduler.solving.options import SolveOptions
from scheduler.solving.solve import solve

INSTANCES = Path(__file__).parents[2] / "instances"
IMPOSSIBLE = sorted(path.parent for path in INSTANCES.glob("impossible/*/day.yaml"))
DAYS = sorted(path.parent for path in INSTANCES.rglob("day.yaml"))
PEOPLED = sorted(path.parent.name for path in INSTANCES.glob("*/people.json"))


def name(folder: Path) -> str:
    return str(folder.relative_to(INSTANCES))


def printed(day: str) -> Report:
    instance = read(INSTANCES / day)
    programme, _ = read_programme(INSTANCES / day / "printed.yaml", instance)
    assert set(programme) == set(instance.conference.held)
    return check(instance.problem, programme)


@pytest.mark.parametrize("folder", DAYS, ids=name)
def test_every_day_reads_without_fault_or_remark(folder: Path) -> None:
    people = folder / "people.csv"
    remarks = read(folder).remarks
    rows = len(list(csv.DictReader(people.read_text(encoding="utf-8").splitlines()))) if people.exists() else 0
    assert remarks[1:] == ((f"people.csv: {rows} rows read, {rows} used.",) if rows else ())


@pytest.mark.parametrize("folder", DAYS, ids=name)
def test_every_folder_says_what_is_real_and_what_is_made_up(folder: Path) -> None:
    described = folder.parent if folder in (*IMPOSSIBLE, *INSTANCES.glob("starter*/nl")) else folder
    assert "made up" in (described / "README.md").read_text(encoding="utf-8").casefold()
    assert f"({name(described)})" in (INSTANCES / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("day", PEOPLED)
def test_the_made_up_people_are_what_the_generator_makes(day: str) -> None:
    generator = runpy.run_path(str(INSTANCES / "people.py"))
    assert (INSTANCES / day / "people.csv").read_text(encoding="utf-8") == generator["csv_text"](day)


@pytest.mark.parametrize("day", PEOPLED)
def test_every_city_sits_in_every_pillar_with_another_administrator_and_once_on_the_board(day: str) -> None:
    conference = read(INSTANCES / day).conference
    cities = {person.organisation for person in conference.people if not person.guest}
    pillars = [group for group in conference.groups if group.kind == "pillar"]
    assert [{person.organisation for person in pillar.people()} for pillar in pillars] == [cities] * 3
    assert [person for person in conference.people if sum(person in pillar.roles for pillar in pillars) > 1] == []
    for board in (group for group in conference.groups if group.kind == "board"):
        assert sorted(person.organisation for person in board.people()) == sorted(cities)


@pytest.mark.parametrize(
    ("day", "cities", "themes"),
    [("haarlem-2023", 41, 15), ("almere-2022", 41, 15), ("digital-2020", 40, 9), ("ede-2014", 37, 14)],
)
def test_the_real_days_have_the_cities_and_theme_groups_of_the_papers(day: str, cities: int, themes: int) -> None:
    conference = read(INSTANCES / day).conference
    assert len({person.organisation for person in conference.people if not person.guest}) == cities
    assert len([group for group in conference.groups if group.kind == "theme group"]) == themes


def test_addresses_and_links_are_at_example_domains() -> None:
    found = [
        host
        for path in INSTANCES.rglob("*")
        if path.suffix in {".yaml", ".csv", ".md", ".json"}
        for host in re.findall(r"(?:@|https?://)([\w.-]+\w)", path.read_text(encoding="utf-8"))
    ]
    assert found
    assert [host for host in found if not host.endswith(".example")] == []


def test_the_printed_haarlem_programme_breaks_nothing_hard_and_costs_106_missed_meetings() -> None:
    report = printed("haarlem-2023")
    assert [breach.sentence for breach in report.broken] == []
    assert report.missed == 106


def test_haarlem_solved_misses_64_meetings_of_the_106_and_that_is_proven_best() -> None:
    haarlem = read(INSTANCES / "haarlem-2023")
    answer = solve(haarlem.problem, SolveOptions(limit=600))
    assert isinstance(answer, Solved)
    assert (answer.optimal, answer.report.missed, answer.report.cost, printed("haarlem-2023").cost) == (
        True,
        64,
        123,
        205,
    )


@pytest.mark.parametrize("day", ["almere-2022", "ede-2014"])
def test_the_two_days_and_the_fourteen_themes_are_solved_to_within_five_percent(day: str) -> None:
    instance = read(INSTANCES / day)
    answer = solve(instance.problem, SolveOptions(limit=600))
    assert isinstance(answer, Solved)
    assert answer.gap <= 0.05


def test_haarlem_prints_what_does_not_meet_with_its_note() -> None:
    conference = read(INSTANCES / "haarlem-2023").conference
    assert {session.name: session.note for session in conference.sessions if not session.held} == {
        "Armoede en schuldhulpverlening": "Vergadert niet.",
        "Vergunninghouders en asiel": "Zie programmaonderdeel Gesprek met staatssecretaris Van der Burg. "
        "Geen apart overleg van deze themagroep.",
    }


def test_in_haarlem_who_sits_in_vergunninghouders_wishes_to_hear_the_state_secretary() -> None:
    conference = read(INSTANCES / "haarlem-2023").conference
    group = next(group for group in conference.groups if group.name == "Vergunninghouders en asiel")
    talk = conference.session("Gesprek met staatssecretaris Van der Burg")
    assert talk is not None
    needed = conference.needed(talk)
    assert [p for p in group.people() if p not in needed and talk not in conference.wishes(p)] == []


def test_the_check_finds_what_overlaps_in_the_printed_digital_day() -> None:
    zorg = "Zorg, Jeugd en Onderwijs (12.15–13.40) runs in parallel with"
    assert sorted(breach.sentence for breach in printed("digital-2020").broken) == [
        "Pijler Economie en Werk (14.15–15.30) and Veiligheid (13.30–15.00) coincide.",
        "Pijler Fysiek (14.15–15.30) and Veiligheid (13.30–15.00) coincide.",
        "Pijler Sociaal (14.15–15.30) and Veiligheid (13.30–15.00) coincide.",
        f"{zorg} Blik op 2021 (13.15–13.30), which is for everyone.",
        f"{zorg} Digitaal netwerken (12.15–12.45), which is for everyone.",
        f"{zorg} Interactieve netwerklunch (12.45–13.15), which is for everyone.",
    ]


def test_the_digital_day_is_all_online_with_a_link_and_a_secretary_for_each_meeting() -> None:
    conference = read(INSTANCES / "digital-2020").conference
    assert [session for session in conference.sessions if not session.online or not session.link] == []
    assert len({session.link for session in conference.sessions}) == len(conference.sessions)
    assert [group for group in conference.groups if not group.secretaries] == []


def test_in_ede_three_of_the_fourteen_themes_have_not_begun() -> None:
    conference = read(INSTANCES / "ede-2014").conference
    themes = [session for session in conference.sessions if session.kind is Kind.THEME]
    assert [s.name for s in themes if not s.held] == ["Europa", "Stedelijke vernieuwing", "Veiligheid"]
    assert len(themes) == 14


@pytest.mark.parametrize("name", ["starter", "starter-tracks"])
def test_the_starter_solves_as_it_stands(name: str) -> None:
    starter = read(INSTANCES / name)
    answer = solve(starter.problem)
    assert isinstance(answer, Solved)
    assert answer.optimal
    assert answer.report.broken == ()


@pytest.mark.parametrize("folder", IMPOSSIBLE, ids=name)
def test_an_impossible_day_is_impossible(folder: Path) -> None:
    day = read(folder)
    assert isinstance(solve(day.problem), Impossible)


def test_the_table_of_impossible_days_tells_the_story_that_each_begins_with() -> None:
    table = (INSTANCES / "impossible" / "README.md").read_text(encoding="utf-8")
    stories = {
        folder.name: (folder / "day.yaml").read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
        for folder in IMPOSSIBLE
    }
    assert dict(re.findall(r"^\| \[([^\]]+)\]\([^)]+\) \| (.+) \|$", table, re.MULTILINE)) == stories
    assert len(stories) >= 6
