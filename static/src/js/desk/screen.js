// What the people at the desk see and hear.
import { play } from "./sound.js";

const TONES = { admitted: "good", left: "good", undone: "", repeated: "warn", closed: "warn", "not-confirmed": "warn" };
const one = (name) => document.querySelector(`[data-${name}]`);
const LONG = 28; // letters beyond which a name is written smaller
const SVG = "http://www.w3.org/2000/svg";

export class Screen {
  constructor({ words, offset, doors, gate }) {
    Object.assign(this, { words, offset, door: doors[gate] });
    this.answer = one("answer");
    this.shown = null;
  }

  say(name, values = {}) {
    return (this.words[name] ?? "").replace(/\{(\w+)\}/g, (_all, key) => values[key] ?? "");
  }

  // The event's wall clock; browsers may not know its zone as it is now, so the server says how far it is from UTC.
  clock(at) {
    if (!at) return "";
    const local = new Date(Date.parse(at) + this.offset * 60000).toISOString();
    const today = new Date(Date.now() + this.offset * 60000).toISOString();
    const day = local.slice(0, 10) === today.slice(0, 10) ? "" : `${local.slice(8, 10)}/${local.slice(5, 7)}\u00a0`;
    return `\u2068${day}${local.slice(11, 16)}\u2069`;
  }

  show(id, { verdict, refused, person, category, first_at, direction }) {
    const tone = refused ? "bad" : TONES[verdict] ?? "bad";
    const changed = this.shown?.id !== id || this.shown.verdict !== verdict;
    this.shown = { id, verdict };
    this.answer.className = `answer ${tone}`;
    this.answer.dataset.verdict = verdict ?? "refused";
    const sign = verdict === "left" ? "out" : verdict === "undone" ? "undone" : tone;
    one("sign").replaceChildren(document.querySelector(`[data-sign-of="${sign}"]`).content.cloneNode(true));
    one("word").textContent = refused ? this.say("refused") : this.say(verdict === "repeated" && direction === "out" ? "repeated-out" : verdict);
    one("who").replaceChildren(...this.names(person));
    one("who").toggleAttribute("data-long", Math.max(...[person?.n, person?.a].map((name) => name?.length ?? 0)) > LONG);
    one("badge").replaceChildren(...this.badge(person, category));
    one("why").textContent = refused ? this.say(`refused-${refused}`) : this.why(verdict, first_at);
    this.offerPrint(verdict === "admitted" || verdict === "repeated" ? person : null);
    if (changed) play(tone);
  }

  // Staff who may print badges go from the answer to the badge.
  offerPrint(person) {
    const link = one("print");
    if (!link) return;
    link.hidden = !person;
    if (person) link.href = link.dataset.print.replace(/\/0\/$/, `/${person.id}/`);
  }

  names(person) {
    if (!person) return [];
    const scripts = [["ltr", "", person.n], ["rtl", "ar", person.a]];
    return (document.documentElement.lang === "ar" ? scripts.reverse() : scripts).filter(([, , name]) => name).map(([dir, lang, name]) => {
      const bdi = document.createElement("bdi");
      Object.assign(bdi, { dir, textContent: name });
      if (lang) bdi.lang = lang;
      return bdi;
    });
  }

  badge(person, category) {
    if (!person || !category) return [];
    const words = document.createElement("span");
    const zones = this.say(["no-zones", "zone"][category.zones.length] ?? "zones", { zones: category.zones.join(" ") });
    words.textContent = `${category.name} · ${zones}`;
    return [swatch(category), words];
  }

  why(verdict, first) {
    if (verdict === "repeated") return this.say("first", { time: this.clock(first) });
    const opens = this.clock(this.door.opens);
    const closes = this.clock(this.door.closes);
    if (verdict !== "closed") return this.say(`why-${verdict}`, { zone: this.door.zone });
    return this.say(opens && closes ? "why-closed" : opens ? "why-closed-from" : "why-closed-until", { opens, closes });
  }

  link(online, queued) {
    const state = one("link");
    state.textContent = this.say(online ? "online" : "offline");
    state.closest(".link-state").classList.toggle("offline", !online);
    const queue = one("queue");
    queue.hidden = !queued;
    queue.dataset.length = queued;
    queue.textContent = queued ? this.say("waiting", { count: queued }) : "";
  }

  counts(counts) {
    for (const [name, value] of Object.entries(counts ?? {})) {
      for (const place of document.querySelectorAll(`[data-count="${name}"]`)) place.textContent = value;
    }
  }

  direction(direction) {
    document.body.dataset.heading = direction;
    for (const button of document.querySelectorAll("[data-direction]")) button.setAttribute("aria-pressed", button.dataset.direction === direction);
  }

  // A word that is no answer to a badge: no camera, nobody by this name.
  notice(name, tone = "bad") {
    this.shown = null;
    this.answer.className = `answer ${tone}`;
    this.answer.dataset.verdict = "notice";
    one("sign").replaceChildren(document.querySelector(`[data-sign-of="${tone}"]`).content.cloneNode(true));
    one("word").textContent = this.say(name);
    one("why").textContent = this.say(`why-${name}`);
    for (const place of ["who", "badge"]) one(place).replaceChildren();
    this.offerPrint(null);
  }
}

export function swatch({ colour, letter }) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("class", "swatch");
  svg.setAttribute("aria-hidden", "true");
  const box = document.createElementNS(SVG, "rect");
  for (const [name, value] of Object.entries({ width: 20, height: 20, rx: 3, fill: colour })) box.setAttribute(name, value);
  const text = document.createElementNS(SVG, "text");
  const set = { x: 10, y: 14.6, "text-anchor": "middle", "font-size": 13, "font-weight": 600, fill: "#fff", stroke: "#000", "stroke-opacity": 0.55, "stroke-width": 2.4, "paint-order": "stroke" };
  for (const [name, value] of Object.entries(set)) text.setAttribute(name, value);
  text.textContent = letter;
  svg.append(box, text);
  return svg;
}
