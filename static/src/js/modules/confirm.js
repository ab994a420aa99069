// A question that unfolds under its button becomes a dialog: focus stays in it, Escape leaves it.
export function askInDialog(root) {
  for (const details of root.querySelectorAll("details[data-confirm]")) {
    delete details.dataset.confirm;
    const summary = details.querySelector("summary");
    const form = details.querySelector("form");
    const dialog = document.createElement("dialog");
    const button = document.createElement("button");
    const title = form.querySelector("h2");
    title.id ||= `question-${crypto.getRandomValues(new Uint32Array(1))[0]}`;
    dialog.setAttribute("aria-labelledby", title.id);
    button.type = "button";
    button.className = summary.className;
    button.append(...summary.childNodes);
    form.querySelector("[data-close]").hidden = false;
    dialog.append(form);
    details.replaceWith(button, dialog);
    if (details.open) dialog.showModal();
    button.addEventListener("click", () => dialog.showModal());
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog || event.target.closest("[data-close]")) dialog.close();
    });
    dialog.addEventListener("close", () => button.focus());
  }
}
