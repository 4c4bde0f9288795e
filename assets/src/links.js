/** Links to pages (a[data-nav]) and charts (a.to-chart): keep filters, language and theme of the address; a chart is brought into view.
   Inside a frame they do nothing: an embed shows the one chart that it was given. */

import { read, write } from "./address.js";
import { go } from "./go.js";

const STORY = /\/story(\/|$)/;
const VIEW = ["lang", "theme", "version"];
/** @type {Record<string, string>} */
const LEVELS = { "#exhibit-province_map": "", "#exhibit-city_map": "city" };
const TRIES = 60;
const PAUSE = 100;
/** The filters of this page, without the settings of its charts, as a query. */
export function kept() {
  const pairs = new URLSearchParams(window.location.search);
  Array.from(pairs.keys()).forEach((key) => {
    if (key.indexOf(".") >= 0) {
      pairs.delete(key);
    }
  });
  const query = pairs.toString();
  return query ? `?${query}` : "";
}
/** The link that an event is on. @param {Event} event @returns {HTMLAnchorElement | null} */
function link(event) {
  const target = /** @type {Element} */ (event.target);
  return target.closest ? target.closest("a.to-chart, a[data-nav]") : null;
}
/** The query that a link takes along: the filters of this page and its own; a story opens with its own alone.
 * @param {HTMLAnchorElement} found
 */
function taken(found) {
  const now = read(kept());
  const bare = STORY.test(found.pathname);
  const pairs = bare
    ? Object.entries(now).filter(([key]) => VIEW.includes(key))
    : Object.entries(now);
  return write({ ...Object.fromEntries(pairs), ...read(found.getAttribute("data-adds")) });
}
/** @param {Event} event */
function carry(event) {
  const found = link(event);
  if (found) {
    found.search = taken(found);
  }
}
/** Of the map of provinces and that of cities a page shows one: where the other is asked for, the level that shows it is
 * set, unless one province is chosen, which has a map of its own.
 * @param {string} hash
 * @returns {Element | null} the map that takes the place of both
 */
function drilled(hash) {
  const place = document.getElementById("drilled");
  if (!place || !(hash in LEVELS)) {
    return null;
  }
  const pairs = read(window.location.search);
  if (pairs.province && !pairs.province.includes(",")) {
    return place;
  }
  if ((pairs["map.level"] || "") !== LEVELS[hash]) {
    go(write({ ...pairs, "map.level": LEVELS[hash] }));
  }
  return null;
}
/** Bring a place of the page into view, as soon as it is there. @param {string} hash @param {number} [tries] */
export function reveal(hash, tries = TRIES) {
  /** @type {any} */
  const target =
    hash.length > 1 &&
    (document.getElementById(decodeURIComponent(hash.slice(1))) || drilled(hash));
  if (target) {
    target.open = true; // of what is folded
    target.scrollIntoView({ block: "start" });
    if (target.matches(".exhibit")) {
      target.tabIndex = -1; // the next Tab goes into the card
      target.focus({ preventScroll: true });
    }
    target.classList.add("revealed");
    window.setTimeout(() => {
      target.classList.remove("revealed");
    }, 2000);
  } else if (hash.length > 1 && tries > 0) {
    window.setTimeout(() => {
      reveal(hash, tries - 1);
    }, PAUSE);
  }
}
document.addEventListener("pointerdown", carry);
document.addEventListener("focusin", carry);
document.addEventListener("click", (event) => {
  const found = link(event);
  if (!found) {
    return;
  }
  if (document.documentElement.getAttribute("data-embed")) {
    event.preventDefault();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) {
    return;
  }
  event.preventDefault();
  /** @type {{pathname: string, hash: string, search?: string}} */
  const target = { pathname: found.pathname, hash: found.hash };
  if (taken(found) !== window.location.search) {
    target.search = taken(found);
  } // set alike, it would refill cards on their way out
  window.dash_clientside.set_props("url", target);
  reveal(found.hash);
});
document.addEventListener("DOMContentLoaded", () => {
  reveal(window.location.hash);
});
