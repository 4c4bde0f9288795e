/** Charts that lie otherwise where they are narrow: `layout.meta.narrow` holds what differs there, by Plotly's paths. */

/** Below this many CSS pixels a chart is narrow. */
export const NARROW = 560;

/** @param {string} path */
function keysOf(path) {
  return path.replace(/\[(\d+)\]/g, ".$1").split(".");
}

/** Put a value at a path such as `geo2.domain.x` or `annotations[1].x`. @param {any} layout @param {string} path @param {any} value */
function put(layout, path, value) {
  const keys = keysOf(path);
  const last = /** @type {string} */ (keys.pop());
  const holder = keys.reduce((at, key) => {
    at[key] ??= {};
    return at[key];
  }, layout);
  holder[last] = value;
}

/** The layout for a width; the one that is given stays as it was.
 * @param {any} layout
 * @param {number} width in CSS pixels
 */
export function relaid(layout, width) {
  const narrow = layout.meta?.narrow;
  if (!narrow || width >= NARROW) {
    return layout;
  }
  const copy = structuredClone(layout);
  Object.entries(narrow).forEach(([path, value]) => {
    put(copy, path, value);
  });
  return copy;
}

/** What Plotly.relayout takes when a chart becomes narrow or wide; null where it stays what it was.
 * @param {any} layout as the server gave it
 * @param {number} before
 * @param {number} now widths in CSS pixels
 * @returns {Record<string, any> | null}
 */
export function rearranged(layout, before, now) {
  const narrow = layout?.meta?.narrow;
  if (!narrow || before < NARROW === now < NARROW) {
    return null;
  }
  if (now < NARROW) {
    return narrow;
  }
  const wide = Object.keys(narrow).map((path) => [
    path,
    keysOf(path).reduce((at, key) => at?.[key], layout) ?? null,
  ]);
  return Object.fromEntries(wide);
}
