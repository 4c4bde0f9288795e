/** The component Choice of components/contract/choice.py: one of several options. */

import { react } from "./compat.js";

const h = react().createElement;

/** @typedef {{value: string, label: string}} Option */
/** @typedef {{id: Record<string, string>, options: Option[], value: string, label: string, buttons: boolean,
 *   setProps: (props: {value: string}) => void}} Props */

/** @param {Props} props */
function Buttons({ id, options, value, label, setProps }) {
  const name = JSON.stringify(id);
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
  return h("div", { className: "btn-group", role: "radiogroup", "aria-label": label }, buttons);
}

/** @param {Props} props */
function List({ options, value, label, setProps }) {
  const items = options.map((option) =>
    h("option", { key: option.value, value: option.value }, option.label),
  );
  return h(
    "select",
    {
      className: "form-select form-select-sm select",
      "aria-label": label,
      value: value ?? "",
      onChange: (event) => setProps({ value: event.target.value }),
    },
    items,
  );
}

/** @param {Props} props */
export function Choice(props) {
  return h(props.buttons ? Buttons : List, props);
}
