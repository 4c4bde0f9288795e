/** Readers' notes whose words stand beyond the chart, moved into it; an arrow still points to its place. */

const EDGE = 6;
const TURNS = 3;

/** How far a box stands beyond one side or the other, as a way back. @param {number} low @param {number} high @param {number} from @param {number} to */
function back(low, high, from, to) {
  return Math.max(0, from - low) - Math.max(0, high - to);
}

/** How notes whose words stand beyond the chart are moved, as Plotly.relayout takes it.
 * @param {any} gd
 * @param {DOMRect} box
 */
function moved(gd, box) {
  /** @type {Record<string, number>} */
  const update = {};
  (gd.layout.annotations || []).forEach((/** @type {any} */ note, /** @type {number} */ at) => {
    const words = gd.querySelector(`.annotation[data-index="${at}"] .annotation-text-g`);
    if (note.name !== "note" || !words) {
      return;
    }
    const it = words.getBoundingClientRect();
    const right = back(it.left, it.right, box.left + EDGE, box.right - EDGE);
    const down = back(it.top, it.bottom, box.top + EDGE, box.bottom - EDGE);
    const [x, y] = note.showarrow ? ["ax", "ay"] : ["xshift", "yshift"];
    if (right) {
      update[`annotations[${at}].${x}`] = (note[x] || 0) + right;
    }
    if (down) {
      update[`annotations[${at}].${y}`] = (note[y] || 0) + (note.showarrow ? down : -down);
    }
  });
  return update;
}

/** @param {any} gd a chart that is drawn */
export async function within(gd) {
  for (let turn = 0; turn < TURNS; turn += 1) {
    const notes = moved(gd, gd.getBoundingClientRect());
    if (!Object.keys(notes).length) {
      return;
    }
    await window.Plotly.relayout(gd, notes); // words may be set anew elsewhere
  }
}

/** The same of a chart that is not on the page: its layout with the notes where they are whole.
 * @param {{data: any[], config: any}} figure
 * @param {any} layout with its size
 */
export async function withNotesInside({ data, config }, layout) {
  if (!layout.annotations?.some((/** @type {any} */ note) => note.name === "note")) {
    return layout;
  }
  const host = document.createElement("div");
  host.style.cssText = `position:fixed;left:-9999px;width:${layout.width}px;height:${layout.height}px`;
  document.body.appendChild(host);
  await window.Plotly.newPlot(host, structuredClone(data), structuredClone(layout), config);
  await within(host);
  const { annotations } = /** @type {any} */ (host).layout;
  window.Plotly.purge(host);
  host.remove();
  return { ...layout, annotations };
}
