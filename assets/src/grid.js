/** The enterprise grid: its cell renderers, and its library where a page came without it. */

import { react } from "./compat.js";

/** Callbacks of the grid. */
export const grid = {
  arrive: (path) => {
    if (/\/enterprises$/.test(path || "") && !window.dash_ag_grid) {
      window.location.reload();
    }
    return window.dash_clientside.no_update;
  },
  /** Rows of another selection: the grid takes a new context without asking for rows again. */
  selected: async (options) => {
    if (options?.context && window.dash_ag_grid) {
      const api = await window.dash_ag_grid.getApiAsync("grid");
      api.refreshInfiniteCache();
    }
    return window.dash_clientside.no_update;
  },
};
/** The cell renderer of names. */
export const enterpriseLink = (props) => {
  if (!props.data) {
    return null;
  }
  const context = props.context || {};
  const prefix = context.prefix || "/";
  const query = window.location.search;
  return react().createElement(
    "a",
    { href: `${prefix}enterprise/${encodeURIComponent(props.data.id)}${query}` },
    props.value,
  );
};
