/* The quadrant answers while a threshold moves: the pairs of the selection are fetched once, the four
   cells are counted here, and the thresholds go to the address when they are let go. */
(function () {
  'use strict';
  var keep = window.dash_clientside = window.dash_clientside || {};
  var KEYS = {persons: 'quadrant.persons_over', patents: 'quadrant.patents_over'};
  var GRAPH = '#exhibit-quadrant .dash-graph', FRAMES = 240, PAUSE = 500;
  var state = null, held = {url: '', pairs: null};

  /* Counting: exact, no approximation. */
  function decode(buffer) {
    var head = new DataView(buffer), n = head.getUint32(0, true);
    return {
      unknown: head.getUint32(4, true), counts: new Uint32Array(buffer, 8, n),
      insured: new Uint16Array(buffer, 8 + 4 * n, n), patents: new Uint16Array(buffer, 8 + 6 * n, n)
    };
  }
  function count(pairs, persons, patents) {
    var cells = [0, 0, 0, 0], insured = pairs.insured, owned = pairs.patents, counts = pairs.counts;
    for (var i = 0; i < counts.length; i += 1) {
      cells[(insured[i] > persons ? 0 : 1) + (owned[i] > patents ? 0 : 2)] += counts[i];
    }
    return cells;
  }
  function place(cell) { return (cell.large ? 0 : 1) + (cell.innovative ? 0 : 2); }

  /* Addresses. */
  function narrowed(range, low, high) {
    var ends = (range || '..').split('..');
    var from = Math.max(ends[0] === '' ? -Infinity : Number(ends[0]), low);
    var to = Math.min(ends[1] === '' ? Infinity : Number(ends[1]), high);
    if (from > to) { return null; }
    return (from === -Infinity ? '' : from) + '..' + (to === Infinity ? '' : to);
  }
  function bounds(high, threshold) { return high ? [threshold + 1, Infinity] : [-Infinity, threshold]; }
  function exported(meta, cell, persons, patents, search) {
    var asked = new URLSearchParams(meta.query), seen = new URLSearchParams(search);
    var size = bounds(cell.large, persons), many = bounds(cell.innovative, patents);
    var insured = narrowed(asked.get('insured'), size[0], size[1]), owned = narrowed(asked.get('patents'), many[0], many[1]);
    if (insured === null || owned === null) { return null; }
    asked.set('insured', insured);
    asked.set('patents', owned);
    ['lang', 'version'].forEach(function (key) { if (seen.get(key)) { asked.set(key, seen.get(key)); } });
    return meta.root + 'export/enterprises.csv?' + plain(asked);
  }
  function plain(pairs) { return pairs.toString().replace(/%2C/g, ',').replace(/%3A/g, ':').replace(/\+/g, '%20'); }
  function commit() {
    var pairs = new URLSearchParams(window.location.search);
    state.pending = 0;
    Object.keys(KEYS).forEach(function (name) {
      pairs.delete(KEYS[name].split('.')[1]);
      if (state[name] === state.meta.report[name]) { pairs.delete(KEYS[name]); } else { pairs.set(KEYS[name], state[name]); }
    });
    var query = plain(pairs);
    window.dash_clientside.set_props('url', {search: query ? '?' + query : ''});
  }

  /* What is shown beside the plane and on it. */
  function make(tag, style, parent) {
    var made = document.createElement(tag);
    made.className = style;
    parent.appendChild(made);
    return made;
  }
  function round(value) { return Number(value.toFixed(2)); }
  function said(value) { return value.toLocaleString('en-US', {maximumFractionDigits: 2}); }
  function fill(words, values) { return words.replace(/\{(\w+)\}/g, function (all, name) { return values[name]; }); }
  function printed(meta, cell) { return cell.published === null ? '' : meta.words.report + ' ' + said(cell.published) + '%'; }
  function tiles(panel, meta) {
    panel.textContent = '';
    var grid = make('div', 'quadrant-grid', panel);
    var order = meta.cells.slice().sort(function (a, b) { return b.innovative - a.innovative || a.large - b.large; });
    var shown = order.map(function (cell) {
      var tile = make('div', 'quadrant-tile', grid), parts = {cell: cell};
      tile.setAttribute('data-cell', cell.id);
      make('h3', '', tile).textContent = cell.name;
      parts.where = make('p', 'where', tile);
      parts.share = make('p', 'share', tile);
      make('p', 'published', tile).textContent = printed(meta, cell);
      var track = make('div', 'track', tile);
      parts.bar = make('i', '', track);
      if (cell.published !== null) { make('b', '', track).style.left = cell.published + '%'; }
      parts.count = make('p', 'count', tile);
      make('p', 'feature', tile).textContent = meta.words.report + meta.words.colon + cell.feature;
      parts.link = make('a', 'out', tile);
      parts.link.textContent = meta.words.export;
      return parts;
    });
    return {tiles: shown, gap: make('p', 'gap', panel), basis: make('p', 'basis', panel)};
  }
  function answer() {
    var meta = state.meta, cells = count(held.pairs, state.persons, state.patents), known = 0, gap = 0;
    cells.forEach(function (n) { known += n; });
    function share(cell) { return known ? cells[place(cell)] / known * 100 : 0; }
    meta.cells.forEach(function (cell) { gap += Math.abs(share(cell) - (cell.published || 0)); });
    state.labels.forEach(function (label) { label.share.textContent = said(round(share(label.cell))) + '%'; });
    document.querySelectorAll('[data-quadrant-preset]').forEach(function (button) {
      var preset = meta[button.getAttribute('data-quadrant-preset')];
      var on = preset && preset.persons === state.persons && preset.patents === state.patents;
      button.disabled = !preset;
      button.setAttribute('aria-pressed', String(Boolean(on)));
      button.querySelector('.values').textContent = preset ? ' >' + said(preset.persons) + ' · >' + said(preset.patents) : '';
    });
    if (!state.panel) { return; }
    state.panel.tiles.forEach(function (tile) {
      var cell = tile.cell, n = cells[place(cell)], link = exported(meta, cell, state.persons, state.patents, window.location.search);
      tile.where.textContent = meta.words.insured + ' ' + (cell.large ? '>' : '≤') + said(state.persons) + ' · ' +
        meta.words.owned + ' ' + (cell.innovative ? '>' : '≤') + said(state.patents);
      tile.share.textContent = said(round(share(cell))) + '%';
      tile.count.textContent = said(n) + ' ' + meta.words.enterprises;
      tile.bar.style.width = share(cell) + '%';
      tile.link.hidden = !n || link === null;
      if (link !== null) { tile.link.href = link; }
    });
    state.panel.gap.textContent = meta.cells[0].published === null ? '' : fill(meta.words.gap, {gap: said(round(gap))});
    state.panel.basis.textContent = fill(meta.words.basis, {known: said(known), unknown: said(held.pairs.unknown)});
  }

  /* Handles over the plot: dragged, or moved by the keyboard as sliders. */
  function axes() {
    var full = state.gd._fullLayout;
    return {persons: full.xaxis, patents: full.yaxis};
  }
  function at(axis, threshold) { return axis._offset + axis.d2p(threshold + 1); }
  function position() {
    var axis = axes(), x = at(axis.persons, state.persons), y = at(axis.patents, state.patents);
    var left = axis.persons._offset, top = axis.patents._offset, width = axis.persons._length, height = axis.patents._length;
    var box = {persons: [x, top, 0, height], patents: [left, y, width, 0], both: [x, y, 0, 0]};
    Object.keys(box).forEach(function (name) {
      var handle = state.handles[name], b = box[name];
      handle.style.transform = 'translate(' + b[0] + 'px,' + b[1] + 'px)';
      if (b[2]) { handle.style.width = b[2] + 'px'; }
      if (b[3]) { handle.style.height = b[3] + 'px'; }
      handle.hidden = (name !== 'patents' && (x < left || x > left + width)) || (name !== 'persons' && (y < top || y > top + height));
    });
    state.labels.forEach(function (label) {
      label.box.style.left = label.cell.large ? '' : left + 6 + 'px';
      label.box.style.right = label.cell.large ? state.gd._fullLayout.width - left - width + 6 + 'px' : '';
      label.box.style.top = label.cell.innovative ? top + 6 + 'px' : '';
      label.box.style.bottom = label.cell.innovative ? '' : state.gd._fullLayout.height - top - height + 6 + 'px';
    });
    ['persons', 'patents'].forEach(function (name) {
      var words = '>' + said(state[name]) + ' ' + state.meta.words[name + '_unit'];
      state.handles[name].firstChild.textContent = words;
      state.handles[name].setAttribute('aria-valuenow', state[name]);
      state.handles[name].setAttribute('aria-valuetext', words);
    });
  }
  function move(name, threshold) { state[name] = Math.max(0, Math.min(state.meta.most, Math.round(threshold))); }
  function show() { state.frame = 0; position(); answer(); }
  function soon() { if (!state.frame) { state.frame = window.requestAnimationFrame(show); } }
  function dragged(event) {
    if (!state || !state.dragging) { return; }
    var axis = axes(), edge = state.gd.getBoundingClientRect();
    if (state.dragging !== 'patents') { move('persons', axis.persons.p2d(event.clientX - edge.left - axis.persons._offset) - 1); }
    if (state.dragging !== 'persons') { move('patents', axis.patents.p2d(event.clientY - edge.top - axis.patents._offset) - 1); }
    soon();
  }
  function released() {
    if (!state || !state.dragging) { return; }
    state.dragging = '';
    document.body.classList.remove('quadrant-dragging');
    commit();
  }
  function pressed(name) {
    return function (event) {
      var step = {ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1}[event.key] || 0;
      var leap = {PageUp: 1.1, PageDown: 1 / 1.1}[event.key];
      if (!step && !leap) { return; }
      event.preventDefault();
      move(name, leap ? state[name] * leap + (leap > 1 ? 1 : -1) : state[name] + step * (event.shiftKey ? 10 : 1));
      show();
      window.clearTimeout(state.pending);
      state.pending = window.setTimeout(commit, PAUSE);
    };
  }
  function handle(name, layer, meta) {
    var made = make('div', 'quadrant-handle ' + name, layer);
    if (name !== 'both') {
      make('span', '', made);
      made.tabIndex = 0;
      made.setAttribute('role', 'slider');
      made.setAttribute('aria-label', meta.words[name]);
      made.setAttribute('aria-orientation', name === 'persons' ? 'horizontal' : 'vertical');
      made.setAttribute('aria-valuemin', 0);
      made.setAttribute('aria-valuemax', meta.most);
      made.addEventListener('keydown', pressed(name));
    }
    made.addEventListener('pointerdown', function (event) {
      event.preventDefault();
      made.focus();
      state.dragging = name;
      document.body.classList.add('quadrant-dragging');
    });
    return made;
  }
  function overlay(wrapper, meta) {
    var old = wrapper.querySelector('.quadrant-layer');
    if (old) { old.remove(); }
    var layer = make('div', 'quadrant-layer', wrapper);
    state.labels = meta.cells.map(function (cell) {
      var box = make('div', 'quadrant-label', layer);
      make('span', '', box).textContent = cell.name + ' ';
      var share = make('strong', '', box);
      make('small', '', box).textContent = printed(meta, cell);
      box.classList.toggle('right', cell.large);
      return {cell: cell, box: box, share: share};
    });
    state.handles = {};
    ['persons', 'patents', 'both'].forEach(function (name) { state.handles[name] = handle(name, layer, meta); });
  }
  function start(wrapper, gd, meta) {
    if (state && (state.dragging || state.pending)) { return; }
    var written = JSON.stringify([meta.words, meta.cells]);
    if (state && state.gd === gd && state.written === written && wrapper.querySelector('.quadrant-layer')) {
      Object.assign(state, {meta: meta, persons: meta.persons, patents: meta.patents});
      show();
      return;
    }
    state = {gd: gd, meta: meta, written: written, persons: meta.persons, patents: meta.patents};
    overlay(wrapper, meta);
    var panel = document.getElementById('quadrant-panel');
    state.panel = panel ? tiles(panel, meta) : null;
    if (!gd.quadrantBound) {
      gd.quadrantBound = true;
      gd.on('plotly_afterplot', function () { if (state && state.gd === gd) { position(); } });
    }
    document.getElementById('exhibit-quadrant').classList.add('live');
    show();
  }
  function stop(wrapper) {
    var layer = wrapper && wrapper.querySelector('.quadrant-layer'), panel = document.getElementById('quadrant-panel');
    if (layer) { layer.remove(); }
    if (panel) { panel.textContent = ''; }
    var card = document.getElementById('exhibit-quadrant');
    if (card) { card.classList.remove('live'); }
    state = null;
  }
  function ready(meta, frames, then) {
    var wrapper = document.querySelector(GRAPH), gd = wrapper && wrapper.querySelector('.js-plotly-plot');
    if (gd && gd.on && gd._fullLayout && gd._fullLayout.xaxis && gd._fullLayout.xaxis.type === 'log') { then(wrapper, gd); return; }
    if (frames > 0) { window.requestAnimationFrame(function () { ready(meta, frames - 1, then); }); }
  }
  function fetched(meta, then) {
    var version = new URLSearchParams(window.location.search).get('version');
    var parts = [meta.query, version ? 'version=' + encodeURIComponent(version) : ''].filter(Boolean);
    var url = meta.root + 'quadrant/pairs' + (parts.length ? '?' + parts.join('&') : '');
    if (held.url === url) { then(); return; }
    window.fetch(url).then(function (response) { return response.ok ? response.arrayBuffer() : null; }).then(function (buffer) {
      if (buffer) { held = {url: url, pairs: decode(buffer)}; then(); }
    });
  }
  /* A signed frame shows what it was signed for: nothing to drag. */
  function signed() { return new URLSearchParams(window.location.search).has('token'); }
  keep.quadrant = {
    decode: decode, count: count, exported: exported
  };
  document.addEventListener('atlas:drawn', function (event) {
    if (event.target.id !== 'exhibit-quadrant') { return; }
    var figure = event.detail, meta = figure && figure.layout && figure.layout.meta && figure.layout.meta.quadrant;
    if (meta && !signed()) {
      fetched(meta, function () { ready(meta, FRAMES, function (wrapper, gd) { start(wrapper, gd, meta); }); });
    } else {
      stop(document.querySelector(GRAPH));
    }
  });
  document.addEventListener('pointermove', dragged);
  document.addEventListener('pointerup', released);
  document.addEventListener('pointercancel', released);
  document.addEventListener('click', function (event) {
    var button = event.target.closest && event.target.closest('[data-quadrant-preset]');
    if (!button || !state) { return; }
    var preset = state.meta[button.getAttribute('data-quadrant-preset')];
    if (!preset) { return; }
    state.persons = preset.persons;
    state.patents = preset.patents;
    show();
    commit();
  });
})();
