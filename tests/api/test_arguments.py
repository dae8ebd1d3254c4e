"""Whatever is given wrongly in Python is refused in a line: what is given, and what would be right."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any, ClassVar

import jsonschema
import pytest

import scheduler as netday
from scheduler.api.builder import (
    GroupFacts,
    GroupKeywords,
    PersonFacts,
    PersonKeywords,
    RoomFacts,
    RoomKeywords,
    SessionFacts,
    SessionKeywords,
)
from scheduler.files.keys import same_key
from tests.api.own_rules import NothingBefore


def small(*rooms: str) -> netday.DayBuilder:
    builder = netday.DayBuilder("A small day", date(2023, 2, 10), hours="9:00–12:00", every=60).room("Zaal 1")
    for room in rooms:
        builder.room(room)
    builder.group("Europa", chairs="Anna", members=["Bob"]).group("Wonen", chairs="Dirk", members=["Bob"])
    return builder.session("Europa").session("Wonen")


DAY: Any = small().build()
EUROPA = DAY.conference.sessions[0]
PLACED: Any = netday.programme(DAY, {"Europa": "9:00 Zaal 1", "Wonen": "10:00 Zaal 1"})
OTHER = small("Zaal 2").session("Extra", minutes=30).build()
OF_OTHER = netday.programme(OTHER, {"Europa": "9:00 Zaal 1", "Extra": "11:00 Zaal 2"})
ANSWER: Any = netday.Undecided(1.0)
N: Any = netday  # whose types do not matter here


def refused(ask: Callable[[], object], *kinds: type[Exception]) -> str:
    """The sentence with which it is refused: in one line, and never in pydantic's words."""
    with pytest.raises(kinds or (ValueError, TypeError)) as caught:
        ask()
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert "pydantic" not in sentence
    return sentence


SEARCHES: list[Callable[..., object]] = [
    lambda **how: N.solve(DAY, **how),
    lambda **how: N.explain(DAY, **how),
    lambda **how: N.why(DAY, PLACED, "Europa", at="11:00", **how),
    lambda **how: N.places(DAY, PLACED, "Europa", **how),
    lambda **how: N.repair(DAY, PLACED, **how),
    lambda **how: N.alternatives(DAY, 1, **how),
    lambda **how: N.prices(DAY, PLACED, **how),
    lambda **how: N.rehearse(DAY, PLACED, **how),
]
SEEDED = [search for search in SEARCHES if search is not SEARCHES[1]]


@pytest.mark.parametrize("search", SEARCHES)
def test_a_search_takes_a_limit_above_nothing_and_a_stop(search: Callable[..., object]) -> None:
    for limit in (0, -1, math.nan):
        assert "limit should be more than 0 seconds; it is " in refused(lambda: search(limit=limit), ValueError)  # noqa: B023  asked at once
    for wrong in ("10", None, True):
        assert "limit should be a number of seconds" in refused(lambda: search(limit=wrong), TypeError)  # noqa: B023  asked at once
    assert "stop should be a netday.Stop()" in refused(lambda: search(stop=True), TypeError)


@pytest.mark.parametrize("search", SEEDED)
def test_a_seed_is_what_the_solver_takes(search: Callable[..., object]) -> None:
    assert refused(lambda: search(seed=-1)) == "seed should be a whole number from 0 to 2,147,483,647; it is -1."
    assert refused(lambda: search(seed=2**40)).endswith("; it is 1,099,511,627,776.")
    assert refused(lambda: search(seed="1"), TypeError).endswith('; it is "1", a str.')


