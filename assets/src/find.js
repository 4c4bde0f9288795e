/** Find anything: a box over pages, charts, figures, places, industries and enterprises, and questions in words.
   The server says what it understood (components/find); here it is shown before the reader goes there. */

import { read, write } from "./address.js";
import { prefix } from "./compat.js";
import { make } from "./elements.js";
import { kept, reveal } from "./links.js";
import { localeOf } from "./locale.js";
import { told } from "./network.js";
import { get } from "./requests.js";
import { words } from "./words.js";

/** @typedef {{title: string, note?: string, path: string, search: string, anchor: string, keeps?: boolean}} Line */
/** @typedef {Line & {page: string, group: string, filters: string[], settings: string[], count: string}} Question */
/** @typedef {{question: Question | null, left: string[], notes: string[],
 *   groups: {name: string, lines: Line[]}[]}} Found */

const PAUSE = 60;
const EXAMPLES = ["find.example1", "find.example2", "find.example3"];

/** @param {string} typed @param {AbortSignal} signal @returns {Promise<Found>} */
async function ask(typed, signal) {
  const { version = "" } = read(window.location.search);
  const { lang } = localeOf(window.location.search);
  const response = await get(`${prefix()}parts/find${write({ q: typed, lang, version })}`, signal);
  return response.json();
}

/** Go where a line leads; language, theme and data version stay. @param {Line} line */
function visit(line) {
  const now = read(line.keeps ? kept() : window.location.search);
  const view = ["lang", "theme", "version"];
  const held = Object.entries(now).filter(([key]) => line.keeps || view.includes(key));
  const search = write({ ...read(line.search), ...Object.fromEntries(held) });
  const hash = line.anchor ? `#${line.anchor}` : "";
  window.dash_clientside.set_props("url", { pathname: prefix() + line.path, search, hash });
  if (hash) {
    reveal(hash);
  } else {
    window.scrollTo(0, 0);
  }
}

/** @param {string} label @param {string[]} parts @param {string} look */
function chips(label, parts, look) {
  return make("p", { class: look }, [
    make("span", { class: "label", text: label }),
    ...parts.map((text) => make("span", { class: "chip", text })),
  ]);
}

/** What was understood, and what was not. @param {Found} found */
function reading({ question, left, notes, groups }) {
  const parts = [];
  if (question) {
    parts.push(
      chips(words("find.understood"), [...question.filters, ...question.settings], "understood"),
    );
  }
  if (left.length && (question || !groups.length)) {
    parts.push(chips(words("find.left"), left, "left"));
  }
  parts.push(...notes.map((text) => make("p", { class: "note", text })));
  if (!question && !groups.length && !left.length) {
    parts.push(make("p", { class: "note", text: words("find.nothing") }));
  }
  return parts;
}

/** The list of lines, a group under each heading, and what each line does.
 * @param {{name: string, lines: {title: string, note?: string, act: () => void}[]}[]} groups
 * @param {HTMLElement} list
 */
function fill(groups, list) {
  /** @type {(() => void)[]} */
  const acts = [];
  list.replaceChildren(
    ...groups.map(({ name, lines }, at) => {
      const heading = make("div", { class: "heading", id: `find-group-${at}`, text: name });
      const options = lines.map(({ title, note, act }) => {
        acts.push(act);
        return make(
          "div",
          { role: "option", id: `find-${acts.length - 1}`, "aria-selected": "false" },
          [
            make("span", { class: "title", text: title }),
            note ? make("span", { class: "beside", text: note }) : null,
          ],
        );
      });
      return make("div", { role: "group", "aria-labelledby": heading.id }, [heading, ...options]);
    }),
  );
  return acts;
}

