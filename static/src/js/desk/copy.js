// What the device knows, in memory for an answer at once, and in the store to outlive a reload.
import { findByName } from "./names.js";
import { decide } from "./verdicts.js";

export class Copy {
  constructor(store) {
    this.store = store;
    this.people = new Map();
    this.codes = new Map();
    this.presences = new Map();
    this.categories = new Map();
    this.voided = {};
    this.since = null;
  }

  // Take up what an earlier visit kept. Another device's copy is none of ours.
  async load(device) {
    if ((await this.store.get("device")) !== device) {
      await this.store.wipe();
      await this.store.put("device", device);
      return;
    }
    for (const person of await this.store.all("people")) this.#know(person);
    for (const presence of await this.store.all("presences")) this.presences.set(presence.key, presence);
    const kept = await this.store.get("roster");
    if (kept) this.#frame(kept);
  }

  #know(person) {
    const before = this.people.get(person.id);
    if (before) this.codes.delete(before.t);
    this.people.set(person.id, person);
    this.codes.set(person.t, person);
  }

  #frame({ categories, voided, now }) {
    this.categories = new Map(categories.map((category) => [category.id, category]));
    this.voided = voided;
    this.since = now;
  }

  // Write what the server told into memory and store. False when the counts do not agree: then all is asked for again.
  async renew(roster, pending) {
    if (roster.whole) {
      this.people.clear();
      this.codes.clear();
      this.presences.clear();
    }
    for (const person of roster.people) this.#know(person);
    const told = roster.presences.map(({ g, p, v, at, id }) => ({ key: `${g}:${p}`, v, at, id })).filter(({ key }) => !pending.has(key));
    for (const presence of told) this.#place(presence);
    this.#frame(roster);
    const agrees = this.people.size === roster.total;
    if (!agrees) this.since = null;
    await this.store.change((store) => {
      if (roster.whole) { store("people").clear(); store("presences").clear(); }
      for (const { id, t, n, a, c, s } of roster.people) store("people").put({ id, t, n, a, c, s });
      for (const presence of told) presence.v ? store("presences").put(presence) : store("presences").delete(presence.key);
      store("meta").put({ categories: roster.categories, voided: roster.voided, now: this.since }, "roster");
    });
    return agrees;
  }

  #place(presence) {
    if (presence.v) this.presences.set(presence.key, presence);
    else this.presences.delete(presence.key);
  }

  // Somebody the server spoke of who is new, or changed.
  meet(person) {
    this.#know(person);
    return this.store.change((store) => store("people").put(person));
  }

  // Who is in or out at a gate; v is null when nothing stands.
  async place(key, v, at, id) {
    const presence = { key, v, at, id };
    this.#place(presence);
    await this.store.change((store) => { v ? store("presences").put(presence) : store("presences").delete(key); });
  }

  who({ token, registration }) {
    if (registration) return { person: this.people.get(registration) };
    const person = this.codes.get(token);
    return person ? { person } : { person: this.people.get(this.voided[token]), voided: token in this.voided };
  }

  category(person) {
    return person ? this.categories.get(person.c) : undefined;
  }

  // The device's own answer to a reading, and the place it was decided on.
  answer(reading, door) {
    const { person, voided } = this.who(reading);
    const badge = person && { state: person.s, zones: this.category(person)?.zones ?? [], voided: Boolean(voided) };
    const key = person ? `${reading.gate}:${person.id}` : null;
    const last = this.presences.get(key) ?? null;
    return { ...decide(badge ?? null, door, last, reading.direction, reading.scanned_at), person, category: this.category(person), key, last };
  }

  find(query) {
    return findByName(this.people.values(), query);
  }
}
