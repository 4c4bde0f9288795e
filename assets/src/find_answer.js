/** What the box of find.js asks, shows and does: the answer of /parts/find, as chips and as a list of options. */

import { read, write } from "./address.js";
import { prefix } from "./compat.js";
import { make } from "./elements.js";
import { kept, reveal } from "./links.js";
import { localeOf } from "./locale.js";
import { get } from "./requests.js";
import { words } from "./words.js";

/** @typedef {{title: string, note?: string, path: string, search: string, anchor: string, keeps?: boolean}} Line */
/** @typedef {Line & {page: string, group: string, filters: string[], settings: string[], count: string}} Question */
/** @typedef {{question: Question | null, left: string[], notes: string[],
 *   groups: {name: string, lines: Line[]}[]}} Found */

/** @param {string} typed @param {AbortSignal} signal @returns {Promise<Found>} */
export async function ask(typed, signal) {
  const { version = "" } = read(window.location.search);
  const { lang } = localeOf(window.location.search);
  const response = await get(`${prefix()}parts/find${write({ q: typed, lang, version })}`, signal);
  return response.json();
}

/** Go where a line leads; language, theme and data version stay. @param {Line} line */
export function visit(line) {
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
export function reading({ question, left, notes, groups }) {
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
  if (!question && !groups.length) {
    parts.push(make("p", { class: "note", text: words("find.nothing") }));
  }
  return parts;
}

/** The list of lines, a group under each heading, and what each line does.
 * @param {{name: string, lines: {title: string, note?: string, act: () => void}[]}[]} groups
 * @param {HTMLElement} list
 */
export function fill(groups, list) {
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
