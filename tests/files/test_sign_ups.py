"""Exports of forms taken into the people of a day: each product's shape, names with commas, doubles, what is asked."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from scheduler.conference.conference import Role
from scheduler.files import Faults, read
from scheduler.files.edit import EditRefused
from scheduler.files.edit.meaning import in_yaml
from scheduler.files.sign_ups import Asked, Decisions, SignUpDesk, SignUpsRead, answer_typed
from scheduler.files.sign_ups.columns import read_columns
from scheduler.files.sign_ups.export_table import read_export
from scheduler.files.sign_ups.known_names import KnownNames

CARE, HOMES = "Zorg, Jeugd en Onderwijs", "Wonen, welzijn en zorg"
GROUPS = ("Europa", "Financiën", CARE, HOMES)
DAY = """\
title: Netwerkdag
date: 2026-03-13
language: nl
rounds: [10:00–11:00, 11:15–12:15]
groups: {groups}
sessions: {groups}
"""
PEOPLE = "naam;gemeente;lid;belangstellend;opmerking\nSanne Dekker;Alkenburg;Europa;;spreekt graag\n"
Wishes = dict[str, set[str]]


def a_day(folder: Path, groups: Sequence[str] = GROUPS, people: str = PEOPLE) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "day.yaml").write_text(DAY.format(groups=in_yaml(list(groups))), "utf-8")
    if people:
        (folder / "people.csv").write_text(people, "utf-8")
    return folder


def taken(day: Path, export: Path, decisions: Decisions | None = None) -> SignUpsRead:
    desk = SignUpDesk.of(export, day, read(day))
    return desk.read(decisions or desk.memory)


def from_text(day: Path, text: str, encoding: str = "utf-8") -> SignUpsRead:
    export = day.parent / "export.csv"
    export.write_bytes(text.encode(encoding))
    return taken(day, export)


def roles(day: Path, role: Role = Role.MEMBER) -> Wishes:
    found: Wishes = {}
    for group in read(day).conference.groups:
        for seat in group.seats:
            if seat.role is role:
                found.setdefault(seat.person.name, set()).add(group.name)
    return found


def in_csv(rows: Sequence[Sequence[str]], delimiter: str = ",") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


# -- the shapes of the products ----------------------------------------------------------------------------------------

Answers = Mapping[str, Sequence[str]]  # by person, the groups of which they are a member
Shape = Callable[[Answers, Sequence[str], Path], Path]


def microsoft(answers: Answers, _: Sequence[str], folder: Path) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    heads = [
        "ID",
        "Begintijd",
        "Tijd van voltooien",
        "E-mail",
        "Naam",
        "Tijd van laatste wijziging",
        "Wat is uw naam?\xa0",
    ]
    sheet.append([*heads, "Van welke themagroepen bent u lid?\xa0"])
    for number, (name, groups) in enumerate(answers.items(), 1):
        when = datetime(2026, 1, 12, 16, number)  # noqa: DTZ001  a workbook knows no zones
        sheet.append(
            [number, when, when, "anonymous", None, None, name, "".join(f"{group};" for group in groups) or None]
        )
    for row in sheet.iter_rows(min_row=2, min_col=7):
        for cell in row:
            cell.data_type = "s" if cell.value else cell.data_type
    book.save(folder / "ms.xlsx")
    return folder / "ms.xlsx"


def through_dutch_excel(answers: Answers, _: Sequence[str], folder: Path) -> Path:
    heads = [
        "ID",
        "Begintijd",
        "Tijd van voltooien",
        "E-mail",
        "Naam",
        "Wat is uw naam? ",
        "Van welke groepen bent u lid? ",
    ]
    rows = [
        [str(n), "12-1-2026 16:27", f"12-1-2026 16:{n:02}", "anonymous", "", name, "".join(f"{g};" for g in groups)]
        for n, (name, groups) in enumerate(answers.items(), 1)
    ]
    (folder / "ms.csv").write_bytes(in_csv([heads, *rows], ";").encode("cp1252", "xmlcharrefreplace"))
    return folder / "ms.csv"


def google(answers: Answers, _: Sequence[str], folder: Path) -> Path:
    heads = ["Tijdstempel", "E-mailadres", "Voornaam en achternaam", "Themagroepen waarvan u lid bent"]
    rows = [["12-1-2026 16:27:14", "", name, ", ".join(groups)] for name, groups in answers.items()]
    (folder / "google.csv").write_text(in_csv([heads, *rows]), "utf-8")
    return folder / "google.csv"


def google_grid(answers: Answers, known: Sequence[str], folder: Path) -> Path:
    heads = ["Timestamp", "Your full name", *(f"Of which groups are you a member? [{group}]" for group in known)]
    rows = [
        ["1/13/2026 16:27:14", name, *("Yes" if group in groups else "" for group in known)]
        for name, groups in answers.items()
    ]
    (folder / "grid.csv").write_text(in_csv([heads, *rows]), "utf-8")
    return folder / "grid.csv"


def eventbrite(answers: Answers, _: Sequence[str], folder: Path) -> Path:
    heads = [
        "Order #",
        "Order Date",
        "First Name",
        "Last Name",
        "Attendee #",
        "Attendee Status",
        "Lid van welke groepen?",
    ]
    rows = [
        [str(n), "01/13/26 16:27", *name.split(" ", 1), str(n), "Attending", " | ".join(groups)]
        for n, (name, groups) in enumerate(answers.items(), 1)
    ]
    (folder / "event.csv").write_text(in_csv([heads, *rows]), "utf-8-sig")
    return folder / "event.csv"


def pretalx(answers: Answers, _: Sequence[str], folder: Path) -> Path:
    rows = [
        [f"C{n}", name, "", "Lid van de groepen", group]
        for n, (name, groups) in enumerate(answers.items(), 1)
        for group in [*groups, "-"]
    ]
    heads = ["code", "name", "email", "question", "answer"]
    (folder / "answers.csv").write_text(in_csv([heads, *rows]), "utf-8-sig")
    return folder / "answers.csv"


def surveymonkey(answers: Answers, known: Sequence[str], folder: Path) -> Path:
    heads = [
        "Respondent ID",
        "Collector ID",
        "Wat is uw naam?",
        "Van welke groepen bent u lid?",
        *[""] * (len(known) - 1),
    ]
    rows = [
        [str(n), "1", name, *(group if group in groups else "" for group in known)]
        for n, (name, groups) in enumerate(answers.items(), 1)
    ]
    (folder / "monkey.csv").write_text(in_csv([heads, ["", "", "Open-Ended Response", *known], *rows]), "utf-8")
    return folder / "monkey.csv"


def limesurvey(answers: Answers, known: Sequence[str], folder: Path) -> Path:
    heads = ["Antwoord-ID", "submitdate", "lastpage", "Naam", *(f"Lid van groep [{group}]" for group in known)]
    rows = [
        [str(n), "2026-01-12 16:27:14", "1", name, *("Ja" if group in groups else "Nee" for group in known)]
        for n, (name, groups) in enumerate(answers.items(), 1)
    ]
    (folder / "lime.csv").write_text(in_csv([heads, *rows], ";"), "utf-8")
    return folder / "lime.csv"


SHAPES = [microsoft, through_dutch_excel, google, google_grid, eventbrite, pretalx, surveymonkey, limesurvey]
TWO = {"Joost van den Hofman": ["Europa", CARE], "Zoë Bäcker-Çelik": [HOMES, "Financiën", CARE]}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_shape_of_every_product_gives_the_same_members(shape: Shape, tmp_path: Path) -> None:
    day = a_day(tmp_path / "day", people="")
    found = taken(day, shape(TWO, GROUPS, tmp_path))
    assert [question.sentence for question in found.questions] == []
    found.taken.write()
    assert roles(day) == {name: set(groups) for name, groups in TWO.items()}


SIGNS = [", ", ",", "; ", ";", "|", " & ", ' "', ": ", " (", "'s ", " - ", " en ", " [", "/", "? "]
TAILS = st.lists(st.tuples(st.sampled_from(SIGNS), st.sampled_from(["zorg", "Jeugd", "één", "3"])), max_size=3)
NAMED = st.lists(TAILS.map(lambda tail: "".join(sign + word for sign, word in tail)), min_size=2, max_size=4)


@settings(max_examples=25)
@given(data=st.data(), tails=NAMED)
def test_whatever_the_names_every_shape_gives_the_same_wishes(data: st.DataObject, tails: list[str]) -> None:
    """Names with whatever divides answers; the first words differ, or nobody could tell some of them apart."""
    names = [lead + tail for lead, tail in zip(("Europa", "Wonen", "Sport", "Natuur"), tails, strict=False)]
    people = {f"Anna van {part}": data.draw(st.lists(st.sampled_from(names), unique=True)) for part in ("Dam", "Rijn")}
    people["Bob de Wit"] = list(names)
    for shape in data.draw(st.permutations(SHAPES))[:2]:
        with TemporaryDirectory() as temporary:
            folder = Path(temporary)
            day = a_day(folder / "day", names, people="")
            found = taken(day, shape(people, names, folder))
            found.taken.write()
            assert roles(day) == {name: set(groups) for name, groups in people.items() if groups}, shape.__name__


# -- names in a cell ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        (f"{CARE}, Europa", [CARE, "Europa"]),
        ("themagroep europa;FINANCIEN;", ["Europa", "Financiën"]),
        ("zorg jeugd & onderwijs | Wonen, Welzijn & Zorg", [CARE, HOMES]),
        ("Wonen", ["?Wonen"]),
        ("Europa, Wonen", ["Europa", "?Wonen"]),
        ("Europa\nn.v.t.", ["Europa"]),
    ],
)
def test_names_are_never_cut_and_what_is_not_one_is_asked(cell: str, parts: list[str]) -> None:
    known = KnownNames(GROUPS)
    assert [part.name or f"?{part.text}" for part in known.parts(cell)] == parts


@pytest.mark.parametrize(
    ("typed", "likely"),
    [("Wonen", (HOMES,)), ("Eurpa", ("Europa",)), ("Europa en Financien", ("Europa", "Financiën")), ("Lunch", ())],
)
def test_what_is_likely_is_the_nearest(typed: str, likely: tuple[str, ...]) -> None:
    assert KnownNames(GROUPS).likely(typed) == likely


def test_an_answer_of_which_a_part_is_a_group_is_asked_whole_where_semicolons_divide(tmp_path: Path) -> None:
    day = a_day(tmp_path / "day", ["Europa", "Zorg"], people="")
    found = from_text(day, f"naam\tlid\nAnna de Wit\tEuropa;{CARE};\n")
    assert [question.what for question in found.questions] == [CARE]


# -- who is who --------------------------------------------------------------------------------------------------------


def test_the_last_answer_counts_and_that_is_said(tmp_path: Path) -> None:
    day = a_day(tmp_path / "day")
    text = (
        "Tijdstempel;Naam;Gemeente;E-mail;Lid van welke groepen?\n"
        "14-1-2026 9:00;Els Vermeer;Gemeente Esveld;els@x.example;Europa\n"
        f"13-1-2026 9:00;els vermeer;Esveld;els@x.example;{CARE}\n"
        "13-1-2026 9:00;sanne dekker;gem. Alkenburg;;Financiën\n"
    )
    found = from_text(day, text)
    assert "Els Vermeer answered 2 times (rows 3 and 2); the last counts." in found.remarks
    found.taken.write()
    assert roles(day) == {"Els Vermeer": {"Europa"}, "Sanne Dekker": {"Financiën"}}


def test_two_people_behind_one_address_are_asked_about(tmp_path: Path) -> None:
    day = a_day(tmp_path / "day")
    text = "naam,e-mail,lid\nEls Vermeer,griffie@x.example,Europa\nKarel de Wit,griffie@x.example,Financiën\n"
    found = from_text(day, text)
    [question] = found.questions
    assert (question.about, question.likely) == (Asked.PERSON, "-")
    assert sum("New: " in line for line in found.differences) == 2


def test_who_cancelled_or_never_finished_does_not_count(tmp_path: Path) -> None:
    day = a_day(tmp_path / "day")
    text = (
        "First Name,Last Name,Attendee Status,Order #,Attendee #,Lid van\n"
        "Els,Vermeer,Attending,1,1,Europa\nEls,Vermeer,Not Attending,2,2,Financiën\n"
        "Sanne,Dekker,Not Attending,3,3,Europa\nPiet,van Loo,Incomplete,4,4,Europa\n"
    )
    found = from_text(day, text)
    words = " ".join(found.remarks)
    assert "2 rows do not count, for they are cancelled: rows 3 (Els Vermeer) and 4 (Sanne Dekker)." in found.remarks
    assert "Sanne Dekker has cancelled and stands in people.csv" in words
    assert "1 row does not count, for it is not finished or not confirmed: row 5 (Piet van Loo)." in words
    assert found.differences == ['New: Els Vermeer: lid "Europa"']


def test_who_is_absent_and_signs_up_stays_absent_and_that_is_said(tmp_path: Path) -> None:
    day = a_day(tmp_path / "day", people="naam;lid;afwezig\nSanne Dekker;Europa;x\n")
    back = from_text(day, "naam,lid\nSanne Dekker,Europa\nEls Vermeer,Europa\n")
    assert back.differences == ['New: Els Vermeer: lid "Europa"']
    assert "Sanne Dekker has signed up and is absent in people.csv; empty that cell if they come after all." in (
        back.remarks
    )


# -- people.csv --------------------------------------------------------------------------------------------------------


def test_only_what_changed_changes(tmp_path: Path) -> None:
    people = (
        'naam;gemeente;opmerking;lid\r\n# niemand;;;\r\nSanne Dekker;Alkenburg;\'s ochtends, "laat";Europa\r\n'
        "Els Vermeer;Esveld;;Financiën\r\n"
    )
    day = a_day(tmp_path / "day", people=people)
    rows = f'Els Vermeer,Esveld,"{CARE}"\nBob Bos,Ede,\n'
    found = from_text(day, f"naam,gemeente,lid\nSANNE DEKKER,Alkenburg,Europa\n{rows}")
    found.taken.write()
    assert (day / "people.csv").read_bytes().decode() == people.replace(";;Financiën", f";;{CARE}") + "Bob Bos;Ede\r\n"
    assert from_text(day, f"naam,gemeente,lid\n{rows}").taken.changed == {}


@pytest.mark.parametrize("unseen", ["\u00ad", "\u200b", "\u2060"])
def test_signs_that_nobody_sees_make_no_other_person_or_group(tmp_path: Path, unseen: str) -> None:
    day = a_day(tmp_path / "day")
    found = from_text(day, f"naam,gemeente,lid\nSanne Dek{unseen}ker,Alken{unseen}burg,Eu{unseen}ropa\n")
    assert found.taken.changed == {}
    assert found.questions == ()


def test_roles_in_columns_of_groups_stay_where_they_are_more(tmp_path: Path) -> None:
    day = a_day(tmp_path / "day", people="naam,Europa,Financiën\nSanne Dekker,voorzitter,lid\n")
    from_text(day, "naam,lid van groep\nSanne Dekker,Europa\n").taken.write()
    assert (day / "people.csv").read_text("utf-8") == "naam,Europa,Financiën\nSanne Dekker,voorzitter,\n"


def test_addresses_come_into_the_list_of_people_and_tell_who_is_who(tmp_path: Path) -> None:
    text = "naam,e-mail,lid\nSanne Dekker,sanne@x.example,Europa\nBob Bos,anonymous,\nEls Vos,els@x@y,\n"
    day = a_day(tmp_path / "day", people="naam;lid\nSanne Dekker;Europa\n")
    from_text(day, text).taken.write()
    kept = "naam;lid;e-mail\nSanne Dekker;Europa;sanne@x.example\nBob Bos\nEls Vos\n"
    assert (day / "people.csv").read_text("utf-8").replace(";;\n", "\n") == kept
    assert dict(read(day).emails) == {"Sanne Dekker": "sanne@x.example"}
    married = from_text(day, "naam,e-mail,lid\nSanne Bakker,SANNE@x.example,Europa\n")
    assert married.differences == []  # the same person, whose address is written otherwise


def test_a_list_that_is_new_has_whoever_the_day_names(tmp_path: Path) -> None:
    day = a_day(tmp_path / "day", people="")
    text = DAY.format(groups="[Europa]").replace("groups: [Europa]", "groups: {name: Europa, chairs: Tim Bos}")
    (day / "day.yaml").write_text(text, "utf-8")
    found = from_text(day, "naam,gemeente,lid\nEls Vermeer,Esveld,Europa\n")
    found.taken.write()
    assert (day / "people.csv").read_text("utf-8-sig") == "naam;gemeente;lid\nEls Vermeer;Esveld;Europa\nTim Bos;\n"
    assert "1 person of the day is not in this export, and stays as they are: Tim Bos." in found.remarks


def test_nothing_is_written_that_would_make_the_day_faulty(tmp_path: Path) -> None:
    day = a_day(tmp_path / "day")
    with pytest.raises(EditRefused, match="With these sign-ups the day would have faults"):
        from_text(day, "naam,aankomst,vertrek\nEls Vermeer,11:00,10:00\n")
    assert (day / "people.csv").read_text("utf-8") == PEOPLE


# -- what is said and asked --------------------------------------------------------------------------------------------


def test_nobody_having_any_wish_is_said(tmp_path: Path) -> None:
    found = from_text(a_day(tmp_path / "day"), "naam,Opmerkingen\nEls Vermeer,Leuk!\n")
    assert any(remark.startswith("Nobody has any wish: no column names groups") for remark in found.remarks)


def test_a_column_an_option_and_who_does_not_come(tmp_path: Path) -> None:
    day = a_day(tmp_path / "day")
    text = "Hoe heet u?,Komt u?,Europa,Financiën\nEls Vermeer,Ja,Europa,\nSanne Dekker,Nee helaas,,x\n"
    found = from_text(day, text)
    assert (found.questions, found.differences) == ((), ['New: Els Vermeer: belangstellend "Europa"'])
    assert "1 person answers that they do not come: Sanne Dekker." in found.remarks


def test_how_strongly_is_asked_and_hours_that_are_none_are(tmp_path: Path) -> None:
    day = a_day(tmp_path / "day")
    text = (
        "Naam,Hoe graag? [Europa],Hoe graag? [Financiën],Aankomst\n"
        "Els Vermeer,Zeer graag,Misschien,uurtje later\nBob Bos,,Zeer graag,11:00:00\n"
    )
    found = from_text(day, text)
    asked = {(question.about, question.what): question.likely for question in found.questions}
    assert asked == {
        (Asked.STRENGTH, "Zeer graag"): "3",
        (Asked.STRENGTH, "Misschien"): "1",
        (Asked.HOUR, "Aankomst: uurtje later"): "",
    }
    decided = Decisions()
    for question in found.questions:
        decided.decide(question, "5" if question.what == "Zeer graag" else question.likely or "10:30")
    after = taken(day, day.parent / "export.csv", decided)
    assert after.questions == ()
    assert after.differences == [
        'New: Els Vermeer: wensen "Europa: 5 | Financiën: 1", komt "10:30"',
        'New: Bob Bos: wensen "Financiën: 5", komt "11:00"',
    ]
    after.taken.write()
    assert "uurtje" not in (day / ".netday" / "import.yaml").read_text("utf-8")
    assert from_text(day, text).questions == ()


def test_a_group_that_is_new_comes_into_the_day(tmp_path: Path) -> None:
    day = a_day(tmp_path / "day")
    text = "naam,lid\nEls Vermeer,Europa;Sport\n"
    [question] = from_text(day, text).questions
    answer = answer_typed(question, "nieuw", KnownNames(GROUPS))
    assert answer is not None
    decided = Decisions()
    decided.decide(question, answer)
    taken(day, day.parent / "export.csv", decided).taken.write()
    assert roles(day)["Els Vermeer"] == {"Europa", "Sport"}


def test_rows_in_one_cell_are_cut_up_again(tmp_path: Path) -> None:
    found = from_text(a_day(tmp_path / "day"), f'"naam,lid"\n"Els Vermeer,""{CARE}, Europa"""\n')
    assert found.differences == [f'New: Els Vermeer: lid "{CARE} | Europa"']


