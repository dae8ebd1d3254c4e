"""Questions that somebody left blank in a form: what was typed into people.csv stays, and that is said."""

from __future__ import annotations

from pathlib import Path

from scheduler.files.beside import PEOPLE_FILE
from tests.files.test_sign_ups import a_day, from_text

HEADS = "naam,Van welke groepen bent u lid?,Welke groepen volgt u?,Komt u later? Hoe laat bent u er?\n"


def test_a_blank_answer_leaves_what_stood_and_names_it(tmp_path: Path) -> None:
    day = a_day(tmp_path / "day", people="naam;lid;belangstellend;aankomst;Europa\nWendel;Financiën;;11:30;lid\n")
    found = from_text(day, f"{HEADS}Wendel,,,\nEls,Europa,,\n")
    assert found.differences == ['New: Els: Europa "lid"']
    assert found.remarks == (
        'Wendel left this blank in the form: lid stays "Financiën".',
        'Wendel left this blank in the form: Europa stays "lid".',
        'Wendel left this blank in the form: aankomst stays "11:30".',
    )
    assert from_text(day, f"{HEADS}Wendel,,,\n").taken.changed == {}


def test_who_answers_that_there_is_none_loses_it_and_what_goes_is_named(tmp_path: Path) -> None:
    day = a_day(tmp_path / "day", people="naam;lid;aankomst\nWendel;Financiën;11:30\n")
    found = from_text(day, f"{HEADS}Wendel,geen,,n.v.t.\n")
    assert found.differences == ['Wendel, lid: "Financiën" → nothing', 'Wendel, aankomst: "11:30" → nothing']
    assert found.remarks[:2] == (
        'Wendel answered that there is none: lid loses "Financiën".',
        'Wendel answered that there is none: aankomst loses "11:30".',
    )
    assert found.taken.changed[day / PEOPLE_FILE].decode() == "naam;lid;aankomst\nWendel;;\n"


def test_an_answer_that_is_left_out_takes_nothing_away(tmp_path: Path) -> None:
    day = a_day(tmp_path / "day", people="naam;lid\nWendel;Financiën\n")
    found = from_text(day, f"{HEADS}Wendel,Ruimtevaart en zo,,\n")
    assert found.differences == []
    assert 'Wendel left this blank in the form: lid stays "Financiën".' in found.remarks


def test_of_two_answers_a_blank_in_the_last_does_not_undo_the_first(tmp_path: Path) -> None:
    day = a_day(tmp_path / "day")
    found = from_text(day, f"{HEADS}Els,Europa,Financiën,11:00\nEls,Financiën,,\n")
    assert found.differences == ['New: Els: lid "Financiën", belangstellend "Financiën", komt "11:00"']


def test_a_form_that_asks_for_theme_groups_takes_nobody_out_of_a_pillar(tmp_path: Path) -> None:
    people = "naam;lid\nWendel;Fysiek | Wonen\nSam;Fysiek | Zorg\nEls;Zorg\n"
    day = a_day(tmp_path / "day", people=people)
    file = day / "day.yaml"
    groups = (
        "groups:\n  - {name: Fysiek, kind: pillar}\n  - {name: Wonen, pillar: Fysiek}\n  - Zorg\nsessions: [Wonen]\n"
    )
    file.write_text(file.read_text("utf-8").partition("groups:")[0] + groups, "utf-8")
    found = from_text(day, "naam,Van welke themagroepen bent u lid?\nWendel,Zorg\nSam,geen\nEls,Wonen\n")
    assert found.differences == [
        'Wendel, lid: "Fysiek | Wonen" → "Fysiek | Zorg"',
        'Sam, lid: "Fysiek | Zorg" → "Fysiek"',
        'Els, lid: "Zorg" → "Wonen"',
    ]
    assert "No answer names Fysiek; whoever is in it stays in it (2 people)." in found.remarks
    asks_pillars = from_text(day, "naam,Van welke groepen bent u lid?\nWendel,Wonen\nSam,Fysiek\n")
    assert 'Wendel, lid: "Fysiek | Wonen" → "Wonen"' in asks_pillars.differences


def test_of_many_changes_those_that_take_something_away_are_shown_before_what_only_comes(tmp_path: Path) -> None:
    names = [f"Persoon {a}{b}" for a in "ABCDEFG" for b in "abcde"]
    day = a_day(tmp_path / "day", people="naam;lid\n" + "".join(f"{name};Europa\n" for name in (*names, "Zoë Zwart")))
    answers = "".join(f'{name},"Europa, Financiën"\n' for name in names)
    found = from_text(day, f"naam,Van welke groepen bent u lid?\n{answers}Zoë Zwart,Financiën\n")
    assert found.shown[1] == 'Zoë Zwart, lid: "Europa" → "Financiën"'
