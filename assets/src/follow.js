/** Components that follow the address by themselves. */

import { property } from "./compat.js";

/** What an answer may depend on, as the page is now. */
function state(tabled) {
  return {
    search: property("url", "search") || "",
    pathname: property("url", "pathname"),
    tabled,
  };
}
/** Follow the address for one component. ask(now, signal): a promise of the answer; exhibit: of a card. took(busy,
   answer): asked, then answered (null: as it was). tabled(): whether a card shows its table. Gives {look, stop}. */
export function follow(ask, exhibit, store, took, tabled = () => false) {
  let known = null;
  let asked = null;
  function look(again) {
    const now = state(tabled());
    if (known && !again && exhibit && now.pathname !== known.pathname) {
      return; // a card of the page that is being left; the bar and the chips outlive it
    }
    if (
      known &&
      now.search === known.search &&
      now.pathname === known.pathname &&
      now.tabled === known.tabled
    ) {
      return;
    }
    if (asked) {
      asked.abort();
    }
    const mine = new AbortController();
    asked = mine;
    known = now;
    took(true, null);
    ask(now, mine.signal)
      .catch((error) => {
        if (!mine.signal.aborted) {
          console.error(error);
        }
        return null;
      })
      .then((answer) => {
        if (!mine.signal.aborted) {
          took(false, answer);
        }
      });
  }
  const leave = store.subscribe(() => {
    if (known) {
      look(false);
    }
  });
  return {
    look: () => {
      look(true);
    },
    stop: () => {
      leave();
      if (asked) {
        asked.abort();
      }
    },
  };
}
