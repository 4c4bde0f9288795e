/* Tables: rows come as JSON in data-table and are built here, with a search box over long ones.
   A cell is text, or a list of [words, address] of links to charts. Text is never taken for markup. */
(function () {
  'use strict';
  function add(parent, tag, style, text) {
    var made = document.createElement(tag);
    if (style) { made.className = style; }
    if (text !== undefined && text !== null) { made.textContent = text; }
    parent.appendChild(made);
    return made;
  }
  function fill(td, cell) {
    if (!Array.isArray(cell)) { td.textContent = cell; return; }
    if (!cell.length) { td.textContent = '—'; }
    cell.forEach(function (link) {
      add(add(td, 'div'), 'a', 'to-chart', link[0]).href = link[1];
    });
  }
  function search(host, words) {
    var tools = add(host, 'div', 'table-tools'), box = add(tools, 'input', 'form-control form-control-sm table-search');
    box.type = 'search';
    box.placeholder = words;
    box.setAttribute('aria-label', words);
    var found = add(tools, 'span', 'muted');
    found.setAttribute('aria-live', 'polite');
    box.addEventListener('input', function () {
      var parts = box.value.toLowerCase().split(/\s+/).filter(Boolean), shown = 0;
      var rows = host.querySelectorAll('tbody tr');
      rows.forEach(function (row) {
        var text = row.textContent.toLowerCase();
        row.hidden = !parts.every(function (part) { return text.indexOf(part) >= 0; });
        shown += row.hidden ? 0 : 1;
      });
      found.textContent = parts.length ? shown + ' / ' + rows.length : '';
    });
  }
  function build(host, content) {
    host.textContent = '';
    if (content.search) { search(host, content.search); }
    var wrap = add(host, 'div', 'table-wrap');
    wrap.tabIndex = 0;
    var table = add(wrap, 'table', 'data'), head = add(add(table, 'thead'), 'tr'), body = add(table, 'tbody');
    content.heads.forEach(function (words, i) { add(head, 'th', content.styles[i], words).scope = 'col'; });
    content.rows.forEach(function (row) {
      var tr = add(body, 'tr');
      row.forEach(function (cell, i) { fill(add(tr, 'td', content.styles[i]), cell); });
    });
    if (content.more) { add(wrap, 'p', 'muted', content.more); }
  }
  var hosts = document.getElementsByClassName('table-data');
  function refresh() {
    Array.prototype.forEach.call(hosts, function (host) {
      var text = host.getAttribute('data-table');
      if (text && host.tableText !== text) {
        host.tableText = text;
        build(host, JSON.parse(text));
      }
    });
  }
  new MutationObserver(refresh).observe(document.documentElement, {
    childList: true, subtree: true, attributes: true, attributeFilter: ['data-table']
  });
})();
