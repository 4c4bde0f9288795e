/* Cards of exhibits: a finished answer goes onto the page, the cards in view first, the rest as the browser finds time.
   After each drawing the card tells so by an event, `atlas:drawn`, whose detail is the figure. */
(function () {
  'use strict';
  var React = window.React, h = React.createElement;
  var waiting = new Map(), asked = false, library = null, moved = new Set(), settling = 0, SLOW = 400, SETTLED = 120;

  function inView(card) {
    var box = card.getBoundingClientRect();
    return box.bottom > 0 && box.top < window.innerHeight;
  }
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
    var layout = Object.assign({autosize: true}, figure.layout);
    return window.Plotly[kept ? 'react' : 'newPlot'](gd, figure.data, layout, config).then(function () {
      if (!kept) {
        gd.atlasLocale = config.locale;
        gd.on('plotly_click', clicked(card));
      }
    });
  }
  function busy(card) {
    if (card.atlasLoading || card.atlasDrawing || waiting.has(card)) { card.setAttribute('data-dash-is-loading', 'true'); } else { card.removeAttribute('data-dash-is-loading'); }
  }
  /* All but the chart; a card takes its room with it. */
  function write(card, answer) {
    var wrapper = part(card, '.dash-graph');
    put(part(card, '.badges'), answer.badges);
    put(part(card, '.rows'), answer.rows);
    part(card, '.alt').textContent = answer.alt;
    put(part(card, 'footer'), answer.foot);
    wrapper.style.display = answer.height ? '' : 'none';
    if (answer.height) { wrapper.style.height = answer.height + 'px'; }
    return wrapper.firstChild;
  }
  function draw(card, answer) {
    var gd = write(card, answer);
    card.atlasDrawing = true;
    Promise.resolve().then(function () {
      return answer.height && answer.figure ? plot(card, gd, answer) : null;
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
  function next() {
    asked = false;
    var cards = Array.from(waiting.keys()).filter(function (card) { return ready(waiting.get(card)); });
    if (!cards.length) { return; }
    var card = cards.find(inView) || cards[0], answer = waiting.get(card);
    waiting.delete(card);
    if (card.isConnected) { draw(card, answer); }
    ask();
  }
  /* One card a task: what is drawn is painted before the next one is begun. */
  function ask() {
    if (asked || !waiting.size) { return; }
    asked = true;
    if (Array.from(waiting.keys()).some(inView)) { window.setTimeout(next, 0); } else { window.requestIdleCallback(next, {timeout: 200}); }
  }
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
  function Card(props) {
    var card = React.useRef(null), loading = window.dash_component_api.useDashContext().useLoading();
    React.useEffect(function () {
      var wrapper = part(card.current, '.dash-graph'), gd = wrapper.firstChild, size = new ResizeObserver(resized);
      size.observe(wrapper);
      load();
      return function () {
        size.disconnect();
        if (window.Plotly && gd._fullLayout) { window.Plotly.purge(gd); }
      };
    }, []);
    React.useEffect(function () {
      var article = card.current, timer = loading && window.setTimeout(function () { article.classList.add('waiting'); }, SLOW);
      article.atlasLoading = loading;
      busy(article);
      return function () { window.clearTimeout(timer); article.classList.remove('waiting'); };
    }, [loading]);
    React.useEffect(function () {
      if (!props.answer) { return; }
      var answer = JSON.parse(props.answer), gd = part(card.current, '.plot');
      if (!gd._fullLayout) { write(card.current, answer); }
      waiting.set(card.current, answer);
      busy(card.current);
      ask();
    }, [props.answer]);
    var title = 'title-' + props.exhibit;
    return h('article', {ref: card, id: 'exhibit-' + props.exhibit, className: 'exhibit w-' + props.width, 'aria-labelledby': title},
      h('header', null, h('h2', {id: title}, props.title), h('div', {className: 'badges'})),
      h('p', {className: 'reading'}, props.reading),
      h('div', {className: 'controls'}, props.children),
      h('div', {className: 'body'},
        h('div', {className: 'dash-graph', style: props.height ? {height: props.height + 'px'} : {display: 'none'}}, h('div', {className: 'plot'})),
        h('div', {className: 'rows'}),
        h('p', {className: 'alt visually-hidden'})),
      h('footer', null));
  }
  function Static(props) { return h('div', {className: 'static', dangerouslySetInnerHTML: {__html: props.html}}); }
  window.srdi_atlas = {Card: Card, Static: Static};
})();
