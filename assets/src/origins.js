/** A click on a point of a chart names a filter, and its chip says which chart it came from. */

import { read, write } from "./address.js";
import { go } from "./go.js";

/** @type {Record<string, string>} ids of charts by `key=value` */
let origins = {};
/** Whether a list beside a map was used last. */
let listed = false;

/** Take the filter of a point: `key:value`, or several joined by `&`; a second click takes it off.
 * @param {{customdata: any}} point
 * @param {string} from id of the chart
 */
export function chosen(point, from) {
  const mark = Array.isArray(point.customdata) ? point.customdata[0] : point.customdata;
  if (typeof mark !== "string" || !mark.includes(":")) {
    return;
  }
  const pairs = read(window.location.search);
  mark.split("&").forEach((one) => {
    const key = one.slice(0, one.indexOf(":"));
    const value = one.slice(one.indexOf(":") + 1);
    pairs[key] = after(pairs[key] || "", key, value, !mark.includes("&"));
    value.split(key === "where" ? "," : "\n").forEach((part) => {
      origins = { ...origins, [`${key}=${part}`]: from };
    });
    if (key === "province") {
      delete pairs.city;
    }
  });
  go(write(pairs));
}

/** The value of a key after a click on a mark: conditions join those that stand, any other value takes the place of the
 * one before.
 * @param {string} now
 * @param {string} key
 * @param {string} value
 * @param {boolean} toggles whether a second click takes it off
 */
function after(now, key, value, toggles) {
  if (key !== "where") {
    return now === value && toggles ? "" : value;
  }
  const tests = now.split(",").filter(Boolean);
  const own = value.split(",");
  const all = own.every((test) => tests.includes(test));
  const left = all && toggles ? tests.filter((test) => !own.includes(test)) : [...tests, ...own];
  return [...new Set(left)].join(",");
}

/** Where the filters of a query come from, as /parts/status takes it. @param {string} search */
export function originsOf(search) {
  const chips = Object.entries(read(search)).flatMap(([key, values]) =>
    values.split(",").map((value) => `${key}=${value}`),
  );
  return chips
    .filter((chip) => chip in origins)
    .map((chip) => `${chip}:${origins[chip]}`)
    .join(",");
}

/** A mark of a list beside a chart does what a click on the chart does. */
document.addEventListener("click", (event) => {
  const mark = /** @type {Element} */ (event.target).closest?.("[data-mark]");
  const card = mark?.closest(".exhibit");
  if (mark && card) {
    listed = true;
    chosen({ customdata: mark.getAttribute("data-mark") }, card.id.replace("exhibit-", ""));
  }
});

/** The list that was left for another map's goes on there: the focus would be nowhere. */
document.addEventListener("atlas:drawn", (event) => {
  const first = /** @type {Element} */ (event.target).querySelector(".areas button");
  if (listed && first instanceof HTMLElement && document.activeElement === document.body) {
    listed = false;
    first.focus();
  }
});
