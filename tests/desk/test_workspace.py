"""The folder of a day at the desk: done, taken back, done again; what others change is found and never lost."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from scheduler.commands.main import main
from scheduler.desk import (
    DeskEvent,
    Pin,
    Place,
    Refused,
    ReplaceFiles,
    Stale,
    Swap,
    TakeOff,
    Tray,
    WallHour,
    Workspace,
)
from scheduler.files import Faults, read, read_programme, write_programme
from scheduler.files.folder_lock import folder_lock
from scheduler.files.workbook.taken_in import tables_of
from scheduler.files.workbook.write import write_workbook
from scheduler.text.sentence import Sentence
from tests.support.desk_days import FILES, a_folder, a_workspace, bytes_of, where


def place(session: str, start: str, room: str | None = None) -> Place:
    return Place(session, WallHour(start), room)


def test_a_move_is_in_the_file_and_in_the_state(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    before = workspace.state()
    done = workspace.do(place("Wonen", "13:15", "Zaal 2"), seen=before.version, who="Anna")
    assert where(done.state, "Wonen") == ("13.15", "Zaal 2")
    assert where(before, "Wonen") == ("10.00", "Zaal 1")  # what was looked at stays what it was
    programme, remarks = read_programme(tmp_path / "programme.json", read(tmp_path))
    assert (programme, remarks) == (done.state.programme, ())
    assert done.entry
    assert (done.entry.sentence, done.entry.who) == ("Wonen staat nu om 13.15 in Zaal 2.", "Anna")
    assert (done.entry.sessions, done.entry.before, done.entry.after) == (
        ("Wonen",),
        before.version,
        done.state.version,
    )
    assert workspace.state() is done.state


def test_a_new_look_sees_the_same_as_who_made_it(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    state = workspace.do(TakeOff("Zorg"), seen=workspace.state().version).state
    other = Workspace.open(tmp_path).state()
    assert (other.version, other.programme, other.digests) == (state.version, state.programme, state.digests)


def test_two_sessions_change_places_and_a_tray_is_one_act(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    begin = workspace.state()
    state = workspace.do(Swap("Wonen", "Europa"), seen=begin.version).state
    assert (where(state, "Wonen"), where(state, "Europa")) == (("11.15", "Zaal 2"), ("10.00", "Zaal 1"))
    tray = Tray((place("Wonen", "13:15", "Zaal 1"), Swap("Wonen", "Zorg"), TakeOff("Energie")))
    state = workspace.do(tray, seen=state.version).state
    assert (where(state, "Zorg"), where(state, "Wonen")) == (("13.15", "Zaal 1"), ("10.00", "Zaal 2"))
    assert "Energie" not in [session.name for session in state.placed]
    workspace.undo()
    workspace.undo()
    assert workspace.state().programme == begin.programme


def test_undo_and_redo_give_the_same_bytes_over_a_restart(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    stages = [bytes_of(tmp_path)]
    for act in (place("Wonen", "13:15", "Zaal 3"), TakeOff("Zorg"), Swap("Energie", "Wonen")):
        workspace.do(act, seen=workspace.state().version)
        stages.append(bytes_of(tmp_path))
    for stage in reversed(stages[:-1]):
        workspace.undo()
        assert bytes_of(tmp_path) == stage
    workspace = Workspace.open(tmp_path)
    for stage in stages[1:]:
        workspace.redo()
        assert bytes_of(tmp_path) == stage
    with pytest.raises(Refused, match="nothing to do again"):
        workspace.redo()
    workspace.undo()
    workspace.do(TakeOff("Europa"), seen=workspace.state().version)
    with pytest.raises(Refused, match="nothing to do again"):
        workspace.redo()
    assert [(entry.kind, entry.undone) for entry in workspace.entries()] == [
        ("take_off", False),
        ("swap", True),
        ("take_off", False),
        ("place", False),
    ]


def test_nothing_to_take_back(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="nothing to take back"):
        a_workspace(tmp_path).undo()


def test_what_is_so_already_is_no_entry(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    done = workspace.do(place("Wonen", "10:00", "Zaal 1"), seen=workspace.state().version)
    assert (done.entry, workspace.entries(), workspace.can_undo) == (None, [], False)


def test_what_does_not_exist_is_refused_and_what_breaks_a_rule_is_not(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    version, before = workspace.state().version, bytes_of(tmp_path)
    for act, why in (
        (place("Wonem", "10:00"), '"Wonem" is no session of this day. Did you mean "Wonen"'),
        (place("Wonen", "10:00", "Zaal 9"), '"Zaal 9" is no room'),
        (place("Wonen", "3:00", "Zaal 1"), "outside the hours of the day"),
        (place("Wonen", "halftien", "Zaal 1"), "halftien"),
        (Swap("Wonen", "Wonen"), "itself"),
        (TakeOff("Zaal 1"), "no session"),
    ):
        with pytest.raises(Refused, match=why):
            workspace.do(act, seen=version)
    assert bytes_of(tmp_path) == before
    state = workspace.do(place("Wonen", "10:05", "Zaal 2"), seen=version).state
    assert where(state, "Wonen") == ("10.05", "Zaal 2")
    assert state.judge.broken
    with pytest.raises(Refused, match="Zorg is not in the programme"):
        workspace.do(Tray((TakeOff("Zorg"), TakeOff("Zorg"))), seen=state.version)


# -- others ---------------------------------------------------------------------------------------------------------


def test_a_stale_write_is_refused_where_it_is_about_the_same_and_retried_where_it_is_not(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    seen = workspace.state().version
    now = workspace.do(place("Wonen", "13:15", "Zaal 2"), seen=seen, who="Anna").state
    with pytest.raises(Stale) as stale:
        workspace.do(place("Wonen", "13:15", "Zaal 3"), seen=seen, who="Bob")
    assert stale.value.state is now
    with pytest.raises(Stale):
        workspace.do(Swap("Zorg", "Wonen"), seen=seen, who="Bob")
    state = workspace.do(place("Zorg", "13:15", "Zaal 3"), seen=seen, who="Bob").state
    assert (where(state, "Wonen"), where(state, "Zorg")) == (("13.15", "Zaal 2"), ("13.15", "Zaal 3"))
    with pytest.raises(Stale):
        workspace.do(TakeOff("Europa"), seen="a version that never was")
    with pytest.raises(Stale):
        workspace.undo(seen=seen)


def test_two_desks_on_one_folder_see_each_other(tmp_path: Path) -> None:
    one = a_workspace(tmp_path)
    other = Workspace.open(tmp_path)
    with other.listen() as listener:
        state = one.do(TakeOff("Zorg"), seen=one.state().version, who="Anna").state
        assert other.state().version == state.version
        event = listener.get(0)
    assert event
    assert (event.kind, event.data["sentence"]) == ("changed", "Zorg is van het rooster gehaald.")
    assert [entry.kind for entry in other.entries()] == ["take_off"]
    with one.listen() as listener:
        other.undo(who="Bob")
        assert one.state().version == one.entries()[0].before
        event = listener.get(0)
    assert event
    assert (event.data["who"], event.data["sentence"]) == (
        "Bob",
        "Ongedaan gemaakt: Zorg is van het rooster gehaald.",
    )
    assert one.can_redo


def test_a_file_that_changed_outside_is_an_entry_and_is_never_written_over(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    seen = workspace.state().version
    day = (tmp_path / "day.yaml").read_text("utf-8").replace("minuten: 20", "minuten: 25")
    with workspace.listen() as listener:
        (tmp_path / "day.yaml").write_text(day, "utf-8")
        with pytest.raises(Stale):
            workspace.do(TakeOff("Zorg"), seen=seen)
        assert listener.get(0) == DeskEvent(
            "changed",
            {
                "version": workspace.state().version,
                "who": "",
                "sentence": "Buiten de werkplek gewijzigd: day.yaml.",
                "sessions": [],
                "kind": "outside",
                "entry": "1",
                "how": "act",
            },
        )
        assert listener.get(0) is None
    assert (tmp_path / "day.yaml").read_text("utf-8") == day
    assert workspace.state_of("1").data == workspace.state().data
    workspace.do(TakeOff("Zorg"), seen=workspace.state().version)
    workspace.undo()
    workspace.undo()
    assert "minuten: 20" in (tmp_path / "day.yaml").read_text("utf-8")
    workspace.redo()
    assert (tmp_path / "day.yaml").read_text("utf-8") == day


def test_what_changed_while_no_desk_was_open_is_an_entry_too(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    workspace.do(TakeOff("Zorg"), seen=workspace.state().version)
    (tmp_path / "people.csv").write_bytes((tmp_path / "people.csv").read_bytes().replace(b"Assen", b"Arnhem"))
    assert [entry.kind for entry in Workspace.open(tmp_path).entries()] == ["outside", "take_off"]
    assert [entry.kind for entry in workspace.entries()] == ["outside", "take_off"]


def test_two_programmes_of_one_day_are_worked_on_side_by_side(tmp_path: Path) -> None:
    one = a_workspace(tmp_path)
    other = Workspace.open(tmp_path, "reserve.json")
    state = one.do(TakeOff("Zorg"), seen=one.state().version).state
    reserve = other.do(place("Zorg", "10:00", "Zaal 3"), seen=other.state().version).state
    assert (where(reserve, "Zorg"), one.state().programme) == (("10.00", "Zaal 3"), state.programme)
    assert [entry.kind for entry in one.entries()] == ["place", "take_off"]


def test_nothing_of_the_journal_is_published(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path / "day")
    workspace.do(place("Zorg", "13:15", "Zaal 2"), seen=workspace.state().version, who="Het secretariaat")
    day, site = tmp_path / "day", tmp_path / "day" / "site"
    done = CliRunner().invoke(main, ["publish", str(day), str(day / "programme.json"), "--to", str(site)])
    assert done.exit_code == 0, done.output
    published = [file for file in site.rglob("*") if file.is_file()]
    assert len(published) > 5
    assert not [file for file in published if file.parent.name == ".netday" or b"secretariaat" in file.read_bytes()]
    assert workspace.state().version == Workspace.open(day).state().version


def test_undo_does_not_take_back_what_nobody_has_seen(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    workspace.do(TakeOff("Zorg"), seen=workspace.state().version)
    people = (tmp_path / "people.csv").read_bytes().replace(b"Assen", b"Arnhem")
    (tmp_path / "people.csv").write_bytes(people)
    with pytest.raises(Stale):
        workspace.undo()
    assert (tmp_path / "people.csv").read_bytes() == people


@pytest.mark.skipif(sys.platform == "win32", reason="locks are others there")
def test_who_writes_into_the_folder_keeps_out_of_each_others_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = a_workspace(tmp_path)
    state = workspace.do(TakeOff("Zorg"), seen=workspace.state().version).state
    assert state.instance
    monkeypatch.setattr("scheduler.files.folder_lock._SECONDS", 0)
    with folder_lock(tmp_path):
        with pytest.raises(Refused, match="another program writes in this folder"):
            workspace.do(TakeOff("Wonen"), seen=state.version)
        assert (workspace.state(), len(Workspace.open(tmp_path).state().placed)) == (state, 4)
        with pytest.raises(Faults, match="another program writes in this folder"):
            write_programme(tmp_path / "programme.json", state.instance, state.placed, {})
    assert workspace.state() is state
    write_programme(tmp_path / "programme.json", state.instance, state.placed.moved(dropped=state.placed), {})
    assert workspace.entries()[0].kind == "outside"
    assert len(workspace.entries()[0].sessions) == 4


# -- versions --------------------------------------------------------------------------------------------------------


def test_a_version_has_a_name_and_comes_back(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    first = workspace.do(place("Wonen", "13:15", "Zaal 2"), seen=workspace.state().version)
    workspace.name_version(None, "zoals rondgestuurd op 3 maart", who="Anna")
    later = workspace.do(TakeOff("Zorg"), seen=first.state.version)
    assert first.entry
    assert later.entry
    assert [entry.name for entry in workspace.entries()] == ["", "zoals rondgestuurd op 3 maart"]
    assert workspace.state_of(first.entry.id).programme == first.state.programme
    back = workspace.restore(first.entry.id)
    assert back.state.version == first.state.version
    assert back.entry
    assert back.entry.sentence == "Terug naar zoals rondgestuurd op 3 maart."
    assert back.entry.sessions == ("Zorg",)
    assert workspace.undo().state.version == later.state.version
    workspace.restore(first.entry.id)
    again = workspace.restore(later.entry.id).entry
    assert again
    assert again.sentence == "Terug naar hoe het was na: Zorg is van het rooster gehaald."
    with pytest.raises(Refused, match="no such version"):
        workspace.restore("99")


def test_a_day_in_which_nothing_was_done_can_have_a_name(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    begin = workspace.state().version
    workspace.name_version(None, " het\nbegin \ud800", who="\ud800")
    workspace.name_version(workspace.entries()[0].id, "het begin", who="Anna")
    assert [(entry.name, entry.undone) for entry in workspace.entries()] == [("het begin", False)]
    assert not workspace.can_undo
    workspace.do(TakeOff("Zorg"), seen=begin)
    assert workspace.restore(workspace.entries()[-1].id).state.version == begin


# -- folders ---------------------------------------------------------------------------------------------------------


def test_a_folder_that_may_not_be_written_can_be_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_folder(tmp_path)
    monkeypatch.setattr("scheduler.desk.workspace.os.access", lambda *_: False)
    workspace = Workspace.open(tmp_path)
    state = workspace.state()
    assert state.judge.cost == 5
    with pytest.raises(Refused, match="may not be written"):
        workspace.do(TakeOff("Zorg"), seen=state.version)
    assert not (tmp_path / ".netday").exists()
    (tmp_path / "programme.json").unlink()
    assert workspace.state().programme == state.placed.moved(dropped=list(state.placed))
    assert workspace.entries() == []


def test_a_folder_without_a_day_says_so(tmp_path: Path) -> None:
    state = Workspace.open(tmp_path).state()
    assert (state.instance, state.programme, state.files) == (None, None, None)
    assert "There is no day.yaml in this folder" in state.faults[0].message
    with pytest.raises(Refused, match="The day has faults"):
        Workspace.open(tmp_path).do(TakeOff("Zorg"), seen=state.version)
    with pytest.raises(Refused, match="There is no folder"):
        Workspace.open(tmp_path / "nowhere")


def test_a_day_without_a_programme_begins_with_an_empty_one(tmp_path: Path) -> None:
    a_folder(tmp_path)
    (tmp_path / "programme.json").unlink()
    workspace = Workspace.open(tmp_path)
    assert len(workspace.state().placed) == 0
    workspace.do(place("Zorg", "10:00", "Zaal 3"), seen=workspace.state().version)
    assert where(Workspace.open(tmp_path).state(), "Zorg") == ("10.00", "Zaal 3")
    workspace.undo()
    assert not (tmp_path / "programme.json").exists()


def test_a_programme_that_cannot_be_read_is_not_written_over(tmp_path: Path) -> None:
    a_folder(tmp_path)
    (tmp_path / "programme.json").write_text('{"programme": [{"session": "Wonem", "start": "10:00"}]}', "utf-8")
    workspace = Workspace.open(tmp_path)
    state = workspace.state()
    assert state.instance
    assert state.programme is None
    assert "Wonem" in str(state.faults[0])
    with pytest.raises(Refused, match=r"programme.json cannot be read: .*Wonem"):
        workspace.do(TakeOff("Zorg"), seen=state.version)


def test_who_listens_hears_the_newest(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    with workspace.listen() as listener:
        for number in range(300):
            workspace.tell(DeskEvent("search", {"number": number}))
        heard = listener.get()
        assert heard
        assert heard.data["number"] == 100
    workspace.tell(DeskEvent("done"))
    assert [event for _ in range(250) if (event := listener.get(0))][-1].data["number"] == 299


# -- files that the day names ------------------------------------------------------------------------------------------


def test_a_file_that_the_day_names_no_more_stays_where_it_is(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    (tmp_path / "leden.csv").write_bytes((tmp_path / "people.csv").read_bytes().replace(b"Assen", b"Arnhem"))
    day = (tmp_path / "day.yaml").read_bytes().replace(b"taal: nl\n", b"taal: nl\npersonen: leden.csv\n")
    begin = workspace.state()
    done = workspace.do(ReplaceFiles({"day.yaml": day}, Sentence("Another list.")), seen=begin.version)
    assert set(done.state.data) == {"day.yaml", "leden.csv", "programme.json"}
    assert [person.organisation for person in done.state.conference.people if person.name == "Gijs Groen"] == ["Arnhem"]
    assert [entry.kind for entry in workspace.entries()] == ["files"]
    everything = bytes_of(tmp_path)
    assert workspace.undo().state.version == begin.version
    assert set(bytes_of(tmp_path)) == set(everything)
    assert workspace.redo().state.version == done.state.version
    assert bytes_of(tmp_path) == everything
    begun = workspace.restore(workspace.entries()[0].id)  # it is so already
    assert begun.entry is None


def test_files_with_faults_are_refused_with_all_of_them(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    before = bytes_of(tmp_path)
    people = before["people.csv"].replace(b"voorzitter", b"voorziter")
    with pytest.raises(Refused) as refused:
        workspace.do(ReplaceFiles({"people.csv": people}, Sentence("A list.")), seen=workspace.state().version)
    assert {fault.file for fault in refused.value.faults} == {"people.csv"}
    assert bytes_of(tmp_path) == before


def test_a_day_with_faults_opens_and_is_mended(tmp_path: Path) -> None:
    files = {**FILES, "day.yaml": FILES["day.yaml"].replace("groep: Zorg", "groep: Zrg")}
    workspace = a_workspace(tmp_path, files)
    state = workspace.state()
    assert (state.instance, state.programme, len(state.faults)) == (None, None, 1)
    mended = ReplaceFiles({"day.yaml": FILES["day.yaml"].encode()}, Sentence("Mended."))
    state = workspace.do(mended, seen=state.version).state
    assert (state.faults, where(state, "Zorg")) == ((), ("10.00", "Zaal 2"))


def test_a_day_that_is_no_yaml_opens_and_is_mended(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path, {**FILES, "day.yaml": FILES["day.yaml"].replace("rondes:", "rondes: [")})
    state = workspace.state()
    assert (state.instance, state.files) == (None, None)
    mended = ReplaceFiles({"day.yaml": FILES["day.yaml"].encode()}, Sentence("Mended."))
    assert workspace.do(mended, seen=state.version).state.faults == ()


def test_the_first_files_of_an_empty_folder_are_an_act(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path)
    begin = ReplaceFiles({name: text.encode() for name, text in FILES.items()}, Sentence("From a workbook."))
    state = workspace.do(begin, seen=workspace.state().version).state
    assert state.instance
    assert state.day.file == "day.yaml"
    workspace.undo()
    assert bytes_of(tmp_path) == {}
    assert workspace.redo().state.version == state.version


def test_a_look_at_what_lies_beside_the_day_is_the_same_for_acts(tmp_path: Path) -> None:
    """A list that is not read is remarked, whether the day was read from the disk or made by an act."""
    workspace = a_workspace(tmp_path)
    (tmp_path / "people (1).csv").write_bytes(b"naam\n")
    day = (tmp_path / "day.yaml").read_bytes() + b"\n"
    state = workspace.do(ReplaceFiles({"day.yaml": day}, Sentence("x")), seen=workspace.state().version).state
    assert sorted(state.remarks) == sorted(Workspace.open(tmp_path).state().remarks)
    assert any("people (1).csv is not read" in remark for remark in state.remarks)


def test_a_file_that_is_write_protected_stays_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = a_workspace(tmp_path)
    before = bytes_of(tmp_path)
    monkeypatch.setattr("scheduler.desk.workspace.os.access", lambda path, _: Path(path).name != "programme.json")
    with pytest.raises(Refused, match=r"programme.json cannot be written: Permission denied"):
        workspace.do(TakeOff("Zorg"), seen=workspace.state().version)
    assert (bytes_of(tmp_path), workspace.entries()) == (before, [])


def test_a_journal_of_somebody_else_is_not_written_and_all_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = a_workspace(tmp_path)
    state = workspace.do(TakeOff("Zorg"), seen=workspace.state().version).state
    monkeypatch.setattr("scheduler.desk.workspace.os.access", lambda path, _: Path(path).name != "lock")
    for other in (workspace, Workspace.open(tmp_path)):
        with pytest.raises(Refused, match="may not be written"):
            other.do(TakeOff("Wonen"), seen=state.version)
    write_programme(tmp_path / "programme.json", state.instance, state.placed.moved(dropped=state.placed), {})  # type: ignore[arg-type]
    with workspace.listen() as listener:
        assert len(workspace.state().placed) == 0
        event = listener.get(0)
    assert event
    assert (event.kind, len(event.data["sessions"])) == ("changed", 4)
    assert [entry.kind for entry in Workspace.open(tmp_path).entries()] == ["take_off"]


def test_a_folder_that_goes_and_comes_back(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path / "day")
    version = workspace.do(TakeOff("Zorg"), seen=workspace.state().version).state.version
    (tmp_path / "day").rename(tmp_path / "elsewhere")
    assert (workspace.state().instance, workspace.state().data) == (None, {})
    with pytest.raises(Refused):
        workspace.do(TakeOff("Wonen"), seen=version)
    (tmp_path / "elsewhere").rename(tmp_path / "day")
    assert workspace.state().version == version
    assert [entry.kind for entry in workspace.entries()] == ["take_off"]


def test_who_only_looks_leaves_nothing_in_the_folder(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path)
    workspace.state()
    assert workspace.entries() == []
    assert not (tmp_path / ".netday").exists()
    (tmp_path / "people.csv").write_bytes((tmp_path / "people.csv").read_bytes().replace(b"Assen", b"Arnhem"))
    assert [entry.kind for entry in workspace.entries()] == ["outside"]


def test_a_workbook_that_is_the_day_has_a_programme_and_is_not_edited(tmp_path: Path) -> None:
    day = a_folder(tmp_path / "day")
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "dag.xlsx").write_bytes(write_workbook(tables_of(day, read(day))))
    workspace = Workspace.open(tmp_path / "book")
    state = workspace.state()
    assert (state.day.file, state.files, state.faults) == ("dag.xlsx", None, ())
    state = workspace.do(place("Zorg", "10:00", "Zaal 3"), seen=state.version).state
    assert where(state, "Zorg") == ("10.00", "Zaal 3")
    with pytest.raises(Refused, match="is a workbook"):
        workspace.do(Pin("Zorg"), seen=state.version)
    assert workspace.undo().state.version == Workspace.open(tmp_path / "book").state().version


def test_texts_of_before_are_bounded_and_the_newest_and_named_ones_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = a_workspace(tmp_path)
    for number, session in enumerate(("Wonen", "Zorg", "Energie", "Europa")):
        workspace.do(TakeOff(session), seen=workspace.state().version)
        if number == 1:
            workspace.name_version(None, "rondgestuurd")
    texts = tmp_path / ".netday/texts"
    (texts / ("0" * 32)).write_text("of nobody", "utf-8")
    every = {file.name for file in texts.iterdir()}
    Workspace.open(tmp_path)
    assert {file.name for file in texts.iterdir()} == every  # it is little
    size = sum((texts / name).stat().st_size for name in every)
    monkeypatch.setattr("scheduler.desk.versions.MOST_BYTES", size - 20)
    again = Workspace.open(tmp_path)
    left = {file.name for file in texts.iterdir()}
    assert set(again.state().digests.values()) <= left < every
    named = next(entry for entry in again.entries() if entry.name)
    assert again.state_of(named.id).placed
    assert again.undo().entry
    assert "Europa" in [each.name for each in again.state().placed]
    (first,) = (entry for entry in again.entries() if entry.id == "1")
    with pytest.raises(Refused, match="no longer kept"):
        again.state_before(first.id)
