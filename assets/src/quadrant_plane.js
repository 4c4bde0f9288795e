/** Handles over the plane of the quadrant, dragged or moved by the keyboard as sliders, and the labels of its cells. */

import { axisSpan, fullLayout } from "./compat.js";
import { AXES, make, printed, said } from "./quadrant_state.js";

/** @typedef {import("./quadrant_state.js").Quadrant} Quadrant */
/** @typedef {import("./quadrant_state.js").Axis} Axis */
/** @typedef {import("./quadrant_state.js").Meta} Meta */
/** @typedef {{pressed: (name: Axis, event: KeyboardEvent) => void, grasped: (name: string) => void}} Told */

/** Plotly's axes of the plane. @param {any} gd */
function axes(gd) {
  const full = fullLayout(gd);
  return { persons: full.xaxis, patents: full.yaxis };
}

/** Where a threshold stands: between it and the next whole number. @param {any} axis @param {number} threshold */
function at(axis, threshold) {
  return axisSpan(axis).offset + axis.d2p(threshold + 1);
}

/** The threshold under a place of the screen. @param {any} gd @param {Axis} name @param {PointerEvent} event */
export function under(gd, name, event) {
  const axis = axes(gd)[name];
  const edge = gd.getBoundingClientRect();
  const place = name === "persons" ? event.clientX - edge.left : event.clientY - edge.top;
  return axis.p2d(place - axisSpan(axis).offset) - 1;
}

/** Put handles and labels where the thresholds are. @param {Quadrant} now */
export function position(now) {
  const axis = axes(now.gd);
  const x = at(axis.persons, now.persons);
  const y = at(axis.patents, now.patents);
  const { offset: left, length: width } = axisSpan(axis.persons);
  const { offset: top, length: height } = axisSpan(axis.patents);
  const outside = {
    persons: x < left || x > left + width,
    patents: y < top || y > top + height,
  };
  put(now.handles.persons, x, top, { height }, outside.persons);
  put(now.handles.patents, left, y, { width }, outside.patents);
  put(now.handles.both, x, y, {}, outside.persons || outside.patents);
  labels(now, { left, top, width, height });
  AXES.forEach((name) => {
    const words = `>${said(now[name])} ${now.meta.words[`${name}_unit`]}`;
    const handle = now.handles[name];
    handle.firstChild.textContent = words;
    handle.setAttribute("aria-valuenow", String(now[name]));
    handle.setAttribute("aria-valuetext", words);
  });
}

/** @param {HTMLElement} handle @param {number} x @param {number} y
 * @param {{width?: number, height?: number}} size in pixels
 * @param {boolean} hidden
 */
function put(handle, x, y, size, hidden) {
  handle.style.transform = `translate(${x}px,${y}px)`;
  if (size.width) {
    handle.style.width = `${size.width}px`;
  }
  if (size.height) {
    handle.style.height = `${size.height}px`;
  }
  handle.hidden = hidden;
}

/** Each label into the corner of its cell.
 * @param {Quadrant} now
 * @param {{left: number, top: number, width: number, height: number}} plane
 */
function labels(now, { left, top, width, height }) {
  const full = fullLayout(now.gd);
  const right = full.width - left - width;
  const bottom = full.height - top - height;
  now.labels.forEach(({ cell, box }) => {
    box.style.left = cell.large ? "" : `${left + 6}px`;
    box.style.right = cell.large ? `${right + 6}px` : "";
    box.style.top = cell.innovative ? `${top + 6}px` : "";
    box.style.bottom = cell.innovative ? "" : `${bottom + 6}px`;
  });
}

/** @param {string} name @param {Element} layer @param {Meta} meta @param {Told} told */
function handle(name, layer, meta, told) {
  const made = make("div", `quadrant-handle ${name}`, layer);
  if (name !== "both") {
    make("span", "", made);
    made.tabIndex = 0;
    made.setAttribute("role", "slider");
    made.setAttribute("aria-label", meta.words[name]);
    made.setAttribute("aria-orientation", name === "persons" ? "horizontal" : "vertical");
    made.setAttribute("aria-valuemin", "0");
    made.setAttribute("aria-valuemax", String(meta.most));
    made.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) =>
      told.pressed(/** @type {Axis} */ (name), event),
    );
  }
  made.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => {
    event.preventDefault();
    made.focus();
    told.grasped(name);
  });
  return made;
}

/** Lay handles and labels over the plane.
 * @param {Element} wrapper
 * @param {Meta} meta
 * @param {Told} told
 */
export function overlay(wrapper, meta, told) {
  wrapper.querySelector(".quadrant-layer")?.remove();
  const layer = make("div", "quadrant-layer", wrapper);
  const labels = meta.cells.map((cell) => {
    const box = make("div", "quadrant-label", layer);
    make("span", "", box).textContent = `${cell.name} `;
    const share = make("strong", "", box);
    make("small", "", box).textContent = printed(meta, cell);
    box.classList.toggle("right", cell.large);
    return { cell, box, share };
  });
  const handles = [...AXES, "both"].map((name) => [name, handle(name, layer, meta, told)]);
  return { labels, handles: Object.fromEntries(handles) };
}
