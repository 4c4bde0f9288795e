/** How large the letters of a chart are, wherever a size of its own is set. */

import { fullLayout } from "./compat.js";

/** Sizes by Plotly's paths of the layout, and of the words of each trace, if it sets one.
 * @typedef {{layout: Record<string, number>, traces: (number | undefined)[]}} Letters
 */

/** @param {any} graph that is drawn @returns {Letters} */
export function letters(graph) {
  const full = fullLayout(graph);
  /** @type {[string, any][]} */
  const fonts = [
    ["font", full.font],
    ["legend.font", full.legend?.font],
    ["polar.angularaxis.tickfont", full.polar?.angularaxis?.tickfont],
    ["polar.radialaxis.tickfont", full.polar?.radialaxis?.tickfont],
  ];
  Object.keys(full)
    .filter((key) => /^[xy]axis\d*$/.test(key))
    .forEach((key) => {
      fonts.push([`${key}.tickfont`, full[key].tickfont]);
      fonts.push([`${key}.title.font`, full[key].title?.font]);
    });
  (full.annotations || []).forEach((/** @type {any} */ note, /** @type {number} */ at) => {
    fonts.push([`annotations[${at}].font`, note.font]);
  });
  const sizes = fonts
    .filter(([, font]) => font?.size)
    .map(([path, { size }]) => [`${path}.size`, size]);
  const traces = graph.data.map((/** @type {any} */ trace) => trace.textfont?.size);
  return { layout: Object.fromEntries(sizes), traces };
}
