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
