/** The four cells of the quadrant, counted, and the addresses of their enterprises. No imports: node runs it too. */

/** @typedef {import("./quadrant_state.js").Pairs} Pairs */
/** @typedef {import("./quadrant_state.js").Cell} Cell */

/** The pairs as /quadrant/pairs sends them. @param {ArrayBuffer} buffer @returns {Pairs} */
export function decode(buffer) {
  const head = new DataView(buffer);
  const n = head.getUint32(0, true);
  return {
    unknown: head.getUint32(4, true),
    counts: new Uint32Array(buffer, 8, n),
    insured: new Uint16Array(buffer, 8 + 4 * n, n),
    patents: new Uint16Array(buffer, 8 + 6 * n, n),
  };
}

/** Enterprises by place of their cell. @param {Pairs} pairs @param {number} persons @param {number} patents */
export function count(pairs, persons, patents) {
  const cells = [0, 0, 0, 0];
  const { insured, patents: owned, counts } = pairs;
  for (let i = 0; i < counts.length; i += 1) {
    cells[(insured[i] > persons ? 0 : 1) + (owned[i] > patents ? 0 : 2)] += counts[i];
  }
  return cells;
}

/** Where a cell stands in what `count` gives. @param {Cell} cell */
export function place(cell) {
  return (cell.large ? 0 : 1) + (cell.innovative ? 0 : 2);
}

/** A range of the address within two bounds; null if nothing is left of it.
 * @param {string | null} range `a..b`
 * @param {number} low
 * @param {number} high
 */
function narrowed(range, low, high) {
  const ends = (range || "..").split("..");
  const from = Math.max(ends[0] === "" ? -Infinity : Number(ends[0]), low);
  const to = Math.min(ends[1] === "" ? Infinity : Number(ends[1]), high);
  if (from > to) {
    return null;
  }
  return `${from === -Infinity ? "" : from}..${to === Infinity ? "" : to}`;
}

/** The values above a threshold, or up to it. @param {boolean} high @param {number} threshold */
function bounds(high, threshold) {
  return high ? [threshold + 1, Infinity] : [-Infinity, threshold];
}

/** The address of the enterprises of a cell; null if the filters leave none.
 * @param {import("./quadrant_state.js").Meta} meta
 * @param {Cell} cell
 * @param {number} persons
 * @param {number} patents
 * @param {string} search
 */
export function exported(meta, cell, persons, patents, search) {
  const asked = new URLSearchParams(meta.query);
  const seen = new URLSearchParams(search);
  const [fewest, most] = bounds(cell.large, persons);
  const [least, largest] = bounds(cell.innovative, patents);
  const insured = narrowed(asked.get("insured"), fewest, most);
  const owned = narrowed(asked.get("patents"), least, largest);
  if (insured === null || owned === null) {
    return null;
  }
  asked.set("insured", insured);
  asked.set("patents", owned);
  ["lang", "version"].forEach((key) => {
    if (seen.get(key)) {
      asked.set(key, seen.get(key));
    }
  });
  return `${meta.root}export/enterprises.csv?${plain(asked)}`;
}

/** A query with commas and colons as they are. @param {URLSearchParams} pairs */
export function plain(pairs) {
  return pairs.toString().replace(/%2C/g, ",").replace(/%3A/g, ":").replace(/\+/g, "%20");
}
