/** Runs before React mounts, so that nothing flashes: theme, language and embed mode on <html>.
   Theme: query key `theme`, else the reader's last choice, else the system's. Language: query key `lang`. */

import { prefix, resumable } from "./compat.js";

const root = document.documentElement;
const query = new URLSearchParams(window.location.search);
resumable();

function chosenTheme() {
  try {
    return window.localStorage.getItem("theme");
  } catch (_error) {
    // storage is closed to a frame of another site
    return null;
  }
}

/** @param {string | null} theme */
function known(theme) {
  return theme === "light" || theme === "dark" ? theme : null;
}

function systemTheme() {
  return window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

root.setAttribute(
  "data-bs-theme",
  known(query.get("theme")) || known(chosenTheme()) || systemTheme(),
);
root.setAttribute("lang", query.get("lang") === "en" ? "en" : "zh-CN");
if (window.location.pathname.indexOf(`${prefix()}embed/`) === 0) {
  root.setAttribute("data-embed", "1");
}
