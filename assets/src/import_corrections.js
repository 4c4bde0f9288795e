/** Corrections of a file that is being brought: every control with data-correct sends one. They go one by one, in their
   order, each of the file as the one before left it; only the last answer is shown, so that nobody types into a field
   that is about to go. */

import { address, busy, renew, take, unreachable } from "./import_step.js";

/** @type {[string, URLSearchParams][]} */
const waiting = [];
let sending = Promise.resolve();
let idle = true;

/** When everything that was corrected so far has been taken: who imports at once imports that too. */
export const settled = () => sending;
export const correcting = () => !idle;

/**
 * @param {HTMLElement} field
 * @param {string} value */
export function correct(field, value) {
  const form = new URLSearchParams({ what: field.getAttribute("data-correct"), value });
  for (const name of ["heading", "column", "text"]) {
    if (field.hasAttribute(`data-${name}`)) {
      form.set(name, field.getAttribute(`data-${name}`));
    }
  }
  waiting.push([field.getAttribute("data-href"), form]);
  if (idle) {
    sending = send();
  }
}
async function send() {
  idle = false;
  busy();
  while (waiting.length) {
    const [path, body] = waiting.shift();
    await fetch(address(path), { method: "POST", body })
      .then((answer) => take(answer, (html) => waiting.length || renew(html)))
      .catch(unreachable);
  }
  idle = true;
}

document.addEventListener("change", (event) => {
  const field = /** @type {HTMLInputElement} */ (event.target);
  if (field.hasAttribute?.("data-correct") && field.getAttribute("role") !== "combobox") {
    const on = field.type === "checkbox" && field.checked ? "1" : "";
    correct(field, field.type === "checkbox" ? on : field.value);
  }
});
document.addEventListener("click", (event) => {
  /** @type {HTMLButtonElement} */
  const button = /** @type {Element} */ (event.target).closest?.("button[data-correct]");
  if (button) {
    correct(button, button.getAttribute("data-value") || "");
  }
});
