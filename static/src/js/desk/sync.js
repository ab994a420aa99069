// Between the device and the server: readings go up in order, each until it is answered; the copy comes down.
const BATCH = 50;
const ROUND = 5000;
const BEAT = 60000;
const HEADERS = { "X-Nadwa-Desk": "1", Accept: "application/json" };
export class Revoked extends Error {}

// Fetch JSON; Revoked when the device is not known any more, null when the network or the server is away.
export async function ask(path, { body, timeout = 8000 } = {}) {
  let response;
  try {
    response = await fetch(`/desk/api/${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: body === undefined ? HEADERS : { ...HEADERS, "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "same-origin",
      cache: "no-store",
      signal: AbortSignal.timeout(timeout),
    });
  } catch {
    return null;
  }
  if (response.status === 401) throw new Revoked();
  if (!response.ok) return null;
  return response.json().catch(() => null);
}

export class Sync {
  constructor(store, copy, { onAnswer, onLink, onCounts, onRevoked }) {
    Object.assign(this, { store, copy, onAnswer, onLink, onCounts, onRevoked });
    this.skew = 0; // server's clock less ours, in milliseconds
    this.sending = null;
    this.going = null;
    this.beaten = 0;
  }

  // Our time, set right by what the server last said.
  now() {
    return new Date(Date.now() + this.skew).toISOString();
  }

  async queued() {
    return (await this.store.all("queue")).length;
  }

  async start() {
    this.skew = (await this.store.get("skew")) ?? 0;
    addEventListener("online", () => this.round());
    addEventListener("offline", () => this.#link(false));
    document.addEventListener("visibilitychange", () => document.hidden || this.round());
    setInterval(() => this.round(), ROUND);
    await this.round();
  }

  // Send what waits, then fetch what changed; one round at a time.
  round() {
    this.going ??= this.#go().finally(() => { this.going = null; });
    return this.going;
  }

  async #go() {
    try {
      if ((await this.send()) && (await this.fetchCopy())) await this.#beat();
    } catch (error) {
      if (!(error instanceof Revoked)) throw error;
      this.onRevoked();
    }
  }

  // The organiser sees which devices are alive, also those that read nothing for a while.
  async #beat() {
    if (Date.now() - this.beaten < BEAT) return;
    this.beaten = Date.now();
    await ask("scans", { body: [] });
  }

  // One sender at a time, also between two tabs of the same browser; whoever calls meanwhile gets another turn after it.
  send() {
    const turn = () => (navigator.locks ? navigator.locks.request("nadwa-desk", () => this.#drain()) : this.#drain());
    this.sending = (this.sending ?? Promise.resolve()).catch(() => {}).then(turn);
    return this.sending;
  }

  async #drain() {
    for (;;) {
      const waiting = await this.store.waiting(BATCH);
      if (!waiting.length) return true;
      const told = await ask("scans", { body: waiting.map((item) => item.reading) });
      if (!told) return this.#link(false);
      this.#setClock(told.now);
      const answers = waiting.map((item, place) => [item, told.answers[place]]);
      await this.store.dequeue(waiting.map((item) => item.seq));
      for (const [item, answer] of answers) await this.onAnswer(item.reading, answer);
      await this.#link(true);
    }
  }

  async fetchCopy() {
    const since = this.copy.since ? `?since=${encodeURIComponent(this.copy.since)}` : "";
    const roster = await ask(`roster${since}`, { timeout: 30000 });
    if (!roster) return this.#link(false);
    this.#setClock(roster.now);
    const agrees = await this.copy.renew(roster, await this.#pending());
    this.onCounts(roster.counts);
    await this.#link(true);
    if (!agrees && !roster.whole) return this.fetchCopy();
    return true;
  }

  // Places about which readings still wait to go up: what the server says of them is behind.
  async #pending() {
    return new Set((await this.store.all("queue")).map((item) => item.key).filter(Boolean));
  }

  #setClock(now) {
    const skew = Date.parse(now) - Date.now();
    if (Math.abs(skew - this.skew) > 2000) {
      this.skew = skew;
      this.store.put("skew", skew);
    }
  }

  async #link(online) {
    this.onLink(online, await this.queued());
    return online;
  }
}
