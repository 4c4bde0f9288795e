/** The enterprise grid: its order stands in the address, its rows follow the filters, and its library is
   fetched where a page came without it. */

import { read, set } from "./address.js";
import { react } from "./compat.js";
import { go } from "./go.js";
import { ofEnterprise } from "./receipt.js";

/** @typedef {{colId: string, sort: string | null, sortIndex?: number | null}} Sorted a column of the order */

const SORT = "list.sort";
const DESCENDING = ".desc";

/** The order as the address says it. @param {Sorted[]} columns by rank */
function spelt(columns) {
  return columns.map(({ colId, sort }) => (sort === "desc" ? colId + DESCENDING : colId)).join(",");
}

/** @param {string} search */
function orderOf(search) {
  return read(search)[SORT] || "";
}

/** The order that the address says, as columns. @param {string} text @returns {Sorted[]} */
function columnsOf(text) {
  const parts = text.split(",").filter(Boolean);
  return parts.map((part, sortIndex) => {
    const down = part.endsWith(DESCENDING);
    const colId = down ? part.slice(0, -DESCENDING.length) : part;
    return { colId, sort: down ? "desc" : "asc", sortIndex };
  });
}

/** The grid, if it is on the page. */
async function shown() {
  const there = window.dash_ag_grid && document.getElementById("grid");
  return there ? window.dash_ag_grid.getApiAsync("grid") : null;
}

/** Callbacks of the grid. */
export const grid = {
  /** @param {string | undefined} path */
  arrive: (path) => {
    if (/\/enterprises$/.test(path || "") && !window.dash_ag_grid) {
      window.location.reload();
    }
    return window.dash_clientside.no_update;
  },
  /** Rows of another selection: the grid takes a new context without asking for rows again.
   * @param {{context?: object} | undefined} options
   */
  selected: async (options) => {
    if (options?.context) {
      (await shown())?.refreshInfiniteCache();
    }
    return window.dash_clientside.no_update;
  },
  /** The reader has sorted: the order goes into the address.
   * @param {{sortModel: Sorted[]} | undefined} asked for rows
   */
  sorted: (asked) => {
    const order = spelt(asked?.sortModel || []);
    if (asked && order !== orderOf(window.location.search)) {
      go(set(SORT, order, window.location.search));
    }
    return window.dash_clientside.no_update;
  },
  /** A number of a row was clicked: it tells where it comes from.
   * @param {{colId: string, value: unknown, rowId?: string} | undefined} cell
   */
  receipt: (cell) => {
    if (cell?.rowId && typeof cell.value === "number") {
      ofEnterprise(cell.rowId, cell.colId, String(cell.value));
    }
    return window.dash_clientside.no_update;
  },
  /** The address has another order, as after going back: the grid takes it. @param {string} search */
  order: async (search) => {
    const api = await shown();
    const wanted = orderOf(search);
    const by = (api?.getColumnState() || [])
      .filter((/** @type {Sorted} */ it) => it.sort)
      .sort((/** @type {Sorted} */ a, /** @type {Sorted} */ b) => a.sortIndex - b.sortIndex);
    if (api && spelt(by) !== wanted) {
      api.applyColumnState({ state: columnsOf(wanted), defaultState: { sort: null } });
    }
    return window.dash_clientside.no_update;
  },
};

/** @typedef {{data?: {id: string}, value: unknown, context?: {prefix?: string}}} Cell as the grid gives it */

/** A link to the profile of a row.
 * @param {Cell} props
 * @param {string} hash
 */
function profile(props, hash) {
  if (!props.data || props.value === null || props.value === undefined) {
    return null;
  }
  const prefix = props.context?.prefix || "/";
  const address = `${prefix}enterprise/${encodeURIComponent(props.data.id)}`;
  const href = address + set(SORT, "", window.location.search) + hash;
  return react().createElement("a", { href }, props.value);
}

/** The cell renderers of names, and of the row of a file: both lead to the profile, the second to the row's cells. */
export const enterpriseLink = (/** @type {Cell} */ props) => profile(props, "");
export const sourceLink = (/** @type {Cell} */ props) => profile(props, "#source");
