/** What follows the address asks the server by itself: a card for its own address, the rest in the form of Dash's
   updates. Dash would first take every callback of the page through its books, which takes longer than the answer. */

import { read, write } from "./address.js";
import { prefix, property } from "./compat.js";
import { localeOf } from "./locale.js";

function part(id, name, value) {
  return { id: id, property: name, value: value };
}
/** What an answer may depend on, as the callbacks name it. */
const STATES = {
  search: (now) => part("url", "search", now.search),
  pathname: (now) => part("url", "pathname", now.pathname),
  locale: (now) => part("locale", "data", localeOf(now.search)),
  origins: () => part("origins", "data", property("origins", "data")),
};
/** The body of an update of Dash. */
function body(subject, now) {
  return {
    output: subject.output,
    outputs: { id: subject.id, property: subject.property },
    inputs: [part(subject.id, "id", subject.id)],
    changedPropIds: [],
    state: subject.asks.map((name) => STATES[name](now)),
  };
}
/** The answer to a request, or an error that says which.
 * @param {Promise<Response>} sent
 * @param {string} name
 */
async function answered(sent, name) {
  const response = await sent;
  if (!response.ok) {
    throw new Error(`${name}: ${response.status}`);
  }
  return response;
}
/** A card's address: that of the page, in its language and theme; its path where that names an enterprise.
 * @param {string} exhibit
 * @param {{search: string, pathname: string, tabled: boolean}} now
 * @returns {string}
 */
export function cardAddress(exhibit, now) {
  const pairs = { ...read(now.search), ...localeOf(now.search) };
  if (now.tabled) {
    pairs.table = "1";
  }
  if ((now.pathname || "").startsWith(`${prefix()}enterprise/`)) {
    pairs.path = now.pathname;
  }
  return `${prefix()}cards/${exhibit}${write(pairs)}`;
}
/** All that a card shows.
 * @param {string} exhibit
 * @returns {(now: {search: string, pathname: string, tabled: boolean}, signal: AbortSignal) => Promise<any>}
 */
export function card(exhibit) {
  return async (now, signal) => {
    const response = await answered(fetch(cardAddress(exhibit, now), { signal }), exhibit);
    return response.json();
  };
}
/** What a callback answers; null if there is nothing for this page.
 * @param {{id: any, output: string, property: string, asks: string[]}} subject output: as Dash spells it
 * @returns {(now: {search: string, pathname: string}, signal: AbortSignal) => Promise<any>}
 */
export function update(subject) {
  return async (now, signal) => {
    const sent = {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body(subject, now)),
      signal,
    };
    const response = await answered(
      fetch(`${prefix()}_dash-update-component`, sent),
      subject.output,
    );
    if (response.status === 204) {
      return null;
    }
    return Object.values((await response.json()).response)[0][subject.property];
  };
}
