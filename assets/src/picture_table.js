/** The first rows of a table as SVG. */

import { clip, width, words, wrap } from "./picture_text.js";

/** @typedef {{titles: string[], rows: string[][], right: boolean[], total: number, left?: string}} Table
 * `right`: columns of numbers; `left`: which columns are left out */
/** @typedef {import("./picture.js").Caption} Caption */

const STEP = 26;
const LEADING = 16;
const SIZE = 12;
const MARGIN = 18;
const WIDEST = 480;
const MOST_LINES = 6;
/** By how much a small table is enlarged, the largest first. */
const LARGER = [1.8, 1.6, 1.4, 1.25, 1.1];

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((a, b) => a + b, 0);
}

/** Height of a row of wrapped cells. @param {string[][]} row */
function tall(row) {
  return 10 + LEADING * Math.max(...row.map((lines) => lines.length));
}

/** Cells wrap as far as there is room for all rows; where there is none, each row has one line.
 * @param {string[][]} list
 * @param {number[]} wide
 * @param {string} family
 * @param {number} room in pixels
 * @returns {string[][][]}
 */
function cells(list, wide, family, room) {
  const type = { size: SIZE, family };
  /** @param {number} most lines of a cell */
  function laid(most) {
    return list.map((row) =>
      row.map((cell, c) => {
        const fits = wide[c] - MARGIN;
        return wrap(cell, fits, type, most).map((line) => clip(line, fits, type));
      }),
    );
  }
  for (let most = MOST_LINES; most > 1; most--) {
    const rows = laid(most);
    if (sum(rows.map(tall)) <= room) {
      return rows;
    }
  }
  return laid(1);
}

/** Widths that fill the room: all grow alike, but only the widest are cut. @param {number[]} wants @param {number} room */
function shared(wants, room) {
  if (sum(wants) <= room) {
    return wants.map((one) => (one * room) / sum(wants));
  }
  let low = 0;
  let cap = Math.max(...wants);
  for (let i = 0; i < 30; i++) {
    const middle = (low + cap) / 2;
    if (sum(wants.map((one) => Math.min(one, middle))) > room) {
      cap = middle;
    } else {
      low = middle;
    }
  }
  return wants.map((one) => Math.min(one, low));
}

/** Widths of the columns. @param {Table} table @param {string[][]} rows @param {string} family @param {number} w */
function widths(table, rows, family, w) {
  const most = Math.min(w * 0.5, WIDEST);
  const wants = table.titles.map((title, c) => {
    const body = rows.map((row) => width(row[c], { size: SIZE, family }));
    const head = width(title, { size: SIZE, family, weight: 600 });
    return Math.min(most, Math.max(...body, head)) + MARGIN;
  });
  return shared(wants, w);
}

/** As many rows as fit, and how many there are; a small table is set in larger type as long as nothing of it is cut.
 * @param {Table} table
 * @param {Caption} caption
 * @param {number} w
 * @param {number} h
 */
export function rows(table, caption, w, h) {
  const cuts = (/** @type {string} */ text) => text.split("…").length - 1;
  const given = cuts(JSON.stringify([table.titles, table.rows]));
  for (const times of LARGER) {
    const { svg, shown } = set(table, caption, w / times, h / times);
    if (shown === table.total && cuts(svg) <= given) {
      return `<g transform="scale(${times})">${svg}</g>`;
    }
  }
  return set(table, caption, w, h).svg;
}

/** The table in ordinary type, and how many rows it shows.
 * @param {Table} table
 * @param {Caption} caption
 * @param {number} w
 * @param {number} h
 */
function set(table, caption, w, h) {
  const family = caption.font;
  const first = table.rows.slice(0, Math.max(1, Math.floor(h / STEP) - 2));
  const wide = widths(table, first, family, w);
  const lefts = wide.map((_, c) => sum(wide.slice(0, c)));
  const line = (/** @type {number} */ y) =>
    `<line x1="0" x2="${w}" y1="${y}" y2="${y}" stroke="${caption.line}"/>`;
  /** @param {string[]} lines @param {number} c @param {number} y @param {string} fill @param {string} more */
  function cell(lines, c, y, fill, more) {
    const right = table.right[c];
    const x = right ? lefts[c] + wide[c] - 9 : lefts[c] + 9;
    const anchored = more + (right ? ' text-anchor="end"' : "");
    return lines.map((one, i) => words(x, y + i * LEADING, one, SIZE, fill, anchored)).join("");
  }
  const bold = ' font-weight="600"';
  const heads = table.titles.map((title, c) =>
    clip(title, wide[c] - MARGIN, { size: SIZE, family, weight: 600 }),
  );
  let out = heads.map((head, c) => cell([head], c, 17, caption.muted, bold)).join("") + line(STEP);
  let top = STEP;
  let shown = 0;
  cells(first, wide, family, h - 2 * STEP - (table.left ? 17 : 0)).forEach((row) => {
    if (top + tall(row) > h - STEP - (table.left ? 17 : 0) && shown) {
      return;
    }
    out += row.map((lines, c) => cell(lines, c, top + 17, caption.text, "")).join("");
    top += tall(row);
    shown += 1;
    out += line(top);
  });
  if (table.left) {
    const [line] = wrap(table.left, w - MARGIN, { size: 11, family }, 1);
    top += 17;
    out += words(9, top, line, 11, caption.muted);
  }
  if (shown === table.total) {
    return { svg: out, shown };
  }
  const more = caption.more
    .replace("{shown}", String(shown))
    .replace("{total}", String(table.total));
  return { svg: out + words(9, top + 17, more, 11, caption.muted), shown };
}
