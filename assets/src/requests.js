/** What the browser asks the server by itself: cards and parts by the address of the page. */

import { read, write } from "./address.js";
import { prefix } from "./compat.js";
import { localeOf } from "./locale.js";
import { originsOf } from "./origins.js";

/** @typedef {{search: string, pathname?: string, tabled?: boolean, typed?: string}} Now the page as it is */

const BUSY = [502, 503, 504];
/** Pages whose path says what is looked at. */
const SUBJECTS = ["place/", "industry/"];
const NAMED = ["enterprise/", ...SUBJECTS];

/** Whether a path is that of one of some pages. @param {string | undefined} pathname @param {string[]} pages */
function isOf(pathname, pages) {
  return pages.some((page) => (pathname || "").startsWith(`${prefix()}${page}`));
}

/** A request without an answer. `reason`: `offline`, `silent` (no server), `refused`, or `failed` in the server. */
export class Unanswered extends Error {
  /** @param {"offline" | "silent" | "refused" | "failed"} reason @param {string} [message] */
  constructor(reason, message = reason) {
    super(message);
    this.reason = reason;
  }

  /** Whether the same request may be answered later. */
  get passes() {
    return this.reason === "offline" || this.reason === "silent";
  }
}

/** Why nothing came: of fetch's own error, or of a status. @param {number} [status] */
function reason(status) {
  if (status === undefined || BUSY.includes(status)) {
    return navigator.onLine ? "silent" : "offline";
  }
  return status < 500 ? "refused" : "failed";
}

/** The sign-in has ended: the page asks for another, and comes back as it stands in its address. */
export function signInAgain() {
  window.location.reload();
}

/** The answer to a request; throws Unanswered, or what aborting throws.
 * @param {string} address
 * @param {AbortSignal} [signal]
 */
export async function get(address, signal) {
  let response;
  try {
    response = await fetch(address, { signal });
  } catch (error) {
    if (signal?.aborted) {
      throw error;
    }
    throw new Unanswered(reason());
  }
  if (response.status === 401) {
    signInAgain();
  }
  if (!response.ok) {
    throw new Unanswered(reason(response.status), `${address}: ${response.status}`);
  }
  const version = response.headers.get("X-Data-Version");
  if (version) {
    document.dispatchEvent(new CustomEvent("atlas:version", { detail: version }));
  }
  return response;
}

/** A card's address: that of the page, in its language and theme; its path where that names an enterprise, a place or an industry.
 * @param {string} exhibit
 * @param {Now} now
 * @param {string} [own] a query that holds where the address says nothing else
 */
export function cardAddress(exhibit, now, own = "") {
  /** @type {Record<string, string>} */
  const pairs = { ...read(own), ...read(now.search), ...localeOf(now.search) };
  if (now.tabled) {
    pairs.table = "1";
  }
  if (isOf(now.pathname, NAMED)) {
    pairs.path = now.pathname;
  }
  return `${prefix()}cards/${exhibit}${write(pairs)}`;
}

/** The address of a part of the frame: that of the page, in its language.
 * @param {string} name
 * @param {Now} now
 */
export function partAddress(name, now) {
  const { theme: _theme, ...pairs } = read(now.search);
  pairs.lang = localeOf(now.search).lang;
  if (name === "status") {
    pairs.origins = originsOf(now.search);
  }
  if (name === "options") {
    Object.keys(pairs)
      .filter((key) => key.includes("."))
      .forEach((key) => {
        delete pairs[key];
      });
    pairs.typed = now.typed || "";
  }
  if (isOf(now.pathname, SUBJECTS)) {
    pairs.path = now.pathname;
  }
  return `${prefix()}parts/${name}${write(pairs)}`;
}
