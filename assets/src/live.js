/** The small components of components/card/component.py: HTML that never changes, HTML that follows the address. */

import { put } from "./card_memory.js";
import { react, useStore } from "./compat.js";
import { follow } from "./follow.js";
import { look } from "./page.js";
import { get, partAddress } from "./requests.js";

const React = react();
const h = React.createElement;

/** @param {{html: string}} props */
export function Static(props) {
  return h("div", { className: "static", dangerouslySetInnerHTML: { __html: props.html } });
}

/** @param {{id: string, tag: string, look: string, label?: string, html: string}} props */
export function Live(props) {
  const place = React.useRef(null);
  const following = React.useRef(null);
  const store = useStore();
  React.useEffect(() => {
    following.current = follow({
      ask: async (now, signal) => (await get(partAddress(props.id, now), signal)).text(),
      store,
      took: ({ answer, error }) => {
        if (answer !== undefined || error) {
          put(place.current, answer || "");
        }
      },
    });
    return () => {
      following.current.stop();
    };
  }, [props.id]);
  React.useEffect(() => {
    if (!document.documentElement.hasAttribute("data-embed")) {
      following.current.look();
    }
  });
  const told = props.label ? { "aria-label": props.label } : { "aria-live": "polite" };
  return h(props.tag, {
    ref: place,
    id: props.id,
    className: props.look,
    dangerouslySetInnerHTML: { __html: props.html },
    ...told,
  });
}

/** Nothing to be seen: tells page.js of every change. @returns {null} */
export function Address() {
  const store = useStore();
  React.useEffect(() => store.subscribe(look), []);
  return null;
}
