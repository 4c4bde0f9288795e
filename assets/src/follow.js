/** Components that follow the address by themselves. */

import { property } from "./compat.js";
import { answered, askAgain } from "./network.js";

/** @typedef {import("./requests.js").Now} Now */
/** @typedef {{loading: boolean, answer?: any, error?: any}} Took asked; answered; or not answered */

/** Follow the address for one component.
 * @param {object} of
 * @param {(now: Now, signal: AbortSignal) => Promise<any>} of.ask
 * @param {{subscribe: (told: () => void) => () => void}} of.store
 * @param {(took: Took) => void} of.took
 * @param {boolean} [of.leaves] whether it goes with its page: the bar and the chips outlive it
 * @param {() => boolean} [of.tabled] whether a card shows its table
 * @returns {{look: () => void, stop: () => void}}
 */
export function follow({ ask, store, took, leaves = false, tabled = () => false }) {
  /** @type {Now | null} */
  let asked = null;
  let mine = new AbortController();
  let forget = () => {};

  function now() {
    return {
      search: property("url", "search") || "",
      pathname: property("url", "pathname"),
      tabled: tabled(),
    };
  }

  /** @param {Now} next */
  async function send(next) {
    mine.abort();
    forget();
    mine = new AbortController();
    const { signal } = mine;
    asked = next;
    took({ loading: true });
    try {
      const answer = await ask(next, signal);
      if (!signal.aborted) {
        answered();
        took({ loading: false, answer });
      }
    } catch (error) {
      if (!signal.aborted) {
        forget = askAgain(() => send(now()), error);
        took({ loading: false, error });
      }
    }
  }

  /** @param {boolean} moved whether only the address can have changed */
  function look(moved) {
    const next = now();
    if (asked && moved && leaves && next.pathname !== asked.pathname) {
      return; // a card of the page that is being left
    }
    const same =
      asked &&
      next.search === asked.search &&
      next.pathname === asked.pathname &&
      next.tabled === asked.tabled;
    if (!same) {
      send(next);
    }
  }

  const leave = store.subscribe(() => {
    if (asked) {
      look(true);
    }
  });
  return {
    look: () => look(false),
    stop: () => {
      leave();
      mine.abort();
      forget();
    },
  };
}
