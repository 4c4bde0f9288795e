/** What was not answered is asked again: when the network is back, now and then while the server is
   silent, and when the reader asks for it. A bar says so for as long as anything waits. */

import { isUpdate } from "./compat.js";
import { make } from "./elements.js";
import { signInAgain, Unanswered } from "./requests.js";
import { words } from "./words.js";

const FIRST = 1_000;
const LONGEST = 30_000;
/** @type {Map<() => void, Unanswered>} what is to be done again, and why it was not answered */
const waiting = new Map();
const SAID = 5_000;
let pause = FIRST;
let timer = 0;
/** The data version that this page has seen, where its address names none. */
let version = "";

/** Do it again later.
 * @param {() => void} again
 * @param {any} error
 * @returns {() => void} forgets it
 */
export function askAgain(again, error) {
  waiting.set(again, error instanceof Unanswered ? error : new Unanswered("failed"));
  tell();
  plan();
  return () => {
    if (waiting.delete(again)) {
      tell();
    }
  };
}

/** Ask again for all that waits, or for what may be answered by now. @param {boolean} every */
function retry(every) {
  const due = [...waiting].filter(([, error]) => every || error.passes).map(([again]) => again);
  due.forEach((again) => {
    waiting.delete(again);
  });
  due.forEach((again) => {
    again();
  });
}

function plan() {
  if (timer || ![...waiting.values()].some((error) => error.passes)) {
    return;
  }
  timer = window.setTimeout(() => {
    timer = 0;
    pause = Math.min(pause * 2, LONGEST);
    retry(false);
  }, pause);
}

/** Something was answered: what waits may be too. */
export function answered() {
  pause = FIRST;
  tell();
}

/** Why nothing came, in words. @param {Unanswered} error */
export function told(error) {
  return words(`network.${error.reason}`);
}

/** A button that asks again for all that waits. */
export function againButton() {
  const onclick = () => retry(true);
  return make("button", { type: "button", class: "out", text: words("network.again"), onclick });
}

function tell() {
  const old = document.getElementById("network");
  const [error] = waiting.values();
  if (!error) {
    if (old) {
      old.remove();
      back();
    }
    return;
  }
  const text = told(error);
  if (old?.firstElementChild.textContent === text) {
    return;
  }
  old?.remove();
  const said = make("span", { text });
  document.body.appendChild(
    make("div", { id: "network", role: "alert" }, [
      said,
      document.createTextNode(" "),
      againButton(),
    ]),
  );
}

/** All is answered again: said for a while, since what stands there is new. */
function back() {
  document.getElementById("network-back")?.remove();
  const text = words("network.back");
  const said = make("div", { id: "network-back", class: "network-said", role: "status", text });
  document.body.appendChild(said);
  window.setTimeout(() => said.remove(), SAID);
}

/** The server has started again, or moved on, with other data: cards of both would stand beside each other. */
document.addEventListener("atlas:version", (event) => {
  const now = /** @type {CustomEvent} */ (event).detail;
  if (new URLSearchParams(window.location.search).has("version")) {
    return; // a pinned version
  }
  const moved = version !== "" && version !== now;
  version = now;
  if (moved && !document.getElementById("network-moved")) {
    const onclick = () => window.location.reload();
    const again = make("button", {
      type: "button",
      class: "out",
      text: words("network.reload"),
      onclick,
    });
    const text = make("span", { text: words("network.moved") });
    const bar = { id: "network-moved", class: "network-said", role: "alert" };
    document.body.appendChild(make("div", bar, [text, again]));
  }
});

/** Dash's own updates wait for the network too: it would drop what they were to change.
 * @param {typeof window.fetch} plain
 * @param {Parameters<typeof window.fetch>} given
 */
async function persistently(plain, given) {
  for (;;) {
    let error = new Unanswered(navigator.onLine ? "silent" : "offline");
    try {
      const response = await plain(...given);
      if (response.status === 401) {
        signInAgain();
      }
      if (response.status < 500) {
        answered();
        return response;
      }
      error = response.status === 500 ? new Unanswered("failed") : error;
    } catch (thrown) {
      if (given[1]?.signal?.aborted) {
        throw thrown;
      }
    }
    document.documentElement.setAttribute("data-unanswered", "1");
    await new Promise((again) => askAgain(() => again(null), error));
    document.documentElement.removeAttribute("data-unanswered");
  }
}

const plain = window.fetch.bind(window);
window.fetch = (...given) => (isUpdate(given[0]) ? persistently(plain, given) : plain(...given));
window.addEventListener("online", () => {
  pause = FIRST;
  retry(true);
});
