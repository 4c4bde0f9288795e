/** Words that scripts show, which the server writes into the head of the page in both languages. */

/** @param {string} name @returns {string} in the language of the page */
export function words(name) {
  const meta = /** @type {HTMLMetaElement | null} */ (document.querySelector("meta[name=words]"));
  const lang = document.documentElement.lang === "en" ? "en" : "zh";
  return meta ? JSON.parse(meta.content)[name][lang] : "";
}
