/** What follows the address asks the server by itself, in the form of Dash's updates: Dash would first take every
   callback of the page through its books, which takes longer than the answer. */

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
  tabled: (now, id) => part({ exhibit: id.exhibit, type: "tabled" }, "value", now.tabled),
};
/** The body of an update of Dash. */
function update(subject, now) {
  return {
    output: subject.output,
    outputs: { id: subject.id, property: subject.property },
    inputs: [part(subject.id, "id", subject.id)],
    changedPropIds: [],
    state: subject.asks.map((name) => STATES[name](now, subject.id)),
  };
}
/** The answer, or null if there is none for this page.
 * @param {{id: any, output: string, property: string, asks: string[]}} subject output: as Dash spells it
 * @param {{search: string, pathname: string, tabled: boolean}} now
 * @param {AbortSignal} signal
 * @returns {Promise<any>}
 */
export function fetched(subject, now, signal) {
  const sent = {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(update(subject, now)),
    signal: signal,
  };
  return window.fetch(`${prefix()}_dash-update-component`, sent).then((response) => {
    if (response.status === 204) {
      return null;
    }
    if (!response.ok) {
      throw new Error(`${subject.output}: ${response.status}`);
    }
    return response.json().then((found) => Object.values(found.response)[0][subject.property]);
  });
}
