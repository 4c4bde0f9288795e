/** Names of a legend that a narrow chart has no room for: in several lines there, in one again where it is wide. */

import { broken, columns } from "./columns.js";
import { fullData, fullLayout } from "./compat.js";

const EDGE = 6;
/** Below a radar: what it is given for the names of its axes and a legend of one line, and how high such a line is. */
const BELOW = 40;
const LINE = 20;
/** Of a chart: names in lines, and what they were. @type {WeakMap<any, Map<string, string>>} */
const whole = new WeakMap();

/** The name in lines, or as it is where it has room. @param {Element} entry of the legend @param {DOMRect} box of the chart */
function inLines(entry, box) {
  const text = /** @type {Element} */ (entry.querySelector(".legendtext"));
  const name = text.getAttribute("data-unformatted") || "";
  const { left, width } = text.getBoundingClientRect();
  const room = box.width - (left - entry.getBoundingClientRect().left) - EDGE;
  if (width <= room || name.includes("<")) {
    return name;
  }
  const taken = [...name].reduce((sum, sign) => sum + columns(sign), 0);
  return broken(name, Math.floor((taken * room) / width) - 1);
}

/** Give traces other names. @param {any} gd @param {Map<string, string>} names by those that they have */
async function renamed(gd, names) {
  const at = fullData(gd).flatMap((trace, i) => (names.has(trace.name) ? [i] : []));
  if (at.length) {
    const name = at.map((i) => names.get(fullData(gd)[i].name));
    await window.Plotly.restyle(gd, { name }, at);
  }
}

/** @param {any} gd @param {DOMRect} box of the chart */
export async function legendInLines(gd, box) {
  /** @type {any[]} */
  const entries = Array.from(gd.querySelectorAll(".legend .traces:has(.legendtext)"));
  /** @type {[string, string][]} */
  const names = entries.map((entry) => [
    entry.querySelector(".legendtext").getAttribute("data-unformatted"),
    inLines(entry, box),
  ]);
  const longer = new Map(names.filter(([name, lines]) => name !== lines));
  longer.forEach((lines, name) => {
    whole.set(gd, new Map(whole.get(gd)).set(lines, name));
  });
  await renamed(gd, longer);
}

/** @param {any} gd */
export async function legendWhole(gd) {
  const names = whole.get(gd);
  if (names) {
    whole.delete(gd);
    await renamed(gd, names);
  }
}

/** A radar stands above the lines of its legend. @param {any} gd */
export async function legendBelow(gd) {
  const { polar, margin } = fullLayout(gd);
  const legend = polar ? gd.querySelector(".legend")?.getBoundingClientRect() : null;
  const below = BELOW + Math.max(0, Math.ceil(legend?.height ?? 0) - LINE);
  if (legend && margin.b !== below) {
    await window.Plotly.relayout(gd, { "margin.b": below });
  }
}
