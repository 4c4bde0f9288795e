/** Labels at marks and bars that would cover each other, an axis or a note: the later one gives way, hover still tells it. */

import { areaOf, fullData, listeners, plotArea } from "./compat.js";

const FIXED = ".xtick text, .ytick text, .annotation text";
const LABELS = ".scatterlayer .textpoint text, .barlayer text.bartext, .geolayer text";
const SLACK = 1;
/** Pixels between names of points that stand beside each other. */
const APART = 4;
/** A mark is a bubble from this part of the height of a name: on a smaller one the name is read. */
const BUBBLE = 0.75;
/** Charts that are listened to, with the listeners of that time. */
const tidied = new WeakMap();

/** Texts of a chart that take room, with their boxes. @param {Element} gd @param {string} selector */
function boxes(gd, selector) {
  return /** @type {SVGElement[]} */ (Array.from(gd.querySelectorAll(selector)))
    .map((text) => ({ text: text, box: text.getBoundingClientRect() }))
    .filter((it) => it.box.width > 0);
}
/** Whether two boxes cover each other by more than a pixel. @param {DOMRect} a @param {DOMRect} b */
export function meet(a, b) {
  return (
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > SLACK &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > SLACK
  );
}
/** @param {SVGElement} text @param {boolean} shown */
function show(text, shown) {
  text.style.visibility = shown ? "" : "hidden";
}
/** Numbers in the cells of a heatmap stand all or not at all. @param {Element} gd */
function cells(gd) {
  const found = boxes(gd, ".heatmaplayer text");
  const crowded = found.some((it, i) => i > 0 && meet(found[i - 1].box, it.box));
  found.forEach((it) => {
    show(it.text, !crowded);
  });
}
/** Which boxes give way: those that meet one that is fixed, or an earlier one that stays.
 * @param {DOMRect[]} boxes
 * @param {DOMRect[]} fixed
 * @returns {boolean[]}
 */
export function hidden(boxes, fixed) {
  const kept = [...fixed];
  return boxes.map((box) => {
    const covers = kept.some((other) => meet(other, box));
    if (!covers) {
      kept.push(box);
    }
    return covers;
  });
}
/** Names of a map that are wider than their area here: those beside it, on the sea, are meant to be.
 * @param {Element} gd
 * @param {{text: SVGElement, box: DOMRect}[]} labels
 */
function tooWide(gd, labels) {
  const named = labels.filter(
    (it) => areaOf(it.text) && it.text.getAttribute("text-anchor") === "middle",
  );
  if (!named.length) {
    return new Set();
  }
  /** @type {Map<string, Element>} */
  const areas = new Map();
  gd.querySelectorAll("path.choroplethlocation").forEach((/** @type {any} */ path) => {
    const { loc } = path.__data__ || {};
    if (!areas.has(loc)) {
      areas.set(loc, path); // the inset has some of them again
    }
  });
  const wider = named.filter(({ text, box }) => {
    const area = areas.get(areaOf(text));
    return area && area.getBoundingClientRect().width < box.width - SLACK;
  });
  return new Set(wider.map((it) => it.text));
}
/** Whether the middle of words lies on an area. @param {any} path @param {DOMRect} box */
function lieOn(path, box) {
  const middle = new DOMPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
  const toArea = path.getScreenCTM()?.inverse();
  return toArea && path.isPointInFill(middle.matrixTransform(toArea));
}
/** Names that are meant for the sea and lie on another area here, as the map is too small for them.
 * @param {Element} gd
 * @param {{text: SVGElement, box: DOMRect}[]} labels
 */
function onLand(gd, labels) {
  const beside = labels.filter(
    (it) => areaOf(it.text) && it.text.getAttribute("text-anchor") !== "middle",
  );
  const areas = beside.length ? Array.from(gd.querySelectorAll("path.choroplethlocation")) : [];
  const ashore = beside.filter(({ text, box }) =>
    areas.some((/** @type {any} */ it) => it.__data__?.loc !== areaOf(text) && lieOn(it, box)),
  );
  return ashore.map((it) => it.text);
}
/** What is seen of words in a plot: all of the chart, or the plot alone where it clips them. @param {Element} gd @param {Element} words */
function seen(gd, words) {
  const whole = gd.getBoundingClientRect();
  const area = words.closest("[clip-path]") && plotArea(gd);
  const left = area ? whole.left + area.left : whole.left;
  return { left, right: area ? left + area.width : whole.right };
}
/** Names of points that stand beyond what is seen, moved to its edge. @param {Element} gd */
function inside(gd) {
  const groups = /** @type {SVGElement[]} */ (
    Array.from(gd.querySelectorAll(".scatterlayer .textpoint"))
  );
  groups.forEach((group) => {
    group.style.translate = "";
  });
  groups.forEach((group) => {
    const box = group.getBoundingClientRect();
    const { left, right } = seen(gd, group);
    const by = Math.max(0, left - box.left) - Math.max(0, box.right - right);
    if (box.width && by) {
      group.style.translate = `${by}px`; // beside Plotly's own transform
    }
  });
}
/** Numbers beside lying bars on which a mark of another trace stands, moved beyond it. @param {Element} gd */
function beyondMarks(gd) {
  if (!fullData(gd)?.some((it) => it.type === "bar" && it.orientation === "h")) {
    return;
  }
  const numbers = /** @type {SVGElement[]} */ (
    Array.from(gd.querySelectorAll(".barlayer text.bartext-outside"))
  );
  numbers.forEach((text) => {
    text.style.translate = "";
  });
  const marks = Array.from(gd.querySelectorAll(".scatterlayer .points path")).map((it) =>
    it.getBoundingClientRect(),
  );
  const whole = gd.getBoundingClientRect();
  boxes(gd, ".barlayer text.bartext-outside").forEach(({ text, box }) => {
    const mark = marks.find((it) => meet(it, box));
    const by = mark ? mark.right - box.left + 2 : 0;
    if (by > 0 && box.right + by < whole.right) {
      text.style.translate = `${by}px`;
    }
  });
}
/** Bars of which another stands over a number: a later bar is drawn over the words of an earlier one.
 * @param {Element} gd
 * @param {{text: SVGElement, box: DOMRect}[]} labels
 */
