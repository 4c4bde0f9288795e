/** The address is the state: controls show what it says, and what the reader moves is written into it.
   The server alone decides what a query means; here it is keys and text. */

import { read, set } from "./address.js";
import { isLoading, property } from "./compat.js";
import { addressValue, controlValue, spelt } from "./control_values.js";

/** @typedef {import("./control_values.js").ControlId} ControlId */

const SOON = 40;
const LATEST = 600;
/** @type {Record<string, any>} what each control shows, by its name */
const shown = {};
/** @type {ControlId[]} */
let controls = [];
let settling = 0;

/** @param {Record<string, string>} pairs @param {string} key */
function spelling(pairs, key) {
  return spelt(pairs, key, document.documentElement.hasAttribute("data-embed"));
}

/** @param {Record<string, string>} pairs @param {ControlId} id */
function valueIn(pairs, id) {
  return controlValue(pairs[spelling(pairs, id.key)], id);
}

/** @param {any} a @param {any} b */
function same(a, b) {
  return JSON.stringify(a || "") === JSON.stringify(b || "");
}

/** A list drops codes that it does not know, which is not the reader's doing: the address keeps them, and the page says so.
 * @param {ControlId} id
 * @param {Record<string, string>} pairs
 * @param {string[] | null} value
 */
function dropped(id, pairs, value) {
  if (id.part !== "many" || !pairs[id.key]) {
    return false;
  }
  const known = (property(id, "options") || []).map((/** @type {any} */ it) => it.value);
  const codes = pairs[id.key].split(",");
  const rest = codes.filter((code) => known.includes(code));
  return rest.length < codes.length && same(rest.sort(), (value || []).slice().sort());
}

/** @param {ControlId} id */
function named(id) {
  return [id.at, id.key, id.part].join(" ");
}

/** @param {ControlId} id @param {any} value */
function show(id, value) {
  const before = shown[named(id)];
  if (same(before, value) || String(before) === String(value) || property(id, "id") === undefined) {
    return; // 77 is '77'
  }
  shown[named(id)] = value;
  window.dash_clientside.set_props(id, { ...offering(id, value), value });
}

/** The list of what is compared offers few of what there is, and would drop what it does not offer.
 * @param {ControlId} id
 * @param {any} value
 */
function offering(id, value) {
  if (id.at !== "compare" || !Array.isArray(value)) {
    return {};
  }
  const options = property(id, "options") || [];
  const known = options.map((/** @type {any} */ it) => it.value);
  const others = value.filter((code) => !known.includes(code));
  return { options: [...options, ...others.map((code) => ({ label: code, value: code }))] };
}

/** Controls of the cards follow the address at once, the lists of filters when the cards have, for which chips stand
   already: each list costs the cards a round through the page.
 * @param {string} search
 */
export function settle(search) {
  const pairs = read(search);
  const end = window.performance.now() + LATEST;
  /** @param {boolean} bar whether the controls of the filter bar, or all others */
  function follow(bar) {
    controls
      .filter((id) => (id.at === "bar") === bar)
      .forEach((id) => {
        show(id, valueIn(pairs, id));
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

/** A control that has just been drawn takes its value from the address; one that the reader moved gives it its value.
 * @param {any[]} values
 * @param {ControlId[]} ids
 * @param {string} search
 */
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
  Object.keys(shown)
    .filter((name) => !names.includes(name))
    .forEach((name) => {
      delete shown[name];
    });
  return same(next, search || "") ? window.dash_clientside.no_update : next;
}
