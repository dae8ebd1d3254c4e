"""The booklet in Word, read back for its day: untouched it says the same programme, and a moved cell has moved."""

from __future__ import annotations

import io
from pathlib import Path
from random import Random

import pytest
from docx import Document as WordDocument
from docx.document import Document as Opened
from docx.table import _Cell

from scheduler.conference.conference import Conference
from scheduler.conference.programme import Placement, Programme
from scheduler.files import Faults, Instance, read, read_programme
from scheduler.files.grids import programme_for, read_grid
from scheduler.publishing.exports.document import document
from scheduler.publishing.exports.word.booklet import write
from scheduler.text.language import Language
from tests.commands.test_check import netday
from tests.support.house import HOME
from tests.support.random_days import random_day

DAY = """\
title: Netwerkdag
date: 2026-03-13
language: nl
place: Stadhuis
hours: 9:00–17:00
every: 15
rooms: [Zaal 1, Zaal 2, Zaal 3]
people: [{name: Anna, organisation: Ede}, Bob]
groups:
  - {name: Ruimte, kind: pijler}
  - {name: Europa, chairs: Anna, members: Bob, pillars: Ruimte}
  - {name: Wonen, chairs: Bob}
sessions:
  - {title: Opening, kind: plenary, at: 9:30, minutes: 30, speakers: Bob}
  - {group: Europa, minutes: 60, description: Over Brussel.}
  - {group: Wonen, minutes: 60}
  - {title: "2.10", minutes: 60, required: Bob}
  - {title: Koffie, kind: break, minutes: 15, room: Zaal 2}
  - {title: Koffie, name: Late koffie, kind: break, minutes: 30, rooms: none}
  - {title: Markt, kind: open space, minutes: 240, rooms: none, note: Loopt tot 14.00 door.}
"""
PROGRAMME = """\
programme:
  Opening: 9:30 Zaal 3
  Europa: 10:00 Zaal 1
  Wonen: 11:00 Zaal 1
  "2.10": 10:00 Zaal 3
  Koffie: 11:00 Zaal 2
  Late koffie: 15:00
  Markt: 10:00
"""


def arranged(conference: Conference, random: Random) -> Programme:
    """Some programme in which no room is taken twice, and nothing is beside what is for everyone."""
    found: list[Placement] = []
    for session in conference.held:
        ways = [
            Placement(session, start, room)
            for start in conference.starts(session)
            for room in conference.places(session)
        ]
        random.shuffle(ways)
        free = (
            way
            for way in ways[:60]
            if not any(
                way.overlaps(other)
                and (
                    session.kind.for_everyone
                    or other.session.kind.for_everyone
                    or (way.room and way.room == other.room)
                )
                for other in found
            )
        )
        found += [way for way in [next(free, None)] if way]
    return Programme(tuple(found))


def back(folder: Path, instance: Instance, programme: Programme, code: str) -> set[tuple[str, int, str]]:
    """What the booklet says when it is read for the day."""
    booklet, typed = folder / f"{code}.docx", folder / f"{code}.yaml"
    booklet.write_bytes(write(document(instance.conference, programme, Language.of(code))))
    typed.write_text(programme_for(read_grid(booklet, instance.conference), instance).text, "utf-8")
    return placements(read_programme(typed, instance)[0])


def placements(programme: Programme) -> set[tuple[str, int, str]]:
    return {(p.session.name, p.start, p.room.name if p.room else "") for p in programme.values()}


@pytest.mark.parametrize("name", ["haarlem-2023", "ede-2014", "digital-2020", "starter", "almere-2022"])
def test_the_booklet_of_every_instance_comes_back_in_both_languages(tmp_path: Path, name: str) -> None:
    instance = read(HOME / "instances" / name)
    for number, code in enumerate(("nl", "en")):
        programme = arranged(instance.conference, Random(number))
        assert back(tmp_path, instance, programme, code) == placements(programme)


def test_the_booklet_of_days_at_random_comes_back(tmp_path: Path) -> None:
    """Rooms, pillars, people and titles that look like each other, like hours and like numbers."""
    days = 0
    # Not 11: a room that bears a date as its name, on one of two days, is taken for that day.
    for seed in (*range(11), *range(12, 20), 54, 58, 80, 95):
        folder = tmp_path / str(seed)
        folder.mkdir()
        random = Random(seed)
        for file, text in random_day(random).items():
            (folder / file).write_text(text, "utf-8")
        try:
            instance = read(folder)
        except Faults:
            continue
        days += 1
        programme = arranged(instance.conference, random)
        if programme:
            assert back(folder, instance, programme, instance.language or "en") == placements(programme), seed
    assert days > 5


