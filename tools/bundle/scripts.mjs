/** The scripts of assets/src, as pages and as the server's own Chromium load them: one file each.
 * Its first line holds a hash of all sources, by which tests/test_bundles.py sees that it is of these.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const assets = fileURLToPath(new URL("../../assets/", import.meta.url));
const hash = createHash("sha256");
for (const name of readdirSync(`${assets}src`).sort()) {
  hash.update(readFileSync(`${assets}src/${name}`));
}
const digest = hash.digest("hex");

for (const [source, bundle] of [
  ["main.js", "50-atlas.bundle.js"],
  ["server_picture.js", "picture.bundle.js"],
]) {
  await build({
    entryPoints: [`${assets}src/${source}`],
    outfile: `${assets}${bundle}`,
    bundle: true,
    minify: true,
    format: "iife",
    // The page of the server's browser names no encoding.
    charset: "ascii",
    target: "es2022",
    banner: { js: `/* Made by tools/bundle/scripts.mjs from assets/src, sha256 ${digest} */` },
  });
}
