// Public pages. Everything here is comfort: each page works without it.
import { foldIntoTabs } from "./modules/tabs.js";
import { focusNotice } from "./modules/notice.js";
import { askInDialog } from "./modules/confirm.js";
import { closeMenus } from "./modules/menus.js";
import { sendFiltersOnChange } from "./modules/filters.js";
import { offerCopying } from "./modules/copy.js";
import { keepDrafts } from "./modules/draft.js";

export function prepare(root) {
  foldIntoTabs(root);
  askInDialog(root);
  sendFiltersOnChange(root);
  offerCopying(root);
  keepDrafts(root);
}

prepare(document);
document.addEventListener("nadwa:renewed", () => prepare(document));
closeMenus();
focusNotice();
