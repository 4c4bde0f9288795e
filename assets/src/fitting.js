/** Charts follow the size of their place: cards of a row take each other's height, and settle when all are written. */

import { known } from "./card_memory.js";
import { fullLayout } from "./compat.js";
import { drawing } from "./drawing.js";
import { rearranged } from "./relaid.js";
import { keepWhole } from "./whole.js";

const SETTLED = 120;
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

function fit() {
  if (drawing()) {
    settling = window.setTimeout(fit, SETTLED);
    return;
  }
  moved.forEach((gd) => {
    const size = fullLayout(gd);
    const box = gd.getBoundingClientRect();
    if (
      !size ||
      !box.width ||
      Math.abs(box.width - size.width) + Math.abs(box.height - size.height) < 0.5
    ) {
      return;
    }
    window.Plotly.Plots.resize(gd).then(() => keepWhole(gd));
    const other = rearranged(known(gd).given, size.width, box.width);
    if (other) {
      window.Plotly.relayout(gd, other);
    }
  });
  moved.clear();
}
