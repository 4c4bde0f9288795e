/** Buttons of the tray and of the page that shows it. */

import { deck } from "./deck.js";
import { present } from "./presenting.js";
import { act, add } from "./tray.js";

const ACTIONS = {
  "data-tray-add": add,
  "data-tray-act": act,
  "data-deck": deck,
  "data-present": present,
  "data-print": () => window.print(),
};
document.addEventListener("click", (event) => {
  for (const [name, action] of Object.entries(ACTIONS)) {
    const button = /** @type {any} */ (event.target).closest?.(`[${name}]`);
    if (button) {
      action(button);
      return;
    }
  }
});
