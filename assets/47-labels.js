/* Labels at marks and bars that would cover each other, an axis or a note: the later one gives way, hover still tells it. */
(function () {
  'use strict';
  var FIXED = '.xtick text, .ytick text, .annotation text', LABELS = '.scatterlayer .textpoint text, .barlayer text.bartext, .geolayer text';
  var SLACK = 1;

  function boxes(gd, selector) {
    return Array.from(gd.querySelectorAll(selector)).map(function (text) {
      return {text: text, box: text.getBoundingClientRect()};
    }).filter(function (it) { return it.box.width > 0; });
  }
  function meet(a, b) {
    return Math.min(a.right, b.right) - Math.max(a.left, b.left) > SLACK &&
      Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > SLACK;
  }
  function show(text, shown) { text.style.visibility = shown ? '' : 'hidden'; }
  /* Numbers in the cells of a heatmap stand all or not at all. */
  function cells(gd) {
    var found = boxes(gd, '.heatmaplayer text');
    var crowded = found.some(function (it, i) { return i > 0 && meet(found[i - 1].box, it.box); });
    found.forEach(function (it) { show(it.text, !crowded); });
  }
  function tidy(gd) {
    cells(gd);
    var kept = boxes(gd, FIXED).map(function (it) { return it.box; });
    boxes(gd, LABELS).map(function (it) {
      var covers = kept.some(function (box) { return meet(box, it.box); });
      if (!covers) { kept.push(it.box); }
      return [it.text, covers];
    }).forEach(function (found) { show(found[0], !found[1]); });
  }
  document.addEventListener('atlas:drawn', function (event) {
    var gd = event.target.querySelector('.js-plotly-plot');
    if (!gd || gd.atlasTidied === gd._ev) { return; } // it listens already
    gd.atlasTidied = gd._ev;
    gd.on('plotly_afterplot', function () { tidy(gd); });
    tidy(gd);
  });
})();
