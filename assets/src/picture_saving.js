/** In the reader's browser: the chart of the card as it stands, or its table if that is what is shown, as a file. */

import { compose, raster } from "./picture.js";

/** The figure that a card shows. @param {Element} card */
function shown(card) {
  const table = card.querySelector("table.data");
  if (!table) {
    const graph = /** @type {any} */ (card.querySelector(".js-plotly-plot"));
    return { data: graph.data, layout: structuredClone(graph.layout) };
  }
  const heads = [...table.querySelectorAll("thead tr:first-child th")];
  const body = [...table.querySelectorAll("tbody tr")];
  return {
    table: {
      titles: heads.map((th) => th.textContent),
      right: heads.map((th) => th.classList.contains("num")),
      rows: body.map((tr) => [...tr.children].map((td) => td.textContent)),
      total: body.length,
    },
  };
}

/** @param {Blob} blob @param {string} name */
function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
  }, 10000);
}

/** Save the picture that a button names. @param {Element} button */
async function take(button) {
  const box = button.closest("[data-caption]");
  const [wide, high, scale] = box.getAttribute("data-pixels").split("x").map(Number);
  const format = button.getAttribute("data-picture");
  const caption = JSON.parse(box.getAttribute("data-caption"));
  const figure = shown(button.closest(".exhibit"));
  const svg = await compose(window.Plotly?.toImage, figure, caption, wide, high, scale);
  const name = `${box.getAttribute("data-stem")}.${format}`;
  if (format === "svg") {
    save(new Blob([svg], { type: "image/svg+xml" }), name);
    return;
  }
  const canvas = await raster(svg, Math.round(wide * scale), Math.round(high * scale));
  canvas.toBlob((blob) => {
    save(blob, name);
  }, "image/png");
}

document.addEventListener("click", (event) => {
  const button = /** @type {Element} */ (event.target).closest?.("[data-picture]");
  if (button) {
    take(button);
  }
});
