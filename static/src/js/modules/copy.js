// A button beside an address copies it, and says so.
export function offerCopying(root) {
  if (!navigator.clipboard) return;
  for (const button of root.querySelectorAll("[data-copy][hidden]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const input = document.getElementById(button.dataset.copy);
      const word = button.querySelector("[role=status]");
      const before = word.textContent;
      await navigator.clipboard.writeText(input.value);
      word.textContent = button.dataset.done;
      setTimeout(() => { word.textContent = before; }, 2000);
    });
  }
}
