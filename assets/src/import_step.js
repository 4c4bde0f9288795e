/** The card of the page that brings data in: the server draws every step as HTML, and this puts it in place. Nothing
   about the file is decided here. */

const POLL = 600;
let timer = 0;
export const byId = (id) => document.getElementById(id);
export const app = () => byId("import-app");
const language = () => (document.documentElement.lang === "en" ? "en" : "zh");
export const address = (path) => `${path + (path.includes("?") ? "&" : "?")}lang=${language()}`;
/** The address of the page, also from another page beside it. */
export const base = () => window.location.pathname.replace(/[^/]*\/?$/, "import");
export const busy = () => app()?.setAttribute("aria-busy", "true");
export const unreachable = () => refuse(app()?.getAttribute("data-lost") || "");

/* Another step, with the focus on its heading. */
export function show(html) {
  if (!app()) {
    return;
  }
  fill(html);
  byId("import-step")?.focus();
}
/* The same step as it is now: what has the focus keeps it, what is being typed stays, and what is unfolded. */
export function renew(html) {
  if (!app()) {
    return;
  }
  const field = app().contains(document.activeElement) ? document.activeElement : null;
  const typed = field?.type === "text" && field.value !== field.defaultValue;
  const folds = [...app().querySelectorAll("details[id]")].map((it) => [it.id, it.open]);
  fill(html);
  for (const [id, open] of folds) {
    byId(id)?.toggleAttribute("open", open);
  }
  const again = field?.id && byId(field.id);
  if (again) {
    again.focus({ preventScroll: true });
    if (typed) {
      again.value = field.value;
    }
  }
}
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
/* Ask for a step, or for the same one as it is then. */
export function ask(path, options, put = show) {
  busy();
  return fetched(path, options, put);
}
function fetched(path, options, put) {
  return fetch(address(path), options)
    .then((answer) => take(answer, put))
    .catch(unreachable);
}
/* Other pages keep answers of the data from before in this window: with another version in use it begins anew. */
export function take(answer, put) {
  if (answer.headers.has("X-Switched")) {
    window.location.reload();
    return null;
  }
  remember(answer.headers.get("X-Upload"));
  return answer.text().then((text) => {
    if ((answer.headers.get("Content-Type") || "").startsWith("text/plain")) {
      refuse(text);
    } else {
      put(text);
    }
  });
}
export function refuse(text) {
  const host = app() || byId("import-versions");
  if (!host) {
    return;
  }
  const line = document.createElement("p");
  line.className = "import-judgement bad";
  line.setAttribute("role", "alert");
  line.textContent = text;
  host.removeAttribute("aria-busy");
  for (const old of host.querySelectorAll(":scope > .import-judgement[role=alert]")) {
    old.remove();
  }
  host.prepend(line);
}
/* The file of this tab: a page that is loaded again goes on with it. */
export function remember(id) {
  if (id) {
    window.sessionStorage.setItem("import", id);
  } else {
    window.sessionStorage.removeItem("import");
  }
}
