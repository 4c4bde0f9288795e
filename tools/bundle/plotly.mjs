/** plotly.js with the traces that exhibits draw, and no other: assets/plotly-atlas.min.js,
 * compressed, and its licences. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";

/** Beside scatter, which is part of plotly.js's core. tests/test_bundles.py reads this list. */
const TRACES = [
  "bar",
  "box",
  "choropleth",
  "heatmap",
  "scattergeo",
  "scatterpolar",
  "sunburst",
  "treemap",
];
const here = fileURLToPath(new URL(".", import.meta.url));
const installed = `${here}node_modules/plotly.js/package.json`;
const { version } = JSON.parse(readFileSync(installed, "utf8"));
const parts = TRACES.map((name) => `require("plotly.js/lib/${name}")`).join(", ");

const built = await build({
  stdin: {
    contents: `const Plotly = require("plotly.js/lib/core");
      Plotly.register([${parts}]);
      module.exports = Plotly;`,
    resolveDir: here,
  },
  outfile: `${here}../../assets/plotly-atlas.min.js`,
  format: "iife",
  globalName: "Plotly",
  bundle: true,
  minify: true,
  metafile: true,
  target: "es2020",
  legalComments: "none",
  define: { global: "window", "define.amd": "false" },
  // The style sheet of tile maps, which none of these traces draws.
  loader: { ".css": "empty" },
  banner: {
    js: `/**
 * plotly.js v${version}, with the traces scatter ${TRACES.join(" ")}
 * Copyright 2012-2026, Plotly, Inc. and the authors named in LICENSES/plotly.js.txt
 * Licensed under the MIT license
 */`,
  },
});

// The smallest form, which takes seconds: the server sends it as it is.
const library = readFileSync(`${here}../../assets/plotly-atlas.min.js`);
writeFileSync(`${here}../../assets/plotly-atlas.min.js.br`, brotliCompressSync(library));

/** The licence of a package in node_modules, under the package's name. */
function licence(name) {
  const home = `${here}node_modules/${name}`;
  const file = existsSync(home) && readdirSync(home).find((it) => /^licen[cs]e/i.test(it));
  const { license } = JSON.parse(readFileSync(`${home}/package.json`, "utf8"));
  const text = file ? readFileSync(`${home}/${file}`, "utf8").trim() : license;
  return `${name}\n${"=".repeat(name.length)}\n\n${text}\n`;
}

const names = Object.keys(built.metafile.inputs)
  .filter((path) => !path.endsWith(".css"))
  .map((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1])
  .filter((name) => name && name !== "plotly.js" && existsSync(`${here}node_modules/${name}`));
const packages = ["plotly.js", ...new Set(names.sort())];
const licences = packages.map(licence).join("\n\n");
writeFileSync(`${here}../../assets/LICENSES/plotly.js.txt`, licences.replace(/[ \t\r]+$/gm, ""));
