// What a desk answers to a badge, the same rules as app/checkin/rules.py; tests/checkin/verdicts.json holds both to it.
// badge: {state, zones, voided} or null. door: {zone, opens, closes}, instants or null. last: {v: "admitted" | "left", at} or null.
const REFUSED = new Set(["cancelled", "withdrawn", "rejected"]);

export function decide(badge, door, last, direction, at) {
  if (!badge || badge.voided) return { verdict: badge ? "voided" : "unknown" };
  const inside = last?.v === "admitted";
  if (direction === "out" && inside) return { verdict: "left" };
  if (badge.state !== "confirmed") return { verdict: REFUSED.has(badge.state) ? "cancelled" : "not-confirmed" };
  if (direction === "out") return last ? again(last, at) : { verdict: "left" };
  const verdict = atTheDoor(badge, door, at);
  return inside && (!earlier(at, last.at) || verdict === "admitted") ? again(last, at) : { verdict };
}

const earlier = (one, other) => Date.parse(one) < Date.parse(other);

// Read before; what comes late may have been the first.
const again = (last, at) => ({ verdict: "repeated", first_at: earlier(at, last.at) ? at : last.at });

function atTheDoor(badge, door, at) {
  if (door.zone && !badge.zones.includes(door.zone)) return "wrong-zone";
  return letsIn(door, at) ? "admitted" : "closed";
}

function letsIn({ opens, closes }, at) {
  const time = Date.parse(at);
  return (!opens || time >= Date.parse(opens)) && (!closes || time < Date.parse(closes));
}

// The code in what a scanner read: the last part of an address, in capitals; as app/checkin/readings.py reads it.
export function readCode(raw) {
  return raw.trim().replace(/\/+$/, "").split("/").pop().toUpperCase();
}
