/** Cards of exhibits: a finished answer goes onto the page, the cards in view first, the rest as the browser finds time.
   After each drawing the card tells so by an event, `atlas:drawn`, whose detail is the figure. */

import { chosen, look } from "./atlas.js";
import { card as cardOf, update } from "./card_request.js";
import { fullLayout, react, setLoading, useStore } from "./compat.js";
import { follow } from "./follow.js";
import { recolour } from "./recolour.js";

const React = react();
const h = React.createElement;
/** What is known of elements: of cards, charts and places of HTML. */
const memory = new WeakMap();
const waiting = new Map();
let asked = false;
let library = null;
const moved = new Set();
let settling = 0;
const SLOW = 400;
const SETTLED = 120;
const TASK = 25;
const turn = new MessageChannel();
const seen = new IntersectionObserver(sighted);

function sighted(entries) {
  entries.forEach((entry) => {
    remember(entry.target, { seen: entry.isIntersecting });
  });
}
/** What is known of an element. */
function known(element) {
  return memory.get(element) || {};
}
function remember(element, facts) {
  memory.set(element, { ...known(element), ...facts });
}
function inView(card) {
  return known(card).seen !== false;
}
function part(card, name) {
  return card.querySelector(`:scope ${name}`);
}
function put(host, html) {
  if (known(host).html === html) {
    return;
  }
  const open = Array.from(host.querySelectorAll("details")).map((it) => it.open);
  host.innerHTML = html;
  remember(host, { html });
  host.querySelectorAll("details").forEach((it, i) => {
    it.open = it.open || Boolean(open[i]);
  });
}
function clicked(card) {
  return (event) => {
    chosen(event.points[0], card.id.replace("exhibit-", ""));
  };
}
function plot(card, gd, answer) {
  const figure = answer.figure;
  const config = answer.config;
  const kept = known(gd).locale === config.locale && fullLayout(gd);
  const layout = Object.assign({ autosize: true }, figure.layout);
  const text = JSON.stringify(figure);
  if (kept && known(gd).figure === text) {
    return null;
  }
  const draws = (verb) => window.Plotly[verb](gd, figure.data, layout, config);
  const done = kept ? recolour(gd, figure, () => draws("react")) : draws("newPlot");
  remember(gd, { figure: text });
  return done.then(() => {
    if (!kept) {
      remember(gd, { locale: config.locale });
      gd.on("plotly_click", clicked(card));
    }
  });
}
function busy(card) {
  const { loading, drawing } = known(card);
  setLoading(card, Boolean(loading || drawing || waiting.has(card)));
}
/** The chart's place: none, or as high as the answer says. */
function place(card, answer) {
  const wrapper = part(card, ".dash-graph");
  const style = wrapper.style;
  const shown = answer.height ? "" : "none";
  if (style.display !== shown) {
    style.display = shown;
  }
  if (answer.height && style.height !== `${answer.height}px`) {
    style.height = `${answer.height}px`;
  }
  return wrapper.firstChild;
}
/** All but the chart. */
function write(card, answer) {
  put(part(card, ".badges"), answer.badges);
  put(part(card, ".rows"), answer.rows);
  part(card, ".alt").textContent = answer.alt;
  put(part(card, "footer"), answer.foot);
}
/** The words come after the chart, which would otherwise wait for the page to be laid out around them. */
function draw(card, answer) {
  const gd = place(card, answer);
  remember(card, { drawing: true });
  const done = new Promise((begin) => {
    begin(answer.height && answer.figure ? plot(card, gd, answer) : null);
  })
    .finally(() => {
      write(card, answer);
    })
    .then(() => {
      card.dispatchEvent(new CustomEvent("atlas:drawn", { bubbles: true, detail: answer.figure }));
    })
    .finally(() => {
      remember(card, { drawing: false });
      busy(card);
    });
  remember(gd, { done });
}
/** The page comes first: the chart library, on its way since the first line, runs while the answers are awaited. */
function load() {
  if (library || window.Plotly) {
    return;
  }
  library = document.createElement("script");
  library.src = document.querySelector("link[data-plotly]").href;
  library.addEventListener("load", ask);
  document.head.appendChild(library);
}
function ready(answer) {
  return window.Plotly || !(answer.height && answer.figure);
}
function first() {
  const cards = Array.from(waiting.keys()).filter((card) => ready(waiting.get(card)));
  return cards.find(inView) || cards[0];
}
function next() {
  const began = window.performance.now();
  let card = first();
  let answer = null;
  while (card) {
    answer = waiting.get(card);
    waiting.delete(card);
    if (card.isConnected) {
      draw(card, answer);
    }
    card = inView(card) || window.performance.now() - began > TASK ? null : first();
  }
  asked = false;
  if (answer) {
    ask(); // else the chart library is awaited
  }
}
/** What is in view is painted before the next card is begun; what is not waits for that, and shares a task with its like. */
function ask() {
  if (asked || !waiting.size) {
    return;
  }
  asked = true;
  if (Array.from(waiting.keys()).some(inView)) {
    turn.port2.postMessage(null);
  } else {
    window.requestAnimationFrame(() => {
      turn.port2.postMessage(null);
    });
  }
}
turn.port1.onmessage = next;
/** Cards of a row take each other's height, and settle when all are written: charts follow once, afterwards. */
function resized(entries) {
  entries.forEach((entry) => {
    moved.add(entry.target.firstChild);
  });
  window.clearTimeout(settling);
  settling = window.setTimeout(fit, SETTLED);
}
function fit() {
  if (waiting.size) {
    settling = window.setTimeout(fit, SETTLED);
    return;
  }
  moved.forEach((gd) => {
    const size = fullLayout(gd);
    const box = gd.getBoundingClientRect();
    if (
      !size ||
      !box.width ||
      Math.abs(box.width - size.width) + Math.abs(box.height - size.height) < 2
    ) {
      return;
    }
    window.Plotly.Plots.resize(gd);
  });
  moved.clear();
}
function received(card, answer) {
  if (!fullLayout(part(card, ".plot"))) {
    place(card, answer);
    write(card, answer);
  }
  waiting.set(card, answer);
  ask();
}
/** The component Card of components/card/component.py. */
export function Card(props) {
  const card = React.useRef(null);
  const store = useStore();
  React.useEffect(() => {
    const wrapper = part(card.current, ".dash-graph");
    const gd = wrapper.firstChild;
    const size = new ResizeObserver(resized);
    size.observe(wrapper);
    seen.observe(card.current);
    load();
    return () => {
      size.disconnect();
      Promise.resolve(known(gd).done).finally(() => {
        if (fullLayout(gd)) {
          window.Plotly.purge(gd);
        }
      }); // borders may still be on their way
    };
  }, []);
  React.useEffect(() => {
    const article = card.current;
    let timer = 0;
    const ask = cardOf(props.exhibit);
    const following = follow(ask, props.exhibit, store, (loading, answer) => {
      window.clearTimeout(timer);
      if (loading) {
        timer = window.setTimeout(() => {
          article.classList.add("waiting");
        }, SLOW);
      } else {
        article.classList.remove("waiting");
      }
      remember(article, { loading });
      if (answer) {
        received(article, answer);
      }
      busy(article);
    });
    remember(article, { following });
    return () => {
      window.clearTimeout(timer);
      following.stop();
    };
  }, [props.exhibit]);
  React.useEffect(() => {
    known(card.current).following.look();
  });
  function again() {
    window.setTimeout(() => known(card.current).following.look(), 0);
  }
  const title = `title-${props.exhibit}`;
  return h(
    "article",
    {
      ref: card,
      id: `exhibit-${props.exhibit}`,
      className: `exhibit ${props.look}`,
      "aria-labelledby": title,
    },
    h("header", null, h("h2", { id: title }, props.title), h("div", { className: "badges" })),
    h("p", { className: "reading" }, props.reading),
    h("div", { className: "controls", onChange: again }, props.children),
    h(
      "div",
      { className: "body" },
      h(
        "div",
        {
          className: "dash-graph",
          style: props.height ? { height: `${props.height}px` } : { display: "none" },
        },
        h("div", { className: "plot" }),
      ),
      h("div", { className: "rows" }),
      h("p", { className: "alt visually-hidden" }),
    ),
    h("footer", null),
  );
}
/** The component Static of components/card/component.py. */
export function Static(props) {
  return h("div", { className: "static", dangerouslySetInnerHTML: { __html: props.html } });
}
/** The component Live of components/card/component.py. */
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
/** The component Address of components/card/component.py. */
export function Address() {
  const store = useStore();
  React.useEffect(() => store.subscribe(look), []);
  return null;
}
