/** Paper: charts keep their proportions, whatever the window is. */
const PAPER = { width: 1000, height: 540 };
function graphs() {
  return document.querySelectorAll(".sheet .js-plotly-plot");
}
window.addEventListener("beforeprint", () => {
  graphs().forEach((graph) => {
    const said = graph.closest(".sheet").querySelector("textarea");
    const taken = said?.value ? said.offsetHeight + 8 : 0;
    window.Plotly.relayout(
      graph,
      Object.assign({}, PAPER, { height: Math.max(PAPER.height - taken, 200) }),
    );
  });
});
window.addEventListener("afterprint", () => {
  graphs().forEach((graph) => {
    window.Plotly.relayout(graph, { width: null, height: null, autosize: true });
  });
});
