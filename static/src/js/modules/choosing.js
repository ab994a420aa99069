// Rows chosen by their boxes: all of a page at once, a range with Shift, and the number said beside what can be done to them.
let last = null;

function boxes(form) {
  return [...form.querySelectorAll("tbody input[type=checkbox][name=ids]")];
}

function say(form) {
  const all = boxes(form);
  const chosen = all.filter((box) => box.checked).length;
  const everything = form.querySelector("[data-everything]");
  const head = form.querySelector("[data-choose-all]");
  head.checked = chosen > 0 && chosen === all.length;
  head.indeterminate = chosen > 0 && chosen < all.length;
  const number = everything?.checked ? everything.dataset.everything : chosen;
  for (const place of form.querySelectorAll("[data-chosen]")) place.textContent = place.dataset.chosen.replace("{count}", number);
}

export function countChosen(root) {
  for (const head of root.querySelectorAll("[data-choose-all][hidden]")) {
    const form = head.form;
    if (!form) continue;
    head.hidden = false;
    head.addEventListener("change", () => { for (const box of boxes(form)) box.checked = head.checked; });
    form.addEventListener("click", (event) => {
      const box = event.target.closest("input[name=ids]");
      if (!box) return;
      const all = boxes(form);
      const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
      if (event.shiftKey && from >= 0) for (const one of all.slice(from, to + 1)) one.checked = box.checked;
      last = box;
      say(form);
    });
    form.addEventListener("change", () => say(form));
    say(form);
  }
}
