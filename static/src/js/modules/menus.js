// An open menu closes when one clicks elsewhere, moves on with Tab, or presses Escape.
export function closeMenus() {
  const close = (keep) => {
    for (const menu of document.querySelectorAll("details[data-menu][open]")) if (!menu.contains(keep)) menu.open = false;
  };
  document.addEventListener("click", (event) => close(event.target));
  document.addEventListener("focusin", (event) => close(event.target));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = document.activeElement?.closest("details[data-menu][open]");
    if (open) { open.open = false; open.querySelector("summary").focus(); }
  });
}
