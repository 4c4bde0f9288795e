/** What a card carries onto paper: its code and address as a line, and behind the line, as a link that PDF keeps, its
   query, version and values. */

import { prefix } from "./compat.js";
import { manifestAddress } from "./manifest.js";

/** @type {Element[]} what stands on the page while it is printed */
const lines = [];

/** An answer at once, or null: printing does not wait for one that comes later. @param {string} address @returns {any} */
export function atOnce(address) {
  const request = new XMLHttpRequest();
  request.open("GET", address, false);
  try {
    request.send();
    return request.status === 200 ? JSON.parse(request.responseText) : null;
  } catch {
    return null; // without a server the page is printed as it stands
  }
}

/** @param {Element} place @param {(Node | string)[]} words */
function put(place, ...words) {
  const line = document.createElement("p");
  line.className = "carried";
  line.append(...words);
  place.append(line);
  lines.push(line);
}

/** @param {Element} card */
function lined(card) {
  /** @type {import("./manifest.js").Manifest | null} */
  const carried = atOnce(manifestAddress(card.id.replace("exhibit-", "")));
  if (!carried?.code) {
    return;
  }
  const { origin, pathname, search } = window.location;
  const link = document.createElement("a");
  link.href = `${origin}${prefix()}verify/${carried.code}#${carried.manifest}`;
  link.textContent = carried.line;
  const address = ` · ${origin}${pathname}${search}#${card.id}`;
  put(card, link, card.closest(".subject-cards") ? "" : address); // there the two sheets say it once
}

/** The lines of all cards that stand on the page, and its address once on the two sheets of a place or an industry. */
export function carry() {
  const cards = document.querySelectorAll('.exhibit[id^="exhibit-"]');
  Array.from(cards)
    .filter((card) => card.querySelector("footer .line"))
    .forEach(lined);
  document.querySelectorAll(".subject-head").forEach((head) => {
    put(head, window.location.href);
  });
}

/** The page as it was. */
export function putDown() {
  lines.splice(0).forEach((line) => {
    line.remove();
  });
}
