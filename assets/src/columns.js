/** Words measured in columns: a Latin letter takes one, a Chinese sign two. */

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;

/** @param {string} sign */
export function columns(sign) {
  return WIDE.test(sign) ? 2 : 1;
}

/** A line of plain words in lines of at most so many columns. @param {string} line @param {number} most */
export function broken(line, most) {
  const pieces = line.match(/[^\s\u2e80-\uffef]+\s?|[\s\S]/gu) || [];
  /** @type {string[]} */
  const lines = [""];
  let taken = 0;
  pieces.forEach((piece) => {
    const size = [...piece].reduce((sum, sign) => sum + columns(sign), 0);
    if (taken && taken + size > most && !/^[，。；、：）！？,.;:)]/.test(piece)) {
      lines.push("");
      taken = 0;
    }
    lines[lines.length - 1] += piece;
    taken += size;
  });
  return lines.map((it) => it.trim()).join("<br>");
}
