/** The small components of components/card/component.py: HTML that never changes, HTML that follows the address. */

import { look } from "./atlas.js";
import { put } from "./card_memory.js";
import { update } from "./card_request.js";
import { react, useStore } from "./compat.js";
import { follow } from "./follow.js";

const React = react();
const h = React.createElement;

/** @param {{html: string}} props */
export function Static(props) {
  return h("div", { className: "static", dangerouslySetInnerHTML: { __html: props.html } });
}

/** @param {{id: string, asks: string[], tag: string, look: string, label?: string, html: string}} props */
export function Live(props) {
  const place = React.useRef(null);
  const following = React.useRef(null);
  const store = useStore();
  React.useEffect(() => {
    following.current = follow(
      update({ id: props.id, output: `${props.id}.html`, property: "html", asks: props.asks }),
      null,
      store,
      (_loading, html) => {
        if (html !== null) {
          put(place.current, html);
        }
      },
    );
    return () => {
      following.current.stop();
    };
  }, [props.id]);
  React.useEffect(() => {
    following.current.look();
  });
  const told = props.label ? { "aria-label": props.label } : { "aria-live": "polite" };
  return h(
    props.tag,
    Object.assign(
      {
        ref: place,
        id: props.id,
        className: props.look,
        dangerouslySetInnerHTML: { __html: props.html },
      },
      told,
    ),
  );
}

/** Nothing to be seen: tells atlas.js of every change. */
export function Address() {
  const store = useStore();
  React.useEffect(() => store.subscribe(look), []);
  return null;
}
