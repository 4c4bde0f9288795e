/** What is known of elements of the page: of cards, their charts and places of HTML. */

/** @type {WeakMap<Element, Record<string, any>>} */
const memory = new WeakMap();

/** @param {Element} element @returns {Record<string, any>} */
export function known(element) {
  return memory.get(element) || {};
}

/** @param {Element} element @param {Record<string, any>} facts */
export function remember(element, facts) {
  memory.set(element, { ...known(element), ...facts });
}

/** A part of a card. @param {Element} card @param {string} name a selector @returns {any} */
export function part(card, name) {
  return card.querySelector(`:scope ${name}`);
}

/** Write HTML unless it stands there already; the focus stays where it was.
 * @param {Element} host
 * @param {string} html
 */
export function put(host, html) {
  if (known(host).html === html) {
    return;
  }
  const focused = host.contains(document.activeElement) ? place(document.activeElement) : null;
  host.innerHTML = html;
  remember(host, { html });
  if (focused) {
    /** @type {HTMLElement | null} */ (host.querySelector(focused))?.focus();
  }
}

/** A selector of what was focused, good in other HTML of the same kind. @param {Element} element */
function place(element) {
  const named = [...element.attributes].find((it) => it.name.startsWith("data-"));
  return named ? `[${named.name}="${CSS.escape(named.value)}"]` : element.localName;
}
