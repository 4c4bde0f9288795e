/** The quadrant answers while a threshold moves: the pairs of the selection are fetched once, the four
   cells are counted here, and the thresholds go to the address when they are let go. */

import { fullLayout } from "./compat.js";
import { go } from "./go.js";
import { askAgain } from "./network.js";
import { decode, plain } from "./quadrant_counting.js";
import { answer, tiles } from "./quadrant_panel.js";
import { overlay, position, under } from "./quadrant_plane.js";
import { AXES } from "./quadrant_state.js";
import { get } from "./requests.js";

/** @typedef {import("./quadrant_state.js").Quadrant} Quadrant */
/** @typedef {import("./quadrant_state.js").Axis} Axis */
/** @typedef {import("./quadrant_state.js").Meta} Meta */
/** @typedef {import("./quadrant_state.js").Pairs} Pairs */

const KEYS = { persons: "quadrant.persons_over", patents: "quadrant.patents_over" };
const GRAPH = "#exhibit-quadrant .dash-graph";
const FRAMES = 240;
const PAUSE = 500;
const STEPS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };
const LEAPS = { PageUp: 1.1, PageDown: 1 / 1.1 };
/** Charts that tell of their drawing. */
const bound = new WeakSet();
/** @type {Quadrant | null} */
let state = null;
/** @type {{url: string, pairs: Pairs | null}} the pairs that were fetched last */
let held = { url: "", pairs: null };
/** @type {Meta | null} what the chart was drawn of last */
let drawn = null;
let forget = () => {};

/** The thresholds into the address; those of the report are its default. */
function commit() {
  const pairs = new URLSearchParams(window.location.search);
  state.pending = 0;
  AXES.forEach((name) => {
    pairs.delete(KEYS[name].split(".")[1]);
    if (state[name] === state.meta.report[name]) {
      pairs.delete(KEYS[name]);
    } else {
      pairs.set(KEYS[name], String(state[name]));
    }
  });
  const query = plain(pairs);
  go(query ? `?${query}` : "");
}

/** @param {Axis} name @param {number} threshold */
function move(name, threshold) {
  state[name] = Math.max(0, Math.min(state.meta.most, Math.round(threshold)));
}

function show() {
  if (state) {
    state.frame = 0;
    position(state);
    answer(state);
  }
}

/** @param {PointerEvent} event */
function dragged(event) {
  if (!state?.dragging) {
    return;
  }
  AXES.filter((name) => [name, "both"].includes(state.dragging)).forEach((name) => {
    move(name, under(state.gd, name, event));
  });
  state.frame = state.frame || window.requestAnimationFrame(show);
}

function released() {
  if (!state?.dragging) {
    return;
  }
  state.dragging = "";
  document.body.classList.remove("quadrant-dragging");
  commit();
}

/** @param {string} name */
function grasped(name) {
  state.dragging = name;
  document.body.classList.add("quadrant-dragging");
}

/** @param {Axis} name @param {KeyboardEvent} event */
function pressed(name, event) {
  const step = STEPS[/** @type {keyof typeof STEPS} */ (event.key)] || 0;
  const leap = LEAPS[/** @type {keyof typeof LEAPS} */ (event.key)];
  if (!step && !leap) {
    return;
  }
  event.preventDefault();
  const stepped = state[name] + step * (event.shiftKey ? 10 : 1);
  move(name, leap ? state[name] * leap + (leap > 1 ? 1 : -1) : stepped);
  show();
  window.clearTimeout(state.pending);
  state.pending = window.setTimeout(commit, PAUSE);
}

/** @param {Element} wrapper @param {any} gd @param {Meta} meta */
function start(wrapper, gd, meta) {
  if (state && (state.dragging || state.pending)) {
    return;
  }
  const { pairs } = held;
  const { persons, patents } = meta;
  const written = JSON.stringify([meta.words, meta.cells]);
  if (state?.gd === gd && state.written === written && wrapper.querySelector(".quadrant-layer")) {
    Object.assign(state, { meta, pairs, persons, patents });
    show();
    return;
  }
  const place = document.getElementById("quadrant-panel");
  state = {
    ...{ gd, meta, written, pairs, persons, patents },
    ...overlay(wrapper, meta, { pressed, grasped }),
    ...{ panel: place ? tiles(place, meta) : null, dragging: "", pending: 0, frame: 0 },
  };
  if (!bound.has(gd)) {
    bound.add(gd);
    gd.on("plotly_afterplot", () => {
      if (state?.gd === gd) {
        position(state);
      }
    });
  }
  document.getElementById("exhibit-quadrant").classList.add("live");
  show();
}

function stop() {
  document.querySelector(`${GRAPH} .quadrant-layer`)?.remove();
  document.getElementById("quadrant-panel")?.replaceChildren();
  document.getElementById("exhibit-quadrant")?.classList.remove("live");
  state = null;
}

/** Wait until the plane is drawn. @param {number} frames @param {(wrapper: Element, gd: any) => void} then */
function ready(frames, then) {
  const wrapper = document.querySelector(GRAPH);
  const gd = /** @type {any} */ (wrapper?.querySelector(".js-plotly-plot"));
  if (gd?.on && fullLayout(gd)?.xaxis?.type === "log") {
    then(wrapper, gd);
  } else if (frames > 0) {
    window.requestAnimationFrame(() => ready(frames - 1, then));
  }
}

/** The pairs of the selection, if they are others than those at hand. @param {Meta} meta */
async function fetched(meta) {
  const version = new URLSearchParams(window.location.search).get("version");
  const pinned = version ? `version=${encodeURIComponent(version)}` : "";
  const query = [meta.query, pinned].filter(Boolean).join("&");
  const url = `${meta.root}quadrant/pairs${query ? `?${query}` : ""}`;
  if (held.url !== url) {
    const response = await get(url);
    held = { url, pairs: decode(await response.arrayBuffer()) };
  }
}

/** @param {Meta} meta */
async function live(meta) {
  forget();
  drawn = meta;
  try {
    await fetched(meta);
    if (drawn === meta) {
      ready(FRAMES, (wrapper, gd) => start(wrapper, gd, meta));
    }
  } catch (error) {
    stop();
    forget = askAgain(() => live(meta), error);
  }
}

/** A signed frame shows what it was signed for: nothing to drag. */
function signed() {
  return new URLSearchParams(window.location.search).has("token");
}

document.addEventListener("atlas:drawn", (event) => {
  if (/** @type {Element} */ (event.target).id !== "exhibit-quadrant") {
    return;
  }
  const meta = /** @type {CustomEvent} */ (event).detail?.layout?.meta?.quadrant;
  if (meta && !signed()) {
    live(meta);
  } else {
    stop();
  }
});
document.addEventListener("pointermove", dragged);
document.addEventListener("pointerup", released);
document.addEventListener("pointercancel", released);
document.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  const button = target.closest?.("[data-quadrant-preset]");
  const preset = button && state?.meta[button.getAttribute("data-quadrant-preset")];
  if (preset) {
    Object.assign(state, { persons: preset.persons, patents: preset.patents });
    show();
    commit();
  }
});
