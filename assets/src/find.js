/** Find anything: a box over pages, charts, figures, places, industries and enterprises, and questions in words.
   The server says what it understood (components/find); here it is shown before the reader goes there. */

import { make } from "./elements.js";
import { ask, fill, reading, visit } from "./find_answer.js";
import { told } from "./network.js";
import { words } from "./words.js";

/** @typedef {import("./find_answer.js").Line} Line */

const PAUSE = 60;
const EXAMPLES = ["find.example1", "find.example2", "find.example3"];

/** The groups of an answer: first what was understood. What is done with a line: `going`.
 * @param {import("./find_answer.js").Found} found
 * @param {(line: Line) => () => void} going
 */
function groupsOf({ question, groups }, going) {
  const lists = groups.map(({ name, lines }) => ({
    name,
    lines: lines.map((line) => ({ title: line.title, note: line.note, act: going(line) })),
  }));
  if (!question) {
    return lists;
  }
  const title = [question.title, question.page].filter(Boolean).join(" · ");
  const lines = [{ title, note: question.count, act: going(question) }];
  return [{ name: question.group, lines }, ...lists];
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

  /** Questions that are understood, to press. */
  function askable() {
    const lines = EXAMPLES.map((name) => ({
      title: words(name),
      act: () => {
        box.value = words(name);
        look();
      },
    }));
    return [{ name: words("find.examples"), lines }];
  }

  function examples() {
    answered = "";
    show(askable(), []);
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
      if (!signal.aborted) {
        answered = typed;
        const groups = groupsOf(found, going);
        show(groups.length ? groups : askable(), reading(found));
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