WRONG: dict[str, Callable[[], object]] = {
    "workers should be a whole number from 1 to 256; it is 0.": lambda: N.solve(DAY, workers=0),
    "placements should be a tuple of netday.Placement": lambda: N.check(DAY, N.Programme({"Europa": "9:00"})),
    "progress should be a function that takes a Progress": lambda: N.solve(DAY, progress=3),
    "robust should be True or False; it is 1, an int.": lambda: N.solve(DAY, robust=1),
    "This programme is of another day": lambda: N.solve(DAY, start_from=OF_OTHER),
    "A programme is wanted here, not a dict: start_from should be": lambda: N.solve(DAY, start_from={}),
    'not "p.json", a str: netday.read_programme(path, day) reads one': lambda: N.solve(DAY, start_from="p.json"),
    'costs should be True or False; it is "no", a str.': lambda: N.explain(DAY, costs="no"),
    "number should be a whole number from 1 to 50; it is 0.": lambda: N.alternatives(DAY, 0),
    'number should be a whole number from 1 to 50; it is "3", a str.': lambda: N.alternatives(DAY, "3"),
    "within should be a netday.Within(points=10)": lambda: N.alternatives(DAY, 1, within=10),
    'or Within(hundredths=10) for a tenth; it is "10%", a str.': lambda: N.alternatives(DAY, 1, within="10%"),
    "points should be a whole number of at least 0; it is -1.": lambda: N.alternatives(
        DAY, 1, within=netday.Within(points=-1)
    ),
    "differ should be a whole number of at least 1; it is 0.": lambda: N.alternatives(DAY, 1, differ=0),
    "concern should be a whole number of at least 0; it is -1.": lambda: N.alternatives(DAY, 1, concern=-1),
    "late should be a whole number from 1 to 1,440; it is 0.": lambda: N.rehearse(DAY, PLACED, late=0),
    'at should be an hour as people write it, like "13:00"': lambda: N.why(DAY, PLACED, "Europa", at=13),
    "session should be a name, or a Session; it is None.": lambda: N.why(DAY, PLACED, None, at="9:00"),
    "room should be a name, or a Room, or a list of these; it is 3": lambda: N.why(DAY, PLACED, "Europa", room=3),
    '"" is no session of this day': lambda: N.why(DAY, PLACED, "Europa", beside=""),
    "published should be a Programme, or an Edition": lambda: N.repair(DAY, None),
    "not an Undecided": lambda: N.repair(DAY, ANSWER),
    "keep should be a name, or a Session, Room, Group or a Person": lambda: N.repair(DAY, PLACED, keep=3),
    "before should be an hour": lambda: N.repair(DAY, PLACED, before=12),
    'drop should be True or False; it is "no", a str.': lambda: N.repair(DAY, PLACED, drop="no"),
    'rules should be the name of a rule, like "wishes_attended"': lambda: N.prices(DAY, PLACED, rules=3),
    "new should be a Programme": lambda: N.difference(DAY, PLACED, None),
    'days should be a dictionary, {"spring": (day, programme)}': lambda: N.season([(DAY, PLACED)]),
    "a day and its programme by each name": lambda: N.season({"a": DAY}),
    "renamed should be a dictionary of names": lambda: N.season({"a": (DAY, PLACED)}, renamed="x"),
    "path should be a path, as a text or a Path; it is 3, an int.": lambda: N.read(3),
    "path should be a path, and it is empty": lambda: N.write_programme("", DAY, PLACED),
    "Rules are given as a list of classes: write rules=[NothingBefore].": lambda: small().build(
        NothingBefore  # type: ignore[arg-type]
    ),
    "is given as a statement, NothingBefore(…): give its class, rules=[NothingBefore]": lambda: small().build(
        [NothingBefore()]  # type: ignore[list-item]
    ),
    'proof should be an answer that was proven, or what answer.proof() gives; it is "x"': lambda: N.write_programme(
        "p.json", DAY, PLACED, proof="x"
    ),
    'placements should be a dictionary, {"Europa": "11:40 Zaal 1"}': lambda: N.programme(DAY, ["Europa"]),
    'NothingBefore is a kind of rule; name it here: "nothing_before".': lambda: N.rule(DAY, NothingBefore),
    "NothingBefore is a kind of rule, not a statement: write NothingBefore(…).": lambda: N.Problem(
        DAY.conference, (NothingBefore,)
    ),
    "Rules should be a list of statements; it is None": lambda: N.Problem(DAY.conference, None),
    "A Conference is wanted here, not an Instance: write day.conference.": lambda: N.Problem(DAY, DAY.rules),
    "not an Instance: write day.conference": lambda: N.Problem.standard(DAY),
    "Rules are given one by one, not in a list: without_rules(*names).": lambda: DAY.problem.without_rules(["pinned"]),
    'Rules are left out by name, like "pinned"; 3 is no name of one.': lambda: DAY.problem.without_rules(3),
    "person should be a name, or a Person; it is 3, an int.": lambda: N.export(DAY, PLACED, "ics", person=3),
    "now should be a datetime": lambda: N.export(DAY, PLACED, "ics", now="2023"),
    "folder should be a path": lambda: N.publish(DAY, PLACED, 3),
    "withdraw should be a name, or a Person": lambda: N.publish(DAY, PLACED, "site", withdraw=3, dry_run=True),
    'draft should be True or False; it is "no", a str.': lambda: N.publish(DAY, PLACED, "site", draft="no"),
    "reminder should be a whole number from 0 to 10,080; it is -1.": lambda: N.publish(DAY, PLACED, "s", reminder=-1),
    'conference_links should be True or False; it is "no", a str.': lambda: N.publish(
        DAY, PLACED, "site", conference_links="no"
    ),
    '"sovle" is no answer that has a schema': lambda: N.data(DAY, ANSWER, of="sovle"),
    "name should be the name of an answer": lambda: N.schema([]),
    "between should be a dictionary of minutes by two buildings": lambda: small().walking(between={"A": 5}),  # type: ignore[dict-item]
    "cannot stand in a day: give texts, numbers": lambda: small().room("Zaal 3", capacity=object()).build(),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("sentence", WRONG)
def test_what_is_given_wrongly_is_refused_with_what_would_be_right(sentence: str) -> None:
    assert sentence in refused(WRONG[sentence])


def test_the_things_themselves_will_do_for_their_names() -> None:
    assert isinstance(netday.why(DAY, PLACED, EUROPA, room=DAY.conference.rooms[0]), netday.Already)
    assert netday.programme(DAY, {EUROPA: "9:00 Zaal 1"}) == netday.programme(DAY, {"Europa": "9:00 Zaal 1"})
    anna = DAY.conference.person("Anna")
    now = datetime(2023, 1, 1)  # noqa: DTZ001  any moment
    assert netday.export(DAY, PLACED, "ics", person=anna, now=now) == netday.export(
        DAY, PLACED, "ics", person="Anna", now=now
    )


class Late(netday.Rule):
    sentence: ClassVar[str] = "Nothing begins before this hour."
    hour: int = 10

    def cases(self, conference: netday.Conference) -> Iterator[netday.Case]:  # noqa: ARG002  the contract
        return iter(())


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"hour": "early"}, "Late: hour should be a whole number; it is 'early'."),
        ({"hr": 3}, 'Late: "hr" is no name of a value here. Did you mean "hour"?'),
        ({"weight": 0}, "Late: weight should be at least 1; it is 0."),
        ({"only": "Europa"}, "Late: only should be a Scope; it is 'Europa'."),
    ],
)
def test_a_rule_of_ones_own_says_in_a_line_what_it_takes(facts: dict[str, Any], sentence: str) -> None:
    assert refused(lambda: Late(**facts), ValueError) == sentence


