/** The notes of a chart, edited on its card: a panel above the chart has a line a note, and every change goes into the
   address (components/contract/notes.py has the spelling). A press on the chart puts the note that was touched last there. */

import { read, set } from "./address.js";
import { known, part, remember } from "./card_memory.js";
import { plotArea } from "./compat.js";
import { spelt } from "./control_values.js";
import { make } from "./elements.js";
import { go } from "./go.js";

/** @typedef {{kind: string, words: string, names: string, from: string, to: string, at: number[]}} Note */

/** @type {Record<string, string[]>} the fields of each kind */
const FIELDS = {
  text: ["words", "x", "y"],
  arrow: ["words", "x", "y", "dx", "dy"],
  range: ["from", "to", "words"],
  mark: ["names"],
};
const NUMBERS = ["x", "y", "dx", "dy"];
/** @type {Record<string, number[]>} */
const STARTS = { text: [50, 90], arrow: [50, 60, 60, 50] };
const MOST = 12;

/** @param {string} text */
function escaped(text) {
  return text.replace(/%/g, "%25").replace(/;/g, "%3B");
}

/** @param {string} text */
function plain(text) {
  return text.replace(/%3B/gi, ";").replace(/%25/g, "%");
}

/** @param {string} text the notes of an address @returns {Note[]} */
export function parsed(text) {
  return text
    .split(";")
    .filter(Boolean)
    .map((one) => {
      const [kind, where = "", ...rest] = one.split(":");
      const words = plain(rest.join(":"));
      const [from, to = ""] = where.split("..").map(plain);
      const at = where.split(",").map(Number);
      const names = plain([where, ...rest].join(":"));
      return { kind, words, names, from, to, at };
    });
}

/** @param {Note[]} notes */
export function written(notes) {
  return notes
    .map((it) => {
      const words = escaped(it.words.trim());
      if (it.kind === "mark") {
        return it.names.trim() && `mark:${escaped(it.names.trim())}`;
      }
      if (it.kind === "range") {
        const ends = [it.from, it.to].map((end) => escaped(end.trim()));
        return ends.every(Boolean) && `range:${ends.join("..")}:${words}`;
      }
      const at = it.at.map((n) => Math.round(n * 10) / 10).join(",");
      return (words || it.kind === "arrow") && `${it.kind}:${at}:${words}`;
    })
    .filter(Boolean)
    .join(";");
}

/** @param {Element} card */
function keyOf(card) {
  const key = `${card.id.replace("exhibit-", "")}.notes`;
  const embedded = document.documentElement.hasAttribute("data-embed");
  return spelt(read(window.location.search), key, embedded);
}

/** Put the notes into the address, if they are others than it has. @param {Element} card */
function keep(card) {
  const key = keyOf(card);
  const next = written(known(card).notes);
  if (next !== (read(window.location.search)[key] || "")) {
    go(set(key, next, window.location.search));
  }
}

/** One field of a note. @param {Element} card @param {Note} note @param {string} name @param {Record<string, string>} words */
function field(card, note, name, words) {
  const at = NUMBERS.indexOf(name);
  const number = at >= 0;
  const limits = number ? { type: "number", step: "1", min: "-400", max: "400" } : { type: "text" };
  const input = make("input", {
    ...limits,
    class: `form-control form-control-sm ${number ? "place" : name}`,
    value: String(number ? note.at[at] : /** @type {any} */ (note)[name]),
    maxlength: "160",
    ...(name === "names" || name === "from" || name === "to" ? { list: `marks-${card.id}` } : {}),
    onchange: (/** @type {any} */ event) => {
      if (number) {
        note.at[at] = Number(event.target.value) || 0;
      } else {
        /** @type {any} */ (note)[name] = event.target.value;
      }
      keep(card);
      doubt(card, note, event.target.closest("li"));
    },
    onfocus: () => remember(card, { placed: note }),
  });
  return make("label", { text: `${words[name]} ` }, [input]);
}

/** @param {Element} card @param {Note} note @param {number} i @param {Record<string, string>} words */
function line(card, note, i, words) {
  const remove = make("button", {
    type: "button",
    class: "out",
    text: words.remove,
    "aria-label": `${words.remove} ${i + 1}`,
    onclick: () => {
      known(card).notes.splice(i, 1);
      keep(card);
      show(card);
      /** @type {HTMLElement | null} */ (card.querySelector(".notes-panel button"))?.focus();
    },
  });
  const parts = FIELDS[note.kind].map((name) => field(card, note, name, words));
  const doubts = make("span", { class: "doubt", role: "status" });
  const li = make("li", {}, [make("strong", { text: words[note.kind] }), ...parts, remove, doubts]);
  doubt(card, note, li);
  return li;
}

