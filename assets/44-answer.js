/* What a card asks the server for when the address changes, in the form of Dash's updates.
   The card asks by itself: Dash would first take every callback of the page through its books, which takes longer than the answer. */
(function () {
  'use strict';
  var api = function () { return window.dash_component_api; };
  function property(id, name) { var found = api().getLayout(id); return found && found.props[name]; }
  function part(id, name, value) { return {id: id, property: name, value: value}; }
  function address() {
    var config = JSON.parse(document.getElementById('_dash-config').textContent);
    return (config.requests_pathname_prefix || '/') + '_dash-update-component';
  }
  /* On what an answer depends: changed it is asked for anew. */
  function state(exhibit) {
    return {
      search: property('url', 'search') || '',
      pathname: property('url', 'pathname'),
      tabled: Boolean(property({exhibit: exhibit, type: 'tabled'}, 'value'))
    };
  }
  function update(exhibit, now) {
    var card = {exhibit: exhibit, type: 'card'};
    return {
      output: '{"exhibit":["MATCH"],"type":"card"}.answer',
      outputs: {id: card, property: 'answer'},
      inputs: [part(card, 'id', card)],
      changedPropIds: [],
      state: [
        part('url', 'search', now.search),
        part('locale', 'data', window.dash_clientside.atlas.spoken(now.search)),
        part({exhibit: exhibit, type: 'tabled'}, 'value', now.tabled),
        part('url', 'pathname', now.pathname)
      ]
    };
  }
  /* The answer, or null if there is none: the page does not show this card any more, or it may not be shown. */
  function fetched(exhibit, now, signal) {
    var sent = {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(update(exhibit, now)), signal: signal};
    return window.fetch(address(), sent).then(function (response) {
      if (response.status === 204) { return null; }
      if (!response.ok) { throw new Error(exhibit + ': ' + response.status); }
      return response.json().then(function (found) { return JSON.parse(Object.values(found.response)[0].answer); });
    });
  }
  /* Follow the address for one card. took(busy, answer): asked, then answered (null: as it was). Gives {look, stop}. */
  function follow(exhibit, store, took) {
    var known = null, asked = null;
    function look(again) {
      var now = state(exhibit);
      if (known && !again && now.pathname !== known.pathname) { return; } // on its way out
      if (known && now.search === known.search && now.pathname === known.pathname && now.tabled === known.tabled) { return; }
      if (asked) { asked.abort(); }
      var mine = asked = new AbortController();
      known = now;
      took(true, null);
      fetched(exhibit, now, mine.signal).catch(function (error) {
        if (!mine.signal.aborted) { console.error(error); }
        return null;
      }).then(function (answer) { if (!mine.signal.aborted) { took(false, answer); } });
    }
    var leave = store.subscribe(function () {
      if (known && (property('url', 'search') || '') !== known.search) { look(false); }
    });
    return {look: function () { look(true); }, stop: function () { leave(); if (asked) { asked.abort(); } }};
  }
  window.srdi_atlas.follow = follow;
})();
