/** Paper: charts take the width of a sheet, whatever the window is. */

import { fullLayout } from "./compat.js";

const SLIDE = { width: 1000, height: 540 };
/** What an A4 sheet in portrait leaves between its margins, in CSS pixels; two charts stand on one, of the tall ones
   (LONG and more on the screen) one. */
const SHEET = { width: 670, half: 380, whole: 860 };
const LONG = 640;
/** On the two sheets of a place or an industry two charts stand beside each other; the map has the width. */
const PAIRED = { width: 318, height: 330 };
const MAP = { width: 670, height: 300 };
const DRAWN = ".sheet .js-plotly-plot, .exhibit .js-plotly-plot";

/** The size of a chart on paper. @param {any} graph */
function size(graph) {
  const sheet = graph.closest(".sheet");
  if (!sheet) {
    const card = graph.closest(".subject-cards > .exhibit");
    if (card) {
      return card.classList.contains("w-half") ? PAIRED : MAP;
    }
    const { height } = fullLayout(graph);
    const most = height >= LONG ? SHEET.whole : SHEET.half;
    return { width: SHEET.width, height: Math.min(height, most) };
  }
  const said = sheet.querySelector("textarea");
  const taken = said?.value ? said.offsetHeight + 8 : 0;
  return { width: SLIDE.width, height: Math.max(SLIDE.height - taken, 200) };
}

/** @returns {any[]} */
function graphs() {
  return Array.from(document.querySelectorAll(DRAWN)).filter(
    (graph) => fullLayout(graph) && graph.getBoundingClientRect().width > 0,
  );
}

window.addEventListener("beforeprint", () => {
  graphs().forEach((graph) => {
    const paper = size(graph);
    graph.parentElement.style.setProperty("--paper", `${paper.height}px`);
    window.Plotly.relayout(graph, paper);
  });
});
window.addEventListener("afterprint", () => {
  graphs().forEach((graph) => {
    window.Plotly.relayout(graph, { width: null, height: null, autosize: true });
  });
});
