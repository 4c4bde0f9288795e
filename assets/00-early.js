/* Runs before React mounts, so that nothing flashes: theme, language and embed mode on <html>.
   Theme: query key `theme`, else the reader's last choice, else the system's. Language: query key `lang`. */
(function () {
  'use strict';
  /* Dash's polyfill trims by regular expressions, and the chart library trims thousands of names that need none. */
  var trimmed = String.prototype.trim;
  function ink(code) { return code > 32 && code < 127; }
  String.prototype.trim = function () {
    return typeof this === 'string' && ink(this.charCodeAt(0)) && ink(this.charCodeAt(this.length - 1)) ? this : trimmed.call(this);
  };
  var root = document.documentElement;
  var query = new URLSearchParams(window.location.search);

  function prefix() {
    try {
      var config = JSON.parse(document.getElementById('_dash-config').textContent);
      return config.requests_pathname_prefix || '/';
    } catch (error) { // a page that is not Dash's own
      return '/';
    }
  }

  function chosenTheme() {
    try {
      return window.localStorage.getItem('theme');
    } catch (error) { // storage is closed to a frame of another site
      return null;
    }
  }

  function known(theme) {
    return theme === 'light' || theme === 'dark' ? theme : null;
  }

  function systemTheme() {
    return window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  }

  root.setAttribute('data-bs-theme', known(query.get('theme')) || known(chosenTheme()) || systemTheme());
  root.setAttribute('lang', query.get('lang') === 'en' ? 'en' : 'zh-CN');
  if (window.location.pathname.indexOf(prefix() + 'embed/') === 0) {
    root.setAttribute('data-embed', '1');
  }
})();
