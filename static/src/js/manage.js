// Organiser pages: the same comforts, lists worked by keyboard, and htmx for parts of pages that renew themselves.
import "htmx.org";
import { prepare } from "./public.js";
import { countChosen } from "./modules/choosing.js";
import { openPalette } from "./modules/palette.js";
import { offerKeys, walkByKeyboard } from "./modules/rows.js";

function prepareLists() {
  countChosen(document);
  offerKeys(document);
}

document.addEventListener("htmx:after:swap", () => prepare(document));
document.addEventListener("nadwa:renewed", prepareLists);
prepareLists();
walkByKeyboard();
openPalette();
