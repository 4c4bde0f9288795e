/* A button with data-clear-scope="name" takes every `name.` parameter out of the address. */
(function () {
  'use strict';
  document.addEventListener('click', function (event) {
    var button = event.target.closest('[data-clear-scope]');
    if (!button) { return; }
    var start = button.getAttribute('data-clear-scope') + '.', pairs = new URLSearchParams(window.location.search);
    Array.from(pairs.keys()).forEach(function (key) { if (key.indexOf(start) === 0) { pairs.delete(key); } });
    var query = pairs.toString();
    window.dash_clientside.set_props('url', {search: query ? '?' + query : ''});
  });
})();
