// Organiser pages: the same comforts, and htmx for parts of pages that renew themselves.
import "htmx.org";
import { prepare } from "./public.js";
import { openPalette } from "./modules/palette.js";

document.addEventListener("htmx:after:swap", () => prepare(document));
openPalette();
