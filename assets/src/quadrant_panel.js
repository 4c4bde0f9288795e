/** The four tiles beside the plane, and the labels in it: what each cell holds under the thresholds. */

import { count, exported, place } from "./quadrant_counting.js";
import { fill, make, percent, printed, said } from "./quadrant_state.js";

/** @typedef {import("./quadrant_state.js").Quadrant} Quadrant */
/** @typedef {import("./quadrant_state.js").Meta} Meta */
/** @typedef {import("./quadrant_state.js").Cell} Cell */
/** @typedef {import("./quadrant_state.js").Tile} Tile */

/** @param {Meta} meta @param {Cell} cell @param {Element} grid @returns {Tile} */
function tile(meta, cell, grid) {
  const made = make("div", "quadrant-tile", grid);
  made.setAttribute("data-cell", cell.id);
  make("h3", "", made).textContent = cell.name;
  const where = make("p", "where", made);
  const share = make("p", "share", made);
  make("p", "published", made).textContent = printed(meta, cell);
  const track = make("div", "track", made);
  const bar = make("i", "", track);
  if (cell.published !== null) {
    make("b", "", track).style.left = `${cell.published}%`;
  }
  const counted = make("p", "count", made);
  make("p", "feature", made).textContent = meta.words.report + meta.words.colon + cell.feature;
  const link = make("a", "out", made);
  link.textContent = meta.words.export;
  return { cell, where, share, bar, count: counted, link };
}

/** Write the tiles, large and innovative first, in the place of what stood there.
 * @param {Element} panel
 * @param {Meta} meta
 */
export function tiles(panel, meta) {
  panel.textContent = "";
  const grid = make("div", "quadrant-grid", panel);
  const order = meta.cells
    .slice()
    .sort(
      (a, b) => Number(b.innovative) - Number(a.innovative) || Number(a.large) - Number(b.large),
    );
  const shown = order.map((cell) => tile(meta, cell, grid));
  return { tiles: shown, gap: make("p", "gap", panel), basis: make("p", "basis", panel) };
}

/** Mark the preset that is in force. @param {Quadrant} now */
function presets(now) {
  document.querySelectorAll("[data-quadrant-preset]").forEach((it) => {
    const button = /** @type {HTMLButtonElement} */ (it);
    const preset = now.meta[button.getAttribute("data-quadrant-preset")];
    const on = preset?.persons === now.persons && preset?.patents === now.patents;
    button.disabled = !preset;
    button.setAttribute("aria-pressed", String(on));
    button.querySelector(".values").textContent = preset
      ? ` >${said(preset.persons)} · >${said(preset.patents)}`
      : "";
  });
}

/** @param {Quadrant} now @param {Tile} tile @param {number} n @param {number} share in per cent */
function fillTile(now, tile, n, share) {
  const { meta, persons, patents } = now;
  const { cell, link } = tile;
  const address = exported(meta, cell, persons, patents, window.location.search);
  const size = `${meta.words.insured} ${cell.large ? ">" : "≤"}${said(persons)}`;
  const many = `${meta.words.owned} ${cell.innovative ? ">" : "≤"}${said(patents)}`;
  tile.where.textContent = `${size} · ${many}`;
  tile.share.textContent = percent(share);
  tile.count.textContent = `${said(n)} ${meta.words.enterprises}`;
  tile.bar.style.width = `${share}%`;
  link.hidden = !n || address === null;
  if (address !== null) {
    link.href = address;
  }
}

/** Count the cells and say it everywhere. @param {Quadrant} now */
export function answer(now) {
  const { meta, pairs, panel } = now;
  const cells = count(pairs, now.persons, now.patents);
  const known = cells.reduce((sum, n) => sum + n, 0);
  const share = (/** @type {Cell} */ cell) => (known ? (cells[place(cell)] / known) * 100 : 0);
  now.labels.forEach((label) => {
    label.share.textContent = percent(share(label.cell));
  });
  presets(now);
  if (!panel) {
    return;
  }
  panel.tiles.forEach((tile) => {
    fillTile(now, tile, cells[place(tile.cell)], share(tile.cell));
  });
  const gap = meta.cells.reduce(
    (sum, cell) => sum + Math.abs(share(cell) - (cell.published || 0)),
    0,
  );
  const compared = meta.cells[0].published !== null;
  panel.gap.textContent = compared
    ? fill(meta.words.gap, { gap: said(Number(gap.toFixed(2))) })
    : "";
  panel.basis.textContent = fill(meta.words.basis, {
    known: said(known),
    unknown: said(pairs.unknown),
  });
}
