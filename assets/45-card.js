/* Cards of exhibits: a finished answer goes onto the page, the cards in view first, the rest as the browser finds time.
   After each drawing the card tells so by an event, `atlas:drawn`, whose detail is the figure. */
(function () {
  'use strict';
  var React = window.React, h = React.createElement;
  var waiting = new Map(), asked = false, library = null, moved = new Set(), settling = 0, SLOW = 400, SETTLED = 120, TASK = 25;
  var ASKS = ['search', 'locale', 'tabled', 'pathname'], turn = new MessageChannel(), seen = new IntersectionObserver(sighted);

  function sighted(entries) {
    entries.forEach(function (entry) { entry.target.atlasSeen = entry.isIntersecting; });
  }
  function inView(card) { return card.atlasSeen !== false; }
  function part(card, name) { return card.querySelector(':scope ' + name); }
  function put(host, html) {
    if (host.atlasHtml === html) { return; }
    var open = Array.from(host.querySelectorAll('details')).map(function (it) { return it.open; });
    host.innerHTML = host.atlasHtml = html;
    host.querySelectorAll('details').forEach(function (it, i) { it.open = it.open || Boolean(open[i]); });
  }
  function clicked(card) {
    return function (event) { window.dash_clientside.atlas.chosen(event.points[0], card.id.replace('exhibit-', '')); };
  }
  function plot(card, gd, answer) {
    var figure = answer.figure, config = answer.config;
    var kept = gd.atlasLocale === config.locale && gd._fullLayout;
    var layout = Object.assign({autosize: true}, figure.layout), text = JSON.stringify(figure);
    if (kept && gd.atlasFigure === text) { return null; }
    var done = kept && window.srdi_atlas.recolour(gd, figure) || window.Plotly[kept ? 'react' : 'newPlot'](gd, figure.data, layout, config);
    gd.atlasFigure = text;
    return done.then(function () {
      if (!kept) {
        gd.atlasLocale = config.locale;
        gd.on('plotly_click', clicked(card));
      }
    });
  }
  function busy(card) {
    if (card.atlasLoading || card.atlasDrawing || waiting.has(card)) { card.setAttribute('data-dash-is-loading', 'true'); } else { card.removeAttribute('data-dash-is-loading'); }
  }
  /* The chart's place: none, or as high as the answer says. */
  function place(card, answer) {
    var wrapper = part(card, '.dash-graph'), style = wrapper.style, shown = answer.height ? '' : 'none';
    if (style.display !== shown) { style.display = shown; }
    if (answer.height && style.height !== answer.height + 'px') { style.height = answer.height + 'px'; }
    return wrapper.firstChild;
  }
  /* All but the chart. */
  function write(card, answer) {
    put(part(card, '.badges'), answer.badges);
    put(part(card, '.rows'), answer.rows);
    part(card, '.alt').textContent = answer.alt;
    put(part(card, 'footer'), answer.foot);
  }
  /* The words come after the chart, which would otherwise wait for the page to be laid out around them. */
  function draw(card, answer) {
    var gd = place(card, answer);
    card.atlasDrawing = true;
    gd.atlasDone = new Promise(function (done) {
      done(answer.height && answer.figure ? plot(card, gd, answer) : null);
    }).finally(function () {
      write(card, answer);
    }).then(function () {
      card.dispatchEvent(new CustomEvent('atlas:drawn', {bubbles: true, detail: answer.figure}));
    }).finally(function () {
      card.atlasDrawing = false;
      busy(card);
    });
  }
  /* The page comes first: the chart library, on its way since the first line, runs while the answers are awaited. */
  function load() {
    if (library || window.Plotly) { return; }
    library = document.createElement('script');
    library.src = document.querySelector('link[data-plotly]').href;
    library.addEventListener('load', ask);
    document.head.appendChild(library);
  }
  function ready(answer) { return window.Plotly || !(answer.height && answer.figure); }
  function first() {
    var cards = Array.from(waiting.keys()).filter(function (card) { return ready(waiting.get(card)); });
    return cards.find(inView) || cards[0];
  }
  function next() {
    var began = window.performance.now(), card = first(), answer = null;
    while (card) {
      answer = waiting.get(card);
      waiting.delete(card);
      if (card.isConnected) { draw(card, answer); }
      card = inView(card) || window.performance.now() - began > TASK ? null : first();
    }
    asked = false;
    if (answer) { ask(); } // else the chart library is awaited
  }
  /* What is in view is painted before the next card is begun; what is not waits for that, and shares a task with its like. */
  function ask() {
    if (asked || !waiting.size) { return; }
    asked = true;
    if (Array.from(waiting.keys()).some(inView)) { turn.port2.postMessage(null); } else { window.requestAnimationFrame(function () { turn.port2.postMessage(null); }); }
  }
  turn.port1.onmessage = next;
  /* Cards of a row take each other's height, and settle when all are written: charts follow once, afterwards. */
  function resized(entries) {
    entries.forEach(function (entry) { moved.add(entry.target.firstChild); });
    window.clearTimeout(settling);
    settling = window.setTimeout(fit, SETTLED);
  }
  function fit() {
    if (waiting.size) { settling = window.setTimeout(fit, SETTLED); return; }
    moved.forEach(function (gd) {
      var size = gd._fullLayout, box = gd.getBoundingClientRect();
      if (!size || !box.width || Math.abs(box.width - size.width) + Math.abs(box.height - size.height) < 2) { return; }
      window.Plotly.Plots.resize(gd);
    });
    moved.clear();
  }
  function received(card, answer) {
    if (!part(card, '.plot')._fullLayout) { place(card, answer); write(card, answer); }
    waiting.set(card, answer);
    ask();
  }
  function Card(props) {
    var card = React.useRef(null), store = window.dash_component_api.useDashContext().useStore();
    React.useEffect(function () {
      var wrapper = part(card.current, '.dash-graph'), gd = wrapper.firstChild, size = new ResizeObserver(resized);
      size.observe(wrapper);
      seen.observe(card.current);
      load();
      return function () {
        size.disconnect();
        Promise.resolve(gd.atlasDone).finally(function () { if (gd._fullLayout) { window.Plotly.purge(gd); } }); // borders may still be on their way
      };
    }, []);
    React.useEffect(function () {
      var article = card.current, timer = 0;
      var subject = {id: {exhibit: props.exhibit, type: 'card'}, output: '{"exhibit":["MATCH"],"type":"card"}.answer', property: 'answer', asks: ASKS};
      var following = window.srdi_atlas.follow(subject, store, function (loading, answer) {
        window.clearTimeout(timer);
        if (loading) { timer = window.setTimeout(function () { article.classList.add('waiting'); }, SLOW); } else { article.classList.remove('waiting'); }
        article.atlasLoading = loading;
        if (answer) { received(article, JSON.parse(answer)); }
        busy(article);
      });
      article.atlasFollowing = following;
      return function () { window.clearTimeout(timer); following.stop(); };
    }, [props.exhibit]);
    React.useEffect(function () { card.current.atlasFollowing.look(); });
    function again() { window.setTimeout(card.current.atlasFollowing.look, 0); }
    var title = 'title-' + props.exhibit;
    return h('article', {ref: card, id: 'exhibit-' + props.exhibit, className: 'exhibit ' + props.look, 'aria-labelledby': title},
      h('header', null, h('h2', {id: title}, props.title), h('div', {className: 'badges'})),
      h('p', {className: 'reading'}, props.reading),
      h('div', {className: 'controls', onChange: again}, props.children),
      h('div', {className: 'body'},
        h('div', {className: 'dash-graph', style: props.height ? {height: props.height + 'px'} : {display: 'none'}}, h('div', {className: 'plot'})),
        h('div', {className: 'rows'}),
        h('p', {className: 'alt visually-hidden'})),
      h('footer', null));
  }
  function Static(props) { return h('div', {className: 'static', dangerouslySetInnerHTML: {__html: props.html}}); }
  function Live(props) {
    var place = React.useRef(null), following = React.useRef(null), store = window.dash_component_api.useDashContext().useStore();
    React.useEffect(function () {
      following.current = window.srdi_atlas.follow({id: props.id, output: props.id + '.html', property: 'html', asks: props.asks}, store, function (loading, html) {
        if (html !== null) { put(place.current, html); }
      });
      return function () { following.current.stop(); };
    }, [props.id]);
    React.useEffect(function () { following.current.look(); });
    var told = props.label ? {'aria-label': props.label} : {'aria-live': 'polite'};
    return h(props.tag, Object.assign({ref: place, id: props.id, className: props.look, dangerouslySetInnerHTML: {__html: props.html}}, told));
  }
  function Address() {
    var store = window.dash_component_api.useDashContext().useStore();
    React.useEffect(function () { return store.subscribe(window.dash_clientside.atlas.look); }, []);
    return null;
  }
  Object.assign(window.srdi_atlas, {Address: Address, Card: Card, Live: Live, Static: Static});
})();
