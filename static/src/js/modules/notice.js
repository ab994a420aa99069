// After a refused form, focus stands on the list of what is wrong; its links lead to the fields.
export function focusNotice() {
  const notice = document.querySelector("[data-focus]");
  if (!notice) return;
  notice.focus();
  notice.addEventListener("click", (event) => {
    const target = document.getElementById(event.target.closest("a")?.hash.slice(1) ?? "");
    if (!target) return;
    (target.matches("fieldset") ? target.querySelector("input, select, textarea") : target)?.focus();
  });
}
