/** The card of the page that brings data in: the server draws every step as HTML, and this puts it in place. Nothing
   about the file is decided here. */

const POLL = 600;
let timer = 0;
/** @param {string} id */
export const byId = (id) => document.getElementById(id);
export const app = () => byId("import-app");
const language = () => (document.documentElement.lang === "en" ? "en" : "zh");
/** @param {string} path */
export const address = (path) => `${path + (path.includes("?") ? "&" : "?")}lang=${language()}`;
/** The address of the page, also from another page beside it. */
export const base = () => window.location.pathname.replace(/[^/]*\/?$/, "import");
export const busy = () => app()?.setAttribute("aria-busy", "true");
export const unreachable = () => refuse(app()?.getAttribute("data-lost") || "");

/** @typedef {(html: string) => void} Put */

/** Another step, with the focus on its heading.
 * @param {string} html */
export function show(html) {
  if (!app()) {
    return;
  }
  fill(html);
  byId("import-step")?.focus();
}
/** The same step as it is now: what has the focus keeps it, what is being typed stays, and what is unfolded.
 * @param {string} html */
export function renew(html) {
  if (!app()) {
    return;
  }
  const active = /** @type {HTMLInputElement} */ (document.activeElement);
  const field = app().contains(active) ? active : null;
  const typed = field?.type === "text" && field.value !== field.defaultValue;
  /** @type {NodeListOf<HTMLDetailsElement>} */
  const folds = app().querySelectorAll("details[id]");
  fill(html);
  for (const { id, open } of folds) {
    byId(id)?.toggleAttribute("open", open);
  }
  const again = field?.id && /** @type {HTMLInputElement} */ (byId(field.id));
  if (again) {
    again.focus({ preventScroll: true });
    if (typed) {
      again.value = field.value;
    }
  }
}
/** @param {string} html */
function fill(html) {
  app().innerHTML = html;
  app().removeAttribute("aria-busy");
  const poll = app().querySelector("[data-poll]");
  window.clearTimeout(timer);
  if (poll) {
    timer = window.setTimeout(() => fetched(poll.getAttribute("data-poll"), {}, renew), POLL);
  }
  app().dispatchEvent(new CustomEvent("import-step", { bubbles: true, detail: Boolean(poll) }));
}
/** Ask for a step, or for the same one as it is then.
 * @param {string} path
 * @param {RequestInit} options
 * @param {Put} put */
export function ask(path, options, put = show) {
  busy();
  return fetched(path, options, put);
}
/**
 * @param {string} path
 * @param {RequestInit} options
 * @param {Put} put */
function fetched(path, options, put) {
  return fetch(address(path), options)
    .then((answer) => take(answer, put))
    .catch(unreachable);
}
/** Other pages keep answers of the data from before in this window: with another version in use it begins anew.
 * @param {Response} answer
 * @param {Put} put */
export function take(answer, put) {
  if (answer.headers.has("X-Switched")) {
    window.location.reload();
    return null;
  }
  return answer.text().then((text) => {
    if ((answer.headers.get("Content-Type") || "").startsWith("text/plain")) {
      refuse(text);
    } else {
      remember(answer.headers.get("X-Upload"));
      put(text);
    }
  });
}
/** What was stopped while the server was asked may be done again.
 * @param {HTMLElement} host */
function release(host) {
  host.removeAttribute("aria-busy");
  const drop = host.querySelector(".import-drop");
  if (drop) {
    drop.classList.remove("busy");
    byId("import-bar").textContent = "";
    /** @type {HTMLInputElement} */ (byId("import-input")).value = "";
  }
  /** @type {NodeListOf<HTMLButtonElement>} */
  const asked = host.querySelectorAll("[data-asked]");
  for (const button of asked) {
    button.disabled = false;
    button.removeAttribute("data-asked");
  }
}
/** @param {string} text */
export function refuse(text) {
  const host = app() || byId("import-versions");
  if (!host) {
    return;
  }
  const line = document.createElement("p");
  line.className = "import-judgement bad";
  line.setAttribute("role", "alert");
  line.textContent = text;
  release(host);
  for (const old of host.querySelectorAll(":scope > .import-judgement[role=alert]")) {
    old.remove();
  }
  host.prepend(line);
}
/** The file of this tab: a page that is loaded again goes on with it.
 * @param {string | null} id */
export function remember(id) {
  if (id) {
    window.sessionStorage.setItem("import", id);
  } else {
    window.sessionStorage.removeItem("import");
  }
}
