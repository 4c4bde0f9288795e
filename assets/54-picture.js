/* Pictures of a card: the chart (or the first rows of its table) with title, filters, source, version and date inside.
   The same composer runs in the reader's browser and, for /export, in the server's (components/travel/chromium.py). */
(function () {
  'use strict';
  var PAD = 24, SVG = 'data:image/svg+xml;charset=utf-8,';
  var pen = document.createElement('canvas').getContext('2d');

  function escape(text) {
    return String(text).replace(/[&<>"]/g, function (c) { return {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'}[c]; });
  }
  function width(text, size, family, weight) {
    pen.font = (weight || 400) + ' ' + size + 'px ' + family;
    return pen.measureText(text).width;
  }
  /* Lines that fit; Chinese breaks anywhere, Latin between words; what is left over ends in an ellipsis. */
  function wrap(text, room, size, family, weight, most) {
    var lines = [''], tokens = String(text).match(/[\x21-\x7e\u00c0-\u024f]+|[\s\S]/g) || [];
    tokens.forEach(function (token) {
      var line = lines[lines.length - 1];
      if (line && width(line + token, size, family, weight) > room) { lines.push(token.trim()); } else { lines[lines.length - 1] = line + token; }
    });
    if (lines.length > most) {
      lines = lines.slice(0, most);
      lines[most - 1] = clip(lines[most - 1] + '\u2026\u2026', room, size, family, weight);
    }
    return lines;
  }
  function clip(text, room, size, family, weight) {
    text = String(text);
    if (width(text, size, family, weight) <= room) { return text; }
    while (text && width(text + '\u2026', size, family, weight) > room) { text = text.slice(0, -1); }
    return text + '\u2026';
  }
  function words(x, y, text, size, fill, more) {
    return '<text x="' + x + '" y="' + y + '" font-size="' + size + '" fill="' + fill + '"' + (more || '') + '>' + escape(text) + '</text>';
  }
  function block(lines, y, size, leading, fill, more) {
    return lines.map(function (line, i) { return words(PAD, y + size + i * leading, line, size, fill, more); }).join('');
  }
  function badges(caption, W) {
    var x = W - PAD, drawn = '';
    caption.badges.slice().reverse().forEach(function (badge) {
      var w = width(badge.text, 12, caption.font, 600) + 16;
      x -= w;
      drawn += '<rect x="' + x + '" y="' + PAD + '" width="' + w + '" height="22" rx="4" fill="' + badge.ground + '"/>' +
        words(x + 8, PAD + 15.5, badge.text, 12, badge.ink, ' font-weight="600"');
      x -= 8;
    });
    return {svg: drawn, left: x};
  }
  /* Cells wrap as far as there is room for all rows; where there is none, each row has one line. */
  function cells(list, wide, caption, room) {
    function laid(most) {
      return list.map(function (row) {
        return row.map(function (cell, c) { return wrap(cell, wide[c] - 18, 12, caption.font, 400, most).map(function (line) { return clip(line, wide[c] - 18, 12, caption.font); }); });
      });
    }
    function high(rows) { return rows.reduce(function (sum, row) { return sum + tall(row); }, 0); }
    for (var most = 6; most > 1; most--) {
      var rows = laid(most);
      if (high(rows) <= room) { return rows; }
    }
    return laid(1);
  }
  /* Widths that fill the room: all grow alike, but only the widest are cut. */
  function shared(wants, room) {
    function sum(list) { return list.reduce(function (a, b) { return a + b; }, 0); }
    if (sum(wants) <= room) { return wants.map(function (one) { return one * room / sum(wants); }); }
    var low = 0, cap = Math.max.apply(null, wants);
    for (var i = 0; i < 30; i++) {
      var middle = (low + cap) / 2;
      if (sum(wants.map(function (one) { return Math.min(one, middle); })) > room) { cap = middle; } else { low = middle; }
    }
    return wants.map(function (one) { return Math.min(one, low); });
  }
  function tall(row) { return 10 + 16 * Math.max.apply(null, row.map(function (lines) { return lines.length; })); }
  function rows(table, caption, w, h) {
    var step = 26, first = table.rows.slice(0, Math.max(1, Math.floor(h / step) - 2)), left = 0, top = step, shown = 0, out = '';
    var most = Math.min(w * 0.5, 480), wide = table.titles.map(function (title, c) {
      var wants = first.map(function (row) { return width(row[c], 12, caption.font); });
      return Math.min(most, Math.max.apply(null, wants.concat(width(title, 12, caption.font, 600)))) + 18;
    });
    wide = shared(wide, w);
    function line(y) { out += '<line x1="0" x2="' + w + '" y1="' + y + '" y2="' + y + '" stroke="' + caption.line + '"/>'; }
    function put(lines, c, y, fill, more) {
      var right = table.right[c], x = right ? left + wide[c] - 9 : left + 9;
      lines.forEach(function (one, i) { out += words(x, y + i * 16, one, 12, fill, more + (right ? ' text-anchor="end"' : '')); });
      left += wide[c];
    }
    table.titles.forEach(function (title, c) { put([clip(title, wide[c] - 18, 12, caption.font, 600)], c, 17, caption.muted, ' font-weight="600"'); });
    line(top);
    cells(first, wide, caption, h - 2 * step).forEach(function (row) {
      if (top + tall(row) > h - step && shown) { return; }
      left = 0;
      row.forEach(function (lines, c) { put(lines, c, top + 17, caption.text, ''); });
      top += tall(row);
      shown += 1;
      line(top);
    });
    if (shown < table.total) {
      out += words(9, top + 17, caption.more.replace('{shown}', shown).replace('{total}', table.total), 11, caption.muted);
    }
    return out;
  }
  function chart(plain, figure, w, h) {
    var layout = Object.assign({}, figure.layout, {autosize: false});
    delete layout.width; delete layout.height;
    var options = {format: 'svg', width: w, height: h, imageDataOnly: true};
    return plain({data: figure.data, layout: layout, config: figure.config || {}}, options);
  }
  /* The whole picture as SVG text. figure: Plotly data and layout, or {table: {titles, rows, right, total}}. */
  function compose(plain, figure, caption, W, H, scale) {
    var corner = badges(caption, W), family = caption.font;
    var title = wrap(caption.title, corner.left - PAD - 12, 21, family, 650, 2);
    var under = wrap(caption.filters, W - 2 * PAD, 13, family, 400, 2);
    var foot = caption.lines.reduce(function (all, line) { return all.concat(wrap(line, W - 2 * PAD, 11, family, 400, 2)); }, []);
    var top = PAD + title.length * 28 + under.length * 19 + 8, bottom = foot.length * 16 + PAD, w = W - 2 * PAD, h = Math.max(80, H - top - bottom - 8);
    var drawn = figure.table
      ? Promise.resolve('<g transform="translate(' + PAD + ' ' + top + ')">' + rows(figure.table, caption, w, h) + '</g>')
      : chart(plain, figure, w, h).then(function (svg) { return svg.replace(/^\s*<svg /, '<svg x="' + PAD + '" y="' + top + '" '); });
    return drawn.then(function (inner) {
      return '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="' + W * scale + '" height="' + H * scale +
        '" viewBox="0 0 ' + W + ' ' + H + '" font-family="' + escape(family) + '"><title>' + escape(caption.title) + '</title><desc>' + escape(caption.alt) +
        '</desc><rect width="' + W + '" height="' + H + '" fill="' + caption.surface + '"/>' +
        block(title, PAD - 2, 21, 28, caption.text, ' font-weight="650"') + block(under, PAD + title.length * 28, 13, 19, caption.muted) + corner.svg + inner +
        block(foot, H - bottom + 4, 11, 16, caption.muted) + '</svg>';
    });
  }
  function raster(svg, pixelsWide, pixelsHigh) {
    return new Promise(function (resolve, reject) {
      var image = new Image(), canvas = document.createElement('canvas');
      canvas.width = pixelsWide; canvas.height = pixelsHigh;
      image.onload = function () { canvas.getContext('2d').drawImage(image, 0, 0, pixelsWide, pixelsHigh); resolve(canvas); };
      image.onerror = function () { reject(new Error('the picture could not be drawn')); };
      image.src = SVG + encodeURIComponent(svg);
    });
  }

  /* In the server's browser every picture passes here: what kaleido asks of Plotly.toImage, with the caption of layout.meta if there is one. */
  function captureAll() {
    var plain = window.Plotly.toImage;
    window.Plotly.toImage = function (figure, options) {
      var meta = figure.layout.meta, scale = options.scale || 1;
      if (!meta || !meta.caption) { return plain(figure, options); }
      return compose(plain, meta.table ? {table: meta.table} : figure, meta.caption, options.width, options.height, scale).then(function (svg) {
        if (options.format === 'svg') { return options.imageDataOnly ? svg : SVG + encodeURIComponent(svg); }
        return raster(svg, Math.round(options.width * scale), Math.round(options.height * scale)).then(function (canvas) {
          return canvas.toDataURL('image/' + options.format).replace(/^data:[^,]*,/, '');
        });
      });
    };
  }

  /* In the reader's browser: the chart of the card as it stands, or its table if that is what is shown. */
  function shown(card) {
    var table = card.querySelector('table.data'), graph = card.querySelector('.js-plotly-plot');
    if (!table) { return {data: graph.data, layout: JSON.parse(JSON.stringify(graph.layout))}; }
    var heads = Array.from(table.querySelectorAll('thead tr:first-child th')), body = Array.from(table.querySelectorAll('tbody tr'));
    return {table: {
      titles: heads.map(function (th) { return th.textContent; }),
      right: heads.map(function (th) { return th.classList.contains('num'); }),
      rows: body.map(function (tr) { return Array.from(tr.children).map(function (td) { return td.textContent; }); }),
      total: body.length
    }};
  }
  function save(blob, name) {
    var link = document.createElement('a'), address = URL.createObjectURL(blob);
    link.href = address; link.download = name;
    link.click();
    setTimeout(function () { URL.revokeObjectURL(address); }, 10000);
  }
  function take(button) {
    var box = button.closest('[data-caption]'), chosen = box.querySelector('select').value.split('x').map(Number), format = button.getAttribute('data-picture');
    var caption = JSON.parse(box.getAttribute('data-caption')), scale = chosen[2];
    compose(window.Plotly && window.Plotly.toImage, shown(button.closest('.exhibit')), caption, chosen[0], chosen[1], scale).then(function (svg) {
      var name = box.getAttribute('data-stem') + '.' + format;
      if (format === 'svg') { save(new Blob([svg], {type: 'image/svg+xml'}), name); return; }
      raster(svg, Math.round(chosen[0] * scale), Math.round(chosen[1] * scale)).then(function (canvas) {
        canvas.toBlob(function (blob) { save(blob, name); }, 'image/png');
      });
    });
  }
  document.addEventListener('click', function (event) {
    var button = event.target.closest && event.target.closest('[data-picture]');
    if (button) { take(button); }
  });
  window.atlasPicture = {captureAll: captureAll, compose: compose};
})();
