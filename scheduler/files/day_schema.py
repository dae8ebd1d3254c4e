"""The shape of a day file: its keys, what each may hold, and what each means. The JSON schema follows from it.

A shape knows words and hours, not yet what they refer to; `build` makes a conference of it.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    GetJsonSchemaHandler,
    PlainSerializer,
    PlainValidator,
    Tag,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from scheduler.files.dutch import in_english
from scheduler.files.faults import quoted
from scheduler.files.keys import in_language, known_keys
from scheduler.files.named_links import spelt_out
from scheduler.files.values import (
    AKind,
    AnHour,
    AStretch,
    Colour,
    Count,
    Date,
    GroupKind,
    Link,
    MailAddress,
    Minutes,
    MinutesOrNone,
    Name,
    NamesOrNone,
    OneOrSeveral,
    Positive,
    Prose,
    Several,
    TheOpeningHours,
    Website,
    Weighed,
    Wishes,
    YesNo,
    it_says,
    to_text,
)
from scheduler.text.sentence import LANGUAGES, Sentence
from scheduler.text.wording import nearest

_PRIVATE = "yes: a link with a passcode, for personal calendars alone; by default the link itself tells"
FILE, LIST = "(file)", "(list)"  # the two forms of `people`


class Shape(BaseModel):
    """Keys and values of one thing. `alone`: the key that is meant when a text stands there instead."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    alone: ClassVar[str] = ""

    @classmethod
    def keys(cls) -> list[str]:
        return [field.alias or name for name, field in cls.model_fields.items()]

    @model_validator(mode="before")
    @classmethod
    def _our_spelling(cls, data: Any, info: ValidationInfo) -> Any:
        if isinstance(data, str) and cls.alone:
            return {cls.alone: data}
        if isinstance(data, str):
            key = in_language(cls.keys()[0], dutch=bool((info.context or {}).get("dutch")))
            raise ValueError(Sentence("should be keys and values, like {key}: …; {says}.", key=key, says=it_says(data)))
        if not isinstance(data, dict):
            raise ValueError(Sentence("should be one thing with keys and values, not a list."))
        return known_keys(data, cls.keys())

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        reference = handler(core)
        if cls.alone:
            schema = handler.resolve_ref_schema(reference)
            whole = dict(schema)
            schema.clear()
            schema.update({"anyOf": [{"type": ["string", "number", "boolean"]}, whole]})
        return reference


def _language(value: Any) -> str:
    text = to_text(value)
    text = in_english("words", text) or text
    if text.casefold() not in LANGUAGES:
        hint = nearest(text, LANGUAGES) or Sentence(" Choose nl or en.")
        raise ValueError(
            Sentence("{language} is no language that netday writes.{hint}", language=quoted(text), hint=hint)
        )
    return text.casefold()


Language = Annotated[
    Literal["nl", "en"], PlainValidator(_language), WithJsonSchema({"type": "string", "enum": list(LANGUAGES)})
]


class RoundShape(Shape):
    """A block of the day in which meetings stand side by side."""

    alone: ClassVar[str] = "time"
    name: Name | None = Field(None, description="what the round is called; by default round 1, round 2, … by time")
    time: AStretch = Field(description="from when to when: 11:40–12:40")
    slots: Positive | None = Field(None, description="how many talks of a track follow one another in it")


class DayShape(Shape):
    """One day of a conference of several days."""

    alone: ClassVar[str] = "date"
    date: Date = Field(description="the date, like 2023-02-10")
    hours: TheOpeningHours | None = Field(None, description="opening hours: nothing begins before or ends after them")
    rounds: Several[RoundShape] | None = Field(None, description="blocks in which meetings stand side by side")
    every: Minutes | None = Field(None, description="sessions begin every so many minutes from the opening hour")


class WayShape(Shape):
    """The way on foot between two buildings."""

    from_: Name = Field(alias="from", description="one building")
    to: Name = Field(description="the other building")
    minutes: MinutesOrNone = Field(description="minutes on foot, either way")


class WalkingShape(Shape):
    """Minutes on foot."""

    within: MinutesOrNone = Field(0, description="minutes between two rooms of one building")
    between: Several[WayShape] = Field((), description="minutes between two buildings")


class LinkShape(Shape):
    """A link and what it is called. The link alone will do, and so will one key: `Agenda: https://…`."""

    alone: ClassVar[str] = "link"
    title: Name | None = Field(None, description="what it is called")
    link: Link = Field(description="where it leads: https://…, http://… or mailto:…")

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        reference = super().__get_pydantic_json_schema__(core, handler)
        by_title = {"type": "object", "additionalProperties": {"type": "string", "format": "uri"}}
        handler.resolve_ref_schema(reference)["anyOf"].append(by_title)
        return reference


def _link_as_ever(links: tuple[LinkShape, ...]) -> Any:
    """As files with a single link have always been hashed."""
    if len(links) == 1 and not links[0].title:
        return links[0].link
    return [link.model_dump() for link in links] or None


