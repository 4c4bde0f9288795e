/** Rows in the order of a column: a click on its head sorts, of tables built here and of lists that came as markup. */

const SCALES = { 万: 1e4, 亿: 1e8, thousand: 1e3, million: 1e6, billion: 1e9 };
const NUMBER = /[-+]?\d+(?:\.\d+)?/;

/** The first number of a cell in its unit, 57.74 million as 57,740,000; nothing where there is none. @param {string} text */
function amount(text) {
  const plain = text.replace(/[,，]/g, "").replace("−", "-");
  const found = NUMBER.exec(plain);
  if (!found) {
    return null;
  }
  const after = plain.slice(found.index + found[0].length);
  const scale = Object.entries(SCALES).find(([word]) => after.trimStart().startsWith(word));
  return Number(found[0]) * (scale ? scale[1] : 1);
}

/** What a cell is sorted by: a number if its column has numbers, else its words; what is missing comes last.
 * @param {HTMLElement} cell
 * @param {boolean} numeric
 */
function sortKey(cell, numeric) {
  const text = cell.textContent.trim();
  if (!text || text === "—") {
    return null;
  }
  return numeric ? amount(text) : text;
}

/** Whether all cells of a column that say something are numbers. @param {HTMLTableRowElement[]} rows @param {number} at */
function counts(rows, at) {
  const texts = rows
    .map((row) => row.cells[at]?.textContent.trim())
    .filter((it) => it && it !== "—");
  return texts.length > 0 && texts.every((it) => /^[-+−]?[\d,.]+%?$/.test(it));
}

/** Sort the rows by a column: numbers from the largest, words from A; then the other way; then as they came.
 * @param {HTMLTableSectionElement} body
 * @param {HTMLElement} th
 * @param {number} at
 */
export function sort(body, th, at) {
  const rows = Array.from(body.rows);
  rows.forEach((row, i) => {
    row.dataset.at = row.dataset.at ?? String(i);
  });
  const numeric = th.classList.contains("num") || counts(rows, at);
  const order = numeric ? ["descending", "ascending"] : ["ascending", "descending"];
  const next = order[order.indexOf(th.getAttribute("aria-sort")) + 1];
  th.parentElement.querySelectorAll("th").forEach((other) => {
    other.removeAttribute("aria-sort");
  });
  if (next) {
    th.setAttribute("aria-sort", next);
  }
  const way = next === "descending" ? -1 : 1;
  const keys = new Map(rows.map((row) => [row, sortKey(row.cells[at], numeric)]));
  rows.sort((a, b) => {
    const first = Number(a.dataset.at) - Number(b.dataset.at);
    if (!next) {
      return first;
    }
    const [x, y] = [keys.get(a), keys.get(b)];
    if (x === null || y === null) {
      return Number(x === null) - Number(y === null) || first;
    }
    const by =
      typeof x === "number"
        ? x - Number(y)
        : x.localeCompare(String(y), document.documentElement.lang);
    return way * by || first;
  });
  body.append(...rows);
}

/** Lists of enterprises that came as markup. */
const LISTS = "table.data:is(.edge, .gaps, .ranked, .near)";
/** @type {WeakSet<Element>} */
const dressed = new WeakSet();

/** Whether it is one whose heads do not sort yet. @param {Element} table @returns {table is HTMLTableElement} */
export function isList(table) {
  return table.matches(LISTS) && !dressed.has(table);
}

/** Heads that sort, as those of other tables. @param {HTMLTableElement} table */
export function dress(table) {
  dressed.add(table);
  Array.from(table.tHead?.rows[0]?.cells ?? []).forEach((th, i) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...th.childNodes);
    button.addEventListener("click", () => {
      sort(table.tBodies[0], th, i);
    });
    th.append(button);
  });
}
