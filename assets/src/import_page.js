/** The page that brings data in: files are sent, buttons ask for the next step, and the versions stand below. */

import "./import_columns.js";
import {
  address,
  app,
  ask,
  base,
  byId,
  refuse,
  remember,
  renew,
  show,
  unreachable,
} from "./import_step.js";

function versions() {
  const place = byId("import-versions");
  if (!place) {
    return;
  }
  fetch(address(`${base()}/versions`))
    .then((answer) => (answer.ok ? answer.text() : ""))
    .then((html) => {
      place.innerHTML = html;
      place.hidden = !html;
    });
}
/* They change when an import has ended. */
let running = false;
document.addEventListener("import-step", (event) => {
  const goes = /** @type {CustomEvent<boolean>} */ (event).detail;
  if (running && !goes) {
    versions();
  }
  running = goes;
});
function start() {
  const held = window.sessionStorage.getItem("import");
  if (!held) {
    ask(`${base()}/home`, {}, renew);
    return;
  }
  fetch(address(`${base()}/${held}/resume`))
    .then((answer) =>
      answer.text().then((text) => {
        if (answer.ok) {
          renew(text);
        } else {
          remember(null);
          ask(`${base()}/home`, {}, renew);
        }
      }),
    )
    .catch(unreachable);
}

/** Sending a file, with how much of it has gone.
 * @param {File} file */
function send(file) {
  const drop = app().querySelector("[data-upload]");
  if (file.size > Number(drop.getAttribute("data-most")) * 1e6) {
    refuse(drop.getAttribute("data-large"));
    return;
  }
  const bar = byId("import-bar");
  const kind = /** @type {HTMLSelectElement} */ (byId("import-kind")).value;
  const request = new XMLHttpRequest();
  request.open("POST", address(`${drop.getAttribute("data-upload")}?kind=${kind}`));
  request.setRequestHeader("X-File-Name", encodeURIComponent(file.name));
  request.setRequestHeader("Content-Type", "application/octet-stream");
  request.upload.onprogress = (event) => {
    const part = event.total ? Math.round((100 * event.loaded) / event.total) : 0;
    bar.textContent =
      part < 100
        ? `${drop.getAttribute("data-sending")} ${part}%`
        : drop.getAttribute("data-looking");
  };
  request.onload = () => {
    if ((request.getResponseHeader("Content-Type") || "").startsWith("text/plain")) {
      refuse(request.responseText);
    } else {
      remember(request.getResponseHeader("X-Upload"));
      show(request.responseText);
    }
  };
  request.onerror = unreachable;
  bar.textContent = drop.getAttribute("data-looking");
  drop.classList.add("busy");
  request.send(file);
}
document.addEventListener("change", (event) => {
  const field = /** @type {HTMLInputElement} */ (event.target);
  if (!field.files?.length) {
    return;
  }
  if (field.id === "import-input") {
    send(field.files[0]);
  } else if (field.hasAttribute("data-mapping")) {
    ask(field.getAttribute("data-mapping"), { method: "POST", body: field.files[0] }, renew);
  }
});
document.addEventListener("click", (event) => {
  /** @type {HTMLButtonElement} */
  const button = /** @type {Element} */ (event.target).closest?.("[data-act]");
  if (!button) {
    return;
  }
  const sure = button.getAttribute("data-sure");
  if (sure && !window.confirm(sure)) {
    return;
  }
  if (button.closest("#import-versions")) {
    change(button.getAttribute("data-act"));
    return;
  }
  button.disabled = true;
  button.setAttribute("data-asked", "");
  ask(button.getAttribute("data-act"), { method: "POST" });
});
document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  const path = form.getAttribute("data-form");
  if (path) {
    event.preventDefault();
    const fields = [...new FormData(form)].map(([name, value]) => [name, String(value)]);
    change(path, new URLSearchParams(fields));
  }
});
/**
 * @param {string} path
 * @param {URLSearchParams} [body] */
function change(path, body) {
  fetch(address(path), { method: "POST", body: body })
    .then((answer) =>
      answer.text().then((text) => {
        if (answer.headers.has("X-Switched")) {
          window.location.reload();
        } else if (answer.ok) {
          byId("import-versions").innerHTML = text;
        } else {
          refuse(text);
        }
      }),
    )
    .catch(unreachable);
}
/* A file may be dropped anywhere on the page: next to the place it would take the page's own. */
for (const name of /** @type {const} */ (["dragover", "dragleave", "drop"])) {
  document.addEventListener(name, (event) => {
    if (!app() || !event.dataTransfer?.types.includes("Files")) {
      return;
    }
    event.preventDefault();
    const drop = app().querySelector("[data-upload]");
    drop?.classList.toggle("over", name === "dragover");
    if (drop && name === "drop") {
      send(event.dataTransfer.files[0]);
    }
  });
}

/** @param {HTMLElement | null} place */
function unfilled(place) {
  const found = place && !place.hasAttribute("data-filled");
  place?.setAttribute("data-filled", "1");
  return found;
}
/* The page comes and goes with the address: its cards are filled when they are there and empty. */
new MutationObserver(() => {
  const place = app();
  document.documentElement.toggleAttribute("data-importing", Boolean(place));
  if (unfilled(place)) {
    start();
  }
  if (unfilled(byId("import-versions"))) {
    versions();
  }
}).observe(document.documentElement, { childList: true, subtree: true });
