/** The sliders of the score follow a preset, and moving one ends it. All through the address. */

const SCOPE = "weights.";
const PRESET = `${SCOPE}preset`;
/** Where the sliders stand. @param {URLSearchParams} query @param {Record<string, number>} start */
function held(query, start) {
  /** @type {Record<string, number>} */
  const now = {};
  Object.keys(start).forEach((d) => {
    now[d] = Number(query.get(SCOPE + d) || start[d]);
  });
  return now;
}
/** A preset leaves the sliders of a frame nothing to set. */
document.addEventListener("atlas:drawn", (event) => {
  const card = /** @type {Element} */ (event.target);
  const own = card.querySelector(".controls option[value=custom]");
  if (own) {
    card.classList.toggle("preset", !(/** @type {HTMLOptionElement} */ (own).selected));
  }
});
/** @param {unknown} a @param {unknown} b */
function same(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}
/** Callbacks of the panel. */
export const weights = {
  /** @param {string} search
   * @param {Record<string, Record<string, number>>} presets slider positions by preset, e24 where they start
   * @param {{preset: string, sliders: object} | undefined} followed what was last seen
   */
  follow: (search, presets, followed) => {
    const query = new URLSearchParams(search || "");
    let preset = query.get(PRESET) || "";
    const start = presets.e24;
    const now = held(query, start);
    const last = followed || { preset: undefined, sliders: undefined };
    if (!(preset in presets)) {
      return { preset: "", sliders: now };
    }
    let target = presets[preset] || now;
    if (preset !== last.preset) {
      if (same(now, target)) {
        return { preset: preset, sliders: now };
      }
      Object.keys(target).forEach((d) => {
        if (target[d] === start[d]) {
          query.delete(SCOPE + d);
        } else {
          query.set(SCOPE + d, String(target[d]));
        }
      });
    } else if (!same(now, last.sliders)) {
      query.delete(PRESET);
      preset = "";
      target = now;
    } else {
      return window.dash_clientside.no_update;
    }
    window.dash_clientside.set_props("url", {
      search: `?${query.toString().replace(/%2C/g, ",").replace(/%3A/g, ":")}`,
    });
    return { preset: preset, sliders: target };
  },
};
