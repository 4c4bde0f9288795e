/** The component Choice of components/contract/choice.py: one of several options. */

import { react } from "./compat.js";

const h = react().createElement;

/** @typedef {{value: string, label: string}} Option */
/** @typedef {{id: Record<string, string>, options: Option[], value: string, label: string, buttons: boolean,
 *   setProps: (props: {value: string}) => void}} Props */

/** The id of an element, as Dash writes those of its own. @param {Props["id"]} id */
function written(id) {
  return JSON.stringify(id, Object.keys(id).sort());
}

/** @param {Props} props */
function Buttons({ id, options, value, label, setProps }) {
  const name = written(id);
  const buttons = options.map((option) =>
    h(
      "label",
      { key: option.value, className: "btn btn-sm btn-outline" },
      h("input", {
        className: "btn-check",
        type: "radio",
        name,
        value: option.value,
        checked: option.value === value,
        onChange: () => setProps({ value: option.value }),
      }),
      option.label,
    ),
  );
  return h(
    "div",
    { id: name, className: "btn-group", role: "radiogroup", "aria-label": label },
    buttons,
  );
}

/** @param {Props} props */
function List({ id, options, value, label, setProps }) {
  const items = options.map((option) =>
    h("option", { key: option.value, value: option.value }, option.label),
  );
  return h(
    "select",
    {
      id: written(id),
      className: "form-select form-select-sm select",
      "aria-label": label,
      value: value ?? "",
      onChange: (/** @type {any} */ event) => setProps({ value: event.target.value }),
    },
    items,
  );
}

/** @param {Props} props */
export function Choice(props) {
  return h(props.buttons ? Buttons : List, props);
}
