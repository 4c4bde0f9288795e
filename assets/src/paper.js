/** Paper: charts take the width of a sheet, whatever the window is, and the colours of paper. */

import { set } from "./address.js";
import { known } from "./card_memory.js";
import { atOnce, carry, putDown } from "./carried.js";
import { categories, fullLayout } from "./compat.js";
import { relaid } from "./relaid.js";
import { cardAddress } from "./requests.js";
import { highEnough, namesFitted } from "./tick_names.js";
import { keepWhole } from "./whole.js";

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
/** The two sheets of a place or an industry: two pairs of charts under the head, as high as it leaves room for, then the
   map over two lists. `around` is what stands around two charts, their titles and the head; `body`, the height of a sheet. */
const PAIRED = { width: 312, least: 190, most: 306, around: 235, body: 1009 };
const MAP = { width: 656, height: 210 };
const CARD = '.exhibit[id^="exhibit-"]';
const DRAWN = ".sheet .js-plotly-plot, .exhibit .js-plotly-plot";

/** How high parts of the page are in a column of a sheet. @param {Element} of @param {string} parts @param {string} look of the column */
function heightOf(of, parts, look) {
  const column = document.createElement("div");
  column.className = `${look} on-paper`;
  of.querySelectorAll(parts).forEach((part) => {
    column.append(part.cloneNode(true));
  });
  column.querySelectorAll("[id]").forEach((it) => {
    it.removeAttribute("id");
  });
  of.after(column);
  const { height } = column.getBoundingClientRect();
  column.remove();
  return Math.ceil(height);
}

/** The height of what a card says over its chart where it is as wide as a sheet. @param {Element} card */
function said(card) {
  return heightOf(card, "h2, .sub, .key", "exhibit");
}

/** The size of the charts of a place or an industry that stand in pairs: their page has two sheets. @param {Element} cards */
function paired(cards) {
  const head = cards.parentElement?.querySelector(".subject-head");
  const taken = head ? heightOf(head, ":scope > *", "subject-head") : 0;
  const titles = Array.from(cards.querySelectorAll(":scope > .w-half")).map((card) =>
    heightOf(card, "h2", "exhibit paired"),
  );
  const rows = Math.max(0, ...titles.slice(0, 2)) + Math.max(0, ...titles.slice(2));
  const left = (PAIRED.body - taken - rows - PAIRED.around) / 2;
  return {
    width: PAIRED.width,
    height: Math.min(PAIRED.most, Math.max(PAIRED.least, Math.floor(left))),
  };
}

/** The height of a chart in a card of a page. @param {any} graph @param {Element} card */
function heightIn(graph, card) {
  const { height, yaxis } = fullLayout(graph);
  const names = highEnough(graph);
  if (card.closest(".story")) {
    const rows = CHAPTER.row * categories(yaxis ?? {}).length + CHAPTER.around;
    const least = height > 1.2 * CHAPTER.tall ? CHAPTER.tall : CHAPTER.least;
    return Math.min(height, Math.max(rows, least, names));
  }
  const place = Array.from(document.querySelectorAll(CARD)).indexOf(card);
  const taken = AROUND + said(card);
  const shared = (place < 2 ? SHEET.first : SHEET.half) - taken;
  const alone = height >= LONG || shared < Math.max(LEAST, names);
  return Math.min(height, alone ? SHEET.whole - taken : shared);
}

/** The size of a chart on paper. @param {any} graph */
function size(graph) {
  const sheet = graph.closest(".sheet");
  if (!sheet) {
    const card = graph.closest(".subject-cards > .exhibit");
    if (card) {
      return card.classList.contains("w-half") ? paired(card.parentElement) : MAP;
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

/** @type {(() => void)[]} how what was changed for paper becomes what it was */
const back = [];

/** Room for notes that stand beyond the top where a chart is lower than on the screen. @param {any} graph */
function roomAbove(graph) {
  const { top } = graph.getBoundingClientRect();
  const notes = Array.from(graph.querySelectorAll(".annotation text"));
  const over = Math.max(0, ...notes.map((it) => top - it.getBoundingClientRect().top));
  return over > 1 ? { "margin.t": fullLayout(graph).margin.t + Math.ceil(over * 1.25) } : {};
}

/** Draw a chart anew as it lies on a sheet, in the colours of paper where a server answers; its words are fitted to it,
 * in turns that are all over before the page is printed.
 * @param {any} graph
 * @param {{width: number, height: number}} paper
 */
async function draw(graph, paper) {
  const { data, layout } = graph;
  // As the server gave it: a card that is narrow on the screen has broken its words for that.
  const figure = (isDark() && light(graph)?.figure) || {
    data,
    layout: known(graph).given ?? layout,
  };
  const lies = {
    ...relaid(structuredClone(figure.layout), paper.width),
    ...paper,
    autosize: false,
  };
  window.Plotly.react(graph, figure.data, lies);
  graph.style.width = `${paper.width}px`;
  graph.style.height = `${paper.height}px`;
  back.push(() => {
    graph.style.width = "";
    graph.style.height = "";
    window.Plotly.react(graph, data, layout);
  });
  await keepWhole(graph);
  const update = { ...namesFitted(graph, graph.getBoundingClientRect()), ...roomAbove(graph) };
  if (Object.keys(update).length) {
    await window.Plotly.relayout(graph, update);
  }
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
    draw(graph, paper);
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
