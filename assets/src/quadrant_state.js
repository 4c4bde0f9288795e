/** What is known of the quadrant while it stands on the page, and how its numbers are written. */

/** @typedef {"persons" | "patents"} Axis */
/** @typedef {{id: string, name: string, feature: string, published: number | null, large: boolean, innovative: boolean}} Cell */
/** @typedef {{persons: number, patents: number}} Thresholds */
/** @typedef {Thresholds & {cells: Cell[], words: Record<string, string>, query: string, root: string, most: number,
 *   report: Thresholds, [preset: string]: any}} Meta what the server says of the chart */
/** @typedef {{unknown: number, counts: Uint32Array, insured: Uint16Array, patents: Uint16Array}} Pairs */
/** @typedef {{cell: Cell, box: HTMLElement, share: HTMLElement}} Label */
/** @typedef {{cell: Cell, where: HTMLElement, share: HTMLElement, bar: HTMLElement, count: HTMLElement,
 *   link: HTMLAnchorElement}} Tile */
/** @typedef {{tiles: Tile[], gap: HTMLElement, basis: HTMLElement}} Panel */
/** @typedef {Thresholds & {gd: any, meta: Meta, written: string, pairs: Pairs, labels: Label[],
 *   handles: Record<string, HTMLElement>, panel: Panel | null, dragging: string, pending: number,
 *   frame: number}} Quadrant */

/** @type {Axis[]} */
export const AXES = ["persons", "patents"];

/** An element of a class in another. @param {string} tag @param {string} style @param {Element} parent @returns {any} */
export function make(tag, style, parent) {
  const made = document.createElement(tag);
  made.className = style;
  parent.appendChild(made);
  return made;
}

/** A number with at most two decimals. @param {number} value */
export function said(value) {
  return value.toLocaleString("en-US", { maximumFractionDigits: 2 });
}

/** @param {number} value */
export function percent(value) {
  return `${said(Number(value.toFixed(2)))}%`;
}

/** Words with values in the place of their names. @param {string} words @param {Record<string, string>} values */
export function fill(words, values) {
  return words.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
}

/** What the report prints of a cell. @param {Meta} meta @param {Cell} cell */
export function printed(meta, cell) {
  return cell.published === null ? "" : `${meta.words.report} ${said(cell.published)}%`;
}
