/** Presenting: one sheet on the whole screen, keys to turn, Escape to leave. */

import { letters } from "./letters.js";
import { close, follow, open, toggle } from "./speaker.js";

/** The letters of each chart as they are on the page. @type {WeakMap<Element, import("./letters.js").Letters>} */
const usual = new WeakMap();
/** What was pressed to begin. @type {HTMLElement | null} */
let began = null;

function sheets() {
  return Array.from(document.querySelectorAll(".sheet"));
}
function presenting() {
  return document.body.classList.contains("presenting");
}

/** @param {number} to number of the sheet, from 0 */
function turn(to) {
  const all = sheets();
  const at = Math.max(0, Math.min(all.length - 1, to));
  all.forEach((sheet, i) => {
    sheet.classList.toggle("current", i === at);
    sheet.setAttribute("data-place", `${i + 1} / ${all.length}`);
  });
  window.dispatchEvent(new Event("resize"));
  follow(all, at);
}
function place() {
  return sheets().findIndex((sheet) => sheet.classList.contains("current"));
}

/** @param {number} by times the usual size of letters */
function enlarge(by) {
  document.querySelectorAll(".sheet .js-plotly-plot").forEach((/** @type {any} */ graph) => {
    const { layout, traces } = usual.get(graph) || letters(graph);
    usual.set(graph, { layout, traces });
    const scaled = Object.entries(layout).map(([path, size]) => [path, size * by]);
    window.Plotly.relayout(graph, Object.fromEntries(scaled));
    if (traces.some(Boolean)) {
      window.Plotly.restyle(graph, { "textfont.size": traces.map((size) => size && size * by) });
    }
  });
}
/** @param {HTMLElement} button that was pressed: `notes` opens a window with the notes */
export function present(button) {
  if (!sheets().length) {
    return;
  }
  began = button;
  open(button.getAttribute("data-present") === "notes", onKey);
  document.body.classList.add("presenting");
  enlarge(1.4);
  turn(0);
  fill();
}

/** The whole screen. A window with notes takes the press that allows it: the next key or click here asks again. */
function fill() {
  if (document.fullscreenElement || !document.documentElement.requestFullscreen) {
    return;
  }
  document.documentElement.requestFullscreen().catch(() => {
    /* refused: the window itself is the screen */
  });
}
function leave() {
  if (!presenting()) {
    return;
  }
  document.body.classList.remove("presenting");
  sheets().forEach((sheet) => {
    sheet.classList.remove("current");
  });
  enlarge(1);
  if (document.fullscreenElement) {
    document.exitFullscreen();
  }
  window.dispatchEvent(new Event("resize"));
  close();
  began?.focus();
}
/** @type {Record<string, number>} */
const TURNS = {
  ArrowRight: 1,
  ArrowDown: 1,
  PageDown: 1,
  " ": 1,
  Enter: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  PageUp: -1,
  Backspace: -1,
};
/** @param {KeyboardEvent} event of the page, or of the window with the notes */
function onKey(event) {
  if (!presenting()) {
    return;
  }
  if (event.key === "Escape") {
    leave();
    return;
  }
  if (event.view === window) {
    fill();
  }
  if (event.key === "n" || event.key === "N") {
    toggle(sheets(), place());
  } else if (event.key === "Home") {
    turn(0);
  } else if (event.key === "End") {
    turn(sheets().length - 1);
  } else if (TURNS[event.key]) {
    turn(place() + TURNS[event.key]);
  } else {
    return;
  }
  event.preventDefault();
}
document.addEventListener("keydown", onKey);
document.addEventListener("click", () => {
  if (presenting()) {
    fill();
  }
});
document.addEventListener("fullscreenchange", () => {
  if (!document.fullscreenElement) {
    leave();
  }
});
