"""Lists of people with what they are in a group in a column of its own, and with a row for each group."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.conference.conference import Role
from scheduler.files import read
from scheduler.files.sign_ups import Asked, Decisions, SignUpDesk, SignUpsRead, answer_typed
from tests.files.test_sign_ups import a_day, from_text, roles, taken

PEOPLE = "naam;gemeente;lid;voorzitter\nSanne Dekker;Alkenburg;Europa | Financiën;\nTim Bos;Ede;Europa;\n"


def shown(found: SignUpsRead) -> list[str]:
    return [str(question.sentence) for question in found.questions]


@pytest.mark.parametrize("heading", ["rol", "functie", "Role"])
def test_what_somebody_is_stands_in_a_column_of_its_own_and_adds(heading: str, tmp_path: Path) -> None:
    day = a_day(tmp_path / "day", people=PEOPLE)
    text = (
        f'naam,groep,{heading}\nSanne Dekker,"Zorg, Jeugd en Onderwijs",voorzitter\nSanne Dekker,Europa,lid\n'
        'Sanne Dekker,"Wonen, welzijn en zorg",vice-voorzitter\nEls Prins,Financiën,lid\n'
    )
    found = from_text(day, text)
    assert shown(found) == []
    found.write()
    assert roles(day, Role.CHAIR) == {"Sanne Dekker": {"Zorg, Jeugd en Onderwijs"}}
    assert roles(day, Role.VICE_CHAIR) == {"Sanne Dekker": {"Wonen, welzijn en zorg"}}
    assert roles(day) == {
        "Sanne Dekker": {"Europa", "Financiën"},
        "Tim Bos": {"Europa"},
        "Els Prins": {"Financiën"},
    }
    assert "1 person stands in several rows, of which all groups count: Sanne Dekker." in found.remarks
    assert any("what people.csv has besides stays" in remark for remark in found.remarks)
    assert from_text(day, text).taken.changed == {}


def test_a_role_that_is_none_is_asked_and_remembered(tmp_path: Path) -> None:
    day = a_day(tmp_path / "day", people=PEOPLE)
    text = (
        "naam,themagroep,rol\nTim Bos,Financiën,trekker\nEls Prins,Financiën,plv. voorzitter\nSanne Dekker,Europa,lid\n"
    )
    found = from_text(day, text)
    assert [(question.what, question.likely) for question in found.questions] == [
        ("trekker", "-"),
        ("plv. voorzitter", "vice_chair"),
    ]
    assert '"trekker" is left out: 1 answer.' in found.remarks
    assert found.differences == ['New: Els Prins: vicevoorzitter "Financiën"']
    desk = SignUpDesk.of(tmp_path / "export.csv", day, read(day))
    decisions = Decisions()
    for question in found.questions:
        answer = answer_typed(question, "voorzitter" if question.what == "trekker" else "lid", desk.known)
        assert answer is not None
        decisions.decide(question, answer)
    taken(day, tmp_path / "export.csv", decisions).write()
    assert roles(day, Role.CHAIR) == {"Tim Bos": {"Financiën"}}
    assert from_text(day, text).questions == ()
    assert {question.about for question in found.questions} == {Asked.ROLE}


def test_who_is_more_in_a_group_than_the_list_says_stays_so(tmp_path: Path) -> None:
    day = a_day(
        tmp_path / "day", people="naam;lid;voorzitter;Financiën\nTim Bos;;Europa;voorzitter\nAya Kok;Europa;;\n"
    )
    found = from_text(day, "naam,groep,rol\nTim Bos,Europa,lid\nTim Bos,Financiën,lid\nAya Kok,Europa,voorzitter\n")
    assert found.differences == ['Aya Kok, voorzitter: nothing → "Europa"']
    found.write()
    assert roles(day, Role.CHAIR) == {"Tim Bos": {"Europa", "Financiën"}, "Aya Kok": {"Europa"}}


def test_a_row_for_each_group_is_one_membership_each(tmp_path: Path) -> None:
    day = a_day(tmp_path / "day", people=PEOPLE)
    found = from_text(day, 'naam,groepen\nTim Bos,Financiën\nTim Bos,"Zorg, Jeugd en Onderwijs"\nEls Prins,Europa\n')
    found.write()
    assert roles(day)["Tim Bos"] == {"Europa", "Financiën", "Zorg, Jeugd en Onderwijs"}


def test_who_leads_two_groups_stands_in_two_rows_of_a_list_of_chairs(tmp_path: Path) -> None:
    day = a_day(tmp_path / "day", people=PEOPLE)
    text = "naam,voorzitter,vicevoorzitter\nSanne Dekker,Europa,\nTim Bos,Financiën,\nSanne Dekker,,Financiën\n"
    found = from_text(day, text)
    assert "1 person stands in several rows, of which all groups count: Sanne Dekker." in found.remarks
    found.write()
    assert roles(day, Role.CHAIR) == {"Sanne Dekker": {"Europa"}, "Tim Bos": {"Financiën"}}
    assert roles(day, Role.VICE_CHAIR) == {"Sanne Dekker": {"Financiën"}}
    assert roles(day) == {"Sanne Dekker": {"Europa", "Financiën"}, "Tim Bos": {"Europa"}}


def test_of_answers_at_a_moment_the_last_counts_though_each_names_one_group(tmp_path: Path) -> None:
    day = a_day(tmp_path / "day", people=PEOPLE)
    found = from_text(
        day, "Tijdstempel,naam,groepen\n2026-02-02 9:12:00,Tim Bos,Financiën\n2026-02-03 9:12:00,Tim Bos,Europa\n"
    )
    assert found.differences == []


def test_a_function_at_work_is_no_role(tmp_path: Path) -> None:
    day = a_day(tmp_path / "day", people=PEOPLE)
    found = from_text(
        day, "naam,functie,groepen\nTim Bos,wethouder,Europa; Financiën\nEls Prins,lid,Europa\nA B,griffier,\n"
    )
    assert 'not used: "functie"' in map(str, found.columns)


def test_a_row_for_each_wish_with_how_strong_it_is(tmp_path: Path) -> None:
    day = a_day(tmp_path / "day", people=PEOPLE)
    text = "name,session,weight\nEls Prins,Europa,5\nEls Prins,Financiën,3\nTim Bos,Financiën,2\nTim Bos,Europa,0\n"
    found = from_text(day, text)
    assert shown(found) == []
    found.write()
    wishes = {person.name: dict(person.wishes) for person in read(day).conference.people}
    assert (wishes["Els Prins"], wishes["Tim Bos"]) == ({"Europa": 5, "Financiën": 3}, {"Financiën": 2})
    assert roles(day)["Tim Bos"] == {"Europa"}
    assert from_text(day, text).taken.changed == {}


@pytest.mark.parametrize(
    "text",
    [
        "name,session,weight\nEls Prins,Europa,heavy\n",
        "name,weight,Europa\nEls Prins,5,ja\n",
    ],
)
def test_a_weight_of_no_wish_says_nothing(text: str, tmp_path: Path) -> None:
    found = from_text(a_day(tmp_path / "day", people=PEOPLE), text)
    assert 'not used: "weight"' in map(str, found.columns)
