// One field for scanners that type and for people who type a name. It holds the focus, so that nothing read is lost.
import { swatch } from "./screen.js";

const LOOKS_LIKE_A_CODE = /^(?=.*\d)[A-Z0-9-]{8,}$|^[A-Z2-7]{20}$|\//i;

export class Reader {
  constructor(desk, { onCode, onPerson }) {
    this.input = document.querySelector("[data-reader]");
    this.list = document.querySelector("[data-found]");
    Object.assign(this, { desk, onCode, onPerson, at: -1, found: [] });
    this.input.addEventListener("input", () => this.search());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.choose(Number(option.dataset.place));
    });
    document.addEventListener("keydown", (event) => {
      const typing = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (typing && event.key !== " " && document.activeElement !== this.input && !document.querySelector("details[open]")) this.input.focus();
    });
    this.hold();
  }

  hold() {
    if (!document.querySelector("details[open]")) this.input.focus({ preventScroll: true });
  }

  clear() {
    this.input.value = "";
    this.offer([]);
  }

  async search() {
    const text = this.input.value.trim();
    if (text.length < 2 || LOOKS_LIKE_A_CODE.test(text)) return this.offer([]);
    this.offer(this.desk.find(text));
    if (this.found.length) return undefined;
    const far = await this.desk.findFar(text);
    if (this.input.value.trim() === text && far.length) this.offer(far);
    return undefined;
  }

  offer(found) {
    this.found = found;
    this.at = -1;
    this.list.hidden = !found.length;
    this.input.setAttribute("aria-expanded", String(found.length > 0));
    this.input.removeAttribute("aria-activedescendant");
    this.list.replaceChildren(...found.map((person, place) => this.option(person, place)));
  }

  option(person, place) {
    const item = document.createElement("li");
    const category = this.desk.category(person);
    item.id = `found-${place}`;
    item.dataset.place = place;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    const names = document.createElement("span");
    names.className = "names";
    item.append(category ? swatch(category) : "", names);
    const scripts = [["ltr", person.n], ["rtl", person.a]];
    for (const [dir, name] of document.documentElement.lang === "ar" ? scripts.reverse() : scripts) {
      if (!name) continue;
      const bdi = document.createElement("bdi");
      Object.assign(bdi, { dir, textContent: name });
      names.append(bdi);
    }
    return item;
  }

  move(step) {
    if (!this.found.length) return;
    this.at = (this.at + step + this.found.length) % this.found.length;
    [...this.list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === this.at)));
    this.list.children[this.at].scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", `found-${this.at}`);
  }

  choose(place) {
    const person = this.found[place];
    this.clear();
    this.hold();
    this.onPerson(person);
  }

  key(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape") {
      this.clear();
    } else if (event.key === "Enter") {
      event.preventDefault();
      this.enter();
    }
  }

  enter() {
    const text = this.input.value.trim();
    if (!text) return;
    if (this.at >= 0) this.choose(this.at);
    else if (this.desk.knows(text) || LOOKS_LIKE_A_CODE.test(text)) {
      this.clear();
      this.onCode(text);
    } else if (this.found.length === 1) this.choose(0);
    else if (this.found.length) this.move(1);
    else {
      this.clear();
      this.desk.nobody(text);
    }
  }
}
