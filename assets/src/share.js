/** The share dialog of a card: link, frame with preview, signed frame, citation. Its words and facts come with the
   card's answer (components/card/share.py); nothing is sent until asked. */

import { known } from "./card_memory.js";
import { copyField, make, select } from "./elements.js";
import { TYPE } from "./frame_height.js";
import { manifestOf } from "./manifest.js";

/** What a page that holds frames says once, for their heights to follow what they show. @param {string} origin */
function hostScript(origin) {
  return `<script>addEventListener("message", ({ data, origin, source }) => {
  if (data?.type === "${TYPE}" && origin === "${origin}") document.querySelectorAll("iframe").forEach((it) => { if (it.contentWindow === source) it.style.height = data.height + "px"; });
});</script>`;
}

/** Width and height of a frame. @type {[string, string][]} */
const SIZES = [
  ["640", "480"],
  ["320", "480"],
  ["960", "540"],
  ["1280", "720"],
  ["100%", "480"],
];

/** @typedef {{exhibit: string, title: string, page: string, prefix: string, query: string,
 *   pageQuery: string, version: string, citations: Record<string, string>,
 *   words: Record<string, string>, signs: boolean}} Facts */
/** @typedef {{pinned: boolean, size: number, theme: string, lang: string, form: string,
 *   signed: string | null}} Choice */

/** @param {string} path @param {(string | false)[]} parts */
function address(path, parts) {
  const query = parts.filter(Boolean).join("&");
  return window.location.origin + path + (query ? `?${query}` : "");
}

/** The keys of an address that say how a view looks. @param {Choice} choice */
function view(choice) {
  return [choice.lang === "en" && "lang=en", choice.theme === "dark" && "theme=dark"];
}

/** @param {Facts} facts @param {Choice} choice */
function pin(facts, choice) {
  return choice.pinned && `version=${facts.version}`;
}

/** The view on its page. @param {Facts} facts @param {Choice} choice */
function linkOf(facts, choice) {
  const parts = [facts.pageQuery, pin(facts, choice), ...view(choice)];
  return `${address(facts.prefix + facts.page, parts)}#exhibit-${facts.exhibit}`;
}

/** The address of the frame. @param {Facts} facts @param {Choice} choice */
function frameOf(facts, choice) {
  const parts = [facts.query, pin(facts, choice), ...view(choice)];
  return choice.signed || address(`${facts.prefix}embed/${facts.exhibit}`, parts);
}

