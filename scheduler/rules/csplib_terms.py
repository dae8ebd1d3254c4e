"""Which rule weighs what CSPLib weighs, the public library of conferences to plan; and what holds beside these."""

from __future__ import annotations

from collections.abc import Mapping

# By the words of the library's sheet of parameters: the rule, and the parameters of its statement.
RULE_OF_TERM: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "Tracks_Sessions|Penalty": ("track_in_good_rounds", {}),
    "Tracks_Rooms|Penalty": ("track_in_good_rooms", {}),
    "Sessions_Rooms|Penalty": ("room_in_good_rounds", {}),
    "Similar Tracks": ("similar_tracks_apart", {}),
    "Number of Rooms per Track": ("track_keeps_its_room", {}),
    "Parallel Tracks": ("track_not_parallel", {}),
    "Consecutive Tracks": ("track_in_consecutive_rounds", {}),
    "Submissions_Timezones": ("suitable_hours", {}),
    "Submissions Order": ("talks_in_order", {}),
    "Submissions_Sessions|Penalty": ("talk_in_good_rounds", {}),
    "Submissions_Rooms|Penalty": ("talk_in_good_rooms", {}),
    "Presenters Conflicts": ("presenters_apart", {"level": "round"}),
    "Attendees Conflicts": ("attendees_apart", {"level": "round"}),
    "Chairs Conflicts": ("track_chairs_apart", {}),
    "Presenters Conflicts Timeslot Level": ("presenters_apart", {"level": "slot"}),
    "Attendees Conflicts Timeslot Level": ("attendees_apart", {"level": "slot"}),
}
# The standard rules that no solution may break; the library knows nothing of the others.
KEPT = ("every_session_held", "session_in_its_window", "one_session_per_room", "one_track_per_block")
