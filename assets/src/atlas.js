/** The address is the state. This script keeps it and the controls in step and turns clicks into filters.
   The server alone decides what a query means; here it is keys and text. */

import { drop, filtersOf, read, set, write } from "./address.js";
import { isLoading, property } from "./compat.js";
import { addressValue, controlValue, spelt } from "./control_values.js";
import { localeOf } from "./locale.js";

const root = document.documentElement;
let origins = {};
const shown = {};
let controls = [];
let seen = null;
let counted = null;
let timer = 0;
let settling = 0;
const PAUSE = 300;
const SOON = 40;
const LATEST = 600;
function none() {
  return window.dash_clientside.no_update;
}
function go(search) {
  window.dash_clientside.set_props("url", { search: search });
}
function spelling(pairs, key) {
  return spelt(pairs, key, root.hasAttribute("data-embed"));
}
function valueIn(pairs, id) {
  return controlValue(pairs[spelling(pairs, id.key)], id);
}
function same(a, b) {
  return JSON.stringify(a || "") === JSON.stringify(b || "");
}
/** A list drops codes that it does not know, which is not the reader's doing: the address keeps them, and the page says so. */
function dropped(id, pairs, value) {
  if (id.part !== "many" || !pairs[id.key]) {
    return false;
  }
  const known = (property(id, "options") || []).map((option) => option.value);
  const rest = pairs[id.key].split(",").filter((code) => known.indexOf(code) >= 0);
  return (
    rest.length < pairs[id.key].split(",").length && same(rest.sort(), (value || []).slice().sort())
  );
}
/** Set alike, an attribute of the root would still have the browser work out the style of all that is below. */
function mark(name, value) {
  if (root.getAttribute(name) !== value) {
    root.setAttribute(name, value);
  }
}
/** Options are counted again when the cards are drawn, or when the reader comes near the lists. */
function recount() {
  window.clearTimeout(timer);
  if (counted !== key()) {
    counted = key();
    window.dash_clientside.set_props("recount", { data: counted });
  }
}
function key() {
  return `${filtersOf(window.location.search)}|${root.lang}`;
}
function later() {
  window.clearTimeout(timer);
  timer = window.setTimeout(() => {
    if (isLoading()) {
      later();
    } else {
      recount();
    }
  }, PAUSE);
}
document.addEventListener("pointerover", near);
document.addEventListener("focusin", near);
function near(event) {
  if (event.target.closest?.(".filters")) {
    recount();
  }
}
function named(id) {
  return [id.at, id.key, id.part].join(" ");
}
function show(id, value) {
  const before = shown[named(id)];
  if (same(before, value) || String(before) === String(value) || property(id, "id") === undefined) {
    return; // 77 is '77'
  }
  shown[named(id)] = value;
  window.dash_clientside.set_props(id, { value: value });
}
/** Controls of the cards follow the address at once, the lists of filters when the cards have, for which chips stand
   already: each list costs the cards a round through the page. */
function settle(search) {
  const pairs = read(search);
  const end = window.performance.now() + LATEST;
  function follow(bar) {
    controls.forEach((id) => {
      if ((id.at === "bar") === bar) {
        show(id, valueIn(pairs, id));
      }
    });
  }
  function lists() {
    if (isLoading() && window.performance.now() < end) {
      settling = window.setTimeout(lists, SOON);
    } else {
      follow(true);
    }
  }
  window.clearTimeout(settling);
  settling = window.setTimeout(lists, SOON);
  follow(false);
}
/** Only what is chosen of provinces and levels can take the reader to another map. */
function place(search) {
  const pairs = read(search);
  return [pairs.province, pairs["map.level"]].join(" ");
}
function travel(from, to) {
  if (place(from) !== place(to) && property("place", "data") !== undefined) {
    window.dash_clientside.set_props("place", { data: place(to) });
  }
}
export function locale(_, search, held) {
  const now = localeOf(search);
  later();
  mark("data-bs-theme", now.theme);
  mark("lang", now.lang === "en" ? "en" : "zh-CN");
  return same(now, held) ? none() : now;
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
  if (now !== none()) {
    window.dash_clientside.set_props("locale", { data: now });
  }
  settle(search);
}
/** A control that has just been drawn takes its value from the address; one that the reader moved gives it its value. */
export function moved(values, ids, search) {
  const pairs = read(search);
  let next = search || "";
  const names = ids.map(named);
  controls = ids;
  ids.forEach((id, i) => {
    const before = shown[names[i]];
    shown[names[i]] = values[i];
    if (before === undefined) {
      show(id, valueIn(pairs, id));
      return;
    }
    if (!same(before, values[i]) && !dropped(id, pairs, values[i])) {
      next = set(spelling(read(next), id.key), addressValue(id, values[i], ids, values), next);
    }
  });
  Object.keys(shown).forEach((name) => {
    if (names.indexOf(name) < 0) {
      delete shown[name];
    }
  });
  return same(next, search || "") ? none() : next;
}
/** A point of a chart names a filter: key:value, or several joined by &. */
export function chosen(point, from) {
  const mark = Array.isArray(point.customdata) ? point.customdata[0] : point.customdata;
  if (typeof mark !== "string" || mark.indexOf(":") < 0) {
    return;
  }
  const pairs = read(window.location.search);
  origins = Object.assign({}, origins);
  mark.split("&").forEach((one) => {
    const key = one.slice(0, one.indexOf(":"));
    const value = one.slice(one.indexOf(":") + 1);
    pairs[key] = pairs[key] === value && mark.indexOf("&") < 0 ? "" : value;
    origins[`${key}=${value}`] = from;
    if (key === "province") {
      delete pairs.city;
    }
  });
  window.dash_clientside.set_props("origins", { data: origins });
  go(write(pairs));
}
/** The page has changed: its title, and which link of the bar it is. */
export function title(title) {
  if (title) {
    document.title = title;
  }
  root.toggleAttribute("data-briefing", /\/briefing\/?$/.test(window.location.pathname));
  document.querySelectorAll("a[data-nav]").forEach((link) => {
    link.classList.toggle("active", link.pathname === window.location.pathname);
  });
  return none();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-set]");
  if (button) {
    const key = button.getAttribute("data-set");
    const now = localeOf(window.location.search);
    if (key === "lang") {
      go(set("lang", now.lang === "en" ? "" : "en", window.location.search));
    }
    if (key === "theme") {
      go(set("theme", now.theme === "dark" ? "light" : "dark", window.location.search));
    }
  }
  const link = event.target.closest("a[data-go]");
  if (link) {
    event.preventDefault();
    go(link.search);
  }
  const chip = event.target.closest("[data-drop]");
  if (chip) {
    go(
      drop(window.location.search, chip.getAttribute("data-drop"), chip.getAttribute("data-value")),
    );
  }
  const close = event.target.closest("[data-close]");
  if (close) {
    close.parentElement.remove();
  }
  const toggle = event.target.closest("[data-toggle]");
  if (toggle) {
    const open = document.body.classList.toggle(toggle.getAttribute("data-toggle"));
    toggle.setAttribute("aria-expanded", String(open));
  }
});
