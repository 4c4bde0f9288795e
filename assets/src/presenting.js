/** Presenting: one sheet on the whole screen, keys to turn, Escape to leave. */
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
}
function place() {
  return sheets().findIndex((sheet) => sheet.classList.contains("current"));
}

/** @param {number} by times the usual size of letters */
function enlarge(by) {
  document.querySelectorAll(".sheet .js-plotly-plot").forEach((/** @type {any} */ graph) => {
    const base = graph.getAttribute("data-font") || graph.layout.font?.size || 12;
    graph.setAttribute("data-font", base);
    window.Plotly.relayout(graph, { "font.size": base * by });
  });
}
export function present() {
  if (!sheets().length) {
    return;
  }
  document.body.classList.add("presenting");
  enlarge(1.4);
  turn(0);
  if (document.documentElement.requestFullscreen) {
    document.documentElement.requestFullscreen().catch(() => {
      /* refused: the window itself is the screen */
    });
  }
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
document.addEventListener("keydown", (event) => {
  if (!presenting()) {
    return;
  }
  if (event.key === "Escape") {
    leave();
    return;
  }
  if (event.key === "Home") {
    turn(0);
  } else if (event.key === "End") {
    turn(sheets().length - 1);
  } else if (TURNS[event.key]) {
    turn(place() + TURNS[event.key]);
  } else {
    return;
  }
  event.preventDefault();
});
document.addEventListener("fullscreenchange", () => {
  if (!document.fullscreenElement) {
    leave();
  }
});
