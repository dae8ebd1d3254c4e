"""What is told of remedies: those that are alike in one line, one change for each of several causes, each tried."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from scheduler.bench.impossible import impossible_days, write
from scheduler.checking.findings import findings
from scheduler.conference.clock import Clock, Span
from scheduler.conference.conference import Conference, Session
from scheduler.console.explain import OPENING, lines, of_cause
from scheduler.files import read
from scheduler.questions.explain import Explained, explain
from scheduler.questions.explain.answers import Remedy
from scheduler.questions.explain.cause_text import sentences
from scheduler.questions.explain.causes import Cause, Causes
from scheduler.questions.explain.change import Change, OpenHour
from scheduler.questions.explain.data import as_data
from scheduler.questions.explain.grouping import one_of
from scheduler.questions.explain.requirements import requirements
from scheduler.questions.explain.rule_without_cases import without
from scheduler.rules.book import standard_book
from scheduler.rules.fair_share import FairShare
from scheduler.rules.groups_apart import Apart
from scheduler.rules.in_order import Before, InOrder
from scheduler.rules.one_session_per_room import OneSessionPerRoom
from scheduler.rules.pinned import PinnedTo
from scheduler.rules.problem import Problem
from scheduler.rules.quorum import Quorum
from scheduler.rules.room_seats_everyone import RoomSeatsEveryone
from scheduler.rules.rule import Case, Rule, Scope
from scheduler.rules.time_to_breathe import TimeToBreathe
from scheduler.search.budget import Budget
from scheduler.search.progress import Progress
from scheduler.solving.feasibility import Feasibility, any_time
from scheduler.text.language import Language
from scheduler.text.sentence import Sentence, said_in
from scheduler.text.wording import within
from tests.support.small import day

INSTANCES = Path(__file__).parents[2] / "instances"


def alike(template: str, *things: object, cases: Sequence[Case] = ()) -> list[Change]:
    """A change for each of these things; `cases`: the statements that they give up."""
    given_up: Sequence[Case | None] = cases or [None] * len(things)
    return [
        Change(Sentence(template, thing=thing), 10, str(thing), lambda plan: plan, target="thing", dropped=case)
        for thing, case in zip(things, given_up, strict=True)
    ]


def dropping(*cases: Case) -> list[Change]:
    return alike("Drop the demand that {thing}.", *(within(str(case)) for case in cases), cases=cases)


FOUR = day(sessions={name: {} for name in ("Europa", "Wonen", "Zorg", "Borrel")})
EUROPA, WONEN, ZORG, BORREL = FOUR.sessions
ENGLISH = replace(FOUR.clock, language="en")
TWO_DAYS = Clock(date(2026, 6, 11), language="nl", several_days=True)


def hours(clock: Clock, *spans: tuple[int, int]) -> list[OpenHour]:
    return [OpenHour(clock, Span(*span)) for span in spans]


def pinned(session: Session) -> Case:
    return PinnedTo(FOUR, session, (600,), ())


def before(one: Session, other: Session) -> Case:
    return Before(FOUR, one, other, InOrder(first=Scope(sessions=(one,)), then=Scope(sessions=(other,))))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (alike("Leave out {thing}.", EUROPA), "Leave out Europa."),
        (alike("Leave out {thing}.", EUROPA, WONEN), "Leave out Europa or Wonen."),
        (alike("Leave out {thing}.", EUROPA, WONEN, ZORG), "Leave out one of Europa, Wonen and Zorg."),
        (
            alike("Add one room {thing}.", *hours(ENGLISH, (540, 600), (660, 720), (720, 780))),
            "Add one room at 9:00–10:00, 11:00–12:00 or 12:00–13:00.",
        ),
        (dropping(pinned(EUROPA), pinned(WONEN)), "Drop the demand that Europa or Wonen is pinned at 10.00."),
        (
            dropping(before(EUROPA, WONEN), before(WONEN, ZORG)),
            "Drop one of these demands: Europa is before Wonen; Wonen is before Zorg.",
        ),
        (
            dropping(before(EUROPA, BORREL), before(ZORG, BORREL)),
            "Drop the demand that Europa or Zorg is before Borrel.",
        ),
        (
            dropping(pinned(EUROPA), before(WONEN, ZORG)),
            "Drop one of these demands: Europa is pinned at 10.00; Wonen is before Zorg.",
        ),
        (
            dropping(*(Apart(FOUR, one, other) for one, other in combinations((EUROPA, WONEN, ZORG), 2))),
            "Drop, for two of Europa, Wonen and Zorg, the demand that they do not coincide.",
        ),
        (
            dropping(Apart(FOUR, EUROPA, WONEN), Apart(FOUR, EUROPA, ZORG)),
            "Drop one of these demands: Europa and Wonen do not coincide; Europa and Zorg do not coincide.",
        ),
        (
            alike("Add a room {thing}.", *hours(TWO_DAYS, (540, 600), (600, 660), (1980, 2040))),
            "Add a room on Thu 11 June at 9.00–10.00 or 10.00–11.00, or on Fri 12 June at 9.00–10.00.",
        ),
    ],
)
def test_changes_that_are_alike_are_told_in_one_line(changes: list[Change], sentence: str) -> None:
    assert len({change.group for change in changes}) == 1
    assert one_of(changes) == sentence


def test_changes_that_do_not_ask_the_same_are_not_told_in_one_line() -> None:
    one, other = alike("Leave out {thing}.", EUROPA, WONEN)
    assert one.group == other.group
    assert one.group != replace(other, asks=11).group


def explained(day: str) -> Explained:
    instance = read(INSTANCES / "impossible" / day)
    answer = explain(instance.problem, costs=False)
    assert isinstance(answer, Explained)
    return answer


def test_of_several_causes_each_has_its_choice_and_every_choice_was_tried_with_the_first_for_the_others() -> None:
    answer = explained("two-causes")
    (first, *_), (second, *_) = answer.choices
    tried = {remedy.changes for remedy in answer.remedies}
    assert tried == {(one, second) for one in answer.choices[0]} | {(first, other) for other in answer.choices[1]}
    assert [len(choice) for choice in as_data(answer)["choices"]] == [len(choice) for choice in answer.choices]
    assert all(a.asks <= b.asks for choice in answer.choices for a, b in pairwise(choice))


def test_where_shared_causes_were_not_all_looked_for_the_lines_and_the_data_say_so() -> None:
    answer = explained("two-causes")
    unsaid = "before all further causes that share a demand with one of these were looked for."
    assert (unsaid in " ".join(lines(answer)), as_data(answer)["shared_causes_sought"]) == (False, True)
    cut_short = replace(answer, entangled_sought=False)
    sentence = f"These are its 2 causes, independent of one another. Time was up {unsaid}"
    assert (sentence in " ".join(lines(cut_short)), as_data(cut_short)["shared_causes_sought"]) == (True, False)
    assert "It was stopped before all" in " ".join(lines(replace(cut_short, stopped=True)))


def test_the_legend_says_what_a_name_in_brackets_means_and_no_brackets() -> None:
    """Anna wishes all three: what lets two coincide costs her one, and what gives each its hour costs nothing."""
    three = day(
        sessions={name: {"groups": [name]} for name in ("Europa", "Wonen", "Zorg")},
        groups={
            "Europa": {"member": ["Anna", "Bob"]},
            "Wonen": {"member": ["Anna", "Bob"]},
            "Zorg": {"member": ["Anna"]},
        },
        rooms={"Zaal 1": {}},
        rounds=["10:00-11:00", "11:30-12:30"],
    )
    answer = explain(Problem(three, standard_book(three)))
    assert isinstance(answer, Explained)

    def legend(answer: Explained) -> str:
        return " ".join(" ".join(lines(answer)).split()).partition("how many wished meetings are missed")[2]

    named = "; where one is named, that one costs least."
    assert legend(answer) == f"{named} Without brackets it costs nothing."
    dear = tuple(remedy for remedy in answer.remedies if remedy.solved and remedy.solved.report.cost)
    assert legend(replace(answer, remedies=dear)) == named
    alone = [
        replace(remedy, solved=None) for remedy in answer.remedies if str(remedy.changes[0]).startswith("Add a round")
    ]
    assert legend(replace(answer, remedies=(*dear, *alone))) == f"{named} Without brackets it is not known."


def test_a_crowd_is_told_with_all_that_have_no_other_place_either() -> None:
    crowded = day(
        sessions={name: {"starts": ["9:00"]} for name in ("Ada", "Ben", "Cas", "Dirk", "Eva", "Fien")},
        rooms={"Zaal 1": {}, "Zaal 2": {}},
    )
    answer = explain(Problem(crowded, standard_book(crowded)), costs=False)
    assert isinstance(answer, Explained)
    text = " ".join(" ".join(lines(answer)).split())
    assert "3 sessions need a room, and there are 2 places for them" in text
    assert "In all, 6 sessions have no other place: 4 too many." in text


def test_causes_told_as_they_are_found_and_the_rest_later_make_the_same_lines() -> None:
    answer = explained("two-causes")
    for already in range(len(answer.causes) + 1):
        printed = [OPENING] * bool(already)
        for number in range(1, already + 1):
            printed += of_cause(answer.causes[:number], answer.conference)
        assert [*printed, *lines(answer, printed=already)] == [*lines(answer)]


def test_the_causes_found_so_far_are_told_while_it_works() -> None:
    instance = read(INSTANCES / "impossible" / "two-causes")
    heard: list[Progress] = []
    answer = explain(instance.problem, tell=heard.append)
    assert isinstance(answer, Explained)
    shown = [progress.found for progress in heard]
    assert list(dict.fromkeys(shown)) == [answer.causes[:number] for number in range(len(answer.causes) + 1)]
    dutch = [said_in(progress.words, Language.of("nl")) for progress in heard]
    for words in ("is er een programma?", "1 oorzaak tot nu toe", "2 oorzaken; nu worden er oplossingen gezocht"):
        assert words in dutch
    assert not {str(progress.words) for progress in heard} & {*dutch}


def test_where_one_session_fewer_is_not_enough_it_says_which_could_be_left_out_together(tmp_path: Path) -> None:
    # 7 groups in 2 rooms and 2 rounds: 3 too many.
    text = (INSTANCES / "impossible" / "too-many-sessions" / "day.yaml").read_text("utf-8")
    (tmp_path / "day.yaml").write_text(text.replace(", Zaal 3]", "]"), "utf-8")
    instance = read(tmp_path)
    answer = explain(instance.problem, costs=False)
    assert isinstance(answer, Explained)
    left_out = [r for r in answer.remedies if all(str(change).startswith("Leave out") for change in r.changes)]
    assert left_out
    assert {len(remedy.changes) for remedy in left_out} == {3}


def possible(conference: Conference, rules: tuple[Rule, ...]) -> bool:
    trials = Feasibility(Problem(conference, rules), Budget(60), any_time(conference))
    return Causes(trials, requirements(Problem(conference, rules))).possible()


def test_each_of_the_days_to_measure_explanations_by_is_impossible() -> None:
    days = list(impossible_days(INSTANCES))
    assert len({name for name, _, _ in days}) == len(days) >= 12
    assert [name for name, conference, rules in days if possible(conference, rules)] == []


def test_a_day_that_no_longer_has_what_is_to_be_changed_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="haarlem-2023: 'Zaal 9' is not in the day file"):
        write(INSTANCES / "haarlem-2023", [("Zaal 9", "")], tmp_path)


def remedies_of(conference: Conference, *rules: Rule) -> dict[str, int]:
    """Each single change that makes the day possible with these rules and its usual hard ones, and what it asks."""
    usual = [rule for rule in standard_book(conference) if rule.weight is None]
    usual = [rule for rule in usual if rule.name not in {stated.name for stated in rules}]
    answer = explain(Problem(conference, (*usual, *rules)), costs=False)
    assert isinstance(answer, Explained)
    return {str(remedy): remedy.asks for remedy in answer.remedies}


def at(**hours: str) -> dict[str, dict[str, list[str]]]:
    return {session: {"hosts": ["Anna"], "starts": [hour]} for session, hour in hours.items()}


def in_order(conference: Conference, **gaps: int) -> InOrder:
    first, then = (Scope(sessions=(session,)) for session in conference.sessions)
    return InOrder(first=first, then=then).model_copy(update=gaps)


def test_each_rule_with_a_number_says_in_plain_words_which_would_do() -> None:
    near, far = day(sessions=at(Europa="9:00", Wonen="10:10")), day(sessions=at(Europa="9:00", Wonen="11:15"))
    one_room = day(sessions={"Europa": {"starts": ["9:00"]}, "Wonen": {"starts": ["10:10"]}}, rooms={"Zaal 1": {}})
    full = day(sessions={"Europa": {"expected": 20}}, rooms={"Zaal 1": {"capacity": 22}})
    rules = {
        "Let 10 minutes be enough after Europa before Wonen (30 are asked).": (
            near,
            in_order(near, least_gap=30),
        ),
        "Let up to 75 minutes pass after Europa before Wonen (60 at most now).": (
            far,
            in_order(far, greatest_gap=60),
        ),
        "Let 10 minutes between two sessions in a room be enough (30 are asked).": (
            one_room,
            OneSessionPerRoom(turnover=30),
        ),
        "Keep 2 seats free for whoever comes unannounced (5 now).": (full, RoomSeatsEveryone(spare=5)),
        "Count 10 minutes between two sessions as a break (15 are asked).": (near, TimeToBreathe(most=90, rest=15)),
    }
    for sentence, (conference, rule) in rules.items():
        assert sentence in remedies_of(conference, rule)


def test_one_change_that_ends_several_causes_is_told_once_and_says_so() -> None:
    """Anna comes at twelve and the only room is shut at eleven, when the debate is; Jan is there for half his talk."""
    three = day(
        sessions={"Debat": {"starts": ["11:00"], "speakers": ["Anna"]}, "Lezing": {"speakers": ["Jan"]}},
        rooms={"Zaal 1": {"closed": ["11:00-12:00"]}},
        people={"Anna": {"present": ["12:00-16:00"]}, "Jan": {"present": ["9:00-9:30"]}},
    )
    answer = explain(Problem(three, standard_book(three)), costs=False)
    assert isinstance(answer, Explained)
    assert [cause.sessions[0].name for cause in answer.causes] == ["Debat", "Lezing", "Debat"]
    text = list(lines(answer))
    assert text[text.index("For causes 1 and 3:") :][:6] == [
        "For causes 1 and 3:",
        " 1. Let Debat begin at 12.00, not at 11.00. This ends both.",
        "For cause 2, one of these:",
        " 2. Shorten Lezing to 30 minutes (it takes 60).",
        " 3. Let Jan stay until 10.00 (30 minutes longer).",
        " 4. Let Lezing do without Jan as speaker.",
    ]


def test_a_change_that_is_one_of_several_for_two_causes_is_told_under_one_of_them() -> None:
    first, both, other = alike("Leave out {thing}.", EUROPA, WONEN, ZORG)
    answer = explained("two-causes")
    (one, *_), (two, *_) = answer.choices
    programme = answer.remedies[0].programme
    sets = [(first, other), (both, other), (first, both)]
    text = list(
        lines(
            replace(
                answer,
                choices=((first, both), (other, both)),
                remedies=tuple(Remedy(changes, programme) for changes in sets),
            )
        )
    )
    assert one is not two
    assert text[text.index("For cause 1, one of these:") :] == [
        "For cause 1, one of these:",
        " 1. Leave out Europa.",
        " 2. Leave out Wonen. This ends causes 1 and 2.",
        "For cause 2:",
        " 3. Leave out Zorg.",
    ]


def test_an_overfull_day_is_told_with_its_numbers_as_the_check_tells_them() -> None:
    instance = read(INSTANCES / "impossible" / "too-many-sessions")
    (counted,) = [f.brief for f in findings(instance.problem) if f.fatal]
    assert as_data(explained("too-many-sessions"))["causes"][0]["sentence"] == counted
    assert counted.startswith("7 sessions need a room, and there are 6 places for them (3 rooms x 2 rounds): Zaal 1,")


def test_who_is_needed_at_several_sessions_has_their_hours_told_once() -> None:
    two = day(
        sessions={"Europa": {"speakers": ["Anna"]}, "Wonen": {"speakers": ["Anna"]}},
        people={"Anna": {"present": ["2/9:00-10:30"]}},
        days=2,
    )
    answer = explain(Problem(two, standard_book(two)), costs=False)
    assert isinstance(answer, Explained)
    assert as_data(answer)["causes"][0]["told"] == [
        "Each of Europa and Wonen must be held and takes 60 minutes.",
        "Anna speaks at Europa and Wonen, and can be there on Sat 11 February from 9.00 to 10.30.",
        "Anna speaks at Europa and Wonen, one at a time.",
    ]


def test_of_two_things_that_a_quorum_asks_one_is_given_up_and_the_other_stays() -> None:
    lunch = day(
        sessions={"Lunch": {"groups": ["AB"], "starts": ["12:00"]}},
        groups={"AB": {"member": ["Anna", "Bob"]}},
        people={"Anna": {"present": ["9:00-12:00"], "organisation": "Delft"}, "Bob": {"organisation": "Ede"}},
    )
    rule = Quorum(group=lunch.groups[0], people=2, cities=2)
    people, cities = rule.cases(lunch)
    assert [str(case) for case in without(rule, people).cases(lunch)] == [str(cities)]
    assert [str(case) for case in without(rule, cities).cases(lunch)] == [str(people)]


def test_a_cause_that_was_not_made_small_in_time_is_told_in_a_sentence() -> None:
    groups = {f"Groep {number}": {"chair": ["Anna"], "minimum": number} for number in range(1, 14)}
    sessions = {f"Sessie {n}": {"groups": [f"Groep {n}"], "minutes": 30 + n} for n in range(1, 14)}
    conference = day(groups=groups, sessions=sessions)
    demands = requirements(Problem(conference, standard_book(conference)))
    told_in_full = list(of_cause([Cause(demands, smallest=True)], conference))
    assert len(told_in_full) > 12
    assert list(of_cause([Cause(demands, smallest=False)], conference))[2:] == [
        f"- There was no time to find out on which of {len(demands)} demands this hangs."
    ]
    few = demands[:2]
    assert list(of_cause([Cause(few, smallest=False)], conference))[-1].endswith("there was no time to find out.")


@pytest.mark.parametrize(
    "rule",
    ["", "rules: {session_is_led: off, quorum: [{group: Europe, people: 2}]}"],
)
def test_a_cause_that_hangs_on_who_can_be_there_tells_where_they_must_be(rule: str, tmp_path: Path) -> None:
    lines = [
        "title: Led",
        "language: en",
        "date: 2027-03-12",
        "rounds: [9:00-10:00]",
        "rooms: [Hall, Room 2]",
        "people: [Anna, Bob]",
        "groups: [{name: Europe, vice_chair: Anna, members: Bob}]",
        "sessions: [Europe, {title: Talk, speakers: Anna}]",
        rule,
    ]
    (tmp_path / "day.yaml").write_text("\n".join(lines), "utf-8")
    problem = read(tmp_path).problem
    answer = explain(problem, costs=False)
    assert isinstance(answer, Explained)
    (cause,) = answer.causes
    assert "Anna speaks at Talk." in sentences(cause, problem.conference)


def test_a_cause_by_what_anybody_may_miss_names_those_who_wish_too_much() -> None:
    three = day(
        sessions={name: {"groups": [name]} for name in ("Europa", "Wonen", "Zorg")},
        groups={
            "Europa": {"member": ["Anna", "Bob"]},
            "Wonen": {"member": ["Anna", "Bob"]},
            "Zorg": {"member": ["Anna"]},
        },
        rounds=["10:00-11:00", "11:30-12:30"],
        rooms={"Zaal 1": {}, "Zaal 2": {}},
    )
    book = (*(rule for rule in standard_book(three) if not isinstance(rule, FairShare)), FairShare())
    answer = explain(Problem(three, book), costs=False)
    assert isinstance(answer, Explained)
    assert sentences(answer.causes[0], three)[1:] == [
        "Nobody misses a wished meeting (fair_share).",
        "Anna wishes to attend Europa, Wonen and Zorg.",  # Bob can: two meetings, two rounds
    ]
