/** The controls of a card stand in one row; those that it has no room for wait behind the button at its end. */

const NEXT_ROW = 20;

/** Lay the controls out in one row, and again whenever it or one of them takes another size.
 * @param {HTMLElement} row
 * @returns {() => void} what ends it
 */
export function inOneRow(row) {
  const more = row.querySelector(".more");
  if (!more || document.documentElement.hasAttribute("data-embed")) {
    return () => {};
  }
  const size = new ResizeObserver(() => lay(row));
  size.observe(row);
  controls(row).forEach((it) => {
    size.observe(it);
  });
  return () => size.disconnect();
}

/** @param {HTMLElement} row */
function controls(row) {
  return /** @type {HTMLElement[]} */ (Array.from(row.querySelectorAll(".controls > *")));
}

/** @param {HTMLElement} row */
function lay(row) {
  if (row.classList.contains("open")) {
    return;
  }
  row.style.height = "";
  row.classList.remove("folds");
  if (below(row).length) {
    row.classList.add("folds");
  }
  const over = new Set(below(row));
  const all = controls(row);
  all.forEach((it) => {
    it.classList.toggle("over", over.has(it));
  });
  if (over.size) {
    const first = all.filter((it) => !over.has(it));
    row.style.height = `${Math.max(...first.map((it) => it.offsetHeight))}px`;
  }
}

/** Those that stand below the first row. @param {HTMLElement} row */
function below(row) {
  const all = controls(row);
  return all.filter((it) => it.offsetTop > all[0].offsetTop + NEXT_ROW);
}

/** @param {Element} row @param {boolean} open */
function show(row, open) {
  row.classList.toggle("open", open);
  row.querySelector(".more")?.setAttribute("aria-expanded", String(open));
  if (open) {
    const hidden = /** @type {HTMLElement | null} */ (row.querySelector(".over"));
    const field = /** @type {HTMLElement | null | undefined} */ (
      hidden?.querySelector("input, select, button, [tabindex]")
    );
    field?.focus();
  } else {
    lay(/** @type {HTMLElement} */ (row));
  }
}

document.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  const row = target.closest?.(".more") && target.closest(".controls-row");
  if (row) {
    show(row, !row.classList.contains("open"));
  }
});

/** A press elsewhere closes it; the list of a control stands elsewhere on the page, and is no such press. */
document.addEventListener("pointerdown", (event) => {
  const target = /** @type {Element} */ (event.target);
  const row = document.querySelector(".controls-row.open");
  if (row && !row.contains(target) && !target.closest?.(".dash-dropdown-content")) {
    show(row, false);
  }
});

document.addEventListener("keydown", (event) => {
  const row = /** @type {Element} */ (event.target).closest?.(".controls-row.open");
  if (row && event.key === "Escape") {
    show(row, false);
    /** @type {HTMLElement | null} */ (row.querySelector(".more"))?.focus();
  }
});
