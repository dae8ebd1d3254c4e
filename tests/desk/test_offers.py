"""What each place would be: the check of the programme as it would then be says the same."""

from __future__ import annotations

from scheduler.checking.check import check
from scheduler.checking.judge import Judge
from scheduler.conference.conference import Conference
from scheduler.conference.programme import Programme
from scheduler.desk.offers import OfferedPlace, OffersPart, StepWay, next_free, offers, swapped
from scheduler.desk.verdict import Verdict
from scheduler.rules.problem import Problem
from scheduler.rules.wishes_attended import WishesAttended
from tests.support.small import day, placed


def a_day() -> tuple[Conference, Programme]:
    conference = day(
        rounds=["10:00-11:00", "11:15-12:15", "13:00-14:00"],
        rooms={"Zaal 1": {}, "Zaal 2": {"closed": ["13:00-14:00"]}},
        groups={
            "Wonen": {"chair": ["Anna"], "member": ["Bob", "Carla"]},
            "Zorg": {"chair": ["Dirk"], "member": ["Bob", "Carla"]},
            "Europa": {"chair": ["Anna"], "member": ["Bob"]},
        },
        sessions={
            "Opening": {"kind": "plenary", "minutes": 30, "starts": ["9:00"]},
            **{name: {"groups": [name]} for name in ("Wonen", "Zorg", "Europa")},
        },
    )
    return conference, placed(
        conference, "Opening 9:00 Zaal 1; Wonen 10:00 Zaal 1; Zorg 10:00 Zaal 2; Europa 13:00 Zaal 1"
    )


def test_every_place_and_swap_costs_and_breaks_what_the_check_says() -> None:
    conference, programme = a_day()
    problem = Problem.standard(conference, WishesAttended(weight=1))
    now = check(problem, programme)
    session = conference.session("Wonen")
    assert session
    found = offers(Judge(problem, programme), session)
    assert len(found) == 6 + 2  # three rounds in two rooms; the two others that can change places, not the plenary
    for offered in found:
        news = swapped(programme, session, offered.other) if offered.other else (offered.placement,)
        then = check(problem, programme.moved(*news))
        assert (offered.more, offered.fits) == (then.cost - now.cost, then.good), offered
    here = next(offered for offered in found if offered.here)
    assert (here.placement, here.more) == (programme[session], 0)


def test_what_cannot_be_says_why_and_comes_after_what_can() -> None:
    conference, programme = a_day()
    session = conference.session("Zorg")
    assert session
    found = offers(Judge(Problem.standard(conference), programme), session)
    closed = next(o for o in found if o.placement.start == 780 and o.placement.room == conference.room("Zaal 2"))
    assert closed.reasons == ("Zorg (13.00–14.00) stands in Zaal 2, which is closed from 13.00 to 14.00.",)
    in_order = [offered.fits for offered in sorted(found, key=lambda offered: offered.worth)]
    assert in_order == sorted(in_order, reverse=True)


def test_the_parts_together_are_all_of_it() -> None:
    conference, programme = a_day()
    judge = Judge(Problem.standard(conference), programme)
    session = conference.session("Zorg")
    assert session
    whole, hard, priced, swaps = (offers(judge, session, part) for part in OffersPart)

    def plain(found: list[OfferedPlace]) -> list[tuple[object, object, bool]]:
        return [(offered.placement, offered.other, offered.fits) for offered in found]

    assert plain(hard) == plain(priced)
    assert plain([*priced, *swaps]) == plain(whole)
    assert {offered.more for offered in hard} == {None}


def test_a_step_goes_to_the_nearest_place_where_nobody_stands() -> None:
    conference, programme = a_day()
    steps = {
        (name, way): next_free(conference, programme, session, way)
        for name in ("Wonen", "Zorg", "Europa")
        if (session := conference.session(name))
        for way in StepWay
    }
    words = {
        key: f"{place.start // 60}:{place.start % 60:02} {place.room}" if place else "" for key, place in steps.items()
    }
    assert words == {
        ("Wonen", "earlier"): "",
        ("Wonen", "later"): "11:15 Zaal 1",
        ("Wonen", "left"): "",
        ("Wonen", "right"): "",  # Zorg stands there
        ("Zorg", "earlier"): "",
        ("Zorg", "later"): "11:15 Zaal 2",
        ("Zorg", "left"): "",
        ("Zorg", "right"): "",
        ("Europa", "earlier"): "11:15 Zaal 1",
        ("Europa", "later"): "",
        ("Europa", "left"): "",
        ("Europa", "right"): "13:00 Zaal 2",
    }


def test_a_verdict_says_each_thing_once_and_what_has_become_of_it() -> None:
    conference, programme = a_day()
    problem = Problem.standard(conference, WishesAttended(weight=1))
    good = Verdict(check(problem, programme))
    assert (good.broken, good.losing, good.wishing) == ([], 2, 2)  # Bob and Carla, at 10:00
    europa = conference.session("Europa")
    assert europa
    wonen = conference.session("Wonen")
    assert wonen
    bad = Verdict(check(problem, programme.moved(swapped(programme, europa, wonen)[0])))
    assert bad.troubled == {europa, wonen}
    assert bad.against(good).endswith("cannot be so.")
    assert good.against(bad).endswith("Everything can be so again.")
    assert good.against(good) == "It costs as much as before."
