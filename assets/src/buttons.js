/** Buttons and links of the frame: language, theme, chips, folds, and links within a page. */

import { drop, read, set, write } from "./address.js";
import { go } from "./go.js";
import { localeOf } from "./locale.js";

/** A query of filters with what this page has besides: its theme, and the settings of its charts but for the map's level.
 * @param {string} search
 */
function along(search) {
  const here = Object.entries(read(window.location.search));
  const own = here.filter(([key]) => key === "theme" || (key.includes(".") && key !== "map.level"));
  return write({ ...Object.fromEntries(own), ...read(search) });
}

/** What a button does, by the attribute that makes it one.
 * @type {Record<string, (button: HTMLElement, event: Event) => void>}
 */
const ACTIONS = {
  "data-set": (button) => {
    const key = button.getAttribute("data-set");
    const now = localeOf(window.location.search);
    const other =
      key === "lang" ? (now.lang === "en" ? "" : "en") : now.theme === "dark" ? "light" : "dark";
    go(set(key, other, window.location.search));
  },
  "data-go": (link, event) => {
    event.preventDefault();
    go(along(/** @type {HTMLAnchorElement} */ (link).search));
  },
  "data-drop": (chip) => {
    const key = chip.getAttribute("data-drop");
    go(drop(window.location.search, key, chip.getAttribute("data-value")));
  },
  "data-close": (button) => {
    button.parentElement.remove();
  },
};

document.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  Object.entries(ACTIONS).forEach(([name, act]) => {
    const button = /** @type {HTMLElement | null} */ (target.closest(`[${name}]`));
    if (button) {
      act(button, event);
    }
  });
});
