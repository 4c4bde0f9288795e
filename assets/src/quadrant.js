/** The quadrant answers while a threshold moves: the pairs of the selection are fetched once, the four
   cells are counted here, and the thresholds go to the address when they are let go. */

import { axisSpan, fullLayout } from "./compat.js";
import { count, decode, exported, place, plain } from "./quadrant_counting.js";

const KEYS = { persons: "quadrant.persons_over", patents: "quadrant.patents_over" };
const GRAPH = "#exhibit-quadrant .dash-graph";
const FRAMES = 240;
const PAUSE = 500;
const bound = new WeakSet();
let state = null;
let held = { url: "", pairs: null };

function commit() {
  const pairs = new URLSearchParams(window.location.search);
  state.pending = 0;
  Object.keys(KEYS).forEach((name) => {
    pairs.delete(KEYS[name].split(".")[1]);
    if (state[name] === state.meta.report[name]) {
      pairs.delete(KEYS[name]);
    } else {
      pairs.set(KEYS[name], state[name]);
    }
  });
  const query = plain(pairs);
  window.dash_clientside.set_props("url", { search: query ? `?${query}` : "" });
}

/** What is shown beside the plane and on it. */
function make(tag, style, parent) {
  const made = document.createElement(tag);
  made.className = style;
  parent.appendChild(made);
  return made;
}
function round(value) {
  return Number(value.toFixed(2));
}
function said(value) {
  return value.toLocaleString("en-US", { maximumFractionDigits: 2 });
}
function fill(words, values) {
  return words.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
}
function printed(meta, cell) {
  return cell.published === null ? "" : `${meta.words.report} ${said(cell.published)}%`;
}
function tiles(panel, meta) {
  panel.textContent = "";
  const grid = make("div", "quadrant-grid", panel);
  const order = meta.cells.slice().sort((a, b) => b.innovative - a.innovative || a.large - b.large);
  const shown = order.map((cell) => {
    const tile = make("div", "quadrant-tile", grid);
    const parts = { cell: cell };
    tile.setAttribute("data-cell", cell.id);
    make("h3", "", tile).textContent = cell.name;
    parts.where = make("p", "where", tile);
    parts.share = make("p", "share", tile);
    make("p", "published", tile).textContent = printed(meta, cell);
    const track = make("div", "track", tile);
    parts.bar = make("i", "", track);
    if (cell.published !== null) {
      make("b", "", track).style.left = `${cell.published}%`;
    }
    parts.count = make("p", "count", tile);
    make("p", "feature", tile).textContent = meta.words.report + meta.words.colon + cell.feature;
    parts.link = make("a", "out", tile);
    parts.link.textContent = meta.words.export;
    return parts;
  });
  return { tiles: shown, gap: make("p", "gap", panel), basis: make("p", "basis", panel) };
}
function answer() {
  const meta = state.meta;
  const cells = count(held.pairs, state.persons, state.patents);
  let known = 0;
  let gap = 0;
  cells.forEach((n) => {
    known += n;
  });
  function share(cell) {
    return known ? (cells[place(cell)] / known) * 100 : 0;
  }
  meta.cells.forEach((cell) => {
    gap += Math.abs(share(cell) - (cell.published || 0));
  });
  state.labels.forEach((label) => {
    label.share.textContent = `${said(round(share(label.cell)))}%`;
  });
  document.querySelectorAll("[data-quadrant-preset]").forEach((button) => {
    const preset = meta[button.getAttribute("data-quadrant-preset")];
    const on = preset && preset.persons === state.persons && preset.patents === state.patents;
    button.disabled = !preset;
    button.setAttribute("aria-pressed", String(Boolean(on)));
    button.querySelector(".values").textContent = preset
      ? ` >${said(preset.persons)} · >${said(preset.patents)}`
      : "";
  });
  if (!state.panel) {
    return;
  }
  state.panel.tiles.forEach((tile) => {
    const cell = tile.cell;
    const n = cells[place(cell)];
    const link = exported(meta, cell, state.persons, state.patents, window.location.search);
    tile.where.textContent =
      meta.words.insured +
      " " +
      (cell.large ? ">" : "≤") +
      said(state.persons) +
      " · " +
      meta.words.owned +
      " " +
      (cell.innovative ? ">" : "≤") +
      said(state.patents);
    tile.share.textContent = `${said(round(share(cell)))}%`;
    tile.count.textContent = `${said(n)} ${meta.words.enterprises}`;
    tile.bar.style.width = `${share(cell)}%`;
    tile.link.hidden = !n || link === null;
    if (link !== null) {
      tile.link.href = link;
    }
  });
  state.panel.gap.textContent =
    meta.cells[0].published === null ? "" : fill(meta.words.gap, { gap: said(round(gap)) });
  state.panel.basis.textContent = fill(meta.words.basis, {
    known: said(known),
    unknown: said(held.pairs.unknown),
  });
}

