// A fieldset with one labelled part per language becomes tabs; a tab tells what is empty, and opens on what is wrong.
let count = 0;

function fold(set) {
  const panels = [...set.querySelectorAll(":scope > [data-tab]")];
  const list = document.createElement("div");
  list.className = "tabs";
  list.setAttribute("role", "tablist");
  list.setAttribute("aria-label", set.querySelector("legend")?.textContent.replace("*", "").trim() ?? "");
  const tabs = panels.map((panel) => {
    const label = panel.querySelector("label");
    const tab = document.createElement("button");
    tab.type = "button";
    tab.lang = label.lang;
    tab.id = `tab-${++count}`;
    tab.setAttribute("role", "tab");
    tab.append(label.lastChild.textContent, Object.assign(document.createElement("span"), { className: "mark", ariaHidden: "true" }));
    panel.id ||= `panel-${count}`;
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", tab.id);
    tab.setAttribute("aria-controls", panel.id);
    label.classList.add("unseen");
    return tab;
  });
  const open = (index, focus) => {
    tabs.forEach((tab, i) => {
      tab.setAttribute("aria-selected", String(i === index));
      tab.tabIndex = i === index ? 0 : -1;
      panels[i].hidden = i !== index;
    });
    if (focus) tabs[index].focus();
  };
  const mark = () => panels.forEach((panel, i) => {
    tabs[i].lastChild.textContent = panel.querySelector("input, textarea").value.trim() ? "" : "○";
  });
  list.append(...tabs);
  list.addEventListener("click", (event) => {
    const index = tabs.indexOf(event.target.closest("[role=tab]"));
    if (index >= 0) open(index, true);
  });
  list.addEventListener("keydown", (event) => {
    const towards = getComputedStyle(list).direction === "rtl" ? -1 : 1;
    const step = { ArrowRight: towards, ArrowLeft: -towards }[event.key];
    const from = tabs.indexOf(document.activeElement);
    if (step) open((from + step + tabs.length) % tabs.length, true);
    else if (event.key === "Home") open(0, true);
    else if (event.key === "End") open(tabs.length - 1, true);
    else return;
    event.preventDefault();
  });
  // A link of the error summary, or the browser's own check, may lead into a closed panel.
  panels.forEach((panel, i) => panel.addEventListener("invalid", () => open(i), true));
  const follow = () => {
    const index = panels.findIndex((panel) => location.hash.length > 1 && panel.querySelector(`[id="${CSS.escape(location.hash.slice(1))}"]`));
    if (index >= 0) { open(index); panels[index].querySelector("input, textarea").focus(); }
  };
  window.addEventListener("hashchange", follow);
  set.addEventListener("input", mark);
  panels[0].before(list);
  open(Math.max(0, panels.findIndex((panel) => panel.dataset.tab === set.dataset.tabs)));
  mark();
  follow();
}

export function foldIntoTabs(root) {
  for (const set of root.querySelectorAll("[data-tabs]:not([data-folded])")) {
    set.dataset.folded = "";
    fold(set);
  }
}
