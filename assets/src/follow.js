/** Components that follow the address by themselves. */

import { fetched } from "./card_request.js";
import { property } from "./compat.js";

/** What an answer may depend on, as the page is now. */
function state(id) {
  return {
    search: property("url", "search") || "",
    pathname: property("url", "pathname"),
    tabled: Boolean(id.exhibit && property({ exhibit: id.exhibit, type: "tabled" }, "value")),
  };
}
/** Follow the address for one component. took(busy, answer): asked, then answered (null: as it was). Gives {look, stop}. */
export function follow(subject, store, took) {
  let known = null;
  let asked = null;
  function look(again) {
    const now = state(subject.id);
    if (known && !again && now.pathname !== known.pathname) {
      return; // on its way out
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
    fetched(subject, now, mine.signal)
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
    if (known && (property("url", "search") || "") !== known.search) {
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
