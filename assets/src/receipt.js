/** Receipts: a number that is clicked on a card, in the grid or on a profile tells where it comes from.
   The server finds the number by how it reads and by the words beside it (components/receipts/cells.py). */

import { read, write } from "./address.js";
import { prefix } from "./compat.js";
import { make } from "./elements.js";
import { localeOf } from "./locale.js";
import { cardAddress, get } from "./requests.js";

/** @typedef {{number: string, words: string, column?: string, source?: string}} Meant */
/** @typedef {{html: string, none: string, pages: string[], words: Record<string, string>}} Found */

/** Years, dates, codes such as C39 and the numbers of names (演示企业148769, 第4批, 图表24, the top 100) are no
   figures: a figure of four digits has its thousands apart. A unit is part of its figure, so that a press on either
   opens the receipt. */
const FIGURE =
  /(?<![\dA-Za-z.,-]|图表|第(?=\d+批)|前(?=\d+[强大中])|(?:exhibit|[Bb]atch|top) )(?!0\d|\d{4})-?\d[\d,]*(?:\.\d+)?%?(?!-?\d|年|个月|,? months)/;
const UNITS = {
  zh: "个?百分点|[万亿千]+(?:家|美?元)|[家件项人分倍批个席次名组天]",
  en: " (?:[mb]illion|times|×|percentage points?|points?|enterprises?|patents?|persons|employees|seats)\\b|×",
};
const NUMBER = new RegExp(`(?:\\bCNY )?${FIGURE.source}(?:${UNITS.zh}|${UNITS.en})?`, "g");
const HAS_NUMBER = /\d/;
/** What stands below the name of a map or panel, whose own digits (第5批) are none of its n. */
const SAMPLE = /n = .*/s;
/** What stands around a number that says how many rows a sentence compares: 共6项, "of 31 provinces". */
const COMPARED = { before: /[（(](?:共|of )$|for all $/, after: /^[^\d，；]{1,6}中，/ };
const LABELS =
  ".bartext text, text.bartext, .annotation-text, .textpoint text, .slicetext, .heatmap-label text";

/** @param {Element} card @param {Meant} meant @param {Record<string, string>} [more] */
async function ask(card, meant, more = {}) {
  const id = card.id.replace("exhibit-", "");
  const { search, pathname } = window.location;
  const address = cardAddress(id, { search, pathname }, card.getAttribute?.("data-own") || "");
  await receipt(id, { ...read(address.slice(address.indexOf("?"))), ...meant, ...more });
}

/** @param {string} exhibit @param {Record<string, string>} pairs */
async function receipt(exhibit, pairs) {
  const answer = await get(`${prefix()}receipts/${exhibit}${write(pairs)}`);
  open(await answer.json());
}

/** @param {Found} found */
function open(found) {
  const body = make("div", { class: "receipt-body" });
  body.innerHTML = found.html;
  if (found.none) {
    body.textContent = found.none;
  }
  const close = make("button", { type: "button", class: "out", text: found.words.close });
  const dialog = make("dialog", { class: "share receipt", "aria-label": found.words.receipt }, [
    make("header", {}, [make("h2", { text: found.words.receipt }), close]),
    body,
  ]);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (/** @type {any} */ event) => {
    const choice = event.target.closest("[data-receipt-at]");
    if (choice) {
      body.innerHTML = found.pages[Number(choice.getAttribute("data-receipt-at"))];
    } else if (event.target === dialog) {
      dialog.close();
    }
  });
  document.body.append(dialog);
  dialog.showModal();
}

/** Words beside a cell: of its row, and the head of its column. @param {HTMLTableCellElement} cell */
function beside(cell) {
  const table = cell.closest("table");
  const heads = [...(table?.querySelectorAll("thead th") || [])];
  const row = [...cell.parentElement.children].map((it) => it.textContent);
  return [...row, heads[cell.cellIndex]?.textContent || ""].join(" ");
}

/** The words of a tick that is nearest to a place, along one direction.
 * @param {Element} plot
 * @param {string} ticks
 * @param {DOMRect} at
 * @param {"x" | "y"} along
 */
function nearest(plot, ticks, at, along) {
  const middle = (/** @type {DOMRect} */ box) =>
    along === "x" ? box.left + box.width / 2 : box.top + box.height / 2;
  const found = [...plot.querySelectorAll(ticks)].map((tick) => ({
    words: tick.textContent || "",
    far: Math.abs(middle(tick.getBoundingClientRect()) - middle(at)),
  }));
  found.sort((one, other) => one.far - other.far);
  return found[0]?.words || "";
}

/** The number printed at a mark of a chart, where the pointer is on one. @param {MouseEvent} event */
function labelled(event) {
  const plot = /** @type {Element} */ (event.target).closest?.("div.plot");
  const labels = plot ? [...plot.querySelectorAll(LABELS)] : [];
  const label = labels.find((it) => {
    const box = it.getBoundingClientRect();
    const inside = event.clientX >= box.left && event.clientX <= box.right;
    return inside && event.clientY >= box.top && event.clientY <= box.bottom;
  });
  const text = label?.textContent || "";
  const number = SAMPLE.exec(text)?.[0] || text;
  if (!HAS_NUMBER.test(number)) {
    return null;
  }
  const at = label.getBoundingClientRect();
  const words = [
    text,
    nearest(plot, ".ytick text", at, "y"),
    nearest(plot, ".xtick text", at, "x"),
    plot.closest(".exhibit").querySelector(".sub")?.textContent || "",
  ];
  return { number, words: words.join(" ") };
}