NamedLinks = Annotated[tuple[LinkShape, ...], BeforeValidator(spelt_out)]
OneOrNamedLinks = Annotated[NamedLinks, PlainSerializer(_link_as_ever, return_type=Any)]


class RoomShape(Shape):
    """A room, several doors alike, or the link of an online room. The name alone will do."""

    alone: ClassVar[str] = "name"
    name: Name = Field(description="what it is called; for several doors, what they are called together")
    short: Name | None = Field(None, description="a short name for narrow grids; by default the name")
    capacity: Count | None = Field(None, description="how many people it seats; by default any number")
    features: Several[Name] = Field((), description="what it has: [beamer, stage]")
    building: Name | None = Field(None, description="the building it is in, for walking times")
    closed: Several[AStretch] = Field((), description="when it cannot be used: 13:00–15:00, or several")
    doors: Several[Name] = Field((), description="several rooms alike: 2.01–2.06, or [Rood, Groen, Blauw]")
    consists_of: Several[Name] = Field((), description="rooms that it is with the wall open: [Zaal A, Zaal B]")
    online: YesNo = Field(False, description="yes: a link, no walking, no capacity")
    link: Link | None = Field(None, description="the link of an online room")
    private_link: YesNo | None = Field(None, description=_PRIVATE)
    rather_not: Weighed = Field((), description="rounds in which talks are rather not there: {Ronde 1: 3}")


class GroupShape(Shape):
    """A pillar, theme group, board or anything that meets. The name alone will do."""

    alone: ClassVar[str] = "name"
    name: Name = Field(description="what it is called")
    kind: GroupKind = Field("theme group", description="pillar, theme group, board, or your own word")
    pillars: Several[Name] = Field((), description="the pillar or pillars it belongs to")
    chairs: Several[Name] = Field((), description="names of its chairs")
    vice_chairs: Several[Name] = Field((), description="names of its vice-chairs")
    members: Several[Name] = Field((), description="names of its members")
    interested: Several[Name] = Field((), description="names of people who would like to follow it")
    secretary: OneOrSeveral = Field(
        (), description="a role address (europa@g40.example) or a person's name; or several"
    )
    size: Count | None = Field(None, description="how many members it has, when they are not all named")


class TrackShape(Shape):
    """A line of talks on one subject. The name alone will do."""

    alone: ClassVar[str] = "name"
    name: Name = Field(description="what it is called")
    chairs: Several[Name] = Field((), description="names of those who chair its talks")
    rather_not: Weighed = Field((), description="rounds and rooms where it is rather not: {Ronde 1: 10, Zaal 2: 5}")
    similar: Weighed = Field((), description="tracks that it is rather not beside: {Klimaat: 5}")


class PersonShape(Shape):
    """Somebody who attends, speaks or chairs. The name alone will do."""

    alone: ClassVar[str] = "name"
    name: Name = Field(description="first and last name")
    organisation: Name | None = Field(None, description="the city or organisation they come from")
    chair: Several[Name] = Field((), description="the groups they chair")
    vice_chair: Several[Name] = Field((), description="the groups of which they are vice-chair")
    secretary: Several[Name] = Field((), description="the groups of which they are secretary")
    member: Several[Name] = Field((), description="the groups of which they are a member")
    interested: Several[Name] = Field((), description="the groups they would like to follow")
    wishes: Wishes = Field((), description="sessions or groups they wish to attend, with how strongly: {Europa: 5}")
    arrives: Several[AnHour] = Field((), description="the hour at which they arrive; on several days 2022-09-22 11:00")
    leaves: Several[AnHour] = Field((), description="the hour at which they leave; on several days 2022-09-22 16:00")
    available: Several[AStretch] = Field((), description="windows outside which they are not there: 15:00–15:45")
    time_zone: Name | None = Field(None, description="their own time zone; their hours are then in it")
    guest: YesNo | None = Field(None, description="yes: no member of the network; the default under guests")
    email: MailAddress | None = Field(None, description="an e-mail address, for mailings alone: never published")
    absent: YesNo | None = Field(None, description="yes: they have cancelled; the name stays known, and no more")


