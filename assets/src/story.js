/** Reading a chapter: the part that is being read stands in the address, and an address opens at its part.
   Charts above may still grow while they are drawn; until the reader moves, the part stays where it is. */

import { prefix } from "./compat.js";

const LINE = 0.35; // of the height of the window: what has passed it is being read
const MOVES = ["wheel", "touchmove", "keydown", "pointerdown"];
let held = "";
let asked = false;

function parts() {
  return Array.from(document.querySelectorAll(".story-part"));
}

export function inStory() {
  return window.location.pathname.startsWith(`${prefix()}story/`);
}

/** Write the part that is being read into the address, without a step in the history. */
function mark() {
  asked = false;
  if (held || !inStory() || !parts().length) {
    return;
  }
  const line = window.innerHeight * LINE;
  const passed = parts().filter((part) => part.getBoundingClientRect().top <= line);
  const end = window.innerHeight + window.scrollY >= document.body.scrollHeight - 2;
  const part = end ? parts().at(-1) : passed.at(-1);
  const hash = part ? `#${part.id}` : "";
  if (hash !== window.location.hash) {
    const { pathname, search } = window.location;
    window.history.replaceState(window.history.state, "", pathname + search + hash);
    window.dash_clientside.set_props("url", { hash });
  }
  contents(part ? part.id : "");
}

/** Say in the list of parts which one it is. @param {string} id */
function contents(id) {
  document.querySelectorAll(".story header nav a").forEach((link) => {
    const now = link.getAttribute("href") === `#${id}`;
    link.toggleAttribute("aria-current", now);
  });
}

function stay() {
  const target = held && document.getElementById(held);
  if (target) {
    target.scrollIntoView({ block: "start", behavior: "instant" });
  }
}

function arrive() {
  held = inStory() ? decodeURIComponent(window.location.hash.slice(1)) : "";
}

window.addEventListener(
  "scroll",
  () => {
    if (!asked) {
      asked = true;
      window.requestAnimationFrame(mark);
    }
  },
  { passive: true },
);
MOVES.forEach((name) => {
  document.addEventListener(
    name,
    () => {
      held = "";
    },
    { passive: true, capture: true },
  );
});
document.addEventListener("atlas:drawn", stay);
arrive();
