// Filters apply when a choice changes; empty ones stay out of the address. With data-live="#id" only that part of the page is renewed, as one types,
// and with it whatever follows it: the chips, the link of an export (data-follows="…").
const PAUSE = 250;

function address(form) {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value !== "") query.append(name, value);
  return `${form.action.split("?")[0]}?${query}`;
}

// Without its head: the style there carries a nonce that is not this page's.
function bodyOf(page) {
  return new DOMParser().parseFromString(page.slice(page.indexOf("<body")), "text/html");
}

function replace(form, page) {
  const part = document.querySelector(form.dataset.live);
  part.replaceChildren(...page.querySelector(form.dataset.live).childNodes);
  for (const old of document.querySelectorAll("[data-follows]")) {
    const fresh = page.querySelector(`[data-follows="${old.dataset.follows}"]`);
    if (fresh) old.replaceWith(fresh);
  }
  const told = form.querySelector("[data-count]");
  if (told) told.textContent = part.querySelector(".pager .muted, .empty h2")?.textContent ?? "";
}

async function renew(form, state) {
  state.running?.abort();
  state.running = new AbortController();
  const url = address(form);
  try {
    const response = await fetch(url, { signal: state.running.signal, headers: { "X-Requested-With": "filters" } });
    if (!response.ok) return location.assign(url);
    replace(form, bodyOf(await response.text()));
    history.replaceState(null, "", url);
    document.dispatchEvent(new CustomEvent("nadwa:renewed"));
  } catch (error) {
    if (error.name !== "AbortError") location.assign(url);
  }
}

export function sendFiltersOnChange(root) {
  for (const form of root.querySelectorAll("form[data-filters]:not([data-ready])")) {
    form.dataset.ready = "";
    const { live } = form.dataset;
    const state = {};
    const send = () => (live ? renew(form, state) : location.assign(address(form)));
    form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(state.timer); send(); });
    form.addEventListener("change", (event) => { if (!event.target.matches("[type=search]")) send(); });
    if (live) form.addEventListener("input", (event) => {
      if (!event.target.matches("[type=search]")) return;
      clearTimeout(state.timer);
      state.timer = setTimeout(send, PAUSE);
    });
  }
}
