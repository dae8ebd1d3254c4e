"""`netday repair` and `netday diff`: what they answer and write, and what they make of a day that has changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.test_check import netday

DAY = """\
title: Netwerkdag
language: en
date: 2023-02-10
rounds: [10:00–11:00, 11:30–12:30, 14:00–15:00]
rooms:
  - Hall
  - Loft
groups:
  - {name: Europe, chairs: Anna, members: [Bob]}
  - {name: Housing, chairs: Bob, members: [Carla]}
  - {name: Health, chairs: Dirk, members: [Carla]}
sessions:
  - Europe
  - Housing
  - Health
"""
PUBLISHED = [("Europe", "10:00", "Hall"), ("Housing", "10:00", "Loft"), ("Health", "11:30", "Hall")]
NO_LOFT = DAY.replace("  - Loft\n", "")
LOFT_CLOSES = DAY.replace("- Loft", "- {name: Loft, closed: 9:00–12:45}")


def published(folder: Path) -> Path:
    """The programme of DAY as netday writes it, moved by hand to where PUBLISHED has it."""
    (folder / "day.yaml").write_text(DAY, "utf-8")
    file = folder / "programme.json"
    netday("solve", folder, "-o", file)
    saved = json.loads(file.read_text("utf-8"))
    saved["programme"] = [
        {"session": name, "day": "2023-02-10", "start": hour, "end": f"{int(hour[:2]) + 1}{hour[2:]}", "room": room}
        for name, hour, room in PUBLISHED
    ]
    file.write_text(json.dumps(saved), "utf-8")
    return file


def changed(folder: Path, day: str) -> None:
    (folder / "day.yaml").write_text(day, "utf-8")


def placements(file: Path) -> list[tuple[str, str, str]]:
    rows = json.loads(file.read_text("utf-8"))["programme"]
    return sorted((item["session"], item["start"], item["room"]) for item in rows)


def test_a_room_that_closes_moves_what_stood_there_and_says_whom_to_tell(tmp_path: Path) -> None:
    file, new = published(tmp_path), tmp_path / "new.json"
    changed(tmp_path, LOFT_CLOSES)
    done = netday("repair", tmp_path, file, "-o", new)
    assert done.exit_code == 0
    assert done.stderr == "day.yaml: 1 day, 2 rooms, 3 groups, 4 people and 3 sessions.\n"
    head, _, rest = done.stdout.partition("As little changes as can be:\n")
    assert head.endswith(f"Written: {new}\n")
    assert rest == (
        "  - 2 people have to change something in their diary. Proven: no programme asks\n"
        "    it of fewer.\n"
        "  - 1 session moves. Proven: none moves fewer that asks it of no more people.\n"
        "  - 240 minutes lie between old and new hours. Proven: none has fewer that\n"
        "    changes no more.\n"
        "The day's own wishes then cost 0 points: proven the least when no more changes\n"
        "than this.\n"
        "\n"
        "1 session moves. 2 of 4 people have to change something in their diary.\n"
        "\n"
        "Housing moves from 10:00–11:00 to 14:00–15:00 and stays in Loft.\n"
        "  To tell (2): Bob and Carla.\n"
        "\n"
        "Can attend now what they could not, or what is new to them:\n"
        "  Europe, 10:00–11:00 in Hall (1): Bob.\n"
        "\n"
        f"Everybody by name: netday diff {tmp_path} {file} {new}\n"
    )
    assert netday("check", tmp_path, new).exit_code == 0
    assert json.loads(new.read_text("utf-8"))["revision"] == 2


def test_what_is_new_finds_a_place_beside_what_was_published(tmp_path: Path) -> None:
    file = published(tmp_path)
    changed(tmp_path, DAY + "  - {title: Trade, minutes: 60}\n")
    text = netday("repair", tmp_path, file, "--quiet").stdout
    assert "Nothing that was published has to change.\n" in text
    assert "1 session is added. Nobody has to change anything in their diary.\n" in text


def test_who_was_to_go_to_a_session_that_is_gone_from_the_file_is_not_known_and_that_is_said(tmp_path: Path) -> None:
    file = published(tmp_path)
    changed(tmp_path, DAY.replace("  - Health\n", ""))
    text = netday("repair", tmp_path, file, "--quiet").stdout
    assert "Nothing else that was published has to change.\n" in text
    assert (
        "1 session is dropped. Who was to go to Health the day file does not tell. Nobody\n"
        "else has to change anything in their diary.\n"
    ) in text


def test_what_need_not_change_is_written_as_it_was(tmp_path: Path) -> None:
    file, new = published(tmp_path), tmp_path / "new.json"
    done = netday("repair", tmp_path, file, "-o", new, "--quiet")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "The programme can stay as it was published: it keeps every hard rule.\n" in done.stdout
    assert placements(new) == sorted(PUBLISHED)
    assert json.loads(new.read_text("utf-8"))["revision"] == 1


def test_a_room_that_is_gone_and_a_session_that_is_gone_and_a_new_one(tmp_path: Path) -> None:
    file, new = published(tmp_path), tmp_path / "new.json"
    changed(tmp_path, NO_LOFT.replace("  - Health\n", "  - {title: Trade, minutes: 60, speakers: Anna}\n"))
    done = netday("repair", tmp_path, file, "-o", new)
    assert done.exit_code == 0
    assert done.stderr.splitlines()[1:] == [
        "Health is no longer a session of the day.",
        "Loft is no longer a room of the day.",
        'If a session only has another name now, say so: --renamed "OLD=NEW".',
    ]
    # Europe has two people, Housing two of its own; Anna, who speaks at Trade, is in Europe as well.
    assert placements(new) == [("Europe", "10:00", "Hall"), ("Housing", "11:30", "Hall"), ("Trade", "14:00", "Hall")]
    text = netday("diff", tmp_path, file, new).stdout
    assert "Health (11:30–12:30 in Hall) is dropped.\n" in text
    assert "Trade is new: 14:00–15:00 in Hall.\n  To tell (1): Anna.\n" in text


def test_what_only_has_another_name_stays(tmp_path: Path) -> None:
    file, new = published(tmp_path), tmp_path / "new.json"
    changed(tmp_path, DAY.replace("- Loft", "- Attic").replace("  - Health\n", "  - {title: Care, group: Health}\n"))
    done = netday("repair", tmp_path, file, "-o", new, "--renamed", "Loft=Attic", "--renamed", "Health=Care")
    assert (done.exit_code, done.stderr.count("\n")) == (0, 1)
    assert placements(new) == [("Care", "11:30", "Hall"), ("Europe", "10:00", "Hall"), ("Housing", "10:00", "Attic")]


CARE = DAY.replace("  - Health\n", "  - {title: Care, group: Health, at: '14:00'}\n")
SAME = "Is Health the same session as Care? Then keep `name: Health` beside its new title in the day file"


def test_what_moved_and_may_have_another_name_is_asked(tmp_path: Path) -> None:
    file, new, old = published(tmp_path), tmp_path / "new.json", tmp_path / "old"
    old.mkdir()
    changed(old, DAY)
    changed(tmp_path, CARE.replace("- Loft", "- Attic"))
    done = netday("repair", tmp_path, file, "-o", new)
    asked = f'{SAME} or say --renamed "Health=Care".'
    assert done.stderr.splitlines()[1:] == [
        "Health is no longer a session of the day.",
        "Loft is no longer a room of the day.",
        'Is Loft the same room as Attic? Then say so: --renamed "Loft=Attic".',
    ]
    assert done.stdout.replace("\n", " ").endswith(f" {asked} ")  # below all else, where it is seen
    payload = json.loads(netday("repair", tmp_path, file, "--json").stdout)
    assert payload["remarks"][-1] == asked
    done = netday("diff", tmp_path, file, new, "--renamed", "Loft=Attic")
    assert done.stderr.splitlines() == ["Health is no longer a session of the day.", asked]
    assert "Health (11:30–12:30 in Hall) is dropped.\n" in done.stdout
    payload = json.loads(netday("diff", tmp_path, file, new, "--json").stdout)
    assert (payload["perhaps_renamed"], asked in payload["remarks"]) == ([{"was": "Health", "is": "Care"}], True)
    assert netday("diff", tmp_path, file, new, "--old-day", old).stderr == f"{SAME}.\n"


def test_without_its_day_a_programme_knows_a_session_by_its_title_and_place(tmp_path: Path) -> None:
    file, new = published(tmp_path), tmp_path / "new.json"
    new.write_text(file.read_text("utf-8").replace('"Health"', '"Health care"').replace('"11:30"', '"14:00"'), "utf-8")
    new.write_text(new.read_text("utf-8").replace('"12:30"', '"15:00"'), "utf-8")
    asked = 'Is Health the same session as Health care? Then say --renamed "Health=Health care".\n'
    assert netday("diff", file, new).stderr == asked
    done = netday("diff", file, new, "--renamed", "Health=Health care")
    moved = "Health care moves from 11:30–12:30 to 14:00–15:00 and stays in Hall."
    sentences = f"1 session moves and 1 is renamed. Health is now called Health care. {moved}"
    assert (" ".join(done.stdout.split()), done.stderr) == (sentences, "")


def test_a_name_that_the_organiser_told_is_told_to_all(tmp_path: Path) -> None:
    file, new = published(tmp_path), tmp_path / "new.json"
    changed(tmp_path, DAY.replace("- Loft", "- Attic").replace("  - Health\n", "  - {title: Care, group: Health}\n"))
    renamed = ["--renamed", "Loft=Attic", "--renamed", "Health=Care"]  # a room that has another name is no session
    done = netday("repair", tmp_path, file, "-o", new, *renamed)
    assert "Health is now called Care.\n" in done.stdout
    compare: list[str | Path] = ["diff", tmp_path, file, new, *renamed]
    assert netday(*compare).stdout == (
        "1 session is renamed. Nobody has to change anything in their diary.\n\nHealth is now called Care.\n"
    )
    assert " Health heet nu Care. " in netday(*compare, "--mail", "nl").stdout
    assert " Health is now called Care. " in netday(*compare, "--mail", "en").stdout
    [change] = json.loads(netday(*compare, "--json").stdout)["sessions"]
    assert (change["what"], change["old"]["name"], change["new"]["name"]) == (["renamed"], "Health", "Care")
    assert "Health is now called Care.\n" in netday("diff", file, new, "--renamed", "Health=Care").stdout


def test_titles_that_cannot_be_compared_are_said_to_be_so(tmp_path: Path) -> None:
    file, old = published(tmp_path), tmp_path / "old"
    old.mkdir()
    changed(old, DAY)
    unsaid = "Titles were not compared: give the day as it was with --old-day.\n"
    assert netday("diff", tmp_path, file, file).stderr == ""  # the day is as it was
    changed(tmp_path, DAY.replace("  - Health\n", "  - {name: Health, title: Care, group: Health}\n"))
    done = netday("diff", tmp_path, file, file)
    assert (done.stdout, done.stderr) == ("Nothing has changed.\n", unsaid)
    done = netday("diff", tmp_path, file, file, "--old-day", old)
    assert ("\nHealth is now called Care.\n" in done.stdout, done.stderr) == (True, "")


def test_another_name_in_the_same_place_is_asked_where_nothing_else_speaks_for_it(tmp_path: Path) -> None:
    file = published(tmp_path)
    new = tmp_path / "new.json"
    changed(tmp_path, CARE.replace("14:00'", "11:30'"))
    new.write_text(file.read_text("utf-8").replace('"Health"', '"Care"'), "utf-8")
    assert "Health is now called Care.\n" in netday("diff", tmp_path, file, new).stdout
    new.write_text(file.read_text("utf-8").replace('"Health"', '"Trade"'), "utf-8")
    changed(tmp_path, DAY.replace("  - Health\n", "  - {title: Trade, minutes: 60, speakers: Anna}\n"))
    done = netday("diff", tmp_path, file, new)
    assert "Health (11:30–12:30 in Hall) is dropped.\n" in done.stdout
    assert done.stderr.splitlines()[-1].startswith("Is Health the same session as Trade?")


def test_a_session_that_is_called_off_is_dropped_and_its_people_are_told(tmp_path: Path) -> None:
    file, new = published(tmp_path), tmp_path / "new.json"
    changed(tmp_path, DAY.replace("  - Health\n", "  - {title: Health, group: Health, held: no}\n"))
    done = netday("repair", tmp_path, file, "-o", new)
    assert (done.exit_code, done.stderr.splitlines()[1]) == (0, "Health no longer takes place.")
    assert "Health (11:30–12:30 in Hall) is dropped.\n  To tell (2): Carla and Dirk.\n" in done.stdout


def test_a_session_that_now_takes_less_time_is_told_to_its_people(tmp_path: Path) -> None:
    file, new = published(tmp_path), tmp_path / "new.json"
    changed(tmp_path, DAY.replace("  - Health\n", "  - {title: Health, group: Health, minutes: 45}\n"))
    done = netday("repair", tmp_path, file, "-o", new)
    assert (done.exit_code, done.stderr.splitlines()[1]) == (0, "Health now lasts 45 minutes instead of 60.")
    assert "  - No session moves.\n" in done.stdout
    assert "Health takes 11:30–12:15 instead of 11:30–12:30.\n  To tell (2): Carla and Dirk.\n" in done.stdout


def test_the_programme_of_another_day_is_refused(tmp_path: Path) -> None:
    file = published(tmp_path)
    changed(
        tmp_path,
        "title: Another day\ndate: 2023-02-10\nrounds: [10:00–11:00]\nrooms: [Hall]\nsessions: [{title: Talk}]\n",
    )
    done = netday("repair", tmp_path, file)
    assert (done.exit_code, "it is the programme of another day" in done.stderr) == (2, True)


def test_what_has_happened_and_what_is_kept_stays(tmp_path: Path) -> None:
    file, new = published(tmp_path), tmp_path / "new.json"
    changed(
        tmp_path,
        DAY.replace("members: [Bob]", "members: [Bob, Dirk]")
        + "rules:\n  groups_apart:\n    - groups: [Europe, Housing]\n",
    )
    done = netday("repair", tmp_path, file, "-o", new, "--keep", "Housing", "--keep", "Hall", "--quiet")
    assert (done.exit_code, done.stdout.splitlines()[0]) == (
        3,
        "This repair is impossible: no programme keeps all hard rules.",
    )
    assert "- Housing stays at 10:00 in Loft: it is to be kept. (kept)" in done.stdout
    possible = "The day itself is possible: it can be repaired without --keep Housing or without --keep Hall."
    assert " ".join(done.stdout.split()).endswith(f"Dropping sessions does not help either. {possible}")
    assert not new.exists()
    done = netday("repair", tmp_path, file, "-o", new, "--keep", "Housing", "--quiet")
    assert done.exit_code == 0
    assert ("Housing", "10:00", "Loft") in placements(new)
    done = netday("repair", tmp_path, file, "--before", "10:30", "--quiet")
    assert (done.exit_code, "Europe stays at 10:00 in Hall: it has begun by then. (happened)" in done.stdout) == (
        3,
        True,
    )
    assert "netday explain" not in done.stdout  # which has nothing to explain of a day that is possible
    assert "The day itself is possible: it can be repaired without --before 10:30." in done.stdout
    payload = json.loads(netday("repair", tmp_path, file, "--before", "10:30", "--json").stdout)
    assert payload["day_possible"] is True


@pytest.mark.parametrize(
    ("keep", "ways", "without"),
    [
        (["Health", "Housing"], [["Housing"]], "without --keep Housing"),
        (["Housing", "loft", "Health"], [["Housing", "Loft"]], "without --keep Housing and --keep loft"),
        (["Housing", "Health", "--before", "10:30"], [["Housing", None]], "without --keep Housing and --before 10:30"),
    ],
)
def test_of_what_is_kept_only_what_stands_in_the_way_is_named(
    keep: list[str], ways: list[list[str | None]], without: str, tmp_path: Path
) -> None:
    """Housing stands in the Loft at 10:00, which is closed; whatever else is kept does no harm, or just as much."""
    file = published(tmp_path)
    changed(tmp_path, LOFT_CLOSES)
    options = [word for name in keep for word in (["--keep", name] if name[0] != "-" and ":" not in name else [name])]
    done = netday("repair", tmp_path, file, *options, "--quiet")
    assert f"The day itself is possible: it can be repaired {without}." in " ".join(done.stdout.split())
    assert json.loads(netday("repair", tmp_path, file, *options, "--json").stdout)["possible_without"] == ways


def test_a_day_that_is_impossible_whatever_is_kept_is_left_to_explain(tmp_path: Path) -> None:
    file = published(tmp_path)
    changed(tmp_path, ONE_ROUND)
    done = netday("repair", tmp_path, file, "--keep", "Health", "--quiet")
    assert done.stdout.startswith("This day is impossible: no programme keeps all hard rules.\n")
    assert done.stdout.endswith(
        "Without --keep Health more may be possible.\n"
        f"Every cause, and what would make the day possible:\n  netday explain {tmp_path}\n"
    )


def test_the_day_of_somebody_who_only_attends_can_be_kept(tmp_path: Path) -> None:
    file, new = published(tmp_path), tmp_path / "new.json"
    members = "members: [Carla, Eva]}\n  - {name: Health"
    changed(tmp_path, DAY.replace("members: [Carla]}\n  - {name: Health", members))
    done = netday("repair", tmp_path, file, "-o", new, "--keep", "Eva")
    assert done.stderr.splitlines()[1:] == ["Kept for Eva: Housing."]
    changed(tmp_path, LOFT_CLOSES.replace("members: [Carla]}\n  - {name: Health", members))
    payload = json.loads(netday("repair", tmp_path, file, "--keep", "eva", "--json").stdout)
    assert (payload["answer"], payload["remarks"]) == ("impossible", ["Kept for Eva: Housing."])


def test_it_is_said_where_there_is_nothing_to_keep(tmp_path: Path) -> None:
    file = published(tmp_path)
    people = "people: [Anna, Bob, Carla, Dirk, Frits]\ngroups:"
    changed(tmp_path, DAY.replace("groups:", people) + "  - {title: New, minutes: 60}\n")
    done = netday("repair", tmp_path, file, "--keep", "Frits", "--keep", "New")
    assert done.stderr.splitlines()[1:] == [
        "Nothing in the programme is for Frits, so nothing is kept for them.",
        "New does not stand in the programme, so nothing is kept of it.",
    ]


@pytest.mark.parametrize(
    ("day", "name", "message"),
    [
        (DAY.replace("  - Health\n", ""), "health", "Health is no longer a session of the day, so it cannot be kept."),
        (
            DAY.replace("  - Health\n", "  - {group: Health, held: no}\n"),
            "Health",
            "Health no longer takes place, so it cannot be kept.",
        ),
        (NO_LOFT, "Loft", "Loft is no longer a room of the day, so it cannot be kept."),
    ],
)
def test_what_is_gone_cannot_be_kept(day: str, name: str, message: str, tmp_path: Path) -> None:
    file = published(tmp_path)
    changed(tmp_path, day)
    done = netday("repair", tmp_path, file, "--keep", name)
    assert (done.exit_code, done.stdout) == (2, "")
    assert message in " ".join(done.stderr.split())


TWO_DAYS = """\
title: Two days
language: en
days:
  - {date: 2026-03-12, rounds: [10:00–11:00, 11:15–12:15]}
  - {date: 2026-03-13, rounds: [10:00–11:00]}