CONGRESS = """\
title: Congres
date: 2026-03-13
language: nl
rounds:
  - {name: Ochtend, time: 10:00–11:00, slots: 3}
rooms: [Zaal 1, Zaal 2]
people: [{name: Anna de Boer}, Bob, "Ede"]
tracks: [Water, Wonen]
sessions:
  - {title: Dijken, track: Water, speakers: [Anna de Boer, Bob]}
  - {title: Dijken in Ede, track: Water, slots: 2}
  - {title: "10.20", track: Wonen, speakers: Ede}
"""


def test_the_talks_of_a_block_come_back_with_their_hours(tmp_path: Path) -> None:
    (tmp_path / "day.yaml").write_text(CONGRESS, "utf-8")
    instance = read(tmp_path)
    conference = instance.conference
    at = {"Dijken": (640, "Zaal 1"), "Dijken in Ede": (600, "Zaal 1"), "10.20": (620, "Zaal 2")}
    rooms = {room.name: room for room in conference.rooms}
    programme = Programme(tuple(Placement(s, at[s.name][0], rooms[at[s.name][1]]) for s in conference.held))
    for code in ("nl", "en"):
        assert back(tmp_path, instance, programme, code) == placements(programme)


@pytest.fixture
def exported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("day.yaml").write_text(DAY, "utf-8")
    Path("typed.yaml").write_text(PROGRAMME, "utf-8")
    assert netday("export", "day.yaml", "typed.yaml", "--format", "docx", "-o", "boekje.docx", "--quiet").exit_code == 0
    return Path("boekje.docx")


def imported(*further: str) -> tuple[dict[str, tuple[int, str]], str]:
    """By session its hour and room in the programme that is read from the booklet, and what is said."""
    done = netday("import", "boekje.docx", "--for", "day.yaml", "-o", "uit-word.yaml", *further)
    assert done.exit_code == 0, done.output
    instance = read("day.yaml")
    found = read_programme("uit-word.yaml", instance)[0]
    return {name: (start, room) for name, start, room in placements(found)}, " ".join(done.stderr.split())


def opened(file: Path) -> Opened:
    return WordDocument(io.BytesIO(file.read_bytes()))


def cell_of(word: Opened, title: str) -> _Cell:
    cells: list[_Cell] = [cell for row in word.tables[0].rows for cell in row.cells]
    return next(cell for cell in cells if title in [paragraph.text for paragraph in cell.paragraphs])


def test_of_an_untouched_booklet_all_comes_back_and_nothing_is_said_to_be_unread(exported: Path) -> None:
    found, remarks = imported()
    instance = read("day.yaml")
    assert {(name, *where) for name, where in found.items()} == placements(read_programme("typed.yaml", instance)[0])
    assert (found["Markt"], found["Opening"], found["Koffie"]) == ((600, ""), (570, "Zaal 3"), (660, "Zaal 2"))
    assert str(exported) not in remarks


def test_a_cell_that_was_cut_and_pasted_is_moved_to_the_hour_of_its_row_and_that_is_said(exported: Path) -> None:
    word = opened(exported)
    hours = [cell.text for cell in word.tables[0].columns[0].cells]
    here, elsewhere = cell_of(word, "Europa"), word.tables[0].cell(hours.index("11.00"), 3)
    for paragraph in here.paragraphs:
        elsewhere._tc.append(paragraph._p)
    here._tc.append(WordDocument().add_paragraph()._p)
    word.save(str(exported))
    found, remarks = imported()
    assert found["Europa"] == (660, "Zaal 3")
    assert '"Europa" says 10.00–11.00, and is in the row of 11.00. It is moved to 11.00.' in remarks
    assert '"10.00–11.00 · Zaal 1" is not read' in remarks  # what the texts below the table still say


