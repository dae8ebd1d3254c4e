// node-ical: what many home-made displays of calendars read with. Prints the events of a file as JSON.

import ical from "node-ical";

const pad = (number) => String(number).padStart(2, "0");
// An all-day date is a Date at midnight of the machine's own zone.
const day = (date) => `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
const moment = (date) => (date.dateOnly ? day(date) : date.toISOString().slice(0, 19) + "Z");

const events = Object.values(ical.sync.parseFile(process.argv[2])).filter((component) => component.type === "VEVENT");
console.log(
  JSON.stringify(
    events.map((event) => ({
      uid: event.uid,
      starts: moment(event.start),
      ends: moment(event.end),
      summary: event.summary,
      location: event.location,
      status: event.status,
      sequence: Number(event.sequence),
      description: event.description,
    })),
  ),
);