def test_a_scope_and_a_session_say_so_too() -> None:
    assert refused(lambda: N.Scope(groups=("Europa",))).startswith("Scope: groups: a name or an hour can only be read")
    assert refused(lambda: N.Session(name="x")) == 'Session: "minutes" is missing.'
    groups = netday.Scope(groups=DAY.conference.groups[:1])
    assert NothingBefore(only=groups).of(DAY.conference.held) == [EUROPA]


def test_rules_are_left_out_by_name_class_or_statement_and_others_are_refused() -> None:
    rule = next(rule for rule in DAY.rules if rule.name == "wishes_attended")
    left = DAY.problem.without_rules("wishes_attended").rules
    assert DAY.problem.without_rules(type(rule)).rules == left
    assert DAY.problem.without_rules(rule).rules == left
    sentences = {
        "wishes_atended": '"wishes_atended" is no rule of this day. Did you mean "wishes_attended"?',
        "pinned": '"pinned" is no rule of this day: the day says nothing by that rule of the book.',
        "pinnd": '"pinnd" is no rule of this day. Did you mean "pinned"? But the day says nothing by that one either.',
    }
    for name, sentence in sentences.items():
        assert refused(lambda: DAY.problem.without_rules(name), LookupError) == sentence  # noqa: B023  asked at once


def test_faults_of_a_built_day_name_the_entry_and_no_line() -> None:
    faulty = {
        'rooms › Zaal 1 › name: Another room is called "Zaal 1" (number 1 of rooms)': small("Zaal 1"),
        'sessions › Europa › title: Another session is called "Europa" (number 1 of sessions)': small().session(
            "Europa"
        ),
        'add .person("Anna").': small().person("Zed"),
        'hours: "16:00–9:00" would last 17 hours': netday.DayBuilder("A day", "2023-02-10", hours="16:00–9:00"),
    }
    for sentence, builder in faulty.items():
        with pytest.raises(netday.Faults) as caught:
            builder.build()
        assert sentence in str(caught.value)
        assert "line" not in str(caught.value)
        assert {fault.line for fault in caught.value.faults} == {0}


