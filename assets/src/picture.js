/** Pictures of a card: the chart (or the first rows of its table) with title, filters, source, version and date inside.
   The same composer runs in the reader's browser and, for /export, in the server's (components/travel/chromium.py). */

import { tidy } from "./labels.js";
import { withNotesInside } from "./notes_within.js";
import { rows } from "./picture_table.js";
import { escaped, width, words, wrap } from "./picture_text.js";

/** @typedef {{text: string, ground: string, ink: string}} Badge */
/** @typedef {{title: string, filters: string, lines: string[], badges: Badge[], alt: string, more: string, font: string,
 *   text: string, muted: string, line: string, surface: string}} Caption colours are those of the theme */
/** @typedef {{width: number, height: number, scale: number}} Size */
/** @typedef {(figure: any, options: any) => Promise<string>} ToImage Plotly's own */

const PAD = 24;
const TITLE = 21;
const UNDER = 13;
const FOOT = 11;
const LEADING = { title: 28, under: 19, foot: 16 };
const SVG = "data:image/svg+xml;charset=utf-8,";

/** Lines below each other. @param {string[]} lines @param {number} y @param {number} size
 * @param {number} leading
 * @param {string} fill
 * @param {string} [more]
 */
function block(lines, y, size, leading, fill, more) {
  return lines
    .map((line, i) => words(PAD, y + size + i * leading, line, size, fill, more))
    .join("");
}

/** Badges in the corner, from right to left. @param {Caption} caption @param {number} wide */
function badges(caption, wide) {
  let left = wide - PAD;
  const drawn = caption.badges.toReversed().map((badge) => {
    const w = width(badge.text, { size: 12, family: caption.font, weight: 600 }) + 16;
    const x = left - w;
    left = x - 8;
    return (
      `<rect x="${x}" y="${PAD}" width="${w}" height="22" rx="4" fill="${badge.ground}"/>` +
      words(x + 8, PAD + 15.5, badge.text, 12, badge.ink, ' font-weight="600"')
    );
  });
  return { svg: drawn.join(""), left };
}

/** SVG text without the labels that would cover each other: they give way as on the card. @param {string} svg @param {number} w @param {number} h */
function tidied(svg, w, h) {
  const host = document.createElement("div");
  host.style.cssText = `position:fixed;left:-9999px;top:0;width:${w}px;height:${h}px`;
  host.innerHTML = svg;
  document.body.appendChild(host);
  tidy(host);
  const drawn = new XMLSerializer().serializeToString(/** @type {Node} */ (host.firstChild));
  host.remove();
  return drawn;
}

/** The chart alone as SVG. @param {ToImage} plain @param {any} figure @param {number} w @param {number} h */
export async function chart(plain, figure, w, h) {
  const options = { format: "svg", width: w, height: h, imageDataOnly: true };
  const { data, config = {} } = figure;
  const sized = { ...figure.layout, autosize: false, width: w, height: h };
  const { width: _w, height: _h, ...layout } = await withNotesInside({ data, config }, sized);
  return tidied(await plain({ data, layout, config }, options), w, h);
}

/** The whole picture as SVG text.
 * @param {ToImage} plain
 * @param {any} figure Plotly data and layout, or {table}
 * @param {Caption} caption
 * @param {number} wide
 * @param {number} high
 * @param {number} scale
 */
export async function compose(plain, figure, caption, wide, high, scale) {
  const family = caption.font;
  const room = wide - 2 * PAD;
  const corner = badges(caption, wide);
  const title = wrap(
    caption.title,
    corner.left - PAD - 12,
    { size: TITLE, family, weight: 650 },
    2,
  );
  const under = wrap(caption.filters, room, { size: UNDER, family }, 2);
  const foot = caption.lines.flatMap((line) => wrap(line, room, { size: FOOT, family }, 2));
  const below = PAD + title.length * LEADING.title;
  const top = below + under.length * LEADING.under + 8;
  const bottom = foot.length * LEADING.foot + PAD;
  const h = Math.max(80, high - top - bottom - 8);
  const inner = figure.table
    ? `<g transform="translate(${PAD} ${top})">${rows(figure.table, caption, room, h)}</g>`
    : (await chart(plain, figure, room, h)).replace(/^\s*<svg /, `<svg x="${PAD}" y="${top}" `);
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"',
    ` width="${wide * scale}" height="${high * scale}" viewBox="0 0 ${wide} ${high}"`,
    ` font-family="${escaped(family)}"><title>${escaped(caption.title)}</title>`,
    `<desc>${escaped(caption.alt)}</desc>`,
    `<rect width="${wide}" height="${high}" fill="${caption.surface}"/>`,
    block(title, PAD - 2, TITLE, LEADING.title, caption.text, ' font-weight="650"'),
    block(under, below, UNDER, LEADING.under, caption.muted),
    corner.svg,
    inner,
    block(foot, high - bottom + 4, FOOT, LEADING.foot, caption.muted),
    "</svg>",
  ].join("");
}

/** SVG text as an address. @param {string} svg */
export function addressOf(svg) {
  return SVG + encodeURIComponent(svg);
}

/** SVG text drawn on a canvas. @param {string} svg @param {number} wide @param {number} high @returns {Promise<HTMLCanvasElement>} */
export function raster(svg, wide, high) {
  return new Promise((resolve, reject) => {
    const image = new Image();
    const canvas = document.createElement("canvas");
    canvas.width = wide;
    canvas.height = high;
    image.onload = () => {
      canvas.getContext("2d").drawImage(image, 0, 0, wide, high);
      resolve(canvas);
    };
    image.onerror = () => {
      reject(new Error("the picture could not be drawn"));
    };
    image.src = addressOf(svg);
  });
}
