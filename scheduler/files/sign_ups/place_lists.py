"""Sign-ups for sessions with places: who gets one, in order of time, and who comes on the waiting list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from scheduler.conference.conference import Conference, Person, Session
from scheduler.files.edit.day_files import DayFiles
from scheduler.files.edit.meaning import Path
from scheduler.files.sign_ups.persons import Signed
from scheduler.text.sentence import Listing, Phrase, Sentence, plural
from scheduler.text.wording import count, some, visible

MANY = 5  # so many names, rows or columns are told one by one
_ONE_BY_ONE = 12  # so many changes of a list are made each by itself; of more the list is written anew


def limited_sessions(conference: Conference) -> dict[str, str]:
    """By name, the session for which one signs up: its own name, and that of the group whose one meeting it is."""
    sessions = [session for session in conference.held if session.by_sign_up]
    found = {session.name: session.name for session in sessions}
    for session in sessions:
        if len(session.groups) == 1:
            group = session.groups[0]
            if [other for other in conference.held if group in other.groups] == [session]:
                found.setdefault(group.name, session.name)
    return found


@dataclass
class PlaceLists:
    """Fills `signed_up` and `waiting` of a day's sessions. `offered`: the sessions that the form asks of.

    `known_as`: by the rows of an export that are one person's, their name and city in the table of people.

    Who has a place keeps it, and who waits stays in order, unless their last answer does not ask for it any more. Who
    is new comes behind them by the moment of their answer. A place that is given up goes to who waits longest.
    """

    files: DayFiles
    offered: Sequence[str]
    known_as: Mapping[tuple[int, ...], tuple[str, str]]
    counts: list[Phrase] = field(default_factory=list)
    differences: list[Phrase] = field(default_factory=list)
    remarks: list[Phrase] = field(default_factory=list)

    def fill(self, here: Sequence[Signed], gone: Sequence[Signed]) -> DayFiles:
        """The files with all of them. Raises Faults where the day has some."""
        conference = self.files.read().conference
        people = {name: person for person in conference.everybody for name in _names(person)}
        people |= {person.name: person for person in conference.everybody}
        persons = [(person, signed) for signed in here if (person := self._person(signed, people))]
        left = {person for signed in gone if (person := self._person(signed, people))}
        for number, session in enumerate(conference.sessions):
            if session.name not in self.offered:
                continue
            moments = [signed.asked.get(session.name) for _, signed in persons]
            asked = sorted((moment, n) for n, moment in enumerate(moments) if moment is not None)
            ask = [persons[n][0] for _, n in asked]
            withdrawn = left | ({person for person, _ in persons} - set(ask))
            self._fill(number, session, conference, ask, withdrawn)
        return self.files

    def _person(self, signed: Signed, people: Mapping[str, Person]) -> Person | None:
        """Whom the day has for them, by the row of the table that they have."""
        name, city = self.known_as.get(signed.rows, ("", ""))
        return people.get(f"{name} ({city})") or people.get(name)

    def _fill(
        self, number: int, session: Session, conference: Conference, ask: Sequence[Person], withdrawn: set[Person]
    ) -> None:
        seated, waiting = list(session.signed_up or ()), list(session.waiting)
        needed = conference.needed(session)
        new = [p for p in dict.fromkeys(ask) if p not in seated and p not in waiting and not p.absent]
        if besides := [person for person in new if person in needed]:
            self.remarks.append(
                plural(
                    len(besides),
                    "{session}: {names} must be there anyway, and takes no place.",
                    "{session}: {names} must be there anyway, and take no place.",
                    session=session,
                    names=_some(besides),
                )
            )
        new = [person for person in new if person not in needed]
        given_up = [person for person in (*seated, *waiting) if person in withdrawn]
        if new or given_up:
            kept = [person for person in seated if person not in withdrawn]
            queue = [*(person for person in waiting if person not in withdrawn), *new]
            free = len(queue) if session.places is None else max(0, session.places - len(kept))
            in_now, queue = queue[:free], queue[free:]
            self._say(session, given_up, waiting, in_now, queue)
            path = ("sessions", number)
            self._list((*path, "signed_up"), seated, [*kept, *in_now])
            self._list((*path, "waiting"), waiting, queue)
            seated, waiting = [*kept, *in_now], queue
        self.counts.append(_counted(session, len(seated), len(waiting)))

    def _say(
        self,
        session: Session,
        given_up: Sequence[Person],
        waiting: Sequence[Person],
        in_now: Sequence[Person],
        queue: Sequence[Person],
    ) -> None:
        first = [person for person in in_now if person not in waiting]
        moved = [person for person in in_now if person in waiting]
        behind = [person for person in queue if person not in waiting]
        if given_up:
            self.differences.append(
                plural(
                    len(given_up),
                    "{session}: {names} does not ask for a place any more.",
                    "{session}: {names} do not ask for a place any more.",
                    session=session,
                    names=_some(given_up),
                )
            )
        if moved:
            self.differences.append(
                plural(
                    len(moved),
                    "{session}: {names} was waiting and has a place now.",
                    "{session}: {names} were waiting and have a place now.",
                    session=session,
                    names=_some(moved),
                )
            )
        if first:
            self.differences.append(
                plural(
                    len(first),
                    "{session}: {names} gets a place.",
                    "{session}: {names} get a place.",
                    session=session,
                    names=_some(first),
                )
            )
        if behind:
            self.differences.append(
                plural(
                    len(behind),
                    "{session}: {names} comes on the waiting list.",
                    "{session}: {names} come on the waiting list.",
                    session=session,
                    names=_some(behind),
                )
            )

    def _list(self, path: Path, before: Sequence[Person], after: Sequence[Person]) -> None:
        """The names at that path: those that go out, those that come in behind; comments and all else stay."""
        day = self.files.day
        gone = {name for person in before if person not in after for name in _names(person)}
        new = [person.name for person in after if person not in before]
        written = [day.text_at(item) for item in day.items_at(path)]
        kept = [name for name in written if name not in gone]
        node = day.find(path)
        if not new and kept == written:
            return
        if not kept and not new:
            day = day.remove(path)
        elif node is None or not node.many or not kept or len(new) + len(written) - len(kept) > _ONE_BY_ONE:
            day = day.put(path, [*kept, *new])
        else:
            for place in reversed(range(len(written))):
                if written[place] in gone:
                    day = day.remove((*path, place))
            for name in new:
                day = day.add(path, name)
        self.files = replace(self.files, day=day)


def _counted(session: Session, seated: int, waiting: int) -> Phrase:
    if session.places is None:
        return Sentence("{session}: {people} signed up.", session=session, people=count(seated, "person", "people"))
    if waiting:
        return plural(
            session.places,
            "{session}: {seated} of {number} place taken, and {people} on the waiting list.",
            "{session}: {seated} of {number} places taken, and {people} on the waiting list.",
            session=session,
            seated=seated,
            people=count(waiting, "person", "people"),
        )
    return plural(
        session.places,
        "{session}: {seated} of {number} place taken.",
        "{session}: {seated} of {number} places taken.",
        session=session,
        seated=seated,
    )


def _names(person: Person) -> Iterable[str]:
    yield person.name
    if person.organisation:
        yield person.name.removesuffix(f" ({person.organisation})")
        yield f"{person.name} ({person.organisation})"


def _some(people: Iterable[Person]) -> Listing:
    return some_names(person.name for person in people)


def some_names(names: Iterable[str]) -> Listing:
    """A few of them, and how many others."""
    return some([visible(name) for name in names], MANY, MANY + 1)
