/** What the server's own Chromium runs beside plotly.js: components/travel/chromium.py. */

import "./geo_stub.js";
import { addressOf, chart, compose, raster } from "./picture.js";

/** Every picture passes here: what kaleido asks of Plotly.toImage, with the caption of layout.meta if there is one. */
function captureAll() {
  const plain = window.Plotly.toImage;
  window.Plotly.toImage = async (/** @type {any} */ figure, /** @type {any} */ options) => {
    const { meta } = figure.layout;
    const { width, height, scale = 1, format } = options;
    const drawn = meta?.table ? { table: meta.table } : figure;
    const svg = meta?.caption
      ? await compose(plain, drawn, meta.caption, width, height, scale)
      : await chart(plain, figure, width, height);
    if (format === "svg") {
      return options.imageDataOnly ? svg : addressOf(svg);
    }
    const canvas = await raster(svg, Math.round(width * scale), Math.round(height * scale));
    return canvas.toDataURL(`image/${format}`).replace(/^data:[^,]*,/, "");
  };
}

window.atlasPicture = { captureAll };
