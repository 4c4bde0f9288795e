/** Links to pages (a[data-nav]) and charts (a.to-chart): keep filters, language and theme of the address; a chart is brought into view.
   Inside a frame they do nothing: an embed shows the one chart that it was given. */

const TRIES = 60;
const PAUSE = 100;
function kept() {
  const pairs = new URLSearchParams(window.location.search);
  Array.from(pairs.keys()).forEach((key) => {
    if (key.indexOf(".") >= 0) {
      pairs.delete(key);
    }
  });
  const query = pairs.toString();
  return query ? `?${query}` : "";
}
function link(event) {
  return event.target.closest ? event.target.closest("a.to-chart, a[data-nav]") : null;
}
function carry(event) {
  const found = link(event);
  if (found) {
    found.search = kept();
  }
}
function reveal(hash, tries) {
  const target = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
  if (target) {
    target.open = true; // of what is folded
    target.scrollIntoView({ block: "start" });
    target.classList.add("revealed");
    window.setTimeout(() => {
      target.classList.remove("revealed");
    }, 2000);
  } else if (hash.length > 1 && tries > 0) {
    window.setTimeout(() => {
      reveal(hash, tries - 1);
    }, PAUSE);
  }
}
document.addEventListener("pointerdown", carry);
document.addEventListener("focusin", carry);
document.addEventListener("click", (event) => {
  const found = link(event);
  if (!found) {
    return;
  }
  if (document.documentElement.getAttribute("data-embed")) {
    event.preventDefault();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) {
    return;
  }
  event.preventDefault();
  const target = { pathname: found.pathname, hash: found.hash };
  if (kept() !== window.location.search) {
    target.search = kept();
  } // set alike, it would refill cards on their way out
  window.dash_clientside.set_props("url", target);
  reveal(found.hash, TRIES);
});
document.addEventListener("DOMContentLoaded", () => {
  reveal(window.location.hash, TRIES);
});
