/** What a picture made in the browser takes along: asked for when it is saved, and put into the file. */

import { prefix } from "./compat.js";
import { cardAddress, get } from "./requests.js";

/** @typedef {{manifest: string, code: string, line: string}} Manifest */

const HEAD = 33;
const KEYWORD = "SRDI Atlas\0\0\0\0\0";
const POLYNOMIAL = 0xedb88320;

/** Where the manifest of a card is, as the card stands. @param {string} exhibit */
export function manifestAddress(exhibit) {
  const { search, pathname } = window.location;
  const own = document.getElementById(`exhibit-${exhibit}`)?.getAttribute("data-own") || "";
  const address = cardAddress(exhibit, { search, pathname }, own);
  return address.replace(`${prefix()}cards/`, `${prefix()}manifests/`);
}

/** The manifest of a card as it stands; null where the server does not answer.
 * @param {string} exhibit
 * @returns {Promise<Manifest | null>}
 */
export async function manifestOf(exhibit) {
  try {
    return (await get(manifestAddress(exhibit))).json();
  } catch {
    return null;
  }
}

/** CRC-32 of bytes, as PNG has it. @param {Uint8Array} bytes */
function crc(bytes) {
  let rest = 0xffffffff;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit += 1) {
      rest = (rest >>> 1) ^ (rest & 1 ? POLYNOMIAL : 0);
    }
  }
  return (rest ^ 0xffffffff) >>> 0;
}

/** A PNG with a text chunk behind its head. @param {Blob} png @param {string} text */
export async function intoPng(png, text) {
  const bytes = new Uint8Array(await png.arrayBuffer());
  const data = new TextEncoder().encode(`iTXt${KEYWORD}${text}`);
  const chunk = new Uint8Array(data.length + 8);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length - 4);
  chunk.set(data, 4);
  view.setUint32(data.length + 4, crc(data));
  return new Blob([bytes.slice(0, HEAD), chunk, bytes.slice(HEAD)], { type: "image/png" });
}

/** An SVG with metadata before its end. @param {string} svg @param {string} text */
export function intoSvg(svg, text) {
  const at = svg.lastIndexOf("</svg>");
  return `${svg.slice(0, at)}<metadata>${text}</metadata>${svg.slice(at)}`;
}
