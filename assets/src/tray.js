/** The tray of a briefing: views collected in the reader's own browser, their order, names and comments. */

const KEY = "tray";
const MOST = 60;
function none() {
  return window.dash_clientside.no_update;
}
/** The storage holds what other tabs have added meanwhile; dcc.Store keeps its data there as JSON. @returns {Tray} */
export function tray() {
  /** @type {Tray | null} */
  let held = null;
  try {
    held = JSON.parse(window.localStorage.getItem(KEY));
  } catch (_error) {
    held = null;
  }
  return held && Array.isArray(held.items) ? held : { title: "", items: [] };
}
/** @typedef {{exhibit: string, query: string, title: string, comment: string, notes?: string}} Item */
/** @typedef {{title: string, items: Item[]}} Tray */

/** @param {string} title @param {Item[]} items */
function keep(title, items) {
  window.dash_clientside.set_props(KEY, { data: { title: title, items: items } });
}
/** @param {number} at @param {Partial<Item>} change */
function changed(at, change) {
  const held = tray();
  keep(
    held.title,
    held.items.map((item, i) => (i === at ? Object.assign({}, item, change) : item)),
  );
}
/** @param {Item[]} items @param {number} from @param {number} to */
function moved(items, from, to) {
  if (to < 0 || to >= items.length) {
    return items;
  }
  const next = items.slice();
  next.splice(to, 0, next.splice(from, 1)[0]);
  return next;
}
/** Put the view of a card into the tray. @param {HTMLElement} button */
export function add(button) {
  const held = tray();
  const item = {
    exhibit: button.getAttribute("data-tray-add"),
    query: button.getAttribute("data-tray-query"),
    title: "",
    comment: "",
    notes: "",
  };
  if (held.items.length < MOST) {
    keep(held.title, held.items.concat(item));
  }
  if (button.classList.contains("done")) {
    return;
  }
  const before = button.getAttribute("aria-label");
  const done = button.getAttribute("data-tray-done");
  button.setAttribute("aria-label", done);
  button.title = done;
  button.classList.add("done");
  setTimeout(() => {
    button.setAttribute("aria-label", before);
    button.title = before;
    button.classList.remove("done");
  }, 2000);
}
/** Move or take out what a button stands at. @param {Element} button */
export function act(button) {
  const held = tray();
  const at = Number(button.getAttribute("data-tray-at"));
  const what = button.getAttribute("data-tray-act");
  if (what === "up") {
    keep(held.title, moved(held.items, at, at - 1));
  }
  if (what === "down") {
    keep(held.title, moved(held.items, at, at + 1));
  }
  if (what === "remove") {
    keep(
      held.title,
      held.items.filter((_, i) => i !== at),
    );
  }
  if (what === "clear") {
    keep("", []);
  }
}
/** @param {Tray | undefined} data */
function summary(data) {
  return (data?.items || []).map((item) => ({ exhibit: item.exhibit, query: item.query }));
}
/** Callbacks of the page. */
export const briefing = {
  count: (/** @type {Tray | undefined} */ data) => {
    const n = (data?.items || []).length;
    window.requestAnimationFrame(() => {
      const place = document.getElementById("tray-count");
      if (place) {
        place.textContent = n ? String(n) : "";
      }
    });
    return none();
  },
  /** What is to be drawn: it changes with the order and the views, not with names and comments. */
  shown: (/** @type {Tray | undefined} */ data, /** @type {object[]} */ held) => {
    const next = summary(data);
    return JSON.stringify(next) === JSON.stringify(held) ? none() : next;
  },
  named: (/** @type {unknown} */ _values, /** @type {unknown} */ _ids) => {
    const context = window.dash_clientside.callback_context;
    const hit = (context.triggered || [])[0];
    if (!hit) {
      return none();
    }
    const id = JSON.parse(hit.prop_id.slice(0, hit.prop_id.lastIndexOf(".")));
    /** @type {Record<string, string>} */
    const change = {};
    change[id.field] = hit.value || "";
    if (/** @type {any} */ (tray().items[id.at])?.[id.field] !== change[id.field]) {
      changed(id.at, change);
    }
    return none();
  },
  /** Both ways: what is typed goes to the tray, and the tray's title stands in the field. */
  titled: (/** @type {string} */ value, /** @type {unknown} */ _data) => {
    const typed = (window.dash_clientside.callback_context.triggered || []).some(
      (/** @type {{prop_id: string}} */ t) => t.prop_id === "briefing-title.value",
    );
    const held = tray();
    if (typed && (value || "") !== held.title) {
      keep(value || "", held.items);
      return none();
    }
    return (value || "") === held.title ? none() : held.title;
  },
};