/** Handles over the plot: dragged, or moved by the keyboard as sliders. */
function axes() {
  const full = fullLayout(state.gd);
  return { persons: full.xaxis, patents: full.yaxis };
}
function at(axis, threshold) {
  return axisSpan(axis).offset + axis.d2p(threshold + 1);
}
function position() {
  const axis = axes();
  const x = at(axis.persons, state.persons);
  const y = at(axis.patents, state.patents);
  const left = axisSpan(axis.persons).offset;
  const top = axisSpan(axis.patents).offset;
  const width = axisSpan(axis.persons).length;
  const height = axisSpan(axis.patents).length;
  const box = { persons: [x, top, 0, height], patents: [left, y, width, 0], both: [x, y, 0, 0] };
  Object.keys(box).forEach((name) => {
    const handle = state.handles[name];
    const b = box[name];
    handle.style.transform = `translate(${b[0]}px,${b[1]}px)`;
    if (b[2]) {
      handle.style.width = `${b[2]}px`;
    }
    if (b[3]) {
      handle.style.height = `${b[3]}px`;
    }
    handle.hidden =
      (name !== "patents" && (x < left || x > left + width)) ||
      (name !== "persons" && (y < top || y > top + height));
  });
  state.labels.forEach((label) => {
    label.box.style.left = label.cell.large ? "" : `${left + 6}px`;
    label.box.style.right = label.cell.large
      ? `${fullLayout(state.gd).width - left - width + 6}px`
      : "";
    label.box.style.top = label.cell.innovative ? `${top + 6}px` : "";
    label.box.style.bottom = label.cell.innovative
      ? ""
      : `${fullLayout(state.gd).height - top - height + 6}px`;
  });
  ["persons", "patents"].forEach((name) => {
    const words = `>${said(state[name])} ${state.meta.words[`${name}_unit`]}`;
    state.handles[name].firstChild.textContent = words;
    state.handles[name].setAttribute("aria-valuenow", state[name]);
    state.handles[name].setAttribute("aria-valuetext", words);
  });
}
function move(name, threshold) {
  state[name] = Math.max(0, Math.min(state.meta.most, Math.round(threshold)));
}
function show() {
  state.frame = 0;
  position();
  answer();
}
function soon() {
  if (!state.frame) {
    state.frame = window.requestAnimationFrame(show);
  }
}
function dragged(event) {
  if (!state || !state.dragging) {
    return;
  }
  const axis = axes();
  const edge = state.gd.getBoundingClientRect();
  if (state.dragging !== "patents") {
    move(
      "persons",
      axis.persons.p2d(event.clientX - edge.left - axisSpan(axis.persons).offset) - 1,
    );
  }
  if (state.dragging !== "persons") {
    move("patents", axis.patents.p2d(event.clientY - edge.top - axisSpan(axis.patents).offset) - 1);
  }
  soon();
}
function released() {
  if (!state || !state.dragging) {
    return;
  }
  state.dragging = "";
  document.body.classList.remove("quadrant-dragging");
  commit();
}
function pressed(name) {
  return (event) => {
    const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key] || 0;
    const leap = { PageUp: 1.1, PageDown: 1 / 1.1 }[event.key];
    if (!step && !leap) {
      return;
    }
    event.preventDefault();
    move(
      name,
      leap
        ? state[name] * leap + (leap > 1 ? 1 : -1)
        : state[name] + step * (event.shiftKey ? 10 : 1),
    );
    show();
    window.clearTimeout(state.pending);
    state.pending = window.setTimeout(commit, PAUSE);
  };
}
function handle(name, layer, meta) {
  const made = make("div", `quadrant-handle ${name}`, layer);
  if (name !== "both") {
    make("span", "", made);
    made.tabIndex = 0;
    made.setAttribute("role", "slider");
    made.setAttribute("aria-label", meta.words[name]);
    made.setAttribute("aria-orientation", name === "persons" ? "horizontal" : "vertical");
    made.setAttribute("aria-valuemin", 0);
    made.setAttribute("aria-valuemax", meta.most);
    made.addEventListener("keydown", pressed(name));
  }
  made.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    made.focus();
    state.dragging = name;
    document.body.classList.add("quadrant-dragging");
  });
  return made;
}
function overlay(wrapper, meta) {
  const old = wrapper.querySelector(".quadrant-layer");
  if (old) {
    old.remove();
  }
  const layer = make("div", "quadrant-layer", wrapper);
  state.labels = meta.cells.map((cell) => {
    const box = make("div", "quadrant-label", layer);
    make("span", "", box).textContent = `${cell.name} `;
    const share = make("strong", "", box);
    make("small", "", box).textContent = printed(meta, cell);
    box.classList.toggle("right", cell.large);
    return { cell: cell, box: box, share: share };
  });
  state.handles = {};
  ["persons", "patents", "both"].forEach((name) => {
    state.handles[name] = handle(name, layer, meta);
  });
}
function start(wrapper, gd, meta) {
  if (state && (state.dragging || state.pending)) {
    return;
  }
  const written = JSON.stringify([meta.words, meta.cells]);
  if (
    state &&
    state.gd === gd &&
    state.written === written &&
    wrapper.querySelector(".quadrant-layer")
  ) {
    Object.assign(state, { meta: meta, persons: meta.persons, patents: meta.patents });
    show();
    return;
  }
  state = { gd: gd, meta: meta, written: written, persons: meta.persons, patents: meta.patents };
  overlay(wrapper, meta);
  const panel = document.getElementById("quadrant-panel");
  state.panel = panel ? tiles(panel, meta) : null;
  if (!bound.has(gd)) {
    bound.add(gd);
    gd.on("plotly_afterplot", () => {
      if (state && state.gd === gd) {
        position();
      }
    });
  }
  document.getElementById("exhibit-quadrant").classList.add("live");
  show();
}
function stop(wrapper) {
  const layer = wrapper?.querySelector(".quadrant-layer");
  const panel = document.getElementById("quadrant-panel");
  if (layer) {
    layer.remove();
  }
  if (panel) {
    panel.textContent = "";
  }
  const card = document.getElementById("exhibit-quadrant");
  if (card) {
    card.classList.remove("live");
  }
  state = null;
}
function ready(meta, frames, then) {
  const wrapper = document.querySelector(GRAPH);
  const gd = wrapper?.querySelector(".js-plotly-plot");
  if (gd?.on && fullLayout(gd) && fullLayout(gd).xaxis && fullLayout(gd).xaxis.type === "log") {
    then(wrapper, gd);
    return;
  }
  if (frames > 0) {
    window.requestAnimationFrame(() => {
      ready(meta, frames - 1, then);
    });
  }
}
function fetched(meta, then) {
  const version = new URLSearchParams(window.location.search).get("version");
  const parts = [meta.query, version ? `version=${encodeURIComponent(version)}` : ""].filter(
    Boolean,
  );
  const url = `${meta.root}quadrant/pairs${parts.length ? `?${parts.join("&")}` : ""}`;
  if (held.url === url) {
    then();
    return;
  }
  window
    .fetch(url)
    .then((response) => (response.ok ? response.arrayBuffer() : null))
    .then((buffer) => {
      if (buffer) {
        held = { url: url, pairs: decode(buffer) };
        then();
      }
    });
}
/** A signed frame shows what it was signed for: nothing to drag. */
function signed() {
  return new URLSearchParams(window.location.search).has("token");
}
document.addEventListener("atlas:drawn", (event) => {
  if (event.target.id !== "exhibit-quadrant") {
    return;
  }
  const figure = event.detail;
  const meta = figure?.layout?.meta?.quadrant;
  if (meta && !signed()) {
    fetched(meta, () => {
      ready(meta, FRAMES, (wrapper, gd) => {
        start(wrapper, gd, meta);
      });
    });
  } else {
    stop(document.querySelector(GRAPH));
  }
});
document.addEventListener("pointermove", dragged);
document.addEventListener("pointerup", released);
document.addEventListener("pointercancel", released);
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-quadrant-preset]");
  if (!button || !state) {
    return;
  }
  const preset = state.meta[button.getAttribute("data-quadrant-preset")];
  if (!preset) {
    return;
  }
  state.persons = preset.persons;
  state.patents = preset.patents;
  show();
  commit();
});
