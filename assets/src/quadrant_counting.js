/** The four cells of the quadrant, counted, and the addresses of their enterprises. No imports: node runs it too. */

/** Counting: exact, no approximation. */
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
export function count(pairs, persons, patents) {
  const cells = [0, 0, 0, 0];
  const insured = pairs.insured;
  const owned = pairs.patents;
  const counts = pairs.counts;
  for (let i = 0; i < counts.length; i += 1) {
    cells[(insured[i] > persons ? 0 : 1) + (owned[i] > patents ? 0 : 2)] += counts[i];
  }
  return cells;
}
export function place(cell) {
  return (cell.large ? 0 : 1) + (cell.innovative ? 0 : 2);
}

/** Addresses. */
function narrowed(range, low, high) {
  const ends = (range || "..").split("..");
  const from = Math.max(ends[0] === "" ? -Infinity : Number(ends[0]), low);
  const to = Math.min(ends[1] === "" ? Infinity : Number(ends[1]), high);
  if (from > to) {
    return null;
  }
  return `${from === -Infinity ? "" : from}..${to === Infinity ? "" : to}`;
}
function bounds(high, threshold) {
  return high ? [threshold + 1, Infinity] : [-Infinity, threshold];
}
export function exported(meta, cell, persons, patents, search) {
  const asked = new URLSearchParams(meta.query);
  const seen = new URLSearchParams(search);
  const size = bounds(cell.large, persons);
  const many = bounds(cell.innovative, patents);
  const insured = narrowed(asked.get("insured"), size[0], size[1]);
  const owned = narrowed(asked.get("patents"), many[0], many[1]);
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
export function plain(pairs) {
  return pairs.toString().replace(/%2C/g, ",").replace(/%3A/g, ":").replace(/\+/g, "%20");
}
