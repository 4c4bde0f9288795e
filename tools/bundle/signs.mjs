/** The signs of Bootstrap Icons that the atlas shows, as masks of its own text colour: assets/01-signs.css. */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** tests/test_notice.py holds this list to what the Python code names. */
const SIGNS = [
  "arrow-down",
  "arrow-up",
  "box-arrow-up-right",
  "check-circle",
  "check-circle-fill",
  "download",
  "easel",
  "file-earmark-arrow-up",
  "filetype-pptx",
  "fullscreen",
  "funnel",
  "hexagon-half",
  "image",
  "info-circle",
  "journal-plus",
  "moon",
  "person-check",
  "printer",
  "question-circle",
  "search",
  "share",
  "shield-check",
  "sun",
  "three-dots",
  "trash",
  "x-circle-fill",
  "x-lg",
];
const here = fileURLToPath(new URL(".", import.meta.url));
const home = `${here}node_modules/bootstrap-icons`;
const { version } = JSON.parse(readFileSync(`${home}/package.json`, "utf8"));

/** An SVG file as a data address: only what CSS and addresses do not take as it is is escaped. */
function address(name) {
  const svg = readFileSync(`${home}/icons/${name}.svg`, "utf8");
  const plain = svg
    .replace(/^<svg[^>]*>/, '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">')
    .replace(/\s*\n\s*/g, "")
    .replaceAll('"', "'");
  return `data:image/svg+xml,${plain.replace(/[<>#%]/g, encodeURIComponent)}`;
}

const head = `/*!
 * Signs of Bootstrap Icons v${version} (https://icons.getbootstrap.com/), made by tools/bundle/signs.mjs
 * Copyright 2019-2024 The Bootstrap Authors
 * Licensed under MIT (https://github.com/twbs/icons/blob/main/LICENSE)
 */
.bi::before{content:"";display:inline-block;width:1em;height:1em;vertical-align:-.125em;\
background:currentColor;mask:var(--sign) center/100% no-repeat;print-color-adjust:exact;\
-webkit-print-color-adjust:exact;forced-color-adjust:none}
`;
const rules = SIGNS.map((name) => `.bi-${name}::before{--sign:url("${address(name)}")}\n`);
writeFileSync(`${here}../../assets/01-signs.css`, head + rules.join(""));
