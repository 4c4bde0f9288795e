/** Slides: the server answers with the deck, or with what is wrong with the tray. */

import { tray } from "./tray.js";

/** Ask for the slides of the tray. @param {HTMLButtonElement} button */
export function deck(button) {
  const held = tray();
  const said = document.getElementById("briefing-said");
  const form = new URLSearchParams({
    items: JSON.stringify(held.items),
    title: held.title,
    lang: button.getAttribute("data-lang"),
  });
  button.disabled = true;
  said.textContent = button.getAttribute("data-busy");
  fetch(button.getAttribute("data-deck"), { method: "POST", body: form })
    .then((answer) => {
      if (!answer.ok) {
        return answer.json().then((told) => {
          throw new Error(
            told.error.map((/** @type {any} */ e) => e.message || e.allowed).join(" "),
          );
        });
      }
      return answer.blob().then((blob) => {
        const link = document.createElement("a");
        link.href = URL.createObjectURL(blob);
        link.download = button.getAttribute("data-name");
        link.click();
        said.textContent = "";
        setTimeout(() => {
          URL.revokeObjectURL(link.href);
        }, 10000);
      });
    })
    .catch((error) => {
      said.textContent = error.message;
    })
    .finally(() => {
      button.disabled = false;
    });
}
