/** What opens from the foot of a card: the panel of method and sources, and the download menu. Both are popovers of
   the browser, which closes them on Escape and on a click elsewhere; here they are filled, placed and walked by keys. */

import { known } from "./card_memory.js";
import { shown } from "./compare.js";

const GAP = 6;
const EDGE = 8;
const TALLEST = 520;

/** The button that opened it last. @type {WeakMap<Element, Element>} */
const opener = new WeakMap();

/** @param {Element} pop */
function buttons(pop) {
  return document.querySelectorAll(`[popovertarget="${pop.id}"]`);
}

/** Write what the card keeps for it. @param {Element} pop */
function fill(pop) {
  const card = pop.closest(".exhibit");
  const name = ["compare", "menu"].find((it) => pop.classList.contains(it)) || "method";
  pop.innerHTML = (card && known(card)[name]) || "";
  shown(pop);
  const label = pop.querySelector("h3")?.textContent || opener.get(pop)?.getAttribute("aria-label");
  pop.setAttribute("aria-label", label || "");
}

/** Below its button, or above it where there is more room; within the window. @param {HTMLElement} pop */
function place(pop) {
  const button = opener.get(pop) || buttons(pop)[0];
  const at = button.getBoundingClientRect();
  const above = at.top - GAP - EDGE;
  const below = window.innerHeight - at.bottom - GAP - EDGE;
  pop.style.maxHeight = `${Math.min(TALLEST, Math.max(above, below))}px`;
  const { width, height } = pop.getBoundingClientRect();
  const left = Math.min(
    Math.max(at.left, EDGE),
    document.documentElement.clientWidth - width - EDGE,
  );
  const down = below >= height || below >= above;
  const top = down ? at.bottom + GAP : at.top - GAP - height;
  pop.style.left = `${Math.max(EDGE, left) + window.scrollX}px`;
  pop.style.top = `${top + window.scrollY}px`;
}

/** Where the reader wanted to look. @param {HTMLElement} pop */
function reveal(pop) {
  if (pop.classList.contains("menu")) {
    items(pop)[0]?.focus();
    return;
  }
  const wanted = opener.get(pop)?.getAttribute("data-part");
  pop.focus({ preventScroll: true });
  const term = wanted && pop.querySelector(`dt[data-part="${wanted}"]`);
  pop.scrollTop = term ? /** @type {HTMLElement} */ (term).offsetTop - 40 : 0;
}

/** @param {Element} pop @returns {HTMLElement[]} */
function items(pop) {
  return Array.from(pop.querySelectorAll('[role^="menuitem"]'));
}

document.addEventListener(
  "click",
  (event) => {
    const target = /** @type {Element} */ (event.target);
    const button = target.closest?.("[popovertarget]");
    const pop = button && document.getElementById(button.getAttribute("popovertarget") || "");
    if (pop) {
      opener.set(pop, button);
    }
    const close = target.closest?.("[data-pop-close]");
    if (close) {
      /** @type {HTMLElement | null} */ (close.closest("[popover]"))?.hidePopover();
    }
  },
  true,
);

document.addEventListener(
  "beforetoggle",
  (event) => {
    const pop = /** @type {HTMLElement} */ (event.target);
    if (pop.classList?.contains("pop") && /** @type {any} */ (event).newState === "open") {
      fill(pop);
    }
  },
  true,
);

document.addEventListener(
  "toggle",
  (event) => {
    const pop = /** @type {HTMLElement} */ (event.target);
    if (!pop.classList?.contains("pop")) {
      return;
    }
    const open = /** @type {any} */ (event).newState === "open";
    buttons(pop).forEach((button) => {
      button.setAttribute("aria-expanded", String(open));
    });
    if (open) {
      place(pop);
      reveal(pop);
    } else {
      pop.textContent = "";
    }
  },
  true,
);

/** Arrow keys, Home and End walk the items of a menu; a letter goes to the next item that begins with it. */
document.addEventListener("keydown", (event) => {
  const menu = /** @type {Element} */ (event.target).closest?.('.pop[role="menu"]');
  if (!menu) {
    return;
  }
  const all = items(menu);
  const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  /** @type {Record<string, number>} */
  const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 };
  if (event.key in steps) {
    event.preventDefault();
    all[(steps[event.key] + all.length) % all.length].focus();
  } else if (event.key === "Tab") {
    /** @type {HTMLElement} */ (menu).hidePopover();
  } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && event.key !== " ") {
    const letter = event.key.toLowerCase();
    const from = [...all.slice(at + 1), ...all.slice(0, at + 1)];
    from.find((item) => item.textContent?.toLowerCase().startsWith(letter))?.focus();
  }
});

/** A size is chosen in place; anything else is done, and the menu goes. */
document.addEventListener("click", (event) => {
  const item = /** @type {Element} */ (event.target).closest?.('.pop [role^="menuitem"]');
  if (!item) {
    return;
  }
  if (item.getAttribute("role") === "menuitemcheckbox" || item.hasAttribute("data-compare-clear")) {
    return; // the menu of what to compare stays open
  }
  if (item.getAttribute("role") !== "menuitemradio") {
    window.setTimeout(() => {
      /** @type {HTMLElement | null} */ (item.closest("[popover]"))?.hidePopover();
    }, 0);
    return;
  }
  choose(item);
});

/** @param {Element} size */
function choose(size) {
  const box = size.closest(".pictures");
  box?.querySelectorAll("[data-size]").forEach((one) => {
    one.setAttribute("aria-checked", String(one === size));
  });
  box?.setAttribute("data-pixels", size.getAttribute("data-pixels") || "");
  const pdf = /** @type {HTMLAnchorElement | null} */ (box?.querySelector("[data-pdf]"));
  if (pdf) {
    const address = new URL(pdf.href);
    address.searchParams.set("size", size.getAttribute("data-size") || "");
    pdf.href = address.href;
  }
}
