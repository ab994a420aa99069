// What a desk answers to a badge, the same rules as app/checkin/rules.py; tests/checkin/verdicts.json holds both to it.
// badge: {state, zones, voided} or null. door: {zone, opens, closes}, instants or null. last: {v: "admitted" | "left", at} or null.
const REFUSED = new Set(["cancelled", "withdrawn", "rejected"]);

export function decide(badge, door, last, direction, at) {
  if (!badge || badge.voided) return { verdict: badge ? "voided" : "unknown" };
  const inside = last?.v === "admitted";
  if (direction === "out" && inside) return { verdict: "left" };
  if (badge.state !== "confirmed") return { verdict: REFUSED.has(badge.state) ? "cancelled" : "not-confirmed" };
  if (direction === "out") return last ? { verdict: "repeated", first_at: last.at } : { verdict: "left" };
  if (inside) return { verdict: "repeated", first_at: last.at };
  if (door.zone && !badge.zones.includes(door.zone)) return { verdict: "wrong-zone" };
  return { verdict: letsIn(door, at) ? "admitted" : "closed" };
}

function letsIn({ opens, closes }, at) {
  const time = Date.parse(at);
  return (!opens || time >= Date.parse(opens)) && (!closes || time < Date.parse(closes));
}

// The code in what a scanner read: the last part of an address, in capitals; as app/checkin/readings.py reads it.
export function readCode(raw) {
  return raw.trim().replace(/\/+$/, "").split("/").pop().toUpperCase();
}
