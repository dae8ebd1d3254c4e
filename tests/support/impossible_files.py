"""Small impossible day files, told in a few lines, which among them want every kind of remedy that there is."""

from __future__ import annotations

from typing import Any

import yaml

from tests.support.impossible_conferences import IMPOSSIBLE_CONFERENCES

_TWO_ROUNDS = """
title: Netwerkdag
date: 2023-02-10
hours: 9:00–17:00
rounds: [{name: Ronde 1, time: 10:00–11:00}, {name: Ronde 2, time: 11:30–12:30}]
"""
_ON_A_GRID = """
title: Netwerkdag
date: 2023-02-10
hours: 9:00–17:00
every: 30
"""
_TWO_DAYS = """
title: Netwerkdagen
days:
  - {date: 2023-02-10, hours: 9:00–17:00, rounds: [{name: Ronde 1, time: 10:00–11:00}]}
  - {date: 2023-02-11, hours: 9:00–17:00, rounds: [{name: Ronde 2, time: 10:00–11:00}]}
"""

_FILES = {
    "a guest who comes after the round has begun": f"""{_TWO_ROUNDS}
rooms: [{{name: Zaal 1}}]
people: [{{name: Anna, available: [10:15–11:15]}}]
sessions: [{{title: Gesprek, speakers: [Anna]}}]
""",
    "a host who leaves before the end": f"""{_ON_A_GRID}
rooms: [{{name: Zaal 1}}]
people: [{{name: Anna, available: [9:10–10:05]}}, Bob]
sessions: [{{title: Ontvangst, hosts: [Anna, Bob], minutes: 60}}]
""",
    "a guest of the other day": f"""{_TWO_DAYS}
rooms: [{{name: Zaal 1}}]
people: [{{name: Anna, available: [2023-02-10 9:00–12:00]}}, {{name: Bob, available: [2023-02-11 9:00–10:30]}}, Carla]
sessions: [{{title: Gesprek, required: [Anna, Bob, Carla], minutes: 60}}]
""",
    "a guest with two short windows": f"""{_TWO_ROUNDS}
rooms: [{{name: Zaal 1}}]
people: [{{name: Anna, available: [10:00–10:20, 10:40–11:00]}}]
sessions: [{{title: Gesprek, hosts: [Anna], minutes: 60, rounds: [Ronde 1]}}]
""",
    "one person at two places": f"""{_TWO_ROUNDS}
rooms: [{{name: Zaal 1}}, {{name: Zaal 2}}]
people: [Anna]
sessions:
  - {{title: Europa, rounds: [Ronde 1], speakers: [Anna], minutes: 60}}
  - {{title: Wonen, at: [10:30], speakers: [Anna], minutes: 60}}
""",
    "one chair of two groups": f"""{_TWO_ROUNDS}
rooms: [{{name: Zaal 1}}, {{name: Zaal 2}}]
people: [Anna, Bob, {{name: Carla, available: [12:00–14:00]}}]
groups:
  - {{name: Europa, chairs: [Anna]}}
  - {{name: Wonen, chairs: [Anna], members: [Bob]}}
  - {{name: Zorg, chairs: [Carla], vice_chairs: [Carla]}}
sessions:
  - {{title: Europa, groups: [Europa, Wonen], rounds: [Ronde 1], minutes: 60}}
  - {{title: Bestuur, at: [10:30], required: [Wonen], speakers: [Anna], minutes: 60}}
""",
    "nobody who can lead": f"""{_TWO_ROUNDS}
rooms: [{{name: Zaal 1}}]
people: [{{name: Anna, available: [9:00–10:30]}}, {{name: Bob, available: [10:30–12:00]}}]
groups: [{{name: Europa, chairs: [Anna], vice_chairs: [Bob]}}]
sessions: [{{title: Europa, groups: [Europa], minutes: 60}}]
""",
    "no chair, and a vice-chair who is not there": f"""{_TWO_ROUNDS}
rooms: [{{name: Zaal 1}}]
people: [{{name: Anna, available: [9:00–10:30]}}, {{name: Bob, available: [10:30–12:00]}}]
groups: [{{name: Europa, vice_chairs: [Anna, Bob]}}]
sessions: [{{title: Europa, groups: [Europa], minutes: 60}}]
""",
    "a whole group that is not there": f"""{_TWO_ROUNDS}
rooms: [{{name: Zaal 1}}]
people: [{{name: Anna, available: [9:00–10:30]}}, {{name: Bob, available: [9:00–10:45]}}]
groups: [{{name: Europa, members: [Anna, Bob]}}]
sessions: [{{title: Bestuur, required: [Europa], minutes: 60}}]
""",
    "too few rooms": f"""{_TWO_ROUNDS}
rooms: [{{name: Zaal 1, closed: [9:00–11:00]}}, {{name: Zaal 2}}]
sessions:
  - {{title: Europa, rounds: [Ronde 1]}}
  - {{title: Wonen, rounds: [Ronde 1]}}
  - {{title: Borrel, kind: drinks, at: [15:00], rooms: [Zaal 1]}}
""",
    "three in two rounds": f"""{_TWO_ROUNDS}
rooms: [{{name: Zaal 1}}]
sessions: [{{title: Europa, rounds: [Ronde 1, Ronde 2]}}, {{title: Wonen, rounds: [Ronde 1, Ronde 2]}}, {{title: Zorg}}]
""",
    "two in a room that is closed for long": f"""{_ON_A_GRID}
rooms: [{{name: Zaal 1, closed: [9:00–15:00]}}]
minutes: 60
sessions: [{{title: Europa, at: [10:00]}}, {{title: Wonen, at: [12:00]}}]
""",
    "too small and without a beamer": f"""{_TWO_ROUNDS}
rooms: [{{name: Zaal 1, capacity: 20}}, {{name: Zaal 2, capacity: 30}}]
sessions: [{{title: Europa, expected: 40, rooms: [Zaal 1]}}]
""",
    "no room has both a beamer and a stage": f"""{_TWO_ROUNDS}
rooms: [{{name: Zaal 1}}, {{name: Zaal 2, features: [stage]}}, {{name: Zaal 3, capacity: 2, features: [beamer]}}]
sessions: [{{title: Europa, features: [beamer, stage], expected: 9}}]
""",
    "the one room with a beamer is taken": f"""{_TWO_ROUNDS}
rooms: [{{name: Zaal 1, features: [beamer]}}, {{name: Zaal 2}}]
sessions:
  - {{title: Europa, features: [beamer], rounds: [Ronde 1]}}
  - {{title: Wonen, features: [beamer], rounds: [Ronde 1]}}
""",
    "drinks where others still meet": f"""{_ON_A_GRID}
rooms: [{{name: Zaal 1}}]
rules: {{plenary_stands_alone: off, in_order: off}}
sessions: [{{title: Borrel, kind: drinks, at: [15:00], rooms: [Zaal 1]}}, {{title: Europa, at: [15:00]}}]
""",
    "doors that are too small": f"""{_TWO_ROUNDS}
rooms: [{{name: Boven, doors: [Rood, Groen], capacity: 2, closed: [9:00–10:30]}}, {{name: Zaal 1, features: [beamer]}}]
sessions:
  - {{title: Europa, expected: 3, rounds: [Ronde 2], rooms: [Boven]}}
""",
    "doors that are closed": f"""{_TWO_ROUNDS}
rooms: [{{name: Boven, doors: [Rood, Groen, Blauw], closed: [9:00–10:30]}}]
sessions: [{{title: Europa, rounds: [Ronde 1], rooms: [Rood]}}, {{title: Wonen, rounds: [Ronde 2]}}]
""",
    "doors without a beamer": f"""{_TWO_ROUNDS}
rooms: [{{name: Boven, doors: [Rood, Groen, Blauw]}}, {{name: Zaal 1, features: [beamer]}}]
sessions:
  - {{title: Europa, features: [beamer], rounds: [Ronde 1]}}
  - {{title: Wonen, features: [beamer], rounds: [Ronde 1]}}
""",
    "one link for two": f"""{_ON_A_GRID}
rooms: [{{name: Zoom, online: yes, link: 'https://zoom.example/1'}}]
sessions:
  - {{title: Europa, at: [10:00], online: yes, rooms: [Zoom]}}
  - {{title: Wonen, at: [10:00], online: yes, rooms: [Zoom]}}
""",
    "a long way on foot": f"""{_ON_A_GRID}
walking: {{within: 10, between: [{{from: Stadhuis, to: Patronaat, minutes: 25}}]}}
rooms: [{{name: Zaal 1, building: Stadhuis}}, {{name: Zaal 2, building: Patronaat}}]
people: [Anna]
minutes: 60
sessions:
  - {{title: Europa, at: [10:00], speakers: [Anna], rooms: [Zaal 1]}}
  - {{title: Wonen, at: [11:10], speakers: [Anna], rooms: [Zaal 2]}}
""",
    "a way through the house": f"""{_ON_A_GRID}
walking: {{within: 10}}
rooms: [{{name: Zaal 1}}, {{name: Zaal 2}}]
people: [Anna]
minutes: 60
sessions:
  - {{title: Europa, at: [10:00], speakers: [Anna], rooms: [Zaal 1]}}
  - {{title: Wonen, at: [11:05], speakers: [Anna], rooms: [Zaal 2]}}
""",
    "a session that is too long": f"""{_TWO_ROUNDS}
rooms: [{{name: Zaal 1}}]
sessions: [{{title: Europa, minutes: 75, rounds: [Ronde 2]}}]
""",
    "rounds without a name": """
title: Netwerkdag
date: 2023-02-10
hours: 9:00–17:00
rounds: [{time: 10:00–11:00}, {time: 11:30–12:30}]
rooms: [{name: Zaal 1, closed: [10:50–12:00]}]
sessions: [{title: Europa, minutes: 60}]
""",
    "a day that is too short": f"""{_ON_A_GRID.replace("17:00", "10:00")}
rooms: [{{name: Zaal 1}}]
sessions: [{{title: Europa, minutes: 45}}, {{title: Wonen, minutes: 45}}]
""",
    "a window that is too narrow": f"""{_ON_A_GRID}
rooms: [{{name: Zaal 1}}]
minutes: 60
sessions: [{{title: Europa, window: [9:00–9:45]}}]
""",
    "a window of the other day": f"""{_TWO_DAYS}
rooms: [{{name: Zaal 1, closed: ['2023-02-10 9:00–17:00']}}]
minutes: 60
sessions: [{{title: Europa, window: ['2023-02-10 9:00–12:00']}}]
""",
    "the one day without a room": f"""{_TWO_DAYS}
rooms: [{{name: Zaal 1, closed: ['2023-02-10 9:00–17:00']}}]
minutes: 60
sessions: [{{title: Europa, days: ['2023-02-10']}}]
""",
    "a grid that is too wide": f"""{_ON_A_GRID.replace("17:00", "10:30")}
rooms: [{{name: Zaal 1}}]
minutes: 45
sessions: [{{title: Europa}}, {{title: Wonen}}]
""",
    "a meeting of two groups, one of whose chairs speaks elsewhere": f"""{_TWO_ROUNDS}
rooms: [{{name: Zaal 1}}, {{name: Zaal 2}}]
people: [Anna, Bob]
groups: [{{name: Europa, chairs: [Anna]}}, {{name: Wonen, chairs: [Bob]}}]
sessions:
  - {{title: Samen, groups: [Europa, Wonen], rounds: [Ronde 1]}}
  - {{title: Gesprek, speakers: [Bob], rounds: [Ronde 1]}}
""",
    "two on one day": f"""{_TWO_DAYS}
rooms: [{{name: Zaal 1}}, {{name: Zaal 2}}]
minutes: 60
sessions: [{{title: Europa, at: ['2023-02-10 10:00'], days: ['2023-02-10']}}, {{title: Wonen, rounds: [Ronde 1]}}]
rules: {{different_days: [{{sessions: [Europa, Wonen]}}]}}
""",
    "one day for two of two days": f"""{_TWO_DAYS}
rooms: [{{name: Zaal 1}}, {{name: Zaal 2}}]
minutes: 60
sessions:
  - {{title: Europa, at: ['2023-02-10 10:00'], days: ['2023-02-10']}}
  - {{title: Wonen, at: ['2023-02-11 10:00']}}
rules: {{same_day: [{{sessions: [Europa, Wonen]}}]}}
""",
    "one after the other with an hour between": f"""{_ON_A_GRID}
rooms: [{{name: Zaal 1}}, {{name: Zaal 2}}]
minutes: 60
people: [{{name: Anna, available: [13:00–14:00]}}]
sessions: [{{title: Europa, at: [10:00]}}, {{title: Wonen, speakers: [Anna]}}]
rules: {{adjacent: [{{sessions: [Europa, Wonen]}}]}}
""",
    "three on two days in a row": f"""{_TWO_DAYS}
rooms: [{{name: Zaal 1}}, {{name: Zaal 2}}]
minutes: 60
sessions: [Europa, Wonen, Zorg]
rules: {{at_most_a_day: [{{sessions: [Europa, Wonen, Zorg], most: 2, days: 2}}]}}
""",
    "three in one of two rooms": f"""{_ON_A_GRID}
rooms: [{{name: Zaal 1}}, {{name: Zaal 2}}]
minutes: 60
sessions:
  - {{title: Europa, rooms: [Zaal 1]}}
  - {{title: Wonen, rooms: [Zaal 1]}}
  - {{title: Zorg, rooms: [Zaal 1]}}
  - {{title: Water}}
rules: {{evenly_spread: [{{sessions: [Europa, Wonen, Zorg, Water], over: room}}]}}
""",
    "a speaker who comes twice": f"""{_TWO_DAYS}
rooms: [{{name: Zaal 1}}]
minutes: 60
people: [Anna]
sessions:
  - {{title: Europa, speakers: [Anna], at: ['2023-02-10 10:00']}}
  - {{title: Wonen, speakers: [Anna], at: ['2023-02-11 10:00']}}
rules: {{as_few_as_can_be: [{{sessions: [Europa, Wonen], over: day, most: 1}}]}}
""",
    "two of three, all of them wanted": f"""{_ON_A_GRID}
rooms: [{{name: Zaal 1}}]
minutes: 60
sessions: [Europa, Wonen, Zorg]
rules: {{number_held: [{{sessions: [Europa, Wonen, Zorg], least: 1, most: 2}}]}}
""",
    "two of one, which is a pair too few": f"""{_ON_A_GRID}
rooms: [{{name: Zaal 1}}]
minutes: 60
sessions: [Europa, {{title: Wonen, optional: yes, at: [9:00]}}, {{title: Zorg, optional: yes, at: [9:30]}}]
rules: {{number_held: [{{sessions: [Europa, Wonen, Zorg], least: 3}}]}}
""",
    "too many beside the talk": f"""{_TWO_ROUNDS}
rooms: [{{name: Zaal 1}}, {{name: Zaal 2}}, {{name: Zaal 3}}]
minutes: 60
sessions:
  - {{title: Lezing, rounds: [Ronde 1]}}
  - {{title: Europa, rounds: [Ronde 1]}}
  - {{title: Wonen, rounds: [Ronde 1]}}
rules: {{held_beside: {{only: {{sessions: [Lezing, Europa]}}, most: 1, weight: hard}}}}
""",
    "too few beside the talk": f"""{_TWO_ROUNDS}
rooms: [{{name: Zaal 1}}, {{name: Zaal 2}}, {{name: Zaal 3}}]
minutes: 60
sessions:
  - {{title: Lezing, rounds: [Ronde 1]}}
  - {{title: Europa, rounds: [Ronde 1]}}
  - {{title: Wonen, rounds: [Ronde 2]}}
rules: {{held_beside: {{only: {{sessions: [Lezing]}}, least: 2, weight: hard}}}}
""",
    "a small meeting and a hall": f"""{_TWO_ROUNDS}
rooms: [{{name: Aula, capacity: 30}}, {{name: Zaal 2, capacity: 5}}]
minutes: 60
sessions: [{{title: Lezing, expected: 5, rounds: [Ronde 1]}}, {{title: Europa, expected: 5, rounds: [Ronde 1]}}]
rules: {{room_not_too_large: {{times: 4, weight: hard}}}}
""",
    "in at nine, and on at nine": f"""{_ON_A_GRID}
rooms: [{{name: Zaal 1}}]
people: [{{name: Anna, available: [10:00–12:00]}}]
minutes: 60
sessions: [{{title: Europa, at: [10:00], speakers: [Anna]}}]
rules: {{time_to_spare: {{weight: hard, minutes: 20}}}}
""",
    "nothing for both days": f"""{_TWO_DAYS}
rooms: [{{name: Zaal 1}}]
minutes: 60
sessions: [{{title: Europa, at: ['2023-02-10 15:00']}}, {{title: Wonen, at: ['2023-02-11 11:00']}}]
rules: {{in_order: [{{first: [Europa], then: [Wonen], same_day: yes}}]}}
""",
    "the other way round": f"""{_TWO_DAYS}
rooms: [{{name: Zaal 1}}]
minutes: 60
sessions: [{{title: Europa, at: ['2023-02-11 11:00']}}, {{title: Wonen, at: ['2023-02-10 15:00']}}]
rules: {{in_order: [{{first: [Europa], then: [Wonen]}}]}}
""",
    "pinned to one place": f"""{_TWO_ROUNDS}
rooms: [{{name: Zaal 1}}, {{name: Zaal 2}}]
sessions: [{{title: Europa}}, {{title: Wonen}}]
rules: {{pinned: [{{session: Europa, at: [10:00], room: [Zaal 1]}}, {{session: Wonen, at: [10:00], room: [Zaal 1]}}]}}
""",
    "preferred by both": f"""{_TWO_ROUNDS}
rooms: [{{name: Zaal 1}}]
sessions: [{{title: Europa}}, {{title: Wonen}}]
rules:
  preferred:
    - {{sessions: [Europa, Wonen], weight: hard, at: [10:00], between: [9:00–11:00], room: [Zaal 1]}}
""",
    "preferred within too short a stretch": f"""{_TWO_ROUNDS}
rooms: [{{name: Zaal 1}}]
sessions: [{{title: Europa}}, {{title: Wonen}}]
rules: {{preferred: [{{sessions: [Europa, Wonen], weight: hard, between: [9:00–11:30]}}]}}
""",
    "two side by side too many": f"""{_TWO_ROUNDS}
rooms: [{{name: Zaal 1}}, {{name: Zaal 2}}, {{name: Zaal 3}}]
sessions: [{{title: Europa}}, {{title: Wonen}}, {{title: Zorg}}]
rules: {{at_most_in_parallel: {{most: 1}}}}
""",
    "people who wish to be at both": f"""{_TWO_ROUNDS}
rooms: [{{name: Zaal 1}}, {{name: Zaal 2}}]
people: [{{name: Anna, organisation: Delft}}, {{name: Bob, organisation: Ede}}]
groups: [{{name: Europa, members: [Anna]}}, {{name: Wonen, vice_chairs: [Bob], members: [Anna]}}]
sessions: [{{title: Europa, groups: [Europa], rounds: [Ronde 1]}}, {{title: Dag, invited: [Wonen], rounds: [Ronde 1]}}]
rules: {{wishes_attended: {{weight: hard}}}}
""",
    "a city that misses one": f"""{_TWO_ROUNDS}
rooms: [{{name: Zaal 1}}, {{name: Zaal 2}}]
people: [{{name: Anna, organisation: Delft}}, {{name: Bob, organisation: Ede}}]
groups: [{{name: Europa, members: [Anna, Bob]}}, {{name: Wonen, interested: [Anna]}}]
sessions: [{{title: Europa, groups: [Europa], rounds: [Ronde 1]}}, {{title: Dag, invited: [Wonen], rounds: [Ronde 1]}}]
rules: {{fair_share: {{weight: hard, of: city}}}}
""",
    "a quorum that is not there": f"""{_TWO_ROUNDS}
rooms: [{{name: Zaal 1}}]
people: [{{name: Anna, organisation: Delft, available: [9:00–10:00]}}, {{name: Bob, organisation: Ede}}]
groups: [{{name: Europa, members: [Anna, Bob]}}]
sessions: [{{title: Europa, groups: [Europa], rounds: [Ronde 1]}}]
rules: {{quorum: [{{group: Europa, people: 2}}, {{group: Europa, cities: 2}}]}}
""",
    "a quorum of people": f"""{_TWO_ROUNDS}
rooms: [{{name: Zaal 1}}]
people: [{{name: Anna, organisation: Delft, available: [9:00–10:00]}}, {{name: Bob, organisation: Ede}}]
groups: [{{name: Europa, members: [Anna, Bob]}}]
sessions: [{{title: Europa, groups: [Europa], rounds: [Ronde 1]}}]
rules: {{quorum: [{{group: Europa, people: 2}}]}}
""",
    "a quorum of cities": f"""{_TWO_ROUNDS}
rooms: [{{name: Zaal 1}}]
people: [{{name: Anna, organisation: Delft, available: [9:00–10:00]}}, {{name: Bob, organisation: Ede}}]
groups: [{{name: Europa, members: [Anna, Bob]}}]
sessions: [{{title: Europa, groups: [Europa], rounds: [Ronde 1]}}, {{title: Later, groups: [Europa], at: [9:00]}}]
rules: {{quorum: [{{group: Europa, cities: 2}}]}}
""",
    "preferred in a room that is closed then": f"""{_TWO_ROUNDS}
rooms: [{{name: Zaal 1, closed: [9:00–11:00]}}, {{name: Zaal 2}}]
sessions: [{{title: Europa}}]
rules: {{preferred: [{{sessions: [Europa], weight: hard, at: [10:00], room: [Zaal 1]}}]}}
""",
    "preferred at an hour outside the stretch that is preferred": f"""{_TWO_ROUNDS}
rooms: [{{name: Zaal 1}}]
sessions: [{{title: Europa}}]
rules: {{preferred: [{{sessions: [Europa], weight: hard, at: [10:00], between: [11:00–13:00]}}]}}
""",
    "preferred on one day and at an hour of the other": f"""{_TWO_DAYS}
rooms: [{{name: Zaal 1}}]
sessions: [{{title: Europa}}]
rules: {{preferred: [{{sessions: [Europa], weight: hard, days: ['2023-02-10'], at: ['2023-02-11 10:00']}}]}}
""",
    "all groups on two days": f"""{_TWO_DAYS}
rooms: [{{name: Zaal 1}}, {{name: Zaal 2}}]
minutes: 60
groups: [Europa, Wonen]
sessions:
  - {{title: Europa, groups: [Europa], rounds: [Ronde 1]}}
  - {{title: Europa 2, groups: [Europa], at: ['2023-02-10 15:00']}}
  - {{title: Wonen, groups: [Wonen]}}
  - {{title: Wonen 2, groups: [Wonen]}}
rules: {{different_days: {{each: group, weight: hard}}}}
""",
    "all groups in one room": f"""{_ON_A_GRID}
rooms: [{{name: Zaal 1}}, {{name: Zaal 2}}]
minutes: 60
groups: [Europa, Wonen]
sessions:
  - {{title: Europa, groups: [Europa], at: [10:00]}}
  - {{title: Europa 2, groups: [Europa], at: [10:30]}}
  - {{title: Wonen, groups: [Wonen]}}
  - {{title: Wonen 2, groups: [Wonen]}}
rules: {{same_room: {{each: group, weight: hard}}}}
""",
    "one before two others": f"""{_ON_A_GRID}
rooms: [{{name: Zaal 1}}]
minutes: 60
sessions: [{{title: Europa, at: [12:00]}}, {{title: Wonen, at: [10:00]}}, {{title: Zorg}}]
rules: {{in_order: [{{first: [Europa], then: [Wonen, Zorg]}}]}}
""",
    "no time to breathe for one of two": f"""{_ON_A_GRID}
rooms: [{{name: Zaal 1}}]
people: [Anna, Bob]
minutes: 60
sessions: [{{title: Europa, at: [9:00], speakers: [Anna]}}, {{title: Wonen, at: [10:00], speakers: [Anna, Bob]}}]
rules: {{time_to_breathe: {{weight: hard, most: 90}}}}
""",
    "no time to breathe": f"""{_ON_A_GRID}
rooms: [{{name: Zaal 1}}]
people: [Anna]
minutes: 60
sessions:
  - {{title: Europa, at: [9:00], speakers: [Anna]}}
  - {{title: Wonen, at: [10:10], speakers: [Anna]}}
  - {{title: Zorg, at: [15:00], speakers: [Anna]}}
rules: {{time_to_breathe: {{weight: hard, most: 90, rest: 15, longest_gap: 600}}}}
""",
    "too long to wait": f"""{_ON_A_GRID}
rooms: [{{name: Zaal 1}}]
people: [Anna]
minutes: 60
sessions: [{{title: Europa, at: [9:00], speakers: [Anna]}}, {{title: Zorg, at: [11:00], speakers: [Anna]}}]
rules: {{time_to_breathe: {{weight: hard, most: 90, longest_gap: 30}}}}
""",
    "no time to spare": f"""{_ON_A_GRID}
rooms: [{{name: Zaal 1}}]
people: [{{name: Anna, available: [9:50–12:00]}}, Bob]
minutes: 60
sessions:
  - {{title: Europa, at: [10:00], speakers: [Anna]}}
  - {{title: Wonen, at: [14:00], speakers: [Bob]}}
  - {{title: Zorg, at: [15:30], speakers: [Bob]}}
rules: {{time_to_spare: {{weight: hard, minutes: 20}}}}
""",
    "three groups apart in two rounds": f"""{_TWO_ROUNDS}
rooms: [{{name: Zaal 1}}, {{name: Zaal 2}}, {{name: Zaal 3}}]
groups: [Europa, Wonen, Zorg]
sessions: [{{title: Europa, group: Europa}}, {{title: Wonen, group: Wonen}}, {{title: Zorg, group: Zorg}}]
rules: {{groups_apart: [{{groups: [Europa, Wonen, Zorg], weight: hard}}]}}
""",
    "beside two plenaries": f"""{_ON_A_GRID}
rooms: [{{name: Zaal 1}}, {{name: Zaal 2}}]
minutes: 60
sessions:
  - {{title: Opening, kind: plenary, at: [10:00]}}
  - {{title: Slot, kind: plenary, at: [15:00]}}
  - {{title: Europa, at: [10:30]}}
""",
    "together at two hours": f"""{_TWO_ROUNDS}
rooms: [{{name: Zaal 1}}, {{name: Zaal 2}}]
sessions: [{{title: Europa, rounds: [Ronde 1]}}, {{title: Wonen, rounds: [Ronde 2]}}]
rules: {{in_parallel: [{{sessions: [Europa, Wonen]}}]}}
""",
    "who cancelled was the only one to speak": f"""{_TWO_ROUNDS}
rooms: [{{name: Zaal 1}}]
people: [{{name: Anna, absent: yes}}, Bob]
sessions: [{{title: Gesprek, speakers: [Anna]}}]
""",
    "who cancelled was the only host": f"""{_TWO_ROUNDS}
rooms: [{{name: Zaal 1}}]
people: [{{name: Anna, absent: yes}}, Bob]
sessions: [{{title: Gesprek, hosts: [Anna]}}]
""",
    "who cancelled was required": f"""{_TWO_ROUNDS}
rooms: [{{name: Zaal 1}}]
people: [{{name: Anna, absent: yes}}, Bob]
sessions: [{{title: Gesprek, required: [Anna, Bob]}}]
""",
    "who cancelled was the only chair": f"""{_TWO_ROUNDS}
rooms: [{{name: Zaal 1}}]
people: [{{name: Anna, absent: yes}}, Bob]
groups: [{{name: Wonen, chairs: [Anna], members: [Bob]}}]
sessions: [{{title: Wonen, groups: [Wonen]}}]
""",
    "too soon after": f"""{_ON_A_GRID}
rooms: [{{name: Zaal 1}}]
minutes: 60
sessions: [{{title: Europa, at: [10:00]}}, {{title: Wonen, at: [11:10]}}]
rules: {{in_order: [{{first: [Europa], then: [Wonen], least_gap: 30}}]}}
""",
    "too long after, and not directly": f"""{_ON_A_GRID}
rooms: [{{name: Zaal 1}}]
minutes: 60
sessions: [{{title: Europa, at: [10:00]}}, {{title: Wonen, at: [11:30, 12:00], expected: 10}}]
rules: {{in_order: [{{first: [Europa], then: [Wonen], greatest_gap: 20}}]}}
""",
    "not directly after": f"""{_ON_A_GRID}
rooms: [{{name: Zaal 1, closed: ["10:00–11:00"]}}]
minutes: 60
sessions: [{{title: Europa, at: [9:00]}}, {{title: Wonen}}]
rules: {{in_order: [{{first: [Europa], then: [Wonen], directly: yes}}]}}
""",
    "lunch too late": f"""{_ON_A_GRID}
rooms: [{{name: Zaal 1}}]
minutes: 60
sessions: [{{title: Lunch, kind: board lunch, at: [13:30]}}, {{title: Europa}}]
rules: {{in_order: [{{first: [Lunch], between: [12:00–14:00]}}]}}
""",
    "one room for both": f"""{_ON_A_GRID}
rooms: [{{name: Zaal 1}}, {{name: Zaal 2}}]
minutes: 60
sessions: [{{title: Europa, at: [10:00]}}, {{title: Wonen, at: [10:30]}}]
rules: {{same_room: [{{sessions: [Europa, Wonen]}}]}}
""",
    "no time to turn the room over": f"""{_ON_A_GRID}
rooms: [{{name: Zaal 1}}]
minutes: 60
sessions: [{{title: Europa, at: [10:00]}}, {{title: Wonen, at: [11:10]}}, {{title: Zorg, at: [12:10]}}]
rules: {{one_session_per_room: {{turnover: 10}}}}
""",
    "no seats to spare": f"""{_ON_A_GRID}
rooms: [{{name: Zaal 1, capacity: 22}}]
sessions: [{{title: Europa, expected: 20}}]
rules: {{room_seats_everyone: {{spare: 5}}}}
""",
}


_ROLES = {"chair": "chairs", "vice-chair": "vice_chairs", "secretary": "secretary", "somebody interested": "interested"}
for _role, _key in _ROLES.items():
    _FILES[f"a {_role} who wishes to be at both"] = f"""{_TWO_ROUNDS}
rooms: [{{name: Zaal 1}}, {{name: Zaal 2}}]
people: [Anna]
groups: [{{name: Europa, members: [Anna]}}, {{name: Wonen, {_key}: {"Anna" if _key == "secretary" else "[Anna]"}}}]
sessions: [{{title: Europa, groups: [Europa], rounds: [Ronde 1]}}, {{title: Dag, invited: [Wonen], rounds: [Ronde 1]}}]
rules: {{wishes_attended: {{weight: hard}}}}
"""


def impossible_files() -> dict[str, dict[str, Any]]:
    """Each by its story, as YAML has it, every value a text."""
    stories = {**_FILES, **IMPOSSIBLE_CONFERENCES}
    return {story: yaml.load(text, yaml.BaseLoader) for story, text in stories.items()}  # noqa: S506 - no code in texts
