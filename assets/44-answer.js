/* What follows the address asks the server by itself, in the form of Dash's updates: Dash would first take every
   callback of the page through its books, which takes longer than the answer. */
(function () {
  'use strict';
  /* What Dash knows of a component; nothing of one that is not on the page, for which Dash throws. */
  function property(id, name) {
    try { return window.dash_component_api.getLayout(id).props[name]; } catch (error) { return undefined; }
  }
  function part(id, name, value) { return {id: id, property: name, value: value}; }
  function address() {
    var config = JSON.parse(document.getElementById('_dash-config').textContent);
    return (config.requests_pathname_prefix || '/') + '_dash-update-component';
  }
  /* What an answer may depend on, as the callbacks name it. */
  var STATES = {
    search: function (now) { return part('url', 'search', now.search); },
    pathname: function (now) { return part('url', 'pathname', now.pathname); },
    locale: function (now) { return part('locale', 'data', window.dash_clientside.atlas.spoken(now.search)); },
    origins: function () { return part('origins', 'data', property('origins', 'data')); },
    tabled: function (now, id) { return part({exhibit: id.exhibit, type: 'tabled'}, 'value', now.tabled); }
  };
  function state(id) {
    return {
      search: property('url', 'search') || '',
      pathname: property('url', 'pathname'),
      tabled: Boolean(id.exhibit && property({exhibit: id.exhibit, type: 'tabled'}, 'value'))
    };
  }
  /* subject: {id, output (as Dash spells it), property, asks}. */
  function update(subject, now) {
    return {
      output: subject.output,
      outputs: {id: subject.id, property: subject.property},
      inputs: [part(subject.id, 'id', subject.id)],
      changedPropIds: [],
      state: subject.asks.map(function (name) { return STATES[name](now, subject.id); })
    };
  }
  /* The answer, or null if there is none for this page. */
  function fetched(subject, now, signal) {
    var sent = {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(update(subject, now)), signal: signal};
    return window.fetch(address(), sent).then(function (response) {
      if (response.status === 204) { return null; }
      if (!response.ok) { throw new Error(subject.output + ': ' + response.status); }
      return response.json().then(function (found) { return Object.values(found.response)[0][subject.property]; });
    });
  }
  /* Follow the address for one component. took(busy, answer): asked, then answered (null: as it was). Gives {look, stop}. */
  function follow(subject, store, took) {
    var known = null, asked = null;
    function look(again) {
      var now = state(subject.id);
      if (known && !again && now.pathname !== known.pathname) { return; } // on its way out
      if (known && now.search === known.search && now.pathname === known.pathname && now.tabled === known.tabled) { return; }
      if (asked) { asked.abort(); }
      var mine = asked = new AbortController();
      known = now;
      took(true, null);
      fetched(subject, now, mine.signal).catch(function (error) {
        if (!mine.signal.aborted) { console.error(error); }
        return null;
      }).then(function (answer) { if (!mine.signal.aborted) { took(false, answer); } });
    }
    var leave = store.subscribe(function () {
      if (known && (property('url', 'search') || '') !== known.search) { look(false); }
    });
    return {look: function () { look(true); }, stop: function () { leave(); if (asked) { asked.abort(); } }};
  }
  Object.assign(window.srdi_atlas, {follow: follow, property: property});
})();
