/* The address is the state. This script keeps it and the controls in step and turns clicks into filters.
   The server alone decides what a query means; here it is keys and text. */
(function () {
  'use strict';
  var root = document.documentElement, origins = {}, shown = {}, controls = [], seen = null, counted = null, timer = 0, settling = 0, PAUSE = 300, SOON = 40, LATEST = 600, prop = window.srdi_atlas.property, keep = window.dash_clientside = window.dash_clientside || {};
  function none() { return window.dash_clientside.no_update; }
  function read(search) {
    var found = {};
    new URLSearchParams(search || '').forEach(function (value, key) {
      if (value !== '') { found[key] = key in found ? found[key] + ',' + value : value; }
    });
    return found;
  }
  function write(pairs) {
    var parts = Object.keys(pairs).filter(function (key) { return pairs[key] !== ''; }).map(function (key) {
      return encodeURIComponent(key) + '=' + encodeURIComponent(pairs[key]).replace(/%2C/g, ',').replace(/%3A/g, ':');
    });
    return parts.length ? '?' + parts.join('&') : '';
  }
  function set(key, value, base) {
    var pairs = read(base === undefined ? window.location.search : base);
    if (value === '' || value === null || value === undefined) { delete pairs[key]; } else { pairs[key] = String(value); }
    return write(pairs);
  }
  function go(search) { window.dash_clientside.set_props('url', {search: search}); }
  /* A frame may name its exhibit's settings without the exhibit. */
  function spelt(pairs, key) {
    var plain = key.slice(key.indexOf('.') + 1);
    return root.getAttribute('data-embed') && !(key in pairs) && plain in pairs ? plain : key;
  }
  function held(pairs, id) {
    var value = pairs[spelt(pairs, id.key)];
    if (id.part === 'many') { return value ? value.split(',') : []; }
    if (id.part === 'low' || id.part === 'high') {
      var ends = (value || '..').split('..');
      return (id.part === 'low' ? ends[0] : ends[1]) || '';
    }
    if (id.part === 'number') { return Number(value || id.default); }
    return value || id.default || '';
  }
  function same(a, b) { return JSON.stringify(a || '') === JSON.stringify(b || ''); }
  function text(id, value, ids, values) {
    if (id.part === 'many') { return (value || []).slice().sort().join(','); }
    if (id.part === 'low' || id.part === 'high') {
      var ends = {low: '', high: ''};
      ids.forEach(function (other, i) {
        if (other.key === id.key && other.part in ends) { ends[other.part] = values[i] === null || values[i] === undefined ? '' : String(values[i]); }
      });
      return ends.low || ends.high ? ends.low + '..' + ends.high : '';
    }
    value = value === null || value === undefined ? '' : String(value);
    return value === id.default ? '' : value;
  }
  /* A list drops codes that it does not know, which is not the reader's doing: the address keeps them, and the page says so. */
  function dropped(id, pairs, value) {
    if (id.part !== 'many' || !pairs[id.key]) { return false; }
    var list = window.dash_component_api.getLayout(id), known = ((list && list.props.options) || []).map(function (option) { return option.value; });
    var rest = pairs[id.key].split(',').filter(function (code) { return known.indexOf(code) >= 0; });
    return rest.length < pairs[id.key].split(',').length && same(rest.sort(), (value || []).slice().sort());
  }
  function locale(search) {
    var pairs = read(search);
    return {
      lang: pairs.lang === 'en' ? 'en' : 'zh',
      theme: pairs.theme || (window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')
    };
  }
  /* Set alike, an attribute of the root would still have the browser work out the style of all that is below. */
  function mark(name, value) { if (root.getAttribute(name) !== value) { root.setAttribute(name, value); } }
  /* Options are counted again when the cards are drawn, or when the reader comes near the lists. */
  function recount() {
    window.clearTimeout(timer);
    if (counted !== key()) {
      counted = key();
      window.dash_clientside.set_props('recount', {data: counted});
    }
  }
  function key() {
    var pairs = read(window.location.search);
    Object.keys(pairs).forEach(function (name) { if (name.indexOf('.') >= 0 || name === 'theme') { delete pairs[name]; } });
    return write(pairs) + '|' + root.lang;
  }
  function drawing() { return document.querySelector('[data-dash-is-loading=true]'); }
  function later() {
    window.clearTimeout(timer);
    timer = window.setTimeout(function () { if (drawing()) { later(); } else { recount(); } }, PAUSE);
  }
  document.addEventListener('pointerover', near);
  document.addEventListener('focusin', near);
  function near(event) { if (event.target.closest && event.target.closest('.filters')) { recount(); } }
  function named(id) { return [id.at, id.key, id.part].join(' '); }
  function show(id, value) {
    var before = shown[named(id)];
    if (same(before, value) || String(before) === String(value) || prop(id, 'id') === undefined) { return; } // 77 is '77'
    shown[named(id)] = value;
    window.dash_clientside.set_props(id, {value: value});
  }
  /* Controls of the cards follow the address at once, the lists of filters when the cards have, for which chips stand
     already: each list costs the cards a round through the page. */
  function settle(search) {
    var pairs = read(search), end = window.performance.now() + LATEST;
    function follow(bar) { controls.forEach(function (id) { if ((id.at === 'bar') === bar) { show(id, held(pairs, id)); } }); }
    function lists() {
      if (drawing() && window.performance.now() < end) { settling = window.setTimeout(lists, SOON); } else { follow(true); }
    }
    window.clearTimeout(settling);
    settling = window.setTimeout(lists, SOON);
    follow(false);
  }
  /* Only what is chosen of provinces and levels can take the reader to another map. */
  function place(search) {
    var pairs = read(search);
    return [pairs.province, pairs['map.level']].join(' ');
  }
  function travel(from, to) {
    if (place(from) !== place(to) && prop('place', 'data') !== undefined) { window.dash_clientside.set_props('place', {data: place(to)}); }
  }
  /* Take a filter, or one value of it, or all filters (*) out of the address. */
  function drop(key, value) {
    var pairs = read(window.location.search);
    if (key === '*') {
      Object.keys(pairs).forEach(function (name) { if (name.indexOf('.') < 0 && ['lang', 'theme', 'version'].indexOf(name) < 0) { delete pairs[name]; } });
    } else if (value === '*') {
      delete pairs[key];
    } else {
      pairs[key] = (pairs[key] || '').split(',').filter(function (v) { return v !== value; }).join(',');
    }
    go(write(pairs));
  }
  keep.atlas = {
    spoken: locale,
    locale: function (_, search, held) {
      var now = locale(search);
      later();
      mark('data-bs-theme', now.theme);
      mark('lang', now.lang === 'en' ? 'en' : 'zh-CN');
      return same(now, held) ? none() : now;
    },
    /* Something has changed: if it is the address, what is chosen by it follows. */
    look: function () {
      var search = prop('url', 'search') || '';
      if (search === seen) { return; }
      var from = seen;
      seen = search;
      travel(from, search);
      var now = keep.atlas.locale(null, search, prop('locale', 'data'));
      if (now !== none()) { window.dash_clientside.set_props('locale', {data: now}); }
      settle(search);
    },
    /* A control that has just been drawn takes its value from the address; one that the reader moved gives it its value. */
    moved: function (values, ids, search) {
      var pairs = read(search), next = search || '', names = ids.map(named);
      controls = ids;
      ids.forEach(function (id, i) {
        var before = shown[names[i]];
        shown[names[i]] = values[i];
        if (before === undefined) { show(id, held(pairs, id)); return; }
        if (!same(before, values[i]) && !dropped(id, pairs, values[i])) { next = set(spelt(read(next), id.key), text(id, values[i], ids, values), next); }
      });
      Object.keys(shown).forEach(function (name) { if (names.indexOf(name) < 0) { delete shown[name]; } });
      return same(next, search || '') ? none() : next;
    },
    /* A point of a chart names a filter: key:value, or several joined by &. */
    chosen: function (point, from) {
      var mark = Array.isArray(point.customdata) ? point.customdata[0] : point.customdata;
      if (typeof mark !== 'string' || mark.indexOf(':') < 0) { return; }
      var pairs = read(window.location.search);
      origins = Object.assign({}, origins);
      mark.split('&').forEach(function (one) {
        var key = one.slice(0, one.indexOf(':')), value = one.slice(one.indexOf(':') + 1);
        pairs[key] = pairs[key] === value && mark.indexOf('&') < 0 ? '' : value;
        origins[key + '=' + value] = from;
        if (key === 'province') { delete pairs.city; }
      });
      window.dash_clientside.set_props('origins', {data: origins});
      go(write(pairs));
    },
    /* The page has changed: its title, and which link of the bar it is. */
    title: function (title) {
      if (title) { document.title = title; }
      root.toggleAttribute('data-briefing', /\/briefing\/?$/.test(window.location.pathname));
      document.querySelectorAll('a[data-nav]').forEach(function (link) { link.classList.toggle('active', link.pathname === window.location.pathname); });
      return none();
    }
  };
  document.addEventListener('click', function (event) {
    var button = event.target.closest('[data-set]');
    if (button) {
      var key = button.getAttribute('data-set'), now = locale(window.location.search);
      if (key === 'lang') { go(set('lang', now.lang === 'en' ? '' : 'en')); }
      if (key === 'theme') { go(set('theme', now.theme === 'dark' ? 'light' : 'dark')); }
    }
    var link = event.target.closest('a[data-go]');
    if (link) { event.preventDefault(); go(link.search); }
    var chip = event.target.closest('[data-drop]');
    if (chip) { drop(chip.getAttribute('data-drop'), chip.getAttribute('data-value')); }
    var close = event.target.closest('[data-close]');
    if (close) { close.parentElement.remove(); }
    var toggle = event.target.closest('[data-toggle]');
    if (toggle) {
      var open = document.body.classList.toggle(toggle.getAttribute('data-toggle'));
      toggle.setAttribute('aria-expanded', String(open));
    }
  });
})();
