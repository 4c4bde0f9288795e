/** Tables: rows come as JSON in data-table and are built here, with a search box over long ones; a head sorts.
   A group is a table of its own, so that no column holds two units. A cell is text, a list of [words, address] of links to charts, or {words, href} of a count that leads to its
   enterprises. Text is never taken for markup. */

import { dress, isList, sort } from "./table_sort.js";

/** Links of a cell that stand open: a row is not as high as the longest list of them. */
const MOST_LINKS = 2;

/** @typedef {[string, string][] | {words: string, href: string} | string} Cell */
/** @typedef {{heads: string[], styles: string[], rows: Cell[][]}} Group */
/** @typedef {{groups: Group[], search?: string, more?: string}} Content */

/** @param {Element} parent @param {string} tag @param {string} [style] @param {string | null} [text] @returns {any} */
function add(parent, tag, style, text) {
  const made = document.createElement(tag);
  if (style) {
    made.className = style;
  }
  if (text !== undefined && text !== null) {
    made.textContent = text;
  }
  parent.appendChild(made);
  return made;
}

/** @param {HTMLElement} td @param {Cell} cell */
function fill(td, cell) {
  if (cell && typeof cell === "object" && "href" in cell) {
    add(td, "a", "to-list", cell.words).href = cell.href;
    return;
  }
  if (!Array.isArray(cell)) {
    td.textContent = String(cell ?? "");
    return;
  }
  if (!cell.length) {
    td.textContent = "—";
  }
  const open = cell.length > MOST_LINKS + 1 ? MOST_LINKS : cell.length;
  const rest = cell.slice(open);
  leads(td, cell.slice(0, open));
  if (rest.length) {
    const fold = add(td, "details");
    add(fold, "summary", "", `+${rest.length}`);
    leads(fold, rest);
  }
}

/** @param {HTMLElement} host @param {[string, string][]} links */
function leads(host, links) {
  links.forEach(([words, href]) => {
    add(add(host, "div"), "a", "to-chart", words).href = href;
  });
}

/** A box that hides the rows without what is typed. @param {HTMLElement} host @param {string} words */
function search(host, words) {
  const tools = add(host, "div", "table-tools");
  const box = add(tools, "input", "form-control form-control-sm table-search");
  box.type = "search";
  box.placeholder = words;
  box.setAttribute("aria-label", words);
  const found = add(tools, "span", "muted");
  found.setAttribute("aria-live", "polite");
  box.addEventListener("input", () => {
    /** @type {string[]} */
    const parts = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    /** @type {NodeListOf<HTMLElement>} */
    const rows = host.querySelectorAll("tbody tr");
    rows.forEach((row) => {
      const text = row.textContent.toLowerCase();
      row.hidden = !parts.every((part) => text.indexOf(part) >= 0);
      shown += row.hidden ? 0 : 1;
    });
    host.querySelectorAll("table").forEach((table) => {
      table.hidden = !table.querySelector("tbody tr:not([hidden])");
    });
    found.textContent = parts.length ? `${shown} / ${rows.length}` : "";
  });
}

/** @param {HTMLElement} wrap @param {Group} group */
function grid(wrap, group) {
  const table = add(wrap, "table", "data");
  const head = add(add(table, "thead"), "tr");
  const body = add(table, "tbody");
  group.heads.forEach((words, i) => {
    const th = add(head, "th", group.styles[i]);
    th.scope = "col";
    const button = add(th, "button", "sort", words);
    button.type = "button";
    button.addEventListener("click", () => {
      sort(body, th, i);
    });
  });
  group.rows.forEach((row) => {
    const tr = add(body, "tr");
    row.forEach((cell, i) => {
      fill(add(tr, "td", group.styles[i]), cell);
    });
  });
}

/** @param {HTMLElement} host @param {Content} content */
function build(host, content) {
  host.textContent = "";
  if (content.search) {
    search(host, content.search);
  }
  const wrap = add(host, "div", "table-wrap");
  wrap.tabIndex = 0;
  content.groups.forEach((group) => {
    grid(wrap, group);
  });
  if (content.more) {
    add(wrap, "p", "muted", content.more);
  }
}
/** Places of tables, with the JSON that is shown in each. */
const built = new WeakMap();
const hosts = document.getElementsByClassName("table-data");
const tables = document.getElementsByClassName("data");
function refresh() {
  [...hosts].forEach((host) => {
    const text = host.getAttribute("data-table");
    if (text && built.get(host) !== text) {
      built.set(host, text);
      build(/** @type {HTMLElement} */ (host), JSON.parse(text));
    }
  });
  [...tables].filter(isList).forEach(dress);
}
new MutationObserver(refresh).observe(document.documentElement, {
  childList: true,
  subtree: true,
  attributes: true,
  attributeFilter: ["data-table"],
});
