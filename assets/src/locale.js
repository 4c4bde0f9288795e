/** Language and theme of an address. */

import { read } from "./address.js";

/** @param {string} search @returns {{lang: "zh" | "en", theme: string}} the system's theme if none is named */
export function localeOf(search) {
  const pairs = read(search);
  const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
  return {
    lang: pairs.lang === "en" ? "en" : "zh",
    theme: pairs.theme || (dark ? "dark" : "light"),
  };
}
