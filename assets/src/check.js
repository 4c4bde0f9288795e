/** Is an older briefing stale? A file or an address is asked about; the report and the slides made again follow. */

import { make } from "./elements.js";

/** @typedef {{where: string, state: string, said: string}} Carried */
/** @typedef {{title: string, new: number, unchanged: number, numbers: Carried[]}} View */
/** @typedef {{name: string, note: string, foreign: string[], views: View[]}} Part */
/** @typedef {{stale: boolean, parts: Part[]}} Report */

const MOST = 40;
const STALE = ["changed", "rule", "gone"];

/** @returns {any} */
function panel() {
  return document.querySelector("[data-check]");
}

/** @returns {Record<string, string>} */
function words() {
  return JSON.parse(panel().getAttribute("data-words"));
}

/** @param {string} text @param {number} n */
function counted(text, n) {
  return text.replace("{n}", n.toLocaleString("en"));
}

/** @param {string} what check or refresh @param {Blob | null} file @param {string} address */
async function post(what, file, address) {
  const query = new URLSearchParams({ lang: panel().getAttribute("data-lang") });
  if (address) {
    query.set("address", address);
  }
  const target = `${panel().getAttribute("data-check")}${what}?${query}`;
  const answer = await fetch(target, { method: "POST", body: file });
  if (!answer.ok) {
    const told = await answer.json();
    throw new Error(told.error.map((/** @type {any} */ it) => it.allowed).join(" "));
  }
  return answer;
}

/** @param {View} view */
function viewLines(view) {
  const said = words();
  const stale = view.numbers.filter((it) => STALE.includes(it.state));
  const items = stale
    .slice(0, MOST)
    .map((it) =>
      make("li", { class: `check-${it.state}` }, [
        make("span", { text: it.where }),
        make("b", { text: ` ${it.said}` }),
      ]),
    );
  const rest = stale.length - items.length;
  const facts = [counted(said.unchanged, view.unchanged)];
  if (view.new) {
    facts.push(counted(said.new, view.new));
  }
  return make("div", { class: "check-view" }, [
    make("p", {}, [
      make("b", { text: view.title }),
      make("span", { class: "muted", text: ` · ${facts.join(" · ")}` }),
    ]),
    items.length ? make("ul", {}, items) : null,
    rest > 0 ? make("p", { class: "muted", text: counted(said.more, rest) }) : null,
  ]);
}

/** @param {Part} part */
function partLines(part) {
  return make("section", { class: "check-part" }, [
    make("h3", { text: part.name }),
    part.note ? make("p", { class: "muted", text: part.note }) : null,
    ...part.views.map(viewLines),
    part.foreign.length
      ? make("p", { class: "check-not_ours", text: words().foreign + part.foreign.join(", ") })
      : null,
  ]);
}

/** @param {Blob} file */
function refresh(file) {
  const said = words();
  const button = make("button", { type: "button", class: "out first", text: said.refresh });
  button.addEventListener("click", async () => {
    button.disabled = true;
    button.textContent = said.making;
    try {
      const blob = await (await post("refresh", file, "")).blob();
      const link = make("a", { href: URL.createObjectURL(blob), download: "SRDI-Atlas.pptx" });
      link.click();
    } finally {
      button.disabled = false;
      button.textContent = said.refresh;
    }
  });
  return button;
}

/** @param {Report} report @param {Blob | null} file */
function show(report, file) {
  const said = words();
  const place = document.getElementById("check-report");
  place.textContent = "";
  const any = report.parts.some((part) => part.views.length);
  if (any) {
    const verdict = report.stale ? said.stale : said.fresh;
    const style = `verdict verdict-${report.stale ? "changed" : "same"}`;
    place.append(make("p", { class: style, text: verdict }));
  }
  if (any && file) {
    place.append(refresh(file));
  }
  place.append(...report.parts.map(partLines));
}

/** @param {Blob | null} file @param {string} [address] */
async function check(file, address = "") {
  const place = document.getElementById("check-report");
  const said = words();
  place.textContent = said.busy;
  try {
    show(await (await post("check", file, address)).json(), file);
  } catch (error) {
    place.textContent = said.failed + /** @type {Error} */ (error).message;
  }
}

document.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  if (target.closest?.("[data-check-choose]")) {
    const field = make("input", { type: "file", accept: ".pptx,.png,.svg,.pdf" });
    field.addEventListener("change", () => {
      if (field.files.length) {
        check(field.files[0]);
      }
    });
    field.click();
  } else if (target.closest?.("[data-check-address]")) {
    const field = /** @type {HTMLInputElement} */ (document.getElementById("check-address"));
    if (field.value.trim()) {
      check(null, field.value.trim());
    }
  }
});

document.addEventListener("dragover", (event) => {
  if (/** @type {Element} */ (event.target).closest?.("[data-check]")) {
    event.preventDefault();
  }
});

document.addEventListener("drop", (event) => {
  const file = event.dataTransfer?.files[0];
  if (file && /** @type {Element} */ (event.target).closest?.("[data-check]")) {
    event.preventDefault();
    check(file);
  }
});