def test_the_programme_that_was_solved_is_written_over_and_what_went_out_is_kept(exported: Path) -> None:
    """So all that follows is about one file, whatever was moved in Word."""
    for _ in range(2):
        done = netday("import", str(exported), "--for", "day.yaml", "-o", "programme.json")
        assert done.exit_code == 0, done.output
    instance = read("day.yaml")
    assert placements(read_programme("programme.json", instance)[0]) == placements(
        read_programme("typed.yaml", instance)[0]
    )
    by_hand = Path("programme.json").read_text("utf-8").replace("10:00", "10:15")
    Path("programme.json").write_text(by_hand, "utf-8")
    done = netday("import", str(exported), "--for", "day.yaml", "-o", "programme.json")
    assert "programme.json was changed by hand. What stands there now is kept as programme.by-hand.json." in done.stderr
    assert Path("programme.by-hand.json").read_text("utf-8") == by_hand


def test_hours_that_somebody_typed_into_a_cell_count_and_that_is_said(exported: Path) -> None:
    word = opened(exported)
    cell_of(word, "Wonen").paragraphs[0].runs[0].text = "9.40–10.40"
    word.save(str(exported))
    found, remarks = imported()
    assert found["Wonen"] == (580, "Zaal 1")
    assert '"Wonen" says 9.40–10.40, and is in the row of 11.00. The hours in the cell count.' in remarks


def edited(file: Path, **texts: str) -> None:
    """The booklet with another text for each paragraph that begins so; `_` for a blank."""
    word = opened(file)
    cells = [paragraph for row in word.tables[0].rows for cell in row.cells for paragraph in cell.paragraphs]
    for beginning, text in texts.items():
        changed = [p for p in (*word.paragraphs, *cells) if p.text.startswith(beginning.replace("_", " "))]
        assert changed, beginning
        for paragraph in changed:
            for run in paragraph.runs[1:]:
                run.text = ""
            paragraph.runs[0].text = text
    word.save(str(file))


def test_texts_that_were_edited_in_word_are_shown_and_with_yes_taken_into_the_day(exported: Path) -> None:
    before = Path("day.yaml").read_text("utf-8")
    edited(
        exported,
        Over_Brussel="Over Straatsburg.",
        Loopt_tot="Loopt de hele dag door.",
        Spreker="Sprekers: Anna (Ede) en Eva de Wit (ministerie)",
        Wonen="Wonen en bouwen",
    )
    found, remarks = imported()
    assert Path("day.yaml").read_text("utf-8") == before
    assert "The texts of the day stay as they are; rooms and hours are taken." in remarks
    assert found["Wonen"] == (660, "Zaal 1")
    Path("uit-word.yaml").unlink()
    done = netday("import", "boekje.docx", "--for", "day.yaml", "-o", "uit-word.yaml", "--yes")
    assert [line.partition("table 1: ")[2] for line in done.stdout.splitlines() if "→" in line] == [
        'Opening, sprekers: "Bob" → "Anna; Eva de Wit"',
        'Europa, omschrijving: "Over Brussel." → "Over Straatsburg."',
        'Markt, opmerking: "Loopt tot 14.00 door." → "Loopt de hele dag door."',
        'Wonen, titel: "Wonen" → "Wonen en bouwen"',
    ]
    assert "Written: day.yaml and uit-word.yaml." in done.stdout
    assert "is not read" not in done.stderr
    day = read("day.yaml").conference
    opening, wonen = (next(s for s in day.sessions if s.name == name) for name in ("Opening", "Wonen"))
    assert (wonen.title, [person.name for person in opening.speakers]) == ("Wonen en bouwen", ["Anna", "Eva de Wit"])
    assert [(guest.name, guest.organisation) for guest in day.people if guest.guest] == [("Eva de Wit", "ministerie")]
    Path("uit-word.yaml").unlink()
    again, remarks = imported()
    assert (again["Wonen"], "→" in remarks) == ((660, "Zaal 1"), False)


def test_what_is_gone_from_the_booklet_is_said(exported: Path) -> None:
    word = opened(exported)
    note = next(p for p in word.paragraphs if p.text.startswith("Loopt tot"))
    note._p.getparent().remove(note._p)
    word.save(str(exported))
    _, remarks = imported()
    assert '"Loopt tot 14.00 door." is there no more; in the day it stays.' in remarks


def test_of_two_sessions_of_which_title_and_text_are_others_it_is_not_known_which_is_which(exported: Path) -> None:
    edited(exported, Opening="Welkom", Spreker="Spreker: Anna", Markt="Plein", Loopt="Altijd.")
    _, remarks = imported()
    assert '"Spreker: Anna" is not read.' in remarks


