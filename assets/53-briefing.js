/* The tray of a briefing: views collected in the reader's own browser, their order, names and comments; and presenting them. */
(function () {
  'use strict';
  var KEY = 'tray', MOST = 60, root = window.dash_clientside = window.dash_clientside || {};
  function none() { return root.no_update; }
  /* The storage holds what other tabs have added meanwhile; dcc.Store keeps its data there as JSON. */
  function tray() {
    var held = null;
    try { held = JSON.parse(window.localStorage.getItem(KEY)); } catch (error) { held = null; }
    return held && Array.isArray(held.items) ? held : {title: '', items: []};
  }
  function keep(title, items) { root.set_props(KEY, {data: {title: title, items: items}}); }
  function changed(at, change) {
    var held = tray();
    keep(held.title, held.items.map(function (item, i) { return i === at ? Object.assign({}, item, change) : item; }));
  }
  function moved(items, from, to) {
    if (to < 0 || to >= items.length) { return items; }
    var next = items.slice();
    next.splice(to, 0, next.splice(from, 1)[0]);
    return next;
  }
  function add(button) {
    var held = tray();
    var item = {exhibit: button.getAttribute('data-tray-add'), query: button.getAttribute('data-tray-query'), title: '', comment: ''};
    if (held.items.length < MOST) { keep(held.title, held.items.concat(item)); }
    var word = button.lastChild, before = word.textContent;
    if (button.classList.contains('done')) { return; }
    word.textContent = button.getAttribute('data-tray-done');
    button.classList.add('done');
    setTimeout(function () { word.textContent = before; button.classList.remove('done'); }, 2000);
  }
  function act(button) {
    var held = tray(), at = Number(button.getAttribute('data-tray-at')), what = button.getAttribute('data-tray-act');
    if (what === 'up') { keep(held.title, moved(held.items, at, at - 1)); }
    if (what === 'down') { keep(held.title, moved(held.items, at, at + 1)); }
    if (what === 'remove') { keep(held.title, held.items.filter(function (_, i) { return i !== at; })); }
    if (what === 'clear') { keep('', []); }
  }
  function summary(data) {
    return ((data && data.items) || []).map(function (item) { return {exhibit: item.exhibit, query: item.query}; });
  }
  root.briefing = {
    count: function (data) {
      var n = ((data && data.items) || []).length;
      window.requestAnimationFrame(function () {
        var place = document.getElementById('tray-count');
        if (place) { place.textContent = n ? String(n) : ''; }
      });
      return none();
    },
    /* What is to be drawn: it changes with the order and the views, not with names and comments. */
    shown: function (data, held) {
      var next = summary(data);
      return JSON.stringify(next) === JSON.stringify(held) ? none() : next;
    },
    named: function (values, ids) {
      var context = root.callback_context, hit = (context.triggered || [])[0];
      if (!hit) { return none(); }
      var id = JSON.parse(hit.prop_id.slice(0, hit.prop_id.lastIndexOf('.')));
      var change = {};
      change[id.field] = hit.value || '';
      if ((tray().items[id.at] || {})[id.field] !== change[id.field]) { changed(id.at, change); }
      return none();
    },
    /* Both ways: what is typed goes to the tray, and the tray's title stands in the field. */
    titled: function (value, data) {
      var typed = (root.callback_context.triggered || []).some(function (t) { return t.prop_id === 'briefing-title.value'; });
      var held = tray();
      if (typed && (value || '') !== held.title) { keep(value || '', held.items); return none(); }
      return (value || '') === held.title ? none() : held.title;
    }
  };

  /* Presenting: one sheet on the whole screen, keys to turn, Escape to leave. */
  function sheets() { return Array.from(document.querySelectorAll('.sheet')); }
  function presenting() { return document.body.classList.contains('presenting'); }
  function turn(to) {
    var all = sheets(), at = Math.max(0, Math.min(all.length - 1, to));
    all.forEach(function (sheet, i) { sheet.classList.toggle('current', i === at); sheet.setAttribute('data-place', (i + 1) + ' / ' + all.length); });
    window.dispatchEvent(new Event('resize'));
  }
  function place() { return sheets().findIndex(function (sheet) { return sheet.classList.contains('current'); }); }
  function enlarge(by) {
    document.querySelectorAll('.sheet .js-plotly-plot').forEach(function (graph) {
      var base = graph.getAttribute('data-font') || (graph.layout.font && graph.layout.font.size) || 12;
      graph.setAttribute('data-font', base);
      window.Plotly.relayout(graph, {'font.size': base * by});
    });
  }
  function present() {
    if (!sheets().length) { return; }
    document.body.classList.add('presenting');
    enlarge(1.4);
    turn(0);
    if (document.documentElement.requestFullscreen) {
      document.documentElement.requestFullscreen().catch(function () { /* refused: the window itself is the screen */ });
    }
  }
  function leave() {
    if (!presenting()) { return; }
    document.body.classList.remove('presenting');
    sheets().forEach(function (sheet) { sheet.classList.remove('current'); });
    enlarge(1);
    if (document.fullscreenElement) { document.exitFullscreen(); }
    window.dispatchEvent(new Event('resize'));
  }
  var TURNS = {ArrowRight: 1, ArrowDown: 1, PageDown: 1, ' ': 1, Enter: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Backspace: -1};
  document.addEventListener('keydown', function (event) {
    if (!presenting()) { return; }
    if (event.key === 'Escape') { leave(); return; }
    if (event.key === 'Home') { turn(0); } else if (event.key === 'End') { turn(sheets().length - 1); } else if (TURNS[event.key]) { turn(place() + TURNS[event.key]); } else { return; }
    event.preventDefault();
  });
  document.addEventListener('fullscreenchange', function () { if (!document.fullscreenElement) { leave(); } });

  /* Paper: charts keep their proportions, whatever the window is. */
  var PAPER = {width: 1000, height: 540};
  function graphs() { return document.querySelectorAll('.sheet .js-plotly-plot'); }
  window.addEventListener('beforeprint', function () {
    graphs().forEach(function (graph) {
      var said = graph.closest('.sheet').querySelector('textarea');
      var taken = said && said.value ? said.offsetHeight + 8 : 0;
      window.Plotly.relayout(graph, Object.assign({}, PAPER, {height: Math.max(PAPER.height - taken, 200)}));
    });
  });
  window.addEventListener('afterprint', function () {
    graphs().forEach(function (graph) { window.Plotly.relayout(graph, {width: null, height: null, autosize: true}); });
  });

  /* Slides: the server answers with the deck, or with what is wrong with the tray. */
  function deck(button) {
    var held = tray(), said = document.getElementById('briefing-said');
    var form = new URLSearchParams({items: JSON.stringify(held.items), title: held.title, lang: button.getAttribute('data-lang')});
    button.disabled = true;
    said.textContent = button.getAttribute('data-busy');
    fetch(button.getAttribute('data-deck'), {method: 'POST', body: form}).then(function (answer) {
      if (!answer.ok) { return answer.json().then(function (told) { throw new Error(told.error.map(function (e) { return e.message || e.allowed; }).join(' ')); }); }
      return answer.blob().then(function (blob) {
        var link = document.createElement('a');
        link.href = URL.createObjectURL(blob);
        link.download = button.getAttribute('data-name');
        link.click();
        said.textContent = '';
        setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
      });
    }).catch(function (error) { said.textContent = error.message; }).finally(function () { button.disabled = false; });
  }
  document.addEventListener('click', function (event) {
    function hit(name) { return event.target.closest && event.target.closest('[' + name + ']'); }
    var button;
    if ((button = hit('data-tray-add'))) { add(button); }
    else if ((button = hit('data-tray-act'))) { act(button); }
    else if ((button = hit('data-deck'))) { deck(button); }
    else if (hit('data-present')) { present(); }
    else if (hit('data-print')) { window.print(); }
  });
})();
