/** The page that brings data in. The server draws every step as HTML; this script sends files and corrections and puts the answers in place. Nothing about the file is decided here. */

const POLL = 600;
let timer = 0;
const byId = (id) => document.getElementById(id);
const app = () => byId("import-app");
const language = () => (document.documentElement.lang === "en" ? "en" : "zh");
const address = (path) => `${path + (path.includes("?") ? "&" : "?")}lang=${language()}`;
const base = () => window.location.pathname.replace(/\/$/, "");
const lost = () => app()?.getAttribute("data-lost") || "";

/* Put a step in place, with the focus on its heading. */
function show(html) {
  if (!app()) {
    return;
  }
  fill(html);
  byId("import-step")?.focus();
}
/* The same step as it is now: what has the focus keeps it, and what is being typed stays. */
function renew(html) {
  const field = app()?.contains(document.activeElement) ? document.activeElement : null;
  const typed = field && "defaultValue" in field && field.value !== field.defaultValue;
  fill(html);
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
  const drop = app().querySelector("[data-lost]");
  if (drop) {
    app().setAttribute("data-lost", drop.getAttribute("data-lost"));
  }
  const poll = app().querySelector("[data-poll]");
  window.clearTimeout(timer);
  if (poll) {
    timer = window.setTimeout(() => ask(poll.getAttribute("data-poll"), {}, renew), POLL);
  } else {
    versions();
  }
}
/* Other pages keep answers of the data from before in this window: with another version in use it begins anew. */
function ask(path, options, put = show) {
  app()?.setAttribute("aria-busy", "true");
  return fetch(address(path), options)
    .then((answer) => take(answer, put))
    .catch(() => refuse(lost()));
}
function take(answer, put) {
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
function refuse(text) {
  const line = document.createElement("p");
  line.className = "import-judgement bad";
  line.setAttribute("role", "alert");
  line.textContent = text;
  app().removeAttribute("aria-busy");
  app()
    .querySelectorAll(":scope > .import-judgement[role=alert]")
    .forEach((old) => {
      old.remove();
    });
  app().prepend(line);
}
/* The file of this tab: a page that is loaded again goes on with it. */
function remember(id) {
  if (id) {
    window.sessionStorage.setItem("import", id);
  } else {
    window.sessionStorage.removeItem("import");
  }
}
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
    .catch(() => refuse(lost()));
}

/* Sending a file, with how much of it has gone. */
function send(file) {
  const drop = app().querySelector("[data-upload]");
  const bar = byId("import-bar");
  const request = new XMLHttpRequest();
  request.open(
    "POST",
    address(`${drop.getAttribute("data-upload")}?kind=${byId("import-kind").value}`),
  );
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
    remember(request.getResponseHeader("X-Upload"));
    if ((request.getResponseHeader("Content-Type") || "").startsWith("text/plain")) {
      refuse(request.responseText);
    } else {
      show(request.responseText);
    }
  };
  request.onerror = () => refuse(lost());
  bar.textContent = drop.getAttribute("data-looking");
  drop.classList.add("busy");
  request.send(file);
}
/* Corrections go one by one, in their order: each is of the file as the one before left it. Only the last answer is
   shown, so that nobody types into a field that is about to go. */
const corrections = [];
let correcting = false;
function correct(field) {
  const form = new URLSearchParams({
    what: field.getAttribute("data-correct"),
    value: field.value,
  });
  ["heading", "column", "text"].forEach((name) => {
    if (field.hasAttribute(`data-${name}`)) {
      form.set(name, field.getAttribute(`data-${name}`));
    }
  });
  corrections.push([field.getAttribute("data-href"), form]);
  if (!correcting) {
    sendCorrections();
  }
}
async function sendCorrections() {
  correcting = true;
  app().setAttribute("aria-busy", "true");
  while (corrections.length) {
    const [path, form] = corrections.shift();
    await fetch(address(path), { method: "POST", body: form })
      .then((answer) => take(answer, (html) => corrections.length || renew(html)))
      .catch(() => refuse(lost()));
  }
  correcting = false;
}

document.addEventListener("change", (event) => {
  const field = event.target;
  if (field.id === "import-input" && field.files.length) {
    send(field.files[0]);
  } else if (field.hasAttribute?.("data-correct")) {
    correct(field);
  }
});
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-act]");
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
  ask(button.getAttribute("data-act"), { method: "POST" });
});
document.addEventListener("submit", (event) => {
  const path = event.target.getAttribute("data-form");
  if (path) {
    event.preventDefault();
    change(path, new URLSearchParams(new FormData(event.target)));
  }
});
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
    .catch(() => refuse(lost()));
}
for (const name of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(name, (event) => {
    const drop = event.target.closest?.("[data-upload]");
    if (!drop) {
      return;
    }
    event.preventDefault();
    drop.classList.toggle("over", name === "dragover");
    if (name === "drop" && event.dataTransfer.files.length) {
      send(event.dataTransfer.files[0]);
    }
  });
}

/* The page comes and goes with the address: its card is filled when it is there and empty. */
new MutationObserver(() => {
  const place = app();
  document.documentElement.toggleAttribute("data-importing", Boolean(place));
  if (place && !place.hasAttribute("data-filled")) {
    place.setAttribute("data-filled", "1");
    start();
  }
}).observe(document.documentElement, { childList: true, subtree: true });
