"""A sentence is English as a text and says itself in Dutch; its parts, pickled and nested, stay what they are."""

from __future__ import annotations

import pickle
from datetime import date

from scheduler.conference.clock import Clock, Span
from scheduler.conference.conference import Room
from scheduler.text.language import Language
from scheduler.text.sentence import Sentence, capital, paragraph, phrase, plural, speaking, spoken, spoken_json
from scheduler.text.wording import count, lasting, listing, nearest, within

DUTCH = Language.of("nl")
CLOCK = Clock(date(2023, 2, 10), language="en", several_days=True)


def test_hours_and_days_are_said_as_each_language_writes_them() -> None:
    span = Span(700, 760)
    assert (CLOCK.during(span), CLOCK.during(span).into(DUTCH)) == (
        "on Fri 10 February at 11:40–12:40",
        "op vr 10 februari van 11.40 tot 12.40",
    )
    assert (CLOCK.at(700, 760), CLOCK.at(700, 760).into(DUTCH)) == (
        "on Fri 10 February at 11:40 or 12:40",
        "op vr 10 februari om 11.40 of 12.40",
    )
    assert CLOCK.span(span).into(DUTCH) == "vr 10 februari 11.40–12.40"
    assert CLOCK.stretch(Span(700, 1440)).into(DUTCH) == "op vr 10 februari vanaf 11.40"


def test_numbers_and_lists_are_said_as_each_language_writes_them() -> None:
    assert (count(1200, "session"), count(1200, "session").into(DUTCH)) == ("1,200 sessions", "1.200 onderdelen")
    assert lasting(155).into(DUTCH) == "2 uur en 35 minuten"
    assert listing(["Anna", count(2, "other")]).into(DUTCH) == "Anna en nog 2"
    assert nearest("Wonnen", ["Wonen"]).into(DUTCH) == ' Bedoelde u "Wonen"?'


def test_what_people_wrote_stays_as_it_is_in_every_language() -> None:
    hostile = "{room} and or {0} %s"
    assert Sentence("{a}: {b}", a=hostile, b=phrase("plenary")).into(DUTCH) == f"{hostile}: plenair"


def test_a_sentence_of_sentences_is_said_whole() -> None:
    inner = Sentence("all day")
    whole = paragraph(capital(inner), plural(2, "{number} is asked", "{number} are asked"), between="; ")
    assert (whole, whole.into(DUTCH)) == ("All day; 2 are asked", "De hele dag; nu 2")
    assert within(Sentence("The end.")) == "the end"


def test_every_kind_of_phrase_can_be_sent_to_another_process() -> None:
    hour = CLOCK.hour(700)
    for one in (Sentence("{a}", a=hour), count(3, "day"), listing(["a"]), within("No."), paragraph("a", "b"), hour):
        again = pickle.loads(pickle.dumps(one))  # noqa: S301  our own
        assert (again, again.into(DUTCH), again.parts) == (one, one.into(DUTCH), one.parts)


def test_whoever_reads_is_spoken_to_in_the_language_that_was_set_and_no_longer() -> None:
    with speaking(DUTCH):
        assert spoken(Sentence("all day")) == "de hele dag"
    assert spoken(Sentence("all day")) == "all day"


def test_an_answer_has_its_sentences_and_what_they_are_made_of() -> None:
    sentence = Sentence("{room}: {number}", room=Room(name="Zaal 1"), number=3)
    with speaking(DUTCH):
        answer = spoken_json({"schema": "x", "found": [sentence, sentence, "as typed"]})
    assert answer == {
        "schema": "x",
        "found": ["Zaal 1: 3", "Zaal 1: 3", "as typed"],
        "spoken_in": "nl",
        "sentence_parts": [
            {
                "text": "Zaal 1: 3",
                "template": "{room}: {number}",
                "values": {"room": {"kind": "room", "id": "Zaal 1"}, "number": 3},
            }
        ],
    }
