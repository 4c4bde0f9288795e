/** The tour: six steps over the overview, offered by itself once, on a first visit to it. It never covers a frame, a
   page on paper, or a browser that a program drives. */

import { prefix } from "./compat.js";
import { make } from "./elements.js";
import { words } from "./words.js";

const SEEN = "toured";
/** What a step shows, and its words. @type {[string, string][]} */
const STEPS = [
  [".findings", "tour.know"],
  [".filters", "tour.filter"],
  ["#status", "tour.count"],
  [".exhibit footer", "tour.card"],
  ["[data-find]", "tour.find"],
  [".topbar a[href$='/story']", "tour.read"],
];

/** Whether this visitor has not seen it; one that nothing can be kept of is not asked each time. */
function fresh() {
  try {
    return window.localStorage.getItem(SEEN) === null;
  } catch (_error) {
    return false; // storage is closed
  }
}

function remember() {
  try {
    window.localStorage.setItem(SEEN, "1");
  } catch (_error) {
    // storage is closed: it was asked for by hand
  }
}

/** Outline what a step is about. @param {string} [selector] none: nothing */
function point(selector) {
  document.querySelector(".toured")?.classList.remove("toured");
  const target = selector && document.querySelector(selector);
  if (target) {
    target.classList.add("toured");
    target.scrollIntoView({ block: "center", behavior: "instant" });
  }
}

export function tour() {
  if (document.querySelector("dialog.tour")) {
    return;
  }
  remember();
  const said = make("p", { "aria-live": "polite" });
  const count = make("span", { class: "count" });
  const button = (/** @type {string} */ name, /** @type {() => void} */ onclick) =>
    make("button", { type: "button", class: "out", text: words(name), onclick });
  const skip = button("tour.skip", () => dialog.close());
  const back = button("tour.back", () => show(at - 1));
  const next = button("tour.next", () => (at + 1 < STEPS.length ? show(at + 1) : dialog.close()));
  const dialog = make("dialog", { class: "tour", "aria-label": words("tour.label") }, [
    said,
    make("div", { class: "line" }, [count, skip, back, next]),
  ]);
  let at = 0;

  /** @param {number} to */
  function show(to) {
    at = to;
    const [selector, name] = STEPS[at];
    point(selector);
    said.textContent = words(name);
    count.textContent = `${at + 1} / ${STEPS.length}`;
    back.disabled = at === 0;
    next.textContent = words(at + 1 < STEPS.length ? "tour.next" : "tour.done");
  }
  dialog.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape") {
      dialog.close();
    }
  });
  dialog.addEventListener("close", () => {
    point();
    dialog.remove();
  });
  document.body.appendChild(dialog);
  dialog.show();
  show(0);
  next.focus();
}

/** On a first visit, as soon as the overview stands. */
function offer() {
  const home = window.location.pathname === prefix() && document.querySelector(STEPS[0][0]);
  if (home && !navigator.webdriver && fresh() && !document.querySelector("dialog[open]")) {
    document.removeEventListener("atlas:drawn", offer);
    tour();
  }
}

if (!document.documentElement.hasAttribute("data-embed")) {
  document.addEventListener("atlas:drawn", offer);
}
