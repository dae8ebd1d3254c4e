"""A second reading of every rule, from its sentence alone: what a patient person with paper and pencil would count.

First written without a look at the checks and encodings, and as plainly as can be: minute by minute, subset by subset.
Check and encoding are by one hand, so a misreading that both share passes every test that holds the one against the
other; it does not pass these. Where the readings differed, the sentence now says which was meant. Each function answers
how much a programme breaks its rule: 0 when it keeps it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from scheduler.conference.conference import Conference
from scheduler.conference.programme import Programme
from tests.support.oracles_of_people import (
    fair_share,
    groups_apart,
    nobody_in_two_places,
    present_when_needed,
    quorum,
    session_is_led,
    time_to_breathe,
    time_to_spare,
    wishes_attended,
)
from tests.support.oracles_of_place import (
    at_most_in_parallel,
    every_session_held,
    one_session_per_room,
    pinned,
    room_is_open,
    room_not_too_large,
    room_seats_everyone,
    room_suits_session,
    session_in_its_window,
)
from tests.support.oracles_of_the_day import (
    adjacent,
    as_few_as_can_be,
    at_most_a_day,
    different_days,
    evenly_spread,
    held_beside,
    in_order,
    in_parallel,
    number_held,
    plenary_stands_alone,
    preferred,
    same_day,
    same_room,
)
from tests.support.oracles_of_tracks import (
    attendees_apart,
    one_track_per_block,
    presenters_apart,
    room_in_good_rounds,
    similar_tracks_apart,
    suitable_hours,
    talk_in_good_rooms,
    talk_in_good_rounds,
    talks_in_order,
    track_chairs_apart,
    track_in_consecutive_rounds,
    track_in_good_rooms,
    track_in_good_rounds,
    track_keeps_its_room,
    track_not_parallel,
)

Oracle = Callable[[Any, Conference, Programme], int]
ORACLES: Mapping[str, Oracle] = {
    oracle.__name__: oracle
    for oracle in (
        one_session_per_room,
        session_in_its_window,
        room_is_open,
        room_suits_session,
        room_seats_everyone,
        room_not_too_large,
        pinned,
        every_session_held,
        at_most_in_parallel,
        nobody_in_two_places,
        present_when_needed,
        session_is_led,
        wishes_attended,
        quorum,
        fair_share,
        groups_apart,
        time_to_breathe,
        time_to_spare,
        plenary_stands_alone,
        in_parallel,
        in_order,
        same_room,
        different_days,
        same_day,
        adjacent,
        at_most_a_day,
        evenly_spread,
        as_few_as_can_be,
        number_held,
        held_beside,
        preferred,
        one_track_per_block,
        track_in_good_rounds,
        track_in_good_rooms,
        room_in_good_rounds,
        similar_tracks_apart,
        track_keeps_its_room,
        track_not_parallel,
        track_in_consecutive_rounds,
        talks_in_order,
        talk_in_good_rounds,
        talk_in_good_rooms,
        presenters_apart,
        attendees_apart,
        track_chairs_apart,
        suitable_hours,
    )
}
