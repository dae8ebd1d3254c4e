"""A season: what is lost is what the check counts, what is owed moves the next programme, and the year is looked at."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.checking.check import check
from scheduler.conference.clock import Clock, day_told
from scheduler.conference.conference import Conference
from scheduler.conference.programme import Programme
from scheduler.files import Faults, read, read_programme
from scheduler.questions.season import HeldDay, season, year
from scheduler.questions.season.alike import alike
from scheduler.questions.season.weights import carried
from scheduler.rules.problem import Problem
from scheduler.rules.wishes_attended import WishesAttended
from tests.commands.test_check import netday
from tests.questions.test_repair import anew
from tests.support.conferences import conferences, programmes
from tests.support.house import HOME
from tests.support.plain_words import best_day, wishes
from tests.support.small import day, placed

slow_to_draw = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
)


@st.composite
def days_held(draw: st.DrawFn) -> list[HeldDay]:
    """One or two days with some programme, on dates of their own."""
    found = []
    for number in range(draw(st.integers(1, 2))):
        conference = draw(conferences(most=100).filter(lambda conference: conference.held))
        programme = draw(st.sampled_from(list(programmes(conference))))
        found.append(HeldDay(f"day {number}", check(Problem(conference, (WishesAttended(weight=1),)), programme)))
    return found


@slow_to_draw
@given(days=days_held())
def test_what_was_lost_is_what_the_check_counts(days: list[HeldDay]) -> None:
    found = season(days[:1])  # on a later day people go first to what they missed before
    for person in found.people:
        missed = [
            breach.sessions[0].name
            for held in found.days
            for breach in held.report.results[0].breaches
            if breach.people[0].name == person.name
        ]
        assert sorted(person.missed) == sorted(missed)
    for group in found.groups:
        turnouts = [t for t in days[0].report.turnouts if t.group.name == group.name]
        assert (group.wished, group.lost) == (sum(t.wish for t in turnouts), sum(t.wish - t.can for t in turnouts))


@slow_to_draw
@given(days=days_held())
def test_nobody_could_have_attended_what_is_worth_more(days: list[HeldDay]) -> None:
    worth = {"chair": 3, "vice-chair": 3, "secretary": 3, "member": 2, "interested": 1}
    for held in days:
        alone = season([held])
        for person in held.conference.people:
            asked = {session: worth[role] for session, role in wishes(held.conference, person).items()}
            if asked:
                [lost] = [one.missed for one in alone.people if one.name == person.name]
                kept = sum(weight for session, weight in asked.items() if session.name not in lost)
                assert kept == best_day(held.conference, held.report.programme, person, asked)


@slow_to_draw
@given(days=days_held(), member=st.integers(1, 5), weight=st.integers(1, 3))
def test_who_misses_again_costs_more_than_all_wishes_and_a_group_no_more_than_its_days(
    days: list[HeldDay], member: int, weight: int
) -> None:
    found = season(days)
    rules = (WishesAttended(weight=weight, member=member, tier=2),)
    coming = found.days[-1].conference
    all_wishes = sum(case.counted(case.breaches(Programme(()))) for case in rules[0].cases(coming)) * weight
    for owed in carried(found, rules=rules).owed:
        assert owed.statement["tier"] == 2
        if owed.rule == "fair_share":
            [name] = owed.statement["only"]["groups"]
            [group] = [group for group in found.groups if group.name == name]
            assert 1 <= owed.statement["weight"] <= weight * member * group.met
            assert group.share > found.group_average
        else:
            assert owed.statement["weight"] > all_wishes
            assert owed.statement["member"] == 1


# The story: in the autumn Europa coincided with a busier group; in the spring it has its hour.

GROUPS = """\
rooms: [Hall, Loft]
groups: [Energy, Europe, Youth]
people:
  - {name: Anna, member: [Energy, Europe]}
  - {name: Bob, member: [Energy, Europe]}
  - {name: Carla, member: [Energy, Youth]}
  - {name: Dirk, member: [Energy, Youth]}
  - {name: Emma, member: [Energy, Youth]}
  - {name: Frits, member: [Europe, Youth]}
  - {name: Greet, member: [Europe, Youth]}
  - {name: Hans, member: [Europe, Youth]}
