/** A map whose areas stay where they are: another filter gives them other values, and so other colours, and moves some to the areas without.
   Plotly would project every border anew; here its paths stay, and it is told what they mean now. */

import { bindAreas, drawnAreas, fullData, restyle } from "./compat.js";

/** @typedef {Record<string, any>} Trace */
/** @typedef {{data: Trace[], layout: any}} Figure */
/** @typedef {Record<string, {item: any, path: SVGPathElement}>} Areas by code */

/** @param {unknown} a @param {unknown} b */
function same(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** @param {Trace} trace */
function areas(trace) {
  return trace.type === "choropleth";
}

/** @param {Record<string, any>} from @param {string[]} keys */
function without(from, keys) {
  return Object.fromEntries(Object.entries(from).filter(([key]) => !keys.includes(key)));
}

/** @param {any} layout */
function scaled(layout) {
  return layout.coloraxis && layout.coloraxis.cmax !== undefined;
}

/** A layout but for the end of its scale. @param {any} layout */
function frame(layout) {
  return Object.assign({}, layout, { coloraxis: without(layout.coloraxis, ["cmax"]) });
}

/** A trace but for its values. @param {Trace} trace */
function fixed(trace) {
  return areas(trace)
    ? without(trace, ["locations", "z", "text", "hovertext", "customdata"])
    : trace;
}

/** The map that a trace is on. @param {Trace} trace @returns {string} */
function place(trace) {
  return trace.geo || "geo";
}

/** Codes that are drawn on each map of a figure. @param {Trace[]} data */
function drawn(data) {
  /** @type {Record<string, string[]>} */
  const found = {};
  data.filter(areas).forEach((trace) => {
    found[place(trace)] = (found[place(trace)] || []).concat(trace.locations);
  });
  Object.values(found).forEach((codes) => {
    codes.sort();
  });
  return found;
}

/** Whether two figures differ in the values of the same areas alone. @param {any} gd @param {Figure} figure */
function alike(gd, figure) {
  /** @type {Trace[]} */
  const before = gd.data;
  const after = figure.data;
  return (
    before.length === after.length &&
    after.some(areas) &&
    scaled(gd.layout) &&
    scaled(figure.layout) &&
    before.every(
      (trace, i) =>
        same(fixed(trace), fixed(after[i])) &&
        (!areas(trace) || Boolean(trace.locations.length) === Boolean(after[i].locations.length)),
    ) &&
    same(frame(gd.layout), frame(Object.assign({ autosize: true }, figure.layout))) &&
    same(drawn(before), drawn(after))
  );
}

/** The drawn areas of each map of a figure. @param {any} gd */
function areasOf(gd) {
  /** @type {Record<string, Areas>} */
  const byMap = {};
  fullData(gd).forEach((trace, i) => {
    if (areas(trace)) {
      byMap[place(trace)] = { ...byMap[place(trace)], ...drawnAreas(gd.calcdata[i]) };
    }
  });
  return byMap;
}

/** What Plotly computed for one trace's areas, in their new order and with their new values.
 * @param {Trace} trace
 * @param {Areas} here
 */
function revalued(trace, here) {
  return trace.locations.map((/** @type {string} */ code, /** @type {number} */ i) => {
    const said = { tx: trace.text[i], htx: trace.hovertext?.[i] };
    const item = { ...here[code].item, ...said, z: trace.z[i], index: i };
    return { item, path: here[code].path };
  });
}

/** @param {any} gd @param {Figure} figure @param {Record<string, Areas>} byMap */
function shift(gd, figure, byMap) {
  figure.data.forEach((trace, i) => {
    if (areas(trace) && trace.locations.length) {
      gd.calcdata[i] = bindAreas(gd.calcdata[i], revalued(trace, byMap[place(trace)]));
    }
    Object.assign(gd.data[i], trace);
  });
  gd.calcdata.forEach((/** @type {any} */ items, /** @type {number} */ i) => {
    items[0].trace = fullData(gd)[i];
  });
  gd.layout.coloraxis.cmax = figure.layout.coloraxis.cmax;
  // Nothing of the colour bar is set anew, but Plotly reads the figure again and draws the bar.
  const ticks = gd.layout.coloraxis.colorbar.nticks;
  return window.Plotly.relayout(gd, "coloraxis.colorbar.nticks", ticks).then(() => {
    fullData(gd).forEach((trace, i) => {
      if (areas(trace) && trace.visible) {
        restyle(gd, i);
      }
    });
  });
}

/** Give the areas of a drawn map the values of another figure; `Plotly.react` draws it if a name of
 * Plotly's inside is gone or throws.
 * @param {any} gd
 * @param {Figure} figure
 * @param {() => Promise<any>} react
 * @returns {Promise<any>}
 */
export async function recolour(gd, figure, react) {
  try {
    if (gd.calcdata && alike(gd, figure)) {
      const byMap = areasOf(gd);
      const codes = figure.data.filter(areas).flatMap((trace) => {
        const here = byMap[place(trace)] || {};
        return trace.locations.map((/** @type {string} */ code) => code in here);
      });
      if (codes.every(Boolean)) {
        return await shift(gd, figure, byMap);
      }
    }
  } catch (error) {
    console.warn("map drawn anew:", error);
  }
  return react();
}
