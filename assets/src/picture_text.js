/** Text of pictures: measured, wrapped, cut, and written as SVG. */

const pen = document.createElement("canvas").getContext("2d");
const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const CUT = "\u2026";

/** @typedef {{size: number, family: string, weight?: number}} Type */

/** @param {unknown} text */
export function escaped(text) {
  return String(text).replace(/[&<>"]/g, (sign) => SIGNS[/** @type {keyof typeof SIGNS} */ (sign)]);
}

/** Width in pixels. @param {string} text @param {Type} type */
export function width(text, { size, family, weight = 400 }) {
  pen.font = `${weight} ${size}px ${family}`;
  return pen.measureText(text).width;
}

/** Text that fits, cut with an ellipsis. @param {unknown} text @param {number} room @param {Type} type */
export function clip(text, room, type) {
  let left = String(text);
  if (width(left, type) <= room) {
    return left;
  }
  while (left && width(left + CUT, type) > room) {
    left = left.slice(0, -1);
  }
  return left + CUT;
}

/** Lines that fit; Chinese breaks anywhere, Latin between words; what is left over ends in an ellipsis.
 * @param {unknown} text
 * @param {number} room in pixels
 * @param {Type} type
 * @param {number} most lines
 */
export function wrap(text, room, type, most) {
  const lines = [""];
  const tokens = String(text).match(/[\x21-\x7e\u00c0-\u024f]+|[\s\S]/g) || [];
  tokens.forEach((token) => {
    const line = lines[lines.length - 1];
    if (line && width(line + token, type) > room) {
      lines.push(token.trim());
    } else {
      lines[lines.length - 1] = line + token;
    }
  });
  if (lines.length <= most) {
    return lines;
  }
  const kept = lines.slice(0, most);
  kept[most - 1] = clip(kept[most - 1] + CUT + CUT, room, type);
  return kept;
}

/** A line of text. @param {number} x @param {number} y @param {unknown} text
 * @param {number} size
 * @param {string} fill
 * @param {string} [more] attributes
 */
export function words(x, y, text, size, fill, more = "") {
  return `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}"${more}>${escaped(text)}</text>`;
}
