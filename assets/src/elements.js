/** Elements made by script. */

/** @param {string} name
 * @param {Record<string, any>} [attributes] `text`: its words; `onclick` and the like: listeners
 * @param {(Element | null)[]} [children]
 * @returns {any}
 */
export function make(name, attributes = {}, children = []) {
  const element = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => {
    if (key === "text") {
      element.textContent = value;
    } else if (key.startsWith("on")) {
      element.addEventListener(key.slice(2), value);
    } else {
      element.setAttribute(key, value);
    }
  });
  children
    .filter((child) => child !== null)
    .forEach((child) => {
      element.appendChild(child);
    });
  return element;
}

/** A list to choose from, with its label.
 * @param {string} label
 * @param {[string, string][]} options values and words
 * @param {string} value
 * @param {(value: string) => void} apply
 */
export function select(label, options, value, apply) {
  const list = make(
    "select",
    {
      class: "form-select form-select-sm",
      onchange: (/** @type {any} */ event) => apply(event.target.value),
    },
    options.map(([name, words]) =>
      make("option", { value: name, text: words, ...(name === value ? { selected: "" } : {}) }),
    ),
  );
  return make("label", { text: `${label} ` }, [list]);
}

/** A field to copy from, and the button that does it.
 * @param {string} tag input or textarea
 * @param {string} label
 * @param {Record<string, string>} attributes
 * @param {{copy: string, copied: string}} words
 */
export function copyField(tag, label, attributes, words) {
  const style = "form-control form-control-sm";
  const field = make(tag, { readonly: "", class: style, "aria-label": label, ...attributes });
  const button = make("button", {
    type: "button",
    class: "out",
    text: words.copy,
    onclick: () => {
      field.select();
      if (navigator.clipboard) {
        navigator.clipboard.writeText(field.value);
      } else {
        document.execCommand("copy");
      }
      button.textContent = words.copied;
      button.focus();
    },
  });
  return { field, line: make("div", { class: "share-line" }, [field, button]) };
}
