/** Names beside the bars of a narrow chart: in lines that fit the room beside the plot and the height of a bar. */

import { broken, columns } from "./columns.js";
import { axisSpan, categories, fullLayout, plotArea } from "./compat.js";

/** The parts of the chart's width that names are given, the next where they were cut; and what they may take without. */
const SHARES = [0.38, 0.44, 0.5];
const WIDEST = 0.45;
/** The smallest letters of names that are cut in larger ones. */
const SMALLEST = 9;
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
  const boxes = shown(gd, key);
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
  const words = names.map((it) => given.get(it) ?? it);
  const high = axisSpan(axis).length / names.length;
  const room = SHARES.flatMap((share) =>
    [size, Math.min(size, SMALLEST)].map((letters) => roomOf(letters, box.width * share, high)),
  );
  const best = room.find((it) => words.every((name) => whole(name, it))) ?? room[0];
  return {
    [`${key}.tickmode`]: "array",
    [`${key}.tickvals`]: names,
    [`${key}.ticktext`]: words.map((it) => fitted(it, best.width, best.lines)),
    ...(best.letters < size ? { [`${key}.tickfont.size`]: best.letters } : {}),
  };
}

/** How many columns and lines a name has. @param {number} letters @param {number} wide @param {number} high in pixels */
function roomOf(letters, wide, high) {
  const lines = Math.max(1, Math.floor(high / (letters * LEADING)));
  return { letters, width: Math.floor(wide / (letters * 0.55)), lines };
}

/** Whether nothing of a name is cut. @param {string} name @param {{width: number, lines: number}} room */
function whole(name, { width, lines }) {
  return !fitted(name, width, lines).includes("…");
}

/** Keys of the upright axes of a chart. @param {any} gd */
function upright(gd) {
  return Object.keys(fullLayout(gd)).filter((key) => /^yaxis\d*$/.test(key));
}

/** The boxes of the names that an axis shows. @param {any} gd @param {string} key */
function shown(gd, key) {
  const texts = Array.from(gd.querySelectorAll(`.${key.replace("axis", "")}tick text`));
  return texts.map((text) => text.getBoundingClientRect()).filter((it) => it.width > 0);
}

/** How high a chart is in which no name of a row lies on the next. @param {any} gd */
export function highEnough(gd) {
  const { height } = plotArea(gd);
  const around = fullLayout(gd).height - height;
  const plots = upright(gd).map((key) => {
    const axis = fullLayout(gd)[key];
    const highest = Math.max(0, ...shown(gd, key).map((it) => it.height));
    return (categories(axis).length * highest * height) / (axisSpan(axis).length || height);
  });
  return Math.ceil(around + Math.max(0, ...plots));
}

/** Names of all axes that need it. @param {any} gd @param {DOMRect} box */
export function namesFitted(gd, box) {
  return Object.assign({}, ...upright(gd).map((key) => ofAxis(gd, key, box)));
}
