/** On a phone the filters are a drawer: it takes the focus, the rest of the page waits behind it, and Escape, its button or
   a tap beside it close it. On a wide screen they stand above the page, and nothing here happens. */

const OPEN = "filters-open";
const BEHIND = ".topbar, #status, #page, #colophon";

function openButton() {
  return /** @type {HTMLElement | null} */ (document.querySelector('[data-drawer="open"]'));
}

/** @param {boolean} open */
function set(open) {
  document.body.classList.toggle(OPEN, open);
  openButton()?.setAttribute("aria-expanded", String(open));
  document.querySelectorAll(BEHIND).forEach((it) => {
    it.toggleAttribute("inert", open);
  });
  if (open) {
    /** @type {HTMLElement | null} */ (document.querySelector('[data-drawer="close"]'))?.focus();
  } else {
    openButton()?.focus();
  }
}

function close() {
  if (document.body.classList.contains(OPEN)) {
    set(false);
  }
}

document.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  const wanted = target.closest?.("[data-drawer]")?.getAttribute("data-drawer");
  if (wanted) {
    set(wanted === "open");
  } else if (target.matches?.(".filters")) {
    close(); // the ground beside it
  }
});
document.addEventListener("keydown", (event) => {
  const list = /** @type {Element} */ (event.target).closest?.(".dash-dropdown-content");
  if (event.key === "Escape" && !list) {
    close();
  }
});
window.matchMedia("(min-width: 761px)").addEventListener("change", (event) => {
  if (event.matches) {
    close();
  }
});
