/** The page as a whole: what changes with its address, its language and theme, its title. */

import { read } from "./address.js";
import { property } from "./compat.js";
import { settle } from "./controls.js";
import { localeOf } from "./locale.js";
import { later } from "./options.js";

const root = document.documentElement;
/** @type {string | null} the query that was seen last */
let seen = null;

/** Set alike, an attribute of the root would still have the browser work out the style of all that is below.
 * @param {string} name
 * @param {string} value
 */
function mark(name, value) {
  if (root.getAttribute(name) !== value) {
    root.setAttribute(name, value);
  }
}

/** Language and theme of a query, for the page and its store.
 * @param {unknown} _ what made Dash ask
 * @param {string} search
 * @param {{lang: string, theme: string} | undefined} held by the store
 */
export function locale(_, search, held) {
  const now = localeOf(search);
  later();
  mark("data-bs-theme", now.theme);
  mark("lang", now.lang === "en" ? "en" : "zh-CN");
  const same = held && held.lang === now.lang && held.theme === now.theme;
  return same ? window.dash_clientside.no_update : now;
}

/** Only what is chosen of provinces and levels can take the reader to another map. @param {string} search */
function place(search) {
  const pairs = read(search);
  return [pairs.province, pairs["map.level"]].join(" ");
}

/** @param {string | null} from @param {string} to */
function travel(from, to) {
  if (place(from || "") !== place(to) && property("place", "data") !== undefined) {
    window.dash_clientside.set_props("place", { data: place(to) });
  }
}

/** Something has changed: if it is the address, what is chosen by it follows. */
export function look() {
  const search = property("url", "search") || "";
  if (search === seen) {
    return;
  }
  const from = seen;
  seen = search;
  travel(from, search);
  const now = locale(null, search, property("locale", "data"));
  if (now !== window.dash_clientside.no_update) {
    window.dash_clientside.set_props("locale", { data: now });
  }
  settle(search);
}

/** The page has changed: its title, and which link of the bar it is. @param {string | undefined} words */
export function title(words) {
  if (words) {
    document.title = words;
  }
  root.toggleAttribute("data-briefing", /\/briefing\/?$/.test(window.location.pathname));
  root.toggleAttribute("data-story", /\/story(\/|$)/.test(window.location.pathname));
  document.querySelectorAll("a[data-nav]").forEach((link) => {
    const { pathname } = /** @type {HTMLAnchorElement} */ (link);
    link.classList.toggle("active", pathname === window.location.pathname);
  });
  return window.dash_clientside.no_update;
}
