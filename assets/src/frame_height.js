/** A frame tells its host how high it would like to be, so that the host need not guess (README, "Frame"):
   `{type: "srdi-atlas.height", exhibit, height}`, height in CSS pixels, whenever it changes. */

import { known, part } from "./card_memory.js";
import { fullLayout } from "./compat.js";

export const TYPE = "srdi-atlas.height";
const LEAST = 240;
let told = 0;

/** What the rest of the card takes: everything but the chart or table. @param {Element} card @param {Element} body */
function around(card, body) {
  const style = getComputedStyle(card);
  const others = Array.from(card.children).filter((it) => it !== body && !it.matches("[popover]"));
  const heights = others.map((it) => {
    const { marginTop, marginBottom } = getComputedStyle(it);
    const { height } = it.getBoundingClientRect();
    return height + (height ? Number.parseFloat(marginTop) + Number.parseFloat(marginBottom) : 0);
  });
  const padding = Number.parseFloat(style.paddingTop) + Number.parseFloat(style.paddingBottom);
  return heights.reduce((sum, it) => sum + it, padding);
}

/** What the chart, or else the table, would like; a map keeps its form: in a narrow frame it is as high as it is wide. @param {Element} card @param {Element} body */
function within(card, body) {
  const chart = Number(known(card).height) || 0;
  const gd = body.querySelector(".plot");
  const map = Boolean(gd && fullLayout(gd)?.geo);
  const least = Number.parseFloat(getComputedStyle(body).minHeight) || LEAST; // of several maps
  const drawn = map ? Math.max(least, Math.min(chart, body.clientWidth)) : chart;
  const rows = Array.from(body.children).filter((it) => !it.matches(".dash-graph"));
  return drawn + rows.reduce((sum, it) => sum + it.scrollHeight, 0);
}

/** @param {Element} card */
export function naturalHeight(card) {
  const body = part(card, ".body");
  return Math.ceil(around(card, body) + within(card, body));
}

function tell() {
  const card = document.querySelector(".exhibit");
  if (!card || window.parent === window) {
    return;
  }
  const height = naturalHeight(card);
  if (height !== told) {
    told = height;
    const exhibit = card.id.replace("exhibit-", "");
    window.parent.postMessage({ type: TYPE, exhibit, height }, "*");
  }
}

if (document.documentElement.hasAttribute("data-embed")) {
  const around = new ResizeObserver(tell);
  document.addEventListener("atlas:drawn", (event) => {
    const card = /** @type {Element} */ (event.target).closest(".exhibit");
    card?.querySelectorAll(":scope > *:not(.body)").forEach((it) => {
      around.observe(it);
    });
    tell();
  });
  window.addEventListener("resize", () => {
    window.setTimeout(tell, 150);
  });
}
