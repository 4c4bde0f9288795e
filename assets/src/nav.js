/** On a narrow screen the links to the pages scroll sideways: the one of this page is brought into view. */

/** @type {Element | null} */
let shown = null;
document.addEventListener("atlas:drawn", () => {
  const link = /** @type {HTMLElement} */ (document.querySelector(".topbar nav .nav-link.active"));
  const nav = link?.closest("nav");
  if (!link || link === shown) {
    return;
  }
  shown = link;
  nav.scrollLeft = link.offsetLeft - nav.offsetLeft - (nav.clientWidth - link.offsetWidth) / 2;
});
