/** The enterprise grid on paper: its first rows as a table over the width of a sheet, for a grid prints as the window that
   it is on the screen, with scroll bars. */

import { words } from "./words.js";

/** As many as stand on two sheets; all are in the files that the page offers. */
const MOST = 50;

/** @param {string} name @param {string} text @param {boolean} right */
function cell(name, text, right) {
  const it = document.createElement(name);
  it.textContent = text;
  it.className = right ? "num" : "";
  return it;
}

/** The rows from the first on that the grid has in memory. @param {any} api @returns {any[]} */
function first(api) {
  /** @type {any[]} */
  const rows = [];
  api.forEachNode((/** @type {any} */ node) => {
    if (node.data && node.rowIndex === rows.length && rows.length < MOST) {
      rows.push(node);
    }
  });
  return rows;
}

/** The table of what the grid shows first, with a line on how many there are; null where there is no grid. */
function table() {
  const grid = document.getElementById("grid");
  const api = grid && window.dash_ag_grid?.getApi("grid");
  if (!api) {
    return null;
  }
  const columns = api.getAllDisplayedColumns();
  const right = columns.map((/** @type {any} */ it) => it.getColDef().type === "rightAligned");
  const all = document.createElement("table");
  all.className = "data";
  const head = all.createTHead().insertRow();
  columns.forEach((/** @type {any} */ column, /** @type {number} */ at) => {
    head.append(cell("th", column.getColDef().headerName, right[at]));
  });
  const body = all.createTBody();
  const rows = first(api);
  for (const rowNode of rows) {
    const row = body.insertRow();
    columns.forEach((/** @type {any} */ colKey, /** @type {number} */ at) => {
      const text = api.getCellValue({ rowNode, colKey, useFormatter: true });
      row.append(cell("td", String(text ?? "—"), right[at]));
    });
  }
  const line = document.createElement("p");
  const total = api.getDisplayedRowCount();
  line.textContent = words(rows.length < total ? "grid.first" : "grid.all")
    .replace("{n}", String(rows.length))
    .replace("{total}", total.toLocaleString("en-US"));
  const whole = document.createElement("div");
  whole.className = "grid-paper";
  whole.append(line, all);
  return { grid, whole };
}

window.addEventListener("beforeprint", () => {
  const made = table();
  made?.grid.after(made.whole);
});
window.addEventListener("afterprint", () => {
  document.querySelectorAll(".grid-paper").forEach((it) => {
    it.remove();
  });
});
