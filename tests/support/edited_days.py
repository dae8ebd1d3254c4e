"""What an organiser does to the day file who follows a sentence of `netday explain`; only its words are known."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import combinations
from typing import Any

from scheduler.conference.clock import Span
from scheduler.conference.typed_hours import parse_span, parse_time

File = dict[str, Any]  # a day file as YAML has it: keys, lists and texts
DATES = {"Fri 10 February": "2023-02-10", "Sat 11 February": "2023-02-11"}

_HOUR, _ON, _SPAN = r"(\d+\.\d\d)", r"(?:on (\w+ \d+ \w+) )?", r"((?:\w+ \d+ \w+ )?\d+\.\d\d–\d+\.\d\d)"
_OPEN = r"(?:; the day then (?:begins|ends) .+)?"
_ROUND = rf"(?:the round of {_SPAN}|(Ronde \d)(?: on (\w+ \d+ \w+))?)"
_EDITS: list[tuple[re.Pattern[str], Callable[..., None]]] = []
_Edit = Callable[..., None]


def edited(file: File, sentence: str) -> File:
    """A copy of the day file in which the sentence was followed."""
    found = [(match, edit) for pattern, edit in _EDITS if (match := pattern.fullmatch(sentence))]
    assert len(found) == 1, f"{len(found)} ways to read: {sentence}"
    ((match, edit),) = found
    fresh: File = _copied(file)
    edit(fresh, *match.groups())
    return fresh


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(each) for key, each in value.items()}
    return [_copied(each) for each in value] if isinstance(value, list) else value


def _when(pattern: str) -> Callable[[_Edit], _Edit]:
    """The edit for sentences of this form."""

    def kept(edit: _Edit) -> _Edit:
        _EDITS.append((re.compile(pattern), edit))
        return edit

    return kept


def _named(file: File, section: str, name: str) -> dict[str, Any]:
    """The entry of that name, as one with keys."""
    for number, entry in enumerate(file[section]):
        if isinstance(entry, str) and entry == name:
            file[section][number] = {"title" if section == "sessions" else "name": name}
        elif not isinstance(entry, str) and name in (entry.get("name"), entry.get("title")):
            return entry  # type: ignore[no-any-return]
    return next(e for e in file[section] if isinstance(e, dict) and name in (e.get("name"), e.get("title")))


def _session(file: File, name: str) -> dict[str, Any]:
    return _named(file, "sessions", name)


def _person(file: File, name: str) -> dict[str, Any]:
    return _named(file, "people", name)


def _room(file: File, name: str) -> dict[str, Any]:
    """The entry of that room; a door of several that are alike becomes a room of its own, where all of them may do."""
    for pool in file["rooms"]:
        if name in pool.get("doors", ()):
            _without(pool, "doors", name)
            for session in file["sessions"]:
                if pool["name"] in session.get("rooms", ()):
                    session["rooms"].append(name)
            file["rooms"].append({**{key: _copied(pool[key]) for key in pool if key != "doors"}, "name": name})
            return file["rooms"][-1]  # type: ignore[no-any-return]
    return _named(file, "rooms", name)


def _day(file: File, on: str | None) -> dict[str, Any]:
    """Where the hours, rounds and grid of that day stand: at the top, on one day alone."""
    return next(day for day in file["days"] if day["date"] == DATES[on]) if on else file


def _hour(on: str | None, hour: str) -> str:
    return f"{DATES[on]} {hour}" if on else hour


def _hours(words: str, one: str = rf"{_ON}at {_HOUR}") -> list[str]:
    """`at 9.30 or at 12.40`."""
    return [_hour(on, hour) for on, hour in re.findall(one, words)]


def _span(words: str) -> str:
    """`Fri 10 February 9.00–12.00` as a file has it."""
    on = next((on for on in DATES if words.startswith(on)), None)
    return _hour(on, words.removeprefix(f"{on} " if on else ""))


def _span_text(span: Span) -> str:
    return f"{span.start // 60}:{span.start % 60:02}–{span.end // 60 % 24}:{span.end % 60:02}"


def _without(entry: dict[str, Any], key: str, name: str) -> None:
    entry[key] = [other for other in entry.get(key, []) if other != name]


# -- sessions ---------------------------------------------------------------------------------------------------------


@_when(r"Shorten (.+) to (\d+) minutes \(it takes \d+\)\.")
def _shorter(file: File, session: str, minutes: str) -> None:
    _session(file, session)["minutes"] = minutes


@_when(rf"Let ((?!the |Ronde |\w+ \d+ \w+ begin).+?) begin {_ON}at {_HOUR}, not {_ON}at {_HOUR}\.")
def _another_hour(file: File, session: str, on: str | None, hour: str, not_on: str | None, not_at: str) -> None:
    entry, not_on = _session(file, session), not_on or on
    kept = [at for at in entry["at"] if at not in (not_at, _hour(not_on, not_at))]
    entry["at"] = [*kept, _hour(on, hour)]
    if on and entry.get("days"):
        entry["days"] = list(dict.fromkeys([*entry["days"], DATES[on]]))


@_when(r"Let (.+?) begin ((?:on|at) .+), (?:when no round begins|off the grid of every \d+ minutes)\.")
def _free_of_rounds(file: File, session: str, hours: str) -> None:
    entry = _session(file, session)
    entry.pop("rounds", None)
    entry["at"] = _hours(hours)


@_when(r"Let (.+) stand in (.+) too\.")
def _one_more_place(file: File, session: str, place: str) -> None:
    rounds = [round_.get("name") for day in (file, *file.get("days", ())) for round_ in day.get("rounds", ())]
    _session(file, session)["rounds" if place in rounds else "rooms"].append(place)


@_when(r"Let (.+) lie within (.+) \(\d+ minutes? more\)\.")
def _wider(file: File, session: str, spans: str) -> None:
    hours = [_span(words) for words in re.findall(_SPAN, spans)]
    if any(session in (entry, *(entry.get("title"),)) for entry in file["sessions"] if isinstance(entry, dict)):
        entry = _session(file, session)
        if "window" in entry:
            entry["window"] = hours
            return
    (statement,) = (each for each in file["rules"]["in_order"] if "between" in each)
    statement["between"] = hours


@_when(r"Let (.+) be on any day\.")
def _any_day(file: File, session: str) -> None:
    del _session(file, session)["days"]


@_when(r"Leave out (.+)\.")
def _left_out(file: File, session: str) -> None:
    _session(file, session)["held"] = "no"


# -- days -------------------------------------------------------------------------------------------------------------


@_when(rf"Let {_ROUND} begin at {_HOUR}, not at {_HOUR}, and end at {_HOUR}{_OPEN}\.")
def _shifted(file: File, _: str, name: str, on: str | None, hour: str, before: str, __: str) -> None:
    later = parse_time(hour) - parse_time(before)
    round_ = _round(file, name, on, before)
    span = parse_span(round_["time"])
    round_["time"] = _span_text(Span(span.start + later, span.end + later))
    _around(_day(file, on), round_["time"])


@_when(rf"Let {_ROUND} last until {_HOUR}, not until {_HOUR}{_OPEN}\.")
def _lasting(file: File, _: str, name: str, on: str | None, hour: str, before: str) -> None:
    round_ = _round(file, name, on, before)
    round_["time"] = f"{round_['time'].split('–')[0]}–{hour}"
    _around(_day(file, on), round_["time"])


def _round(file: File, name: str | None, on: str | None, hour: str) -> dict[str, Any]:
    """The round of that name, or without a name the one that begins or ends then."""
    written = hour.replace(".", ":")
    return next(r for r in _day(file, on)["rounds"] if (r.get("name") == name if name else written in r["time"]))


@_when(rf"Add a round (?:of (\d+) slots? )?{_ON}at {_SPAN}(?:, and let (.+) stand in it too)?{_OPEN}\.")
def _one_more_round(file: File, slots: str | None, on: str | None, span: str, named: str | None) -> None:
    cut = {"slots": slots} if slots else {}
    _day(file, on)["rounds"].append({"name": "Extra ronde", "time": span, **cut})
    _around(_day(file, on), span)
    for name in re.split(r", | and ", named or ""):
        if name:
            _session(file, name)["rounds"].append("Extra ronde")


def _around(day: File, span: str) -> None:
    """A round outside the opening hours is a fault of the file: who adds it opens the house."""
    hours, added = parse_span(day["hours"]), parse_span(span)
    day["hours"] = _span_text(Span(min(hours.start, added.start), max(hours.end, added.end)))


@_when(rf"Let (?:the day|(\w+ \d+ \w+)) (begin|end) at {_HOUR}, not at {_HOUR}\.")
def _longer_day(file: File, on: str | None, which: str, hour: str, _: str) -> None:
    begins, ends = _day(file, on)["hours"].split("–")
    _day(file, on)["hours"] = f"{hour}–{ends}" if which == "begin" else f"{begins}–{hour}"


@_when(rf"Let sessions {_ON}begin every (\d+) minutes \(now every \d+\)\.")
def _finer(file: File, on: str | None, step: str) -> None:
    _day(file, on)["every"] = step


# -- people -----------------------------------------------------------------------------------------------------------


def _windows(entry: dict[str, Any], on: str | None) -> list[tuple[int, str, Span]]:
    """Those of that day in which they are there, each with its place and its date, if it has one."""
    windows = [(place, *window.rpartition(" ")[::2]) for place, window in enumerate(entry["available"])]
    return [(place, date, parse_span(hours)) for place, date, hours in windows if not on or date == DATES[on]]


@_when(rf"Let (.+) stay {_ON}until {_HOUR} \(\d+ minutes? longer\)\.")
def _stays(file: File, person: str, on: str | None, hour: str) -> None:
    entry, until = _person(file, person), parse_time(hour)
    place, date, span = max((w for w in _windows(entry, on) if w[2].end < until), key=lambda w: w[2].end)
    entry["available"][place] = f"{date} {_span_text(Span(span.start, until))}".strip()


@_when(rf"Let (.+) come {_ON}at {_HOUR} \(\d+ minutes? sooner\)\.")
def _comes(file: File, person: str, on: str | None, hour: str) -> None:
    entry, begins = _person(file, person), parse_time(hour)
    place, date, span = min((w for w in _windows(entry, on) if w[2].start > begins), key=lambda w: w[2].start)
    entry["available"][place] = f"{date} {_span_text(Span(begins, span.end))}".strip()


@_when(rf"Let (.+) be there {_ON}from {_HOUR} to {_HOUR} too \(\d+ minutes? more\)\.")
def _there_too(file: File, person: str, on: str | None, begins: str, ends: str) -> None:
    _person(file, person)["available"].append(f"{_hour(on, begins)}–{ends}")


@_when(r"Let (.+) be there ((?:on|from) .+)(?<! too) \(\d+ minutes? more\)\.")
def _there_at_these_hours(file: File, person: str, words: str) -> None:
    spans = re.findall(rf"{_ON}from {_HOUR} to {_HOUR}", words)
    _person(file, person)["available"] = [f"{_hour(on, begins)}–{ends}" for on, begins, ends in spans]


@_when(r"Let (.+) be there (?:all day|on all days)\.")
def _always_there(file: File, person: str) -> None:
    del _person(file, person)["available"]


@_when(r"Let (.+) do without (.+) as (speaker|host)\.")
def _without_person(file: File, session: str, person: str, role: str) -> None:
    _without(_session(file, session), f"{role}s", person)


@_when(r"Let somebody else (speak|host)(?: at)? (.+): .+ is absent\.")
def _another_in_place(file: File, does: str, session: str) -> None:
    entry, key = _session(file, session), {"speak": "speakers", "host": "hosts"}[does]
    entry[key] = [*entry.get(key, ()), "Iemand Anders"]
    if "people" in file:
        file["people"] = [*file["people"], "Iemand Anders"]


@_when(r"Do not require (.+) to be at (.+)\.")
def _not_required(file: File, name: str, session: str) -> None:
    _without(_session(file, session), "required", name)


@_when(r"Let somebody else than (.+) chair (.+)\.")
def _other_chair(file: File, person: str, group: str) -> None:
    entry = _named(file, "groups", group)
    _without(entry, "chairs", person)
    entry["interested"] = [*entry.get("interested", ()), person]
    _chaired(file, group)


@_when(r"Let somebody else chair (.+): .+ (?:is|are) absent\.")
@_when(r"Let somebody chair (.+), which has only .+\.")
def _chaired(file: File, group: str) -> None:
    file["people"].append("Somebody Else")
    entry = _named(file, "groups", group)
    entry["chairs"] = [*entry.get("chairs", ()), "Somebody Else"]


@_when(r"Let (.+) be no meeting of (.+), which is then invited to it\.")
def _only_invited(file: File, session: str, group: str) -> None:
    entry = _session(file, session)
    _without(entry, "groups", group)
    entry["invited"] = [*entry.get("invited", ()), group]


@_when(r"Do not invite (.+) to (.+)\.")
def _not_invited(file: File, group: str, session: str) -> None:
    _without(_session(file, session), "invited", group)


# -- rooms ------------------------------------------------------------------------------------------------------------


@_when(r"Let (.+) do without ((?!a room)(?!.* as ).+)\.")
def _without_feature(file: File, session: str, feature: str) -> None:
    _without(_session(file, session), "features", feature)


@_when(r"Let (.+) do without a room\.")
def _without_room(file: File, session: str) -> None:
    _session(file, session)["rooms"] = ["none"]


@_when(r"Let (.+) have a link of its own, and no online room\.")
def _own_link(file: File, session: str) -> None:
    del _session(file, session)["rooms"]
    _session(file, session)["link"] = "https://meet.example/own"


@_when(r"Hold (.+) online\.")
def _online(file: File, session: str) -> None:
    _session(file, session).pop("rooms", None)
    _session(file, session)["online"] = "yes"


@_when(r"Let (.+) have ((?!a link).+) too\.")
def _equipped(file: File, room: str, features: str) -> None:
    entry = _room(file, room)
    entry["features"] = [*entry.get("features", ()), *re.split(r", | and ", features)]


@_when(r"Expect (\d+) (?:person|people) at (.+), not \d+\.")
def _expected(file: File, people: str, session: str) -> None:
    _session(file, session)["expected"] = people


@_when(r"Seat \d+ more (?:person|people) in (.+) \((\d+) in all\)\.")
def _seats(file: File, room: str, seats: str) -> None:
    _room(file, room)["capacity"] = seats


@_when(rf"Open (.+?) {_ON}from {_HOUR} to {_HOUR}\.")
def _opened(file: File, room: str, on: str | None, begins: str, ends: str) -> None:
    entry, left = _room(file, room), []
    opened = Span(parse_time(begins), parse_time(ends))
    for closed in entry["closed"]:
        date, _, hours = closed.rpartition(" ")
        span = parse_span(hours)
        if on and date and date != DATES[on]:
            left.append(closed)
            continue
        parts = Span(span.start, min(span.end, opened.start)), Span(max(span.start, opened.end), span.end)
        left += [f"{date} {_span_text(part)}".strip() for part in parts if part.minutes > 0]
    entry["closed"] = left


@_when(r"Count (\d+) minutes? on foot (from room to room|between (.+) and (.+)), not \d+\.")
def _walk(file: File, minutes: str, _: str, one: str | None, other: str | None) -> None:
    if one is None:
        file["walking"]["within"] = minutes
        return
    (way,) = (way for way in file["walking"]["between"] if {way["from"], way["to"]} == {one, other})
    way["minutes"] = minutes


@_when(rf"Add (one|two|three) rooms?(?: that seats? (\d+))? (?:for the day|for all days|{_ON}at {_SPAN})\.")
def _more_rooms(file: File, number: str, seats: str | None, on: str | None, open_: str | None) -> None:
    features = sorted({f for room in file["rooms"] if isinstance(room, dict) for f in room.get("features", ())})
    for place in range(("one", "two", "three").index(number) + 1):
        entry: dict[str, Any] = {"name": f"Extra zaal {place + 1}", "features": features}
        if seats:
            entry["capacity"] = seats
        if open_:
            span = parse_span(open_)
            before, after = f"0:00–{_span_text(span).split('–')[0]}", f"{_span_text(span).split('–')[1]}–24:00"
            dates = [day["date"] for day in file.get("days", ())]
            entry["closed"] = [_hour(on, before), _hour(on, after)]
            entry["closed"] += [f"{date} 0:00–24:00" for date in dates if on and date != DATES[on]]
        file["rooms"].append(entry)


# -- rules ------------------------------------------------------------------------------------------------------------


def _statement(file: File, rule: str, *about: str) -> dict[str, Any]:
    """The one statement of the rule, of several the one that names this; the standard one where none is written."""
    entry = file.setdefault("rules", {}).setdefault(rule, {})
    return entry if isinstance(entry, dict) else next(s for s in entry if all(name in str(s) for name in about))


def _dropped(file: File, rule: str, *about: str) -> None:
    entry = file["rules"][rule]
    if isinstance(entry, dict):
        file["rules"][rule] = "off"
    else:
        entry.remove(_statement(file, rule, *about))


def _except(file: File, rule: str, key: str, names: str) -> None:
    statement = _statement(file, rule)
    statement["except"] = {key: re.split(r", | and ", names)}


@_when(r"Drop the demand that (.+) is pinned .+\.")
def _not_pinned(file: File, session: str) -> None:
    _dropped(file, "pinned", session)


for _pattern, _rule in (
    (r"Drop the demand that .+ follow directly on one another\.", "adjacent"),
    (r"Drop the demand that .+ are on one day\.", "same_day"),
    (r"Drop the demand that no more than \d+ of .+ (?:is|are) on .+\.", "at_most_a_day"),
    (r"Drop the demand that .+ are spread evenly over the \w+\.", "evenly_spread"),
    (r"Drop the demand that .+ take no more than .+\.", "as_few_as_can_be"),
    (r"Drop the demand that (?:at|no) .+ of .+ are held\.", "number_held"),
):
    _when(_pattern)(lambda file, rule=_rule: _dropped(file, rule))


@_when(r"Drop the demand that (.+) stands in a room with no more than .+\.")
def _in_a_hall(file: File, session: str) -> None:
    _except(file, "room_not_too_large", "sessions", session)


@_when(r"Drop the demand that (.+) has .+ others? beside it\.")
def _in_any_company(file: File, session: str) -> None:
    _except(file, "held_beside", "sessions", session)


@_when(r"Let whoever .+ begin as soon as they arrive\.")
def _straight_in(file: File) -> None:
    _statement(file, "time_to_spare")["arrival"] = False


@_when(r"Drop the demand that no more than \d+ of .+ (?:is|are) held at once\.")
def _any_number_at_once(file: File) -> None:
    _dropped(file, "at_most_in_parallel")


@_when(r"Drop the demand that (.+) (?:can|must be able to) attend .+\.")
def _misses(file: File, people: str) -> None:
    if not people.startswith("at least"):
        _except(file, "wishes_attended", "people", people)
        return
    key = "cities" if " cities " in people or " city " in people else "people"
    statement = next(each for each in file["rules"]["quorum"] if key in each)
    del statement[key]
    if not {"people", "cities"} & statement.keys():
        file["rules"]["quorum"].remove(statement)


@_when(r"Drop the demand that no (?:city|person) misses a wished meeting\.")
def _unfair(file: File) -> None:
    _dropped(file, "fair_share")


@_when(r"Drop the demand that (.+) sits no more than .+\.")
def _breathless(file: File, person: str) -> None:
    _except(file, "time_to_breathe", "people", person)


@_when(r"Drop the demand that (.+) has \d+ minutes to spare before .+\.")
def _in_haste(file: File, person: str) -> None:
    _except(file, "time_to_spare", "people", person)


@_when(r"Drop the demand that (.+) and (.+) do not coincide\.")
def _may_coincide(file: File, one: str, other: str) -> None:
    statement = _statement(file, "groups_apart", one, other)
    pairs = [{"groups": list(pair)} for pair in combinations(statement["groups"], 2) if set(pair) != {one, other}]
    file["rules"]["groups_apart"] = [{**statement, **pair} for pair in pairs]


@_when(r"Drop the demand that nothing runs in parallel with (.+)\.")
def _not_alone(file: File, session: str) -> None:
    plenaries = [s["title"] for s in file["sessions"] if s.get("kind") == "plenary" and s["title"] != session]
    file.setdefault("rules", {})["plenary_stands_alone"] = {"only": {"sessions": plenaries}} if plenaries else "off"


@_when(r"Drop the demand that (.+) and (.+) (begin at the same minute|stand in one room|are on different days)\.")
def _apart(file: File, one: str, other: str, what: str) -> None:
    rule = {"begin": "in_parallel", "stand": "same_room"}.get(what.split(maxsplit=1)[0], "different_days")
    if isinstance(file["rules"][rule], dict):  # of each group
        _except(file, rule, "sessions", one)
    else:
        _dropped(file, rule, one, other)


@_when(r"Drop the demand that (.+) (?:comes directly after|is before|ends at .+ before) (.+?)(?: begins)?(?:, .+)?\.")
def _no_order(file: File, one: str, other: str) -> None:
    statement = _statement(file, "in_order", one, other)
    then = statement["then"]
    _without(statement, "then", one if one in then else other)
    if not statement["then"]:
        file["rules"]["in_order"].remove(statement)


@_when(r"Drop the demand that (.+) lies within .+\.")
def _at_any_hour(file: File, session: str) -> None:
    _dropped(file, "in_order", session)


@_when(r"Drop the demand that (.+) must be (?!able to attend ).+\.")
def _no_preference(file: File, session: str) -> None:
    _without(_statement(file, "preferred"), "sessions", session)
    if not _statement(file, "preferred")["sessions"]:
        _dropped(file, "preferred")


@_when(r"Let (\w+) be only a wish: that .+, and \d+ more like it\.")
def _a_wish(file: File, rule: str) -> None:
    if file.get("rules", {}).get(rule) == "hard":
        file["rules"][rule] = {}
    _statement(file, rule)["weight"] = 1


@_when(r"Pin (.+) to its (hour|room), but to no (?:hour|room)\.")
def _pinned_in_part(file: File, session: str, kept: str) -> None:
    del _statement(file, "pinned", session)["room" if kept == "hour" else "at"]


@_when(r"Let (.+) have only the .+ of their wish, not the (hours|stretches|days|rooms)\.")
def _preferred_in_part(file: File, _: str, what: str) -> None:
    del _statement(file, "preferred")[{"hours": "at", "stretches": "between", "days": "days", "rooms": "room"}[what]]


@_when(r"Let (.+) be within (.+) \(\d+ minutes? more\)\.")
def _preferred_within(file: File, _: str, spans: str) -> None:
    _statement(file, "preferred")["between"] = [_span(words) for words in re.findall(_SPAN, spans)]


@_when(r"Let (.+) come after (.+) on another day too\.")
def _on_any_day(file: File, _: str, __: str) -> None:
    _statement(file, "in_order")["same_day"] = "no"


@_when(r"Let (.+) come after (.+), and not directly\.")
def _not_directly(file: File, _: str, __: str) -> None:
    _statement(file, "in_order")["directly"] = "no"


@_when(r"Let (.+) come after (.+) only where they are on one day\.")
def _each_day(file: File, _: str, __: str) -> None:
    _statement(file, "in_order")["each_day"] = "yes"


_NOT_IN_ONE = r"Drop the demand that .+ and .+ are not in one round"
for _pattern, _rule in (
    (r"Drop the demand that .+ is not used in Ronde .+\.", "room_in_good_rounds"),
    (rf"{_NOT_IN_ONE}: they are similar\.", "similar_tracks_apart"),
    (rf"{_NOT_IN_ONE}: .+ chairs? both\.", "track_chairs_apart"),
    (rf"{_NOT_IN_ONE} in different rooms: .+ presents? (?!.+ attends).+\.", "presenters_apart"),
    (rf"{_NOT_IN_ONE} in different rooms: .+ attends? .+\.", "attendees_apart"),
    (r"Drop the demand that .+ keeps its room\.", "track_keeps_its_room"),
    (r"Drop the demand that .+ is in one room at a time\.", "track_not_parallel"),
    (r"Drop the demand that the rounds of .+ follow one another\.", "track_in_consecutive_rounds"),
    (r"Drop the demand that the talks of .+ have their place: .+\.", "talks_in_order"),
    (r"Drop the demand that .+ is at .+ in .+\.", "suitable_hours"),
):
    _when(_pattern)(lambda file, rule=_rule: file["rules"].update({rule: "off"}))


@_when(r"Drop the demand that (.+) is not in (Ronde|Zaal) .+\.")
def _is_there(file: File, what: str, where: str) -> None:
    tracks = [track if isinstance(track, str) else track["name"] for track in file["tracks"]]
    whose, which = "track" if what in tracks else "talk", "rounds" if where == "Ronde" else "rooms"
    file["rules"][f"{whose}_in_good_{which}"] = "off"


@_when(r"Keep two talks (?:of one (presenter)|that somebody attends) out of the same time slot alone, .+\.")
def _not_in_one_slot(file: File, presenter: str | None) -> None:
    file["rules"]["presenters_apart" if presenter else "attendees_apart"] = {"level": "slot"}


@_when(r"Let (.+) take (\d+) slots? \(\d+ now\)\.")
def _fewer_slots(file: File, talk: str, slots: str) -> None:
    _session(file, talk)["slots"] = slots


def _number(pattern: str, rule: str, key: str) -> None:
    """Sentences that give a key of a rule another number; without a number it is none at all."""

    def edit(file: File, number: str | None = None) -> None:
        entry = file["rules"][rule]
        statement = entry if isinstance(entry, dict) else next(each for each in entry if key in each)
        statement[key] = number or "0"

    _when(pattern)(edit)


_number(
    r"Keep (?:(\d+) seats?|no seats) free for whoever comes unannounced \(\d+ now\)\.", "room_seats_everyone", "spare"
)
_number(
    r"Let (\d+) minutes? between two sessions in a room be enough \(\d+ are asked\)\.",
    "one_session_per_room",
    "turnover",
)
_number(r"Let sessions in a room follow one another without time between \(.+\)\.", "one_session_per_room", "turnover")
_number(r"Let (\d+) sessions be held at once \(\d+ at most now\)\.", "at_most_in_parallel", "most")
_number(r"Let a room have up to (\d+) times the seats .+\.", "room_not_too_large", "times")
_number(r"Let (\d+) others? beside .+ be enough \(\d+ at least now\)\.", "held_beside", "least")
_number(r"Let (\d+) others? be held beside .+ \(\d+ at most now\)\.", "held_beside", "most")
_number(r"Let (\d+) of .+ be enough \(\d+ at least now\)\.", "number_held", "least")
_number(r"Let (\d+) of .+ be held \(\d+ at most now\)\.", "number_held", "most")
_number(r"Let (\d+) of .+ be on .+ \(\d+ at most now\)\.", "at_most_a_day", "most")
_number(r"Let .+ take (\d+) (?:day|round|room)s \(\d+ at most now\)\.", "as_few_as_can_be", "most")
_number(r"Let (\d+) (?:people|person) be enough for .+ \(\d+ (?:is|are) asked\)\.", "quorum", "people")
_number(r"Let (\d+) (?:cities|city) be enough for .+ \(\d+ (?:is|are) asked\)\.", "quorum", "cities")
_number(r"Let each (?:city|person) miss up to (\d+) wished meetings? \(\d+ at most now\)\.", "fair_share", "most")
_number(r"Let people sit up to (\d+) minutes on end \(\d+ at most now\)\.", "time_to_breathe", "most")
_number(r"Count (\d+) minutes? between two sessions as a break \(\d+ are asked\)\.", "time_to_breathe", "rest")
_number(r"Count sessions that follow at once as having a break between them \(.+\)\.", "time_to_breathe", "rest")
_number(
    r"Let people wait up to (\d+) minutes between two sessions \(\d+ at most now\)\.", "time_to_breathe", "longest_gap"
)
_number(r"Let whoever .+ make do with (\d+) minutes? to spare \(\d+ are asked\)\.", "time_to_spare", "minutes")
_number(r"Let (\d+) minutes? be enough after .+ before .+ \(\d+ are asked\)\.", "in_order", "least_gap")
_number(r"Let .+ follow .+ without time between \(\d+ minutes between them now\)\.", "in_order", "least_gap")
_number(r"Let up to (\d+) minutes pass after .+ before .+ \(\d+ at most now\)\.", "in_order", "greatest_gap")


@_when(r"Let (?:a |somebody who is )(.+) miss meetings without it counting\.")
def _not_counted(file: File, role: str) -> None:
    _statement(file, "wishes_attended")[role.replace("-", "_")] = "0"