def test_another_paragraph_in_word_is_told_by_itself_and_what_is_unclear_is_not_read(exported: Path) -> None:
    edited(exported, Over_Brussel="Over Brussel en Straatsburg.", Voorzitter="Voorzitter: Bob")
    word = opened(exported)
    below = next(p for p in word.paragraphs if p.text.startswith("Over Brussel"))
    below._p.addnext(WordDocument().add_paragraph("Met een bezoek.")._p)
    word.save(str(exported))
    done = netday("import", "boekje.docx", "--for", "day.yaml", "-o", "uit-word.yaml", "--yes")
    changed = [line.partition("table 1: ")[2] for line in done.stdout.splitlines() if "→" in line]
    assert changed[0].startswith('Europa, omschrijving: "Over Brussel')
    assert changed[1] == 'Europa, omschrijving: nothing → "Met een bezoek."'
    assert '"Voorzitter: Bob" is not read.' in " ".join(done.stderr.split())
    europa = next(session for session in read("day.yaml").conference.sessions if session.name == "Europa")
    assert europa.description == "Over Brussel en Straatsburg.\n\nMet een bezoek."


def test_a_speaker_who_is_nearly_somebody_leaves_the_texts_of_the_day_as_they_are(exported: Path) -> None:
    before = Path("day.yaml").read_text("utf-8")
    edited(exported, Spreker="Spreker: Bobb")
    done = netday("import", "boekje.docx", "--for", "day.yaml", "-o", "uit-word.yaml", "--yes")
    assert (done.exit_code, Path("day.yaml").read_text("utf-8")) == (0, before)
    words = " ".join(done.stderr.split())
    assert '"Bobb" is no person.' in words
    assert "The texts of the day stay as they are; rooms and hours are taken." in words


def test_a_note_with_the_hour_of_before_a_move_is_remarked(exported: Path) -> None:
    assert "its note says otherwise" not in netday("check", "day.yaml", "typed.yaml").output
    Path("later.yaml").write_text(PROGRAMME.replace("Markt: 10:00", "Markt: 10:15"), "utf-8")
    words = " ".join(netday("check", "day.yaml", "later.yaml", "--language", "nl").stderr.split())
    assert 'Markt duurt tot 14.15, maar in de opmerking staat iets anders: "Loopt tot 14.00 door."' in words
    assert exported.exists()


def retitled_in_the_grid(file: Path, title: str, other: str) -> None:
    word = opened(file)
    paragraph = next(each for each in cell_of(word, title).paragraphs if each.text == title)
    paragraph.runs[0].text = other
    word.save(str(file))


def told_otherwise() -> list[str]:
    """What the booklet says otherwise, once that is taken into the day."""
    done = netday("import", "boekje.docx", "--for", "day.yaml", "-o", "uit-word.yaml", "--yes")
    assert "no session of the day" not in done.stderr
    return [line.partition("table 1")[2] for line in done.stdout.splitlines() if "→" in line]


def test_a_title_that_was_changed_in_the_grid_alone_is_told_as_another_title(exported: Path) -> None:
    retitled_in_the_grid(exported, "Wonen", "Ruim wonen aan zee")
    assert told_otherwise() == [', row 4: Wonen, titel: "Wonen" → "Ruim wonen aan zee"']
    Path("uit-word.yaml").unlink()
    assert imported()[0]["Wonen"] == (660, "Zaal 1")
    assert [session.title for session in read("day.yaml").conference.sessions if session.name == "Wonen"] == [
        "Ruim wonen aan zee"
    ]


def test_a_title_in_the_grid_that_has_no_word_in_common_is_no_session_of_the_day(exported: Path) -> None:
    retitled_in_the_grid(exported, "Wonen", "Klimaat")
    found, remarks = imported()
    assert "Wonen" not in found
    assert '"Klimaat" is no session of the day; it is left out.' in remarks


def test_of_one_short_text_both_title_and_the_rest_may_be_other(exported: Path) -> None:
    edited(exported, Opening="Welkom", Spreker="Spreker: Anna (Ede)")
    assert told_otherwise() == [
        ': Opening, titel: "Opening" → "Welkom"',
        ': Opening, sprekers: "Bob" → "Anna"',
    ]
