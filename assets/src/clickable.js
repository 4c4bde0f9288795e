/** What hovering says of marks that filter when they are clicked: on the page, where a click does. */

import { words } from "./words.js";

/** @param {any} mark @returns {boolean} whether a click on it filters: origins.js */
function filters(mark) {
  const first = Array.isArray(mark) ? mark[0] : mark;
  return typeof first === "string" && first.includes(":");
}

/** @param {any} trace @param {string} added */
function said(trace, added) {
  const marks = Array.isArray(trace.customdata) ? trace.customdata : [];
  const template = trace.hovertemplate;
  if (typeof template !== "string" || !marks.some(filters)) {
    return trace;
  }
  const longer = template.includes("<extra>")
    ? template.replace("<extra>", `${added}<extra>`)
    : template + added;
  const each = marks.map((/** @type {any} */ mark) => (filters(mark) ? longer : template));
  return { ...trace, hovertemplate: marks.every(filters) ? longer : each };
}

/** The figure whose clickable marks say so when they are pointed at; in a frame as it is. @param {any} figure */
export function sayingClicks(figure) {
  if (!figure || document.documentElement.hasAttribute("data-embed")) {
    return figure;
  }
  const added = `<br><i>${words("click.filters")}</i>`;
  return { ...figure, data: figure.data.map((/** @type {any} */ trace) => said(trace, added)) };
}
