/** Names for the lists and number boxes of Dash, which gives them none: the label beside each says what it is of.
   Dash's lists are reached by the Tab key through a box without words, which screen readers must not meet: the list itself
   takes its place in the order. */

const BOXES = ".filter, .control";
let asked = false;
let count = 0;

/** The id by which a label is referred to. @param {Element} label */
function idOf(label) {
  if (!label.id) {
    count += 1;
    label.id = `label-${count}`;
  }
  return label.id;
}

/** @param {Element} box */
function named(box) {
  const label = box.querySelector("label, legend");
  if (!label || box.hasAttribute("data-named")) {
    return;
  }
  const words = label.textContent || "";
  box
    .querySelectorAll('input[type="number"], input.dash-input-element, select')
    .forEach((field) => {
      const end = field.getAttribute("placeholder") || "";
      field.setAttribute("aria-label", `${words} ${end}`.trim());
      box.setAttribute("data-named", "");
    });
  box.querySelectorAll("button.dash-dropdown").forEach((list) => {
    list.setAttribute("aria-labelledby", `${idOf(label)} ${list.id}`);
    box.setAttribute("data-named", "");
  });
  box.querySelectorAll('[role="radiogroup"], .btn-group').forEach((group) => {
    group.setAttribute("role", "radiogroup");
    group.setAttribute("aria-labelledby", idOf(label));
    box.setAttribute("data-named", "");
  });
  box.querySelectorAll('[role="slider"]').forEach((thumb) => {
    thumb.setAttribute("aria-label", words);
    box.setAttribute("data-named", "");
  });
}

function all() {
  asked = false;
  document.querySelectorAll(BOXES).forEach(named);
  document
    .querySelectorAll('.dash-dropdown-focus-target:not([tabindex="-1"])')
    .forEach((target) => {
      target.setAttribute("tabindex", "-1");
      target.parentElement?.querySelector("button.dash-dropdown")?.setAttribute("tabindex", "0");
    });
}

new MutationObserver(() => {
  if (!asked) {
    asked = true;
    window.requestAnimationFrame(all);
  }
}).observe(document.documentElement, { childList: true, subtree: true });
