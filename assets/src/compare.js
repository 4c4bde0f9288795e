/** What is to be compared: chosen from the menus of cards, kept in the reader's browser, at most four at a time. */

import { read, set, write } from "./address.js";
import { kept } from "./links.js";

const KEY = "compare";
/** Milliseconds for which a button says that it has copied. */
const AGAIN = 2_000;

/** @typedef {{group: string, label: string}} Chosen */

/** @returns {Chosen[]} */
function chosen() {
  try {
    const held = JSON.parse(window.localStorage.getItem(KEY) || "[]");
    return Array.isArray(held) ? held.filter((it) => it?.group && it?.label) : [];
  } catch (_error) {
    return [];
  }
}

/** @param {Chosen[]} items */
function keep(items) {
  try {
    window.localStorage.setItem(KEY, JSON.stringify(items));
  } catch (_error) {
    // private windows keep nothing
  }
}

/** Show in a menu what is chosen, also what was chosen at another card. @param {Element} menu */
export function shown(menu) {
  const boxes = menu.querySelector(".boxes");
  if (!boxes) {
    return;
  }
  const items = chosen();
  const named = (/** @type {string} */ group) =>
    Array.from(boxes.querySelectorAll("[data-compare]")).find(
      (it) => it.getAttribute("data-compare") === group,
    );
  items
    .filter(({ group }) => !named(group))
    .forEach(({ group, label }) => {
      const box = document.createElement("button");
      box.type = "button";
      box.tabIndex = -1;
      box.setAttribute("role", "menuitemcheckbox");
      box.setAttribute("data-compare", group);
      box.textContent = label;
      boxes.prepend(box);
    });
  const most = Number(boxes.getAttribute("data-most"));
  boxes.querySelectorAll("[data-compare]").forEach((box) => {
    const on = items.some(({ group }) => group === box.getAttribute("data-compare"));
    box.setAttribute("aria-checked", String(on));
    box.setAttribute("aria-disabled", String(!on && items.length >= most));
  });
  const go = /** @type {HTMLAnchorElement | null} */ (menu.querySelector("[data-compare-go]"));
  if (go) {
    const groups = items.map(({ group }) => group).join(",");
    go.search = set(go.getAttribute("data-compare-go") || "", groups, kept());
    const n = go.querySelector(".n");
    if (n) {
      n.textContent = items.length ? `(${items.length})` : "";
    }
  }
}

/** @param {Element} box */
function toggle(box) {
  const group = box.getAttribute("data-compare") || "";
  const items = chosen();
  const rest = items.filter((it) => it.group !== group);
  if (rest.length < items.length) {
    keep(rest);
  } else if (box.getAttribute("aria-disabled") !== "true") {
    keep([...items, { group, label: box.textContent || group }]);
  }
}

/** The address of the comparison that stands, with `items` alone for what is compared. @param {string} name */
function shortAddress(name) {
  const { origin, pathname, search } = window.location;
  const pairs = read(search);
  const long = `compare.${name}`;
  const { [long]: asked, [name]: short, ...rest } = pairs;
  const items = asked || short || "";
  return `${origin}${pathname}${write(items ? { [name]: items, ...rest } : rest)}`;
}

/** @param {Element} button */
function copyAddress(button) {
  const address = shortAddress(button.getAttribute("data-compare-copy") || "");
  navigator.clipboard?.writeText(address);
  const words = button.textContent;
  button.textContent = button.getAttribute("data-copied");
  setTimeout(() => {
    button.textContent = words;
  }, AGAIN);
  const place = button.parentElement?.querySelector(".compare-address");
  if (place) {
    place.textContent = address;
  }
}

document.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  const copy = target.closest?.("[data-compare-copy]");
  if (copy) {
    copyAddress(copy);
    return;
  }
  const menu = target.closest?.(".pop.compare");
  if (!menu) {
    return;
  }
  const box = target.closest("[data-compare]");
  if (box) {
    toggle(box);
  }
  if (target.closest("[data-compare-clear]")) {
    keep([]);
  }
  shown(menu);
});
