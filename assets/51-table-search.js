/* The search box above a long table: hides the rows that do not hold every word typed. No request. */
(function () {
  'use strict';
  document.addEventListener('input', function (event) {
    var box = event.target.closest && event.target.closest('.table-tools');
    if (!box || event.target.type !== 'search') { return; }
    var words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
    var rows = box.parentElement.querySelectorAll('tbody tr'), shown = 0;
    rows.forEach(function (row) {
      var text = row.textContent.toLowerCase();
      row.hidden = !words.every(function (word) { return text.indexOf(word) >= 0; });
      shown += row.hidden ? 0 : 1;
    });
    box.querySelector('.table-found').textContent = words.length ? shown + ' / ' + rows.length : '';
  });
})();
