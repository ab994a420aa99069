// Reads iCalendar files with ical.js, by the VTIMEZONEs they carry, and says what an independent reader understood.
// Each line that comes in is a file as a JSON string, each that goes out is what it holds, or the error.
import { createInterface } from "node:readline";
import ICAL from "ical.js";

const instant = (time) => (time.isDate ? time.toString() : new Date(time.toUnixTime() * 1000).toISOString());

function read(component, zones) {
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

function understood(file) {
  const calendar = new ICAL.Component(ICAL.parse(file));
  const zones = Object.fromEntries(calendar.getAllSubcomponents("vtimezone").map((zone) => [zone.getFirstPropertyValue("tzid"), new ICAL.Timezone(zone)]));
  return {
    method: calendar.getFirstPropertyValue("method"),
    name: calendar.getFirstPropertyValue("x-wr-calname"),
    refresh: String(calendar.getFirstPropertyValue("refresh-interval")),
    events: calendar.getAllSubcomponents("vevent").map((event) => read(event, zones)),
  };
}

for await (const line of createInterface({ input: process.stdin })) {
  try {
    console.log(JSON.stringify(understood(JSON.parse(line))));
  } catch (error) {
    console.log(JSON.stringify({ error: String(error) }));
  }
}
