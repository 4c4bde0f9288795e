/** In the reader's browser: the chart of the card as it stands, or its table if that is what is shown, as a file. */

import { intoPng, intoSvg, manifestOf } from "./manifest.js";
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
  const card = button.closest(".exhibit");
  const figure = shown(card);
  const carried = await manifestOf(card.id.replace("exhibit-", ""));
  if (carried) {
    caption.lines.push(carried.line);
  }
  const drawn = await compose(window.Plotly?.toImage, figure, caption, wide, high, scale);
  const svg = carried ? intoSvg(drawn, carried.manifest) : drawn;
  const name = `${box.getAttribute("data-stem")}.${format}`;
  if (format === "svg") {
    save(new Blob([svg], { type: "image/svg+xml" }), name);
    return;
  }
  const canvas = await raster(svg, Math.round(wide * scale), Math.round(high * scale));
  canvas.toBlob(async (blob) => {
    save(carried ? await intoPng(blob, carried.manifest) : blob, name);
  }, "image/png");
}

document.addEventListener("click", (event) => {
  const button = /** @type {Element} */ (event.target).closest?.("[data-picture]");
  if (button) {
    take(button);
  }
});
