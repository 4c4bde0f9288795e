/** Every private or undocumented name of Dash, Plotly and React that the scripts use, and no other place
   has one: tests/browser/test_compat.py holds a test named after each function. */

/** The React that Dash's renderer runs on; the global is Dash's, not React's. @returns {any} */
export function react() {
  return window.React;
}

/** The store of the page, for `subscribe`; a hook. @returns {{subscribe: (told: () => void) => () => void}} */
export function useStore() {
  return window.dash_component_api.useDashContext().useStore();
}

/** A property of a component; undefined if the component is not on the page, for which Dash throws a TypeError.
 * @param {string | object} id
 * @param {string} name
 */
export function property(id, name) {
  try {
    return window.dash_component_api.getLayout(id)?.props[name];
  } catch (error) {
    if (error instanceof TypeError) {
      return undefined;
    }
    throw error;
  }
}

/** The path that all addresses of the app begin with. @returns {string} */
export function prefix() {
  const config = document.getElementById("_dash-config");
  return (config && JSON.parse(config.textContent).requests_pathname_prefix) || "/";
}

/** Say whether a part of the page is on its way, as Dash says it of its own components.
 * @param {Element} element
 * @param {boolean} loading
 */
export function setLoading(element, loading) {
  if (loading) {
    element.setAttribute("data-dash-is-loading", "true");
  } else {
    element.removeAttribute("data-dash-is-loading");
  }
}

/** Whether any part of the page is on its way. @returns {boolean} */
export function isLoading() {
  return document.querySelector("[data-dash-is-loading=true]") !== null;
}

/** The id of the point of a map that a text belongs to: the code of its area. @param {any} text @returns {string | undefined} */
export function areaOf(text) {
  const { __data__: drawn } = text.parentNode.parentNode;
  return drawn?.[0]?.trace?.ids?.[text.__data__?.i];
}

/** The layout that Plotly draws, defaults filled in; undefined before the first drawing. @param {any} gd */
export function fullLayout(gd) {
  return gd._fullLayout;
}

/** Where the plot lies in its chart, in CSS pixels: what Plotly calls paper. @param {any} gd */
export function plotArea(gd) {
  const size = gd._fullLayout?._size;
  return size && { left: size.l, top: size.t, width: size.w, height: size.h };
}

/** The traces that Plotly draws, defaults filled in. @param {any} gd @returns {any[]} */
export function fullData(gd) {
  return gd._fullData;
}

/** Who Plotly tells of its events: another one after a purge. @param {any} gd */
export function listeners(gd) {
  return gd._ev;
}

/** The categories of an axis in their order; empty where it has none. @param {any} axis @returns {string[]} */
export function categories(axis) {
  return axis._categories || [];
}

/** Where an axis stands in its figure, in pixels. @param {any} axis @returns {{offset: number, length: number}} */
export function axisSpan(axis) {
  return { offset: axis._offset, length: axis._length };
}

/** The areas of one drawn trace of a map: code to what Plotly worked out for it, and its path.
 * @param {any} items the trace's calcdata
 * @returns {Record<string, {item: any, path: SVGPathElement}>}
 */
export function drawnAreas(items) {
  /** @type {Record<string, {item: any, path: SVGPathElement}>} */
  const found = {};
  items[0].node3?.selectAll(".choroplethlocation").each(
    /** @this {SVGPathElement} @param {any} item */ function (item) {
      found[item.loc] = { item, path: this };
    },
  );
  return found;
}

/** Bind other areas to a drawn trace of a map; their paths move into its group.
 * @param {any} items the trace's calcdata
 * @param {{item: any, path: SVGPathElement}[]} areas
 * @returns {any[]} calcdata of these areas
 */
export function bindAreas(items, areas) {
  const { t, node3 } = items[0];
  const group = node3.node();
  const next = areas.map(({ item, path }) => {
    const { trace: _trace, t: _t, node3: _node3, ...own } = item;
    /** @type {any} */ (path).__data__ = own;
    group.appendChild(path);
    return own;
  });
  Object.assign(next[0], { t, node3 });
  return next;
}

/** Colour the paths of a drawn trace by its calcdata. @param {any} gd @param {number} i of the trace */
export function restyle(gd, i) {
  fullData(gd)[i]._module.style(gd, gd.calcdata[i]);
}

/** Whether what is fetched is an update of Dash. @param {RequestInfo | URL} resource */
export function isUpdate(resource) {
  return typeof resource === "string" && resource.includes("/_dash-update-component");
}

/** Whether the callback that runs was triggered by a property of a component.
 * @param {string} name of it, or a part of its id
 */
export function triggeredBy(name) {
  const { triggered } = window.dash_clientside.callback_context;
  return triggered.some((/** @type {{prop_id: string}} */ it) => it.prop_id.includes(name));
}

/** Base maps by name, which plotly.js would else fetch. @returns {Record<string, object>} */
export function baseMaps() {
  window.PlotlyGeoAssets = window.PlotlyGeoAssets || { topojson: {} };
  return window.PlotlyGeoAssets.topojson;
}