class SessionShape(Shape):
    """Something that takes place. The title alone will do; where that is a group's name, it is that group's meeting."""

    alone: ClassVar[str] = "title"
    title: Name | None = Field(None, description="what is printed; by default the name of the group")
    name: Name | None = Field(None, description="its own name among the sessions; by default the title")
    groups: Several[Name] = Field((), description="whose meeting it is: chairs must be there, people wish to come")
    kind: AKind | None = Field(None, description="what sort of session; by default from the kind of the group")
    minutes: Minutes | None = Field(None, description="its length; by default the day's minutes")
    at: Several[AnHour] | None = Field(None, description="fixed start, or several allowed starts: 10:00")
    rounds: NamesOrNone | None = Field(None, description="the rounds it may stand in; none: it keeps to the grid")
    windows: Several[AStretch] | None = Field(None, description="it lies wholly within one of these: 9:00–12:00")
    days: Several[Date] | None = Field(None, description="the dates on which it may be")
    rooms: NamesOrNone | None = Field(None, description="the rooms it may stand in; none: it needs no room")
    features: Several[Name] = Field((), description="what the room must have")
    tags: Several[Name] = Field((), description="words of your own, by which rules speak of sessions: [AI, beginners]")
    expected: Count | None = Field(None, description="how many people will come; by default counted from the groups")
    speakers: Several[Name] = Field((), description="names of people who speak, and must be there")
    hosts: Several[Name] = Field((), description="names of people who receive the others, and must be there")
    required: Several[Name] = Field((), description="people or groups who must be there")
    invited: Several[Name] = Field((), description="groups whose people wish to come, though it is not their meeting")
    open: YesNo = Field(False, description="yes: open to everyone")
    places: Positive | None = Field(None, description="how many can come, where one signs up for it")
    signed_up: Several[Name] = Field((), description="names of people who have a place; nobody else comes")
    waiting: Several[Name] = Field((), description="names of people on the waiting list, in its order")
    online: YesNo = Field(False, description="yes: it takes place online")
    link: OneOrNamedLinks = Field((), description="where it takes place online; with a title, a link to follow besides")
    private_link: YesNo | None = Field(None, description=_PRIVATE)
    papers: NamedLinks = Field((), description="what is to be read for it: [{title: Agenda, link: https://…}]")
    description: Prose = Field("", description="the booklet's text")
    held: YesNo = Field(True, description="no: it does not take place today; it stays in the programme with its note")
    note: Prose = Field("", description='a remark to be printed: "Does not meet today."')
    goes_to: Name | None = Field(None, description="the session where its people go instead; implies held: no")
    optional: YesNo = Field(False, description="yes: it may be dropped")
    price: Positive = Field(10, description="what dropping it costs")
    track: Name | None = Field(None, description="the track of which it is a talk")
    slots: Positive | None = Field(None, description="how many slots of a round the talk takes; by default 1")
    order: Count | None = Field(None, description="its place among the talks of its track, from 1; by default any")
    zone: Name | None = Field(None, description="the time zone of who speaks: Asia/Singapore or GMT+8")
    rather_not: Weighed = Field((), description="rounds and rooms where the talk is rather not: {Ronde 1: 10}")


def _form(value: Any) -> str:
    return FILE if isinstance(value, str) else LIST


People = Annotated[Annotated[Name, Tag(FILE)] | Annotated[Several[PersonShape], Tag(LIST)], Discriminator(_form)]


def _rules(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(
            Sentence("should be keys and values, each the name of a rule and what differs from its standard.")
        )
    return value


Rules = Annotated[dict[str, Any], BeforeValidator(_rules)]


class DayFile(Shape):
    """A day, or a conference of several days, as its organisers write it down."""

    title: Name | None = Field(None, description="what the day is called")
    language: Language = Field("nl", description="how hours and days are written")
    time_zone: Name = Field("Europe/Amsterdam", description="an IANA name")
    place: Name | None = Field(None, description="where it all takes place: Stadhuis, Grote Markt 2, Haarlem")
    website: Website | None = Field(None, description="where the published folder will stand on the web")
    letter: Prose = Field("", description="the letter with which the booklet begins")
    logo: Name | None = Field(None, description="the name of a picture beside this file: logo.svg, logo.png, logo.jpg")
    logo_text: Name | None = Field(None, description="what the logo says, for whoever does not see it")
    colours: Several[Colour] = Field((), description="one or two colours of the house style: [1b3a5c, a16500]")
    date: Date | None = Field(None, description="the day, like 2023-02-10; for several days use days")
    hours: TheOpeningHours | None = Field(None, description="opening hours: nothing begins before or ends after them")
    rounds: Several[RoundShape] = Field((), description="blocks in which meetings stand side by side: 11:40–12:40")
    every: Minutes | None = Field(None, description="sessions begin every so many minutes from the opening hour")
    minutes: Minutes | None = Field(None, description="how long a session lasts that does not say")
    days: Several[DayShape] = Field((), description="several days, each with its date, hours, rounds and grid")
    walking: WalkingShape = Field(
        WalkingShape.model_validate({}), description="minutes on foot between rooms and buildings"
    )
    people: People | None = Field(None, description="the name of the CSV file, or a list of people")
    wishes: Name | None = Field(None, description="the name of a file with who wishes to be where: wishes.csv")
    expected_from_wishes: YesNo = Field(
        False, description="yes: as many are expected as wish to be there, where a session does not say how many"
    )
    guests: Several[PersonShape] = Field((), description="people in addition, who are no members of the network")
    rooms: Several[RoomShape] = Field((), description="the rooms")
    groups: Several[GroupShape] = Field((), description="pillars, theme groups, boards")
    tracks: Several[TrackShape] = Field((), description="the lines of talks of a conference")
    sessions: Several[SessionShape] = Field((), description="what takes place")
    rules: Rules = Field({}, description="what differs from the standard book")
    season: Name | None = Field(None, description="the name of a file with what earlier days owe: netday season")
