/** In a narrow chart no word is cut: long notes break into lines, and the plot makes room for what stands beside it. */

import { broken, columns } from "./columns.js";
import { fullLayout } from "./compat.js";
import { legendBelow, legendInLines, legendWhole } from "./legend_names.js";
import { within } from "./notes_within.js";
import { NARROW } from "./relaid.js";
import { namesFitted } from "./tick_names.js";

const WORDS = ".infolayer text, .barlayer text.bartext, .scatterlayer .textpoint text";
const EDGE = 6;
/** The most that words beside a plot may take of the chart. */
const MOST = 0.55;
const SMALLEST = 8;
/** Of a note that has less room than this the rest is elsewhere. */
const LEAST = 60;
const TURNS = 3;

/** How wide a note may be: it stays where it is anchored. @param {DOMRect} text @param {DOMRect} box @param {string} anchor */
function roomOf(text, box, anchor) {
  const left = text.right - box.left;
  const right = box.right - text.left;
  const middle = (text.left + text.right) / 2;
  const about = 2 * Math.min(middle - box.left, box.right - middle);
  const room = anchor === "left" ? right : anchor === "right" ? left : about;
  return Math.min(box.width, room) - EDGE;
}

/** Notes that stand beyond the chart, in shorter lines, as Plotly.relayout takes them. @param {any} gd @param {DOMRect} box */
function wrapped(gd, box) {
  /** @type {Record<string, string>} */
  const update = {};
  (gd.layout.annotations || []).forEach((/** @type {any} */ note, /** @type {number} */ at) => {
    const text = gd.querySelector(`.annotation[data-index="${at}"] text`);
    const size = text?.getBoundingClientRect();
    if (!size?.width || /<(?!br)/.test(note.text)) {
      return;
    }
    const { width } = size;
    const room = roomOf(size, box, note.xanchor || "center");
    if (room < LEAST || width <= room) {
      return;
    }
    const lines = note.text.split("<br>");
    const longest = Math.max(
      ...lines.map((/** @type {string} */ line) => [...line].reduce((n, it) => n + columns(it), 0)),
    );
    const most = Math.floor((longest * room) / width) - 1;
    const next = lines.map((/** @type {string} */ line) => broken(line, most)).join("<br>");
    update[`annotations[${at}].text`] = next;
  });
  return update;
}

/** How far words stand out on the right. @param {any} gd @param {DOMRect} box */
function beyond(gd, box) {
  const texts = Array.from(gd.querySelectorAll(WORDS)).filter(
    (text) => text.style.visibility !== "hidden" && text.textContent,
  );
  return Math.max(0, ...texts.map((text) => text.getBoundingClientRect().right - box.right));
}

/** Names of bars that stand out on the left, in smaller letters. @param {any} gd @param {DOMRect} box */
function smaller(gd, box) {
  const names = Array.from(gd.querySelectorAll(".ytick text"));
  const boxes = names.map((name) => name.getBoundingClientRect());
  const over = Math.max(0, ...boxes.map((it) => box.left - it.left));
  const widest = Math.max(1, ...boxes.map((it) => it.width));
  if (over <= 1) {
    return {};
  }
  const size = fullLayout(gd).yaxis?.tickfont?.size || 11;
  const next = Math.max(SMALLEST, Math.floor(((size * (widest - over - 2)) / widest) * 10) / 10);
  return next < size ? { "yaxis.tickfont.size": next } : {};
}

/** @type {WeakMap<any, number>} */
const widths = new WeakMap();

/** The width that a chart's words were last fitted to. @param {any} gd */
export function fittedTo(gd) {
  return widths.get(gd);
}

/** @param {any} gd a chart that is drawn */
export async function keepWhole(gd) {
  const box = gd.getBoundingClientRect();
  if (!box.width || !fullLayout(gd)) {
    return;
  }
  widths.set(gd, box.width);
  await within(gd);
  if (box.width >= NARROW) {
    await legendWhole(gd);
    await legendBelow(gd);
    return;
  }
  await legendInLines(gd, box);
  await legendBelow(gd);
  const names = namesFitted(gd, box);
  if (Object.keys(names).length) {
    await window.Plotly.relayout(gd, names);
  }
  const update = { ...wrapped(gd, box), ...smaller(gd, box) };
  if (Object.keys(update).length) {
    await window.Plotly.relayout(gd, update);
  }
  let right = fullLayout(gd).margin.r;
  for (let turn = 0; turn < TURNS; turn += 1) {
    const over = beyond(gd, box);
    right += over + 2;
    if (over <= 1 || right > box.width * MOST) {
      return;
    }
    await window.Plotly.relayout(gd, { "margin.r": right }); // a smaller plot may set its names anew
  }
}
