// Lists by keyboard: / searches, J and K or the arrows go from row to row, X chooses, Enter opens. Keys of one letter can be switched off (WCAG 2.1.4).
const SETTING = "nadwa-single-keys";
const EDITABLE = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";

const rows = () => [...document.querySelectorAll("table[data-rows] tbody tr")].filter((row) => row.querySelector("a[href]"));
const single = () => localStorage.getItem(SETTING) !== "off";

function walk(step) {
  const all = rows();
  const at = all.indexOf(document.activeElement.closest("tr"));
  const next = all[at < 0 ? 0 : Math.min(Math.max(at + step, 0), all.length - 1)];
  next?.querySelector("a[href]").focus({ preventScroll: true });
  next?.scrollIntoView({ block: "nearest" });
  return Boolean(next);
}

function toSearch() {
  const field = document.querySelector(".filters input[type=search]");
  field?.focus();
  field?.select();
  return Boolean(field);
}

function act(event) {
  const inRow = document.activeElement.closest("table[data-rows] tbody tr");
  if (event.target.matches(".filters input[type=search]")) return event.key === "ArrowDown" && walk(1);
  if (event.target.matches(EDITABLE)) return false;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") return Boolean(inRow) && walk(event.key === "ArrowDown" ? 1 : -1);
  if (!single()) return false;
  if (event.key === "/") return toSearch();
  const key = event.key.toLowerCase();
  if (key === "j" || key === "k") return walk(key === "j" ? 1 : -1);
  const box = key === "x" && inRow?.querySelector("input[type=checkbox]");
  box?.click?.();
  return Boolean(box);
}

export function offerKeys(root) {
  for (const hint of root.querySelectorAll("[data-keys][hidden]")) {
    hint.hidden = false;
    const box = hint.querySelector("[data-single-keys]");
    box.checked = single();
    box.addEventListener("change", () => localStorage.setItem(SETTING, box.checked ? "on" : "off"));
  }
}

export function walkByKeyboard() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || document.querySelector("dialog[open]")) return;
    if (act(event)) event.preventDefault();
  });
}
