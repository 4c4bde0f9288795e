/** Help on the keyboard, on "?": which keys do what, and the tour again. */

import { make } from "./elements.js";
import { tour } from "./tour.js";
import { words } from "./words.js";

/** Keys and what they do. @type {[string[], string][]} */
const KEYS = [
  [["Ctrl", "K"], "keys.find"],
  [["?"], "keys.help"],
  [["Tab"], "keys.next"],
  [["Enter"], "keys.press"],
  [["↑", "↓"], "keys.menu"],
  [["Home", "End"], "keys.ends"],
  [["Esc"], "keys.escape"],
  [["Ctrl", "P"], "keys.print"],
];

/** @param {[string[], string]} line */
function line([keys, name]) {
  const signs = keys.map((text) => make("kbd", { text }));
  return make("div", {}, [make("dt", {}, signs), make("dd", { text: words(name) })]);
}

function open() {
  if (
    document.querySelector("dialog[open]") ||
    document.documentElement.hasAttribute("data-embed")
  ) {
    return;
  }
  const close = make("button", {
    type: "button",
    class: "out",
    text: words("keys.close"),
    onclick: () => dialog.close(),
  });
  const again = make("button", {
    type: "button",
    class: "out",
    text: words("keys.tour"),
    onclick: () => {
      dialog.close();
      tour();
    },
  });
  const dialog = make("dialog", { class: "keys", "aria-label": words("keys.title") }, [
    make("header", {}, [make("h2", { text: words("keys.title") }), close]),
    make("dl", {}, KEYS.map(line)),
    make("p", {}, [again]),
  ]);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.appendChild(dialog);
  dialog.showModal();
}

/** Whether somebody writes there. @param {EventTarget | null} target */
function writing(target) {
  const element = /** @type {HTMLElement} */ (target);
  return element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
}

document.addEventListener("keydown", (event) => {
  if (event.key === "?" && !event.ctrlKey && !event.metaKey && !writing(event.target)) {
    event.preventDefault();
    open();
  }
});
document.addEventListener("click", (event) => {
  if (/** @type {Element} */ (event.target).closest?.("[data-keys]")) {
    open();
  }
});
