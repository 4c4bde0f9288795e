/** Pictures of a card: the chart (or the first rows of its table) with title, filters, source, version and date inside.
   The same composer runs in the reader's browser and, for /export, in the server's (components/travel/chromium.py). */

const PAD = 24;
const SVG = "data:image/svg+xml;charset=utf-8,";
const pen = document.createElement("canvas").getContext("2d");

function escaped(text) {
  return String(text).replace(
    /[&<>"]/g,
    (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c],
  );
}
function width(text, size, family, weight) {
  pen.font = `${weight || 400} ${size}px ${family}`;
  return pen.measureText(text).width;
}
/** Lines that fit; Chinese breaks anywhere, Latin between words; what is left over ends in an ellipsis. */
function wrap(text, room, size, family, weight, most) {
  let lines = [""];
  const tokens = String(text).match(/[\x21-\x7e\u00c0-\u024f]+|[\s\S]/g) || [];
  tokens.forEach((token) => {
    const line = lines[lines.length - 1];
    if (line && width(line + token, size, family, weight) > room) {
      lines.push(token.trim());
    } else {
      lines[lines.length - 1] = line + token;
    }
  });
  if (lines.length > most) {
    lines = lines.slice(0, most);
    lines[most - 1] = clip(`${lines[most - 1]}\u2026\u2026`, room, size, family, weight);
  }
  return lines;
}
function clip(text, room, size, family, weight) {
  text = String(text);
  if (width(text, size, family, weight) <= room) {
    return text;
  }
  while (text && width(`${text}\u2026`, size, family, weight) > room) {
    text = text.slice(0, -1);
  }
  return `${text}\u2026`;
}
function words(x, y, text, size, fill, more) {
  return `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}"${more || ""}>${escaped(text)}</text>`;
}
function block(lines, y, size, leading, fill, more) {
  return lines
    .map((line, i) => words(PAD, y + size + i * leading, line, size, fill, more))
    .join("");
}
function badges(caption, W) {
  let x = W - PAD;
  let drawn = "";
  caption.badges
    .slice()
    .reverse()
    .forEach((badge) => {
      const w = width(badge.text, 12, caption.font, 600) + 16;
      x -= w;
      drawn +=
        '<rect x="' +
        x +
        '" y="' +
        PAD +
        '" width="' +
        w +
        '" height="22" rx="4" fill="' +
        badge.ground +
        '"/>' +
        words(x + 8, PAD + 15.5, badge.text, 12, badge.ink, ' font-weight="600"');
      x -= 8;
    });
  return { svg: drawn, left: x };
}
/** Cells wrap as far as there is room for all rows; where there is none, each row has one line. */
function cells(list, wide, caption, room) {
  function laid(most) {
    return list.map((row) =>
      row.map((cell, c) =>
        wrap(cell, wide[c] - 18, 12, caption.font, 400, most).map((line) =>
          clip(line, wide[c] - 18, 12, caption.font),
        ),
      ),
    );
  }
  function high(rows) {
    return rows.reduce((sum, row) => sum + tall(row), 0);
  }
  for (let most = 6; most > 1; most--) {
    const rows = laid(most);
    if (high(rows) <= room) {
      return rows;
    }
  }
  return laid(1);
}
/** Widths that fill the room: all grow alike, but only the widest are cut. */
function shared(wants, room) {
  function sum(list) {
    return list.reduce((a, b) => a + b, 0);
  }
  if (sum(wants) <= room) {
    return wants.map((one) => (one * room) / sum(wants));
  }
  let low = 0;
  let cap = Math.max.apply(null, wants);
  for (let i = 0; i < 30; i++) {
    const middle = (low + cap) / 2;
    if (sum(wants.map((one) => Math.min(one, middle))) > room) {
      cap = middle;
    } else {
      low = middle;
    }
  }
  return wants.map((one) => Math.min(one, low));
}
function tall(row) {
  return (
    10 +
    16 *
      Math.max.apply(
        null,
        row.map((lines) => lines.length),
      )
  );
}
function rows(table, caption, w, h) {
  const step = 26;
  const first = table.rows.slice(0, Math.max(1, Math.floor(h / step) - 2));
  let left = 0;
  let top = step;
  let shown = 0;
  let out = "";
  const most = Math.min(w * 0.5, 480);
  let wide = table.titles.map((title, c) => {
    const wants = first.map((row) => width(row[c], 12, caption.font));
    return (
      Math.min(most, Math.max.apply(null, wants.concat(width(title, 12, caption.font, 600)))) + 18
    );
  });
  wide = shared(wide, w);
  function line(y) {
    out += `<line x1="0" x2="${w}" y1="${y}" y2="${y}" stroke="${caption.line}"/>`;
  }
  function put(lines, c, y, fill, more) {
    const right = table.right[c];
    const x = right ? left + wide[c] - 9 : left + 9;
    lines.forEach((one, i) => {
      out += words(x, y + i * 16, one, 12, fill, more + (right ? ' text-anchor="end"' : ""));
    });
    left += wide[c];
  }
  table.titles.forEach((title, c) => {
    put(
      [clip(title, wide[c] - 18, 12, caption.font, 600)],
      c,
      17,
      caption.muted,
      ' font-weight="600"',
    );
  });
  line(top);
  cells(first, wide, caption, h - 2 * step).forEach((row) => {
    if (top + tall(row) > h - step && shown) {
      return;
    }
    left = 0;
    row.forEach((lines, c) => {
      put(lines, c, top + 17, caption.text, "");
    });
    top += tall(row);
    shown += 1;
    line(top);
  });
  if (shown < table.total) {
    out += words(
      9,
      top + 17,
      caption.more.replace("{shown}", shown).replace("{total}", table.total),
      11,
      caption.muted,
    );
  }
  return out;
}
function chart(plain, figure, w, h) {
  const layout = Object.assign({}, figure.layout, { autosize: false });
  delete layout.width;
  delete layout.height;
  const options = { format: "svg", width: w, height: h, imageDataOnly: true };
  return plain({ data: figure.data, layout: layout, config: figure.config || {} }, options);
}
/** The whole picture as SVG text. figure: Plotly data and layout, or {table: {titles, rows, right, total}}. */
function compose(plain, figure, caption, W, H, scale) {
  const corner = badges(caption, W);
  const family = caption.font;
  const title = wrap(caption.title, corner.left - PAD - 12, 21, family, 650, 2);
  const under = wrap(caption.filters, W - 2 * PAD, 13, family, 400, 2);
  const foot = caption.lines.reduce(
    (all, line) => all.concat(wrap(line, W - 2 * PAD, 11, family, 400, 2)),
    [],
  );
  const top = PAD + title.length * 28 + under.length * 19 + 8;
  const bottom = foot.length * 16 + PAD;
  const w = W - 2 * PAD;
  const h = Math.max(80, H - top - bottom - 8);
  const drawn = figure.table
    ? Promise.resolve(
        `<g transform="translate(${PAD} ${top})">${rows(figure.table, caption, w, h)}</g>`,
      )
    : chart(plain, figure, w, h).then((svg) =>
        svg.replace(/^\s*<svg /, `<svg x="${PAD}" y="${top}" `),
      );
  return drawn.then(
    (inner) =>
      '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="' +
      W * scale +
      '" height="' +
      H * scale +
      '" viewBox="0 0 ' +
      W +
      " " +
      H +
      '" font-family="' +
      escaped(family) +
      '"><title>' +
      escaped(caption.title) +
      "</title><desc>" +
      escaped(caption.alt) +
      '</desc><rect width="' +
      W +
      '" height="' +
      H +
      '" fill="' +
      caption.surface +
      '"/>' +
      block(title, PAD - 2, 21, 28, caption.text, ' font-weight="650"') +
      block(under, PAD + title.length * 28, 13, 19, caption.muted) +
      corner.svg +
      inner +
      block(foot, H - bottom + 4, 11, 16, caption.muted) +
      "</svg>",
  );
}
function raster(svg, pixelsWide, pixelsHigh) {
  return new Promise((resolve, reject) => {
    const image = new Image();
    const canvas = document.createElement("canvas");
    canvas.width = pixelsWide;
    canvas.height = pixelsHigh;
    image.onload = () => {
      canvas.getContext("2d").drawImage(image, 0, 0, pixelsWide, pixelsHigh);
      resolve(canvas);
    };
    image.onerror = () => {
      reject(new Error("the picture could not be drawn"));
    };
    image.src = SVG + encodeURIComponent(svg);
  });
}

/** In the server's browser every picture passes here: what kaleido asks of Plotly.toImage, with the caption of layout.meta if there is one. */
function captureAll() {
  const plain = window.Plotly.toImage;
  window.Plotly.toImage = (figure, options) => {
    const meta = figure.layout.meta;
    const scale = options.scale || 1;
    if (!meta || !meta.caption) {
      return plain(figure, options);
    }
    return compose(
      plain,
      meta.table ? { table: meta.table } : figure,
      meta.caption,
      options.width,
      options.height,
      scale,
    ).then((svg) => {
      if (options.format === "svg") {
        return options.imageDataOnly ? svg : SVG + encodeURIComponent(svg);
      }
      return raster(
        svg,
        Math.round(options.width * scale),
        Math.round(options.height * scale),
      ).then((canvas) => canvas.toDataURL(`image/${options.format}`).replace(/^data:[^,]*,/, ""));
    });
  };
}

/** In the reader's browser: the chart of the card as it stands, or its table if that is what is shown. */
function shown(card) {
  const table = card.querySelector("table.data");
  const graph = card.querySelector(".js-plotly-plot");
  if (!table) {
    return { data: graph.data, layout: JSON.parse(JSON.stringify(graph.layout)) };
  }
  const heads = Array.from(table.querySelectorAll("thead tr:first-child th"));
  const body = Array.from(table.querySelectorAll("tbody tr"));
  return {
    table: {
      titles: heads.map((th) => th.textContent),
      right: heads.map((th) => th.classList.contains("num")),
      rows: body.map((tr) => Array.from(tr.children).map((td) => td.textContent)),
      total: body.length,
    },
  };
}
function save(blob, name) {
  const link = document.createElement("a");
  const address = URL.createObjectURL(blob);
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 10000);
}
function take(button) {
  const box = button.closest("[data-caption]");
  const chosen = box.getAttribute("data-pixels").split("x").map(Number);
  const format = button.getAttribute("data-picture");
  const caption = JSON.parse(box.getAttribute("data-caption"));
  const scale = chosen[2];
  compose(
    window.Plotly?.toImage,
    shown(button.closest(".exhibit")),
    caption,
    chosen[0],
    chosen[1],
    scale,
  ).then((svg) => {
    const name = `${box.getAttribute("data-stem")}.${format}`;
    if (format === "svg") {
      save(new Blob([svg], { type: "image/svg+xml" }), name);
      return;
    }
    raster(svg, Math.round(chosen[0] * scale), Math.round(chosen[1] * scale)).then((canvas) => {
      canvas.toBlob((blob) => {
        save(blob, name);
      }, "image/png");
    });
  });
}
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-picture]");
  if (button) {
    take(button);
  }
});
window.atlasPicture = { captureAll: captureAll, compose: compose };
