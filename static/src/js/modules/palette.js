// Ctrl-K: a dialog that finds events, people and pages. Arrow keys choose, Enter opens, Escape leaves. Without script its link leads to a page that does the same.
const PAUSE = 120;

export function openPalette() {
  const link = document.querySelector("a[data-palette]");
  const dialog = document.querySelector("dialog.palette");
  if (!link || !dialog) return;
  const input = dialog.querySelector("input");
  const list = dialog.querySelector("[role=listbox]");
  let running, timer;

  const options = () => [...list.querySelectorAll("[data-url]")];
  const chosen = () => options().find((option) => option.ariaSelected === "true");

  function choose(option) {
    if (!option) return input.removeAttribute("aria-activedescendant");
    for (const other of options()) other.ariaSelected = String(other === option);
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  async function find() {
    running?.abort();
    running = new AbortController();
    const url = new URL(link.href);
    url.searchParams.set("q", input.value);
    if (link.dataset.palette) url.searchParams.set("event", link.dataset.palette);
    try {
      const response = await fetch(url, { signal: running.signal, headers: { "X-Requested-With": "palette" } });
      if (!response.ok || response.redirected) return location.assign(link.href);
      list.innerHTML = await response.text();
      choose(options()[0]);
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  }

  function open(event) {
    event.preventDefault();
    dialog.showModal();
    input.select();
    find();
  }

  link.addEventListener("click", open);
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey) open(event);
  });
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(find, PAUSE); });
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const all = options();
      choose(all[(all.indexOf(chosen()) + step + all.length) % all.length]);
    } else if (event.key === "Enter" && chosen()) {
      event.preventDefault();
      location.assign(chosen().dataset.url);
    }
  });
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[data-url]");
    if (option) location.assign(option.dataset.url);
  });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
}
