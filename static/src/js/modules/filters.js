// Filters apply when a choice changes; empty ones stay out of the address. With data-live="#id" only that part of the page is renewed, as one types.
const PAUSE = 250;

function address(form) {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value !== "") query.append(name, value);
  return `${form.action.split("?")[0]}?${query}`;
}

async function renew(form, selector, state) {
  state.running?.abort();
  state.running = new AbortController();
  const url = address(form);
  try {
    const response = await fetch(url, { signal: state.running.signal, headers: { "X-Requested-With": "filters" } });
    if (!response.ok) return location.assign(url);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    document.querySelector(selector).replaceChildren(...page.querySelector(selector).childNodes);
    history.replaceState(null, "", url);
    document.dispatchEvent(new CustomEvent("nadwa:renewed"));
  } catch (error) {
    if (error.name !== "AbortError") location.assign(url);
  }
}

export function sendFiltersOnChange(root) {
  for (const form of root.querySelectorAll("form[data-filters]:not([data-ready])")) {
    form.dataset.ready = "";
    const live = form.dataset.live;
    const state = {};
    const send = () => (live ? renew(form, live, state) : location.assign(address(form)));
    form.addEventListener("submit", (event) => { event.preventDefault(); send(); });
    form.addEventListener("change", (event) => { if (!event.target.matches("[type=search]")) send(); });
    if (live) form.addEventListener("input", (event) => {
      if (!event.target.matches("[type=search]")) return;
      clearTimeout(state.timer);
      state.timer = setTimeout(send, PAUSE);
    });
  }
}
