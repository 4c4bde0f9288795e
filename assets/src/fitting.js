/** Charts follow the size of their place: cards of a row take each other's height, and settle when all are written. */

import { known } from "./card_memory.js";
import { fullLayout } from "./compat.js";
import { drawing } from "./drawing.js";
import { rearranged } from "./relaid.js";
import { fittedTo, keepWhole } from "./whole.js";

const SETTLED = 120;
/** Words that Plotly sets anew after it said that it was done, as it does with those beside bars, are fitted then. */
const LATER = 500;
/** @type {Set<any>} */
const moved = new Set();
let settling = 0;

/** For a ResizeObserver of the places of charts. @param {ResizeObserverEntry[]} entries */
export function resized(entries) {
  entries.forEach((entry) => {
    moved.add(entry.target.firstChild);
  });
  window.clearTimeout(settling);
  settling = window.setTimeout(fit, SETTLED);
}

/** One after the other: words are measured where they will stay.
 * @param {any} gd
 * @param {boolean} resizes whether Plotly has not yet given it the size of its place
 * @param {any} other what this width lays out in another way
 */
async function refit(gd, resizes, other) {
  if (resizes) {
    await window.Plotly.relayout(gd, { autosize: true });
  }
  if (other) {
    await window.Plotly.relayout(gd, other);
  }
  await keepWhole(gd);
  window.setTimeout(() => keepWhole(gd), LATER);
}

function fit() {
  if (drawing()) {
    settling = window.setTimeout(fit, SETTLED);
    return;
  }
  moved.forEach((gd) => {
    const size = fullLayout(gd);
    const box = gd.getBoundingClientRect();
    if (!size || !box.width) {
      return;
    }
    const resizes = Math.abs(box.width - size.width) + Math.abs(box.height - size.height) >= 0.5;
    // When the window changes, Plotly may have been here first: its words are not fitted yet.
    const before = fittedTo(gd) ?? size.width;
    if (resizes || Math.abs(box.width - before) >= 0.5) {
      refit(gd, resizes, rearranged(known(gd).given, before, box.width));
    }
  });
  moved.clear();
}
