/** In a narrow chart no word is cut: long notes break into lines, and the plot makes room for what stands beside it. */

import { fullLayout } from "./compat.js";
import { NARROW } from "./relaid.js";

const WORDS = ".infolayer text, .barlayer text.bartext, .scatterlayer .textpoint text";
const EDGE = 6;
/** The most that words beside a plot may take of the chart. */
const MOST = 0.55;
const SMALLEST = 8;
const TURNS = 3;
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;

/** @param {string} sign */
function columns(sign) {
  return WIDE.test(sign) ? 2 : 1;
}

/** A line of plain words in lines of at most so many columns. @param {string} line @param {number} most */
export function broken(line, most) {
  const pieces = line.match(/[^\s\u2e80-\uffef]+\s?|[\s\S]/gu) || [];
  /** @type {string[]} */
  const lines = [""];
  let taken = 0;
  pieces.forEach((piece) => {
    const size = [...piece].reduce((sum, sign) => sum + columns(sign), 0);
    if (taken && taken + size > most && !/^[，。；、：）！？,.;:)]/.test(piece)) {
      lines.push("");
      taken = 0;
    }
    lines[lines.length - 1] += piece;
    taken += size;
  });
  return lines.map((it) => it.trim()).join("<br>");
}

/** Notes that are wider than the chart, in shorter lines, as Plotly.relayout takes them. @param {any} gd @param {DOMRect} box */
function wrapped(gd, box) {
  /** @type {Record<string, string>} */
  const update = {};
  (gd.layout.annotations || []).forEach((/** @type {any} */ note, /** @type {number} */ at) => {
    const text = gd.querySelector(`.annotation[data-index="${at}"] text`);
    const { width } = text ? text.getBoundingClientRect() : { width: 0 };
    const room = box.width - EDGE;
    if (width <= room || /<(?!br)/.test(note.text)) {
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

/** @param {any} gd a chart that is drawn */
export async function keepWhole(gd) {
  const box = gd.getBoundingClientRect();
  if (!box.width || box.width >= NARROW || !fullLayout(gd)) {
    return;
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
