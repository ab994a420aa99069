// What is typed in <form data-draft="key"> survives a reload; leaving with unsaved changes asks first when data-guard is set.
// Kept for this tab only, never passwords, files or hidden fields; forgotten once the form is sent and the page comes back without errors.
const PREFIX = "nadwa-draft:";

const kept = (form) => [...form.elements].filter((e) => e.name && !["hidden", "password", "file", "submit", "button"].includes(e.type) && e.tagName !== "FIELDSET");

function read(form) {
  return kept(form).map((e) => (e.matches("[type=checkbox], [type=radio]") ? [e.name, e.value, e.checked]
    : e.matches("select[multiple]") ? [e.name, [...e.selectedOptions].map((o) => o.value)] : [e.name, e.value]));
}

function write(form, values) {
  for (const [name, value, checked] of values) {
    for (const e of kept(form).filter((one) => one.name === name)) {
      if (e.matches("[type=checkbox], [type=radio]")) { if (e.value === value) e.checked = checked; }
      else if (e.matches("select[multiple]")) for (const o of e.options) o.selected = value.includes(o.value);
      else e.value = value;
      e.dispatchEvent(new Event("input", { bubbles: true }));
      e.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }
}

export function keepDrafts(root) {
  for (const form of root.querySelectorAll("form[data-draft]:not([data-kept])")) {
    form.dataset.kept = "";
    const key = PREFIX + form.dataset.draft;
    const served = JSON.stringify(read(form));
    let sent = false;
    try {
      const draft = JSON.parse(sessionStorage.getItem(key));
      // The server's own answer, errors included, is newer than what was kept before it was sent.
      if (draft && draft.served === served) write(form, draft.values);
      else sessionStorage.removeItem(key);
    } catch { sessionStorage.removeItem(key); }
    const changed = () => JSON.stringify(read(form)) !== served;
    form.addEventListener("input", () => {
      try { sessionStorage.setItem(key, JSON.stringify({ served, values: read(form) })); } catch { /* full or forbidden: the form still works */ }
    });
    form.addEventListener("submit", () => { sent = true; sessionStorage.removeItem(key); });
    if ("guard" in form.dataset) window.addEventListener("beforeunload", (event) => { if (!sent && changed()) event.preventDefault(); });
  }
}