/** The box, its list, and what keys do in it. @param {HTMLDialogElement} dialog */
function behave(dialog) {
  const box = /** @type {HTMLInputElement} */ (dialog.querySelector("input"));
  const list = /** @type {HTMLElement} */ (dialog.querySelector("[role=listbox]"));
  const status = /** @type {HTMLElement} */ (dialog.querySelector("[role=status]"));
  let acts = /** @type {(() => void)[]} */ ([]);
  let at = -1;
  let timer = 0;
  let answered = "";
  let mine = new AbortController();

  /** @param {number} to */
  function choose(to) {
    list.querySelector("[aria-selected=true]")?.setAttribute("aria-selected", "false");
    at = acts.length ? (to + acts.length) % acts.length : -1;
    const option = document.getElementById(`find-${at}`);
    box.setAttribute("aria-activedescendant", option ? option.id : "");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
  }

  /** @param {Parameters<typeof fill>[0]} groups @param {Element[]} said */
  function show(groups, said) {
    acts = fill(groups, list);
    status.replaceChildren(...said);
    box.setAttribute("aria-expanded", String(acts.length > 0));
    choose(0);
  }

  /** @param {Line} line */
  const going = (line) => () => {
    dialog.close();
    visit(line);
  };

  function examples() {
    const lines = EXAMPLES.map((name) => ({
      title: words(name),
      act: () => {
        box.value = words(name);
        look();
      },
    }));
    answered = "";
    show([{ name: words("find.examples"), lines }], []);
  }

  async function look() {
    mine.abort();
    mine = new AbortController();
    const { signal } = mine;
    const typed = box.value.trim();
    if (!typed) {
      examples();
      return;
    }
    try {
      const found = await ask(typed, signal);
      const { question } = found;
      const first = question && {
        name: question.group,
        lines: [
          {
            title: [question.title, question.page].filter(Boolean).join(" · "),
            note: question.count,
            act: going(question),
          },
        ],
      };
      const groups = found.groups.map(({ name, lines }) => ({
        name,
        lines: lines.map((line) => ({ title: line.title, note: line.note, act: going(line) })),
      }));
      if (!signal.aborted) {
        answered = typed;
        show(first ? [first, ...groups] : groups, reading(found));
      }
    } catch (error) {
      if (!signal.aborted) {
        const text = told(/** @type {any} */ (error));
        show([], [make("p", { class: "note", text })]);
      }
    }
  }

  box.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(look, PAUSE);
  });
  box.addEventListener("keydown", async (event) => {
    /** @type {Record<string, number>} */
    const steps = { ArrowDown: at + 1, ArrowUp: at - 1 };
    if (event.key in steps) {
      event.preventDefault();
      choose(steps[event.key]);
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      window.clearTimeout(timer);
      if (answered !== box.value.trim()) {
        await look(); // typed faster than it was answered
      }
      acts[at]?.();
    }
  });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the box
  list.addEventListener("click", (event) => {
    const option = /** @type {Element} */ (event.target).closest("[role=option]");
    if (option) {
      acts[Number(option.id.replace("find-", ""))]();
    }
  });
  dialog.addEventListener("close", () => {
    mine.abort();
    dialog.remove();
  });
  examples();
}

function open() {
  if (
    document.querySelector("dialog[open]") ||
    document.documentElement.hasAttribute("data-embed")
  ) {
    return;
  }
  const title = words("find.title");
  const box = make("input", {
    type: "text",
    role: "combobox",
    class: "form-control",
    maxlength: "200",
    autocomplete: "off",
    spellcheck: "false",
    placeholder: words("find.box"),
    "aria-label": title,
    "aria-autocomplete": "list",
    "aria-controls": "find-list",
    "aria-expanded": "false",
  });
  const close = make("button", {
    type: "button",
    class: "out",
    text: words("find.close"),
    onclick: () => dialog.close(),
  });
  const dialog = make("dialog", { class: "find", "aria-label": title }, [
    make("div", { class: "line" }, [box, close]),
    make("div", { role: "status" }),
    make("div", { id: "find-list", role: "listbox", "aria-label": words("find.list") }),
  ]);
  dialog.addEventListener("click", (/** @type {Event} */ event) => {
    if (event.target === dialog) {
      dialog.close(); // beside it
    }
  });
  document.body.appendChild(dialog);
  dialog.showModal();
  behave(dialog);
  box.focus();
}

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
    event.preventDefault();
    open();
  }
});
document.addEventListener("click", (event) => {
  if (/** @type {Element} */ (event.target).closest?.("[data-find]")) {
    open();
  }
});
