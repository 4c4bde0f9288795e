/** What the lists of the filter bar offer: counted anew when the cards are drawn, or when the reader comes near the lists. */

import { filtersOf } from "./address.js";
import { isLoading, property, triggeredBy } from "./compat.js";
import { settle } from "./controls.js";
import { askAgain } from "./network.js";
import { get, partAddress } from "./requests.js";

/** @typedef {{label: string, value: string, search: string}} Option */
/** @typedef {import("./control_values.js").ControlId} ControlId */

const PAUSE = 300;
const BEFORE_COUNT = "\u3000";
/** @type {string | null} the state that was counted last */
let counted = null;
let timer = 0;
/** @type {Record<string, Option[]>} */
let offered = {};

function state() {
  return `${filtersOf(window.location.search)}|${document.documentElement.lang}`;
}

function recount() {
  window.clearTimeout(timer);
  if (counted !== state()) {
    counted = state();
    window.dash_clientside.set_props("recount", { data: counted });
  }
}

/** Count when nothing else is on its way. */
export function later() {
  window.clearTimeout(timer);
  timer = window.setTimeout(() => {
    if (isLoading()) {
      later();
    } else {
      recount();
    }
  }, PAUSE);
}

/** @param {Event} event */
function near(event) {
  if (/** @type {Element} */ (event.target).closest?.(".filters")) {
    recount();
  }
}
document.addEventListener("pointerover", near);
document.addEventListener("focusin", near);

/** Options without counts, which are of another address. @param {Option[]} options */
function uncounted(options) {
  return options.map((it) => ({ ...it, label: it.label.split(BEFORE_COUNT)[0] }));
}

/** The counts of every list.
 * @param {ControlId[]} ids
 * @param {Option[][]} before
 */
async function counts(ids, before) {
  const mine = counted;
  const search = window.location.search;
  try {
    const response = await get(partAddress("options", { search }));
    offered = await response.json();
  } catch (error) {
    counted = null;
    askAgain(recount, error);
    return before.map(uncounted);
  }
  if (mine !== counted) {
    return window.dash_clientside.no_update;
  }
  settle(search); // a list that did not know a chosen code has dropped it, and knows it now
  return ids.map((id) => offered[id.key]);
}

/** Industries of every level that the typed words name, beside those that are chosen and that the list offers anyway.
 * @param {ControlId[]} ids
 * @param {string} typed
 * @param {Option[][]} before
 */
async function industries(ids, typed, before) {
  const none = window.dash_clientside.no_update;
  /** @type {Option[]} */
  const found = [];
  if (typed) {
    const response = await get(partAddress("options", { search: window.location.search, typed }));
    found.push(...(await response.json()).industry);
  }
  return ids.map((id, at) => {
    if (id.key !== "industry") {
      return none;
    }
    const chosen = property(id, "value") || [];
    const kept = before[at].filter((it) => chosen.includes(it.value));
    const all = [...found, ...kept, ...(offered.industry || [])];
    return [...new Map(all.map((it) => [it.value, it])).values()];
  });
}

/** Callbacks of the lists. */
export const options = {
  /** @param {string} _state
   * @param {(string | undefined)[]} typed in each list
   * @param {ControlId[]} ids
   * @param {Option[][]} before
   */
  offer: async (_state, typed, ids, before) => {
    if (triggeredBy("recount")) {
      return counts(ids, before);
    }
    if (!triggeredBy('"key":"industry"')) {
      return window.dash_clientside.no_update;
    }
    const words = typed[ids.findIndex((id) => id.key === "industry")] || "";
    return industries(ids, words.trim(), before).catch(() => window.dash_clientside.no_update);
  },
};
