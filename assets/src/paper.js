/** Paper: charts take the width of a sheet, whatever the window is, and the colours of paper. */

import { set } from "./address.js";
import { atOnce, carry, putDown } from "./carried.js";
import { categories, fullLayout } from "./compat.js";
import { relaid } from "./relaid.js";
import { cardAddress } from "./requests.js";

const SLIDE = { width: 1000, height: 490 };
/** What an A4 sheet in portrait leaves between its margins, in CSS pixels: the width of a chart, and the height of a card
   of which two stand on a sheet, of which two stand under the head of the page, and of a tall one (LONG and more on the
   screen), which has a sheet of its own. */
const SHEET = { width: 656, half: 490, first: 426, whole: 1000 };
/** A chart that would be lower than this has a sheet of its own. */
const LEAST = 240;
/** What stands around headline, line and key of a card on paper: edges, foot, code and address. */
const AROUND = 100;
const LONG = 640;
/** In a chapter two charts and their words stand on one sheet, unless a chart has many rows. */
const CHAPTER = { least: 250, tall: 400, row: 28, around: 80 };
/** On the sheets of a place or an industry two charts stand beside each other; the map has the width. */
const PAIRED = { width: 312, height: 306 };
const MAP = { width: 656, height: 280 };
const CARD = '.exhibit[id^="exhibit-"]';
const DRAWN = ".sheet .js-plotly-plot, .exhibit .js-plotly-plot";

/** The height of what a card says over its chart where it is as wide as a sheet. @param {Element} card */
function said(card) {
  const column = document.createElement("div");
  column.className = "exhibit on-paper";
  card.querySelectorAll("h2, .sub, .key").forEach((part) => {
    column.append(part.cloneNode(true));
  });
  column.querySelectorAll("[id]").forEach((it) => {
    it.removeAttribute("id");
  });
  card.after(column);
  const { height } = column.getBoundingClientRect();
  column.remove();
  return height;
}

/** The height of a chart in a card of a page. @param {any} graph @param {Element} card */
function heightIn(graph, card) {
  const { height, yaxis } = fullLayout(graph);
  if (card.closest(".story")) {
    const rows = CHAPTER.row * categories(yaxis ?? {}).length + CHAPTER.around;
    const least = height > 1.2 * CHAPTER.tall ? CHAPTER.tall : CHAPTER.least;
    return Math.min(height, Math.max(rows, least));
  }
  const place = Array.from(document.querySelectorAll(CARD)).indexOf(card);
  const taken = AROUND + Math.ceil(said(card));
  const shared = (place < 2 ? SHEET.first : SHEET.half) - taken;
  const alone = height >= LONG || shared < LEAST;
  return Math.min(height, alone ? SHEET.whole - taken : shared);
}

/** The size of a chart on paper. @param {any} graph */
function size(graph) {
  const sheet = graph.closest(".sheet");
  if (!sheet) {
    const card = graph.closest(".subject-cards > .exhibit");
    if (card) {
      return card.classList.contains("w-half") ? PAIRED : MAP;
    }
    return { width: SHEET.width, height: heightIn(graph, graph.closest(".exhibit")) };
  }
  const comment = sheet.querySelector("textarea");
  const taken = comment?.value ? comment.offsetHeight + 8 : 0;
  return { width: SLIDE.width, height: Math.max(SLIDE.height - taken, 200) };
}

/** @returns {any[]} */
function graphs() {
  return Array.from(document.querySelectorAll(DRAWN)).filter(
    (graph) => fullLayout(graph) && graph.getBoundingClientRect().width > 0,
  );
}

function isDark() {
  return document.documentElement.getAttribute("data-bs-theme") === "dark";
}

/** What a card or a sheet of a dark page says in the colours of paper, or null where no server answers.
 * @param {any} element within it
 * @returns {{figure: any, rows: string} | null}
 */
function light(element) {
  const card = element.closest(CARD);
  const { pathname, search } = window.location;
  const now = { pathname, search: set("theme", "light", search) };
  const address = card
    ? cardAddress(card.id.replace("exhibit-", ""), now, card.getAttribute("data-own") || "")
    : element.closest("[data-light]")?.getAttribute("data-light");
  return address ? atOnce(address) : null;
}

/** @type {(() => void)[]} how what is light on paper becomes dark again */
const back = [];

/** Draw a dark chart in the colours of paper; false where it stays as it is. @param {any} graph @param {{width: number, height: number}} paper */
function lighten(graph, paper) {
  const figure = isDark() ? light(graph)?.figure : null;
  if (!figure) {
    return false;
  }
  const { data, layout } = graph;
  back.push(() => window.Plotly.react(graph, data, layout));
  const lies = { ...relaid(figure.layout, paper.width), ...paper, autosize: false };
  window.Plotly.react(graph, figure.data, lies);
  return true;
}

/** Cells that have a colour, in that of paper. @param {Element} rows */
function lightenRows(rows) {
  const answer = light(rows);
  if (answer?.rows) {
    const nodes = [...rows.childNodes];
    back.push(() => rows.replaceChildren(...nodes));
    rows.replaceChildren(document.createRange().createContextualFragment(answer.rows));
  }
}

window.addEventListener("beforeprint", () => {
  carry();
  graphs().forEach((graph) => {
    const paper = size(graph);
    graph.parentElement.style.setProperty("--paper", `${paper.height}px`);
    if (!lighten(graph, paper)) {
      window.Plotly.relayout(graph, paper);
    }
  });
  if (isDark()) {
    document.querySelectorAll(`${CARD} .rows:has([style*="background"])`).forEach(lightenRows);
  }
});
window.addEventListener("afterprint", () => {
  putDown();
  back.splice(0).forEach((undo) => {
    undo();
  });
  graphs().forEach((graph) => {
    window.Plotly.relayout(graph, { width: null, height: null, autosize: true });
  });
});