/** What a click means, if it is on a number. @param {Element} target @returns {Meant | null} */
function meantBy(target) {
  const figure = target.closest(".figure-in-words");
  if (figure) {
    const sentence = figure.closest("h2").textContent;
    return { number: figure.textContent, words: clause(figure, sentence), ...ofRows(figure) };
  }
  const cell = /** @type {HTMLTableCellElement | null} */ (target.closest("td.num"));
  if (cell && !target.closest("a") && HAS_NUMBER.test(cell.textContent)) {
    return { number: cell.textContent, words: beside(cell) };
  }
  const pair = target.closest(".record dd, .tile");
  if (pair && !target.closest("a") && HAS_NUMBER.test(pair.textContent)) {
    return { number: pair.textContent, words: pair.parentElement.textContent };
  }
  return null;
}

/** That a number counts rows and is none of them, so that no figure that reads alike answers for it.
 * @param {Element} figure
 */
function ofRows(figure) {
  const { previousSibling: before, nextSibling: after } = figure;
  const counts =
    COMPARED.before.test(before?.textContent || "") ||
    COMPARED.after.test(after?.textContent || "");
  return counts ? { source: "rows" } : {};
}

/** The part of a headline around a number. @param {Element} figure @param {string} sentence */
function clause(figure, sentence) {
  const before = [];
  for (let node = figure.previousSibling; node; node = node.previousSibling) {
    before.unshift(node.textContent);
  }
  const start = before.join("").length;
  const parts = sentence.split(/[；;]/);
  let end = 0;
  const own = parts.find((part) => {
    end += part.length + 1;
    return start < end;
  });
  return own || sentence;
}

/** Make the numbers of a headline ones to click. @param {Element} title @param {string} words */
export function headline(title, words) {
  title.textContent = "";
  let at = 0;
  for (const found of words.matchAll(NUMBER)) {
    title.append(words.slice(at, found.index));
    const data = { class: "figure-in-words", role: "button", tabindex: "0", text: found[0] };
    title.append(make("span", data));
    at = found.index + found[0].length;
  }
  title.append(words.slice(at));
}

/** The cell beside another, in a direction. @param {Element} cell @param {string} key */
function neighbour(cell, key) {
  const row = cell.parentElement;
  const at = [...row.children].indexOf(cell);
  const rows = { ArrowUp: row.previousElementSibling, ArrowDown: row.nextElementSibling };
  if (key === "ArrowLeft" || key === "ArrowRight") {
    return key === "ArrowLeft" ? cell.previousElementSibling : cell.nextElementSibling;
  }
  return rows[/** @type {"ArrowUp" | "ArrowDown"} */ (key)]?.children[at];
}

/** A number in the text of a story asks of its own exhibit, whatever the page is filtered by.
 * @param {Element} figure @param {Element} span of the number
 */
function askOfStory(figure, span) {
  const number = span.getAttribute("data-number");
  const data = /** @type {HTMLElement} */ (figure).dataset;
  const { version } = read(window.location.search);
  const own = { ...read(`?${data.query}`), ...localeOf(window.location.search) };
  const { beside: words = "", column = "", source = "" } = data;
  const asked = { number, words, column, source, ...ofRows(span), ...(version && { version }) };
  receipt(data.receipt, { ...own, ...asked });
}

/** The number of a text that has one alone: whoever presses its unit means it too. @param {Element} figure */
function sole(figure) {
  const numbers = figure.querySelectorAll("[data-number]");
  return numbers.length === 1 ? numbers[0] : null;
}

/** @param {Event} event @param {Element} target */
function tell(event, target) {
  const figure = target.closest?.("[data-receipt]");
  const number = figure && (target.closest("[data-number]") || sole(figure));
  if (number) {
    event.preventDefault();
    askOfStory(figure, number);
    return;
  }
  const card = target.closest?.(".exhibit[id]");
  const framed = document.documentElement.hasAttribute("data-embed");
  const meant = card && !framed ? meantBy(target) : null;
  if (meant) {
    event.preventDefault();
    ask(card, meant);
  }
}

document.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  const copy = target.closest?.("[data-copy]");
  if (copy) {
    navigator.clipboard?.writeText(copy.getAttribute("data-copy"));
    copy.textContent = copy.getAttribute("data-copied");
    return;
  }
  tell(event, target);
});

document.addEventListener("keydown", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  if (!target.matches?.(".figure-in-words, td.num, [data-number]")) {
    return;
  }
  if (event.key === "Enter" || event.key === " ") {
    tell(event, target);
  } else if (event.key.startsWith("Arrow") && target.matches("td")) {
    const next = /** @type {HTMLElement | null} */ (neighbour(target, event.key));
    if (next?.matches("td.num")) {
      event.preventDefault();
      target.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    }
  }
});

/** A number printed at a mark answers for itself: the chart under it does not hear of the press. */
document.addEventListener(
  "mousedown",
  (event) => {
    const card = /** @type {Element} */ (event.target).closest?.(".exhibit[id]");
    const framed = document.documentElement.hasAttribute("data-embed");
    const meant = card && !framed && !event.button ? labelled(event) : null;
    if (meant) {
      event.preventDefault();
      event.stopImmediatePropagation();
      ask(card, meant);
    }
  },
  true,
);

/** One number of a table can be reached by the Tab key, the others by arrows. */
document.addEventListener("atlas:drawn", (event) => {
  const card = /** @type {Element} */ (event.target);
  window.requestAnimationFrame(() => {
    card.querySelectorAll(".rows td.num").forEach((cell, at) => {
      /** @type {HTMLElement} */ (cell).tabIndex = at ? -1 : 0;
    });
  });
});

/** A cell of the enterprise grid. @param {string} id @param {string} column @param {string} number */
export function ofEnterprise(id, column, number) {
  const card = /** @type {any} */ ({ id: "exhibit-enterprise_record" });
  ask(
    card,
    { number, words: "", column },
    { path: `${prefix()}enterprise/${encodeURIComponent(id)}` },
  );
}