sessions: [Energy, Europe, Youth]
"""
ROUNDS = "language: en\nrounds: [10:00–11:00, 11:30–12:30]\n"


OWED = """\
# Owed since autumn (Fri 12 September 2025), says netday season. In day.yaml: season: and the name of this file.
rules:
  fair_share:
    # 3 of the 5 who wished to attend Europe could (60%; all groups together 88%): \
whoever is drawn away from it costs 2 points more now, where a wish costs 2.
    - {of: group, only: {groups: [Europe]}, weight: 2}
  wishes_attended:
    # Anna and Bob missed Europe once: whoever misses it again costs 100 points more.
    - {only: {people: [Anna, Bob], groups: [Europe]}, weight: 100, \
chair: 1, vice_chair: 1, secretary: 1, member: 1, interested: 1}
"""


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    for name, date in (("autumn", "2025-09-12"), ("spring", "2026-03-13")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "day.yaml").write_text(f"title: {name}\ndate: {date}\n{ROUNDS}{GROUPS}", "utf-8")
    (tmp_path / "autumn" / "held.yaml").write_text(
        "programme:\n  Energy: 10:00 Hall\n  Europe: 10:00 Loft\n  Youth: 11:30 Hall\n", "utf-8"
    )
    return tmp_path


def hours(folder: Path, file: str) -> dict[str, int]:
    return {s.name: p.start for s, p in read_programme(folder / file, read(folder))[0].items()}


def test_a_group_that_coincided_with_a_busy_one_last_time_comes_first_now(folders: Path) -> None:
    spring = folders / "spring"
    owing = netday(
        "season", folders / "autumn", "--programme", "held.yaml", "--for", spring, "-o", spring / "season.yaml"
    )
    assert owing.exit_code == 0
    assert (spring / "season.yaml").read_text("utf-8").partition("# As written by netday")[0] == OWED
    # Energy and Europe have 2 people in common, each other pair 3: without the season those two would coincide again.
    assert netday("solve", spring, "-o", spring / "without.json").exit_code == 0
    without = hours(spring, "without.json")
    assert without["Energy"] == without["Europe"] != without["Youth"]
    with (spring / "day.yaml").open("a", encoding="utf-8") as file:
        file.write("season: season.yaml\n")
    assert netday("solve", spring, "-o", spring / "with.json").exit_code == 0
    owed = hours(spring, "with.json")
    assert owed["Energy"] == owed["Youth"] != owed["Europe"]


def test_what_is_lost_stands_in_a_table_and_what_is_owed_in_sentences(folders: Path) -> None:
    done = netday("season", folders / "autumn", "--programme", "held.yaml")
    lines = done.stdout.splitlines()
    assert lines[lines.index("Of those who wished to attend a group's meeting, so many could:") :] == [
        "Of those who wished to attend a group's meeting, so many could:",
        "  group         12 Sep 2025",
        "  Europe             3 of 5",
        "  Energy             5 of 5",
        "  Youth              6 of 6",
        "",
        "2 wished meetings were missed by 2 people of 8. Most of all:",
        "  Anna missed 1 of 2: Europe.",
        "  Bob missed 1 of 2: Europe.",
        "",
        "What the next day owes:",
        "- 3 of the 5 who wished to attend Europe could (60%; all groups together 88%):",
        "  whoever is drawn away from it costs 2 points more now, where a wish costs 2.",
        "- 2 meetings that people missed, person by person: whoever misses the same",
        "  again costs more than all wishes of the day together; first of all the 2",
        "  that they could not attend since.",
    ]


def test_of_many_days_the_last_stand_in_a_table_that_fits_a_terminal(folders: Path) -> None:
    several = [folders / "autumn"]
    for number in range(2018, 2025):
        several.append(folders / str(number))
        shutil.copytree(folders / "autumn", several[-1])
        day = (several[-1] / "day.yaml").read_text("utf-8").replace("2025-09-12", f"{number}-09-12")
        (several[-1] / "day.yaml").write_text(day, "utf-8")
    lines = netday("season", *several, "--programme", "held.yaml").stdout.splitlines()
    assert max(map(len, lines)) <= 80
    start = next(number for number, line in enumerate(lines) if line.startswith("Of those who wished"))
    assert lines[start : start + 4] == [
        "Of those who wished to attend a group's meeting, so many could on the last 3",
        "days and on all 8:",
        "  group         12 Sep 2023  12 Sep 2024  12 Sep 2025       all",
        "  Energy             3 of 5       5 of 5       3 of 5  32 of 40",
    ]
    # Each time to the one that they could not attend the last time.
    assert "  Anna missed 8 of 16: Europe (4 times) and Energy (4 times)." in lines


def test_the_same_as_json(folders: Path) -> None:
    payload = json.loads(netday("season", folders / "autumn", "--programme", "held.yaml", "--json").stdout)
    assert payload["groups"][0] == {"group": "Europe", "lost": 2, "wished": 5, "days": [{"can": 3, "wish": 5}]}
    assert [(one["person"], one["missed"]) for one in payload["people"]] == [("Anna", ["Europe"]), ("Bob", ["Europe"])]
    assert payload["owed"][0]["statement"] == {"of": "group", "only": {"groups": ["Europe"]}, "weight": 2}


def test_whom_the_next_day_does_not_know_it_owes_nothing(folders: Path) -> None:
    text = (folders / "spring" / "day.yaml").read_text("utf-8")
    (folders / "spring" / "day.yaml").write_text(text.replace("Europe", "Water"), "utf-8")
    output = netday("season", folders / "autumn", "--programme", "held.yaml", "--for", folders / "spring").stdout
    assert output.splitlines()[-2:] == [
        "The next day owes nobody anything.",
        "- Europe: no meeting on the coming day.",
    ]


def test_a_group_under_a_new_name_is_asked_about_and_with_the_answer_owed_what_it_lost(folders: Path) -> None:
    text = (folders / "spring" / "day.yaml").read_text("utf-8")
    (folders / "spring" / "day.yaml").write_text(text.replace("Europe", "Europe and beyond"), "utf-8")
    asked: list[str | Path] = [
        "season",
        folders / "autumn",
        "--programme",
        "held.yaml",
        "--for",
        folders / "spring",
        "--json",
    ]
    payload = json.loads(netday(*asked).stdout)
    assert (payload["owed"], payload["left_out"]) == ([], ["Europe: no meeting on the coming day."])
    both = '"Europe" (autumn) and "Europe and beyond" (spring) count as two. If that is one group'
    assert payload["alike"] == [f'{both}, write the name alike or say --renamed "Europe=Europe and beyond".']
    payload = json.loads(netday(*asked, "--renamed", "Europe=Europe and beyond").stdout)
    assert [owed["statement"]["only"] for owed in payload["owed"]] == [
        {"groups": ["Europe and beyond"]},
        {"people": ["Anna", "Bob"], "groups": ["Europe and beyond"]},
    ]
    assert (payload["alike"], payload["left_out"]) == ([], [])
    assert "Europe" not in {group["group"] for group in payload["groups"]}


@pytest.mark.parametrize(
    ("renamed", "fault"),
    [
        ("Water=Europe", 'no day that was held has a group or a person "Water".'),
        ("Energy=Europe", "has both Energy and Europe, so they are two."),
    ],
)
def test_a_new_name_that_cannot_be_one_is_refused(folders: Path, renamed: str, fault: str) -> None:
    done = netday("season", folders / "autumn", "--programme", "held.yaml", "--renamed", renamed)
    assert (done.exit_code, " ".join(done.stderr.split()).endswith(fault)) == (2, True)


def test_days_of_one_title_are_still_two_days() -> None:
    days = [day(sessions={"Overleg": {"groups": [name]}}, groups={name: {}}) for name in ("Bravo", "Bravo en meer")]
    assert days[0].title == days[1].title
    [asked] = alike(days)
    assert asked.endswith('say --renamed "Bravo=Bravo en meer".')


def test_the_faults_of_all_folders_are_told_at_once(folders: Path) -> None:
    (folders / "typo").mkdir()
    (folders / "typo" / "day.yaml").write_text("title: Typo\ndate: 2025-13-01\n", "utf-8")
    done = netday("season", folders / "autumn", folders / "typo", folders / "nowhere")
    assert done.exit_code == 2
    assert (
        sorted(done.stderr.splitlines())
        == [
            f"{folders / 'autumn'}: There is no programme.json in it; --programme names another file.",
            f"{folders / 'nowhere'}: There is no such file.",
            f'{folders / "typo"}/day.yaml:2: date: "2025-13-01" is no date; write it like 2023-02-10',
        ]
        or "typo" in done.stderr
    )


def test_a_day_is_named_once(folders: Path) -> None:
    done = netday("season", folders / "autumn", folders / "autumn", "--programme", "held.yaml")
    assert (done.exit_code, done.stderr) == (
        2,
        f"{folders / 'autumn'}: This day is on 2025-09-12, and so is {folders / 'autumn'}. Name each once.\n",
    )


def test_a_file_that_season_did_not_write_is_left_as_it_is(folders: Path) -> None:
    notes = folders / "notes.yaml"
    notes.write_text("mine\n", "utf-8")
    done = netday("season", folders / "autumn", "--programme", "held.yaml", "-o", notes)
    assert (done.exit_code, notes.read_text("utf-8")) == (2, "mine\n")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (None, 'day.yaml:17: season: There is no file "season.yaml" beside day.yaml.'),
        ("title: x\n", "season.yaml:1: This is no file of netday season: it should have rules, and nothing else."),
        ("rules: {fair_share: off}\n", "season.yaml:1: rules › fair_share: should be a list of statements"),
        ("rules: {fair_shar: []}\n", 'season.yaml:1: rules › fair_shar: "fair_shar" is no rule. Did you mean'),
        ("rules:\n  fair_share:\n    - {only: {groups: Europ}}\n", "season.yaml:3: rules › fair_share"),
    ],
)
def test_a_fault_in_what_is_owed_is_told_by_its_line(folders: Path, text: str | None, fault: str) -> None:
    spring = folders / "spring"
    with (spring / "day.yaml").open("a", encoding="utf-8") as file:
        file.write("season: season.yaml\n")
    if text is not None:
        (spring / "season.yaml").write_text(text, "utf-8")
    with pytest.raises(Faults) as found:
        read(spring)
    assert len(found.value.faults) == 1
    assert str(found.value).startswith(fault)


def test_a_programme_knows_when_something_else_is_owed(folders: Path) -> None:
    spring = folders / "spring"
    before = read(spring).digest
    with (spring / "day.yaml").open("a", encoding="utf-8") as file:
        file.write("season: season.yaml\n")
    (spring / "season.yaml").write_text("rules: {}\n", "utf-8")
    nothing = read(spring)
    (spring / "season.yaml").write_text("rules: {fair_share: [{of: group, weight: 1}]}\n", "utf-8")
    something = read(spring)
    assert len({before, nothing.digest, something.digest}) == 3
    assert len(something.rules) == len(nothing.rules) + 1


def test_names_that_differ_a_little_are_told(folders: Path) -> None:
    for name, old, new in (("spring", "name: Anna", "name: Ánna"), ("spring", "Europe", "europe")):
        text = (folders / name / "day.yaml").read_text("utf-8")
        (folders / name / "day.yaml").write_text(text.replace(old, new), "utf-8")
    (folders / "spring" / "held.yaml").write_text("programme: {Energy: 10:00 Hall, europe: 11:30 Hall}", "utf-8")
    done = netday("season", folders / "autumn", folders / "spring", "--programme", "held.yaml", "--json")
    way = "write the name alike or say --renamed"
    assert json.loads(done.stdout)["alike"] == [
        f'"Anna" (autumn) and "Ánna" (spring) count as two. If that is one person, {way} "Anna=Ánna".',
        f'"Europe" (autumn) and "europe" (spring) count as two. If that is one group, {way} "Europe=europe".',
    ]


def test_the_words_of_a_name_in_another_order_are_told() -> None:
    one, other = (
        day(sessions={"Overleg": {"groups": [name]}}, groups={name: {}}).model_copy(update={"title": title})
        for name, title in (("Asiel en vergunninghouders", "one"), ("Vergunninghouders en asiel", "other"))
    )
    assert [sentence.split(" count")[0] for sentence in alike([one, other])] == [
        '"Asiel en vergunninghouders" (one) and "Vergunninghouders en asiel" (other)'
    ]


def test_near_names_are_one_only_in_one_city_and_never_on_one_day() -> None:
    def with_people(title: str, *people: tuple[str, str]) -> Conference:
        facts = {name: {"organisation": city} for name, city in people}
        return anew(day(sessions={"Europa": {}}, people=facts), title=title)

    one = with_people("one", ("Jan de Vries", "Ede"), ("Piet Smit", "Delft"))
    other = with_people("other", ("Jan de Vreis", "Ede"), ("Piet Smits", "Almere"))
    assert [sentence.split(" count")[0] for sentence in alike([one, other])] == [
        '"Jan de Vries" (one) and "Jan de Vreis" (other)'
    ]
    assert list(alike([with_people("one", ("Jan de Vries", "Ede"), ("Jan de Vreis", "Ede"))])) == []


def test_the_coming_day_is_not_one_of_those_held(folders: Path) -> None:
    done = netday("season", folders / "autumn", "--programme", "held.yaml", "--for", folders / "autumn")
    assert done.exit_code == 2
    same = f"{folders / 'autumn'} is on 2025-09-12, and so is {folders / 'autumn'}"
    assert " ".join(done.stderr.split()).endswith(f"{same}: the coming day is not among those held.")


# The year


def held(number: int, **facts: Any) -> HeldDay:
    """The day in the month of that number."""
    content: dict[str, Any] = {"sessions": {"Europa": {"groups": ["Europa"]}}, "groups": {"Europa": {}}, **facts}
    conference = day(**content)
    first = conference.days[0].date.replace(month=number)
    conference = anew(conference, clock=Clock(first), days=(conference.days[0].model_copy(update={"date": first}),))
    programme = placed(conference, "; ".join(f"{s.name} {9 + n}:00 Zaal 1" for n, s in enumerate(conference.held)))
    return HeldDay(f"month {number}", check(Problem(conference, ()), programme))


BOARD: dict[str, Any] = {
    "sessions": {"Europa": {"groups": ["Europa"]}, "AB": {"groups": ["AB"]}},
    "groups": {"Europa": {}, "AB": {"kind": "board"}},
}


def test_a_day_held_later_than_the_coming_one_is_told() -> None:
    coming = held(2, **BOARD).conference
    days = [held(number, **BOARD) for number in (1, 3, 4)]
    date = day_told(coming.days[0].date, year=True)
    assert list(year(days, coming)) == [f"month 3 and month 4 are later than the coming day ({date})."]
    assert list(year(days[:1], coming)) == []


def test_four_days_a_year_are_the_most() -> None:
    four = [held(month, **BOARD) for month in (1, 2, 3, 4)]
    assert list(year(four)) == []
    assert list(year(four, coming=held(5, **BOARD).conference)) == ["2023 has 5 network days; 4 a year is the most."]


def test_the_board_meets_on_every_day() -> None:
    days = [held(1, **BOARD), held(2)]
    assert list(year(days)) == ["The board does not meet on month 2; it should on every network day."]


def test_a_lunch_of_the_board_is_a_meeting_of_the_board() -> None:
    lunch = {"Europa": {"groups": ["Europa"]}, "Lunch": {"kind": "board lunch"}}
    assert list(year([held(1, sessions=lunch)])) == []


def test_groups_that_have_not_met_are_named() -> None:
    groups = {**BOARD["groups"], "Armoede": {}}
    assert list(year([held(1, **{**BOARD, "groups": groups})])) == ["1 group has not met: Armoede."]
    coming = held(6, sessions={"Armoede": {"groups": ["Armoede"]}, **BOARD["sessions"]}, groups=groups).conference
    assert list(year([held(1, **{**BOARD, "groups": groups})], coming)) == [
        "1 group has not met: Armoede. The coming day has a meeting of Armoede."
    ]


def test_the_day_of_haarlem_owes_the_groups_that_were_drawn_away_from() -> None:
    done = netday("season", HOME / "instances" / "haarlem-2023", "--programme", "printed.yaml", "--json")
    payload = json.loads(done.stdout)
    assert [group["group"] for group in payload["groups"][:2]] == ["Woningmarkt", "Financiën"]
    assert payload["year"] == ["2 groups have not met: Vergunninghouders en asiel and Armoede en schuldhulpverlening."]
