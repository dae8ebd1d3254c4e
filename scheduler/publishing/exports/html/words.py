"""What the page says of itself, in its language: headings, labels and what the script puts together."""

from __future__ import annotations

from collections.abc import Mapping

from scheduler.text.language import Language


def words(language: Language, *, sessions: int) -> Mapping[str, str]:
    """All words of the page, by the name under which the template and the script know them.

    `{shown}` and its like are left to the script.
    """
    say = language.say
    return {
        "add": say("Put into your calendar"),
        "add_file": say("File (.ics)"),
        "add_once": say("This takes it over once. It does not follow later changes by itself."),
        "all": say("All"),
        "alongside": say("All the while"),
        "auto": say("As fits the screen"),
        "calendars": say("In your calendar"),
        "calendars_download": say(
            "Download a file and open it in your calendar. It does not follow later changes by itself."
        ),
        "calendars_subscribe": say(
            "Who subscribes sees every later change by itself; a downloaded file stays as it is."
        ),
        "address": say("Address"),
        "apple": say("Apple Calendar"),
        "calendars_phone": say(
            "Google's app on a phone cannot subscribe: do it on a computer, or copy the address for another program."
        ),
        "changed": say("changed"),
        "changes": say("What has changed"),
        "choose": say("Choose your groups"),
        "chosen": say("{number} chosen", number="{number}"),
        "chosen_calendars": say("Calendars of your groups"),
        "common_stay": say("What is for everyone stays in view."),
        "compact": say("Compact"),
        "contents": say("On this page"),
        "copied": say("Copied"),
        "copy_it": say("Copy"),
        "download": say("Download"),
        "download_once": say("Or download the file once"),
        "filter": say("Find your sessions"),
        "files": say("The same programme as a file"),
        "follow": say("See also"),
        "google": say("Google Calendar"),
        "grid": say("Grid"),
        "groups": say("Calendars of groups"),
        "hours_here": say("on your clock {hours}", hours="{hours}"),
        "hours_note": say(
            "The hours in {place} stand behind those of the day, in the list and in the texts.", place="{place}"
        ),
        "hours_there": say("in {place} {hours}", place="{place}", hours="{hours}"),
        "join": say("Join online"),
        "letter": say("Introduction"),
        "list": say("List"),
        "next": say("Next"),
        "no_room": say("Without a room"),
        "none_now": say("Nothing takes place at this moment."),
        "not_meeting": say("Do not meet"),
        "now": say("Now"),
        "now_and_next": say("Now and next"),
        "nothing": say("Nothing takes place on this day."),
        "not_copied": say("Select the address and copy it."),
        "online": say("Online"),
        "outlook": say("Outlook.com"),
        "outlook_work": say("Outlook of work or school"),
        "papers": say("Papers"),
        "people": say("Calendars of people"),
        "person": say("Person"),
        "pillar": say("Pillar"),
        "pillars": say("Pillars and their colours"),
        "places": say("Places"),
        "programme": say("Programme"),
        "reset": say("Show all"),
        "room": say("Room"),
        "rooms": say("Calendars of rooms"),
        "search": say("Words in title or text"),
        "shown": language.plural(
            sessions, "{shown} of {number} session shown", "{shown} of {number} sessions shown", shown="{shown}"
        ),
        "skip": say("To the programme"),
        "subscribe": say("Subscribe"),
        "texts": say("About the sessions"),
        "time": say("Time"),
        "to_now": say("Go to what takes place now"),
        "top": say("To the top"),
        "view": say("View"),
        "website": say("Latest edition"),
        "whole": say("The whole programme"),
        "your_time": say(
            "All hours are those of {place}; on your clock it is now {time}.", place="{place}", time="{time}"
        ),
    }


def caption(language: Language, day: str) -> str:
    """The caption of a table: what it says of itself to whoever does not see it."""
    return language.say("{day}: times from top to bottom, rooms side by side", day=day)
