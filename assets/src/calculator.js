/** A button with data-clear-scope="name" takes every `name.` parameter out of the address. */

import { go } from "./go.js";

document.addEventListener("click", (event) => {
  const button = /** @type {Element} */ (event.target).closest("[data-clear-scope]");
  if (!button) {
    return;
  }
  const start = `${button.getAttribute("data-clear-scope")}.`;
  const pairs = new URLSearchParams(window.location.search);
  Array.from(pairs.keys()).forEach((key) => {
    if (key.indexOf(start) === 0) {
      pairs.delete(key);
    }
  });
  const query = pairs.toString();
  go(query ? `?${query}` : "");
});