def test_sets_dates_and_kinds_stand_in_a_day_as_people_would_write_them() -> None:
    day = small().session("Opening", kind=netday.Kind.PLENARY, speakers={"Zoë", "Anna"}, days=[date(2023, 2, 10)])
    (opening,) = (session for session in day.build().conference.sessions if session.name == "Opening")
    assert (opening.kind, sorted(map(str, opening.speakers))) == (netday.Kind.PLENARY, ["Anna", "Zoë"])


def test_a_programme_is_not_read_from_what_is_another_file(tmp_path: Any) -> None:
    netday.publish(DAY, PLACED, tmp_path / "site")
    (tmp_path / "day.yaml").write_text("title: A day\ndate: 2023-02-10\n", "utf-8")
    wrong = {
        "site": "site: This is a folder, not a programme. ",
        "site/data.json": "data.json: This is the data of a programme for other programs to show",
        "site/schedule.json": "schedule.json: This is a published schedule, not a programme",
        "site/programme.html": "programme.html: This is a web page or XML, not a programme",
        "day.yaml": "day.yaml: This is a day, not a programme",
    }
    for file, sentence in wrong.items():
        for read in (netday.read_programme, netday.read_published):
            refusal = refused(lambda: read(tmp_path / file, DAY), netday.Faults)  # noqa: B023  asked at once
            assert sentence in refusal
            assert "A programme is what solve wrote (programme.json)" in refusal


def test_an_answer_is_its_own_proof_and_a_folder_must_be_there(tmp_path: Any) -> None:
    answer = netday.solve(DAY)
    assert isinstance(answer, netday.Solved)
    netday.write_programme(tmp_path / "one.json", DAY, answer.programme, answer)
    netday.write_programme(tmp_path / "two.json", DAY, answer.programme, answer.proof())
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    nowhere = tmp_path / "none" / "p.json"
    assert f"{tmp_path / 'none'}. Make it first." in refused(
        lambda: netday.write_programme(nowhere, DAY, PLACED), netday.Faults
    )


def test_a_robust_programme_costs_no_more_and_is_the_command_s() -> None:
    answer = netday.solve(DAY, robust=True)
    assert isinstance(answer, netday.Solved)
    assert "time_to_spare" in {result.rule.name for result in answer.report.results}
    jsonschema.validate(netday.data(DAY, answer), netday.schema("solve"))


def test_what_is_printed_of_days_and_answers_is_short() -> None:
    assert repr(EUROPA) == "Session('Europa')"
    assert repr(DAY.conference) == "Conference('A small day': 1 days, 1 rooms, 2 groups, 3 people, 2 sessions)"
    report = netday.check(DAY, PLACED)
    assert (report.good, repr(report)) == (True, "Report(good=True, broken=0, cost=0, missed=0)")
    assert len(repr(netday.solve(DAY))) < 500


def test_a_programme_of_anything_can_be_printed() -> None:
    assert repr(N.Programme({"Europa": 9})) == "Programme('Europa')"


def test_a_cause_is_a_sentence() -> None:
    explained = netday.explain(DAY.problem.with_rules(NothingBefore(hour=12)))
    assert isinstance(explained, netday.Explained)
    assert str(explained.causes[0]).startswith("Europa cannot be placed. Europa ")


def test_one_or_several_is_the_same_key_for_the_builder_and_its_types() -> None:
    one = netday.DayBuilder("A", "2023-02-10").room("Zaal 1", feature="screen").group("Europa", chair="Anna")
    several = netday.DayBuilder("A", "2023-02-10").room("Zaal 1", features=["screen"]).group("Europa", chairs="Anna")
    one.session("Talk", room="Zaal 1", speaker="Bob", host="Eva", group="Europa", start="10:00", feature="screen")
    several.session("Talk", rooms="Zaal 1", speakers="Bob", hosts="Eva", groups="Europa", at="10:00", features="screen")
    assert one.build().conference == several.build().conference
    pairs = ((RoomKeywords, RoomFacts), (GroupKeywords, GroupFacts), (PersonKeywords, PersonFacts))
    for words, facts in (*pairs, (SessionKeywords, SessionFacts)):
        file_keys = facts.__annotations__
        assert all(any(same_key(word, key) for key in file_keys) for word in words.__annotations__)
