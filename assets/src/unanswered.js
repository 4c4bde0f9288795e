/** A card whose request was not answered says so in the place of its numbers, which are of another address. */

import { known, part, remember } from "./card_memory.js";
import { make } from "./elements.js";
import { againButton, told } from "./network.js";

/** @param {Element} card @param {import("./requests.js").Unanswered | null} error none: it was answered */
export function unanswered(card, error) {
  const body = part(card, ".body");
  body.querySelector(":scope > .unanswered")?.remove();
  card.classList.toggle("unanswered", error !== null);
  if (error === null) {
    return;
  }
  const text = make("p", { text: told(error) });
  body.prepend(make("div", { class: "unanswered", role: "status" }, [text, againButton()]));
  part(card, "h2").textContent = known(card).title;
}

/** What the card is called until it says something. @param {Element} card @param {string} title */
export function entitle(card, title) {
  remember(card, { title });
  part(card, "h2").textContent = title;
}
