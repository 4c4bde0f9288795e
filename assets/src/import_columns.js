/** The fields that say what a column of a file is: a combobox over the one list of the schema's columns (ARIA 1.2,
   "editable combobox with list autocomplete"). A column is found by its name in either language or by any heading that
   lists give it. */

import { correct } from "./import_corrections.js";

const FIELD = ".import-pick input[role=combobox]";
const list = () => document.getElementById("import-schema");
/** @returns {HTMLElement[]} */
const options = () => [...list().querySelectorAll("[role=option]")].map(shaped);
const seen = () => options().filter((it) => !it.hidden);
/** @type {HTMLInputElement | null} */
let open = null;

/** @param {EventTarget} target */
const shaped = (target) => /** @type {HTMLElement} */ (target);
/** The field that an event is of, if it is one of these.
 * @param {Event} event
 * @returns {HTMLInputElement | null} */
function fieldOf(event) {
  const target = /** @type {HTMLInputElement} */ (event.target);
  return target.matches?.(FIELD) ? target : null;
}

/** @param {HTMLInputElement} field */
function show(field) {
  if (open === field || !list()) {
    return;
  }
  hide();
  open = field;
  field.parentElement.append(list());
  list().hidden = false;
  field.setAttribute("aria-expanded", "true");
  field.placeholder = field.getAttribute("data-search");
  field.select();
  filter("");
  const chosen = field.getAttribute("data-chosen");
  mark(options().find((it) => it.getAttribute("data-value") === chosen));
}
function hide() {
  if (!open) {
    return;
  }
  list()?.setAttribute("hidden", "");
  open.setAttribute("aria-expanded", "false");
  open.removeAttribute("aria-activedescendant");
  open.value = open.defaultValue;
  open = null;
}
/** Options whose words hold every part of what was typed; a group goes with its last option.
 * @param {string} text */
function filter(text) {
  const parts = text.toLowerCase().split(/\s+/).filter(Boolean);
  for (const it of options()) {
    const words = it.getAttribute("data-words");
    it.hidden = !parts.every((part) => words.includes(part));
  }
  for (const group of list().querySelectorAll(".group")) {
    let next = group.nextElementSibling;
    while (next?.getAttribute("role") === "option" && shaped(next).hidden) {
      next = next.nextElementSibling;
    }
    shaped(group).hidden = next?.getAttribute("role") !== "option";
  }
  const found = seen();
  shaped(list().querySelector(".none")).hidden = found.length > 0;
  mark(parts.length ? best(found, parts[0]) : found[0]);
}
/** The option that is called so goes before one that is merely found so.
 * @param {HTMLElement[]} found
 * @param {string} part */
function best(found, part) {
  return found.find((it) => it.textContent.toLowerCase().startsWith(part)) || found[0];
}
/** @param {HTMLElement | undefined} option */
function mark(option) {
  for (const it of options()) {
    it.setAttribute("aria-selected", String(it === option));
  }
  if (!option) {
    open.removeAttribute("aria-activedescendant");
    return;
  }
  open.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}
/** @param {HTMLElement} option */
function choose(option) {
  const field = open;
  const value = option.getAttribute("data-value");
  if (value !== field.getAttribute("data-chosen")) {
    field.defaultValue = option.firstElementChild.textContent;
    correct(field, value);
  }
  hide();
}
/** @param {number} step */
function move(step) {
  const found = seen();
  const at = found.findIndex((it) => it.getAttribute("aria-selected") === "true");
  mark(found[Math.max(0, Math.min(found.length - 1, at + step))]);
}
/** @type {Record<string, () => void>} */
const KEYS = {
  ArrowDown: () => move(1),
  ArrowUp: () => move(-1),
  PageDown: () => move(8),
  PageUp: () => move(-8),
  Escape: hide,
  Enter: () => {
    const option = seen().find((it) => it.getAttribute("aria-selected") === "true");
    if (option) {
      choose(option);
    }
  },
};

document.addEventListener("keydown", (event) => {
  const field = fieldOf(event);
  if (!field || event.isComposing) {
    return;
  }
  if (open && KEYS[event.key]) {
    event.preventDefault();
    KEYS[event.key]();
  } else if (event.key === "ArrowDown" || event.key === "Enter") {
    event.preventDefault();
    show(field);
  }
});
document.addEventListener("input", (event) => {
  const field = fieldOf(event);
  if (field) {
    const typed = field.value;
    show(field);
    field.value = typed;
    filter(typed);
  }
});
document.addEventListener("focusin", (event) => {
  fieldOf(event)?.select(); // what is typed takes the place of what stands there
});
document.addEventListener("focusout", (event) => {
  if (event.target === open) {
    hide();
  }
});
document.addEventListener("mousedown", (event) => {
  if (shaped(event.target).closest?.("#import-schema")) {
    event.preventDefault(); // the field keeps the focus
  }
});
document.addEventListener("click", (event) => {
  const field = fieldOf(event);
  if (field) {
    show(field);
    return;
  }
  const option = shaped(event.target).closest?.("#import-schema [role=option]");
  if (option && open) {
    choose(shaped(option));
  }
});
