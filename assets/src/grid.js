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
function profile(props, hash) {
  if (!props.data || props.value === null || props.value === undefined) {
    return null;
  }
  const prefix = props.context?.prefix || "/";
  const id = encodeURIComponent(props.data.id);
  const href = `${prefix}enterprise/${id}${window.location.search}${hash}`;
  return react().createElement("a", { href }, props.value);
}
/** The cell renderers of names, and of the row of a file: both lead to the profile, the second to the row's cells. */
export const enterpriseLink = (props) => profile(props, "");
export const sourceLink = (props) => profile(props, "#source");
