/** Answers of cards go onto the page, the cards in view first, the rest as the browser finds time.
   After each drawing the card tells so by an event, `atlas:drawn`, whose detail is the figure. */

import { known, part, put, remember } from "./card_memory.js";
import { sayingClicks } from "./clickable.js";
import { fullLayout, setLoading } from "./compat.js";
import { chosen } from "./origins.js";
import { headline } from "./receipt.js";
import { recolour } from "./recolour.js";
import { relaid } from "./relaid.js";
import { keepWhole } from "./whole.js";

/** @typedef {{figure: any, config: any, height: number, rows: string, areas: string, alt: string, sub: string,
 *   key: string, foot: string, method: string, menu: string, compare: string, share: any}} Answer */

/** @type {Map<Element, Answer>} */
const waiting = new Map();
const TASK = 25;
const turn = new MessageChannel();
const seen = new IntersectionObserver((entries) => {
  entries.forEach((entry) => {
    remember(entry.target, { seen: entry.isIntersecting });
  });
});
let asked = false;
/** @type {HTMLScriptElement | null} */
let library = null;

/** Draw this card before others while it is in view. @param {Element} card */
export function watch(card) {
  seen.observe(card);
  load();
}

/** Whether any answer waits to be drawn. */
export function drawing() {
  return waiting.size > 0;
}

/** Say of a card whether its answer is on its way or not yet drawn. @param {Element} card */
export function busy(card) {
  const { loading, drawing: now } = known(card);
  setLoading(card, Boolean(loading || now || waiting.has(card)));
}

/** Take an answer: the words at once if there is no chart yet, the chart in its turn.
 * @param {Element} card
 * @param {Answer} answer
 */
export function received(card, answer) {
  if (!fullLayout(part(card, ".plot"))) {
    place(card, answer);
    write(card, answer);
  }
  waiting.set(card, answer);
  ask();
}

/** @param {Element} card */
function inView(card) {
  return known(card).seen !== false;
}

/** @param {Element} card */
function clicked(card) {
  return (/** @type {{points: any[]}} */ event) => {
    chosen(event.points[0], card.id.replace("exhibit-", ""));
  };
}

/** @param {Element} card @param {any} gd @param {Answer} answer */
function plot(card, gd, answer) {
  const figure = sayingClicks(answer.figure);
  const config = { ...answer.config, responsive: false }; // fitting.js alone gives sizes, then fits words
  const kept = known(gd).locale === config.locale && fullLayout(gd);
  const lies = relaid(figure.layout, gd.clientWidth);
  const layout = Object.assign({ autosize: true }, lies);
  const text = JSON.stringify(figure);
  if (kept && known(gd).figure === text) {
    return null;
  }
  const draws = (/** @type {"react" | "newPlot"} */ verb) =>
    window.Plotly[verb](gd, figure.data, layout, config);
  const done = kept
    ? recolour(gd, { data: figure.data, layout: lies }, () => draws("react"))
    : draws("newPlot");
  remember(gd, { figure: text, given: figure.layout });
  return done.then(() => {
    if (!kept) {
      remember(gd, { locale: config.locale });
      gd.on("plotly_click", clicked(card));
    }
    return keepWhole(gd);
  });
}

/** The chart's place: none, or as high as the answer says, and as wide as its figure needs. @param {Element} card @param {Answer} answer */
function place(card, answer) {
  const wrapper = part(card, ".dash-graph");
  const style = wrapper.style;
  const shown = answer.height ? "" : "none";
  if (style.display !== shown) {
    style.display = shown;
  }
  if (answer.height && style.height !== `${answer.height}px`) {
    style.height = `${answer.height}px`;
  }
  const least = answer.figure?.layout?.meta?.least_width;
  style.minWidth = least ? `${least}px` : "";
  const low = answer.figure?.layout?.meta?.least_height;
  style.setProperty("--least", low ? `${low}px` : "0");
  return wrapper.firstChild;
}

/** All but the chart; what opens from the foot is kept for when it is opened.
 * @param {Element} card
 * @param {Answer} answer
 */
function write(card, answer) {
  const title = part(card, "h2");
  if (title.textContent !== answer.alt) {
    headline(title, answer.alt);
  }
  put(part(card, ".sub"), answer.sub);
  put(part(card, "> .key"), answer.key);
  put(part(card, ".areas"), answer.areas);
  put(part(card, ".rows"), answer.rows);
  put(part(card, "footer"), answer.foot);
  const { method, menu, share, compare, height } = answer;
  remember(card, { method, menu, share, compare, height });
}

/** The words come after the chart, which would otherwise wait for the page to be laid out around them.
 * @param {Element} card
 * @param {Answer} answer
 */
function draw(card, answer) {
  const gd = place(card, answer);
  remember(card, { drawing: true });
  const done = new Promise((begin) => {
    begin(answer.height && answer.figure ? plot(card, gd, answer) : null);
  })
    .finally(() => {
      write(card, answer);
    })
    .then(() => {
      card.dispatchEvent(new CustomEvent("atlas:drawn", { bubbles: true, detail: answer.figure }));
    })
    .finally(() => {
      remember(card, { drawing: false });
      busy(card);
    });
  remember(gd, { done });
}

/** The page comes first: the chart library, on its way since the first line, runs while the answers are awaited. */
function load() {
  if (library || window.Plotly) {
    return;
  }
  library = document.createElement("script");
  library.src = /** @type {HTMLLinkElement} */ (document.querySelector("link[data-plotly]")).href;
  library.addEventListener("load", ask);
  document.head.appendChild(library);
}

/** @param {Answer | undefined} answer */
function ready(answer) {
  return window.Plotly || !(answer?.height && answer.figure);
}

function first() {
  const cards = Array.from(waiting.keys()).filter((card) => ready(waiting.get(card)));
  return cards.find(inView) || cards[0];
}

function next() {
  const began = window.performance.now();
  let card = first();
  let answer = null;
  while (card) {
    answer = waiting.get(card);
    waiting.delete(card);
    if (card.isConnected) {
      draw(card, answer);
    }
    card = inView(card) || window.performance.now() - began > TASK ? null : first();
  }
  asked = false;
  if (answer) {
    ask(); // else the chart library is awaited
  }
}

/** What is in view is painted before the next card is begun; what is not waits for that, and shares a task with its like. */
function ask() {
  if (asked || !waiting.size) {
    return;
  }
  asked = true;
  if (Array.from(waiting.keys()).some(inView)) {
    turn.port2.postMessage(null);
  } else {
    window.requestAnimationFrame(() => {
      turn.port2.postMessage(null);
    });
  }
}
turn.port1.onmessage = next;