/** What is pasted into another page. @param {Facts} facts @param {Choice} choice */
function codeOf(facts, choice) {
  const [width, height] = SIZES[choice.size];
  const source = frameOf(facts, choice).replace(/&/g, "&amp;");
  const title = facts.title.replace(/"/g, "&quot;");
  return `<iframe src="${source}" width="${width}" height="${height}" style="border:0" loading="lazy" title="${title}"></iframe>`;
}

/** Ask for a signed frame. @param {Facts} facts @param {Choice} choice @param {string} days */
async function sign(facts, choice, days) {
  const parts = [facts.query, `version=${facts.version}`, `days=${days}`, ...view(choice)];
  const sent = await fetch(address(`${facts.prefix}sign/${facts.exhibit}`, parts));
  const answer = await sent.json();
  if (!answer.address) {
    throw new Error(answer.error[0].allowed);
  }
  return window.location.origin + answer.address;
}

/** The parts that show what is chosen, and what writes them. @param {Facts} facts @param {Choice} choice */
function shown(facts, choice) {
  const words = /** @type {any} */ (facts.words);
  const link = copyField("input", words.link, { "data-share-link": "" }, words);
  const code = copyField("textarea", words.embed, { rows: "3", "data-share-embed": "" }, words);
  const host = copyField("textarea", words.host, { rows: "3", "data-share-host": "" }, words);
  host.field.value = hostScript(window.location.origin);
  const cite = copyField("textarea", words.cite, { rows: "5", "data-share-cite": "" }, words);
  const frame = make("iframe", { title: words.preview, loading: "lazy" });
  let verified = "…";
  const show = () => {
    link.field.value = linkOf(facts, choice);
    code.field.value = codeOf(facts, choice);
    cite.field.value = facts.citations[choice.form]
      .split("ADDRESS")
      .join(link.field.value)
      .split("CODE")
      .join(verified);
    if (frame.getAttribute("src") !== frameOf(facts, choice)) {
      frame.setAttribute("src", frameOf(facts, choice));
    }
  };
  manifestOf(facts.exhibit).then((carried) => {
    verified = carried?.code || "";
    show();
  });
  return { link: link.line, code: code.line, host: host.line, cite: cite.line, frame, show };
}

/** The field of days and the button that signs. @param {Facts} facts @param {Choice} choice @param {() => void} show */
function signing(facts, choice, show) {
  const { words } = facts;
  const note = make("p", { class: "muted", role: "status" });
  const style = "form-control form-control-sm number";
  const days = make("input", { type: "number", min: "1", max: "3650", value: "30", class: style });
  const button = make("button", {
    type: "button",
    class: "out",
    text: words.make,
    "data-share-sign": "",
    onclick: async () => {
      try {
        choice.signed = await sign(facts, choice, days.value);
        note.textContent = "";
        show();
      } catch (error) {
        note.textContent = words.failed + /** @type {Error} */ (error).message;
      }
    },
  });
  const label = make("label", { text: `${words.sign} · ${words.days} ` }, [days]);
  return { note, parts: [label, button] };
}

/** @param {Facts} facts */
function open(facts) {
  const { words } = facts;
  const root = document.documentElement;
  /** @type {Choice} */
  const choice = {
    pinned: false,
    size: 0,
    theme: root.getAttribute("data-bs-theme") || "light",
    lang: root.getAttribute("lang") === "en" ? "en" : "zh",
    form: "text",
    signed: null,
  };
  const parts = shown(facts, choice);
  const change = (/** @type {object} */ patch) => {
    Object.assign(choice, { signed: null }, patch);
    parts.show();
  };
  const named = (/** @type {string[]} */ ...names) =>
    names.map((name) => /** @type {[string, string]} */ ([name, words[name]]));
  const signed = signing(facts, choice, parts.show);
  const sizes = SIZES.map(
    ([w, h], i) => /** @type {[string, string]} */ ([String(i), `${w}×${h}`]),
  );
  const row = (/** @type {(Element | null)[]} */ ...children) =>
    make("div", { class: "share-row" }, children);
  const close = make("button", { type: "button", class: "out", text: words.close });
  const dialog = make("dialog", { class: "share", "aria-label": facts.title }, [
    make("header", {}, [make("h2", { text: facts.title }), close]),
    row(
      select(words.link, named("live", "pinned"), "live", (it) =>
        change({ pinned: it === "pinned" }),
      ),
      select(words.lang, named("zh", "en"), choice.lang, (lang) => change({ lang })),
      select(words.theme, named("light", "dark"), choice.theme, (theme) => change({ theme })),
    ),
    parts.link,
    make("h3", { text: words.embed }),
    row(
      select(words.size, sizes, "0", (it) => {
        choice.size = Number(it);
        parts.show();
      }),
      ...(facts.signs ? signed.parts : []),
    ),
    signed.note,
    parts.code,
    make("p", { class: "muted", text: words.host }),
    parts.host,
    parts.frame,
    make("h3", { text: words.cite }),
    row(
      select(words.form, named("text", "gbt7714", "bibtex"), "text", (form) => {
        choice.form = form;
        parts.show();
      }),
    ),
    parts.cite,
  ]);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.appendChild(dialog);
  parts.show();
  dialog.showModal();
}

document.addEventListener("click", (event) => {
  const button = /** @type {Element} */ (event.target).closest("[data-share]");
  const card = button?.closest(".exhibit");
  if (card) {
    open(known(card).share);
  }
});
