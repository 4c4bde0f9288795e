/* The address is the state. This script keeps it and the controls in step and turns clicks into filters.
   The server alone decides what a query means; here it is keys and text. */
(function () {
  'use strict';
  var root = document.documentElement, keep = window.dash_clientside = window.dash_clientside || {};
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
  function held(pairs, id) {
    var value = pairs[id.key];
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
  function locale(search) {
    var pairs = read(search);
    return {
      lang: pairs.lang === 'en' ? 'en' : 'zh',
      theme: pairs.theme || (window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')
    };
  }
  keep.atlas = {
    locale: function (search, held) {
      var now = locale(search);
      root.setAttribute('data-bs-theme', now.theme);
      root.setAttribute('lang', now.lang === 'en' ? 'en' : 'zh-CN');
      return same(now, held) ? none() : now;
    },
    sync: function (search, values, ids) {
      var triggered = window.dash_clientside.callback_context.triggered || [];
      var moved = triggered.map(function (t) { return t.prop_id; });
      var fromUrl = !moved.length || moved.indexOf('url.search') >= 0;
      if (!fromUrl) {
        var next = search || '';
        ids.forEach(function (id, i) {
          var mine = moved.some(function (prop) { return prop.indexOf('"key":"' + id.key + '"') >= 0; });
          if (mine) { next = set(id.key, text(id, values[i], ids, values), next); }
        });
        return [same(next, search || '') ? none() : next, ids.map(none)];
      }
      var pairs = read(search);
      return [none(), ids.map(function (id, i) {
        var value = held(pairs, id);
        return same(value, values[i]) ? none() : value;
      })];
    },
    links: function (search, path, ids) {
      var pairs = read(search), kept = {};
      Object.keys(pairs).forEach(function (key) { if (key.indexOf('.') < 0) { kept[key] = pairs[key]; } });
      var query = write(kept);
      return [ids.map(function (id) { return id.path + query; }), ids.map(function (id) { return id.path === path ? 'nav-link active' : 'nav-link'; })];
    },
    click: function (clicks, origins) {
      var triggered = window.dash_clientside.callback_context.triggered || [];
      if (!triggered.length || !triggered[0].value) { return none(); }
      var point = triggered[0].value.points[0], mark = point.customdata;
      if (Array.isArray(mark)) { mark = mark[0]; }
      if (typeof mark !== 'string' || mark.indexOf(':') < 0) { return none(); }
      var pairs = read(window.location.search), from = JSON.parse(triggered[0].prop_id.split('.')[0]).exhibit, chosen = Object.assign({}, origins);
      mark.split('&').forEach(function (one) {
        var key = one.slice(0, one.indexOf(':')), value = one.slice(one.indexOf(':') + 1);
        pairs[key] = pairs[key] === value && mark.indexOf('&') < 0 ? '' : value;
        chosen[key + '=' + value] = from;
        if (key === 'province') { delete pairs.city; }
      });
      go(write(pairs));
      return chosen;
    },
    drop: function () {
      var context = window.dash_clientside.callback_context, hit = (context.triggered || [])[0];
      if (!hit || !hit.value) { return none(); }
      var id = JSON.parse(hit.prop_id.slice(0, hit.prop_id.lastIndexOf('.'))), pairs = read(window.location.search);
      if (id.key === '*') {
        Object.keys(pairs).forEach(function (key) { if (key.indexOf('.') < 0 && ['lang', 'theme', 'version'].indexOf(key) < 0) { delete pairs[key]; } });
      } else if (id.value === '*') {
        delete pairs[id.key];
      } else {
        pairs[id.key] = (pairs[id.key] || '').split(',').filter(function (v) { return v !== id.value; }).join(',');
      }
      go(write(pairs));
      return none();
    },
    title: function (title) { if (title) { document.title = title; } return none(); }
  };
  document.addEventListener('click', function (event) {
    var button = event.target.closest('[data-set]');
    if (button) {
      var key = button.getAttribute('data-set'), now = locale(window.location.search);
      if (key === 'lang') { go(set('lang', now.lang === 'en' ? '' : 'en')); }
      if (key === 'theme') { go(set('theme', now.theme === 'dark' ? 'light' : 'dark')); }
    }
    var toggle = event.target.closest('[data-toggle]');
    if (toggle) {
      var open = document.body.classList.toggle(toggle.getAttribute('data-toggle'));
      toggle.setAttribute('aria-expanded', String(open));
    }
  });
})();
