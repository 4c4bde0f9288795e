/** The presenter's own view while presenting: notes of the sheet, what its chart says, what comes next, and the time. In a
   window of its own for the other screen, or (key N) beside the sheet. */

import { make } from "./elements.js";

/** @type {Window | null} */
let other = null;
/** @type {HTMLElement | null} */
let panel = null;
let since = 0;
let clock = 0;
/** @type {Record<string, string>} */
let words = {};

function wordsOf() {
  const button = document.querySelector("[data-present][data-words]");
  return JSON.parse(button?.getAttribute("data-words") || "{}");
}

/** @param {Element | undefined} sheet */
function titleOf(sheet) {
  const field = /** @type {HTMLInputElement | null | undefined} */ (
    sheet?.querySelector(".sheet-title input")
  );
  return field ? field.value || field.placeholder : "";
}

/** @param {Element} sheet @param {string} name */
function fieldOf(sheet, name) {
  const field = /** @type {HTMLTextAreaElement | null} */ (
    sheet.querySelector(`.sheet-${name} textarea`)
  );
  return field?.value.trim() || "";
}

function time() {
  const seconds = Math.floor((Date.now() - since) / 1000);
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
}

/** The view of a sheet. @param {Element[]} sheets @param {number} at */
function view(sheets, at) {
  const sheet = sheets[at];
  const next = titleOf(sheets[at + 1]);
  return make("section", { class: "speaker", "aria-label": words.title }, [
    make("p", { class: "speaker-place", text: `${at + 1} / ${sheets.length}` }),
    make("p", { class: "speaker-time", text: time() }),
    make("h2", { text: titleOf(sheet) }),
    make("p", { class: "speaker-notes", text: fieldOf(sheet, "notes") || words.none }),
    make("p", { class: "speaker-said", text: sheet.querySelector(".said")?.textContent || "" }),
    make("p", { class: "speaker-next", text: next ? words.next + next : words.last }),
    make("p", { class: "speaker-keys", text: words.keys }),
  ]);
}

function tick() {
  [document, other?.document].forEach((page) => {
    const place = page?.querySelector(".speaker-time");
    if (place) {
      place.textContent = time();
    }
  });
}

/** The window of its own, with the page's styles and theme. @param {(event: KeyboardEvent) => void} onKey */
function apart(onKey) {
  const opened = window.open("", "srdi-notes", "popup,width=760,height=620");
  if (!opened) {
    return null;
  }
  const page = opened.document;
  const root = document.documentElement;
  page.title = words.title;
  page.documentElement.lang = root.lang;
  page.documentElement.setAttribute("data-bs-theme", root.getAttribute("data-bs-theme") || "light");
  const styles = document.querySelectorAll('link[rel="stylesheet"]');
  page.head.replaceChildren(...Array.from(styles).map((it) => page.importNode(it, true)));
  page.body.className = "speaker-window";
  page.addEventListener("keydown", onKey);
  return opened;
}

/** Begin. @param {boolean} wanted whether in a window of its own @param {(event: KeyboardEvent) => void} onKey */
export function open(wanted, onKey) {
  words = wordsOf();
  since = Date.now();
  window.clearInterval(clock);
  clock = window.setInterval(tick, 1000);
  other = wanted ? apart(onKey) : null;
  const said = document.getElementById("briefing-said");
  if (wanted && !other && said) {
    said.textContent = words.blocked;
  }
}

/** Say what belongs to the sheet at a place. @param {Element[]} sheets @param {number} at */
export function follow(sheets, at) {
  if (other && !other.closed) {
    other.document.body.replaceChildren(other.document.adoptNode(view(sheets, at)));
  }
  panel?.replaceChildren(view(sheets, at));
}

/** Show the view beside the sheet, or take it away. @param {Element[]} sheets @param {number} at */
export function toggle(sheets, at) {
  if (panel) {
    panel.remove();
    panel = null;
  } else {
    panel = make("aside", { class: "speaker-panel" });
    document.body.appendChild(/** @type {HTMLElement} */ (panel));
    follow(sheets, at);
  }
  document.body.classList.toggle("speaking", panel !== null);
  window.dispatchEvent(new Event("resize"));
}

/** End. */
export function close() {
  window.clearInterval(clock);
  panel?.remove();
  panel = null;
  document.body.classList.remove("speaking");
  other?.close();
  other = null;
}
