/** Names for the lists and number boxes of Dash, which gives them none: the label beside each says what it is of.
   Dash's lists are reached by the Tab key through a box without words, which screen readers must not meet: the list itself
   takes its place in the order. */

const BOXES = ".filter:not([data-named]), .control:not([data-named])";
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
  if (!label) {
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

function reachable() {
  document
    .querySelectorAll('.dash-dropdown-focus-target:not([tabindex="-1"])')
    .forEach((target) => {
      target.setAttribute("tabindex", "-1");
      target.parentElement?.querySelector("button.dash-dropdown")?.setAttribute("tabindex", "0");
    });
}

// At once, before a key or a reader can meet what Dash has drawn or drawn anew; what a chart draws is no control.
new MutationObserver((changes) => {
  if (changes.some(({ target }) => !(target instanceof SVGElement))) {
    document.querySelectorAll(BOXES).forEach(named);
    reachable();
  }
}).observe(document.documentElement, {
  attributeFilter: ["tabindex"],
  childList: true,
  subtree: true,
});
