/** The component Card of components/card/component.py: an exhibit's card, which asks for its own answer. */

import { known, part, remember } from "./card_memory.js";
import { fullLayout, react, useStore } from "./compat.js";
import { inOneRow } from "./controls_row.js";
import { busy, received, watch } from "./drawing.js";
import { resized } from "./fitting.js";
import { follow } from "./follow.js";
import { cardAddress, get } from "./requests.js";
import { entitle, unanswered } from "./unanswered.js";

const React = react();
const h = React.createElement;
const SLOW = 400;

/** Watch the card's place, and take its chart down when it leaves.
 * @param {Element} article
 */
function stand(article) {
  const wrapper = part(article, ".dash-graph");
  const gd = wrapper.firstChild;
  const size = new ResizeObserver(resized);
  size.observe(wrapper);
  watch(article);
  return () => {
    size.disconnect();
    Promise.resolve(known(gd).done).finally(() => {
      if (fullLayout(gd)) {
        window.Plotly.purge(gd);
      }
    }); // borders may still be on their way
  };
}

/** Ask for the card's answer with every address.
 * @param {Element} article
 * @param {string} exhibit
 * @param {any} store
 * @param {string} own
 */
function ask(article, exhibit, store, own) {
  let timer = 0;
  const tabled = () => Boolean(known(article).tabled);
  /** @param {import("./follow.js").Took} took */
  const took = ({ loading, answer, error }) => {
    window.clearTimeout(timer);
    if (loading) {
      timer = window.setTimeout(() => {
        article.classList.add("waiting");
      }, SLOW);
    } else {
      article.classList.remove("waiting");
      unanswered(article, error || null);
    }
    remember(article, { loading });
    if (answer) {
      received(article, answer);
    }
    busy(article);
  };
  const following = follow({
    ask: async (now, signal) => (await get(cardAddress(exhibit, now, own), signal)).json(),
    leaves: true,
    store,
    took,
    tabled,
  });
  remember(article, { following });
  return () => {
    window.clearTimeout(timer);
    following.stop();
  };
}

/** Whether a chart may be larger than its place, which then scrolls, by keys too. */
function scrolls() {
  const framed = document.documentElement.hasAttribute("data-embed");
  return framed || window.matchMedia("(max-width: 760px)").matches;
}

/** The choice between chart and table.
 * @param {string[]} views words of chart, table, and the choice
 * @param {boolean} tabled
 * @param {(tabled: boolean) => void} choose
 */
function segment(views, tabled, choose) {
  if (!views.length) {
    return null;
  }
  const button = (/** @type {string} */ words, /** @type {boolean} */ table) =>
    h(
      "button",
      {
        key: words,
        type: "button",
        "aria-pressed": table === tabled,
        onClick: () => choose(table),
      },
      words,
    );
  return h(
    "div",
    { className: "segment view", role: "group", "aria-label": views[2] },
    button(views[0], false),
    button(views[1], true),
  );
}

/** What shows the controls that the row has no room for. @param {string} words */
function moreButton(words) {
  return h(
    "button",
    {
      type: "button",
      className: "icon more",
      "aria-label": words,
      "aria-expanded": false,
      title: words,
    },
    h("i", { className: "bi bi-three-dots" }),
  );
}

/** @param {{exhibit: string, title: string, views: string[], look: string, height: number, own: string, more: string, children: any}} props */
export function Card(props) {
  const card = React.useRef(null);
  const title = React.useRef(null);
  const row = React.useRef(null);
  const [tabled, choose] = React.useState(false);
  const store = useStore();
  React.useEffect(() => stand(card.current), []);
  React.useEffect(() => inOneRow(row.current), [props.children]);
  React.useEffect(() => {
    entitle(card.current, props.title);
  }, [props.title]);
  React.useEffect(() => ask(card.current, props.exhibit, store, props.own), [props.exhibit]);
  React.useEffect(() => {
    remember(card.current, { tabled });
    known(card.current).following.look();
  });
  function again() {
    window.setTimeout(() => known(card.current).following.look(), 0);
  }
  const id = props.exhibit;
  const pop = (/** @type {string} */ name, /** @type {object} */ more) =>
    h("div", { id: `${name}-${id}`, popover: "auto", className: `pop ${name}`, ...more });
  return h(
    "article",
    {
      ref: card,
      id: `exhibit-${id}`,
      className: `exhibit ${props.look}`,
      "data-own": props.own || undefined,
      "aria-labelledby": `title-${id}`,
    },
    h(
      "header",
      null,
      h("h2", { id: `title-${id}`, ref: title }),
      segment(props.views, tabled, choose),
      h("p", { className: "sub" }),
    ),
    h(
      "div",
      { className: "controls-row", ref: row },
      h("div", { className: "controls", onChange: again }, props.children),
      props.more && moreButton(props.more),
    ),
    h("div", { className: "notes-panel" }),
    h("div", { className: "key" }),
    h(
      "div",
      { className: "body", tabIndex: scrolls() ? 0 : undefined },
      h(
        "div",
        {
          className: "dash-graph",
          style: props.height ? { height: `${props.height}px` } : { display: "none" },
        },
        h("div", { className: "plot" }),
      ),
      h("div", { className: "areas" }),
      h("div", { className: "rows" }),
    ),
    h("footer", null),
    pop("method", { role: "dialog", tabIndex: -1 }),
    pop("menu", { role: "menu" }),
    pop("compare", { role: "menu", className: "pop menu compare" }),
  );
}
