// A gate's screen: a badge is answered at once from the device's own copy, then confirmed by the server as soon as it can be reached.
import { Copy } from "./desk/copy.js";
import { Reader } from "./desk/reader.js";
import { Screen } from "./desk/screen.js";
import { wakeSound } from "./desk/sound.js";
import { openStore } from "./desk/store.js";
import { ask, Sync } from "./desk/sync.js";
import { readCode } from "./desk/verdicts.js";
import { keepShell, uuid } from "./desk/shell.js";
import { closeMenus } from "./modules/menus.js";

const PATIENCE = 700; // milliseconds that an unknown badge waits for the server: it may be of somebody registered a moment ago

const data = JSON.parse(document.getElementById("desk-data").textContent);
const screen = new Screen(data);
const store = await openStore();
const copy = new Copy(store);
const undo = document.querySelector("[data-undo]");
let direction = "in";
let renewal = 0;
let latest = null; // what Undo takes back: {reading, key, before}
const takenBack = new Set(); // ids of readings: the server's word on one may come after it was taken back

const sync = new Sync(store, copy, {
  onLink: (online, queued) => screen.link(online, queued),
  onCounts: (counts) => screen.counts(counts[data.gate]),
  onAnswer: confirm,
  onRevoked: wipe,
});

async function read(given) {
  wakeSound();
  const reading = { id: uuid(), gate: data.gate, direction, scanned_at: sync.now(), ...given };
  const { verdict, first_at, person, category, key, last } = copy.answer(reading, data.doors[data.gate]);
  const say = () => screen.show(reading.id, { verdict, person, category, first_at, direction: reading.direction });
  latest = { reading, key, before: last };
  undo.disabled = false;
  const queued = store.enqueue({ reading, key }); // the next badge may come before this is done, and is answered by what is known already
  const placed = verdict === "admitted" || verdict === "left" ? copy.place(key, verdict, reading.scanned_at, reading.id) : null;
  await queued; // what has been answered is kept
  if (verdict === "unknown" && navigator.onLine) {
    screen.shown = { id: reading.id };
    setTimeout(() => { if (screen.shown?.id === reading.id && !screen.shown.verdict) say(); }, PATIENCE);
  } else say();
  await placed;
  await sync.send().then(soon, stopped);
}

// After a reading the figures are fetched anew, once for a burst of them.
function soon() {
  clearTimeout(renewal);
  renewal = setTimeout(() => sync.round(), 300);
}

// The server's word on a reading: it holds, whatever the device thought.
async function confirm(reading, answer) {
  if (answer.person) await copy.meet(answer.person);
  const person = answer.person ?? copy.who(reading).person;
  if (reading.undoes ? answer.refused : answer.refused || !answer.verdict) {
    if (screen.shown?.id === reading.id) screen.show(reading.id, answer);
    return;
  }
  if ((answer.verdict === "admitted" || answer.verdict === "left") && person && !takenBack.has(reading.id)) {
    await copy.place(`${reading.gate}:${person.id}`, answer.verdict, reading.scanned_at, reading.id);
  }
  if (screen.shown?.id === reading.id) {
    screen.show(reading.id, { ...answer, person, category: answer.category ?? copy.category(person), direction: reading.direction });
  }
}

async function takeBack() {
  if (!latest) return;
  const { reading, key, before } = latest;
  latest = null;
  takenBack.add(reading.id);
  undo.disabled = true;
  const person = copy.who(reading).person;
  const back = { id: uuid(), gate: reading.gate, direction: reading.direction, scanned_at: sync.now(), undoes: reading.id };
  const queued = store.enqueue({ reading: back, key });
  const placed = key && copy.presences.get(key)?.id === reading.id ? copy.place(key, before?.v ?? null, before?.at, before?.id) : null;
  await queued;
  screen.show(back.id, { verdict: "undone", person, category: copy.category(person) });
  await placed;
  await sync.send().catch(stopped);
}

function stopped(error) {
  if (error.name !== "AbortError") sync.round();
}

async function wipe() {
  await store.wipe();
  navigator.serviceWorker?.controller?.postMessage({ wipe: true });
  copy.people.clear();
  copy.codes.clear();
  screen.notice("revoked");
  for (const control of document.querySelectorAll("main input, main button")) control.disabled = true;
}

function turn(to) {
  direction = to;
  screen.direction(to);
}

const reader = new Reader(
  {
    find: (text) => copy.find(text),
    findFar: async (text) => (await ask(`search?q=${encodeURIComponent(text)}`).catch(() => null))?.people ?? [],
    category: (person) => copy.category(person),
    knows: (text) => copy.codes.has(readCode(text)) || readCode(text) in copy.voided,
    nobody: () => screen.notice("nobody", "warn"),
  },
  { onCode: (raw) => read({ token: readCode(raw) }), onPerson: (person) => copy.meet(person).then(() => read({ registration: person.id })) },
);

for (const button of document.querySelectorAll("[data-direction]")) {
  button.addEventListener("click", () => { turn(button.dataset.direction); reader.hold(); });
}
undo.addEventListener("click", () => { takeBack(); reader.hold(); });
document.addEventListener("pointerdown", wakeSound);
document.addEventListener("keydown", (event) => {
  wakeSound();
  if (event.key === "F2") turn(direction === "in" ? "out" : "in");
  else if (event.key === "F4") cameraButton.click();
  else if (event.key === "F8") document.querySelector("[data-print]:not([hidden])")?.click();
  else if (event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && !reader.input.value) takeBack();
  else return;
  event.preventDefault();
});

const cameraButton = document.querySelector("[data-camera-button]");
const cameraPlace = document.querySelector("[data-camera]");
let stopCamera = null;
cameraButton.addEventListener("click", async () => {
  if (stopCamera) {
    stopCamera();
    stopCamera = null;
  } else {
    try {
      const { watch } = await import("./desk/camera.js");
      cameraPlace.hidden = false;
      stopCamera = await watch(cameraPlace.querySelector("video"), (raw) => read({ token: readCode(raw) }));
    } catch {
      screen.notice("no-camera", "warn");
    }
  }
  cameraPlace.hidden = !stopCamera;
  cameraButton.setAttribute("aria-pressed", String(Boolean(stopCamera)));
  reader.hold();
});

document.querySelector("[data-leave]")?.addEventListener("click", async (event) => {
  if (!window.confirm(event.currentTarget.dataset.ask)) return;
  if ((await sync.queued()) && !(await sync.send().catch(() => false))) return;
  await ask("leave", { body: {} }).catch(() => null);
  await wipe();
  location.assign("/desk/");
});

closeMenus();
await copy.load(data.device);
turn("in");
screen.link(navigator.onLine, await sync.queued());
await sync.start();
await keepShell();
document.documentElement.dataset.kept = ""; // from here on the network may go
