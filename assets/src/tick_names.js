/** Names beside the bars of a narrow chart: in lines that fit the room beside the plot and the height of a bar. */

import { broken, columns } from "./columns.js";
import { axisSpan, categories, fullLayout } from "./compat.js";

/** The part of the chart's width that names are given, and what they may take without. */
const MOST = 0.38;
const WIDEST = 0.45;
const LEADING = 1.35;
const SLACK = 2;
const GROUP = /<br>(<span.*)$/;

/** A name on at most so many lines, the rest cut with an ellipsis; the group below a name stays where there is room.
 * @param {string} name with its line breaks
 * @param {number} width of a line, in columns of Latin letters
 * @param {number} lines
 */
export function fitted(name, width, lines) {
  const group = lines > 1 ? (name.match(GROUP)?.[1] ?? "") : "";
  const words = name.replace(GROUP, "").replaceAll(/\s*<br>\s*/g, " ");
  const most = group ? lines - 1 : lines;
  const parts = broken(words, width).split("<br>");
  const shown = parts.slice(0, most);
  if (parts.length > most) {
    shown[most - 1] = cut(parts.slice(most - 1).join(" "), width);
  }
  return [...shown, ...(group ? [group] : [])].join("<br>");
}

/** @param {string} words @param {number} width */
function cut(words, width) {
  let taken = 0;
  const signs = [...words].filter((sign) => {
    taken += columns(sign);
    return taken < width;
  });
  return `${signs.join("").trimEnd()}…`;
}

/** Whether names stand out on the left, cover each other or leave the plot too little. @param {DOMRect[]} boxes @param {DOMRect} box */
function crowded(boxes, box) {
  const sorted = [...boxes].sort((a, b) => a.top - b.top);
  return sorted.some(
    (it, i) =>
      it.left < box.left - 1 ||
      it.width > box.width * WIDEST ||
      (i > 0 && sorted[i - 1].bottom - it.top > SLACK),
  );
}

/** Names of one axis, as Plotly.relayout takes them. @param {any} gd @param {string} key @param {DOMRect} box */
function ofAxis(gd, key, box) {
  const axis = fullLayout(gd)[key];
  const names = categories(axis);
  const texts = Array.from(gd.querySelectorAll(`.${key.replace("axis", "")}tick text`));
  const boxes = texts.map((text) => text.getBoundingClientRect()).filter((it) => it.width > 0);
  if (!names.length || !boxes.length || !crowded(boxes, box)) {
    return {};
  }
  const given = new Map(
    (axis.tickvals || []).map((/** @type {string} */ it, /** @type {number} */ i) => [
      it,
      axis.ticktext?.[i],
    ]),
  );
  const size = axis.tickfont.size;
  const lines = Math.max(1, Math.floor(axisSpan(axis).length / names.length / (size * LEADING)));
  const width = Math.floor((box.width * MOST) / (size * 0.55));
  return {
    [`${key}.tickmode`]: "array",
    [`${key}.tickvals`]: names,
    [`${key}.ticktext`]: names.map((it) => fitted(given.get(it) ?? it, width, lines)),
  };
}

/** Names of all axes that need it. @param {any} gd @param {DOMRect} box */
export function namesFitted(gd, box) {
  const keys = Object.keys(fullLayout(gd)).filter((key) => /^yaxis\d*$/.test(key));
  return Object.assign({}, ...keys.map((key) => ofAxis(gd, key, box)));
}
