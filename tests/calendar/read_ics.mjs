// Reads an iCalendar file with ical.js, by the VTIMEZONEs it carries, and prints what an independent reader understood.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
const instant = (time) => (time.isDate ? time.toString() : new Date(time.toUnixTime() * 1000).toISOString());
const zones = Object.fromEntries(calendar.getAllSubcomponents("vtimezone").map((zone) => [zone.getFirstPropertyValue("tzid"), new ICAL.Timezone(zone)]));

function read(component) {
  const event = new ICAL.Event(component);
  for (const time of [event.startDate, event.endDate]) {
    const tzid = component.getFirstProperty(time === event.startDate ? "dtstart" : "dtend").getParameter("tzid");
    if (tzid) time.zone = zones[tzid];
  }
  return {
    uid: event.uid,
    start: instant(event.startDate),
    end: instant(event.endDate),
    summary: event.summary,
    description: event.description,
    location: event.location,
    sequence: event.sequence,
    status: component.getFirstPropertyValue("status"),
    attendees: event.attendees.length,
  };
}

console.log(JSON.stringify({
  method: calendar.getFirstPropertyValue("method"),
  name: calendar.getFirstPropertyValue("x-wr-calname"),
  refresh: String(calendar.getFirstPropertyValue("refresh-interval")),
  events: calendar.getAllSubcomponents("vevent").map(read),
}));