function behind(gd, labels) {
  const numbers = labels.filter(({ text }) => text.matches(".bartext-outside"));
  if (!numbers.length) {
    return new Set();
  }
  const bars = Array.from(gd.querySelectorAll(".barlayer .point path")).map((path) => ({
    of: path.parentNode,
    box: path.getBoundingClientRect(),
  }));
  const covered = numbers.filter(({ text, box }) =>
    bars.some((bar) => bar.of !== text.parentNode && meet(bar.box, box)),
  );
  return new Set(covered.map((it) => it.text));
}
/** Drawn series: names, one a mark in the order of the marks, also without words. @param {Element} gd */
function series(gd) {
  return Array.from(gd.querySelectorAll(".scatterlayer .trace")).map((trace) => ({
    names: Array.from(trace.querySelectorAll(".textpoint")),
    marks: Array.from(trace.querySelectorAll(".points path")).map((it) =>
      it.getBoundingClientRect(),
    ),
  }));
}
/** Bubbles of other points of a series. @param {DOMRect[]} marks @param {number} own @param {DOMRect} box of the name */
function bubbles(marks, own, box) {
  return marks.filter((it, at) => at !== own && it.height > box.height * BUBBLE);
}
/** Names on the bubble of another point, moved below their own where they lie on none. @param {Element} gd */
function offBubbles(gd) {
  series(gd).forEach(({ names, marks }) => {
    names.forEach((name, own) => {
      const text = /** @type {SVGElement | null} */ (name.querySelector("text"));
      if (!text || !marks[own]) {
        return;
      }
      text.style.translate = "";
      const box = text.getBoundingClientRect();
      const others = bubbles(marks, own, box);
      const by = marks[own].bottom - box.top;
      const below = new DOMRect(box.x, box.y + by, box.width, box.height);
      if (others.some((it) => meet(it, box)) && !others.some((it) => meet(it, below))) {
        text.style.translate = `0 ${by}px`;
      }
    });
  });
}
/** Names of points over which a mark that is drawn later stands, or that lie on the bubble of another point.
 * @param {Element} gd
 * @param {{text: SVGElement, box: DOMRect}[]} labels
 */
function onMarks(gd, labels) {
  const traces = series(gd);
  const covered = labels.filter(({ text, box }) => {
    const name = /** @type {Element} */ (text.closest(".textpoint"));
    const at = traces.findIndex((it) => it.names.includes(name));
    const over = traces.slice(at + 1).flatMap((it) => it.marks);
    over.push(...bubbles(traces[at]?.marks ?? [], traces[at]?.names.indexOf(name), box));
    return at >= 0 && over.some((it) => meet(it, box));
  });
  return covered.map((it) => it.text);
}
/** The room of a label: beside the name of a point there is some. @param {{text: SVGElement, box: DOMRect}} label */
function roomOf({ text, box }) {
  return text.closest(".textpoint")
    ? new DOMRect(box.x - APART / 2, box.y, box.width + APART, box.height)
    : box;
}
/** @param {Element} gd a chart on the page, or what holds the picture of one */
export function tidy(gd) {
  cells(gd);
  inside(gd);
  offBubbles(gd);
  beyondMarks(gd);
  const fixed = boxes(gd, FIXED).map((it) => it.box);
  const every = boxes(gd, LABELS);
  const wide = new Set([...tooWide(gd, every), ...onLand(gd, every), ...behind(gd, every)]);
  onMarks(gd, every).forEach((text) => {
    wide.add(text);
  });
  wide.forEach((text) => {
    show(text, false);
  });
  const labels = every.filter((it) => !wide.has(it.text));
  const covered = hidden(labels.map(roomOf), fixed);
  labels.forEach((it, i) => {
    show(it.text, !covered[i]);
  });
}
document.addEventListener("atlas:drawn", (event) => {
  const gd = /** @type {any} */ (event.target).querySelector(".js-plotly-plot");
  if (!gd || tidied.get(gd) === listeners(gd)) {
    return; // it listens already
  }
  tidied.set(gd, listeners(gd));
  gd.on("plotly_afterplot", () => {
    tidy(gd);
  });
  tidy(gd);
});
