// The programme narrowed down at once, without asking the server; the address stays in step, so that it can be passed on.
const NAMES = ["room", "kind", "language", "speaker"];

function admits(session, wanted) {
  if (wanted.room && session.dataset.room !== wanted.room) return false;
  if (wanted.kind && session.dataset.kind !== wanted.kind) return false;
  if (wanted.language && session.dataset.language !== wanted.language) return false;
  return !wanted.speaker || session.dataset.speakers.split(" ").includes(wanted.speaker);
}

function hideEmpty(root, selector, child) {
  for (const box of root.querySelectorAll(selector)) box.hidden = !box.querySelector(`${child}:not([hidden])`);
}

function narrow(form, days) {
  const wanted = Object.fromEntries(NAMES.map((name) => [name, form.elements[name]?.value ?? ""]));
  for (const session of days.querySelectorAll("[data-session]")) {
    session.hidden = !admits(session, wanted);
    const cell = session.closest(".timetable > li");
    if (cell) cell.hidden = session.hidden;
  }
  hideEmpty(days, ".slot", "[data-session]");
  hideEmpty(days, ".day", ".slot");
  const query = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value));
  const status = document.querySelector("[data-none]");
  status.textContent = days.querySelector(".day:not([hidden])") ? "" : status.dataset.none;
  form.querySelector("[data-all]").hidden = query.size === 0;
  history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
}

const form = document.querySelector("form[data-programme]");
if (form) {
  const days = document.querySelector(form.dataset.programme);
  const renew = () => {
    // What the server left out is not on the page: only a whole programme can be narrowed here.
    if ("narrowed" in days.dataset) form.submit();
    else narrow(form, days);
  };
  form.addEventListener("change", renew);
  form.querySelector("[data-all]").addEventListener("click", (event) => {
    if ("narrowed" in days.dataset) return;
    event.preventDefault();
    form.querySelectorAll("select").forEach((select) => { select.value = ""; });
    narrow(form, days);
  });
}

const present = document.querySelector("a[data-now]");
if (present) document.querySelector(present.hash)?.classList.add("now");
