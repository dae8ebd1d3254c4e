"""The same of conferences with tracks: each wants the remedies of a few rules about talks."""

from __future__ import annotations

_HALF_AN_HOUR = "slots: 1"
_TOP = """
title: Congres
date: 2023-02-10
hours: 9:00–17:00
"""

IMPOSSIBLE_CONFERENCES = {
    "a talk at no hour that suits": f"""{_TOP}
rounds:
  - {{name: Ronde 1, time: 10:00–11:00, slots: 3}}
  - {{name: Ronde 2, time: 11:30–12:30, slots: 3}}
  - {{name: Ronde 3, time: 15:30–16:30, slots: 3}}
rooms: [{{name: Zaal 1}}]
tracks: [{{name: Water, rather_not: [Ronde 1]}}, Klimaat]
sessions:
  - {{title: Dijken, track: Water, rather_not: [Ronde 2], zone: Asia/Singapore}}
  - {{title: Bomen, track: Klimaat}}
rules: {{track_in_good_rounds: hard, talk_in_good_rounds: hard, suitable_hours: hard}}
""",
    "a talk in no room that suits": f"""{_TOP}
rounds: [{{name: Ronde 1, time: 10:00–11:00, slots: 3}}]
rooms: [{{name: Zaal 1}}, {{name: Zaal 2}}, {{name: Zaal 3, rather_not: [Ronde 1]}}]
tracks: [{{name: Water, rather_not: [Zaal 1]}}]
sessions: [{{title: Dijken, track: Water, rather_not: [Zaal 2]}}]
rules: {{track_in_good_rooms: hard, talk_in_good_rooms: hard, room_in_good_rounds: hard}}
""",
    "a talk that nothing can be beside": f"""{_TOP}
rounds:
  - {{name: Ronde 1, time: 10:00–10:30, {_HALF_AN_HOUR}}}
  - {{name: Ronde 2, time: 11:00–11:30, {_HALF_AN_HOUR}}}
  - {{name: Ronde 3, time: 12:00–12:30, slots: 2}}
  - {{name: Ronde 4, time: 13:00–13:30, slots: 2}}
rooms: [{{name: Zaal 1}}, {{name: Zaal 2}}]
tracks:
  - {{name: Water, chairs: [Anna], similar: [Klimaat]}}
  - Klimaat
  - {{name: Bodem, chairs: [Anna]}}
  - Lucht
sessions:
  - {{title: Dijken, track: Water, speakers: [Bob], required: [Carla]}}
  - {{title: Bomen, track: Klimaat, at: [10:00]}}
  - {{title: Klei, track: Bodem, at: [11:00]}}
  - {{title: Wind, track: Lucht, at: [12:00], speakers: [Bob]}}
  - {{title: Stof, track: Lucht, at: [13:00], required: [Carla]}}
rules: {{similar_tracks_apart: hard, track_chairs_apart: hard, presenters_apart: hard, attendees_apart: hard}}
""",
    "a talk that nothing can be beside in its slot": f"""{_TOP}
rounds: [{{name: Ronde 1, time: 12:00–12:30, slots: 2}}, {{name: Ronde 2, time: 13:00–13:30, slots: 2}}]
rooms: [{{name: Zaal 1}}, {{name: Zaal 2}}]
tracks: [Water, Lucht, {{name: Bodem, chairs: [Carla]}}]
sessions:
  - {{title: Dijken, track: Water, speakers: [Bob], required: [Carla]}}
  - {{title: Wind, track: Lucht, at: [12:00], speakers: [Bob]}}
  - {{title: Stof, track: Bodem, at: [13:00]}}
rules: {{presenters_apart: hard, attendees_apart: hard, nobody_in_two_places: off}}
""",
    "a track beside itself, or with a gap": f"""{_TOP}
rounds:
  - {{name: Ronde 1, time: 10:00–10:30, {_HALF_AN_HOUR}}}
  - {{name: Ronde 2, time: 11:00–11:30, {_HALF_AN_HOUR}}}
  - {{name: Ronde 3, time: 12:00–12:30, {_HALF_AN_HOUR}}}
rooms: [{{name: Zaal 1}}, {{name: Zaal 2}}]
tracks: [Water]
sessions:
  - {{title: Dijken, track: Water, at: [10:00]}}
  - {{title: Pompen, track: Water, rounds: [Ronde 1, Ronde 3]}}
rules: {{track_not_parallel: hard, track_in_consecutive_rounds: hard}}
""",
    "a track in two rooms, or in another order": f"""{_TOP}
rounds:
  - {{name: Ronde 1, time: 10:00–10:30, {_HALF_AN_HOUR}}}
  - {{name: Ronde 2, time: 11:00–11:30, {_HALF_AN_HOUR}}}
  - {{name: Ronde 3, time: 12:00–12:30, {_HALF_AN_HOUR}}}
rooms: [{{name: Zaal 1, closed: ["12:00–12:30"]}}, {{name: Zaal 2}}]
tracks: [Water]
sessions:
  - {{title: Dijken, track: Water, at: [11:00], rooms: [Zaal 1], order: 1}}
  - {{title: Pompen, track: Water, rounds: [Ronde 1, Ronde 3]}}
rules: {{track_keeps_its_room: hard, talks_in_order: hard}}
""",
    "talks that are too long together": f"""{_TOP}
rounds: [{{name: Ronde 1, time: 10:00–11:00, slots: 3}}]
rooms: [{{name: Zaal 1}}]
tracks: [Water]
sessions: [{{title: Dijken, track: Water, slots: 2}}, {{title: Pompen, track: Water, slots: 2}}]
""",
}