/** Say which names of a note the chart does not hold: nothing would be drawn of them.
 * @param {Element} card @param {Note} note @param {Element} li
 */
function doubt(card, note, li) {
  const held = new Set(names(card));
  const ends = [note.from, note.to].filter((end) => !Number.isFinite(Number(end)));
  const marks = held.has(note.names.trim()) ? [] : note.names.split(/[,，]/);
  const asked = { mark: marks, range: ends }[note.kind] || [];
  const missing = asked.map((it) => it.trim()).filter((it) => it && !held.has(it));
  const { notesWords: words } = known(card);
  /** @type {Element} */ (li.querySelector(".doubt")).textContent =
    missing.length && held.size ? words.unknown + missing.join(", ") : "";
}

/** What marks, bars and series of the chart are called. @param {Element} card @returns {string[]} */
function names(card) {
  const gd = /** @type {any} */ (card.querySelector(".js-plotly-plot"));
  const found = (gd?.data || []).flatMap((/** @type {any} */ it) => [
    ...((it.type === "bar" ? (it.orientation === "h" ? it.y : it.x) : it.text) || []),
    it.name,
  ]);
  const said = found
    .filter((/** @type {any} */ it) => typeof it === "string" && !it.includes("%{"))
    .map((/** @type {string} */ it) => it.replace(/<br>/g, " ").replace(/\s+/g, " ").trim());
  return [...new Set(said)].filter((it) => it && !/</.test(it));
}

/** The same, to choose from. @param {Element} card */
function choices(card) {
  const options = names(card).map((it) => make("option", { value: it }));
  return make("datalist", { id: `marks-${card.id}` }, options);
}

/** Draw the panel. @param {Element} card */
function show(card) {
  const panel = part(card, "> .notes-panel");
  const { notes, notesWords: words } = known(card);
  const add = Object.keys(FIELDS).map((kind) =>
    make("button", {
      type: "button",
      class: "out",
      text: `+ ${words[kind]}`,
      onclick: () => {
        const at = [...(STARTS[kind] || [])];
        const note = { kind, words: "", names: "", from: "", to: "", at };
        if (kind === "text" || kind === "arrow") {
          note.words = words.words;
        }
        if (notes.length < MOST) {
          notes.push(note);
        }
        remember(card, { placed: note });
        keep(card);
        show(card);
        panel.querySelector("li:last-of-type input")?.focus();
      },
    }),
  );
  const lines = notes.map((/** @type {Note} */ note, /** @type {number} */ i) =>
    line(card, note, i, words),
  );
  panel.replaceChildren(
    make("div", { class: "notes-add" }, [make("strong", { text: words.title }), ...add]),
    make("ol", {}, lines),
    make("p", { class: "muted", text: words.hint }),
    choices(card),
  );
}

/** Open or close the panel. @param {HTMLElement} button */
function toggle(button) {
  const card = /** @type {Element} */ (button.closest(".exhibit"));
  const panel = part(card, "> .notes-panel");
  const open = panel.childElementCount === 0;
  card.classList.toggle("noting", open);
  if (!open) {
    panel.replaceChildren();
    return;
  }
  const text = read(window.location.search)[keyOf(card)] || "";
  const notesWords = JSON.parse(button.getAttribute("data-notes") || "{}");
  remember(card, { notes: parsed(text), notesWords, placed: null });
  show(card);
  panel.querySelector("button").focus();
}

/** A press on the plot places the note that was touched last. @param {MouseEvent} event */
function placed(event) {
  const card = /** @type {Element} */ (event.target).closest?.(".exhibit.noting");
  const note = card && known(card).placed;
  const gd = card?.querySelector(".js-plotly-plot");
  const area = gd && plotArea(gd);
  if (!card || !note || !area || !FIELDS[note.kind].includes("x")) {
    return;
  }
  if (!gd.contains(/** @type {Node} */ (event.target))) {
    return;
  }
  const box = gd.getBoundingClientRect();
  note.at[0] = Math.round(((event.clientX - box.left - area.left) / area.width) * 100);
  note.at[1] = Math.round(100 - ((event.clientY - box.top - area.top) / area.height) * 100);
  event.preventDefault();
  event.stopPropagation();
  keep(card);
  show(card);
}

document.addEventListener("click", (event) => {
  const button = /** @type {Element} */ (event.target).closest?.("[data-notes]");
  if (button) {
    toggle(/** @type {HTMLElement} */ (button));
  }
});
document.addEventListener("mousedown", placed, true);
