/* A map whose areas stay where they are: another filter gives them other values, and so other colours, and moves some to the areas without.
   Plotly would project every border anew; here its paths stay, and it is told what they mean now. */
(function () {
  'use strict';
  function same(a, b) { return JSON.stringify(a) === JSON.stringify(b); }
  function areas(trace) { return trace.type === 'choropleth'; }
  function without(from, keys) {
    var rest = Object.assign({}, from);
    keys.forEach(function (key) { delete rest[key]; });
    return rest;
  }
  function scaled(layout) { return layout.coloraxis && layout.coloraxis.cmax !== undefined; }
  function frame(layout) { return Object.assign({}, layout, {coloraxis: without(layout.coloraxis, ['cmax'])}); }
  function fixed(trace) { return areas(trace) ? without(trace, ['locations', 'z', 'text', 'customdata']) : trace; }
  function place(trace) { return trace.geo || 'geo'; }
  /* Codes that are drawn on each map of a figure. */
  function drawn(data) {
    var found = {};
    data.filter(areas).forEach(function (trace) { found[place(trace)] = (found[place(trace)] || []).concat(trace.locations); });
    Object.values(found).forEach(function (codes) { codes.sort(); });
    return found;
  }
  /* Whether two figures differ in the values of the same areas alone. */
  function alike(gd, figure) {
    var before = gd.data, after = figure.data;
    return before.length === after.length && after.some(areas) && scaled(gd.layout) && scaled(figure.layout) &&
      before.every(function (trace, i) { return same(fixed(trace), fixed(after[i])) && (!areas(trace) || Boolean(trace.locations.length) === Boolean(after[i].locations.length)); }) &&
      same(frame(gd.layout), frame(Object.assign({autosize: true}, figure.layout))) && same(drawn(before), drawn(after));
  }
  /* What Plotly has worked out for each area, and the path that it has drawn. */
  function known(gd) {
    var found = {};
    gd._fullData.forEach(function (trace, i) {
      if (!areas(trace) || !gd.calcdata[i][0].node3) { return; }
      var here = found[place(trace)] = found[place(trace)] || {};
      gd.calcdata[i][0].node3.selectAll('.choroplethlocation').each(function (item) { here[item.loc] = {item: item, path: this}; });
    });
    return found;
  }
  /* One trace's areas in their new order, each with what was worked out for it; its paths stand in its group. */
  function handed(items, trace, here) {
    var first = items[0], group = first.node3.node();
    var next = trace.locations.map(function (code, i) {
      var made = Object.assign({}, here[code].item, {z: trace.z[i], index: i, tx: trace.text[i]}), path = here[code].path;
      ['trace', 't', 'node3'].forEach(function (name) { delete made[name]; });
      path.__data__ = made;
      group.appendChild(path);
      return made;
    });
    ['t', 'node3'].forEach(function (name) { next[0][name] = first[name]; });
    return next;
  }
  /* Give the areas of a drawn map the values of another figure: a promise, or null if more than values differs. */
  function recolour(gd, figure) {
    if (!gd.calcdata || !alike(gd, figure)) { return null; }
    var at = known(gd);
    if (figure.data.some(function (trace, i) { return areas(trace) && trace.locations.some(function (code) { return !(at[place(trace)] || {})[code]; }); })) { return null; }
    figure.data.forEach(function (trace, i) {
      if (areas(trace) && trace.locations.length) { gd.calcdata[i] = handed(gd.calcdata[i], trace, at[place(trace)]); }
      Object.assign(gd.data[i], trace);
    });
    gd.calcdata.forEach(function (items, i) { items[0].trace = gd._fullData[i]; });
    gd.layout.coloraxis.cmax = figure.layout.coloraxis.cmax;
    // Nothing of the colour bar is set anew, but Plotly reads the figure again and draws the bar.
    return window.Plotly.relayout(gd, 'coloraxis.colorbar.nticks', gd.layout.coloraxis.colorbar.nticks).then(function () {
      gd._fullData.forEach(function (trace, i) {
        if (areas(trace) && trace.visible) { trace._module.style(gd, gd.calcdata[i]); }
      });
    });
  }
  window.srdi_atlas = {recolour: recolour};
})();
