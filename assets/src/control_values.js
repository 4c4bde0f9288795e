/** What a control shows for an address, and what it writes into it. */

/** @typedef {{at: string, key: string, part: string, default: string}} ControlId */

/** Settings that an address may name without their scope on any page: `items=` of /compare. */
const SHORT = ["compare.items"];

/** As many can be compared at a time: of an address with more, cards and list show what stands without any. */
const MOST = 4;

/** The key of a control in these pairs: a frame may name its exhibit's settings without the exhibit.
 * @param {Record<string, string>} pairs
 * @param {string} key
 * @param {boolean} embedded
 * @returns {string}
 */
export function spelt(pairs, key, embedded) {
  const short = key.slice(key.indexOf(".") + 1);
  const allowed = embedded || SHORT.includes(key);
  return allowed && !(key in pairs) && short in pairs ? short : key;
}

/** The value that a control shows. @param {string | undefined} text of the address @param {ControlId} id */
export function controlValue(text, id) {
  if (id.part === "many") {
    const items = text ? text.split(",") : [];
    return id.at === "compare" && items.length > MOST ? [] : items;
  }
  if (id.part === "low" || id.part === "high") {
    const [low, high] = (text || "..").split("..");
    return (id.part === "low" ? low : high) || "";
  }
  if (id.part === "number") {
    return Number(text || id.default);
  }
  return text || id.default || "";
}

/** What a control writes into the address; both ends of a range write the whole range.
 * @param {ControlId} id
 * @param {any} value
 * @param {ControlId[]} ids of all controls
 * @param {any[]} values of all controls
 * @returns {string} empty for the default
 */
export function addressValue(id, value, ids, values) {
  if (id.part === "many") {
    return (value || []).slice().sort().join(",");
  }
  if (id.part === "low" || id.part === "high") {
    /** @type {Record<string, string>} */
    const ends = { low: "", high: "" };
    ids.forEach((other, i) => {
      if (other.key === id.key && other.part in ends) {
        ends[other.part] = String(values[i] ?? "");
      }
    });
    return ends.low || ends.high ? `${ends.low}..${ends.high}` : "";
  }
  const text = String(value ?? "");
  return text === id.default ? "" : text;
}