def test_a_cell_beyond_the_last_heading_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(Faults, match=r'export\.csv:2: "Jeugd en Onderwijs" stands beyond the last column'):
        from_text(a_day(tmp_path / "day"), f"naam,lid\nEls Vermeer,{CARE}\n")


def test_a_list_of_sessions_is_no_list_of_people(tmp_path: Path) -> None:
    with pytest.raises(Faults, match="This is a list of sessions and not of people"):
        from_text(a_day(tmp_path / "day"), "ID,Voorstel titel,Sprekers namen\nA,Europa,Els Vermeer\n")


def test_of_very_many_changes_the_new_people_are_shown_first_and_all_are_counted(tmp_path: Path) -> None:
    names = [
        f"{first} {last}" for first in ("Anna", "Bob", "Carla", "Dirk", "Eva", "Fay", "Gijs") for last in "BCDFGHK"
    ]
    day = a_day(tmp_path / "day", people="naam;lid\n" + "".join(f"{name};\n" for name in names))
    found = from_text(day, "naam,lid\n" + "".join(f"{name},Europa\n" for name in (*names, "Zoë Zwart")))
    lead, first, *_, rest = found.shown
    assert (lead, first) == ("1 person is new, and of 49 something changes:", 'New: Zoë Zwart: lid "Europa"')
    assert (rest, len(found.differences)) == ("And 38 more differences; with --dry-run all are shown.", 50)


@pytest.mark.parametrize(
    ("heading", "cells", "means"),
    [
        ("Hoe laat komt u?", ("11:00", "om 10 uur"), "arrives"),
        ("Tot hoe laat bent u aanwezig?", ("15:00", "16.00"), "leaves"),
        ("Komt u?", ("Ja", "Nee"), "attends"),
        ("Bent u erbij?", ("ja, later", "nee"), "attends"),
    ],
)
def test_when_somebody_comes_is_not_whether_they_do(
    heading: str, cells: tuple[str, str], means: str, tmp_path: Path
) -> None:
    text = f'naam,lid,{heading}\nEls Vermeer,Europa,"{cells[0]}"\nBob Bos,Europa,"{cells[1]}"\n'
    export = tmp_path / "export.csv"
    export.write_text(text, "utf-8")
    columns = read_columns(read_export(export), KnownNames(GROUPS), Decisions())
    assert columns.columns[2].means == means