rooms: [{name: Hall, doors: [Hall A, Hall B, Hall C]}, Studio]
sessions:
  - Alfa
  - Bravo
  - {title: Charlie, day: 2026-03-13}
  - {title: Delta, day: 2026-03-13}
  - {title: Echo, day: 2026-03-13}
  - Foxtrot
"""


def test_what_has_begun_and_can_stay_is_not_named_as_a_cause(tmp_path: Path) -> None:
    changed(tmp_path, TWO_DAYS.replace(", Studio]", "]"))
    file = tmp_path / "typed.yaml"
    first, second = ("Alfa: 2026-03-12 11:15 Hall A", "Bravo: 2026-03-12 11:15 Hall B"), "2026-03-13 10:00"
    others = [f"{name}: {second} Hall {door}" for name, door in (("Charlie", "A"), ("Delta", "B"), ("Echo", "C"))]
    stood = [*first, *others, f"Foxtrot: {second}"]
    file.write_text("programme:\n" + "".join(f"  {line}\n" for line in stood), "utf-8")
    done = netday("repair", tmp_path, file, "--before", "2026-03-12 11:30", "--quiet")
    text = " ".join(done.stdout.split())
    assert done.exit_code == 3
    assert "cannot be placed" not in text
    assert "4 sessions need a room, and there are 3 places for them: Hall on Fri 13 March" in text
    assert "1 session is dropped: Foxtrot." in text


ONE_ROUND = NO_LOFT.replace("rounds: [10:00–11:00, 11:30–12:30, 14:00–15:00]", "rounds: [10:00–11:00, 11:30–12:30]")


def test_where_not_all_can_be_held_it_is_said_why_and_what_is_the_least_bad(tmp_path: Path) -> None:
    file, new = published(tmp_path), tmp_path / "new.json"
    changed(tmp_path, ONE_ROUND)
    done = netday("repair", tmp_path, file, "-o", new, "--quiet")
    assert (done.exit_code, new.exists()) == (3, False)
    assert done.stdout.replace(str(tmp_path), "DAY") == (
        "This day is impossible: no programme keeps all hard rules.\n"
        "- 3 sessions need a room, and there are 2 places for them: Hall between 10:00\n"
        "  and 12:30, one session at a time. They are Europe, Housing and Health.\n"
        "\n"
        "What there is, with as few sessions dropped as can be:\n"
        "  - 1 session is dropped: Europe. Proven: no programme drops fewer.\n"
        "  - 1 person was to go there. Proven: no choice of as few sessions takes less\n"
        "    from people.\n"
        "  - 3 people have to change something in their diary. Proven: no programme asks\n"
        "    it of fewer.\n"
        "  - 1 session moves. Proven: none moves fewer that asks it of no more people.\n"
        "  - 1 session stands in another room. Proven: none has fewer that changes no\n"
        "    more.\n"
        "To make that programme:\n"
        "  netday repair DAY DAY/programme.json --drop -o DAY/new.json\n"
        "Every cause, and what would make the day possible:\n"
        "  netday explain DAY\n"
    )
    payload = json.loads(netday("repair", tmp_path, file, "--json").stdout)
    assert (payload["answer"], payload["clash"], len(payload["findings"])) == ("impossible", [], 1)
    assert payload["remarks"] == ["Loft is no longer a room of the day."]
    assert (payload["dropping"], payload["instead"]["dropped"]) == ("helps", ["Europe"])
    steps = payload["instead"]["proof"]["repaired"]
    assert (steps["dropped"], steps["lost"]) == ({"amount": 1, "least_possible": 1},) * 2


def test_with_drop_that_programme_is_made_and_it_is_said_what_to_write(tmp_path: Path) -> None:
    file, new = published(tmp_path), tmp_path / "new.json"
    changed(tmp_path, ONE_ROUND)
    done = netday("repair", tmp_path, file, "-o", new, "--drop", "--quiet")
    assert (done.exit_code, placements(new)) == (0, [("Health", "11:30", "Hall"), ("Housing", "10:00", "Hall")])
    text = " ".join(done.stdout.split())
    assert f"Write held: no at this session in {tmp_path}/day.yaml, and the programme keeps every rule: Europe." in text
    changed(tmp_path, ONE_ROUND.replace("  - Europe\n", "  - {group: Europe, held: no}\n"))
    assert netday("check", tmp_path, new).exit_code == 0
    assert "The programme can stay as it was published" in netday("repair", tmp_path, new, "--drop").stdout


def test_what_was_asked_is_asked_again_in_the_command_that_is_offered(tmp_path: Path) -> None:
    file = published(tmp_path)
    changed(tmp_path, ONE_ROUND.replace("- Hall", "- Great hall"))
    asked = ["--keep", "Europe", "--renamed", "Hall=Great hall"]
    done = netday("repair", tmp_path, file, *asked, "--quiet")
    assert done.exit_code == 3
    again = '--keep Europe --renamed "Hall=Great hall" --drop -o FILE'
    assert f"  netday repair {tmp_path} {file} {again}\n" in done.stdout


def test_leave_to_drop_is_not_used_where_every_session_can_be_held(tmp_path: Path) -> None:
    file, new = published(tmp_path), tmp_path / "new.json"
    changed(tmp_path, LOFT_CLOSES)
    payload = json.loads(netday("repair", tmp_path, file, "-o", new, "--drop", "--json").stdout)
    assert (payload["dropped"], payload["proof"]["repaired"]["moved"]["amount"], len(placements(new))) == ([], 1, 3)


def test_json_is_all_there_is_on_stdout(tmp_path: Path) -> None:
    file = published(tmp_path)
    changed(tmp_path, LOFT_CLOSES)
    done = netday("repair", tmp_path, file, "--json")
    payload = json.loads(done.stdout)
    assert (done.exit_code, done.stderr, payload["answer"], payload["good"]) == (0, "", "repaired", True)
    assert payload["proof"]["repaired"] == {
        "people": {"amount": 2, "least_possible": 2},
        "moved": {"amount": 1, "least_possible": 1},
        "minutes": {"amount": 240, "least_possible": 240},
        "rooms": {"amount": 0, "least_possible": 0},
    }
    (session,) = payload["difference"]["sessions"]
    assert (session["session"], session["what"], session["people"]) == ("Housing", ["other hour"], ["Bob", "Carla"])
    assert [(p["person"], p["affected"]) for p in payload["difference"]["people"]] == [("Bob", True), ("Carla", True)]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--keep", "Eurpe"], '"Eurpe" is no session, room, group or person of this day. Did you mean "Europe"?'),
        (["--before", "noon"], '"noon" is no time of day; write it like 9:30'),
        (["--before", "2023-02-11 12:00"], "2023-02-11 is not among the days: 2023-02-10."),
        (["--renamed", "Loft"], '"Loft" should be two names, like "Zaal 1=Gravenzaal".'),
        (["--quiet", "--progress", "json"], "--quiet and --progress exclude each other."),
    ],
)
def test_a_mistake_in_the_call_is_told(options: list[str], message: str, tmp_path: Path) -> None:
    done = netday("repair", published(tmp_path).parent, tmp_path / "programme.json", *options)
    assert (done.exit_code, done.stdout) == (2, "")
    assert message in " ".join(done.stderr.split())


def test_two_programmes_are_compared_without_their_day(tmp_path: Path) -> None:
    file, new = published(tmp_path), tmp_path / "new.json"
    changed(tmp_path, LOFT_CLOSES)
    netday("repair", tmp_path, file, "-o", new)
    done = netday("diff", file, new)
    text = "1 session moves.\n\nHousing moves from 10:00–11:00 to 14:00–15:00 and stays in Loft.\n"
    assert (done.exit_code, done.stdout, done.stderr) == (0, text, "")
    payload = json.loads(netday("diff", file, new, "--json").stdout)
    assert (payload["moved"], payload["affected"], payload["people"]) == (1, 0, [])


def test_one_person_and_a_mail(tmp_path: Path) -> None:
    file, new = published(tmp_path), tmp_path / "new.json"
    changed(tmp_path, LOFT_CLOSES)
    netday("repair", tmp_path, file, "-o", new)
    carla = (
        "Carla\n  Netwerkdag, Friday 10 February 2023:\n"
        "  Housing moves from 10:00–11:00 to 14:00–15:00 and stays in Loft.\n"
    )
    assert netday("diff", tmp_path, file, new, "--person", "carla").stdout == carla
    assert netday("diff", tmp_path, file, new, "--mail", "nl").stdout == (
        "Beste deelnemers,\n\n"
        "Netwerkdag, vrijdag 10 februari 2023: het programma is gewijzigd. Housing is verplaatst van 10.00 uur naar "
        "14.00 uur en blijft in Loft. Alle andere tijden en zalen blijven zoals ze waren.\n"
    )


def test_with_the_old_day_those_of_a_group_that_is_gone_are_told(tmp_path: Path) -> None:
    file, new, old = published(tmp_path), tmp_path / "new.json", tmp_path / "old"
    old.mkdir()
    changed(old, DAY)
    changed(
        tmp_path, DAY.replace("  - {name: Health, chairs: Dirk, members: [Carla]}\n", "").replace("  - Health\n", "")
    )
    assert netday("repair", tmp_path, file, "-o", new, "--old-day", old).exit_code == 0
    text = netday("diff", tmp_path, file, new, "--old-day", old).stdout
    assert "Health (11:30–12:30 in Hall) is dropped.\n  To tell (1): Carla.\n" in text


@pytest.mark.parametrize("files", [1, 4])
def test_a_comparison_takes_two_programmes_and_perhaps_a_day(files: int, tmp_path: Path) -> None:
    done = netday("diff", *[tmp_path / "one.json"] * files)
    assert (done.exit_code, "Name the old programme and the new one" in done.stderr) == (2, True)


def test_a_programme_typed_by_hand_needs_its_day(tmp_path: Path) -> None:
    published(tmp_path)
    typed = tmp_path / "typed.yaml"
    typed.write_text("programme:\n  Europe: 10:00 Hall\n", "utf-8")
    done = netday("diff", typed, typed)
    assert (done.exit_code, "Name the day before it." in done.stderr) == (2, True)
    assert netday("diff", tmp_path, typed, typed).stdout == "Nothing has changed.\n"
