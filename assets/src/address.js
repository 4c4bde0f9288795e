/** The query of an address as keys and text. The server alone decides what it means. */

/** Pairs of a query; a key that comes twice holds both values, joined by a comma; empty ones are left out.
 * @param {string | null | undefined} search
 * @returns {Record<string, string>}
 */
export function read(search) {
  /** @type {Record<string, string>} */
  const pairs = {};
  for (const [key, value] of new URLSearchParams(search || "")) {
    if (value !== "") {
      pairs[key] = key in pairs ? `${pairs[key]},${value}` : value;
    }
  }
  return pairs;
}

/** The query of pairs, commas and colons as they are.
 * @param {Record<string, string>} pairs
 * @returns {string} empty, or beginning with `?`
 */
export function write(pairs) {
  const parts = Object.keys(pairs)
    .filter((key) => pairs[key] !== "")
    .map((key) => `${encodeURIComponent(key)}=${plain(encodeURIComponent(pairs[key]))}`);
  return parts.length ? `?${parts.join("&")}` : "";
}

/** Commas and colons of an escaped query as they are. @param {string} query @returns {string} */
export function plain(query) {
  return query.replace(/%2C/g, ",").replace(/%3A/g, ":");
}

/** A query with one key set, or taken out for "", null or undefined.
 * @param {string} key
 * @param {unknown} value
 * @param {string} search
 * @returns {string}
 */
export function set(key, value, search) {
  const pairs = read(search);
  if (value === "" || value === null || value === undefined) {
    delete pairs[key];
  } else {
    pairs[key] = String(value);
  }
  return write(pairs);
}

/** A query without a filter (`*`: without all of its values), or without any filter (key `*`).
 * @param {string} search
 * @param {string} key
 * @param {string | null} value
 * @returns {string}
 */
export function drop(search, key, value) {
  const pairs = read(search);
  if (key === "*") {
    Object.keys(pairs)
      .filter((name) => !name.includes(".") && !["lang", "theme", "version"].includes(name))
      .forEach((name) => {
        delete pairs[name];
      });
  } else if (value === "*") {
    delete pairs[key];
  } else {
    const left = (pairs[key] || "").split(",").filter((one) => one !== value);
    pairs[key] = left.join(",");
  }
  return write(pairs);
}

/** The filters of a query alone: neither settings of charts (`chart.key`) nor the theme.
 * @param {string} search
 * @returns {string}
 */
export function filtersOf(search) {
  const pairs = read(search);
  const kept = Object.entries(pairs).filter(([key]) => !key.includes(".") && key !== "theme");
  return write(Object.fromEntries(kept));
}
